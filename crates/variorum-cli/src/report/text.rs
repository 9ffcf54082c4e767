//! The report for a terminal.

use super::wording::{self, Texts, one_line};
use anstyle::{AnsiColor, Style as Ansi};
use std::fmt::Write;
use variorum::collate::FindingKind;
use variorum::collate::view::{Evidence, Finding, Quotation, Report, Story};

/// How the text is dressed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Escape codes for colour.
    pub colour: bool,
    /// Show the gates of each finding and all folded items.
    pub verbose: bool,
}

/// How many items of a long section are shown before the rest is counted; `--verbose` and the other formats show all.
const SHOWN: usize = 12;

/// The report as text.
pub fn text(report: &Report, style: Style) -> String {
    let mut page = Page { out: String::new(), style, texts: Texts::new(report), report };
    page.head();
    let (shared, single): (Vec<&Story>, Vec<&Story>) =
        report.stories.iter().partition(|story| story.witnesses.len() > 1);
    for story in &shared {
        page.story(story);
    }
    for story in &single {
        page.story(story);
    }
    page.intake();
    page.out
}

struct Page<'a> {
    out: String,
    style: Style,
    texts: Texts<'a>,
    report: &'a Report,
}

const BOLD: Ansi = Ansi::new().bold();
const DIM: Ansi = Ansi::new().dimmed();
const RED: Ansi = AnsiColor::Red.on_default().bold();
const YELLOW: Ansi = AnsiColor::Yellow.on_default().bold();
const GREEN: Ansi = AnsiColor::Green.on_default();

impl Page<'_> {
    fn paint(&self, ansi: Ansi, words: &str) -> String {
        if self.style.colour { format!("{ansi}{words}{ansi:#}") } else { words.to_string() }
    }

    fn line(&mut self, words: impl AsRef<str>) {
        self.out.push_str(words.as_ref().trim_end());
        self.out.push('\n');
    }

    fn dim(&mut self, words: impl AsRef<str>) {
        let painted = self.paint(DIM, words.as_ref());
        self.line(painted);
    }

    fn section(&mut self, title: &str) {
        let title = self.paint(BOLD, title);
        self.line(format!("\n  {title}"));
    }

    fn head(&mut self) {
        let counts = &self.report.counts;
        let mut head = format!(
            "{} · {} · {}",
            wording::count(counts.articles, "article"),
            wording::count(counts.stories, "story"),
            wording::count(counts.findings, "finding"),
        );
        if counts.duplicates > 0 {
            let _ = write!(head, " · {} read already", wording::count(counts.duplicates, "duplicate"));
        }
        if counts.failures > 0 {
            let _ = write!(head, " · {} not read", wording::count(counts.failures, "input"));
        }
        self.line(head);
    }

    fn story(&mut self, story: &Story) {
        let title = self.paint(BOLD, &one_line(&story.title));
        self.line(format!("\n━━ {title}"));
        self.dim(format!(
            "   {} · {} · story {}",
            wording::count(story.witnesses.len(), "article"),
            wording::count(story.independent_texts, "independent text"),
            short(&story.id)
        ));
        for witness in &story.witnesses {
            let published = witness.published.as_deref().unwrap_or("no date");
            self.line(format!("   {}  {} · {published}", witness.witness, witness.source));
            if story.witnesses.len() > 1 {
                self.dim(format!("      {}", witness.why));
            }
        }
        self.threads(story);
        self.differ(story);
        self.agreed(story);
        self.quotations(story);
        self.parties(story);
        self.only_in(story);
        self.timeline(story);
        self.copies(story);
        self.damaged(story);
        self.not_compared(story);
    }

    fn threads(&mut self, story: &Story) {
        for (thread, title, place) in self.texts.threads_of(story, self.report) {
            self.line(format!("   {place} in the thread: {}", one_line(title)));
            self.dim(format!("      {}", thread.why));
        }
    }

    fn agreed(&mut self, story: &Story) {
        let (values, _) = wording::agreements_apart(story);
        if story.agreed.is_empty() && values.is_empty() {
            return;
        }
        self.section("Agreed");
        for finding in values {
            self.finding(finding);
        }
        for claim in &story.agreed {
            let mark = self.paint(GREEN, "✓");
            let words = one_line(&claim.text.exact);
            self.line(format!("  {mark} “{words}” ({})", claim.text.witness));
            self.line(format!(
                "      {} · {} · {}",
                wording::letters(&claim.witnesses),
                wording::origins(&claim.origins),
                wording::strength(claim.strength)
            ));
            for evidence in &claim.witnesses {
                if evidence.passage != claim.text {
                    let words = one_line(&evidence.passage.exact);
                    self.dim(format!("      {} “{words}”", evidence.passage.witness));
                }
            }
            self.dim(format!("      why: {}", claim.why));
        }
    }

    fn differ(&mut self, story: &Story) {
        let (_, differences) = wording::agreements_apart(story);
        if differences.is_empty() {
            return;
        }
        self.section("Differ");
        for finding in differences {
            self.finding(finding);
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let (mark, ansi) = match finding.kind {
            FindingKind::Conflict => ("●", RED),
            FindingKind::AlteredQuotation | FindingKind::Disputed => ("◐", YELLOW),
            FindingKind::Agreement => ("✓", GREEN),
            _ => ("○", DIM),
        };
        let label = self.paint(ansi, &format!("{mark} {}", wording::finding(finding.kind)));
        self.line(format!("  {label} · {}: {}", finding.attribute, one_line(&finding.subject)));
        for side in &finding.sides {
            for (evidence, letters) in wording::wordings(side) {
                self.line(format!("      {}", cited(evidence, &letters)));
            }
        }
        self.dim(format!("      why: {} [{}]", finding.why, finding.rule));
        if self.style.verbose {
            for gate in &finding.gates {
                let holds = if gate.holds { "holds" } else { "fails" };
                self.dim(format!("        {:?} {holds}: {}", gate.gate, gate.because));
            }
        }
    }

    fn quotations(&mut self, story: &Story) {
        if story.quotations.is_empty() {
            return;
        }
        self.section("Quotations");
        for quotation in &story.quotations {
            self.quotation(quotation);
        }
    }

    fn quotation(&mut self, quotation: &Quotation) {
        let speaker = quotation.speaker.as_deref().unwrap_or("speaker not named");
        let speaker = self.paint(BOLD, speaker);
        self.line(format!("  {speaker}"));
        for reading in &quotation.readings {
            let Some(first) = reading.passages.first() else { continue };
            let words: Vec<String> =
                reading.passages.iter().map(|passage| format!("“{}”", one_line(&passage.exact))).collect();
            let paraphrase = if reading.marked { "" } else { " (not inside quotation marks)" };
            self.line(format!("    {}  {}{paraphrase}", first.witness, words.join(" … ")));
        }
        for comparison in &quotation.comparisons {
            let (Some(first), Some(second)) =
                (quotation.readings.get(comparison.first), quotation.readings.get(comparison.second))
            else {
                continue;
            };
            let changes: Vec<String> = self
                .texts
                .changes(comparison)
                .into_iter()
                .map(|(first, second)| format!("{} / {}", quoted(first), quoted(second)))
                .collect();
            let letters = format!("{} / {}", first.context.witness, second.context.witness);
            let relation = wording::relation(comparison.relation);
            let painted = self.paint(YELLOW, &format!("{letters}: {relation}"));
            let list = if changes.is_empty() { String::new() } else { format!(": {}", changes.join("; ")) };
            self.line(format!("       {painted}{list}"));
        }
        self.dim(format!("       why: {}", quotation.why));
    }

    fn parties(&mut self, story: &Story) {
        if story.parties.is_empty() {
            return;
        }
        self.section("Who says what");
        for party in &story.parties {
            let name = self.paint(BOLD, &party.name);
            self.line(format!("  {name}"));
            let shown = self.shown(party.says.len());
            for evidence in &party.says[..shown] {
                let words = one_line(&evidence.passage.exact);
                self.line(format!("    {}  “{words}”", evidence.passage.witness));
            }
            self.rest(party.says.len() - shown);
        }
    }

    fn only_in(&mut self, story: &Story) {
        if story.only_in.is_empty() {
            return;
        }
        self.section("Only in one (unconfirmed here)");
        let shown = self.shown(story.only_in.len());
        for only in &story.only_in[..shown] {
            let words = one_line(&only.evidence.passage.exact);
            self.line(format!("    {}  “{words}”", only.evidence.passage.witness));
            self.dim(format!("       {}", only.why));
        }
        self.rest(story.only_in.len() - shown);
    }

    fn timeline(&mut self, story: &Story) {
        if story.timeline.is_empty() {
            return;
        }
        self.section("Timeline");
        for item in &story.timeline {
            let days = match (&item.from, &item.to) {
                (Some(from), Some(to)) if from == to => from.clone(),
                (Some(from), Some(to)) => format!("{from} – {to}"),
                _ => "unresolved".into(),
            };
            for evidence in &item.witnesses {
                let (letter, words) = (&evidence.passage.witness, one_line(&evidence.passage.exact));
                self.line(format!("    {days:<12} {letter}  “{words}” in “{}”", one_line(&evidence.context.exact)));
            }
            self.dim(format!("       {}", item.reason));
        }
    }

    fn copies(&mut self, story: &Story) {
        if story.copies.is_empty() {
            return;
        }
        self.section("Copies");
        for copy in &story.copies {
            self.line(format!("    {}", wording::copy(copy)));
            self.dim(format!("       why: {}; {}", copy.why, wording::count(copy.passages.len(), "shared passage")));
        }
    }

    fn damaged(&mut self, story: &Story) {
        if story.damaged.is_empty() {
            return;
        }
        self.section("Damaged");
        for damaged in &story.damaged {
            let letter = &damaged.passage.witness;
            self.line(format!(
                "    {letter}  {}: “{}”",
                wording::damage(damaged.kind),
                one_line(&damaged.passage.exact)
            ));
            self.dim(format!("       {}", damaged.explanation));
        }
    }

    fn not_compared(&mut self, story: &Story) {
        if story.not_compared.is_empty() {
            return;
        }
        self.section("Not compared");
        let shown = self.shown(story.not_compared.len());
        for item in &story.not_compared[..shown] {
            let words = one_line(&item.evidence.passage.exact);
            self.line(format!("    {}  “{words}”: {}", item.evidence.passage.witness, item.why));
        }
        self.rest(story.not_compared.len() - shown);
    }

    fn intake(&mut self) {
        let report = self.report;
        for failure in &report.failures {
            let place = match failure.line {
                Some(line) => format!("{}:{line}", failure.input),
                None => failure.input.clone(),
            };
            let label = self.paint(RED, "not read");
            self.line(format!("\n{label}  {place}: {}; {}", failure.reason, failure.remedy));
        }
        for warning in &report.warnings {
            self.line(format!("warning  {warning}"));
        }
    }

    fn shown(&self, all: usize) -> usize {
        if self.style.verbose { all } else { all.min(SHOWN) }
    }

    fn rest(&mut self, hidden: usize) {
        if hidden > 0 {
            self.dim(format!("       and {hidden} more: see --verbose, or --format html"));
        }
    }
}

/// The first digits of an id: enough to tell stories apart in one report.
fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

fn quoted(words: Option<&str>) -> String {
    words.map_or_else(|| "(nothing)".into(), |words| format!("“{}”", one_line(words)))
}

/// The words, who prints them, who says them, and the normalised value.
fn cited(evidence: &Evidence, letters: &str) -> String {
    let mut out = format!("“{}” ({letters}", one_line(&evidence.passage.exact));
    for name in &evidence.said_by {
        let _ = write!(out, ", {}", one_line(name));
    }
    out.push(')');
    if let Some(value) = &evidence.value {
        let _ = write!(out, " = {value}");
    }
    out
}
