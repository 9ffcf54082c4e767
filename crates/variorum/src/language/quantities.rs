//! Numbers, amounts, durations and counts as intervals with a unit.

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
    /// Smallest value it may mean, in `unit`; `f64::NEG_INFINITY` never, open below is 0.
    pub low: f64,
    /// Largest value it may mean; `None` where it is open above.
    pub high: Option<f64>,
    /// `s` (durations, seconds), `USD` and other currency codes, `ratio`, `count`, `m`, `kg`, `year_of_age`, …
    pub unit: String,
    pub approximation: Approximation,
    /// The noun counted ("people", "homes"), where there is one.
    pub counted: Option<Anchor>,
    /// Normal form of what happened to those counted: `dead`, `injured`, `missing`, `displaced`, `arrested`.
    pub status: Option<String>,
}

/// Finds the quantities of a text. Identifiers, years, model numbers and ordinals in names are none.
pub fn find(_text: &str, _layout: &Layout) -> Vec<Quantity> {
    Vec::new()
}
