//! Numbers that name a thing and measure nothing: "Article 5", "Boeing 737", "COVID-19", telephone numbers, list numbers.

use crate::language::lexemes::{Form, Lexemes};
use crate::language::lexicon::{CalendarWord, Numbered};

/// Whether the number `start..end` is part of a name, a code or a list and no quantity. `noun` says that a plural noun
/// follows it.
pub(super) fn is_one(lexemes: &Lexemes, start: usize, end: usize, noun: bool) -> bool {
    follows_a_name(lexemes, start, noun)
        || belongs_to_a_code(lexemes, start, end)
        || numbers_a_list(lexemes, start, end)
        || is_a_name_itself(lexemes, start)
}

/// "Article 5", "member 100", "No. 7", "Boeing 737", "#3", "Mark 12".
fn follows_a_name(lexemes: &Lexemes, start: usize, noun: bool) -> bool {
    let Some(before) = start.checked_sub(1).filter(|_| lexemes.is_linked(start)) else { return false };
    if matches!(lexemes.at(before), "#" | "№" | "§" | "@" | "/" | "=" | "_") && lexemes.is_glued(start) {
        return true;
    }
    // "No. 7": the full stop is the abbreviation's.
    let stopped = lexemes.is(before, ".") && lexemes.is_glued(before);
    if stopped {
        let Some(word) = before
            .checked_sub(1)
            .filter(|word| lexemes.entry(*word).numbered.is_some() && lexemes.at(*word).len() <= 4)
        else {
            return false;
        };
        return lexemes.is_capital(word)
            || lexemes.is_any(word, &["no", "nos", "p", "pp", "vol", "art", "sec", "ch", "fig"]);
    }
    // "members 5 and 6": the name stands before the first.
    if lexemes.is_any(before, &["and", "or", "to"]) && !noun {
        let named = before.checked_sub(2).is_some_and(|word| {
            lexemes.entry(word).numbered.is_some()
                && lexemes.at(word).ends_with('s')
                && lexemes.number(before - 1).is_some()
        });
        if named {
            return true;
        }
    }
    if !lexemes.is_word(before) {
        return false;
    }
    if lexemes.entry(before).numbered == Some(Numbered::Loose) {
        let capital = lexemes.is_capital(before) && !lexemes.opens_sentence(before);
        return !noun || capital && lexemes.number(start).is_some();
    }
    if lexemes.entry(before).numbered.is_some() {
        return true;
    }
    let calendar = matches!(lexemes.entry(before).calendar, Some(CalendarWord::Weekday(..) | CalendarWord::Month(..)));
    let name =
        lexemes.is_capital(before) && !lexemes.opens_sentence(before) && !lexemes.entry(before).function && !calendar;
    let spoken = lexemes.entry(before).status.is_some() || !lexemes.entry(before).hedges_before.is_empty();
    if name && !spoken && lexemes.number(start).is_some() && !noun {
        return true;
    }
    false
}

/// "COVID-19", "F-16", "555-0199", "10.0.0.1", "3/4/5", "abc12", "19:4".
fn belongs_to_a_code(lexemes: &Lexemes, start: usize, end: usize) -> bool {
    let figures = lexemes.number(start).is_some();
    if figures && lexemes.is_hyphened(start) {
        let before = start.saturating_sub(1);
        // "mid-20s" and "magnitude-6" aside, figures after a hyphen name a model.
        return lexemes.number(before).is_some()
            || !lexemes.is_any(before, &["magnitude", "about", "around", "minus", "plus", "over", "under", "sub"]);
    }
    if figures && lexemes.is_glued(start) {
        let before = start.saturating_sub(1);
        let open = lexemes.get(before).is_some_and(|item| item.form == Form::Sign)
            && !matches!(
                lexemes.at(before),
                "/" | ":" | "." | "_" | "#" | "@" | "=" | "&" | "\\" | "*" | "^" | "'" | "’"
            );
        let decade = matches!(lexemes.at(before), "'" | "’") && !lexemes.is_word(end);
        if !open && !decade {
            return true;
        }
    }
    let grouped = figures && lexemes.is_hyphened(end) && lexemes.number(end).is_some();
    if grouped {
        // 555-0199 is a telephone number, 1000-5000 a range.
        let long = lexemes.at(start).len() == 3 && lexemes.at(end).len() == 4;
        let more = lexemes.is_hyphened(end + 1) && lexemes.number(end + 1).is_some();
        let zero = lexemes.at(start).starts_with('0') && lexemes.at(start).len() > 1
            || lexemes.at(end).starts_with('0') && lexemes.at(end).len() > 1;
        return long || more || zero;
    }
    let zero = figures
        && lexemes.at(start).len() > 1
        && lexemes.at(start).starts_with('0')
        && !lexemes.at(start).contains('.');
    let slashed =
        lexemes.is(end, "/") && lexemes.is_glued(end) && lexemes.is_glued(end + 1) && lexemes.number(end + 1).is_some();
    let timed =
        lexemes.is(end, ":") && lexemes.is_glued(end) && lexemes.is_glued(end + 1) && lexemes.number(end + 1).is_some();
    let lettered = figures && lexemes.get(end).is_some_and(|next| next.form == Form::Code) && lexemes.is_glued(end);
    let address = lexemes.is(end, "@") && lexemes.is_glued(end);
    let ordinal = figures && lexemes.is_glued(end) && lexemes.is_any(end, &["st", "nd", "rd", "th", "s"]);
    zero || slashed || timed || lettered || address || ordinal
}

/// "1." or "2)" at the head of a line.
fn numbers_a_list(lexemes: &Lexemes, start: usize, end: usize) -> bool {
    let head = !lexemes.is_linked(start) && lexemes.number(start).is_some();
    let bracket = start.checked_sub(1).is_some_and(|before| lexemes.is(before, "("))
        && lexemes.is(end, ")")
        && !lexemes.at(start).contains('.');
    head && lexemes.is_glued(end) && matches!(lexemes.at(end), "." | ")" | ":") && lexemes.is_linked(end + 1)
        || bracket && lexemes.whole_number(start).is_some_and(|number| number < 20)
}

/// A number word with a capital inside a sentence: "the Gang of Eight", "Five Star Movement".
fn is_a_name_itself(lexemes: &Lexemes, start: usize) -> bool {
    lexemes.is_word(start) && lexemes.is_capital(start) && !lexemes.opens_sentence(start)
}
