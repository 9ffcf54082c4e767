//! The items of a section, each with its number, the passages it rests on, and why it is shown.

use super::{place, quotation, quoted};
use crate::report::outline::{Body, Item};
use crate::report::texts::Texts;
use crate::report::wording::{self, one_line};
use maud::{Markup, html};
use variorum::collate::FindingKind;
use variorum::collate::view::{
    Claim, Copy, Damaged, Evidence, Finding, NotCompared, OnlyIn, Party, Passage, TimelineItem,
};

/// How many passages of a party are shown at once; the rest is folded.
const SAYS_SHOWN: usize = 6;

/// One item.
pub fn item(item: &Item, texts: &Texts) -> Markup {
    let (class, inside) = match item.body {
        Body::Finding(found) => (class_of(found.kind), finding(found, texts)),
        Body::Claim(found) => ("agreed", claim(found, texts)),
        Body::Quotation(found) => (quotation::class_of(found), quotation::quotation(found, texts)),
        Body::Party(found) => ("plain", party(found, texts)),
        Body::OnlyIn(found) => ("plain", only_in(found, texts)),
        Body::Time(found) => ("plain", time(found, texts)),
        Body::Copy(found) => ("plain", copy(found, texts)),
        Body::Damaged(found) => ("plain", damaged(found, texts)),
        Body::NotCompared(found) => ("plain", not_compared(found, texts)),
        Body::LimitsReached(found) => ("plain", html! { p { (wording::limits(found)) } }),
    };
    html! {
        div class={ "item " (class) } id=(item.id) tabindex="-1" {
            a class="number" href={ "#" (item.id) } { span class="sr" { "Item " } (item.number) }
            div class="body" { (inside) }
        }
    }
}

fn class_of(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Conflict => "conflict",
        FindingKind::Disputed => "disputed",
        FindingKind::AlteredQuotation => "altered",
        FindingKind::Agreement => "agreed",
        _ => "detail",
    }
}

fn finding(finding: &Finding, texts: &Texts) -> Markup {
    let subject = one_line(&finding.subject);
    // Where values agree the sentences are folded: there is nothing to weigh.
    let agreed = finding.kind == FindingKind::Agreement;
    html! {
        p class="label" {
            span class={ "chip " (class_of(finding.kind)) } { (wording::finding(finding.kind)) }
            " " strong { (wording::attribute(&finding.attribute)) }
            @if !subject.is_empty() { " · " (subject) }
        }
        div class="sides" {
            @for side in &finding.sides {
                ul { @for (evidence, _) in wording::wordings(side) { li { (wording_of(evidence, side, texts)) @if !agreed { (context(evidence)) } } } }
            }
        }
        details class="why" {
            summary { "Why: " (finding.why) }
            @if agreed { @for evidence in finding.sides.iter().flatten() { (context(evidence)) } }
            p { "Rule " code { (finding.rule) } ". A conflict is shown only if every gate holds." }
            ol class="gates" {
                @for gate in &finding.gates {
                    li {
                        span class="gate" { @if gate.holds { "✓ " } @else { "✗ " } (wording::gate(gate.gate)) }
                        ": " (gate.because)
                    }
                }
            }
            @for evidence in finding.sides.iter().flatten().filter(|evidence| evidence.value.is_some()) {
                p { (place(&evidence.passage, texts)) " read as " code { (evidence.value.as_deref().unwrap_or_default()) } }
            }
        }
    }
}

/// One wording of a side: who prints it, who says it, and the sentence around it with the words marked.
fn wording_of(evidence: &Evidence, side: &[Evidence], texts: &Texts) -> Markup {
    let same =
        side.iter().filter(|other| other.passage.exact == evidence.passage.exact && other.said_by == evidence.said_by);
    html! {
        p class="value" { (quoted(&evidence.passage)) " " @for other in same { (place(&other.passage, texts)) " " } (said_by(evidence)) }
    }
}

/// The sentence around a passage, with the passage marked in it.
fn context(evidence: &Evidence) -> Markup {
    html! {
        @if evidence.context.exact != evidence.passage.exact { p class="context" { (in_context(evidence)) } }
    }
}

fn said_by(evidence: &Evidence) -> Markup {
    html! {
        @for (place, name) in evidence.said_by.iter().enumerate() {
            span class="said" { @if place == 0 { "said by " } @else { "citing " } em { (one_line(name)) } } " "
        }
    }
}

fn in_context(evidence: &Evidence) -> Markup {
    let (passage, context) = (&evidence.passage, &evidence.context);
    let before = passage.start_byte.saturating_sub(context.start_byte);
    let length = passage.end_byte.saturating_sub(passage.start_byte);
    let parts = context.exact.get(..before).zip(context.exact.get(before..before + length));
    html! {
        @match parts.zip(context.exact.get(before + length..)) {
            Some(((before, words), after)) => { (before) mark { (words) } (after) },
            None => (context.exact),
        }
    }
}

fn claim(claim: &Claim, texts: &Texts) -> Markup {
    let others: Vec<&Evidence> = claim.witnesses.iter().filter(|item| item.passage != claim.text).collect();
    html! {
        p class="value" {
            (quoted(&claim.text)) " " (place(&claim.text, texts))
            @for evidence in &others { " " (place(&evidence.passage, texts)) }
        }
        p class="dim" { (wording::strength(claim.strength)) " · " (wording::origins(&claim.origins)) }
        details class="why" {
            summary { "Every wording, and why" }
            ul { @for evidence in &others { li { (quoted(&evidence.passage)) " " (place(&evidence.passage, texts)) " " (said_by(evidence)) } } }
            p { (claim.why) }
        }
    }
}

fn party(party: &Party, texts: &Texts) -> Markup {
    let (first, rest) = party.says.split_at(party.says.len().min(SAYS_SHOWN));
    let list =
        |says: &[Evidence]| html! { ul { @for evidence in says { li { (passage(&evidence.passage, texts)) } } } };
    html! {
        p class="label" { strong { (party.name) } " " span class="dim" { (wording::count(party.says.len(), "passage")) } }
        (list(first))
        @if !rest.is_empty() { details { summary { "and " (rest.len()) " more" } (list(rest)) } }
    }
}

fn only_in(only: &OnlyIn, texts: &Texts) -> Markup {
    html! {
        p { (passage(&only.evidence.passage, texts)) " " (said_by(&only.evidence)) }
        details class="why" { summary { "Why" } p { (only.why) } }
    }
}

fn time(time: &TimelineItem, texts: &Texts) -> Markup {
    html! {
        ul { @for evidence in &time.witnesses { li { (passage(&evidence.passage, texts)) } } }
        details class="why" { summary { "Why this day" } p { (time.reason) } }
    }
}

fn copy(copy: &Copy, texts: &Texts) -> Markup {
    html! {
        p { (wording::copy(copy)) ". " span class="dim" { (copy.why) } }
        details {
            summary { (wording::count(copy.passages.len(), "shared passage")) }
            ul { @for (a, b) in &copy.passages { li { (passage(a, texts)) " " (place(b, texts)) } } }
        }
    }
}

fn damaged(damaged: &Damaged, texts: &Texts) -> Markup {
    html! {
        p { span class="chip" { (wording::damage(damaged.kind)) } " " (passage(&damaged.passage, texts)) }
        p class="dim" { (damaged.explanation) }
    }
}

fn not_compared(item: &NotCompared, texts: &Texts) -> Markup {
    html! { p { (passage(&item.evidence.passage, texts)) " " span class="dim" { (item.why) } } }
}

fn passage(passage: &Passage, texts: &Texts) -> Markup {
    html! { (place(passage, texts)) " " (quoted(passage)) }
}
