//! How the readings of one utterance differ, word by word.

use super::likeness::{self, UNMISTAKABLE_WORDS};
use super::utterance::Utterance;
use crate::collate::align::words::class_of;
use crate::collate::align::{Cell, Kinship, Likeness, Word, WordClass};
use crate::collate::cues;
use crate::collate::near_copy::changes::spelling_variant;
use crate::collate::{AlignedWord, ReadingComparison, ReadingRelation};
use crate::relate::{Derivation, Direction};
use crate::text::lists;
use std::ops::Range;

/// Compares each later reading with the earlier one it is closest to, of the first `most`.
pub fn compare(members: &[&Utterance], derivations: &[Derivation], most: usize) -> Vec<ReadingComparison> {
    let earliest = members.get(..most).unwrap_or(members);
    let mut comparisons = Vec::new();
    for (second, later) in members.iter().enumerate().skip(1) {
        let earlier = earliest.iter().take(second).enumerate();
        // Readings that only a third holds together have nothing to be compared in.
        let akin = earlier.filter_map(|(first, earlier)| Some((first, likeness::join_aligned(earlier, later)?.1)));
        let close = akin.filter(|(first, cells)| is_close(members[*first], later, cells));
        let kept = close.filter(|(first, cells)| !is_other_part(members, earliest, (*first, second), cells));
        // Where one reading has all the words unaltered, that is the one it renders.
        let nearest = kept.min_by_key(|(first, cells)| {
            let part = part_of(shared_stretch(members[*first], later, cells), |cell| cell.second);
            let whole = part.len() * 5 >= later.words.len() * 4;
            let altered = relation(members[*first], later, cells).0 == ReadingRelation::Altered;
            (altered || !whole, difference(cells), *first)
        });
        let Some((first, cells)) = nearest else { continue };
        comparisons.push(comparison(members[first], later, first, second, &cells, derivations));
    }
    comparisons
}

/// Whether two readings that differ in words are two passages of a speech: one of the two articles also prints the same
/// part of the other reading unaltered.
fn is_other_part(
    members: &[&Utterance],
    earliest: &[&Utterance],
    (first, second): (usize, usize),
    cells: &[Cell],
) -> bool {
    let (a, b) = (members[first], members[second]);
    if relation(a, b, cells).0 != ReadingRelation::Altered {
        return false;
    }
    // Of two readings in one article, another article prints the one.
    let elsewhere = a.article == b.article;
    let prints = |whole: &Utterance, beside: &Utterance, but: usize, part: Range<usize>| {
        earliest.iter().enumerate().any(|(place, other)| {
            if place == but || (other.article == beside.article) == elsewhere {
                return false;
            }
            let Some((_, cells)) = likeness::join_aligned(whole, other) else { return false };
            let there = part_of(shared_stretch(whole, other, &cells), |cell| cell.first);
            let shared = there.end.min(part.end).saturating_sub(there.start.max(part.start));
            let same_part = shared * 2 > part.len();
            same_part && relation(whole, other, &cells).0 != ReadingRelation::Altered
        })
    };
    let stretch = shared_stretch(a, b, cells);
    prints(a, b, second, part_of(stretch, |cell| cell.first))
        || prints(b, a, first, part_of(stretch, |cell| cell.second))
}

/// The words of one side that stand in a stretch, as an index range.
fn part_of(stretch: &[Cell], side: fn(&Cell) -> Option<usize>) -> Range<usize> {
    let mut places = stretch.iter().filter_map(side);
    let first = places.next().unwrap_or(0);
    first..places.next_back().map_or(first, |last| last + 1)
}

/// Whether two readings have enough in common to be laid side by side. Two quotations of one article must be the same but
/// for one word, and not short: there a speaker says two things alike more often than an article prints one in two ways.
fn is_close(a: &Utterance, b: &Utterance, cells: &[Cell]) -> bool {
    const CLOSE: f64 = 0.6;
    const CLOSE_IN_ONE_ARTICLE: f64 = 0.85;
    const FEWEST_IN_ONE_ARTICLE: usize = 5;
    const FEWEST_WORDS_IN_ONE_ARTICLE: usize = 7;
    const SURE: f64 = 0.8;
    let least = if a.article == b.article { CLOSE_IN_ONE_ARTICLE } else { CLOSE };
    let stretch = shared_stretch(a, b, cells);
    let same = stretch.iter().filter(|cell| cell.likeness == Likeness::Same).count();
    let differs = same < stretch.len();
    // Short ones may be one only where the words that differ are near in sense.
    let word = |cell: &Cell| {
        let first = cell.first.and_then(|index| a.words.get(index));
        first.or_else(|| cell.second.and_then(|index| b.words.get(index)))
    };
    let content = |cell: &Cell| word(cell).is_some_and(|word| word.class != WordClass::Plain);
    let firm = |cell: &&Cell| cell.likeness == Likeness::Same && word(cell).is_some_and(Word::is_content);
    let near =
        |cell: &Cell| matches!(cell.likeness, Likeness::Same | Likeness::Other(Kinship::Synonym | Kinship::Similar));
    let other = |cell: &Cell| content(cell) && !near(cell);
    let other = stretch.iter().filter(firm).count() < FEWEST_IN_ONE_ARTICLE && stretch.iter().any(other);
    // "The Apprentice" and "The Celebrity Apprentice" are two titles, no utterance.
    let title = |words: &[Word]| words.len() <= 4 && words.iter().all(|word| word.capital);
    // What somebody cites from a document and how he then puts it himself.
    let cites_one =
        is_cited(a, part_of(stretch, |cell| cell.first)) != is_cited(b, part_of(stretch, |cell| cell.second));
    let apart = stretch.len() - same > 1 || same < FEWEST_WORDS_IN_ONE_ARTICLE;
    // "a durable and trustworthy truce", "an enduring, dependable truce": one thing in other words.
    let reworded = stretch.iter().all(|cell| near(cell) || !content(cell))
        && stretch.iter().any(|cell| content(cell) && cell.likeness != Likeness::Same);
    let twice = a.article == b.article && a.marked == b.marked && differs && apart && !reworded;
    if twice || a.article == b.article && (other || cites_one) || differs && title(&a.words) && title(&b.words) {
        return false;
    }
    let share = alike_share(a, b, cells, stretch);
    let another = differs && (same < UNMISTAKABLE_WORDS || share < SURE) && is_in_other_sentences(a, b, stretch);
    a.marked != b.marked || share >= least && !another && !is_pulled_apart(a, b, cells, stretch)
}

/// Whether what two readings have in common stands inside sentences that begin, or go on, in two ways: "an incentive to
/// get kids back to school", "it is time for us to get our kids back to school".
fn is_in_other_sentences(a: &Utterance, b: &Utterance, stretch: &[Cell]) -> bool {
    const FEW: usize = 2;
    let sides = [(a, part_of(stretch, |cell| cell.first)), (b, part_of(stretch, |cell| cell.second))];
    // Words of the same sentence that stand before the stretch, and behind it.
    let before = |(side, part): &(&Utterance, Range<usize>)| {
        let open = (0..=part.start)
            .rev()
            .take_while(|at| !side.words.get(*at).is_none_or(|word| word.opens || word.after_gap));
        open.count()
    };
    let behind = |(side, part): &(&Utterance, Range<usize>)| {
        let rest = side.words.get(part.end..).unwrap_or_default();
        rest.iter().take_while(|word| !word.opens && !word.after_gap).count()
    };
    sides.iter().all(|side| before(side) > FEW) || sides.iter().all(|side| behind(side) > FEW)
}

/// Whether the words of this range are what the speaker quotes from another.
fn is_cited(utterance: &Utterance, range: Range<usize>) -> bool {
    let words = utterance.words.get(range).unwrap_or_default();
    !words.is_empty() && words.iter().all(|word| utterance.cited.iter().any(|cited| cited.contains(word.anchor)))
}

/// Whether so many words stand on one side in the middle of a sentence that the rest of it is another sentence: "I am
/// not going to talk" / "I am not going to allow this thing to dominate what I talk about".
fn is_pulled_apart(a: &Utterance, b: &Utterance, cells: &[Cell], stretch: &[Cell]) -> bool {
    const LONG: usize = 5;
    let same = stretch.iter().filter(|cell| cell.likeness == Likeness::Same).count();
    let one_sided = |cell: &&Cell| {
        (cell.first.is_none() || cell.second.is_none()) && !editorial(a, b, cell) && !left_out_openly(a, b, cells, cell)
    };
    let opens = |cell: &Cell| {
        let first = cell.first.and_then(|index| a.words.get(index));
        first.or_else(|| cell.second.and_then(|index| b.words.get(index))).is_some_and(|word| word.opens)
    };
    // Word for word another sentence: nothing of it is alike.
    let unlike = |cell: &Cell| cell.first.is_some() && cell.second.is_some() && !is_alike(a, b, cell);
    let replaced = stretch
        .split(|cell| !unlike(cell) && !one_sided(&cell))
        .any(|run| run.len() >= LONG && run.iter().filter(|cell| unlike(cell)).count() > 2);
    replaced
        || stretch
            .split(|cell| !one_sided(&cell))
            .any(|run| run.len() >= LONG && run.len() * 2 > same && !run.iter().any(opens))
}

/// How much of a stretch is the same or akin in sense ("guarantees", "assurances"), 0 to 1. Words that one side lacks
/// count half, for a wording may be cut; words left out openly do not count.
fn alike_share(a: &Utterance, b: &Utterance, cells: &[Cell], stretch: &[Cell]) -> f64 {
    let (mut alike, mut all) = (0.0, 0.0);
    for cell in stretch {
        let one_sided = cell.first.is_none() || cell.second.is_none();
        let weight = match one_sided {
            true if editorial(a, b, cell) || left_out_openly(a, b, cells, cell) => 0.0,
            true => 0.5,
            false => 1.0,
        };
        all += weight;
        alike += if is_alike(a, b, cell) { weight } else { 0.0 };
    }
    if all > 0.0 { alike / all } else { 0.0 }
}

/// Whether a cell holds two words that are the same or whose senses are known to be near or opposed. In one article
/// another form of a word makes another utterance: "supported", "do you support".
fn is_alike(a: &Utterance, b: &Utterance, cell: &Cell) -> bool {
    match cell.likeness {
        Likeness::Same => true,
        Likeness::Other(Kinship::Unknown) => false,
        Likeness::Other(Kinship::Inflection) => a.article != b.article,
        Likeness::Other(_) => true,
    }
}

/// How many words differ; a word of another sense counts more than a missing one.
fn difference(cells: &[Cell]) -> usize {
    let weight = |cell: &Cell| match (cell.likeness, cell.first, cell.second) {
        (Likeness::Same, _, _) => 0,
        (_, Some(_), Some(_)) => 2,
        _ => 1,
    };
    cells.iter().map(weight).sum()
}

fn comparison(
    a: &Utterance,
    b: &Utterance,
    first: usize,
    second: usize,
    cells: &[Cell],
    derivations: &[Derivation],
) -> ReadingComparison {
    let (relation, mut why) = relation(a, b, cells);
    if let Some(copy) = copied(a, b, derivations) {
        why = format!("{why}; {copy}");
    }
    let anchor =
        |words: &[Word], index: Option<usize>| index.and_then(|index| words.get(index)).map(|word| word.anchor);
    let alignment = cells.iter().map(|cell| AlignedWord {
        first: anchor(&a.words, cell.first),
        second: anchor(&b.words, cell.second),
        same: cell.likeness == Likeness::Same,
    });
    ReadingComparison { first, second, relation, alignment: alignment.collect(), why }
}

/// What kind of difference the alignment shows, and in which words.
fn relation(a: &Utterance, b: &Utterance, cells: &[Cell]) -> (ReadingRelation, String) {
    if a.marked != b.marked {
        return (ReadingRelation::Paraphrase, "one side prints it without quotation marks".into());
    }
    let both = |cell: &&Cell| cell.first.is_some() && cell.second.is_some();
    let stretch = shared_stretch(a, b, cells);
    let inside = without_compounds(a, b, stretch);
    let form =
        |words: &[Word], index: Option<usize>| index.and_then(|index| words.get(index)).map(|word| word.form.clone());
    let substitutions: Vec<String> = inside
        .iter()
        .filter(|cell| both(cell) && cell.likeness != Likeness::Same && !editorial(a, b, cell))
        .filter(|cell| !same_but_for_spelling(a, b, cell))
        .map(|cell| {
            let pair =
                (form(&a.words, cell.first).unwrap_or_default(), form(&b.words, cell.second).unwrap_or_default());
            let figures = [(&a.words, cell.first), (&b.words, cell.second)].map(|(words, index)| {
                index.and_then(|index| words.get(index)).is_some_and(|word| word.number.is_some())
            });
            let turned = matches!(cell.likeness, Likeness::Other(Kinship::Antonym | Kinship::Exclusive(_)))
                || figures == [true, true];
            format!("{} / {}{}", pair.0, pair.1, if turned { " (which exclude each other)" } else { "" })
        })
        .collect();
    if !substitutions.is_empty() {
        return (
            ReadingRelation::Altered,
            format!("other words inside the quotation marks: {}", substitutions.join(", ")),
        );
    }
    let (marked, unmarked): (Vec<&Cell>, Vec<&Cell>) = inside
        .iter()
        .filter(|cell| !both(cell))
        .filter(|cell| !is_part_of_name(a, b, cells, cell))
        .partition(|cell| editorial(a, b, cell) || left_out_openly(a, b, cells, cell));
    if !unmarked.is_empty() {
        let words: Vec<String> = unmarked
            .iter()
            .filter_map(|cell| form(&a.words, cell.first).or_else(|| form(&b.words, cell.second)))
            .collect();
        // A "not" in a whole sentence that one side lacks denies nothing of the other.
        let denied = words.len() <= 2 && words.iter().any(|word| class_of(word) == WordClass::Negation);
        let denial = if denied { " (which turns the sense round)" } else { "" };
        let because = format!("only one side has {} inside the quotation marks{denial}", words.join(" "));
        return (ReadingRelation::Altered, because);
    }
    if !marked.is_empty() {
        return (ReadingRelation::Ellipsis, "words are left out or put in openly, by an ellipsis or brackets".into());
    }
    if stretch.len() < cells.len() {
        return (ReadingRelation::Cut, "one side quotes only a part".into());
    }
    let written = |utterance: &Utterance| utterance.written.clone();
    if written(a) == written(b) {
        (ReadingRelation::Same, "the same words".into())
    } else {
        (ReadingRelation::Typography, "the same words but for case, marks or spelling".into())
    }
}

/// The cells of a stretch but for those where one side writes as one word what the other writes apart: "healthcare",
/// "health care".
fn without_compounds(a: &Utterance, b: &Utterance, stretch: &[Cell]) -> Vec<Cell> {
    let joined = |words: &[Word], run: &[Cell], side: fn(&Cell) -> Option<usize>| -> String {
        run.iter()
            .filter_map(side)
            .filter_map(|index| words.get(index))
            .map(|word| word.form.replace('-', ""))
            .collect()
    };
    let runs = stretch.chunk_by(|one, next| (one.likeness == Likeness::Same) == (next.likeness == Likeness::Same));
    let kept = runs.filter(|run| {
        joined(&a.words, run, |cell| cell.first) != joined(&b.words, run, |cell| cell.second)
            || run.iter().all(|cell| cell.likeness == Likeness::Same)
    });
    kept.flatten().cloned().collect()
}

/// The cells that both sides quote: from the first word that is the same on both sides to the last. Words before or after
/// it that are alike belong to it where most of what lies between is alike too, or where both sides have a word or two
/// there and no more; anything else is what another part of the utterance begins or ends with.
fn shared_stretch<'c>(a: &Utterance, b: &Utterance, cells: &'c [Cell]) -> &'c [Cell] {
    const EDGE: usize = 2;
    const MOST: f64 = 0.6;
    let same = |cell: &Cell| cell.likeness == Likeness::Same;
    let content = |cell: &Cell| cell.first.and_then(|index| a.words.get(index)).is_some_and(Word::is_content);
    // A lone "the" is no beginning.
    let firm = |(place, cell): (usize, &Cell)| {
        let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
        same(cell) && (content(cell) || beside.filter_map(|place| cells.get(place)).any(same))
    };
    let firm: Vec<usize> = cells.iter().enumerate().filter(|cell| firm(*cell)).map(|(place, _)| place).collect();
    let (Some(mut first), Some(mut last)) = (firm.first().copied(), firm.last().copied()) else { return &[] };
    let both = |cells: &[Cell]| cells.iter().all(|cell| cell.first.is_some() && cell.second.is_some());
    let most = |stretch: &[Cell]| alike_share(a, b, cells, stretch) >= MOST;
    let rest = cells.len() - 1;
    let alike = |place: &usize| {
        let cell = &cells[*place];
        let border = *place == 0 || *place == rest;
        both(std::slice::from_ref(cell)) && is_alike(a, b, cell) && (border || content(cell))
    };
    let begins = (0..cells.len()).find(alike).filter(|begins| *begins < first && most(&cells[*begins..=last]));
    first = if first <= EDGE && both(&cells[..first]) { 0 } else { begins.unwrap_or(first) };
    let ends = (0..cells.len()).rev().find(alike).filter(|ends| *ends > last && most(&cells[first..=*ends]));
    last = if rest - last <= EDGE && both(&cells[last + 1..]) { rest } else { ends.unwrap_or(last) };
    &cells[first..=last]
}

/// Whether two words are one, contracted or transliterated in another way: "'s" / "is", "Muammar" / "Moammar".
fn same_but_for_spelling(a: &Utterance, b: &Utterance, cell: &Cell) -> bool {
    let (Some(x), Some(y)) = (cell.first.and_then(|i| a.words.get(i)), cell.second.and_then(|j| b.words.get(j))) else {
        return false;
    };
    let contracted = |short: &Word, long: &Word| {
        let pairs = lists::pairs(include_str!("../../../../../data/contractions.tsv"));
        let mut long_forms = pairs.filter(|(form, _)| *form == short.form).map(|(_, long)| long);
        long_forms.any(|form| form == long.form)
    };
    // "publicised", "publicized"
    let american = |word: &Word| word.form.replace("is", "iz");
    let ending = x.form.len() >= 6 && american(x) == american(y);
    // "b----" for a word that is not printed.
    let blotted = |short: &Word, long: &Word| {
        short.form.len() == 1 && class_of(&short.form) != WordClass::Plain && long.form.starts_with(&short.form)
    };
    contracted(x, y) || contracted(y, x) || spelling_variant(x, y) || ending || blotted(x, y) || blotted(y, x)
}

/// Whether a cell holds an article that belongs to a name, which transliterations print or leave out: "al-Kolmi".
fn is_part_of_name(a: &Utterance, b: &Utterance, cells: &[Cell], cell: &Cell) -> bool {
    let Some(at) = cells.iter().position(|other| other == cell) else { return false };
    let words = |cell: &Cell| {
        let first = cell.first.and_then(|index| a.words.get(index));
        (first, cell.second.and_then(|index| b.words.get(index)))
    };
    let (first, second) = words(cell);
    let is_article = first.or(second).is_some_and(|article| cues::is("name_article", &article.form));
    let before_name = cells.get(at + 1).map(words);
    is_article && matches!(before_name, Some((Some(first), Some(second))) if first.capital && second.capital)
}

/// Whether a cell holds an editor's word in square brackets.
fn editorial(a: &Utterance, b: &Utterance, cell: &Cell) -> bool {
    let bracketed = |words: &[Word], index: Option<usize>| {
        index.and_then(|index| words.get(index)).is_some_and(|word| word.bracketed)
    };
    bracketed(&a.words, cell.first) || bracketed(&b.words, cell.second)
}

/// Whether the side that lacks the word of `cell` marks words as left out there, or breaks off there for the cue.
fn left_out_openly(a: &Utterance, b: &Utterance, cells: &[Cell], cell: &Cell) -> bool {
    let Some(at) = cells.iter().position(|other| other == cell) else { return false };
    let lacking = if cell.first.is_none() { &a.words } else { &b.words };
    let next = cells.get(at..).unwrap_or_default().iter().find(|cell| cell.first.is_some() && cell.second.is_some());
    let index = next.and_then(|next| if cell.first.is_none() { next.first } else { next.second });
    index.and_then(|index| lacking.get(index)).is_some_and(|word| word.after_gap)
}

/// What is known of one article taking text from the other: which wording is the earlier one.
fn copied(a: &Utterance, b: &Utterance, derivations: &[Derivation]) -> Option<String> {
    let pair = (a.article.min(b.article), a.article.max(b.article));
    let derivation = derivations.iter().find(|derivation| (derivation.a, derivation.b) == pair)?;
    match derivation.direction {
        Direction::Unknown => None,
        direction => {
            let earlier = if direction == Direction::FirstToSecond { derivation.a } else { derivation.b };
            let side = if earlier == a.article { "first" } else { "second" };
            Some(format!("the {side} wording is the earlier: {}", derivation.reason))
        }
    }
}
