//! Frames: a predicate with who does it, to whom, and what else the clause says of it.

use super::filler::{self, Filler};
use super::nominal;
use crate::analyse::{Argument, Role, Statement};
use crate::collate::scene::{Account, Scene};
use crate::language::times::Days;
use crate::language::{Factuality, Polarity, TimeKind, lemma};
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One clause as the lane compares it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Position of the account in the scene.
    pub account: usize,
    /// What it says, without the clauses around it.
    pub anchor: Anchor,
    /// Base form of the verb with its particle; "be" with a noun or adjective; of "sign the purchase": "purchase".
    pub lemma: String,
    pub agents: Vec<Filler>,
    pub patients: Vec<Filler>,
    /// Preposition and noun phrase.
    pub adjuncts: Vec<(String, Filler)>,
    /// Adverbs and clauses that narrow what is said, as base forms.
    pub narrowing: BTreeSet<String>,
    /// Indexes into the quantities of the reading.
    pub quantities: Vec<usize>,
    /// Whether the clause shares out several values ("respectively"), of which this is one.
    pub apportioned: bool,
    pub positive: bool,
    pub factuality: Factuality,
    /// Whether it is told as past: simple past or perfect.
    pub past: bool,
    /// The day it gives, where there is one only.
    pub day: Option<Days>,
    /// Who says it, where somebody does.
    pub said_by: Option<String>,
}

/// Nouns that stand for a verb, and the verbs that carry them: "signed the purchase of".
static NOMINAL: LazyLock<BTreeMap<&'static str, &'static str>> =
    LazyLock::new(|| lists::pairs(include_str!("../../../../../data/collate/nominal_predicates.tsv")).collect());
static CARRIERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let verbs = lists::pairs(include_str!("../../../../../data/collate/nominal_predicates.tsv"));
    verbs.filter(|(class, _)| *class == "carrier").map(|(_, verb)| verb).collect()
});
/// Verbs that leave open whether their complement holds.
static PHASES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("phase"));
/// Nouns that leave open whether what they introduce holds: "evidence that", "the claim that".
static OPEN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("open"));
/// Verbs that report, whose own polarity says little ("did not comment").
static REPORTING: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let list = lists::rows(include_str!("../../../../../data/reporting_verbs.tsv"));
    list.filter_map(|fields| match fields.as_slice() {
        [lemma, "verb", "speech", ..] => Some(*lemma),
        _ => None,
    })
    .collect()
});

/// The frames of a story in account and text order: statements that are told, with at least one known argument.
pub fn frames(scene: &Scene) -> Vec<Frame> {
    let mut found = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for statement in &account.analysis.statements {
            let told = matches!(statement.assertion.factuality, Factuality::Asserted | Factuality::Planned);
            if told && account.is_intact_at(statement.anchor) {
                found.extend(one_by_one(account, frame(scene, position, account, statement)));
            }
        }
        nominal::frames(scene, position, account, &mut found);
    }
    found
}

fn frame(scene: &Scene, position: usize, account: &Account, statement: &Statement) -> Option<Frame> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let token = head_of(account, statement.predicate)?;
    let copular = syntax.child_by(token, "cop").is_some();
    // "was for the mayor" says nothing that can be laid beside another clause.
    if copular && syntax.child_by(token, "case").is_some() {
        return None;
    }
    let governor = syntax.head(token).filter(|_| syntax.relation(token).is("xcomp"));
    if governor.is_some_and(|verb| PHASES.contains(lemma(word(verb), syntax.tag(verb)).to_lowercase().as_str())) {
        return None;
    }
    let noun = syntax.head(token).filter(|head| syntax.relation(token).name() == "acl" && syntax.is_noun(*head));
    if noun.is_some_and(|noun| OPEN.contains(lemma(word(noun), syntax.tag(noun)).to_lowercase().as_str())) {
        return None;
    }
    let mut name = statement.lemma.clone();
    if copular {
        name = "be".into();
    } else if let Some(particle) = syntax.child_by(token, "compound:prt") {
        name = format!("{name} {}", word(particle).to_lowercase());
    }
    // What somebody says, asks or thinks is another statement.
    let complement = syntax.children(token).any(|child| syntax.relation(child).is("ccomp"));
    let carries = CARRIERS.contains(statement.lemma.as_str())
        && syntax
            .child_by(token, "obj")
            .is_some_and(|deed| NOMINAL.contains_key(lemma(word(deed), syntax.tag(deed)).as_ref()));
    if !copular && (complement || REPORTING.contains(statement.lemma.as_str()) && !carries) {
        return None;
    }
    let fill = |argument: &Argument| {
        let mut head = head_of(account, argument.anchor)?;
        // "who", "which": the noun that the clause hangs on.
        if syntax.tag(head).name().starts_with('W') {
            head = syntax.head(token).filter(|_| syntax.relation(token).is("acl:relcl"))?;
        }
        // "the bank's plan to close", "the bank plans to close" read as nouns: who has the plan.
        let plan = syntax.head(token) == Some(head) && syntax.relation(token).is("acl");
        if plan && argument.role == Role::Agent {
            let owner = syntax.child_by(head, "nmod:poss").or_else(|| syntax.child_by(head, "compound"));
            head = owner.unwrap_or(head);
        }
        filler::filler(scene, position, account, head)
    };
    let of = |role: Role| -> Vec<Filler> {
        let arguments = statement.arguments.iter().filter(move |argument| argument.role == role);
        arguments.filter_map(fill).collect()
    };
    let (agents, mut patients) = (of(Role::Agent), of(Role::Patient));
    let mut adjuncts = Vec::new();
    let mut narrowing = BTreeSet::new();
    for argument in &statement.arguments {
        if !matches!(argument.role, Role::Agent | Role::Patient | Role::Time)
            && let Some(head) = head_of(account, argument.anchor)
            && let Some(filler) = filler::filler(scene, position, account, head)
        {
            let case = syntax.child_by(head, "case").map_or_else(String::new, |case| word(case).to_lowercase());
            adjuncts.push((case, filler));
        }
    }
    for child in syntax.children(token) {
        let relation = syntax.relation(child);
        let base = || lemma(word(child), syntax.tag(child)).to_lowercase();
        match relation.base() {
            "xcomp" => {
                patients.extend(filler::filler(scene, position, account, child).map(|mut filler| {
                    filler.words.extend(
                        syntax.subtree(child).map(|token| crate::collate::words::stem(&word(token).to_lowercase())),
                    );
                    filler
                }));
            }
            "advmod" if !is_negator(&word(child).to_lowercase()) => {
                narrowing.insert(base());
            }
            "advcl" | "obl"
                if !statement
                    .arguments
                    .iter()
                    .any(|argument| layout.tokens.get(child).is_some_and(|word| argument.anchor.contains(*word))) =>
            {
                narrowing.insert(base());
            }
            _ => {}
        }
    }
    if copular {
        patients = filler::filler(scene, position, account, token).into_iter().collect();
    } else if CARRIERS.contains(name.as_str())
        && let [deed] = patients.as_slice()
        && let Some(verb) = NOMINAL.get(deed.head.as_str()).filter(|verb| **verb != name)
    {
        let head = head_of(account, deed.anchor)?;
        name = (*verb).to_string();
        patients = syntax
            .children_by(head, "nmod")
            .filter_map(|child| filler::filler(scene, position, account, child))
            .collect();
    }
    let tag = syntax.tag(token).name();
    let perfect = syntax.children_by(token, "aux").any(|aux| matches!(word(aux), "has" | "have" | "had"));
    let was = syntax.children(token).any(|child| matches!(word(child), "was" | "were"));
    let days: Vec<Days> = statement
        .times
        .iter()
        .filter_map(|time| account.analysis.reading.times.get(*time))
        .filter(|time| time.kind == TimeKind::Date && !time.part_of_name)
        .filter_map(|time| time.days)
        .collect();
    let denied = statement.assertion.polarity == Polarity::Negative;
    Some(Frame {
        account: position,
        anchor: statement.anchor,
        lemma: name,
        agents,
        patients,
        adjuncts,
        narrowing,
        quantities: statement.quantities.clone(),
        apportioned: false,
        positive: !denied,
        factuality: statement.assertion.factuality,
        past: tag == "VBD" || perfect || was,
        day: if let [day] = days.as_slice() { Some(*day) } else { None },
        said_by: scene.speaker(position, statement.predicate),
    })
    .filter(|frame| !frame.agents.is_empty() || !frame.patients.is_empty())
}

/// "A and B were given 21 months and 18 months, respectively": one frame for each.
fn one_by_one(account: &Account, frame: Option<Frame>) -> Vec<Frame> {
    let Some(frame) = frame else { return Vec::new() };
    let sentence = account.sentence_of(frame.anchor).map_or("", |(_, sentence)| sentence.of(account.text()));
    let takers = if frame.agents.len() > 1 { &frame.agents } else { &frame.patients };
    if takers.len() < 2 || takers.len() != frame.quantities.len() || !sentence.contains("respectively") {
        return vec![frame];
    }
    let single = |(taker, quantity): (&Filler, &usize)| {
        let mut single = frame.clone();
        let role = if frame.agents.len() > 1 { &mut single.agents } else { &mut single.patients };
        *role = vec![taker.clone()];
        single.quantities = vec![*quantity];
        single.apportioned = true;
        single
    };
    takers.iter().zip(&frame.quantities).map(single).collect()
}

fn is_negator(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "nor" | "no")
}

/// The token of a phrase that governs the rest of it.
fn head_of(account: &Account, phrase: Anchor) -> Option<usize> {
    let syntax = &account.analysis.reading.syntax;
    let mut tokens = account.analysis.layout.tokens_in(phrase);
    let range = tokens.clone();
    tokens.find(|token| syntax.head(*token).is_none_or(|head| !range.contains(&head)))
}
