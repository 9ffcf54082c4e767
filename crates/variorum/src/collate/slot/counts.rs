//! How many, how much: quantities of clauses that report the same thing.

use super::super::cues;
use super::super::limits;
use super::super::propositions::{Proposition, SentenceIndex};
use super::super::scene::{Account, Scene};
use super::super::words::{self, Word};
use super::{Slot, Value};
use crate::analyse::{Role, Statement};
use crate::language::{Approximation, Factuality, Quantity, Relation};
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};

/// Two clauses of one predicate must cover each other's other words so far, both ways.
const ALIKE: f32 = 0.5;
/// Two clauses of different predicates so far.
const ALIKE_WITHOUT_PREDICATE: f32 = 0.65;
/// What happened to people ("injured") tells more than a predicate: the sentences need share only this.
const ALIKE_WITH_STATUS: f32 = 0.3;
/// Units that are not compared: a person's age in a story is background.
const SKIPPED_UNITS: &[&str] = &["year_of_age"];

/// A clause with exactly one quantity of its unit and counted noun.
struct Measured<'s> {
    account: usize,
    statement: &'s Statement,
    quantity: &'s Quantity,
    /// Stem of the counted noun, or the status of those counted.
    counted: String,
    /// Stem of the counted noun, where there is one: of the dead, "soldiers" are not "fighters".
    noun: Option<String>,
    /// Whether the noun stands before the count: "the number of injured at 14".
    counted_before: bool,
    /// Content words of the clause without the quantity.
    words: Vec<Word>,
    /// Content words of the sentence without the quantity.
    sentence_words: Vec<Word>,
    /// Who says it, where somebody does.
    said_by: Option<String>,
}

/// One slot for each pair (or more) of clauses that say the same of the same and hold one quantity each.
pub fn slots(scene: &Scene, propositions: &[Proposition], index: &SentenceIndex) -> Vec<Slot> {
    let measured = measured(scene);
    let mut by_sentence: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut by_account: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, item) in measured.iter().enumerate() {
        by_account.entry(item.account).or_default().push(number);
        by_sentence.entry((item.account, item.statement.sentence)).or_default().push(number);
    }
    let by_place: BTreeMap<(usize, Anchor), &Proposition> =
        propositions.iter().map(|proposition| ((proposition.account, proposition.anchor), proposition)).collect();
    let mut slots = Vec::new();
    let mut joined: BTreeSet<usize> = BTreeSet::new();
    for (number, item) in measured.iter().enumerate() {
        if joined.contains(&number) {
            continue;
        }
        let Some(proposition) = by_place.get(&(item.account, item.statement.anchor)) else { continue };
        let mut members = vec![number];
        for place in index.candidates(scene, item.account, &proposition.words, &limits::FIGURE_SENTENCES) {
            let fitting: Vec<usize> = by_sentence
                .get(&place)
                .into_iter()
                .flatten()
                .copied()
                .filter(|other| measured.get(*other).is_some_and(|other| is_same_slot(scene, item, other)))
                .collect();
            // Gate G4: two that fit on one side are ambiguous.
            if let [only] = fitting.as_slice() {
                members.push(*only);
            }
        }
        let own = by_account.get(&item.account).into_iter().flatten().copied();
        members.extend(own.filter(|own| measured.get(*own).is_some_and(|other| is_rival(scene, item, other))));
        members.sort_unstable();
        members.dedup();
        if members.len() < 2 {
            continue;
        }
        joined.extend(&members);
        let of_many =
            |member: &usize| measured.get(*member).is_some_and(|item| is_one_of_many(item, &measured, &members));
        let slot = slot(scene, &measured, item, &members);
        slots.extend(slot.filter(|slot| super::groups(&slot.values).len() < 2 || !members.iter().any(of_many)));
    }
    slots
}

fn slot(scene: &Scene, measured: &[Measured], first: &Measured, members: &[usize]) -> Option<Slot> {
    let account = scene.accounts.get(first.account)?;
    let counted = first.quantity.counted.map_or("", |counted| counted.of(account.text()));
    let names: Vec<&str> = scene
        .who
        .inside(first.account, account, first.statement.anchor)
        .into_iter()
        .filter_map(|number| Some(scene.who.known(number)?.name.as_str()))
        .collect();
    let attribute = match first.quantity.unit.as_str() {
        "count" | "ratio" => "number",
        "s" => "duration",
        unit if unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase()) => "amount",
        _ => "number",
    };
    Some(Slot {
        attribute,
        rule: if attribute == "amount" { "slot/amount" } else { "slot/count" },
        subject: subject(first.statement.predicate.of(account.text()), counted, &names),
        same_event: format!("the clauses cover each other's words to {:.0} % or more", ALIKE * 100.0),
        same_attribute: format!("the same is counted ({counted}) by the same predicate ({})", first.statement.lemma),
        values: members
            .iter()
            .filter_map(|member| measured.get(*member))
            .map(|item| Value {
                account: item.account,
                anchor: item.quantity.anchor,
                low: item.quantity.low,
                high: item.quantity.high,
                unit: item.quantity.unit.clone(),
                tolerance: if item.quantity.approximation == Approximation::Exact { 0.0 } else { 0.05 },
                factuality: item.statement.assertion.factuality,
            })
            .collect(),
        grows: matches!(first.quantity.unit.as_str(), "count" | "ratio"),
    })
}

/// "carrying passengers · Selma": what is done, what is counted, who is named, each where there is one.
fn subject(predicate: &str, counted: &str, names: &[&str]) -> String {
    let what = [predicate, counted].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if names.is_empty() { what } else { format!("{what} · {}", names.join(", ")) }
}

/// The clauses that hold exactly one comparable quantity of a kind.
fn measured<'s>(scene: &'s Scene) -> Vec<Measured<'s>> {
    let mut found = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let quantities = &account.analysis.reading.quantities;
        for statement in &account.analysis.statements {
            if !account.is_intact_at(statement.anchor)
                || matches!(statement.assertion.factuality, Factuality::Asked | Factuality::Conditional)
            {
                continue;
            }
            for index in &statement.quantities {
                let Some(quantity) = quantities.get(*index) else { continue };
                let Some(counted) = counted(account, quantity) else { continue };
                // How long an event took is compared by event, and "the two leaders" counts nobody.
                if quantity.unit == "s" && super::durations::measured(account, quantity).is_some()
                    || is_known_pair(account, quantity)
                {
                    continue;
                }
                let same_kind = |other: &usize| {
                    quantities.get(*other).is_some_and(|other| {
                        other.unit == quantity.unit
                            && self::counted(account, other).as_deref() == Some(counted.as_str())
                    })
                };
                if statement.quantities.iter().filter(|other| same_kind(other)).count() != 1 {
                    continue;
                }
                let Some((_, sentence)) = account.sentence_of(quantity.anchor) else { continue };
                if is_added(account, quantity, statement) {
                    continue;
                }
                found.push(Measured {
                    account: position,
                    statement,
                    quantity,
                    noun: noun(account, quantity),
                    counted_before: quantity.counted.is_none() && quantity.status.is_none() && quantity.unit == "count",
                    counted,
                    words: scene.words_outside(position, statement.anchor, quantity.anchor),
                    sentence_words: scene.words_outside(position, sentence, quantity.anchor),
                    said_by: scene.speaker(position, quantity.anchor),
                });
            }
        }
    }
    found
}

/// Whether so many come to others: "three more deaths", "is also offering a reward".
fn is_added(account: &Account, quantity: &Quantity, statement: &Statement) -> bool {
    let after = account.text().get(quantity.anchor.end()..).unwrap_or_default();
    let next = words::words_of(after.get(..after.len().min(24)).unwrap_or_default());
    let predicate = account.text().get(statement.anchor.start()..quantity.anchor.start()).unwrap_or_default();
    next.first().is_some_and(|word| cues::is("increment", word))
        || words::words_of(predicate).iter().any(|word| cues::is("besides", word))
}

/// Whether a small number stands behind "the", "these", "both" or a possessive: it says which are meant, not how many.
fn is_known_pair(account: &Account, quantity: &Quantity) -> bool {
    const SMALL: f64 = 3.0;
    let before = account.text().get(..quantity.anchor.start()).unwrap_or_default();
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    quantity.unit == "count" && quantity.status.is_none() && quantity.low <= SMALL && cues::is("definite", &word)
}

/// The stem of the noun that is counted.
fn noun(account: &Account, quantity: &Quantity) -> Option<String> {
    let words = words::words_of(quantity.counted?.of(account.text()));
    words.last().map(|noun| words::stem(noun))
}

/// What is counted: the status of people, or the stem of the noun; `None` where neither is known and for units that
/// are compared elsewhere.
fn counted(account: &Account, quantity: &Quantity) -> Option<String> {
    if SKIPPED_UNITS.contains(&quantity.unit.as_str()) {
        return None;
    }
    if let Some(status) = &quantity.status {
        return Some(status.clone());
    }
    match quantity.counted {
        Some(_) => noun(account, quantity),
        None if quantity.unit == "count" => counted_before(account, quantity),
        None => Some(quantity.unit.clone()),
    }
}

/// What happened to those whose number a clause gives: "put the number of injured at 14".
fn counted_before(account: &Account, quantity: &Quantity) -> Option<String> {
    let (_, sentence) = account.sentence_of(quantity.anchor)?;
    let before = account.text().get(sentence.start()..quantity.anchor.start())?;
    let (_, rest) = before.rsplit_once("number of ")?;
    let words = words::words_of(rest);
    // Between the noun and its count stand a verb and a preposition at most.
    let mut statuses = lists::rows(include_str!("../../../../../data/counted_statuses.tsv"));
    let word = words.first().filter(|_| words.len() <= 4)?;
    statuses
        .find(|fields| fields.first() == Some(&word.as_str()))
        .and_then(|fields| fields.get(2).map(ToString::to_string))
}

/// Whether the clauses of two articles say the same of the same: one thing counted, shared names, and words that cover
/// each other, the more the less else speaks for it.
fn is_same_slot(scene: &Scene, a: &Measured, b: &Measured) -> bool {
    if a.account == b.account || !is_same_measure(a, b) {
        return false;
    }
    let (Some(first), Some(second)) = (scene.accounts.get(a.account), scene.accounts.get(b.account)) else {
        return false;
    };
    let names_a = scene.who.inside(a.account, first, a.statement.anchor);
    let names_b = scene.who.inside(b.account, second, b.statement.anchor);
    if !names_a.is_subset(&names_b) && !names_b.is_subset(&names_a) || !is_same_scope(scene, (first, a), (second, b)) {
        return false;
    }
    if a.quantity.status.is_some() {
        return alike(scene, &a.sentence_words, &b.sentence_words) >= ALIKE_WITH_STATUS;
    }
    let same_predicate = words::stem(&a.statement.lemma) == words::stem(&b.statement.lemma);
    let least = if same_predicate { ALIKE } else { ALIKE_WITHOUT_PREDICATE };
    a.words.len().min(b.words.len()) >= 3 && alike(scene, &a.words, &b.words) >= least
}

/// Whether two counts reach as far: what is counted "worldwide" is not what is counted where nothing is said.
fn is_same_scope(scene: &Scene, (first, a): (&Account, &Measured), (second, b): (&Account, &Measured)) -> bool {
    let scope = |account: &Account, item: &Measured| -> BTreeSet<String> {
        let clause = item.statement.anchor.of(account.text());
        words::words_of(clause).into_iter().filter(|word| cues::is("scope", word)).collect()
    };
    let (here, there) = (scope(first, a), scope(second, b));
    let names = |account: &Account, item: &Measured| -> BTreeSet<usize> {
        scene.who.inside(item.account, account, item.statement.anchor).into_iter().collect()
    };
    here == there && (here.is_empty() || names(first, a) == names(second, b))
}

/// Gate G4: whether the article of a clause has the same predicate with another value of the same measure, which no other
/// party gives: "won the district by 11 points", "won the state by 20 points".
fn is_one_of_many(item: &Measured, measured: &[Measured], members: &[usize]) -> bool {
    let others = measured.iter().enumerate().filter(|(number, other)| {
        let rival = members.contains(number) && other.said_by != item.said_by;
        other.account == item.account && !rival && other.quantity.anchor != item.quantity.anchor
    });
    others.map(|(_, other)| other).any(|other| {
        is_same_measure(item, other)
            && words::stem(&item.statement.lemma) == words::stem(&other.statement.lemma)
            && item.quantity.relation(other.quantity) == Some(Relation::Disjoint)
    })
}

/// Whether two clauses of one article are the accounts of two parties of the same figure.
fn is_rival(scene: &Scene, a: &Measured, b: &Measured) -> bool {
    if a.account != b.account || a.quantity.anchor == b.quantity.anchor || !is_same_measure(a, b) {
        return false;
    }
    let parties = || !is_no_party(scene, a) && !is_no_party(scene, b);
    let side_by_side = a.statement.sentence.abs_diff(b.statement.sentence) <= 1;
    let two_parties = matches!((&a.said_by, &b.said_by), (Some(one), Some(other)) if one != other);
    // An article that gives two counts of the dead in one breath sets one source beside another: two who speak, or one who
    // "put the number of dead at 14".
    let gives =
        |item: &Measured| item.said_by.is_some() || item.quantity.counted.is_none() && has_named_agent(scene, item);
    if a.quantity.status.is_some() || a.counted_before || b.counted_before {
        return side_by_side && a.said_by != b.said_by && gives(a) && gives(b) && parties();
    }
    let same_predicate = words::stem(&a.statement.lemma) == words::stem(&b.statement.lemma);
    two_parties
        && same_predicate
        && !speaks_of_itself(scene, a)
        && !speaks_of_itself(scene, b)
        && alike(scene, &a.words, &b.words) >= ALIKE
        && parties()
}

/// Whether somebody who is named does what a clause tells.
fn has_named_agent(scene: &Scene, item: &Measured) -> bool {
    let Some(account) = scene.accounts.get(item.account) else { return false };
    let mut agents = item.statement.arguments.iter().filter(|argument| argument.role == Role::Agent);
    agents.any(|agent| !scene.who.inside(item.account, account, agent.anchor).is_empty())
}

/// Whether who says a figure is no party (a poll, an earlier version), or the sentence sets an earlier count beside a
/// later one.
fn is_no_party(scene: &Scene, item: &Measured) -> bool {
    let said_by = item.said_by.as_deref().unwrap_or_default();
    let sentence = scene
        .accounts
        .get(item.account)
        .and_then(|account| Some(account.sentence_of(item.quantity.anchor)?.1.of(account.text())));
    words::words_of(said_by).iter().any(|word| cues::is("no_party", word))
        || words::words_of(sentence.unwrap_or_default()).iter().any(|word| cues::is("in_turn", word))
}

/// Whether a clause has a pronoun for who does it: "EDF said it would invest a billion" is no figure of another's.
fn speaks_of_itself(scene: &Scene, item: &Measured) -> bool {
    let Some(account) = scene.accounts.get(item.account) else { return true };
    let mut agents = item.statement.arguments.iter().filter(|argument| argument.role == Role::Agent);
    let own = |agent: &str| words::words_of(agent).first().is_some_and(|word| cues::is("own", word));
    agents.any(|agent| own(agent.anchor.of(account.text())))
}

/// Whether two quantities count the same in the same unit, both affirmed or both denied.
fn is_same_measure(a: &Measured, b: &Measured) -> bool {
    a.quantity.unit == b.quantity.unit
        && a.counted == b.counted
        && (a.noun.is_none() || b.noun.is_none() || a.noun == b.noun)
        && a.statement.assertion.polarity == b.statement.assertion.polarity
}

/// How far two lists of words cover each other, both ways.
fn alike(scene: &Scene, a: &[Word], b: &[Word]) -> f32 {
    scene.covers(a, b).min(scene.covers(b, a))
}

/// The factuality of the innermost statement around a passage.
pub fn factuality_at(account: &Account, anchor: Anchor) -> Option<Factuality> {
    let statements = account.analysis.statements.iter().filter(|statement| statement.anchor.contains(anchor));
    statements.min_by_key(|statement| statement.anchor.length()).map(|statement| statement.assertion.factuality)
}
