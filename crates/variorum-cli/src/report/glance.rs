//! The story at a glance: what is said, row by row, and which article says it, column by column.

use super::outline::{Body, Item, Outline, is_altered};
use super::texts::Texts;
use super::wording::{self, cut, one_line, quoted};
use variorum::collate::view::{Comparison, Evidence, Passage, Quotation, Story};
use variorum::collate::{FindingKind, ReadingRelation};

/// One thing that is said, and what each article has of it.
pub struct Row<'a> {
    /// Fragment of the item this row is about.
    pub item: String,
    pub kind: RowKind,
    pub label: Label<'a>,
    /// Parallel to the witnesses of the story.
    pub cells: Vec<Option<Cell<'a>>>,
}

/// What a row is about.
pub enum Label<'a> {
    /// In words of the report
    Words(String),
    /// In the words of an article
    Quoted(&'a str),
}

impl Label<'_> {
    /// The label in about `limit` characters; words of an article are cut after whole words.
    pub fn shown(&self, limit: usize) -> String {
        match self {
            Label::Words(words) => match cut(words, limit) {
                (kept, true) => format!("{kept} …"),
                (kept, false) => kept.to_string(),
            },
            Label::Quoted(words) => quoted(words, Some(limit)),
        }
    }
}

/// How the articles stand to each other in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    Conflict,
    Disputed,
    Altered,
    Detail,
    Agreed,
}

/// What one article has of it.
pub struct Cell<'a> {
    pub passage: &'a Passage,
    /// The words that matter; `None`: it says the same.
    pub words: Option<String>,
    /// Which side it stands on, where there are sides.
    pub side: Option<usize>,
}

/// Longest words in a cell, in characters.
const WORDS: usize = 48;
/// Most changes of one reading shown in a cell.
const CHANGES: usize = 3;

/// The rows of a story, what differs first; none where there is one article only.
pub fn rows<'a>(outline: &Outline<'a>, texts: &Texts<'a>) -> Vec<Row<'a>> {
    if outline.story.witnesses.len() < 2 {
        return Vec::new();
    }
    let mut rows: Vec<Row> = outline.items().filter_map(|item| row(item, outline.story, texts)).collect();
    // A stable sort: the order of the sections inside each kind.
    rows.sort_by_key(|row| row.kind);
    rows
}

fn row<'a>(item: &Item<'a>, story: &'a Story, texts: &Texts<'a>) -> Option<Row<'a>> {
    let (kind, label, cells) = match item.body {
        Body::Finding(finding) => {
            let kind = match finding.kind {
                FindingKind::Conflict => RowKind::Conflict,
                FindingKind::Disputed => RowKind::Disputed,
                FindingKind::AlteredQuotation => RowKind::Altered,
                FindingKind::Agreement => RowKind::Agreed,
                _ => RowKind::Detail,
            };
            let sides = finding.sides.len() > 1;
            let label = Label::Words(wording::headline(finding));
            (kind, label, by_witness(story, |letter| side_of(&finding.sides, letter, sides)))
        }
        Body::Claim(claim) => {
            let says = |letter: &str| {
                let evidence = claim.witnesses.iter().find(|evidence| evidence.passage.witness == letter)?;
                Some(Cell { passage: &evidence.passage, words: None, side: None })
            };
            (RowKind::Agreed, Label::Quoted(&claim.text.exact), by_witness(story, says))
        }
        Body::Quotation(quotation) if is_altered(quotation) => {
            let speaker = quotation.speaker.as_deref().unwrap_or("speaker not named");
            let cell = |letter: &str| reading_of(quotation, letter, texts);
            let label = Label::Words(format!("altered quotation: {}", one_line(speaker)));
            (RowKind::Altered, label, by_witness(story, cell))
        }
        _ => return None,
    };
    Some(Row { item: item.id.clone(), kind, label, cells })
}

fn by_witness<'a>(story: &'a Story, cell: impl Fn(&str) -> Option<Cell<'a>>) -> Vec<Option<Cell<'a>>> {
    story.witnesses.iter().map(|witness| cell(&witness.witness)).collect()
}

fn side_of<'a>(sides: &'a [Vec<Evidence>], letter: &str, several: bool) -> Option<Cell<'a>> {
    sides.iter().enumerate().find_map(|(side, evidence)| {
        let evidence = evidence.iter().find(|evidence| evidence.passage.witness == letter)?;
        let words = Some(quoted(&evidence.passage.exact, Some(WORDS)));
        Some(Cell { passage: &evidence.passage, words, side: several.then_some(side) })
    })
}

/// The changed words of the reading that an article prints.
fn reading_of<'a>(quotation: &'a Quotation, letter: &str, texts: &Texts<'a>) -> Option<Cell<'a>> {
    let index = quotation.readings.iter().position(|reading| reading.context.witness == letter)?;
    let passage = quotation.readings[index].passages.first()?;
    let altered = |comparison: &&Comparison| {
        comparison.relation == ReadingRelation::Altered && (comparison.first == index || comparison.second == index)
    };
    let words = quotation.comparisons.iter().find(altered).map(|comparison| {
        let changes = texts.changes(comparison).into_iter();
        let own = changes.filter_map(|(first, second)| if comparison.first == index { first } else { second });
        let own: Vec<String> = own.map(|words| quoted(words, Some(WORDS))).collect();
        let rest = if own.len() > CHANGES { ", …" } else { "" };
        format!("{}{rest}", own[..own.len().min(CHANGES)].join(", "))
    });
    Some(Cell { passage, words, side: None })
}
