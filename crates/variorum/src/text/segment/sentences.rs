//! Sentences: where the tokens of a block are parted.

use super::lexicon::{AbbreviationClass, LEXICON};
use super::shapes;
use crate::text::{Anchor, Layout, Sentence};
use std::ops::Range;

/// Tokens a sentence has at most: longer ones are lists or damaged text, and a parser's time grows with them.
pub const LONGEST_SENTENCE: usize = 400;

/// Paragraphs at the head of a text that may begin with a dateline, and the tokens one has at most.
const DATELINE_PARAGRAPHS: usize = 3;
const LONGEST_DATELINE: usize = 14;

/// Adds the sentences of the block whose tokens begin at `first_token` of the layout and end with its last, and which
/// holds the paragraphs of the range.
pub fn cut(text: &str, first_token: usize, paragraphs: Range<usize>, layout: &mut Layout) {
    let block = layout.tokens.get(first_token..).unwrap_or_default();
    let splitter = Splitter { text, tokens: block };
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    let mut quoted = false;
    if paragraphs.start < DATELINE_PARAGRAPHS
        && let Some(end) = splitter.dateline()
    {
        sentences.push(first..end);
        first = end;
    }
    let mut position = first;
    while position < block.len() {
        let word = splitter.word(position);
        match word {
            "\"" => quoted = !quoted,
            "“" => quoted = true,
            "”" => quoted = false,
            _ => {}
        }
        let is_bullet = position > first && matches!(word, "•" | "▪" | "●" | "◦" | "■");
        if is_bullet {
            sentences.push(first..position);
            first = position;
        }
        if position + 1 - first >= LONGEST_SENTENCE {
            let end = splitter.pause(first, position + 1);
            sentences.push(first..end);
            first = end;
        } else if (position > first || !is_ellipsis(word))
            && let Some(end) = splitter.end_of_sentence(position, &mut quoted)
        {
            sentences.push(first..end);
            first = end;
            position = end;
            continue;
        }
        position += 1;
    }
    if first < block.len() {
        sentences.push(first..block.len());
    }
    let mut paragraph = paragraphs.start;
    for range in sentences {
        let (Some(opening), Some(closing)) = (block.get(range.start), block.get(range.end - 1)) else { continue };
        while paragraph + 1 < paragraphs.end
            && layout.paragraphs.get(paragraph).is_some_and(|known| known.end() <= opening.start())
        {
            paragraph += 1;
        }
        layout.sentences.push(Sentence {
            anchor: opening.cover(*closing),
            tokens: first_token + range.start..first_token + range.end,
            paragraph,
        });
    }
}

/// The tokens of one block.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Anchor],
}

impl<'a> Splitter<'a> {
    fn word(&self, position: usize) -> &'a str {
        self.tokens.get(position).map_or("", |token| token.of(self.text))
    }

    /// Whether no space lies between the token at `position` and the one before it.
    fn touches_previous(&self, position: usize) -> bool {
        let previous = position.checked_sub(1).and_then(|previous| self.tokens.get(previous));
        previous.zip(self.tokens.get(position)).is_some_and(|(previous, token)| previous.end() == token.start())
    }

    /// The position after the sentence that ends with the token at `position`; `None` where none ends there.
    fn end_of_sentence(&self, position: usize, quoted: &mut bool) -> Option<usize> {
        let word = self.word(position);
        let last = *word.as_bytes().last()?;
        // Most tokens end here. 0xA6 ends "…", 0x82 "。", 0x81 and 0x9F the full-width marks.
        if !matches!(last, b'.' | b'!' | b'?' | 0xA6 | 0x82 | 0x81 | 0x9F) {
            return None;
        }
        let stop = Stop::of(word)?;
        let (end, closed_quotation) = self.closing(position + 1, quoted);
        if end >= self.tokens.len() {
            return Some(end);
        }
        let next = self.word(end);
        if matches!(next, "," | ";" | ":" | "-" | "--" | "–" | "—" | ")" | "]" | "%") && stop != Stop::Strong {
            return None;
        }
        let opening = next.chars().next()?;
        let opens = opening.is_uppercase() || !opening.is_lowercase();
        let parted = match stop {
            Stop::Strong => opens,
            Stop::Question => {
                opens
                    && !(closed_quotation && self.speaks(end))
                    && !matches!(opening, ',' | ';' | ')' | '-' | '–' | '—')
            }
            Stop::Ellipsis => opens && !opening.is_numeric(),
            Stop::Abbreviation => self.is_opener(end, next),
            Stop::Never => false,
        };
        parted.then_some(end)
    }

    /// The position after the closing quotation marks and brackets from `position` on, and whether there is a quotation mark.
    fn closing(&self, mut position: usize, quoted: &mut bool) -> (usize, bool) {
        let mut closed = false;
        while position < self.tokens.len() {
            let touches = self.touches_previous(position);
            let free = !self.touches_previous(position + 1) || position + 1 == self.tokens.len();
            match self.word(position) {
                "”" | "»" => {
                    *quoted = false;
                    closed = true;
                }
                "’" | "''" | "'" | "’’" if touches || free && position + 1 == self.tokens.len() => closed = true,
                "\"" if touches && (*quoted || free) || *quoted && free => {
                    *quoted = false;
                    closed = true;
                }
                ")" | "]" | "}" if touches => {}
                _ => break,
            }
            position += 1;
        }
        (position, closed)
    }

    /// Whether the words from `position` on are the speaker and his verb: "Smith asked", "the minister said".
    fn speaks(&self, position: usize) -> bool {
        for offset in 0..5 {
            let word = self.word(position + offset);
            if LEXICON.has("speech", word) {
                return offset > 0;
            }
            if !word.chars().next().is_some_and(char::is_alphabetic) {
                return false;
            }
        }
        false
    }

    /// Whether the token at `position` opens a sentence after an abbreviation.
    fn is_opener(&self, position: usize, word: &str) -> bool {
        let word = match word {
            "\"" | "“" | "‘" | "'" | "(" | "[" => self.word(position + 1),
            _ => word,
        };
        LEXICON.has("opener", word.trim_end_matches('.'))
    }

    /// The position after the dateline that the block opens with: "KYIV, Feb 12 (Reuters) -", "LONDON —". It is no part
    /// of the sentence behind it, whose subject it would seem to be.
    fn dateline(&self) -> Option<usize> {
        let is_dash = |position: &usize| matches!(self.word(*position), "-" | "--" | "–" | "—");
        let dash = (1..self.tokens.len().min(LONGEST_DATELINE)).find(is_dash)?;
        let letters = |word: &str| word.chars().filter(|character| character.is_alphabetic()).count();
        let in_capitals = |word: &str| !word.chars().any(char::is_lowercase);
        let agency = self.word(dash - 1) == ")" && (0..dash).any(|position| self.word(position) == "(");
        let place = (0..dash).take_while(|position| !matches!(self.word(*position), "," | "("));
        let place_in_capitals = place.clone().all(|position| in_capitals(self.word(position)))
            && place.map(|position| letters(self.word(position))).sum::<usize>() >= 3;
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let dated = (0..dash).all(|position| {
            let word = self.word(position);
            capital(word) || letters(word) == 0 || word == "of"
        });
        let opens = |word: &str| capital(word) || matches!(word, "\"" | "“" | "‘" | "'");
        let ends_well = dated && (agency || place_in_capitals) && opens(self.word(dash + 1));
        (capital(self.word(0)) && ends_well).then_some(dash + 1)
    }

    /// Where a sentence that is too long is parted: after its last semicolon or comma, if the second half has one.
    fn pause(&self, first: usize, end: usize) -> usize {
        let half = first + (end - first) / 2;
        (half..end)
            .rev()
            .find(|position| matches!(self.word(*position), ";" | ","))
            .map_or(end, |position| position + 1)
    }
}

/// What the last character of a token does to its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// A full stop of its own.
    Strong,
    Question,
    Ellipsis,
    /// An abbreviation that may end a sentence.
    Abbreviation,
    /// An abbreviation that does not.
    Never,
}

impl Stop {
    fn of(word: &str) -> Option<Stop> {
        match word {
            "." | "。" | "．" => return Some(Stop::Strong),
            "？" | "！" => return Some(Stop::Question),
            _ => {}
        }
        if is_ellipsis(word) {
            return Some(Stop::Ellipsis);
        }
        if word.ends_with(['!', '?']) {
            return Some(Stop::Question);
        }
        let form = word.strip_suffix('.')?;
        if shapes::is_acronym(form) {
            return Some(Stop::Abbreviation);
        }
        Some(match LEXICON.abbreviation(form) {
            Some(AbbreviationClass::Title | AbbreviationClass::Inside | AbbreviationClass::Number) => Stop::Never,
            Some(AbbreviationClass::Final | AbbreviationClass::Day) | None => Stop::Abbreviation,
        })
    }
}

fn is_ellipsis(word: &str) -> bool {
    word.chars().all(|character| matches!(character, '.' | '…')) && (word.len() > 1)
}
