//! The dated expressions of GUM (CC BY 4.0).

use super::{locate, overlaps};
use jiff::civil::Date;
use serde::Deserialize;
use variorum::language::{TimeExpression, times};
use variorum::text::segment;

/// One sentence with one dated expression.
#[derive(Debug, Deserialize)]
pub struct Case {
    genre: String,
    dct: String,
    text: String,
    surface: String,
    when: Option<String>,
    from: Option<String>,
    to: Option<String>,
    #[serde(rename = "notBefore")]
    not_before: Option<String>,
    #[serde(rename = "notAfter")]
    not_after: Option<String>,
}

#[derive(Default)]
struct Score {
    all: usize,
    found: usize,
    exact: usize,
    valued: usize,
    placed: usize,
    right: usize,
}

/// Prints recall of places and accuracy of values, for all texts and for news alone.
pub fn evaluate(cases: &[Case], errors: bool) {
    println!("dates_gum");
    for news in [false, true] {
        let mut score = Score::default();
        for case in cases.iter().filter(|case| !news || case.genre == "news") {
            add(case, &mut score, errors && !news);
        }
        let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "  {:4} {} expressions: found {:.1} %, exact place {:.1} %; of the found with a value: placed in the calendar {:.1} %, right {:.1} %, right of placed {:.1} %",
            if news { "news" } else { "all" },
            score.all,
            percent(score.found, score.all),
            percent(score.exact, score.all),
            percent(score.placed, score.valued),
            percent(score.right, score.valued),
            percent(score.right, score.placed.max(score.right)),
        );
    }
}

fn add(case: &Case, score: &mut Score, errors: bool) {
    // Some texts have their words blanked out.
    if case.surface.contains('_') {
        return;
    }
    let Some(place) = locate(&case.text, &case.surface, 0) else { return };
    score.all += 1;
    let layout = segment(&case.text);
    let found = times::find(&case.text, &layout, case.dct.parse().ok());
    let Some(time) = found.iter().find(|time| overlaps(time.anchor, place)) else {
        if errors {
            println!("GUM- {:?} in {}", case.surface, case.text);
        }
        return;
    };
    score.found += 1;
    score.exact += usize::from((time.anchor.start(), time.anchor.end()) == place);
    let Some(gold) = gold(case) else { return };
    score.valued += 1;
    score.placed += usize::from(time.days.is_some());
    let right = is_right(time, &gold) || ends_a_range(time, &gold);
    score.right += usize::from(right);
    if errors && !right {
        println!(
            "GUM~ {:?} dct {} gold {gold:?} ours {:?} {} {:?} {} | {}",
            case.surface,
            case.dct,
            time.anchor.of(&case.text),
            time.value,
            time.days,
            time.reason,
            case.text
        );
    }
}

/// What the annotators wrote: an open value (`--02-12`), or first and last day.
#[derive(Debug, PartialEq)]
enum Gold {
    Open(String),
    Days(Option<Date>, Option<Date>),
}

fn gold(case: &Case) -> Option<Gold> {
    if let Some(open) = case.when.as_deref().filter(|when| when.starts_with("--")) {
        return Some(Gold::Open(format!("XXXX{}", &open[1..])));
    }
    let first =
        case.when.as_deref().or(case.from.as_deref()).or(case.not_before.as_deref()).and_then(|day| bound(day, false));
    let last =
        case.when.as_deref().or(case.to.as_deref()).or(case.not_after.as_deref()).and_then(|day| bound(day, true));
    (first.is_some() || last.is_some()).then_some(Gold::Days(first, last))
}

/// First or last day of a value: `2014`, `2014-02`, `2014-02-12`, `2014-02-12T10:00`.
fn bound(value: &str, last: bool) -> Option<Date> {
    let mut parts = value.get(..10.min(value.len()))?.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let month = month.unwrap_or(if last { 12 } else { 1 });
    match day {
        Some(day) => Date::new(year, month, day).ok(),
        None if last => Date::new(year, month, 1).ok().map(|first| first.last_of_month()),
        None => Date::new(year, month, 1).ok(),
    }
}

/// Whether the annotators marked one end of what is read as one range here ("1704 - 1787").
fn ends_a_range(time: &TimeExpression, gold: &Gold) -> bool {
    let Gold::Days(first, last) = gold else { return false };
    time.value.contains('/')
        && time.value.split('/').any(|end| bound(end, false) == *first && bound(end, true) == *last && first.is_some())
}

/// Whether a value is the annotators': the same days; or days around theirs, of a distance that was only measured
/// ("three years ago"); or an open value that is the same or was placed in a year.
fn is_right(time: &TimeExpression, gold: &Gold) -> bool {
    match gold {
        Gold::Open(open) => time.value == *open || time.value.get(4..) == open.get(4..),
        Gold::Days(first, last) => {
            let Some((one, two)) = time.days else { return false };
            let same = first.is_none_or(|first| first == one) && last.is_none_or(|last| last == two);
            let measured = time.reason.starts_with("measured")
                && first.is_none_or(|first| one <= first || first.year() == one.year())
                && last.is_none_or(|last| last <= two || last.year() == two.year());
            same || measured
        }
    }
}
