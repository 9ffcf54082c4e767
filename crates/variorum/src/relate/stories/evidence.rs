//! What speaks for and against two articles telling of one event, weighed into a probability.

use super::profile::Profile;
use super::settings::Settings;

/// What two articles have in common, and what sets them apart. Each field is 0 to 1 unless it says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Cosine of the terms of the whole articles, and of headline and lead.
    pub whole: f32,
    pub top: f32,
    /// Cosine of the names.
    pub names: f32,
    /// Share of the names of each lead that the other article has, on average.
    pub first_names: f32,
    /// Share of the terms of each headline that the other article has, on average.
    pub headline: f32,
    /// Days between the publications; `None` where one is not known.
    pub days: Option<i32>,
    /// Both leads name days of the week, and none in common.
    pub other_weekday: bool,
    /// Both leads have numbers: whether one in common.
    pub same_figure: Option<bool>,
    /// Both texts name years: whether the latest is the same.
    pub same_year: Option<bool>,
}

/// What each piece of evidence adds to the log odds of one event. Learnt by logistic regression from pairs of the
/// development sets, rounded; how stands in `docs/benchmarks/relate.md`.
#[derive(Clone, Debug)]
pub struct Weights {
    pub constant: f32,
    /// Times the natural logarithm of the cosines (and a hundredth).
    pub whole: f32,
    pub top: f32,
    pub names: f32,
    pub first_names: f32,
    pub headline: f32,
    /// Both publication days are known,
    pub dated: f32,
    /// for each day between them,
    pub day: f32,
    /// and from the second day on.
    pub later: f32,
    pub other_weekday: f32,
    pub same_figure: f32,
    pub other_figures: f32,
    /// Years count where a publication day is missing.
    pub same_year: f32,
    pub other_year: f32,
    /// Where no publication days are known, and two of day of the week, figures and year differ.
    pub other_twice: f32,
    /// The leads name other days of the week, and a publication day is missing: a veto in all but the surest cases, for
    /// nothing else then tells one event from the next of its kind between the same people.
    pub other_weekday_undated: f32,
}

/// Share assumed where an article has no names or no lead to be covered.
const UNKNOWN_SHARE: f32 = 0.5;

impl Evidence {
    /// The evidence on two articles whose terms have these cosines.
    pub fn of(a: &Profile, b: &Profile, (whole, top): (f32, f32)) -> Evidence {
        let share = |share: Option<f32>| share.unwrap_or(UNKNOWN_SHARE);
        let figures = !a.figures.is_empty() && !b.figures.is_empty();
        Evidence {
            whole,
            top,
            names: a.names.cosine(&b.names),
            first_names: (share(a.first_names.covered_by(&b.whole)) + share(b.first_names.covered_by(&a.whole))) / 2.0,
            headline: (share(a.headline.covered_by(&b.whole)) + share(b.headline.covered_by(&a.whole))) / 2.0,
            days: a.day.zip(b.day).map(|_| days_apart(a, b)),
            other_weekday: other_weekdays(a, b),
            same_figure: figures.then(|| a.figures.iter().any(|figure| b.figures.binary_search(figure).is_ok())),
            same_year: a.year.zip(b.year).map(|(year, other)| year == other),
        }
    }

    /// The probability of one event, 0 to 1.
    pub fn probability(&self, weights: &Weights) -> f32 {
        let logarithm = |cosine: f32| (cosine + 0.01).ln();
        let mut odds = weights.constant
            + weights.whole * logarithm(self.whole)
            + weights.top * logarithm(self.top)
            + weights.names * self.names
            + weights.first_names * self.first_names
            + weights.headline * self.headline;
        odds += match self.same_figure {
            Some(true) => weights.same_figure,
            Some(false) => weights.other_figures,
            None => 0.0,
        };
        odds += match (self.days, self.same_year) {
            (Some(days), _) => weights.dated + weights.day * days as f32 + if days > 1 { weights.later } else { 0.0 },
            (None, Some(true)) => weights.same_year,
            (None, Some(false)) => weights.other_year,
            (None, None) => 0.0,
        };
        if self.other_weekday {
            odds += if self.days.is_some() { weights.other_weekday } else { weights.other_weekday_undated };
        }
        let others = [self.other_weekday, self.same_figure == Some(false), self.same_year == Some(false)];
        if self.days.is_none() && others.iter().filter(|other| **other).count() > 1 {
            odds += weights.other_twice;
        }
        1.0 / (1.0 + (-odds).exp())
    }
}

/// How probable it is that two articles tell of one event; 0 where they share too little to ask.
pub(super) fn likeness(a: &Profile, b: &Profile, settings: &Settings) -> f32 {
    evidence(a, b, settings).map_or(0.0, |evidence| evidence.probability(&settings.weights))
}

/// The evidence on two articles, if they lie in one window and share enough terms to ask.
pub(super) fn evidence(a: &Profile, b: &Profile, settings: &Settings) -> Option<Evidence> {
    if days_apart(a, b) > settings.window_days {
        return None;
    }
    let (whole, top) = (a.whole.cosine(&b.whole), a.top.cosine(&b.top));
    let shared = whole * (1.0 - settings.top) + top * settings.top;
    (shared >= settings.least_shared).then(|| Evidence::of(a, b, (whole, top)))
}

/// Whether both leads name days of the week, and none in common.
pub(super) fn other_weekdays(a: &Profile, b: &Profile) -> bool {
    a.weekdays != 0 && b.weekdays != 0 && a.weekdays & b.weekdays == 0
}

/// Days between two publications; 0 where one of them is not known.
pub(super) fn days_apart(a: &Profile, b: &Profile) -> i32 {
    days_between(a.day, b.day)
}

/// Days between two days; 0 where one of them is not known.
pub(super) fn days_between(one: Option<i32>, other: Option<i32>) -> i32 {
    match (one, other) {
        (Some(first), Some(second)) => i32::try_from(first.abs_diff(second)).unwrap_or(i32::MAX),
        _ => 0,
    }
}
