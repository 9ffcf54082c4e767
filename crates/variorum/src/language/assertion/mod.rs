//! Polarity and factuality of a clause, from the parse and the word lists of `data/assertion.tsv`.
//!
//! The classes of governing verbs (implicative, factive, of intent) follow the distinctions of Karttunen (1971) and of
//! FactBank (Saurí and Pustejovsky 2009), made coarse.

use super::lemma::lemma;
use super::syntax::Syntax;
use crate::text::Layout;
use crate::text::lists::{WordMap, WordSet, pairs};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Whether a clause affirms or denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    Positive,
    Negative,
}

/// How a clause stands to the facts, as the article words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Factuality {
    Asserted,
    /// "may", "could", "reportedly", "unlikely"
    Possible,
    /// "will", "plans to", "is set to", "agreed to"
    Planned,
    /// "if ...", "unless ..."
    Conditional,
    /// a question
    Asked,
}

/// Polarity and factuality of the clause headed by one predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assertion {
    pub polarity: Polarity,
    pub factuality: Factuality,
}

/// Governors looked at above a predicate: deeper nesting is damage or a wrong parse.
const DEEPEST: usize = 8;

/// The assertion of the clause whose predicate is the token `predicate`.
pub fn of_predicate(text: &str, layout: &Layout, syntax: &Syntax, predicate: usize) -> Assertion {
    let reader = Reader { text, layout, syntax };
    let mut found = reader.of(predicate, DEEPEST);
    if reader.asks(predicate) {
        found.factuality = Factuality::Asked;
    }
    found
}

/// The word lists: classes by lemma.
static CLASSES: LazyLock<WordMap<&str, WordSet<&str>>> = LazyLock::new(|| {
    let mut classes: WordMap<&str, WordSet<&str>> = WordMap::default();
    for (class, lemma) in pairs(include_str!("../../../../../data/assertion.tsv")) {
        classes.entry(lemma).or_default().insert(class);
    }
    classes
});

fn is(lemma: &str, class: &str) -> bool {
    CLASSES.get(lemma).is_some_and(|classes| classes.contains(class))
}

impl Assertion {
    /// Affirmed and asserted: what a clause says unless something in it tells otherwise.
    pub const FACT: Assertion = Assertion { polarity: Polarity::Positive, factuality: Factuality::Asserted };

    fn denied_if(mut self, denied: bool) -> Assertion {
        if denied {
            self.polarity = match self.polarity {
                Polarity::Positive => Polarity::Negative,
                Polarity::Negative => Polarity::Positive,
            };
        }
        self
    }

    /// The weaker of the two factualities; a plan that is only possible is possible.
    fn weakened(mut self, factuality: Factuality) -> Assertion {
        let strength = |factuality| match factuality {
            Factuality::Asserted => 4,
            Factuality::Planned => 3,
            Factuality::Possible => 2,
            Factuality::Conditional => 1,
            Factuality::Asked => 0,
        };
        if strength(factuality) < strength(self.factuality) {
            self.factuality = factuality;
        }
        self
    }
}

struct Reader<'a> {
    text: &'a str,
    layout: &'a Layout,
    syntax: &'a Syntax,
}

impl Reader<'_> {
    fn word(&self, token: usize) -> String {
        self.layout.tokens.get(token).map(|token| token.of(self.text).to_lowercase()).unwrap_or_default()
    }

    fn lemma(&self, token: usize) -> String {
        lemma(&self.word(token), self.syntax.tag(token)).into_owned()
    }

    /// What the clause says by itself and by what governs it.
    fn of(&self, predicate: usize, depth: usize) -> Assertion {
        let mut found = self.own(predicate);
        let Some(governor) = self.syntax.head(predicate).filter(|_| depth > 0) else { return found };
        let relation = self.syntax.relation(predicate);
        match relation.base() {
            "xcomp" | "ccomp" | "csubj" | "acl" if relation.name() != "acl:relcl" => {
                let complement = self.governed(predicate, governor, depth);
                found = found.denied_if(complement.polarity == Polarity::Negative).weakened(complement.factuality);
            }
            "advcl" if self.is_purpose(predicate) => {
                // "is set to meet" and "is ready to meet" may be parsed as purpose.
                let complement = self.governed(predicate, governor, depth);
                found = found.denied_if(complement.polarity == Polarity::Negative).weakened(complement.factuality);
                found = found.weakened(Factuality::Planned);
            }
            "conj" => {
                let first = self.of(governor, depth - 1);
                let conditional = first.factuality == Factuality::Conditional && self.has_mark(governor, "if");
                if self.shares_auxiliaries(predicate, governor) {
                    found = found.denied_if(first.polarity == Polarity::Negative).weakened(first.factuality);
                } else if conditional {
                    found = found.weakened(Factuality::Conditional);
                }
            }
            _ => {}
        }
        found
    }

    /// What the words of the clause itself say: negators, modals, adverbs, conjunctions.
    fn own(&self, predicate: usize) -> Assertion {
        let mut found = Assertion::FACT;
        let mut negations = 0;
        if self.is_to_be_done(predicate) {
            found = found.weakened(Factuality::Planned);
        }
        for child in self.syntax.children(predicate) {
            let word = self.word(child);
            let relation = self.syntax.relation(child);
            match relation.base() {
                "advmod" | "cc" if is(&word, "negator") || word == "longer" && self.follows_no(child) => negations += 1,
                "advmod" if is(&word, "possibly") => found = found.weakened(Factuality::Possible),
                "aux" if word == "would" || word == "'d" || word == "’d" => {
                    let plan = self.is_reported(predicate);
                    found = found.weakened(if plan { Factuality::Planned } else { Factuality::Possible });
                }
                "aux" if is(&word, "may") => found = found.weakened(Factuality::Possible),
                "aux" if is(&word, "will") => found = found.weakened(Factuality::Planned),
                "mark" if is(&word, "if") => {
                    let asked = relation_is_complement(self.syntax, predicate);
                    found = found.weakened(if asked { Factuality::Asked } else { Factuality::Conditional });
                }
                "mark" if word == "whether" => found = found.weakened(Factuality::Asked),
                "mark" | "case" if is(&word, "instead") => negations += 1,
                "advcl" if self.has_mark(child, "if") => found = found.weakened(Factuality::Conditional),
                "nsubj" | "obj" | "obl" | "expl" | "nmod" if self.says_no(child) => negations += 1,
                "det" if word == "no" => negations += 1,
                _ => {}
            }
        }
        found.denied_if(negations > 0)
    }

    /// What a governor says of its complement.
    fn governed(&self, predicate: usize, governor: usize, depth: usize) -> Assertion {
        let lemma = self.lemma(governor);
        let infinitive = self.is_infinitive(predicate);
        let above = self.of(governor, depth - 1);
        let negative = above.polarity == Polarity::Negative;
        let clause = self.syntax.relation(predicate).base() == "ccomp";
        let any = |class| is(&lemma, class);
        if any("denies") {
            // "did not deny that" leaves it open.
            let open = if negative { Factuality::Possible } else { Factuality::Asserted };
            return Assertion { polarity: Polarity::Negative, factuality: open }
                .denied_if(negative)
                .weakened(above.factuality);
        }
        if any("disbelieves") {
            return Assertion { polarity: Polarity::Negative, factuality: Factuality::Possible }.denied_if(negative);
        }
        if infinitive && any("plans") {
            return Assertion::FACT.denied_if(negative).weakened(Factuality::Planned).weakened(above.factuality);
        }
        if any("doubts") || infinitive && any("asks") || clause && negative && any("believes") {
            let denied = negative && (infinitive || any("believes"));
            return Assertion::FACT.denied_if(denied).weakened(Factuality::Possible).weakened(above.factuality);
        }
        if any("true") || any("false") {
            // "it is not true that", "it is false that"
            return Assertion::FACT.denied_if(any("false")).denied_if(negative).weakened(above.factuality);
        }
        if negative && any("certain") {
            return Assertion::FACT.weakened(Factuality::Possible);
        }
        if clause && any("aims") {
            return Assertion::FACT.weakened(Factuality::Possible);
        }
        if clause && any("supposes") && self.is_imperative(governor) {
            return Assertion::FACT.weakened(Factuality::Conditional);
        }
        if clause {
            // "said that", "knew that": what is said stands for itself; "did not say that" leaves it open, and so does
            // "if it is confirmed that".
            let open = matches!(above.factuality, Factuality::Conditional | Factuality::Asked);
            let told = if open { Assertion::FACT.weakened(above.factuality) } else { Assertion::FACT };
            return if negative { told.weakened(Factuality::Possible) } else { told };
        }
        match self.syntax.relation(predicate).base() {
            "xcomp" => above,
            _ => Assertion::FACT,
        }
    }

    /// "are to meet", "is to be completed"
    fn is_to_be_done(&self, predicate: usize) -> bool {
        let before = |steps: usize| predicate.checked_sub(steps).map(|token| self.word(token)).unwrap_or_default();
        let is_be = |word: &str| matches!(word, "am" | "is" | "are" | "was" | "were");
        before(1) == "to" && is_be(&before(2)) || before(1) == "be" && before(2) == "to" && is_be(&before(3))
    }

    /// "no longer"
    fn follows_no(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| self.word(before) == "no")
    }

    fn is_infinitive(&self, predicate: usize) -> bool {
        self.syntax.tag(predicate).name() == "VB"
            || self.syntax.tag(predicate).name() == "VBG"
            || self
                .syntax
                .children(predicate)
                .any(|child| self.word(child) == "to" && self.syntax.relation(child).is("mark"))
    }

    /// "say that they leave": a base form without subject, auxiliary or "to".
    fn is_imperative(&self, token: usize) -> bool {
        let led = |child| ["nsubj", "aux", "mark"].iter().any(|role| self.syntax.relation(child).is(role));
        self.syntax.tag(token).name() == "VB" && !self.syntax.children(token).any(led)
    }

    /// "met to discuss"
    fn is_purpose(&self, predicate: usize) -> bool {
        self.syntax.children(predicate).any(|child| self.word(child) == "to" && self.syntax.relation(child).is("mark"))
    }

    fn has_mark(&self, predicate: usize, class: &str) -> bool {
        self.syntax.children_by(predicate, "mark").any(|mark| is(&self.word(mark), class))
    }

    /// Whether the clause is what somebody said or wrote: then "would" is a future seen from the past.
    fn is_reported(&self, predicate: usize) -> bool {
        let relation = self.syntax.relation(predicate);
        let conditional = self.syntax.children_by(predicate, "advcl").any(|child| self.has_mark(child, "if"));
        !conditional && (relation.is("ccomp") || self.syntax.children_by(predicate, "parataxis").next().is_some())
    }

    /// Whether a noun phrase denies its clause: "no evidence", "none of them", "nobody".
    fn says_no(&self, noun: usize) -> bool {
        let determined = |relation| self.syntax.children_by(noun, relation).any(|child| is(&self.word(child), "no"));
        is(&self.word(noun), "no") || determined("det") || determined("cc:preconj")
    }

    /// "will meet and discuss", "did not meet or speak": the second verb has no auxiliary and no subject of its own.
    fn shares_auxiliaries(&self, predicate: usize, first: usize) -> bool {
        let tag = self.syntax.tag(predicate);
        let own =
            |child| ["aux", "nsubj", "mark", "cop"].iter().any(|relation| self.syntax.relation(child).is(relation));
        tag == self.syntax.tag(first)
            && matches!(tag.name(), "VB" | "VBN" | "VBG")
            && !self.syntax.children(predicate).any(own)
            && !self.syntax.children_by(predicate, "cc").any(|cc| self.word(cc) == "but")
    }

    /// Whether the clause belongs to a question: its sentence ends in a question mark, and it is no relative clause or aside.
    fn asks(&self, predicate: usize) -> bool {
        let Some(sentence) = self.layout.tokens.get(predicate).and_then(|token| self.layout.sentence_at(token.start()))
        else {
            return false;
        };
        let Some(tokens) = self.layout.sentences.get(sentence).map(|sentence| sentence.tokens.clone()) else {
            return false;
        };
        let mark = tokens
            .rev()
            .map(|token| self.word(token))
            .find(|word| !matches!(word.as_str(), "\"" | "”" | "’" | "'" | "''" | ")"));
        if !mark.is_some_and(|mark| mark.ends_with('?')) {
            return false;
        }
        let mut token = predicate;
        for _ in 0..DEEPEST {
            let relation = self.syntax.relation(token);
            if relation.name() == "acl:relcl" || matches!(relation.base(), "parataxis" | "advcl") {
                return false;
            }
            match self.syntax.head(token) {
                Some(head) => token = head,
                None => return true,
            }
        }
        false
    }
}

/// Whether a clause is the complement of its governor: there "if" asks, elsewhere it sets a condition.
fn relation_is_complement(syntax: &Syntax, predicate: usize) -> bool {
    syntax.relation(predicate).is("ccomp")
}

#[cfg(test)]
mod tests;
