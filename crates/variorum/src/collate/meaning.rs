//! What the words of a sentence stand for, so that differently worded sentences can be matched: persons and bodies by
//! who they are, countries by which, other words by sense.

mod alike;

pub use alike::{ALIKE, AlikeIndex};

use super::align::lexicon::{Base, Kinship, comparable_bases, kinship_of_bases, senses};
use super::events;
use super::references::{self, Country};
use super::scene::{Account, Scene};
use super::words::is_stop_word;
use crate::language::syntax::Tag;
use crate::language::{EntityKind, MentionKind};
use crate::relate::hashing::{HashKeyMap, hash_of_string, mix};
use crate::text::lists::{self, WordMap};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// Story-wide number of a person, body or place
    Named(u32),
    /// A country, and whether the word is its name or adjective
    Country { number: u32, itself: bool },
    /// Number of a base form
    Word(u32),
    /// Number of a figure as it is written
    Figure(u32),
}

impl Sense {
    /// What stands for somebody, by the story-wide number.
    pub fn of(named: usize) -> Sense {
        Sense::Named(named as u32)
    }
}

impl From<Country> for Sense {
    fn from(country: Country) -> Sense {
        Sense::Country { number: country.number as u32, itself: country.itself }
    }
}

/// One content word of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Concept {
    pub token: usize,
    pub sense: Sense,
    /// How much it tells in this story.
    pub weight: f32,
}

/// The concepts of every sentence of a story, and how alike two are.
pub struct Meanings {
    /// By account and sentence, in text order; a plural that stands for several has one concept for each.
    sentences: Vec<Vec<Vec<Concept>>>,
    forms: Vec<Form>,
    /// By base form: its keys as bits. Two forms without a common bit have no common key.
    signatures: Vec<u128>,
}

/// A base form with what is looked up of it.
struct Form {
    word: String,
    bases: Vec<Base>,
    classes: BTreeSet<&'static str>,
    groups: Vec<usize>,
    /// Numbers of all that another form may share with it to mean the same: form, senses, classes, groups, beginning.
    keys: Vec<u32>,
}

/// The least weight of a name: the story's own names stand everywhere and must match all the same.
const LEAST_NAME: f32 = 0.4;
/// How much less an adjective or adverb tells than a noun or verb.
const MODIFIER: f32 = 0.6;

impl Meanings {
    /// Reads a story. `groups` gives what plural nouns and pronouns ("the two leaders") stand for, by account and token.
    pub fn of(scene: &Scene, groups: &HashMap<(usize, usize), BTreeSet<usize>>) -> Meanings {
        let mut reader = Reader::default();
        let mut sentences = Vec::with_capacity(scene.accounts.len());
        for (position, account) in scene.accounts.iter().enumerate() {
            let named = named(scene, position, account, groups);
            let all = account.analysis.layout.sentences.iter();
            sentences.push(all.map(|known| reader.sentence(scene, account, known.tokens.clone(), &named)).collect());
        }
        Meanings::new(sentences, reader.forms)
    }

    fn new(sentences: Vec<Vec<Vec<Concept>>>, forms: Vec<Form>) -> Meanings {
        let bit = |key: &u32| 1_u128 << (key.wrapping_mul(0x9E37_79B9) >> 25);
        let signatures = forms.iter().map(|form| form.keys.iter().map(bit).fold(0, |bits, bit| bits | bit)).collect();
        Meanings { sentences, forms, signatures }
    }

    /// The concepts of a sentence, in text order.
    pub fn sentence(&self, account: usize, sentence: usize) -> &[Concept] {
        self.sentences.get(account).and_then(|all| all.get(sentence)).map_or(&[], Vec::as_slice)
    }

    /// How alike two senses are, 0 to 1.
    pub fn likeness(&self, a: Sense, b: Sense) -> f32 {
        match (a, b) {
            (Sense::Country { number: a, itself: one }, Sense::Country { number: b, itself: other }) if a == b => {
                if one == other { 1.0 } else { 0.8 }
            }
            (Sense::Word(a), Sense::Word(b)) if a != b => self.likeness_of_forms(a, b),
            (a, b) => f32::from(u8::from(a == b)),
        }
    }

    /// How alike two senses are that mean the same: [`ALIKE`] at least. Most that do not are told by a look at their keys.
    pub fn alike(&self, a: Sense, b: Sense) -> Option<f32> {
        if let (Sense::Word(a), Sense::Word(b)) = (a, b)
            && a != b
            && let (Some(a), Some(b)) = (self.signatures.get(a as usize), self.signatures.get(b as usize))
            && a & b == 0
        {
            return None;
        }
        Some(self.likeness(a, b)).filter(|likeness| *likeness >= ALIKE)
    }

    fn likeness_of_forms(&self, a: u32, b: u32) -> f32 {
        match (self.forms.get(a as usize), self.forms.get(b as usize)) {
            (Some(a), Some(b)) => likeness(a, b),
            _ => 0.0,
        }
    }
}

/// What a token names.
#[derive(Clone, Default)]
enum Named {
    #[default]
    Nothing,
    /// It belongs to a name, or to the title before one, and stands for nothing of its own.
    Part,
    /// The last token of a name, the noun of a reference, a resolved pronoun: whom it names
    Means(Vec<Sense>),
}

fn named(
    scene: &Scene,
    position: usize,
    account: &Account,
    groups: &HashMap<(usize, usize), BTreeSet<usize>>,
) -> Vec<Named> {
    let layout = &account.analysis.layout;
    let mut named = vec![Named::Nothing; layout.tokens.len()];
    let mut set = |token: usize, means: Named| {
        if let Some(held) = named.get_mut(token) {
            *held = means;
        }
    };
    for mention in &account.analysis.reading.mentions {
        let Some(number) = mention.entity.and_then(|entity| scene.who.number(position, entity)) else { continue };
        let Some(known) = scene.who.known(number) else { continue };
        let tokens = layout.tokens_in(mention.anchor);
        let Some(last) = tokens.clone().last() else { continue };
        let text = mention.anchor.of(account.text());
        let country = references::country(text).or_else(|| references::country(&known.name));
        let sense = match country.filter(|_| known.kind != EntityKind::Person) {
            Some(country) => country.into(),
            None => Sense::of(number),
        };
        tokens.clone().for_each(|token| set(token, Named::Part));
        if mention.kind == MentionKind::Name && known.kind == EntityKind::Person {
            title(account, tokens.start).into_iter().for_each(|token| set(token, Named::Part));
        }
        set(last, Named::Means(vec![sense]));
    }
    for (token, anchor) in layout.tokens.iter().enumerate() {
        let reference = scene.references.at(position, token);
        let people = reference.map(|reference| &reference.holders).or_else(|| groups.get(&(position, token)));
        if let Some(people) = people {
            let means = Named::Means(people.iter().map(|number| Sense::of(*number)).collect());
            let countries = reference.iter().flat_map(|reference| &reference.countries);
            for (token, means) in [(token, means)].into_iter().chain(countries.map(|country| (*country, Named::Part))) {
                if let Some(held) = named.get_mut(token) {
                    *held = means;
                }
            }
            continue;
        }
        let Some(held) = named.get_mut(token).filter(|held| matches!(held, Named::Nothing)) else { continue };
        let word = anchor.of(account.text());
        let person = scene.who.by_last_name(word).map(Sense::of);
        if let Some(sense) = person.or_else(|| references::country(word).map(Sense::from)) {
            *held = Named::Means(vec![sense]);
        }
    }
    named
}

/// The words of the title before a name: "US Treasury Secretary", "Secretary of State", "union leader".
fn title(account: &Account, name: usize) -> Vec<usize> {
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |word| word.of(account.text()));
    let is_office = |token: usize| references::is_office(&word(token).to_lowercase());
    let Some(before) = name.checked_sub(1) else { return Vec::new() };
    let of = before >= 2 && word(before - 1) == "of" && is_office(before - 2);
    let mut title = match (is_office(before), of) {
        (true, _) => vec![before],
        (false, true) => vec![before, before - 1, before - 2],
        (false, false) => return Vec::new(),
    };
    let first = title.last().copied().unwrap_or(before);
    let describes = |token: &usize| {
        syntax.tag(*token).is_proper_noun()
            || references::country(word(*token)).is_some()
            || references::is_function(&word(*token).to_lowercase())
    };
    title.extend((first.saturating_sub(3)..first).rev().take_while(describes));
    title
}

/// Relations of the words that only join others.
const JOINS: &[&str] = &["punct", "case", "mark", "fixed", "aux", "cop"];

/// How much a word tells in this story.
fn weight(scene: &Scene, text: &str) -> f32 {
    scene.vocabulary.known(text).first().map_or(0.0, |word| word.weight)
}

#[derive(Default)]
struct Reader {
    indexes: WordMap<String, u32>,
    forms: Vec<Form>,
    /// By hash of a word and its tag: what it stands for and how much it tells; nothing of a word without content.
    words: HashKeyMap<u64, Option<(Sense, f32)>>,
    /// By hash: the number of what forms may share.
    keys: HashKeyMap<u64, u32>,
}

impl Reader {
    fn sentence(
        &mut self,
        scene: &Scene,
        account: &Account,
        tokens: std::ops::Range<usize>,
        named: &[Named],
    ) -> Vec<Concept> {
        let syntax = &account.analysis.reading.syntax;
        let mut concepts = Vec::new();
        for token in tokens {
            let Some(anchor) = account.analysis.layout.tokens.get(token) else { continue };
            let text = anchor.of(account.text());
            match named.get(token) {
                Some(Named::Part) => {}
                Some(Named::Means(senses)) => {
                    let weight = weight(scene, text).max(LEAST_NAME);
                    concepts.extend(senses.iter().map(|sense| Concept { token, sense: *sense, weight }));
                }
                _ if JOINS.iter().any(|name| syntax.relation(token).is(name)) => {}
                _ => {
                    let word = self.word(scene, text, syntax.tag(token), account.lemma(token));
                    concepts.extend(word.map(|(sense, weight)| Concept { token, sense, weight }));
                }
            }
        }
        concepts
    }

    /// What a word with its tag stands for, and how much it tells.
    fn word(&mut self, scene: &Scene, text: &str, tag: Tag, lemma: &str) -> Option<(Sense, f32)> {
        let key = mix(hash_of_string(text) ^ u64::from(tag.0));
        if let Some(known) = self.words.get(&key) {
            return *known;
        }
        let lower = text.to_lowercase();
        let tells = !is_stop_word(&lower) && lower.contains(char::is_alphanumeric);
        let word = tells.then(|| {
            let weight = weight(scene, text);
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                return (Sense::Figure(self.form(lower)), weight);
            }
            let modifier = matches!(tag.name(), "JJ" | "JJR" | "JJS" | "RB" | "RBR" | "RBS");
            let form = self.form(lemma.to_string());
            (Sense::Word(form), if modifier { weight * MODIFIER } else { weight })
        });
        self.words.insert(key, word);
        word
    }

    fn form(&mut self, word: String) -> u32 {
        if let Some(known) = self.indexes.get(&word) {
            return *known;
        }
        let index = self.forms.len() as u32;
        let bases = comparable_bases(&word);
        let groups = KIN.get(word.as_str()).cloned().unwrap_or_default();
        let classes = ["noun", "verb"].iter().filter_map(|part| events::class_by_lemma(part, &word)).collect();
        let mut form = Form { word: word.clone(), bases, classes, groups, keys: Vec::new() };
        form.keys = self.keys_of(&form);
        self.forms.push(form);
        self.indexes.insert(word, index);
        index
    }

    /// The keys of a form: two forms without a common key are near in sense at most.
    fn keys_of(&mut self, form: &Form) -> Vec<u32> {
        let number = |kind: u64, number: usize| mix(kind << 32 | number as u64);
        let bases = form.bases.iter().map(|base| number(1, usize::from(*base)));
        let senses = form.bases.iter().flat_map(|base| senses(*base)).map(|sense| number(2, usize::from(*sense)));
        let groups = form.groups.iter().map(|group| number(3, *group));
        let classes = form.classes.iter().map(|class| hash_of_string(class));
        let beginning = form.word.as_bytes().first_chunk::<SHORTEST_STEM>();
        let beginning = beginning.map(|letters| number(4, u32::from_le_bytes(*letters) as usize));
        let mut keys = Vec::new();
        for hash in bases.chain(senses).chain(groups).chain(classes).chain(beginning) {
            let next = self.keys.len() as u32;
            keys.push(*self.keys.entry(hash).or_insert(next));
        }
        keys
    }
}

/// The groups of `data/collate/kin.tsv` by word.
static KIN: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut kin: HashMap<&str, Vec<usize>> = HashMap::new();
    for (group, fields) in lists::rows(include_str!("../../../../data/collate/kin.tsv")).enumerate() {
        for word in fields.iter().flat_map(|field| field.split(' ')) {
            kin.entry(word).or_default().push(group);
        }
    }
    kin
});

/// Endings by class, from `data/collate/derivations.tsv`.
static ENDINGS: LazyLock<HashMap<&'static str, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let mut endings: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for (class, ending) in lists::pairs(include_str!("../../../../data/collate/derivations.tsv")) {
        endings.entry(class).or_default().insert(if ending == "-" { "" } else { ending });
    }
    endings
});

/// The likeness of two words that are only near in sense: "brother", "sibling".
const NEAR: f32 = 0.6;

/// How alike two different base forms are in sense.
fn likeness(a: &Form, b: &Form) -> f32 {
    if a.groups.iter().any(|group| b.groups.contains(group)) || are_derived(&a.word, &b.word) {
        return 0.9;
    }
    match kinship_of_bases(&a.bases, &b.bases) {
        Kinship::Inflection => 1.0,
        Kinship::Synonym => 0.9,
        Kinship::Antonym | Kinship::Exclusive(_) => 0.0,
        _ if a.classes.intersection(&b.classes).next().is_some() => 0.9,
        Kinship::Similar => NEAR,
        Kinship::Unknown => 0.0,
    }
}

/// Bytes that a noun and the verb it is made from begin with at least.
const SHORTEST_STEM: usize = 4;

/// Whether one is a noun made from the other: "collision", "collide".
fn are_derived(a: &str, b: &str) -> bool {
    let shared: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (Some(first), Some(second)) = (a.get(shared..), b.get(shared..)) else { return false };
    let ends = |class: &str, ending: &str| ENDINGS.get(class).is_some_and(|endings| endings.contains(ending));
    let fits = |noun: &str, verb: &str| ends("noun", noun) && ends("verb", verb);
    shared >= SHORTEST_STEM && (fits(first, second) || fits(second, first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_are_told_from_the_verbs_they_are_made_from() {
        assert!(are_derived("collision", "collide") && are_derived("agree", "agreement"));
        assert!(are_derived("participation", "participate"));
        assert!(!are_derived("protest", "protect") && !are_derived("minister", "ministry"));
    }
}
