//! The quotation lane: the readings of one utterance across the articles of a story, and of an article against itself.
//!
//! Quoted passages are gathered with what is known about each ([`utterance`]), candidates come from an index, pairs are
//! judged by speaker, occasion, time and wording ([`likeness`]), and the readings of each utterance are laid side by
//! side word by word ([`comparison`]).

mod comparison;
mod likeness;
mod utterance;

use super::align::candidates;
use super::limits::{self, Bounds};
use super::{Quotation, QuotationReading, ReadingRelation};
use crate::analyse::Analysis;
use crate::article::{Article, content_hash};
use crate::relate::{Derivation, Story};
use std::collections::BTreeMap;
use std::rc::Rc;
use utterance::Utterance;

/// Joins the quoted passages of a story into quotations with at least two readings, altered ones first.
/// `articles` is the whole collection, `analyses` parallel to it.
pub fn join(
    story: &Story,
    articles: &[Article],
    analyses: &[Analysis],
    derivations: &[Derivation],
    bounds: &Bounds,
) -> Vec<Quotation> {
    let utterances = utterance::utterances(story, articles, analyses);
    let groups = group(&utterances, bounds);
    let quotation = |group: &Group| quotation(&utterances, group, articles, derivations, bounds);
    let mut quotations: Vec<Quotation> = groups.iter().map(quotation).collect();
    let altered = |quotation: &Quotation| {
        quotation.comparisons.iter().any(|comparison| comparison.relation == ReadingRelation::Altered)
    };
    quotations.sort_by_cached_key(|quotation| {
        let first = quotation.readings.first().map(|reading| (reading.article, reading.spans.first().copied()));
        (!altered(quotation), first)
    });
    quotations
}

/// The readings of one utterance.
struct Group {
    /// Indexes into the utterances, in collection order.
    members: Vec<usize>,
    /// Why the first two were joined.
    why: String,
}

/// Groups utterances: equal wordings first, then the surest joins; a join that any two members rule out is not made.
fn group(utterances: &[Utterance], bounds: &Bounds) -> Vec<Group> {
    let mut wordings: BTreeMap<(Option<&str>, String), Vec<usize>> = BTreeMap::new();
    for (index, utterance) in utterances.iter().enumerate() {
        let form = utterance.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
        wordings.entry((utterance.speaker.as_deref(), form)).or_default().push(index);
    }
    // One utterance stands for all that print the same words of the same speaker: copies cost nothing.
    let mut wordings: Vec<Vec<usize>> = wordings.into_values().collect();
    wordings.sort();
    let first = |wording: &Vec<usize>| wording.first().and_then(|index| utterances.get(*index));
    let keys: Vec<Vec<Rc<str>>> =
        wordings.iter().map(|wording| first(wording).map(utterance_keys).unwrap_or_default()).collect();
    let mut joins = Vec::new();
    for (a, b) in candidates::candidates(&keys, bounds) {
        if let (Some(x), Some(y)) = (first(&wordings[a]), first(&wordings[b]))
            && let Some(join) = likeness::join(x, y)
        {
            joins.push((join, a, b));
        }
    }
    joins.sort_by(|(x, a, b), (y, c, d)| y.score.total_cmp(&x.score).then((a, b).cmp(&(c, d))));
    // Members that print the same words are joined to each other one by one: time and partners may rule it out.
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of: Vec<Option<usize>> = vec![None; wordings.len()];
    for (number, wording) in wordings.iter().enumerate() {
        let mut rest: Vec<usize> = Vec::new();
        let mut why = String::new();
        for index in wording {
            let reason = rest.first().and_then(|first| likeness::join(&utterances[*first], &utterances[*index]));
            if let Some(reason) = &reason
                && why.is_empty()
            {
                why.clone_from(&reason.why);
            }
            if rest.is_empty() || reason.is_some() {
                rest.push(*index);
            }
        }
        group_of[number] = Some(groups.len());
        groups.push(Group { members: rest, why });
    }
    for (join, a, b) in joins {
        let (Some(x), Some(y)) = (group_of[a], group_of[b]) else { continue };
        if x == y || !compatible(utterances, &groups[x].members, &groups[y].members) {
            continue;
        }
        let moved = std::mem::take(&mut groups[y].members);
        groups[x].members.extend(moved);
        if groups[x].why.is_empty() {
            groups[x].why = join.why;
        }
        group_of.iter_mut().filter(|group| **group == Some(y)).for_each(|group| *group = Some(x));
    }
    groups.retain(|group| group.members.len() > 1);
    groups.iter_mut().for_each(|group| group.members.sort_unstable());
    groups
}

/// The index keys of an utterance: its own content words and those of the sentence around it.
fn utterance_keys(utterance: &Utterance) -> Vec<Rc<str>> {
    let mut keys = candidates::keys(&utterance.words);
    keys.extend(utterance.speaker.iter().map(|speaker| Rc::from(format!("speaker {speaker}"))));
    keys.extend(utterance.surroundings.iter().map(|word| Rc::from(word.as_str())));
    keys.sort();
    keys.dedup();
    keys
}

/// Whether no two utterances of two groups rule each other out by time, partners or speaker. Large groups are judged
/// by their first members: they print the same words.
fn compatible(utterances: &[Utterance], a: &[usize], b: &[usize]) -> bool {
    const JUDGED: usize = 16;
    a.iter().take(JUDGED).all(|x| {
        b.iter().take(JUDGED).all(|y| match (utterances.get(*x), utterances.get(*y)) {
            (Some(x), Some(y)) => !likeness::ruled_out(x, y),
            _ => false,
        })
    })
}

/// The quotation a group makes.
fn quotation(
    utterances: &[Utterance],
    group: &Group,
    articles: &[Article],
    derivations: &[Derivation],
    bounds: &Bounds,
) -> Quotation {
    let members: Vec<&Utterance> = group.members.iter().filter_map(|index| utterances.get(*index)).collect();
    let names = members.iter().filter_map(|utterance| utterance.speaker_name.as_ref());
    let speaker = names.max_by_key(|name| (name.chars().count(), std::cmp::Reverse((*name).clone()))).cloned();
    let mut parts: Vec<String> = Vec::new();
    for utterance in &members {
        parts.push(articles.get(utterance.article).map_or_else(String::new, |article| article.id.clone()));
        parts.extend(utterance.spans.iter().map(|span| format!("{}-{}", span.start(), span.end())));
    }
    let most = bounds.limits.readings;
    bounds.cut(&limits::READINGS, usize::from(members.len() > most.saturating_add(1)));
    Quotation {
        id: content_hash(parts.iter().map(String::as_str)),
        speaker,
        readings: members.iter().map(|utterance| reading(utterance, articles)).collect(),
        comparisons: comparison::compare(&members, derivations, most),
        why: group.why.clone(),
    }
}

fn reading(utterance: &Utterance, articles: &[Article]) -> QuotationReading {
    let text = articles.get(utterance.article).map(|article| article.text.as_str()).unwrap_or_default();
    QuotationReading {
        article: utterance.article,
        spans: utterance.spans.clone(),
        context: utterance.context,
        marked: utterance.marked,
        said_by: utterance.source.map(|source| source.of(text).to_string()),
        circumstances: utterance.circumstances.clone(),
    }
}
