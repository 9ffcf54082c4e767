//! Header lines at the head of a text, and Markdown front matter: "Title: …", "Date: …".

use crate::dates::parse_published;
use crate::outcome::{Place, Warning};
use variorum::article::Metadata;

/// What a field of a header or of a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Id,
    Url,
    Outlet,
    Title,
    Published,
    Byline,
    Language,
    Text,
}

/// Names of fields, lower case, by which other tools call them. The first name of a field is ours.
const FIELDS: &[(Field, &[&str])] = &[
    (Field::Id, &["id", "article_id", "guid", "uuid"]),
    (Field::Url, &["url", "link", "canonical_url", "canonicalurl", "uri"]),
    (Field::Outlet, &["outlet", "source", "publisher", "site", "sitename", "site_name", "domain", "provider"]),
    (Field::Title, &["title", "headline"]),
    (
        Field::Published,
        &[
            "published",
            "date",
            "datepublished",
            "date_published",
            "published_at",
            "publishedat",
            "pubdate",
            "pub_date",
            "publish_date",
            "publication_date",
            "published_date",
            "datetime",
            "timestamp",
        ],
    ),
    (Field::Byline, &["byline", "author", "authors"]),
    (Field::Language, &["language", "lang", "inlanguage"]),
    (Field::Text, &["text", "body", "content", "articlebody", "article_body", "article", "full_text", "maintext"]),
];

/// The field that a name stands for; case does not matter.
pub(crate) fn field_named(name: &str) -> Option<Field> {
    let name = name.trim().to_ascii_lowercase();
    FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(field, _)| *field)
}

/// The names of a field, most usual first.
pub(crate) fn names_of(field: Field) -> &'static [&'static str] {
    FIELDS.iter().find(|(known, _)| *known == field).map_or(&[], |(_, names)| names)
}

/// What the head of a text says, and the text without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header<'a> {
    pub id: Option<String>,
    pub metadata: Metadata,
    pub rest: &'a str,
}

/// Reads header lines. They count only if a blank line ends them or there are at least two, so that an article
/// that begins "Source: …" keeps its first sentence.
pub(crate) fn read<'a>(text: &'a str, place: &Place, warnings: &mut Vec<Warning>) -> Header<'a> {
    if let Some(header) = read_front_matter(text, place, warnings) {
        return header;
    }
    let mut fields = Vec::new();
    let mut rest = text.trim_start();
    let mut ended_by_blank = false;
    while let Some((line, after)) = split_line(rest) {
        if line.trim().is_empty() {
            ended_by_blank = true;
            rest = after;
            break;
        }
        let Some(field) = header_line(line) else { break };
        fields.push(field);
        rest = after;
    }
    if fields.is_empty() || (fields.len() < 2 && !ended_by_blank) {
        return Header { rest: text, ..Header::default() };
    }
    collect(fields, rest, place, warnings)
}

/// Front matter: `key: value` lines between two lines of three dashes.
fn read_front_matter<'a>(text: &'a str, place: &Place, warnings: &mut Vec<Warning>) -> Option<Header<'a>> {
    let (first, mut rest) = split_line(text.trim_start())?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut fields = Vec::new();
    while let Some((line, after)) = split_line(rest) {
        rest = after;
        if matches!(line.trim_end(), "---" | "...") {
            return Some(collect(fields, rest, place, warnings));
        }
        fields.extend(header_line(line));
    }
    None
}

fn collect<'a>(fields: Vec<(Field, &str)>, rest: &'a str, place: &Place, warnings: &mut Vec<Warning>) -> Header<'a> {
    let mut header = Header { rest, ..Header::default() };
    for (field, value) in fields {
        let value = value.trim().trim_matches(|quote| quote == '"' || quote == '\'').to_owned();
        set(&mut header.metadata, &mut header.id, field, value, place, warnings);
    }
    header
}

/// Notes one field; the first value of a field stays.
pub(crate) fn set(
    metadata: &mut Metadata,
    id: &mut Option<String>,
    field: Field,
    value: String,
    place: &Place,
    warnings: &mut Vec<Warning>,
) {
    if value.trim().is_empty() {
        return;
    }
    let slot = match field {
        Field::Id => id,
        Field::Url => &mut metadata.url,
        Field::Outlet => &mut metadata.outlet,
        Field::Title => &mut metadata.headline,
        Field::Byline => &mut metadata.byline,
        Field::Language => &mut metadata.language,
        Field::Text => return,
        Field::Published => {
            match parse_published(&value) {
                Some(published) => {
                    metadata.published.get_or_insert(published);
                }
                None => warnings.push(unread_date(place, &value)),
            }
            return;
        }
    };
    slot.get_or_insert(value);
}

/// The warning that a date was not understood.
pub(crate) fn unread_date(place: &Place, value: &str) -> Warning {
    let shown: String = value.chars().take(60).collect();
    let message = format!("the publication date {shown:?} is not understood; write it as YYYY-MM-DD");
    Warning { place: place.clone(), message }
}

/// "Key: value", where the key is a known field other than the text itself.
fn header_line(line: &str) -> Option<(Field, &str)> {
    let (key, value) = line.split_once(':')?;
    let field = field_named(key.trim_start_matches(['*', '#']).trim())?;
    // A paragraph may begin "Body: …"; only metadata stands in a header.
    (field != Field::Text).then_some((field, value))
}

/// The first line without its line break, and what follows; `None` at the end of the text.
fn split_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    Some(text.split_once('\n').map_or((text, ""), |(line, rest)| (line.trim_end_matches('\r'), rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, headline: Option<&str>, rest: &str) -> Header<'static> {
        let mut warnings = Vec::new();
        let header = read(text, &Place::whole("a.txt"), &mut warnings);
        assert_eq!(header.metadata.headline.as_deref(), headline, "{text:?}");
        assert_eq!(header.rest, rest, "{text:?}");
        assert_eq!(warnings, []);
        Header { rest: "", ..header }
    }

    #[test]
    fn header_lines_are_read_and_taken_off() {
        let header = check(
            "Title: Ferry hits barge\nURL: https://a.example/1\nDate: 2025-05-04\nOutlet: Amary Post\n\nTwo ships met.",
            Some("Ferry hits barge"),
            "Two ships met.",
        );
        assert_eq!(header.metadata.url.as_deref(), Some("https://a.example/1"));
        assert_eq!(header.metadata.outlet.as_deref(), Some("Amary Post"));
        assert_eq!(header.metadata.published.unwrap().to_string(), "2025-05-04");
        check("title: Ferry\r\nid: 7\r\nTwo ships met.", Some("Ferry"), "Two ships met.");
        check("Headline: Ferry\n\nTwo ships met.", Some("Ferry"), "Two ships met.");
    }

    #[test]
    fn a_first_sentence_with_a_colon_is_no_header() {
        check(
            "Source: the harbour office said so.\nTwo ships met.",
            None,
            "Source: the harbour office said so.\nTwo ships met.",
        );
        check("Two ships met: one sank.\n\nNobody drowned.", None, "Two ships met: one sank.\n\nNobody drowned.");
    }

    #[test]
    fn front_matter_is_read() {
        let header =
            check("---\ntitle: \"Ferry\"\ntags: [sea]\nlang: en\n---\nTwo ships.", Some("Ferry"), "Two ships.");
        assert_eq!(header.metadata.language.as_deref(), Some("en"));
        check("---\nTwo ships.", None, "---\nTwo ships.");
    }

    #[test]
    fn a_date_that_is_not_understood_is_a_warning() {
        let mut warnings = Vec::new();
        read("Title: Ferry\nDate: last week\n\nTwo ships.", &Place::whole("a.txt"), &mut warnings);
        assert!(warnings[0].message.contains("last week"));
    }
}
