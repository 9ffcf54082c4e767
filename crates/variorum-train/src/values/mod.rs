//! `eval-values`: dates, durations, sets and quantities against the labelled sets, and speed.

mod exclusions;
mod gum;
mod recognizers;

use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use serde::Deserialize;
use std::io;
use variorum::language::{quantities, times};
use variorum::text::{Anchor, segment};

/// Prints the figures of both sets and the speed; `--errors` lists what is wrong, `--left-out` the cases that are not measured.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let errors = arguments.flag("errors");
    recognizers::evaluate(
        &read_lines(&arguments.data("language/recognizers_english.jsonl"))?,
        errors,
        arguments.flag("left-out"),
    );
    gum::evaluate(&read_lines(&arguments.data("language/dates_gum.jsonl"))?, errors);
    speed(arguments)
}

/// An article of the speed set.
#[derive(Deserialize)]
struct Article {
    text: String,
}

/// Words a CPU-second of both finders together; segmentation is not counted.
fn speed(arguments: &Arguments) -> io::Result<()> {
    let mut articles: Vec<Article> = read_lines(&arguments.data("quotes/polnear_train.jsonl"))?;
    articles.truncate(400);
    let layouts: Vec<_> = articles.iter().map(|article| segment(&article.text)).collect();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let published = jiff::civil::Date::new(2016, 5, 4).ok();
    let begun = cpu::seconds();
    let (mut rounds, mut times_found, mut quantities_found) = (0, 0, 0);
    while rounds < 3 || cpu::seconds() - begun < 2.0 {
        rounds += 1;
        for (article, layout) in articles.iter().zip(&layouts) {
            times_found += times::find(&article.text, layout, published).len();
            quantities_found += quantities::find(&article.text, layout).len();
        }
    }
    let seconds = cpu::seconds() - begun;
    println!(
        "speed: {:.0} words a CPU-second ({words} words, {} times, {} quantities)",
        (words * rounds) as f64 / seconds.max(0.01),
        times_found / rounds,
        quantities_found / rounds
    );
    Ok(())
}

/// Byte range of `surface` in `text`, in any case and with any white space, at or after `from`.
fn locate(text: &str, surface: &str, from: usize) -> Option<(usize, usize)> {
    let wanted: Vec<char> = surface.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let starts = text.char_indices().map(|(at, _)| at).filter(|at| *at >= from);
    starts.filter_map(|start| fits(text, start, &wanted).map(|end| (start, end))).next()
}

fn fits(text: &str, start: usize, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter().peekable();
    let rest = text.get(start..)?;
    if rest.starts_with(char::is_whitespace) {
        return None;
    }
    for (at, character) in rest.char_indices() {
        if wanted.peek().is_none() {
            return Some(start + at);
        }
        if character.is_whitespace() {
            continue;
        }
        for lower in character.to_lowercase() {
            if wanted.next() != Some(&lower) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// Whether an anchor shares a byte with a range.
fn overlaps(anchor: Anchor, range: (usize, usize)) -> bool {
    anchor.start() < range.1 && range.0 < anchor.end()
}
