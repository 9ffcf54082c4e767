//! What an amount counts, and what happened to those counted.

use super::amounts::Amount;
use super::{Approximation, Quantity};
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::StatusPlace;

/// How many words may stand between a number and the noun it counts, and between the noun and its predicate.
const REACH: usize = 6;

/// The quantity an amount makes, with the noun counted and the status; `None` where a doubtful number counts nothing.
pub(super) fn complete(lexemes: &Lexemes, amount: Amount) -> Option<Quantity> {
    let anchor = lexemes.anchor(amount.start, amount.end)?;
    let counts = amount.unit == "count" || amount.unit == "ratio";
    let noun = if counts { noun_after(lexemes, amount.end) } else { None };
    let status = if counts { status(lexemes, &amount, noun) } else { None };
    let person = noun.is_some_and(|noun| lexemes.entry(noun).counted);
    if amount.is_doubtful && status.is_none() && !person {
        return None;
    }
    Some(Quantity {
        anchor,
        stated: amount.stated.filter(|_| amount.interval.approximation != Approximation::Range),
        low: amount.interval.low,
        high: amount.interval.high,
        unit: amount.unit.to_string(),
        approximation: amount.interval.approximation,
        against: amount.against,
        counted: noun.and_then(|noun| lexemes.anchor(noun, noun + 1)),
        status: status.map(str::to_string),
    })
}

/// The noun that the number before `end` counts: the first plural within reach in the same noun phrase.
pub(super) fn noun_after(lexemes: &Lexemes, end: usize) -> Option<usize> {
    let mut index = end;
    if lexemes.follows(index, "of") {
        index += 1;
        if lexemes.is_any(index, &["the", "those", "these", "his", "her", "its", "their", "our"]) {
            index += 1;
        }
    }
    for at in index..index + REACH {
        if !lexemes.is_linked(at) || !lexemes.is_word(at) {
            let possessive = matches!(lexemes.at(at), "'" | "’") && lexemes.is_glued(at) && at > index;
            if possessive || (lexemes.is_glued(at) && lexemes.is(at, "s") && at > index) {
                continue;
            }
            return None;
        }
        if lexemes.entry(at).function {
            return None;
        }
        if is_countable(lexemes, at) && !is_possessive(lexemes, at) {
            return Some(at);
        }
    }
    None
}

/// Whether the word at `index` is a plural noun or one that is counted in the singular.
fn is_countable(lexemes: &Lexemes, index: usize) -> bool {
    let word = lexemes.at(index);
    let plural = word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !word.ends_with("us")
        && !word.ends_with("ous");
    lexemes.entry(index).counted || (plural && !lexemes.is_hyphened(index + 1))
}

/// Whether "'s" or "'" follows.
fn is_possessive(lexemes: &Lexemes, index: usize) -> bool {
    lexemes.is_glued(index + 1) && matches!(lexemes.at(index + 1), "'" | "’")
}

/// What happened to those counted: by the words in the noun phrase, the verb before it, the predicate after it, or the
/// toll it is a figure of.
fn status(lexemes: &Lexemes, amount: &Amount, noun: Option<usize>) -> Option<&'static str> {
    within(lexemes, amount.end, noun)
        .or_else(|| verb_before(lexemes, amount.start))
        .or_else(|| predicate_after(lexemes, noun.map_or(amount.end, |noun| noun + 1)))
        .or_else(|| toll_before(lexemes, amount.start))
}

/// "12 deaths", "12 missing sailors".
fn within(lexemes: &Lexemes, end: usize, noun: Option<usize>) -> Option<&'static str> {
    let noun = noun?;
    (end..=noun).find_map(|index| match lexemes.entry(index).status? {
        (StatusPlace::Noun, status) => (index == noun).then_some(status),
        (StatusPlace::Adjective | StatusPlace::Both, status) => (index < noun).then_some(status),
        (StatusPlace::Verb, _) => None,
    })
}

/// "killed 12", "killing at least 12".
fn verb_before(lexemes: &Lexemes, start: usize) -> Option<&'static str> {
    let before = start.checked_sub(1).filter(|_| lexemes.is_linked(start))?;
    let (place, status) = lexemes.entry(before).status?;
    // "were killed 12 months": a passive has no object.
    let passive = before
        .checked_sub(1)
        .is_some_and(|word| lexemes.is_any(word, &["was", "were", "been", "are", "is", "be", "being"]));
    (matches!(place, StatusPlace::Verb | StatusPlace::Both) && !passive).then_some(status)
}

/// "12 were killed", "12 people, including two children, died", "12 dead", "left 12 people homeless".
fn predicate_after(lexemes: &Lexemes, end: usize) -> Option<&'static str> {
    let mut index = end;
    let mut helped = false;
    if lexemes.is(index, ",") {
        index = after_insertion(lexemes, index)?;
    }
    for at in index..index + REACH {
        if !lexemes.is_linked(at) || !lexemes.is_word(at) {
            return None;
        }
        if let Some((place, status)) = lexemes.entry(at).status {
            let fits = match place {
                StatusPlace::Adjective => true,
                StatusPlace::Both => helped || !has_object(lexemes, at + 1),
                StatusPlace::Verb | StatusPlace::Noun => false,
            };
            return fits.then(|| both_statuses(lexemes, at, status));
        }
        if !lexemes.entry(at).bridge {
            return None;
        }
        helped |= lexemes.is_any(at, &["was", "were", "been", "are", "is", "be", "being", "got"]);
    }
    None
}

/// "killed or injured" is neither the one nor the other.
fn both_statuses(lexemes: &Lexemes, at: usize, status: &'static str) -> &'static str {
    let joined = lexemes.is_any(at + 1, &["or", "and"]) && !has_object(lexemes, at + 3);
    match lexemes.entry(at + 2).status {
        Some((StatusPlace::Adjective | StatusPlace::Both, other)) if joined && other != status => "casualties",
        _ => status,
    }
}

/// One past ", including two children," at the comma `index`.
fn after_insertion(lexemes: &Lexemes, index: usize) -> Option<usize> {
    if !lexemes.entry(index + 1).bridge_opener {
        return None;
    }
    (index + 2..index + 16).find(|at| lexemes.is(*at, ",") && lexemes.entry(at + 1).bridge).map(|at| at + 1)
}

/// Whether an object follows a verb: then those counted did it, and it did not happen to them.
fn has_object(lexemes: &Lexemes, index: usize) -> bool {
    if !lexemes.is_linked(index) || !lexemes.is_word(index) {
        return lexemes.is_linked(index) && lexemes.number(index).is_some();
    }
    let entry = lexemes.entry(index);
    let placed = entry.function
        && !lexemes.is_any(
            index,
            &[
                "the", "a", "an", "it", "him", "her", "them", "his", "their", "its", "us", "this", "that", "these",
                "those", "more", "some", "many", "all", "both", "no", "about", "around", "over", "under",
            ],
        );
    let dated = entry.calendar.is_some()
        && !lexemes.is_any(index, &["the", "a", "an", "another", "several", "few", "this"])
        || lexemes.is_any(index, &["so", "last", "this"]);
    let least = lexemes.is(index, "at") && lexemes.is_any(index + 1, &["least", "most"])
        || lexemes.is(index, "up") && lexemes.is(index + 1, "to");
    !(placed || dated) || least
}

/// "the death toll rose to 12", "the number of injured stands at 30".
fn toll_before(lexemes: &Lexemes, start: usize) -> Option<&'static str> {
    let first = start.saturating_sub(8);
    for at in (first..start).rev() {
        if !lexemes.is_word(at) || !lexemes.is_linked(at + 1) || lexemes.entry(at).cardinal.is_some() {
            return None;
        }
        if lexemes.is(at, "toll") && at > 0 && lexemes.is(at - 1, "death") {
            return Some("dead");
        }
        let named = at >= 2
            && (lexemes.is(at - 1, "of") && lexemes.is(at - 2, "number")
                || at >= 3
                    && lexemes.is_any(at - 1, &["people", "the"])
                    && lexemes.is(at - 2, "of")
                    && lexemes.is(at - 3, "number"));
        if let Some((_, status)) = lexemes.entry(at).status.filter(|_| named) {
            return Some(status);
        }
    }
    None
}
