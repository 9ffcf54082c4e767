//! Does the story bear out what a lane proposes? Two sentences that share most words may still speak of two things:
//! inside a story the names that everybody uses prove nothing.

use super::finding::{Evidence, Finding, FindingKind};
use super::reported;
use super::scene::Scene;
use super::words::Word;

/// Two sentences are about one claim if each covers the other so far, words weighed by their rarity in the story.
const ALIKE: f32 = 0.7;
/// And if so much weight is in the shorter.
const LEAST_WEIGHT: f32 = 2.5;

/// Whether the two sides of a finding are one claim told twice: gate G1 seen from the whole story.
///
/// One article that words two sentences alike does so on purpose, so only what two articles say is kept, or what two
/// parties say in one.
pub fn is_same_claim(scene: &Scene, finding: &Finding) -> bool {
    let [one, other] = finding.sides.as_slice() else { return false };
    let (Some(one), Some(other)) = (one.first(), other.first()) else { return false };
    if one.article == other.article && finding.kind != FindingKind::Disputed {
        return false;
    }
    let (Some(words), Some(others)) = (words(scene, one), words(scene, other)) else { return false };
    let weight = |words: &[Word]| -> f32 { words.iter().map(|word| word.weight).sum() };
    weight(&words).min(weight(&others)) >= LEAST_WEIGHT
        && scene.covers(&words, &others).min(scene.covers(&others, &words)) >= ALIKE
}

/// The content words of the sentence around a piece of evidence, the evidence itself left out.
fn words(scene: &Scene, evidence: &Evidence) -> Option<Vec<Word>> {
    let position = scene.accounts.iter().position(|account| account.article_index == evidence.article)?;
    Some(scene.words_outside(position, evidence.context, evidence.anchor))
}

impl Scene<'_> {
    /// How far a list of words covers another, at most 1.
    pub fn covers(&self, wanted: &[Word], words: &[Word]) -> f32 {
        let other = reported::Account::new(vec![words.to_vec()]);
        reported::best_sentence(&self.vocabulary, wanted, &other, [0]).map_or(0.0, |report| report.in_sentence)
    }
}
