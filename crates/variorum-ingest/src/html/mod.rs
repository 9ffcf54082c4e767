//! A web page becomes an article: main text, headline, outlet, author, publication date, canonical address, language.

mod metadata;
mod page;
mod repair;
#[cfg(test)]
mod tests;

use crate::outcome::{Failure, Place, Warning};
use crate::tidy::Draft;
use std::panic::{AssertUnwindSafe, catch_unwind};
use trafilatura::dom::Document;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options, extract_document};

/// Bytes of a page beyond which the extractor, whose cost grows faster than the page, is not tried.
const MAXIMUM_PAGE: usize = 16 << 20;

/// Elements nested deeper than this make no news page; the extractor walks trees by recursion.
const MAXIMUM_DEPTH: usize = 400;

/// More tags than this open at once, as a rough count sees it, are not parsed.
const MAXIMUM_OPEN_TAGS: usize = 4000;

/// Reads a page. The draft's name is left to the caller.
pub(crate) fn read(html: &str, place: &Place, warnings: &mut Vec<Warning>) -> Result<Draft, Failure> {
    if html.len() > MAXIMUM_PAGE {
        let reason = format!("the page is longer than {MAXIMUM_PAGE} bytes");
        return Err(place.failure(reason, "save the text of the article instead"));
    }
    // Before parsing, because a parser needs time by the square of the depth.
    if page::open_tags(html) > MAXIMUM_OPEN_TAGS {
        return Err(too_deep(place));
    }
    let document = Document::parse(html);
    if page::depth(&document) > MAXIMUM_DEPTH {
        return Err(too_deep(place));
    }
    let stated = metadata::read(&document, place, warnings);
    let whole = page::paragraphs(&document);
    let options = Options::default()
        .with_fallback(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Extensive);
    // The extractor is another project's code: a panic in it must cost this page only.
    let extracted = catch_unwind(AssertUnwindSafe(|| extract_document(document, &options)));
    let Ok(Ok(extracted)) = extracted else { return Err(no_main_text(place)) };
    let content = Document::parse(&extracted.content_html);
    let paragraphs = repair::restore_lost_words(page::paragraphs(&content), &whole);
    let metadata = metadata::complete(stated, &extracted.metadata);
    let text = repair::without_headline(paragraphs, metadata.headline.as_deref()).join("\n\n");
    if text.trim().is_empty() {
        return Err(no_main_text(place));
    }
    Ok(Draft { name: String::new(), text, metadata })
}

fn too_deep(place: &Place) -> Failure {
    place.failure("its elements are nested too deep for a news page", "save the text of the article instead")
}

fn no_main_text(place: &Place) -> Failure {
    place.failure("no main text was found in the page", "check that it holds one article, or save its text instead")
}
