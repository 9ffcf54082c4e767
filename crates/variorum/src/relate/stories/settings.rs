//! The numbers that grouping turns on.

use super::agglomerate::Linkage;
use super::candidates::IN_COMMON;
use super::evidence::Weights;

/// The numbers that grouping turns on; one setting serves all collections. How each was chosen stands in
/// `docs/benchmarks/relate.md`.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Weight of a word of the headline, of the lead, of the rest (1).
    pub headline: f32,
    pub lead: f32,
    /// Words of the text that count as its lead.
    pub lead_words: usize,
    /// Terms kept of each article.
    pub terms: usize,
    /// Words more common than this (natural logarithm of articles over articles with the word) are left out.
    pub stop_rarity: f32,
    /// Two neighbouring words that are each rarer than this make a term of their own,
    pub pair_rarity: f32,
    /// which weighs this share of what the two weigh together.
    pub pair: f32,
    /// Names kept of each article.
    pub names: usize,
    /// Words of the text whose days of the week count, and whose numbers do.
    pub weekday_words: usize,
    pub figure_words: usize,
    /// Share of headline and lead in what two articles share; the rest is the whole text's,
    pub top: f32,
    /// and the least share from which they are looked at.
    pub least_shared: f32,
    /// Articles further apart than this are never one story, in days.
    pub window_days: i32,
    /// What the evidence on two articles weighs.
    pub weights: Weights,
    /// Pairs less probable than this count as 0.
    pub floor: f32,
    /// What the strongest terms of two articles must have in common for the pair to be looked at.
    pub in_common: f32,
    /// The first where one of the two has a day and the other has none: those are compared over all years, so there are many
    /// more of them, and nothing but the words says that they are of one time.
    pub half_dated_in_common: f32,
    /// When groups of articles are one story.
    pub linkage: Linkage,
    /// Terms by which an article is found.
    pub index_terms: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            headline: 3.0,
            lead: 2.0,
            lead_words: 60,
            terms: 200,
            stop_rarity: 0.7,
            pair_rarity: 2.0,
            pair: 0.5,
            names: 40,
            weekday_words: 120,
            figure_words: 100,
            top: 0.2,
            least_shared: 0.05,
            window_days: 4,
            weights: Weights {
                constant: 1.3,
                whole: 1.8,
                top: 0.3,
                names: 1.25,
                first_names: 1.2,
                headline: 1.1,
                dated: 1.7,
                day: -1.5,
                later: -0.4,
                other_weekday: -1.1,
                same_figure: 0.3,
                other_figures: -0.5,
                same_year: 1.8,
                other_year: -0.5,
                other_twice: -1.0,
                other_weekday_undated: -3.4,
            },
            floor: 0.02,
            in_common: 0.02,
            half_dated_in_common: 0.05,
            linkage: Linkage { threshold: 0.28, undated: 0.38, sure: 0.55, friend: 0.8, cohesion: 0.65 },
            index_terms: 40,
        }
    }
}

impl Settings {
    /// Whether two articles are looked at whose strongest terms have so much in common, summed over [`super::in_common`].
    /// The last are their publication days.
    pub fn is_enough(&self, in_common: u32, [one, other]: [Option<i32>; 2]) -> bool {
        let enough = if one.is_some() != other.is_some() { self.half_dated_in_common } else { self.in_common };
        in_common >= (enough * IN_COMMON) as u32
    }

    /// Whether two articles as alike as this, with these publication days, may bring their groups together: groups merge
    /// only above an average, and the best of their pairs is no worse than that.
    pub fn may_join(&self, likeness: f64, [one, other]: [Option<i32>; 2]) -> bool {
        likeness >= self.linkage.least_between([one.is_some(), other.is_some()])
    }

    /// The least likeness with which that may be.
    pub fn least_joining(&self) -> f64 {
        f64::from(self.linkage.threshold.min(self.linkage.undated))
    }
}
