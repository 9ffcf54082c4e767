//! The articles of a story in columns, every passage that an item rests on marked, with the way back to the item.

use super::{letter, marked, passage_id};
use crate::report::outline::Outline;
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
            p class="note" { "Marked passages carry the numbers of the items that rest on them." }
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

/// Every passage that an item rests on, by article.
fn marks(outline: &Outline) -> BTreeMap<String, Vec<marked::Mark>> {
    let mut items: BTreeMap<(&str, usize, usize), marked::Mark> = BTreeMap::new();
    for item in outline.items() {
        for passage in item.body.passages() {
            let key = (passage.article.as_str(), passage.start_byte, passage.end_byte);
            let mark = items.entry(key).or_insert_with(|| marked::Mark {
                start: passage.start_byte,
                end: passage.end_byte,
                fragment: passage_id(passage),
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
