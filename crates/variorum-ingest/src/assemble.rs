//! All that was read becomes one result: equal articles collapse, clashes of ids are named, everything is sorted.

use crate::outcome::{Duplicate, Failure, Ingested, Place, Warning};
use std::collections::BTreeSet;
use variorum::article::Article;

/// What one input gave.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub articles: Vec<Incoming>,
    pub failures: Vec<Failure>,
    pub warnings: Vec<Warning>,
}

/// An article and where it came from.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub place: Place,
    pub article: Article,
    /// The id that a record gives itself.
    pub given_id: Option<String>,
}

/// Joins what all inputs gave.
pub(crate) fn assemble(gathered: impl IntoIterator<Item = Gathered>) -> Ingested {
    let mut ingested = Ingested::default();
    let mut incoming = Vec::new();
    for mut one in gathered {
        incoming.append(&mut one.articles);
        ingested.failures.append(&mut one.failures);
        ingested.warnings.append(&mut one.warnings);
    }
    // Sorted before anything is chosen, so that the order of the inputs does not decide which copy is kept.
    incoming
        .sort_by(|a, b| (&a.article.name, &a.article.id, &a.place).cmp(&(&b.article.name, &b.article.id, &b.place)));
    name_clashes(&mut incoming, &mut ingested.warnings);
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for Incoming { place, article, .. } in incoming {
        if !kept.insert(article.id.clone()) {
            ingested.duplicates.push(Duplicate { place, name: article.name, article: article.id });
        } else {
            ingested.articles.push(article);
        }
    }
    ingested.articles.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    ingested.duplicates.sort();
    ingested.failures.sort();
    ingested.warnings.sort();
    ingested
}

/// Different articles under one name: of records with the same given id each is named in a warning; files are called
/// by their whole path.
fn name_clashes(incoming: &mut [Incoming], warnings: &mut Vec<Warning>) {
    for group in incoming.chunk_by_mut(|a, b| a.article.name == b.article.name) {
        let Some((first, others)) = group.split_first_mut() else { continue };
        if others.iter().all(|other| other.article.id == first.article.id) {
            continue;
        }
        let first_place = first.place.to_string();
        for other in others {
            if let Some(id) = other.given_id.as_ref().filter(|_| other.article.id != first.article.id) {
                let message = format!("another article has the same id {id:?} ({first_place}); both are kept");
                warnings.push(Warning { place: other.place.clone(), message });
            } else if other.given_id.is_none() && other.place.line.is_none() {
                other.article.name.clone_from(&other.place.input);
            }
        }
        if first.given_id.is_none() && first.place.line.is_none() {
            first.article.name.clone_from(&first.place.input);
        }
    }
}
