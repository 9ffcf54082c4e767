//! The first stage: what each article says.

use crate::columns::{analysed, analyses, batch, known, read_articles, text, unreadable};
use crate::stage::Error;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use std::sync::Arc;
use variorum::analyse::{Analysis, analyse_as_of};

/// Analyses the articles of a batch.
pub fn analyse(rows: &RecordBatch) -> Result<RecordBatch, Error> {
    let articles = read_articles(rows)?;
    let as_of = text(rows, "as_of")?;
    let mut found: Vec<Analysis> = Vec::new();
    for (row, article) in articles.iter().enumerate() {
        let day = as_of.is_valid(row).then(|| as_of.value(row).parse()).transpose();
        let day = day.map_err(|error: jiff::Error| unreadable("as_of", row, error))?;
        found.push(analyse_as_of(article, article.day().or(day)));
    }
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(articles.iter().map(|article| &article.id)));
    let mut columns = vec![ids];
    columns.extend(known(&articles));
    columns.push(analyses(&found)?);
    batch(analysed(), columns)
}
