//! Two numbers that belong together: ranges ("15-20", "between $2bn and $3bn"), scores ("5-0"), shares ("one in five").

use super::amounts::{AGE, Amount, COUNT, YEAR, after_number, age_after, amount, hedged, is_age_cue};
use super::units::{self, Measure};
use super::{hedges, identifiers};
use crate::language::lexemes::Lexemes;
use crate::language::numbers::{self, Number};

/// "between 280 and 300", "from two to three million dollars".
pub(super) fn spelled_range(lexemes: &Lexemes, index: usize) -> Option<Amount> {
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

/// "2-1", "5-0", "35 to 23".
pub(super) fn score(lexemes: &Lexemes, index: usize, number: &Number) -> Option<Amount> {
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
pub(super) fn short_range(
    lexemes: &Lexemes,
    index: usize,
    sign: Option<Measure>,
    at: usize,
    number: Number,
) -> Option<Amount> {
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
pub(super) fn one_in_five(lexemes: &Lexemes, index: usize, number: &Number) -> Option<Amount> {
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
