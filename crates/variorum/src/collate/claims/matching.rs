//! Does a sentence of another article make the claim of a clause? The same predicate, the same parties in the same
//! roles, nothing in the clause that the sentence lacks, and no figure, day, quantity word or denial against it.

use super::super::clauses::{self, Clause, head_of, weighty};
use super::super::graded;
use super::super::meaning::{ALIKE, AlikeIndex, Concept, Meanings, Sense};
use super::super::scene::{Account, Scene};
use super::details::{figures_agree, is_passive, quantifier, quoted_words_stand, same_factuality, times_agree};
use crate::analyse::Statement;
use crate::language::Assertion;
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// So much of a clause, weighed, must stand in the sentence.
const COVERED: f32 = 0.75;
/// What a word counts that stands in the sentence before.
const NEARBY: f32 = 0.7;

/// Words whose parties may change places.
static RECIPROCAL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../../data/collate/reciprocal.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

/// The passage of a sentence that makes the claim of a clause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    pub anchor: Anchor,
    /// The word that carries the predicate there.
    pub predicate: Anchor,
    /// How much of the clause stands there.
    pub covered: f32,
}

/// Matches one clause with sentence after sentence.
pub struct Matcher<'s, 'a> {
    scene: &'s Scene<'a>,
    meanings: &'s Meanings,
    /// Where the predicate looked for may stand.
    predicates: AlikeIndex<'s>,
    /// By account: the statement whose predicate a token carries.
    statements: Vec<BTreeMap<usize, usize>>,
}

/// A clause as it is looked for, read once.
pub struct Wanted<'s, 'a> {
    clause: &'s Clause,
    own: &'s Account<'a>,
    statement: &'s Statement,
    concepts: Vec<Concept>,
    predicate: Concept,
    subjects: Vec<Sense>,
    /// Whether the parties of the predicate may change places.
    reciprocal: bool,
    /// The concepts without which a sentence says something else, those that tell most first.
    required: Vec<Concept>,
}

/// A sentence of another article in which it is looked for.
struct There<'s, 'a> {
    account: usize,
    other: &'s Account<'a>,
    sentence: usize,
    concepts: &'s [Concept],
}

impl<'s, 'a> Matcher<'s, 'a> {
    pub fn new(scene: &'s Scene<'a>, meanings: &'s Meanings) -> Matcher<'s, 'a> {
        let of = |account: &Account| {
            let statements = account.analysis.statements.iter().enumerate();
            let heads = statements.filter_map(|(index, statement)| Some((head_of(account, statement)?, index)));
            heads.collect()
        };
        let statements = scene.accounts.iter().map(of).collect();
        Matcher { scene, meanings, predicates: AlikeIndex::new(meanings), statements }
    }

    /// What the predicate of a clause stands for.
    pub fn predicate(&self, clause: &Clause) -> Option<Sense> {
        let concepts = self.meanings.sentence(clause.account, clause.sentence);
        concepts.iter().find(|concept| concept.token == clause.predicate).map(|concept| concept.sense)
    }

    /// Whether a sentence may have this predicate: few have it, so that is asked before anything else.
    pub fn may_have(&mut self, predicate: Sense, account: usize, sentence: usize) -> bool {
        self.predicates.may_have(predicate, account, sentence)
    }

    /// Reads a clause that is to be looked for; `None` where its predicate stands for nothing that can be found.
    pub fn read(&self, clause: &'s Clause) -> Option<Wanted<'s, 'a>> {
        let own = self.scene.accounts.get(clause.account)?;
        let tokens = own.analysis.layout.tokens_in(clause.anchor);
        let concepts = self.meanings.sentence(clause.account, clause.sentence).iter().copied();
        let concepts: Vec<Concept> = concepts.filter(|concept| tokens.contains(&concept.token)).collect();
        let mut wanted = Wanted {
            clause,
            own,
            statement: own.analysis.statements.get(self.statement_at(own, clause.account, clause.predicate)?)?,
            predicate: *concepts.iter().find(|concept| concept.token == clause.predicate)?,
            subjects: senses(&concepts, &clause.subjects),
            reciprocal: RECIPROCAL.contains(own.lemma(clause.predicate)),
            concepts,
            required: Vec::new(),
        };
        let mut required = wanted.concepts.clone();
        required.retain(|concept| wanted.requires(concept));
        required.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        wanted.required = required;
        Some(wanted)
    }

    /// Where sentence `sentence` of `account` makes the claim of a clause.
    pub fn find(&self, wanted: &Wanted, account: usize, sentence: usize) -> Option<Match> {
        let scene = self.scene;
        let meanings = self.meanings;
        let other = scene.accounts.get(account)?;
        if !other.intact.get(sentence).copied().unwrap_or(false) {
            return None;
        }
        let there = There { account, other, sentence, concepts: meanings.sentence(account, sentence) };
        let before = sentence.checked_sub(1).map_or(&[][..], |before| meanings.sentence(account, before));
        if !wanted.required.iter().all(|concept| self.stands_there(*concept, there.concepts, before)) {
            return None;
        }
        let alike = |concept: &Concept| meanings.alike(wanted.predicate.sense, concept.sense);
        let predicates = there.concepts.iter().filter_map(|concept| Some((*concept, alike(concept)?)));
        let predicates: Vec<(Concept, f32)> = predicates.collect();
        let mut covered = 0.0;
        let mut total = 0.0;
        let mut matched: Vec<(Concept, Concept)> = Vec::new();
        for concept in &wanted.concepts {
            let (best, likeness) = self.best(*concept, there.concepts);
            let nearby = if likeness < NEARBY { NEARBY * self.best(*concept, before).1 } else { 0.0 };
            covered += concept.weight * likeness.max(nearby);
            total += concept.weight;
            matched.extend(best.filter(|_| likeness >= ALIKE).map(|best| (*concept, best)));
        }
        if total <= 0.0 || covered / total < COVERED {
            return None;
        }
        let (anchor, predicate) = self.same_predicate(wanted, &there, &predicates)?;
        let (own, clause) = (wanted.own, wanted.clause);
        let words_agree = wanted.quantities_agree(other, &matched)
            && figures_agree(own, clause.anchor, other, sentence)
            && times_agree(own, clause.anchor, other, sentence)
            && quoted_words_stand(own, clause.anchor, other, sentence)
            && graded::same_position(clause.anchor.of(own.text()), anchor.of(other.text()));
        words_agree.then_some(Match { anchor, predicate, covered: covered / total })
    }

    /// Whether a sentence has a word that means the same as a concept; a country may be named in the sentence before.
    fn stands_there(&self, concept: Concept, there: &[Concept], before: &[Concept]) -> bool {
        let same = |other: &Concept| self.meanings.alike(concept.sense, other.sense).is_some();
        there.iter().any(same) || matches!(concept.sense, Sense::Country { .. }) && before.iter().any(same)
    }

    /// The likeness of a concept to the one of a list that is most like it.
    fn best(&self, concept: Concept, list: &[Concept]) -> (Option<Concept>, f32) {
        let mut best = (None, 0.0);
        for other in list {
            let likeness = self.meanings.likeness(concept.sense, other.sense);
            if likeness > best.1 {
                best = (Some(*other), likeness);
            }
            if likeness >= 1.0 {
                break;
            }
        }
        best
    }

    /// The clause of the sentence with the same predicate, of the same parties, with the same polarity and factuality;
    /// and the word that carries it. `predicates` are the words there that may carry it, and how alike they are.
    fn same_predicate(
        &self,
        wanted: &Wanted,
        there: &There,
        predicates: &[(Concept, f32)],
    ) -> Option<(Anchor, Anchor)> {
        let There { account, other, sentence, .. } = *there;
        let statement = wanted.statement;
        let mut best: Option<(f32, Anchor, Anchor)> = None;
        for (concept, likeness) in predicates {
            let Some(found) = self.statement_at(other, account, concept.token) else {
                // No clause was parsed there. Where the parties may change places, their names and the words suffice.
                let anchor = other.analysis.layout.sentences.get(sentence)?.anchor;
                let plain = statement.assertion == Assertion::FACT && !graded::has_negation(anchor.of(other.text()));
                let token = *other.analysis.layout.tokens.get(concept.token)?;
                if plain && wanted.reciprocal && best.is_none() && !graded::is_hedged(anchor.of(other.text())) {
                    best = Some((0.0, anchor, token));
                }
                continue;
            };
            let Some(said) = other.analysis.statements.get(found).filter(|said| said.sentence == sentence) else {
                continue;
            };
            if clauses::is_reporting(other, said) || wanted.complement_differs(other, said) {
                continue;
            }
            let head = head_of(other, said);
            let weighty = head.map(|head| weighty(other, said, head));
            if head == Some(concept.token) && weighty != head {
                continue;
            }
            let carries = weighty == Some(concept.token);
            if said.assertion.polarity != statement.assertion.polarity
                || !same_factuality((wanted.own, statement), (other, said), carries)
                || !self.same_parties(wanted, there, concept.token, said)
                || carries && !head.is_some_and(|head| self.hangs_on(wanted, there, head))
            {
                continue;
            }
            let word = *other.analysis.layout.tokens.get(concept.token)?;
            let anchor = said.anchor.cover(word);
            if best.is_none_or(|(held, ..)| *likeness > held) {
                best = Some((*likeness, anchor, word));
            }
        }
        best.map(|(_, anchor, word)| (anchor, word))
    }

    /// Whether what completes the predicate here hangs on the predicate there, and does not only stand in the sentence.
    fn hangs_on(&self, wanted: &Wanted, there: &There, head: usize) -> bool {
        let syntax = &there.other.analysis.reading.syntax;
        let below: Vec<Concept> =
            there.concepts.iter().copied().filter(|concept| syntax.is_under(concept.token, head)).collect();
        let completing = clauses::complements(wanted.own, wanted.clause.predicate);
        let completing = wanted
            .concepts
            .iter()
            .filter(|concept| completing.contains(&concept.token) && matches!(concept.sense, Sense::Word(_)))
            .filter(|concept| !clauses::is_light_verb(wanted.own.lemma(concept.token)));
        completing.into_iter().all(|concept| self.best(*concept, &below).1 >= ALIKE)
    }

    /// The statement that a token carries, or stands in.
    fn statement_at(&self, account: &Account, position: usize, token: usize) -> Option<usize> {
        let heads = self.statements.get(position)?;
        let syntax = &account.analysis.reading.syntax;
        std::iter::once(token).chain(syntax.ancestors(token)).find_map(|token| heads.get(&token).copied())
    }

    /// Whether nobody who acts here is acted on there; `token` carries the predicate there.
    fn same_parties(&self, wanted: &Wanted, there: &There, token: usize, said: &Statement) -> bool {
        let Wanted { own, clause, subjects, .. } = wanted;
        let other = there.other;
        let syntax = &other.analysis.reading.syntax;
        // Of two who collide each may be said to have struck the other; of "A and B met" all stand in the sentence.
        if wanted.reciprocal && (subjects.len() > 1 || RECIPROCAL.contains(other.lemma(token))) {
            return true;
        }
        // A noun names no roles by its place: "the release of X by Y".
        let Some(head) = head_of(other, said).filter(|head| *head == token || weighty(other, said, *head) == token)
        else {
            return true;
        };
        let own_passive = own
            .analysis
            .statements
            .get(clause.statement)
            .and_then(|said| head_of(own, said))
            .is_some_and(|head| is_passive(own, head));
        if own_passive != is_passive(other, head) {
            return true;
        }
        let Some(subject) = syntax.child_by(head, "nsubj") else { return true };
        let mut heads = vec![subject];
        heads.extend(syntax.children_by(subject, "conj"));
        let others: Vec<Sense> = senses(there.concepts, &heads);
        if others.is_empty() {
            return true;
        }
        subjects.iter().all(|subject| others.iter().any(|other| self.meanings.likeness(*subject, *other) >= ALIKE))
    }
}

impl Wanted<'_, '_> {
    /// Whether the clause says something else without a concept: all but adjectives, adverbs and light verbs.
    fn requires(&self, concept: &Concept) -> bool {
        let syntax = &self.own.analysis.reading.syntax;
        let core = concept.token == self.clause.predicate || self.clause.subjects.contains(&concept.token);
        let noun_or_verb = syntax.is_noun(concept.token) || syntax.is_verb(concept.token);
        let relation = syntax.relation(concept.token);
        let describes = relation.is("compound") || relation.is("amod");
        let light = || clauses::is_light_verb(self.own.lemma(concept.token));
        core || !matches!(concept.sense, Sense::Word(_)) || noun_or_verb && !describes && !light()
    }

    /// Whether one of the two has a clause for its object and the other nothing of the kind: "agreed with her" is not
    /// "agreed to meet".
    fn complement_differs(&self, other: &Account, said: &Statement) -> bool {
        let takes_clause = |account: &Account, head: usize| {
            let syntax = &account.analysis.reading.syntax;
            syntax.children(head).any(|child| syntax.relation(child).is("xcomp") || syntax.relation(child).is("ccomp"))
        };
        let Some(head) = head_of(other, said) else { return false };
        let predicate = self.clause.predicate;
        let object = self.own.analysis.reading.syntax.child_by(predicate, "obj").is_some();
        takes_clause(other, head) && !object && !takes_clause(self.own, predicate)
    }

    /// Whether no noun is counted by another word on the other side: "all five" is not "two of five".
    fn quantities_agree(&self, other: &Account, matched: &[(Concept, Concept)]) -> bool {
        let mut nouns = matched.iter().filter(|(concept, _)| self.own.analysis.reading.syntax.is_noun(concept.token));
        nouns.all(|(mine, theirs)| {
            let mine = quantifier(self.own, mine.token, Some(self.clause.anchor));
            let theirs = quantifier(other, theirs.token, None);
            mine == theirs || mine.is_none() && theirs == Some("all")
        })
    }
}

/// The senses of the tokens of a list.
fn senses(concepts: &[Concept], tokens: &[usize]) -> Vec<Sense> {
    concepts.iter().filter(|concept| tokens.contains(&concept.token)).map(|concept| concept.sense).collect()
}
