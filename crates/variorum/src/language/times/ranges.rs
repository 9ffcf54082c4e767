//! From one date to another: "from Monday to Wednesday", "between 2014 and 2016", "Feb. 3-5", "2014-15".

use super::absolute;
use super::meaning::{Meaning, Partial, Sketch, Step};
use super::relative;
use crate::language::lexemes::Lexemes;

/// Reads the range that an opening word begins at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    if lexemes.is(index, "between") {
        return joined(lexemes, index, index + 1, &["and"]);
    }
    if lexemes.is(index, "from") {
        return joined(lexemes, index, index + 1, &["to", "until", "till", "through", "-", "–"]);
    }
    days_first(lexemes, index).or_else(|| years(lexemes, index))
}

/// Two dates with a joint between them; the first may be a bare day of the month.
fn joined(lexemes: &Lexemes, start: usize, at: usize, joints: &[&str]) -> Option<Sketch> {
    if let Some(first) = date(lexemes, at) {
        if let Some(range) = tail(lexemes, &first) {
            return Some(Sketch { start, ..range });
        }
        if !lexemes.is_linked(first.end) || !lexemes.is_any(first.end, joints) {
            return None;
        }
        let second = date(lexemes, first.end + 1).or_else(|| bare_day(lexemes, first.end + 1))?;
        return range(start, second.end, first.meaning, second.meaning);
    }
    let (end, day) = absolute::day_of_month(lexemes, at)?;
    let second = end + usize::from(!lexemes.is_hyphened(end));
    if !lexemes.is_hyphened(end) && !lexemes.is_any(end, joints) {
        return None;
    }
    if let Some((day_end, other)) = absolute::day_of_month(lexemes, second)
        && day < other
        && let Some((end, months)) = relative::in_step(lexemes, day_end, Step::Month)
    {
        // "from 4 to 22 this month"
        return range(start, end, Meaning::InMonth(day, months), Meaning::InMonth(other, months));
    }
    let second = date(lexemes, second)
        .filter(|second| matches!(second.meaning, Meaning::Date(Partial { day: Some(_), month: Some(_), .. })))?;
    range(start, second.end, Meaning::Date(Partial { day: Some(day), ..Partial::default() }), second.meaning)
}

/// A date of any kind that can stand at an end of a range.
fn date(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    if let Some((end, year)) = absolute::year(lexemes, index) {
        return Some(Sketch::new(index, end, Meaning::Date(Partial { year: Some(year), ..Partial::default() })));
    }
    absolute::read(lexemes, index).or_else(|| relative::read(lexemes, index)).or_else(|| month_name(lexemes, index))
}

/// A month whose name alone would be doubtful, at an end of a range.
fn month_name(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (end, month) = absolute::month(lexemes, index)?;
    Some(Sketch::new(index, end, Meaning::Date(Partial { month: Some(month), ..Partial::default() })))
}

/// A day of the month alone, after a date that names the month.
fn bare_day(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (end, day) = absolute::day_of_month(lexemes, index)?;
    Some(Sketch::new(index, end, Meaning::Date(Partial { day: Some(day), ..Partial::default() })))
}

/// The range that goes on after the date `first`: "Feb. 3-5", "Monday to Friday", "January-June 2016".
pub(crate) fn tail(lexemes: &Lexemes, first: &Sketch) -> Option<Sketch> {
    let Meaning::Date(one) = &first.meaning else { return None };
    let at = first.end;
    let hyphen = lexemes.is_hyphened(at);
    let second = if hyphen {
        at
    } else if lexemes.is_linked(at) && lexemes.is_any(at, &["to", "through", "until", "till", "-", "–"]) {
        at + 1
    } else {
        return None;
    };
    if one.day.is_some()
        && one.month.is_some()
        && !lexemes.is_any(at, &["until", "till"])
        && let Some((end, day)) = absolute::day_of_month(lexemes, second)
        && absolute::month(lexemes, end).is_none()
        && one.day.is_some_and(|first| first < day)
        && lexemes.number(second).is_some()
    {
        let (end, year) = match lexemes.is(end, ",").then(|| absolute::year(lexemes, end + 1)).flatten() {
            Some((end, year)) => (end, Some(year)),
            None => (end, one.year),
        };
        let last = Partial { day: Some(day), month: one.month, year, weekday: None };
        return range(first.start, end, first.meaning.clone(), Meaning::Date(last));
    }
    let last = date(lexemes, second)?;
    let Meaning::Date(two) = &last.meaning else { return None };
    let alike = (one.weekday.is_some() && two.weekday.is_some())
        || (one.month.is_some() && two.month.is_some())
        || (one.month.is_none() && two.month.is_none() && one.year.is_some() && two.year.is_some());
    // "moved from Monday to Tuesday" without "from" is a range; "postponed Monday to 2026" is not.
    alike.then(|| range(first.start, last.end, first.meaning.clone(), last.meaning.clone())).flatten()
}

/// "3-5 February", "3 to 5 February 2025".
fn days_first(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (end, day) = absolute::day_of_month(lexemes, index).filter(|_| lexemes.number(index).is_some())?;
    let second = if lexemes.is_hyphened(end) {
        end
    } else if lexemes.is_linked(end) && lexemes.is_any(end, &["to", "and", "-", "–"]) {
        end + 1
    } else {
        return None;
    };
    let last = absolute::read(lexemes, second)?;
    let Meaning::Date(Partial { day: Some(other), month: Some(_), .. }) = last.meaning else { return None };
    let leads = lexemes.number(second).is_some();
    (day < other && leads)
        .then(|| range(index, last.end, Meaning::Date(Partial { day: Some(day), ..Partial::default() }), last.meaning))
        .flatten()
}

/// "2014-2016", "2014-15".
fn years(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (end, first) = absolute::year(lexemes, index).filter(|_| lexemes.number(index).is_some())?;
    if !lexemes.is_hyphened(end)
        || lexemes.is_hyphened(index)
        || lexemes.is_hyphened(end + 1)
        || !(1500..2100).contains(&first)
    {
        return None;
    }
    let number = lexemes.whole_number(end)?;
    let last = match lexemes.at(end).len() {
        4 => i16::try_from(number).ok()?,
        2 => first / 100 * 100 + i16::try_from(number).ok()?,
        _ => return None,
    };
    let year = |year| Meaning::Date(Partial { year: Some(year), ..Partial::default() });
    (last > first && last - first < 500).then(|| range(index, end + 1, year(first), year(last))).flatten()
}

fn range(start: usize, end: usize, first: Meaning, last: Meaning) -> Option<Sketch> {
    let (first, last) = share(first, last);
    Some(Sketch::new(start, end, Meaning::Range(Box::new(first), Box::new(last))))
}

/// Lets each end have the year and month that only the other one names.
fn share(first: Meaning, last: Meaning) -> (Meaning, Meaning) {
    let (Meaning::Date(mut one), Meaning::Date(mut two)) = (first.clone(), last.clone()) else { return (first, last) };
    if one.day.is_some() && one.month.is_none() && one.weekday.is_none() {
        one.month = two.month;
        one.year = one.year.or(two.year);
    }
    if two.day.is_some() && two.month.is_none() && two.weekday.is_none() {
        two.month = one.month;
        two.year = two.year.or(one.year);
    }
    if one.month.is_some() && two.month.is_some() {
        let crosses = one.month > two.month;
        one.year = one.year.or(two.year.map(|year| if crosses { year - 1 } else { year }));
        if one.year.is_some() && two.year.is_none() {
            two.year = one.year.map(|year| if crosses { year + 1 } else { year });
        }
    }
    (Meaning::Date(one), Meaning::Date(two))
}
