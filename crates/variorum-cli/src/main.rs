//! The program `variorum`: parse, run one verb, turn the outcome into an exit code.

mod archive;
mod arguments;
mod pipeline;
mod report;

use anyhow::{Context, Result, bail};
use arguments::{
    AnalyseArguments, Arguments, CollateArguments, Command, CompareArguments, FailOn, Format, OutputArguments,
    QuotesArguments, ReadingArguments, ReportArguments, SchemaOf,
};
use clap::{CommandFactory, Parser};
use pipeline::{Collection, Console};
use report::{Layout, Style};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use variorum::collate::view::{ArticleAnnotations, Report};
use variorum::collate::{FindingKind, Limits, ReadingRelation};

/// Analysis makes and drops many small values: this takes them from lists of each thread's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the program tells its caller; see `--help`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Done = 0,
    FindingExists = 1,
    Usage = 2,
    SomeInputsFailed = 3,
    UnusableArchive = 4,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(outcome) => ExitCode::from(outcome as u8),
        // A reader that closed the pipe has seen enough: no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("variorum: {error:#}");
            let unusable = error.downcast_ref().is_some_and(variorum_store::Error::is_unusable);
            let outcome = if unusable { Outcome::UnusableArchive } else { Outcome::Usage };
            ExitCode::from(outcome as u8)
        }
    }
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Collate(arguments) => run_collate(&arguments),
        Command::Analyse(arguments) => run_analyse(&arguments),
        Command::Compare(arguments) => run_compare(&arguments),
        Command::Quotes(arguments) => run_quotes(&arguments),
        Command::Add(arguments) => archive::add(&arguments),
        Command::Stories(arguments) => archive::stories(&arguments),
        Command::Show(arguments) => archive::show(&arguments),
        Command::Search(arguments) => archive::search(&arguments),
        Command::Remove(arguments) => archive::remove(&arguments),
        Command::Check(arguments) => archive::check(&arguments),
        Command::Export(arguments) => archive::export::export(&arguments),
        Command::Review(arguments) => archive::review(&arguments),
        Command::Schema { of } => {
            let schema = match of {
                SchemaOf::Report => schemars::schema_for!(Report),
                SchemaOf::Article => schemars::schema_for!(ArticleAnnotations),
            };
            write_out(None, &(serde_json::to_string_pretty(&schema)? + "\n"))?;
            Ok(Outcome::Done)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "variorum", &mut script);
            write_out(None, &String::from_utf8_lossy(&script))?;
            Ok(Outcome::Done)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut page)?;
            write_out(None, &String::from_utf8_lossy(&page))?;
            Ok(Outcome::Done)
        }
    }
}

fn run_collate(arguments: &CollateArguments) -> Result<Outcome> {
    let ReportArguments { output, reading, fail_on, limits } = &arguments.report;
    let console = Console::new(reading);
    let report = pipeline::on_threads(reading.jobs, || {
        let collection = pipeline::read(&arguments.paths, reading, &console);
        console.intake(&collection.intake);
        pipeline::collate_all(collection, &Limits::with(&limits.settings), &console)
    })?;
    show(&report, Layout::Stories, output, reading.verbose)?;
    Ok(outcome(&report, fail_on))
}

fn run_compare(arguments: &CompareArguments) -> Result<Outcome> {
    let ReportArguments { output, reading, fail_on, limits } = &arguments.report;
    let console = Console::new(reading);
    let paths = [arguments.first.clone(), arguments.second.clone()];
    let collection = pipeline::on_threads(reading.jobs, || {
        let collection = pipeline::read(&paths, reading, &console);
        console.intake(&collection.intake);
        collection
    })?;
    if collection.intake.failures.is_empty() && collection.articles.len() + collection.intake.duplicates.len() != 2 {
        bail!(
            "`compare` takes two inputs with one article each, these hold {}; use `variorum collate` for more",
            collection.articles.len()
        );
    }
    let report = pipeline::collate_as_one(collection, &Limits::with(&limits.settings), &console);
    // One text that stands in both inputs, or the one that could be read, has nothing beside it.
    let layout = if report.articles.len() == 2 { Layout::SideBySide } else { Layout::Stories };
    show(&report, layout, output, reading.verbose)?;
    Ok(outcome(&report, fail_on))
}

fn run_analyse(arguments: &AnalyseArguments) -> Result<Outcome> {
    let console = Console::new(&arguments.reading);
    let paths = [arguments.path.clone()];
    let (collection, articles) = annotated(&paths, &arguments.reading, &console)?;
    let page = match arguments.output.chosen_format() {
        Format::Text => {
            let style = style(&arguments.output, arguments.reading.verbose);
            let pages: Vec<String> = articles.iter().map(|article| report::annotations(article, style)).collect();
            pages.join("\n")
        }
        Format::Json => match articles.as_slice() {
            [one] => serde_json::to_string_pretty(one)? + "\n",
            many => serde_json::to_string_pretty(many)? + "\n",
        },
        Format::Jsonl => {
            let lines: Result<Vec<String>, _> = articles.iter().map(serde_json::to_string).collect();
            lines?.iter().map(|line| format!("{line}\n")).collect()
        }
        Format::Md | Format::Html => {
            bail!("`analyse` writes text, json or jsonl; for a page to read use `variorum collate --format html`")
        }
    };
    write_out(arguments.output.output.as_deref(), &page)?;
    Ok(failed_inputs(&collection))
}

fn run_quotes(arguments: &QuotesArguments) -> Result<Outcome> {
    let console = Console::new(&arguments.reading);
    let (collection, articles) = annotated(&arguments.paths, &arguments.reading, &console)?;
    let outcome = failed_inputs(&collection);
    let collate = || pipeline::collate_all(collection, &Limits::default(), &console);
    let report = pipeline::on_threads(arguments.reading.jobs, collate)?;
    write_out(arguments.output.as_deref(), &report::quotes(&articles, &report, arguments.format)?)?;
    Ok(outcome)
}

fn annotated(
    paths: &[std::path::PathBuf],
    reading: &ReadingArguments,
    console: &Console,
) -> Result<(Collection, Vec<ArticleAnnotations>)> {
    pipeline::on_threads(reading.jobs, || {
        let collection = pipeline::read(paths, reading, console);
        console.intake(&collection.intake);
        let articles = pipeline::annotations(&collection);
        (collection, articles)
    })
}

fn failed_inputs(collection: &Collection) -> Outcome {
    if collection.intake.failures.is_empty() { Outcome::Done } else { Outcome::SomeInputsFailed }
}

/// Failed inputs weigh more than a finding asked for: the findings may be incomplete.
fn outcome(report: &Report, fail_on: &[FailOn]) -> Outcome {
    if !report.failures.is_empty() {
        Outcome::SomeInputsFailed
    } else if fail_on.iter().any(|kind| exists(report, *kind)) {
        Outcome::FindingExists
    } else {
        Outcome::Done
    }
}

fn exists(report: &Report, kind: FailOn) -> bool {
    let finding =
        |kind: FindingKind| report.stories.iter().flat_map(|story| &story.findings).any(|finding| finding.kind == kind);
    match kind {
        FailOn::Conflict => finding(FindingKind::Conflict),
        FailOn::Disputed => finding(FindingKind::Disputed),
        FailOn::Difference => finding(FindingKind::Difference),
        FailOn::Superseded => finding(FindingKind::Superseded),
        FailOn::AlteredQuotation => {
            let mut comparisons =
                report.stories.iter().flat_map(|story| &story.quotations).flat_map(|quotation| &quotation.comparisons);
            finding(FindingKind::AlteredQuotation)
                || comparisons.any(|comparison| comparison.relation == ReadingRelation::Altered)
        }
        FailOn::Damage => report.stories.iter().any(|story| !story.damaged.is_empty()),
        FailOn::Copy => report.stories.iter().any(|story| !story.copies.is_empty()),
    }
}

fn show(report: &Report, layout: Layout, output: &OutputArguments, verbose: bool) -> Result<()> {
    let page = report::render(report, output.chosen_format(), layout, style(output, verbose))?;
    write_out(output.output.as_deref(), &page)
}

/// How text is dressed: colour and full width only where somebody looks at it on a terminal.
fn style(output: &OutputArguments, verbose: bool) -> Style {
    let on_terminal = output.output.is_none() && std::io::stdout().is_terminal();
    let colour = on_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let columns = terminal_size::terminal_size().filter(|_| on_terminal);
    let width = columns.map_or(80, |(width, _)| usize::from(width.0).clamp(40, WIDEST));
    Style { colour, verbose, width }
}

/// Longer lines than this are hard to read, however wide the terminal is.
const WIDEST: usize = 120;

fn write_out(path: Option<&Path>, page: &str) -> Result<()> {
    match path {
        Some(path) => std::fs::write(path, page)
            .with_context(|| format!("{} could not be written; check the folder and its permissions", path.display())),
        None => {
            let mut out = std::io::stdout().lock();
            out.write_all(page.as_bytes())?;
            Ok(out.flush()?)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
