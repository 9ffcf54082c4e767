//! `train-language`: all weights and tables of `models/english` that the language layer reads, from the named data.
//!
//! The network is trained in Python (torch), seeded and on one thread, so that the same machine and the same torch give
//! the same bytes. A larger network, the teacher, is trained first and labels unlabelled news, from which the one that
//! ships learns too.

use crate::arguments::{Arguments, read_lines};
use crate::lemmas;
use serde::Deserialize;
use serde_json::json;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use variorum::text::segment;

/// Where the scripts lie.
const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/teacher");

/// Texts that the teacher labels. What is learnt from them may ship; the texts themselves do not.
const UNLABELLED: [&str; 2] = ["quotes/polnear_train.jsonl", "stories/ecbplus.jsonl"];

/// Fewest and most words of a sentence that the teacher labels.
const WORDS: std::ops::RangeInclusive<usize> = 4..=80;

/// A text of which nothing else is known.
#[derive(Deserialize)]
struct Plain {
    text: String,
}

/// Trains everything: `--data DIR --out DIR --seed NUMBER --python PROGRAM --work DIR`.
///
/// The teacher and what it labels stay in the work folder. A teacher that is there already is not trained again.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    lemmas::train(arguments)?;
    let work = work_folder(arguments);
    std::fs::create_dir_all(&work)?;
    let (teacher, sentences, silver) =
        (work.join("teacher.pt"), work.join("sentences.jsonl"), work.join("silver.jsonl"));
    let out = Path::new(arguments.value("out").unwrap_or("models/english"));
    run(arguments, "vectors.py", &[("out", out)], &[])?;
    if !teacher.exists() {
        run(arguments, "teacher.py", &[("out", &teacher)], &["train"])?;
    }
    write_sentences(arguments)?;
    run(arguments, "teacher.py", &[("model", &teacher), ("text", &sentences), ("out", &silver)], &["label"])?;
    run(arguments, "student.py", &[("out", out), ("silver", &silver)], &[])
}

/// Writes the sentences that the teacher labels to `sentences.jsonl` in the work folder, each once.
pub fn write_sentences(arguments: &Arguments) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(work_folder(arguments).join("sentences.jsonl"))?);
    let mut seen = std::collections::HashSet::new();
    for name in UNLABELLED {
        for plain in read_lines::<Plain>(&arguments.data(name))? {
            let layout = segment(&plain.text);
            for sentence in &layout.sentences {
                let tokens = layout.tokens.get(sentence.tokens.clone()).unwrap_or_default();
                let words: Vec<&str> = tokens.iter().map(|token| token.of(&plain.text)).collect();
                if WORDS.contains(&words.len()) && seen.insert(words.join(" ")) {
                    writeln!(file, "{}", json!({ "words": words }))?;
                }
            }
        }
    }
    file.flush()
}

/// The folder for what is made on the way.
fn work_folder(arguments: &Arguments) -> PathBuf {
    PathBuf::from(arguments.value("work").unwrap_or("target/train-language"))
}

/// Runs one of the scripts.
fn run(arguments: &Arguments, script: &str, paths: &[(&str, &Path)], words: &[&str]) -> io::Result<()> {
    let mut command = Command::new(arguments.value("python").unwrap_or("python3"));
    command.arg(Path::new(SCRIPTS).join(script)).args(words).arg("--data").arg(arguments.data(""));
    command.args(["--seed", arguments.value("seed").unwrap_or("1")]);
    for (name, path) in paths {
        command.arg(format!("--{name}")).arg(path);
    }
    if !command.status()?.success() {
        return Err(io::Error::other(format!("{script} failed; what it needs stands at its head")));
    }
    Ok(())
}
