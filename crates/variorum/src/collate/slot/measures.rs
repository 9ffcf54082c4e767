//! The only speed, area or temperature that each account gives.

use super::super::scene::{Account, Scene};
use super::{Slot, Value};
use crate::language::{Approximation, Quantity};
use std::collections::BTreeMap;

/// Units that a story uses for many things at once.
const COMMON: &[&str] = &["count", "ratio", "s", "score", "year_of_age", "m"];
/// The sentences must share so much of their words.
const ALIKE: f32 = 0.2;

/// One slot for each unit of measure that at least two accounts use once each, in sentences that are alike, where the
/// values meet: values that exclude each other may measure two things.
pub fn slots(scene: &Scene) -> Vec<Slot> {
    let mut by_unit: BTreeMap<&str, Vec<(usize, &Quantity)>> = BTreeMap::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let mut here: BTreeMap<&str, Vec<&Quantity>> = BTreeMap::new();
        for quantity in &account.analysis.reading.quantities {
            here.entry(quantity.unit.as_str()).or_default().push(quantity);
        }
        for (unit, quantities) in here {
            let currency = unit.len() == 3 && unit.chars().all(|letter| letter.is_ascii_uppercase());
            if let [only] = quantities.as_slice()
                && !COMMON.contains(&unit)
                && !currency
                && account.is_intact_at(only.anchor)
            {
                by_unit.entry(unit).or_default().push((position, only));
            }
        }
    }
    by_unit.into_iter().filter_map(|(unit, values)| slot(scene, unit, &values)).collect()
}

fn slot(scene: &Scene, unit: &str, measured: &[(usize, &Quantity)]) -> Option<Slot> {
    let (first, quantity) = measured.first()?;
    let account = scene.accounts.get(*first)?;
    let own = sentence_words(scene, *first, account, quantity);
    let alike = |(position, quantity): &&(usize, &Quantity)| {
        let Some(account) = scene.accounts.get(*position) else { return false };
        let words = sentence_words(scene, *position, account, quantity);
        position == first || scene.covers(&own, &words).max(scene.covers(&words, &own)) >= ALIKE
    };
    let values: Vec<Value> = measured
        .iter()
        .filter(alike)
        .map(|(position, quantity)| Value {
            account: *position,
            anchor: quantity.anchor,
            low: quantity.low,
            high: quantity.high,
            unit: unit.to_string(),
            tolerance: if quantity.approximation == Approximation::Exact { 0.0 } else { 0.05 },
            factuality: crate::language::Factuality::Asserted,
        })
        .collect();
    let meet = values.iter().all(|one| values.iter().all(|other| one.is_compatible(other)));
    let (_, sentence) = account.sentence_of(quantity.anchor)?;
    let names = scene.who.inside(*first, account, sentence);
    let names: Vec<&str> =
        names.into_iter().filter_map(|number| Some(scene.who.known(number)?.name.as_str())).collect();
    let subject = [vec![quantity.anchor.of(account.text())], names].concat().join(" · ");
    (values.len() > 1 && meet).then(|| Slot {
        attribute: "number",
        rule: "slot/measure",
        subject,
        same_event: "the sentences around them share words".into(),
        same_attribute: format!("the only value in this unit that each article gives ({unit})"),
        values,
        grows: false,
    })
}

fn sentence_words(
    scene: &Scene,
    position: usize,
    account: &Account,
    quantity: &Quantity,
) -> Vec<super::super::words::Word> {
    let sentence = account.sentence_of(quantity.anchor).map(|(_, sentence)| sentence);
    sentence.map(|sentence| scene.words_outside(position, sentence, quantity.anchor)).unwrap_or_default()
}
