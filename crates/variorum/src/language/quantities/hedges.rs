//! "about", "nearly", "at least": how a hedge turns a number into an interval.

use super::Approximation;
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::Hedge;

/// How far "about" and "nearly" reach, as a part of the number: our own convention (value table of the project), wide
/// enough for "about 100 minutes" and "an hour and a half" to agree.
const REACH: f64 = 0.12;

/// An interval with the way it was hedged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    pub low: f64,
    pub high: Option<f64>,
    pub approximation: Approximation,
}

/// The hedge that begins at `end`, and one past it.
pub(super) fn after(lexemes: &Lexemes, end: usize) -> Option<(usize, Hedge)> {
    if !lexemes.is_linked(end) {
        return None;
    }
    let phrases = &lexemes.entry(end).hedges_after;
    phrases.iter().find_map(|phrase| Some((lexemes.phrase(end, &phrase.words)?, phrase.meaning)))
}

/// What `value` means under a hedge. `whole` says that only whole numbers are meant.
pub(super) fn widen(value: f64, hedge: Option<Hedge>, whole: bool) -> Interval {
    // Small whole numbers would not move at all: "about five" may be four.
    let below = value * (1.0 - REACH);
    let above = value * (1.0 + REACH);
    let (below, above) =
        if whole { (below.floor().min(value - 1.0).max(0.0), above.ceil().max(value + 1.0)) } else { (below, above) };
    let (below, above) = if whole && value >= 25.0 {
        ((value * (1.0 - REACH)).round(), (value * (1.0 + REACH)).round())
    } else {
        (below, above)
    };
    let (low, high, approximation) = match hedge {
        None => (value, Some(value), Approximation::Exact),
        Some(Hedge::About) => (below, Some(above), Approximation::About),
        Some(Hedge::Nearly) => (below, Some(value), Approximation::Nearly),
        Some(Hedge::JustOver) => (value, Some(above), Approximation::About),
        Some(Hedge::AtLeast) => (value, None, Approximation::AtLeast),
        Some(Hedge::AtMost) => (0.0, Some(value), Approximation::AtMost),
        Some(Hedge::Below) => (0.0, Some(if whole { (value - 1.0).max(0.0) } else { value }), Approximation::AtMost),
    };
    // A negative number reaches the other way.
    let (low, high) = match high {
        Some(high) if high < low => (high, Some(low)),
        _ => (low, high),
    };
    Interval { low, high, approximation }
}

/// What a range means under a hedge: "about 20 to 25" widens, "at least 20 to 25" is open above.
pub(super) fn widen_range(low: f64, high: f64, hedge: Option<Hedge>, whole: bool) -> Interval {
    let (one, two) = (widen(low, hedge, whole), widen(high, hedge, whole));
    match hedge {
        Some(Hedge::AtLeast) => one,
        Some(Hedge::AtMost | Hedge::Below) => two,
        _ => Interval { low: one.low.min(low), high: two.high, approximation: Approximation::Range },
    }
}
