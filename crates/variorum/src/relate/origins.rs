//! Text families: articles that share one text origin.

use super::reuse::{Derivation, DerivationKind};

/// The text family of each of `articles` articles, named by its smallest member: articles joined by a copy, a cut or
/// an edited copy. Shared passages and quotations alone do not join.
pub fn families(derivations: &[Derivation], articles: usize) -> Vec<usize> {
    let mut family: Vec<usize> = (0..articles).collect();
    for derivation in derivations.iter().filter(|derivation| is_whole(derivation)) {
        let (a, b) = (root(&family, derivation.a), root(&family, derivation.b));
        if let Some(parent) = family.get_mut(a.max(b)) {
            *parent = a.min(b);
        }
    }
    (0..articles).map(|article| root(&family, article)).collect()
}

/// Whether nearly all of one text stands in the other.
fn is_whole(derivation: &Derivation) -> bool {
    matches!(derivation.kind, DerivationKind::Copy | DerivationKind::Cut | DerivationKind::EditedCopy)
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

    fn derivation(a: usize, b: usize, kind: DerivationKind) -> Derivation {
        let passages = Vec::new();
        let direction = Direction::Unknown;
        Derivation { a, b, kind, direction, reason: String::new(), share_of_a: 0.5, share_of_b: 0.5, passages }
    }

    #[test]
    fn copies_are_one_family_and_shared_passages_are_not() {
        let derivations = [
            derivation(0, 2, DerivationKind::Copy),
            derivation(2, 3, DerivationKind::Cut),
            derivation(1, 4, DerivationKind::SharedPassage),
            derivation(0, 4, DerivationKind::SharedPassage),
        ];
        assert_eq!(families(&derivations, 5), [0, 1, 0, 0, 4]);
    }
}
