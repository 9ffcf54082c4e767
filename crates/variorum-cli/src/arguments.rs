//! What the command line understands. Help texts live here, beside the flags they explain.

use crate::archive::arguments::{
    AddArguments, CheckArguments, ExportArguments, ListArguments, RemoveArguments, ReviewArguments, SearchArguments,
    ShowArguments,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use variorum::collate::limits::{self, Limits, Setting};

/// Lay the accounts of one event side by side, every item anchored to the exact words it rests on.
#[derive(Debug, Parser)]
#[command(
    name = "variorum",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 ok; 1 a finding named by --fail-on exists; 2 wrong usage; 3 some inputs failed (the \
                  others were done, each failure is named); 4 damaged archive or one made by a newer program.\n\n\
                  Examples:\n  \
                  variorum collate samples/                       a report on the terminal\n  \
                  variorum collate --format html -o day.html *.txt  a page to read in a browser\n  \
                  variorum analyse article.txt --format json      all annotations of one article\n  \
                  variorum compare wire.txt paper.txt             two accounts side by side"
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Group articles into stories and collate each story
    Collate(CollateArguments),
    /// Show everything found in one article
    Analyse(AnalyseArguments),
    /// Set two accounts side by side, whatever they are about
    Compare(CompareArguments),
    /// List quotations: who said what, in which words, to whom, where
    Quotes(QuotesArguments),
    /// Add articles to an archive, and bring up to date the stories they touch
    Add(AddArguments),
    /// List the stories of an archive
    Stories(ListArguments),
    /// Show a story of an archive, collated
    Show(ShowArguments),
    /// Find articles of an archive by their words, speakers, entities, outlets, days and findings
    Search(SearchArguments),
    /// Remove articles from an archive
    Remove(RemoveArguments),
    /// Check that an archive is sound
    Check(CheckArguments),
    /// Write out all that an archive holds
    Export(ExportArguments),
    /// Confirm or dismiss a finding of an archive, or say that what it compares is not one thing
    Review(ReviewArguments),
    /// Print the JSON Schema of the JSON output
    Schema {
        /// Of which output
        #[arg(value_enum, default_value_t = SchemaOf::Report)]
        of: SchemaOf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell to print them for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

const COLLATE_EXAMPLES: &str = "Examples:\n  \
    variorum collate articles/                           a report on the terminal\n  \
    variorum collate *.html -o day.html                  a page to read in a browser\n  \
    variorum collate --now 2025-02-13 *.txt              undated articles, taken as of that day\n  \
    variorum collate feed.jsonl --format json | jq '.stories[].findings[]'\n  \
    variorum collate articles/ --limit claims=100 --limit readings=50\n  \
    variorum collate articles/ --fail-on conflict,altered-quotation || echo look at it";

/// Group articles into stories and collate each story.
#[derive(Debug, Args)]
#[command(after_help = COLLATE_EXAMPLES, after_long_help = format!("{COLLATE_EXAMPLES}\n\n{}", list_of_limits()))]
pub struct CollateArguments {
    /// Files, folders, or - for standard input: plain text, Markdown, HTML, JSON Lines
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub report: ReportArguments,
}

/// Show everything found in one article.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    variorum analyse article.txt                         who says what, names, dates, numbers, damage\n  \
    curl -s https://example.org/news.html | variorum analyse - --format json")]
pub struct AnalyseArguments {
    /// The article: a file, or - for standard input
    #[arg(value_name = "FILE")]
    pub path: PathBuf,
    #[command(flatten)]
    pub output: OutputArguments,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

const COMPARE_EXAMPLES: &str = "Examples:\n  \
    variorum compare wire.txt paper.html                 two columns on the terminal\n  \
    variorum compare wire.txt paper.html -o pair.html    two columns in a browser, passages linked";

/// Set two accounts side by side.
#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES, after_long_help = format!("{COMPARE_EXAMPLES}\n\n{}", list_of_limits()))]
pub struct CompareArguments {
    /// The first account
    #[arg(value_name = "A")]
    pub first: PathBuf,
    /// The second account
    #[arg(value_name = "B")]
    pub second: PathBuf,
    #[command(flatten)]
    pub report: ReportArguments,
}

/// List quotations.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    variorum quotes articles/                            speaker, words, place\n  \
    variorum quotes articles/ --format csv -o quotes.csv  for a spreadsheet")]
pub struct QuotesArguments {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = QuotesFormat::Text, value_name = "FORMAT")]
    pub format: QuotesFormat,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArguments,
}

/// What is common to the verbs that make a report.
#[derive(Debug, Args)]
pub struct ReportArguments {
    #[command(flatten)]
    pub output: OutputArguments,
    #[command(flatten)]
    pub reading: ReadingArguments,
    /// Exit with code 1 if a finding of one of these kinds exists (several: separated by commas)
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    pub fail_on: Vec<FailOn>,
    #[command(flatten)]
    pub limits: LimitArguments,
}

/// How far the comparison goes.
#[derive(Debug, Args)]
pub struct LimitArguments {
    /// Set a limit of the comparison, or of what is shown; may be given several times (--help lists the limits)
    #[arg(long = "limit", value_name = "NAME=N")]
    pub settings: Vec<Setting>,
}

/// Where and how the result is written.
#[derive(Debug, Args)]
pub struct OutputArguments {
    /// Form of the output; without it, the extension of the output file decides, else text
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How the inputs are read.
#[derive(Debug, Args)]
pub struct ReadingArguments {
    /// Take articles without a publication day as published on this day (YYYY-MM-DD); without it their relative dates
    /// stay unresolved
    #[arg(long, value_name = "DATE")]
    pub now: Option<Date>,
    /// Threads to use; the result is the same for any number [default: one a core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Refuse files larger than this many bytes
    #[arg(long, value_name = "BYTES", default_value_t = variorum_ingest::Limits::default().file_bytes)]
    pub max_bytes: u64,
    /// Refuse articles whose text is longer than this many bytes
    #[arg(long, value_name = "BYTES", default_value_t = variorum_ingest::Limits::default().article_bytes)]
    pub max_article_bytes: usize,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more on standard error: what was read, and how long each stage took
    #[arg(short, long)]
    pub verbose: bool,
}

/// Form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    Text,
    /// The whole report as one JSON object
    Json,
    /// One JSON object a line: one a story
    Jsonl,
    /// Markdown
    Md,
    /// One self-contained page
    Html,
}

/// Outputs that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// What `collate`, `compare` and `show` write with --format json
    Report,
    /// What `analyse` writes with --format json
    Article,
}

/// Form of a list of quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QuotesFormat {
    Text,
    Jsonl,
    Csv,
}

/// Kinds of findings that `--fail-on` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    Conflict,
    Disputed,
    AlteredQuotation,
    Difference,
    Superseded,
    Damage,
    Copy,
}

/// The list of the limits, for a help text.
pub fn list_of_limits() -> String {
    let row =
        |limit: &limits::Limit| format!("  {:<24} {:>4}  {}\n", limit.name, limit.of(&Limits::default()), limit.says);
    let rows: String = limits::ALL.into_iter().map(row).collect();
    format!("Limits, as they are without --limit (what one cut off stands under \"Not compared\"):\n{rows}")
}

impl OutputArguments {
    /// The form asked for, or the one the output file's extension tells, or text.
    pub fn chosen_format(&self) -> Format {
        let by_extension = || match self.output.as_ref()?.extension()?.to_str()? {
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "md" | "markdown" => Some(Format::Md),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        };
        self.format.or_else(by_extension).unwrap_or(Format::Text)
    }
}
