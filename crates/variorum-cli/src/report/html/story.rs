//! One story: its head, the table at a glance, its sections, its articles.

use super::{colour, columns, items, letter, passage_id, story_id};
use crate::report::glance::{self, Cell, Row, RowKind};
use crate::report::outline::{Body, Item, Key, Outline, Section};
use crate::report::texts::Texts;
use crate::report::wording::{self, one_line};
use maud::{Markup, html};
use variorum::collate::view::{Report, Story, Witness};

/// Rows of the table at a glance that are shown at once; the rest is folded.
const ROWS_SHOWN: usize = 14;

/// Longest label of a row, in characters.
const LABEL: usize = 110;

/// One story with all its sections; the articles last, or first where they are to stay in sight.
pub fn story(outline: &Outline, report: &Report, texts: &Texts, side_by_side: bool) -> Markup {
    let story = outline.story;
    let id = story_id(story);
    html! {
        section class="story" id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { a class="permalink" href={ "#" (id) } { (one_line(&story.title)) } }
            p class="tally" {
                (wording::accounts(story))
                @for (key, words) in outline.tally() {
                    " · " a class={ "tally-" (key.name()) } href={ "#" (section_id(story, key)) } { (words) }
                }
            }
            ul class="witnesses" { @for witness in &story.witnesses { (witness_line(witness, texts)) } }
            (threads(story, report, texts))
            @if story.witnesses.len() > 1 {
                details class="why" {
                    summary { "Why these articles stand together" }
                    ul { @for witness in &story.witnesses { li { (letter(&witness.witness)) " " (witness.why) } } }
                }
            }
            @if side_by_side { (columns::columns(outline, texts)) }
            (at_a_glance(outline, texts))
            @for section in &outline.sections { (section_with_items(story, section, texts)) }
            @if !side_by_side { (columns::columns(outline, texts)) }
        }
    }
}

fn witness_line(witness: &Witness, texts: &Texts) -> Markup {
    let headline = texts.article(&witness.article).and_then(|article| article.headline.as_deref());
    html! {
        li {
            a class="witness" href={ "#article-" (witness.article) } {
                (letter(&witness.witness)) " " strong { (witness.source) }
            }
            " " span class="dim" { (wording::moment(witness.published.as_deref())) }
            @if let Some(headline) = headline { " " span class="headline" { (one_line(headline)) } }
        }
    }
}

fn threads(story: &Story, report: &Report, texts: &Texts) -> Markup {
    html! {
        @for (thread, title, place) in texts.threads_of(story, report) {
            p class="thread" {
                strong { (place) " story of the thread: " }
                @let other = if thread.earlier == story.id { &thread.later } else { &thread.earlier };
                // A story shown alone has nothing on its page to lead to.
                @if report.stories.iter().any(|story| story.id == *other) {
                    a href={ "#story-" (other) } { (one_line(title)) }
                } @else {
                    cite { (one_line(title)) }
                }
                " " span class="dim" { (thread.why) }
            }
        }
    }
}

fn section_id(story: &Story, key: Key) -> String {
    format!("{}-{}", key.name(), story.id)
}

fn at_a_glance(outline: &Outline, texts: &Texts) -> Markup {
    let rows = glance::rows(outline, texts);
    let (first, rest) = rows.split_at(rows.len().min(ROWS_SHOWN));
    html! {
        @if !rows.is_empty() {
            h3 { "At a glance" }
            p class="note" { "A row is one thing said, a column one article; an empty cell is silence, not denial." }
            (glance_table(outline.story, first, "Who says what, at a glance"))
            @if !rest.is_empty() {
                details {
                    summary { "and " (wording::count(rest.len(), "more row")) }
                    (glance_table(outline.story, rest, "Who says what, continued"))
                }
            }
        }
    }
}

fn glance_table(story: &Story, rows: &[Row], name: &str) -> Markup {
    html! {
        div class="scroll" tabindex="0" role="group" aria-label={ (name) ": " (one_line(&story.title)) } {
            table class="glance" {
                thead {
                    tr {
                        th scope="col" { "What" }
                        @for witness in &story.witnesses {
                            th scope="col" { (letter(&witness.witness)) " " span class="outlet" { (witness.source) } }
                        }
                    }
                }
                tbody { @for row in rows { (glance_row(row)) } }
            }
        }
    }
}

fn glance_row(row: &Row) -> Markup {
    let (class, mark) = match row.kind {
        RowKind::Conflict => ("conflict", "≠"),
        RowKind::Disputed => ("disputed", "≠"),
        RowKind::Altered => ("altered", "≠"),
        RowKind::Detail => ("detail", "≈"),
        RowKind::Agreed => ("agreed", "="),
    };
    html! {
        tr class=(class) {
            th scope="row" {
                span class={ "sign " (class) } aria-hidden="true" { (mark) } " "
                a class="row" href={ "#" (row.item) } { (row.label.shown(LABEL)) }
            }
            @for cell in &row.cells { td { @if let Some(cell) = cell { (glance_cell(cell, row.kind)) } } }
        }
    }
}

fn glance_cell(cell: &Cell, kind: RowKind) -> Markup {
    let side = match (kind, cell.side) {
        (RowKind::Conflict | RowKind::Disputed, Some(0)) => " one",
        (RowKind::Conflict | RowKind::Disputed, Some(_)) => " other",
        _ => "",
    };
    html! {
        a class={ "cell" (side) " w" (colour(&cell.passage.witness)) } href={ "#" (passage_id(cell.passage)) } {
            @match &cell.words {
                Some(words) => (words),
                None => { "✓" span class="sr" { " says so" } },
            }
        }
    }
}

fn section_with_items(story: &Story, section: &Section, texts: &Texts) -> Markup {
    let id = section_id(story, section.key);
    let (open, folded) = section.items.split_at(shown(section));
    html! {
        div class={ "items " (section.key.name()) } {
            h3 id=(id) { a class="permalink" href={ "#" (id) } { (section.key.title()) } }
            p class="note" { (section.key.note()) }
            @if section.key == Key::Differ && open.is_empty() {
                p { "No conflict and no dispute passed all gates." }
            }
            (list(open, section.key, texts, story))
            @if !folded.is_empty() {
                details class="folded" {
                    summary { (folded_label(section.key, folded.len())) }
                    (list(folded, section.key, texts, story))
                }
            }
        }
    }
}

/// How many items of a section stand open: findings that matter, the first of long lists.
fn shown(section: &Section) -> usize {
    let prominent = |item: &&Item| match item.body {
        Body::Finding(finding) => wording::is_prominent(finding.kind),
        _ => true,
    };
    match section.key {
        Key::Differ => section.items.iter().take_while(prominent).count(),
        Key::NotCompared => 0,
        Key::Parties => section.items.len().min(6),
        Key::OnlyIn | Key::Timeline => section.items.len().min(12),
        _ => section.items.len().min(24),
    }
}

fn folded_label(key: Key, number: usize) -> String {
    match key {
        Key::Differ => wording::count(number, "difference") + " in detail, or explained",
        Key::NotCompared => wording::count(number, "item"),
        _ => format!("and {number} more"),
    }
}

fn list(list: &[Item], key: Key, texts: &Texts, story: &Story) -> Markup {
    html! {
        @for group in list.chunk_by(|a, b| a.body.group() == b.body.group()) {
            @match (key, group[0].body.group()) {
                (Key::OnlyIn, Some(witness)) => h4 { "Only in " (letter(&witness)) " " (wording::source(story, &witness)) },
                (_, Some(day)) => h4 { (day) },
                _ => {},
            }
            @for item in group { (items::item(item, texts)) }
        }
    }
}
