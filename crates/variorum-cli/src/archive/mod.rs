//! The verbs of the archive: each opens it, asks the store, prints.

pub mod arguments;
pub mod export;
mod parquet;

use crate::pipeline::{self, Collection, Console};
use crate::report::Layout;
use crate::{Outcome, show as show_report, write_out};
use anyhow::Result;
use arguments::{
    AddArguments, CheckArguments, ListArguments, ListFormat, RemoveArguments, ReviewArguments, SearchArguments,
    ShowArguments,
};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use variorum::collate::Limits;
use variorum::collate::view::{Intake, Report};
use variorum::relate::Relations;
use variorum_store::{AddedAs, Archive, Error, Filters, Hit, StoryLine};

/// `variorum add`
pub fn add(arguments: &AddArguments) -> Result<Outcome> {
    let console = Console::new(&arguments.reading);
    let mut archive = Archive::open_or_create(&arguments.archive)?;
    pipeline::on_threads(arguments.reading.jobs, || {
        let (articles, intake) = pipeline::take_in(&arguments.paths, &arguments.reading, &console);
        console.intake(&intake);
        let bar = console.bar(articles.len(), "adding");
        let (mut new, mut versions, mut known) = (0, 0, 0);
        let mut broken = None;
        archive.add(&articles, arguments.reading.now, &mut |added| {
            bar.inc(1);
            let what = match added.what {
                AddedAs::New => {
                    new += 1;
                    "added".to_string()
                }
                AddedAs::Version(version) => {
                    versions += 1;
                    format!("version {version} of")
                }
                AddedAs::Known => {
                    known += 1;
                    return;
                }
            };
            if !arguments.reading.quiet {
                let written = writeln!(std::io::stdout().lock(), "{} {what} {}", added.id, added.name);
                broken = broken.take().or(written.err());
            }
        })?;
        bar.finish_and_clear();
        if !arguments.reading.quiet {
            eprintln!(
                "variorum: {new} added, {versions} new versions, {known} known, {} failed",
                intake.failures.len()
            );
        }
        if let Some(error) = broken {
            return Err(error.into());
        }
        Ok(if intake.failures.is_empty() { Outcome::Done } else { Outcome::SomeInputsFailed })
    })?
}

/// `variorum stories`
pub fn stories(arguments: &ListArguments) -> Result<Outcome> {
    let stories = Archive::open_to_read(&arguments.archive)?.stories()?;
    let line = |story: &StoryLine| {
        let days = match (&story.first_day, &story.last_day) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(day), _) => day.clone(),
            _ => "undated".into(),
        };
        format!(
            "{}  {days}  {}, {}, {}  {}",
            short(&story.id),
            counted(story.articles, "article"),
            counted(story.texts, "text"),
            counted(story.findings, "finding"),
            one_line(&story.title)
        )
    };
    print_list(&stories, arguments.format, line)
}

/// `variorum show`
pub fn show(arguments: &ShowArguments) -> Result<Outcome> {
    let archive = Archive::open_to_read(&arguments.archive)?;
    let console = Console::silent();
    let limits = Limits::with(&arguments.limits.settings);
    let (report, layout) = match archive.story_id(&arguments.story) {
        Ok(id) => (story(&archive, &id, &limits, &console)?, Layout::Stories),
        Err(Error::NotFound { path, id }) => {
            let article = archive.article_id(&id).map_err(|_| Error::NotFound { path, id })?;
            (versions(&archive, &article, &limits, &console)?, Layout::SideBySide)
        }
        Err(other) => return Err(other.into()),
    };
    show_report(&report, layout, &arguments.output, arguments.verbose)?;
    Ok(Outcome::Done)
}

/// A story with what reviewers decided.
fn story(archive: &Archive, id: &str, limits: &Limits, console: &Console) -> Result<Report> {
    let material = archive.story(id)?;
    let collection = Collection { articles: material.articles, analyses: material.analyses, intake: Intake::default() };
    let relations = Relations { stories: vec![material.story], derivations: material.derivations, threads: Vec::new() };
    let mut report = pipeline::report(collection, &relations, limits, console);
    report.threads = archive.threads(id)?;
    let decisions = archive.decisions(id)?;
    let dismissed: BTreeSet<&str> = decisions
        .iter()
        .filter(|decided| decided.decision == "dismiss")
        .map(|decided| decided.finding.as_str())
        .collect();
    for story in &mut report.stories {
        story.findings.retain(|finding| !dismissed.contains(finding.id.as_str()));
    }
    report.counts.findings = report.stories.iter().map(|story| story.findings.len()).sum();
    for decided in &decisions {
        let what = match decided.decision.as_str() {
            "confirm" => "confirmed",
            "dismiss" => "dismissed",
            _ => "said to compare different things",
        };
        report.warnings.push(format!(
            "finding {} was {what} by a reviewer: {}",
            short(&decided.finding),
            decided.reason
        ));
    }
    for versions in archive.versions(id)? {
        if let [.., before, now] = versions.as_slice() {
            report.warnings.push(format!(
                "article {} is version {} of its text; `variorum show ARCHIVE {}` shows what changed",
                short(&now.id),
                now.version,
                short(&before.id)
            ));
        }
    }
    Ok(report)
}

/// A version of an article that was superseded, beside the one that came after it.
fn versions(archive: &Archive, id: &str, limits: &Limits, console: &Console) -> Result<Report> {
    let (articles, analyses) = archive.version_and_next(id)?;
    let collection = Collection { articles, analyses, intake: Intake::default() };
    Ok(pipeline::collate_as_one(collection, limits, console))
}

/// `variorum search`
pub fn search(arguments: &SearchArguments) -> Result<Outcome> {
    let filters = Filters {
        speaker: arguments.speaker.clone(),
        outlet: arguments.outlet.clone(),
        entity: arguments.entity.clone(),
        since: arguments.since,
        until: arguments.until,
        finding: arguments.finding.map(kind_word).transpose()?,
    };
    let hits = Archive::open_to_read(&arguments.archive)?.search(&arguments.query, &filters)?;
    let line = |hit: &Hit| {
        format!(
            "{}  {}  {}  {}\n    {}",
            short(&hit.article),
            hit.published.as_deref().unwrap_or("undated"),
            hit.outlet.as_deref().unwrap_or(&hit.name),
            one_line(hit.headline.as_deref().unwrap_or("")),
            hit.snippet
        )
    };
    print_list(&hits, arguments.format, line)
}

/// `variorum remove`
pub fn remove(arguments: &RemoveArguments) -> Result<Outcome> {
    let removed = Archive::open(&arguments.archive)?.remove(&arguments.articles)?;
    let lines: String = removed.iter().map(|id| format!("{id} removed\n")).collect();
    write_out(None, &lines)?;
    Ok(Outcome::Done)
}

/// `variorum check`
pub fn check(arguments: &CheckArguments) -> Result<Outcome> {
    let checked = Archive::open(&arguments.archive)?.check()?;
    let mut page = format!(
        "{}, {}, {}, {}\n",
        counted(checked.articles as usize, "article"),
        counted_as(checked.stories as usize, "story", "stories"),
        counted(checked.findings as usize, "finding"),
        counted(checked.decisions as usize, "decision")
    );
    if checked.faults.is_empty() {
        page.push_str("sound\n");
        write_out(None, &page)?;
        return Ok(Outcome::Done);
    }
    write_out(None, &page)?;
    for fault in &checked.faults {
        eprintln!("variorum: {}: {fault}", arguments.archive.display());
    }
    let reason = counted(checked.faults.len(), "fault");
    Err(Error::Damaged { path: arguments.archive.clone(), reason }.into())
}

/// `variorum review`
pub fn review(arguments: &ReviewArguments) -> Result<Outcome> {
    let mut archive = Archive::open(&arguments.archive)?;
    let id = archive.review(&arguments.finding, arguments.decision.into(), &arguments.reason)?;
    write_out(None, &format!("{id} {}\n", variorum_store::Decision::from(arguments.decision).word()))?;
    Ok(Outcome::Done)
}

fn print_list<T: Serialize>(items: &[T], format: ListFormat, line: impl Fn(&T) -> String) -> Result<Outcome> {
    let mut page = String::new();
    for item in items {
        match format {
            ListFormat::Text => page.push_str(&line(item)),
            ListFormat::Jsonl => page.push_str(&serde_json::to_string(item)?),
        }
        page.push('\n');
    }
    write_out(None, &page)?;
    Ok(Outcome::Done)
}

fn kind_word(kind: variorum::collate::FindingKind) -> Result<String> {
    Ok(serde_json::to_value(kind)?.as_str().unwrap_or_default().to_string())
}

/// The beginning of an id: enough for a person to name it by.
fn short(id: &str) -> &str {
    id.get(..12).unwrap_or(id)
}

fn counted(count: usize, what: &str) -> String {
    counted_as(count, what, &format!("{what}s"))
}

fn counted_as(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
