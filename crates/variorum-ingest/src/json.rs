//! JSON records: one article an object, one object a line (JSON Lines), or one JSON document.

use crate::dates::from_unix_time;
use crate::header::{self, Field, field_named, names_of};
use crate::outcome::{Failure, Place, Warning};
use crate::tidy::Draft;
use serde_json::{Map, Value};
use variorum::article::Metadata;

/// A record as an article draft, and the id that the record gives it.
pub(crate) struct Record {
    pub draft: Draft,
    pub given_id: Option<String>,
}

/// Reads one line of JSON Lines. `name` is the article's name where the record has no id.
pub(crate) fn read_line(
    line: &str,
    name: String,
    place: &Place,
    warnings: &mut Vec<Warning>,
) -> Result<Record, Failure> {
    let value = serde_json::from_str(line).map_err(|error| broken(place, &error))?;
    read_value(value, name, place, warnings)
}

/// Reads one JSON document: an object is one record, a list is one record an item.
pub(crate) fn read_document(text: &str, place: &Place) -> Result<Vec<Value>, Failure> {
    match serde_json::from_str(text).map_err(|error| broken(place, &error))? {
        Value::Array(items) => Ok(items),
        // The envelope of news services: {"status": "ok", "articles": [...]}.
        Value::Object(mut envelope) => match envelope.remove("articles") {
            Some(Value::Array(items)) => Ok(items),
            Some(other) => {
                envelope.insert("articles".to_owned(), other);
                Ok(vec![Value::Object(envelope)])
            }
            None => Ok(vec![Value::Object(envelope)]),
        },
        other => Ok(vec![other]),
    }
}

/// Reads one record.
pub(crate) fn read_value(
    value: Value,
    name: String,
    place: &Place,
    warnings: &mut Vec<Warning>,
) -> Result<Record, Failure> {
    let Value::Object(fields) = value else {
        return Err(place.failure("it is no JSON object", "write one object an article: {\"text\": …}"));
    };
    let Some(text) = pick(&fields, Field::Text).and_then(words) else {
        let names = names_of(Field::Text).join("`, `");
        return Err(place.failure("the record has no text", format!("put the text into one of the fields `{names}`")));
    };
    let mut metadata = Metadata::default();
    let mut given_id = None;
    for field in [Field::Id, Field::Url, Field::Outlet, Field::Title, Field::Byline, Field::Language] {
        if let Some(value) = pick(&fields, field).and_then(words) {
            header::set(&mut metadata, &mut given_id, field, value, place, warnings);
        }
    }
    if let Some(value) = pick(&fields, Field::Published) {
        match value.as_i64() {
            Some(number) if number > 100_000_000 => metadata.published = from_unix_time(number),
            _ => {
                if let Some(value) = words(value) {
                    header::set(&mut metadata, &mut given_id, Field::Published, value, place, warnings);
                }
            }
        }
    }
    let name = given_id.clone().unwrap_or(name);
    Ok(Record { draft: Draft { name, text, metadata }, given_id })
}

/// The first field with one of the names, in the order of the names; fields that say nothing are passed over.
fn pick(fields: &Map<String, Value>, field: Field) -> Option<&Value> {
    let says_something = |value: &&Value| !value.is_null() && value.as_str() != Some("");
    names_of(field).iter().find_map(|name| fields.get(*name).filter(says_something)).or_else(|| {
        fields
            .iter()
            .find(|(key, value)| field_named(key) == Some(field) && says_something(value))
            .map(|(_, value)| value)
    })
}

/// The words of a value: a string, a number, `{"name": …}` as in schema.org, or a list of such.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(fields) => fields.get("name").and_then(words),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(words).collect();
            (!items.is_empty()).then(|| items.join(", "))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

fn broken(place: &Place, error: &serde_json::Error) -> Failure {
    // serde_json ends its message with a line of its own count, which is 1 for every line of JSON Lines.
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    place.failure(
        format!("broken JSON ({message}, column {})", error.column()),
        "mend or remove it; the others were read",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: &str) -> Result<Record, Failure> {
        read_line(line, "day.jsonl:3".to_owned(), &Place::line("day.jsonl", 3), &mut Vec::new())
    }

    #[test]
    fn fields_are_known_by_our_names_and_by_usual_others() {
        let ours = r#"{"id":"a1","url":"https://a.example/1","outlet":"Amary Post","title":"Ferry","published":"2025-05-04T10:00:00+02:00","text":"Two ships met."}"#;
        let schema_org = r#"{"guid":"a1","link":"https://a.example/1","publisher":{"name":"Amary Post"},"headline":"Ferry","datePublished":"2025-05-04T10:00:00+02:00","articleBody":"Two ships met."}"#;
        let (ours, other) = (record(ours).unwrap(), record(schema_org).unwrap());
        assert_eq!(ours.draft, other.draft);
        assert_eq!(ours.draft.name, "a1");
        assert_eq!(ours.draft.metadata.published.unwrap().to_string(), "2025-05-04T10:00:00+02:00");
    }

    #[test]
    fn authors_may_be_a_list_and_dates_a_number() {
        let record = record(r#"{"text":"Two ships.","author":["Ada Roe","Bo Lind"],"date":1739369100}"#).unwrap();
        assert_eq!(record.draft.metadata.byline.as_deref(), Some("Ada Roe, Bo Lind"));
        assert_eq!(record.draft.metadata.published.unwrap().to_string(), "2025-02-12T14:05:00+00:00");
        assert_eq!((record.draft.name.as_str(), record.given_id), ("day.jsonl:3", None));
    }

    #[test]
    fn a_broken_record_names_file_line_and_remedy() {
        for (line, reason) in [
            (r#"{"text": "Two ships"#, "broken JSON"),
            (r#"{"title": "Ferry"}"#, "no text"),
            (r#"{"text": null}"#, "no text"),
            ("[1, 2]", "no JSON object"),
        ] {
            let failure = record(line).err().unwrap();
            assert!(failure.to_string().starts_with("day.jsonl:3: "), "{failure}");
            assert!(failure.reason.contains(reason), "{failure}");
            assert!(!failure.remedy.is_empty());
        }
    }
}
