//! Reads the amount that begins at a lexeme: its number or numbers, its hedge and its unit.

use super::hedges::{self, Interval};
use super::units::{self, Measure};
use super::{Approximation, identifiers};
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

const COUNT: &str = "count";
const AGE: &str = "year_of_age";

/// One year in seconds, as the table of units has it.
const YEAR: f64 = 31_557_600.0;

/// Reads the amount at `index`.
pub(super) fn read(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    if !may_begin(lexemes, index) {
        return None;
    }
    none(lexemes, index)
        .or_else(|| spelled_range(lexemes, index))
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

fn amount(start: usize, end: usize, interval: Interval, stated: Option<f64>, unit: &'static str) -> Amount {
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

/// "between 280 and 300", "from two to three million dollars".
fn spelled_range(lexemes: &Lexemes, index: usize) -> Option<Amount> {
    let between = lexemes.is(index, "between");
    if !between && !lexemes.is(index, "from") {
        return None;
    }
    let changed = (index.saturating_sub(6)..index).any(|before| lexemes.entry(before).change);
    if changed && !between {
        return None;
    }
    let joint = if between { "and" } else { "to" };
    let one = Side::read(lexemes, index + 1)?;
    if !lexemes.follows(one.end, joint) {
        return None;
    }
    let two = Side::read(lexemes, one.end + 1)?;
    let changed_after = !between && lexemes.entry(two.end).change;
    if changed_after {
        return None;
    }
    ranged(lexemes, index, one, two)
}

/// One number of a range with its own unit, if it has one.
#[derive(Clone, Copy)]
struct Side {
    end: usize,
    number: Number,
    /// Where the number begins.
    at: usize,
    measure: Option<Measure>,
}

impl Side {
    fn read(lexemes: &Lexemes, index: usize) -> Option<Side> {
        let sign = units::currency_before(lexemes, index);
        let at = sign.map_or(index, |sign| sign.end);
        let number = numbers::read(lexemes, at, sign.is_some())?;
        let (end, measure) = match sign {
            Some(sign) => (number.end, Some(sign)),
            None => match after_number(lexemes, &number) {
                Some(measure) => (measure.end, Some(measure)),
                None => (number.end, None),
            },
        };
        Some(Side { end, number, at, measure })
    }

    /// The number, without the letter of scale where that letter is the unit.
    fn value(&self) -> f64 {
        match (self.number.without_letter, self.measure) {
            (Some(value), Some(measure)) if measure.name == "m" => value,
            _ => self.number.value,
        }
    }
}

/// The unit or currency after a number. A letter glued on may be both scale and unit (`12m`): metres, without money.
fn after_number(lexemes: &Lexemes, number: &Number) -> Option<Measure> {
    if number.without_letter.is_some() {
        let letter = number.end - 1;
        return units::currency_after(lexemes, number.end, number).or_else(|| {
            let counted = super::counted::noun_after(lexemes, number.end).is_some();
            if counted { None } else { units::unit_after(lexemes, letter) }
        });
    }
    units::currency_after(lexemes, number.end, number).or_else(|| units::unit_after(lexemes, number.end))
}

/// An amount from two sides of a range.
fn ranged(lexemes: &Lexemes, start: usize, one: Side, two: Side) -> Option<Amount> {
    let measure = two.measure.or(one.measure);
    let (mut low, high) = (one.value(), two.value());
    if let Some((other, last)) = one.measure.zip(two.measure)
        && other.name != last.name
    {
        return None;
    }
    // "2 to 3 million": the scale belongs to both.
    if two.number.is_scaled && !one.number.is_scaled {
        let raw =
            lexemes.number(two.at).or(lexemes.entry(two.at).cardinal.map(|(_, value)| value)).filter(|raw| *raw > 0.0);
        if let Some(raw) = raw.filter(|raw| low < *raw) {
            low *= high / raw;
        }
    }
    let factor = measure.map_or(1.0, |measure| measure.factor);
    let (low, high) = (low * one.measure.map_or(factor, |own| own.factor), high * factor);
    if low >= high
        || identifiers::is_one(lexemes, one.at, one.number.end, false) && one.measure.is_none() && measure.is_none()
    {
        return None;
    }
    let end = one.end.max(two.end);
    let (start, hedge) = lexemes.hedge_before(start).map_or((start, None), |(first, hedge)| (first, Some(hedge)));
    let age = age_after(lexemes, two.number.end);
    let (unit, end) = match (age, measure) {
        (Some(end), _) => (AGE, end),
        (None, Some(measure)) => (measure.name, end),
        (None, None) if is_age_cue(lexemes, start) => (AGE, end),
        (None, None) => (COUNT, end),
    };
    let (low, high) = if age.is_some() && measure.is_some() { (low / YEAR, high / YEAR) } else { (low, high) };
    let whole = unit == COUNT && low.fract() == 0.0 && high.fract() == 0.0;
    Some(amount(start, end, hedges::widen_range(low, high, hedge, whole), None, unit))
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
fn hedged(lexemes: &Lexemes, start: usize, end: usize) -> (usize, usize, Option<Hedge>) {
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
    if let Some(score) = score(lexemes, index, &number) {
        return Some(score);
    }
    if let Some(range) = short_range(lexemes, index, sign, at, number) {
        return Some(range);
    }
    if let Some(ratio) = one_in_five(lexemes, index, &number) {
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

/// "2-1", "5-0", "35 to 23".
fn score(lexemes: &Lexemes, index: usize, number: &Number) -> Option<Amount> {
    let hyphened = lexemes.is_hyphened(number.end) && lexemes.number(number.end).is_some();
    let to = lexemes.follows(number.end, "to") && lexemes.is_linked(number.end + 1);
    if !hyphened && !to {
        return None;
    }
    let at = number.end + usize::from(to);
    let one = lexemes.whole_number(index)?;
    let two = lexemes.whole_number(at)?;
    let cued = (index.saturating_sub(6)..index).chain(at + 1..at + 4).any(|near| lexemes.entry(near).score);
    let fits = if hyphened { two <= one || cued } else { cued };
    if !fits
        || number.end != index + 1
        || lexemes.is_hyphened(at + 1)
        || identifiers::is_one(lexemes, index, number.end, true)
        || units::unit_after(lexemes, at + 1).is_some()
    {
        return None;
    }
    let (one, two) = (f64::from(one), f64::from(two));
    let mut score = amount(index, at + 1, hedges::widen(one, None, true), Some(one), "score");
    score.against = Some(two);
    Some(score)
}

/// "15-20 people", "15 to 20 kilometres", "$2-3 million", "two or three".
fn short_range(lexemes: &Lexemes, index: usize, sign: Option<Measure>, at: usize, number: Number) -> Option<Amount> {
    let own = after_number(lexemes, &number).filter(|_| sign.is_none());
    let end = own.map_or(number.end, |own| own.end);
    let second = if lexemes.is_hyphened(end)
        && (lexemes.number(end).is_some() || lexemes.entry(end).cardinal.is_some())
        && lexemes.number(index).is_some() | sign.is_some()
    {
        end
    } else if lexemes.is_linked(end) && lexemes.is_any(end, &["to", "or", "-", "–"]) && lexemes.is_linked(end + 1) {
        end + 1
    } else {
        return None;
    };
    let changed =
        lexemes.follows(end, "to") && (index.saturating_sub(5)..index).any(|before| lexemes.entry(before).change);
    let two = Side::read(lexemes, second)?;
    if changed
        || (lexemes.is(end, "or")
            && two.number.value > number.value + 2.0
            && (own.is_some() || number.is_scaled || !two.number.is_scaled))
        || (sign.is_some() && two.measure.is_some_and(|measure| Some(measure.name) != sign.map(|sign| sign.name)))
    {
        return None;
    }
    if lexemes.is(end, "to")
        && own.is_none()
        && two.measure.is_none()
        && sign.is_none()
        && lexemes.is_any(second, &["one"])
    {
        return None;
    }
    let one = Side { end, number, at, measure: own.or(sign) };
    let two = Side { measure: two.measure.or(sign), ..two };
    ranged(lexemes, index, one, two)
}

/// "one in five", "three out of four".
fn one_in_five(lexemes: &Lexemes, index: usize, number: &Number) -> Option<Amount> {
    let at = if lexemes.follows(number.end, "in") {
        number.end + 1
    } else if lexemes.follows(number.end, "out") && lexemes.is(number.end + 1, "of") {
        number.end + 2
    } else {
        return None;
    };
    let whole = numbers::read(lexemes, at, false)?;
    let round = whole.value <= 10.0 || [20.0, 50.0, 100.0, 1000.0].contains(&whole.value);
    let measured = units::unit_after(lexemes, whole.end).is_some();
    if number.value < 1.0
        || number.value >= whole.value
        || !round
        || measured
        || number.is_scaled
        || !lexemes.is_linked(at)
    {
        return None;
    }
    let (start, end, hedge) = hedged(lexemes, index, whole.end);
    let value = number.value / whole.value;
    Some(amount(start, end, hedges::widen(value, hedge, false), Some(value), "ratio"))
}

/// One past "years old", "-year-old", "years of age", "yo" after a number.
fn age_after(lexemes: &Lexemes, end: usize) -> Option<usize> {
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
fn is_age_cue(lexemes: &Lexemes, start: usize) -> bool {
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
