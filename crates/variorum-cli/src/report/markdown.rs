//! The report as Markdown.

use super::wording::{self, Texts, one_line};
use std::fmt::Write;
use variorum::collate::view::{Evidence, Finding, Passage, Quotation, Report, Story};

/// The report as Markdown (CommonMark).
pub fn markdown(report: &Report) -> String {
    let texts = Texts::new(report);
    let mut out = String::from("# Variorum report\n\n");
    let counts = &report.counts;
    let _ = writeln!(
        out,
        "{} · {} · {} · {} of inputs equal to one read · {} not read\n",
        wording::count(counts.articles, "article"),
        wording::count(counts.stories, "story"),
        wording::count(counts.findings, "finding"),
        wording::count(counts.duplicates, "duplicate"),
        counts.failures
    );
    for story in &report.stories {
        story_section(&mut out, story, report, &texts);
    }
    if !report.failures.is_empty() || !report.warnings.is_empty() {
        out.push_str("## Inputs\n\n");
        for failure in &report.failures {
            let line = failure.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let _ = writeln!(
                out,
                "- **not read** {}{line}: {}; {}",
                escaped(&failure.input),
                escaped(&failure.reason),
                escaped(&failure.remedy)
            );
        }
        for warning in &report.warnings {
            let _ = writeln!(out, "- warning: {}", escaped(warning));
        }
    }
    out
}

fn story_section(out: &mut String, story: &Story, report: &Report, texts: &Texts) {
    let _ = writeln!(out, "## {}\n", escaped(&story.title));
    let _ = writeln!(
        out,
        "{} · {}\n",
        wording::count(story.witnesses.len(), "article"),
        wording::count(story.independent_texts, "independent text")
    );
    for witness in &story.witnesses {
        let published = witness.published.as_deref().unwrap_or("no date");
        let _ = writeln!(
            out,
            "- **{}** {} · {published}. {}",
            witness.witness,
            escaped(&witness.source),
            escaped(&witness.why)
        );
    }
    for (thread, title, place) in texts.threads_of(story, report) {
        let _ = writeln!(out, "- {place} in the thread: {}. {}", escaped(title), escaped(&thread.why));
    }
    out.push('\n');
    let (values, differences) = wording::agreements_apart(story);
    section(out, "Where they differ", &differences, |out, item| finding(out, item));
    section(out, "Agreed values", &values, |out, item| finding(out, item));
    section(out, "Agreed", &story.agreed, |out, claim| {
        let _ = writeln!(
            out,
            "- {} · {} · {}",
            quoted(&claim.text),
            wording::letters(&claim.witnesses),
            wording::strength(claim.strength)
        );
        let _ = writeln!(out, "  - {}", escaped(&wording::origins(&claim.origins)));
        for evidence in claim.witnesses.iter().filter(|evidence| evidence.passage != claim.text) {
            let _ = writeln!(out, "  - {}", quoted(&evidence.passage));
        }
        let _ = writeln!(out, "  - why: {}", escaped(&claim.why));
    });
    section(out, "Quotations", &story.quotations, |out, item| quotation(out, item, texts));
    section(out, "Who says what", &story.parties, |out, party| {
        let _ = writeln!(out, "- **{}**", escaped(&party.name));
        for evidence in &party.says {
            let _ = writeln!(out, "  - {}", quoted(&evidence.passage));
        }
    });
    section(out, "Only in one (unconfirmed here)", &story.only_in, |out, only| {
        let _ = writeln!(out, "- {}. {}", quoted(&only.evidence.passage), escaped(&only.why));
    });
    section(out, "Timeline", &story.timeline, |out, item| {
        let days = match (&item.from, &item.to) {
            (Some(from), Some(to)) if from == to => from.clone(),
            (Some(from), Some(to)) => format!("{from} – {to}"),
            _ => "unresolved".into(),
        };
        let _ = writeln!(out, "- **{days}** ({})", escaped(&item.reason));
        for evidence in &item.witnesses {
            let _ = writeln!(out, "  - {} in {}", quoted(&evidence.passage), quoted(&evidence.context));
        }
    });
    section(out, "Copies", &story.copies, |out, copy| {
        let _ = writeln!(out, "- {}. {}", wording::copy(copy), escaped(&copy.why));
    });
    section(out, "Damaged", &story.damaged, |out, damaged| {
        let _ = writeln!(
            out,
            "- {}: {}. {}",
            wording::damage(damaged.kind),
            quoted(&damaged.passage),
            escaped(&damaged.explanation)
        );
    });
    section(out, "Not compared", &story.not_compared, |out, item| {
        let _ = writeln!(out, "- {}: {}", quoted(&item.evidence.passage), escaped(&item.why));
    });
}

/// A section with its heading; nothing where there are no items.
fn section<T>(out: &mut String, title: &str, items: &[T], mut item: impl FnMut(&mut String, &T)) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {title}\n");
    for each in items {
        item(out, each);
    }
    out.push('\n');
}

fn finding(out: &mut String, finding: &Finding) {
    let _ = writeln!(
        out,
        "- **{}** · {}: {}",
        wording::finding(finding.kind),
        escaped(&finding.attribute),
        escaped(&finding.subject)
    );
    for side in &finding.sides {
        for (evidence, letters) in wording::wordings(side) {
            let _ = writeln!(out, "  - {}", cited(evidence, &letters));
        }
    }
    let _ = writeln!(out, "  - why: {} ({})", escaped(&finding.why), escaped(&finding.rule));
    for gate in &finding.gates {
        let holds = if gate.holds { "holds" } else { "fails" };
        let _ = writeln!(out, "    - {:?} {holds}: {}", gate.gate, escaped(&gate.because));
    }
}

fn cited(evidence: &Evidence, letters: &str) -> String {
    let names: String = evidence.said_by.iter().map(|name| format!(", {}", escaped(name))).collect();
    let value = evidence.value.as_ref().map(|value| format!(" = {}", escaped(value))).unwrap_or_default();
    format!("“{}” ({letters}{names}){value}", escaped(&evidence.passage.exact))
}

fn quotation(out: &mut String, quotation: &Quotation, texts: &Texts) {
    let _ = writeln!(out, "- **{}**", escaped(quotation.speaker.as_deref().unwrap_or("speaker not named")));
    for reading in &quotation.readings {
        let words: Vec<String> = reading.passages.iter().map(quoted).collect();
        let paraphrase = if reading.marked { "" } else { " (not inside quotation marks)" };
        let _ = writeln!(out, "  - {}{paraphrase}", words.join(" … "));
    }
    for comparison in &quotation.comparisons {
        let letter =
            |index: usize| quotation.readings.get(index).map_or("", |reading| reading.context.witness.as_str());
        let side = |words: Option<&str>| {
            words.map_or_else(|| "(nothing)".to_string(), |words| format!("“{}”", escaped(words)))
        };
        let changes: Vec<String> = texts
            .changes(comparison)
            .into_iter()
            .map(|(first, second)| format!("{} / {}", side(first), side(second)))
            .collect();
        let _ = writeln!(
            out,
            "  - {} / {}: {} {}",
            letter(comparison.first),
            letter(comparison.second),
            wording::relation(comparison.relation),
            changes.join("; ")
        );
    }
    let _ = writeln!(out, "  - why: {}", escaped(&quotation.why));
}

/// `“words” (A)`.
fn quoted(passage: &Passage) -> String {
    format!("“{}” ({})", escaped(&passage.exact), passage.witness)
}

/// Words on one line with the characters that Markdown reads as marks escaped.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in one_line(words).chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
