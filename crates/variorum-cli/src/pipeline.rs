//! The stages, run over a set of inputs: read, analyse in parallel, relate, collate in parallel, view.

use crate::arguments::ReadingArguments;
use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::PathBuf;
use std::time::Instant;
use variorum::analyse::{Analysis, analyse_as_of};
use variorum::article::Article;
use variorum::collate::view::{self, ArticleAnnotations, Duplicate, Failure, Intake, Report};
use variorum::collate::{self, Collation, collate};
use variorum::relate::{self, Relations};
use variorum_ingest::{Ingested, Limits, Progress};

/// A collection with everything that was found in its articles, in collection order.
pub struct Collection {
    pub articles: Vec<Article>,
    pub analyses: Vec<Analysis>,
    pub intake: Intake,
}

/// Says on standard error what is going on, as far as it was asked to.
pub struct Console {
    quiet: bool,
    verbose: bool,
    started: Instant,
}

impl Console {
    pub fn new(reading: &ReadingArguments) -> Console {
        Console { quiet: reading.quiet, verbose: reading.verbose, started: Instant::now() }
    }

    /// Says nothing.
    pub fn silent() -> Console {
        Console { quiet: true, verbose: false, started: Instant::now() }
    }

    /// A line for those who asked for more.
    pub fn detail(&self, message: impl AsRef<str>) {
        if self.verbose {
            eprintln!("{:>7.3} s  {}", self.started.elapsed().as_secs_f64(), message.as_ref());
        }
    }

    /// Names every input that was not read, and every remark.
    pub fn intake(&self, intake: &Intake) {
        for failure in &intake.failures {
            let line = failure.line.map(|line| format!(":{line}")).unwrap_or_default();
            eprintln!("variorum: {}{line}: {}; {}", failure.input, failure.reason, failure.remedy);
        }
        if !self.quiet {
            for warning in &intake.warnings {
                eprintln!("variorum: warning: {warning}");
            }
        }
    }

    /// A bar that is drawn only when standard error is a terminal.
    pub fn bar(&self, length: usize, what: &str) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{msg:>10} {bar:30} {human_pos}/{human_len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(length as u64).with_style(style).with_message(what.to_string())
    }
}

/// Runs `work` on as many threads as asked for.
pub fn on_threads<T: Send>(jobs: Option<u16>, work: impl FnOnce() -> T + Send) -> Result<T> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .build()
        .context("the threads could not be started; try a smaller --jobs")?;
    Ok(pool.install(work))
}

/// Reads the inputs and analyses every article.
pub fn read(paths: &[PathBuf], reading: &ReadingArguments, console: &Console) -> Collection {
    let (articles, intake) = take_in(paths, reading, console);
    let analyses = analyse_all(&articles, reading.now, console);
    console.detail(format!("{} articles analysed", articles.len()));
    Collection { articles, analyses, intake }
}

/// Reads the inputs, in collection order.
pub fn take_in(paths: &[PathBuf], reading: &ReadingArguments, console: &Console) -> (Vec<Article>, Intake) {
    let limits = Limits { file_bytes: reading.max_bytes, article_bytes: reading.max_article_bytes };
    let bar = console.bar(0, "reading");
    let show = |progress: Progress| {
        bar.set_length(progress.files as u64);
        bar.set_position(progress.files_read as u64);
    };
    let ingested = variorum_ingest::read_paths(paths, &mut std::io::stdin(), &limits, &show);
    bar.finish_and_clear();
    console.detail(format!("{} of {} inputs read", ingested.articles.len(), ingested.inputs()));
    let (mut articles, intake) = taken_in(ingested);
    articles.sort_by(relate::collection_order);
    (articles, intake)
}

fn analyse_all(articles: &[Article], now: Option<Date>, console: &Console) -> Vec<Analysis> {
    let bar = console.bar(articles.len(), "analysing");
    let analyses = articles
        .par_iter()
        .map(|article| {
            let analysis = analyse_as_of(article, article.day().or(now));
            bar.inc(1);
            analysis
        })
        .collect();
    bar.finish_and_clear();
    analyses
}

/// Groups a collection into stories, collates each, and makes the view.
pub fn collate_all(collection: Collection, limits: &collate::Limits, console: &Console) -> Report {
    let relations = relate::relate(&collection.articles, &collection.analyses);
    console.detail(format!("{} stories, {} derivations", relations.stories.len(), relations.derivations.len()));
    report(collection, &relations, limits, console)
}

/// Collates all articles of a collection as one story, whatever they are about.
pub fn collate_as_one(collection: Collection, limits: &collate::Limits, console: &Console) -> Report {
    let derivations = relate::reuse::find(&collection.articles, &collection.analyses);
    let members = (0..collection.articles.len())
        .map(|article| relate::Membership { article, similarity: 1.0, reason: "compared as asked".into() })
        .collect();
    let ids = collection.articles.iter().map(|article| article.id.as_str());
    let story = relate::Story { id: variorum::article::content_hash(ids), members };
    let relations = Relations { stories: vec![story], derivations, threads: Vec::new() };
    report(collection, &relations, limits, console)
}

/// Collates the stories of a collection and makes the view.
pub fn report(collection: Collection, relations: &Relations, limits: &collate::Limits, console: &Console) -> Report {
    let Collection { articles, analyses, intake } = collection;
    let bar = console.bar(relations.stories.len(), "collating");
    let collations: Vec<Collation> = relations
        .stories
        .par_iter()
        .map(|story| {
            let collation = collate(story, &articles, &analyses, &relations.derivations, limits);
            bar.inc(1);
            collation
        })
        .collect();
    bar.finish_and_clear();
    console.detail("stories collated");
    view::report(&articles, &analyses, relations, &collations, intake)
}

/// The annotations of every article of a collection.
pub fn annotations(collection: &Collection) -> Vec<ArticleAnnotations> {
    collection
        .articles
        .par_iter()
        .zip(&collection.analyses)
        .map(|(article, analysis)| view::annotations(article, analysis))
        .collect()
}

fn taken_in(ingested: Ingested) -> (Vec<Article>, Intake) {
    let failures = ingested.failures.into_iter().map(|failure| Failure {
        input: failure.place.input,
        line: failure.place.line,
        reason: failure.reason,
        remedy: failure.remedy,
    });
    let duplicates =
        ingested.duplicates.into_iter().map(|duplicate| Duplicate { name: duplicate.name, article: duplicate.article });
    let intake = Intake {
        failures: failures.collect(),
        duplicates: duplicates.collect(),
        warnings: ingested.warnings.iter().map(ToString::to_string).collect(),
    };
    (ingested.articles, intake)
}
