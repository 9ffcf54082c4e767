//! Who is who across the accounts of a story.

use super::scene::Account;
use super::words;
use crate::language::EntityKind;
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// The persons, organisations and places of a story, joined over its accounts.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// Parallel to the accounts: the story-wide number of each of their entities.
    numbers: Vec<Vec<usize>>,
    /// The story-wide entities.
    known: Vec<Known>,
    /// Last names that one person of the story bears.
    last_names: BTreeMap<String, usize>,
}

/// One person, organisation or place of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub kind: EntityKind,
    /// The fullest name that an account prints, verbatim.
    pub name: String,
    /// Normal form of that name.
    pub key: String,
    /// Roles that the accounts give, verbatim, sorted.
    pub roles: Vec<String>,
}

impl Who {
    /// Joins the entities of the accounts by their normal form. A name that ends in the last name of exactly one
    /// person of the story ("Maas", "Piet Maas", and what an article mistook for a place or body of that name) is that
    /// person; two persons of one last name stay apart.
    pub fn of(accounts: &[Account]) -> Who {
        let entities = || accounts.iter().flat_map(|account| &account.analysis.reading.entities);
        let mut full_names: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for entity in entities().filter(|entity| entity.kind == EntityKind::Person) {
            if let Some((first, last)) = entity.key.rsplit_once(' ') {
                let common = first.split(' ').next().is_none_or(words::is_stop_word);
                *full_names.entry(last).or_default().entry(&entity.key).or_default() += usize::from(!common);
            }
        }
        let person = |key: &str| -> Option<&str> {
            let last = key.rsplit(' ').next()?;
            let names = full_names.get(last)?;
            let mut real = names.iter().filter(|(_, count)| **count > 0);
            let (only, _) = real.next()?;
            (real.next().is_none()).then_some(*only)
        };
        // One article may take a body for a place, and another for a person: inside a story one name is one thing.
        let mut kinds: BTreeMap<(&str, EntityKind), usize> = BTreeMap::new();
        for entity in entities() {
            *kinds.entry((&entity.key, entity.kind)).or_default() += 1;
        }
        let kind_of = |key: &str| {
            let count = |kind: &EntityKind| kinds.get(&(key, *kind)).copied().unwrap_or(0);
            // Of as many the last: that a body acts is no rarity, that a person is taken for one is.
            let all = [EntityKind::Person, EntityKind::Other, EntityKind::Place, EntityKind::Organisation];
            all.into_iter().max_by_key(count).unwrap_or(EntityKind::Other)
        };
        let full_key = |key: &str| match person(key) {
            Some(name) => (EntityKind::Person, name.to_string()),
            None => (kind_of(key), key.to_string()),
        };
        let mut known: BTreeMap<(EntityKind, String), Known> = BTreeMap::new();
        for entity in entities() {
            let full = full_key(&entity.key);
            let whole = known.entry(full.clone()).or_insert_with(|| Known {
                kind: full.0,
                name: entity.name.clone(),
                key: full.1.clone(),
                roles: Vec::new(),
            });
            if entity.key == full.1 && whole.name.len() < entity.name.len() {
                whole.name.clone_from(&entity.name);
            }
            whole.roles.extend(entity.roles.iter().cloned());
        }
        let places: BTreeMap<(EntityKind, String), usize> =
            known.keys().enumerate().map(|(number, key)| (key.clone(), number)).collect();
        let number = |key: &str| places.get(&full_key(key)).copied().unwrap_or(0);
        let numbers = accounts
            .iter()
            .map(|account| {
                let entities = account.analysis.reading.entities.iter();
                entities.map(|entity| number(&entity.key)).collect()
            })
            .collect();
        let last_names = full_names
            .keys()
            .filter_map(|last| Some((last.to_string(), *places.get(&(EntityKind::Person, person(last)?.to_string()))?)))
            .collect();
        let mut known: Vec<Known> = known.into_values().collect();
        for entity in &mut known {
            entity.roles.sort();
            entity.roles.dedup();
        }
        Who { numbers, known, last_names }
    }

    /// The person of the story whom a capitalised word names by the last name, where there is one only.
    pub fn by_last_name(&self, word: &str) -> Option<usize> {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        capital.then(|| self.last_names.get(&word.to_lowercase()).copied())?
    }

    /// The story-wide number of an entity of the account at `position`.
    pub fn number(&self, position: usize, entity: usize) -> Option<usize> {
        self.numbers.get(position)?.get(entity).copied()
    }

    /// What is known of a story-wide entity.
    pub fn known(&self, number: usize) -> Option<&Known> {
        self.known.get(number)
    }

    /// All story-wide entities, by number.
    pub fn all(&self) -> impl Iterator<Item = &Known> {
        self.known.iter()
    }

    /// The story-wide numbers of those named inside `anchor` of the account at `position`, sorted, each once.
    pub fn inside(&self, position: usize, account: &Account, anchor: Anchor) -> BTreeSet<usize> {
        let mentions = &account.analysis.reading.mentions;
        let first = mentions.partition_point(|mention| mention.anchor.start() < anchor.start());
        mentions
            .iter()
            .skip(first)
            .take_while(|mention| mention.anchor.start() < anchor.end())
            .filter_map(|mention| self.number(position, mention.entity?))
            .collect()
    }
}
