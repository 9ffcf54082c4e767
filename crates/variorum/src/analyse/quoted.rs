//! Passages inside quotation marks of every style.

use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// The marks of a quoted passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuoteMarks {
    /// “…”, "…", ``…'' or ''…''
    Double,
    /// ‘…’ or '…'
    Single,
    /// «…», »…« or ‹…›
    Guillemets,
    /// „…“ or ‚…‘
    LowHigh,
}

/// A passage inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedPassage {
    /// With its marks.
    pub anchor: Anchor,
    /// Without its marks, trimmed.
    pub inner: Anchor,
    pub marks: QuoteMarks,
    /// 0 outside any other passage, 1 inside one, and so on.
    pub depth: u8,
    /// False where the closing mark is missing: the passage then ends with its paragraph.
    pub closed: bool,
    /// Whether it goes on from the passage before it (a new paragraph that opens with a mark while the last was not closed).
    pub continues: bool,
}

/// How far a closing single mark is looked for, in bytes: keeps the search linear on hostile input.
const SINGLE_REACH: usize = 4096;

/// Words that begin with an apostrophe and so open nothing ("'em", "'til").
const ELISIONS: &[&str] =
    &["em", "til", "till", "tis", "twas", "cause", "cuz", "bout", "round", "n", "un", "ere", "neath", "sup"];

/// Finds the quoted passages of a text, in text order. Apostrophes, feet and inches, and plurals are no quotation marks.
pub fn find(text: &str, layout: &Layout) -> Vec<QuotedPassage> {
    let mut passages = Vec::new();
    let mut unclosed_before = None;
    for paragraph in &layout.paragraphs {
        let mut reader =
            Reader { text, paragraph: *paragraph, open: Vec::new(), passages: Vec::new(), single_ends: 0..0 };
        reader.read();
        let mut found = reader.passages;
        found.sort_by_key(|passage| (passage.anchor.start(), std::cmp::Reverse(passage.anchor.end())));
        set_depths(&mut found);
        if let Some(first) = found.first_mut().filter(|first| first.anchor.start() == paragraph.start()) {
            first.continues = unclosed_before == Some(first.marks);
        }
        let runs_on = |passage: &&QuotedPassage| !passage.closed && passage.anchor.end() == paragraph.end();
        unclosed_before = found.iter().find(runs_on).map(|passage| passage.marks);
        passages.append(&mut found);
    }
    passages
}

/// What one mark is, by its own shape and its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opens,
    Closes,
}

/// A mark in the text.
#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    marks: QuoteMarks,
    turn: Turn,
}

/// Reads one paragraph from left to right with a stack of open marks.
struct Reader<'a> {
    text: &'a str,
    paragraph: Anchor,
    open: Vec<Mark>,
    passages: Vec<QuotedPassage>,
    /// The stretch that was last searched for a closing single mark in vain.
    single_ends: std::ops::Range<usize>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut offset = self.paragraph.start();
        while let Some(character) = self.character(offset) {
            match self.mark_at(offset, character) {
                Some(mark) => {
                    self.take(mark);
                    offset = mark.end;
                }
                None => offset += character.len_utf8(),
            }
        }
        let end = self.paragraph.end();
        for mark in std::mem::take(&mut self.open) {
            self.leave_unclosed(mark, end);
        }
    }

    fn take(&mut self, mark: Mark) {
        let partner = self.open.iter().rposition(|open| open.marks == mark.marks);
        match (mark.turn, partner) {
            (Turn::Closes, Some(partner)) => {
                let opening = self.open[partner];
                self.open.truncate(partner);
                self.push(opening, mark.start, mark.end, true);
            }
            // A second opening mark of the same style: the first was never closed.
            (Turn::Opens, Some(partner)) if mark.marks == QuoteMarks::Double => {
                let opening = self.open[partner];
                self.open.truncate(partner);
                self.leave_unclosed(opening, mark.start);
                self.open.push(mark);
            }
            (Turn::Opens, _) => self.open.push(mark),
            (Turn::Closes, None) => {}
        }
    }

    /// A single mark without a partner is an apostrophe; any other runs to `end`.
    fn leave_unclosed(&mut self, opening: Mark, end: usize) {
        if opening.marks != QuoteMarks::Single {
            self.push(opening, end, end, false);
        }
    }

    fn push(&mut self, opening: Mark, inner_end: usize, end: usize, closed: bool) {
        let anchor = Anchor::trimmed(self.text, opening.start, end);
        let inner = Anchor::trimmed(self.text, opening.end, inner_end);
        if let (Some(anchor), Some(inner)) = (anchor, inner) {
            let marks = opening.marks;
            self.passages.push(QuotedPassage { anchor, inner, marks, depth: 0, closed, continues: false });
        }
    }

    fn character(&self, offset: usize) -> Option<char> {
        self.text.get(offset..self.paragraph.end())?.chars().next()
    }

    fn before(&self, offset: usize) -> Option<char> {
        self.text.get(self.paragraph.start()..offset)?.chars().next_back()
    }

    fn is_open(&self, marks: QuoteMarks) -> bool {
        self.open.iter().any(|open| open.marks == marks)
    }

    fn mark_at(&mut self, offset: usize, character: char) -> Option<Mark> {
        let one = offset + character.len_utf8();
        let doubled = self.character(one) == Some(character);
        let mark = |end, marks, turn| Some(Mark { start: offset, end, marks, turn });
        match character {
            '“' | '‟' if self.is_open(QuoteMarks::LowHigh) && !self.is_open(QuoteMarks::Double) => {
                mark(one, QuoteMarks::LowHigh, Turn::Closes)
            }
            '“' | '‟' if self.closes_only(offset, one) && self.is_open(QuoteMarks::Double) => {
                mark(one, QuoteMarks::Double, Turn::Closes)
            }
            '“' | '‟' => mark(one, QuoteMarks::Double, Turn::Opens),
            '”' if self.is_open(QuoteMarks::LowHigh) && !self.is_open(QuoteMarks::Double) => {
                mark(one, QuoteMarks::LowHigh, Turn::Closes)
            }
            // Some papers set ” at both ends.
            '”' if !self.is_open(QuoteMarks::Double) && self.opens(offset, one) => {
                mark(one, QuoteMarks::Double, Turn::Opens)
            }
            '”' => mark(one, QuoteMarks::Double, Turn::Closes),
            '"' | '＂' => mark(one, QuoteMarks::Double, self.straight_turn(offset, one)?),
            '`' if doubled => mark(one + 1, QuoteMarks::Double, Turn::Opens),
            '\'' if doubled => mark(one + 1, QuoteMarks::Double, self.straight_turn(offset, one + 1)?),
            '«' | '‹' if self.is_open(QuoteMarks::Guillemets) && self.closes_only(offset, one) => {
                mark(one, QuoteMarks::Guillemets, Turn::Closes)
            }
            '«' | '‹' => mark(one, QuoteMarks::Guillemets, Turn::Opens),
            '»' | '›' if self.is_open(QuoteMarks::Guillemets) => mark(one, QuoteMarks::Guillemets, Turn::Closes),
            '»' | '›' if self.opens(offset, one) => mark(one, QuoteMarks::Guillemets, Turn::Opens),
            '„' | '‚' => mark(one, QuoteMarks::LowHigh, Turn::Opens),
            '‘' if self.is_open(QuoteMarks::LowHigh) && !self.opens(offset, one) => {
                mark(one, QuoteMarks::LowHigh, Turn::Closes)
            }
            '‘' | '’' | '\'' => self.single_at(offset, one, character),
            _ => None,
        }
    }

    /// Whether the neighbours of a mark are those of an opening one.
    fn opens(&self, start: usize, end: usize) -> bool {
        let before = self.before(start).is_none_or(|c| c.is_whitespace() || "([{—–-/“‘\"'".contains(c));
        before && self.character(end).is_some_and(|c| !c.is_whitespace())
    }

    /// Whether the neighbours of a mark are those of a closing one and of no opening one.
    fn closes_only(&self, start: usize, end: usize) -> bool {
        self.before(start).is_some_and(|c| !c.is_whitespace())
            && self.character(end).is_none_or(|c| c.is_whitespace() || ",.;:!?)".contains(c))
    }

    /// The turn of a mark that looks the same at both ends; `None` for inches and stray marks.
    fn straight_turn(&self, start: usize, end: usize) -> Option<Turn> {
        let open = self.is_open(QuoteMarks::Double);
        if !open {
            let stray = self.character(end).is_none_or(char::is_whitespace)
                || self.before(start).is_some_and(char::is_alphanumeric);
            return (!stray).then_some(Turn::Opens);
        }
        let opens = self.before(start).is_none_or(char::is_whitespace)
            && self.character(end).is_some_and(char::is_alphanumeric);
        Some(if opens { Turn::Opens } else { Turn::Closes })
    }

    /// A single mark: opening only where a closing one follows in the paragraph, closing only where one is open.
    fn single_at(&mut self, start: usize, end: usize, character: char) -> Option<Mark> {
        let mark = |turn| Some(Mark { start, end, marks: QuoteMarks::Single, turn });
        if self.is_open(QuoteMarks::Single) {
            let reach = (end + SINGLE_REACH).min(self.paragraph.end());
            return self.single_closes(start, end, reach).then_some(()).and_then(|()| mark(Turn::Closes));
        }
        if character == '’' || !self.opens(start, end) || self.is_elision(end) || self.single_ends.contains(&start) {
            return None;
        }
        let reach = (end + SINGLE_REACH).min(self.paragraph.end());
        let mut offset = end;
        while offset < reach {
            let Some(next) = self.character(offset) else { break };
            let after = offset + next.len_utf8();
            if self.is_open(QuoteMarks::Double) && matches!(next, '"' | '”') {
                return None;
            }
            if matches!(next, '\'' | '’') && self.single_closes(offset, after, reach) {
                return mark(Turn::Opens);
            }
            offset = after;
        }
        self.single_ends = start..reach;
        None
    }

    /// Whether a single mark can close: not inside a word, and no plural genitive ("the workers' rights").
    fn single_closes(&self, start: usize, end: usize, reach: usize) -> bool {
        let Some(before) = self.before(start).filter(|c| !c.is_whitespace()) else { return false };
        let after = self.character(end);
        if !after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}—–-\"”".contains(c)) {
            return false;
        }
        let genitive = matches!(before, 's' | 'S' | 'z' | 'x')
            && after == Some(' ')
            && self.character(end + 1).is_some_and(char::is_alphanumeric);
        !genitive || !self.closes_later(end, reach)
    }

    /// Whether a surer closing single mark follows, before any other could open.
    fn closes_later(&self, from: usize, reach: usize) -> bool {
        let mut previous = ' ';
        let Some(rest) = self.text.get(from..self.paragraph.end()) else { return false };
        let mut characters =
            rest.char_indices().take_while(|(offset, _)| from + offset < reach).map(|(_, c)| c).peekable();
        while let Some(character) = characters.next() {
            if matches!(character, '\'' | '’') {
                let ends = characters.peek().is_none_or(|next| next.is_whitespace() || ".,;:!?)".contains(*next));
                if ends && !previous.is_whitespace() {
                    return true;
                }
            }
            if matches!(character, '\'' | '‘') && previous.is_whitespace() {
                return false;
            }
            previous = character;
        }
        false
    }

    fn is_elision(&self, after: usize) -> bool {
        let Some(rest) = self.text.get(after..self.paragraph.end()) else { return false };
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let decade = word.len() == 3 && word.ends_with('s') && word.bytes().take(2).all(|byte| byte.is_ascii_digit());
        decade || ELISIONS.contains(&word.to_lowercase().as_str())
    }
}

/// Sets each passage's depth; `passages` are sorted by start, longer first.
fn set_depths(passages: &mut [QuotedPassage]) {
    let mut enclosing: Vec<Anchor> = Vec::new();
    for passage in passages {
        while enclosing.last().is_some_and(|outer| outer.end() <= passage.anchor.start()) {
            enclosing.pop();
        }
        passage.depth = u8::try_from(enclosing.len()).unwrap_or(u8::MAX);
        enclosing.push(passage.anchor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::segment;

    /// Checks the inner words of the passages, each preceded by as many `>` as it is deep, `…` after an unclosed one and
    /// `+` before a continued one.
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find(text, &segment(text))
            .iter()
            .map(|passage| {
                format!(
                    "{}{}{}{}",
                    if passage.continues { "+" } else { "" },
                    ">".repeat(passage.depth.into()),
                    passage.inner.of(text),
                    if passage.closed { "" } else { "…" }
                )
            })
            .collect();
        assert_eq!(found, expected, "in {text}");
    }

    #[test]
    fn marks_of_every_style_open_and_close() {
        check("“We sail,” she said. “At noon.”", &["We sail,", "At noon."]);
        check("\"We sail,\" she said. \"At noon.\"", &["We sail,", "At noon."]);
        check("``We sail,'' she said.", &["We sail,"]);
        check("''We sail,'' she said.", &["We sail,"]);
        check("'We sail,' she said.", &["We sail,"]);
        check("‘We sail,’ she said.", &["We sail,"]);
        check("Er sagte: „Wir segeln“, dann ging er.", &["Wir segeln"]);
        check("Il dit : « Nous partons », puis sortit.", &["Nous partons"]);
        check("Er rief »Wir segeln« und ging.", &["Wir segeln"]);
    }

    #[test]
    fn quotations_nest() {
        check(
            "“He told me ‘never again’ and left,” she said.",
            &["He told me ‘never again’ and left,", ">never again"],
        );
        check(
            "\"He told me 'never again' and left,\" she said.",
            &["He told me 'never again' and left,", ">never again"],
        );
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The workers' rights and the '90s don't matter to 'em.", &[]);
        check("Port Amary’s ferries aren’t the owners’ pride.", &[]);
        check("'The owners' pride is gone,' he said.", &["The owners' pride is gone,"]);
        check("He called it 'a disgrace' and left.", &["a disgrace"]);
        check("‘We can’t wait,’ she said.", &["We can’t wait,"]);
    }

    #[test]
    fn feet_and_inches_are_no_marks() {
        check("The 6'2\" captain bought a 12\" plate.", &[]);
    }

    #[test]
    fn a_missing_closing_mark_ends_with_its_paragraph() {
        check("He said “we sail at noon.\nNobody came.", &["we sail at noon.…"]);
        check("“We sail.\n“At noon,” he said.", &["We sail.…", "+At noon,"]);
        check("“We sail. “At noon,” he said.", &["We sail.…", "At noon,"]);
    }

    #[test]
    fn a_stray_mark_is_no_passage() {
        check("It was over” and nobody came.", &[]);
        check("\" ", &[]);
        check("''", &[]);
    }

    #[test]
    fn hostile_input_is_read_in_linear_time() {
        check(&"'a ".repeat(60_000), &[]);
    }
}
