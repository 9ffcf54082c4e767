//! Dates, times, durations and sets as TIMEX3 values.
//!
//! The text is read into sketches (what is said), which are then placed in the calendar (what day that is) as far as the
//! publication day, the tense of the clause and the dates before allow. What stays open says why.

mod absolute;
mod clock;
mod counted;
mod days;
pub(crate) mod durations;
mod meaning;
mod partial;
mod ranges;
mod relative;
mod resolve;
mod sets;
mod sketches;
mod surroundings;

use super::lexemes::Lexemes;
use crate::text::{Anchor, Layout};
use jiff::civil::Date;
use meaning::{Meaning, Sketch};
use resolve::Placed;
use serde::{Deserialize, Serialize};

/// First and last day, both included.
pub type Days = (Date, Date);

/// What a time expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

/// A date, time, duration or set in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    pub anchor: Anchor,
    pub kind: TimeKind,
    /// TIMEX3 value: `2025-02-12`, `2025-02-12TMO`, `PT90M`, `199X`, `2025-02-10/2025-02-12` (a range), `PAST_REF`. Open
    /// ones: `XXXX-WXX-3` (a Wednesday), `XXXX-02-12`, `DCT-1d` (the day before publication), `REF+1d` (the day after
    /// a date in the text), `<2014`.
    pub value: String,
    /// First and last day it may mean, both included; `None` where it is a duration or could not be resolved.
    pub days: Option<Days>,
    /// Why it has this value: "written out", "day of the week before publication 2025-02-13", "unresolved: no publication day".
    pub reason: String,
    /// Whether it is part of a name ("the 1986 World Cup") and so says nothing about when something happened.
    pub part_of_name: bool,
}

impl TimeExpression {
    /// The weekday that an open value names, Monday 1: "Wednesday" without a known week.
    pub fn weekday(&self) -> Option<u8> {
        self.value.strip_prefix("XXXX-WXX-")?.parse().ok().filter(|day| (1..=7).contains(day))
    }
}

/// Finds the time expressions of a text, in text order; `published` anchors the relative ones. Without it the date of a
/// dateline at the head of the text is used, where there is a full one.
pub fn find(text: &str, layout: &Layout, published: Option<Date>) -> Vec<TimeExpression> {
    let lexemes = Lexemes::read(text);
    let sketches = sketches::read(&lexemes);
    let published = published.or_else(|| surroundings::dateline(&lexemes, &sketches));
    let mut found: Vec<TimeExpression> = Vec::with_capacity(sketches.len());
    for sketch in &sketches {
        let around = surroundings::around(&lexemes, layout, sketch, published, &found);
        let mut placed = with_time_of_day(sketch, resolve::place(&sketch.meaning, &around));
        if let Some(portion) = sketch.portion {
            placed.days = placed.days.map(|days| days::narrowed(days, portion));
        }
        let Some(anchor) = lexemes.anchor(sketch.start, sketch.end) else { continue };
        let Placed { kind, value, days, reason } = placed;
        found.push(TimeExpression { anchor, kind, value, days, reason, part_of_name: sketch.part_of_name });
    }
    found
}

/// The lexemes that dates, times and sets take up, in text order. Measured distances ("two years ago") are left out, for
/// the length in them is a quantity too.
pub(crate) fn taken(lexemes: &Lexemes) -> Vec<std::ops::Range<usize>> {
    let quantity = |meaning: &Meaning| {
        matches!(
            meaning,
            Meaning::Duration(_) | Meaning::Away { .. } | Meaning::FromNamed { .. } | Meaning::Stretch { .. }
        )
    };
    let dated = sketches::read(lexemes).into_iter().filter(|sketch| !quantity(&sketch.meaning));
    dated.map(|sketch| sketch.start..sketch.end).collect()
}

/// Adds the part of the day or the time of day to the value.
fn with_time_of_day(sketch: &Sketch, mut placed: Placed) -> Placed {
    let repeated = matches!(sketch.meaning, Meaning::Set(_) | Meaning::Duration(_) | Meaning::Range(..));
    if let Some((hour, minute)) = sketch.clock.filter(|_| !repeated) {
        placed.value += &match minute {
            Some(minute) => format!("T{hour:02}:{minute:02}"),
            None => format!("T{hour:02}"),
        };
        placed.kind = TimeKind::Time;
    } else if let Some(part) = sketch.part_of_day.filter(|_| !repeated) {
        placed.value += &format!("T{}", days::part_of_day(part));
        placed.kind = TimeKind::Time;
    }
    placed
}

#[cfg(test)]
mod tests;
