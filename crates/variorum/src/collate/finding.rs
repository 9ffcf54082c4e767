//! Findings and what they rest on.

use super::limits::LimitReached;
use crate::text::Anchor;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a reader should look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
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

/// All that is found inside one story. Articles are named by their index in the collection.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Collation {
    /// Conflicts first; the order a reader should take.
    pub findings: Vec<Finding>,
    /// Utterances with at least two readings, altered ones first.
    pub quotations: Vec<Quotation>,
    /// What at least two articles say, most origins first.
    pub claims: Vec<Claim>,
    /// What a single article says that matters, by rank.
    pub only_in: Vec<OnlyIn>,
    /// Who says what, party by party.
    pub parties: Vec<Party>,
    /// By day; unresolved dates last.
    pub timeline: Vec<TimelineItem>,
    /// Passages that were left out of the comparison, and why.
    pub not_compared: Vec<NotCompared>,
    /// The limits that cut something off: what is beyond one was not compared, or is not shown.
    pub limits_reached: Vec<LimitReached>,
}

/// One utterance with its readings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quotation {
    /// Content hash of the readings' articles and anchors.
    pub id: String,
    /// The fullest name of the speaker that a witness prints; `None` where no article says it.
    pub speaker: Option<String>,
    /// In collection order.
    pub readings: Vec<QuotationReading>,
    /// Each later reading against the one it is closest to.
    pub comparisons: Vec<ReadingComparison>,
    /// Why these are readings of one utterance: speaker, occasion, time, wording.
    pub why: String,
}

/// One wording of an utterance, as one article prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotationReading {
    pub article: usize,
    /// The words, without quotation marks; more than one span where the cue interrupts.
    pub spans: Vec<Anchor>,
    /// The sentence around it.
    pub context: Anchor,
    /// Whether the article prints it inside quotation marks (else it is a paraphrase).
    pub marked: bool,
    /// The source as this article names it, verbatim.
    pub said_by: Option<String>,
    /// The cue, the medium or the occasion, verbatim: "wrote on Truth Social".
    pub circumstances: Vec<Anchor>,
}

/// How one reading differs from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadingRelation {
    Same,
    /// Case, quotation marks, dashes, spelling variants of a name
    Typography,
    /// Words left out where the article marks it with an ellipsis
    Ellipsis,
    /// One is a part of the other
    Cut,
    /// Other words inside quotation marks
    Altered,
    /// One stands inside quotation marks, the other does not
    Paraphrase,
}

/// Two readings of one utterance, word by word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingComparison {
    /// Indexes into the readings; `first < second`.
    pub first: usize,
    pub second: usize,
    pub relation: ReadingRelation,
    pub alignment: Vec<AlignedWord>,
    pub why: String,
}

/// A word of one text beside its counterpart in another; one of the two may be missing, never both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedWord {
    pub first: Option<Anchor>,
    pub second: Option<Anchor>,
    /// Whether they are the same word but for case and typography.
    pub same: bool,
}

/// How firmly a claim is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    Fact,
    Attributed,
    Hedged,
}

/// What several articles say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub id: String,
    /// Index into the witnesses: the one whose words stand for all.
    pub canonical: usize,
    pub witnesses: Vec<Evidence>,
    /// Named origins, each once, sorted.
    pub origins: Vec<String>,
    pub strength: Strength,
    pub why: String,
}

/// What one article alone says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OnlyIn {
    pub evidence: Evidence,
    /// Higher matters more; comparable inside one story only.
    pub rank: f64,
    pub why: String,
}

/// One party and what the articles have it say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    /// In collection order, then text order.
    pub says: Vec<Evidence>,
}

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// First and last day, both included; `None`: unresolved.
    pub days: Option<(jiff::civil::Date, jiff::civil::Date)>,
    pub witnesses: Vec<Evidence>,
    /// How the day was found, or why not.
    pub reason: String,
}

/// A passage that was not compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCompared {
    pub evidence: Evidence,
    pub why: String,
}
