//! Dates, times, durations and sets as TIMEX3 values.

use crate::text::{Anchor, Layout};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
    /// TIMEX3 value: `2025-02-12`, `2025-02-12TMO`, `PT90M`, `XXXX-WXX-3` (a Wednesday, day unknown), `PAST_REF`.
    pub value: String,
    /// First and last day it may mean, both included; `None` where it is a duration or could not be resolved.
    pub days: Option<(Date, Date)>,
    /// Why it has this value: "written out", "day of the week before publication 2025-02-13", "unresolved: no publication day".
    pub reason: String,
}

/// Finds the time expressions of a text; `published` anchors the relative ones.
pub fn find(_text: &str, _layout: &Layout, _published: Option<Date>) -> Vec<TimeExpression> {
    Vec::new()
}
