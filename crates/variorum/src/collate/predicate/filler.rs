//! Fillers: what stands in a role of a predicate, and whether two of them are the same.

use crate::collate::align::lexicon::{Base, Kinship, comparable_bases, kinship_of_bases};
use crate::collate::cues;
use crate::collate::scene::{Account, Scene};
use crate::collate::words;
use crate::language::EntityKind;
use crate::text::Anchor;
use std::collections::BTreeSet;

/// A noun phrase in a role: its head, what describes it closely, and whom it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filler {
    /// The phrase.
    pub anchor: Anchor,
    /// Story-wide number of the person, organisation or place it names.
    pub entity: Option<usize>,
    pub kind: Option<EntityKind>,
    /// Base form of the head in lower case; empty where the phrase is a pronoun that nothing resolves.
    pub head: String,
    /// The base forms of the head that the lexicon can compare.
    pub bases: Vec<Base>,
    /// Whether the head is a name.
    pub name: bool,
    /// Stems of the content words of the phrase, figures left out.
    pub words: BTreeSet<String>,
    /// How much of the thing is meant.
    pub scope: Scope,
    /// Whether the head is a plural.
    pub plural: bool,
    /// Whether a word says that certain ones are meant: "the", "these", "her".
    pub definite: bool,
}

/// How much of a thing a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// "all five offices", "both sides"
    All,
    /// "two of the offices", "some offices", "another office"
    Part,
    /// "no office", "none of the offices"
    Nothing,
    /// Nothing is said
    Plain,
}

/// How two fillers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    Same,
    /// It may be the same or not
    Unclear,
    /// Surely another
    Other,
}

/// Relations of the words that describe a noun closely.
const CLOSE: &[&str] = &["amod", "compound", "flat", "nmod:poss", "nmod", "appos"];

/// The filler whose head is `token`.
pub fn filler(scene: &Scene, position: usize, account: &Account, token: usize) -> Option<Filler> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let mut head = token;
    let mut scope = Scope::Plain;
    // "two of the offices", "an average of 200 patients": the noun after "of" is meant, a part of it.
    let measure = cues::is("measure", &word(head).to_lowercase());
    if (measure || !syntax.is_noun(head))
        && let Some(whole) = syntax.child_by(head, "nmod").filter(|whole| syntax.is_noun(*whole))
        && syntax.child_by(whole, "case").is_none_or(|case| matches!(word(case), "of" | "among"))
    {
        let quantifier = word(head).to_lowercase();
        scope = match quantifier.as_str() {
            quantifier if cues::is("all", quantifier) => Scope::All,
            quantifier if cues::is("nothing", quantifier) => Scope::Nothing,
            _ if measure => Scope::Plain,
            _ => Scope::Part,
        };
        head = whole;
    }
    let mut anchor = *layout.tokens.get(head)?;
    let mut stems = BTreeSet::new();
    let add = |token: usize, stems: &mut BTreeSet<String>| {
        for part in words::words_of(word(token)) {
            if !words::is_stop_word(&part) && !part.starts_with(|first: char| first.is_ascii_digit()) {
                stems.insert(words::stem(&part));
            }
        }
    };
    add(head, &mut stems);
    for child in syntax.children(head) {
        let relation = syntax.relation(child);
        let lower = word(child).to_lowercase();
        if ["det", "amod", "nummod", "advmod"].iter().any(|name| relation.is(name)) && scope == Scope::Plain {
            scope = match lower.as_str() {
                lower if cues::is("all", lower) => Scope::All,
                lower if cues::is("part", lower) => Scope::Part,
                lower if cues::is("nothing", lower) => Scope::Nothing,
                _ => Scope::Plain,
            };
        }
        let close = CLOSE.iter().any(|name| relation.name() == *name);
        if close || relation.is("nummod") || relation.is("det") {
            anchor = anchor.cover(syntax.anchor(layout, child)?);
        }
        if close {
            for token in syntax.subtree(child).filter(|token| syntax.tag(*token).name() != "CD") {
                add(token, &mut stems);
            }
        }
    }
    let tag = syntax.tag(head);
    // "the company, Orlo": the name beside a common noun says who is meant.
    let named = Some(head)
        .filter(|head| syntax.tag(*head).is_proper_noun())
        .or_else(|| syntax.child_by(head, "appos").filter(|beside| syntax.tag(*beside).is_proper_noun()));
    let body = scene.references.body_at(position, head);
    let entity = entity_at(scene, position, account, *layout.tokens.get(named.unwrap_or(head))?).or(body);
    let known = entity.and_then(|entity| scene.who.known(entity));
    let pronoun =
        !syntax.is_noun(head) && (tag.name().starts_with("PRP") || tag.name().starts_with('W') || tag.name() == "DT");
    if pronoun {
        stems.clear();
        stems.extend(known.into_iter().flat_map(|known| known.key.split(' ').map(str::to_string)));
    }
    let meant = head;
    let head = if pronoun { String::new() } else { account.lemma(head).to_string() };
    Some(Filler {
        anchor,
        entity,
        kind: known.map(|known| known.kind),
        bases: comparable_bases(&head),
        head,
        name: named.is_some() || body.is_some() || pronoun && entity.is_some(),
        words: stems,
        scope,
        plural: tag.name() == "NNS",
        definite: syntax
            .children(meant)
            .any(|child| syntax.relation(child).is("nmod:poss") || cues::is("definite", &word(child).to_lowercase())),
    })
}

/// The story-wide number of whom a word names.
fn entity_at(scene: &Scene, position: usize, account: &Account, word: Anchor) -> Option<usize> {
    let mentions = &account.analysis.reading.mentions;
    let after = mentions.partition_point(|mention| mention.anchor.start() <= word.start());
    let mention = mentions.get(after.saturating_sub(4)..after)?.iter().rev().find(|held| held.anchor.contains(word))?;
    scene.who.number(position, mention.entity?)
}

/// Whether two fillers are the same thing.
pub fn sameness(scene: &Scene, a: &Filler, b: &Filler) -> Sameness {
    if let (Some(first), Some(second)) = (a.entity, b.entity) {
        if first == second {
            return Sameness::Same;
        }
        if acts_for(scene, first, second) || acts_for(scene, second, first) {
            return Sameness::Same;
        }
        let both_named = a.name && b.name && a.kind == b.kind;
        let alike = || !a.words.is_disjoint(&b.words) || initials(a, b);
        return if both_named && !alike() { Sameness::Other } else { Sameness::Unclear };
    }
    if a.head.is_empty() || b.head.is_empty() {
        return Sameness::Unclear;
    }
    let (fewer, more) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let within = || fewer.words.is_subset(&more.words);
    let shared = || a.words.intersection(&b.words).count();
    if a.head == b.head {
        // "the northern lane" and "the southern lane" share their head alone.
        return if within() || shared() >= 3 { Sameness::Same } else { Sameness::Unclear };
    }
    if a.name && b.name {
        return if !fewer.words.is_empty() && within() { Sameness::Same } else { Sameness::Unclear };
    }
    match kinship_of_bases(&a.bases, &b.bases) {
        Kinship::Synonym | Kinship::Inflection if !a.name && !b.name => {
            let rest = |one: &Filler| one.words.len() <= 1;
            if rest(fewer) || shared() + 1 >= fewer.words.len() { Sameness::Same } else { Sameness::Unclear }
        }
        _ => Sameness::Unclear,
    }
}

/// Whether a person bears a role that names the body: the chief executive of a bank signs for it.
fn acts_for(scene: &Scene, person: usize, body: usize) -> bool {
    let (Some(person), Some(body)) = (scene.who.known(person), scene.who.known(body)) else { return false };
    person.kind == EntityKind::Person
        && body.kind == EntityKind::Organisation
        && person.roles.iter().any(|role| role.contains(&body.name))
}

/// Whether one name may be the initials of the other.
fn initials(a: &Filler, b: &Filler) -> bool {
    let short = |a: &Filler, b: &Filler| a.words.len() == 1 && a.head.len() <= 5 && a.head.len() == b.words.len();
    short(a, b) || short(b, a)
}

/// How the fillers of one role stand to those of the same role elsewhere: the best pair decides.
pub fn best(scene: &Scene, a: &[Filler], b: &[Filler]) -> Option<Sameness> {
    let pairs = a.iter().flat_map(|one| b.iter().map(move |other| (one, other)));
    pairs.map(|(one, other)| sameness(scene, one, other)).min()
}
