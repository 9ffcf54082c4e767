//! Mentions and the entities they stand for: aliases, titles, demonyms, spellings, pronouns.

use super::names::Name;
use super::syntax::Syntax;
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    /// A name of something else: a law, a ship, a work, a war.
    Other,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    Name,
    /// A description: "the Ukrainian leader", "Kremlin spokesman".
    Title,
    Pronoun,
}

/// A name, title or pronoun in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub anchor: Anchor,
    pub kind: MentionKind,
    /// Index into the entities of the article; `None` where it could not be resolved with confidence.
    pub entity: Option<usize>,
}

/// The person, organisation or place that mentions stand for, inside one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub kind: EntityKind,
    /// The fullest name the article prints, verbatim.
    pub name: String,
    /// Every distinct wording of it in the article, sorted.
    pub aliases: Vec<String>,
    /// Roles the article gives by title or apposition ("Kremlin spokesman"), verbatim, sorted.
    pub roles: Vec<String>,
    /// Normal form for comparison across articles: lower case, transliteration folded ("volodymyr zelensky").
    pub key: String,
}

/// Joins names, titles and pronouns of one article into entities. Mentions come out in text order.
pub fn resolve(_text: &str, _layout: &Layout, _syntax: &Syntax, _names: &[Name]) -> (Vec<Mention>, Vec<Entity>) {
    (Vec::new(), Vec::new())
}
