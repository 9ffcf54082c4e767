//! The numbers that grouping turns on.

/// The numbers that grouping turns on; one setting serves all collections.
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
    /// Factor for words that the article mostly prints with a capital.
    pub name: f32,
    /// Average similarity from which two groups of articles are one story.
    pub threshold: f32,
    /// Pairs below this similarity are not looked at.
    pub floor: f32,
    /// Standard deviation of the time decay, in days.
    pub decay_days: f32,
    /// Articles further apart than this are never one story, in days.
    pub window_days: i32,
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
            name: 1.0,
            threshold: 0.25,
            floor: 0.12,
            decay_days: 1.0,
            window_days: 4,
            index_terms: 60,
        }
    }
}
