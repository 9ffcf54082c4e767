//! The report as one self-contained page: no outside request, readable without JavaScript.

mod columns;
mod items;
mod marked;
mod quotation;
mod story;

use super::outline::Outline;
use super::texts::Texts;
use super::wording::{self, one_line};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use variorum::collate::view::{Passage, Report, Story};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The report as one HTML page. `side_by_side`: the articles stand above the items and stay in sight.
pub fn html(report: &Report, side_by_side: bool) -> String {
    let texts = Texts::new(report);
    let stories = super::stories(report);
    let outlines: Vec<Outline> = stories.iter().map(|story| Outline::of(story)).collect();
    let title = stories.first().map_or_else(|| "Variorum".into(), |story| one_line(&story.title));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · Variorum" }
                style { (PreEscaped(STYLE)) }
            }
            body class=[side_by_side.then_some("side-by-side")] {
                a class="skip" href="#stories" { "Skip to the stories" }
                header class="page" { (head(report, side_by_side)) }
                @if outlines.len() > 1 {
                    nav class="contents" aria-label="Stories" { (contents(&outlines)) }
                }
                main id="stories" {
                    @for outline in &outlines { (story::story(outline, report, &texts, side_by_side)) }
                    (intake(report))
                }
                footer { (foot(report)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn head(report: &Report, side_by_side: bool) -> Markup {
    let counts = &report.counts;
    html! {
        h1 { @if side_by_side { "Variorum: two accounts side by side" } @else { "Variorum: accounts side by side" } }
        p class="dim" {
            (wording::count(counts.articles, "article")) " in " (wording::count(counts.stories, "story"))
            " · " (wording::intake(counts)) " · Gives no verdict on what is true."
        }
    }
}

fn contents(outlines: &[Outline]) -> Markup {
    html! {
        ol {
            @for outline in outlines {
                li {
                    a href={ "#" (story_id(outline.story)) } { (one_line(&outline.story.title)) }
                    " " span class="dim" { (wording::tally(outline)) }
                }
            }
        }
    }
}

fn foot(report: &Report) -> Markup {
    html! {
        p class="keys" {
            "Keys: " kbd { "j" } " next item, " kbd { "k" } " previous item, " kbd { "Enter" } " open its passages in the articles, "
            kbd { "b" } " back to the item."
        }
        p {
            "A letter with a number, " span class="place" { "A:3" } ", is article A, paragraph 3. Words inside quotation marks stand so in the article. "
            "Schema " (report.schema) ", rules and models version " (report.analysis_version) "."
        }
    }
}

fn intake(report: &Report) -> Markup {
    html! {
        @if !report.failures.is_empty() || !report.duplicates.is_empty() || !report.warnings.is_empty() {
            section class="story" id="inputs" aria-labelledby="inputs-title" {
                h2 id="inputs-title" { "Inputs" }
                @if !report.failures.is_empty() {
                    h3 { "Not read" }
                    ul {
                        @for failure in &report.failures {
                            li {
                                code { (failure.input) @if let Some(line) = failure.line { ":" (line) } }
                                " " (failure.reason) "; " (failure.remedy)
                            }
                        }
                    }
                }
                @if !report.warnings.is_empty() {
                    h3 { "Remarks" }
                    ul { @for warning in &report.warnings { li { (warning) } } }
                }
                @if !report.duplicates.is_empty() {
                    h3 { "Equal to an article read already" }
                    ul { @for duplicate in &report.duplicates { li { code { (duplicate.name) } } } }
                }
            }
        }
    }
}

/// Fragment of a story.
fn story_id(story: &Story) -> String {
    format!("story-{}", story.id)
}

/// Fragment of a passage: the same in every run, so that a link to it can be kept.
fn passage_id(passage: &Passage) -> String {
    format!("p-{}-{}-{}", passage.article, passage.start, passage.end)
}

/// Where a passage stands, as a link that opens it: `A:3`.
fn place(passage: &Passage, texts: &Texts) -> Markup {
    html! {
        a class={ "place w" (colour(&passage.witness)) } href={ "#" (passage_id(passage)) } {
            (texts.place(passage)) span class="sr" { " open the passage" }
        }
    }
}

/// The letter of an article in its colour.
fn letter(witness: &str) -> Markup {
    html! { span class={ "badge w" (colour(witness)) } { (witness) } }
}

/// The words of a passage inside quotation marks. A passage that brings its own marks gets no second pair.
fn quoted(passage: &Passage) -> Markup {
    html! { span class="words" { (wording::quoted(&passage.exact, None)) } }
}

/// Which of the eight witness colours a letter gets.
fn colour(letter: &str) -> usize {
    letter.bytes().map(|byte| usize::from(byte.saturating_sub(b'A'))).sum::<usize>() % 8
}
