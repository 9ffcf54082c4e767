//! On which day an event was.

use super::super::clauses;
use super::super::cues;
use super::super::events::{self, EventMention};
use super::super::scene::Scene;
use super::super::words::words_of;
use super::{Slot, Value};
use crate::language::{Factuality, Polarity, TimeKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One slot for each identified event whose day at least one account gives beside it.
pub fn slots(scene: &Scene, mentions: &[EventMention]) -> Vec<Slot> {
    let mut by_event: BTreeMap<&BTreeSet<usize>, Vec<(&EventMention, Value)>> = BTreeMap::new();
    for mention in mentions.iter().filter(|mention| mention.is_identified()) {
        if let Some(value) = day_of(scene, mention) {
            by_event.entry(&mention.participants).or_default().push((mention, value));
        }
    }
    by_event
        .into_values()
        .flat_map(super::by_class)
        .filter_map(|(class, group)| {
            let subject = super::subject_of_class(scene, class, &group)?;
            let values = comparable(scene, group)?;
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
        .collect()
}

/// The day that an account gives for an event: the only one in the clause, and it hangs on the event, or on the verb
/// that says it took place ("held a call on Wednesday").
fn day_of(scene: &Scene, mention: &EventMention) -> Option<Value> {
    let account = scene.accounts.get(mention.account)?;
    let syntax = &account.analysis.reading.syntax;
    let statement = events::statement_around(account, mention)
        .filter(|statement| statement.assertion.polarity == Polarity::Positive)?;
    let [time] = statement.times.as_slice() else { return None };
    let time = account.analysis.reading.times.get(*time).filter(|time| time.kind == TimeKind::Date)?;
    let (number, unit) = match time.days {
        Some((first, last)) if first == last => (day_number(first), "day"),
        Some(_) => return None,
        None => (f64::from(time.weekday()?), "weekday"),
    };
    let governor = account.analysis.layout.tokens_in(time.anchor).last().and_then(|head| syntax.head(head));
    let head = clauses::head_of(account, statement)?;
    let told = head == mention.token || clauses::weighty(account, statement, head) == mention.token;
    (governor == Some(mention.token) || told && governor == Some(head)).then(|| Value {
        account: mention.account,
        anchor: time.anchor,
        low: number,
        high: Some(number),
        unit: unit.into(),
        tolerance: 0.0,
        factuality: statement.assertion.factuality,
    })
}

/// The values that can be compared. Days that differ are told apart only where each is known and all speak of the event
/// by one class; where a day is known by its name alone ("Wednesday") all must give it that name.
fn comparable(scene: &Scene, group: Vec<(&EventMention, Value)>) -> Option<Vec<Value>> {
    let classes: BTreeSet<&str> = group.iter().map(|(mention, _)| mention.class).collect();
    let mut values: Vec<Value> = group.into_iter().map(|(_, value)| value).collect();
    if values.iter().any(|value| value.unit == "weekday") {
        for value in values.iter_mut().filter(|value| value.unit == "day") {
            let weekday = weekday_of(value.low);
            *value = Value { low: weekday, high: Some(weekday), unit: "weekday".into(), ..value.clone() };
        }
        return matches!(super::groups(&values).as_slice(), [_]).then_some(values);
    }
    let groups = super::groups(&values);
    match groups.as_slice() {
        [_] => Some(values),
        [one, other] if classes.len() == 1 && is_once(scene, one, other) => Some(values),
        _ => None,
    }
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

/// The weekday of a day, Monday 1 (1 January 1970 was a Thursday).
fn weekday_of(day: f64) -> f64 {
    (day + 3.0).rem_euclid(7.0) + 1.0
}

/// Days since a fixed day.
fn day_number(date: Date) -> f64 {
    let start = Date::constant(1970, 1, 1);
    start.until(date).map_or(0.0, |span| f64::from(span.get_days()))
}
