//! Events inside a story: the call between A and B, the call between A and C, the interview are different events.
//!
//! An event is told by its class and by who takes part. A mention that names fewer than two of them ("the 90-minute
//! call") is tied to the only event of its class that its article has mentioned before, or to none.

use super::scene::{Account, Scene};
use crate::analyse::Statement;
use crate::language::EntityKind;
use crate::text::Anchor;
use crate::text::lists::{self, WordMap};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Class by (part of speech, lemma), from `data/collate/events.tsv`.
static CLASSES: LazyLock<WordMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    lists::rows(include_str!("../../../../data/collate/events.tsv"))
        .filter_map(|fields| match fields.as_slice() {
            [class, part, lemma] => Some(((*part, *lemma), *class)),
            _ => None,
        })
        .collect()
});

/// One mention of an event that people take part in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMention {
    /// Position of the account in the scene.
    pub account: usize,
    pub sentence: usize,
    /// The noun or verb.
    pub token: usize,
    pub anchor: Anchor,
    pub class: &'static str,
    /// Story-wide numbers of those who take part; at least two, else it is not known which event it is.
    pub participants: BTreeSet<usize>,
    /// How the participants were found.
    pub reason: &'static str,
}

impl EventMention {
    /// Whether it is known which event this is.
    pub fn is_identified(&self) -> bool {
        self.participants.len() >= 2
    }

    /// What to call it: "call · Ann Oduya, Piet Maas".
    pub fn subject(&self, scene: &Scene) -> String {
        let names: Vec<&str> =
            self.participants.iter().filter_map(|number| Some(scene.who.known(*number)?.name.as_str())).collect();
        format!("{} · {}", self.class, names.join(", "))
    }
}

/// Whether two classes can be one event: a conversation may be a call or a meeting.
pub fn may_be_one(a: &str, b: &str) -> bool {
    let general = |class: &str, other: &str| class == "talk" && matches!(other, "call" | "meeting");
    a == b || general(a, b) || general(b, a)
}

/// The event mentions of a story, in account and text order.
pub fn mentions(scene: &Scene) -> Vec<EventMention> {
    let mut all = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let mut found: Vec<(EventMention, bool)> = Vec::new();
        for (number, sentence) in account.analysis.layout.sentences.iter().enumerate() {
            if !account.intact.get(number).copied().unwrap_or(false) {
                continue;
            }
            for token in sentence.tokens.clone() {
                let Some(class) = class_of(account, token) else { continue };
                let Some(anchor) = account.analysis.layout.tokens.get(token).copied() else { continue };
                let (participants, somebody_else) = participants(scene, position, account, token);
                let mention = EventMention {
                    account: position,
                    sentence: number,
                    token,
                    anchor,
                    class,
                    participants,
                    reason: "named with it",
                };
                found.push((mention, somebody_else));
            }
        }
        tie_to_earlier(&mut found);
        all.extend(found.into_iter().map(|(mention, _)| mention));
    }
    all
}

/// The event class of a word, if it names an event.
pub fn class_of(account: &Account, token: usize) -> Option<&'static str> {
    let syntax = &account.analysis.reading.syntax;
    let tag = syntax.tag(token);
    let word = account.analysis.layout.tokens.get(token)?.of(account.text());
    let part = match tag.name() {
        "NN" => "noun",
        "NNS" if word == "talks" && is_occasion(account, token) => "noun",
        name if name.starts_with("VB") => "verb",
        _ => return None,
    };
    CLASSES.get(&(part, account.lemma(token))).copied()
}

/// Whether a plural names the one occasion on which something was done: "after talks with", "two hours of talks with".
pub fn is_occasion(account: &Account, token: usize) -> bool {
    let case = preposition(account, token);
    matches!(case.as_str(), "after" | "during" | "following") || case == "of" && measures_time(account, token)
}

/// Whether the noun that an "of" phrase hangs on is a length of time: "150 minutes of talks".
fn measures_time(account: &Account, token: usize) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let Some(measure) = syntax.head(token).and_then(|head| account.analysis.layout.tokens.get(head)) else {
        return false;
    };
    account.analysis.reading.quantities.iter().any(|length| length.unit == "s" && length.anchor.contains(*measure))
}

/// The event class that a base form has as this part of speech ("noun", "verb").
pub fn class_by_lemma(part: &str, lemma: &str) -> Option<&'static str> {
    CLASSES.get(&(part, lemma)).copied()
}

/// The shortest statement around a mention.
pub fn statement_around<'a>(account: &Account<'a>, mention: &EventMention) -> Option<&'a Statement> {
    let statements = account
        .analysis
        .statements
        .iter()
        .filter(|statement| statement.sentence == mention.sentence && statement.anchor.contains(mention.anchor));
    statements.min_by_key(|statement| statement.anchor.length())
}

/// Whether a lower-case word before a noun puts off what it names: "forthcoming".
pub fn is_to_come(word: &str) -> bool {
    TO_COME.contains(word)
}

/// The words of `data/collate/to_come.txt`.
static TO_COME: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/collate/to_come.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

/// Those who take part, by the parse; and whether somebody is named whom we cannot tell.
fn participants(scene: &Scene, position: usize, account: &Account, token: usize) -> (BTreeSet<usize>, bool) {
    let syntax = &account.analysis.reading.syntax;
    let mut heads: Vec<(usize, bool)> = Vec::new();
    let collect = |governor: usize, heads: &mut Vec<(usize, bool)>| {
        for child in syntax.children(governor) {
            match syntax.relation(child).base() {
                "nsubj" | "iobj" => heads.push((child, false)),
                "obj" if child != token => heads.push((child, false)),
                "obl" => {
                    let case = preposition(account, child);
                    if matches!(case.as_str(), "with" | "between" | "to") {
                        heads.push((child, case != "to"));
                    }
                }
                _ => {}
            }
        }
    };
    if syntax.is_verb(token) {
        collect(token, &mut heads);
        if !heads.iter().any(|(head, _)| syntax.relation(*head).is("nsubj")) {
            let governor = syntax.head(token).filter(|_| {
                let relation = syntax.relation(token);
                ["xcomp", "conj", "advcl"].iter().any(|name| relation.is(name))
            });
            heads.extend(governor.and_then(|head| syntax.child_by(head, "nsubj")).map(|subject| (subject, false)));
        }
    } else {
        for child in syntax.children(token) {
            let relation = syntax.relation(child);
            if relation.is("nmod:poss") || relation.is("compound") {
                heads.push((child, false));
            } else if relation.is("nmod") {
                let case = preposition(account, child);
                if matches!(case.as_str(), "with" | "between" | "of" | "from" | "to") {
                    heads.push((child, matches!(case.as_str(), "with" | "between")));
                }
            }
        }
        // "After talks with A, B left": who does the next thing took part.
        let measured =
            syntax.head(token).filter(|_| preposition(account, token) == "of" && measures_time(account, token));
        let occasion = measured.unwrap_or(token);
        if is_occasion(account, token)
            && matches!(preposition(account, occasion).as_str(), "after" | "during" | "following")
            && let Some(subject) = syntax.head(occasion).and_then(|verb| syntax.child_by(verb, "nsubj"))
        {
            heads.push((subject, false));
        }
        if let Some(verb) = syntax.head(token).filter(|head| syntax.is_verb(*head))
            && syntax.relation(token).is("obj")
        {
            collect(verb, &mut heads);
        }
    }
    let mut named = BTreeSet::new();
    let mut somebody_else = false;
    named.extend(people_after(scene, position, account, token));
    for (head, must_name) in heads {
        let people = people_under(scene, position, account, head);
        somebody_else |= must_name && people.is_empty();
        named.extend(people);
    }
    (named, somebody_else)
}

/// The persons named in a noun phrase, relative clauses left out.
fn people_under(scene: &Scene, position: usize, account: &Account, head: usize) -> BTreeSet<usize> {
    let syntax = &account.analysis.reading.syntax;
    let asides: Vec<usize> = syntax
        .children(head)
        .filter(|child| ["acl", "advcl", "parataxis"].contains(&syntax.relation(*child).base()))
        .collect();
    let layout = &account.analysis.layout;
    let mut people = BTreeSet::new();
    for token in syntax.subtree(head).filter(|token| !asides.iter().any(|aside| syntax.is_under(*token, *aside))) {
        if let Some(anchor) = layout.tokens.get(token) {
            people.extend(people_in(scene, position, account, *anchor));
        }
    }
    people
}

/// The persons that a passage names, by mention, by last name, or by their office.
pub fn people_in(scene: &Scene, position: usize, account: &Account, passage: Anchor) -> BTreeSet<usize> {
    let tokens = account.analysis.layout.tokens_in(passage);
    let held: BTreeSet<usize> = tokens
        .clone()
        .filter_map(|token| scene.references.at(position, token))
        .flat_map(|reference| reference.holders.iter().copied())
        .collect();
    if tokens.len() == 1 && !held.is_empty() {
        return held;
    }
    let is_person = |number: &usize| scene.who.known(*number).is_some_and(|known| known.kind == EntityKind::Person);
    let mut people: BTreeSet<usize> =
        scene.who.inside(position, account, passage).into_iter().filter(is_person).collect();
    people.extend(scene.who.by_last_name(passage.of(account.text())));
    people.extend(held);
    people
}

/// The persons named right after an event noun: "the call between A and B". Goes on to the first mark or verb, so it
/// does not hang on where the parse puts the second name.
fn people_after(scene: &Scene, position: usize, account: &Account, token: usize) -> BTreeSet<usize> {
    let layout = &account.analysis.layout;
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    if !matches!(word(token + 1), "between" | "with") {
        return BTreeSet::new();
    }
    (token + 2..token + 18)
        .take_while(|next| {
            let finite = syntax.tag(*next).is_finite() || syntax.tag(*next).name() == "MD";
            !finite && !matches!(word(*next), "" | "." | "," | ";" | ":" | "”" | "\"" | ")" | "(")
        })
        .filter_map(|next| layout.tokens.get(next))
        .flat_map(|anchor| people_in(scene, position, account, *anchor))
        .collect()
}

fn preposition(account: &Account, head: usize) -> String {
    let case = account.analysis.reading.syntax.child_by(head, "case");
    let case = case.and_then(|case| account.analysis.layout.tokens.get(case));
    case.map_or_else(String::new, |case| case.of(account.text()).to_lowercase())
}

/// Ties mentions with fewer than two participants to the only fitting event mentioned before in the same article.
fn tie_to_earlier(found: &mut [(EventMention, bool)]) {
    for index in 0..found.len() {
        let Some((mention, somebody_else)) = found.get(index) else { continue };
        if mention.is_identified() || *somebody_else {
            continue;
        }
        let before: BTreeSet<&BTreeSet<usize>> = found
            .iter()
            .take(index)
            .filter(|(earlier, _)| {
                earlier.is_identified()
                    && may_be_one(earlier.class, mention.class)
                    && mention.participants.is_subset(&earlier.participants)
            })
            .map(|(earlier, _)| &earlier.participants)
            .collect();
        // The opening speaks of the event before it says who took part: the first one named soon after is meant.
        let soon = found.iter().skip(index + 1).take_while(|(later, _)| later.sentence <= mention.sentence + 2).find(
            |(later, _)| {
                later.is_identified()
                    && may_be_one(later.class, mention.class)
                    && mention.participants.is_subset(&later.participants)
            },
        );
        let only = match (before.len(), soon) {
            (1, _) => before.first().map(|only| ((*only).clone(), "the only such event its article mentions before")),
            (0, Some((soon, _))) if mention.sentence < 2 => {
                Some((soon.participants.clone(), "the first such event its article names, soon after"))
            }
            _ => None,
        };
        if let (Some((participants, reason)), Some((mention, _))) = (only, found.get_mut(index)) {
            mention.participants = participants;
            mention.reason = reason;
        }
    }
}
