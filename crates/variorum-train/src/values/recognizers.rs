//! The English cases of the recogniser set ('Recognizers-Text', MIT).

use super::exclusions::{MEASURED, REASONS, reason};
use super::{locate, overlaps};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use variorum::language::{Quantity, TimeExpression, TimeKind, quantities, times};
use variorum::text::segment;

/// One text and what stands in it.
#[derive(Debug, Deserialize)]
pub struct Case {
    spec: String,
    #[serde(rename = "Input")]
    pub input: String,
    #[serde(rename = "Context", default)]
    context: Value,
    #[serde(rename = "Results", default)]
    results: Option<Vec<Value>>,
}

/// What kind of value a specification gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Date,
    Duration,
    Set,
    Number,
    Percent,
    Age,
    Currency,
    Dimension,
    Temperature,
    NumberRange,
}

/// One value that a case expects.
#[derive(Debug)]
pub struct Wanted {
    pub text: String,
    /// Timex, or number.
    pub value: String,
    pub unit: String,
    pub subtype: String,
    /// Days it may mean: first and last, both included.
    days: Vec<(Date, Date)>,
}

/// Prints right of measured by kind, and how many cases each rule leaves out; with `left_out`, which.
pub fn evaluate(cases: &[Case], errors: bool, show_left_out: bool) {
    let mut scores: BTreeMap<Kind, (usize, usize)> = BTreeMap::new();
    let mut left_out: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for case in cases {
        let Some((_, kind)) = MEASURED.iter().find(|(spec, _)| *spec == case.spec) else {
            let reason = REASONS.iter().find(|(part, _)| case.spec.contains(part)).map_or("other", |(_, why)| why);
            *left_out.entry((String::new(), reason)).or_default() += 1;
            continue;
        };
        let wanted: Vec<Wanted> = case.results.iter().flatten().map(expected).collect();
        if let Some(reason) = reason(case, *kind, &wanted) {
            if show_left_out {
                let mark = if Found::read(case).holds(case, *kind, &wanted) { "right" } else { "wrong" };
                let texts: Vec<&str> = wanted.iter().map(|wanted| wanted.text.as_str()).collect();
                println!("left out {kind:?} | {reason} | {} | {mark} | {}", texts.join("; "), case.input);
            }
            *left_out.entry((format!("{kind:?}"), reason)).or_default() += 1;
            continue;
        }
        let found = Found::read(case);
        let right = found.holds(case, *kind, &wanted);
        let score = scores.entry(*kind).or_default();
        score.0 += usize::from(right);
        score.1 += 1;
        if errors && !right {
            println!("{kind:?} | {} | {:?}\n      {}", case.input, wanted, found.describe(case));
        }
    }
    println!("recognizers_english");
    for (kind, (right, all)) in &scores {
        println!("  {:12} {right:4} of {all:4}  {:.1} %", format!("{kind:?}"), 100.0 * *right as f64 / *all as f64);
    }
    let (right, all) = scores.values().fold((0, 0), |sum, score| (sum.0 + score.0, sum.1 + score.1));
    println!("  all          {right:4} of {all:4}  {:.1} %", 100.0 * right as f64 / all.max(1) as f64);
    println!("  left out:");
    for ((kind, reason), count) in &left_out {
        println!("    {count:5} {kind} {reason}");
    }
}

/// Reads one expected value of whichever form its specification uses.
fn expected(result: &Value) -> Wanted {
    let text = |value: &Value| value.as_str().map(str::to_string).unwrap_or_default();
    let resolution = if result["Resolution"].is_object() { &result["Resolution"] } else { &result["Value"] };
    let mut days = Vec::new();
    for side in ["FutureResolution", "PastResolution"] {
        let side = &resolution[side];
        let date = |name: &str| side[name].as_str().and_then(|day| day.parse::<Date>().ok());
        if let Some(day) = date("date") {
            days.push((day, day));
        }
        if let (Some(first), Some(end)) = (date("startDate"), date("endDate")) {
            days.extend(end.yesterday().ok().map(|last| (first, last.max(first))));
            days.push((first, end));
        }
    }
    let value = if resolution["Timex"].is_string() { text(&resolution["Timex"]) } else { text(&resolution["value"]) };
    Wanted {
        text: text(&result["Text"]),
        value,
        unit: text(&resolution["unit"]),
        subtype: text(&resolution["subtype"]),
        days,
    }
}

/// What the library finds in a case.
struct Found {
    times: Vec<TimeExpression>,
    quantities: Vec<Quantity>,
}

impl Found {
    fn read(case: &Case) -> Found {
        let published = case.context["ReferenceDateTime"].as_str().and_then(|time| time.get(..10)?.parse().ok());
        let layout = segment(&case.input);
        Found {
            times: times::find(&case.input, &layout, published),
            quantities: quantities::find(&case.input, &layout),
        }
    }

    /// Whether every wanted value is found at its place.
    fn holds(&self, case: &Case, kind: Kind, wanted: &[Wanted]) -> bool {
        if wanted.is_empty() {
            return self.has_none(kind);
        }
        let mut from = 0;
        wanted.iter().all(|wanted| {
            let Some(place) = locate(&case.input, &wanted.text, from) else { return false };
            from = place.1;
            match kind {
                Kind::Date | Kind::Duration | Kind::Set => {
                    self.times.iter().any(|time| overlaps(time.anchor, place) && same_time(time, kind, wanted))
                }
                _ => self
                    .quantities
                    .iter()
                    .any(|quantity| overlaps(quantity.anchor, place) && same_quantity(quantity, kind, wanted)),
            }
        })
    }

    /// Whether nothing of this kind is found: what a case without results checks.
    fn has_none(&self, kind: Kind) -> bool {
        let time = |wanted: TimeKind| self.times.iter().all(|time| time.kind != wanted);
        let unit = |units: &[&str]| self.quantities.iter().all(|quantity| !units.contains(&quantity.unit.as_str()));
        match kind {
            Kind::Date => time(TimeKind::Date),
            Kind::Duration => time(TimeKind::Duration),
            Kind::Set => time(TimeKind::Set),
            Kind::Number => unit(&["count"]),
            Kind::Percent => unit(&["ratio"]),
            Kind::Age => unit(&["year_of_age"]),
            Kind::Currency => {
                self.quantities.iter().all(|quantity| !quantity.unit.bytes().all(|byte| byte.is_ascii_uppercase()))
            }
            Kind::Dimension => unit(&["m", "m2", "m3", "kg", "m/s", "bit", "degree"]),
            Kind::Temperature => unit(&["degC", "degF"]),
            Kind::NumberRange => self.quantities.iter().all(|quantity| quantity.high == Some(quantity.low)),
        }
    }

    fn describe(&self, case: &Case) -> String {
        let times =
            self.times.iter().map(|time| format!("T {:?} {} {:?}", time.anchor.of(&case.input), time.value, time.days));
        let quantities = self.quantities.iter().map(|quantity| {
            format!("Q {:?} [{}, {:?}] {}", quantity.anchor.of(&case.input), quantity.low, quantity.high, quantity.unit)
        });
        times.chain(quantities).collect::<Vec<_>>().join("; ")
    }
}

/// Whether a time expression means what is wanted: the same TIMEX3 value, the same days, or (for measured distances,
/// which are kept as fine as their unit) days around the one wanted.
fn same_time(time: &TimeExpression, kind: Kind, wanted: &Wanted) -> bool {
    match kind {
        Kind::Duration => time.kind == TimeKind::Duration && same_duration(&time.value, &wanted.value),
        Kind::Set => time.kind == TimeKind::Set && time.value == wanted.value,
        _ => {
            let Some((first, last)) = time.days else {
                return time.value == wanted.value || time.value.strip_prefix("XXXX-") == Some(&wanted.value);
            };
            // The set leaves a season without a year open; here the tense of the clause may place it.
            let season = wanted.value.len() == 2 && time.value.ends_with(&wanted.value);
            season
                || time.value == wanted.value
                || wanted.days.iter().any(|days| {
                    let measured = time.reason.starts_with("measured") && first <= days.0 && days.1 <= last;
                    *days == (first, last) || measured || (first == days.0 && ends_there(&time.value, days.1))
                })
        }
    }
}

/// Whether the last part of a range begins on a day: the set ends "2014 to 2018" on 1 January 2018.
fn ends_there(value: &str, end: Date) -> bool {
    value.split_once('/').is_some_and(|(_, last)| last.len() >= 4 && end.to_string().starts_with(last))
}

/// Whether two durations have the same parts in any order.
fn same_duration(one: &str, two: &str) -> bool {
    let sorted = |value: &str| {
        let mut letters: Vec<char> = value.chars().collect();
        letters.sort_unstable();
        letters
    };
    one == two || sorted(one) == sorted(two)
}

fn same_quantity(quantity: &Quantity, kind: Kind, wanted: &Wanted) -> bool {
    let near = |one: f64, two: f64| (one - two).abs() <= 1e-6 * one.abs().max(two.abs()).max(1e-9);
    if kind == Kind::NumberRange {
        return same_range(quantity, &wanted.value);
    }
    let Ok(value) = wanted.value.trim_end_matches('%').parse::<f64>() else { return false };
    // Of "eight to 10 feet" the set marks the 10 feet alone.
    let Some(stated) = quantity.stated.or(quantity.high) else { return false };
    let factor = match kind {
        Kind::Percent => 0.01,
        Kind::Age => match wanted.unit.as_str() {
            "Month" => 1.0 / 12.0,
            "Week" => 7.0 / 365.25,
            "Day" => 1.0 / 365.25,
            _ => 1.0,
        },
        Kind::Currency if matches!(wanted.unit.as_str(), "Cent" | "Penny" | "Pence") => 0.01,
        Kind::Dimension => match dimension(&wanted.unit) {
            Some((unit, factor)) if unit == quantity.unit => factor,
            _ => return false,
        },
        _ => 1.0,
    };
    let unit = match kind {
        Kind::Percent => quantity.unit == "ratio",
        Kind::Age => quantity.unit == "year_of_age",
        Kind::Temperature => matches!(
            (wanted.unit.as_str(), quantity.unit.as_str()),
            ("C", "degC") | ("F", "degF") | ("Degree", "degree" | "degC")
        ),
        Kind::Currency => currency(&wanted.unit).is_none_or(|code| code == quantity.unit) && quantity.unit != "count",
        Kind::Number => {
            return near(stated, value)
                || quantity.unit == "ratio" && near(stated * 100.0, value)
                || is_number_of(quantity, value);
        }
        _ => true,
    };
    unit && near(stated, value * factor)
}

/// Whether the bare number expected is the number of a quantity with a unit: the set gives 3 for "3 hours".
fn is_number_of(quantity: &Quantity, value: f64) -> bool {
    let ratio = quantity.stated.unwrap_or(0.0) / value;
    let units = [60.0, 3600.0, 86400.0, 604800.0, 2629800.0, 31557600.0, 1609.344, 1000.0, 0.3048, 0.01, 0.45359237];
    quantity.unit != "count" && units.iter().any(|unit| (ratio - unit).abs() < 1e-6 * unit)
}

/// "[20,30)", "(,1000)": bounds, compared as closed ones.
fn same_range(quantity: &Quantity, wanted: &str) -> bool {
    let inner = wanted.trim_matches(['[', ']', '(', ')']);
    let Some((low, high)) = inner.split_once(',') else { return false };
    let whole = if wanted.ends_with(')') && quantity.stated.is_some() { 1.0 } else { 0.0 };
    let low = low.parse().unwrap_or(0.0);
    let high: Option<f64> = high.parse().ok().map(|high: f64| high - whole);
    let near = |one: f64, two: f64| (one - two).abs() <= 1e-6 * two.abs().max(1.0);
    near(quantity.low, low)
        && match (quantity.high, high) {
            (Some(one), Some(two)) => near(one, two) || near(one, two + whole),
            (None, None) => true,
            _ => false,
        }
}

/// ISO code of a currency by its name in the set; `None` where the set leaves the country open.
fn currency(name: &str) -> Option<&'static str> {
    [
        ("Dollar", "USD"),
        ("United States dollar", "USD"),
        ("Pound", "GBP"),
        ("British pound", "GBP"),
        ("Euro", "EUR"),
        ("Japanese yen", "JPY"),
        ("Chinese yuan", "CNY"),
        ("Cent", "USD"),
        ("Canadian dollar", "CAD"),
        ("Indian rupee", "INR"),
        ("Swiss franc", "CHF"),
        ("Turkish lira", "TRY"),
        ("Mexican peso", "MXN"),
    ]
    .iter()
    .find(|(known, _)| *known == name)
    .map(|(_, code)| *code)
}

/// Unit and factor by the name of a unit in the set.
fn dimension(name: &str) -> Option<(&'static str, f64)> {
    [
        ("Meter", "m", 1.0),
        ("Decimeter", "m", 0.1),
        ("Kilometer", "m", 1000.0),
        ("Centimeter", "m", 0.01),
        ("Millimeter", "m", 0.001),
        ("Mile", "m", 1609.344),
        ("Foot", "m", 0.3048),
        ("Inch", "m", 0.0254),
        ("Yard", "m", 0.9144),
        ("Light year", "m", 9.4607304725808e15),
        ("Square meter", "m2", 1.0),
        ("Square kilometer", "m2", 1e6),
        ("Square mile", "m2", 2589988.110336),
        ("Square foot", "m2", 0.09290304),
        ("Acre", "m2", 4046.8564224),
        ("Hectare", "m2", 10000.0),
        ("Cubic meter", "m3", 1.0),
        ("Cubic foot", "m3", 0.028316846592),
        ("Liter", "m3", 0.001),
        ("Milliliter", "m3", 1e-6),
        ("Gallon", "m3", 0.003785411784),
        ("Barrel", "m3", 0.158987294928),
        ("Teaspoon", "m3", 0.00000492892159375),
        ("Tablespoon", "m3", 0.00001478676478125),
        ("Milligram", "kg", 1e-6),
        ("Microgram", "kg", 1e-9),
        ("Gram", "kg", 0.001),
        ("Kilogram", "kg", 1.0),
        ("Pound", "kg", 0.45359237),
        ("Ounce", "kg", 0.028349523125),
        ("Ton", "kg", 907.18474),
        ("Metric ton", "kg", 1000.0),
        ("Kilometer per hour", "m/s", 0.2777777777777778),
        ("Mile per hour", "m/s", 0.44704),
        ("Meter per second", "m/s", 1.0),
        ("Knot", "m/s", 0.5144444444444445),
        ("Bit", "bit", 1.0),
        ("Byte", "bit", 8.0),
        ("Kilobyte", "bit", 8000.0),
        ("Megabyte", "bit", 8e6),
        ("Megabit", "bit", 8e6),
        ("Gigabyte", "bit", 8e9),
        ("Terabyte", "bit", 8e12),
        ("Degree", "degree", 1.0),
    ]
    .iter()
    .find(|(known, _, _)| *known == name)
    .map(|(_, unit, factor)| (*unit, *factor))
}
