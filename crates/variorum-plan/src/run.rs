//! [`run`]: a plan on the threads of this machine.

use crate::stage::{Error, Stage, Work};
use arrow_array::{RecordBatch, UInt64Array};
use arrow_schema::SchemaRef;
use arrow_select::concat::concat_batches;
use arrow_select::take::take_record_batch;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Rows that one thread works on at a time where rows do not depend on each other.
const ROWS: usize = 16;

/// Runs the stages one after the other on the current rayon threads. The rows of the result do not depend on the number
/// of threads or on how the input was split; those of a reducing stage come by shard.
pub fn run(stages: &[Stage], mut batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, Error> {
    for stage in stages {
        let taken = batches.iter().map(|batch| select(batch, &stage.input)).collect::<Result<Vec<_>, _>>()?;
        batches = match stage.work {
            Work::Map(work) => {
                let parts: Vec<RecordBatch> = taken.iter().flat_map(parts).collect();
                parts.par_iter().map(work).collect::<Result<_, _>>()?
            }
            Work::Gather(work) => vec![work(&concat_batches(&stage.input, &taken)?)?],
            Work::Reduce { shard, work } => {
                let whole = concat_batches(&stage.input, &taken)?;
                let shards: Vec<UInt64Array> = shards(&whole, shard)?;
                shards.par_iter().map(|rows| work(&take_record_batch(&whole, rows)?)).collect::<Result<_, _>>()?
            }
        };
    }
    Ok(batches)
}

/// The columns that a stage takes.
fn select(batch: &RecordBatch, input: &SchemaRef) -> Result<RecordBatch, Error> {
    let mut places = Vec::new();
    for field in input.fields() {
        places.push(batch.schema_ref().index_of(field.name())?);
    }
    let columns = batch.project(&places)?.columns().to_vec();
    Ok(RecordBatch::try_new(input.clone(), columns)?)
}

fn parts(batch: &RecordBatch) -> Vec<RecordBatch> {
    let starts = (0..batch.num_rows()).step_by(ROWS);
    starts.map(|start| batch.slice(start, ROWS.min(batch.num_rows() - start))).collect()
}

/// The rows of each value of a column.
fn shards(batch: &RecordBatch, shard: &'static str) -> Result<Vec<UInt64Array>, Error> {
    let column = crate::columns::text(batch, shard)?;
    let mut rows: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for row in 0..batch.num_rows() {
        rows.entry(column.value(row)).or_default().push(row as u64);
    }
    Ok(rows.into_values().map(UInt64Array::from).collect())
}
