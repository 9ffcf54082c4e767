//! What a measure tells: who says that there was no fog, and who puts visibility below 200 metres, contradict each other.

use crate::collate::cues;
use crate::collate::words::words_of;
use crate::text::lists;
use std::sync::LazyLock;

/// The condition that one passage denies and the measure in the other speaks for, in this order.
pub fn denied_and_measured(denial: &str, measure: &str) -> Option<(&'static str, &'static str)> {
    let denial = words_of(denial);
    let denies = |condition: &str| {
        let named = denial.iter().position(|word| word == condition);
        named
            .and_then(|at| at.checked_sub(1))
            .is_some_and(|before| denial.get(before).is_some_and(|word| cues::is("denial", word)))
    };
    // "visibility was not below 200 metres" says the opposite.
    let told = |measured: &str, way: &str| {
        let measure = words_of(measure);
        let plain = !measure.iter().any(|word| matches!(word.as_str(), "not" | "never" | "no"));
        plain && measure.iter().any(|word| word == measured) && measure.iter().any(|word| cues::is(way, word))
    };
    let found = CONDITIONS.iter().find(|(condition, measured, way)| denies(condition) && told(measured, way));
    found.map(|(condition, measured, _)| (*condition, *measured))
}

/// Condition, measure, and whether the condition makes it low or high, from `data/collate/conditions.tsv`.
static CONDITIONS: LazyLock<Vec<(&'static str, &'static str, &'static str)>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../../data/collate/conditions.tsv"));
    rows.filter_map(|fields| match fields.as_slice() {
        [condition, measured, way] => Some((*condition, *measured, *way)),
        _ => None,
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_speaks_against_a_denial() {
        let found = |denial, measure| denied_and_measured(denial, measure);
        assert_eq!(found("there was no fog at all", "visibility was below 200 metres"), Some(("fog", "visibility")));
        assert_eq!(found("there was fog", "visibility was below 200 metres"), None);
        assert_eq!(found("there was no fog", "visibility was not below 200 metres"), None);
        assert_eq!(found("there was no fog", "the speed was below 12 knots"), None);
    }
}
