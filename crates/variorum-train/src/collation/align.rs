//! `eval-align`: is a proposition reported in another article? Average precision on `align_propseg`.

use crate::arguments::{Arguments, read_lines};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::Result;
use variorum::collate::reported_in;

#[derive(Deserialize)]
struct Document {
    doc: String,
    sentences: Vec<String>,
}

#[derive(Deserialize)]
struct Proposition {
    id: String,
    hyp: String,
    prem_doc: String,
    label: String,
    support: Vec<Support>,
}

#[derive(Deserialize)]
struct Support {
    vote: String,
    sent: usize,
}

/// Prints average precision, recall at precision .9 and its threshold, and how often the best sentence is a marked
/// one. `--out` receives the predictions in the form `score_align.py propseg` reads.
pub fn evaluate(arguments: &Arguments) -> Result<()> {
    let documents: Vec<Document> = read_lines(&arguments.data("collation/align_propseg_docs.jsonl"))?;
    let documents: HashMap<&str, Vec<&str>> = documents
        .iter()
        .map(|document| (document.doc.as_str(), document.sentences.iter().map(String::as_str).collect()))
        .collect();
    let propositions: Vec<Proposition> = read_lines(&arguments.data("collation/align_propseg.jsonl"))?;
    let mut scored: Vec<(f32, bool)> = Vec::new();
    let (mut marked, mut hit) = (0_u32, 0_u32);
    let mut predictions = String::new();
    for proposition in &propositions {
        let sentences = documents.get(proposition.prem_doc.as_str()).map_or(&[][..], Vec::as_slice);
        let found = reported_in(&proposition.hyp, sentences);
        let (sentence, score) = found.map_or((None, 0.0), |(sentence, score)| (Some(sentence), score));
        predictions += &format!("{}\n", serde_json::json!({"id": proposition.id, "sent": sentence, "score": score}));
        if matches!(proposition.label.as_str(), "E" | "N") {
            scored.push((score, proposition.label == "E"));
        }
        let mut supports = proposition.support.iter().filter(|support| support.vote == "E").peekable();
        if proposition.label == "E" && supports.peek().is_some() {
            marked += 1;
            hit += u32::from(supports.any(|support| Some(support.sent) == sentence));
        }
    }
    if let Some(out) = arguments.value("out") {
        std::fs::write(out, predictions)?;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let positives = scored.iter().filter(|(_, reported)| *reported).count();
    let (mut found, mut sum, mut best) = (0, 0.0, (0.0, 0.0));
    // Equal scores stand in no order, so they are counted together, as the scorer does.
    let mut rank = 0;
    for tied in scored.chunk_by(|a, b| a.0 == b.0) {
        let right = tied.iter().filter(|(_, reported)| *reported).count();
        found += right;
        rank += tied.len();
        let precision = found as f64 / rank as f64;
        sum += right as f64 * precision;
        if let Some((score, _)) = tied.first().filter(|_| precision >= 0.9) {
            best = (found as f64 / positives as f64, *score);
        }
    }
    println!("average precision {:.4} ({positives} of {} reported)", sum / positives as f64, scored.len());
    println!("recall at precision .9: {:.4}, score {:.3}", best.0, best.1);
    println!("best sentence is a marked one: {:.4} ({hit} of {marked})", f64::from(hit) / f64::from(marked.max(1)));
    Ok(())
}
