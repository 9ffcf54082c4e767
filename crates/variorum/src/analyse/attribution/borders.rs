//! Where contents end: at the marks of the passage they are part of, and before a reporting verb that stands beside theirs.

use super::AttributionKind;
use super::features::Facts;
use super::lexicon::reporting_word;
use super::proposal::Proposal;
use super::select::Kept;
use std::ops::Range;

/// What somebody inside a quoted passage says ends with the words of the passage at the latest, before its closing mark.
pub fn keep_inside(facts: &Facts, proposal: &mut Proposal) {
    let passage = facts.at(proposal.cue).passage;
    let source = proposal.source.as_ref().map(|source| facts.at(source.start).passage);
    let Some(quoted) = (passage as usize).checked_sub(1).and_then(|index| facts.quoted.get(index)) else { return };
    if source != Some(passage) {
        return;
    }
    let mut inside = facts.layout.tokens_in(quoted.anchor);
    let is_sign = |token: usize| facts.at(token).is_punctuation;
    if facts.at(inside.start).opens && is_sign(inside.start) {
        inside.start += 1;
    }
    while inside.end > inside.start
        && (facts.at(inside.end - 1).closes && is_sign(inside.end - 1) || facts.word(inside.end - 1) == ",")
    {
        inside.end -= 1;
    }
    for content in [&mut proposal.before, &mut proposal.after] {
        let cut = content.as_ref().map(|span| span.start.max(inside.start)..span.end.min(inside.end));
        *content = cut.filter(|span| !span.is_empty());
    }
}

/// "Said that the bridge was closed *but promised* a ferry" are two attributions: the contents of kept proposals are cut
/// before those that stand beside them, not inside.
pub fn part(facts: &Facts, kept: &mut [Kept]) {
    for index in 0..kept.len() {
        let Some(parent) = kept[index].parent else { continue };
        let (Some(outer), inner) = (kept.get(parent), &kept[index].proposal) else { continue };
        let Some(content) = outer.proposal.after.clone().filter(|content| content.contains(&inner.cue)) else {
            continue;
        };
        let border = match (&outer.proposal.source, &inner.source) {
            // The same subject, named once before both; what he "said he knew but feared" stays one.
            (Some(first), Some(second)) if first == second && speaks(facts, inner.cue) => {
                joined(facts, &content, inner.cue)
            }
            (_, Some(second)) if content.contains(&second.start) => contrasted(facts, &content, second.start),
            _ => None,
        };
        let Some(border) = border.filter(|border| *border > content.start + 1) else { continue };
        let above = outer.parent;
        kept[parent].proposal.after = Some(content.start..border);
        for other in kept.iter_mut().filter(|other| other.parent == Some(parent) && other.proposal.cue >= border) {
            other.parent = above;
        }
    }
}

/// Whether a cue is a verb of speech.
fn speaks(facts: &Facts, cue: usize) -> bool {
    let known = reporting_word(&facts.word(cue).to_lowercase(), true);
    facts.at(cue).is_verb && known.is_some_and(|word| word.kind == AttributionKind::Speech)
}

/// Where a content ends before "and", "but" or a comma that joins the verb at `cue` to the one before.
fn joined(facts: &Facts, content: &Range<usize>, cue: usize) -> Option<usize> {
    let mut at = cue;
    let mut found = false;
    while at > content.start + 1 {
        let fact = facts.at(at - 1);
        let relation = facts.reading.syntax.relation(at - 1);
        let joins = matches!(facts.word(at - 1), "and" | "but" | "," | ";" | "or" | "then");
        let belongs = fact.head == Some(cue as u32) && (relation.is("aux") || relation.is("advmod"));
        if fact.passage > 0 || !joins && !belongs {
            break;
        }
        found |= joins;
        at -= 1;
    }
    found.then_some(at)
}

/// Where a content ends before "while" or a semicolon that sets the next speaker against the one before.
fn contrasted(facts: &Facts, content: &Range<usize>, source: usize) -> Option<usize> {
    let mut at = source;
    let mut found = false;
    while at > content.start + 1 {
        let contrasts = matches!(facts.word(at - 1), "while" | "whereas" | "although" | ";");
        if facts.at(at - 1).passage > 0 || !contrasts && !matches!(facts.word(at - 1), "," | "but" | "however" | "and")
        {
            break;
        }
        found |= contrasts;
        at -= 1;
    }
    found.then_some(at)
}
