//! Compiles WordNet's database files into the small word lists of `data/wordnet`.

use crate::arguments::Arguments;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// A lemma counts in a synset only where the synset is among its first senses: rare senses make wrong synonyms.
const SENSES: usize = 5;
/// Verbs have finer senses than nouns and adjectives.
const VERB_SENSES: usize = 8;
/// Only words among the most frequent of the cluster list are kept.
const FREQUENT: usize = 45_000;

/// One synset, reduced to what the lists need.
struct Synset {
    words: Vec<String>,
    /// Symbol, target offset, target part of speech, source and target word numbers (0: the whole synset).
    pointers: Vec<(String, String, char, usize, usize)>,
}

/// Reads `data.*`, `index.*` and `*.exc` of the folder `--wordnet` and the frequency-ordered word list
/// `language/word_clusters.tsv` of `--data`, and writes `synonyms.tsv`, `similar.tsv`, `antonyms.tsv` and
/// `irregular.tsv` into `--out` (`data/wordnet`).
pub fn compile(arguments: &Arguments) -> io::Result<()> {
    let wordnet = Path::new(arguments.value("wordnet").unwrap_or("/usr/share/wordnet"));
    let out = Path::new(arguments.value("out").unwrap_or("data/wordnet"));
    let frequent = arguments.data("language/word_clusters.tsv");
    let frequent: BTreeSet<String> = fs::read_to_string(frequent)?
        .lines()
        .take(FREQUENT)
        .filter_map(|line| line.split('\t').next())
        .filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()))
        .map(str::to_string)
        .collect();
    let mut synonyms = BTreeSet::new();
    let mut similar: BTreeMap<(char, String), BTreeSet<String>> = BTreeMap::new();
    let mut antonyms = BTreeSet::new();
    let mut irregular = BTreeSet::new();
    for (name, part) in [("noun", 'n'), ("verb", 'v'), ("adj", 'a'), ("adv", 'r')] {
        let index = fs::read_to_string(wordnet.join(format!("index.{name}")))?;
        let ranks = sense_ranks(&index);
        let synsets = synsets(&fs::read_to_string(wordnet.join(format!("data.{name}")))?);
        let limit = if part == 'v' { VERB_SENSES } else { SENSES };
        let kept = |offset: &str, number: usize| -> Vec<&str> {
            let Some(synset) = synsets.get(offset) else { return Vec::new() };
            let all = synset.words.iter().enumerate();
            all.filter(|(index, word)| {
                (number == 0 || number == index + 1)
                    && frequent.contains(*word)
                    && ranks.get(&(word.as_str(), offset)).is_some_and(|rank| *rank < limit)
            })
            .map(|(_, word)| word.as_str())
            .collect()
        };
        let mut offsets: Vec<&String> = synsets.keys().collect();
        offsets.sort();
        for offset in offsets {
            let words = kept(offset, 0);
            if words.len() > 1 {
                synonyms.insert(format!("{part}\t{}", words.join(" ")));
            }
            for (symbol, target, target_part, source, number) in &synsets[offset].pointers {
                if *target_part != part && !(part == 'a' && *target_part == 's') {
                    continue;
                }
                let (from, to) = (kept(offset, *source), kept(target, *number));
                match symbol.as_str() {
                    "!" => from.iter().for_each(|a| {
                        to.iter().for_each(|b| {
                            antonyms.insert(if a < b { format!("{a}\t{b}") } else { format!("{b}\t{a}") });
                        })
                    }),
                    "&" | "^" | "@" | "*" | "$" => from.iter().for_each(|a| {
                        to.iter().filter(|b| *b != a).for_each(|b| {
                            similar.entry((part, (*a).to_string())).or_default().insert((*b).to_string());
                        })
                    }),
                    _ => {}
                }
            }
        }
        for line in fs::read_to_string(wordnet.join(format!("{name}.exc")))?.lines() {
            let mut fields = line.split(' ');
            if let (Some(form), Some(base)) = (fields.next(), fields.next())
                && frequent.contains(form)
                && frequent.contains(base)
                && form != base
            {
                irregular.insert(format!("{form}\t{base}"));
            }
        }
    }
    let head = |what: &str| {
        format!(
            "# {what}\n# Source: WordNet 3.0, Princeton University, reduced to frequent words and first senses.\n\
             # Licence: WordNet 3.0 licence, see LICENCE beside this file.\n\
             # Made by: variorum-train compile-wordnet\n"
        )
    };
    fs::create_dir_all(out)?;
    write(out, "synonyms.tsv", head("Words that share a sense: part of speech, words."), synonyms)?;
    let similar = similar
        .into_iter()
        .map(|((part, word), others)| format!("{part}\t{word}\t{}", others.into_iter().collect::<Vec<_>>().join(" ")));
    write(
        out,
        "similar.tsv",
        head("Words near in sense (similar, see also, entailed, more general): part of speech, word, others."),
        similar,
    )?;
    write(out, "antonyms.tsv", head("Words of opposite sense."), antonyms)?;
    write(out, "irregular.tsv", head("Irregular forms and their base."), irregular)
}

fn write(out: &Path, name: &str, mut text: String, lines: impl IntoIterator<Item = String>) -> io::Result<()> {
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
    fs::write(out.join(name), text)
}

/// The rank of each synset among the senses of a lemma, most frequent first.
fn sense_ranks(index: &str) -> HashMap<(&str, &str), usize> {
    let mut ranks = HashMap::new();
    for line in index.lines().filter(|line| !line.starts_with(' ')) {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let Some(count) = fields.get(2).and_then(|count| count.parse::<usize>().ok()) else { continue };
        let offsets = fields.len().saturating_sub(count);
        for (rank, offset) in fields[offsets..].iter().enumerate() {
            ranks.insert((fields[0], *offset), rank);
        }
    }
    ranks
}

/// The synsets of one data file by their offset (format: WordNet's manual page `wndb`).
fn synsets(data: &str) -> HashMap<String, Synset> {
    let mut synsets = HashMap::new();
    for line in data.lines().filter(|line| !line.starts_with(' ')) {
        let line = line.split(" | ").next().unwrap_or(line);
        let fields: Vec<&str> = line.split_whitespace().collect();
        let Some(count) = fields.get(3).and_then(|count| usize::from_str_radix(count, 16).ok()) else { continue };
        let word = |index: usize| fields.get(4 + 2 * index).map(|word| plain(word));
        let words = (0..count).filter_map(word).collect();
        let pointers = fields.get(5 + 2 * count..).unwrap_or_default().chunks_exact(4).map_while(|pointer| {
            let numbers = pointer[3];
            let number = |range| numbers.get(range).and_then(|n| usize::from_str_radix(n, 16).ok());
            Some((
                pointer[0].to_string(),
                pointer[1].to_string(),
                pointer[2].chars().next()?,
                number(0..2)?,
                number(2..4)?,
            ))
        });
        synsets.insert(fields[0].to_string(), Synset { words, pointers: pointers.collect() });
    }
    synsets
}

/// The word in lower case, without the marker of an adjective's position: `galore(ip)`.
fn plain(word: &str) -> String {
    word.split('(').next().unwrap_or(word).to_lowercase()
}
