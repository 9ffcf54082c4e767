//! Units and currencies that stand before or after a number.

use crate::language::lexemes::Lexemes;
use crate::language::lexicon::{CurrencyPlace, Unit};
use crate::language::numbers::Number;

/// A unit as results name it, with its factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// One past its last lexeme.
    pub end: usize,
    pub name: &'static str,
    pub factor: f64,
}

/// The sign or code of a currency at `index`, before a number.
pub(super) fn currency_before(lexemes: &Lexemes, index: usize) -> Option<Measure> {
    lexemes.entry(index).currencies.iter().find_map(|phrase| {
        let end = lexemes.phrase(index, &phrase.words)?;
        let coded = phrase.meaning.place == CurrencyPlace::Code
            && lexemes.at(index).chars().all(|letter| letter.is_ascii_uppercase())
            || (phrase.meaning.code == "INR" && lexemes.is_capital(index));
        // "US $ 10" is written, "a $10 ticket" is no Australian dollar.
        let whole = (index + 1..end).all(|at| lexemes.is_glued(at)) || lexemes.is_any(index, &["us", "u", "c"]);
        let fits = phrase.meaning.place == CurrencyPlace::Sign && whole || coded;
        fits.then_some(Measure { end, name: phrase.meaning.code, factor: phrase.meaning.factor })
    })
}

/// The sign, code or name of a currency at `index`, after a number.
pub(super) fn currency_after(lexemes: &Lexemes, index: usize, number: &Number) -> Option<Measure> {
    if !lexemes.is_linked(index) {
        return None;
    }
    if number.is_scaled && lexemes.is_any(index, &["pound", "pounds"]) {
        return Some(Measure { end: index + 1, name: "GBP", factor: 1.0 });
    }
    lexemes.entry(index).currencies.iter().find_map(|phrase| {
        let end = lexemes.phrase(index, &phrase.words)?;
        // A sign after the number is its own only where no further number follows it: "between 10 $20 notes".
        let fits = match phrase.meaning.place {
            CurrencyPlace::Sign => lexemes.number(end).is_none(),
            CurrencyPlace::Code => lexemes.at(index).chars().all(|letter| letter.is_ascii_uppercase()),
            CurrencyPlace::Word => phrase.meaning.code != "KRW" || number.is_figures,
        };
        fits.then_some(Measure { end, name: phrase.meaning.code, factor: phrase.meaning.factor })
    })
}

/// The unit of measure at `index`, after a number.
pub(super) fn unit_after(lexemes: &Lexemes, index: usize) -> Option<Measure> {
    if !lexemes.is_linked(index) {
        return None;
    }
    lexemes.entry(index).units.iter().find_map(|phrase| {
        let end = lexemes.phrase(index, &phrase.words)?;
        clear(lexemes, index, phrase.words.len()).then(|| measure(end, &phrase.meaning))
    })
}

fn measure(end: usize, unit: &Unit) -> Measure {
    Measure { end, name: unit.name, factor: unit.factor }
}

/// Whether a unit of one letter is meant as one: `m` glued to its number, `C` and `F` in capitals.
fn clear(lexemes: &Lexemes, index: usize, words: usize) -> bool {
    let name = lexemes.at(index);
    if words > 1 || name.len() > 1 || !lexemes.is_word(index) {
        return true;
    }
    match name {
        "m" => !lexemes.is_glued(index + 1) || !lexemes.is_any(index + 1, &["'", "’"]),
        "t" => lexemes.is_glued(index),
        // "40C" and "104F" are weather; "13F" is a form and "777F" an aircraft.
        "C" | "F" => {
            let degrees = if name == "C" { -60.0..=60.0 } else { 20.0..=150.0 };
            let value = index.checked_sub(1).and_then(|number| lexemes.number(number));
            let weather = value.is_some_and(|value| degrees.contains(&value));
            lexemes.is_glued(index) && weather && !lexemes.is(index + 1, "/")
        }
        _ => false,
    }
}
