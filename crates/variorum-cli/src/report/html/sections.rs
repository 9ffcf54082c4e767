//! The sections of one story.

use super::{badge, colour, marked, passage_id, quoted, story_id, tally};
use crate::report::wording::{self, Texts, one_line};
use maud::{Markup, html};
use variorum::collate::view::{
    Claim, Comparison, Evidence, Finding, OnlyIn, Passage, Quotation, Reading, Report, Story, TimelineItem, Witness,
};
use variorum::collate::{FindingKind, ReadingRelation};

/// How much of what only one article says is shown at once; the rest is folded.
const ONLY_IN_SHOWN: usize = 10;

/// One story with all its sections.
pub fn story(story: &Story, report: &Report, texts: &Texts) -> Markup {
    let id = story_id(story);
    html! {
        section class="story" id=(id) aria-labelledby={ (id) "-title" } {
            h2 id={ (id) "-title" } { a class="permalink" href={ "#" (id) } { (one_line(&story.title)) } }
            p class="tally" {
                (tally(story)) " · " (wording::count(story.independent_texts, "independent text"))
            }
            ul class="witnesses" { @for witness in &story.witnesses { (witness_line(witness, story.witnesses.len() > 1)) } }
            @for (thread, title, place) in texts.threads_of(story, report) {
                p class="thread" {
                    strong { (place) " in the thread: " }
                    a href={ "#story-" (if thread.earlier == story.id { &thread.later } else { &thread.earlier }) } {
                        (one_line(title))
                    }
                    " " span class="why" { (thread.why) }
                }
            }
            (differ(story))
            (agreed(story))
            (quotations(story))
            (parties(story))
            (only_in(story))
            (timeline(story))
            (copies(story))
            (damaged(story))
            (not_compared(story))
            (articles(story, texts))
        }
    }
}

fn witness_line(witness: &Witness, with_reason: bool) -> Markup {
    html! {
        li {
            a class={ "badge w" (colour(&witness.witness)) } href={ "#article-" (witness.article) } { (witness.witness) }
            " " strong { (witness.source) } " "
            span class="dim" { (witness.published.as_deref().unwrap_or("no date")) }
            @if with_reason { " " span class="why" { (witness.why) } }
        }
    }
}

fn heading(story: &Story, key: &str, title: &str) -> Markup {
    let id = format!("{key}-{}", story.id);
    html! { h3 id=(id) { a class="permalink" href={ "#" (id) } { (title) } } }
}

fn agreed(story: &Story) -> Markup {
    let (values, _) = wording::agreements_apart(story);
    html! {
        @if !story.agreed.is_empty() || !values.is_empty() {
            (heading(story, "agreed", "Agreed"))
        }
        @for finding in &values { (finding_card(finding)) }
        @if !story.agreed.is_empty() {
            div class="scroll" tabindex="0" role="region" aria-label="Claims and the articles that make them" {
                table {
                    thead {
                        tr {
                            th scope="col" { "Claim, in the words of one witness" }
                            @for witness in &story.witnesses {
                                th scope="col" { (witness.witness) span class="sr" { " " (witness.source) } }
                            }
                            th scope="col" { "Origins" }
                        }
                    }
                    tbody { @for claim in &story.agreed { (claim_row(claim, story)) } }
                }
            }
        }
    }
}

fn claim_row(claim: &Claim, story: &Story) -> Markup {
    html! {
        tr class="item" id={ "claim-" (claim.id) } tabindex="-1" {
            td {
                (quoted(&claim.text)) " " span class="chip" { (wording::strength(claim.strength)) }
                details {
                    summary { "All wordings, and why" }
                    ul {
                        @for evidence in &claim.witnesses { li { (evidence_line(evidence)) } }
                    }
                    p class="why" { (claim.why) }
                }
            }
            @for witness in &story.witnesses {
                td class="mark" {
                    @for evidence in claim.witnesses.iter().filter(|item| item.passage.witness == witness.witness) {
                        a class={ "badge w" (colour(&witness.witness)) } href={ "#" (passage_id(&evidence.passage)) } {
                            "✓" span class="sr" { " " (witness.witness) " says so: open the passage" }
                        }
                    }
                }
            }
            td { (wording::origins(&claim.origins)) }
        }
    }
}

fn differ(story: &Story) -> Markup {
    let (_, differences) = wording::agreements_apart(story);
    let (open, folded): (Vec<&Finding>, Vec<&Finding>) =
        differences.into_iter().partition(|finding| wording::is_prominent(finding.kind));
    html! {
        @if !open.is_empty() || !folded.is_empty() {
            (heading(story, "differ", "Where they differ"))
            @if open.is_empty() { p class="dim" { "No conflict and no dispute passed the gates." } }
            @for finding in &open { (finding_card(finding)) }
            @if !folded.is_empty() {
                details class="folded" {
                    summary { (wording::count(folded.len(), "compatible or explained difference")) }
                    @for finding in &folded { (finding_card(finding)) }
                }
            }
        }
    }
}

fn finding_card(finding: &Finding) -> Markup {
    let class = match finding.kind {
        FindingKind::Conflict => "conflict",
        FindingKind::Disputed => "disputed",
        FindingKind::AlteredQuotation => "altered",
        FindingKind::Agreement => "agreement",
        _ => "detail",
    };
    html! {
        div class={ "card item " (class) } id={ "finding-" (finding.id) } tabindex="-1" {
            p class="label" {
                span class={ "chip " (class) } { (wording::finding(finding.kind)) }
                " " strong { (finding.attribute) } " · " (one_line(&finding.subject)) " "
                a class="permalink" href={ "#finding-" (finding.id) } { "link" span class="sr" { " to this finding" } }
            }
            div class="sides" {
                @for side in &finding.sides {
                    ul { @for evidence in side { li { (evidence_line(evidence)) } } }
                }
            }
            details {
                summary { "Why: " (finding.why) }
                p { "Rule " code { (finding.rule) } }
                ol class="gates" {
                    @for gate in &finding.gates {
                        li { code { (format!("{:?}", gate.gate)) } " " (if gate.holds { "holds" } else { "fails" }) ": " (gate.because) }
                    }
                }
            }
        }
    }
}

/// The words, who prints them, who says them, the value, the origin.
fn evidence_line(evidence: &Evidence) -> Markup {
    html! {
        (quoted(&evidence.passage))
        @for name in &evidence.said_by { " " span class="said" { (one_line(name)) } }
        @if let Some(value) = &evidence.value { " " code { (value) } }
        @if !evidence.origin.is_empty() { " " span class="dim" { "origin: " (one_line(&evidence.origin)) } }
    }
}

fn quotations(story: &Story) -> Markup {
    html! {
        @if !story.quotations.is_empty() {
            (heading(story, "quotations", "Quotations and their readings"))
            @for quotation in &story.quotations { (quotation_card(quotation)) }
        }
    }
}

fn quotation_card(quotation: &Quotation) -> Markup {
    let altered = quotation.comparisons.iter().any(|comparison| comparison.relation == ReadingRelation::Altered);
    html! {
        div class={ "card item" @if altered { " altered" } } id={ "quotation-" (quotation.id) } tabindex="-1" {
            p class="label" {
                @if altered { span class="chip altered" { "altered inside quotation marks" } " " }
                strong { (quotation.speaker.as_deref().unwrap_or("speaker not named")) } " "
                a class="permalink" href={ "#quotation-" (quotation.id) } { "link" span class="sr" { " to this quotation" } }
            }
            ul class="readings" {
                @for (index, reading) in quotation.readings.iter().enumerate() {
                    li { (reading_line(reading, &changed_words(quotation, index))) }
                }
            }
            @for comparison in &quotation.comparisons { (comparison_table(quotation, comparison)) }
            p class="why" { "Why one utterance: " (quotation.why) }
        }
    }
}

/// The words of a reading that differ in some comparison, as code-point ranges.
fn changed_words(quotation: &Quotation, index: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for comparison in &quotation.comparisons {
        for word in comparison.alignment.iter().filter(|word| !word.same) {
            let own = [(comparison.first, &word.first), (comparison.second, &word.second)];
            out.extend(
                own.iter()
                    .filter(|(reading, _)| *reading == index)
                    .filter_map(|(_, passage)| passage.as_ref().map(|passage| (passage.start, passage.end))),
            );
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

fn reading_line(reading: &Reading, changed: &[(usize, usize)]) -> Markup {
    html! {
        @for passage in &reading.passages {
            @if reading.marked { q { (with_changes(passage, changed)) } } @else { span { (with_changes(passage, changed)) } }
            " " (badge(passage)) " "
        }
        @if !reading.marked { span class="chip" { "not inside quotation marks" } " " }
        @if let Some(name) = &reading.said_by { span class="said" { (one_line(name)) } " " }
        @for passage in &reading.circumstances { span class="dim" { (one_line(&passage.exact)) } " " }
    }
}

/// The words of a passage with the changed ones marked.
fn with_changes(passage: &Passage, changed: &[(usize, usize)]) -> Markup {
    let characters: Vec<char> = passage.exact.chars().collect();
    let mut pieces: Vec<(bool, String)> = Vec::new();
    for (offset, character) in characters.iter().enumerate() {
        let place = passage.start + offset;
        let inside = changed.iter().any(|(start, end)| (*start..*end).contains(&place));
        match pieces.last_mut() {
            Some((mark, words)) if *mark == inside => words.push(*character),
            _ => pieces.push((inside, character.to_string())),
        }
    }
    html! {
        @for (mark, words) in &pieces { @if *mark { mark class="changed" { (words) } } @else { (words) } }
    }
}

fn comparison_table(quotation: &Quotation, comparison: &Comparison) -> Markup {
    let letter = |index: usize| quotation.readings.get(index).map_or("", |reading| reading.context.witness.as_str());
    let words =
        |passage: &Option<Passage>| passage.as_ref().map(|passage| one_line(&passage.exact)).unwrap_or_default();
    html! {
        details open[comparison.relation == ReadingRelation::Altered] {
            summary {
                (letter(comparison.first)) " and " (letter(comparison.second)) ": " (wording::relation(comparison.relation))
                @if !comparison.why.is_empty() { " (" (comparison.why) ")" }
            }
            @if !comparison.alignment.is_empty() {
                div class="scroll" tabindex="0" role="region" aria-label="The two readings word by word" {
                    table class="aligned" {
                        @for (index, side) in [(comparison.first, 0), (comparison.second, 1)] {
                            tr {
                                th scope="row" { (letter(index)) }
                                @for word in &comparison.alignment {
                                    td class=[(!word.same).then_some("changed")] {
                                        (words(if side == 0 { &word.first } else { &word.second }))
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn parties(story: &Story) -> Markup {
    html! {
        @if !story.parties.is_empty() {
            (heading(story, "parties", "Who says what"))
            @for (index, party) in story.parties.iter().enumerate() {
                details class="item" id={ "party-" (story.id) "-" (index) } open[index < 3] {
                    summary { strong { (party.name) } " " span class="dim" { (wording::count(party.says.len(), "passage")) } }
                    ul { @for evidence in &party.says { li { (quoted(&evidence.passage)) } } }
                }
            }
        }
    }
}

fn only_in(story: &Story) -> Markup {
    html! {
        @if !story.only_in.is_empty() {
            (heading(story, "only", "Only in one article (unconfirmed here)"))
            @let (first, rest) = story.only_in.split_at(story.only_in.len().min(ONLY_IN_SHOWN));
            (only_in_list(first))
            @if !rest.is_empty() {
                details { summary { "and " (rest.len()) " more" } (only_in_list(rest)) }
            }
        }
    }
}

fn only_in_list(items: &[OnlyIn]) -> Markup {
    html! {
        ul {
            @for only in items {
                li class="item" tabindex="-1" { (quoted(&only.evidence.passage)) " " span class="why" { (only.why) } }
            }
        }
    }
}

fn timeline(story: &Story) -> Markup {
    html! {
        @if !story.timeline.is_empty() {
            (heading(story, "timeline", "Timeline"))
            dl class="timeline" {
                @for item in &story.timeline {
                    dt { (days(item)) }
                    dd {
                        @for evidence in &item.witnesses {
                            p { (quoted(&evidence.passage)) " in " q { (one_line(&evidence.context.exact)) } }
                        }
                        p class="why" { (item.reason) }
                    }
                }
            }
        }
    }
}

fn days(item: &TimelineItem) -> String {
    match (&item.from, &item.to) {
        (Some(from), Some(to)) if from == to => from.clone(),
        (Some(from), Some(to)) => format!("{from} – {to}"),
        _ => "unresolved".into(),
    }
}

fn copies(story: &Story) -> Markup {
    html! {
        @if !story.copies.is_empty() {
            (heading(story, "copies", "Who took text from whom"))
            ul {
                @for copy in &story.copies {
                    li class="item" tabindex="-1" {
                        (wording::copy(copy)) " " span class="why" { (copy.why) }
                        details {
                            summary { (wording::count(copy.passages.len(), "shared passage")) }
                            ul { @for (a, b) in &copy.passages { li { (quoted(a)) " " (badge(b)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn damaged(story: &Story) -> Markup {
    html! {
        @if !story.damaged.is_empty() {
            (heading(story, "damaged", "Damaged text"))
            ul {
                @for damaged in &story.damaged {
                    li class="item" tabindex="-1" {
                        span class="chip" { (wording::damage(damaged.kind)) } " " (quoted(&damaged.passage)) " "
                        span class="why" { (damaged.explanation) }
                    }
                }
            }
        }
    }
}

fn not_compared(story: &Story) -> Markup {
    html! {
        @if !story.not_compared.is_empty() {
            (heading(story, "left-out", "Not compared"))
            details {
                summary { (wording::count(story.not_compared.len(), "passage")) }
                ul { @for item in &story.not_compared { li { (quoted(&item.evidence.passage)) " " span class="why" { (item.why) } } } }
            }
        }
    }
}

fn articles(story: &Story, texts: &Texts) -> Markup {
    let passages = marked::passages_of(story);
    html! {
        (heading(story, "articles", "The articles"))
        div class="columns" {
            @for witness in &story.witnesses {
                @if let Some(article) = texts.article(&witness.article) {
                    article id={ "article-" (article.id) } tabindex="0" aria-label={ "Article " (witness.witness) ", " (witness.source) } {
                        h4 {
                            span class={ "badge w" (colour(&witness.witness)) } { (witness.witness) } " "
                            (article.headline.as_deref().unwrap_or(&witness.source))
                        }
                        p class="dim" {
                            (witness.source) " · " (witness.published.as_deref().unwrap_or("no date"))
                            @if let Some(byline) = &article.byline { " · " (byline) }
                            @if let Some(url) = &article.url { " · " (url) }
                        }
                        div class="text" dir="auto" { (marked::text(article, passages.get(&article.id).map_or(&[], Vec::as_slice))) }
                    }
                }
            }
        }
    }
}
