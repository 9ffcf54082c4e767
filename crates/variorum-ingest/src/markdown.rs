//! Markdown as plain text: words of links kept, one line a paragraph, no marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The plain text of a Markdown document and its first heading, if the document begins with it.
///
/// Paragraphs, headings, list items and table rows end with a blank line; soft line breaks become spaces.
pub(crate) fn render(markdown: &str) -> (Option<String>, String) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut page = Page::default();
    for event in Parser::new_ext(markdown, options) {
        page.take(event);
    }
    page.end_block();
    (page.headline, page.text)
}

#[derive(Default)]
struct Page {
    headline: Option<String>,
    text: String,
    /// The paragraph being read.
    block: String,
    /// Inside an image: its description is no running text.
    images: usize,
    footnotes: usize,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            Event::Start(Tag::FootnoteDefinition(_)) => self.footnotes += 1,
            Event::End(TagEnd::FootnoteDefinition) => self.footnotes = self.footnotes.saturating_sub(1),
            Event::Text(words) | Event::Code(words) if self.images == 0 && self.footnotes == 0 => {
                self.block.push_str(&words);
            }
            Event::InlineHtml(tag) if is_line_break(&tag) => self.block.push('\n'),
            Event::SoftBreak | Event::End(TagEnd::TableCell) => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            Event::End(TagEnd::Heading(level)) => {
                let first =
                    level == pulldown_cmark::HeadingLevel::H1 && self.text.is_empty() && self.headline.is_none();
                if first && !self.block.trim().is_empty() {
                    self.headline = Some(std::mem::take(&mut self.block));
                }
                self.end_block();
            }
            // A list inside an item begins before the item's own words have ended.
            Event::Start(Tag::List(_) | Tag::Item | Tag::Paragraph | Tag::BlockQuote(_))
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::TableRow
                | TagEnd::TableHead
                | TagEnd::HtmlBlock,
            ) => self.end_block(),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.trim().is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(block.trim());
    }
}

fn is_line_break(tag: &str) -> bool {
    matches!(tag.to_ascii_lowercase().replace([' ', '/'], "").as_str(), "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, headline: Option<&str>, text: &str) {
        assert_eq!(render(markdown), (headline.map(str::to_owned), text.to_owned()), "{markdown:?}");
    }

    #[test]
    fn words_of_links_and_paragraph_breaks_survive() {
        check(
            "The [harbour master](https://a.example) *said* so.\nIt rained.",
            None,
            "The harbour master said so. It rained.",
        );
        check(
            "# Ferry hits barge\n\nTwo ships met.\n\n## Fog\n\nIt rained.",
            Some("Ferry hits barge"),
            "Two ships met.\n\nFog\n\nIt rained.",
        );
        check("- one\n- two\n  - three\n", None, "one\n\ntwo\n\nthree");
        check("> \"No fog,\" he said.\n\nThen rain.", None, "\"No fog,\" he said.\n\nThen rain.");
        check("![a ferry](x.png)\n\nTwo ships.", None, "Two ships.");
        check("one  \ntwo<br>three", None, "one\ntwo\nthree");
        check("| ship | dead |\n|---|---|\n| Selma | 2 |\n", None, "ship dead\n\nSelma 2");
    }
}
