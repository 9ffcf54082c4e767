//! The faces of a report: text, Markdown, HTML, JSON. Each prints the plain view and nothing else.

mod glance;
mod html;
mod markdown;
mod outline;
mod quotes;
mod text;
mod texts;
mod wording;

pub use quotes::quotes;
pub use text::{Style, annotations};

use crate::arguments::Format;
use anyhow::Result;
use variorum::collate::view::{Report, Story};

/// How a report is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Story by story, section by section
    Stories,
    /// Two accounts in two columns
    SideBySide,
}

/// Writes a report in the form asked for.
pub fn render(report: &Report, format: Format, layout: Layout, style: Style) -> Result<String> {
    Ok(match (format, layout) {
        (Format::Text, Layout::Stories) => text::text(report, style),
        (Format::Text, Layout::SideBySide) => text::side_by_side(report, style),
        (Format::Md, _) => markdown::markdown(report),
        (Format::Html, _) => html::html(report, layout == Layout::SideBySide),
        (Format::Json, _) => serde_json::to_string_pretty(report)? + "\n",
        (Format::Jsonl, _) => json_lines(report)?,
    })
}

/// The stories in the order in which they are shown: those that several articles tell first.
fn stories(report: &Report) -> Vec<&Story> {
    let (shared, single): (Vec<&Story>, Vec<&Story>) =
        report.stories.iter().partition(|story| story.witnesses.len() > 1);
    shared.into_iter().chain(single).collect()
}

/// One line a story, with the articles it rests on beside it; a last line with the counts and what could not be read.
fn json_lines(report: &Report) -> Result<String> {
    let mut out = String::new();
    for story in &report.stories {
        let articles: Vec<_> = report
            .articles
            .iter()
            .filter(|article| story.witnesses.iter().any(|witness| witness.article == article.id))
            .collect();
        let line = serde_json::json!({ "schema": report.schema, "story": story, "articles": articles });
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    let rest = serde_json::json!({
        "schema": report.schema,
        "counts": report.counts,
        "threads": report.threads,
        "failures": report.failures,
        "duplicates": report.duplicates,
        "warnings": report.warnings,
    });
    out.push_str(&serde_json::to_string(&rest)?);
    out.push('\n');
    Ok(out)
}
