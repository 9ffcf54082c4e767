//! The items of a section.

use super::sheet::{BOLD, DIM, GREEN, PLAIN, RED, YELLOW, padded};
use super::{Page, side_letter};
use crate::report::outline::{Body, Item, is_altered};
use crate::report::wording::{self, one_line, quoted};
use anstyle::Style as Ansi;
use unicode_width::UnicodeWidthStr;
use variorum::collate::view::{
    AlignedWord, Claim, Comparison, Copy, Damaged, Evidence, Finding, NotCompared, OnlyIn, Party, Passage, Quotation,
    TimelineItem,
};
use variorum::collate::{FindingKind, ReadingRelation};

/// Longest quotation in characters; `--verbose` shows all.
const LONGEST: usize = 220;
/// Passages of a party that are shown.
const SAYS: usize = 5;
/// Where the text of an item begins, behind its number.
const INDENT: usize = 6;

impl Page<'_> {
    pub fn item(&mut self, item: &Item) {
        let number = format!("{:>4} ", item.number);
        match item.body {
            Body::Finding(finding) => self.finding(&number, finding),
            Body::Claim(claim) => self.claim(&number, claim),
            Body::Quotation(quotation) => self.quotation(&number, quotation),
            Body::Party(party) => self.party(&number, party),
            Body::OnlyIn(only) => self.only_in(&number, only),
            Body::Time(time) => self.time(&number, time),
            Body::Copy(copy) => self.copy(&number, copy),
            Body::Damaged(damaged) => self.damaged(&number, damaged),
            Body::NotCompared(item) => self.not_compared(&number, item),
            Body::LimitsReached(found) => {
                self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &wording::limits(found))
            }
        }
    }

    fn limit(&self) -> Option<usize> {
        (!self.sheet.style.verbose).then_some(LONGEST)
    }

    /// `A:3 “words”`, behind an indent.
    fn passage(&mut self, passage: &Passage, ansi: Ansi) {
        let place = self.texts.place(passage);
        let words = quoted(&passage.exact, self.limit());
        self.sheet.led(INDENT, (DIM, &place), ansi, &words);
    }

    fn why(&mut self, why: &str) {
        self.sheet.led(INDENT, (DIM, "why:"), DIM, why);
    }

    fn finding(&mut self, number: &str, finding: &Finding) {
        let (mark, ansi) = match finding.kind {
            FindingKind::Conflict => ("●", RED),
            FindingKind::AlteredQuotation | FindingKind::Disputed => ("◐", YELLOW),
            FindingKind::Agreement => ("=", GREEN),
            _ => ("○", PLAIN),
        };
        self.sheet.led(0, (ansi, &format!("{number}{mark}")), PLAIN, &wording::headline(finding));
        let several = finding.sides.len() > 1;
        for (place, side) in finding.sides.iter().enumerate() {
            let letter = if several { format!("{})", side_letter(place)) } else { String::new() };
            self.side(&letter, side);
        }
        self.why(&finding.why);
        if self.sheet.style.verbose {
            let id = finding.id.get(..12).unwrap_or(&finding.id);
            self.sheet.words(INDENT, DIM, &format!("finding {id}, rule {}", finding.rule));
            for gate in &finding.gates {
                let holds = if gate.holds { "✓" } else { "✗" };
                let words = format!("{}: {}", wording::gate(gate.gate), gate.because);
                self.sheet.led(INDENT + 2, (DIM, holds), DIM, &words);
            }
        }
    }

    /// The wordings of one side, each with who prints it, who says it, and its sentence.
    fn side(&mut self, letter: &str, side: &[Evidence]) {
        for (evidence, _) in wording::wordings(side) {
            let same = side
                .iter()
                .filter(|other| other.passage.exact == evidence.passage.exact && other.said_by == evidence.said_by);
            let places: Vec<String> = same.map(|other| self.texts.place(&other.passage)).collect();
            let says = wording::said_by(evidence);
            let words = format!("{} ({}{says})", quoted(&evidence.passage.exact, self.limit()), places.join(", "));
            self.sheet.led(INDENT, (BOLD, letter), PLAIN, &words);
            // A sentence that is hardly longer than the words tells nothing more.
            if evidence.context.exact.len() > evidence.passage.exact.len() * 3 / 2 {
                let context = quoted(&evidence.context.exact, self.limit());
                self.sheet.led(INDENT + 3, (DIM, "in"), DIM, &context);
            }
        }
    }

    fn claim(&mut self, number: &str, claim: &Claim) {
        let place = self.texts.place(&claim.text);
        let words = format!("{} ({place})", quoted(&claim.text.exact, self.limit()));
        self.sheet.led(0, (GREEN, &format!("{number}=")), PLAIN, &words);
        let letters = wording::letters(&claim.witnesses);
        let origins = wording::origins(&claim.origins);
        self.sheet.words(INDENT, PLAIN, &format!("{letters}: {} · {origins}", wording::strength(claim.strength)));
        for evidence in claim.witnesses.iter().filter(|evidence| evidence.passage != claim.text) {
            self.passage(&evidence.passage, DIM);
        }
        if self.sheet.style.verbose {
            self.why(&claim.why);
        }
    }

    fn quotation(&mut self, number: &str, quotation: &Quotation) {
        let speaker = one_line(quotation.speaker.as_deref().unwrap_or("speaker not named"));
        let (mark, ansi, label) = if is_altered(quotation) {
            ("≠", YELLOW, format!("{speaker}: altered inside quotation marks"))
        } else {
            (" ", PLAIN, speaker)
        };
        self.sheet.led(0, (ansi, &format!("{number}{mark}")), BOLD, &label);
        for reading in &quotation.readings {
            let Some(first) = reading.passages.first() else { continue };
            let words: Vec<String> =
                reading.passages.iter().map(|passage| quoted(&passage.exact, self.limit())).collect();
            let paraphrase = if reading.marked { "" } else { " (not inside quotation marks)" };
            let place = self.texts.place(first);
            self.sheet.led(INDENT, (DIM, &place), PLAIN, &format!("{}{paraphrase}", words.join(" … ")));
        }
        for comparison in &quotation.comparisons {
            let letter = |index: usize| quotation.readings.get(index).map_or("", wording::witness).to_string();
            let (first, second) = (letter(comparison.first), letter(comparison.second));
            if comparison.relation == ReadingRelation::Altered {
                self.word_under_word(comparison, &first, &second);
            } else {
                let relation = wording::relation(comparison.relation);
                self.sheet.words(INDENT, DIM, &format!("{first} and {second}: {relation}"));
            }
        }
        if self.sheet.style.verbose {
            self.why(&quotation.why);
        }
    }

    /// Two readings word under word, the words that differ underlined.
    fn word_under_word(&mut self, comparison: &Comparison, first: &str, second: &str) {
        let letters = first.width().max(second.width());
        let room = self.sheet.style.width.saturating_sub(INDENT + letters + 2);
        let words =
            |passage: &Option<Passage>| passage.as_ref().map_or_else(|| "–".into(), |found| one_line(&found.exact));
        let mut lines: Vec<[String; 3]> = vec![Default::default()];
        for AlignedWord { first, second, same } in &comparison.alignment {
            let (above, below) = (words(first), words(second));
            let wide = above.width().max(below.width());
            if lines.last().is_some_and(|line| !line[0].is_empty() && line[0].width() + 1 + wide > room) {
                lines.push(Default::default());
            }
            let Some(line) = lines.last_mut() else { return };
            let gap = if line[0].is_empty() { "" } else { " " };
            let mark = if *same { " " } else { "~" }.repeat(wide);
            for (row, words) in line.iter_mut().zip([padded(&above, wide), padded(&below, wide), mark]) {
                row.push_str(gap);
                row.push_str(&words);
            }
        }
        for [above, below, marks] in lines {
            self.sheet.line(&format!("{:INDENT$}{}  {above}", "", padded(first, letters)));
            self.sheet.line(&format!("{:INDENT$}{}  {below}", "", padded(second, letters)));
            if !marks.trim().is_empty() {
                let marks = self.sheet.paint(YELLOW, marks.trim_end());
                self.sheet.line(&format!("{:1$}  {marks}", "", INDENT + letters));
            }
        }
    }

    fn party(&mut self, number: &str, party: &Party) {
        self.sheet.led(0, (PLAIN, &format!("{number} ")), BOLD, &party.name);
        let shown = if self.sheet.style.verbose { party.says.len() } else { party.says.len().min(SAYS) };
        for evidence in &party.says[..shown] {
            self.passage(&evidence.passage, PLAIN);
        }
        self.rest(party.says.len() - shown, INDENT);
    }

    fn only_in(&mut self, number: &str, only: &OnlyIn) {
        let passage = &only.evidence.passage;
        let words = format!("{} {}", self.texts.place(passage), quoted(&passage.exact, self.limit()));
        self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &words);
        if self.sheet.style.verbose {
            self.why(&only.why);
        }
    }

    fn time(&mut self, number: &str, time: &TimelineItem) {
        for (place, evidence) in time.witnesses.iter().enumerate() {
            if place > 0 {
                self.passage(&evidence.passage, PLAIN);
                continue;
            }
            let words = quoted(&evidence.passage.exact, self.limit());
            let words = format!("{} {words}", self.texts.place(&evidence.passage));
            self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &words);
        }
        if self.sheet.style.verbose {
            self.why(&time.reason);
        }
    }

    fn copy(&mut self, number: &str, copy: &Copy) {
        self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &wording::copy(copy));
        let passages = wording::count(copy.passages.len(), "shared passage");
        self.why(&format!("{}; {passages}", copy.why));
    }

    fn damaged(&mut self, number: &str, damaged: &Damaged) {
        let place = self.texts.place(&damaged.passage);
        let words = quoted(&damaged.passage.exact, self.limit());
        let words = format!("{place} {}: {words}", wording::damage(damaged.kind));
        self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &words);
        self.sheet.words(INDENT, DIM, &damaged.explanation);
    }

    fn not_compared(&mut self, number: &str, item: &NotCompared) {
        let passage = &item.evidence.passage;
        let words = format!("{} {}: {}", self.texts.place(passage), quoted(&passage.exact, self.limit()), item.why);
        self.sheet.led(0, (PLAIN, &format!("{number} ")), PLAIN, &words);
    }
}
