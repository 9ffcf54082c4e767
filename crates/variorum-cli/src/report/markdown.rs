//! The report as Markdown.

use super::outline::{Body, Item, Outline};
use super::texts::Texts;
use super::wording::{self, one_line};
use std::fmt::Write;
use variorum::collate::view::{Claim, Evidence, Finding, Passage, Quotation, Report};

/// The report as Markdown (CommonMark).
pub fn markdown(report: &Report) -> String {
    let mut page =
        Page { out: String::from("# Variorum: accounts side by side\n\n"), texts: Texts::new(report), report };
    let counts = &report.counts;
    let head = format!(
        "{} in {} · {}\n\n*A:3* is article A, paragraph 3. Words inside quotation marks stand so in the article.\n",
        wording::count(counts.articles, "article"),
        wording::count(counts.stories, "story"),
        wording::intake(counts)
    );
    page.line(&head);
    for story in super::stories(report) {
        page.story(&Outline::of(story));
    }
    page.intake();
    page.out
}

struct Page<'a> {
    out: String,
    texts: Texts<'a>,
    report: &'a Report,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn story(&mut self, outline: &Outline) {
        let story = outline.story;
        self.line(&format!("## {}\n\n{}\n", escaped(&story.title), wording::tally(outline)));
        for witness in &story.witnesses {
            let moment = wording::moment(witness.published.as_deref());
            self.line(&format!("- **{}** {} · {moment}", witness.witness, escaped(&witness.source)));
        }
        for (thread, title, place) in self.texts.threads_of(story, self.report) {
            self.line(&format!("- {place} story of the thread: {} ({})", escaped(title), escaped(&thread.why)));
        }
        self.line("");
        for section in &outline.sections {
            self.line(&format!("### {}\n\n{}\n", section.key.title(), section.key.note()));
            for item in &section.items {
                self.item(item);
            }
            self.line("");
        }
    }

    fn item(&mut self, item: &Item) {
        let number = item.number;
        match item.body {
            Body::Finding(finding) => self.finding(number, finding),
            Body::Claim(claim) => self.claim(number, claim),
            Body::Quotation(quotation) => self.quotation(number, quotation),
            Body::Party(party) => {
                self.line(&format!("{number}. **{}**", escaped(&party.name)));
                self.passages(party.says.iter().map(|evidence| &evidence.passage));
            }
            Body::OnlyIn(only) => {
                self.line(&format!("{number}. {}", self.quoted(&only.evidence.passage)));
                self.why(&only.why);
            }
            Body::Time(time) => {
                self.line(&format!("{number}. **{}**", wording::days(time)));
                self.passages(time.witnesses.iter().map(|evidence| &evidence.passage));
                self.why(&time.reason);
            }
            Body::Copy(copy) => {
                self.line(&format!("{number}. {}", wording::copy(copy)));
                self.why(&copy.why);
            }
            Body::Damaged(damaged) => {
                let kind = wording::damage(damaged.kind);
                self.line(&format!("{number}. {kind}: {}", self.quoted(&damaged.passage)));
                self.why(&damaged.explanation);
            }
            Body::NotCompared(item) => {
                self.line(&format!("{number}. {}", self.quoted(&item.evidence.passage)));
                self.why(&item.why);
            }
            Body::LimitsReached(found) => self.line(&format!("{number}. {}", escaped(&wording::limits(found)))),
        }
    }

    fn finding(&mut self, number: usize, finding: &Finding) {
        self.line(&format!("{number}. **{}**", escaped(&wording::headline(finding))));
        for side in &finding.sides {
            for (evidence, _) in wording::wordings(side) {
                self.line(&format!("    - {}", self.cited(evidence, side)));
            }
        }
        self.why(&finding.why);
        for gate in &finding.gates {
            let holds = if gate.holds { "✓" } else { "✗" };
            self.line(&format!("        - {holds} {}: {}", wording::gate(gate.gate), escaped(&gate.because)));
        }
    }

    /// The words of one wording of a side, where they stand, and who says them.
    fn cited(&self, evidence: &Evidence, side: &[Evidence]) -> String {
        let same = side
            .iter()
            .filter(|other| other.passage.exact == evidence.passage.exact && other.said_by == evidence.said_by);
        let places: Vec<String> = same.map(|other| self.texts.place(&other.passage)).collect();
        let names = escape(&wording::said_by(evidence));
        format!("{} ({}{names})", escaped(&wording::quoted(&evidence.passage.exact, None)), places.join(", "))
    }

    fn claim(&mut self, number: usize, claim: &Claim) {
        self.line(&format!("{number}. {}", self.quoted(&claim.text)));
        let letters = wording::letters(&claim.witnesses);
        let strength = wording::strength(claim.strength);
        self.line(&format!("    - {letters}: {strength} · {}", escaped(&wording::origins(&claim.origins))));
        let others = claim.witnesses.iter().map(|evidence| &evidence.passage);
        self.passages(others.filter(|passage| **passage != claim.text));
        self.why(&claim.why);
    }

    fn quotation(&mut self, number: usize, quotation: &Quotation) {
        let speaker = quotation.speaker.as_deref().unwrap_or("speaker not named");
        self.line(&format!("{number}. **{}**", escaped(speaker)));
        for reading in &quotation.readings {
            let words: Vec<String> = reading.passages.iter().map(|passage| self.quoted(passage)).collect();
            let paraphrase = if reading.marked { "" } else { ", not inside quotation marks" };
            self.line(&format!("    - {}{paraphrase}", words.join(" … ")));
        }
        for comparison in &quotation.comparisons {
            let letter = |index: usize| quotation.readings.get(index).map_or("", wording::witness);
            let side = |words: Option<&str>| {
                words.map_or_else(|| "(nothing)".to_string(), |words| escaped(&wording::quoted(words, None)))
            };
            let changes: Vec<String> = self
                .texts
                .changes(comparison)
                .into_iter()
                .map(|(first, second)| format!("{} / {}", side(first), side(second)))
                .collect();
            let letters = format!("{} and {}", letter(comparison.first), letter(comparison.second));
            let relation = wording::relation(comparison.relation);
            let changes = if changes.is_empty() { String::new() } else { format!(": {}", changes.join("; ")) };
            self.line(&format!("    - {letters}: {relation}{changes}"));
        }
        self.why(&quotation.why);
    }

    fn passages<'b>(&mut self, passages: impl Iterator<Item = &'b Passage>) {
        for passage in passages {
            self.line(&format!("    - {}", self.quoted(passage)));
        }
    }

    fn why(&mut self, why: &str) {
        if !why.is_empty() {
            self.line(&format!("    - why: {}", escaped(why)));
        }
    }

    /// `“words” (A:3)`.
    fn quoted(&self, passage: &Passage) -> String {
        format!("{} ({})", escaped(&wording::quoted(&passage.exact, None)), self.texts.place(passage))
    }

    fn intake(&mut self) {
        let report = self.report;
        if report.failures.is_empty() && report.warnings.is_empty() {
            return;
        }
        self.line("## Inputs\n");
        for failure in &report.failures {
            let line = failure.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let _ = writeln!(
                self.out,
                "- **not read** {}{line}: {}; {}",
                escaped(&failure.input),
                escaped(&failure.reason),
                escaped(&failure.remedy)
            );
        }
        for warning in &report.warnings {
            self.line(&format!("- remark: {}", escaped(warning)));
        }
    }
}

/// Words on one line with the characters escaped that Markdown reads as marks.
fn escaped(words: &str) -> String {
    escape(&one_line(words))
}

fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
