//! `train-language`: all weights and tables of `models/english` that the language layer reads, from the named data.
//!
//! The network is trained in Python (torch), seeded and on one thread, so that the same machine and the same torch give
//! the same bytes. Two larger networks, the teachers, are trained first: one of tags and trees, one of names. They label
//! unlabelled text, from which the one that ships learns too.

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

/// Whose habits names are marked by in what stands in [`UNLABELLED`], and in the texts of the web (`HABITS` in `corpus.py`).
const NEWS: &str = "news";
const WEB: &str = "web";

/// A text of which nothing else is known.
#[derive(Deserialize)]
struct Plain {
    text: String,
}

/// Trains everything: `--data DIR --web ARCHIVE --out DIR --seed NUMBER --python PROGRAM --work DIR`.
///
/// `--web` is the source archive of vaderSentiment 3.3.2, which carries texts of the web (`web.py` says how to get it).
/// The teachers and what they label stay in the work folder. A teacher that is there already is not trained again.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    lemmas::train(arguments)?;
    let work = work_folder(arguments);
    std::fs::create_dir_all(&work)?;
    let out = Path::new(arguments.value("out").unwrap_or("models/english"));
    let (teacher, names) = (work.join("teacher.pt"), work.join("names.pt"));
    for (script, teacher) in [("teacher.py", &teacher), ("names.py", &names)] {
        if !teacher.exists() {
            run(arguments, script, &[("out", teacher)], &["train"])?;
        }
    }
    run(arguments, "vectors.py", &[("teacher", &teacher), ("names", &names), ("out", out)], &[])?;
    write_sentences(arguments)?;
    let (sentences, parsed, silver) =
        (work.join("sentences.jsonl"), work.join("parsed.jsonl"), work.join("silver.jsonl"));
    run(arguments, "teacher.py", &[("model", &teacher), ("text", &sentences), ("out", &parsed)], &["label"])?;
    run(arguments, "names.py", &[("model", &names), ("parsed", &parsed), ("out", &silver)], &["label"])?;
    let likely = parsed.with_extension("jsonl.soft");
    run(arguments, "student.py", &[("out", out), ("silver", &silver), ("likely", &likely)], &[])
}

/// Writes the sentences that the teachers label to `sentences.jsonl` in the work folder, each once, with where it is from.
pub fn write_sentences(arguments: &Arguments) -> io::Result<()> {
    let work = work_folder(arguments);
    let web = work.join("web.jsonl");
    let archive = arguments.value("web").ok_or_else(|| io::Error::other("--web ARCHIVE is missing"))?;
    run(arguments, "web.py", &[("archive", Path::new(archive)), ("out", &web)], &[])?;
    let news = UNLABELLED.iter().map(|name| (arguments.data(name), NEWS));
    let mut file = BufWriter::new(File::create(work.join("sentences.jsonl"))?);
    let mut seen = std::collections::HashSet::new();
    for (path, from) in news.chain([(web, WEB)]) {
        for plain in read_lines::<Plain>(&path)? {
            let layout = segment(&plain.text);
            for sentence in &layout.sentences {
                let tokens = layout.tokens.get(sentence.tokens.clone()).unwrap_or_default();
                let words: Vec<&str> = tokens.iter().map(|token| token.of(&plain.text)).collect();
                if WORDS.contains(&words.len()) && seen.insert(words.join(" ")) {
                    writeln!(file, "{}", json!({ "words": words, "from": from }))?;
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
