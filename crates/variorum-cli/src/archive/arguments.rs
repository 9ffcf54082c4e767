//! What the verbs of the archive understand.

use crate::arguments::{LimitArguments, OutputArguments, ReadingArguments, list_of_limits};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use variorum::collate::FindingKind;
use variorum_store::Decision;

/// Add articles to an archive.
#[derive(Debug, Args)]
pub struct AddArguments {
    /// The archive; made where there is none
    pub archive: PathBuf,
    /// Files, folders, or - for standard input: plain text, Markdown, HTML, JSON Lines
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// List the stories of an archive.
#[derive(Debug, Args)]
pub struct ListArguments {
    pub archive: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

/// Show a story.
#[derive(Debug, Args)]
#[command(after_long_help = list_of_limits())]
pub struct ShowArguments {
    pub archive: PathBuf,
    /// Id of the story (also one it had before), of one of its articles, or the beginning of it; the id of an earlier
    /// version of an article shows what changed
    pub story: String,
    #[command(flatten)]
    pub output: OutputArguments,
    #[command(flatten)]
    pub limits: LimitArguments,
    /// Say more about each finding
    #[arg(short, long)]
    pub verbose: bool,
}

/// Find articles.
#[derive(Debug, Args)]
pub struct SearchArguments {
    pub archive: PathBuf,
    /// Words that must all occur; "words in quotation marks" must follow each other. May be empty
    #[arg(default_value = "")]
    pub query: String,
    /// Only articles in which somebody of this name speaks
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// Only articles of this outlet
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// Only articles that name this person, organisation or place
    #[arg(long, value_name = "NAME")]
    pub entity: Option<String>,
    /// Only articles published on this day or later (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Only articles published on this day or earlier (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Only articles that take part in a finding of this kind
    #[arg(long, value_parser = finding_kind, value_name = "KIND")]
    pub finding: Option<FindingKind>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    pub format: ListFormat,
}

/// Remove articles.
#[derive(Debug, Args)]
pub struct RemoveArguments {
    pub archive: PathBuf,
    /// Ids of articles, or the beginnings of them
    #[arg(required = true)]
    pub articles: Vec<String>,
}

/// Check an archive.
#[derive(Debug, Args)]
pub struct CheckArguments {
    pub archive: PathBuf,
}

/// Write out an archive.
#[derive(Debug, Args)]
pub struct ExportArguments {
    pub archive: PathBuf,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// Write to this file instead of standard output; for csv and parquet to this folder, one file a table
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

/// Decide about a finding.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    pub archive: PathBuf,
    /// Id of the finding, or the beginning of it
    pub finding: String,
    #[arg(value_enum)]
    pub decision: DecisionArgument,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

/// Form of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Text,
    Jsonl,
}

/// Form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON object a row, of all tables
    Jsonl,
    /// One file a table
    Csv,
    /// Apache Parquet, one file a table
    Parquet,
    /// W3C Web Annotations as JSON-LD, one a line
    W3c,
    /// IPTC ninjs 2.1, one article a line
    Ninjs,
}

/// What a reviewer decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DecisionArgument {
    /// The finding is right
    Confirm,
    /// The finding is wrong; it is no longer shown
    Dismiss,
    /// What it compares is not one thing
    Split,
}

impl From<DecisionArgument> for Decision {
    fn from(argument: DecisionArgument) -> Decision {
        match argument {
            DecisionArgument::Confirm => Decision::Confirm,
            DecisionArgument::Dismiss => Decision::Dismiss,
            DecisionArgument::Split => Decision::Split,
        }
    }
}

fn finding_kind(text: &str) -> Result<FindingKind, String> {
    serde_json::from_value(serde_json::Value::String(text.replace('-', "_"))).map_err(|_| {
        "kinds of findings are conflict, disputed, altered_quotation, difference, status, superseded, reports_both, \
         agreement and not_comparable"
            .to_string()
    })
}
