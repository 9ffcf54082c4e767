//! Numbers, amounts, durations and counts as intervals with a unit.

mod amounts;
mod counted;
mod hedges;
mod identifiers;
mod ranges;
mod relation;
mod units;

pub use relation::Relation;

use super::lexemes::Lexemes;
use super::times;
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// How a quantity is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Approximation {
    Exact,
    /// "about", "around", "roughly"
    About,
    /// "nearly", "close to": from below
    Nearly,
    /// "more than", "at least"
    AtLeast,
    /// "up to", "fewer than"
    AtMost,
    /// "between 280 and 300"
    Range,
    /// "hundreds of thousands", "dozens"
    Magnitude,
}

/// A number with its unit, as the interval it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The whole expression, hedge and unit included: "close to an hour and a half".
    pub anchor: Anchor,
    /// The number as it is written, in `unit`, before the hedge widens it; `None` for ranges and orders of magnitude.
    pub stated: Option<f64>,
    /// Smallest value it may mean, in `unit`; `f64::NEG_INFINITY` never, open below is 0.
    pub low: f64,
    /// Largest value it may mean; `None` where it is open above.
    pub high: Option<f64>,
    /// `s` (durations, seconds), `USD` and other currency codes, `ratio`, `count`, `score`, `m`, `kg`, `year_of_age`, …
    pub unit: String,
    pub approximation: Approximation,
    /// The other side of a score: 23 in "35 to 23".
    pub against: Option<f64>,
    /// The noun counted ("people", "homes"), where there is one.
    pub counted: Option<Anchor>,
    /// Normal form of what happened to those counted: `dead`, `injured`, `missing`, `displaced`, `arrested`.
    pub status: Option<String>,
}

/// Finds the quantities of a text, in text order. Identifiers, dates, model numbers and ordinals are none.
pub fn find(text: &str, _layout: &Layout) -> Vec<Quantity> {
    let lexemes = Lexemes::read(text);
    let taken = times::taken(&lexemes);
    let mut taken = taken.iter().peekable();
    let mut found = Vec::new();
    let mut index = 0;
    while index < lexemes.len() {
        while taken.next_if(|span| span.end <= index).is_some() {}
        if let Some(span) = taken.peek().filter(|span| span.contains(&index)) {
            index = span.end;
            continue;
        }
        let free = taken.peek().map_or(lexemes.len(), |span| span.start);
        match amounts::read(&lexemes, index).filter(|amount| amount.end <= free) {
            Some(amount) => {
                let end = amount.end;
                found.extend(counted::complete(&lexemes, amount));
                index = end.max(index + 1);
            }
            None => index += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests;
