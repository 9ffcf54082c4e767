//! Turns bytes into articles: plain text, Markdown, HTML and JSON Lines; from files, folders and standard input.
//!
//! Nothing is dropped in silence. Whatever was read comes back as an article, as a duplicate of one, or as a failure
//! that names the file, the line and a remedy; [`Ingested::inputs`] is their sum.
//!
//! ```text
//! paths -> walk -> read (size limits, gzip) -> encoding -> format -> tidy -> Article -> assemble
//! ```

mod assemble;
mod dates;
mod encoding;
mod format;
mod header;
mod html;
mod json;
mod limits;
mod markdown;
mod outcome;
mod read;
mod tidy;
mod walk;

pub use dates::parse_published;
pub use limits::Limits;
pub use outcome::{Duplicate, Failure, Ingested, Place, Warning};
pub use read::{Progress, read_bytes, read_paths};
