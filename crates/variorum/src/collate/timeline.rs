//! The timeline: dated happenings by day, each once; what could not be resolved is listed as such.

use super::clauses::{head_of, is_reporting};
use super::events::EventMention;
use super::finding::{Claim, Evidence, TimelineItem};
use super::limits;
use super::propositions::{self, Proposition, SentenceIndex};
use super::scene::{Account, Scene};
use crate::language::{TimeExpression, TimeKind};
use crate::text::Anchor;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// From this score on two dated sentences tell one happening, when they give one day.
const SAME_HAPPENING: f32 = 0.55;
/// Longer than this many days is a period, not a day in a timeline.
const LONGEST: i32 = 31;

/// When: the days, or the value of an expression that could not be resolved.
type When = (Option<(Date, Date)>, String);

/// One dated sentence.
struct Dated {
    when: When,
    account: usize,
    sentence: usize,
    reason: String,
    evidence: Evidence,
}

/// The timeline of a story: by day, unresolved dates last in collection order.
pub fn timeline(
    scene: &Scene,
    events: &[EventMention],
    propositions: &[Proposition],
    index: &SentenceIndex,
    claims: &[Claim],
) -> Vec<TimelineItem> {
    let mut dated: Vec<Dated> = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for time in account.analysis.reading.times.iter().filter(|time| is_a_day(time)) {
            let Some((sentence, context)) = account.sentence_of(time.anchor) else { continue };
            // The day of a dateline, or of a line without a verb, says of nothing when it was.
            if !account.analysis.statements.iter().any(|statement| statement.sentence == sentence) {
                continue;
            }
            let passage = passage(account, sentence, time.anchor).unwrap_or(context);
            let words = time.anchor.of(account.text()).to_string();
            if let Some(evidence) = scene.evidence(position, passage, Some(words)) {
                let when = (time.days, if time.days.is_some() { String::new() } else { time.value.clone() });
                let reason = match time.days {
                    Some(_) => time.reason.clone(),
                    None => why_not(time).to_string(),
                };
                dated.push(Dated { when, account: position, sentence, reason, evidence });
            }
        }
    }
    join(&Happenings::of(scene, events, propositions, index, claims), dated)
}

/// Why an expression names no date, in plain words.
fn why_not(time: &TimeExpression) -> &str {
    let reason = time.reason.strip_prefix("unresolved: ").unwrap_or(&time.reason);
    if reason == "no publication day" || reason.is_empty() { "the article gives no day of publication" } else { reason }
}

/// The shortest clause with a subject and a finite verb that a day stands in. What only says when somebody spoke dates
/// what is said, so the sentence is shown.
fn passage(account: &Account, sentence: usize, time: Anchor) -> Option<Anchor> {
    let syntax = &account.analysis.reading.syntax;
    let statements = account.analysis.statements.iter().filter(|statement| {
        statement.sentence == sentence && statement.anchor.contains(time) && !is_reporting(account, statement)
    });
    let whole = statements.filter(|statement| {
        let Some(head) = head_of(account, statement) else { return false };
        let finite = account.analysis.layout.tokens_in(statement.predicate).any(|token| syntax.tag(token).is_finite());
        let subject = syntax.child_by(head, "nsubj").and_then(|subject| account.analysis.layout.tokens.get(subject));
        let named = syntax.child_by(head, "nsubj").is_some_and(|subject| syntax.is_noun(subject));
        finite && named && subject.is_some_and(|subject| statement.anchor.contains(*subject))
    });
    whole.map(|statement| statement.anchor).min_by_key(|anchor| anchor.length())
}

/// Whether a time expression names a day (or a few) on which something happens.
fn is_a_day(time: &TimeExpression) -> bool {
    let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && !time.part_of_name;
    match time.days {
        Some((first, last)) => {
            let length = first.until(last).map(|span| span.get_days()).unwrap_or(i32::MAX);
            dated && length <= LONGEST
        }
        None => dated && time.value.starts_with("XXXX"),
    }
}

/// What tells that two sentences speak of one happening.
struct Happenings<'s, 'a> {
    scene: &'s Scene<'a>,
    index: &'s SentenceIndex,
    /// The whole sentence, by account and sentence.
    whole: BTreeMap<(usize, usize), &'s Proposition>,
    /// Claims and identified events of a sentence.
    shared: BTreeMap<(usize, usize), BTreeSet<String>>,
}

impl<'s, 'a> Happenings<'s, 'a> {
    fn of(
        scene: &'s Scene<'a>,
        events: &[EventMention],
        propositions: &'s [Proposition],
        index: &'s SentenceIndex,
        claims: &[Claim],
    ) -> Happenings<'s, 'a> {
        let mut whole: BTreeMap<(usize, usize), &Proposition> = BTreeMap::new();
        for proposition in propositions {
            let longest = whole.entry((proposition.account, proposition.sentence)).or_insert(proposition);
            if proposition.anchor.length() > longest.anchor.length() {
                *longest = proposition;
            }
        }
        let mut shared: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
        for event in events.iter().filter(|event| event.is_identified()) {
            let name = format!("{:?}", event.participants);
            shared.entry((event.account, event.sentence)).or_default().insert(name);
        }
        for witness in claims.iter().flat_map(|claim| claim.witnesses.iter().map(move |witness| (claim, witness))) {
            let (claim, witness) = witness;
            let place = scene
                .position_of(witness.article)
                .and_then(|position| Some((position, scene.accounts.get(position)?.sentence_of(witness.anchor)?.0)));
            if let Some(place) = place {
                shared.entry(place).or_default().insert(claim.id.clone());
            }
        }
        Happenings { scene, index, whole, shared }
    }

    /// The number of the first sentence of another account that speaks of the same happening, among those numbered.
    fn like(&self, account: usize, sentence: usize, number: impl Fn(usize, usize) -> Option<usize>) -> Option<usize> {
        let proposition = self.whole.get(&(account, sentence))?;
        let mut places = self.index.candidates(self.scene, account, &proposition.words, &limits::PASSAGE_SENTENCES);
        // An account without a numbered sentence need not be looked at.
        let numbered = places.iter().filter(|(account, sentence)| number(*account, *sentence).is_some());
        let accounts: BTreeSet<usize> = numbered.map(|(account, _)| *account).collect();
        places.retain(|(account, _)| accounts.contains(account));
        let reports = propositions::best_of(self.scene, proposition, places).into_iter();
        reports
            .filter(|(_, report)| report.score >= SAME_HAPPENING)
            .find_map(|(account, report)| number(account, report.sentence))
    }
}

/// Joins dated sentences of one day that speak of one happening.
fn join(happenings: &Happenings, dated: Vec<Dated>) -> Vec<TimelineItem> {
    let mut items: Vec<TimelineItem> = Vec::new();
    // The items of one day, and the items by the day and what their sentences share.
    let mut of_sentence: BTreeMap<(&When, usize, usize), usize> = BTreeMap::new();
    let mut of_shared: BTreeMap<(&When, &str), usize> = BTreeMap::new();
    for entry in &dated {
        let place = (entry.account, entry.sentence);
        let shared = happenings.shared.get(&place);
        let home = of_sentence.get(&(&entry.when, entry.account, entry.sentence)).copied();
        let home = home.or_else(|| {
            let mut shared = shared.into_iter().flatten();
            shared.find_map(|name| of_shared.get(&(&entry.when, name.as_str())).copied())
        });
        let home = home.or_else(|| {
            let number = |account, sentence| of_sentence.get(&(&entry.when, account, sentence)).copied();
            happenings.like(entry.account, entry.sentence, number)
        });
        let number = home.unwrap_or(items.len());
        of_sentence.insert((&entry.when, entry.account, entry.sentence), number);
        for name in shared.into_iter().flatten() {
            of_shared.entry((&entry.when, name.as_str())).or_insert(number);
        }
        match items.get_mut(number) {
            Some(item) if item.witnesses.iter().all(|witness| witness.article != entry.evidence.article) => {
                item.witnesses.push(entry.evidence.clone());
            }
            Some(_) => {}
            None => items.push(TimelineItem {
                days: entry.when.0,
                witnesses: vec![entry.evidence.clone()],
                reason: entry.reason.clone(),
            }),
        }
    }
    // Of too many, those with most witnesses stay.
    items.sort_by_key(|item| std::cmp::Reverse(item.witnesses.len()));
    let bounds = &happenings.scene.bounds;
    bounds.cut(&limits::DATES, items.len().saturating_sub(bounds.limits.dates));
    items.truncate(bounds.limits.dates);
    items.sort_by_key(|item| {
        let place = item.witnesses.first().map(|witness| (witness.article, witness.anchor));
        (item.days.is_none(), item.days, place)
    });
    items
}
