//! Universal parts of speech, worked out from the Penn tag, the relation and the word.

use super::syntax::{Relation, Tag};
use serde::{Deserialize, Serialize};

/// A part of speech of Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Universal {
    Adjective,
    Adposition,
    Adverb,
    Auxiliary,
    CoordinatingConjunction,
    Determiner,
    Interjection,
    Noun,
    Numeral,
    Particle,
    Pronoun,
    ProperNoun,
    Punctuation,
    SubordinatingConjunction,
    Symbol,
    Verb,
    Other,
}

impl Universal {
    /// The label of the standard (`ADJ`, `PROPN`).
    pub fn name(self) -> &'static str {
        match self {
            Universal::Adjective => "ADJ",
            Universal::Adposition => "ADP",
            Universal::Adverb => "ADV",
            Universal::Auxiliary => "AUX",
            Universal::CoordinatingConjunction => "CCONJ",
            Universal::Determiner => "DET",
            Universal::Interjection => "INTJ",
            Universal::Noun => "NOUN",
            Universal::Numeral => "NUM",
            Universal::Particle => "PART",
            Universal::Pronoun => "PRON",
            Universal::ProperNoun => "PROPN",
            Universal::Punctuation => "PUNCT",
            Universal::SubordinatingConjunction => "SCONJ",
            Universal::Symbol => "SYM",
            Universal::Verb => "VERB",
            Universal::Other => "X",
        }
    }
}

/// The universal part of speech of a word with its Penn tag and relation.
///
/// Most Penn tags decide alone. `IN` is a conjunction under `mark`; a verb is an auxiliary under `aux` and `cop`;
/// a determiner that heads a phrase is a pronoun.
pub fn universal_tag(word: &str, tag: Tag, relation: Relation) -> Universal {
    match tag.name() {
        "NN" if is_indefinite_pronoun(word) => Universal::Pronoun,
        "NN" | "NNS" => Universal::Noun,
        "NNP" | "NNPS" | "ADD" => Universal::ProperNoun,
        "MD" => Universal::Auxiliary,
        "VB" | "VBD" | "VBG" | "VBN" | "VBP" | "VBZ" => match relation.base() {
            "aux" | "cop" => Universal::Auxiliary,
            _ => Universal::Verb,
        },
        "JJ" | "JJR" | "JJS" => Universal::Adjective,
        "RB" if is_negation(word) => Universal::Particle,
        "RB" | "RBR" | "RBS" | "WRB" => Universal::Adverb,
        "TO" | "POS" => Universal::Particle,
        "IN" if relation.is("mark") => Universal::SubordinatingConjunction,
        "IN" | "RP" => Universal::Adposition,
        "DT" | "WDT" | "PDT" if relation.is("det") || relation.is("advmod") || tag.name() == "PDT" => {
            Universal::Determiner
        }
        "DT" if !stands_alone(word) => Universal::Determiner,
        "DT" | "WDT" | "PRP" | "PRP$" | "WP" | "WP$" | "EX" => Universal::Pronoun,
        "CC" => Universal::CoordinatingConjunction,
        "CD" | "LS" => Universal::Numeral,
        "UH" => Universal::Interjection,
        "$" | "SYM" => Universal::Symbol,
        "," if relation.is("cc") || relation.is("case") => Universal::Symbol,
        "HYPH" | "." | "," | ":" | "``" | "''" | "-LRB-" | "-RRB-" | "NFP" => Universal::Punctuation,
        _ => Universal::Other,
    }
}

/// "someone", "nothing": nouns to the Penn Treebank, pronouns to Universal Dependencies.
fn is_indefinite_pronoun(word: &str) -> bool {
    let lower = word.to_lowercase();
    let Some(rest) = ["some", "any", "every", "no"].iter().find_map(|start| lower.strip_prefix(start)) else {
        return false;
    };
    matches!(rest, "one" | "body" | "thing")
}

/// "this", "that", "these", "those": pronouns where they head a phrase; other determiners stay determiners.
fn stands_alone(word: &str) -> bool {
    ["this", "that", "these", "those"].iter().any(|found| word.eq_ignore_ascii_case(found))
}

/// "not" in all its spellings.
fn is_negation(word: &str) -> bool {
    ["not", "n't", "n’t", "nt"].iter().any(|found| word.eq_ignore_ascii_case(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relation_decides_where_the_penn_tag_leaves_it_open() {
        let check = |word: &str, tag: &str, relation: &str, expected: &str| {
            let tag = Tag::from_name(tag).unwrap();
            let relation = Relation::from_name(relation).unwrap();
            assert_eq!(universal_tag(word, tag, relation).name(), expected, "{word}");
        };
        check("after", "IN", "mark", "SCONJ");
        check("after", "IN", "case", "ADP");
        check("is", "VBZ", "cop", "AUX");
        check("has", "VBZ", "root", "VERB");
        check("that", "DT", "nsubj", "PRON");
        check("that", "DT", "det", "DET");
        check("Nobody", "NN", "nsubj", "PRON");
        check("n't", "RB", "advmod", "PART");
    }
}
