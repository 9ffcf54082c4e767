//! Parties: who says what, side by side.

use super::finding::{Evidence, Party};
use super::scene::Scene;
use crate::analyse::AttributionKind;
use std::collections::BTreeMap;

/// Everybody whom at least one article has say something, those with most articles first.
pub fn parties(scene: &Scene) -> Vec<Party> {
    let mut says: BTreeMap<usize, Vec<Evidence>> = BTreeMap::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for attribution in &account.analysis.attributions {
            if attribution.kind != AttributionKind::Speech {
                continue;
            }
            let Some(first) = attribution.content.first() else { continue };
            let content = attribution.content.iter().fold(*first, |whole, span| whole.cover(*span));
            if !account.is_intact_at(content) {
                continue;
            }
            for speaker in &attribution.speakers {
                if let Some(number) = scene.who.number(position, *speaker)
                    && let Some(evidence) = scene.evidence(position, content, None)
                {
                    says.entry(number).or_default().push(evidence);
                }
            }
        }
    }
    let mut parties: Vec<Party> = says
        .into_iter()
        .filter_map(|(number, says)| {
            Some(Party { name: scene.who.known(number)?.name.clone(), says: outermost(&says) })
        })
        .collect();
    let articles = |party: &Party| {
        let mut articles: Vec<usize> = party.says.iter().map(|evidence| evidence.article).collect();
        articles.dedup();
        articles.len()
    };
    parties.sort_by(|a, b| {
        (articles(b), b.says.len()).cmp(&(articles(a), a.says.len())).then_with(|| a.name.cmp(&b.name))
    });
    parties
}

/// The passages that stand in no other: what is nested in a longer passage of the same party is said there.
fn outermost(says: &[Evidence]) -> Vec<Evidence> {
    let inside = |inner: &Evidence, outer: &Evidence| {
        inner.article == outer.article && inner.anchor != outer.anchor && outer.anchor.contains(inner.anchor)
    };
    says.iter().filter(|one| !says.iter().any(|other| inside(one, other))).cloned().collect()
}
