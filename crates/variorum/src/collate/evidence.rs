//! Evidence: a passage with its sentence, who says it, and the origin it is traced to.

use super::cues;
use super::finding::Evidence;
use super::scene::Scene;
use super::words::words_of;
use crate::analyse::AttributionKind;
use crate::analyse::statement::attributed_to;
use crate::language::EntityKind;
use crate::text::{Anchor, lists};
use std::sync::LazyLock;

/// Words of a role that speaks for somebody else: "Kremlin spokesman" speaks for the Kremlin.
static MOUTHPIECES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/collate/mouthpieces.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

impl Scene<'_> {
    /// The evidence of a passage of the account at `position`.
    pub fn evidence(&self, position: usize, anchor: Anchor, value: Option<String>) -> Option<Evidence> {
        let account = self.accounts.get(position)?;
        let (_, context) = account.sentence_of(anchor)?;
        let chain = attributed_to(&account.analysis.attributions, anchor);
        let attributions = &account.analysis.attributions;
        let said_by = chain
            .iter()
            .filter_map(|index| attributions.get(*index)?.source)
            .map(|source| source.of(account.text()).to_string())
            .collect();
        Some(Evidence {
            article: account.article_index,
            anchor,
            context: context.cover(anchor),
            value,
            said_by,
            origin: self.origin(position, &chain),
        })
    }

    /// The origin of a passage of the account at `position` that somebody says; `None` where the article itself says it.
    pub fn speaker(&self, position: usize, anchor: Anchor) -> Option<String> {
        let attributions = &self.accounts.get(position)?.analysis.attributions;
        let chain = attributed_to(attributions, anchor);
        let said = chain.iter().any(|index| attributions.get(*index).is_some_and(|one| one.source.is_some()));
        said.then(|| self.origin(position, &chain))
    }

    /// The origin that a chain of attributions leads to: the innermost source that has a name, else the agency the
    /// article credits, else the outlet's own account. Articles of one text family have one own account.
    pub fn origin(&self, position: usize, chain: &[usize]) -> String {
        let Some(account) = self.accounts.get(position) else { return String::new() };
        for attribution in chain.iter().rev().filter_map(|index| account.analysis.attributions.get(*index)) {
            if let Some(name) = attribution.speakers.first().and_then(|speaker| self.speaks_for(position, *speaker)) {
                return name;
            }
            let body = attribution.source.and_then(|source| self.body_in(position, source));
            if let Some(body) = body.and_then(|number| self.who.known(number)) {
                return body.name.clone();
            }
            if let Some(source) = attribution.source.filter(|_| attribution.kind == AttributionKind::Speech) {
                let source = source.of(account.text());
                if !is_pronoun(source) {
                    return source.to_string();
                }
            }
        }
        let first = self.accounts.get(account.family).unwrap_or(account);
        if let Some(agency) = first.analysis.credits.iter().find_map(|credit| credit.agency.as_ref()) {
            return agency.clone();
        }
        let outlet = first.article.outlet.as_deref().unwrap_or(&first.article.name);
        format!("{outlet}, own account")
    }

    /// The body that a source names by a common noun alone: "the bank".
    pub fn body_in(&self, position: usize, source: Anchor) -> Option<usize> {
        let account = self.accounts.get(position)?;
        let mut tokens = account.analysis.layout.tokens_in(source);
        let last = tokens.next_back()?;
        self.references.body_at(position, last).filter(|_| tokens.len() <= 1)
    }

    /// The name a speaker counts under: the body he speaks for, where his role says so, else his own.
    fn speaks_for(&self, position: usize, speaker: usize) -> Option<String> {
        let known = self.who.known(self.who.number(position, speaker)?)?;
        if known.kind == EntityKind::Person {
            for role in &known.roles {
                if let Some(body) = body_of(role) {
                    return Some(body.to_string());
                }
            }
        }
        Some(known.name.clone())
    }
}

/// The body that a role speaks for: "Kremlin" of "Kremlin spokesman"; `None` for a role that speaks for itself.
fn body_of(role: &str) -> Option<&str> {
    let lower = role.to_lowercase();
    let length = MOUTHPIECES.iter().filter_map(|word| lower.strip_suffix(word)).map(str::len).min()?;
    let body = role.get(..length)?.trim().trim_end_matches("'s").trim_end_matches("’s");
    body.starts_with(char::is_uppercase).then_some(body)
}

/// Whether a source is a bare pronoun, which names nobody.
fn is_pronoun(source: &str) -> bool {
    super::words::words_of(source).iter().all(|word| super::words::is_stop_word(word))
}

/// Whether a source can be a party: not a poll, nor a share of those it asked ("35 percent").
pub fn is_party(source: &str) -> bool {
    let words = words_of(source);
    !words.iter().any(|word| cues::is("no_party", word) || cues::is("share", word))
}
