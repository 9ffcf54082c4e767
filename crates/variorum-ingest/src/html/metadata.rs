//! What a page says about its article: JSON-LD first, then meta tags, then elements, then the extractor's cascade.

use crate::dates::parse_published;
use crate::header::unread_date;
use crate::outcome::{Place, Warning};
use serde_json::{Map, Value};
use trafilatura::dom::Document;
use variorum::article::{Metadata, Published};

/// Schema.org types of a news article, most telling first.
const ARTICLE_TYPES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "WebPage",
];

const PUBLISHED_METAS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dc.date.issued",
    "dc.date",
    "date",
];
const HEADLINE_METAS: &[&str] = &["og:title", "twitter:title", "parsely-title", "sailthru.title"];
const OUTLET_METAS: &[&str] = &["og:site_name", "application-name", "publisher", "dc.publisher"];
const BYLINE_METAS: &[&str] =
    &["author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator"];

/// What the page states.
pub(super) fn read(document: &Document, place: &Place, warnings: &mut Vec<Warning>) -> Metadata {
    let graph = linked_data(document);
    let article = ARTICLE_TYPES.iter().find_map(|wanted| graph.iter().find(|item| is_a(item, wanted)));
    let stated = |key: &str| article.and_then(|item| item.get(key));
    let metas = metas(document);
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| metas.iter().find(|(key, _)| key == name)).map(|(_, content)| content.clone())
    };
    Metadata {
        url: canonical(document).or_else(|| meta(&["og:url"])).or_else(|| stated("url").and_then(name_of)),
        outlet: stated("publisher").and_then(name_of).or_else(|| meta(OUTLET_METAS)),
        headline: stated("headline").and_then(name_of).or_else(|| meta(HEADLINE_METAS)),
        byline: stated("author").and_then(name_of).or_else(|| meta(BYLINE_METAS)).filter(|name| !name.contains("://")),
        published: published(document, stated("datePublished"), &metas, place, warnings),
        language: document
            .query_selector(document.root(), "html")
            .and_then(|html| document.get_attribute(html, "lang"))
            .or_else(|| stated("inLanguage").and_then(name_of))
            .filter(|language| !language.trim().is_empty()),
    }
}

/// Fills what the page does not state plainly with what the extractor guessed.
pub(super) fn complete(stated: Metadata, guessed: &trafilatura::Metadata) -> Metadata {
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
    let host = guessed.hostname.strip_prefix("www.").unwrap_or(&guessed.hostname);
    let date = guessed.date.and_then(|date| parse_published(&date.to_string()));
    Metadata {
        url: stated.url.or_else(|| given(&guessed.url)),
        outlet: stated.outlet.or_else(|| given(&guessed.sitename)).or_else(|| given(host)),
        headline: stated.headline.or_else(|| given(&guessed.title)),
        byline: stated.byline.or_else(|| given(&guessed.author)),
        published: stated.published.or(date),
        language: stated.language.or_else(|| given(&guessed.language)),
    }
}

/// The publication date with the most said about it: of the same day one with a time and a zone is preferred.
fn published(
    document: &Document,
    linked: Option<&Value>,
    metas: &[(String, String)],
    place: &Place,
    warnings: &mut Vec<Warning>,
) -> Option<Published> {
    let mut worded: Vec<String> = linked.and_then(name_of).into_iter().collect();
    for name in PUBLISHED_METAS {
        worded.extend(metas.iter().filter(|(key, _)| key == name).map(|(_, content)| content.clone()));
    }
    for selector in ["[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]"] {
        if let Some(element) = document.query_selector(document.root(), selector) {
            worded.extend(
                document.get_attribute(element, "datetime").or_else(|| document.get_attribute(element, "content")),
            );
        }
    }
    let dates: Vec<Published> = worded.iter().filter_map(|words| parse_published(words)).collect();
    let Some(first) = dates.first().copied() else {
        warnings.extend(worded.first().map(|words| unread_date(place, words)));
        return None;
    };
    let detail = |date: &Published| usize::from(date.time.is_some()) + usize::from(date.offset_minutes.is_some());
    let most = dates.iter().filter(|date| date.date == first.date).map(detail).max()?;
    dates.iter().find(|date| date.date == first.date && detail(date) == most).copied()
}

/// All objects of the page's JSON-LD, those inside `@graph` and lists included.
fn linked_data(document: &Document) -> Vec<Map<String, Value>> {
    let mut objects = Vec::new();
    for script in document.scripts_with_type(&["application/ld+json"]) {
        let text = document.text_content(script);
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
        let mut open: Vec<Value> = serde_json::from_str(text).into_iter().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(items) => open.extend(items.into_iter().rev()),
                Value::Object(mut object) => {
                    open.extend(object.remove("@graph"));
                    open.extend(object.remove("mainEntity"));
                    objects.push(object);
                }
                _ => {}
            }
        }
    }
    objects
}

fn is_a(object: &Map<String, Value>, wanted: &str) -> bool {
    match object.get("@type") {
        Some(Value::String(name)) => name == wanted,
        Some(Value::Array(names)) => names.iter().any(|name| name == wanted),
        _ => false,
    }
}

/// The words of a JSON-LD value: a string, the name of an object, the names of a list joined by commas.
fn name_of(value: &Value) -> Option<String> {
    let name = match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => object.get("name").or_else(|| object.get("@id")).and_then(name_of)?,
        Value::Array(items) => items.iter().filter_map(name_of).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// Names (lower case) and contents of the meta tags, in page order; empty ones left out.
fn metas(document: &Document) -> Vec<(String, String)> {
    let elements = document.query_selector_all(document.root(), "meta[content]");
    elements
        .into_iter()
        .filter_map(|element| {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| document.get_attribute(element, key))?;
            let content = document.get_attribute(element, "content")?;
            (!content.trim().is_empty()).then(|| (name.trim().to_ascii_lowercase(), content.trim().to_owned()))
        })
        .collect()
}

fn canonical(document: &Document) -> Option<String> {
    let link = document.query_selector(document.root(), "link[rel=canonical]")?;
    document.get_attribute(link, "href").filter(|address| address.starts_with("http"))
}
