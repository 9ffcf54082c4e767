//! Statements: clauses with predicate, arguments, values, time, place, polarity, factuality and attribution chain.

use super::attribution::Attribution;
use crate::language::{Assertion, Reading};
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// What an argument is to its predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who does it (of a passive: the one named with "by")
    Agent,
    /// Whom or what it is done to
    Patient,
    /// To or for whom
    Recipient,
    /// With whom
    Partner,
    Place,
    Time,
    Other,
}

/// One argument of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Argument {
    pub role: Role,
    pub anchor: Anchor,
    /// Index into the entities of the article.
    pub entity: Option<usize>,
}

/// One clause that says something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The clause, as far as one can say where it ends.
    pub anchor: Anchor,
    /// Index into the sentences of the layout.
    pub sentence: usize,
    /// The word or words that carry the predicate.
    pub predicate: Anchor,
    /// Lemma of the predicate ("agree", "be killed" is "kill").
    pub lemma: String,
    pub arguments: Vec<Argument>,
    /// Indexes into the quantities of the reading.
    pub quantities: Vec<usize>,
    /// Indexes into the times of the reading.
    pub times: Vec<usize>,
    pub assertion: Assertion,
    /// Indexes into the attributions, outermost first: who says that who says it. Empty: the article itself.
    pub attribution: Vec<usize>,
}

/// Finds the statements of a text.
pub fn find(_text: &str, _layout: &Layout, _reading: &Reading, _attributions: &[Attribution]) -> Vec<Statement> {
    Vec::new()
}
