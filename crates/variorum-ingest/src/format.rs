//! Which format a file is in: by its extension, else by its first bytes.

use std::path::Path;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Html,
    /// One record a line.
    JsonLines,
    /// One document: a record or a list of records.
    Json,
}

const EXTENSIONS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("json", Format::Json),
];

/// What the extension says; `.gz` is looked through.
pub(crate) fn of_path(path: &Path) -> Option<Format> {
    let name = path.file_name()?.to_str()?.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let (_, extension) = name.rsplit_once('.')?;
    EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|(_, format)| *format)
}

/// What the first bytes look like.
pub(crate) fn sniff(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = String::from_utf8_lossy(head.get(..head.len().min(1024)).unwrap_or_default()).to_ascii_lowercase();
    let head = head.trim_start();
    if head.starts_with('{') {
        Format::JsonLines
    } else if head.starts_with('[') && head.contains('{') {
        Format::Json
    } else if ["<!doctype html", "<html", "<head", "<body", "<article"].iter().any(|tag| head.contains(tag)) {
        Format::Html
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_is_known_by_extension_or_by_the_first_bytes() {
        assert_eq!(of_path(Path::new("a/B.TXT")), Some(Format::Text));
        assert_eq!(of_path(Path::new("page.html.gz")), Some(Format::Html));
        assert_eq!(of_path(Path::new("page.pdf")), None);
        assert_eq!(sniff(b"\xEF\xBB\xBF {\"text\": 1}"), Format::JsonLines);
        assert_eq!(sniff(b"\n<!DOCTYPE html><html>"), Format::Html);
        assert_eq!(sniff(b"[{\"text\": 1}]"), Format::Json);
        assert_eq!(sniff(b"[Updated] Two ships met."), Format::Text);
    }
}
