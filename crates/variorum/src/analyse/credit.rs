//! Agency credits and datelines.

use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;

/// A credit or a dateline: where a text says it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub anchor: Anchor,
    /// The agency named, in its usual form: "Reuters", "AFP".
    pub agency: Option<String>,
    /// The place of a dateline, verbatim: "KYIV".
    pub place: Option<Anchor>,
}

/// Paragraphs at the head of an article that may begin with a dateline: photo credits may stand before it.
const DATELINE_PARAGRAPHS: usize = 3;

/// Longest dateline, in bytes up to its dash.
const LONGEST_DATELINE: usize = 80;

/// Longest paragraph that is a credit and no part of the story, in bytes.
const LONGEST_CREDIT: usize = 300;

/// Finds the credits and datelines of a text.
///
/// A dateline ends with a dash and has a place in capitals, an agency in brackets or both: `KYIV, Feb 12 (Reuters) -`.
/// A credit is a short paragraph that names an agency and says that its words are used.
pub fn find(text: &str, layout: &Layout) -> Vec<Credit> {
    let mut credits = Vec::new();
    for (number, paragraph) in layout.paragraphs.iter().enumerate() {
        if number < DATELINE_PARAGRAPHS {
            credits.extend(dateline(text, *paragraph));
        }
        credits.extend(credit(text, *paragraph));
    }
    credits
}

/// The dateline that `paragraph` begins with.
fn dateline(text: &str, paragraph: Anchor) -> Option<Credit> {
    let words = paragraph.of(text);
    let (dash, mark) = words.char_indices().take_while(|(at, _)| *at <= LONGEST_DATELINE).find(|(at, character)| {
        // A hyphen inside a word is no dash.
        let before = words.get(..*at).unwrap_or_default();
        matches!(character, '-' | '–' | '—') && before.ends_with([' ', ')', '.', '\u{a0}'])
    })?;
    let head = words.get(..dash)?.trim_end();
    let (before, agency) = match head.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((before, name)) => (before, Some(usual_form(name.trim())?)),
        None => (head, None),
    };
    let place = before.split([',', '(']).next().unwrap_or_default().trim_end();
    if agency.is_none() && !is_place_in_capitals(place) {
        return None;
    }
    let start = paragraph.start();
    Some(Credit {
        anchor: Anchor::trimmed(text, start, start + dash + mark.len_utf8())?,
        agency: agency.map(str::to_string),
        place: Anchor::trimmed(text, start, start + place.len()).filter(|_| begins_with_capital(place)),
    })
}

/// The credit that `paragraph` is.
fn credit(text: &str, paragraph: Anchor) -> Option<Credit> {
    if paragraph.length() > LONGEST_CREDIT {
        return None;
    }
    let words = paragraph.of(text);
    let lower = words.to_lowercase();
    if !cues().iter().any(|cue| lower.contains(cue)) {
        return None;
    }
    // The longest spelling, so that "The Associated Press" is not found as a part of something else.
    let named = agencies().iter().filter(|agency| holds_name(words, agency.spelling));
    let agency = named.max_by_key(|agency| agency.spelling.len())?;
    Some(Credit { anchor: paragraph, agency: Some(agency.usual.to_string()), place: None })
}

/// Whether `name` stands in `text` as words of its own.
fn holds_name(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Whether a dateline may name this place: one to four words of capitals, at least three letters in all.
fn is_place_in_capitals(place: &str) -> bool {
    let letters = place.chars().filter(|character| character.is_alphabetic()).count();
    let capitals =
        place.chars().all(|character| character.is_uppercase() || matches!(character, ' ' | '.' | '\'' | '’' | '-'));
    (3..40).contains(&letters) && capitals && place.split_whitespace().count() <= 4
}

fn begins_with_capital(place: &str) -> bool {
    place.chars().next().is_some_and(char::is_uppercase)
}

/// One line of `agencies.tsv`.
struct Agency {
    usual: &'static str,
    spelling: &'static str,
}

fn agencies() -> &'static [Agency] {
    static AGENCIES: OnceLock<Vec<Agency>> = OnceLock::new();
    AGENCIES.get_or_init(|| {
        let lines = include_str!("../../../../data/agencies.tsv").lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once('\t')).map(|(usual, spelling)| Agency { usual, spelling }).collect()
    })
}

/// The usual form of an agency's name; `None` where it is not one we know.
fn usual_form(name: &str) -> Option<&'static str> {
    agencies().iter().find(|agency| agency.spelling == name).map(|agency| agency.usual)
}

fn cues() -> &'static [&'static str] {
    static CUES: OnceLock<Vec<&'static str>> = OnceLock::new();
    CUES.get_or_init(|| {
        let lines = include_str!("../../../../data/credit_cues.txt").lines();
        lines.filter(|line| !line.starts_with('#')).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    /// Each credit as `anchor | agency | place`.
    fn check(text: &str, expected: &[&str]) {
        let show = |credit: &Credit| {
            let place = credit.place.map_or("", |place| place.of(text));
            format!("{} | {} | {place}", credit.anchor.of(text), credit.agency.as_deref().unwrap_or(""))
        };
        let found: Vec<String> = find(text, &segment(text)).iter().map(show).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn datelines() {
        check("PORT AMARY, May 3 (Reuters) - A ferry sank.", &["PORT AMARY, May 3 (Reuters) - | Reuters | PORT AMARY"]);
        check("Port Amary (AP) — A ferry sank.", &["Port Amary (AP) — | AP | Port Amary"]);
        check("(AFP) – A ferry sank.", &["(AFP) – | AFP | "]);
        check("PORT AMARY — A ferry sank.", &["PORT AMARY — |  | PORT AMARY"]);
        check("PORT AMARY, Vell. — A ferry sank.", &["PORT AMARY, Vell. — |  | PORT AMARY"]);
    }

    #[test]
    fn credits_at_the_end() {
        check(
            "A ferry sank.\nThe Associated Press contributed to this report.",
            &["The Associated Press contributed to this report. | AP | "],
        );
        check("A ferry sank.\n© 2025 AFP", &["© 2025 AFP | AFP | "]);
    }

    #[test]
    fn what_is_no_credit() {
        check("The ferry - a small one - sank.", &[]);
        check("The well-known ferry sank off the coast, the harbour master told AP.", &[]);
        check("The ship (Selma) - a ferry - sank.", &[]);
    }
}
