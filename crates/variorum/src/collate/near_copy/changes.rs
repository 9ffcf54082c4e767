//! What changed between two sentences that share most of their words, each change with its type.

use crate::collate::align::{Cell, Kinship, Likeness, Word, WordClass, kinship};
use crate::collate::plain;
use std::ops::Range;

/// What a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    Number,
    Date,
    Name,
    Negation,
    Antonym,
    /// Two of one kind that exclude each other: yellow, green
    Exclusive,
    /// "will" for "may"
    Modality,
    /// Other words that may mean the same
    Wording,
    /// Words that stand in one sentence only
    Missing,
}

/// One change: the words of each side as index ranges into the two runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: ChangeKind,
    pub first: Range<usize>,
    pub second: Range<usize>,
    /// Whether the words on both sides of it are the same in both runs.
    pub framed: bool,
    /// The values compared, or how the words stand to each other, in plain words.
    pub because: String,
}

impl ChangeKind {
    /// The attribute a finding of this kind is filed under.
    pub fn attribute(self) -> &'static str {
        match self {
            ChangeKind::Number => "number",
            ChangeKind::Date => "date",
            ChangeKind::Name => "person or place",
            ChangeKind::Negation => "negation",
            ChangeKind::Antonym => "antonym",
            ChangeKind::Exclusive => "wording",
            ChangeKind::Modality => "modality",
            ChangeKind::Wording => "wording",
            ChangeKind::Missing => "detail",
        }
    }

    /// Whether both wordings cannot hold at once, if all else is the same.
    pub fn excludes(self) -> bool {
        !matches!(self, ChangeKind::Modality | ChangeKind::Wording | ChangeKind::Missing)
    }
}

/// The changes of an alignment, in order. Synonyms, inflection, typography and grammar words are none.
pub fn changes(first: &[Word], second: &[Word], cells: &[Cell]) -> Vec<Change> {
    let mut found = Vec::new();
    let mut start = 0;
    for run in cells.split(|cell| keeps_meaning(cell, first, second)) {
        let end = start + run.len();
        if !run.is_empty() {
            let before = cells[..start].iter().rev();
            let framed = frames(before, first, second) && frames(cells[end..].iter(), first, second);
            let place = |side: fn(&Cell) -> Option<usize>| cells[..start].iter().filter_map(side).count();
            let place = (place(|cell| cell.first), place(|cell| cell.second));
            typed(first, second, run, place, framed, &mut found);
        }
        start = end + 1;
    }
    found
}

/// Whether the first of `cells`, read away from a change, is the same word on both sides. One grammar word that stands
/// on one side only ("the") may come between; so may nothing at all, where both runs end.
fn frames<'c>(mut cells: impl Iterator<Item = &'c Cell>, first: &[Word], second: &[Word]) -> bool {
    let mut next = cells.next();
    if next.is_some_and(|cell| cell.first.is_none() || cell.second.is_none()) {
        next = cells.next();
    }
    next.is_none_or(|cell| cell.first.is_some() && cell.second.is_some() && keeps_meaning(cell, first, second))
}

/// Whether a cell says the same on both sides.
fn keeps_meaning(cell: &Cell, first: &[Word], second: &[Word]) -> bool {
    match (cell.likeness, cell.first, cell.second) {
        (Likeness::Same | Likeness::Other(Kinship::Inflection | Kinship::Synonym), _, _) => true,
        (_, Some(i), Some(j)) => {
            let plain = |word: &Word| word.class == WordClass::Plain;
            plain(&first[i]) && plain(&second[j]) || spelling_variant(&first[i], &second[j])
        }
        (_, Some(i), None) => first[i].class == WordClass::Plain,
        (_, None, Some(j)) => second[j].class == WordClass::Plain,
        (_, None, None) => true,
    }
}

/// Whether two names differ in one or two letters only: transliterations, not other people.
pub fn spelling_variant(a: &Word, b: &Word) -> bool {
    a.capital && b.capital && a.form.len() >= 6 && b.form.len() >= 6 && distance(&a.form, &b.form) <= 1
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let across = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = across.min(row[j] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Types one run of cells that changed; `place` is where it begins in both runs of words.
fn typed(first: &[Word], second: &[Word], run: &[Cell], place: (usize, usize), framed: bool, found: &mut Vec<Change>) {
    let a: Vec<usize> = run.iter().filter_map(|cell| cell.first).collect();
    let b: Vec<usize> = run.iter().filter_map(|cell| cell.second).collect();
    let mut push = |kind, first, second, because| found.push(Change { kind, first, second, framed, because });
    if let Some(because) = negated(first, &a, second, &b) {
        push(ChangeKind::Negation, span(&a, place.0), span(&b, place.1), because);
    }
    let named = run.iter().all(|cell| cell.likeness == Likeness::Other(Kinship::Unknown));
    if let Some((x, y)) = one_name(first, &a).zip(one_name(second, &b)).filter(|_| named) {
        if !same_name(&first[x.clone()], &second[y.clone()]) {
            let because = format!("{} / {}", forms(&first[x.clone()]), forms(&second[y.clone()]));
            push(ChangeKind::Name, x, y, because);
        }
        return;
    }
    for cell in run {
        let (kind, because) = match (cell.first, cell.second) {
            (Some(i), Some(j)) => substitution(&first[i], &second[j], cell.likeness),
            _ => (ChangeKind::Missing, String::new()),
        };
        let range = |index: Option<usize>, place| index.map_or(place..place, |index| index..index + 1);
        push(kind, range(cell.first, place.0), range(cell.second, place.1), because);
    }
}

/// What it means that `b` stands in the place of `a`.
fn substitution(a: &Word, b: &Word, likeness: Likeness) -> (ChangeKind, String) {
    let pair = format!("{} / {}", a.form, b.form);
    match likeness {
        Likeness::Other(Kinship::Antonym) => (ChangeKind::Antonym, format!("{pair} are opposites")),
        Likeness::Other(Kinship::Exclusive(kind)) => {
            let dated = matches!(kind, "month" | "weekday");
            let because = format!("{pair}: one {kind} excludes the other");
            (if dated { ChangeKind::Date } else { ChangeKind::Exclusive }, because)
        }
        _ if is_year(a) && is_year(b) => (ChangeKind::Date, pair),
        _ if a.number.is_some() && b.number.is_some() => {
            let values: Vec<String> = [a, b].iter().filter_map(|word| word.number).map(in_words).collect();
            (ChangeKind::Number, values.join(" / "))
        }
        _ if a.class == WordClass::Modality && b.class == WordClass::Modality => (ChangeKind::Modality, pair),
        _ => (ChangeKind::Wording, pair),
    }
}

fn in_words(number: f64) -> String {
    plain::value(number, "count")
}

/// Where only one side of a run denies: says which. Who denies with another word elsewhere ("does not contain", "contains
/// no") denies as much.
fn negated(first: &[Word], a: &[usize], second: &[Word], b: &[usize]) -> Option<String> {
    let denials = |words: &[Word]| words.iter().filter(|word| word.class == WordClass::Negation).count();
    if denials(first) == denials(second) {
        return None;
    }
    let negation = |words: &[Word], run: &[usize]| {
        let word = run.iter().map(|index| &words[*index]).find(|word| word.class == WordClass::Negation);
        word.map(|word| word.form.clone())
    };
    match (negation(first, a), negation(second, b)) {
        (Some(word), None) => Some(format!("only the first denies it: {word}")),
        (None, Some(word)) => Some(format!("only the second denies it: {word}")),
        _ => None,
    }
}

/// The whole name a run touches, if it touches exactly one: the words with capitals around it included.
fn one_name(words: &[Word], run: &[usize]) -> Option<Range<usize>> {
    let dated = |word: &Word| ["monday", "june"].iter().any(|known| word.form == *known || excludes(known, &word.form));
    let names: Vec<usize> = run.iter().copied().filter(|index| words[*index].name && !dated(&words[*index])).collect();
    let (mut start, mut end) = (*names.first()?, *names.last()? + 1);
    if words[start..end].iter().any(|word| !word.name) || words[start + 1..end].iter().any(|word| word.after_mark) {
        return None;
    }
    while start > 0 && words[start - 1].name && !words[start].after_mark {
        start -= 1;
    }
    while end < words.len() && words[end].name && !words[end].after_mark {
        end += 1;
    }
    Some(start..end)
}

/// Whether two words are of one kind that exclude each other: a weekday or a month is no name.
fn excludes(a: &str, b: &str) -> bool {
    matches!(kinship(a, b), Kinship::Exclusive(_))
}

/// Whether two names may stand for the same: a shared last word, a short form, an adjective of it, its initials.
fn same_name(a: &[Word], b: &[Word]) -> bool {
    let last = |words: &[Word]| words.last().map(|word| word.form.clone());
    let initials = |words: &[Word]| words.iter().filter_map(|word| word.form.chars().next()).collect::<String>();
    let letters = |words: &[Word]| words.iter().map(|word| word.form.replace('.', "")).collect::<String>();
    let short = |a: &[Word], b: &[Word]| a.len() == 1 && b.len() > 1 && letters(a) == initials(b);
    let adjective = |a: &Word, b: &Word| {
        let shared = a.form.chars().zip(b.form.chars()).take_while(|(x, y)| x == y).count();
        shared >= 4 && shared + 3 >= a.form.chars().count().min(b.form.chars().count())
    };
    if is_other_within(a, b) {
        return false;
    }
    // "Managing Member Cor" was cut off.
    let begins = |x: &Word, y: &Word| x.form.starts_with(&y.form) || y.form.starts_with(&x.form);
    if a.len() > 1 && a.len() == b.len() && a.iter().zip(b).all(|(x, y)| begins(x, y)) {
        return true;
    }
    last(a) == last(b)
        || short(a, b)
        || short(b, a)
        || a.iter().any(|x| b.iter().any(|y| x.form != y.form && adjective(x, y)))
        || a.iter().all(|x| b.iter().any(|y| x.form == y.form))
        || b.iter().all(|x| a.iter().any(|y| x.form == y.form))
}

/// Whether two names of three words or more differ in one word inside, which no initial explains: the Webb and the Gunn
/// telescope.
fn is_other_within(a: &[Word], b: &[Word]) -> bool {
    let apart: Vec<usize> =
        a.iter().zip(b).enumerate().filter(|(_, (x, y))| x.form != y.form).map(|(place, _)| place).collect();
    let [place] = apart.as_slice() else { return false };
    let initial = |words: &[Word]| words.get(*place).and_then(|word| word.form.chars().next());
    a.len() == b.len() && a.len() >= 3 && *place > 0 && *place + 1 < a.len() && initial(a) != initial(b)
}

fn is_year(word: &Word) -> bool {
    word.number.is_some_and(|number| (1800.0..2100.0).contains(&number) && number.fract() == 0.0)
        && word.form.len() == 4
}

fn forms(words: &[Word]) -> String {
    words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
}

/// The range that holds all of `indexes`; an empty one at `place` where there are none.
fn span(indexes: &[usize], place: usize) -> Range<usize> {
    indexes.first().zip(indexes.last()).map_or(place..place, |(start, end)| *start..end + 1)
}
