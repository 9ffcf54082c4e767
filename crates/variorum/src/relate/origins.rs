//! Text families: articles that share one text origin.

use super::reuse::{Derivation, DerivationKind};
use crate::analyse::Analysis;
use std::collections::BTreeSet;

/// The text family of each of `articles` articles, named by its smallest member: articles joined by a copy, a cut or
/// an edited copy. Shared passages and quotations alone do not join.
pub fn families(derivations: &[Derivation], articles: usize) -> Vec<usize> {
    join(derivations, articles, is_whole)
}

/// The text families where credits count too: articles that share passages and credit the same agency have these from
/// it. `analyses` are those of all articles.
pub fn credited_families(derivations: &[Derivation], analyses: &[Analysis]) -> Vec<usize> {
    let agencies = |article: usize| -> BTreeSet<&str> {
        let credits = analyses.get(article).map(|analysis| analysis.credits.as_slice()).unwrap_or_default();
        credits.iter().filter_map(|credit| credit.agency.as_deref()).collect()
    };
    join(derivations, analyses.len(), |derivation| {
        is_whole(derivation)
            || (derivation.kind == DerivationKind::SharedPassage
                && !agencies(derivation.a).is_disjoint(&agencies(derivation.b)))
    })
}

/// Whether nearly all of one text stands in the other.
fn is_whole(derivation: &Derivation) -> bool {
    matches!(derivation.kind, DerivationKind::Copy | DerivationKind::Cut | DerivationKind::EditedCopy)
}

fn join(derivations: &[Derivation], articles: usize, joins: impl Fn(&Derivation) -> bool) -> Vec<usize> {
    let mut family: Vec<usize> = (0..articles).collect();
    for derivation in derivations.iter().filter(|derivation| joins(derivation)) {
        let (a, b) = (root(&family, derivation.a), root(&family, derivation.b));
        if let Some(parent) = family.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
    (0..articles).map(|article| root(&family, article)).collect()
}

/// Follows a forest of smaller numbers to its root.
pub(super) fn root(forest: &[usize], mut number: usize) -> usize {
    while let Some(parent) = forest.get(number).filter(|parent| **parent < number) {
        number = *parent;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::super::reuse::Direction;
    use super::*;
    use crate::analyse::Credit;
    use crate::text::Anchor;

    fn derivation(a: usize, b: usize, kind: DerivationKind) -> Derivation {
        let passages = Vec::new();
        let direction = Direction::Unknown;
        Derivation { a, b, kind, direction, reason: String::new(), share_of_a: 0.5, share_of_b: 0.5, passages }
    }

    fn credited(agency: &str) -> Analysis {
        let anchor = Anchor::new("(X) -", 0, 5).unwrap();
        let credits = vec![Credit { anchor, agency: Some(agency.into()), place: None }];
        Analysis { credits, ..Analysis::default() }
    }

    #[test]
    fn copies_are_one_family_and_shared_passages_only_with_a_common_credit() {
        let derivations = [
            derivation(0, 2, DerivationKind::Copy),
            derivation(2, 3, DerivationKind::Cut),
            derivation(1, 4, DerivationKind::SharedPassage),
            derivation(0, 4, DerivationKind::SharedPassage),
        ];
        assert_eq!(families(&derivations, 5), [0, 1, 0, 0, 4]);
        let analyses =
            [credited("Reuters"), credited("AFP"), credited("Reuters"), Analysis::default(), credited("AFP")];
        assert_eq!(credited_families(&derivations, &analyses), [0, 1, 0, 0, 1]);
    }
}
