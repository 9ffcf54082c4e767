//! The report as one self-contained page: no outside request, readable without JavaScript.

mod marked;
mod sections;

use super::wording::{self, Texts, one_line};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use variorum::collate::view::{Passage, Report, Story};
use variorum::collate::{FindingKind, ReadingRelation};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The report as one HTML page.
pub fn html(report: &Report) -> String {
    let texts = Texts::new(report);
    let (shared, single): (Vec<&Story>, Vec<&Story>) =
        report.stories.iter().partition(|story| story.witnesses.len() > 1);
    let title = shared.first().or(single.first()).map_or_else(|| "Variorum".into(), |story| one_line(&story.title));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Variorum · " (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#stories" { "Skip to the stories" }
                header class="page" { (head(report)) }
                @if report.stories.len() > 1 {
                    nav aria-label="Stories" { (contents(&shared, &single)) }
                }
                main id="stories" {
                    @for story in &shared { (sections::story(story, report, &texts)) }
                    @for story in &single { (sections::story(story, report, &texts)) }
                    (intake(report))
                }
                footer {
                    p {
                        "Every item opens the exact words it rests on. Keys: " kbd { "j" } " next item, "
                        kbd { "k" } " previous item, " kbd { "Enter" } " open its first passage. "
                        "Variorum gives no verdict on what is true."
                    }
                    p { "Schema " (report.schema) ", rules and models version " (report.analysis_version) "." }
                }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn head(report: &Report) -> Markup {
    let counts = &report.counts;
    html! {
        h1 { "Variorum report" }
        p {
            (wording::count(counts.articles, "article")) " · " (wording::count(counts.stories, "story")) " · "
            (wording::count(counts.findings, "finding")) " · "
            (wording::count(counts.inputs, "input")) " = "
            (counts.articles) " read + " (counts.duplicates) " equal to one read + " (counts.failures) " not read"
        }
    }
}

fn contents(shared: &[&Story], single: &[&Story]) -> Markup {
    html! {
        ol {
            @for story in shared.iter().chain(single) {
                li {
                    a href={ "#" (story_id(story)) } { (one_line(&story.title)) }
                    " " span class="dim" { (tally(story)) }
                }
            }
        }
    }
}

/// What a story holds, in a few words.
fn tally(story: &Story) -> String {
    let of = |kind: FindingKind| story.findings.iter().filter(|finding| finding.kind == kind).count();
    let altered = story
        .quotations
        .iter()
        .filter(|quotation| quotation.comparisons.iter().any(|item| item.relation == ReadingRelation::Altered))
        .count();
    let parts = [
        (story.witnesses.len(), "article"),
        (of(FindingKind::Conflict), "conflict"),
        (of(FindingKind::Disputed), "dispute"),
        (altered, "altered quotation"),
        (story.agreed.len(), "agreement"),
        (story.damaged.len(), "damaged passage"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, noun)| wording::count(number, noun))
        .collect();
    parts.join(" · ")
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

/// A badge with a witness's letter that opens the passage.
fn badge(passage: &Passage) -> Markup {
    html! {
        a class={ "badge w" (colour(&passage.witness)) } href={ "#" (passage_id(passage)) }
            title="Open the passage in its article" {
            (passage.witness)
            span class="sr" { ": open the passage" }
        }
    }
}

/// The words of a passage inside quotation marks, with the badge that opens it. A passage that brings its own marks gets
/// no second pair.
fn quoted(passage: &Passage) -> Markup {
    let words = one_line(&passage.exact);
    html! {
        @if words.starts_with(['“', '"', '«', '„']) { span { (words) } } @else { q { (words) } }
        " " (badge(passage))
    }
}

/// Which of the eight witness colours a letter gets.
fn colour(letter: &str) -> usize {
    letter.bytes().map(|byte| usize::from(byte.saturating_sub(b'A'))).sum::<usize>() % 8
}
