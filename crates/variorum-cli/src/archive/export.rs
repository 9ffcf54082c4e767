//! `variorum export`: all that an archive holds, in forms that others read. Nothing is left out or cut.

use super::arguments::{ExportArguments, ExportFormat};
use super::parquet;
use crate::Outcome;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use variorum::analyse::Analysis;
use variorum::article::Article;
use variorum::collate::view::{self, ArticleAnnotations, Passage};
use variorum::language::EntityKind;
use variorum_store::{Archive, Exported, Table};

/// Writes the archive out.
pub fn export(arguments: &ExportArguments) -> Result<Outcome> {
    let archive = Archive::open_to_read(&arguments.archive)?;
    match (arguments.format, &arguments.output) {
        (ExportFormat::Csv | ExportFormat::Parquet, None) => {
            bail!("csv and parquet are one file a table: name a folder with --output")
        }
        (ExportFormat::Csv, Some(folder)) => tables(&archive, folder)?,
        (ExportFormat::Parquet, Some(folder)) => parquet::tables(&archive, folder)?,
        (format, Some(path)) => {
            let file = File::create(path).with_context(|| unwritable(path))?;
            let mut out = BufWriter::new(file);
            lines(&archive, format, &mut out)?;
            out.flush().with_context(|| unwritable(path))?;
        }
        (format, None) => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            lines(&archive, format, &mut out)?;
            out.flush()?;
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn unwritable(path: &Path) -> String {
    format!("{} could not be written; check the folder and its permissions", path.display())
}

fn lines(archive: &Archive, format: ExportFormat, out: &mut impl Write) -> Result<()> {
    match format {
        ExportFormat::W3c => w3c(archive, out),
        ExportFormat::Ninjs => {
            archive.export_articles(&mut |article, analysis| Ok(writeln!(out, "{}", ninjs(&article, &analysis))?))
        }
        _ => json_lines(archive, out),
    }
}

/// One JSON object a row; `table` says which table it stands in.
fn json_lines(archive: &Archive, out: &mut impl Write) -> Result<()> {
    for table in Table::ALL {
        archive.export(table, &mut |row: Exported| {
            let mut object = Exported::from_iter([("table".to_string(), Value::from(table.name()))]);
            object.extend(row);
            anyhow::Ok(writeln!(out, "{}", Value::Object(object))?)
        })?;
    }
    Ok(())
}

/// One file a table, as RFC 4180 says: the names of the columns first.
fn tables(archive: &Archive, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| unwritable(folder))?;
    for table in Table::ALL {
        let path = folder.join(format!("{}.csv", table.name()));
        let names: Vec<String> = archive.columns(table)?.into_iter().map(|(name, _)| name).collect();
        let mut out = csv::Writer::from_path(&path).with_context(|| unwritable(&path))?;
        out.write_record(&names)?;
        archive.export(table, &mut |row: Exported| {
            anyhow::Ok(out.write_record(names.iter().map(|name| field(row.get(name))))?)
        })?;
        out.flush().with_context(|| unwritable(&path))?;
    }
    Ok(())
}

fn field(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The annotations of every article, then the findings, as W3C Web Annotations.
fn w3c(archive: &Archive, out: &mut impl Write) -> Result<()> {
    archive.export_articles(&mut |article, analysis| {
        let found = view::annotations(&article, &analysis);
        for annotation in article_annotations(&found) {
            writeln!(out, "{annotation}")?;
        }
        anyhow::Ok(())
    })?;
    archive.export(Table::Findings, &mut |row: Exported| {
        let body = row.get("body").unwrap_or(&Value::Null);
        let sides = body["sides"].as_array().into_iter().flatten();
        let targets: Vec<Value> =
            sides.filter_map(Value::as_array).flatten().map(|evidence| target_of(&evidence["passage"])).collect();
        let annotation = annotation(
            &format!("finding/{}", row.get("id").and_then(Value::as_str).unwrap_or_default()),
            "assessing",
            json!({ "type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": row.get("why"),
                    "variorum:kind": row.get("kind"), "variorum:rule": row.get("rule"), "variorum:story": row.get("story") }),
            targets,
        );
        anyhow::Ok(writeln!(out, "{annotation}")?)
    })
}

fn article_annotations(found: &ArticleAnnotations) -> Vec<Value> {
    let id = |kind: &str, number: usize| format!("article/{}/{kind}/{number}", found.article.id);
    let mut annotations = Vec::new();
    for (number, attribution) in found.attributions.iter().enumerate() {
        let source = attribution.source.as_ref().map(|source| source.exact.as_str());
        let body = json!({ "type": "TextualBody", "purpose": "describing", "value": source,
                           "variorum:kind": attribution.kind, "variorum:style": attribution.style,
                           "variorum:speakers": attribution.speakers });
        let targets = attribution.content.iter().map(target).collect();
        annotations.push(annotation(&id("attribution", number), "describing", body, targets));
    }
    for (number, entity) in found.entities.iter().enumerate() {
        let body = json!({ "type": "TextualBody", "purpose": "identifying", "value": entity.name,
                           "variorum:kind": entity.kind });
        let targets = entity.mentions.iter().map(|mention| target(&mention.passage)).collect();
        annotations.push(annotation(&id("entity", number), "identifying", body, targets));
    }
    for (number, damaged) in found.damaged.iter().enumerate() {
        let body = json!({ "type": "TextualBody", "purpose": "commenting", "value": damaged.explanation });
        annotations.push(annotation(&id("damage", number), "commenting", body, vec![target(&damaged.passage)]));
    }
    annotations
}

fn annotation(id: &str, motivation: &str, body: Value, targets: Vec<Value>) -> Value {
    json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", { "variorum": "urn:variorum:" }],
        "id": format!("urn:variorum:{id}"),
        "type": "Annotation",
        "motivation": motivation,
        "body": body,
        "target": targets,
    })
}

fn target(passage: &Passage) -> Value {
    target_of(
        &json!({ "article": passage.article, "start": passage.start, "end": passage.end, "exact": passage.exact }),
    )
}

/// Position in code points, and the exact words beside it.
fn target_of(passage: &Value) -> Value {
    json!({
        "source": format!("urn:variorum:article/{}", passage["article"].as_str().unwrap_or_default()),
        "selector": [
            { "type": "TextPositionSelector", "start": passage["start"], "end": passage["end"] },
            { "type": "TextQuoteSelector", "exact": passage["exact"] },
        ],
    })
}

/// An article as IPTC ninjs 2.1.
fn ninjs(article: &Article, analysis: &Analysis) -> Value {
    let named = |kind: EntityKind| -> Vec<Value> {
        let entities = analysis.reading.entities.iter().filter(|entity| entity.kind == kind);
        entities.map(|entity| json!({ "name": entity.name })).collect()
    };
    let mut item = json!({
        "uri": article.url.clone().unwrap_or_else(|| format!("urn:variorum:article/{}", article.id)),
        "standard": { "name": "ninjs", "version": "2.1",
                      "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_2.1.json" },
        "type": "text",
        "altids": [{ "role": "variorum", "value": article.id }],
        "bodies": [{ "role": "main", "contenttype": "text/plain", "value": article.text,
                     "charcount": article.text.chars().count(), "wordcount": analysis.layout.tokens.len() }],
        "people": named(EntityKind::Person),
        "organisations": named(EntityKind::Organisation),
        "places": named(EntityKind::Place),
    });
    let mut set = |name: &str, value: Option<Value>| {
        if let (Some(object), Some(value)) = (item.as_object_mut(), value) {
            object.insert(name.into(), value);
        }
    };
    let published = article.published.map(|published| published.to_string());
    // The standard wants a time with its zone.
    set("versioncreated", published.filter(|time| time.len() > 19).map(Value::from));
    set("contentcreated", article.day().map(|day| Value::from(day.to_string())));
    set("language", article.language.clone().map(Value::from));
    set("by", article.byline.clone().map(Value::from));
    set("headlines", article.headline.as_ref().map(|headline| json!([{ "role": "main", "value": headline }])));
    set("infosources", article.outlet.as_ref().map(|outlet| json!([{ "name": outlet }])));
    item
}
