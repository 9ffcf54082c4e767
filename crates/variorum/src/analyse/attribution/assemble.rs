//! From kept proposals to attributions: cue words, kind, style, speakers, context, nesting; free-standing quotations.

use super::antecedents;
use super::context::{self, Context};
use super::features::Facts;
use super::lexicon::reporting_word;
use super::proposal::Proposal;
use super::select::Kept;
use super::{Attribution, AttributionKind, AttributionStyle, span, speakers};
use crate::analyse::quoted::QuotedPassage;
use crate::text::Anchor;
use std::ops::Range;

/// A quoted passage without a cue is taken for an utterance from this many words on; shorter ones are names and irony.
const LEAST_WORDS: usize = 4;

/// Makes attributions of what was kept, in the order of their cues, then of the quoted passages nobody is said to say.
pub fn assemble(facts: &Facts, kept: &[Kept]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::with_capacity(kept.len());
    let mut places = vec![None; kept.len()];
    for (index, found_here) in kept.iter().enumerate() {
        let cue = found_here.proposal.cue;
        let above = found_here.parent.and_then(|parent| kept.get(parent));
        let holder = above.and_then(|above| above.proposal.content().find(|span| span.contains(&cue)).cloned());
        let sentence = facts.sentence(cue);
        let around =
            holder.map_or(sentence.clone(), |holder| sentence.start.max(holder.start)..sentence.end.min(holder.end));
        let Some(attribution) = attribution(facts, &found_here.proposal, around) else { continue };
        places[index] = Some(found.len());
        found.push(attribution);
    }
    for (kept, place) in kept.iter().zip(&places) {
        if let Some(attribution) = place.and_then(|place| found.get_mut(place)) {
            attribution.parent = kept.parent.and_then(|parent| places.get(parent).copied().flatten());
        }
    }
    antecedents::resolve(facts, &mut found);
    for index in 0..found.len() {
        if found[index].speakers.is_empty() && is_first_person(facts, &found[index]) {
            let above = found[index].parent.and_then(|parent| found.get(parent));
            found[index].speakers = above.map(|above| above.speakers.clone()).unwrap_or_default();
        }
    }
    let free = free_standing(facts, &found);
    for (index, free) in (found.len()..).zip(&free) {
        let inside = |found: &&mut Attribution| {
            let held = |cue: Anchor| free.content.iter().any(|span| span.contains(cue));
            found.parent.is_none() && found.cue.is_some_and(held)
        };
        found.iter_mut().filter(inside).for_each(|found| found.parent = Some(index));
    }
    found.extend(free);
    found
}

/// The attribution that a proposal makes; `around` is the sentence, or what holds it of the sentence.
fn attribution(facts: &Facts, proposal: &Proposal, around: Range<usize>) -> Option<Attribution> {
    let spans: Vec<Range<usize>> = proposal.content().map(|span| with_marks(facts, span.clone())).collect();
    let content: Vec<Anchor> = spans.iter().filter_map(|tokens| span(facts.layout, tokens.clone())).collect();
    if content.is_empty() {
        return None;
    }
    let word = facts.word(proposal.cue).to_lowercase();
    let known = reporting_word(&word, facts.at(proposal.cue).is_verb).or_else(|| reporting_word(&word, true));
    let source = proposal.source.as_ref().map(|source| context::without_occasion(facts, source));
    let lemma = known.map_or("", |word| word.lemma);
    let Context { medium, occasion, addressee, doubt } =
        context::read(facts, proposal.cue, lemma, source.as_ref(), &spans, around);
    Some(Attribution {
        kind: known.map_or(AttributionKind::Speech, |word| word.kind),
        style: style(facts.text, &content, facts.quoted),
        speakers: source.as_ref().map(|source| speakers::of(facts, source)).unwrap_or_default(),
        source: source.and_then(|tokens| span(facts.layout, tokens)),
        cue: span(facts.layout, cue_words(facts, proposal.cue, &spans)),
        content,
        medium,
        occasion,
        addressee,
        doubt,
        parent: None,
    })
}

/// A content span with the quotation marks that touch it from outside.
fn with_marks(facts: &Facts, span: Range<usize>) -> Range<usize> {
    let (first, last) = (facts.at(span.start), facts.at(span.end - 1));
    let before = facts.at_some(span.start.checked_sub(1));
    let after = facts.at(span.end);
    let opened = before.opens && before.is_punctuation && before.passage == first.passage;
    let closed = after.closes && after.is_punctuation && after.passage == last.passage;
    span.start - usize::from(opened)..span.end + usize::from(closed)
}

/// The cue with its auxiliaries, negation and particle ("has not said", "pointed out", "according to").
fn cue_words(facts: &Facts, cue: usize, content: &[Range<usize>]) -> Range<usize> {
    let belongs = |token: usize, relations: &[&str]| {
        let relation = facts.reading.syntax.relation(token);
        let free = !content.iter().any(|span| span.contains(&token));
        free && facts.at(token).head == Some(cue as u32) && relations.iter().any(|name| relation.is(name))
    };
    let mut start = cue;
    while start > 0 && belongs(start - 1, &["aux", "advmod", "cop"]) {
        start -= 1;
    }
    let mut end = cue + 1;
    let to = facts.word(cue).eq_ignore_ascii_case("according") && facts.word(end) == "to";
    if to || belongs(end, &["compound:prt"]) {
        end += 1;
    }
    start..end
}

/// Whether all, some or none of the words of a content stand inside quotation marks.
fn style(text: &str, content: &[Anchor], quoted: &[QuotedPassage]) -> AttributionStyle {
    let (mut inside, mut outside) = (false, false);
    for span in content {
        let mut outer = span.start();
        for passage in quoted.iter().filter(|passage| passage.depth == 0 && passage.anchor.overlaps(*span)) {
            inside = true;
            let before = text.get(outer..passage.anchor.start().max(outer)).unwrap_or_default();
            outside |= before.contains(char::is_alphanumeric);
            outer = passage.anchor.end().min(span.end());
        }
        outside |= text.get(outer..span.end()).unwrap_or_default().contains(char::is_alphanumeric);
    }
    match (inside, outside) {
        (true, false) => AttributionStyle::Direct,
        (true, true) => AttributionStyle::Mixed,
        _ => AttributionStyle::Indirect,
    }
}

/// Whether a source inside quotation marks is the speaker of what holds it.
fn is_first_person(facts: &Facts, attribution: &Attribution) -> bool {
    let Some(source) = attribution.source else { return false };
    let inside = facts.quoted.iter().any(|passage| passage.anchor.contains(source));
    inside && matches!(source.of(facts.text), "I" | "my" | "My")
}

/// Quoted sentences that no attribution holds. Their speaker is known only where they go on from a quotation whose
/// speaker is: an unclosed passage, or the last thing quoted before in the same paragraph or at the end of the one before.
fn free_standing(facts: &Facts, found: &[Attribution]) -> Vec<Attribution> {
    let mut free: Vec<Attribution> = Vec::new();
    let mut last: Option<(usize, Vec<usize>)> = None;
    for passage in facts.quoted.iter().filter(|passage| passage.depth == 0) {
        let tokens = facts.layout.tokens_in(passage.anchor);
        let sentence = facts.sentence(tokens.start);
        let paragraph =
            facts.layout.sentences.get(facts.at(tokens.start).sentence as usize).map_or(0, |found| found.paragraph);
        let holder = found.iter().find(|found| found.content.iter().any(|span| span.overlaps(passage.anchor)));
        if let Some(holder) = holder {
            last = Some((paragraph, holder.speakers.clone()));
            continue;
        }
        let words = tokens.clone().filter(|token| !facts.at(*token).is_punctuation).count();
        let whole =
            sentence.start == tokens.start && facts.sentence(tokens.end.saturating_sub(1)).end <= tokens.end + 1;
        if words < LEAST_WORDS || !whole {
            continue;
        }
        let follows = last.as_ref().filter(|(before, _)| passage.continues || *before == paragraph);
        let speakers = follows.map(|(_, speakers)| speakers.clone()).unwrap_or_default();
        last = Some((paragraph, speakers.clone()));
        free.push(Attribution {
            kind: AttributionKind::Speech,
            style: AttributionStyle::Direct,
            source: None,
            cue: None,
            content: vec![passage.anchor],
            speakers,
            medium: None,
            occasion: None,
            addressee: None,
            doubt: Vec::new(),
            parent: None,
        });
    }
    free
}
