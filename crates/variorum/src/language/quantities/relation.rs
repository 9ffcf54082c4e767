//! How two quantities of the same slot stand to each other.

use super::Quantity;

/// How one quantity stands to another of the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The same interval.
    Equal,
    /// This interval lies inside the other: it says the same in more detail.
    Refines,
    /// They share some values, and this one is not inside the other.
    Compatible,
    /// They share no value.
    Disjoint,
}

/// Figures are rounded when they are retold: values this near to each other (in parts of the larger) are the same.
const TOLERANCE: f64 = 0.001;

impl Quantity {
    /// How this quantity stands to `other`; `None` where the units differ. The caller answers for both being the same
    /// attribute of the same thing (status, noun counted).
    pub fn relation(&self, other: &Quantity) -> Option<Relation> {
        if self.unit != other.unit || self.against.is_some() != other.against.is_some() {
            return None;
        }
        if let (Some(one), Some(two)) = (self.against, other.against) {
            let same = one == two && self.low == other.low;
            return Some(if same { Relation::Equal } else { Relation::Disjoint });
        }
        let (high, other_high) = (self.high.unwrap_or(f64::INFINITY), other.high.unwrap_or(f64::INFINITY));
        if near(self.low, other.low) && near(high, other_high) {
            Some(Relation::Equal)
        } else if not_above(other.low, self.low) && not_above(high, other_high) {
            Some(Relation::Refines)
        } else if not_above(self.low, other_high) && not_above(other.low, high) {
            Some(Relation::Compatible)
        } else {
            Some(Relation::Disjoint)
        }
    }
}

/// Whether two bounds are the same but for rounding.
fn near(one: f64, two: f64) -> bool {
    one == two || (one - two).abs() <= TOLERANCE * one.abs().max(two.abs()) && (one - two).abs().is_finite()
}

/// Whether `one` is not above `two` but for rounding. Whole counts below a thousand are exact.
fn not_above(one: f64, two: f64) -> bool {
    one <= two || near(one, two)
}
