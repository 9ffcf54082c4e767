//! The Parquet export, read back.

use crate::common::succeeds;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

/// The rows of one table, in one batch each.
fn rows(folder: &Path, table: &str) -> Vec<RecordBatch> {
    let file = File::open(folder.join(format!("{table}.parquet"))).unwrap();
    ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap().map(Result::unwrap).collect()
}

fn text<'b>(batch: &'b RecordBatch, column: &str, row: usize) -> &'b str {
    batch.column_by_name(column).unwrap().as_string::<i32>().value(row)
}

fn number(batch: &RecordBatch, column: &str, row: usize) -> usize {
    batch.column_by_name(column).unwrap().as_primitive::<Int64Type>().value(row) as usize
}

#[test]
fn parquet_holds_every_row_and_every_place_slices_its_article() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("a").to_string_lossy().into_owned();
    let out = folder.path().join("out");
    succeeds(&["add", &archive, "samples", "--quiet"]);
    succeeds(&["export", &archive, "--format", "parquet", "--output", &out.to_string_lossy()]);
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for line in succeeds(&["export", &archive, "--format", "jsonl"]).lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        *expected.entry(row["table"].as_str().unwrap().to_string()).or_default() += 1;
    }
    assert!(expected["evidence"] > 20);
    for (table, count) in &expected {
        assert_eq!(rows(&out, table).iter().map(RecordBatch::num_rows).sum::<usize>(), *count, "{table}");
    }
    assert_eq!(rows(&out, "decision").iter().map(RecordBatch::num_rows).sum::<usize>(), 0);
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for batch in rows(&out, "article") {
        for row in 0..batch.num_rows() {
            texts.insert(text(&batch, "id", row).to_string(), text(&batch, "text", row).chars().collect());
        }
    }
    let mut items: BTreeMap<String, usize> = BTreeMap::new();
    for batch in rows(&out, "evidence").iter().chain(&rows(&out, "attribution")) {
        for row in 0..batch.num_rows() {
            let (start, end) = (number(batch, "start", row), number(batch, "end", row));
            let words: String = texts[text(batch, "article", row)][start..end].iter().collect();
            assert_eq!(words, text(batch, "exact", row));
            assert_eq!(words.len(), number(batch, "end_byte", row) - number(batch, "start_byte", row));
            if let Some(item) = batch.column_by_name("item") {
                assert!(item.is_valid(row));
                *items.entry(text(batch, "item", row).to_string()).or_default() += 1;
            }
        }
    }
    assert_eq!(items.keys().collect::<Vec<_>>(), ["claim", "derivation", "finding", "reading"]);
}
