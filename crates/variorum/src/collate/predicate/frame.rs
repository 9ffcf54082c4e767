//! Frames: a predicate with who does it, to whom, and what else the clause says of it.

use super::filler::{self, Filler};
use super::{bases, nominal, phrases};
use crate::analyse::{Argument, Role, Statement};
use crate::collate::clauses::is_finite;
use crate::collate::cues;
use crate::collate::evidence::is_party;
use crate::collate::scene::{Account, Scene};
use crate::language::times::Days;
use crate::language::{Factuality, Polarity, Syntax, TimeExpression, TimeKind, lemma};
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
    pub form: Form,
    pub positive: bool,
    pub factuality: Factuality,
    /// Whether it is told as past: simple past or perfect.
    pub past: bool,
    /// The day it gives, where there is one only.
    pub day: Option<Days>,
    /// The same as it stands in the calendar ("XXXX-08-10"), known also where the year is not.
    pub date: Option<String>,
    /// Who says it, where somebody does.
    pub said_by: Option<String>,
}

/// How the predicate of a clause stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Told: "they met", "they will meet", "the meeting of both"
    Told,
    /// What another verb leads to: "agreed to meet"
    Led,
    /// Only named: "opposed meeting", "the decision to meet"
    Named,
}

/// Nouns that stand for a verb, beside the verb that carries them ("signed the purchase of"): (carrier, noun) to verb.
static NOMINAL: LazyLock<BTreeMap<(&'static str, &'static str), &'static str>> = LazyLock::new(|| {
    let rows: Vec<_> = lists::rows(include_str!("../../../../../data/collate/nominal_predicates.tsv")).collect();
    let of_class = |wanted: &'static str, class: &'static str| {
        rows.iter().filter_map(move |fields| match fields.as_slice() {
            [part, kind, word, ..] if *part == wanted && *kind == class => Some((*word, fields.get(3).copied())),
            _ => None,
        })
    };
    let mut nominal = BTreeMap::new();
    for class in ["deed", "result"] {
        for (carrier, _) in of_class("carrier", class) {
            for (noun, verb) in of_class("noun", class) {
                nominal.extend(verb.map(|verb| ((carrier, noun), verb)));
            }
        }
    }
    nominal
});
/// Verbs that leave open whether their complement holds.
static PHASES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("phase"));
/// Nouns that leave open whether what they introduce holds: "evidence that", "the claim that".
static OPEN: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("open"));
/// Nouns for what their owner means to do: "the bank's plan to close".
static PLANS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("plan"));
/// Verbs that report, whose own polarity says little ("did not comment").
static REPORTING: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let list = lists::rows(include_str!("../../../../../data/reporting_verbs.tsv"));
    list.filter_map(|fields| match fields.as_slice() {
        [lemma, "verb", "speech", ..] => Some(*lemma),
        _ => None,
    })
    .collect()
});

/// Verbs of setting out, whose object or "from" is where one was, and whose "for" is where one goes.
static DEPARTURES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| super::difference::of_class("departure"));

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
        bases::frames(scene, position, account, &mut found);
        phrases::frames(scene, position, account, &mut found);
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
    let bare = syntax.tag(token).name() == "VB";
    let completes = syntax.relation(token).is("xcomp") || bare && syntax.relation(token).is("ccomp");
    let governor = syntax.head(token).filter(|_| completes);
    if governor.is_some_and(|verb| PHASES.contains(account.lemma(verb))) {
        return None;
    }
    if is_left_open(account, token, &statement.lemma) {
        return None;
    }
    if introduced_by(syntax, token).any(|noun| OPEN.contains(account.lemma(noun))) {
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
    let object = syntax.child_by(token, "obj").filter(|object| syntax.is_noun(*object));
    let said_by = scene.speaker(position, statement.predicate);
    if said_by.as_deref().is_some_and(|source| !is_party(source)) || denies_before(account, token, statement) {
        return None;
    }
    let carried =
        object.and_then(|deed| NOMINAL.get(&(statement.lemma.as_str(), account.lemma(deed))).map(|verb| (deed, *verb)));
    // "declined the award" reports nothing: what is declined stands there.
    let passive = syntax.child_by(token, "nsubj:pass").is_some();
    let does = carried.is_some() || (object.is_some() || passive) && super::difference::is_outcome(&statement.lemma);
    if !copular && (complement || REPORTING.contains(statement.lemma.as_str()) && !does) {
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
        if plan && argument.role == Role::Agent && PLANS.contains(lemma(word(head), syntax.tag(head)).as_ref()) {
            let owner = syntax.child_by(head, "nmod:poss").or_else(|| syntax.child_by(head, "compound"));
            head = owner.unwrap_or(head);
        }
        filler::filler(scene, position, account, head)
    };
    let of = |role: Role| -> Vec<Filler> {
        let arguments = statement.arguments.iter().filter(move |argument| argument.role == role);
        arguments.filter_map(fill).collect()
    };
    let (mut agents, mut patients) = (of(Role::Agent), of(Role::Patient));
    // "The assembly passed, by a large majority, an amendment": the second that seems to do it stands after the verb.
    let is_after = |filler: &Filler| layout.tokens.get(token).is_some_and(|verb| filler.anchor.start() > verb.end());
    if patients.is_empty() && !passive && agents.iter().filter(|agent| !is_after(agent)).count() == 1 {
        patients = agents.extract_if(.., |agent| is_after(agent)).collect();
    }
    // The same where the parse takes it for an adjunct that lacks its preposition.
    if patients.is_empty() && !passive && !copular {
        let bare = statement.arguments.iter().filter(|argument| argument.role == Role::Other).filter(|argument| {
            head_of(account, argument.anchor).is_some_and(|head| {
                head > token && syntax.relation(head).name() == "obl" && syntax.child_by(head, "case").is_none()
            })
        });
        patients = bare.filter_map(fill).collect();
    }
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
        let base = || account.lemma(child).to_string();
        match relation.base() {
            // "able to avoid a strike": what one is able to do.
            "xcomp" if copular => {
                narrowing.insert(base());
            }
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
    } else if let Some((deed, verb)) = carried.filter(|(_, verb)| *verb != name) {
        name = verb.to_string();
        patients = syntax
            .children_by(deed, "nmod")
            .filter_map(|child| filler::filler(scene, position, account, child))
            .collect();
    } else if DEPARTURES.contains(name.as_str()) {
        name = directed(name, &mut patients, &adjuncts);
    }
    let tag = syntax.tag(token).name();
    let perfect = syntax.children_by(token, "aux").any(|aux| matches!(word(aux), "has" | "have" | "had"));
    let was = syntax.children(token).any(|child| matches!(word(child), "was" | "were"));
    let dates: Vec<&TimeExpression> = statement
        .times
        .iter()
        .filter_map(|time| account.analysis.reading.times.get(*time))
        .filter(|time| time.kind == TimeKind::Date && !time.part_of_name)
        .collect();
    let days: Vec<Days> = dates.iter().filter_map(|time| time.days).collect();
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
        form: form(account, token),
        positive: !denied,
        factuality: statement.assertion.factuality,
        past: tag == "VBD" || perfect || was,
        day: if let [day] = days.as_slice() { Some(*day) } else { None },
        date: if let [date] = dates.as_slice() { Some(date.value.clone()) } else { None },
        said_by,
    })
    .filter(|frame| !frame.agents.is_empty() || !frame.patients.is_empty())
}

/// The nouns whose clause a predicate stands in: "the event (that) the court found that it *was* legal".
fn introduced_by(syntax: &Syntax, token: usize) -> impl Iterator<Item = usize> + '_ {
    let chain = std::iter::successors(Some(token), |token| {
        let relation = syntax.relation(*token);
        syntax.head(*token).filter(|_| relation.is("ccomp") || relation.name() == "acl")
    });
    chain.skip(1).filter(|head| syntax.is_noun(*head))
}

/// How a predicate stands: an auxiliary or a copula may be its finite verb, and what is joined to it shares that.
fn form(account: &Account, token: usize) -> Form {
    let syntax = &account.analysis.reading.syntax;
    let first = syntax.head(token).filter(|_| syntax.relation(token).is("conj"));
    let joined = first.is_some_and(|first| is_finite(syntax, first) && syntax.tag(first) == syntax.tag(token));
    let led = syntax.tag(token).name() == "VB"
        && ["xcomp", "ccomp"].iter().any(|role| syntax.relation(token).is(role))
        && syntax.head(token).is_some_and(|head| !syntax.is_noun(head));
    match (is_finite(syntax, token) || joined, led) {
        (true, _) => Form::Told,
        (false, true) => Form::Led,
        (false, false) => Form::Named,
    }
}

/// Whether a clause that seems affirmed stands behind a word of denial that the parse may not join to it: "denied that
/// he met her or knew of it".
fn denies_before(account: &Account, token: usize, statement: &Statement) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let Some(sentence) = layout.sentences.get(statement.sentence) else { return false };
    statement.assertion.polarity == Polarity::Positive
        && (sentence.tokens.start..token)
            .filter(|before| syntax.is_verb(*before))
            .any(|before| cues::is("denies", account.lemma(before)))
}

/// Whether a clause is only named, not told: "vote on repealing the law", "warnings not to sell".
fn is_left_open(account: &Account, token: usize, lemma: &str) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |word| word.of(account.text()));
    let gerund = syntax.tag(token).name() == "VBG" && syntax.children_by(token, "aux").next().is_none();
    let led_by = |mark: usize| cues::is("matter", &word(mark).to_lowercase());
    let mut marks = syntax.children_by(token, "mark").chain(syntax.children_by(token, "case"));
    if gerund && lemma != "be" && marks.any(led_by) {
        return true;
    }
    let denied = syntax.children_by(token, "advmod").any(|child| is_negator(&word(child).to_lowercase()));
    let noun = syntax.head(token).is_some_and(|head| syntax.is_noun(head));
    denied && noun && syntax.tag(token).name() == "VB" && syntax.relation(token).is("acl")
}

/// "left Helmsby" and "departed from Helmsby" are one predicate, "left for Helmsby" another.
fn directed(verb: String, patients: &mut Vec<Filler>, adjuncts: &[(String, Filler)]) -> String {
    let to = |case: &'static str| adjuncts.iter().find(|(held, _)| held == case).map(|(_, place)| place.clone());
    let (name, place) = match (patients.is_empty(), to("from"), to("for")) {
        (false, ..) => return verb,
        (true, Some(origin), _) => ("leave", origin),
        (true, None, Some(aim)) => ("leave for", aim),
        (true, None, None) => return verb,
    };
    patients.push(place);
    name.to_string()
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
pub fn head_of(account: &Account, phrase: Anchor) -> Option<usize> {
    let syntax = &account.analysis.reading.syntax;
    let mut tokens = account.analysis.layout.tokens_in(phrase);
    let range = tokens.clone();
    tokens.find(|token| syntax.head(*token).is_none_or(|head| !range.contains(&head)))
}
