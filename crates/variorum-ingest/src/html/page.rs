//! Renders a document as paragraphs of plain text.

use trafilatura::dom::{Document, NodeId};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements whose text nobody reads.
const SILENT: &[&str] = &[
    "button", "canvas", "head", "iframe", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];

/// Elements that need no end tag.
const ENDLESS: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "path", "source", "td", "th", "tr", "track", "wbr",
];

/// The paragraphs of a document in reading order, white space folded.
///
/// A single line break (`br`) ends a paragraph only after a full stop, two in a row always do.
pub(super) fn paragraphs(document: &Document) -> Vec<String> {
    let mut page = Page::default();
    let mut steps = vec![Step::Enter(document.root())];
    // A list of steps instead of recursion: a page may nest as deep as it likes.
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave => page.end_paragraph(),
            Step::Enter(node) if document.is_text(node) => page.add(&document.text_content(node)),
            Step::Enter(node) => {
                let tag = document.tag_name(node);
                if SILENT.contains(&tag) {
                    continue;
                }
                match tag {
                    "br" => page.breaks += 1,
                    "td" | "th" => page.add(" "),
                    _ => {}
                }
                if BLOCKS.contains(&tag) {
                    page.end_paragraph();
                    steps.push(Step::Leave);
                }
                steps.extend(document.child_nodes(node).into_iter().rev().map(Step::Enter));
            }
        }
    }
    page.end_paragraph();
    page.paragraphs
}

/// How deep the elements of a document are nested.
pub(super) fn depth(document: &Document) -> usize {
    let mut deepest = 0;
    let mut open = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(document.children(node).into_iter().map(|child| (child, depth + 1)));
    }
    deepest
}

/// How many tags are open at once at most: a rough count over the source, without those that need no end tag.
pub(super) fn open_tags(html: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for (offset, _) in html.match_indices('<') {
        let tag = html.as_bytes().get(offset + 1..).unwrap_or_default();
        if tag.first() == Some(&b'/') {
            open = open.saturating_sub(1);
        } else if tag.first().is_some_and(u8::is_ascii_alphabetic) {
            let length = tag.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let name = tag.get(..length).unwrap_or_default();
            if !ENDLESS.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(name)) {
                open += 1;
                most = most.max(open);
            }
        }
    }
    most
}

enum Step {
    Enter(NodeId),
    Leave,
}

#[derive(Default)]
struct Page {
    paragraphs: Vec<String>,
    paragraph: String,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Page {
    fn add(&mut self, text: &str) {
        if self.breaks > 0 && !text.trim().is_empty() {
            let sentence_ended = self.paragraph.trim_end().ends_with(['.', '!', '?', ':', '"', '”', '’']);
            if self.breaks > 1 || sentence_ended {
                self.end_paragraph();
            }
            self.paragraph.push(' ');
            self.breaks = 0;
        }
        self.paragraph.push_str(text);
    }

    fn end_paragraph(&mut self) {
        self.breaks = 0;
        let words: Vec<&str> = self.paragraph.split_whitespace().collect();
        if !words.is_empty() {
            self.paragraphs.push(words.join(" "));
        }
        self.paragraph.clear();
    }
}
