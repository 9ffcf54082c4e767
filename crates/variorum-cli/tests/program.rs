//! Runs the real program, as a user would, on the invented samples and on bad input.

#[cfg(test)]
#[path = "program/common.rs"]
mod common;

#[cfg(test)]
#[path = "program/anchors.rs"]
mod anchors;
#[cfg(test)]
#[path = "program/bad_input.rs"]
mod bad_input;
#[cfg(test)]
#[path = "program/determinism.rs"]
mod determinism;
#[cfg(test)]
#[path = "program/faces.rs"]
mod faces;
#[cfg(test)]
#[path = "program/limits.rs"]
mod limits;
#[cfg(test)]
#[path = "program/samples.rs"]
mod samples;
#[cfg(test)]
#[path = "program/schema.rs"]
mod schema;

#[cfg(test)]
#[path = "archive/damage.rs"]
mod archive_damage;
#[cfg(test)]
#[path = "archive/full.rs"]
mod archive_full;
#[cfg(test)]
#[path = "archive/kill.rs"]
mod archive_kill;
#[cfg(test)]
#[path = "archive/parquet.rs"]
mod archive_parquet;
#[cfg(test)]
#[path = "archive/verbs.rs"]
mod archive_verbs;
