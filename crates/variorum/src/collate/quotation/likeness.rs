//! Whether two wordings are readings of one utterance.

use super::utterance::Utterance;
use crate::collate::align::words::class_of;
use crate::collate::align::{Cell, Kinship, Likeness, Word, WordClass, align};
use crate::collate::cues;
use std::collections::BTreeSet;

/// What speaks for two wordings being one utterance.
#[derive(Clone, Debug)]
pub struct Join {
    /// Higher is surer.
    pub score: f64,
    pub why: String,
}

/// Words printed alike at such a length are one utterance whatever the circumstances say.
pub const UNMISTAKABLE_WORDS: usize = 12;
/// Content words that must be the same where a side names no speaker.
const FEWEST_SAME_OF_ANYONE: usize = 3;

/// Content words that must be the same where another is turned into its opposite.
const FEWEST_SAME_OF_TURNED: usize = 4;

/// Whether `a` and `b` are readings of one utterance; the reason why, or `None`.
pub fn join(a: &Utterance, b: &Utterance) -> Option<Join> {
    join_aligned(a, b).map(|(join, _)| join)
}

/// As [`join`], with the two laid side by side.
pub fn join_aligned(a: &Utterance, b: &Utterance) -> Option<(Join, Vec<Cell>)> {
    let same_speaker = match (&a.speaker, &b.speaker) {
        (Some(first), Some(second)) if first == second => true,
        (Some(_), Some(_)) => return None,
        // Where an article quotes one thing twice it says both times who speaks, or it cites two texts.
        _ if a.article == b.article => return None,
        _ => false,
    };
    // Most pairs are told apart without being aligned.
    let ruled_out = ruled_out(a, b);
    let fewest = if same_speaker { 0 } else { FEWEST_SAME_OF_ANYONE };
    if ruled_out && a.words.len().min(b.words.len()) < UNMISTAKABLE_WORDS || shared_content(a, b) < fewest {
        return None;
    }
    let cells = part_of_the_other(&a.words, &b.words).unwrap_or_else(|| align(&a.words, &b.words));
    let measure = Measure::of(&a.words, &b.words, &cells);
    let other = ruled_out && measure.longest_run < UNMISTAKABLE_WORDS;
    if other || !same_speaker && addressed_otherwise(a, b, &cells) {
        return None;
    }
    Some((judge(a, b, same_speaker, &measure)?, cells))
}

/// The alignment of two wordings of which one stands in the other word for word: an alignment of the best score may tear
/// it apart where a word of it stands again further on.
fn part_of_the_other(a: &[Word], b: &[Word]) -> Option<Vec<Cell>> {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if shorter.is_empty() {
        return None;
    }
    let start = longer
        .windows(shorter.len())
        .position(|window| window.iter().zip(shorter).all(|(one, other)| one.form == other.form))?;
    let cell = |place: usize| {
        let inside = place.checked_sub(start).filter(|inside| *inside < shorter.len());
        let (first, second) = if a.len() <= b.len() { (inside, Some(place)) } else { (Some(place), inside) };
        let likeness = if inside.is_some() { Likeness::Same } else { Likeness::Other(Kinship::Unknown) };
        Cell { first, second, likeness }
    };
    Some((0..longer.len()).map(cell).collect())
}

/// How many content words of the first stand in the second too: no fewer than stand side by side when they are aligned.
fn shared_content(a: &Utterance, b: &Utterance) -> usize {
    a.words.iter().filter(|word| word.is_content() && b.words.iter().any(|other| other.form == word.form)).count()
}

/// Whether what two wordings have in common makes them readings of one utterance.
fn judge(a: &Utterance, b: &Utterance, same_speaker: bool, measure: &Measure) -> Option<Join> {
    let alike = measure.is_verbatim()
        || measure.is_reworded()
        || measure.is_verbatim_of_anyone()
        || measure.is_reworded_by_anyone()
        || measure.alike_content == measure.shorter_content;
    if !alike {
        return None;
    }
    let speaker = a.speaker_name.as_deref().or(b.speaker_name.as_deref()).unwrap_or("a speaker not named");
    let who = if same_speaker { format!("the same speaker ({speaker})") } else { "one side names no speaker".into() };
    let occasion = shared_surroundings(a, b);
    let told = if occasion.is_empty() { String::new() } else { format!(", both about {}", occasion.join(", ")) };
    let common_phrase = measure.shorter_words <= 3 && occasion.is_empty();
    if same_speaker && measure.is_verbatim() && !common_phrase || measure.is_verbatim_of_anyone() {
        let why = format!("{who}, {} of {} words the same{told}", measure.same_words, measure.shorter_words);
        return Some(Join { score: 2.0 + measure.same_share, why });
    }
    if same_speaker && measure.is_reworded() || measure.is_reworded_by_anyone() {
        let why = format!(
            "{who}, {} of {} content words the same or alike in sense, in the same order{told}",
            measure.alike_content, measure.shorter_content
        );
        return Some(Join { score: 1.0 + measure.alike_share, why });
    }
    if !same_speaker {
        return None;
    }
    // Short phrases say little by themselves: the frame and the occasion must both speak for it.
    let all_alike = measure.alike_content == measure.shorter_content && measure.shorter_content >= 1;
    let framed = measure.length_ratio > 0.7 && measure.shorter_words >= 3 && measure.shorter_content >= 2;
    if all_alike && framed && !occasion.is_empty() {
        let why = format!("{who}, the same phrase in other words{told}");
        return Some(Join { score: 0.8, why });
    }
    let within =
        measure.shorter_content >= 3 && measure.same_content >= 1 && measure.stretch <= measure.shorter_content + 1;
    if all_alike && within && (!occasion.is_empty() || a.article == b.article) {
        let why = format!("{who}, a phrase of the longer quotation in other words{told}");
        return Some(Join { score: 0.7, why });
    }
    let salient = measure.same_content == measure.shorter_content && measure.longest_word >= 8;
    if salient && measure.shorter_words <= 2 && occasion.len() >= 2 {
        let why = format!("{who}, one quotes a single word of the other{told}");
        return Some(Join { score: 0.6, why });
    }
    None
}

/// Whether what the articles say of speaker, time or partners rules out one utterance.
pub fn ruled_out(a: &Utterance, b: &Utterance) -> bool {
    let speakers = a.speaker.is_some() && b.speaker.is_some() && a.speaker != b.speaker;
    let days = match (a.days, b.days) {
        (Some(first), Some(second)) => first.1 < second.0 || second.1 < first.0,
        _ => false,
    };
    let apart = |x: &BTreeSet<String>, y: &BTreeSet<String>| !x.is_empty() && !y.is_empty() && x.is_disjoint(y);
    let weekdays = a.days.is_none() && b.days.is_none() && apart(&a.weekdays, &b.weekdays);
    speakers || days || weekdays || apart(&a.partners, &b.partners)
}

/// Whether one wording speaks to somebody of whom the other speaks ("your budget" / "his budget"): a letter and a
/// statement in the words of the letter are two utterances.
fn addressed_otherwise(a: &Utterance, b: &Utterance, cells: &[Cell]) -> bool {
    let to = |word: &str| cues::is("addressed", word);
    let of = |word: &str| cues::is("spoken_of", word);
    cells.iter().any(|cell| {
        let first = cell.first.and_then(|index| a.words.get(index)).map(|word| word.form.as_str());
        let second = cell.second.and_then(|index| b.words.get(index)).map(|word| word.form.as_str());
        let (Some(first), Some(second)) = (first, second) else { return false };
        to(first) && of(second) || of(first) && to(second)
    })
}

/// Content words that the sentences around both wordings share.
fn shared_surroundings(a: &Utterance, b: &Utterance) -> Vec<String> {
    let speaker = |word: &str| {
        let named =
            |utterance: &Utterance| utterance.speaker.as_deref().is_some_and(|name| name.split(' ').any(|n| n == word));
        named(a) || named(b)
    };
    let own = b.surroundings.iter().chain(b.words.iter().map(|word| &word.form));
    let other: BTreeSet<&String> = own.collect();
    let mine = a.surroundings.iter().chain(a.words.iter().map(|word| &word.form));
    let quoted = |word: &&String| a.words.iter().any(|w| w.form == **word) && b.words.iter().any(|w| w.form == **word);
    let mut shared: Vec<String> = mine
        .filter(|word| other.contains(word) && !speaker(word) && !quoted(word))
        .filter(|word| class_of(word) == WordClass::Content)
        .cloned()
        .collect();
    shared.sort();
    shared.dedup();
    shared
}

/// What two aligned wordings have in common.
struct Measure {
    same_words: usize,
    shorter_words: usize,
    same_share: f64,
    same_content: usize,
    alike_content: usize,
    shorter_content: usize,
    alike_share: f64,
    longest_run: usize,
    length_ratio: f64,
    /// Content words of the longer wording from the first to the last that is alike.
    stretch: usize,
    /// Letters of the longest content word that is the same.
    longest_word: usize,
    /// Whether one wording denies and the other does not.
    denied_once: bool,
    /// Whether a word of one has its opposite in the other.
    opposed: bool,
}

impl Measure {
    /// Near-verbatim, where the speaker is the same: most words of the shorter, or more than half with a run of five.
    /// A phrase that a speaker uses twice ("a preferential option for the poor") is a run in two utterances.
    fn is_verbatim(&self) -> bool {
        let run = self.longest_run >= 5 && self.same_share >= 0.55;
        self.same_content >= 2 && self.shorter_words >= 3 && (self.same_share >= 0.8 || run)
    }

    /// Near-verbatim where a side names no speaker: longer, and neither is a small part of the other in other words.
    fn is_verbatim_of_anyone(&self) -> bool {
        let run = self.longest_run >= 5 && self.same_share >= 0.6 && self.length_ratio >= 0.7;
        self.same_content >= FEWEST_SAME_OF_ANYONE && self.shorter_words >= 5 && (self.same_share >= 0.8 || run)
    }

    /// Other words of the same sense in the same order, where the speaker is the same.
    fn is_reworded(&self) -> bool {
        // "a very bad thing", "a good thing to meet": few words the same, and one turned round, are another utterance.
        let turned = self.opposed && self.same_content < FEWEST_SAME_OF_TURNED;
        self.alike_content >= 3 && self.alike_share >= 0.7 && self.length_ratio >= 0.5 && !self.denied_once && !turned
    }

    /// The same where a side names no speaker: long and nearly complete.
    fn is_reworded_by_anyone(&self) -> bool {
        self.alike_content >= 5
            && self.alike_share >= 0.75
            && self.same_content >= FEWEST_SAME_OF_ANYONE
            && self.length_ratio >= 0.6
            && !self.denied_once
    }

    fn of(a: &[Word], b: &[Word], cells: &[Cell]) -> Measure {
        let content = |words: &[Word]| words.iter().filter(|word| word.is_content()).count();
        let denies = |words: &[Word]| words.iter().any(|word| word.class == WordClass::Negation);
        let (mut run, mut longest_run, mut same_words, mut same_content, mut alike_content) = (0, 0, 0, 0, 0);
        let mut longest_word = 0;
        let longer = |cell: &Cell| {
            let word =
                if a.len() >= b.len() { cell.first.and_then(|i| a.get(i)) } else { cell.second.and_then(|j| b.get(j)) };
            word.is_some_and(Word::is_content)
        };
        let (mut stretch, mut since) = (0, 0);
        for cell in cells {
            let same = cell.likeness == Likeness::Same;
            run = if same { run + 1 } else { 0 };
            longest_run = longest_run.max(run);
            since += usize::from(longer(cell) && (alike_content > 0 || stretch > 0));
            same_words += usize::from(same);
            let word =
                cell.first.and_then(|index| a.get(index)).filter(|word| word.is_content() && cell.second.is_some());
            let Some(word) = word else { continue };
            if same {
                same_content += 1;
                longest_word = longest_word.max(word.form.len());
            }
            let alike = Likeness::Other(Kinship::Inflection) == cell.likeness
                || matches!(cell.likeness, Likeness::Other(Kinship::Synonym | Kinship::Similar));
            // An opposite in the same place is the same sentence with its sense turned: the reading to look for.
            let turned = cell.likeness == Likeness::Other(Kinship::Antonym);
            if same || alike || turned {
                alike_content += 1;
                stretch = since.max(1);
                since = stretch;
            }
        }
        let shorter_words = a.len().min(b.len());
        let shorter_content = content(a).min(content(b));
        Measure {
            same_words,
            shorter_words,
            same_share: same_words as f64 / shorter_words.max(1) as f64,
            same_content,
            alike_content,
            shorter_content,
            alike_share: alike_content as f64 / shorter_content.max(1) as f64,
            longest_run,
            length_ratio: shorter_words as f64 / a.len().max(b.len()).max(1) as f64,
            stretch,
            longest_word,
            denied_once: denies(a) != denies(b),
            opposed: cells.iter().any(|cell| cell.likeness == Likeness::Other(Kinship::Antonym)),
        }
    }
}
