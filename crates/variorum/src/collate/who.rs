//! Who is who across the accounts of a story.

use super::scene::Account;
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
    /// Joins the entities of the accounts: by equal normal form; a person also where one name is the last word of
    /// the other and only one fuller name ends so.
    pub fn of(accounts: &[Account]) -> Who {
        let mut fullest: BTreeMap<(EntityKind, String), Known> = BTreeMap::new();
        for account in accounts {
            for entity in &account.analysis.reading.entities {
                let known = fullest.entry((entity.kind, entity.key.clone())).or_insert_with(|| Known {
                    kind: entity.kind,
                    name: entity.name.clone(),
                    key: entity.key.clone(),
                    roles: Vec::new(),
                });
                known.roles.extend(entity.roles.iter().cloned());
            }
        }
        let mut fuller_names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (kind, key) in fullest.keys() {
            if *kind == EntityKind::Person
                && let Some((_, last)) = key.rsplit_once(' ')
            {
                fuller_names.entry(last).or_default().insert(key);
            }
        }
        let full_key = |kind: EntityKind, key: &str| -> String {
            match fuller_names.get(key) {
                Some(names) if kind == EntityKind::Person && names.len() == 1 => {
                    names.first().map_or(key, |name| *name).to_string()
                }
                _ => key.to_string(),
            }
        };
        let mut number_of: BTreeMap<(EntityKind, String), usize> = BTreeMap::new();
        let mut known: Vec<Known> = Vec::new();
        for ((kind, key), entity) in &fullest {
            let full = (*kind, full_key(*kind, key));
            let number = *number_of.entry(full.clone()).or_insert_with(|| {
                known.push(fullest.get(&full).unwrap_or(entity).clone());
                known.len() - 1
            });
            if let Some(whole) = known.get_mut(number) {
                whole.roles.extend(entity.roles.iter().cloned());
                whole.roles.sort();
                whole.roles.dedup();
            }
        }
        let numbers = accounts
            .iter()
            .map(|account| {
                let entities = &account.analysis.reading.entities;
                let number = |kind, key: &str| number_of.get(&(kind, full_key(kind, key))).copied().unwrap_or(0);
                entities.iter().map(|entity| number(entity.kind, &entity.key)).collect()
            })
            .collect();
        Who { numbers, known }
    }

    /// The story-wide number of an entity of the account at `position`.
    pub fn number(&self, position: usize, entity: usize) -> Option<usize> {
        self.numbers.get(position)?.get(entity).copied()
    }

    /// What is known of a story-wide entity.
    pub fn known(&self, number: usize) -> Option<&Known> {
        self.known.get(number)
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
