//! Reads the annotated sets of `language/`: one sentence a line.

use crate::arguments::{Arguments, read_lines};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io;

/// A sentence with tags, lemmas and a tree.
#[derive(Clone, Debug, Deserialize)]
pub struct Parsed {
    pub words: Vec<String>,
    #[serde(default)]
    pub lemma: Vec<String>,
    #[serde(default)]
    pub upos: Vec<String>,
    pub xpos: Vec<String>,
    /// Counted from 1; 0 is the root.
    pub head: Vec<usize>,
    pub deprel: Vec<String>,
}

/// A sentence with its names as (first word, one past the last word, kind).
#[derive(Clone, Debug, Deserialize)]
pub struct Named {
    pub words: Vec<String>,
    pub ner: Vec<(usize, usize, String)>,
}

/// Reads a set of `language/` by its name.
pub fn read<T: DeserializeOwned>(arguments: &Arguments, name: &str) -> io::Result<Vec<T>> {
    read_lines(&arguments.data(&format!("language/{name}.jsonl")))
}
