//! Words and punctuation, cut as Universal Dependencies English cuts them.

use super::lexicon::{AbbreviationClass, LEXICON};
use super::shapes::{self, is_separator, is_word};
use crate::text::Anchor;

/// Adds the tokens of the bytes `start..end` of `text`, which lie on character borders, to `tokens`.
pub fn cut(text: &str, start: usize, end: usize, tokens: &mut Vec<Anchor>) {
    let Some(block) = text.get(..end) else { return };
    let mut cutter = Cutter { text: block, block_start: start, tokens };
    let mut at = start;
    while let Some(character) = cutter.character(at) {
        at = if is_separator(character) {
            at + character.len_utf8()
        } else if is_word(character) {
            cutter.word(at)
        } else {
            cutter.mark(at, character)
        };
    }
}

/// Cuts one block; every function that consumes text answers with the byte after what it consumed.
struct Cutter<'a> {
    /// The text up to the end of the block.
    text: &'a str,
    block_start: usize,
    tokens: &'a mut Vec<Anchor>,
}

impl Cutter<'_> {
    fn character(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(at..)?.chars().next() }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.block_start..at)?.chars().next_back()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn push(&mut self, start: usize, end: usize) {
        self.tokens.extend(Anchor::new(self.text, start, end));
    }

    /// The first byte from `at` on whose character fails `accepts`.
    fn skip(&self, mut at: usize, accepts: impl Fn(char) -> bool) -> usize {
        while let Some(character) = self.character(at) {
            if !accepts(character) {
                break;
            }
            at += character.len_utf8();
        }
        at
    }

    /// Consumes the word that begins at `start`, with the connectors that stay inside it.
    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = shapes::address(self.text, start) {
            self.push(start, end);
            return end;
        }
        let mut end = self.skip(start, is_word);
        while let Some(connector) = self.character(end) {
            if is_separator(connector) || matches!(connector, ',' | ')' | '"') && !self.ends_in_digit(end) {
                break;
            }
            // A group of digits ends where it ends: what stands behind it ("0025-0.25-0025-") does not go back to it.
            match self.connect(start, end, connector).filter(|further| *further > end) {
                Some(further) => end = further,
                None => break,
            }
        }
        if self.character(end) == Some('.') && self.character(end + 1) != Some('.') && self.is_abbreviation(start, end)
        {
            self.push(start, end + 1);
            return end + 1;
        }
        self.push_word(start, end);
        end
    }

    fn ends_in_digit(&self, end: usize) -> bool {
        end > 0 && self.text.as_bytes().get(end - 1).is_some_and(u8::is_ascii_digit)
    }

    /// Whether the word `start..end` goes on over the `connector` at `end`: then where the next stretch of it ends.
    fn connect(&self, start: usize, end: usize, connector: char) -> Option<usize> {
        let next_at = end + connector.len_utf8();
        let next = self.character(next_at);
        let previous = self.before(end)?;
        let next_is = |test: fn(char) -> bool| next.is_some_and(test);
        let digits = previous.is_ascii_digit() && next_is(|next| next.is_ascii_digit());
        let stretch = || self.skip(next_at, is_word);
        match connector {
            '\'' | '’' if previous.is_alphabetic() && next_is(char::is_alphabetic) => Some(stretch()),
            '\'' | '’' if previous.is_ascii_digit() && self.slice(next_at, stretch()) == "s" => Some(stretch()),
            '.' | ':' | '/' if digits => Some(stretch()),
            '.' if next_is(char::is_alphanumeric) => shapes::dotted(self.text, start, end),
            ',' if digits => {
                let after = self.skip(next_at, |character| character.is_ascii_digit());
                (after - next_at == 3).then_some(after)
            }
            '&' if previous.is_uppercase() && next_is(char::is_uppercase) => Some(stretch()),
            '@' if next_is(char::is_alphanumeric) => Some(shapes::host_end(self.text, next_at)),
            '$' if end - start <= 3 && self.slice(start, end).chars().all(char::is_uppercase) => Some(next_at),
            '-' | '‐' | '‑' if next_is(is_word) => self.hyphenated(start, end, next_at),
            _ => None,
        }
    }

    /// Whether a hyphen at `end` stays inside the word: after a prefix, in a telephone number or an ISO date.
    fn hyphenated(&self, start: usize, end: usize, next_at: usize) -> Option<usize> {
        let first = self.slice(start, end);
        let stretch = self.skip(next_at, is_word);
        if self.ends_in_digit(end) {
            return shapes::number_groups(self.text, start);
        }
        let after_hyphen = matches!(self.before(start), Some('-' | '‐' | '‑'));
        let joined = !after_hyphen && end - start <= 7 && LEXICON.has_lower("prefix", first)
            || LEXICON.has_lower("joined", self.slice(start, stretch));
        joined.then_some(stretch)
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn is_abbreviation(&self, start: usize, end: usize) -> bool {
        let word = self.slice(start, end);
        if shapes::is_acronym(word) {
            return true;
        }
        let after = self.skip(end + 1, char::is_whitespace);
        let next = self.character(after);
        if let Some(class) = LEXICON.abbreviation(word) {
            return match class {
                AbbreviationClass::Title | AbbreviationClass::Inside | AbbreviationClass::Final => true,
                AbbreviationClass::Number => next.is_some_and(|next| next.is_ascii_digit()),
                AbbreviationClass::Day => {
                    next.is_some_and(|next| next.is_ascii_digit() || next == ',' || next.is_lowercase())
                }
            };
        }
        let mut characters = word.chars();
        let initial = characters.next().is_some_and(|first| first.is_uppercase() && first != 'I');
        if !initial || characters.next().is_some() || !next.is_some_and(char::is_uppercase) {
            return false;
        }
        // An initial follows a name, another initial or nothing: "Anna B. Fell", not "plan b. He".
        let previous = self.tokens.last().filter(|token| token.start() >= self.block_start);
        previous.is_none_or(|token| {
            let first = token.of(self.text).chars().next();
            first.is_some_and(|first| first.is_uppercase() || !first.is_alphanumeric())
        })
    }

    /// Adds the word `start..end`, cut at its clitics or before its unit.
    fn push_word(&mut self, start: usize, end: usize) {
        let word = self.slice(start, end);
        let first_is_digit = word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let cut = if first_is_digit {
            shapes::numeral_length(word).filter(|length| LEXICON.has("unit", self.slice(start + length, end)))
        } else {
            LEXICON.contraction(word).or_else(|| shapes::clitic(word))
        };
        match cut {
            Some(length) => {
                let border = start + length;
                // "shouldn't've" carries two.
                match shapes::clitic(self.slice(start, border)) {
                    Some(inner) => {
                        self.push(start, start + inner);
                        self.push(start + inner, border);
                    }
                    None => self.push(start, border),
                }
                self.push(border, end);
            }
            None => self.push(start, end),
        }
    }

    /// Consumes punctuation or a symbol, and what belongs to it: runs, handles, hashtags, "'90s", ".5", "+44".
    fn mark(&mut self, start: usize, character: char) -> usize {
        let next_at = start + character.len_utf8();
        let next = self.character(next_at);
        let opens = !self.before(start).is_some_and(is_word);
        let same = |cutter: &Cutter| cutter.skip(next_at, |other| other == character);
        let end = match character {
            '.' | '…' => {
                if character == '.' && opens && next.is_some_and(|next| next.is_ascii_digit()) {
                    self.skip(next_at, |next| next.is_ascii_digit())
                } else {
                    self.skip(next_at, |other| matches!(other, '.' | '…'))
                }
            }
            '!' | '?' => self.skip(next_at, |other| matches!(other, '!' | '?')),
            '-' | '*' | '=' | '~' | '<' | '>' | '`' => same(self),
            '+' if opens && next.is_some_and(|next| next.is_ascii_digit()) => {
                self.skip(next_at, |other| other.is_ascii_digit())
            }
            '@' | '#' if opens && next.is_some_and(char::is_alphabetic) => self.skip(next_at, is_word),
            '\'' | '’' | '‘' => self.apostrophe(next_at, next, character, opens),
            _ => shapes::cluster_end(self.text, next_at),
        };
        self.push(start, end);
        end
    }

    /// Where the token that begins with an apostrophe ends: "'90s", "'em", "'s" after a space, "''", or the mark alone.
    fn apostrophe(&self, next_at: usize, next: Option<char>, character: char, opens: bool) -> usize {
        if next == Some(character) && character != '‘' {
            return next_at + character.len_utf8();
        }
        if !opens || character == '‘' {
            return next_at;
        }
        let stretch = self.skip(next_at, is_word);
        let follower = self.slice(next_at, stretch);
        let decade = follower.strip_suffix('s').unwrap_or(follower);
        let year = decade.len() == 2 && decade.bytes().all(|byte| byte.is_ascii_digit());
        if year || shapes::stands_with_apostrophe(follower) { stretch } else { next_at }
    }
}
