//! The text of an article with every passage that a report item rests on marked in place.

use maud::{Markup, PreEscaped};
use std::fmt::Write;
use variorum::collate::view::Article;

/// A passage to mark, and the items that rest on it.
pub struct Mark {
    pub start: usize,
    pub end: usize,
    /// Fragment that opens the passage.
    pub fragment: String,
    /// What sort of item rests on it: the most telling one.
    pub class: &'static str,
    /// Number and fragment of each item.
    pub items: Vec<(usize, String)>,
}

/// The text in paragraphs, each mark one element with the fragment that opens it, and after its end the numbers of the
/// items that rest on it. A mark that runs past the end of the one around it, or past its paragraph, goes on in a second
/// element without a fragment. `marks` stand by their start, longest first.
pub fn text(article: &Article, marks: &[Mark]) -> Markup {
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

/// A piece of a mark that still has to be opened.
struct Piece<'a> {
    start: usize,
    end: usize,
    mark: &'a Mark,
}

fn paragraph(out: &mut String, text: &str, start: usize, end: usize, marks: &[Mark]) {
    // Marks that are open at `place`, outermost first, by the byte they end at; with the mark where it ends for good.
    let mut open: Vec<(usize, Option<&Mark>)> = Vec::new();
    let mut place = start;
    // What is left of marks that were cut where the mark around them ended, or that began in an earlier paragraph.
    let first = marks.partition_point(|mark| mark.start < start);
    let earlier = marks[..first].iter().filter(|mark| mark.end > start);
    let mut rest: Vec<Piece> = earlier.map(|mark| Piece { start, end: mark.end.min(end), mark }).collect();
    let mut next = marks[first..].iter().take_while(|mark| mark.start < end).peekable();
    loop {
        let begin = next.peek().map(|mark| mark.start).into_iter().chain(rest.iter().map(|piece| piece.start)).min();
        let close = open.last().map(|(end, _)| *end);
        let stop = begin.into_iter().chain(close).min().unwrap_or(end).clamp(place, end);
        escape(out, text.get(place..stop).unwrap_or_default());
        place = stop;
        if close == Some(place) {
            out.push_str("</span>");
            if let Some((_, Some(mark))) = open.pop() {
                ways_back(out, mark);
            }
            continue;
        }
        if begin != Some(place) || place >= end {
            break;
        }
        let limit = open.last().map_or(end, |(end, _)| *end);
        let (wanted, mark) = match rest.iter().position(|piece| piece.start == place) {
            Some(index) => {
                let piece = rest.swap_remove(index);
                let _ = write!(out, "<span class=\"passage {}\">", piece.mark.class);
                (piece.end, piece.mark)
            }
            None => match next.next() {
                Some(mark) => {
                    let _ = write!(out, "<span class=\"passage {}\" id=\"{}\">", mark.class, mark.fragment);
                    (mark.end.min(end), mark)
                }
                None => break,
            },
        };
        let cut = wanted.min(limit);
        open.push((cut, (cut == mark.end).then_some(mark)));
        if wanted > cut {
            rest.push(Piece { start: cut, end: wanted, mark });
        }
    }
    while let Some((_, mark)) = open.pop() {
        out.push_str("</span>");
        if let Some(mark) = mark {
            ways_back(out, mark);
        }
    }
}

/// The numbers of the items that rest on a passage, each a link to its item.
fn ways_back(out: &mut String, mark: &Mark) {
    for (number, fragment) in &mark.items {
        let _ = write!(out, "<a class=\"back\" href=\"#{fragment}\"><span class=\"sr\">item </span>{number}</a>");
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
        let mark = |(number, (start, end)): (usize, &(usize, usize))| Mark {
            start: *start,
            end: *end,
            fragment: format!("{start}-{end}"),
            class: "other",
            items: vec![(number + 1, "i".into())],
        };
        let mut marks: Vec<Mark> = marks.iter().enumerate().map(mark).collect();
        marks.sort_by(|a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
        let html = text(&article, &marks).into_string();
        let html =
            html.replace("<a class=\"back\" href=\"#i\"><span class=\"sr\">item </span>", "#").replace("</a>", "");
        let html =
            html.replace("<span class=\"passage other\" id=\"", "[").replace("<span class=\"passage other\">", "[+>");
        assert_eq!(html.replace("\">", ">").replace("</span>", "]"), expected);
    }

    #[test]
    fn marks_nest_cross_and_span_paragraphs() {
        check("abcdef", &[(0, 3)], "<p>[0-3>abc]#1def</p>");
        check("abcdef", &[(0, 6), (2, 4)], "<p>[0-6>ab[2-4>cd]#2ef]#1</p>");
        check("abcdef", &[(0, 4), (2, 6)], "<p>[0-4>ab[2-6>cd]]#1[+>ef]#2</p>");
        check("ab\ncd", &[(1, 4)], "<p>a[1-4>b\n]</p><p>[+>c]#1d</p>");
        check("a<b", &[(0, 3), (0, 1)], "<p>[0-3>[0-1>a]#2&lt;b]#1</p>");
        check("abcd", &[(1, 3), (1, 3)], "<p>a[1-3>[1-3>bc]#2]#1d</p>");
    }
}
