//! Quotations as text, JSON Lines or CSV.

use super::wording::one_line;
use crate::arguments::QuotesFormat;
use anyhow::Result;
use serde::Serialize;
use variorum::analyse::{AttributionKind, AttributionStyle};
use variorum::collate::view::{ArticleAnnotations, Attribution, Passage, Report};

/// One quotation on one line of output.
#[derive(Debug, Serialize)]
struct Quote<'a> {
    article: &'a str,
    outlet: Option<&'a str>,
    published: Option<&'a str>,
    speakers: &'a [String],
    source: Option<&'a Passage>,
    cue: Option<&'a Passage>,
    kind: AttributionKind,
    style: AttributionStyle,
    medium: Option<&'a Passage>,
    occasion: Option<&'a Passage>,
    addressee: Option<&'a Passage>,
    doubt: &'a [Passage],
    content: &'a [Passage],
    /// The other wordings of this utterance in the same story.
    readings: Vec<&'a Passage>,
}

/// The direct and mixed quotations of a collection, in collection order.
pub fn quotes(articles: &[ArticleAnnotations], report: &Report, format: QuotesFormat) -> Result<String> {
    let quotes: Vec<Quote> = articles
        .iter()
        .flat_map(|article| {
            let quoted = |attribution: &&Attribution| attribution.style != AttributionStyle::Indirect;
            article.attributions.iter().filter(quoted).map(|attribution| quote(article, attribution, report))
        })
        .collect();
    match format {
        QuotesFormat::Text => Ok(quotes.iter().map(line).collect()),
        QuotesFormat::Jsonl => {
            let mut out = String::new();
            for quote in &quotes {
                out.push_str(&serde_json::to_string(quote)?);
                out.push('\n');
            }
            Ok(out)
        }
        QuotesFormat::Csv => csv(&quotes),
    }
}

fn quote<'a>(article: &'a ArticleAnnotations, attribution: &'a Attribution, report: &'a Report) -> Quote<'a> {
    let same_place = |passage: &Passage| {
        attribution.content.iter().any(|content| {
            content.article == passage.article && content.start < passage.end && passage.start < content.end
        })
    };
    let readings = report
        .stories
        .iter()
        .flat_map(|story| &story.quotations)
        .filter(|quotation| quotation.readings.iter().any(|reading| reading.passages.iter().any(same_place)))
        .flat_map(|quotation| quotation.readings.iter().flat_map(|reading| &reading.passages))
        .filter(|passage| !same_place(passage))
        .collect();
    Quote {
        article: &article.article.name,
        outlet: article.article.outlet.as_deref(),
        published: article.article.published.as_deref(),
        speakers: &attribution.speakers,
        source: attribution.source.as_ref(),
        cue: attribution.cue.as_ref(),
        kind: attribution.kind,
        style: attribution.style,
        medium: attribution.medium.as_ref(),
        occasion: attribution.occasion.as_ref(),
        addressee: attribution.addressee.as_ref(),
        doubt: &attribution.doubt,
        content: &attribution.content,
        readings,
    }
}

fn line(quote: &Quote) -> String {
    let words: Vec<String> = quote.content.iter().map(|passage| one_line(&passage.exact)).collect();
    let speaker = match (quote.speakers, quote.source) {
        ([], None) => "(no speaker)".to_string(),
        ([], Some(source)) => format!("{} (not resolved)", one_line(&source.exact)),
        (names, _) => names.join(", "),
    };
    let detail: Vec<String> = [quote.cue, quote.medium, quote.occasion]
        .into_iter()
        .flatten()
        .map(|passage| one_line(&passage.exact))
        .collect();
    let place = quote.content.first().map(|passage| format!("{}–{}", passage.start, passage.end)).unwrap_or_default();
    let readings = if quote.readings.is_empty() {
        String::new()
    } else {
        let others: Vec<String> = quote
            .readings
            .iter()
            .map(|passage| format!("    also ({}): {}\n", passage.witness, one_line(&passage.exact)))
            .collect();
        others.concat()
    };
    format!(
        "{speaker} [{}]\n    {}\n    {} · code points {place}\n{readings}",
        detail.join(" · "),
        words.join(" … "),
        quote.article
    )
}

fn csv(quotes: &[Quote]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "article",
        "outlet",
        "published",
        "speaker",
        "source",
        "cue",
        "kind",
        "style",
        "medium",
        "occasion",
        "addressee",
        "start",
        "end",
        "content",
        "readings",
    ])?;
    for quote in quotes {
        let words = |passage: Option<&Passage>| passage.map(|passage| passage.exact.clone()).unwrap_or_default();
        let contents: Vec<&str> = quote.content.iter().map(|passage| passage.exact.as_str()).collect();
        let readings: Vec<&str> = quote.readings.iter().map(|passage| passage.exact.as_str()).collect();
        let start = quote.content.first().map(|passage| passage.start.to_string()).unwrap_or_default();
        let end = quote.content.last().map(|passage| passage.end.to_string()).unwrap_or_default();
        writer.write_record([
            quote.article.to_string(),
            quote.outlet.unwrap_or_default().to_string(),
            quote.published.unwrap_or_default().to_string(),
            quote.speakers.join("; "),
            words(quote.source),
            words(quote.cue),
            format!("{:?}", quote.kind).to_lowercase(),
            format!("{:?}", quote.style).to_lowercase(),
            words(quote.medium),
            words(quote.occasion),
            words(quote.addressee),
            start,
            end,
            contents.join(" … "),
            readings.join(" | "),
        ])?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
