//! The text of an article with every passage that a report item rests on marked in place.

use maud::{Markup, PreEscaped};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use variorum::collate::view::{Article, Passage, Story};

/// Byte ranges and fragments of the passages to mark in one article: longest first where they begin together.
type Marks = Vec<(usize, usize, String)>;

/// Every passage that an item of the story opens, by article.
pub fn passages_of(story: &Story) -> BTreeMap<String, Marks> {
    let mut passages: BTreeSet<&Passage> = BTreeSet::new();
    let evidence = story
        .agreed
        .iter()
        .flat_map(|claim| &claim.witnesses)
        .chain(story.findings.iter().flat_map(|finding| finding.sides.iter().flatten()))
        .chain(story.parties.iter().flat_map(|party| &party.says))
        .chain(story.only_in.iter().map(|only| &only.evidence))
        .chain(story.timeline.iter().flat_map(|item| &item.witnesses))
        .chain(story.not_compared.iter().map(|item| &item.evidence));
    passages.extend(evidence.map(|evidence| &evidence.passage));
    passages.extend(story.agreed.iter().map(|claim| &claim.text));
    passages.extend(
        story.quotations.iter().flat_map(|quotation| quotation.readings.iter().flat_map(|reading| &reading.passages)),
    );
    passages.extend(story.copies.iter().flat_map(|copy| copy.passages.iter().flat_map(|(a, b)| [a, b])));
    passages.extend(story.damaged.iter().map(|damaged| &damaged.passage));
    let mut by_article: BTreeMap<String, Marks> = BTreeMap::new();
    for passage in passages {
        by_article.entry(passage.article.clone()).or_default().push((
            passage.start_byte,
            passage.end_byte,
            super::passage_id(passage),
        ));
    }
    for marks in by_article.values_mut() {
        marks.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
    }
    by_article
}

/// The text in paragraphs, each mark one element with the fragment that opens it. A mark that runs past the end of
/// the one around it, or past its paragraph, goes on in a second element without a fragment.
pub fn text(article: &Article, marks: &[(usize, usize, String)]) -> Markup {
    let mut out = String::with_capacity(article.text.len() * 2);
    let mut start = 0;
    for line in article.text.split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            out.push_str("<p>");
            paragraph(&mut out, &article.text, start, end, marks);
            out.push_str("</p>");
        }
        start = end;
    }
    PreEscaped(out)
}

fn paragraph(out: &mut String, text: &str, start: usize, end: usize, marks: &[(usize, usize, String)]) {
    // Marks that are open at `place`, outermost first, by the byte they end at.
    let mut open: Vec<usize> = Vec::new();
    let mut place = start;
    // What is left of marks that were cut where the mark around them ended.
    let mut rest: Vec<(usize, usize)> = Vec::new();
    let first = marks.partition_point(|mark| mark.0 < start);
    let mut next = marks[first..].iter().take_while(|mark| mark.0 < end).peekable();
    for mark in marks[..first].iter().filter(|mark| mark.1 > start) {
        rest.push((start, mark.1.min(end)));
    }
    loop {
        let begin = next.peek().map(|mark| mark.0).into_iter().chain(rest.iter().map(|part| part.0)).min();
        let close = open.last().copied();
        let stop = begin.into_iter().chain(close).min().unwrap_or(end).clamp(place, end);
        escape(out, text.get(place..stop).unwrap_or_default());
        place = stop;
        if close == Some(place) {
            open.pop();
            out.push_str("</span>");
            continue;
        }
        if begin != Some(place) || place >= end {
            break;
        }
        let limit = open.last().copied().unwrap_or(end);
        let (wanted, fragment) = match rest.iter().position(|part| part.0 == place) {
            Some(index) => (rest.swap_remove(index).1, None),
            None => match next.next() {
                Some(mark) => (mark.1, Some(mark.2.as_str())),
                None => break,
            },
        };
        let (cut, last) = (wanted.min(limit), wanted.min(end));
        if cut > place {
            match fragment {
                Some(fragment) => {
                    let _ = write!(out, "<span class=\"passage\" id=\"{fragment}\">");
                }
                None => out.push_str("<span class=\"passage more\">"),
            }
            open.push(cut);
        }
        if last > cut {
            rest.push((cut, last));
        }
    }
    for _ in open {
        out.push_str("</span>");
    }
}

/// Adds words with the characters escaped that HTML reads as marks.
fn escape(out: &mut String, words: &str) {
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text_with: &str, marks: &[(usize, usize)], expected: &str) {
        let article = Article {
            id: "x".into(),
            name: "x".into(),
            url: None,
            outlet: None,
            headline: None,
            byline: None,
            published: None,
            language: None,
            words: 0,
            text: text_with.into(),
        };
        let mut marks: Marks = marks.iter().map(|(start, end)| (*start, *end, format!("{start}-{end}"))).collect();
        marks.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let html = text(&article, &marks).into_string();
        let html = html.replace("<span class=\"passage\" id=\"", "[").replace("<span class=\"passage more\">", "[+>");
        assert_eq!(html.replace("\">", ">").replace("</span>", "]"), expected);
    }

    #[test]
    fn marks_nest_cross_and_span_paragraphs() {
        check("abcdef", &[(0, 3)], "<p>[0-3>abc]def</p>");
        check("abcdef", &[(0, 6), (2, 4)], "<p>[0-6>ab[2-4>cd]ef]</p>");
        check("abcdef", &[(0, 4), (2, 6)], "<p>[0-4>ab[2-6>cd]][+>ef]</p>");
        check("ab\ncd", &[(1, 4)], "<p>a[1-4>b\n]</p><p>[+>c]d</p>");
        check("a<b", &[(0, 3), (0, 1)], "<p>[0-3>[0-1>a]&lt;b]</p>");
    }
}
