//! `check-seeds`: does the collation of the five seed articles find what a reader finds, and flag no trap?

use super::stories::{one_story, print_collation};
use crate::arguments::Arguments;
use std::collections::BTreeMap;
use std::io::{Error, Result};
use std::path::Path;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata};
use variorum::collate::{Collation, FindingKind, Limits, collate};
use variorum::relate::reuse;

/// What a hand-made list expects: stories, findings and traps, as file, byte offset and length.
const EXPECTATIONS: &str = include_str!("../../expectations/seeds.tsv");

/// A passage of the list: article, offset of its first byte.
struct Passage {
    article: usize,
    start: usize,
    end: usize,
}

/// Collates the seeds of `--data FOLDER` story by story and compares with the list; `--print` shows all of it.
pub fn check(arguments: &Arguments) -> Result<()> {
    let folder = arguments.value("data").unwrap_or("../shared/seeds");
    let rows: Vec<Vec<&str>> = EXPECTATIONS
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let mut missed = 0;
    for story in rows.iter().filter(|row| row.first() == Some(&"story")) {
        let (articles, positions) = read(Path::new(folder), story.get(1..).unwrap_or_default())?;
        let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
        let derivations = reuse::find(&articles, &analyses);
        let collation = collate(&one_story(&articles), &articles, &analyses, &derivations, &Limits::default());
        if arguments.flag("print") {
            print_collation(&articles, &collation);
        }
        for row in rows.iter().filter(|row| row.first() != Some(&"story")) {
            let [expectation, kind, passages @ ..] = row.as_slice() else { continue };
            let passages: Vec<Passage> =
                passages.iter().filter_map(|passage| place(passage, &articles, &positions)).collect();
            if passages.len() + 2 != row.len() {
                continue;
            }
            let found = is_found(&collation, kind, &passages);
            let right = found == (*expectation == "expect");
            missed += usize::from(!right);
            println!("{} {}", if right { "right " } else { "WRONG " }, row.join(" | "));
        }
    }
    if missed > 0 {
        return Err(Error::other(format!("{missed} expectations are not met")));
    }
    Ok(())
}

/// The articles of a story and their positions by file number.
fn read(folder: &Path, numbers: &[&str]) -> Result<(Vec<Article>, BTreeMap<String, usize>)> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut articles = Vec::new();
    let mut positions = BTreeMap::new();
    for path in paths {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_string();
        let number = name.split('_').next().unwrap_or_default().to_string();
        if numbers.contains(&number.as_str()) {
            positions.insert(number.clone(), articles.len());
            articles.push(Article::new(number, std::fs::read_to_string(&path)?, Metadata::default()));
        }
    }
    Ok((articles, positions))
}

/// "003@3012+14" as a passage, where its article is in the story.
fn place(passage: &str, articles: &[Article], positions: &BTreeMap<String, usize>) -> Option<Passage> {
    let (number, extent) = passage.split_once('@')?;
    let (start, length) = extent.split_once('+')?;
    let article = *positions.get(number)?;
    let start: usize = start.parse().ok()?;
    let end = start + length.parse::<usize>().ok()?;
    if articles.get(article)?.text.get(start..end).is_none() {
        println!("WRONG  nothing stands at {passage}");
        return None;
    }
    Some(Passage { article, start, end })
}

/// Whether one finding (or claim) of the kind rests on all the passages.
fn is_found(collation: &Collation, kind: &str, passages: &[Passage]) -> bool {
    let evidence_lists: Vec<Vec<_>> = match kind {
        "claim" => collation.claims.iter().map(|claim| claim.witnesses.iter().collect()).collect(),
        _ => collation
            .findings
            .iter()
            .filter(|finding| {
                let name = match finding.kind {
                    FindingKind::Conflict => "conflict",
                    FindingKind::Disputed => "disputed",
                    FindingKind::AlteredQuotation => "altered",
                    FindingKind::Difference => "difference",
                    FindingKind::Status => "status",
                    FindingKind::Superseded => "superseded",
                    FindingKind::ReportsBoth => "reports both",
                    FindingKind::Agreement => "agreement",
                    FindingKind::NotComparable => "not comparable",
                };
                kind == "any" || kind == name
            })
            .map(|finding| finding.sides.iter().flatten().collect())
            .collect(),
    };
    evidence_lists.iter().any(|list| {
        passages.iter().all(|passage| {
            list.iter().any(|evidence| {
                evidence.article == passage.article
                    && evidence.anchor.start() < passage.end
                    && passage.start < evidence.anchor.end()
            })
        })
    })
}
