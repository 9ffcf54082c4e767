//! Polarity and factuality of a clause.

use super::syntax::Syntax;
use crate::text::Layout;
use serde::{Deserialize, Serialize};

/// Whether a clause affirms or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    Positive,
    Negative,
}

/// How a clause stands to the facts, as the article words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Factuality {
    Asserted,
    /// "may", "could", "reportedly", "unlikely"
    Possible,
    /// "will", "plans to", "is set to", "agreed to"
    Planned,
    /// "if ...", "unless ..."
    Conditional,
    /// a question
    Asked,
}

/// Polarity and factuality of the clause headed by one predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assertion {
    pub polarity: Polarity,
    pub factuality: Factuality,
}

/// The assertion of the clause whose predicate is the token `predicate`.
pub fn of_predicate(_text: &str, _layout: &Layout, _syntax: &Syntax, _predicate: usize) -> Assertion {
    Assertion { polarity: Polarity::Positive, factuality: Factuality::Asserted }
}
