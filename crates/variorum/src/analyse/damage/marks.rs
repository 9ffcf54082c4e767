//! Marks and breaks: lines broken inside sentences, quotation marks never closed or lost, characters read with the
//! wrong table.

use super::lexicon::LEXICON;
use super::{Damage, DamageKind, Page};
use crate::analyse::quoted::{QuoteMarks, QuotedPassage};
use crate::text::Anchor;

pub(super) fn find(page: &Page<'_>, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    broken_lines(page, found);
    unclosed_quotations(page, quoted, found);
    unmarked_quotations(page, quoted, found);
    wrong_encoding(page, found);
}

/// A line break inside a sentence: the two words around it. A line of furniture breaks no sentence.
fn broken_lines(page: &Page<'_>, found: &mut Vec<Damage>) {
    for sentence in page.layout.sentences.iter().filter(|sentence| sentence.anchor.of(page.text).contains('\n')) {
        for token in sentence.tokens.clone().skip(1) {
            let Some(anchor) = page.cover(token - 1, token) else { continue };
            let after_break = |damage: &Damage| damage.anchor.start() == anchor.end() - page.word(token).len();
            if found.iter().any(after_break) {
                continue;
            }
            if anchor.of(page.text).contains('\n') {
                let explanation = "A line break stands inside a sentence.".to_owned();
                found.push(Damage { kind: DamageKind::BrokenLine, anchor, explanation });
            }
        }
    }
}

/// A quotation that is not closed, and that the next paragraph does not go on with.
fn unclosed_quotations(page: &Page<'_>, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    for (index, passage) in quoted.iter().enumerate() {
        let goes_on =
            || quoted.iter().skip(index + 1).find(|later| later.depth == passage.depth).is_some_and(|l| l.continues);
        // A single mark may be an apostrophe: only double marks are sure.
        let sure = passage.marks == QuoteMarks::Double && !passage.closed;
        if sure && !goes_on() && !closed_later(page.text, passage.anchor) {
            let start = passage.anchor.start();
            let words = page.layout.tokens_in(passage.anchor);
            let end = page.layout.tokens.get(words.start + 4).map_or(passage.anchor.end(), |token| token.end());
            let anchor = Anchor::new(page.text, start, end.min(passage.anchor.end())).unwrap_or(passage.anchor);
            let explanation = "The quotation mark is never closed.".to_owned();
            found.push(Damage { kind: DamageKind::UnclosedQuotation, anchor, explanation });
        }
    }
}

/// Whether the next double mark after a passage closes: a quotation over several paragraphs that opens only the first.
fn closed_later(text: &str, passage: Anchor) -> bool {
    let rest = text.get(passage.end()..).unwrap_or_default();
    let Some((offset, mark)) = rest.char_indices().find(|(_, character)| matches!(character, '"' | '“' | '”'))
    else {
        return false;
    };
    let before = rest.get(..offset).and_then(|before| before.chars().next_back());
    let after = rest.get(offset + mark.len_utf8()..).and_then(|after| after.chars().next());
    match mark {
        '”' => true,
        '"' => before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric()),
        _ => false,
    }
}

/// After "… set forth the following:" a paragraph without quotation marks: a block quotation that lost its marks.
fn unmarked_quotations(page: &Page<'_>, quoted: &[QuotedPassage], found: &mut Vec<Damage>) {
    for pair in page.layout.paragraphs.windows(2) {
        let [before, paragraph] = pair else { continue };
        let end = before.of(page.text).trim_end().to_lowercase();
        let announced = LEXICON.forms("announces").iter().any(|form| end.ends_with(form));
        let marked = quoted.iter().any(|passage| passage.anchor.start() == paragraph.start());
        let long = page.layout.tokens_in(*paragraph).len() >= 20;
        if announced && long && !marked && paragraph.of(page.text).starts_with(char::is_alphabetic) {
            let explanation = "It is announced as a quotation and has no quotation marks.".to_owned();
            found.push(Damage { kind: DamageKind::UnmarkedQuotation, anchor: *paragraph, explanation });
        }
    }
}

/// "â€™" for an apostrophe: at most one finding a sentence.
fn wrong_encoding(page: &Page<'_>, found: &mut Vec<Damage>) {
    if page.text.is_ascii() && !page.text.contains('&') {
        return;
    }
    for sentence in &page.layout.sentences {
        let words = sentence.anchor.of(page.text);
        if words.is_ascii() && !words.contains('&') {
            continue;
        }
        let longest = |(offset, length): &(usize, usize)| (*offset, std::cmp::Reverse(*length));
        let hit = |form: &&'static str| words.find(form).map(|offset| (offset, form.len()));
        let Some((offset, length)) = LEXICON.forms("mojibake").iter().filter_map(hit).min_by_key(longest) else {
            continue;
        };
        let start = sentence.anchor.start() + offset;
        let Ok(anchor) = Anchor::new(page.text, start, start + length) else { continue };
        let explanation = "Characters were decoded with the wrong table.".to_owned();
        found.push(Damage { kind: DamageKind::WrongEncoding, anchor, explanation });
    }
}
