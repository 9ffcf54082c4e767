//! Part-of-speech tags and the dependency parse.

use super::model;
use super::names::NameLabel;
use super::universal::{Universal, universal_tag};
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;

/// Tags and parse of a text; `tokens` is parallel to [`Layout::tokens`].
///
/// Every sentence has one root; heads stay inside the sentence and form a tree.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Syntax {
    pub tokens: Vec<TokenSyntax>,
}

/// What the parser says of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenSyntax {
    /// Penn Treebank tag (`NNP`, `VBD`).
    pub tag: Tag,
    /// Index of the governing token in [`Layout::tokens`]; `None` at the root of a sentence.
    pub head: Option<u32>,
    /// Universal Dependencies relation to the head, subtypes included (`nsubj`, `nsubj:pass`).
    pub relation: Relation,
    /// First token of the subtree.
    pub first: u32,
    /// Last token of the subtree, included. Where the tree crosses itself, tokens of others may lie between.
    pub last: u32,
    /// What part of a name the token is, for [`super::names::find`].
    pub name: NameLabel,
}

/// A Penn Treebank tag: an index into [`TAGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tag(pub u8);

/// A Universal Dependencies relation: an index into [`RELATIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relation(pub u8);

/// The Penn Treebank tags as UD English uses them.
pub const TAGS: &[&str] = &[
    "NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS",
    "RP", "IN", "TO", "DT", "PDT", "PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "EX", "CC", "CD", "UH", "POS", "SYM",
    "FW", "LS", "ADD", "GW", "AFX", "XX", "NFP", "HYPH", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "$",
];

/// The relations of UD English (EWT and GUM), subtypes included.
pub const RELATIONS: &[&str] = &[
    "root",
    "nsubj",
    "nsubj:pass",
    "nsubj:outer",
    "csubj",
    "csubj:pass",
    "csubj:outer",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "obl:unmarked",
    "vocative",
    "expl",
    "dislocated",
    "advcl",
    "advcl:relcl",
    "advmod",
    "discourse",
    "aux",
    "aux:pass",
    "cop",
    "mark",
    "nmod",
    "nmod:poss",
    "nmod:desc",
    "nmod:unmarked",
    "appos",
    "nummod",
    "acl",
    "acl:relcl",
    "amod",
    "det",
    "det:predet",
    "case",
    "conj",
    "cc",
    "cc:preconj",
    "fixed",
    "flat",
    "compound",
    "compound:prt",
    "list",
    "parataxis",
    "orphan",
    "goeswith",
    "reparandum",
    "punct",
    "dep",
    "ccomp",
    "xcomp",
];

/// The relations without their subtypes.
static BASES: LazyLock<Vec<&str>> =
    LazyLock::new(|| RELATIONS.iter().map(|name| name.split_once(':').map_or(*name, |(base, _)| base)).collect());

impl Syntax {
    /// The syntax of a text from the tag, head and relation of each token; works out the subtrees.
    ///
    /// A head outside the text, or one that would close a circle, is dropped.
    pub fn new(parsed: &[(Tag, Option<u32>, Relation)]) -> Syntax {
        let mut tokens: Vec<TokenSyntax> = (0u32..)
            .zip(parsed)
            .map(|(index, &(tag, head, relation))| {
                let head = head.filter(|head| *head != index && (*head as usize) < parsed.len());
                TokenSyntax { tag, head, relation, first: index, last: index, name: NameLabel::default() }
            })
            .collect();
        break_circles(&mut tokens);
        spread_extents(&mut tokens);
        Syntax { tokens }
    }

    /// The tag of a token; `XX` outside the text.
    pub fn tag(&self, token: usize) -> Tag {
        self.tokens.get(token).map_or(Tag::UNKNOWN, |found| found.tag)
    }

    /// The governor of a token; `None` at a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.tokens.get(token)?.head.map(|head| head as usize)
    }

    /// The relation of a token to its governor.
    pub fn relation(&self, token: usize) -> Relation {
        self.tokens.get(token).map_or(Relation::UNKNOWN, |found| found.relation)
    }

    /// The tokens a token governs, in text order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        // The tree is walked for every predicate and relation: the tokens are taken as they lie, none looked up.
        let extent = self.extent(token);
        let below = extent.clone().zip(self.tokens.get(extent).unwrap_or_default());
        below.filter(move |(_, below)| below.head == Some(token as u32)).map(|(child, _)| child)
    }

    /// The children under a relation: an exact name with its subtype ("nsubj:pass") or, without one, any of its subtypes.
    pub fn children_by<'a>(&'a self, token: usize, relation: &'a str) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.children(token).filter(move |child| self.relation(*child).is(relation))
    }

    /// The first child under a relation, as in [`Syntax::children_by`].
    pub fn child_by(&self, token: usize, relation: &str) -> Option<usize> {
        self.children(token).find(|child| self.relation(*child).is(relation))
    }

    /// The governor, its governor, and so on up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), |token| self.head(*token)).take(self.tokens.len())
    }

    /// Whether `token` is `ancestor` or stands below it.
    pub fn is_under(&self, token: usize, ancestor: usize) -> bool {
        token == ancestor
            || (self.extent(ancestor).contains(&token) && self.ancestors(token).any(|found| found == ancestor))
    }

    /// The tokens from the first to the last of a subtree.
    pub fn extent(&self, token: usize) -> Range<usize> {
        self.tokens.get(token).map_or(0..0, |found| found.first as usize..found.last as usize + 1)
    }

    /// The tokens of a subtree, the token itself included, in text order.
    pub fn subtree(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.extent(token).filter(move |found| self.is_under(*found, token))
    }

    /// The place of a subtree in the text, punctuation at its ends included.
    pub fn anchor(&self, layout: &Layout, token: usize) -> Option<Anchor> {
        let extent = self.extent(token);
        Some(layout.tokens.get(extent.start)?.cover(*layout.tokens.get(extent.end.checked_sub(1)?)?))
    }

    /// The root of the sentence that a token stands in.
    pub fn root(&self, token: usize) -> usize {
        self.ancestors(token).last().unwrap_or(token)
    }

    /// The universal part of speech of a token.
    pub fn universal(&self, text: &str, layout: &Layout, token: usize) -> Universal {
        let word = layout.tokens.get(token).map_or("", |anchor| anchor.of(text));
        universal_tag(word, self.tag(token), self.relation(token))
    }

    /// Whether a token is a verb of any form, auxiliaries and modals included.
    pub fn is_verb(&self, token: usize) -> bool {
        self.tag(token).is_verb()
    }

    /// Whether a token is a common or proper noun.
    pub fn is_noun(&self, token: usize) -> bool {
        self.tag(token).is_noun()
    }
}

/// Cuts the head that closes a circle, should a parse hold one, so that climbing always ends.
fn break_circles(tokens: &mut [TokenSyntax]) {
    // 0: not seen, otherwise the number of the climb that saw it first.
    let mut seen = vec![0usize; tokens.len()];
    for start in 0..tokens.len() {
        let mut token = start;
        while seen[token] == 0 {
            seen[token] = start + 1;
            match tokens[token].head {
                Some(head) if seen[head as usize] == start + 1 => tokens[token].head = None,
                Some(head) => token = head as usize,
                None => {}
            }
        }
    }
}

/// Gives every token the first and last token below it, children before their heads.
fn spread_extents(tokens: &mut [TokenSyntax]) {
    let mut waiting = vec![0usize; tokens.len()];
    for token in tokens.iter() {
        if let Some(head) = token.head {
            waiting[head as usize] += 1;
        }
    }
    let mut ready: Vec<usize> = (0..tokens.len()).filter(|token| waiting[*token] == 0).collect();
    while let Some(token) = ready.pop() {
        let TokenSyntax { head: Some(head), first, last, .. } = tokens[token] else { continue };
        let head = head as usize;
        tokens[head].first = tokens[head].first.min(first);
        tokens[head].last = tokens[head].last.max(last);
        waiting[head] -= 1;
        if waiting[head] == 0 {
            ready.push(head);
        }
    }
}

impl Tag {
    /// What is said of a token outside the text.
    pub const UNKNOWN: Tag = Tag(u8::MAX);

    /// The tag's name.
    pub fn name(self) -> &'static str {
        TAGS.get(usize::from(self.0)).copied().unwrap_or("XX")
    }

    /// The tag of a name.
    pub fn from_name(name: &str) -> Option<Tag> {
        TAGS.iter().position(|found| *found == name).and_then(|index| u8::try_from(index).ok()).map(Tag)
    }

    /// `VB` and its forms, and `MD`.
    pub fn is_verb(self) -> bool {
        self.name().starts_with("VB") || self.name() == "MD"
    }

    /// A verb form that carries tense: `VBD`, `VBZ`, `VBP`, `MD`.
    pub fn is_finite(self) -> bool {
        matches!(self.name(), "VBD" | "VBZ" | "VBP" | "MD")
    }

    /// `NN`, `NNS`, `NNP`, `NNPS`.
    pub fn is_noun(self) -> bool {
        self.name().starts_with("NN")
    }

    /// `NNP`, `NNPS`.
    pub fn is_proper_noun(self) -> bool {
        self.name().starts_with("NNP")
    }
}

impl Relation {
    /// What is said of a token outside the text.
    pub const UNKNOWN: Relation = Relation(u8::MAX);
    /// `parataxis`: what stands beside the rest of a sentence.
    const PARATAXIS: Relation = Relation(43);

    /// The relation's name, subtype included.
    pub fn name(self) -> &'static str {
        RELATIONS.get(usize::from(self.0)).copied().unwrap_or("dep")
    }

    /// The relation of a name.
    pub fn from_name(name: &str) -> Option<Relation> {
        RELATIONS.iter().position(|found| *found == name).and_then(|index| u8::try_from(index).ok()).map(Relation)
    }

    /// The relation's name without its subtype.
    pub fn base(self) -> &'static str {
        BASES.get(usize::from(self.0)).copied().unwrap_or("dep")
    }

    /// Whether this is the relation `name`, or a subtype of it.
    #[inline]
    pub fn is(self, name: &str) -> bool {
        self.name().strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
    }
}

/// Tags and parses every sentence of a text, and labels the parts of names.
pub fn parse(text: &str, layout: &Layout) -> Syntax {
    let words: Vec<&str> = layout.tokens.iter().map(|token| token.of(text)).collect();
    let sentences: Vec<Range<usize>> = layout.sentences.iter().map(|sentence| sentence.tokens.clone()).collect();
    let readings = model::read(&words, &sentences);
    let mut parsed = vec![(Tag::UNKNOWN, None, Relation::UNKNOWN); readings.len()];
    for sentence in sentences {
        let mut first_root = None;
        for (token, reading) in sentence.clone().zip(readings.get(sentence).unwrap_or_default()) {
            let (mut head, mut relation) = (reading.head, Relation(reading.relation));
            if head.is_none() {
                // A long sentence is read in runs and has one root all the same: the later ones hang from the first.
                match first_root {
                    None => first_root = Some(token),
                    Some(root) => (head, relation) = (Some(root), Relation::PARATAXIS),
                }
            }
            parsed[token] = (Tag(reading.tag), head.and_then(|head| u32::try_from(head).ok()), relation);
        }
    }
    let mut syntax = Syntax::new(&parsed);
    for (token, reading) in syntax.tokens.iter_mut().zip(readings) {
        token.name = NameLabel(reading.name);
    }
    syntax
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    /// "word/TAG/relation/head word" of every token that is no punctuation.
    fn shown(text: &str) -> Vec<String> {
        let layout = segment(text);
        let syntax = parse(text, &layout);
        let word = |token: usize| layout.tokens[token].of(text);
        (0..layout.tokens.len())
            .filter(|token| !syntax.relation(*token).is("punct"))
            .map(|token| {
                let head = syntax.head(token).map_or("-", word);
                format!("{}/{}/{}/{head}", word(token), syntax.tag(token).name(), syntax.relation(token).name())
            })
            .collect()
    }

    #[test]
    fn a_plain_clause() {
        let expected = [
            "The/DT/det/captain",
            "captain/NN/nsubj/denied",
            "denied/VBD/root/-",
            "the/DT/det/claims",
            "claims/NNS/obj/denied",
        ];
        assert_eq!(shown("The captain denied the claims."), expected);
    }

    #[test]
    fn a_passive_with_agent() {
        let found = shown("The bridge was destroyed by a storm on Monday.");
        for part in ["bridge/NN/nsubj:pass/destroyed", "was/VBD/aux:pass/destroyed", "destroyed/VBN/root/-"] {
            assert!(found.iter().any(|token| token == part), "{part} in {found:?}");
        }
    }

    #[test]
    fn a_reported_clause() {
        let found = shown("The minister said that the talks had failed.");
        for part in ["minister/NN/nsubj/said", "said/VBD/root/-", "failed/VBN/ccomp/said", "talks/NNS/nsubj/failed"] {
            assert!(found.iter().any(|token| token == part), "{part} in {found:?}");
        }
    }

    /// Every sentence has one root, heads stay inside it, climbing ends, and subtrees hold their tokens.
    fn check_tree(text: &str) {
        let layout = segment(text);
        let syntax = parse(text, &layout);
        assert_eq!(syntax.tokens.len(), layout.tokens.len());
        for sentence in &layout.sentences {
            let roots = sentence.tokens.clone().filter(|token| syntax.head(*token).is_none()).count();
            assert_eq!(roots, 1, "{}", sentence.anchor.of(text));
            for token in sentence.tokens.clone() {
                assert!(syntax.head(token).is_none_or(|head| sentence.tokens.contains(&head)));
                let extent = syntax.extent(token);
                assert!(
                    extent.contains(&token)
                        && sentence.tokens.start <= extent.start
                        && extent.end <= sentence.tokens.end
                );
                assert!(syntax.anchor(&layout, token).is_some_and(|anchor| anchor.contains(layout.tokens[token])));
                assert!(syntax.subtree(token).any(|found| found == token));
            }
        }
    }

    #[test]
    fn any_text_gets_trees() {
        let odd = [
            "",
            " ",
            "🛶",
            "🛶🛶 ?! — ... (((",
            "a",
            "ÅßΩ\u{0301}\u{200d} 'n' “",
            "No. No. No.",
            "\n\n1,000\n",
            "“Go!” “No!”",
        ];
        for text in odd {
            check_tree(text);
        }
        // Word salad from a fixed seed.
        let words = ["the", "Amary", "said", "that", "runs", ",", "and", "of", "14", "not", "—", "(", "harbour", "to"];
        let mut seed = 1u32;
        for length in 1..60 {
            let mut text = String::new();
            for _ in 0..length {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text.push_str(words[(seed >> 16) as usize % words.len()]);
                text.push(' ');
            }
            check_tree(&text);
        }
    }

    #[test]
    fn a_very_long_sentence_is_one_tree() {
        check_tree(&"the boat and ".repeat(3_400));
    }

    #[test]
    fn circles_and_heads_outside_are_cut() {
        let parsed = [(0, Some(1)), (1, Some(0)), (2, Some(9)), (3, Some(3)), (4, Some(0))];
        let parsed: Vec<_> = parsed.map(|(_, head)| (Tag(0), head, Relation(1))).to_vec();
        let syntax = Syntax::new(&parsed);
        assert_eq!(syntax.root(4), syntax.root(0));
        assert_eq!((syntax.head(2), syntax.head(3)), (None, None));
        assert_eq!(syntax.extent(0).end, 5);
        assert_eq!(Relation::PARATAXIS.name(), "parataxis");
    }
}
