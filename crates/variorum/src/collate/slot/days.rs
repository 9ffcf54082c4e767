//! On which day an event was.

use super::super::cues;
use super::super::events::EventMention;
use super::super::scene::Scene;
use super::super::words::words_of;
use super::{Slot, Value};
use crate::language::{Factuality, TimeKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One slot for each identified event whose day at least one account gives beside it.
pub fn slots(scene: &Scene, mentions: &[EventMention]) -> Vec<Slot> {
    let mut by_event: BTreeMap<(&'static str, &BTreeSet<usize>), Vec<Value>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.is_identified()) {
        let Some(account) = scene.accounts.get(mention.account) else { continue };
        let reading = &account.analysis.reading;
        let statement = account
            .analysis
            .statements
            .iter()
            .filter(|statement| statement.sentence == mention.sentence && statement.anchor.contains(mention.anchor))
            .min_by_key(|statement| statement.anchor.length());
        let Some(statement) = statement else { continue };
        // More than one day in a clause, or a day that hangs on another word, does not say which day the event was.
        let [time] = statement.times.as_slice() else { continue };
        let Some(time) = reading.times.get(*time).filter(|time| time.kind == TimeKind::Date) else { continue };
        let Some((first, last)) = time.days.filter(|(first, last)| first == last) else { continue };
        let head = account.analysis.layout.tokens_in(time.anchor).last();
        let governor = head.and_then(|head| reading.syntax.head(head));
        let predicate = account.analysis.layout.token_at(statement.predicate.end().saturating_sub(1));
        if governor != Some(mention.token)
            && (governor.is_none() || governor != predicate || predicate != Some(mention.token))
        {
            continue;
        }
        by_event.entry((mention.class, &mention.participants)).or_default().push(Value {
            account: mention.account,
            anchor: time.anchor,
            low: day_number(first),
            high: Some(day_number(last)),
            unit: "day".into(),
            tolerance: 0.0,
            factuality: statement.assertion.factuality,
        });
    }
    by_event
        .into_iter()
        .filter_map(|((class, participants), values)| {
            let mention =
                mentions.iter().find(|mention| mention.class == class && mention.participants == *participants)?;
            let subject = mention.subject(scene);
            Some(Slot {
                attribute: "date",
                rule: "slot/date",
                same_event: format!("the same take part: {subject}"),
                same_attribute: "the day it was".into(),
                subject,
                values,
                grows: false,
            })
        })
        .filter(|slot| match super::groups(&slot.values).as_slice() {
            [_] => true,
            [one, other] => is_once(scene, one, other),
            _ => false,
        })
        .collect()
}

/// Whether two days can be meant of one event only: it is told as done, each account gives one day, and none speaks of
/// a second time. People meet again, so days that differ are most often two meetings.
fn is_once(scene: &Scene, one: &[Value], other: &[Value]) -> bool {
    let mut given: BTreeMap<usize, BTreeSet<i64>> = BTreeMap::new();
    for value in one.iter().chain(other) {
        given.entry(value.account).or_default().insert(value.low as i64);
    }
    let again = |value: &Value| {
        let account = scene.accounts.get(value.account);
        account.is_none_or(|account| words_of(account.text()).iter().any(|word| cues::is("again", word)))
    };
    given.values().all(|days| days.len() == 1)
        && one.iter().chain(other).all(|value| value.factuality == Factuality::Asserted && !again(value))
}

/// Days since a fixed day.
fn day_number(date: Date) -> f64 {
    let start = Date::constant(1970, 1, 1);
    start.until(date).map_or(0.0, |span| f64::from(span.get_days()))
}
