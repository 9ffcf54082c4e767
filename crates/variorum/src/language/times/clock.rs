//! Times of day: "2:30 p.m.", "14:30", "5pm", "8 o'clock", "noon", "8.30pm".

use crate::language::lexemes::Lexemes;
use crate::language::lexicon::{CalendarWord, Cardinal};

/// A time of day: one past its last lexeme, hour and minute.
pub(crate) type Clock = (usize, (u8, Option<u8>));

/// Reads the time of day at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Clock> {
    if let Some(CalendarWord::Clock(hour)) = lexemes.entry(index).calendar {
        return Some((index + 1, (hour, None)));
    }
    let (mut end, hour, minute) = hour_and_minute(lexemes, index)?;
    if let Some((after, second_half)) = half_of_day(lexemes, end) {
        end = after;
        if !(1..=12).contains(&hour) {
            return None;
        }
        let hour = hour % 12 + if second_half { 12 } else { 0 };
        return Some((zone(lexemes, end), (hour, minute)));
    }
    if lexemes.is(end, "o") && lexemes.is_any(end + 1, &["'", "’"]) && lexemes.is(end + 2, "clock") {
        return Some((end + 3, (hour, minute)));
    }
    let written = minute.is_some() && lexemes.is(index + 1, ":");
    written.then(|| (zone(lexemes, end), (hour, minute)))
}

/// "2:30", "2.30", "2": one past it, hour, minute.
fn hour_and_minute(lexemes: &Lexemes, index: usize) -> Option<(usize, u8, Option<u8>)> {
    if let Some((Cardinal::Unit, hour)) = lexemes.entry(index).cardinal {
        return ((1.0..=12.0).contains(&hour)).then_some((index + 1, hour as u8, None));
    }
    let text = lexemes.at(index);
    if let Some((hour, minute)) = text.split_once('.').filter(|_| lexemes.number(index).is_some()) {
        let (hour, minutes) = (hour.parse().ok()?, minute.parse().ok()?);
        return (minute.len() == 2 && hour < 24 && minutes < 60).then_some((index + 1, hour, Some(minutes)));
    }
    let hour = u8::try_from(lexemes.whole_number(index)?).ok().filter(|hour| *hour <= 24)?;
    if lexemes.is(index + 1, ":") && lexemes.is_glued(index + 1) && lexemes.is_glued(index + 2) {
        let minute = u8::try_from(lexemes.whole_number(index + 2)?).ok().filter(|minute| *minute < 60)?;
        let longer = lexemes.is(index + 3, ":") && lexemes.is_glued(index + 3);
        let end = if longer && lexemes.whole_number(index + 4).is_some() { index + 5 } else { index + 3 };
        return (lexemes.at(index + 2).len() == 2).then_some((end, hour, Some(minute)));
    }
    Some((index + 1, hour, None))
}

/// "p.m.", "pm", "a.m.": one past it, and whether it is after noon.
fn half_of_day(lexemes: &Lexemes, index: usize) -> Option<(usize, bool)> {
    if !lexemes.is_linked(index) {
        return None;
    }
    if lexemes.is_any(index, &["am", "pm"]) {
        return Some((index + 1, lexemes.is(index, "pm")));
    }
    let points = lexemes.is_any(index, &["a", "p"])
        && lexemes.is(index + 1, ".")
        && lexemes.is_glued(index + 1)
        && lexemes.is(index + 2, "m")
        && lexemes.is_glued(index + 2);
    points.then(|| (lexemes.after_stop(index + 3), lexemes.is(index, "p")))
}

/// One past the zone ("GMT", "local time") at `index`.
fn zone(lexemes: &Lexemes, index: usize) -> usize {
    if lexemes.is(index, "local") && lexemes.is(index + 1, "time") {
        return index + 2;
    }
    let name = lexemes.at(index);
    let zone = ["GMT", "UTC", "BST", "CET", "CEST", "EST", "EDT", "ET", "CT", "PT", "PST", "PDT", "CST", "MST"]
        .contains(&name);
    if zone && lexemes.is_linked(index) { index + 1 } else { index }
}
