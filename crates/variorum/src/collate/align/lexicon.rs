//! What is known of two words: synonyms, near in sense, opposites, kinds that exclude each other.

use crate::relate::hashing::hash_of_string;
use crate::relate::word_index::{Laid, Lists, WordIndex};
use crate::text::lists;
use std::sync::LazyLock;

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
    let mut bases = Vec::new();
    let Some(lexicon) = LEXICON.as_ref() else { return bases };
    lexicon.each_base(word, |_, base| bases.extend(base));
    if !bases.iter().any(|base| lexicon.is_known(*base)) {
        bases.clear();
    }
    bases
}

/// As [`kinship`], of the base forms of two words that are not the same, looked up before: an alignment asks for every
/// pair of words.
pub fn kinship_of_bases(first: &[Base], second: &[Base]) -> Kinship {
    let Some(lexicon) = LEXICON.as_ref().filter(|_| !first.is_empty() && !second.is_empty()) else {
        return Kinship::Unknown;
    };
    let any = |test: &dyn Fn(Base, Base) -> bool| first.iter().any(|a| second.iter().any(|b| test(*a, *b)));
    let common = |lists: &Lists, a: Base, b: Base| shared(lists.of(a.into()), lists.of(b.into()));
    if any(&|a, b| a == b) {
        return Kinship::Inflection;
    }
    if any(&|a, b| lexicon.antonyms.of(a.into()).contains(&b)) {
        return Kinship::Antonym;
    }
    if any(&|a, b| common(&lexicon.senses, a, b).is_some()) {
        return Kinship::Synonym;
    }
    for a in first {
        for b in second {
            if let Some(kind) = common(&lexicon.kinds, *a, *b) {
                return Kinship::Exclusive(lexicon.kind_names.get(usize::from(kind)).copied().unwrap_or_default());
            }
        }
    }
    if any(&|a, b| lexicon.is_near(a, b)) { Kinship::Similar } else { Kinship::Unknown }
}

/// What a word and its base forms have to do with others, as bits: two words without a common bit are neither the same nor
/// kin. Most words are not, so that an alignment need not look at them further.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kin([u64; 8]);

impl Kin {
    /// The bits of a form and its base forms.
    pub fn of(form: &str, bases: &[Base]) -> Kin {
        let mut kin = Kin::default();
        kin.add(hash_of_string(form) as u32);
        let Some(lexicon) = LEXICON.as_ref() else { return kin };
        for base in bases {
            let number = usize::from(*base);
            // What is near to both of two words is in the similar words of both.
            let words = [lexicon.antonyms.of(number), lexicon.similar.of(number), &[*base]];
            words.into_iter().flatten().for_each(|word| kin.add(1 << 16 | u32::from(*word)));
            lexicon.senses.of(number).iter().for_each(|sense| kin.add(2 << 16 | u32::from(*sense)));
            lexicon.kinds.of(number).iter().for_each(|kind| kin.add(3 << 16 | u32::from(*kind)));
        }
        kin
    }

    fn add(&mut self, number: u32) {
        let bit = number.wrapping_mul(0x9E37_79B9) >> 23;
        if let Some(bits) = self.0.get_mut(bit as usize / 64) {
            *bits |= 1 << (bit % 64);
        }
    }

    /// Whether two words may be the same, or kin.
    pub fn meets(&self, other: &Kin) -> bool {
        self.0.iter().zip(&other.0).fold(0, |common, (a, b)| common | a & b) != 0
    }
}

/// The numbers of the senses of a base form: two words that share one are synonyms.
pub fn senses(base: Base) -> &'static [u16] {
    LEXICON.as_ref().map_or(&[], |lexicon| lexicon.senses.of(base.into()))
}

/// Whether the lists know the lower-case `word` as a common word.
pub fn is_known(word: &str) -> bool {
    let Some(lexicon) = LEXICON.as_ref() else { return false };
    let mut bases = 0;
    lexicon.each_base(word, |_, _| bases += 1);
    bases > 1 || lexicon.known(word).is_some()
}

/// The shortest base form of a lower-case word: "carries" -> "carry".
pub fn shortest_base(word: &str) -> String {
    let mut shortest = word.to_string();
    if let Some(lexicon) = LEXICON.as_ref() {
        lexicon.each_base(word, |base, _| {
            if (base.len(), base) < (shortest.len(), shortest.as_str()) {
                shortest = base.to_string();
            }
        });
    }
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

/// The word lists of `data/wordnet`, `data/antonyms.tsv` and `data/exclusive_kinds.tsv` as the build script laid them out
/// (`build/kinship.rs`), by the number of a base form. The lists of numbers ascend.
struct Lexicon {
    words: WordIndex,
    /// Whether a list has the word as one of its own, not only beside others.
    known: &'static [[u8; 1]],
    senses: Lists,
    antonyms: Lists,
    kinds: Lists,
    /// Words near in sense.
    similar: Lists,
    /// Those of them that are not near to half the language ("person").
    narrow: Lists,
    /// Base forms of an irregular form.
    irregular: Lists,
    starts: &'static [[u8; 4]],
    letters: &'static [u8],
    kind_names: Vec<&'static str>,
}

static LEXICON: LazyLock<Option<Lexicon>> = LazyLock::new(|| {
    let mut laid = Laid::new(include_bytes!(concat!(env!("OUT_DIR"), "/kinship.bin")));
    let words = laid.index()?;
    let count = words.len();
    Some(Lexicon {
        words,
        known: laid.take(count)?,
        senses: laid.lists(count)?,
        antonyms: laid.lists(count)?,
        kinds: laid.lists(count)?,
        similar: laid.lists(count)?,
        narrow: laid.lists(count)?,
        irregular: laid.lists(count)?,
        starts: laid.take(count + 1)?,
        letters: laid.rest(),
        kind_names: lists::pairs(include_str!("../../../../../data/exclusive_kinds.tsv"))
            .map(|(name, _)| name)
            .collect(),
    })
});

impl Lexicon {
    /// The number of a word that stands in the lists.
    fn number(&self, word: &str) -> Option<Base> {
        self.words.number(hash_of_string(word)).and_then(|number| Base::try_from(number).ok())
    }

    /// The number of a word that a list has as a word of its own.
    fn known(&self, word: &str) -> Option<Base> {
        self.number(word).filter(|number| self.is_known(*number))
    }

    fn is_known(&self, base: Base) -> bool {
        self.known.get(usize::from(base)) == Some(&[1])
    }

    fn word(&self, base: Base) -> &'static str {
        let start = |at: usize| self.starts.get(at).map(|start| u32::from_le_bytes(*start) as usize);
        let range = start(usize::from(base)).zip(start(usize::from(base) + 1)).map(|(start, end)| start..end);
        range.and_then(|range| self.letters.get(range)).and_then(|word| str::from_utf8(word).ok()).unwrap_or_default()
    }

    /// Calls `each` with the base forms a lower-case word may have, itself first, and with their numbers: "carries" ->
    /// carries, carry.
    fn each_base(&self, word: &str, mut each: impl FnMut(&str, Option<Base>)) {
        let number = self.number(word);
        each(word, number);
        let irregular = number.map_or(&[][..], |number| self.irregular.of(number.into()));
        if !irregular.is_empty() {
            irregular.iter().for_each(|base| each(self.word(*base), Some(*base)));
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
        let (a_number, b_number) = (usize::from(a), usize::from(b));
        self.similar.of(a_number).binary_search(&b).is_ok()
            || self.similar.of(b_number).binary_search(&a).is_ok()
            || shared(self.narrow.of(a_number), self.narrow.of(b_number)).is_some()
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

    #[test]
    fn kin_is_met() {
        let words = "agreed agree commenced started lengthy extended guarantees assurances rose fell boys girls yellow green \
                     brother sibling harbour minister carries carry Tarn";
        let kin = |word: &str| Kin::of(word, &comparable_bases(word));
        for a in words.split_whitespace() {
            for b in words.split_whitespace() {
                assert!(kin(a).meets(&kin(b)) || a != b && kinship(a, b) == Kinship::Unknown, "{a} {b}");
            }
        }
    }
}
