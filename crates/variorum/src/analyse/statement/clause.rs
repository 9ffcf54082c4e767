//! Which tokens head a clause, and how far the clause reaches.

use crate::language::Syntax;
use crate::text::{Anchor, Layout};

/// Relations under which a clause of its own hangs, however far inside its governor's words it stands.
const OWN_CLAUSES: &[&str] = &["advcl", "parataxis", "ccomp", "csubj", "acl:relcl"];

/// Whether a token heads a clause: a verb that is no auxiliary and no mere modifier, or a noun or adjective with a copula.
pub fn is_predicate(syntax: &Syntax, token: usize) -> bool {
    let relation = syntax.relation(token);
    if syntax.child_by(token, "cop").is_some() {
        return true;
    }
    let helps = ["aux", "cop", "amod", "compound", "case", "mark", "fixed", "flat", "cc", "det", "advmod"];
    let parsed = syntax.head(token).is_some() || syntax.children(token).next().is_some();
    let name = syntax.tag(token).name();
    parsed && name.starts_with("VB") && !helps.iter().any(|help| relation.is(help))
}

/// The words of the predicate: the head with its auxiliaries, negation and particle.
pub fn predicate(layout: &Layout, syntax: &Syntax, token: usize) -> Option<Anchor> {
    let mut anchor = *layout.tokens.get(token)?;
    for child in syntax.children(token) {
        let relation = syntax.relation(child);
        let near = child + 4 > token && token + 2 > child;
        if near && ["aux", "cop", "compound:prt"].iter().any(|name| relation.is(name)) {
            anchor = anchor.cover(*layout.tokens.get(child)?);
        }
    }
    Some(anchor)
}

/// The clause of a predicate: its words without the clauses that hang on it at either end, and without punctuation there.
pub fn extent(text: &str, layout: &Layout, syntax: &Syntax, token: usize) -> Option<Anchor> {
    let hanging: Vec<usize> = syntax
        .children(token)
        .filter(|child| {
            let relation = syntax.relation(*child);
            OWN_CLAUSES.iter().any(|name| relation.is(name)) || (relation.is("conj") && is_predicate(syntax, *child))
        })
        .collect();
    let own = |candidate: &usize| {
        let relation = syntax.relation(*candidate);
        let bare =
            ["punct", "cc", "mark"].iter().any(|name| relation.is(name)) && syntax.head(*candidate) == Some(token);
        !bare && !hanging.iter().any(|child| syntax.is_under(*candidate, *child))
    };
    let mut tokens = syntax.subtree(token).filter(own);
    let first = tokens.next()?;
    let last = tokens.last().unwrap_or(first);
    let whole = layout.tokens.get(first)?.cover(*layout.tokens.get(last)?);
    let words = whole.of(text);
    let is_edge = |character: char| character.is_whitespace() || matches!(character, ',' | ';' | ':' | '.' | '–' | '—');
    let start = whole.start() + (words.len() - words.trim_start_matches(is_edge).len());
    Anchor::trimmed(text, start, start.max(whole.start() + words.trim_end_matches(is_edge).len()))
}
