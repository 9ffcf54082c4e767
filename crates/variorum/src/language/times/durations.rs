//! Lengths of time: "two hours", "an hour and a half", "90-minute", "hour-long", "two years and three months".

use crate::language::lexemes::Lexemes;
use crate::language::lexicon::Unit;
use crate::language::numbers;

/// A length of time as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    /// First lexeme: the number, or the article that stands for it.
    pub start: usize,
    /// One past the last lexeme.
    pub end: usize,
    /// Counts and units, in the order written.
    pub parts: Vec<(f64, &'static Unit)>,
    /// The lower count, where the first part is a range: "two to three hours".
    pub lower: Option<f64>,
}

impl Length {
    /// Seconds, of a year of 365.25 days.
    pub fn seconds(&self) -> f64 {
        self.parts.iter().map(|(count, unit)| count * unit.factor).sum()
    }

    /// The TIMEX3 value: `PT1.5H`, `P2Y3M`.
    pub fn value(&self) -> String {
        let (mut days, mut time) = (String::new(), String::new());
        for (count, unit) in &self.parts {
            let digits = unit.letter.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
            let letter = unit.letter.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let count = count * digits.parse().unwrap_or(1.0);
            match letter.strip_prefix('T') {
                Some(letter) => time += &format!("{}{letter}", round(count)),
                None => days += &format!("{}{letter}", round(count)),
            }
        }
        if time.is_empty() { format!("P{days}") } else { format!("P{days}T{time}") }
    }
}

/// A number without superfluous decimals.
fn round(count: f64) -> f64 {
    (count * 1000.0).round() / 1000.0
}

/// The unit of time at `index`, and one past it.
pub(crate) fn unit(lexemes: &Lexemes, index: usize) -> Option<(usize, &'static Unit)> {
    let phrases = &lexemes.entry(index).units;
    let phrase = phrases.iter().find(|phrase| phrase.words.len() == 1 && !phrase.meaning.letter.is_empty())?;
    lexemes.is_word(index).then_some((index + 1, &phrase.meaning))
}

/// Reads the length of time at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Length> {
    let length = counted(lexemes, index).or_else(|| uncounted(lexemes, index))?;
    // "two years old" is an age.
    let old = lexemes.is(length.end, "old") || (lexemes.is(length.end, "of") && lexemes.is(length.end + 1, "age"));
    (!old).then_some(length)
}

/// A number and a unit, and what follows them.
fn counted(lexemes: &Lexemes, index: usize) -> Option<Length> {
    if lexemes.is_any(index, &["a", "an"]) && lexemes.is(index + 1, "second") {
        return None;
    }
    let number = half(lexemes, index).or_else(|| couple(lexemes, index)).or_else(|| {
        let number = numbers::read(lexemes, index, false)?;
        Some((number.end, number.without_letter.is_none().then_some(number.value)?))
    })?;
    let (mut end, mut count) = number;
    let mut lower = None;
    if let Some((second_end, second)) = second_count(lexemes, end)
        && second > count
        && unit(lexemes, second_end).is_some()
    {
        lower = Some(count);
        (end, count) = (second_end, second);
    }
    let (end, first) = unit(lexemes, end).filter(|_| lexemes.is_linked(end))?;
    let mut parts = vec![(count, first)];
    let end = more_parts(lexemes, end, &mut parts);
    Some(Length { start: index, end, parts, lower })
}

/// "to 3", "or 3", "-3", "– 3" after a number: one past it, and its value.
pub(crate) fn second_count(lexemes: &Lexemes, at: usize) -> Option<(usize, f64)> {
    let start = if lexemes.is_hyphened(at) && lexemes.number(at).is_some() {
        at
    } else if lexemes.is_linked(at) && lexemes.is_any(at, &["to", "or", "-", "–"]) && lexemes.is_linked(at + 1) {
        at + 1
    } else {
        return None;
    };
    let number = numbers::read(lexemes, start, false)?;
    (!number.is_fraction && number.without_letter.is_none()).then_some((number.end, number.value))
}

/// "half an hour", "half-hour", "half hour", "quarter of an hour": the count and where the unit begins.
fn half(lexemes: &Lexemes, index: usize) -> Option<(usize, f64)> {
    let start = if lexemes.is_any(index, &["a", "an"]) { index + 1 } else { index };
    let part = lexemes.entry(start).fraction.filter(|part| *part == 0.5 || *part == 0.25)?;
    let mut at = start + 1;
    if lexemes.is(start, "quarter") {
        if !lexemes.is(at, "of") {
            return None;
        }
        at += 1;
    }
    if lexemes.is_any(at, &["a", "an"]) {
        at += 1;
    }
    (!lexemes.is(start, "halves") && unit(lexemes, at).is_some()).then_some((at, part))
}

/// "a couple of days": two, and where the unit begins.
fn couple(lexemes: &Lexemes, index: usize) -> Option<(usize, f64)> {
    let start = if lexemes.is(index, "a") { index + 1 } else { index };
    let fits = lexemes.is(start, "couple") && lexemes.is(start + 1, "of");
    (fits && unit(lexemes, start + 2).is_some()).then_some((start + 2, 2.0))
}

/// "and a half", "and 15 minutes", ", 21 days" after a unit; one past them.
fn more_parts(lexemes: &Lexemes, mut end: usize, parts: &mut Vec<(f64, &'static Unit)>) -> usize {
    while let Some((count, last)) = parts.last().copied() {
        if let Some(after) = and_a_half(lexemes, end) {
            if let Some(part) = parts.last_mut() {
                part.0 = count + 0.5;
            }
            return after;
        }
        let joint = lexemes.is_linked(end) && lexemes.is_any(end, &["and", ","]);
        let at = if joint { end + 1 } else { end };
        let Some(number) = lexemes.is_linked(at).then(|| numbers::read(lexemes, at, false)).flatten() else { break };
        let Some((after, next)) = unit(lexemes, number.end) else { break };
        if next.factor >= last.factor || !lexemes.is_linked(number.end) {
            break;
        }
        parts.push((number.value, next));
        end = after;
    }
    end
}

/// "and a half" at `index`.
fn and_a_half(lexemes: &Lexemes, index: usize) -> Option<usize> {
    if !lexemes.follows(index, "and") {
        return None;
    }
    let at = if lexemes.is(index + 1, "a") { index + 2 } else { index + 1 };
    (lexemes.follows(at, "half") && !lexemes.is(at + 1, "of")).then_some(at + 1)
}

/// A unit with no number: "an hour", "another week", "hour-long", "hour-and-a-half", "all day".
fn uncounted(lexemes: &Lexemes, index: usize) -> Option<Length> {
    if lexemes.is_any(index, &["a", "an", "another", "all", "whole", "full"]) {
        let (end, first) = unit(lexemes, index + 1).filter(|_| lexemes.is_linked(index + 1))?;
        if lexemes.is(index + 1, "second") || lexemes.at(index + 1).ends_with('s') {
            return None;
        }
        let mut parts = vec![(1.0, first)];
        let after = more_parts(lexemes, end, &mut parts);
        let long = long(lexemes, after);
        let said = !lexemes.is_any(index, &["a", "an"]) || after > end || long.is_some() || is_cued(lexemes, index);
        return said.then(|| Length { start: index, end: long.unwrap_or(after), parts, lower: None });
    }
    let name = lexemes.at(index);
    if let Some(stem) = name.len().checked_sub(4).and_then(|cut| name.get(..cut)).filter(|_| name.ends_with("long")) {
        let entry = crate::language::lexicon::entry(crate::language::lexicon::index(stem));
        let phrase = entry.units.iter().find(|phrase| phrase.words.len() == 1 && !phrase.meaning.letter.is_empty())?;
        return Some(Length { start: index, end: index + 1, parts: vec![(1.0, &phrase.meaning)], lower: None });
    }
    let (end, first) = unit(lexemes, index)?;
    if name.ends_with('s') {
        return None;
    }
    if let Some(end) = long(lexemes, end) {
        return Some(Length { start: index, end, parts: vec![(1.0, first)], lower: None });
    }
    let mut parts = vec![(1.0, first)];
    let after = more_parts(lexemes, end, &mut parts);
    let joined = after > end && lexemes.is_hyphened(end);
    joined.then_some(Length { start: index, end: after, parts, lower: None })
}

/// "-long" at `index`; one past it.
fn long(lexemes: &Lexemes, index: usize) -> Option<usize> {
    (lexemes.is(index, "long") && lexemes.is_hyphened(index)).then_some(index + 1)
}

/// Whether the words before "an hour", "a week" say that its length is meant, not a rate ("twice a week").
fn is_cued(lexemes: &Lexemes, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| {
        let entry = lexemes.entry(before);
        entry.lasts || (!entry.hedges_before.is_empty() && lexemes.is_linked(index))
    })
}
