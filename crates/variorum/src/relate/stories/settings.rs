//! The numbers that grouping turns on.

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
    /// Share of headline and lead in the likeness of two articles; the rest is the whole text's.
    pub top: f32,
    /// Average likeness from which two groups of articles are one story.
    pub threshold: f32,
    /// Pairs below this likeness are not looked at.
    pub floor: f32,
    /// Reach of the time decay, in days: `exp(-(apart / reach)^power / 2)`,
    pub decay_days: f32,
    /// with this power: 2 is Gaussian, less has a longer tail.
    pub decay_power: f32,
    /// Words of the text whose days of the week count.
    pub weekday_words: usize,
    /// Articles further apart than this are never one story, in days.
    pub window_days: i32,
    /// Factor where a publication day is missing: nothing then says that the two were written at one time.
    pub undated: f32,
    /// Factor where the leads of two articles name days of the week, and none in common: the next day's news, or another
    /// event of the same kind.
    pub other_weekday: f32,
    /// The same where a publication day is missing: nothing else then tells one event from the next of its kind.
    pub other_weekday_undated: f32,
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
            top: 0.2,
            threshold: 0.11,
            floor: 0.04,
            decay_days: 1.3,
            decay_power: 1.5,
            weekday_words: 120,
            window_days: 4,
            undated: 0.55,
            other_weekday: 0.7,
            other_weekday_undated: 0.3,
            index_terms: 60,
        }
    }
}
