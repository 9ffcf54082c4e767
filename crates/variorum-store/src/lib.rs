//! The archive: articles, analyses, stories, findings and reviewers' decisions in one SQLite file.
//!
//! The only room with SQL. What the file holds is a function of its articles and the decisions: adding recomputes what the
//! new articles touch and nothing else, and the result is that of adding everything at once. One transaction takes in a
//! handful of articles with all that follows from them, so a killed process leaves a sound file. docs/ARCHIVE.md describes
//! the schema.

mod add;
mod archive;
mod body;
mod chains;
mod check;
mod error;
mod export;
mod likeness;
mod prepare;
mod read;
mod reuse;
mod review;
mod rows;
mod search;
mod shelf;
mod stories;
mod threads;
mod versions;

pub use add::{Added, AddedAs};
pub use archive::Archive;
pub use check::Checked;
pub use error::Error;
pub use export::{Exported, Kind, Table};
pub use read::{StoryLine, StoryMaterial, Version};
pub use review::{Decided, Decision};
pub use search::{Filters, Hit};
