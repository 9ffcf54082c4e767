//! The lists that say how two words stand to each other, for `src/collate/align/lexicon.rs`.

use crate::hashing::hash_of_string;
use crate::layout::{index, lines, lists, read};
use std::collections::HashMap;
use std::io;

/// A word that more words than this are near to is a general one ("person").
const GENERAL: usize = 40;

/// What the lists say of one base form.
#[derive(Default)]
struct Entry {
    word: String,
    /// Whether a list has it as a word of its own, not only beside others.
    known: bool,
    senses: Vec<u16>,
    antonyms: Vec<u16>,
    kinds: Vec<u16>,
    /// Words near in sense.
    similar: Vec<u16>,
    /// Those of them that are not general.
    narrow: Vec<u16>,
    /// Base forms of an irregular form.
    irregular: Vec<u16>,
}

#[derive(Default)]
struct Entries {
    numbers: HashMap<String, u16>,
    entries: Vec<Entry>,
}

/// The index of the base forms; then by number of a base form whether it is known (`u8`) and the lists of its senses,
/// antonyms, kinds, similar words, narrow ones and irregular bases; then where its word begins (`u32` each, and the end),
/// and all words.
pub fn compile() -> io::Result<Vec<u8>> {
    let entries = gather()?;
    if entries.len() > usize::from(u16::MAX) {
        return Err(io::Error::other("more base forms than numbers for them"));
    }
    let mut bytes = index(entries.iter().map(|entry| hash_of_string(&entry.word)));
    bytes.extend(entries.iter().map(|entry| u8::from(entry.known)));
    let parts: [fn(&Entry) -> &[u16]; 6] = [
        |entry| &entry.senses,
        |entry| &entry.antonyms,
        |entry| &entry.kinds,
        |entry| &entry.similar,
        |entry| &entry.narrow,
        |entry| &entry.irregular,
    ];
    for part in parts {
        bytes.extend(lists(entries.iter().map(part)));
    }
    let mut start = 0_u32;
    for entry in &entries {
        bytes.extend(start.to_le_bytes());
        start += entry.word.len() as u32;
    }
    bytes.extend(start.to_le_bytes());
    bytes.extend(entries.iter().flat_map(|entry| entry.word.bytes()));
    Ok(bytes)
}

/// The entries by their hash; their lists ascend, but for antonyms and irregular bases.
fn gather() -> io::Result<Vec<Entry>> {
    let mut all = Entries::default();
    for (sense, line) in (0..).zip(lines(&read("wordnet/synonyms.tsv")?)) {
        let words: Vec<u16> =
            line.split('\t').nth(1).unwrap_or_default().split(' ').map(|word| all.number(word)).collect();
        for word in &words {
            all.change(*word).senses.push(sense);
            all.add_near(*word, words.iter().copied().filter(|other| other != word));
        }
    }
    for line in lines(&read("wordnet/similar.tsv")?) {
        let mut fields = line.split('\t').skip(1);
        let (Some(word), Some(others)) = (fields.next(), fields.next()) else { continue };
        let others: Vec<u16> = others.split(' ').map(|word| all.number(word)).collect();
        let word = all.number(word);
        all.add_near(word, others.into_iter());
    }
    for list in [read("wordnet/antonyms.tsv")?, read("antonyms.tsv")?] {
        for (a, b) in lines(&list).filter_map(|line| line.split_once('\t')) {
            let (a, b) = (all.number(a), all.number(b));
            for (word, other) in [(a, b), (b, a)] {
                all.change(word).known = true;
                all.change(word).antonyms.push(other);
            }
        }
    }
    for (kind, line) in (0..).zip(lines(&read("exclusive_kinds.tsv")?)) {
        for word in line.split_once('\t').unwrap_or_default().1.split(' ') {
            let word = all.number(word);
            all.change(word).known = true;
            all.change(word).kinds.push(kind);
        }
    }
    for (form, base) in lines(&read("wordnet/irregular.tsv")?).filter_map(|line| line.split_once('\t')) {
        let (form, base) = (all.number(form), all.number(base));
        all.change(form).irregular.push(base);
    }
    Ok(all.finish())
}

impl Entries {
    /// The number of a word, given to it where it has none yet.
    fn number(&mut self, word: &str) -> u16 {
        let next = self.entries.len() as u16;
        let number = *self.numbers.entry(word.to_string()).or_insert(next);
        if number == next {
            self.entries.push(Entry { word: word.to_string(), ..Entry::default() });
        }
        number
    }

    fn change(&mut self, number: u16) -> &mut Entry {
        &mut self.entries[usize::from(number)]
    }

    fn add_near(&mut self, word: u16, others: impl Iterator<Item = u16>) {
        let entry = self.change(word);
        entry.known = true;
        entry.similar.extend(others);
    }

    /// Tells the narrow words, and puts the entries in the order of their hashes.
    fn finish(mut self) -> Vec<Entry> {
        let mut near = vec![0; self.entries.len()];
        self.entries.iter().flat_map(|entry| &entry.similar).for_each(|word| near[usize::from(*word)] += 1);
        let mut order: Vec<usize> = (0..self.entries.len()).collect();
        order.sort_by_key(|number| hash_of_string(&self.entries[*number].word));
        let mut place = vec![0_u16; order.len()];
        (0..).zip(&order).for_each(|(new, old)| place[*old] = new);
        for entry in &mut self.entries {
            entry.narrow = entry.similar.iter().copied().filter(|word| near[usize::from(*word)] <= GENERAL).collect();
            for list in [&mut entry.antonyms, &mut entry.similar, &mut entry.narrow, &mut entry.irregular] {
                list.iter_mut().for_each(|number| *number = place[usize::from(*number)]);
            }
            for list in [&mut entry.similar, &mut entry.narrow] {
                list.sort_unstable();
                list.dedup();
            }
        }
        order.into_iter().map(|old| std::mem::take(&mut self.entries[old])).collect()
    }
}
