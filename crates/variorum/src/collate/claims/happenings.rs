//! That something took place: a witness says so by telling it or by speaking of it as done ("after his call with her").

use super::super::clauses::{self, Clause};
use super::super::events::{self, EventMention};
use super::super::meaning::{Concept, Meanings, Sense};
use super::super::scene::{Account, Scene};
use super::Candidate;
use super::details::same_time;
use crate::language::{Factuality, Polarity, TimeExpression, TimeKind};
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// Words a telling may have beside the event, the parties and the day ("phone", "on the margins").
const MORE_WORDS: usize = 1;

/// One candidate for each clause that tells an event which other accounts tell or speak of.
pub fn candidates(scene: &Scene, meanings: &Meanings, mentions: &[EventMention], clauses: &[Clause]) -> Vec<Candidate> {
    let mut told: BTreeMap<(&BTreeSet<usize>, &str), Vec<&EventMention>> = BTreeMap::new();
    let done: Vec<&EventMention> =
        mentions.iter().filter(|event| event.is_identified() && is_done(scene, event)).collect();
    let particular = particular_classes(&done);
    for event in &done {
        told.entry((&event.participants, family(&particular, event))).or_default().push(event);
    }
    let by_token: BTreeMap<(usize, usize), Vec<&Clause>> = clauses.iter().fold(BTreeMap::new(), |mut map, clause| {
        map.entry((clause.account, clause.predicate)).or_insert_with(Vec::new).push(clause);
        map
    });
    let mut found = Vec::new();
    for ((participants, _), mentions) in &told {
        let tellings =
            mentions.iter().flat_map(|event| by_token.get(&(event.account, event.token)).into_iter().flatten());
        for clause in tellings {
            if names_all(scene, clause, participants) && !says_more(scene, meanings, clause, participants) {
                found.extend(candidate(scene, meanings, clause, mentions));
            }
        }
    }
    found
}

/// The events that the same parties had, by class; what a general word ("conversation") does not mean is left out.
type Particular<'e> = BTreeMap<&'e BTreeSet<usize>, BTreeSet<&'static str>>;

fn particular_classes<'e>(done: &[&'e EventMention]) -> Particular<'e> {
    let mut classes = Particular::new();
    for event in done.iter().filter(|event| event.class != "talk" && events::may_be_one(event.class, "talk")) {
        classes.entry(&event.participants).or_default().insert(event.class);
    }
    classes
}

/// The class of an event; a general one ("conversation") is the only particular one that the same parties had.
fn family(particular: &Particular, event: &EventMention) -> &'static str {
    let known = particular.get(&event.participants).filter(|classes| event.class == "talk" && classes.len() == 1);
    known.and_then(|classes| classes.first().copied()).unwrap_or(event.class)
}

/// Whether an event is told or spoken of as one that took place.
fn is_done(scene: &Scene, event: &EventMention) -> bool {
    let Some(account) = scene.accounts.get(event.account) else { return false };
    let syntax = &account.analysis.reading.syntax;
    let Some(statement) = events::statement_around(account, event) else { return false };
    let asserted =
        statement.assertion.factuality == Factuality::Asserted && statement.assertion.polarity == Polarity::Positive;
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |word| word.of(account.text()));
    if syntax.is_verb(event.token) {
        let infinitive = syntax.tag(event.token).name() == "VB"
            || event.token.checked_sub(1).is_some_and(|before| word(before) == "to");
        return asserted && !infinitive;
    }
    let children: Vec<usize> = syntax.children(event.token).collect();
    let coming = children.iter().any(|child| events::is_to_come(&word(*child).to_lowercase()));
    let definite = children.iter().any(|child| {
        syntax.relation(*child).is("nmod:poss")
            || matches!(word(*child).to_lowercase().as_str(), "the" | "this" | "that")
    });
    let object = syntax.relation(event.token).is("obj");
    if events::is_occasion(account, event.token) {
        return !coming && asserted;
    }
    !coming && (definite && statement.assertion.factuality != Factuality::Conditional || object && asserted)
}

/// Whether a clause names everybody who takes part.
fn names_all(scene: &Scene, clause: &Clause, participants: &BTreeSet<usize>) -> bool {
    let Some(account) = scene.accounts.get(clause.account) else { return false };
    let named = events::people_in(scene, clause.account, account, clause.anchor);
    participants.is_subset(&named)
}

/// A telling with the other accounts that tell the same or speak of it, on no other day.
fn candidate(scene: &Scene, meanings: &Meanings, clause: &Clause, mentions: &[&EventMention]) -> Option<Candidate> {
    let own = scene.accounts.get(clause.account)?;
    let days = times(own, clause.anchor);
    let places: Vec<Sense> = beside(own, meanings, clause)
        .filter(|concept| matches!(concept.sense, Sense::Named(_) | Sense::Country { .. }))
        .map(|concept| concept.sense)
        .filter(|sense| !clause_people(mentions).iter().any(|person| Sense::of(*person) == *sense))
        .collect();
    let mut witnesses = BTreeMap::from([(clause.account, (clause.sentence, clause.anchor))]);
    let mut same_day: BTreeSet<usize> = BTreeSet::from([clause.account]);
    for event in mentions.iter().filter(|event| event.account != clause.account) {
        let Some(account) = scene.accounts.get(event.account) else { continue };
        let there = meanings.sentence(event.account, event.sentence);
        if !places.iter().all(|place| there.iter().any(|concept| concept.sense == *place)) {
            continue;
        }
        let statement = events::statement_around(account, event)?;
        let passage = statement.anchor.cover(event.anchor);
        let theirs = times(account, passage);
        let agrees = days.iter().all(|day| theirs.iter().any(|other| same_time(day, other)));
        let verb = account.analysis.reading.syntax.is_verb(event.token);
        // Who gives the day too is the better witness, then who tells it with a verb of its own.
        let better = !witnesses.contains_key(&event.account)
            || agrees && !same_day.contains(&event.account)
            || verb && !days.is_empty() && agrees;
        if agrees {
            same_day.insert(event.account);
        }
        if better {
            witnesses.insert(event.account, (event.sentence, passage));
        }
    }
    // A day that a witness does not give is not what all say: the shorter clause without it is.
    if !days.is_empty() {
        witnesses.retain(|account, _| same_day.contains(account));
    }
    (witnesses.len() > 1).then(|| Candidate {
        clause: clause.clone(),
        why: format!("{} articles tell it or speak of it as done; the same take part", witnesses.len()),
        witnesses,
    })
}

/// Those who take part in the event that all mentions are of.
fn clause_people<'e>(mentions: &[&'e EventMention]) -> &'e BTreeSet<usize> {
    static NOBODY: BTreeSet<usize> = BTreeSet::new();
    mentions.first().map_or(&NOBODY, |event| &event.participants)
}

/// The concepts of a clause that stand beside its subject: what describes those who take part ("who heads the union") is
/// no part of what happened.
fn beside<'m>(account: &'m Account, meanings: &'m Meanings, clause: &'m Clause) -> impl Iterator<Item = &'m Concept> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    meanings.sentence(clause.account, clause.sentence).iter().filter(move |concept| {
        let inside = layout.tokens.get(concept.token).is_some_and(|word| clause.anchor.contains(*word));
        inside && !clause.subjects.iter().any(|subject| syntax.is_under(concept.token, *subject))
    })
}

/// Whether a telling says more than that it took place, between whom, how and when.
fn says_more(scene: &Scene, meanings: &Meanings, clause: &Clause, participants: &BTreeSet<usize>) -> bool {
    let Some(account) = scene.accounts.get(clause.account) else { return true };
    let layout = &account.analysis.layout;
    let dated: Vec<Anchor> = times(account, clause.anchor).iter().map(|time| time.anchor).collect();
    let head =
        account.analysis.statements.get(clause.statement).and_then(|statement| clauses::head_of(account, statement));
    let more = beside(account, meanings, clause).filter(|concept| {
        let Some(word) = layout.tokens.get(concept.token) else { return false };
        let known = participants.iter().any(|person| Sense::of(*person) == concept.sense);
        !known
            && concept.token != clause.predicate
            && Some(concept.token) != head
            && !dated.iter().any(|date| date.overlaps(*word))
    });
    let figures = &account.analysis.reading.quantities;
    more.count() > MORE_WORDS || figures.iter().any(|figure| clause.anchor.contains(figure.anchor))
}

fn times(account: &Account, within: Anchor) -> Vec<TimeExpression> {
    let times = account.analysis.reading.times.iter();
    times
        .filter(|time| {
            within.contains(time.anchor) && !time.part_of_name && matches!(time.kind, TimeKind::Date | TimeKind::Time)
        })
        .cloned()
        .collect()
}
