//! Clauses that can stand alone: the passages a claim can be quoted in.
//!
//! A clause is whole when it has a finite verb and a subject that is named, and is cut off nowhere but before an adjunct:
//! "A met B in Helmsby" stands for "A met B in Helmsby on Wednesday, his office said" where others do not give the day.

use super::cues;
use super::scene::{Account, Scene};
use super::words::{is_stop_word, words_of};
use crate::analyse::{Attribution, AttributionKind, Statement};
use crate::language::{Factuality, Polarity, Syntax};
use crate::text::{Anchor, lists};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One clause of an account, in one of the lengths it can be quoted in.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Position of the account in the scene.
    pub account: usize,
    pub sentence: usize,
    /// Index into the statements of the analysis.
    pub statement: usize,
    pub anchor: Anchor,
    /// The token that carries the predicate; of "held a meeting" the noun.
    pub predicate: usize,
    /// Heads of the subject, joined ones included.
    pub subjects: Vec<usize>,
}

/// Adjuncts cut off at the end of a clause at most.
const MOST_CUTS: usize = 4;

/// Relations of what may be cut off at the end of a clause.
const ADJUNCTS: &[&str] = &["obl", "advmod", "advcl", "acl", "nmod", "appos", "parataxis"];

/// Verbs whose object says what happens, from `data/collate/light_verbs.txt`.
static LIGHT_VERBS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/collate/light_verbs.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

/// Words that only lead to the predicate, from `data/collate/plan_words.txt`.
static PLAN_WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/collate/plan_words.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

/// Words that an adjunct must not lose, from `data/collate/limits.txt`.
static LIMITS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/collate/limits.txt"));
    rows.filter_map(|fields| fields.first().copied()).collect()
});

/// Verbs that only introduce what somebody says.
static REPORTING_VERBS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../data/reporting_verbs.tsv"));
    let verbs = rows.filter_map(|fields| match fields.as_slice() {
        [lemma, "verb", "speech", ..] => Some(*lemma),
        _ => None,
    });
    verbs.collect()
});

/// The clauses of a story that stand alone, each in all its lengths, in account and text order.
pub fn clauses(scene: &Scene) -> Vec<Clause> {
    let mut found = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for (index, statement) in account.analysis.statements.iter().enumerate() {
            if account.intact.get(statement.sentence).copied().unwrap_or(false) {
                found.extend(lengths(position, account, index, statement));
            }
        }
    }
    found
}

/// The token that carries the predicate of a statement.
pub fn head_of(account: &Account, statement: &Statement) -> Option<usize> {
    let tokens = account.analysis.layout.tokens_in(statement.predicate);
    tokens.clone().rev().find(|token| account.lemma(*token) == statement.lemma).or(tokens.last())
}

/// Whether a predicate is finite: by itself, or by its auxiliary or copula.
pub fn is_finite(syntax: &Syntax, predicate: usize) -> bool {
    let helps = |child: usize| ["aux", "cop"].iter().any(|role| syntax.relation(child).is(role));
    syntax.tag(predicate).is_finite()
        || syntax.children(predicate).any(|child| helps(child) && syntax.tag(child).is_finite())
}

/// Whether a verb says little itself: what happens is in its object.
pub fn is_light_verb(lemma: &str) -> bool {
    LIGHT_VERBS.contains(lemma)
}

/// Where a verb says little itself, its object; where it only leads to another ("is set to meet"), that; else itself.
pub fn weighty(account: &Account, statement: &Statement, head: usize) -> usize {
    let syntax = &account.analysis.reading.syntax;
    if LIGHT_VERBS.contains(statement.lemma.as_str()) {
        return syntax.child_by(head, "obj").unwrap_or(head);
    }
    let leads_to = syntax.children(head).find(|child| {
        let relation = syntax.relation(*child);
        syntax.tag(*child).name() == "VB" && (relation.is("xcomp") || relation.is("advcl"))
    });
    leads_to.filter(|_| PLAN_WORDS.contains(statement.lemma.as_str())).unwrap_or(head)
}

/// Whether a statement is only that somebody says something.
pub fn is_reporting(account: &Account, statement: &Statement) -> bool {
    let is_cue = |attribution: &Attribution| {
        attribution.kind == AttributionKind::Speech
            && attribution.cue.is_some_and(|cue| cue.overlaps(statement.predicate))
    };
    REPORTING_VERBS.contains(statement.lemma.as_str()) || account.analysis.attributions.iter().any(is_cue)
}

fn lengths(position: usize, account: &Account, index: usize, statement: &Statement) -> Vec<Clause> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let Some(head) = head_of(account, statement) else { return Vec::new() };
    let finite = layout.tokens_in(statement.predicate).any(|token| syntax.tag(token).is_finite());
    let asks = matches!(statement.assertion.factuality, Factuality::Asked | Factuality::Conditional);
    if !finite || asks || is_quoted(account, statement.anchor) || leaves_its_content(account, statement, head) {
        return Vec::new();
    }
    let Some((subjects, start)) = subject(account, statement, head) else { return Vec::new() };
    let complements = complements(account, head);
    let predicate = weighty(account, statement, head);
    if is_reporting(account, statement)
        || is_light_verb(account.lemma(predicate))
        || complements.iter().any(|token| points(account, *token))
    {
        return Vec::new();
    }
    let whole = layout.tokens_in(statement.anchor);
    // What stands right behind the verb belongs to it: "agreed with her *on the price*", but not "met *on Monday*".
    let alone = subjects.len() > 1 || super::events::class_of(account, predicate).is_some();
    let nearest = syntax.children(head).filter(|child| *child > head && !syntax.relation(*child).is("punct"));
    let nearest = nearest.map(|child| syntax.extent(child).end.saturating_sub(1)).min();
    let kept = if alone || !complements.is_empty() { None } else { nearest };
    let core_end = complements.iter().copied().chain([head, predicate]).chain(kept).max().unwrap_or(head);
    let mut ends = vec![whole.end];
    if statement.assertion.polarity == Polarity::Positive {
        for _ in 0..MOST_CUTS {
            let last = ends.last().copied().unwrap_or(whole.end);
            ends.extend(cut(account, whole.start, core_end, last));
        }
        ends.dedup();
    }
    let mut starts = vec![start];
    let leads = |token: usize| {
        matches!(syntax.tag(token).name(), "WDT" | "WP" | "WRB" | "WP$" | "CC") || syntax.relation(token).is("mark")
    };
    let adjuncts_only = !(whole.start..start).any(leads);
    if whole.start < start && adjuncts_only {
        starts.insert(0, whole.start);
    }
    let mut found = Vec::new();
    for start in starts {
        for end in &ends {
            let Some(anchor) = slice(account, start, *end) else { continue };
            if !stands_alone(account, anchor, &subjects) {
                continue;
            }
            let clause = Clause {
                account: position,
                sentence: statement.sentence,
                statement: index,
                anchor,
                predicate,
                subjects: subjects.clone(),
            };
            found.push(clause);
        }
    }
    found
}

/// Whether a noun points at what was said before: "this claim".
fn points(account: &Account, token: usize) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    syntax.children_by(token, "det").any(|det| cues::is("pointing", &word(det).to_lowercase()))
}

/// Whether the words of a clause tell by themselves of something certain: they do not go on from a word before ("whose
/// policies are canceled"), no two words are glued together (a list of links), and somebody, a day or a number is named, or
/// the subject is a certain one: "a policeman shot" may be any.
fn stands_alone(account: &Account, anchor: Anchor, subjects: &[usize]) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let mut tokens = layout.tokens_in(anchor);
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let goes_on = tokens.clone().next().is_some_and(|first| syntax.tag(first).name().starts_with('W'));
    let glued = tokens.clone().any(|token| is_glued(word(token)));
    // "A ferry and a barge collided": two who are described are certain enough.
    let certain = subjects.len() > 1
        || subjects.iter().any(|subject| {
            syntax.children(*subject).any(|child| {
                syntax.relation(child).is("nmod:poss") || cues::is("definite", &word(child).to_lowercase())
            })
        });
    let reading = &account.analysis.reading;
    let dated = || reading.times.iter().any(|time| anchor.contains(time.anchor));
    let counted = || reading.quantities.iter().any(|quantity| anchor.contains(quantity.anchor));
    let named = tokens.any(|token| syntax.tag(token).is_proper_noun());
    !goes_on && !glued && (certain || named || dated() || counted())
}

/// Whether a capital and another stand behind a small letter: "McConnellGOP".
fn is_glued(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|run| run[0].is_lowercase() && run[1].is_uppercase() && run[2].is_uppercase())
}

/// Whether what a verb is about is a clause of its own: "the minister thinks" alone says nothing.
fn leaves_its_content(account: &Account, statement: &Statement, head: usize) -> bool {
    let content = account.analysis.reading.syntax.child_by(head, "ccomp").filter(|content| *content > head);
    let content = content.and_then(|content| account.analysis.layout.tokens.get(content));
    content.is_some_and(|content| !statement.anchor.contains(*content))
}

/// The heads of a named subject and the token it begins at; `None` for a pronoun or where there is none.
fn subject(account: &Account, statement: &Statement, head: usize) -> Option<(Vec<usize>, usize)> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let predicate = layout.tokens_in(statement.predicate);
    let word = |token: usize| layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let sentence = layout.sentences.get(statement.sentence)?;
    let parsed = syntax.child_by(head, "nsubj").filter(|subject| *subject < head);
    let mut heads: Vec<usize> = Vec::new();
    let mut start = predicate.start;
    if let Some(subject) = parsed {
        start = syntax.extent(subject).start;
        if word(start) == "and" {
            start += 1;
        }
        heads.push(subject);
        heads.extend(syntax.children_by(subject, "conj").filter(|other| *other < head && syntax.is_noun(*other)));
        let named = syntax.is_noun(subject) || syntax.tag(subject).name() == "CD";
        if !named || points(account, subject) {
            return None;
        }
    }
    let joined = start.checked_sub(1).is_some_and(|before| word(before) == "and");
    if heads.is_empty() || joined {
        // A parse may hang the subject, or its first half, elsewhere: the nouns right before, back to where a clause begins.
        let noun_phrase = |token: &usize| {
            let tag = syntax.tag(*token).name();
            syntax.is_noun(*token) || word(*token) == "and" || matches!(tag, "DT" | "JJ" | "CD" | "POS" | "PRP$")
        };
        let before: Vec<usize> = (sentence.tokens.start..start).rev().take(14).take_while(noun_phrase).collect();
        let first = before.last().copied()?;
        let opening = first.checked_sub(1).filter(|token| sentence.tokens.contains(token)).map_or("", word);
        let begins = matches!(opening, "" | "that" | "while" | "," | ";" | "-" | "–" | "—");
        let last_is_noun = joined || before.first().is_some_and(|token| syntax.is_noun(*token));
        if !begins || !last_is_noun || word(first) == "and" {
            return None;
        }
        heads.extend(before.iter().copied().filter(|token| syntax.is_noun(*token) && !is_inside_name(account, *token)));
        start = first;
    }
    heads.sort_unstable();
    heads.dedup();
    (!heads.is_empty()).then_some((heads, start))
}

/// Whether the next token goes on with the noun phrase: "transport" of "transport ministry".
fn is_inside_name(account: &Account, token: usize) -> bool {
    let next = account.analysis.layout.tokens.get(token + 1).map_or("", |anchor| anchor.of(account.text()));
    account.analysis.reading.syntax.is_noun(token + 1) || next == "'s" || next == "’s"
}

/// Heads of objects, of the verbs that complete a predicate, and of their objects.
pub fn complements(account: &Account, head: usize) -> Vec<usize> {
    let syntax = &account.analysis.reading.syntax;
    let mut found = Vec::new();
    let mut verbs = vec![head];
    while let Some(verb) = verbs.pop() {
        for child in syntax.children(verb) {
            let relation = syntax.relation(child);
            if relation.is("obj") || relation.is("iobj") {
                found.push(child);
            } else if relation.is("xcomp") && found.len() < 8 {
                found.push(child);
                verbs.push(child);
            }
        }
    }
    found.sort_unstable();
    found
}

/// Where the last adjunct of a clause that ends before `end` begins, if it ends in one behind its core.
fn cut(account: &Account, start: usize, core_end: usize, end: usize) -> Option<usize> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let of = |token: usize| {
        let case = syntax.child_by(token, "case").and_then(|case| layout.tokens.get(case));
        case.is_some_and(|case| case.of(account.text()) == "of")
    };
    (core_end + 1..end)
        .filter(|token| {
            let extent = syntax.extent(*token);
            let adjunct = ADJUNCTS.contains(&syntax.relation(*token).base());
            let behind = extent.start > core_end.max(start) && extent.end >= end.saturating_sub(1);
            adjunct && behind && !of(*token) && !is_limiting(account, *token)
        })
        .map(|token| syntax.extent(token).start)
        .min()
        .filter(|cut| *cut < end)
}

/// Whether an adjunct turns the clause around or limits it: "not", "only", "unless ...".
fn is_limiting(account: &Account, token: usize) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    syntax.subtree(token).any(|inside| {
        let word = layout.tokens.get(inside).map_or("", |anchor| anchor.of(account.text()));
        LIMITS.contains(word.to_lowercase().as_str())
    })
}

/// The words from token `start` to before `end`, if they end well and cut no quotation in two.
fn slice(account: &Account, start: usize, end: usize) -> Option<Anchor> {
    let layout = &account.analysis.layout;
    let syntax = &account.analysis.reading.syntax;
    let mut end = end;
    // Marks and conjunctions at the end belong to what was cut off.
    while end > start + 1 {
        let last = end - 1;
        let word = layout.tokens.get(last)?.of(account.text());
        let mark = matches!(word, "," | ";" | ":" | "." | "–" | "—" | "-");
        if !mark && !matches!(syntax.tag(last).name(), "CC") {
            break;
        }
        end = last;
    }
    let last = end.checked_sub(1).filter(|last| *last > start)?;
    if matches!(syntax.tag(last).name(), "IN" | "DT" | "TO" | "PRP$" | "POS" | "WDT" | "MD" | "RB") {
        return None;
    }
    let anchor = layout.tokens.get(start)?.cover(*layout.tokens.get(last)?);
    let cuts = |quoted: &crate::analyse::QuotedPassage| {
        quoted.anchor.overlaps(anchor) && !anchor.contains(quoted.anchor) && quoted.closed
    };
    let content = layout.tokens_in(anchor).filter(|token| {
        let word = layout.tokens.get(*token).map_or("", |word| word.of(account.text()));
        let tells = !matches!(syntax.tag(*token).name(), "RB" | "RP" | "IN") && words_of(word).len() == 1;
        tells && !is_stop_word(&word.to_lowercase())
    });
    (content.count() >= 3 && !account.analysis.quoted.iter().any(cuts)).then_some(anchor)
}

/// Whether a passage stands inside quotation marks: that is a reading of a quotation, not a claim of the article.
pub fn is_quoted(account: &Account, anchor: Anchor) -> bool {
    account.analysis.quoted.iter().any(|quoted| quoted.inner.contains(anchor) || quoted.anchor.contains(anchor))
}
