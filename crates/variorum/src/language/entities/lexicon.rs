//! The word lists about names: countries, given names, roles, titles of address, spellings.

use super::Sex;
use super::spelling::fold;
use crate::text::lists::{WordMap, WordSet, pairs, rows};
use std::sync::LazyLock;

/// The lists, indexed by folded words joined with spaces.
pub struct Lexicon {
    /// Country by its names, adjectives, capital and seats of government.
    countries: WordMap<String, Country>,
    given_names: WordMap<&'static str, Sex>,
    roles: WordMap<&'static str, RoleNoun>,
    honorifics: WordMap<&'static str, Honorific>,
    /// The first form of a line of spellings, by kind and form.
    spellings: WordMap<&'static str, WordMap<String, String>>,
    /// Lines of given names that are one: a name may stand on several.
    given_groups: WordMap<String, Vec<usize>>,
    words: WordMap<&'static str, WordSet<&'static str>>,
}

/// How a word points to a country.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its usual name in English.
    pub name: &'static str,
    pub by: CountryWord,
}

/// Which word of a country it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryWord {
    Name,
    Adjective,
    Capital,
    /// A seat or house that stands for the government.
    Seat,
}

/// A title of address or rank.
#[derive(Clone, Copy, Debug)]
struct Honorific {
    sex: Option<Sex>,
    /// The office it is short for: "senator" for "Sen."
    office: Option<&'static str>,
}

/// A noun for a person's office, work or standing.
#[derive(Clone, Debug)]
pub struct RoleNoun {
    pub sex: Option<Sex>,
    /// Nouns that a later description may use instead.
    pub broader: Vec<&'static str>,
}

/// The lists, read once.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

fn sex(letter: &str) -> Option<Sex> {
    match letter {
        "m" => Some(Sex::Male),
        "f" => Some(Sex::Female),
        _ => None,
    }
}

/// The values of a field, parted by semicolons.
fn values(field: Option<&&'static str>) -> impl Iterator<Item = &'static str> {
    field.copied().unwrap_or_default().split(';').filter(|value| !value.is_empty())
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut countries = WordMap::default();
        let mut spellings: WordMap<&str, WordMap<String, String>> = WordMap::default();
        for fields in rows(include_str!("../../../../../data/countries.tsv")) {
            let Some(name) = fields.first().copied() else { continue };
            let canonical = fold(name).join(" ");
            let places = spellings.entry("place").or_default();
            let columns =
                [CountryWord::Name, CountryWord::Name, CountryWord::Adjective, CountryWord::Capital, CountryWord::Seat];
            for (column, by) in columns.into_iter().enumerate() {
                for value in values(fields.get(column)) {
                    let form = fold(value).join(" ");
                    if by == CountryWord::Name {
                        places.insert(form.clone(), canonical.clone());
                    }
                    countries.entry(form).or_insert(Country { name, by });
                }
            }
        }
        let mut given_groups: WordMap<String, Vec<usize>> = WordMap::default();
        for (line, fields) in rows(include_str!("../../../../../data/spellings.tsv")).enumerate() {
            let Some(kind) = fields.first().copied() else { continue };
            let mut first = None;
            for value in values(fields.get(1)) {
                let form = fold(value).join(" ");
                if kind == "given" {
                    given_groups.entry(form).or_default().push(line);
                    continue;
                }
                let canonical = first.get_or_insert_with(|| form.clone()).clone();
                spellings.entry(kind).or_default().insert(form, canonical);
            }
        }
        let roles = rows(include_str!("../../../../../data/roles.tsv")).filter_map(|fields| {
            Some((*fields.first()?, RoleNoun { sex: sex(fields.get(1)?), broader: values(fields.get(2)).collect() }))
        });
        let mut words: WordMap<&str, WordSet<&str>> = WordMap::default();
        for (class, word) in pairs(include_str!("../../../../../data/role_words.tsv")) {
            words.entry(class).or_default().insert(word);
        }
        Lexicon {
            countries,
            given_names: pairs(include_str!("../../../../../data/first_names.tsv"))
                .filter_map(|(name, letter)| Some((name, sex(letter)?)))
                .collect(),
            roles: roles.collect(),
            honorifics: rows(include_str!("../../../../../data/honorifics.tsv"))
                .filter_map(|fields| {
                    let sex = sex(fields.get(1)?);
                    Some((*fields.first()?, Honorific { sex, office: fields.get(2).copied() }))
                })
                .collect(),
            spellings,
            given_groups,
            words,
        }
    }

    /// The country that a name, adjective, capital or seat of government points to; `form` folded and joined with spaces.
    pub fn country(&self, form: &str) -> Option<&Country> {
        self.countries.get(form)
    }

    /// The sex a given name, as printed, is usual for.
    pub fn given_name(&self, name: &str) -> Option<Sex> {
        self.given_names.get(name).copied()
    }

    /// What is known of a noun for an office or work, in lower case and singular.
    pub fn role(&self, noun: &str) -> Option<&RoleNoun> {
        self.roles.get(noun)
    }

    /// Whether `word` is a title of address, as printed, and the sex it says.
    pub fn honorific(&self, word: &str) -> Option<Option<Sex>> {
        self.honorifics.get(word).map(|title| title.sex)
    }

    /// The office that a title of address is short for.
    pub fn office(&self, title: &str) -> Option<&'static str> {
        self.honorifics.get(title)?.office
    }

    /// The first spelling of the line on which a folded form stands.
    pub fn spelling(&self, kind: &str, form: &str) -> Option<&str> {
        self.spellings.get(kind)?.get(form).map(String::as_str)
    }

    /// Whether two folded given names are forms of one: a nickname, a transliteration.
    pub fn same_given(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.given_groups.get(a), self.given_groups.get(b)) else { return false };
        a.iter().any(|line| b.contains(line))
    }

    /// Whether `word`, in lower case, stands in a list of `data/role_words.tsv`.
    pub fn has(&self, class: &str, word: &str) -> bool {
        self.words.get(class).is_some_and(|words| words.contains(word))
    }
}
