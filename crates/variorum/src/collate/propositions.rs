//! Propositions: the passages of a story that can be claims, and an index of its sentences to find their like.

use super::limits::{self, Limit, Limits};
use super::reported::{self, Report};
use super::scene::Scene;
use super::words::Word;
use crate::text::Anchor;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A proposition needs so many content words ...
const LEAST_WORDS: usize = 4;
/// ... and so much weight in them, or it says too little to be recognised elsewhere.
const LEAST_WEIGHT: f32 = 2.0;

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
    /// (account, sentence) by number, in order.
    places: Vec<(usize, usize)>,
    /// By account: the number of its first sentence; and the end.
    starts: Vec<u32>,
    /// By stem: the numbers of the sentences it stands in, in order.
    postings: Vec<Vec<u32>>,
    search: RefCell<Search>,
}

/// What one search adds up, kept so that the next needs no memory of its own; empty between two searches.
#[derive(Default)]
struct Search {
    /// By number of a sentence: the weight of the words that it shares.
    shared: Vec<f32>,
    /// The sentences that share a word.
    found: Vec<u32>,
}

impl SentenceIndex {
    /// Indexes all sentences of a story.
    pub fn new(scene: &Scene) -> SentenceIndex {
        let mut postings: Vec<Vec<u32>> = Vec::new();
        let mut places = Vec::new();
        let mut starts = Vec::new();
        for (position, account) in scene.accounts.iter().enumerate() {
            starts.push(places.len() as u32);
            for (sentence, words) in account.words.sentences.iter().enumerate() {
                let number = places.len() as u32;
                places.push((position, sentence));
                for word in words {
                    let stem = word.stem as usize;
                    if postings.len() <= stem {
                        postings.resize_with(stem + 1, Vec::new);
                    }
                    if let Some(list) = postings.get_mut(stem).filter(|list| list.last() != Some(&number)) {
                        list.push(number);
                    }
                }
            }
        }
        starts.push(places.len() as u32);
        let common = |list: &&Vec<u32>| list.len() > scene.bounds.limits.word_sentences;
        scene.bounds.cut(&limits::WORD_SENTENCES, postings.iter().filter(common).count());
        let search = Search { shared: vec![0.0; places.len()], found: Vec::new() };
        SentenceIndex { places, starts, postings, search: search.into() }
    }

    /// The sentences of other accounts that share most with a proposition, as (account, sentence); as many as `limit` lets
    /// through.
    pub fn candidates(&self, scene: &Scene, account: usize, words: &[Word], limit: &Limit) -> Vec<(usize, usize)> {
        let Limits { index_words, word_sentences, .. } = scene.bounds.limits;
        let most = limit.of(&scene.bounds.limits);
        let mut stems: Vec<(u32, f32)> = words.iter().map(|word| (word.stem, word.weight)).collect();
        stems.sort_by_key(|(stem, _)| *stem);
        stems.dedup_by_key(|(stem, _)| *stem);
        let list = |(stem, weight): (u32, f32)| Some((self.postings.get(stem as usize)?.as_slice(), weight));
        let mut lists: Vec<(&[u32], f32)> = stems.into_iter().filter_map(list).collect();
        lists.sort_by_key(|(list, _)| list.len());
        let rare = lists.iter().filter(|(list, _)| list.len() <= word_sentences).count();
        lists.truncate(rare.clamp(2, index_words.max(2)));
        let start = |account: usize| self.starts.get(account).copied().unwrap_or(u32::MAX);
        let own = start(account)..start(account + 1);
        let mut search = self.search.borrow_mut();
        let Search { shared, found } = &mut *search;
        for (list, weight) in lists {
            for number in list.iter().take(word_sentences.saturating_mul(4)).filter(|number| !own.contains(number)) {
                if let Some(sum) = shared.get_mut(*number as usize) {
                    // A word always weighs something, so only what is not found yet weighs nothing.
                    if *sum == 0.0 {
                        found.push(*number);
                    }
                    *sum += weight;
                }
            }
        }
        let mut ranked: Vec<(u32, f32)> = found
            .drain(..)
            .filter_map(|number| Some((number, std::mem::take(shared.get_mut(number as usize)?))))
            .collect();
        let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if ranked.len() > most {
            scene.bounds.cut(limit, 1);
            ranked.select_nth_unstable_by(most, order);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(order);
        ranked.into_iter().filter_map(|(number, _)| self.places.get(number as usize).copied()).collect()
    }

    /// The best sentence of each other account that may report the proposition, with the position of the account.
    pub fn reports(&self, scene: &Scene, proposition: &Proposition, limit: &Limit) -> Vec<(usize, Report)> {
        best_of(scene, proposition, self.candidates(scene, proposition.account, &proposition.words, limit))
    }
}

/// Of some sentences the best of each account, with the position of the account.
pub fn best_of(scene: &Scene, proposition: &Proposition, mut places: Vec<(usize, usize)>) -> Vec<(usize, Report)> {
    places.sort_unstable();
    let of_account = |places: &[(usize, usize)]| {
        let (position, _) = *places.first()?;
        let account = scene.accounts.get(position)?;
        let sentences = places.iter().map(|(_, sentence)| *sentence);
        let report = reported::best_sentence(&scene.vocabulary, &proposition.words, &account.words, sentences)?;
        Some((position, report))
    };
    places.chunk_by(|one, other| one.0 == other.0).filter_map(of_account).collect()
}
