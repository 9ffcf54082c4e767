//! Propositions: the passages of a story that can be claims, and an index of its sentences to find their like.

use super::reported::{self, Report};
use super::scene::Scene;
use super::words::Word;
use crate::text::Anchor;
use std::collections::BTreeMap;

/// A proposition needs so many content words ...
const LEAST_WORDS: usize = 4;
/// ... and so much weight in them, or it says too little to be recognised elsewhere.
const LEAST_WEIGHT: f32 = 2.0;
/// The rarest words of a proposition that are looked up.
const LOOKED_UP: usize = 8;
/// A word that stands in more sentences than this is looked up only where nothing rarer is left.
const COMMON: usize = 400;

/// A clause, or a sentence without clauses, that says enough to be found again in other words.
#[derive(Clone, Debug)]
pub struct Proposition {
    /// Position of the account in the scene.
    pub account: usize,
    pub sentence: usize,
    pub anchor: Anchor,
    pub words: Vec<Word>,
}

impl Proposition {
    /// How much it tells: the weights of its words.
    pub fn weight(&self) -> f32 {
        self.words.iter().map(|word| word.weight).sum()
    }
}

/// The propositions of a story in account and text order. Clauses of one sentence stand beside the whole sentence
/// only where they are shorter than it.
pub fn propositions(scene: &mut Scene) -> Vec<Proposition> {
    let mut found = Vec::new();
    let Scene { accounts, vocabulary, .. } = scene;
    for (position, account) in accounts.iter().enumerate() {
        let sentences = &account.analysis.layout.sentences;
        let mut by_sentence: BTreeMap<usize, Vec<Anchor>> = BTreeMap::new();
        for statement in &account.analysis.statements {
            by_sentence.entry(statement.sentence).or_default().push(statement.anchor);
        }
        for (sentence, known) in sentences.iter().enumerate() {
            if !account.intact.get(sentence).copied().unwrap_or(false) {
                continue;
            }
            let mut passages = by_sentence.remove(&sentence).unwrap_or_default();
            passages.push(known.anchor);
            passages.sort();
            passages.dedup();
            for anchor in passages {
                let words = vocabulary.read(anchor.of(account.text()));
                let proposition = Proposition { account: position, sentence, anchor, words };
                if proposition.words.len() >= LEAST_WORDS && proposition.weight() >= LEAST_WEIGHT {
                    found.push(proposition);
                }
            }
        }
    }
    found
}

/// Where each stem stands: finds the sentences that share the rarest words with a proposition.
pub struct SentenceIndex {
    /// By stem: (account, sentence), in order.
    postings: Vec<Vec<(u32, u32)>>,
}

impl SentenceIndex {
    /// Indexes all sentences of a story.
    pub fn new(scene: &Scene) -> SentenceIndex {
        let mut postings: Vec<Vec<(u32, u32)>> = Vec::new();
        for (position, account) in scene.accounts.iter().enumerate() {
            for (sentence, words) in account.words.sentences.iter().enumerate() {
                for word in words {
                    let stem = word.stem as usize;
                    if postings.len() <= stem {
                        postings.resize_with(stem + 1, Vec::new);
                    }
                    let place = (position as u32, sentence as u32);
                    if let Some(list) = postings.get_mut(stem).filter(|list| list.last() != Some(&place)) {
                        list.push(place);
                    }
                }
            }
        }
        SentenceIndex { postings }
    }

    /// At most `limit` sentences of other accounts that share most with a proposition, as (account, sentence).
    pub fn candidates(&self, proposition: &Proposition, limit: usize) -> Vec<(usize, usize)> {
        let mut lists: Vec<(&[(u32, u32)], f32)> = Vec::new();
        let mut stems: Vec<Word> = proposition.words.clone();
        stems.sort_by_key(|word| word.stem);
        stems.dedup_by_key(|word| word.stem);
        for word in stems {
            if let Some(list) = self.postings.get(word.stem as usize) {
                lists.push((list, word.weight));
            }
        }
        lists.sort_by_key(|(list, _)| list.len());
        let rare = lists.iter().filter(|(list, _)| list.len() <= COMMON).count();
        lists.truncate(rare.clamp(2, LOOKED_UP));
        let mut shared: BTreeMap<(u32, u32), f32> = BTreeMap::new();
        for (list, weight) in lists {
            for place in list.iter().take(4 * COMMON).filter(|place| place.0 as usize != proposition.account) {
                *shared.entry(*place).or_default() += weight;
            }
        }
        let mut ranked: Vec<((u32, u32), f32)> = shared.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked.into_iter().map(|((account, sentence), _)| (account as usize, sentence as usize)).collect()
    }

    /// The best sentence of each other account that may report the proposition, with the position of the account.
    pub fn reports(&self, scene: &Scene, proposition: &Proposition, limit: usize) -> Vec<(usize, Report)> {
        let mut by_account: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (account, sentence) in self.candidates(proposition, limit) {
            by_account.entry(account).or_default().push(sentence);
        }
        let mut reports = Vec::new();
        for (position, mut sentences) in by_account {
            sentences.sort_unstable();
            if let Some(account) = scene.accounts.get(position)
                && let Some(report) =
                    reported::best_sentence(&scene.vocabulary, &proposition.words, &account.words, sentences)
            {
                reports.push((position, report));
            }
        }
        reports
    }
}
