//! Pronouns: whom "he", "she" and "who" stand for, where a small learnt model is sure of it.
//!
//! Candidates are the persons named, described or already meant by a pronoun shortly before, and those named later in
//! the same sentence. A maximum-entropy ranker weighs them against "none of them" (Denis and Baldridge 2008 rank in
//! this way); its features are in [`super::signs`]. The weights stand in `models/english/pronouns.tsv`, made by
//! `variorum-train train-pronouns` from GAP (Webster and others 2018).

use super::descriptions::Described;
use super::joining::Draft;
use super::lexicon::LEXICON;
use super::page::Page;
use super::signs::{self, Case, Seen, SexSign};
use super::{EntityKind, Sex};
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A pronoun and the draft it stands for; `None` where that is not sure.
pub(super) struct Pronoun {
    pub anchor: Anchor,
    pub draft: Option<usize>,
}

/// The candidates of one pronoun, as the trainer wants them.
#[derive(Clone, Debug)]
pub struct Choice {
    pub pronoun: Anchor,
    pub candidates: Vec<Candidate>,
    /// Features of "none of them".
    pub none: Vec<u16>,
}

/// A person that a pronoun may stand for.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub draft: usize,
    /// The names of the person in the text.
    pub names: Vec<Anchor>,
    pub features: Vec<u16>,
}

/// Weights by feature, and how sure the best candidate must be.
#[derive(Clone, Debug)]
pub struct Weights {
    pub values: Vec<f32>,
    /// Least probability of the best candidate.
    pub threshold: f32,
}

/// The weights that come with the library.
pub static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../../../../models/english/pronouns.tsv")));

impl Weights {
    /// Reads weights written as lines of feature block, value and weight; a line `threshold` says how sure is sure.
    pub fn read(lines: &str) -> Weights {
        let mut weights = Weights { values: vec![0.0; signs::size()], threshold: 1.0 };
        for line in lines.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(block), Some(value), Some(Ok(weight))) =
                (fields.next(), fields.next(), fields.next().map(str::parse::<f32>))
            else {
                continue;
            };
            if block == "threshold" {
                weights.threshold = weight;
            } else if let Some(slot) =
                signs::index(block, value.parse().unwrap_or(usize::MAX)).and_then(|index| weights.values.get_mut(index))
            {
                *slot = weight;
            }
        }
        weights
    }

    fn score(&self, features: &[u16]) -> f32 {
        features.iter().filter_map(|feature| self.values.get(usize::from(*feature))).sum()
    }

    /// The probabilities of the candidates, that of "none of them" last.
    pub fn probabilities(&self, choice: &Choice) -> Vec<f32> {
        let features = choice.candidates.iter().map(|candidate| &candidate.features).chain([&choice.none]);
        let scores: Vec<f32> = features.map(|features| self.score(features)).collect();
        let highest = scores.iter().copied().fold(f32::MIN, f32::max);
        let weights: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
        let sum: f32 = weights.iter().sum();
        weights.iter().map(|weight| weight / sum).collect()
    }

    /// The draft of the best candidate, if it is sure enough.
    fn choose(&self, choice: &Choice) -> Option<usize> {
        let probabilities = self.probabilities(choice);
        let (best, probability) = choice
            .candidates
            .iter()
            .zip(&probabilities)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
            .map(|(candidate, probability)| (candidate.draft, *probability))?;
        (probability >= self.threshold).then_some(best)
    }
}

/// Resolves the pronouns of a page; `seen` gets each choice there was, for the trainer.
pub(super) fn resolve(
    page: &Page,
    drafts: &[Draft],
    owner: &[Option<usize>],
    descriptions: &[Described],
    weights: &Weights,
    mut seen: Option<&mut Vec<Choice>>,
) -> Vec<Pronoun> {
    let mut state = State::new(page, drafts);
    let mut found = Vec::new();
    for (token, event) in events(page, owner, descriptions) {
        match event {
            Event::Named { draft, form } => state.see(draft, token, form),
            Event::Described { draft } => state.see(draft, token, None),
            Event::Pronoun(kind) => {
                let Some(anchor) = page.layout.tokens.get(token).copied() else { continue };
                let draft = match kind {
                    PronounKind::Personal(sex) => {
                        let choice = state.choice(token, anchor, sex, owner);
                        let draft = weights.choose(&choice);
                        state.resolved(token, sex, draft);
                        if let Some(seen) = &mut seen {
                            seen.push(choice);
                        }
                        draft
                    }
                    PronounKind::Relative => match relative(page, owner, drafts, token) {
                        Some(draft) => Some(draft),
                        None => continue,
                    },
                    PronounKind::Plural => None,
                };
                found.push(Pronoun { anchor, draft });
            }
        }
    }
    found
}

/// Most candidates of a pronoun, the nearest first.
const MOST_CANDIDATES: usize = 10;

/// Sentences after which a person is no candidate any more.
const FARTHEST: usize = 8;

#[derive(Clone, Copy)]
enum PronounKind {
    Personal(Sex),
    Relative,
    Plural,
}

enum Event {
    Named { draft: usize, form: Option<usize> },
    Described { draft: usize },
    Pronoun(PronounKind),
}

/// Names, descriptions and pronouns in text order.
fn events(page: &Page, owner: &[Option<usize>], descriptions: &[Described]) -> Vec<(usize, Event)> {
    let mut events = Vec::new();
    for (form, known) in page.forms.iter().enumerate() {
        if let Some(draft) = owner.get(form).copied().flatten() {
            events.push((signs::head_of(page, &known.tokens), Event::Named { draft, form: Some(form) }));
        }
    }
    for described in descriptions {
        if let Some(draft) = described.draft {
            let tokens = page.layout.tokens_in(described.role.anchor);
            events.push((signs::head_of(page, &tokens), Event::Described { draft }));
        }
    }
    for token in 0..page.layout.tokens.len() {
        if let Some(kind) = pronoun(page.word(token)) {
            events.push((token, Event::Pronoun(kind)));
        }
    }
    events.sort_by_key(|(token, _)| *token);
    events
}

fn pronoun(word: &str) -> Option<PronounKind> {
    if !(2..=10).contains(&word.len()) {
        return None;
    }
    Some(match word {
        "he" | "He" | "him" | "Him" | "his" | "His" | "himself" | "HE" | "HIS" => PronounKind::Personal(Sex::Male),
        "she" | "She" | "her" | "Her" | "hers" | "Hers" | "herself" | "SHE" | "HER" => {
            PronounKind::Personal(Sex::Female)
        }
        "who" | "whom" | "whose" => PronounKind::Relative,
        "they" | "They" | "them" | "Them" | "their" | "Their" | "themselves" => PronounKind::Plural,
        _ => return None,
    })
}

/// The person whom a relative pronoun right after the name stands for.
fn relative(page: &Page, owner: &[Option<usize>], drafts: &[Draft], token: usize) -> Option<usize> {
    let before = token.checked_sub(1)?;
    let last = if page.word(before) == "," { before.checked_sub(1)? } else { before };
    let draft = owner.get(page.form_at(last)?).copied().flatten()?;
    drafts.get(draft).filter(|draft| draft.kind == EntityKind::Person).map(|_| draft)
}

/// What has been read so far.
struct State<'a> {
    page: &'a Page<'a>,
    drafts: &'a [Draft],
    quoted: Vec<bool>,
    /// By draft.
    known: BTreeMap<usize, Known>,
    /// Drafts, the one seen last at the end.
    recent: Vec<usize>,
    first: Option<usize>,
    /// The last personal pronoun of a sex: its draft, if it was resolved, and its sentence.
    pronouns: BTreeMap<Sex, (Option<usize>, usize)>,
    /// The sex that a resolved pronoun said of a draft.
    said_by_pronoun: BTreeMap<usize, Sex>,
}

/// A person so far: how often seen, and where last.
struct Known {
    count: usize,
    last: Seen,
}

impl<'a> State<'a> {
    fn new(page: &'a Page<'a>, drafts: &'a [Draft]) -> State<'a> {
        State {
            page,
            drafts,
            quoted: signs::quoted(page),
            known: BTreeMap::new(),
            recent: Vec::new(),
            first: None,
            pronouns: BTreeMap::new(),
            said_by_pronoun: BTreeMap::new(),
        }
    }

    fn is_person(&self, draft: usize) -> bool {
        self.drafts.get(draft).is_some_and(|draft| draft.kind == EntityKind::Person)
    }

    fn see(&mut self, draft: usize, token: usize, form: Option<usize>) {
        if !self.is_person(draft) {
            return;
        }
        let seen = Seen::at(self.page, token, form, &self.known_in_sentence(token));
        self.first.get_or_insert(draft);
        self.recent.retain(|known| *known != draft);
        self.recent.push(draft);
        if self.recent.len() > 4 * MOST_CANDIDATES {
            self.recent.remove(0);
        }
        let count = self.known.get(&draft).map_or(0, |known| known.count) + 1;
        self.known.insert(draft, Known { count, last: seen });
    }

    /// The drafts seen in the sentence of a token.
    fn known_in_sentence(&self, token: usize) -> BTreeSet<usize> {
        let sentence = self.page.sentence_of(token);
        let recent = self.recent.iter().rev();
        recent
            .copied()
            .take_while(|draft| self.known.get(draft).is_some_and(|known| known.last.sentence == sentence))
            .collect()
    }

    fn resolved(&mut self, token: usize, sex: Sex, draft: Option<usize>) {
        if let Some(draft) = draft {
            self.see(draft, token, None);
            self.said_by_pronoun.insert(draft, sex);
            if let Some(known) = self.known.get_mut(&draft) {
                known.last.is_pronoun = true;
            }
        }
        self.pronouns.insert(sex, (draft, self.page.sentence_of(token)));
    }

    fn fits(&self, draft: usize, sex: Sex) -> bool {
        self.drafts.get(draft).is_some_and(|draft| draft.sex.is_none_or(|known| known == sex))
    }

    fn sex_sign(&self, draft: usize, sex: Sex) -> SexSign {
        let Some(known) = self.drafts.get(draft) else { return SexSign::Unknown };
        if known.sex.is_some() {
            return SexSign::Known;
        }
        if let Some(said) = self.said_by_pronoun.get(&draft) {
            return if *said == sex { SexSign::Pronoun } else { SexSign::OtherPronoun };
        }
        let form = known.forms.first().and_then(|form| self.page.forms.get(*form));
        let given = form.and_then(|form| LEXICON.given_name(self.page.word(form.tokens.start)));
        match given {
            Some(usual) if usual == sex => SexSign::GivenName,
            Some(_) => SexSign::OtherGivenName,
            None => SexSign::Unknown,
        }
    }

    /// The candidates of the personal pronoun at `token`.
    fn choice(&self, token: usize, pronoun: Anchor, sex: Sex, owner: &[Option<usize>]) -> Choice {
        let sentence = self.page.sentence_of(token);
        let inside = |token: usize| self.quoted.get(token).copied().unwrap_or(false);
        let mut drafts: Vec<usize> = self.recent.iter().rev().copied().filter(|draft| self.fits(*draft, sex)).collect();
        drafts.retain(|draft| {
            self.known.get(draft).is_some_and(|known| {
                known.last.sentence + FARTHEST >= sentence && (!inside(token) || inside(known.last.token))
            })
        });
        drafts.truncate(MOST_CANDIDATES);
        let later = self.named_later(token, sentence, sex, owner);
        for draft in later.keys() {
            if !drafts.contains(draft) {
                drafts.push(*draft);
            }
        }
        let highest = drafts.iter().filter_map(|draft| self.known.get(draft)).map(|known| known.count).max();
        let case = Case::of(self.page, token, drafts.len());
        let candidates = drafts.iter().enumerate().map(|(rank, draft)| {
            let known = self.known.get(draft);
            let mut features = Vec::with_capacity(20);
            signs::of_candidate(
                &case,
                &signs::CandidateFacts {
                    page: self.page,
                    sex: self.sex_sign(*draft, sex),
                    rank,
                    count: known.map_or(0, |known| known.count),
                    is_most_frequent: known.map(|known| known.count) == highest,
                    is_first: self.first == Some(*draft),
                    last: known.map(|known| &known.last),
                    later: later.get(draft).copied(),
                    previous_pronoun: self
                        .pronouns
                        .get(&sex)
                        .map(|(meant, at)| (*meant == Some(*draft), meant.is_some(), *at)),
                },
                &mut features,
            );
            let names = self.drafts.get(*draft).into_iter().flat_map(|draft| &draft.forms);
            let names = names.filter_map(|form| self.page.forms.get(*form)).map(|form| form.anchor).collect();
            Candidate { draft: *draft, names, features }
        });
        Choice { pronoun, candidates: candidates.collect(), none: signs::of_none(&case) }
    }

    /// Persons named after the pronoun in its sentence, with the head of the first such name.
    fn named_later(&self, token: usize, sentence: usize, sex: Sex, owner: &[Option<usize>]) -> BTreeMap<usize, usize> {
        let mut later = BTreeMap::new();
        let first = self.page.forms.partition_point(|form| form.tokens.start <= token);
        for (index, form) in self.page.forms.iter().enumerate().skip(first) {
            if self.page.sentence_of(form.tokens.start) != sentence {
                break;
            }
            if let Some(draft) = owner.get(index).copied().flatten()
                && self.is_person(draft)
                && self.fits(draft, sex)
                && later.len() < MOST_CANDIDATES
            {
                later.entry(draft).or_insert_with(|| signs::head_of(self.page, &form.tokens));
            }
        }
        later
    }
}
