//! The faces of a report: text, Markdown, HTML, JSON. Each prints the plain view and nothing else.

pub mod annotations;
mod html;
mod markdown;
mod quotes;
mod text;
mod wording;

pub use html::html;
pub use markdown::markdown;
pub use quotes::quotes;
pub use text::{Style, text};

use crate::arguments::Format;
use anyhow::Result;
use variorum::collate::view::Report;

/// Writes a report in the form asked for.
pub fn render(report: &Report, format: Format, style: Style) -> Result<String> {
    Ok(match format {
        Format::Text => text(report, style),
        Format::Md => markdown(report),
        Format::Html => html(report),
        Format::Json => serde_json::to_string_pretty(report)? + "\n",
        Format::Jsonl => json_lines(report)?,
    })
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
