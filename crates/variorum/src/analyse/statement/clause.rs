//! Which tokens head a clause, and how far the clause reaches.

use crate::language::Syntax;
use crate::text::lists::rows;
use crate::text::{Anchor, Layout};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static COMPLEMENT_MARKERS: LazyLock<BTreeSet<&str>> =
    LazyLock::new(|| rows(include_str!("../../../../../data/complement_markers.txt")).flatten().collect());

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
            OWN_CLAUSES.iter().any(|name| relation.is(name)) && !completes(text, layout, syntax, token, *child)
                || (relation.is("conj") && is_predicate(syntax, *child))
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
    let mut last = tokens.last().unwrap_or(first);
    // "held a call during which": the relative clause hangs below, and its pronoun goes with it.
    while last > first && matches!(syntax.tag(last).name(), "WDT" | "WP") {
        last -= 1;
        while last > first && syntax.tag(last).name() == "IN" {
            last -= 1;
        }
    }
    let whole = layout.tokens.get(first)?.cover(*layout.tokens.get(last)?);
    let words = whole.of(text);
    let is_edge = |character: char| character.is_whitespace() || matches!(character, ',' | ';' | ':' | '.' | '–' | '—');
    let start = whole.start() + (words.len() - words.trim_start_matches(is_edge).len());
    Anchor::trimmed(text, start, start.max(whole.start() + words.trim_end_matches(is_edge).len()))
}

/// Whether a gerund completes the verb right before it: "agreed on ending the war".
fn completes(text: &str, layout: &Layout, syntax: &Syntax, verb: usize, gerund: usize) -> bool {
    let marks = |child: usize| {
        let word = layout.tokens.get(child).map(|token| token.of(text).to_lowercase());
        child == verb + 1 && word.is_some_and(|word| COMPLEMENT_MARKERS.contains(word.as_str()))
    };
    syntax.relation(gerund).is("advcl")
        && syntax.tag(gerund).name() == "VBG"
        && syntax.children_by(gerund, "mark").any(marks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::syntax;
    use crate::text::segment;

    /// The clause of the word before `*`.
    fn clause(marked: &str) -> String {
        let star = marked.find('*').unwrap();
        let text = marked.replace('*', "");
        let layout = segment(&text);
        let syntax = syntax::parse(&text, &layout);
        let token = layout.token_at(star - 1).unwrap();
        extent(&text, &layout, &syntax, token).unwrap().of(&text).to_string()
    }

    #[test]
    fn a_gerund_that_completes_its_verb_belongs_to_the_clause() {
        let text = "The two ministers agreed* on opening the port on Monday.";
        assert_eq!(clause(text), "The two ministers agreed on opening the port on Monday");
        let text = "The two ministers left* after opening the port.";
        assert_eq!(clause(text), "The two ministers left");
    }

    #[test]
    fn a_clause_never_ends_with_the_pronoun_of_the_next() {
        let whole = "Norland President Ada Fell and Ostland President Ivo Ellery held* a phone conversation during which they \
                     agreed to begin discussions aimed at opening the port.";
        let found = clause(whole);
        assert!(found.contains("held a phone conversation") && !found.ends_with("which"), "{found}");
    }
}
