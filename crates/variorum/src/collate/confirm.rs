//! Does the story bear out what a lane proposes? Two sentences that share most words may still speak of two things:
//! inside a story the names that everybody uses prove nothing.

use super::align::{Kinship, kinship};
use super::finding::{Evidence, Finding, FindingKind};
use super::reported;
use super::scene::Scene;
use super::words::Word;
use std::collections::BTreeSet;

/// Two sentences are about one claim if each covers the other so far, words weighed by their rarity in the story.
const ALIKE: f32 = 0.7;
/// And if so much weight is in the shorter.
const LEAST_WEIGHT: f32 = 2.5;
/// Or if they are nearly the same words, however common those are in the story: so many of the shorter one's stand in
/// the longer, so many of the longer one's in the shorter, and the shorter has so many.
const SAME_OF_SHORTER: f32 = 0.8;
const SAME_OF_LONGER: f32 = 0.6;
const FEWEST_SAME: usize = 4;

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
    if nearly_same(scene, &words, &others) {
        return true;
    }
    let weight = |words: &[Word]| -> f32 { words.iter().map(|word| word.weight).sum() };
    weight(&words).min(weight(&others)) >= LEAST_WEIGHT
        && scene.covers(&words, &others).min(scene.covers(&others, &words)) >= ALIKE
}

/// Whether two lists of content words are the same, or alike in sense, but for a few.
fn nearly_same(scene: &Scene, words: &[Word], others: &[Word]) -> bool {
    let stems = |words: &[Word]| words.iter().map(|word| word.stem).collect::<BTreeSet<u32>>();
    let (own, other) = (stems(words), stems(others));
    let mut rest: Vec<Word> = others.iter().copied().filter(|word| !own.contains(&word.stem)).collect();
    rest.dedup_by_key(|word| word.stem);
    let mut shared = own.intersection(&other).count();
    for word in words.iter().filter(|word| !other.contains(&word.stem)) {
        let alike = |held: &Word| {
            matches!(
                kinship(scene.vocabulary.stem(*word), scene.vocabulary.stem(*held)),
                Kinship::Synonym | Kinship::Inflection
            )
        };
        if let Some(place) = rest.iter().position(alike) {
            rest.swap_remove(place);
            shared += 1;
        }
    }
    let (shorter, longer) = (own.len().min(other.len()), own.len().max(other.len()));
    shared >= FEWEST_SAME
        && shared as f32 >= shorter as f32 * SAME_OF_SHORTER
        && shared as f32 >= longer as f32 * SAME_OF_LONGER
}

/// The content words of the sentence around a piece of evidence, the evidence itself left out unless it is the sentence.
fn words(scene: &Scene, evidence: &Evidence) -> Option<Vec<Word>> {
    let position = scene.position_of(evidence.article)?;
    if evidence.anchor == evidence.context {
        return Some(scene.vocabulary.known(evidence.anchor.of(scene.accounts.get(position)?.text())));
    }
    Some(scene.words_outside(position, evidence.context, evidence.anchor))
}

impl Scene<'_> {
    /// How far a list of words covers another, at most 1.
    pub fn covers(&self, wanted: &[Word], words: &[Word]) -> f32 {
        reported::covered(&self.vocabulary, wanted, words)
    }
}
