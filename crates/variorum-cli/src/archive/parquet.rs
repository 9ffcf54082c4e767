//! The tables of an archive as Apache Parquet, one file a table.

use super::export::unwritable;
use anyhow::{Context, Result};
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use serde_json::Value;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use variorum_store::{Archive, Exported, Kind, Table};

/// Rows and bytes of text after which the rows so far are handed to the writer.
const ROWS: usize = 4096;
const BYTES: usize = 8 << 20;

/// Compressed bytes that the writer holds before it writes a row group out.
const ROW_GROUP_BYTES: usize = 32 << 20;

/// Writes every table, whole, to its own file in the folder.
pub fn tables(archive: &Archive, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| unwritable(folder))?;
    for table in Table::ALL {
        let path = folder.join(format!("{}.parquet", table.name()));
        let file = File::create(&path).with_context(|| unwritable(&path))?;
        let mut rows = Rows::new(archive.columns(table)?);
        let mut writer = ArrowWriter::try_new(file, rows.schema.clone(), Some(properties()))?;
        archive.export(table, &mut |row: Exported| {
            rows.push(&row);
            if rows.count >= ROWS || rows.bytes >= BYTES {
                writer.write(&rows.take()?).with_context(|| unwritable(&path))?;
                if writer.in_progress_size() >= ROW_GROUP_BYTES {
                    writer.flush().with_context(|| unwritable(&path))?;
                }
            }
            anyhow::Ok(())
        })?;
        writer.write(&rows.take()?).with_context(|| unwritable(&path))?;
        writer.close().with_context(|| unwritable(&path))?;
    }
    Ok(())
}

fn properties() -> WriterProperties {
    let offsets = "start, end: Unicode code points; start_byte, end_byte: bytes of UTF-8; half-open";
    WriterProperties::builder()
        .set_created_by("variorum".into())
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(vec![KeyValue::new("variorum.offsets".into(), offsets.to_string())]))
        .build()
}

/// Rows on their way into columns.
struct Rows {
    schema: SchemaRef,
    columns: Vec<(String, Column)>,
    count: usize,
    bytes: usize,
}

enum Column {
    Integer(Int64Builder),
    Real(Float64Builder),
    Text(StringBuilder),
}

impl Rows {
    fn new(columns: Vec<(String, Kind)>) -> Rows {
        let fields: Vec<Field> = columns.iter().map(|(name, kind)| Field::new(name, data_type(*kind), true)).collect();
        let columns = columns.into_iter().map(|(name, kind)| {
            let column = match kind {
                Kind::Integer => Column::Integer(Int64Builder::new()),
                Kind::Real => Column::Real(Float64Builder::new()),
                Kind::Text | Kind::Json => Column::Text(StringBuilder::new()),
            };
            (name, column)
        });
        Rows { schema: Arc::new(Schema::new(fields)), columns: columns.collect(), count: 0, bytes: 0 }
    }

    fn push(&mut self, row: &Exported) {
        self.count += 1;
        for (name, column) in &mut self.columns {
            let value = row.get(name.as_str()).unwrap_or(&Value::Null);
            match (column, value) {
                (Column::Integer(column), value) => column.append_option(value.as_i64()),
                (Column::Real(column), value) => column.append_option(value.as_f64()),
                (Column::Text(column), Value::Null) => column.append_null(),
                (Column::Text(column), Value::String(text)) => {
                    self.bytes += text.len();
                    column.append_value(text);
                }
                (Column::Text(column), json) => {
                    let text = json.to_string();
                    self.bytes += text.len();
                    column.append_value(text);
                }
            }
        }
    }

    /// The rows so far, which are then forgotten.
    fn take(&mut self) -> Result<RecordBatch> {
        (self.count, self.bytes) = (0, 0);
        let arrays = self.columns.iter_mut().map(|(_, column)| -> ArrayRef {
            match column {
                Column::Integer(column) => Arc::new(column.finish()),
                Column::Real(column) => Arc::new(column.finish()),
                Column::Text(column) => Arc::new(column.finish()),
            }
        });
        Ok(RecordBatch::try_new(self.schema.clone(), arrays.collect())?)
    }
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Text | Kind::Json => DataType::Utf8,
    }
}
