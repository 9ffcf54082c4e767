use super::*;
use crate::language::syntax::{Relation, Tag};
use crate::text::Anchor;
use crate::text::Sentence;

/// Reads a sentence annotated as `word/tag/head/relation` (heads count from 1, 0 is the root) and gives the assertion of
/// the token marked with `*` before its word.
fn assertion(annotated: &str) -> Assertion {
    let mut text = String::new();
    let mut layout = Layout::default();
    let mut parsed = Vec::new();
    let mut predicate = 0;
    for (index, token) in annotated.split(' ').enumerate() {
        let fields: Vec<&str> = token.split('/').collect();
        let [word, tag, head, relation] = fields[..] else { panic!("{token}") };
        if word.starts_with('*') {
            predicate = index;
        }
        let word = word.trim_start_matches('*');
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        layout.tokens.push(Anchor::new(&text, start, text.len()).unwrap());
        let tag = Tag::from_name(tag).unwrap_or_else(|| panic!("{tag}"));
        let relation = Relation::from_name(relation).unwrap_or_else(|| panic!("{relation}"));
        parsed.push((tag, head.parse::<u32>().unwrap().checked_sub(1), relation));
    }
    let anchors: Vec<Anchor> =
        layout.tokens.iter().map(|token| Anchor::new(&text, token.start(), token.end()).unwrap()).collect();
    let whole = anchors[0].cover(*anchors.last().unwrap());
    layout.tokens = anchors;
    layout.paragraphs.push(whole);
    layout.sentences.push(Sentence { anchor: whole, tokens: 0..layout.tokens.len(), paragraph: 0 });
    of_predicate(&text, &layout, &Syntax::new(&parsed), predicate)
}

#[track_caller]
fn check(annotated: &str, expected: &str) {
    let found = assertion(annotated);
    let sign = if found.polarity == Polarity::Negative { "not " } else { "" };
    assert_eq!(format!("{sign}{:?}", found.factuality).to_lowercase(), expected, "{annotated}");
}

#[test]
fn a_plain_clause_is_asserted() {
    check("Fell/NNP/2/nsubj *resigned/VBD/0/root ././2/punct", "asserted");
    check("Fell/NNP/2/nsubj said/VBD/0/root Ost/NNP/4/nsubj *resigned/VBD/2/ccomp", "asserted");
}

#[test]
fn negation_reaches_its_own_clause() {
    check("Fell/NNP/4/nsubj did/VBD/4/aux not/RB/4/advmod *resign/VB/0/root", "not asserted");
    check("Fell/NNP/3/nsubj never/RB/3/advmod *resigned/VBD/0/root", "not asserted");
    check("No/DT/2/det homes/NNS/4/nsubj:pass were/VBD/4/aux:pass *damaged/VBN/0/root", "not asserted");
    check("Police/NNS/2/nsubj *found/VBD/0/root no/DT/4/det bodies/NNS/2/obj", "not asserted");
    check("Nobody/NN/3/nsubj was/VBD/3/aux:pass *hurt/VBN/0/root", "not asserted");
    check("Fell/NNP/4/nsubj did/VBD/4/aux not/RB/4/advmod say/VB/0/root Ost/NNP/6/nsubj *left/VBD/4/ccomp", "possible");
    check("Fell/NNP/2/nsubj left/VBD/0/root without/IN/4/mark *speaking/VBG/2/advcl", "not asserted");
    check("She/PRP/4/nsubj did/VBD/4/aux not/RB/4/advmod meet/VB/0/root or/CC/6/cc *call/VB/4/conj", "not asserted");
    check("She/PRP/4/nsubj did/VBD/4/aux not/RB/4/advmod meet/VB/0/root and/CC/6/cc *left/VBD/4/conj", "asserted");
    check("no/RB/2/advmod longer/RB/3/advmod *runs/VBZ/0/root", "not asserted");
}

#[test]
fn verbs_of_failure_and_denial_deny_their_complement() {
    check("Fell/NNP/2/nsubj failed/VBD/0/root to/TO/4/mark *appear/VB/2/xcomp", "not asserted");
    check("Fell/NNP/2/nsubj denied/VBD/0/root Ost/NNP/4/nsubj *resigned/VBD/2/ccomp", "not asserted");
    check("Fell/NNP/4/nsubj did/VBD/4/aux not/RB/4/advmod fail/VB/0/root to/TO/6/mark *appear/VB/4/xcomp", "possible");
    check("her/PRP$/2/nmod:poss refusal/NN/0/root to/TO/4/mark *sign/VB/2/acl", "not asserted");
}

#[test]
fn plans_are_no_facts() {
    check("They/PRP/3/nsubj will/MD/3/aux *meet/VB/0/root", "planned");
    check("They/PRP/2/nsubj agreed/VBD/0/root to/TO/4/mark *meet/VB/2/xcomp", "planned");
    check("They/PRP/3/nsubj are/VBP/3/cop set/JJ/0/root to/TO/5/mark *meet/VB/3/xcomp", "planned");
    check(
        "They/PRP/4/nsubj did/VBD/4/aux not/RB/4/advmod agree/VB/0/root to/TO/6/mark *meet/VB/4/xcomp",
        "not planned",
    );
    check("They/PRP/2/nsubj said/VBD/0/root they/PRP/5/nsubj would/MD/5/aux *meet/VB/2/ccomp", "planned");
    check("a/DT/2/det plan/NN/0/root to/TO/4/mark *meet/VB/2/acl", "planned");
    check("They/PRP/3/nsubj will/MD/3/aux meet/VB/0/root and/CC/5/cc *talk/VB/3/conj", "planned");
    check("They/PRP/2/nsubj agreed/VBD/0/root to/TO/4/mark begin/VB/2/xcomp *talking/VBG/4/xcomp", "planned");
}

#[test]
fn what_may_be_is_possible() {
    check("They/PRP/3/nsubj may/MD/3/aux *meet/VB/0/root", "possible");
    check("They/PRP/3/nsubj reportedly/RB/3/advmod *met/VBD/0/root", "possible");
    check("They/PRP/2/nsubj seem/VBP/0/root to/TO/4/mark *agree/VB/2/xcomp", "possible");
    check("Velta/NNP/3/nsubj is/VBZ/3/cop unlikely/JJ/0/root to/TO/5/mark *join/VB/3/xcomp", "not possible");
    check(
        "They/PRP/4/nsubj did/VBD/4/aux not/RB/4/advmod think/VB/0/root Ost/NNP/6/nsubj *left/VBD/4/ccomp",
        "not possible",
    );
    check("She/PRP/2/nsubj urged/VBD/0/root him/PRP/2/obj to/TO/5/mark *resign/VB/2/xcomp", "possible");
    check(
        "They/PRP/3/nsubj are/VBP/3/aux:pass reported/VBN/0/root to/TO/6/mark have/VB/6/aux *left/VBN/3/xcomp",
        "possible",
    );
    check("They/PRP/2/nsubj reported/VBD/0/root Ost/NNP/4/nsubj *left/VBD/2/ccomp", "asserted");
    check("They/PRP/2/nsubj told/VBD/0/root her/PRP/2/iobj Ost/NNP/5/nsubj *left/VBD/2/ccomp", "asserted");
    check("Say/VB/0/root Ost/NNP/3/nsubj *left/VBD/1/ccomp", "conditional");
    check("rules/NNS/0/root to/TO/3/mark ensure/VB/1/acl Ost/NNP/5/nsubj *left/VBD/3/ccomp", "possible");
    check("They/PRP/2/nsubj managed/VBD/0/root to/TO/4/mark *escape/VB/2/xcomp", "asserted");
}

#[test]
fn conditions_and_questions_assert_nothing() {
    check(
        "If/IN/3/mark Ost/NNP/3/nsubj *leaves/VBZ/6/advcl they/PRP/6/nsubj will/MD/6/aux follow/VB/0/root",
        "conditional",
    );
    check(
        "If/IN/3/mark Ost/NNP/3/nsubj leaves/VBZ/6/advcl they/PRP/6/nsubj will/MD/6/aux *follow/VB/0/root",
        "conditional",
    );
    check("Did/VBD/3/aux Ost/NNP/3/nsubj *leave/VB/0/root ?/./3/punct", "asked");
    check("She/PRP/2/nsubj asked/VBD/0/root whether/IN/5/mark Ost/NNP/5/nsubj *left/VBD/2/ccomp", "asked");
}
