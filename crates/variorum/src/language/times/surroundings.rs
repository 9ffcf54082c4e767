//! What stands around a time expression: the dateline, the tense of its clause, the day named before it.

use super::TimeExpression;
use super::meaning::{Meaning, Partial, Sketch};
use super::resolve::Surroundings;
use crate::language::lexemes::Lexemes;
use crate::text::Layout;
use jiff::civil::Date;

/// How many lexemes before and after are searched for the tense of a clause.
const REACH_BACK: usize = 40;
const REACH_AHEAD: usize = 14;

/// The full date of a dateline: within the first line of the text, before a dash.
pub(crate) fn dateline(lexemes: &Lexemes, sketches: &[Sketch]) -> Option<Date> {
    let first = sketches.first().filter(|sketch| sketch.start < 12)?;
    let Meaning::Date(Partial { year: Some(year), month: Some(month), day: Some(day), .. }) = first.meaning else {
        return None;
    };
    let dash = (first.end..first.end + 8)
        .take_while(|index| lexemes.is_linked(*index))
        .any(|index| matches!(lexemes.at(index), "—" | "–" | "-"));
    dash.then(|| Date::new(year, month.cast_signed(), day.cast_signed()).ok()).flatten()
}

/// What surrounds `sketch`; `found` are the expressions before it.
pub(crate) fn around(
    lexemes: &Lexemes,
    layout: &Layout,
    sketch: &Sketch,
    published: Option<Date>,
    found: &[TimeExpression],
) -> Surroundings {
    let needs_tense = matches!(
        sketch.meaning,
        Meaning::Date(_)
            | Meaning::Near(..)
            | Meaning::Season(..)
            | Meaning::Division(..)
            | Meaning::Range(..)
            | Meaning::Weekend
    );
    let ahead = if needs_tense && published.is_some() { tense(lexemes, layout, sketch) } else { None };
    let needs_named = matches!(sketch.meaning, Meaning::FromNamed { .. }) || published.is_none();
    let named = if needs_named { named_before(lexemes, layout, sketch, found) } else { None };
    Surroundings { published, ahead, named }
}

/// Whether the clause looks ahead: by the nearest cue before the expression in its sentence, else the nearest after it.
fn tense(lexemes: &Lexemes, layout: &Layout, sketch: &Sketch) -> Option<bool> {
    let place = lexemes.get(sketch.start)?.start;
    let sentence = layout.sentence_at(place).and_then(|index| layout.sentences.get(index))?.anchor;
    let inside = |index: usize| {
        lexemes.get(index).is_some_and(|item| sentence.start() <= item.start && item.end <= sentence.end())
    };
    // "organise a crossing for Monday": what is done for a day comes before it.
    if sketch.start > 0 && inside(sketch.start - 1) && lexemes.at(sketch.start - 1) == "for" {
        return Some(true);
    }
    let before = (sketch.start.saturating_sub(REACH_BACK)..sketch.start).rev().take_while(|index| inside(*index));
    let after = (sketch.end..sketch.end + REACH_AHEAD).take_while(|index| inside(*index));
    before.chain(after).find_map(|index| cue(lexemes, index))
}

/// What the word at `index` says of the tense.
fn cue(lexemes: &Lexemes, index: usize) -> Option<bool> {
    // "is expected to" is read at "expected", "was going to" at "going": the longest phrase that begins here.
    let phrases = &lexemes.entry(index).tenses;
    if let Some(phrase) = phrases.iter().find(|phrase| lexemes.phrase(index, &phrase.words).is_some()) {
        return Some(phrase.meaning);
    }
    let word = lexemes.at(index);
    // "is to be completed", "will be opened": what is told is what stands before "be".
    let after_be = index > 0 && lexemes.at(index - 1) == "be";
    let past = word.len() > 4 && lexemes.is_word(index) && word.ends_with("ed") && !lexemes.is_capital(index);
    (past && !after_be).then_some(false)
}

/// The one day named in the same sentence or the one before it, before the expression.
fn named_before(lexemes: &Lexemes, layout: &Layout, sketch: &Sketch, found: &[TimeExpression]) -> Option<Date> {
    let place = lexemes.get(sketch.start)?.start;
    let sentence = layout.sentence_at(place)?;
    let from = layout.sentences.get(sentence.saturating_sub(1))?.anchor.start();
    let mut days = found
        .iter()
        .rev()
        .take_while(|time| time.anchor.start() >= from)
        .filter_map(|time| time.days.filter(|(first, last)| first == last).map(|(first, _)| first));
    let last = days.next()?;
    days.all(|day| day == last).then_some(last)
}
