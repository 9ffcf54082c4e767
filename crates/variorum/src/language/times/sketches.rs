//! Finds the time expressions of a text, not yet placed in the calendar.

use super::meaning::{CountedPart, Meaning, Partial, Sketch, Step};
use super::{absolute, clock, counted, durations, ranges, relative, sets};
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::CalendarWord;

/// All time expressions, in text order, none overlapping another.
pub(crate) fn read(lexemes: &Lexemes) -> Vec<Sketch> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < lexemes.len() {
        match may_begin(lexemes, index).then(|| expression(lexemes, index)).flatten() {
            Some(sketch) if sketch.end > index => {
                index = sketch.end;
                found.push(sketch);
            }
            _ => index += 1,
        }
    }
    found
}

/// Whether a time expression may begin at `index`: a look-up that turns most words away.
fn may_begin(lexemes: &Lexemes, index: usize) -> bool {
    let entry = lexemes.entry(index);
    lexemes.is_known(index) && (entry.calendar.is_some() || entry.ordinal.is_some() || entry.cardinal.is_some())
        || lexemes.get(index).is_some_and(|lexeme| {
            !matches!(lexeme.form, crate::language::lexemes::Form::Word | crate::language::lexemes::Form::Sign)
        })
        || matches!(lexemes.at(index), "'" | "’" | "‘")
        || lexemes.at(index).ends_with("long")
}

fn expression(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    if let Some(sketch) = sets::read(lexemes, index).or_else(|| ranges::read(lexemes, index)) {
        return Some(sketch);
    }
    if let Some(sketch) = portion(lexemes, index) {
        return Some(sketch);
    }
    if let Some(sketch) = date(lexemes, index) {
        return Some(sketch);
    }
    if let Some((end, time)) = clock::read(lexemes, index) {
        return Some(clock_first(lexemes, index, end, time));
    }
    day_part(lexemes, index).or_else(|| {
        let length = durations::read(lexemes, index)?;
        Some(Sketch::new(length.start, length.end, Meaning::Duration(length.value())))
    })
}

/// "early Wednesday", "late 1990s", "mid-2014", "early next week".
fn portion(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let start = if lexemes.is(index, "the") { index + 1 } else { index };
    let portion = [("early", -1), ("mid", 0), ("late", 1), ("later", 1), ("earlier", -1)]
        .iter()
        .find(|(word, _)| lexemes.is(start, word))?
        .1;
    if !lexemes.is_linked(start + 1) {
        return None;
    }
    let mut sketch = date(lexemes, start + 1)?;
    if lexemes.is_any(start, &["later", "earlier"])
        && !matches!(sketch.meaning, Meaning::Shift(..) | Meaning::Date(Partial { weekday: Some(_), .. }))
    {
        return None;
    }
    sketch.start = index;
    sketch.portion = Some(portion);
    Some(sketch)
}

/// A date with the time of day, the week or the year that follows it.
fn date(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let mut sketch = counted::read(lexemes, index)
        .or_else(|| absolute::read(lexemes, index))
        .or_else(|| relative::read(lexemes, index))?;
    if let Some(range) = ranges::tail(lexemes, &sketch) {
        return Some(range);
    }
    if let Meaning::Date(Partial { weekday: Some(weekday), month: None, day: None, .. }) = sketch.meaning
        && let Some((end, weeks)) = relative::in_step(lexemes, sketch.end, Step::Week)
    {
        sketch.end = end;
        sketch.meaning = Meaning::InWeek(weekday, weeks);
    }
    if let Meaning::Shift(weeks @ -1..=1, Step::Week) = sketch.meaning {
        let at = if lexemes.is(sketch.end, "on") { sketch.end + 1 } else { sketch.end };
        if lexemes.is_linked(at)
            && let Some((end, weekday)) = absolute::weekday(lexemes, at)
        {
            // "next week on Friday"
            sketch.end = end;
            sketch.meaning = Meaning::InWeek(weekday, weeks);
        }
    }
    if is_part_of_year(&sketch.meaning)
        && let Some((end, years)) = relative::in_step(lexemes, sketch.end, Step::Year)
    {
        sketch.end = end;
        sketch.meaning = Meaning::OfYear(Box::new(sketch.meaning), years);
    }
    with_time(lexemes, &mut sketch);
    Some(sketch)
}

/// Whether a meaning is a part of a year that is not named.
fn is_part_of_year(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(partial) => partial.month.is_some() && partial.year.is_none(),
        Meaning::Season(_, year) | Meaning::Division(_, _, year) => year.is_none(),
        _ => false,
    }
}

/// Takes in "night", "at 5 p.m.", ", 14:30" after a day.
fn with_time(lexemes: &Lexemes, sketch: &mut Sketch) {
    if !is_day(&sketch.meaning) || !lexemes.is_linked(sketch.end) {
        return;
    }
    if let Some(CalendarWord::DayPart(part)) = lexemes.entry(sketch.end).calendar
        && sketch.part_of_day.is_none()
    {
        sketch.part_of_day = Some(part);
        sketch.end += 1;
    }
    let joint = lexemes.is_any(sketch.end, &["at", ","]);
    let at = sketch.end + usize::from(joint);
    if lexemes.is_linked(at)
        && let Some((end, time)) = clock::read(lexemes, at)
    {
        sketch.clock = Some(time);
        sketch.end = end;
    }
}

/// Whether a meaning names a single day, so that a time of day may be added.
fn is_day(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Date(partial) => partial.day.is_some() || partial.weekday.is_some(),
        Meaning::Shift(_, step) | Meaning::FromNamed { step, .. } => *step == Step::Day,
        Meaning::Near(super::meaning::Named::Weekday(_), _) | Meaning::InWeek(..) => true,
        Meaning::Counted { part: CountedPart::Weekday(_), .. } => true,
        _ => false,
    }
}

/// "2:30 p.m. on Wednesday", "noon on 3 March", "8 p.m. yesterday", or the time of day alone.
fn clock_first(lexemes: &Lexemes, index: usize, end: usize, time: (u8, Option<u8>)) -> Sketch {
    let joint = lexemes.is_any(end, &["on", ",", "of"]);
    let at = end + usize::from(joint);
    if lexemes.is_linked(at)
        && let Some(day) =
            absolute::read(lexemes, at).or_else(|| relative::read(lexemes, at)).filter(|day| is_day(&day.meaning))
    {
        return Sketch { start: index, clock: Some(time), ..day };
    }
    Sketch { clock: Some(time), ..Sketch::new(index, end, Meaning::Clock) }
}

/// "the morning of 3 March", "morning" after "in the"; a part of the day alone says little and is left out.
fn day_part(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let Some(CalendarWord::DayPart(part)) = lexemes.entry(index).calendar else { return None };
    let at = if lexemes.is_any(index + 1, &["of", "on"]) { index + 2 } else { return None };
    let day = absolute::read(lexemes, at).or_else(|| relative::read(lexemes, at)).filter(|day| is_day(&day.meaning))?;
    Some(Sketch { start: index, part_of_day: Some(part), ..day })
}
