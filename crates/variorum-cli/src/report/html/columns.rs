//! The articles of a story in columns, every passage that an item rests on marked, with the way back to the item.

use super::{letter, marked, passage_id};
use crate::report::outline::{Key, Outline};
use crate::report::texts::Texts;
use crate::report::wording::{self, one_line};
use maud::{Markup, html};
use std::collections::BTreeMap;
use variorum::collate::view::{Article, Witness};

/// The articles side by side.
pub fn columns(outline: &Outline, texts: &Texts) -> Markup {
    let marks = marks(outline);
    let story = outline.story;
    let id = format!("articles-{}", story.id);
    html! {
        div class="articles" {
            h3 id=(id) { a class="permalink" href={ "#" (id) } { "The articles" } }
            p class="note" {
                "The number after a passage leads to the item that rests on it. "
                span class="passage differs" { "differs" } " "
                span class="passage agrees" { "agreed" } " "
                span class="passage reading" { "quotation with several readings" } " "
                span class="passage broken" { "damaged" } " "
                span class="passage other" { "other items" }
            }
            div class="columns" {
                @for witness in &story.witnesses {
                    @if let Some(article) = texts.article(&witness.article) {
                        (column(witness, article, marks.get(&article.id).map_or(&[], Vec::as_slice)))
                    }
                }
            }
        }
    }
}

fn column(witness: &Witness, article: &Article, marks: &[marked::Mark]) -> Markup {
    html! {
        article id={ "article-" (article.id) } tabindex="0" aria-label={ "Article " (witness.witness) ", " (witness.source) } {
            h4 { (letter(&witness.witness)) " " (one_line(article.headline.as_deref().unwrap_or(&witness.source))) }
            p class="dim" {
                (witness.source) " · " (wording::moment(witness.published.as_deref()))
                @if let Some(byline) = &article.byline { " · " (byline) }
                @if let Some(url) = &article.url { " · " (url) }
            }
            div class="text" dir="auto" { (marked::text(article, marks)) }
        }
    }
}

/// What is compared stands out; the rest is only underlined.
fn class_of(key: Key) -> &'static str {
    match key {
        Key::Differ => "differs",
        Key::Agreed => "agrees",
        Key::Quotations => "reading",
        Key::Damaged | Key::NotCompared => "broken",
        Key::Parties | Key::OnlyIn | Key::Timeline | Key::Copies => "other",
    }
}

/// Every passage that an item rests on, by article.
fn marks(outline: &Outline) -> BTreeMap<String, Vec<marked::Mark>> {
    let mut items: BTreeMap<(&str, usize, usize), marked::Mark> = BTreeMap::new();
    // Sections stand by weight: the first item that rests on a passage is the most telling one.
    let numbered = outline.sections.iter().flat_map(|section| section.items.iter().map(|item| (item, section.key)));
    for (item, sort) in numbered {
        for passage in item.body.passages() {
            let key = (passage.article.as_str(), passage.start_byte, passage.end_byte);
            let mark = items.entry(key).or_insert_with(|| marked::Mark {
                start: passage.start_byte,
                end: passage.end_byte,
                fragment: passage_id(passage),
                class: class_of(sort),
                items: Vec::new(),
            });
            if mark.items.last().is_none_or(|(number, _)| *number != item.number) {
                mark.items.push((item.number, item.id.clone()));
            }
        }
    }
    let mut by_article: BTreeMap<String, Vec<marked::Mark>> = BTreeMap::new();
    for ((article, ..), mark) in items {
        by_article.entry(article.to_string()).or_default().push(mark);
    }
    for marks in by_article.values_mut() {
        // Longest first where they begin together: the shorter nests in the longer.
        marks.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
    }
    by_article
}
