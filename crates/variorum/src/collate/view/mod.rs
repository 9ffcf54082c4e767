//! The plain view: what every face (terminal, HTML, JSON, API) shows, and nothing else.
//!
//! A [`Report`] is plain data in the reader's vocabulary. Whatever it shows as the words of an article is a
//! [`Passage`]: bytes, code points and the exact words.

mod article;
mod build;

pub use article::{ArticleAnnotations, Attribution, annotations};
pub use build::{Intake, report};

use super::finding::{FindingKind, Gate, ReadingRelation, Strength};
use super::limits::LimitReached;
use crate::analyse::DamageKind;
use crate::relate::{DerivationKind, Direction};
use schemars::JsonSchema;
use serde::Serialize;

/// Version of the shape of [`Report`]: the major number changes when a field is removed or changes its meaning.
pub const SCHEMA: &str = "variorum-report/1.0";

/// All that is shown of a collection.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program's rules and models.
    pub analysis_version: u32,
    /// The unit of `start` and `end` of every passage, and of `start_byte` and `end_byte`.
    pub offsets: String,
    pub counts: Counts,
    /// Most articles first, then in collection order.
    pub stories: Vec<Story>,
    pub threads: Vec<Thread>,
    /// In collection order.
    pub articles: Vec<Article>,
    /// Inputs that could not be read.
    pub failures: Vec<Failure>,
    /// Inputs equal to an article already read.
    pub duplicates: Vec<Duplicate>,
    /// Remarks on inputs that were read.
    pub warnings: Vec<String>,
}

/// Counts that add up: `inputs = articles + duplicates + failures`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    pub inputs: usize,
    pub articles: usize,
    pub duplicates: usize,
    pub failures: usize,
    pub stories: usize,
    pub findings: usize,
    pub words: usize,
}

/// One article with its stored text.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Article {
    pub id: String,
    pub name: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub published: Option<String>,
    pub language: Option<String>,
    pub words: usize,
    pub text: String,
}

/// An exact place in an article, with the exact words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Passage {
    /// Id of the article.
    pub article: String,
    /// Letter of the article in its story.
    pub witness: String,
    /// Unicode code points, half-open.
    pub start: usize,
    pub end: usize,
    /// Bytes of UTF-8, half-open.
    pub start_byte: usize,
    pub end_byte: usize,
    /// The words at this place.
    pub exact: String,
}

/// One story: the accounts of one event, side by side.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Story {
    pub id: String,
    /// Headline of one witness, or its first sentence.
    pub title: String,
    pub witnesses: Vec<Witness>,
    /// Texts that do not derive from each other.
    pub independent_texts: usize,
    pub agreed: Vec<Claim>,
    /// Conflicts first; what differs.
    pub findings: Vec<Finding>,
    pub quotations: Vec<Quotation>,
    pub parties: Vec<Party>,
    pub only_in: Vec<OnlyIn>,
    pub timeline: Vec<TimelineItem>,
    pub copies: Vec<Copy>,
    pub damaged: Vec<Damaged>,
    pub not_compared: Vec<NotCompared>,
    /// The limits that cut something off: what is beyond one was not compared, or is not shown.
    pub limits_reached: Vec<LimitReached>,
}

/// An article as a member of a story.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Witness {
    /// `A`, `B`, … in collection order.
    pub witness: String,
    pub article: String,
    /// Outlet, or else the name of the input.
    pub source: String,
    pub published: Option<String>,
    /// Why it stands in this story.
    pub why: String,
}

/// What several articles say, in the words of one of them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Claim {
    pub id: String,
    pub text: Passage,
    pub witnesses: Vec<Evidence>,
    pub origins: Vec<String>,
    pub strength: Strength,
    pub why: String,
}

/// A passage that something rests on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    pub passage: Passage,
    /// The sentence or clause around it.
    pub context: Passage,
    /// Normalised value, where there is one.
    pub value: Option<String>,
    /// Who says it, verbatim, outermost first; empty: the article itself.
    pub said_by: Vec<String>,
    pub origin: String,
}

/// Something a reader should look at, with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    pub id: String,
    pub kind: FindingKind,
    pub attribute: String,
    pub rule: String,
    pub subject: String,
    pub sides: Vec<Vec<Evidence>>,
    pub gates: Vec<GateResult>,
    pub why: String,
}

/// What a gate said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateResult {
    pub gate: Gate,
    pub holds: bool,
    pub because: String,
}

/// One utterance with its readings.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quotation {
    pub id: String,
    pub speaker: Option<String>,
    pub readings: Vec<Reading>,
    pub comparisons: Vec<Comparison>,
    pub why: String,
}

/// One wording of an utterance.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Reading {
    pub passages: Vec<Passage>,
    pub context: Passage,
    /// Whether the article prints it inside quotation marks.
    pub marked: bool,
    pub said_by: Option<String>,
    pub circumstances: Vec<Passage>,
}

/// Two readings, word by word.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Indexes into the readings.
    pub first: usize,
    pub second: usize,
    pub relation: ReadingRelation,
    pub alignment: Vec<AlignedWord>,
    pub why: String,
}

/// A word beside its counterpart; one of them may be missing.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct AlignedWord {
    pub first: Option<Passage>,
    pub second: Option<Passage>,
    pub same: bool,
}

/// One party and what it is reported to say.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Party {
    pub name: String,
    pub says: Vec<Evidence>,
}

/// What one article alone says.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct OnlyIn {
    pub evidence: Evidence,
    pub why: String,
}

/// Something with a date.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct TimelineItem {
    /// First day, `2025-02-12`; absent: unresolved.
    pub from: Option<String>,
    /// Last day, included.
    pub to: Option<String>,
    pub witnesses: Vec<Evidence>,
    pub reason: String,
}

/// One article takes text from another.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Copy {
    /// Letters of the two articles.
    pub a: String,
    pub b: String,
    pub kind: DerivationKind,
    pub direction: Direction,
    /// Share of the words of `a` that stand in `b`, 0 to 1; quoted text not counted.
    pub share_of_a: f64,
    pub share_of_b: f64,
    pub passages: Vec<(Passage, Passage)>,
    pub why: String,
}

/// A damaged passage.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Damaged {
    pub kind: DamageKind,
    pub passage: Passage,
    pub context: Passage,
    pub explanation: String,
}

/// A passage that was left out of the comparison.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct NotCompared {
    pub evidence: Evidence,
    pub why: String,
}

/// Two stories about the same matter.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Thread {
    /// Ids of the stories; the earlier first where `ordered`.
    pub earlier: String,
    pub earlier_title: String,
    pub later: String,
    pub later_title: String,
    pub ordered: bool,
    pub similarity: f64,
    pub why: String,
}

/// An input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Failure {
    pub input: String,
    /// Line of the input, from 1.
    pub line: Option<usize>,
    pub reason: String,
    pub remedy: String,
}

/// An input equal to an article already read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Duplicate {
    pub name: String,
    /// Id of the article it equals.
    pub article: String,
}
