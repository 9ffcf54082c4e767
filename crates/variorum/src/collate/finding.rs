//! Findings and what they rest on.

use crate::text::Anchor;
use serde::{Deserialize, Serialize};

/// What a reader should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// All gates hold: the accounts cannot both be right
    Conflict,
    /// A says / B says: the parties differ
    Disputed,
    AlteredQuotation,
    /// Different values that do not exclude each other
    Difference,
    /// Planned in one, done in the other
    Status,
    /// A later count, correction or version
    Superseded,
    /// One article carries both values
    ReportsBoth,
    Agreement,
    NotComparable,
}

/// The gates of DESIGN.md 3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gate {
    /// both passages intact
    G0,
    /// same event
    G1,
    /// same attribute, unit and scope
    G2,
    /// normalised values disjoint
    G3,
    /// exactly one candidate on each side
    G4,
    /// same level of assertion
    G5,
    /// not explained by time
    G6,
    /// neither article also carries the other value
    G7,
    /// counted by origin
    G8,
}

/// What a gate said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateResult {
    pub gate: Gate,
    pub holds: bool,
    /// In plain words, with the values compared.
    pub because: String,
}

/// A passage of one article that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Index into the collection.
    pub article: usize,
    pub anchor: Anchor,
    /// The sentence or clause around it.
    pub context: Anchor,
    /// Normalised value, where there is one: "[5400,5400] s".
    pub value: Option<String>,
    /// Who says it, verbatim, outermost first; empty: the article itself.
    pub said_by: Vec<String>,
    /// The origin it is traced to: "Kremlin", "outlet's own account".
    pub origin: String,
}

/// Something a reader should look at, with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Content hash of kind, rule and the anchors with their articles' ids: the same at every run.
    pub id: String,
    pub kind: FindingKind,
    /// Number, amount, duration, date, place, person, polarity, negation, antonym, wording, attribution, scope.
    pub attribute: String,
    /// The lane and rule that made it: "slot/duration", "near-copy/number".
    pub rule: String,
    /// What it is about, in words taken from the articles: "call · Trump, Putin".
    pub subject: String,
    /// One list a side; witnesses of the same value stand in one side.
    pub sides: Vec<Vec<Evidence>>,
    pub gates: Vec<GateResult>,
    /// Why it is shown, in one plain sentence.
    pub why: String,
}

/// All that is found inside one story.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Collation {
    /// Conflicts first; the order a reader should take.
    pub findings: Vec<Finding>,
}
