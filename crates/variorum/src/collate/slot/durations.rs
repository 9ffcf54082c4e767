//! How long an event took.

use super::super::cues;
use super::super::events::{self, EventMention};
use super::super::scene::{Account, Scene};
use super::{Slot, Value};
use crate::analyse::Role;
use crate::language::{Factuality, Quantity, lemma};
use crate::text::lists;
use std::collections::{BTreeMap, BTreeSet};

/// Two lengths are told apart from a tenth of the longer on: people round.
const TOLERANCE: f64 = 0.1;

/// One slot for each event whose length at least one account gives.
pub fn slots(scene: &Scene, mentions: &[EventMention]) -> Vec<Slot> {
    let by_token: BTreeMap<(usize, usize), &EventMention> =
        mentions.iter().map(|mention| ((mention.account, mention.token), mention)).collect();
    let mut by_event: BTreeMap<BTreeSet<usize>, Vec<(&EventMention, Value)>> = BTreeMap::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for quantity in account.analysis.reading.quantities.iter().filter(|quantity| quantity.unit == "s") {
            if !account.is_intact_at(quantity.anchor) || is_distance(account, quantity) {
                continue;
            }
            let mention = measured(account, quantity)
                .and_then(|token| by_token.get(&(position, token)).copied())
                .or_else(|| stated_length(account, position, quantity, mentions));
            if let Some(mention) = mention.filter(|mention| mention.is_identified()) {
                let value = Value {
                    account: position,
                    anchor: quantity.anchor,
                    low: quantity.low,
                    high: quantity.high,
                    unit: quantity.unit.clone(),
                    tolerance: TOLERANCE,
                    factuality: super::counts::factuality_at(account, quantity.anchor).unwrap_or(Factuality::Asserted),
                };
                by_event.entry(mention.participants.clone()).or_default().push((mention, value));
            }
        }
    }
    by_event
        .into_values()
        .flat_map(super::by_class)
        .filter_map(|(class, group)| {
            let subject = super::subject_of_class(scene, class, &group)?;
            let reasons: BTreeSet<&str> = group.iter().map(|(mention, _)| mention.reason).collect();
            let reasons: Vec<&str> = reasons.into_iter().collect();
            Some(Slot {
                attribute: "duration",
                rule: "slot/duration",
                same_event: format!("the same two take part, {}: {subject}", reasons.join(" or ")),
                same_attribute: "how long it lasted, in seconds".into(),
                subject,
                values: group.into_iter().map(|(_, value)| value).collect(),
                grows: false,
            })
        })
        .collect()
}

/// Whether a duration says when, not how long.
fn is_distance(account: &Account, quantity: &Quantity) -> bool {
    let text = account.text();
    let after = text.get(quantity.anchor.end()..).unwrap_or_default();
    let next = after.split(|character: char| !character.is_alphabetic()).find(|word| !word.is_empty());
    let before = text.get(..quantity.anchor.start()).unwrap_or_default();
    let previous = before.split(|character: char| !character.is_alphabetic()).rfind(|word| !word.is_empty());
    let adjacent = after.starts_with([' ', '-']);
    (adjacent && next.is_some_and(|word| cues::is("ago", word)))
        || previous.is_some_and(|word| cues::is("within", &word.to_lowercase()))
}

/// The event word that a duration measures, by the parse: "the 90-minute call", "the call lasted 90 minutes", "spoke for
/// two hours".
pub fn measured(account: &Account, quantity: &Quantity) -> Option<usize> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let tokens = layout.tokens_in(quantity.anchor);
    let head = tokens.clone().find(|token| syntax.head(*token).is_none_or(|head| !tokens.contains(&head)))?;
    let mut token = head;
    for _ in 0..3 {
        if events::class_of(account, token).is_some() {
            return Some(token);
        }
        let word = layout.tokens.get(token)?.of(account.text());
        let lasts = DURATION_VERBS.contains(lemma(word, syntax.tag(token)).as_ref());
        let copular = token == head && syntax.child_by(token, "cop").is_some();
        if lasts || copular {
            let statement =
                account.analysis.statements.iter().find(|statement| {
                    layout.tokens.get(token).is_some_and(|word| statement.predicate.contains(*word))
                })?;
            let subjects =
                statement.arguments.iter().filter(|argument| matches!(argument.role, Role::Agent | Role::Patient));
            // "The meeting, which took two hours": the noun that the clause hangs on.
            let meant = |subject: usize| match syntax.tag(subject).name().starts_with('W') {
                true => syntax.head(token).filter(|_| syntax.relation(token).is("acl:relcl")),
                false => Some(subject),
            };
            return subjects
                .flat_map(|subject| layout.tokens_in(subject.anchor).rev())
                .filter_map(meant)
                .find(|subject| events::class_of(account, *subject).is_some());
        }
        if token != head && syntax.is_verb(token) {
            return None;
        }
        token = syntax.head(token)?;
    }
    None
}

static DURATION_VERBS: std::sync::LazyLock<BTreeSet<&'static str>> = std::sync::LazyLock::new(|| {
    let list = lists::rows(include_str!("../../../../../data/collate/duration_verbs.txt"));
    list.filter_map(|fields| fields.first().copied()).collect()
});

/// Where the parse does not say what is measured: "… , revealed to have been an hour and a half in length" measures the
/// event named last before it.
fn stated_length<'m>(
    account: &Account,
    position: usize,
    quantity: &Quantity,
    mentions: &'m [EventMention],
) -> Option<&'m EventMention> {
    let (sentence, context) = account.sentence_of(quantity.anchor)?;
    let rest = account.text().get(quantity.anchor.end()..context.end())?.trim_start();
    if !["in length", "long"].iter().any(|cue| rest.starts_with(cue)) {
        return None;
    }
    let mut here = mentions.iter().filter(|mention| mention.account == position && mention.sentence == sentence);
    here.rfind(|mention| mention.anchor.end() <= quantity.anchor.start())
}
