//! The table of phrases and the values they mean.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use variorum::language::{Quantity, TimeExpression, quantities, times};
use variorum::text::segment;

const VECTORS: &str = include_str!("values/vectors.tsv");

fn read(text: &str) -> (Vec<Quantity>, Vec<TimeExpression>) {
    let layout = segment(text);
    (quantities::find(text, &layout), times::find(text, &layout, None))
}

/// Whether a quantity has this value, or these bounds where bounds are given.
fn has_value(quantity: &Quantity, value: Option<f64>, low: Option<f64>, high: Option<f64>) -> bool {
    let near = |one: f64, two: f64| (one - two).abs() <= 1e-9 * two.abs().max(1.0);
    let stated = value.is_none_or(|value| quantity.stated.is_some_and(|stated| near(stated, value)));
    let low = low.is_none_or(|low| near(quantity.low, low));
    let high = high.is_none_or(|high| quantity.high.is_some_and(|own| near(own, high)));
    stated && low && high
}

fn has_unit(text: &str, quantity: &Quantity, unit: &str) -> bool {
    unit.is_empty() || quantity.unit == unit || quantity.counted.is_some_and(|noun| noun.of(text) == unit)
}

fn row_holds(row: &[&str]) -> bool {
    let cell = |index: usize| row.get(index).copied().unwrap_or_default();
    let number = |index: usize| cell(index).parse::<f64>().ok();
    let (text, kind, value, unit) = (cell(0), cell(1), cell(2), cell(3));
    let (quantities, times) = read(text);
    let name = cell(6).starts_with("part of a name");
    match kind {
        "id" => quantities.is_empty(),
        "date" => quantities.is_empty() && times.len() == 1 && times[0].value == value && times[0].part_of_name == name,
        "score" => {
            let score = quantities.iter().find_map(|quantity| Some(format!("{}:{}", quantity.low, quantity.against?)));
            score.as_deref() == Some(value)
        }
        _ => {
            let unit = if kind == "ratio" { "ratio" } else { unit };
            let fits = |quantity: &&Quantity| {
                has_unit(text, quantity, unit) && has_value(quantity, number(2), number(4), number(5))
            };
            // An open bound stays open; without bounds and hedge the value is exact.
            let open = cell(6);
            quantities.len() == 1
                && quantities.iter().find(fits).is_some_and(|quantity| {
                    (open != "open above" || quantity.high.is_none())
                        && (open != "open below" || quantity.low == 0.0)
                        && (number(4).is_some()
                            || number(5).is_some()
                            || open.starts_with("vague")
                            || quantity.high == Some(quantity.low))
                })
        }
    }
}

#[test]
fn every_row_of_the_value_table_holds() {
    let rows = VECTORS.lines().filter(|line| !line.starts_with('#'));
    let failed: Vec<String> = rows
        .filter(|line| !row_holds(&line.split('\t').collect::<Vec<_>>()))
        .map(|line| format!("{line}\n    {:?}", read(line.split('\t').next().unwrap_or_default())))
        .collect();
    assert!(failed.is_empty(), "{} rows fail:\n{}", failed.len(), failed.join("\n"));
}
