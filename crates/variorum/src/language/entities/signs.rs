//! What speaks for and against a person as the one a pronoun stands for: the features of the ranker.

use super::page::Page;
use std::collections::BTreeSet;
use std::ops::Range;

/// The blocks of features and how many values each has.
const BLOCKS: &[(&str, usize)] = &[
    ("sex", 12),
    ("distance", 24),
    ("roles", 72),
    ("rank", 8),
    ("frequency", 6),
    ("count", 5),
    ("last", 12),
    ("binding", 40),
    ("chain", 28),
    ("later", 24),
    ("tokens", 10),
    ("opening", 6),
    ("paragraph", 2),
    ("candidates", 5),
    ("brackets", 2),
    ("possessor", 8),
    ("pattern", 216),
    ("tie", 120),
    ("lead", 72),
    ("none", 20),
];

/// How many features there are.
pub fn size() -> usize {
    BLOCKS.iter().map(|(_, values)| values).sum()
}

/// The number of a feature, from its block and value.
pub fn index(block: &str, value: usize) -> Option<usize> {
    let mut base = 0;
    for (name, values) in BLOCKS {
        if *name == block {
            return (value < *values).then_some(base + value);
        }
        base += values;
    }
    None
}

/// The block and the value of a feature.
pub fn name(feature: usize) -> Option<(&'static str, usize)> {
    let mut value = feature;
    for (name, values) in BLOCKS {
        if value < *values {
            return Some((name, value));
        }
        value -= values;
    }
    None
}

/// Where a person was last seen.
pub struct Seen {
    pub token: usize,
    pub sentence: usize,
    pub is_pronoun: bool,
    is_full_name: bool,
    is_name: bool,
    /// No other person stands before it in its sentence.
    opens_sentence: bool,
}

impl Seen {
    /// A mention whose head is `token`, by the name `form` or otherwise.
    pub fn at(page: &Page, token: usize, form: Option<usize>, before: &BTreeSet<usize>) -> Seen {
        Seen {
            token,
            sentence: page.sentence_of(token),
            is_pronoun: false,
            is_full_name: form.and_then(|form| page.forms.get(form)).is_some_and(|form| form.words.len() > 1),
            is_name: form.is_some(),
            opens_sentence: before.is_empty(),
        }
    }
}

/// The pronoun to be resolved.
pub struct Case {
    token: usize,
    sentence: usize,
    role: usize,
    clause: usize,
    candidates: usize,
}

impl Case {
    pub fn of(page: &Page, token: usize, candidates: usize) -> Case {
        let role = match role(page, token) {
            Role::Subject => 0,
            Role::Object | Role::Oblique => 1,
            Role::Possessor => 2,
            _ => 3,
        };
        Case { token, sentence: page.sentence_of(token), role, clause: clause(page, token), candidates }
    }
}

/// What speaks for the sex of a candidate, seen from the pronoun.
#[derive(Clone, Copy)]
pub enum SexSign {
    Unknown,
    /// A full name, a title or a role says so.
    Known,
    /// The single word by which the person is called is usual for the sex, or for the other.
    GivenName,
    OtherGivenName,
    /// An earlier pronoun said so, or said otherwise.
    Pronoun,
    OtherPronoun,
}

/// What is known of a candidate.
pub struct CandidateFacts<'a> {
    pub page: &'a Page<'a>,
    pub sex: SexSign,
    /// 0 for the person seen last.
    pub rank: usize,
    pub count: usize,
    pub is_most_frequent: bool,
    pub is_first: bool,
    pub last: Option<&'a Seen>,
    /// The head of a name after the pronoun in the same sentence.
    pub later: Option<usize>,
    /// Of the last pronoun of the same sex: whether it means the candidate, whether it means anybody, its sentence.
    pub previous_pronoun: Option<(bool, bool, usize)>,
}

/// The features of "none of them".
pub fn of_none(case: &Case) -> Vec<u16> {
    let mut features = Vec::new();
    add(&mut features, "none", case.role * 5 + case.candidates.min(4));
    features
}

/// Adds the features of a candidate.
pub fn of_candidate(case: &Case, facts: &CandidateFacts, features: &mut Vec<u16>) {
    let page = facts.page;
    add(features, "sex", facts.sex as usize * 2 + usize::from(case.candidates == 1));
    add(features, "candidates", case.candidates.min(4));
    add(features, "frequency", usize::from(facts.is_most_frequent) + 2 * usize::from(facts.is_first));
    add(features, "count", facts.count.min(4));
    add(features, "later", later(case, facts) * 4 + case.role);
    add(features, "chain", chain(case, facts) * 4 + case.role);
    let Some(last) = facts.last else { return };
    let distance = case.sentence.saturating_sub(last.sentence);
    let near = distance.min(2);
    add(features, "distance", distance.min(5) * 4 + case.role);
    let seen_role = role(page, last.token);
    add(features, "roles", (seen_role as usize * 4 + case.role) * 3 + near);
    add(features, "rank", facts.rank.min(3) * 2 + usize::from(distance == 0));
    let form = match (last.is_pronoun, last.is_full_name, last.is_name) {
        (true, _, _) => 0,
        (_, true, _) => 1,
        (_, _, true) => 2,
        _ => 3,
    };
    add(features, "last", form * 3 + near);
    add(features, "binding", binding(case, facts, last) * 4 + case.role);
    let rank = facts.rank.min(2);
    add(features, "pattern", ((near * 6 + seen_role as usize) * 4 + case.role) * 3 + rank);
    add(features, "tie", (binding(case, facts, last) * 4 + case.role) * 3 + rank);
    let leads = usize::from(last.opens_sentence) + 2 * usize::from(facts.is_most_frequent);
    add(features, "lead", ((leads * 3 + near) * 3 + rank) * 2 + usize::from(seen_role == Role::Subject));
    let gap = case.token.saturating_sub(last.token).max(1);
    add(features, "tokens", (gap.ilog2() as usize).min(9));
    add(features, "opening", usize::from(last.opens_sentence) * 3 + near);
    let paragraph = |sentence: usize| page.layout.sentences.get(sentence).map(|sentence| sentence.paragraph);
    add(features, "paragraph", usize::from(paragraph(case.sentence) == paragraph(last.sentence)));
    add(features, "brackets", usize::from(matches!(page.word_before(last.token), "(" | "[")));
    if seen_role == Role::Possessor {
        let owned = page.syntax.head(last.token).map_or(Role::Other, |head| role(page, head));
        add(features, "possessor", usize::from(owned == Role::Subject) * 4 + case.role);
    }
}

fn add(features: &mut Vec<u16>, block: &str, value: usize) {
    features.extend(index(block, value).and_then(|index| u16::try_from(index).ok()));
}

/// 0 no name after the pronoun, 1 only after, 2 before and after; plus 3 where the pronoun stands in a clause below the name's.
fn later(case: &Case, facts: &CandidateFacts) -> usize {
    let Some(later) = facts.later else { return 0 };
    let below = page_dominates(facts.page, clause(facts.page, later), case.clause);
    1 + usize::from(facts.last.is_some()) + 3 * usize::from(below)
}

fn chain(case: &Case, facts: &CandidateFacts) -> usize {
    let Some((same, meant, sentence)) = facts.previous_pronoun else { return 0 };
    let near = case.sentence.saturating_sub(sentence).min(2);
    match (same, meant) {
        (true, _) => 1 + near,
        (false, true) => 4 + near,
        (false, false) => 0,
    }
}

/// How the clauses of the pronoun and of the last mention hang together.
fn binding(case: &Case, facts: &CandidateFacts, last: &Seen) -> usize {
    let page = facts.page;
    if last.sentence != case.sentence {
        return 0;
    }
    let seen_clause = clause(page, last.token);
    let subject = role(page, last.token) == Role::Subject;
    if seen_clause == case.clause {
        return if subject { 1 } else { 2 };
    }
    if page_dominates(page, seen_clause, case.clause) {
        let relation = page.syntax.relation(case.clause).base();
        return match (subject, relation) {
            (true, "ccomp" | "xcomp") => 3,
            (true, "advcl") => 4,
            (true, "conj") => 5,
            (true, _) => 6,
            (false, _) => 7,
        };
    }
    if page_dominates(page, case.clause, seen_clause) { 8 } else { 9 }
}

fn page_dominates(page: &Page, above: usize, below: usize) -> bool {
    above != below && page.syntax.is_under(below, above)
}

/// The grammatical role of a mention.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Subject,
    Object,
    Possessor,
    Oblique,
    Coordinate,
    Other,
}

fn role(page: &Page, token: usize) -> Role {
    match page.syntax.relation(token).name() {
        "nsubj" | "nsubj:pass" | "nsubj:outer" | "csubj" => Role::Subject,
        "obj" | "iobj" => Role::Object,
        "nmod:poss" => Role::Possessor,
        "obl" | "nmod" | "obl:agent" => Role::Oblique,
        "conj" | "appos" => Role::Coordinate,
        _ => Role::Other,
    }
}

/// The predicate of the clause that a token stands in.
fn clause(page: &Page, token: usize) -> usize {
    let mut at = token;
    for _ in 0..40 {
        let relation = page.syntax.relation(at).base();
        let is_clause = matches!(relation, "root" | "ccomp" | "xcomp" | "advcl" | "acl" | "parataxis" | "csubj")
            || relation == "conj" && page.syntax.is_verb(at);
        match page.syntax.head(at) {
            Some(head) if !is_clause || at == token => at = head,
            _ => break,
        }
    }
    at
}

/// The token of a span that is governed from outside it; its last token where there is none.
pub fn head_of(page: &Page, tokens: &Range<usize>) -> usize {
    let outside = |token: &usize| page.syntax.head(*token).is_none_or(|head| !tokens.contains(&head));
    tokens.clone().find(outside).unwrap_or(tokens.end.saturating_sub(1))
}

/// For each token whether it stands inside double quotation marks; a paragraph begins outside.
pub fn quoted(page: &Page) -> Vec<bool> {
    let mut inside = false;
    let mut paragraph = usize::MAX;
    let mut found = Vec::with_capacity(page.layout.tokens.len());
    for sentence in &page.layout.sentences {
        if sentence.paragraph != paragraph {
            paragraph = sentence.paragraph;
            inside = false;
        }
        for token in sentence.tokens.clone() {
            match page.word(token) {
                "\"" => inside = !inside,
                "“" | "``" => inside = true,
                "”" | "''" => inside = false,
                _ => {}
            }
            found.push(inside);
        }
    }
    found
}
