//! What stands after the name of a command: `--name value`.

use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The words after the name of a command.
pub struct Arguments {
    words: Vec<String>,
}

impl Arguments {
    pub fn new(words: impl Iterator<Item = String>) -> Arguments {
        Arguments { words: words.collect() }
    }

    /// The word after `--name`.
    pub fn value(&self, name: &str) -> Option<&str> {
        let at = self.words.iter().position(|word| word.strip_prefix("--") == Some(name))?;
        self.words.get(at + 1).map(String::as_str)
    }

    /// Whether `--name` is given.
    pub fn flag(&self, name: &str) -> bool {
        self.words.iter().any(|word| word.strip_prefix("--") == Some(name))
    }

    /// A file below `--data`, which is `../shared/data` unless given.
    pub fn data(&self, path: &str) -> PathBuf {
        Path::new(self.value("data").unwrap_or("../shared/data")).join(path)
    }
}

/// Reads a file of JSON Lines; an error names the file and the line.
pub fn read_lines<T: DeserializeOwned>(path: &Path) -> io::Result<Vec<T>> {
    let name = path.display();
    let file = File::open(path).map_err(|error| io::Error::new(error.kind(), format!("{name}: {error}")))?;
    let mut items = Vec::new();
    for (number, line) in BufReader::new(file).lines().enumerate() {
        let item = serde_json::from_str(&line?);
        items.push(item.map_err(|error| io::Error::other(format!("{name}, line {}: {error}", number + 1)))?);
    }
    Ok(items)
}
