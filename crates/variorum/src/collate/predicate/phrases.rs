//! What a phrase says without a verb for it: "after A's death, B was elected", "the commission said A did nothing wrong",
//! "his opposition to the treaty".

use super::difference::of_class;
use super::filler::{self, Filler};
use super::frame::Frame;
use super::nominal;
use crate::analyse::Role;
use crate::analyse::statement::attributed_to;
use crate::collate::scene::{Account, Scene};
use crate::language::Polarity;
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Nouns for a death, and verbs by which somebody comes into an office.
static DEATHS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("death"));
static ENTRIES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("entry"));
/// Verb and noun or adjective whose denial clears somebody: "did nothing wrong", "broke no law".
static OFFENCES: LazyLock<BTreeSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lists::pairs(include_str!("../../../../../data/collate/offences.tsv")).collect());
/// Nouns of taking sides, with their preposition, and the verb they stand for.
static STANCES: LazyLock<BTreeMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    lists::rows(include_str!("../../../../../data/collate/stance_nouns.tsv"))
        .filter_map(|fields| match fields.as_slice() {
            [noun, preposition, verb] => Some(((*noun, *preposition), *verb)),
            _ => None,
        })
        .collect()
});

/// The frames of such phrases of one account.
pub fn frames(scene: &Scene, position: usize, account: &Account, found: &mut Vec<Frame>) {
    let page = Page { scene, position, account };
    let told =
        |token: &usize| account.analysis.layout.tokens.get(*token).is_some_and(|word| account.is_intact_at(*word));
    for token in (0..account.analysis.layout.tokens.len()).filter(|token| page.is_common_noun(*token)) {
        found.extend(page.outlived(token).or_else(|| page.stance(token)).filter(|_| told(&token)));
    }
    found.extend(page.cleared());
}

struct Page<'p> {
    scene: &'p Scene<'p>,
    position: usize,
    account: &'p Account<'p>,
}

impl Page<'_> {
    fn is_common_noun(&self, token: usize) -> bool {
        let syntax = &self.account.analysis.reading.syntax;
        syntax.is_noun(token) && !syntax.tag(token).is_proper_noun()
    }

    fn word(&self, token: usize) -> &str {
        let anchor = self.account.analysis.layout.tokens.get(token);
        anchor.map_or("", |anchor| anchor.of(self.account.text()))
    }

    fn base(&self, token: usize) -> &str {
        self.account.lemma(token)
    }

    fn named(&self, token: usize) -> Option<Filler> {
        filler::filler(self.scene, self.position, self.account, token).filter(|filler| filler.name)
    }

    fn preposition(&self, token: usize) -> &str {
        self.account.analysis.reading.syntax.child_by(token, "case").map_or("", |case| self.word(case))
    }

    fn frame(&self, shown: Anchor, verb: &str, agent: Filler, patient: Filler) -> Frame {
        nominal::frame(self.scene, self.position, shown, verb, agent, patient, Vec::new())
    }

    /// "After A's death, B was elected": B outlived A, so A has not come after B.
    fn outlived(&self, token: usize) -> Option<Frame> {
        let syntax = &self.account.analysis.reading.syntax;
        let after = matches!(self.preposition(token).to_lowercase().as_str(), "after" | "following");
        if !after || !DEATHS.contains(self.base(token)) {
            return None;
        }
        let dead = syntax.child_by(token, "nmod:poss").or_else(|| syntax.child_by(token, "nmod"))?;
        let verb = syntax.head(token).filter(|verb| ENTRIES.contains(self.base(*verb)))?;
        let next = ["nsubj:pass", "obj", "nsubj"].into_iter().find_map(|role| syntax.child_by(verb, role))?;
        let (dead, next) = (self.named(dead)?, self.named(next)?);
        let shown = dead.anchor.cover(next.anchor).cover(*self.account.analysis.layout.tokens.get(verb)?);
        Some(self.frame(shown, "outlive", next, dead))
    }

    /// "his opposition to the treaty": he opposes it.
    fn stance(&self, token: usize) -> Option<Frame> {
        let syntax = &self.account.analysis.reading.syntax;
        let noun = self.base(token);
        let (matter, verb) = syntax
            .children_by(token, "nmod")
            .find_map(|matter| Some((matter, *STANCES.get(&(noun, self.preposition(matter)))?)))?;
        let holder = self.named(syntax.child_by(token, "nmod:poss")?)?;
        let matter = filler::filler(self.scene, self.position, self.account, matter)?;
        Some(self.frame(holder.anchor.cover(matter.anchor), verb, holder, matter))
    }

    /// "The commission said that A did nothing wrong": the commission clears A.
    fn cleared(&self) -> Vec<Frame> {
        let analysis = self.account.analysis;
        let syntax = &analysis.reading.syntax;
        let mut found = Vec::new();
        for statement in analysis.statements.iter().filter(|one| one.assertion.polarity == Polarity::Negative) {
            let of = |role: Role| statement.arguments.iter().filter(move |argument| argument.role == role);
            let Some(verb) = super::frame::head_of(self.account, statement.predicate) else { continue };
            let completes = |token: &usize| ["obj", "xcomp"].iter().any(|role| syntax.relation(*token).is(role));
            let mut told = syntax.children(verb).filter(completes).flat_map(|object| syntax.subtree(object));
            let is_offence = told.any(|token| OFFENCES.contains(&(statement.lemma.as_str(), self.base(token))));
            let source = attributed_to(&analysis.attributions, statement.anchor)
                .last()
                .and_then(|innermost| analysis.attributions.get(*innermost)?.source);
            let [doer] = of(Role::Agent).collect::<Vec<_>>()[..] else { continue };
            let Some(source) = source.filter(|_| is_offence && self.account.is_intact_at(statement.anchor)) else {
                continue;
            };
            let head = |phrase: Anchor| super::frame::head_of(self.account, phrase).and_then(|head| self.named(head));
            if let (Some(source), Some(doer)) = (head(source), head(doer.anchor)) {
                found.push(self.frame(statement.anchor, "clear", source, doer));
            }
        }
        found
    }
}
