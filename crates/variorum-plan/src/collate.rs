//! The third stage: the accounts of one story, side by side.

use crate::columns::{batch, collated, integer, json, read_analyses, read_articles, real, text, unreadable};
use crate::relate::TakenFrom;
use crate::stage::Error;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use std::collections::BTreeMap;
use std::sync::Arc;
use variorum::collate::view::{self, Intake};
use variorum::collate::{self, Limits};
use variorum::relate::{Derivation, Membership, Relations, Story};

/// Collates the stories of a batch, which holds each of them whole; one row a story, by id.
pub fn collate(rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let (articles, analyses) = (read_articles(rows)?, read_analyses(rows)?);
    let (ids, places) = (text(rows, "story")?, integer(rows, "place")?);
    let (similarities, reasons) = (real(rows, "similarity")?, text(rows, "reason")?);
    let (from, links) = (text(rows, "derivations")?, text(rows, "links")?);
    let mut members: BTreeMap<&str, BTreeMap<i64, usize>> = BTreeMap::new();
    for row in 0..rows.num_rows() {
        members.entry(ids.value(row)).or_default().insert(places.value(row), row);
    }
    let (mut names, mut shown, mut bodies, mut linked) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (id, members) in members {
        let told: Vec<usize> = members.into_values().collect();
        let of_story = |row: &usize| Some((articles.get(*row)?.clone(), analyses.get(*row)?.clone()));
        let (articles, analyses): (Vec<_>, Vec<_>) = told.iter().filter_map(of_story).unzip();
        let member = |(article, row): (usize, &usize)| Membership {
            article,
            similarity: similarities.value(*row),
            reason: reasons.value(*row).to_string(),
        };
        let story = Story { id: id.to_string(), members: told.iter().enumerate().map(member).collect() };
        let mut derivations: Vec<Derivation> = Vec::new();
        for (b, row) in told.iter().enumerate() {
            let found: Vec<TakenFrom> =
                serde_json::from_str(from.value(*row)).map_err(|error| unreadable("derivations", *row, error))?;
            for TakenFrom { article, derivation } in found {
                if let Some(a) = articles.iter().position(|earlier| earlier.id == article) {
                    derivations.push(Derivation { a, b, ..derivation });
                }
            }
        }
        derivations.sort_by_key(|derivation| (derivation.a, derivation.b));
        let collation = collate::collate(&story, &articles, &analyses, &derivations, &Limits::default());
        let relations = Relations { stories: vec![story], derivations, threads: Vec::new() };
        let report = view::report(&articles, &analyses, &relations, &[collation], Intake::default());
        for story in report.stories {
            names.push(id);
            linked.push(told.first().map_or("[]", |row| links.value(*row)));
            bodies.push(json(&story)?);
            shown.push(story);
        }
    }
    let counts = |of: fn(&view::Story) -> usize| -> ArrayRef {
        Arc::new(Int64Array::from_iter_values(shown.iter().map(|story| of(story) as i64)))
    };
    let columns: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(names)),
        Arc::new(StringArray::from_iter_values(shown.iter().map(|story| &story.title))),
        counts(|story| story.witnesses.len()),
        counts(|story| story.independent_texts),
        counts(|story| story.findings.len()),
        Arc::new(StringArray::from_iter_values(linked)),
        Arc::new(StringArray::from_iter_values(bodies)),
    ];
    batch(collated(), columns)
}
