//! The timeline: dated happenings by day; what could not be resolved is listed as such.

use super::claims::REPORTED;
use super::finding::{Evidence, TimelineItem};
use super::propositions::{Proposition, SentenceIndex};
use super::scene::Scene;
use crate::language::{TimeExpression, TimeKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Items shown of one story at most.
const SHOWN: usize = 80;
/// Sentences of other articles looked at.
const CANDIDATES: usize = 24;
/// Longer than this many days is a period, not a day in a timeline.
const LONGEST: i32 = 31;

/// What joins dated sentences of one day: the days, the wording of an unresolved one, account and sentence.
type Place = (Option<(Date, Date)>, String, usize, usize);

/// One dated sentence.
struct Dated {
    days: Option<(Date, Date)>,
    account: usize,
    sentence: usize,
    reason: String,
    evidence: Evidence,
}

/// The timeline of a story: by day, unresolved dates last in collection order.
pub fn timeline(scene: &Scene, propositions: &[Proposition], index: &SentenceIndex) -> Vec<TimelineItem> {
    let mut dated: Vec<Dated> = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for time in account.analysis.reading.times.iter().filter(|time| is_a_day(time)) {
            let Some((sentence, context)) = account.sentence_of(time.anchor) else { continue };
            let clause = account
                .analysis
                .statements
                .iter()
                .filter(|statement| statement.anchor.contains(time.anchor))
                .map(|statement| statement.anchor)
                .min_by_key(|anchor| anchor.length());
            let passage = clause.unwrap_or(context);
            if let Some(evidence) = scene.evidence(position, passage, Some(time.value.clone())) {
                let reason = time.reason.clone();
                dated.push(Dated { days: time.days, account: position, sentence, reason, evidence });
            }
        }
    }
    join(scene, propositions, index, dated)
}

/// Whether a time expression names a day (or a few) on which something happens.
fn is_a_day(time: &TimeExpression) -> bool {
    let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time);
    match time.days {
        Some((first, last)) => {
            let length = first.until(last).map(|span| span.get_days()).unwrap_or(i32::MAX);
            dated && length <= LONGEST
        }
        None => dated && time.value.starts_with("XXXX"),
    }
}

/// Joins dated sentences of one day that report each other.
fn join(scene: &Scene, propositions: &[Proposition], index: &SentenceIndex, dated: Vec<Dated>) -> Vec<TimelineItem> {
    let mut whole: BTreeMap<(usize, usize), &Proposition> = BTreeMap::new();
    for proposition in propositions {
        let longest = whole.entry((proposition.account, proposition.sentence)).or_insert(proposition);
        if proposition.anchor.length() > longest.anchor.length() {
            *longest = proposition;
        }
    }
    let mut items: Vec<TimelineItem> = Vec::new();
    let mut item_of: BTreeMap<Place, usize> = BTreeMap::new();
    for entry in dated {
        // Unresolved expressions join only where they are worded with the same value.
        let label = if entry.days.is_some() { String::new() } else { entry.evidence.value.clone().unwrap_or_default() };
        let mut home = item_of.get(&(entry.days, label.clone(), entry.account, entry.sentence)).copied();
        if let (None, Some(proposition)) = (home, whole.get(&(entry.account, entry.sentence))) {
            home = index
                .reports(scene, proposition, CANDIDATES)
                .into_iter()
                .filter(|(_, report)| report.score >= REPORTED)
                .find_map(|(account, report)| {
                    item_of.get(&(entry.days, label.clone(), account, report.sentence)).copied()
                });
        }
        let number = home.unwrap_or(items.len());
        item_of.insert((entry.days, label, entry.account, entry.sentence), number);
        match items.get_mut(number) {
            Some(item) if item.witnesses.iter().all(|witness| witness.article != entry.evidence.article) => {
                item.witnesses.push(entry.evidence);
            }
            Some(_) => {}
            None => {
                items.push(TimelineItem { days: entry.days, witnesses: vec![entry.evidence], reason: entry.reason })
            }
        }
    }
    // Of too many, those with most witnesses stay.
    items.sort_by_key(|item| std::cmp::Reverse(item.witnesses.len()));
    items.truncate(SHOWN);
    items.sort_by_key(|item| {
        let place = item.witnesses.first().map(|witness| (witness.article, witness.anchor));
        (item.days.is_none(), item.days, place)
    });
    items
}
