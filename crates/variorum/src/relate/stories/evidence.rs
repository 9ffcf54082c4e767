//! What speaks for and against two articles telling of one event, weighed into a probability.

use super::lookup::Lookup;
use super::profile::Profile;
use super::settings::Settings;
use super::terms::Terms;

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

/// An article laid out to be compared with many others.
pub struct Yardstick<'p> {
    own: &'p Profile,
    /// The terms of the whole article, its first names and its headline.
    terms: Lookup<Share>,
    top: Lookup<f32>,
    names: Lookup<f32>,
}

/// What a term weighs in different lists of an article.
#[derive(Clone, Copy, Default)]
struct Share {
    /// Its weight in the whole article, where that has it.
    whole: Option<f32>,
    /// The squares of its weights among the first names and in the headline, or 0.
    first_names: f32,
    headline: f32,
}

impl<'p> Yardstick<'p> {
    /// Of the article with this profile.
    pub fn new(own: &'p Profile) -> Yardstick<'p> {
        let mut shares: Vec<(u64, Share)> = Vec::with_capacity(own.whole.as_slice().len() + 16);
        shares.extend(own.whole.iter().map(|(term, weight)| (term, Share { whole: Some(weight), ..Share::default() })));
        let in_whole = shares.len();
        let mut share = |term: u64, add: &dyn Fn(&mut Share)| {
            let (whole, others) = shares.split_at_mut(in_whole);
            let known = match whole.binary_search_by_key(&term, |(known, _)| *known) {
                Ok(place) => whole.get_mut(place),
                Err(_) => others.iter_mut().find(|(known, _)| *known == term),
            };
            match known {
                Some((_, share)) => add(share),
                None => {
                    let mut new = Share::default();
                    add(&mut new);
                    shares.push((term, new));
                }
            }
        };
        own.first_names.iter().for_each(|(term, weight)| share(term, &|share| share.first_names = weight * weight));
        own.headline.iter().for_each(|(term, weight)| share(term, &|share| share.headline = weight * weight));
        Yardstick { own, terms: Lookup::new(shares), top: Lookup::of(&own.top), names: Lookup::of(&own.names) }
    }

    /// How probable it is that both articles tell of one event, 0 to 1: the likeness that grouping averages. 0 where they
    /// lie in different windows of days or share too little to ask.
    pub fn likeness(&self, other: &Profile, settings: &Settings) -> f32 {
        self.evidence(other, settings).map_or(0.0, |evidence| evidence.probability(&settings.weights))
    }

    /// Their likeness, as far as grouping counts it.
    pub fn alike(&self, other: &Profile, settings: &Settings) -> Option<f32> {
        Some(self.likeness(other, settings)).filter(|score| *score >= settings.floor)
    }

    /// The evidence on both articles, if they lie in one window and share enough terms to ask.
    pub(super) fn evidence(&self, other: &Profile, settings: &Settings) -> Option<Evidence> {
        let own = self.own;
        if days_apart(own, other) > settings.window_days {
            return None;
        }
        let (mut whole, mut first_names, mut headline) = (0.0, 0.0, 0.0);
        self.terms.for_each_shared(&other.whole, |share, weight| {
            whole += share.whole.unwrap_or(0.0) * weight;
            first_names += share.first_names;
            headline += share.headline;
        });
        let top = self.top.cosine(&other.top);
        let shared = whole * (1.0 - settings.top) + top * settings.top;
        if shared < settings.least_shared {
            return None;
        }
        let figures = !own.figures.is_empty() && !other.figures.is_empty();
        let same_figure = || own.figures.iter().any(|figure| other.figures.binary_search(figure).is_ok());
        let average = |own: &Terms, covered: f32, others: &Terms| {
            let share = |terms: &Terms, covered: f32| if terms.as_slice().is_empty() { UNKNOWN_SHARE } else { covered };
            (share(own, covered) + share(others, self.covered(others))) / 2.0
        };
        Some(Evidence {
            whole,
            top,
            names: self.names.cosine(&other.names),
            first_names: average(&own.first_names, first_names, &other.first_names),
            headline: average(&own.headline, headline, &other.headline),
            days: own.day.zip(other.day).map(|_| days_apart(own, other)),
            other_weekday: other_weekdays(own, other),
            same_figure: figures.then(same_figure),
            same_year: own.year.zip(other.year).map(|(year, other)| year == other),
        })
    }

    /// The share of these terms, by the squares of their weights, that the whole article has.
    fn covered(&self, others: &Terms) -> f32 {
        let mut covered = 0.0;
        self.terms.for_each_shared(others, |share, weight| {
            covered += if share.whole.is_some() { weight * weight } else { 0.0 };
        });
        covered
    }
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
