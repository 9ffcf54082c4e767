//! Learns the lemma table: for each tag and ending, the commonest change from word to lemma.

use crate::arguments::Arguments;
use crate::corpus::{self, Parsed};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;
use variorum::language::lemma::LONGEST_ENDING;

/// How often an ending must have been seen with one change before it is trusted.
const FEWEST: usize = 2;

type Change = (usize, String);
type Counts = BTreeMap<(String, String), BTreeMap<Change, usize>>;

/// Writes `lemmas.tsv`.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    let mut endings = Counts::new();
    let mut wholes = Counts::new();
    for name in ["dep_ewt_train", "dep_gum_open_nonnews_train"] {
        for row in corpus::read::<Parsed>(arguments, name)? {
            for ((word, lemma), tag) in row.words.iter().zip(&row.lemma).zip(&row.xpos) {
                if lemma != "_" && tag != "GW" {
                    count(word, lemma, tag, &mut endings, &mut wholes);
                }
            }
        }
    }
    let table = table(&endings, &wholes);
    std::fs::write(Path::new(arguments.value("out").unwrap_or("models/english")).join("lemmas.tsv"), table)
}

/// Counts the change under every ending of the word, and under the whole word.
fn count(word: &str, lemma: &str, tag: &str, endings: &mut Counts, wholes: &mut Counts) {
    let keeps_case = matches!(tag, "NNP" | "NNPS" | "ADD" | "PRP");
    let base: Vec<char> = if keeps_case { word.chars().collect() } else { word.to_lowercase().chars().collect() };
    let lemma: Vec<char> = lemma.chars().collect();
    let same = base.iter().zip(&lemma).take_while(|(left, right)| left == right).count();
    let change = (base.len() - same, lemma[same..].iter().collect::<String>());
    for length in 0..=LONGEST_ENDING.min(base.len()) {
        let ending: String = base[base.len() - length..].iter().collect();
        *endings.entry((tag.to_string(), ending)).or_default().entry(change.clone()).or_default() += 1;
    }
    let whole: String = base.iter().collect();
    let whole = if tag == "PRP" { whole.to_lowercase() } else { whole };
    *wholes.entry((tag.to_string(), format!("^{whole}"))).or_default().entry(change).or_default() += 1;
}

/// The table, without rows that a shorter ending already implies.
fn table(endings: &Counts, wholes: &Counts) -> String {
    let mut kept: BTreeMap<(&str, &str), &Change> = BTreeMap::new();
    let mut by_length: Vec<_> = endings.iter().collect();
    by_length.sort_by_key(|((_, ending), _)| ending.chars().count());
    let implied = |kept: &BTreeMap<(&str, &str), &Change>, tag: &str, word: &str| -> Option<Change> {
        let starts = word.char_indices().map(|(start, _)| start).chain([word.len()]);
        starts.filter_map(|start| kept.get(&(tag, word.get(start..)?)).map(|change| (*change).clone())).next()
    };
    for ((tag, ending), changes) in by_length {
        let Some((change, times)) = commonest(changes) else { continue };
        if (ending.is_empty() || times >= FEWEST) && implied(&kept, tag, ending).as_ref() != Some(change) {
            kept.insert((tag, ending), change);
        }
    }
    let mut exceptions = Vec::new();
    for ((tag, whole), changes) in wholes {
        let Some((change, times)) = commonest(changes) else { continue };
        let word = whole.trim_start_matches('^');
        let tail = word.char_indices().rev().take(LONGEST_ENDING).last().map_or(0, |(start, _)| start);
        if times >= FEWEST && implied(&kept, tag, word.get(tail..).unwrap_or_default()).as_ref() != Some(change) {
            exceptions.push(((tag.as_str(), whole.as_str()), change));
        }
    }
    kept.extend(exceptions);
    let mut text = String::from(
        "# Lemma table: tag, ending (whole words begin with ^), characters to cut, characters to add.\n\
         # Made by `variorum-train train-lemmas` from UD English-EWT (train) and the open genres of GUM.\n\
         # Licence: CC BY-SA 4.0, as its sources.\n",
    );
    for ((tag, ending), (cut, add)) in kept {
        let _ = writeln!(text, "{tag}\t{ending}\t{cut}\t{add}");
    }
    text
}

/// The commonest change; the first in order where several are.
fn commonest(changes: &BTreeMap<Change, usize>) -> Option<(&Change, usize)> {
    changes.iter().rev().max_by_key(|(_, times)| **times).map(|(change, times)| (change, *times))
}
