//! Mentions and the entities they stand for: aliases, titles, demonyms, spellings, pronouns.
//!
//! Names are joined first, then roles are learnt beside them, then descriptions and pronouns are resolved. What is not
//! sure stays without an entity.

mod descriptions;
mod joining;
mod lexicon;
mod page;
mod person;
pub mod pronouns;
mod roles;
mod same;
pub mod signs;
mod spelling;

pub use same::same_entity;

use super::names::Name;
use super::syntax::Syntax;
use crate::text::{Anchor, Layout};
use joining::Draft;
use lexicon::LEXICON;
use page::Page;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
    /// A name of something else: a law, a ship, a work, a war.
    Other,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    Name,
    /// A description: "the Ukrainian leader", "Kremlin spokesman".
    Title,
    Pronoun,
}

/// A name, title or pronoun in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub anchor: Anchor,
    pub kind: MentionKind,
    /// Index into the entities of the article; `None` where it could not be resolved with confidence.
    pub entity: Option<usize>,
}

/// The person, organisation or place that mentions stand for, inside one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub kind: EntityKind,
    /// The fullest name the article prints, verbatim.
    pub name: String,
    /// Every distinct wording of it in the article, sorted.
    pub aliases: Vec<String>,
    /// Roles the article gives by title or apposition ("Kremlin spokesman"), verbatim, sorted.
    pub roles: Vec<String>,
    /// Normal form for comparison across articles: lower case, transliteration folded ("volodymyr zelensky").
    pub key: String,
    /// Of a person, where a given name, a title or a role says so.
    pub sex: Option<Sex>,
    /// Nouns by which the article may call the person later, from roles and titles, sorted: "senator" and "lawmaker" for "Sen."
    pub offices: Vec<String>,
}

/// What a name, a title or a role says of the sex of a person; it decides which pronouns can stand for him or her.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    Male,
    Female,
}

/// Joins names, titles and pronouns of one article into entities. Mentions come out in text order.
pub fn resolve(text: &str, layout: &Layout, syntax: &Syntax, names: &[Name]) -> (Vec<Mention>, Vec<Entity>) {
    let page = Page::new(text, layout, syntax, names);
    let read = Read::of(&page);
    let Read { drafts, owner, descriptions } = &read;
    let pronouns = pronouns::resolve(&page, drafts, owner, descriptions, &pronouns::WEIGHTS, None);

    let mut mentions: Vec<Mention> = page
        .forms
        .iter()
        .zip(owner)
        .map(|(form, owner)| Mention { anchor: form.anchor, kind: MentionKind::Name, entity: *owner })
        .collect();
    mentions.extend(descriptions.iter().map(|described| Mention {
        anchor: described.role.anchor,
        kind: MentionKind::Title,
        entity: described.draft,
    }));
    mentions.extend(pronouns.iter().map(|pronoun| Mention {
        anchor: pronoun.anchor,
        kind: MentionKind::Pronoun,
        entity: pronoun.draft,
    }));
    mentions.sort_by_key(|mention| (mention.anchor, mention.kind));
    mentions.dedup_by_key(|mention| mention.anchor);
    let entities = drafts.iter().map(|draft| finish(&page, draft)).collect();
    in_order_of_mention(mentions, entities)
}

/// The choices there are for the personal pronouns of a text when earlier ones are resolved by `weights`: for the trainer.
pub fn choices(
    text: &str,
    layout: &Layout,
    syntax: &Syntax,
    names: &[Name],
    weights: &pronouns::Weights,
) -> Vec<pronouns::Choice> {
    let page = Page::new(text, layout, syntax, names);
    let read = Read::of(&page);
    let mut choices = Vec::new();
    pronouns::resolve(&page, &read.drafts, &read.owner, &read.descriptions, weights, Some(&mut choices));
    choices
}

/// What is known of a page before its pronouns are resolved.
struct Read {
    drafts: Vec<Draft>,
    owner: Vec<Option<usize>>,
    descriptions: Vec<descriptions::Described>,
}

impl Read {
    fn of(page: &Page) -> Read {
        let (mut drafts, owner) = joining::join(page);
        roles::learn(page, &mut drafts, &owner);
        let descriptions = descriptions::find(page, &drafts);
        Read { drafts, owner, descriptions }
    }
}

/// Numbers the entities by their first mention; those without one are none.
fn in_order_of_mention(mut mentions: Vec<Mention>, entities: Vec<Entity>) -> (Vec<Mention>, Vec<Entity>) {
    let mut number = vec![None; entities.len()];
    let mut order = Vec::new();
    for mention in &mut mentions {
        let Some(slot) = mention.entity.and_then(|entity| number.get_mut(entity)) else { continue };
        let known: usize = *slot.get_or_insert_with(|| {
            order.extend(mention.entity);
            order.len() - 1
        });
        mention.entity = Some(known);
    }
    let mut entities: Vec<Option<Entity>> = entities.into_iter().map(Some).collect();
    let ordered = order.into_iter().filter_map(|entity| entities.get_mut(entity).and_then(Option::take)).collect();
    (mentions, ordered)
}

/// The entity of a draft.
fn finish(page: &Page, draft: &Draft) -> Entity {
    let anchors = draft.forms.iter().filter_map(|form| page.forms.get(*form)).map(|form| form.anchor);
    let mut aliases: Vec<String> = anchors.map(|anchor| anchor.of(page.text).to_string()).collect();
    // The first of the longest, in text order.
    let name = aliases.iter().rev().max_by_key(|alias| alias.chars().count()).cloned().unwrap_or_default();
    let printed = draft.roles.iter().map(|role| role.anchor.of(page.text));
    let mut roles: Vec<String> = printed.filter(|role| LEXICON.honorific(role).is_none()).map(str::to_string).collect();
    let nouns = draft.roles.iter().map(|role| role.noun.as_str());
    let broader = |noun| LEXICON.role(noun).into_iter().flat_map(|role| role.broader.iter().copied()).chain([noun]);
    let mut offices: Vec<String> = nouns.flat_map(broader).map(str::to_string).collect();
    for list in [&mut aliases, &mut roles, &mut offices] {
        list.sort();
        list.dedup();
    }
    let sex = draft.sex.or_else(|| LEXICON.given_name(&name).filter(|_| draft.kind == EntityKind::Person));
    Entity { kind: draft.kind, name, aliases, roles, key: draft.key.clone(), sex, offices }
}

#[cfg(test)]
mod tests;
