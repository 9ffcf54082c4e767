//! Hashed features, and the facts about tokens they are made of.

use super::lexicon::reporting_word;
use crate::analyse::quoted::QuotedPassage;
use crate::language::{EntityKind, Reading};
use crate::text::Layout;
use std::ops::Range;

/// A list of hashed features.
#[derive(Clone, Debug, Default)]
pub struct Features {
    pub hashes: Vec<u32>,
}

impl Features {
    /// Adds the feature `template` with up to three values.
    pub fn add(&mut self, template: u32, values: [u32; 3]) {
        self.hashes.push(feature(template, values));
    }
}

/// The hash of the feature `template` with up to three values.
pub fn feature(template: u32, values: [u32; 3]) -> u32 {
    values.into_iter().fold(template.wrapping_add(SEED), mix)
}

/// How many features are hashed at once: as many as fill the registers, so that none is left over to be hashed alone.
pub const AT_ONCE: usize = 32;

/// The hashes of features whose templates follow on one another from `first`; [`feature`] in wide registers.
pub fn features(first: u32, values: &[[u32; 3]; AT_ONCE]) -> [u32; AT_ONCE] {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has just been found to know AVX2.
        return unsafe { hashed_wide(first, values) };
    }
    hashed_with(first, values)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn hashed_wide(first: u32, values: &[[u32; 3]; AT_ONCE]) -> [u32; AT_ONCE] {
    hashed_with(first, values)
}

// Inlined, so that it is compiled once for either width of registers.
#[inline(always)]
fn hashed_with(first: u32, values: &[[u32; 3]; AT_ONCE]) -> [u32; AT_ONCE] {
    let mut hashes = [0; AT_ONCE];
    for ((hash, template), [a, b, c]) in hashes.iter_mut().zip(first..).zip(values) {
        *hash = mix(mix(mix(template.wrapping_add(SEED), *a), *b), *c);
    }
    hashes
}

/// What templates are moved by before values are mixed in.
const SEED: u32 = 0x9e37;

/// Mixes a value into a hash (multiply and fold, as in FxHash, with a final shift so that low bits are good).
#[inline(always)]
pub fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1);
    mixed ^ (mixed >> 15)
}

/// The hash of a word (FNV-1a).
pub fn hash_word(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A length or distance in tokens, in few steps: 0 to 5 as they are, then coarser.
pub fn bucket(length: usize) -> u32 {
    match length {
        0..=5 => length as u32,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        16..=25 => 9,
        26..=40 => 10,
        _ => 11,
    }
}

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fact {
    /// Hash of the word in lower case.
    pub word: u32,
    /// Hash of the word's stem.
    pub stem: u32,
    /// 0 for no reporting word, then kinds of verbs and of nouns.
    pub reporting: u32,
    pub tag: u32,
    pub relation: u32,
    pub is_verb: bool,
    pub is_noun: bool,
    pub is_punctuation: bool,
    /// Kind of name it stands in; 0 for none.
    pub name: u32,
    /// One more than the index of the outermost quoted passage it stands in; 0 outside.
    pub passage: u32,
    /// Whether it is the first or last token of that passage.
    pub opens: bool,
    pub closes: bool,
    pub sentence: u32,
    pub head: Option<u32>,
    pub first: u32,
    pub last: u32,
    /// A bit for each relation that a child has to it.
    pub children: u64,
    /// Its first subject and its first object.
    pub subject: Option<u32>,
    pub object: Option<u32>,
    /// The uppermost token whose subtree begins here.
    pub top_first: u32,
    /// The uppermost token whose subtree ends here.
    pub top_last: u32,
}

/// How many tokens of a kind stand somewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub verbs: u32,
    pub punctuation: u32,
    /// Reporting verbs outside quotation marks.
    pub reporting: u32,
}

/// The tokens of a text and what is known of them.
#[derive(Debug)]
pub struct Facts<'a> {
    pub text: &'a str,
    pub layout: &'a Layout,
    pub reading: &'a Reading,
    pub quoted: &'a [QuotedPassage],
    pub tokens: Vec<Fact>,
    /// By token, what stands before it; one entry more than there are tokens.
    counts: Vec<Counts>,
    /// What is known of a token outside the text: nothing.
    outside: Fact,
}

impl<'a> Facts<'a> {
    /// Gathers the facts of a text in one pass.
    pub fn new(text: &'a str, layout: &'a Layout, reading: &'a Reading, quoted: &'a [QuotedPassage]) -> Facts<'a> {
        let mut tokens = vec![Fact::default(); layout.tokens.len()];
        let mut lower = String::new();
        for (index, (fact, anchor)) in tokens.iter_mut().zip(&layout.tokens).enumerate() {
            lower.clear();
            lower.extend(anchor.of(text).chars().flat_map(char::to_lowercase));
            fact.word = hash_word(&lower);
            if let Some(syntax) = reading.syntax.tokens.get(index) {
                fact.tag = u32::from(syntax.tag.0);
                fact.is_verb = syntax.tag.is_verb();
                fact.is_noun = syntax.tag.is_noun();
                fact.relation = u32::from(syntax.relation.0);
                fact.head = syntax.head;
                fact.first = syntax.first;
                fact.last = syntax.last;
            }
            fact.is_punctuation = !lower.contains(char::is_alphanumeric);
            let word = reporting_word(&lower, fact.is_verb);
            fact.stem = hash_word(word.map_or_else(|| stem(&lower), |word| word.lemma));
            fact.reporting = word.map_or(0, |word| 1 + word.kind as u32 + 4 * u32::from(!word.is_verb));
        }
        for index in 0..tokens.len() {
            let (Some(head), relation) = (tokens[index].head, tokens[index].relation) else { continue };
            let Some(above) = tokens.get_mut(head as usize) else { continue };
            above.children |= 1 << (relation & 63);
            match reading.syntax.relation(index).base() {
                "nsubj" => above.subject = above.subject.or(Some(index as u32)),
                "obj" => above.object = above.object.or(Some(index as u32)),
                _ => {}
            }
        }
        for (index, sentence) in (0u32..).zip(&layout.sentences) {
            for fact in tokens.get_mut(sentence.tokens.clone()).unwrap_or_default() {
                fact.sentence = index;
            }
        }
        for name in &reading.names {
            let kind = match name.kind {
                EntityKind::Person => 1,
                EntityKind::Organisation => 2,
                EntityKind::Place => 3,
                EntityKind::Other => 4,
            };
            for fact in tokens.get_mut(layout.tokens_in(name.anchor)).unwrap_or_default() {
                fact.name = kind;
            }
        }
        for (index, passage) in (1u32..).zip(quoted).filter(|(_, passage)| passage.depth == 0) {
            let inside = layout.tokens_in(passage.anchor);
            for fact in tokens.get_mut(inside.clone()).unwrap_or_default() {
                fact.passage = index;
            }
            if let Some(fact) = tokens.get_mut(inside.start).filter(|fact| fact.passage == index) {
                fact.opens = true;
            }
            if let Some(fact) =
                inside.end.checked_sub(1).and_then(|last| tokens.get_mut(last)).filter(|fact| fact.passage == index)
            {
                fact.closes = true;
            }
        }
        let mut facts = Facts { text, layout, reading, quoted, tokens, counts: Vec::new(), outside: Fact::default() };
        for index in 0..facts.tokens.len() {
            let first = facts.climb(index, |above| above.first as usize == index);
            let last = facts.climb(index, |above| above.last as usize == index);
            if let Some(fact) = facts.tokens.get_mut(index) {
                (fact.top_first, fact.top_last) = (first, last);
            }
        }
        facts.count();
        facts
    }

    fn count(&mut self) {
        let mut so_far = Counts::default();
        self.counts = Vec::with_capacity(self.tokens.len() + 1);
        self.counts.push(so_far);
        for fact in &self.tokens {
            so_far.verbs += u32::from(fact.is_verb);
            so_far.punctuation += u32::from(fact.is_punctuation);
            so_far.reporting += u32::from(fact.passage == 0 && (1..=4).contains(&fact.reporting));
            self.counts.push(so_far);
        }
    }

    /// How many there are among some tokens.
    pub fn counts(&self, tokens: &Range<usize>) -> Counts {
        let (Some(start), Some(end)) = (self.counts.get(tokens.start), self.counts.get(tokens.end)) else {
            return Counts::default();
        };
        Counts {
            verbs: end.verbs.saturating_sub(start.verbs),
            punctuation: end.punctuation.saturating_sub(start.punctuation),
            reporting: end.reporting.saturating_sub(start.reporting),
        }
    }

    /// The fact of a token; an empty one outside the text.
    pub fn at(&self, token: usize) -> &Fact {
        self.tokens.get(token).unwrap_or(&self.outside)
    }

    /// The fact of a token that may not be there.
    pub fn at_some(&self, token: Option<usize>) -> &Fact {
        token.map_or(&self.outside, |token| self.at(token))
    }

    /// The word of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.layout.tokens.get(token).map_or("", |anchor| anchor.of(self.text))
    }

    /// The tokens of the sentence a token stands in.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.layout.sentences.get(self.at(token).sentence as usize).map_or(token..token, |found| found.tokens.clone())
    }

    /// The uppermost governor reached while `holds` holds.
    fn climb(&self, token: usize, holds: impl Fn(&Fact) -> bool) -> u32 {
        let mut current = token;
        // Trees of sentences are shallow; the bound guards against the odd deep one.
        for _ in 0..64 {
            match self.at(current).head {
                Some(head) if self.tokens.get(head as usize).is_some_and(&holds) => current = head as usize,
                _ => break,
            }
        }
        current as u32
    }
}

/// The way through the parse from any token to one cue.
#[derive(Debug)]
pub struct Paths {
    /// The cue and its governors with a hash of the relations climbed so far.
    above: Vec<(u32, u32)>,
}

impl Paths {
    /// Prepares the paths to `cue`.
    pub fn new(facts: &Facts, cue: usize) -> Paths {
        let mut above = Vec::with_capacity(4);
        let mut hash = 1;
        let mut current = cue as u32;
        for _ in 0..4 {
            above.push((current, hash));
            let fact = facts.at(current as usize);
            hash = mix(hash, fact.relation);
            let Some(head) = fact.head else { break };
            current = head;
        }
        Paths { above }
    }

    /// A hash of the relations from `token` up to a governor of the cue and down to the cue; 0 where it is too far.
    pub fn to(&self, facts: &Facts, token: usize) -> u32 {
        let mut hash = 3;
        let mut current = token as u32;
        for _ in 0..4 {
            if let Some((_, down)) = self.above.iter().find(|(above, _)| *above == current) {
                return mix(hash, *down).max(1);
            }
            let fact = facts.at(current as usize);
            hash = mix(hash, fact.relation);
            let Some(head) = fact.head else { break };
            current = head;
        }
        0
    }
}

/// A word without its inflection, crudely: for unknown words only.
fn stem(lower: &str) -> &str {
    for ending in ["ing", "ed", "es", "s", "e"] {
        if let Some(rest) = lower.strip_suffix(ending).filter(|rest| rest.len() > 2) {
            return rest;
        }
    }
    lower
}
