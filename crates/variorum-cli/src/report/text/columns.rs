//! Two accounts side by side on a terminal: what both say in one row, then what each alone says.

use super::sheet::{BOLD, DIM, PLAIN, Sheet, padded, wrapped};
use super::{Page, Style};
use crate::report::outline::{Body, Item, Key, Outline};
use crate::report::texts::Texts;
use crate::report::wording::{self, one_line, quoted};
use variorum::collate::view::{Passage, Report, Story};

/// Narrower than this, columns are unreadable: the accounts stand one under the other.
const NARROWEST: usize = 72;
/// Longest quotation in a column, in characters.
const LONGEST: usize = 320;

/// Two accounts as two columns, where the terminal is wide enough, else one under the other.
pub fn side_by_side(report: &Report, style: Style) -> String {
    let mut page = Page { sheet: Sheet::new(style), texts: Texts::new(report), report };
    page.head();
    for story in &report.stories {
        let outline = Outline::of(story);
        page.title(&outline);
        page.accounts(story);
        for section in &outline.sections {
            page.sheet.blank();
            page.sheet.words(0, BOLD, section.key.title());
            if section.key == Key::OnlyIn {
                page.each_alone(&section.items, story);
            } else {
                section.items.iter().for_each(|item| page.row(item, story));
            }
        }
    }
    page.intake();
    page.sheet.out
}

impl Page<'_> {
    fn accounts(&mut self, story: &Story) {
        let head = |place: usize| {
            story.witnesses.get(place).map_or_else(String::new, |witness| {
                format!("{} {} · {}", witness.witness, witness.source, wording::moment(witness.published.as_deref()))
            })
        };
        let headline = |place: usize| {
            let article = story.witnesses.get(place).and_then(|witness| self.texts.article(&witness.article));
            article.and_then(|article| article.headline.as_deref()).map(one_line).unwrap_or_default()
        };
        let rows = [(head(0), head(1)), (headline(0), headline(1))];
        for (left, right) in rows {
            self.two(&left, &right);
        }
    }

    /// One item: a line on what it is, then the words of each account in its column.
    fn row(&mut self, item: &Item, story: &Story) {
        let label = match item.body {
            Body::Finding(finding) => wording::headline(finding),
            Body::Claim(claim) => {
                format!("{} · {}", wording::strength(claim.strength), wording::origins(&claim.origins))
            }
            Body::Quotation(found) => {
                let speaker = one_line(found.speaker.as_deref().unwrap_or("speaker not named"));
                let relation = found.comparisons.first().map_or("", |item| wording::relation(item.relation));
                format!("{speaker}: {relation}")
            }
            Body::Party(party) => party.name.clone(),
            Body::OnlyIn(_) => String::new(),
            Body::Time(time) => wording::days(time),
            Body::Copy(copy) => wording::copy(copy),
            Body::Damaged(damaged) => format!("{}: {}", wording::damage(damaged.kind), damaged.explanation),
            Body::NotCompared(item) => item.why.clone(),
            Body::LimitsReached(found) => wording::limits(found),
        };
        let number = format!("{:>4} ", item.number);
        self.sheet.led(0, (DIM, &number), BOLD, &label);
        let mut passages = item.body.passages();
        // A finding's value says little without its sentence.
        if let Body::Finding(finding) = item.body {
            passages = finding.sides.iter().flatten().map(|evidence| &evidence.context).collect();
        }
        passages.dedup();
        let column = |place: usize| -> String {
            let letter = story.witnesses.get(place).map_or("", |witness| witness.witness.as_str());
            let own: Vec<&&Passage> = passages.iter().filter(|passage| passage.witness == letter).collect();
            let mut lines: Vec<String> = Vec::new();
            for passage in own {
                let line = format!("{} {}", self.texts.place(passage), quoted(&passage.exact, self.longest()));
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            lines.join("\n")
        };
        let (left, right) = (column(0), column(1));
        self.two(&left, &right);
        if let Body::Finding(finding) = item.body {
            self.sheet.words(5, DIM, &format!("why: {}", finding.why));
        }
    }

    /// What each account alone says, both lists from the top.
    fn each_alone(&mut self, items: &[Item], story: &Story) {
        let column = |place: usize| -> String {
            let letter = story.witnesses.get(place).map_or("", |witness| witness.witness.as_str());
            let own = items.iter().filter_map(|item| {
                let passage = *item.body.passages().first()?;
                let words = quoted(&passage.exact, self.longest());
                (passage.witness == letter).then(|| format!("{} {} {words}", item.number, self.texts.place(passage)))
            });
            own.collect::<Vec<_>>().join("\n")
        };
        let (left, right) = (column(0), column(1));
        self.two(&left, &right);
    }

    fn longest(&self) -> Option<usize> {
        (!self.sheet.style.verbose).then_some(LONGEST)
    }

    /// Two texts as two columns; lines of each text stay lines.
    fn two(&mut self, left: &str, right: &str) {
        if left.is_empty() && right.is_empty() {
            return;
        }
        if self.sheet.style.width < NARROWEST {
            for text in [left, right] {
                text.lines().for_each(|line| self.sheet.words(5, PLAIN, line));
            }
            return;
        }
        let room = (self.sheet.style.width - 5 - 3) / 2;
        let lines = |text: &str| -> Vec<String> { text.lines().flat_map(|line| wrapped(line, room, room)).collect() };
        let (left, right) = (lines(left), lines(right));
        for place in 0..left.len().max(right.len()) {
            let cell = |lines: &[String]| lines.get(place).cloned().unwrap_or_default();
            self.sheet.line(&format!("     {} │ {}", padded(&cell(&left), room), cell(&right)));
        }
    }
}
