//! Statements: clauses with predicate, arguments, values, time, place, polarity, factuality and attribution chain.

mod arguments;
mod clause;

use super::attribution::Attribution;
use crate::language::{Assertion, Reading, assertion, lemma};
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

/// Finds the statements of a text, in the order of their predicates. A sentence that could not be parsed has none.
pub fn find(text: &str, layout: &Layout, reading: &Reading, attributions: &[Attribution]) -> Vec<Statement> {
    let syntax = &reading.syntax;
    let mut statements = Vec::new();
    // For each token the statement whose predicate governs it.
    let mut owners: Vec<Option<usize>> = vec![None; layout.tokens.len()];
    for (number, sentence) in layout.sentences.iter().enumerate() {
        for token in sentence.tokens.clone().filter(|token| clause::is_predicate(syntax, *token)) {
            let Some(anchor) = clause::extent(text, layout, syntax, token) else { continue };
            let Some(predicate) = clause::predicate(layout, syntax, token) else { continue };
            let word = layout.tokens.get(token).map_or("", |anchor| anchor.of(text));
            if let Some(owner) = owners.get_mut(token) {
                *owner = Some(statements.len());
            }
            statements.push(Statement {
                anchor,
                sentence: number,
                predicate,
                lemma: lemma(word, syntax.tag(token)).to_lowercase(),
                arguments: arguments::find(text, layout, reading, token),
                quantities: Vec::new(),
                times: Vec::new(),
                assertion: assertion::of_predicate(text, layout, syntax, token),
                attribution: attributed_to(attributions, predicate),
            });
        }
    }
    let owner_of = |anchor: Anchor| -> Option<usize> {
        let token = layout.tokens_in(anchor).next()?;
        let mut path = std::iter::once(token).chain(syntax.ancestors(token));
        path.find_map(|token| owners.get(token).copied().flatten())
    };
    for (index, quantity) in reading.quantities.iter().enumerate() {
        if let Some(statement) = owner_of(quantity.anchor).and_then(|owner| statements.get_mut(owner)) {
            statement.quantities.push(index);
        }
    }
    for (index, time) in reading.times.iter().enumerate() {
        if let Some(statement) = owner_of(time.anchor).and_then(|owner| statements.get_mut(owner)) {
            statement.times.push(index);
        }
    }
    statements
}

/// The attributions whose content holds (most of) a passage, outermost first.
pub fn attributed_to(attributions: &[Attribution], passage: Anchor) -> Vec<usize> {
    let shared = |span: &Anchor| span.end().min(passage.end()).saturating_sub(span.start().max(passage.start()));
    let extent = |attribution: &Attribution| -> usize { attribution.content.iter().map(|span| span.length()).sum() };
    let mut chain: Vec<(usize, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, attribution)| attribution.content.iter().map(shared).sum::<usize>() * 2 > passage.length())
        .map(|(index, attribution)| (extent(attribution), index))
        .collect();
    chain.sort_by_key(|(extent, index)| (std::cmp::Reverse(*extent), *index));
    chain.into_iter().map(|(_, index)| index).collect()
}
