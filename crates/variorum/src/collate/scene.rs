//! One story laid out for comparison: its accounts, their text families, their words, and who is who across them.

use super::limits::{Bounds, Limits};
use super::references::References;
use super::reported;
use super::who::Who;
use super::words::{Vocabulary, Word};
use crate::analyse::Analysis;
use crate::article::Article;
use crate::language::lemma;
use crate::relate::hashing::{HashKeyMap, hash_of_string, mix};
use crate::relate::{Derivation, Story, origins};
use crate::text::Anchor;
use std::collections::BTreeMap;
use std::rc::Rc;

/// One story, prepared once and read by every lane.
pub struct Scene<'a> {
    /// In collection order.
    pub accounts: Vec<Account<'a>>,
    pub vocabulary: Vocabulary,
    /// Persons, organisations and places across the accounts.
    pub who: Who,
    /// Who is meant by an office alone: "the Norland president".
    pub references: References,
    /// Where the searches stop.
    pub bounds: Bounds,
}

/// One article of the story.
pub struct Account<'a> {
    /// Index into the collection.
    pub article_index: usize,
    pub article: &'a Article,
    pub analysis: &'a Analysis,
    /// Accounts of one text family (copies and rewrites of one text) share this number: the position of the first.
    pub family: usize,
    /// The words of its sentences, parallel to the sentences of the layout.
    pub words: reported::Account,
    /// Whether each sentence is intact (gate G0).
    pub intact: Vec<bool>,
    /// The base forms of its tokens, in lower case.
    lemmas: Vec<Rc<str>>,
}

impl<'a> Scene<'a> {
    /// Lays out a story. Members that are not in the collection are left out.
    pub fn new(
        story: &Story,
        articles: &'a [Article],
        analyses: &'a [Analysis],
        derivations: &[Derivation],
        limits: &Limits,
    ) -> Scene<'a> {
        let mut indexes: Vec<usize> = story.members.iter().map(|member| member.article).collect();
        indexes.sort_unstable();
        indexes.dedup();
        let mut vocabulary = Vocabulary::default();
        let mut lemmas = Lemmas::default();
        let mut accounts = Vec::with_capacity(indexes.len());
        for article_index in indexes {
            let (Some(article), Some(analysis)) = (articles.get(article_index), analyses.get(article_index)) else {
                continue;
            };
            let sentences = &analysis.layout.sentences;
            let words: Vec<Vec<Word>> =
                sentences.iter().map(|sentence| vocabulary.read(sentence.anchor.of(&article.text))).collect();
            let intact = sentences.iter().map(|sentence| is_intact(analysis, sentence.anchor)).collect();
            let words = reported::Account::new(words);
            let (family, lemmas) = (accounts.len(), lemmas.of(article, analysis));
            accounts.push(Account { article_index, article, analysis, family, words, intact, lemmas });
        }
        let articles = accounts.len();
        vocabulary.fit_to_story(accounts.iter_mut().flat_map(|account| &mut account.words.sentences), articles);
        for account in &mut accounts {
            account.words = reported::Account::new(std::mem::take(&mut account.words.sentences));
        }
        join_families(&mut accounts, derivations);
        let who = Who::of(&accounts);
        let references = References::of(&accounts, &who);
        Scene { accounts, vocabulary, who, references, bounds: Bounds::new(*limits) }
    }

    /// The position of the account of an article of the collection.
    pub fn position_of(&self, article: usize) -> Option<usize> {
        self.accounts.binary_search_by_key(&article, |account| account.article_index).ok()
    }

    /// The content words of a passage of the account at `position`, those of a part of it left out.
    pub fn words_outside(&self, position: usize, passage: Anchor, part: Anchor) -> Vec<Word> {
        let text = self.accounts.get(position).map_or("", Account::text);
        let before = text.get(passage.start()..part.start().max(passage.start())).unwrap_or_default();
        let after = text.get(part.end().min(passage.end())..passage.end()).unwrap_or_default();
        let mut words = self.vocabulary.known(before);
        words.extend(self.vocabulary.known(after));
        words
    }
}

impl Account<'_> {
    /// The text of the article.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The base form of a token in lower case; empty outside the text.
    pub fn lemma(&self, token: usize) -> &str {
        self.lemmas.get(token).map_or("", |lemma| lemma)
    }

    /// The sentence around an anchor: its index and place.
    pub fn sentence_of(&self, anchor: Anchor) -> Option<(usize, Anchor)> {
        let index = self.analysis.layout.sentence_at(anchor.start())?;
        self.analysis.layout.sentences.get(index).map(|sentence| (index, sentence.anchor))
    }

    /// Whether the sentence around an anchor lost no words.
    pub fn is_intact_at(&self, anchor: Anchor) -> bool {
        self.sentence_of(anchor).and_then(|(index, _)| self.intact.get(index)).copied().unwrap_or(false)
    }
}

/// The base forms of a story, each found once for all places of a word.
#[derive(Default)]
struct Lemmas {
    /// By hash of a word and its tag.
    known: HashKeyMap<u64, Rc<str>>,
}

impl Lemmas {
    /// The base forms of the tokens of an article.
    fn of(&mut self, article: &Article, analysis: &Analysis) -> Vec<Rc<str>> {
        let tokens = analysis.layout.tokens.iter().enumerate();
        let base = |(token, anchor): (usize, &Anchor)| {
            let (word, tag) = (anchor.of(&article.text), analysis.reading.syntax.tag(token));
            let known = self.known.entry(mix(hash_of_string(word) ^ u64::from(tag.0)));
            known.or_insert_with(|| lemma(word, tag).to_lowercase().into()).clone()
        };
        tokens.map(base).collect()
    }
}

/// Whether no damage that loses words touches a passage.
fn is_intact(analysis: &Analysis, passage: Anchor) -> bool {
    !analysis.damage.iter().any(|damage| damage.kind.loses_words() && damage.anchor.overlaps(passage))
}

/// Gives the accounts of one text family the number of their first.
fn join_families(accounts: &mut [Account], derivations: &[Derivation]) {
    let positions: BTreeMap<usize, usize> =
        accounts.iter().enumerate().map(|(position, account)| (account.article_index, position)).collect();
    let inside: Vec<Derivation> = derivations
        .iter()
        .filter_map(|derivation| {
            let (a, b) = (*positions.get(&derivation.a)?, *positions.get(&derivation.b)?);
            Some(Derivation { a, b, ..derivation.clone() })
        })
        .collect();
    let families = origins::families(&inside, accounts.len());
    for (account, family) in accounts.iter_mut().zip(families) {
        account.family = family;
    }
}
