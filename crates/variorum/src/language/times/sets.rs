//! Repeated times: "every Monday", "daily", "twice a week", "Sundays".

use super::absolute;
use super::durations;
use super::meaning::{Meaning, Sketch};
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::CalendarWord;

/// Adverbs and adjectives that say how often, and their value.
const FREQUENCIES: [(&str, &str); 12] = [
    ("hourly", "PT1H"),
    ("daily", "P1D"),
    ("everyday", "P1D"),
    ("nightly", "P1D"),
    ("weekly", "P1W"),
    ("fortnightly", "P2W"),
    ("biweekly", "P2W"),
    ("monthly", "P1M"),
    ("quarterly", "P3M"),
    ("annually", "P1Y"),
    ("yearly", "P1Y"),
    ("annual", "P1Y"),
];

/// Reads the repeated time at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    if let Some((_, value)) = FREQUENCIES.iter().find(|(word, _)| lexemes.is(index, word)) {
        // A capital inside a sentence is part of a name ("the Daily Mirror").
        let name = lexemes.is_capital(index) && (!lexemes.opens_sentence(index) || lexemes.is_capital(index + 1));
        return (!name).then(|| set(index, index + 1, (*value).to_string()));
    }
    if let Some(CalendarWord::Weekdays(day)) = lexemes.entry(index).calendar {
        return lexemes.is_capital(index).then(|| set(index, index + 1, format!("XXXX-WXX-{day}")));
    }
    if lexemes.is_any(index, &["once", "twice"]) && lexemes.is_any(index + 1, &["a", "an", "every", "each", "per"]) {
        let (end, unit) = durations::unit(lexemes, index + 2)?;
        return Some(set(index, end, period(1.0, unit.letter)));
    }
    if !lexemes.is_any(index, &["every", "each"]) {
        return None;
    }
    let other = lexemes.is_any(index + 1, &["other", "single"]);
    let at = if other { index + 2 } else { index + 1 };
    if let Some((end, day)) = absolute::weekday(lexemes, at) {
        return Some(set(index, end, format!("XXXX-WXX-{day}")));
    }
    if let Some((end, month)) = absolute::month(lexemes, at) {
        return Some(set(index, end, format!("XXXX-{month:02}")));
    }
    match lexemes.entry(at).calendar {
        Some(CalendarWord::DayPart(part)) => {
            return Some(set(index, at + 1, format!("T{}", super::days::part_of_day(part))));
        }
        Some(CalendarWord::Season(season)) => {
            return Some(set(index, at + 1, format!("XXXX-{}", super::days::season_name(season))));
        }
        _ => {}
    }
    if let Some((end, unit)) = durations::unit(lexemes, at) {
        let count = if lexemes.is(index + 1, "other") { 2.0 } else { 1.0 };
        // "every second" of a race is no frequency of anything.
        return (!lexemes.is(at, "second")).then(|| set(index, end, period(count, unit.letter)));
    }
    let length = durations::read(lexemes, at)?;
    Some(set(index, length.end, length.value()))
}

fn set(start: usize, end: usize, value: String) -> Sketch {
    Sketch::new(start, end, Meaning::Set(value))
}

/// The value of a period of `count` units.
fn period(count: f64, letter: &str) -> String {
    let digits = letter.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let count = count * digits.parse().unwrap_or(1.0);
    let letter = letter.trim_start_matches(|letter: char| letter.is_ascii_digit());
    match letter.strip_prefix('T') {
        Some(letter) => format!("PT{count}{letter}"),
        None => format!("P{count}{letter}"),
    }
}
