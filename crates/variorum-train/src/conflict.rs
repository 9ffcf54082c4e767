//! `eval-conflict`: what the collation says of the pairs of three data sets, as predictions for `score_conflict.py`.

use crate::arguments::{Arguments, read_lines};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::{fs, io};
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata};
use variorum::collate::{Finding, FindingKind, Limits, ReadingRelation, collate};
use variorum::relate::{Membership, Story};

/// Reads the set `--set` (summedits, rte3, propseg) and writes one prediction a line to `--out`.
/// `--disputed` counts what two sources are said to differ in as well.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let read = |name: &str| read_lines::<Value>(&arguments.data(&format!("collation/{name}.jsonl")));
    let set = arguments.value("set").unwrap_or_default();
    let pairs: Vec<Pair> = match set {
        "summedits" => read("conflict_summedits_dev")?.iter().map(|row| pair(row, "a", "b")).collect(),
        "rte3" => read("conflict_rte3_dev")?.iter().map(|row| pair(row, "t", "h")).collect(),
        "propseg" => propositions(&read("align_propseg")?, &read("align_propseg_docs")?),
        _ => return Err(io::Error::other("give --set summedits, rte3 or propseg")),
    };
    let out = arguments.value("out").ok_or_else(|| io::Error::other("give --out FILE"))?;
    let disputed = arguments.flag("disputed");
    let mut file = io::BufWriter::new(fs::File::create(out)?);
    for (id, first, second) in pairs {
        let found = conflicts(&first, &second, disputed);
        let kind = found.first().map(|(attribute, _)| attribute.as_str());
        let why: Vec<&str> = found.iter().map(|(_, why)| why.as_str()).collect();
        let line = json!({"id": id, "conflict": !found.is_empty(), "type": kind, "why": why});
        writeln!(file, "{line}")?;
    }
    file.flush()
}

/// Attribute and reason of every conflict between two texts, told as two articles of one story.
fn conflicts(first: &str, second: &str, disputed: bool) -> Vec<(String, String)> {
    let articles =
        [Article::new("first", first, Metadata::default()), Article::new("second", second, Metadata::default())];
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: String::new() };
    let story = Story { id: String::new(), members: vec![member(0), member(1)] };
    let collation = collate(&story, &articles, &analyses, &[], &Limits::default());
    let shown =
        |finding: &Finding| finding.kind == FindingKind::Conflict || disputed && finding.kind == FindingKind::Disputed;
    let findings = collation.findings.into_iter().filter(shown);
    let mut found: Vec<(String, String)> =
        findings.map(|finding| (finding.attribute, format!("{} {}", finding.rule, finding.why))).collect();
    // A quotation whose words were turned into their opposite is shown as altered; it says two things all the same.
    for comparison in collation.quotations.iter().flat_map(|quotation| &quotation.comparisons) {
        let turned = ["which exclude each other", "which turns the sense round"];
        if comparison.relation == ReadingRelation::Altered && turned.iter().any(|mark| comparison.why.contains(mark)) {
            found.push(("wording".into(), format!("quotation {}", comparison.why)));
        }
    }
    found
}

type Pair = (String, String, String);

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_string()
}

fn pair(row: &Value, first: &str, second: &str) -> Pair {
    (text(row, "id"), text(row, first), text(row, second))
}

/// Each proposition against the whole of the other document.
fn propositions(rows: &[Value], documents: &[Value]) -> Vec<Pair> {
    let told = |row: &Value| {
        let sentences = row["sentences"].as_array().map(Vec::as_slice).unwrap_or_default();
        let sentences: Vec<&str> = sentences.iter().filter_map(Value::as_str).collect();
        (text(row, "doc"), sentences.join("\n"))
    };
    let documents: BTreeMap<String, String> = documents.iter().map(told).collect();
    let document = |row: &Value| documents.get(&text(row, "prem_doc")).cloned().unwrap_or_default();
    rows.iter().map(|row| (text(row, "id"), document(row), text(row, "hyp"))).collect()
}
