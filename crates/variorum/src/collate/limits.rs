//! How far the searches of a collation go and how much is shown: each limit with its name, and what it cut off.
//!
//! What is looked at must grow with the statements of a story, not with their pairs, so every search stops somewhere. What
//! is beyond a limit is not compared, and the story says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The limits of a collation. A higher one finds more and costs more; with 0 nothing is compared, or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Words that a clause or sentence is looked up by: its rarest (at least two).
    pub index_words: usize,
    /// Sentences that a word may stand in to be looked up; where fewer than two words are rarer, commoner ones are, in
    /// the first four times as many sentences.
    pub word_sentences: usize,
    /// Sentences of other articles compared with a clause, to find who else says it.
    pub clause_sentences: usize,
    /// Of those, sentences of one article.
    pub clause_sentences_of_one: usize,
    /// Sentences of other articles compared with a sentence, to find what one article alone says and what happened on a
    /// day.
    pub passage_sentences: usize,
    /// Sentences of other articles compared with a clause that gives a figure.
    pub figure_sentences: usize,
    /// Sentences, or quotations, laid word by word beside one.
    pub aligned: usize,
    /// Sentences, or quotations, that a word may stand in to bring two of them together.
    pub aligned_word: usize,
    /// Later clauses compared with a clause of the same predicate and argument.
    pub predicate_clauses: usize,
    /// Readings of one quotation that each later one is compared with.
    pub readings: usize,
    /// Earlier passages of one party compared with a passage of it.
    pub party_passages: usize,
    /// Claims shown of a story.
    pub claims: usize,
    /// Items shown of its timeline.
    pub dates: usize,
    /// Sentences shown that one article alone has.
    pub alone: usize,
    /// Of those, sentences of one article.
    pub alone_of_one: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            index_words: 8,
            word_sentences: 400,
            clause_sentences: 48,
            clause_sentences_of_one: 8,
            passage_sentences: 24,
            figure_sentences: 16,
            aligned: 12,
            aligned_word: 48,
            predicate_clauses: 24,
            readings: 24,
            party_passages: 60,
            claims: 40,
            dates: 40,
            alone: 12,
            alone_of_one: 3,
        }
    }
}

/// One limit.
#[derive(Debug)]
pub struct Limit {
    /// As it is called on the command line: "clause-sentences".
    pub name: &'static str,
    /// What it counts.
    pub says: &'static str,
    /// What is counted where it cuts something off, behind the number; empty where a story does not tell, because nearly
    /// every story has more: what is left out then shares or matters least.
    cut: &'static str,
    field: fn(&mut Limits) -> &mut usize,
}

pub const INDEX_WORDS: Limit = Limit {
    name: "index-words",
    says: "words that a clause or sentence is looked up by, its rarest",
    cut: "",
    field: |limits| &mut limits.index_words,
};
pub const WORD_SENTENCES: Limit = Limit {
    name: "word-sentences",
    says: "sentences that a word may stand in to be looked up",
    cut: "words stand in more",
    field: |limits| &mut limits.word_sentences,
};
pub const CLAUSE_SENTENCES: Limit = Limit {
    name: "clause-sentences",
    says: "sentences of other articles compared with a clause",
    cut: "clauses share words with more",
    field: |limits| &mut limits.clause_sentences,
};
pub const CLAUSE_SENTENCES_OF_ONE: Limit = Limit {
    name: "clause-sentences-of-one",
    says: "sentences of one other article compared with a clause",
    cut: "clauses share words with more",
    field: |limits| &mut limits.clause_sentences_of_one,
};
pub const PASSAGE_SENTENCES: Limit = Limit {
    name: "passage-sentences",
    says: "sentences of other articles compared with a lone or dated one",
    cut: "of these share words with more",
    field: |limits| &mut limits.passage_sentences,
};
pub const FIGURE_SENTENCES: Limit = Limit {
    name: "figure-sentences",
    says: "sentences of other articles compared with a clause with a figure",
    cut: "of these share words with more",
    field: |limits| &mut limits.figure_sentences,
};
pub const ALIGNED: Limit = Limit {
    name: "aligned",
    says: "sentences, or quotations, laid word by word beside one",
    cut: "",
    field: |limits| &mut limits.aligned,
};
pub const ALIGNED_WORD: Limit = Limit {
    name: "aligned-word",
    says: "sentences, or quotations, that a word may stand in to pair two",
    cut: "words stand in more",
    field: |limits| &mut limits.aligned_word,
};
pub const PREDICATE_CLAUSES: Limit = Limit {
    name: "predicate-clauses",
    says: "later clauses compared with one of the same predicate and argument",
    cut: "predicates and arguments have more",
    field: |limits| &mut limits.predicate_clauses,
};
pub const READINGS: Limit = Limit {
    name: "readings",
    says: "readings of a quotation that each later one is compared with",
    cut: "quotations have more",
    field: |limits| &mut limits.readings,
};
pub const PARTY_PASSAGES: Limit = Limit {
    name: "party-passages",
    says: "earlier passages of a party compared with a passage of it",
    cut: "parties have more",
    field: |limits| &mut limits.party_passages,
};
pub const CLAIMS: Limit = Limit {
    name: "claims",
    says: "claims shown",
    cut: "more clauses are told by several articles",
    field: |limits| &mut limits.claims,
};
pub const DATES: Limit = Limit {
    name: "dates",
    says: "items of the timeline shown",
    cut: "more were found",
    field: |limits| &mut limits.dates,
};
pub const ALONE: Limit = Limit {
    name: "alone",
    says: "sentences shown that one article alone has",
    cut: "sentences that matter less were not looked for",
    field: |limits| &mut limits.alone,
};
pub const ALONE_OF_ONE: Limit = Limit {
    name: "alone-of-one",
    says: "sentences of one article shown that it alone has",
    cut: "",
    field: |limits| &mut limits.alone_of_one,
};

/// All limits, in the order in which they are listed.
pub const ALL: [&Limit; 15] = [
    &INDEX_WORDS,
    &WORD_SENTENCES,
    &CLAUSE_SENTENCES,
    &CLAUSE_SENTENCES_OF_ONE,
    &PASSAGE_SENTENCES,
    &FIGURE_SENTENCES,
    &ALIGNED,
    &ALIGNED_WORD,
    &PREDICATE_CLAUSES,
    &READINGS,
    &PARTY_PASSAGES,
    &CLAIMS,
    &DATES,
    &ALONE,
    &ALONE_OF_ONE,
];

/// What a limit is to be: `"claims=100"`.
#[derive(Clone, Debug)]
pub struct Setting {
    limit: &'static Limit,
    value: usize,
}

/// Why a limit cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsettable {
    #[error("`{0}` is not NAME=NUMBER")]
    NoPair(String),
    #[error("no limit is called `{name}`; there are: {known}", known = names())]
    NoSuchLimit { name: String },
    #[error("`{number}` is no number for the limit {name}; it takes a whole number from 0 up")]
    NoNumber { name: &'static str, number: String },
}

fn names() -> String {
    ALL.map(|limit| limit.name).join(", ")
}

impl Limit {
    /// What it is in `limits`.
    pub fn of(&self, limits: &Limits) -> usize {
        *(self.field)(&mut limits.clone())
    }
}

impl FromStr for Setting {
    type Err = Unsettable;

    fn from_str(setting: &str) -> Result<Setting, Unsettable> {
        let (name, number) = setting.split_once('=').ok_or_else(|| Unsettable::NoPair(setting.to_string()))?;
        let (name, number) = (name.trim(), number.trim());
        let limit = ALL.into_iter().find(|limit| limit.name == name);
        let limit = limit.ok_or_else(|| Unsettable::NoSuchLimit { name: name.to_string() })?;
        let no_number = |_| Unsettable::NoNumber { name: limit.name, number: number.to_string() };
        Ok(Setting { limit, value: number.parse().map_err(no_number)? })
    }
}

impl Limits {
    /// The usual limits but for these; of two settings of one limit the last holds.
    pub fn with(settings: &[Setting]) -> Limits {
        let mut limits = Limits::default();
        for setting in settings {
            *(setting.limit.field)(&mut limits) = setting.value;
        }
        limits
    }
}

/// A limit that cut something off in a story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitReached {
    /// Its name: "clause-sentences".
    pub limit: String,
    /// What it was set to.
    pub value: usize,
    /// What it counts, and how often there was more, in plain words.
    pub why: String,
}

/// The limits of one collation, with what they have cut off so far.
#[derive(Debug, Default)]
pub struct Bounds {
    pub limits: Limits,
    /// By name of a limit.
    cut: RefCell<BTreeMap<&'static str, usize>>,
}

impl Bounds {
    pub fn new(limits: Limits) -> Bounds {
        Bounds { limits, cut: RefCell::default() }
    }

    /// Notes that a limit cut something off, so many times.
    pub fn cut(&self, limit: &Limit, times: usize) {
        if times > 0 {
            *self.cut.borrow_mut().entry(limit.name).or_default() += times;
        }
    }

    /// The limits that cut something off, in the order of the list.
    pub fn reached(&self) -> Vec<LimitReached> {
        let cut = self.cut.borrow();
        let reached = |limit: &&Limit| {
            let times = cut.get(limit.name).filter(|_| !limit.cut.is_empty())?;
            let value = limit.of(&self.limits);
            let why = format!("{}: at most {value}; {times} {}", limit.says, limit.cut);
            Some(LimitReached { limit: limit.name.to_string(), value, why })
        };
        ALL.iter().filter_map(reached).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_set_by_its_name() {
        let setting = |(number, limit): (usize, &&Limit)| format!("{}={number}", limit.name).parse().unwrap();
        let settings: Vec<Setting> = ALL.iter().enumerate().map(setting).collect();
        let limits = Limits::with(&settings);
        for (number, limit) in ALL.iter().enumerate() {
            assert_eq!(limit.of(&limits), number, "two limits share a field: {}", limit.name);
        }
    }

    #[test]
    fn what_cannot_be_set_is_told() {
        let error = |setting: &str| setting.parse::<Setting>().unwrap_err().to_string();
        assert_eq!(error("claims"), "`claims` is not NAME=NUMBER");
        assert!(error("clams=9").starts_with("no limit is called `clams`; there are: index-words, word-"));
        assert!(error("claims=-1").contains("`-1` is no number for the limit claims"));
    }

    #[test]
    fn what_was_cut_off_is_told() {
        let bounds = Bounds::new(Limits { dates: 2, ..Limits::default() });
        assert!(bounds.reached().is_empty());
        bounds.cut(&DATES, 3);
        bounds.cut(&DATES, 1);
        bounds.cut(&CLAIMS, 0);
        let told: Vec<String> = bounds.reached().into_iter().map(|reached| reached.why).collect();
        assert_eq!(told, ["items of the timeline shown: at most 2; 4 more were found"]);
    }
}
