//! Runs the real program, as a user would, on the invented samples and on bad input.

#[path = "program/common.rs"]
mod common;

#[path = "program/anchors.rs"]
mod anchors;
#[path = "program/bad_input.rs"]
mod bad_input;
#[path = "program/determinism.rs"]
mod determinism;
#[path = "program/faces.rs"]
mod faces;
#[path = "program/samples.rs"]
mod samples;
