//! `eval-conflict`: what the collation says of the pairs of three data sets, as predictions for `score_conflict.py`.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::{fs, io};
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata};
use variorum::collate::{FindingKind, near_copy};
use variorum::relate::{Membership, Story};

/// Reads `DATA/collation/<set>` and writes one prediction a line to `out`.
pub fn evaluate(set: &str, data: &Path, out: &Path) -> io::Result<()> {
    let folder = data.join("collation");
    let pairs = match set {
        "summedits" => {
            rows(&folder.join("conflict_summedits_dev.jsonl"))?.iter().map(|row| pair(row, "a", "b")).collect()
        }
        "rte3" => rows(&folder.join("conflict_rte3_dev.jsonl"))?.iter().map(|row| pair(row, "t", "h")).collect(),
        "propseg" => propositions(&folder)?,
        _ => return Err(io::Error::other("the sets are summedits, rte3, propseg")),
    };
    let mut file = io::BufWriter::new(fs::File::create(out)?);
    for (id, first, second) in pairs {
        let found = conflicts(&first, &second);
        let kind = found.first().map(|(attribute, _)| attribute.as_str());
        let why: Vec<&str> = found.iter().map(|(_, why)| why.as_str()).collect();
        let line = json!({"id": id, "conflict": !found.is_empty(), "type": kind, "why": why});
        writeln!(file, "{line}")?;
    }
    file.flush()
}

/// Attribute and reason of every conflict between two texts, told as two articles of one story.
fn conflicts(first: &str, second: &str) -> Vec<(String, String)> {
    let articles =
        [Article::new("first", first, Metadata::default()), Article::new("second", second, Metadata::default())];
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: String::new() };
    let story = Story { id: String::new(), members: vec![member(0), member(1)] };
    let findings = near_copy::compare(&story, &articles, &analyses, &[]);
    let conflicts = findings.into_iter().filter(|finding| finding.kind == FindingKind::Conflict);
    conflicts.map(|finding| (finding.attribute, finding.why)).collect()
}

type Pair = (String, String, String);

fn rows(path: &Path) -> io::Result<Vec<Value>> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| serde_json::from_str(line).map_err(io::Error::other)).collect()
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_string()
}

fn pair(row: &Value, first: &str, second: &str) -> Pair {
    (text(row, "id"), text(row, first), text(row, second))
}

/// Each proposition against the whole of the other document.
fn propositions(folder: &Path) -> io::Result<Vec<Pair>> {
    let documents: BTreeMap<String, String> = rows(&folder.join("align_propseg_docs.jsonl"))?
        .iter()
        .map(|row| {
            let sentences = row["sentences"].as_array().cloned().unwrap_or_default();
            let sentences: Vec<&str> = sentences.iter().filter_map(Value::as_str).collect();
            (text(row, "doc"), sentences.join("\n"))
        })
        .collect();
    let document = |id: &str| documents.get(id).cloned().unwrap_or_default();
    let rows = rows(&folder.join("align_propseg.jsonl"))?;
    Ok(rows.iter().map(|row| (text(row, "id"), document(&text(row, "prem_doc")), text(row, "hyp"))).collect())
}
