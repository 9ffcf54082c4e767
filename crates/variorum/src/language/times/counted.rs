//! Days and weeks counted inside a longer span, and what is left of one: "the first Friday of next month", "the third week
//! of October", "the rest of the year", "earlier in the week".

use super::absolute;
use super::days::{both, plus_days, step_from, weekday_of};
use super::meaning::{CountedPart, Meaning, Partial, Sketch, Step};
use super::relative;
use super::resolve::{NO_DAY, Placed, Surroundings, place, placed};
use super::{Days, TimeKind};
use crate::language::lexemes::Lexemes;
use jiff::civil::Date;

/// Reads what is counted at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let at = if lexemes.is(index, "the") { index + 1 } else { index };
    if let Some((end, rest)) = beginning_of_remainder(lexemes, at) {
        let at = if lexemes.is(end, "the") { end + 1 } else { end };
        let (step, _) = relative::step(lexemes, at).filter(|_| lexemes.is_linked(at))?;
        let whole = matches!(step, Step::Week | Step::Month | Step::Year) && !lexemes.at(at).ends_with('s');
        // "the rest of the week of the fair" is counted in another week.
        return (whole && !lexemes.follows(at + 1, "of"))
            .then(|| Sketch::new(index, at + 1, Meaning::Remainder { step, rest }));
    }
    let (at, number) = match absolute::ordinal(lexemes, at) {
        Some((end, number)) => (end, Some(number)),
        None if lexemes.is(at, "last") => (at + 1, None),
        None => return None,
    };
    let (end, part) = match absolute::weekday(lexemes, at) {
        Some((end, weekday)) => (end, CountedPart::Weekday(weekday)),
        None if lexemes.is(at, "week") && lexemes.is_linked(at) => (at + 1, CountedPart::Week),
        None => return None,
    };
    let (end, whole) = longer_span(lexemes, end)?;
    Some(Sketch::new(index, end, Meaning::Counted { number, part, whole: Box::new(whole) }))
}

/// "rest of", "later in", "earlier in": one past it, and whether what is left is meant.
fn beginning_of_remainder(lexemes: &Lexemes, index: usize) -> Option<(usize, bool)> {
    let found = [("rest", "of", true), ("later", "in", true), ("earlier", "in", false)];
    let (_, _, rest) =
        found.iter().find(|(word, joint, _)| lexemes.is(index, word) && lexemes.follows(index + 1, joint))?;
    Some((index + 2, *rest))
}

/// "of October 2026", "in October", "of next month", "this year": one past it, and what it means.
fn longer_span(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let joint = lexemes.is_linked(index) && lexemes.is_any(index, &["of", "in"]);
    let at = if joint { index + 1 } else { index };
    if !lexemes.is_linked(at) {
        return None;
    }
    if let Some((end, count, step)) = relative::pointed_step(lexemes, at)
        && matches!(step, Step::Month | Step::Year)
    {
        return Some((end, Meaning::Shift(count, step)));
    }
    let found = absolute::read(lexemes, at).filter(|_| joint)?;
    match found.meaning {
        Meaning::Date(Partial { day: None, weekday: None, .. }) => Some((found.end, found.meaning)),
        _ => None,
    }
}

/// The `number`th such part of a month or year; without a number the last.
pub(super) fn counted(number: Option<u8>, part: CountedPart, whole: &Meaning, around: &Surroundings) -> Placed {
    let span = place(whole, around);
    let name = match (part, number) {
        (CountedPart::Week, Some(number)) => format!("W{number:02}"),
        (CountedPart::Week, None) => "W-1".to_string(),
        (CountedPart::Weekday(weekday), Some(number)) => format!("WXX-{weekday}-#{number}"),
        (CountedPart::Weekday(weekday), None) => format!("WXX-{weekday}-#-1"),
    };
    let value = format!("{}-{name}", span.value);
    let Some(days) = span.days else { return placed(TimeKind::Date, value, None, &span.reason) };
    let found = match part {
        CountedPart::Week => week_of(number, days),
        CountedPart::Weekday(weekday) => weekday_in(number, weekday, days).map(|date| (date, date)),
    };
    match found {
        Some(days) if days.0 == days.1 => placed(TimeKind::Date, days.0.to_string(), Some(days), &span.reason),
        Some(days) => placed(TimeKind::Date, value, Some(days), &span.reason),
        None => placed(TimeKind::Date, value, None, "unresolved: no such day"),
    }
}

/// The `number`th of a weekday in a span of days.
fn weekday_in(number: Option<u8>, weekday: u8, days: Days) -> Option<Date> {
    let found = match number {
        Some(number) => {
            let first = (i64::from(weekday) - i64::from(weekday_of(days.0))).rem_euclid(7);
            plus_days(days.0, first + 7 * (i64::from(number) - 1))
        }
        None => plus_days(days.1, -(i64::from(weekday_of(days.1)) - i64::from(weekday)).rem_euclid(7)),
    };
    found.filter(|date| days.0 <= *date && *date <= days.1)
}

/// The `number`th week of a span. Some count weeks of the calendar (the first holds the first Thursday, ISO 8601), some count
/// sevens of days from the first: the days of either reading.
fn week_of(number: Option<u8>, days: Days) -> Option<Days> {
    let thursday = weekday_in(number, 4, days)?;
    let (monday, sunday) = (plus_days(thursday, -3)?, plus_days(thursday, 3)?);
    let seven = match number {
        Some(number) => plus_days(days.0, 7 * (i64::from(number) - 1)),
        None => plus_days(days.1, -6),
    }?;
    both((Some(monday.min(seven)), plus_days(seven, 6).map(|end| sunday.max(end))))
}

/// What is left of the week, month or year of publication, or (without `rest`) what of it is over.
pub(super) fn remainder(step: Step, rest: bool, around: &Surroundings) -> Placed {
    let open = if rest { "FUTURE_REF" } else { "PAST_REF" };
    let Some(published) = around.published else { return placed(TimeKind::Date, open.to_string(), None, NO_DAY) };
    let Some((value, days)) = step_from(published, 0, step) else {
        return placed(TimeKind::Date, open.to_string(), None, "unresolved");
    };
    let days = if rest { (published, days.1) } else { (days.0, published) };
    placed(TimeKind::Date, value, Some(days), &format!("told from publication {published}"))
}
