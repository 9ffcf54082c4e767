//! Columns: what they are called, how articles and analyses go in and out of them.

use crate::stage::Error;
use arrow_array::{Array, ArrayRef, BinaryArray, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{BufReader, BufWriter, Write};
use std::sync::Arc;
use variorum::analyse::Analysis;
use variorum::article::{Article, Metadata};

/// A column: its name, its type, whether a value may be missing.
type Column = (&'static str, DataType, bool);

/// What is known of an article.
const KNOWN: &[Column] = &[
    ("name", DataType::Utf8, false),
    ("url", DataType::Utf8, true),
    ("outlet", DataType::Utf8, true),
    ("headline", DataType::Utf8, true),
    ("byline", DataType::Utf8, true),
    ("published", DataType::Utf8, true),
    ("language", DataType::Utf8, true),
    ("text", DataType::Utf8, false),
];

const ID: &[Column] = &[("id", DataType::Utf8, false)];
const AS_OF: &[Column] = &[("as_of", DataType::Utf8, true)];
const ANALYSIS: &[Column] = &[("analysis", DataType::Binary, false)];

/// The place of an article in its story.
const PLACE: &[Column] = &[
    ("story", DataType::Utf8, false),
    ("place", DataType::Int64, false),
    ("similarity", DataType::Float64, false),
    ("reason", DataType::Utf8, false),
    ("derivations", DataType::Utf8, false),
    ("links", DataType::Utf8, false),
];

const STORY: &[Column] = &[
    ("story", DataType::Utf8, false),
    ("title", DataType::Utf8, false),
    ("articles", DataType::Int64, false),
    ("texts", DataType::Int64, false),
    ("findings", DataType::Int64, false),
    ("links", DataType::Utf8, false),
    ("body", DataType::Utf8, false),
];

/// Articles that come in. `as_of` is the day that relative dates are resolved against, where that is not the day of
/// `published`.
pub fn arrived() -> SchemaRef {
    schema(&[KNOWN, AS_OF])
}

/// Articles with the id and the analysis, which is deflated JSON as in the archive.
pub fn analysed() -> SchemaRef {
    schema(&[ID, KNOWN, ANALYSIS])
}

/// The same with the place of the article in its story: `derivations` from earlier articles of the story and, on the first
/// article of a story, the `links` of the story to earlier ones; both JSON.
pub fn related() -> SchemaRef {
    schema(&[ID, KNOWN, ANALYSIS, PLACE])
}

/// One story: `body` is the plain view of it as JSON, as every face shows it.
pub fn collated() -> SchemaRef {
    schema(&[STORY])
}

/// Articles as a batch that the first stage of a plan takes.
pub fn articles(articles: &[Article]) -> Result<RecordBatch, Error> {
    let mut columns: Vec<ArrayRef> = known(articles);
    columns.push(Arc::new(StringArray::from_iter(articles.iter().map(|_| None::<&str>))));
    batch(arrived(), columns)
}

/// A batch of these columns.
pub fn batch(schema: SchemaRef, arrays: Vec<ArrayRef>) -> Result<RecordBatch, Error> {
    Ok(RecordBatch::try_new(schema, arrays)?)
}

/// The columns of [`KNOWN`].
pub fn known(articles: &[Article]) -> Vec<ArrayRef> {
    let required =
        |of: fn(&Article) -> &str| -> ArrayRef { Arc::new(StringArray::from_iter_values(articles.iter().map(of))) };
    let optional =
        |of: fn(&Article) -> Option<&str>| -> ArrayRef { Arc::new(StringArray::from_iter(articles.iter().map(of))) };
    let published = articles.iter().map(|article| article.published.map(|published| published.to_string()));
    vec![
        required(|article| &article.name),
        optional(|article| article.url.as_deref()),
        optional(|article| article.outlet.as_deref()),
        optional(|article| article.headline.as_deref()),
        optional(|article| article.byline.as_deref()),
        Arc::new(StringArray::from_iter(published)),
        optional(|article| article.language.as_deref()),
        required(|article| &article.text),
    ]
}

/// The articles of a batch, in its order.
pub fn read_articles(batch: &RecordBatch) -> Result<Vec<Article>, Error> {
    let (names, texts) = (text(batch, "name")?, text(batch, "text")?);
    let (urls, outlets, headlines) = (text(batch, "url")?, text(batch, "outlet")?, text(batch, "headline")?);
    let (bylines, languages, published) = (text(batch, "byline")?, text(batch, "language")?, text(batch, "published")?);
    let at = |column: &StringArray, row: usize| column.is_valid(row).then(|| column.value(row).to_string());
    let article = |row: usize| {
        let day = at(published, row).map(|day| day.parse()).transpose();
        let metadata = Metadata {
            url: at(urls, row),
            outlet: at(outlets, row),
            headline: at(headlines, row),
            byline: at(bylines, row),
            published: day.map_err(|error| unreadable("published", row, error))?,
            language: at(languages, row),
        };
        Ok(Article::new(names.value(row), texts.value(row), metadata))
    };
    (0..batch.num_rows()).map(article).collect()
}

/// Analyses as a column.
pub fn analyses(analyses: &[Analysis]) -> Result<ArrayRef, Error> {
    let packed: Vec<Vec<u8>> = analyses.iter().map(packed).collect::<Result<_, _>>()?;
    Ok(Arc::new(BinaryArray::from_iter_values(packed)))
}

/// The analyses of a batch, in its order.
pub fn read_analyses(batch: &RecordBatch) -> Result<Vec<Analysis>, Error> {
    let column: &BinaryArray = column(batch, "analysis")?;
    let read = |row: usize| {
        serde_json::from_reader(BufReader::new(DeflateDecoder::new(column.value(row))))
            .map_err(|error| unreadable("analysis", row, error))
    };
    (0..batch.num_rows()).map(read).collect()
}

pub fn text<'b>(batch: &'b RecordBatch, name: &'static str) -> Result<&'b StringArray, Error> {
    column(batch, name)
}

pub fn integer<'b>(batch: &'b RecordBatch, name: &'static str) -> Result<&'b Int64Array, Error> {
    column(batch, name)
}

pub fn real<'b>(batch: &'b RecordBatch, name: &'static str) -> Result<&'b Float64Array, Error> {
    column(batch, name)
}

/// A value as JSON.
pub fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Unwritable(error.to_string()))
}

pub fn unreadable(column: &'static str, row: usize, reason: impl std::fmt::Display) -> Error {
    Error::Value { column, row, reason: reason.to_string() }
}

fn schema(parts: &[&[Column]]) -> SchemaRef {
    let fields = parts.iter().flat_map(|part| *part);
    let fields = fields.map(|(name, kind, optional)| Field::new(*name, kind.clone(), *optional));
    Arc::new(Schema::new(fields.collect::<Vec<Field>>()))
}

fn column<'b, A: Array + 'static>(batch: &'b RecordBatch, name: &'static str) -> Result<&'b A, Error> {
    batch.column_by_name(name).and_then(|column| column.as_any().downcast_ref()).ok_or(Error::Column(name))
}

fn packed(analysis: &Analysis) -> Result<Vec<u8>, Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Unwritable(error.to_string());
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let mut buffered = BufWriter::new(&mut encoder);
    serde_json::to_writer(&mut buffered, analysis).map_err(|error| failed(&error))?;
    buffered.flush().map_err(|error| failed(&error))?;
    drop(buffered);
    encoder.finish().map_err(|error| failed(&error))
}
