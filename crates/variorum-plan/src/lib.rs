//! The stages of Variorum as a list over Arrow record batches, so that any engine can run them.
//!
//! [`plan`] is the list: each stage says which columns it takes and gives, and whether it works row by row, on all rows
//! of a shard, or on all rows there are. Whatever way the rows are split into batches and in whatever order they come,
//! the rows that come out are the same. [`run`] runs a plan on the current rayon threads; a cluster calls the stages'
//! work itself (Spark: `mapInArrow` and `groupBy(shard).applyInArrow`).

mod collate;
mod columns;
mod relate;
mod run;
mod stage;

mod analyse;

pub use columns::articles;
pub use run::run;
pub use stage::{Error, Stage, Work, plan};
