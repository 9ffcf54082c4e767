//! A sheet of text of a fixed width: lines broken between words, continued under their beginning, painted if asked for.

use anstyle::{AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

/// How the text is dressed.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Escape codes for colour.
    pub colour: bool,
    /// Show the gates of each finding, every item and every word.
    pub verbose: bool,
    /// Columns of the terminal.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Style {
        Style { colour: false, verbose: false, width: 80 }
    }
}

pub const PLAIN: Ansi = Ansi::new();
pub const BOLD: Ansi = Ansi::new().bold();
pub const DIM: Ansi = Ansi::new().dimmed();
pub const RED: Ansi = AnsiColor::Red.on_default().bold();
pub const YELLOW: Ansi = AnsiColor::Yellow.on_default().bold();
pub const GREEN: Ansi = AnsiColor::Green.on_default();

/// The lines written so far.
pub struct Sheet {
    pub out: String,
    pub style: Style,
}

impl Sheet {
    pub fn new(style: Style) -> Sheet {
        Sheet { out: String::new(), style }
    }

    pub fn paint(&self, ansi: Ansi, words: &str) -> String {
        if self.style.colour && ansi != PLAIN && !words.is_empty() {
            format!("{ansi}{words}{ansi:#}")
        } else {
            words.to_string()
        }
    }

    pub fn blank(&mut self) {
        self.out.push('\n');
    }

    /// One line as it is.
    pub fn line(&mut self, words: &str) {
        self.out.push_str(words.trim_end());
        self.out.push('\n');
    }

    /// Words broken at the width, behind `indent` blanks.
    pub fn words(&mut self, indent: usize, ansi: Ansi, words: &str) {
        self.led(indent, (PLAIN, ""), ansi, words);
    }

    /// A lead, then words; the lines after the first begin where the words began, or not far inside a long lead.
    pub fn led(&mut self, indent: usize, lead: (Ansi, &str), ansi: Ansi, words: &str) {
        let (lead_ansi, lead) = lead;
        let lead_width = lead.width();
        let gap = usize::from(!lead.is_empty());
        let hang = if lead.is_empty() { indent } else { indent + (lead_width + gap).min(LONGEST_HANG) };
        let first = self.style.width.saturating_sub(indent + lead_width + gap);
        let lines = wrapped(words, first, self.style.width.saturating_sub(hang));
        for (number, line) in lines.iter().enumerate() {
            let painted = self.paint(ansi, line);
            if number == 0 {
                let lead = self.paint(lead_ansi, lead);
                self.line(&format!("{:indent$}{lead}{:gap$}{painted}", "", ""));
            } else {
                self.line(&format!("{:hang$}{painted}", ""));
            }
        }
    }
}

/// A hanging indent is no deeper than this behind the lead's beginning.
const LONGEST_HANG: usize = 6;

/// Words in lines of at most `width` columns (`first` for the first line); a longer word has a line of its own.
pub fn wrapped(words: &str, first: usize, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words.split_whitespace() {
        let limit = if lines.len() == 1 { first } else { width };
        let wide = word.width();
        let Some(line) = lines.last_mut() else { break };
        if used > 0 && used + 1 + wide > limit {
            lines.push(word.to_string());
            used = wide;
        } else {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}

/// Words filled with blanks to a width.
pub fn padded(words: &str, width: usize) -> String {
    format!("{words}{:1$}", "", width.saturating_sub(words.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_continue_under_their_beginning() {
        let mut sheet = Sheet::new(Style { width: 20, ..Style::default() });
        sheet.led(2, (BOLD, "A:1"), PLAIN, "the harbour of Port Amary is closed");
        assert_eq!(sheet.out, "  A:1 the harbour of\n      Port Amary is\n      closed\n");
    }

    #[test]
    fn wide_letters_count_twice() {
        assert_eq!(wrapped("港湾 閉鎖", 5, 5), ["港湾", "閉鎖"]);
    }
}
