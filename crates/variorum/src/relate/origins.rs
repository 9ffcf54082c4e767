//! Text families: articles that share one text origin.

use super::reuse::{Derivation, DerivationKind};

/// The text family of each of `articles` articles, named by its smallest member: articles joined by a copy, a cut or
/// an edited copy. Shared passages and quotations alone do not join.
pub fn families(derivations: &[Derivation], articles: usize) -> Vec<usize> {
    let mut family: Vec<usize> = (0..articles).collect();
    for derivation in derivations {
        if matches!(derivation.kind, DerivationKind::Copy | DerivationKind::Cut | DerivationKind::EditedCopy) {
            let (a, b) = (root(&family, derivation.a), root(&family, derivation.b));
            family[a.max(b)] = a.min(b);
        }
    }
    (0..articles).map(|article| root(&family, article)).collect()
}

fn root(family: &[usize], mut article: usize) -> usize {
    while family[article] != article {
        article = family[article];
    }
    article
}
