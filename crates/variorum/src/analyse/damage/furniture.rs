//! What is printed around an article and is no part of it: photo credits and boilerplate.

use super::lexicon::LEXICON;
use super::{Damage, DamageKind, Page};
use crate::text::Anchor;

/// A line of boilerplate or a credit is shorter than this, in bytes; a longer one is a paragraph of the article.
const LONGEST_LINE: usize = 240;

pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    let text = page.text;
    for paragraph in &page.layout.paragraphs {
        let line = Line::new(text, *paragraph);
        if let Some(kind) = line.opens_as() {
            found.push(furniture(kind, *paragraph));
        } else if !bracketed_credits(text, *paragraph, found) && line.holds("credit_in") {
            found.push(furniture(DamageKind::PhotoCredit, *paragraph));
        }
    }
    // "The Amary Press contributed to this report." at the end of a paragraph.
    for sentence in &page.layout.sentences {
        if Line::new(text, sentence.anchor).holds("boilerplate_in") {
            found.push(furniture(DamageKind::Boilerplate, sentence.anchor));
        }
    }
}

fn furniture(kind: DamageKind, anchor: Anchor) -> Damage {
    let explanation = match kind {
        DamageKind::PhotoCredit => "A photo credit stands in the text.",
        _ => "This is no part of the article.",
    };
    Damage { kind, anchor, explanation: explanation.to_owned() }
}

/// A short line in lower case; empty where it is too long to be furniture.
struct Line(String);

impl Line {
    fn new(text: &str, anchor: Anchor) -> Line {
        Line(if anchor.length() > LONGEST_LINE { String::new() } else { anchor.of(text).to_lowercase() })
    }

    /// What a line that begins so is.
    fn opens_as(&self) -> Option<DamageKind> {
        let bare = self.0.trim_start_matches(|character: char| !character.is_alphanumeric() && character != '©');
        let begins = |class: &str| LEXICON.forms(class).iter().any(|form| begins_with(bare, form));
        let kinds = [("credit", DamageKind::PhotoCredit), ("boilerplate", DamageKind::Boilerplate)];
        kinds.into_iter().find(|(class, _)| begins(class)).map(|(_, kind)| kind)
    }

    /// Whether a form of the list `class` stands in the line.
    fn holds(&self, class: &str) -> bool {
        LEXICON.forms(class).iter().any(|form| self.0.contains(form))
    }
}

/// Whether `line` begins with the whole words of `form`.
fn begins_with(line: &str, form: &str) -> bool {
    line.strip_prefix(form).is_some_and(|rest| {
        let word_goes_on = rest.chars().next().is_some_and(char::is_alphanumeric);
        !word_goes_on || !form.ends_with(char::is_alphabetic)
    })
}

/// "(Photo by Ada Roe/Amary Pictures)" inside a paragraph; says whether there is one.
fn bracketed_credits(text: &str, paragraph: Anchor, found: &mut Vec<Damage>) -> bool {
    let before = found.len();
    for (offset, _) in paragraph.of(text).match_indices('(') {
        let start = paragraph.start() + offset;
        let reach = paragraph.end().min(start + LONGEST_LINE);
        let Some(length) = text.as_bytes().get(start..reach).and_then(|rest| rest.iter().position(|b| *b == b')'))
        else {
            continue;
        };
        let Ok(anchor) = Anchor::new(text, start, start + length + 1) else { continue };
        let inside = anchor.of(text).trim_start_matches('(').trim_start().to_lowercase();
        let credit = LEXICON.forms("credit").iter().any(|form| begins_with(&inside, form))
            || LEXICON.forms("credit_end").iter().any(|form| inside.ends_with(form));
        if credit {
            found.push(furniture(DamageKind::PhotoCredit, anchor));
        }
    }
    found.len() > before
}
