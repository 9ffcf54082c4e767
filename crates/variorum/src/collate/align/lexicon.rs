//! What is known of two words: synonyms, near in sense, opposites, kinds that exclude each other.

use std::collections::HashMap;
use std::sync::OnceLock;

/// How two words stand to each other in sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// The same word in another form: "agree", "agreed"
    Inflection,
    /// They share a frequent sense
    Synonym,
    /// Near in sense or one more general: "brother", "sibling"
    Similar,
    /// Opposites
    Antonym,
    /// Two of one kind that exclude each other, with the kind: "colour"
    Exclusive(&'static str),
    Unknown,
}

/// A base form the lists have, by its number.
pub type Base = u16;

/// How the lower-case words `a` and `b` stand to each other, in any of their base forms.
pub fn kinship(a: &str, b: &str) -> Kinship {
    if a == b { Kinship::Inflection } else { kinship_of_bases(&comparable_bases(a), &comparable_bases(b)) }
}

/// The base forms of a word that stand in the lists, where the lists know one of them, else none: nothing can be said
/// of it.
pub fn comparable_bases(word: &str) -> Vec<Base> {
    let lexicon = lexicon();
    let mut bases = Vec::new();
    let mut known = false;
    lexicon.each_base(word, |_, base| {
        bases.extend(base);
        known |= base.is_some_and(|base| lexicon.entry(base).known);
    });
    if known { bases } else { Vec::new() }
}

/// As [`kinship`], of the base forms of two words that are not the same, looked up before: an alignment asks for every
/// pair of words.
pub fn kinship_of_bases(first: &[Base], second: &[Base]) -> Kinship {
    if first.is_empty() || second.is_empty() {
        return Kinship::Unknown;
    }
    let lexicon = lexicon();
    let any = |test: &dyn Fn(Base, Base) -> bool| first.iter().any(|a| second.iter().any(|b| test(*a, *b)));
    if any(&|a, b| a == b) {
        return Kinship::Inflection;
    }
    if any(&|a, b| lexicon.entry(a).antonyms.contains(&b)) {
        return Kinship::Antonym;
    }
    if any(&|a, b| shared(&lexicon.entry(a).senses, &lexicon.entry(b).senses).is_some()) {
        return Kinship::Synonym;
    }
    for a in first {
        for b in second {
            if let Some(kind) = shared(&lexicon.entry(*a).kinds, &lexicon.entry(*b).kinds) {
                return Kinship::Exclusive(lexicon.kind_names.get(usize::from(kind)).copied().unwrap_or_default());
            }
        }
    }
    if any(&|a, b| lexicon.is_near(a, b)) { Kinship::Similar } else { Kinship::Unknown }
}

/// The numbers of the senses of a base form: two words that share one are synonyms.
pub fn senses(base: Base) -> &'static [u16] {
    &lexicon().entry(base).senses
}

/// Whether the lists know the lower-case `word` as a common word.
pub fn is_known(word: &str) -> bool {
    let lexicon = lexicon();
    let mut bases = 0;
    lexicon.each_base(word, |_, _| bases += 1);
    bases > 1 || lexicon.known(word).is_some()
}

/// The shortest base form of a lower-case word: "carries" -> "carry".
pub fn shortest_base(word: &str) -> String {
    let mut shortest = word.to_string();
    lexicon().each_base(word, |base, _| {
        if (base.len(), base) < (shortest.len(), shortest.as_str()) {
            shortest = base.to_string();
        }
    });
    shortest
}

/// English inflection: an ending and what may stand in its place in the base form.
const ENDINGS: &[(&str, &[&str])] = &[
    ("ies", &["y", "ie"]),
    ("ied", &["y", "ie"]),
    ("es", &["", "e"]),
    ("s", &[""]),
    ("ed", &["", "e"]),
    ("ing", &["", "e"]),
];

/// The word lists, by the number of a base form.
#[derive(Default)]
struct Lexicon {
    numbers: HashMap<&'static str, Base>,
    entries: Vec<Entry>,
    kind_names: Vec<&'static str>,
    nothing: Entry,
}

/// What the lists say of one base form. Lists of numbers are in ascending order.
#[derive(Default)]
struct Entry {
    word: &'static str,
    /// Whether a list has it as a word of its own, not only beside others.
    known: bool,
    senses: Vec<u16>,
    antonyms: Vec<Base>,
    kinds: Vec<u16>,
    /// Words near in sense.
    similar: Vec<Base>,
    /// Those of them that are not near to half the language ("person").
    narrow: Vec<Base>,
    /// Base forms of an irregular form.
    irregular: Vec<Base>,
}

/// A word that more words than this are near to is a general one.
const GENERAL: usize = 40;

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (sense, line) in (0..).zip(lines(include_str!("../../../../../data/wordnet/synonyms.tsv"))) {
            let words: Vec<Base> =
                line.split('\t').nth(1).unwrap_or_default().split(' ').map(|word| lexicon.number(word)).collect();
            for word in &words {
                let others = words.iter().copied().filter(|other| other != word).collect();
                lexicon.add_near(*word, others);
                lexicon.change(*word).senses.push(sense);
            }
        }
        for line in lines(include_str!("../../../../../data/wordnet/similar.tsv")) {
            let mut fields = line.split('\t').skip(1);
            let (Some(word), Some(others)) = (fields.next(), fields.next()) else { continue };
            let others = others.split(' ').map(|word| lexicon.number(word)).collect();
            let word = lexicon.number(word);
            lexicon.add_near(word, others);
        }
        let antonyms = [
            include_str!("../../../../../data/wordnet/antonyms.tsv"),
            include_str!("../../../../../data/antonyms.tsv"),
        ];
        for line in antonyms.into_iter().flat_map(lines) {
            if let Some((a, b)) = line.split_once('\t') {
                let (a, b) = (lexicon.number(a), lexicon.number(b));
                for (word, other) in [(a, b), (b, a)] {
                    lexicon.change(word).known = true;
                    lexicon.change(word).antonyms.push(other);
                }
            }
        }
        for (kind, line) in (0..).zip(lines(include_str!("../../../../../data/exclusive_kinds.tsv"))) {
            let (name, words) = line.split_once('\t').unwrap_or_default();
            lexicon.kind_names.push(name);
            for word in words.split(' ') {
                let word = lexicon.number(word);
                lexicon.change(word).kinds.push(kind);
                lexicon.change(word).known = true;
            }
        }
        for line in lines(include_str!("../../../../../data/wordnet/irregular.tsv")) {
            if let Some((form, base)) = line.split_once('\t') {
                let (form, base) = (lexicon.number(form), lexicon.number(base));
                lexicon.change(form).irregular.push(base);
            }
        }
        lexicon.tell_narrow();
        lexicon
    }

    /// The number of a word, given to it where it has none yet.
    fn number(&mut self, word: &'static str) -> Base {
        let next = self.entries.len() as Base;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.entries.push(Entry { word, ..Entry::default() });
        }
        number
    }

    fn change(&mut self, number: Base) -> &mut Entry {
        &mut self.entries[usize::from(number)]
    }

    fn add_near(&mut self, word: Base, others: Vec<Base>) {
        let entry = self.change(word);
        entry.known = true;
        entry.similar.extend(others);
    }

    /// Puts the similar words in order and finds the narrow ones among them.
    fn tell_narrow(&mut self) {
        let mut near = vec![0; self.entries.len()];
        self.entries.iter().flat_map(|entry| &entry.similar).for_each(|word| near[usize::from(*word)] += 1);
        for entry in &mut self.entries {
            entry.similar.sort_unstable();
            entry.similar.dedup();
            entry.narrow = entry.similar.iter().copied().filter(|word| near[usize::from(*word)] <= GENERAL).collect();
        }
    }
}

impl Lexicon {
    fn entry(&self, number: Base) -> &Entry {
        self.entries.get(usize::from(number)).unwrap_or(&self.nothing)
    }

    /// The number of a word that a list has as a word of its own.
    fn known(&self, word: &str) -> Option<Base> {
        self.numbers.get(word).copied().filter(|number| self.entry(*number).known)
    }

    /// Calls `each` with the base forms a lower-case word may have, itself first, and with their numbers: "carries" ->
    /// carries, carry.
    fn each_base(&self, word: &str, mut each: impl FnMut(&str, Option<Base>)) {
        let number = self.numbers.get(word).copied();
        each(word, number);
        let irregular = number.map_or(&[][..], |number| &self.entry(number).irregular);
        if !irregular.is_empty() {
            irregular.iter().for_each(|base| each(self.entry(*base).word, Some(*base)));
            return;
        }
        let mut base = String::with_capacity(word.len() + 1);
        for (ending, replacements) in ENDINGS {
            let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { continue };
            for replacement in *replacements {
                base.clear();
                base.push_str(stem);
                base.push_str(replacement);
                if let Some(number) = self.known(&base) {
                    each(&base, Some(number));
                }
            }
            let doubled = matches!(stem.as_bytes(), [.., a, b] if a == b);
            if doubled && ending.len() > 1 && stem.is_ascii() {
                let base = &stem[..stem.len() - 1];
                if let Some(number) = self.known(base) {
                    each(base, Some(number));
                }
            }
        }
    }

    /// Whether two base forms are near in sense: one is listed with the other, or both with one word that is not near to
    /// half the language ("person").
    fn is_near(&self, a: Base, b: Base) -> bool {
        let (first, second) = (self.entry(a), self.entry(b));
        first.similar.binary_search(&b).is_ok()
            || second.similar.binary_search(&a).is_ok()
            || shared(&first.narrow, &second.narrow).is_some()
    }
}

/// The lines of a data file that are no comments.
pub(super) fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The first number that stands in both ascending lists.
fn shared(a: &[u16], b: &[u16]) -> Option<u16> {
    let (mut a, mut b) = (a.iter(), b.iter());
    let (mut x, mut y) = (a.next()?, b.next()?);
    while x != y {
        if x < y { x = a.next()? } else { y = b.next()? }
    }
    Some(*x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_base_forms() {
        assert_eq!(kinship("agreed", "agree"), Kinship::Inflection);
        assert_eq!(kinship("commenced", "started"), Kinship::Synonym);
        assert_eq!(kinship("extended", "lengthy"), Kinship::Synonym);
        assert_eq!(kinship("guarantees", "assurances"), Kinship::Similar);
        assert_eq!(kinship("rose", "fell"), Kinship::Antonym);
        assert_eq!(kinship("boys", "girls"), Kinship::Antonym);
        assert_eq!(kinship("yellow", "green"), Kinship::Exclusive("colour"));
        assert_eq!(kinship("harbour", "minister"), Kinship::Unknown);
    }
}
