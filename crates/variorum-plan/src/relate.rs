//! The second stage: which articles belong together.

use crate::columns::{batch, json, read_analyses, read_articles, related};
use crate::stage::Error;
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray, UInt64Array};
use arrow_select::take::take_record_batch;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use variorum::relate::{self, Derivation, Membership, collection_order};

/// A derivation from an earlier article of the story.
#[derive(Serialize, Deserialize)]
pub struct TakenFrom {
    /// Id of the earlier article.
    pub article: String,
    pub derivation: Derivation,
}

/// A link of a story to an earlier one.
#[derive(Serialize)]
struct Link<'s> {
    story: &'s str,
    ordered: bool,
    similarity: f64,
    reason: &'s str,
}

/// Groups all articles into stories; the rows come story by story, in their order inside it.
pub fn relate(rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let (articles, analyses) = (read_articles(rows)?, read_analyses(rows)?);
    let mut told: Vec<(usize, _, _)> = articles
        .into_iter()
        .zip(analyses)
        .enumerate()
        .map(|(row, (article, analysis))| (row, article, analysis))
        .collect();
    told.sort_by(|(_, a, _), (_, b, _)| collection_order(a, b));
    told.dedup_by(|(_, a, _), (_, b, _)| a.id == b.id);
    let (mut places, mut articles, mut analyses) = (Vec::new(), Vec::new(), Vec::new());
    for (row, article, analysis) in told {
        places.push(row as u64);
        articles.push(article);
        analyses.push(analysis);
    }
    let relations = relate::relate(&articles, &analyses);
    let (mut kept, mut stories, mut members) = (Vec::<u64>::new(), Vec::new(), Vec::<&Membership>::new());
    let (mut numbers, mut derivations, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for (story_number, story) in relations.stories.iter().enumerate() {
        let inside = |article: usize| story.members.iter().any(|member| member.article == article);
        for (number, member) in story.members.iter().enumerate() {
            kept.extend(places.get(member.article));
            stories.push(story.id.as_str());
            numbers.push(number as i64);
            members.push(member);
            let from = relations.derivations.iter().filter(|found| found.b == member.article && inside(found.a));
            let from: Vec<TakenFrom> = from
                .filter_map(|found| {
                    let article = articles.get(found.a)?.id.clone();
                    // Inside the row the two articles are 0 and 1: places in a collection mean nothing elsewhere.
                    Some(TakenFrom { article, derivation: Derivation { a: 0, b: 1, ..found.clone() } })
                })
                .collect();
            derivations.push(json(&from)?);
            let of_story = relations.threads.iter().filter(|link| number == 0 && link.later == story_number);
            let of_story: Vec<Link<'_>> = of_story
                .filter_map(|link| {
                    let story = relations.stories.get(link.earlier)?.id.as_str();
                    Some(Link { story, ordered: link.ordered, similarity: link.similarity, reason: &link.reason })
                })
                .collect();
            links.push(json(&of_story)?);
        }
    }
    let rows = take_record_batch(rows, &UInt64Array::from(kept))?;
    let mut columns: Vec<ArrayRef> = rows.columns().to_vec();
    columns.push(Arc::new(StringArray::from_iter_values(stories)));
    columns.push(Arc::new(Int64Array::from(numbers)));
    columns.push(Arc::new(Float64Array::from_iter_values(members.iter().map(|member| member.similarity))));
    columns.push(Arc::new(StringArray::from_iter_values(members.iter().map(|member| &member.reason))));
    columns.push(Arc::new(StringArray::from_iter_values(derivations)));
    columns.push(Arc::new(StringArray::from_iter_values(links)));
    batch(related(), columns)
}
