//! Negation, hedges and graded positions: "off the table" is not "unlikely".

use super::words::words_of;
use crate::text::lists;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A marker: its words, and the class of position it marks.
type Marker = (Vec<&'static str>, &'static str);

/// The markers of `data/collate/grades.tsv` by their first word.
static MARKERS: LazyLock<BTreeMap<&'static str, Vec<Marker>>> = LazyLock::new(|| {
    let mut markers: BTreeMap<&'static str, Vec<Marker>> = BTreeMap::new();
    for (class, phrase) in lists::pairs(include_str!("../../../../data/collate/grades.tsv")) {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        if let Some(first) = words.first() {
            markers.entry(*first).or_default().push((words, class));
        }
    }
    markers
});

/// The classes of the markers that stand in a passage.
fn classes(passage: &str) -> BTreeSet<&'static str> {
    let words = words_of(passage);
    let mut classes = BTreeSet::new();
    for start in 0..words.len() {
        let Some(first) = words.get(start) else { break };
        for (phrase, class) in MARKERS.get(first.as_str()).into_iter().flatten() {
            let here = words.get(start..start + phrase.len()).unwrap_or_default();
            if here.iter().map(String::as_str).eq(phrase.iter().copied()) {
                classes.insert(*class);
            }
        }
    }
    classes
}

/// Whether a passage holds a word of negation.
pub fn has_negation(passage: &str) -> bool {
    classes(passage).contains("negation")
}

/// Whether a passage is hedged: "reportedly", "may", "is believed to".
pub fn is_hedged(passage: &str) -> bool {
    let classes = classes(passage);
    classes.contains("hedge") || classes.contains("unlikely")
}

/// Whether two passages take the same position on a scale ("impossible", "unlikely", "possible", "certain").
pub fn same_position(a: &str, b: &str) -> bool {
    position(a) == position(b)
}

/// The grades a passage takes, hedges and negation left out: they are compared elsewhere.
fn position(passage: &str) -> BTreeSet<&'static str> {
    let mut classes = classes(passage);
    classes.remove("hedge");
    classes.remove("negation");
    classes
}
