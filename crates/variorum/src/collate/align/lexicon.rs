//! What is known of two words: synonyms, near in sense, opposites, kinds that exclude each other.

use std::collections::{BTreeSet, HashMap};
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

/// How the lower-case words `a` and `b` stand to each other, in any of their base forms.
pub fn kinship(a: &str, b: &str) -> Kinship {
    if a == b { Kinship::Inflection } else { kinship_of_bases(&comparable_bases(a), &comparable_bases(b)) }
}

/// The base forms of a word where the lists know one of them, else none: nothing can be said of it.
pub fn comparable_bases(word: &str) -> Vec<String> {
    let bases = bases(word);
    if bases.iter().any(|base| lexicon().known.contains(base.as_str())) { bases } else { Vec::new() }
}

/// As [`kinship`], of base forms that were looked up before: an alignment asks for every pair of words.
pub fn kinship_of_bases(first: &[String], second: &[String]) -> Kinship {
    if first.is_empty() || second.is_empty() {
        return Kinship::Unknown;
    }
    let lexicon = lexicon();
    let any = |test: &dyn Fn(&str, &str) -> bool| first.iter().any(|a| second.iter().any(|b| test(a, b)));
    if any(&|a, b| a == b) {
        return Kinship::Inflection;
    }
    if any(&|a, b| lexicon.antonyms.contains(&(a.min(b), a.max(b)))) {
        return Kinship::Antonym;
    }
    if any(&|a, b| shared(lexicon.synonyms.get(a), lexicon.synonyms.get(b)).is_some()) {
        return Kinship::Synonym;
    }
    for a in first {
        for b in second {
            if let Some(kind) = shared(lexicon.kinds.get(a.as_str()), lexicon.kinds.get(b.as_str())) {
                return Kinship::Exclusive(lexicon.kind_names.get(kind as usize).copied().unwrap_or_default());
            }
        }
    }
    if any(&|a, b| lexicon.is_near(a, b)) { Kinship::Similar } else { Kinship::Unknown }
}

/// Whether the lists know the lower-case `word` as a common word.
pub fn is_known(word: &str) -> bool {
    lexicon().known.contains(word) || bases(word).len() > 1
}

/// The base forms a lower-case word may have, itself first: "carries" -> carries, carry.
pub fn bases(word: &str) -> Vec<String> {
    let lexicon = lexicon();
    let mut bases = vec![word.to_string()];
    if let Some(base) = lexicon.irregular.get(word) {
        bases.extend(base.iter().map(|base| (*base).to_string()));
        return bases;
    }
    for (ending, replacements) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { continue };
        for replacement in *replacements {
            let base = format!("{stem}{replacement}");
            if lexicon.known.contains(base.as_str()) {
                bases.push(base);
            }
        }
        let doubled = stem.as_bytes().iter().rev().take(2).collect::<BTreeSet<_>>().len() == 1;
        if doubled && ending.len() > 1 {
            let base = &stem[..stem.len() - 1];
            if stem.is_ascii() && lexicon.known.contains(base) {
                bases.push(base.to_string());
            }
        }
    }
    bases
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

/// The word lists, by word.
struct Lexicon {
    /// Numbers of the senses a word has.
    synonyms: HashMap<&'static str, Vec<u32>>,
    similar: HashMap<&'static str, Vec<&'static str>>,
    /// How many words are near to a word.
    near: HashMap<&'static str, usize>,
    antonyms: BTreeSet<(&'static str, &'static str)>,
    /// Numbers of the kinds a word belongs to.
    kinds: HashMap<&'static str, Vec<u32>>,
    kind_names: Vec<&'static str>,
    irregular: HashMap<&'static str, Vec<&'static str>>,
    /// Every base form the lists know.
    known: BTreeSet<&'static str>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::load)
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            synonyms: HashMap::new(),
            similar: HashMap::new(),
            near: HashMap::new(),
            antonyms: BTreeSet::new(),
            kinds: HashMap::new(),
            kind_names: Vec::new(),
            irregular: HashMap::new(),
            known: BTreeSet::new(),
        };
        for (sense, line) in (0..).zip(lines(include_str!("../../../../../data/wordnet/synonyms.tsv"))) {
            let words: Vec<&str> = line.split('\t').nth(1).unwrap_or_default().split(' ').collect();
            for word in &words {
                lexicon.synonyms.entry(word).or_default().push(sense);
                lexicon.add_near(word, words.iter().copied().filter(|other| other != word));
            }
        }
        for line in lines(include_str!("../../../../../data/wordnet/similar.tsv")) {
            let mut fields = line.split('\t').skip(1);
            let (Some(word), Some(others)) = (fields.next(), fields.next()) else { continue };
            lexicon.add_near(word, others.split(' '));
        }
        let antonyms = [
            include_str!("../../../../../data/wordnet/antonyms.tsv"),
            include_str!("../../../../../data/antonyms.tsv"),
        ];
        for line in antonyms.into_iter().flat_map(lines) {
            if let Some((a, b)) = line.split_once('\t') {
                lexicon.antonyms.insert((a.min(b), a.max(b)));
                lexicon.known.extend([a, b]);
            }
        }
        for (kind, line) in (0..).zip(lines(include_str!("../../../../../data/exclusive_kinds.tsv"))) {
            let (name, words) = line.split_once('\t').unwrap_or_default();
            lexicon.kind_names.push(name);
            for word in words.split(' ') {
                lexicon.kinds.entry(word).or_default().push(kind);
                lexicon.known.insert(word);
            }
        }
        for line in lines(include_str!("../../../../../data/wordnet/irregular.tsv")) {
            if let Some((form, base)) = line.split_once('\t') {
                lexicon.irregular.entry(form).or_default().push(base);
            }
        }
        lexicon
    }
}

impl Lexicon {
    fn add_near(&mut self, word: &'static str, others: impl Iterator<Item = &'static str>) {
        let list = self.similar.entry(word).or_default();
        for other in others {
            list.push(other);
            *self.near.entry(other).or_default() += 1;
        }
        self.known.insert(word);
    }

    /// Whether two base forms are near in sense: one is listed with the other, or both with one word that is not near to
    /// half the language ("person").
    fn is_near(&self, a: &str, b: &str) -> bool {
        const GENERAL: usize = 40;
        let (Some(first), Some(second)) = (self.similar.get(a), self.similar.get(b)) else {
            return [(a, b), (b, a)].iter().any(|(x, y)| self.similar.get(x).is_some_and(|others| others.contains(y)));
        };
        let narrow = |word: &&&str| self.near.get(**word).is_some_and(|near| *near <= GENERAL);
        first.contains(&b) || second.contains(&a) || first.iter().filter(narrow).any(|word| second.contains(word))
    }
}

/// The lines of a data file that are no comments.
pub(super) fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The first number that stands in both lists.
fn shared(a: Option<&Vec<u32>>, b: Option<&Vec<u32>>) -> Option<u32> {
    a?.iter().find(|number| b.is_some_and(|b| b.contains(number))).copied()
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
