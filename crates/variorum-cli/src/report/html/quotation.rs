//! One utterance with every reading of it, the words that differ marked, and the readings word under word.

use super::{letter, place};
use crate::report::outline::is_altered;
use crate::report::texts::Texts;
use crate::report::wording::{self, one_line};
use maud::{Markup, html};
use variorum::collate::ReadingRelation;
use variorum::collate::view::{Comparison, Passage, Quotation, Reading};

pub fn class_of(quotation: &Quotation) -> &'static str {
    if is_altered(quotation) { "altered" } else { "detail" }
}

pub fn quotation(quotation: &Quotation, texts: &Texts) -> Markup {
    html! {
        p class="label" {
            @if is_altered(quotation) { span class="chip altered" { "altered inside quotation marks" } " " }
            strong { (one_line(quotation.speaker.as_deref().unwrap_or("speaker not named"))) }
        }
        ul class="readings" {
            @for (index, item) in quotation.readings.iter().enumerate() {
                li { (reading(item, &altered_words(quotation, index), texts)) }
            }
        }
        @for comparison in quotation.comparisons.iter().filter(|item| item.relation == ReadingRelation::Altered) {
            (word_by_word(quotation, comparison))
        }
        details class="why" {
            summary { "Why one utterance, and how each pair of readings differs" }
            p { (quotation.why) }
            ul {
                @for comparison in &quotation.comparisons {
                    li {
                        (witness(quotation, comparison.first)) " and " (witness(quotation, comparison.second)) ": "
                        (wording::relation(comparison.relation))
                        @if !comparison.why.is_empty() { "; " (comparison.why) }
                    }
                }
            }
        }
    }
}

fn witness(quotation: &Quotation, index: usize) -> &str {
    quotation.readings.get(index).map_or("", wording::witness)
}

/// The words of a reading that some other reading alters, as code-point ranges.
fn altered_words(quotation: &Quotation, index: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for comparison in quotation.comparisons.iter().filter(|item| item.relation == ReadingRelation::Altered) {
        for word in comparison.alignment.iter().filter(|word| !word.same) {
            let own = [(comparison.first, &word.first), (comparison.second, &word.second)];
            let own = own.iter().filter(|(reading, _)| *reading == index);
            out.extend(own.filter_map(|(_, passage)| passage.as_ref().map(|passage| (passage.start, passage.end))));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn reading(reading: &Reading, altered: &[(usize, usize)], texts: &Texts) -> Markup {
    html! {
        @for passage in &reading.passages {
            (place(passage, texts)) " "
            @if reading.marked { q { (with_marks(passage, altered)) } } @else { span { (with_marks(passage, altered)) } }
            " "
        }
        @if !reading.marked { span class="chip" { "not inside quotation marks" } " " }
        span class="dim" {
            @if let Some(name) = &reading.said_by { em { (one_line(name)) } " " }
            @for passage in &reading.circumstances { (one_line(&passage.exact)) " " }
        }
    }
}

/// The words of a passage with the altered ones marked: bold and underlined, not by colour alone.
fn with_marks(passage: &Passage, altered: &[(usize, usize)]) -> Markup {
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (offset, character) in passage.exact.chars().enumerate() {
        let at = passage.start + offset;
        let inside = altered.iter().any(|(start, end)| (*start..*end).contains(&at));
        match pieces.last_mut() {
            Some((mark, words)) if *mark == inside => words.push(character),
            _ => pieces.push((inside, character.to_string())),
        }
    }
    html! {
        @for (mark, words) in &pieces { @if *mark { mark class="changed" { (words) } } @else { (words) } }
    }
}

/// Two readings word under word; a line that is too long goes on below.
fn word_by_word(quotation: &Quotation, comparison: &Comparison) -> Markup {
    let words = |passage: &Option<Passage>| {
        passage.as_ref().map_or_else(|| "–".to_string(), |passage| one_line(&passage.exact))
    };
    let (first, second) = (witness(quotation, comparison.first), witness(quotation, comparison.second));
    html! {
        div class="aligned" {
            span class="pair head" { span { (letter(first)) } span { (letter(second)) } }
            @for word in &comparison.alignment {
                span class={ "pair" @if !word.same { " changed" } } {
                    span { (words(&word.first)) } span { (words(&word.second)) }
                }
                " "
            }
        }
    }
}
