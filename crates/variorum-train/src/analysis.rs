//! `bench-analyse`: CPU time of each stage of the analysis of articles.

use crate::arguments::{Arguments, read_lines};
use crate::collation::stories::Row;
use crate::cpu;
use std::io::Result;
use variorum::analyse::{analyse, attribution, credit, damage, quoted, statement};
use variorum::article::Article;
use variorum::language::{Reading, entities, names, quantities, syntax, times};
use variorum::text;

/// Articles read where `--first` does not say.
const ARTICLES: usize = 1000;

/// Prints words per CPU-second of each stage and of the whole, on the first articles (`--first`) of the archive.
pub fn bench(arguments: &Arguments) -> Result<()> {
    let rows: Vec<Row> = read_lines(&arguments.data("stories/archive_10k.jsonl"))?;
    let first = arguments.value("first").and_then(|first| first.parse().ok()).unwrap_or(ARTICLES);
    let articles: Vec<Article> = rows.iter().take(first).map(Row::article).collect();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    // What is loaded at the first call is not part of a stage.
    articles.iter().take(1).map(analyse).for_each(drop);
    let print = |what: &str, seconds: f64| {
        let rate = words as f64 / seconds.max(0.01);
        println!("{what:<12} {seconds:>7.2} CPU-s {rate:>12.0} words per CPU-s");
    };
    println!("{} articles, {words} words", articles.len());
    let begin = cpu::seconds();
    let analyses: Vec<_> = articles.iter().map(analyse).collect();
    print("analyse", cpu::seconds() - begin);
    let begin = cpu::seconds();
    articles.iter().map(|article| text::segment(&article.text)).for_each(drop);
    print("segment", cpu::seconds() - begin);
    // Every other stage is run on what the stages before it found.
    type Stage = (&'static str, fn(&Article, &variorum::analyse::Analysis));
    let stages: [Stage; 10] = [
        ("credits", |article, known| drop(credit::find(&article.text, &known.layout))),
        ("reader", |article, known| drop(syntax::parse(&article.text, &known.layout))),
        ("names", |article, known| drop(names::find(&article.text, &known.layout, &known.reading.syntax))),
        ("entities", |article, known| {
            let Reading { syntax, names, .. } = &known.reading;
            drop(entities::resolve(&article.text, &known.layout, syntax, names));
        }),
        ("times", |article, known| drop(times::find(&article.text, &known.layout, article.day()))),
        ("quantities", |article, known| drop(quantities::find(&article.text, &known.layout))),
        ("quoted", |article, known| drop(quoted::find(&article.text, &known.layout))),
        ("damage", |article, known| drop(damage::find(&article.text, &known.layout, &known.reading, &known.quoted))),
        ("attribution", |article, known| {
            drop(attribution::find(&article.text, &known.layout, &known.reading, &known.quoted));
        }),
        ("statements", |article, known| {
            drop(statement::find(&article.text, &known.layout, &known.reading, &known.attributions));
        }),
    ];
    for (name, run) in stages {
        let begin = cpu::seconds();
        articles.iter().zip(&analyses).for_each(|(article, known)| run(article, known));
        print(name, cpu::seconds() - begin);
    }
    Ok(())
}
