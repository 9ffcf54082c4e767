//! Reads the amount that begins at a lexeme: its number or numbers, its hedge and its unit.

use super::hedges::{self, Interval};
use super::units::{self, Measure};
use super::{Approximation, identifiers, ranges};
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::{CalendarWord, Hedge, StatusPlace};
use crate::language::numbers::{self, Number};
use crate::language::times::durations;

/// An amount, before it is known what it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Amount {
    /// Lexemes `start..end`, hedge and unit included.
    pub start: usize,
    pub end: usize,
    pub interval: Interval,
    pub stated: Option<f64>,
    /// `count` where no unit is named.
    pub unit: &'static str,
    pub against: Option<f64>,
    /// A number that is as often a pronoun ("one"): it counts only with a noun or a status.
    pub is_doubtful: bool,
}

pub(super) const COUNT: &str = "count";
pub(super) const AGE: &str = "year_of_age";

/// One year in seconds, as the table of units has it.
pub(super) const YEAR: f64 = 31_557_600.0;

/// Reads the amount at `index`.
pub(super) fn read(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    if !may_begin(lexemes, index) {
        return None;
    }
    none(lexemes, index)
        .or_else(|| ranges::spelled_range(lexemes, index))
        .or_else(|| magnitude(lexemes, index))
        .or_else(|| decade_of_life(lexemes, index))
        .or_else(|| length(lexemes, index))
        .or_else(|| counted(lexemes, index))
}

/// A look-up that turns most words away.
fn may_begin(lexemes: &Lexemes, index: usize) -> bool {
    if lexemes.number(index).is_some() {
        return true;
    }
    if !lexemes.is_known(index) {
        return lexemes.at(index).ends_with("long");
    }
    let entry = lexemes.entry(index);
    entry.cardinal.is_some()
        || entry.fraction.is_some()
        || !entry.currencies.is_empty()
        || entry.calendar.is_some()
        || lexemes.is_any(index, &["no", "none", "nobody"])
}

pub(super) fn amount(start: usize, end: usize, interval: Interval, stated: Option<f64>, unit: &'static str) -> Amount {
    Amount { start, end, interval, stated, unit, against: None, is_doubtful: false }
}

/// "no deaths", "none of the nine", "no one", "nobody".
fn none(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let end = if lexemes.is(index, "no") {
        let noun = lexemes.is(index + 1, "one")
            || lexemes.entry(index + 1).counted
            || matches!(lexemes.entry(index + 1).status, Some((StatusPlace::Noun, _)));
        let other = lexemes.is_any(index + 1, &["other", "further", "more", "immediate"]);
        if !(noun || other) || !lexemes.is_linked(index + 1) {
            return None;
        }
        index + 1
    } else if lexemes.is(index, "none") && lexemes.is(index + 1, "of") || lexemes.is(index, "nobody") {
        index + 1
    } else {
        return None;
    };
    let interval = hedges::widen(0.0, None, true);
    let one = lexemes.is(end, "one");
    let mut none = amount(index, if one { end + 1 } else { end }, interval, Some(0.0), COUNT);
    none.is_doubtful = one || lexemes.is(index, "nobody");
    if lexemes.is(index, "none") {
        // "none of the nine": the number of the whole belongs to it.
        let whole =
            if lexemes.is_any(end + 1, &["the", "those", "his", "her", "their", "its"]) { end + 2 } else { end + 1 };
        none.end = numbers::read(lexemes, whole, false).map_or(whole, |number| number.end);
    }
    Some(none)
}

/// The unit or currency after a number. A letter glued on may be both scale and unit (`12m`): metres, without money.
pub(super) fn after_number(lexemes: &Lexemes, number: &Number) -> Option<Measure> {
    if number.without_letter.is_some() {
        let letter = number.end - 1;
        return units::currency_after(lexemes, number.end, number).or_else(|| {
            let counted = super::counted::noun_after(lexemes, number.end).is_some();
            if counted { None } else { units::unit_after(lexemes, letter) }
        });
    }
    units::currency_after(lexemes, number.end, number).or_else(|| units::unit_after(lexemes, number.end))
}

/// "dozens", "hundreds of thousands", "several hundred".
fn magnitude(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let (end, low, high) = numbers::read_magnitude(lexemes, index)?;
    let start = if lexemes.is(index, "few") { index.saturating_sub(1) } else { index };
    let (start, hedge) = lexemes.hedge_before(start).map_or((start, None), |(first, hedge)| (first, Some(hedge)));
    let of = if lexemes.is(end, "of") { end + 1 } else { end };
    let number =
        Number { end: of, value: low, is_fraction: false, is_scaled: true, without_letter: None, is_figures: false };
    let measure = after_number(lexemes, &number);
    let factor = measure.map_or(1.0, |measure| measure.factor);
    let (low, high) = (low * factor, high * factor);
    let interval = match hedge {
        Some(Hedge::AtLeast) => Interval { low, high: None, approximation: Approximation::Magnitude },
        Some(Hedge::AtMost | Hedge::Below) => {
            Interval { low: 0.0, high: Some(high), approximation: Approximation::Magnitude }
        }
        _ => Interval { low, high: Some(high), approximation: Approximation::Magnitude },
    };
    Some(amount(
        start,
        measure.map_or(end, |measure| measure.end),
        interval,
        None,
        measure.map_or(COUNT, |measure| measure.name),
    ))
}

/// "in his 30s", "into her eighties" are ages.
fn decade_of_life(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let owner = index.checked_sub(1).filter(|owner| lexemes.is_any(*owner, &["his", "her", "their", "my"]));
    let stage = owner.is_none() && index >= 2 && lexemes.is_any(index - 1, &["early", "mid", "late"]);
    let owned = owner.is_some() || stage && lexemes.is_any(index - 2, &["his", "her", "their", "my"]);
    let (end, low) = match (lexemes.whole_number(index), lexemes.entry(index).calendar) {
        (Some(age), _) if age < 120 && age % 10 == 0 && lexemes.is_glued(index + 1) && lexemes.is(index + 1, "s") => {
            (index + 2, f64::from(age))
        }
        (None, Some(CalendarWord::Decade(age))) => (index + 1, f64::from(age)),
        _ => return None,
    };
    let interval = Interval { low, high: Some(low + 9.0), approximation: Approximation::Range };
    owned.then(|| amount(index, end, interval, None, AGE))
}

/// A length of time: "an hour and a half", "nearly ninety minutes", "two to three weeks".
fn length(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let length = durations::read(lexemes, index)?;
    if identifiers::is_one(lexemes, index, length.end, true) && lexemes.number(index).is_some() {
        return None;
    }
    let (start, end, hedge) = hedged(lexemes, length.start, length.end);
    let seconds = length.seconds();
    let (interval, stated) = match (length.lower, length.parts.first()) {
        (Some(lower), Some((_, unit))) => (hedges::widen_range(lower * unit.factor, seconds, hedge, false), None),
        _ => (hedges::widen(seconds, hedge, false), Some(seconds)),
    };
    Some(amount(start, end, interval, stated, "s"))
}

/// The start, end and hedge of `start..end` with the hedge on either side: in "about 500 or more" the last one counts.
pub(super) fn hedged(lexemes: &Lexemes, start: usize, end: usize) -> (usize, usize, Option<Hedge>) {
    let before = lexemes.hedge_before(start);
    let first = before.map_or(start, |(first, _)| first);
    match hedges::after(lexemes, end) {
        Some((after, hedge)) => (first, after, Some(hedge)),
        None => (first, end, before.map(|(_, hedge)| hedge)),
    }
}

/// Any other number with what stands around it.
fn counted(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let sign = units::currency_before(lexemes, index);
    let at = sign.map_or(index, |sign| sign.end);
    if sign.is_some() && !lexemes.is_linked(at) {
        return None;
    }
    let number = numbers::read(lexemes, at, sign.is_some())?;
    if sign.is_none() && belongs_to_fraction(lexemes, index, &number) {
        return None;
    }
    if let Some(score) = ranges::score(lexemes, index, &number) {
        return Some(score);
    }
    if let Some(range) = ranges::short_range(lexemes, index, sign, at, number) {
        return Some(range);
    }
    if let Some(ratio) = ranges::one_in_five(lexemes, index, &number) {
        return Some(ratio);
    }
    let measure = sign.map(|sign| Measure { end: number.end, ..sign }).or_else(|| after_number(lexemes, &number));
    let age = age_after(lexemes, number.end);
    let noun = super::counted::noun_after(lexemes, number.end).is_some();
    if measure.is_none() && age.is_none() && identifiers::is_one(lexemes, at, number.end, noun) {
        return None;
    }
    if measure.is_some() && sign.is_none() && lexemes.is_hyphened(at) && lexemes.number(at).is_some() && at > 0 {
        return None;
    }
    let mut value = number.value;
    let (unit, mut end) = match (age, measure) {
        (Some(end), measure) => {
            value *= measure.map_or(1.0, |measure| measure.factor / YEAR);
            (AGE, end)
        }
        (None, Some(measure)) => {
            value = number.without_letter.filter(|_| measure.name == "m").unwrap_or(value) * measure.factor;
            (measure.name, measure.end.max(number.end))
        }
        (None, None) if is_magnitude_cue(lexemes, index, number.end) => {
            ("magnitude", number.end + usize::from(lexemes.is(number.end, "magnitude")))
        }
        (None, None) if is_age_cue(lexemes, index) || is_age_of_a_name(lexemes, index, &number) => (AGE, number.end),
        (None, None) if number.is_fraction => {
            if !is_ratio(lexemes, &number) && lexemes.hedge_before(index).is_none() {
                return None;
            }
            ("ratio", number.end)
        }
        (None, None) => (COUNT, number.end),
    };
    if let Some((after, cents)) =
        cents(lexemes, end).filter(|_| sign.is_none() && measure.is_some_and(|measure| measure.factor == 1.0))
    {
        value += cents;
        end = after;
    }
    if unit == "m"
        && let Some((after, inches)) = inches(lexemes, end)
    {
        value += inches;
        end = after;
    }
    let mut start = index;
    if is_negative(lexemes, index) && unit != COUNT {
        value = -value;
        start = index - 1;
    }
    let (start, end, hedge) = hedged(lexemes, start, end);
    let whole = unit == COUNT && value.fract() == 0.0;
    let mut amount = amount(start, end, hedges::widen(value, hedge, whole), Some(value), unit);
    amount.is_doubtful = hedge.is_none() && unit == COUNT && lexemes.is(index, "one") && number.end == index + 1;
    Some(amount)
}

/// Whether the half or third at `index` belongs to something else: "first half", "half past", "the second half".
fn belongs_to_fraction(lexemes: &Lexemes, index: usize, number: &Number) -> bool {
    let before = index.checked_sub(1).unwrap_or(usize::MAX);
    number.is_fraction
        && !number.is_figures
        && number.end == index + 1
        && (lexemes.entry(before).ordinal.is_some()
            || lexemes.is_any(before, &["other", "other", "last", "better", "half"]))
}

/// "10 in", "2 inches" after feet: one past them, and their length in metres.
fn inches(lexemes: &Lexemes, end: usize) -> Option<(usize, f64)> {
    let feet = end.checked_sub(1).is_some_and(|unit| lexemes.is_any(unit, &["ft", "feet", "foot"]));
    let end = if lexemes.follows(end, "and") { end + 1 } else { end };
    let number = lexemes.number(end).filter(|inches| feet && lexemes.is_linked(end) && *inches < 12.0)?;
    let named = lexemes.is_any(end + 1, &["in", "inch", "inches"]) && lexemes.is_linked(end + 1);
    named.then_some((end + 2, number * 0.0254))
}

/// Whether a fraction without a unit is meant as a part of something.
fn is_ratio(lexemes: &Lexemes, number: &Number) -> bool {
    let half = number.value == 0.5 && !lexemes.is_hyphened(number.end.saturating_sub(1));
    !half
        || number.is_figures
        || lexemes
            .is_any(number.end, &["of", "the", "its", "their", "his", "her", "our", "all", "those", "that", "these"])
}

/// One past "years old", "-year-old", "years of age", "yo" after a number.
pub(super) fn age_after(lexemes: &Lexemes, end: usize) -> Option<usize> {
    if lexemes.follows(end, "yo") {
        return Some(end + 1);
    }
    let (after, _) = durations::unit(lexemes, end).filter(|_| lexemes.is_linked(end))?;
    if lexemes.is_linked(after) && lexemes.is_any(after, &["old", "olds"]) {
        return Some(after + 1);
    }
    (lexemes.follows(after, "of") && lexemes.is(after + 1, "age")).then_some(after + 2)
}

/// Whether "aged", "age" or "ages" stands before `start`.
pub(super) fn is_age_cue(lexemes: &Lexemes, start: usize) -> bool {
    let before = start.checked_sub(1).filter(|_| lexemes.is_linked(start));
    before.is_some_and(|before| {
        lexemes.is_any(before, &["aged", "age", "ages"])
            || (lexemes.is(before, "of") && before > 0 && lexemes.is(before - 1, "age"))
    })
}

/// "Anna Berg, 34, said": two figures between commas after a name.
fn is_age_of_a_name(lexemes: &Lexemes, index: usize, number: &Number) -> bool {
    let whole = lexemes.whole_number(index).is_some_and(|age| (1..=110).contains(&age)) && number.end == index + 1;
    let Some(comma) = index.checked_sub(1).filter(|comma| whole && lexemes.is(*comma, ",") && lexemes.is_linked(index))
    else {
        return false;
    };
    let named = comma.checked_sub(1).is_some_and(|name| {
        lexemes.is_capital(name) && lexemes.is_word(name) && lexemes.entry(name).calendar.is_none()
    });
    named && lexemes.is_glued(index + 1) && matches!(lexemes.at(index + 1), "," | "." | ";" | ")")
}

/// "magnitude 6.4", "6.4-magnitude".
fn is_magnitude_cue(lexemes: &Lexemes, index: usize, end: usize) -> bool {
    lexemes.follows(end, "magnitude") || index.checked_sub(1).is_some_and(|before| lexemes.is(before, "magnitude"))
}

/// A minus sign or word before a number.
fn is_negative(lexemes: &Lexemes, index: usize) -> bool {
    let Some(before) = index.checked_sub(1) else { return false };
    let sign = matches!(lexemes.at(before), "-" | "−" | "–") && lexemes.is_glued(index) && !lexemes.is_glued(before);
    sign || lexemes.is_any(before, &["minus", "negative"]) && lexemes.is_linked(index)
}

/// "50 cents", "and forty-five cents" after whole money: one past it, and its part of one.
fn cents(lexemes: &Lexemes, end: usize) -> Option<(usize, f64)> {
    let at = if lexemes.follows(end, "and") { end + 1 } else { end };
    let number = lexemes.is_linked(at).then(|| numbers::read(lexemes, at, false)).flatten()?;
    let cents = lexemes.is_linked(number.end) && lexemes.is_any(number.end, &["cent", "cents", "pence"]);
    (cents && number.value < 100.0).then_some((number.end + 1, number.value / 100.0))
}
