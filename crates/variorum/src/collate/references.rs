//! Who is meant where no name stands: "the Russian president", "the US and Ukrainian leaders".
//!
//! One article may introduce by name and office whom another only calls by the office. Countries and offices are told
//! by the lists; who holds the office is told by the accounts of the story, and only where that is one person.

use super::scene::Account;
use super::who::Who;
use crate::language::{EntityKind, MentionKind};
use crate::text::lists::{self, WordMap, WordSet};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// By account: the noun that stands for somebody, and what it stands for.
#[derive(Clone, Debug, Default)]
pub struct References {
    of_accounts: Vec<BTreeMap<usize, Reference>>,
    /// By account: the noun that stands for a body, and its story-wide number.
    bodies: Vec<BTreeMap<usize, usize>>,
}

/// What a noun of office stands for.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    /// Story-wide numbers of those who hold the office.
    pub holders: BTreeSet<usize>,
    /// The words that name the countries: they belong to the reference.
    pub countries: Vec<usize>,
}

impl References {
    /// Finds the references of all accounts.
    pub fn of(accounts: &[Account], who: &Who) -> References {
        let offices = offices(who);
        let bodies = accounts.iter().enumerate().map(|(position, account)| bodies(position, account, who)).collect();
        References { of_accounts: accounts.iter().map(|account| in_account(account, &offices)).collect(), bodies }
    }

    /// The body that the noun `token` of the account at `position` stands for: "the bank" for Bank Meridian.
    pub fn body_at(&self, position: usize, token: usize) -> Option<usize> {
        self.bodies.get(position)?.get(&token).copied()
    }

    /// Those whom the noun `token` of the account at `position` stands for; `None` where that is not known.
    pub fn at(&self, position: usize, token: usize) -> Option<&Reference> {
        self.of_accounts.get(position)?.get(&token)
    }
}

/// A country as a word names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Country {
    /// Line of the list
    pub number: usize,
    pub name: &'static str,
    /// Whether the word is the name or adjective of the country; else its capital or a house of its government.
    pub itself: bool,
}

/// Countries by the words that name them.
static COUNTRIES: LazyLock<WordMap<&'static str, Country>> = LazyLock::new(|| {
    let mut countries = WordMap::default();
    for (number, fields) in lists::rows(include_str!("../../../../data/countries.tsv")).enumerate() {
        let name = fields.first().copied().unwrap_or_default();
        for (place, field) in fields.iter().enumerate().take(4) {
            for word in field.split(';').filter(|word| !word.is_empty()) {
                countries.entry(word).or_insert(Country { number, name, itself: place < 3 });
            }
        }
    }
    countries
});

/// The country that a word or name stands for.
pub fn country(name: &str) -> Option<Country> {
    COUNTRIES.get(name).copied()
}

/// Nouns of office with the broader nouns a later description may use.
static OFFICES: LazyLock<WordMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    lists::rows(include_str!("../../../../data/roles.tsv"))
        .filter_map(|fields| {
            let broader = fields.get(2).copied().unwrap_or_default();
            Some((*fields.first()?, broader.split(';').filter(|noun| !noun.is_empty()).collect()))
        })
        .collect()
});

/// Words that make another office of one: "vice president", "foreign minister".
static FUNCTIONS: LazyLock<WordSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::pairs(include_str!("../../../../data/role_words.tsv"));
    rows.filter_map(|(class, word)| matches!(class, "function" | "former").then_some(word)).collect()
});

/// Whether a lower-case noun names an office.
pub fn is_office(noun: &str) -> bool {
    OFFICES.contains_key(noun)
}

/// Whether a lower-case word makes another office of one: "vice", "foreign".
pub fn is_function(word: &str) -> bool {
    FUNCTIONS.contains(word)
}

/// Those known to hold an office of a country: by country and noun, broader nouns included.
type Offices = BTreeMap<(usize, String), BTreeSet<usize>>;

fn offices(who: &Who) -> Offices {
    let mut offices = Offices::new();
    for (number, known) in who.all().enumerate().filter(|(_, known)| known.kind == EntityKind::Person) {
        for role in &known.roles {
            let words: Vec<&str> = role.split_whitespace().collect();
            let Some(noun) = words.last().map(|word| word.to_lowercase()) else { continue };
            let Some(broader) = OFFICES.get(noun.as_str()) else { continue };
            if words.iter().any(|word| FUNCTIONS.contains(word.to_lowercase().as_str())) {
                continue;
            }
            let Some(country) =
                words.iter().find_map(|word| country(word.trim_end_matches("'s").trim_end_matches("’s")))
            else {
                continue;
            };
            for noun in broader.iter().copied().chain([noun.as_str()]) {
                offices.entry((country.number, noun.to_string())).or_default().insert(number);
            }
        }
    }
    offices
}

fn in_account(account: &Account, offices: &Offices) -> BTreeMap<usize, Reference> {
    let layout = &account.analysis.layout;
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let titles = titles(account);
    let mut found = BTreeMap::new();
    for token in (0..layout.tokens.len()).filter(|token| syntax.is_noun(*token) && !titles.contains(token)) {
        let noun = account.lemma(token);
        if !is_office(noun) {
            continue;
        }
        // (country, token that names it)
        let mut named: Vec<(usize, usize)> = Vec::new();
        for before in (token.saturating_sub(4)..token).rev() {
            match word(before) {
                "and" | "," => {}
                name if FUNCTIONS.contains(name.to_lowercase().as_str()) => {
                    named.clear();
                    break;
                }
                name => match country(name) {
                    Some(country) => named.push((country.number, before)),
                    None => break,
                },
            }
        }
        if word(token + 1) == "of" {
            let after = (token + 2..token + 8)
                .take_while(|next| matches!(word(*next), "and" | "," | "the") || country(word(*next)).is_some());
            named.extend(after.filter_map(|next| Some((country(word(next))?.number, next))));
        }
        let countries: BTreeSet<usize> = named.iter().map(|(country, _)| *country).collect();
        let plural = matches!(syntax.tag(token).name(), "NNS" | "NNPS");
        if countries.is_empty() || plural != (countries.len() > 1) {
            continue;
        }
        let holders: Option<Vec<usize>> = countries
            .iter()
            .map(|country| {
                let holders = offices.get(&(*country, noun.to_string()))?;
                holders.first().copied().filter(|_| holders.len() == 1)
            })
            .collect();
        if let Some(holders) = holders {
            let countries = named.into_iter().map(|(_, token)| token).collect();
            found.insert(token, Reference { holders: holders.into_iter().collect(), countries });
        }
    }
    found
}

/// The nouns of an account that mean a body it names: "the bank", where one body alone has the word in its name.
fn bodies(position: usize, account: &Account, who: &Who) -> BTreeMap<usize, usize> {
    let layout = &account.analysis.layout;
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let mut named: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for number in (0..account.analysis.reading.entities.len()).filter_map(|entity| who.number(position, entity)) {
        let Some(known) = who.known(number).filter(|known| known.kind != EntityKind::Person) else { continue };
        let parts: Vec<&str> = known.key.split(' ').collect();
        for part in parts.iter().filter(|_| parts.len() > 1) {
            named.entry((*part).to_string()).or_default().insert(number);
        }
    }
    let is_plain = |token: usize| {
        let mut children = syntax.children(token).filter(|child| !syntax.relation(*child).is("punct"));
        // Of "the bank plans", read as a noun, "the" hangs on the second word.
        let before = token.checked_sub(1).map_or("", word);
        let determiner = children.next().is_none_or(|child| child < token && word(child) == before);
        determiner && before.eq_ignore_ascii_case("the") && children.next().is_none()
    };
    let nouns = (0..layout.tokens.len()).filter(|token| syntax.tag(*token).name() == "NN" && is_plain(*token));
    nouns
        .filter_map(|token| {
            let bodies = named.get(word(token))?;
            Some((token, bodies.first().copied().filter(|_| bodies.len() == 1)?))
        })
        .collect()
}

/// The tokens that stand right before or in a person's name: there the office is a title.
fn titles(account: &Account) -> HashSet<usize> {
    let reading = &account.analysis.reading;
    let mut titles = HashSet::new();
    for mention in reading.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        let person = mention.entity.and_then(|entity| reading.entities.get(entity));
        if person.is_some_and(|entity| entity.kind == EntityKind::Person) {
            let tokens = account.analysis.layout.tokens_in(mention.anchor);
            titles.extend(tokens.start.saturating_sub(1)..tokens.end);
        }
    }
    titles
}
