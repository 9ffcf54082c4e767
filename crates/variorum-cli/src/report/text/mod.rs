//! The report for a terminal.

mod annotations;
mod columns;
mod items;
mod sheet;

pub use annotations::annotations;
pub use columns::side_by_side;
pub use sheet::Style;

use super::glance::{self, Row, RowKind};
use super::outline::{Body, Item, Key, Outline, Section};
use super::texts::Texts;
use super::wording::{self, one_line};
use sheet::{BOLD, DIM, GREEN, PLAIN, RED, Sheet, YELLOW, padded};
use variorum::collate::view::{Report, Story};

/// How many items of a long section are shown before the rest is counted; `--verbose` and the other formats show all.
const SHOWN: usize = 10;
/// How many passages are shown that one article alone has.
const SHOWN_OF_ONE: usize = 4;
/// Rows of the table at a glance, and the most articles it has columns for.
const ROWS: usize = 12;
const COLUMNS: usize = 12;

/// The report as text.
pub fn text(report: &Report, style: Style) -> String {
    let mut page = Page { sheet: Sheet::new(style), texts: Texts::new(report), report };
    page.head();
    for story in super::stories(report) {
        page.story(&Outline::of(story));
    }
    page.intake();
    page.sheet.out
}

struct Page<'a> {
    sheet: Sheet,
    texts: Texts<'a>,
    report: &'a Report,
}

impl<'a> Page<'a> {
    fn head(&mut self) {
        let counts = &self.report.counts;
        let head = format!(
            "{} in {} · {}",
            wording::count(counts.articles, "article"),
            wording::count(counts.stories, "story"),
            wording::intake(counts)
        );
        self.sheet.words(0, PLAIN, &head);
        self.sheet.words(
            0,
            DIM,
            "A:3 is article A, paragraph 3. Words inside quotation marks stand so in the article.",
        );
    }

    fn story(&mut self, outline: &Outline<'a>) {
        let story = outline.story;
        self.title(outline);
        self.witnesses(story);
        self.at_a_glance(outline);
        for section in &outline.sections {
            self.section(section, story);
        }
    }

    fn title(&mut self, outline: &Outline) {
        self.sheet.blank();
        let rule = "━".repeat(self.sheet.style.width);
        let rule = self.sheet.paint(DIM, &rule);
        self.sheet.line(&rule);
        self.sheet.words(0, BOLD, &one_line(&outline.story.title));
        self.sheet.words(0, PLAIN, &wording::tally(outline));
        if self.sheet.style.verbose {
            self.sheet.words(0, DIM, &format!("story {}", outline.story.id));
        }
        self.sheet.blank();
    }

    fn witnesses(&mut self, story: &Story) {
        for witness in &story.witnesses {
            let moment = wording::moment(witness.published.as_deref());
            self.sheet.led(2, (BOLD, &witness.witness), PLAIN, &format!("{} · {moment}", witness.source));
            if self.sheet.style.verbose && story.witnesses.len() > 1 {
                self.sheet.words(4, DIM, &witness.why);
            }
        }
        for (thread, title, place) in self.texts.threads_of(story, self.report) {
            self.sheet.words(2, PLAIN, &format!("{place} story of the thread: {}", one_line(title)));
            if self.sheet.style.verbose {
                self.sheet.words(4, DIM, &thread.why);
            }
        }
    }

    /// Rows of what is said, a column an article: `a` and `b` are the sides of a difference, `=` says so, `·` is silent.
    fn at_a_glance(&mut self, outline: &Outline<'a>) {
        let rows = glance::rows(outline, &self.texts);
        let witnesses = &outline.story.witnesses;
        if rows.is_empty() || witnesses.len() > COLUMNS {
            return;
        }
        let room = self.sheet.style.width.saturating_sub(2 + 3 * witnesses.len());
        let letters: String = witnesses.iter().map(|witness| format!("{:>3}", witness.witness)).collect();
        self.sheet.blank();
        let head = format!("{}{letters}", padded("At a glance", room + 2));
        let head = self.sheet.paint(BOLD, &head);
        self.sheet.line(&head);
        let shown = if self.sheet.style.verbose { rows.len() } else { rows.len().min(ROWS) };
        for row in &rows[..shown] {
            self.glance_row(row, room);
        }
        if rows.len() > shown {
            self.sheet.words(2, DIM, &format!("and {} more below", rows.len() - shown));
        }
        self.sheet.words(2, DIM, "= says so · a, b sides · x other words · blank: silent");
    }

    fn glance_row(&mut self, row: &Row, room: usize) {
        let (mark, ansi) = match row.kind {
            RowKind::Conflict => ("●", RED),
            RowKind::Disputed => ("◐", YELLOW),
            RowKind::Altered => ("≠", YELLOW),
            RowKind::Detail => ("○", DIM),
            RowKind::Agreed => ("=", GREEN),
        };
        let cells: String = row
            .cells
            .iter()
            .map(|cell| match cell {
                None => "   ".to_string(),
                Some(cell) => match cell.side {
                    Some(side) if row.kind != RowKind::Agreed => format!("{:>3}", side_letter(side)),
                    _ if row.kind == RowKind::Altered => "  x".to_string(),
                    _ => "  =".to_string(),
                },
            })
            .collect();
        let mark = self.sheet.paint(ansi, mark);
        // The label stands whole in its item below; one line is enough here, with room for marks and an ellipsis.
        let label = row.label.shown(room.saturating_sub(6));
        self.sheet.line(&format!("  {mark} {}{cells}", padded(&label, room.saturating_sub(2))));
    }

    fn section(&mut self, section: &Section<'a>, story: &Story) {
        self.sheet.blank();
        self.sheet.words(0, BOLD, section.key.title());
        if matches!(section.key, Key::OnlyIn | Key::Damaged) {
            self.sheet.words(0, DIM, section.key.note());
        }
        let limit = match section.key {
            _ if self.sheet.style.verbose => usize::MAX,
            Key::Differ | Key::Agreed | Key::Quotations | Key::Copies | Key::Damaged => usize::MAX,
            Key::OnlyIn => SHOWN_OF_ONE,
            _ => SHOWN,
        };
        for group in section.items.chunk_by(|a, b| a.body.group() == b.body.group()) {
            if let Some(group) = group.first().and_then(|item| item.body.group()) {
                let head = match section.key {
                    Key::OnlyIn => format!("{group} {}", wording::source(story, &group)),
                    _ => group,
                };
                self.sheet.words(2, BOLD, &head);
            }
            if section.key == Key::Timeline {
                self.unresolved(group);
            }
            let shown = group.len().min(limit);
            group[..shown].iter().for_each(|item| self.item(item));
            self.rest(group.len() - shown, 6);
        }
    }

    /// Why the days of a group could not be told.
    fn unresolved(&mut self, group: &[Item]) {
        let mut reasons: Vec<&str> = Vec::new();
        for item in group {
            if let Body::Time(time) = item.body
                && time.from.is_none()
                && !reasons.contains(&time.reason.as_str())
            {
                reasons.push(&time.reason);
            }
        }
        if !reasons.is_empty() {
            self.sheet.words(4, DIM, &reasons.join("; "));
        }
    }

    fn rest(&mut self, hidden: usize, indent: usize) {
        if hidden > 0 {
            self.sheet.words(indent, DIM, &format!("and {hidden} more: see --verbose, or --format html"));
        }
    }

    fn intake(&mut self) {
        let report = self.report;
        if !report.failures.is_empty() || !report.warnings.is_empty() || !report.duplicates.is_empty() {
            self.sheet.blank();
        }
        for failure in &report.failures {
            let line = failure.line.map(|line| format!(":{line}")).unwrap_or_default();
            let words = format!("{}{line}: {}; {}", failure.input, failure.reason, failure.remedy);
            self.sheet.led(0, (RED, "not read"), PLAIN, &words);
        }
        for warning in &report.warnings {
            self.sheet.led(0, (YELLOW, "remark"), PLAIN, warning);
        }
        let shown = if self.sheet.style.verbose { report.duplicates.len() } else { report.duplicates.len().min(SHOWN) };
        for duplicate in &report.duplicates[..shown] {
            let first = self.texts.article(&duplicate.article).map_or("one read already", |article| &article.name);
            self.sheet.led(0, (DIM, "same text"), PLAIN, &format!("{} as {first}", duplicate.name));
        }
        self.rest(report.duplicates.len() - shown, 0);
    }
}

/// Letter of a side: a, b, …
fn side_letter(side: usize) -> char {
    char::from(b'a' + (side % 26) as u8)
}
