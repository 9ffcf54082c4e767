//! What reading gives: articles, duplicates, failures, warnings.

use std::fmt;
use variorum::article::Article;

/// Everything that was read. All lists are sorted, so the order of the inputs does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// No two have the same id. Sorted by name, then by id.
    pub articles: Vec<Article>,
    /// Inputs that equal one of the articles.
    pub duplicates: Vec<Duplicate>,
    /// Inputs that gave no article.
    pub failures: Vec<Failure>,
    /// What was odd about inputs that were read.
    pub warnings: Vec<Warning>,
}

/// A place in the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The path as it was given or found, or `-` for standard input.
    pub input: String,
    /// Counted from 1; only in formats with one article a line.
    pub line: Option<usize>,
}

/// An input that equals an article in its text and in all that is known about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    pub place: Place,
    /// What this copy is called.
    pub name: String,
    /// Id of the article it equals.
    pub article: String,
}

/// An input that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    pub place: Place,
    /// Why, as a clause: "the file is empty".
    pub reason: String,
    /// What the user can do about it, as an imperative clause.
    pub remedy: String,
}

/// Something odd about an input that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Warning {
    pub place: Place,
    pub message: String,
}

impl Ingested {
    /// How many inputs were seen: each is an article, a duplicate or a failure.
    pub fn inputs(&self) -> usize {
        self.articles.len() + self.duplicates.len() + self.failures.len()
    }
}

impl Place {
    /// A whole input.
    pub fn whole(input: &str) -> Place {
        Place { input: input.to_owned(), line: None }
    }

    /// One line of an input, counted from 1.
    pub fn line(input: &str, line: usize) -> Place {
        Place { input: input.to_owned(), line: Some(line) }
    }

    /// Makes a failure at this place.
    pub(crate) fn failure(&self, reason: impl Into<String>, remedy: impl Into<String>) -> Failure {
        Failure { place: self.clone(), reason: reason.into(), remedy: remedy.into() }
    }
}

impl fmt::Display for Place {
    /// `path` or `path:line`; `standard input` for `-`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.input == "-" { "standard input" } else { &self.input })?;
        self.line.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.reason, self.remedy)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
