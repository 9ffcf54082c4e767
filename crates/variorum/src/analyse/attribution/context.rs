//! Medium, occasion, addressee and marks of doubt: what an article says around a cue about how it was said.

use super::features::Facts;
use crate::text::Anchor;
use crate::text::lists::{WordMap, WordSet};
use std::ops::Range;
use std::sync::LazyLock;

/// How something was said.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub medium: Option<Anchor>,
    pub occasion: Option<Anchor>,
    pub addressee: Option<Anchor>,
    pub doubt: Vec<Anchor>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Medium,
    Occasion,
}

static OCCASIONS: LazyLock<WordMap<&str, Class>> = LazyLock::new(|| {
    include_str!("../../../../../data/occasions.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(words, class)| (words, if class == "medium" { Class::Medium } else { Class::Occasion }))
        .collect()
});

static DOUBTS: LazyLock<WordSet<&str>> = LazyLock::new(|| {
    include_str!("../../../../../data/doubt_marks.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// The first two letters of the marks of doubt: most words need not be looked at further.
static DOUBT_BEGINNINGS: LazyLock<WordSet<&[u8]>> =
    LazyLock::new(|| DOUBTS.iter().filter_map(|words| words.as_bytes().get(..2)).collect());

/// Prepositions that open a medium or an occasion.
const OPENERS: &[&str] =
    &["in", "on", "at", "during", "via", "through", "after", "before", "following", "over", "upon"];

/// Prepositions and articles that carry a phrase on ("in an interview *with the* Guardian").
const CARRIERS: &[&str] =
    &["with", "of", "by", "from", "on", "to", "in", "for", "the", "a", "an", "about", "between", "and"];

const ARTICLES: &[&str] = &["the", "a", "an"];

/// Verbs whose object is whom the words are said to.
const TELLING: &[&str] =
    &["tell", "inform", "assure", "remind", "warn", "advise", "notify", "brief", "ask", "urge", "instruct", "teach"];

/// The longest phrase, in tokens.
const LONGEST: usize = 12;

/// Reads the words around a cue. `content` and `source` are what is already understood; `lemma` is the cue's; `around` is
/// the sentence, or what holds the attribution of it.
pub fn read(
    facts: &Facts,
    cue: usize,
    lemma: &str,
    source: Option<&Range<usize>>,
    content: &[Range<usize>],
    around: Range<usize>,
) -> Context {
    let passage = facts.at(cue).passage;
    let taken = |token: usize| {
        source.is_some_and(|span| span.contains(&token))
            || content.iter().any(|span| span.contains(&token))
            || facts.at(token).passage != passage
    };
    let reader = Reader { facts, around: around.clone(), taken: &taken };
    let mut context = Context::default();
    for token in around.clone().filter(|token| !taken(*token)) {
        if !is_any(facts, token, OPENERS) {
            continue;
        }
        let Some((class, phrase)) = reader.phrase(token) else { continue };
        // "A memorandum on Velta, unlike Fell's claim that": a noun only has what hangs from it.
        if facts.at(cue).is_noun && !phrase.clone().any(|word| facts.at(word).head == Some(cue as u32)) {
            continue;
        }
        let place = match class {
            Class::Medium => &mut context.medium,
            Class::Occasion => &mut context.occasion,
        };
        *place = place.or(reader.anchor(phrase));
    }
    let to = if TELLING.contains(&lemma) {
        Some(cue + 1)
    } else {
        let near = (cue + 1..cue + 4).take_while(|token| !taken(*token)).find(|token| is_any(facts, *token, &["to"]));
        near.map(|to| to + 1)
    };
    let addressee = to.and_then(|to| reader.nominal(to)).map(|span| match lower(facts, span.end).as_str() {
        "of" => span.start..reader.carried(span.end, span.start).unwrap_or(span.end),
        _ => span,
    });
    context.addressee = addressee.and_then(|span| reader.anchor(span));
    context.doubt = doubt(facts, cue, around, content);
    context
}

/// A source without the occasion that follows it: "the mayor *during an interview with the Guardian*".
pub fn without_occasion(facts: &Facts, source: &Range<usize>) -> Range<usize> {
    let reader = Reader { facts, around: source.clone(), taken: &|_| false };
    let opens = |token: &usize| matches!(facts.word(*token), "during" | "in" | "after" | "before");
    let occasion = (source.start + 1..source.end).filter(opens).find(|token| reader.phrase(*token).is_some());
    source.start..occasion.unwrap_or(source.end)
}

/// Looks at the words around a cue that are neither source nor content.
struct Reader<'a> {
    facts: &'a Facts<'a>,
    around: Range<usize>,
    taken: &'a dyn Fn(usize) -> bool,
}

impl Reader<'_> {
    fn is_free(&self, token: usize) -> bool {
        self.around.contains(&token) && !(self.taken)(token)
    }

    fn anchor(&self, span: Range<usize>) -> Option<Anchor> {
        super::span(self.facts.layout, span)
    }

    /// The phrase that a preposition opens, where its noun names a medium or an occasion, or "at" a named place.
    fn phrase(&self, opener: usize) -> Option<(Class, Range<usize>)> {
        let noun_end = self.nominal(opener + 1).filter(|noun| !self.facts.at(noun.start).is_verb)?.end;
        let words: Vec<String> = (opener + 1..noun_end).map(|token| lower(self.facts, token)).collect();
        let named = (0..words.len()).rev().find_map(|start| {
            let ends = (start + 1..=(start + 3).min(words.len())).rev();
            ends.filter_map(|end| OCCASIONS.get(words[start..end].join(" ").as_str())).next()
        });
        let opening = lower(self.facts, opener);
        let place = opening == "at" && (opener + 1..noun_end).any(|token| self.facts.at(token).name > 0);
        let class = match named {
            Some(Class::Medium) if !matches!(opening.as_str(), "after" | "before" | "following" | "over") => {
                Class::Medium
            }
            Some(Class::Occasion) => Class::Occasion,
            _ if place => Class::Occasion,
            _ => return None,
        };
        let mut end = noun_end;
        while let Some(next) = self.carried(end, opener) {
            end = next;
        }
        Some((class, opener..end))
    }

    /// Where "with the Guardian" after `end` ends.
    fn carried(&self, end: usize, opener: usize) -> Option<usize> {
        let carries = self.is_free(end) && is_any(self.facts, end, CARRIERS);
        let next = self.nominal(end + 1).filter(|_| carries)?;
        (next.end - opener <= LONGEST).then_some(next.end)
    }

    /// The noun phrase that begins at a token: no verb, mark or preposition in it.
    fn nominal(&self, start: usize) -> Option<Range<usize>> {
        let mut end = start;
        while end - start < 8 && self.is_free(end) {
            let fact = self.facts.at(end);
            let is = |words: &[&str]| is_any(self.facts, end, words);
            let stops = fact.is_verb && end > start
                || is(OPENERS)
                || is(&["that", "while", "when", "he", "she", "earlier", "later"]);
            if stops
                || (fact.is_punctuation && !is(&["'s", "’s", "-", "&"]))
                || (is(CARRIERS) && !(end == start && is(ARTICLES)))
            {
                break;
            }
            end += 1;
        }
        let only_article = end == start + 1 && is_any(self.facts, start, ARTICLES);
        (start < end && !only_article).then_some(start..end)
    }
}

/// The marks of doubt around the cue and in the sentences of the content, outside quotation marks.
fn doubt(facts: &Facts, cue: usize, around: Range<usize>, content: &[Range<usize>]) -> Vec<Anchor> {
    let first = content.iter().map(|span| span.start).min();
    let last = content.iter().map(|span| facts.sentence(span.end.saturating_sub(1)).end).max();
    let whole = around == facts.sentence(cue);
    let start = first.map_or(around.start, |first| first.min(around.start));
    let end = last.filter(|_| whole).map_or(around.end, |last| last.max(around.end));
    let mut marks = Vec::new();
    let mut token = start;
    while token < end {
        let begins = may_begin_doubt(facts, token);
        let longest = (1..=5).rev().find(|length| {
            begins
                && token + length <= end
                && (token..token + length).all(|word| facts.at(word).passage == 0 && word != cue)
                && facts.layout.tokens.get(token..token + length).is_some_and(|words| {
                    let anchor = words.first().zip(words.last()).map(|(first, last)| first.cover(*last));
                    anchor.is_some_and(|anchor| DOUBTS.contains(anchor.of(facts.text).to_lowercase().as_str()))
                })
        });
        marks.extend(longest.and_then(|length| super::span(facts.layout, token..token + length)));
        token += longest.unwrap_or(1);
    }
    marks
}

fn may_begin_doubt(facts: &Facts, token: usize) -> bool {
    let start = facts.layout.tokens.get(token).map_or(0, |anchor| anchor.start());
    let beginning = facts.text.as_bytes().get(start..start + 2).unwrap_or_default().to_ascii_lowercase();
    DOUBT_BEGINNINGS.contains(beginning.as_slice())
}

/// Whether a token is one of some words in small letters, in any case.
fn is_any(facts: &Facts, token: usize, words: &[&str]) -> bool {
    let own = facts.word(token);
    words.iter().any(|word| own.eq_ignore_ascii_case(word))
}

fn lower(facts: &Facts, token: usize) -> String {
    facts.word(token).to_lowercase()
}
