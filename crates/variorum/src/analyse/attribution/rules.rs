//! A first, parser-free way of finding attributions: a reporting verb, its neighbours, quotation marks.

use super::Draft;
use super::lexicon::reporting_word;
use crate::analyse::quoted::QuotedPassage;
use crate::text::{Anchor, Layout};
use std::ops::Range;

/// Verbs that take a content without "that" or quotation marks.
const PLAIN: &[&str] =
    &["say", "think", "believe", "claim", "report", "announce", "insist", "argue", "warn", "suggest"];

/// Finds drafts of attributions.
pub fn find(text: &str, layout: &Layout, quoted: &[QuotedPassage]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in &layout.sentences {
        for cue in sentence.tokens.clone() {
            let finder = Finder { text, layout, quoted, sentence: sentence.tokens.clone(), cue };
            let Some(draft) = finder.draft() else { continue };
            let taken =
                drafts.last().is_some_and(|last| last.content.iter().any(|span| span.overlaps(layout.tokens[cue])));
            if !taken {
                drafts.push(draft);
            }
        }
    }
    drafts
}

/// Looks at one word of one sentence.
struct Finder<'a> {
    text: &'a str,
    layout: &'a Layout,
    quoted: &'a [QuotedPassage],
    sentence: Range<usize>,
    cue: usize,
}

impl Finder<'_> {
    fn draft(&self) -> Option<Draft> {
        let cue = self.cue;
        if self.lower(cue) == "according" && self.lower(cue + 1) == "to" {
            let source = self.noun_phrase_after(cue + 2)?;
            let content = if cue > self.sentence.start + 1 {
                self.anchor(self.sentence.start, self.before_comma(cue))?
            } else {
                self.anchor(source.end + usize::from(self.word(source.end) == ","), self.last())?
            };
            return Some(Draft { source: Some(source), cue: cue..cue + 2, content: vec![content] });
        }
        let verb = reporting_word(&self.lower(cue), true)?;
        if self.is_quoted(cue) {
            return None;
        }
        let subject = self.noun_phrase_before(cue);
        let next = cue + 1;
        let opens = self
            .quotation_at(next)
            .or_else(|| self.quotation_at(next + 1).filter(|_| matches!(self.word(next), "," | ":" | "that")));
        if let Some(subject) = &subject {
            if let Some(passage) = opens {
                let mut content =
                    vec![Anchor::new(self.text, self.layout.tokens.get(next)?.start(), passage.end()).ok()?];
                if matches!(self.word(next), "," | ":") {
                    content = vec![passage];
                }
                return Some(Draft { source: Some(subject.clone()), cue: cue..next, content });
            }
            let left = self.before_comma(subject.start);
            let ends = !self.sentence.contains(&next) || matches!(self.word(next), "." | "," | ";");
            if self.ends_clause(left, subject.start) && ends {
                return Some(Draft {
                    source: Some(subject.clone()),
                    cue: cue..next,
                    content: self.around(left, next)?,
                });
            }
            if self.lower(next) == "that" || (PLAIN.contains(&verb.lemma) && !ends) {
                let content = self.anchor(next, self.last())?;
                return Some(Draft { source: Some(subject.clone()), cue: cue..next, content: vec![content] });
            }
        }
        // ", said the captain."
        let left = self.before_comma(cue);
        if self.ends_clause(left, cue) {
            let source = self.noun_phrase_after(next)?;
            return Some(Draft { content: self.around(left, source.end)?, source: Some(source), cue: cue..next });
        }
        None
    }

    /// What stands before the token `left`, and a quotation that opens after the token `after` (", she said. "…"").
    fn around(&self, left: usize, after: usize) -> Option<Vec<Anchor>> {
        let mut content = vec![self.anchor(self.sentence.start, left)?];
        let follows = (after..after + 2).find_map(|token| self.quotation_at(token));
        content.extend(follows.filter(|passage| !passage.overlaps(content[0])));
        Some(content)
    }

    fn word(&self, token: usize) -> &str {
        self.layout.tokens.get(token).map_or("", |anchor| anchor.of(self.text))
    }

    fn lower(&self, token: usize) -> String {
        self.word(token).to_lowercase()
    }

    fn anchor(&self, start: usize, end: usize) -> Option<Anchor> {
        let (first, last) = (self.layout.tokens.get(start)?, self.layout.tokens.get(end.checked_sub(1)?)?);
        Anchor::new(self.text, first.start(), last.end()).ok()
    }

    fn is_quoted(&self, token: usize) -> bool {
        let Some(anchor) = self.layout.tokens.get(token) else { return false };
        self.quoted.iter().any(|passage| passage.anchor.contains(*anchor))
    }

    fn quotation_at(&self, token: usize) -> Option<Anchor> {
        let start = self.layout.tokens.get(token)?.start();
        self.quoted
            .iter()
            .find(|passage| passage.depth == 0 && passage.anchor.start() == start)
            .map(|passage| passage.anchor)
    }

    /// One past the last token of the sentence without its full stop.
    fn last(&self) -> usize {
        self.sentence.end - usize::from(self.word(self.sentence.end - 1) == ".")
    }

    /// `end` without a comma before it.
    fn before_comma(&self, end: usize) -> usize {
        if end > self.sentence.start && self.word(end - 1) == "," {
            return end - 1;
        }
        end
    }

    /// Whether a comma or a closing quotation mark stands between `left` and `right`.
    fn ends_clause(&self, left: usize, right: usize) -> bool {
        left > self.sentence.start && (left < right || self.is_quoted(left - 1))
    }

    /// Capitalised words, determiners and "of" right before the token `end`.
    fn noun_phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        while start > self.sentence.start && self.is_nominal(start - 1) && end - start < 8 {
            start -= 1;
        }
        (start < end).then_some(start..end)
    }

    fn noun_phrase_after(&self, start: usize) -> Option<Range<usize>> {
        let mut end = start;
        while end < self.sentence.end && self.is_nominal(end) && end - start < 8 {
            end += 1;
        }
        (start < end).then_some(start..end)
    }

    fn is_nominal(&self, token: usize) -> bool {
        let word = self.word(token);
        let known = [
            "the",
            "a",
            "an",
            "of",
            "he",
            "she",
            "they",
            "it",
            "we",
            "officials",
            "spokesman",
            "president",
            "’",
            "'",
            "s",
        ];
        word.starts_with(char::is_uppercase) || known.contains(&word.to_lowercase().as_str())
    }
}
