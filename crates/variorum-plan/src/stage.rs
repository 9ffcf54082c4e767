//! [`plan`]: the stages, what they take and what they give.

use crate::columns::{analysed, arrived, collated, related};
use crate::{analyse, collate, relate};
use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};

/// One stage of a plan.
#[derive(Clone, Debug)]
pub struct Stage {
    pub name: &'static str,
    /// The columns it needs; others may stand beside them and are dropped.
    pub input: SchemaRef,
    pub output: SchemaRef,
    pub work: Work,
}

/// How the rows of a stage may be dealt out.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// Row by row: any batch.
    Map(fn(&RecordBatch) -> Result<RecordBatch, Error>),
    /// All rows with one value in the column `shard` in one batch, in any order.
    Reduce { shard: &'static str, work: fn(&RecordBatch) -> Result<RecordBatch, Error> },
    /// All rows in one batch, in any order.
    Gather(fn(&RecordBatch) -> Result<RecordBatch, Error>),
}

/// What can be wrong with a batch.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the column {0:?} is missing, or of another type than the stage takes")]
    Column(&'static str),
    #[error("row {row} of the column {column:?} cannot be read: {reason}")]
    Value { column: &'static str, row: usize, reason: String },
    #[error("a value could not be written: {0}")]
    Unwritable(String),
    #[error(transparent)]
    Arrow(#[from] ArrowError),
}

/// From articles to collated stories.
pub fn plan() -> Vec<Stage> {
    vec![
        Stage { name: "analyse", input: arrived(), output: analysed(), work: Work::Map(analyse::analyse) },
        Stage { name: "relate", input: analysed(), output: related(), work: Work::Gather(relate::relate) },
        Stage {
            name: "collate",
            input: related(),
            output: collated(),
            work: Work::Reduce { shard: "story", work: collate::collate },
        },
    ]
}
