//! Reads the number that begins at a lexeme: figures, words, fractions and orders of magnitude.

use super::lexemes::{Form, Lexemes};
use super::lexicon::Cardinal;

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// One past its last lexeme.
    pub end: usize,
    pub value: f64,
    /// A part of one: "half", "two-thirds", "3/4".
    pub is_fraction: bool,
    /// A word or letter of scale stands in it: "2.5 million".
    pub is_scaled: bool,
    /// Its scale is one letter glued to the figures, and this is the value without it: `12m` may be metres.
    pub without_letter: Option<f64>,
    /// Written in figures.
    pub is_figures: bool,
}

/// Reads the number at `index`; `money` says that the sign of a currency stands before it.
pub(crate) fn read(lexemes: &Lexemes, index: usize, money: bool) -> Option<Number> {
    if lexemes.number(index).is_some() {
        return read_figures(lexemes, index, money);
    }
    if let Some((Cardinal::Glyph, value)) = lexemes.entry(index).cardinal {
        return Some(Number { end: index + 1, value, is_fraction: true, is_figures: true, ..plain(index + 1, value) });
    }
    read_fraction(lexemes, index).or_else(|| read_words(lexemes, index))
}

fn plain(end: usize, value: f64) -> Number {
    Number { end, value, is_fraction: false, is_scaled: false, without_letter: None, is_figures: false }
}

/// Figures with what may follow them: a vulgar fraction, a scale.
fn read_figures(lexemes: &Lexemes, index: usize, money: bool) -> Option<Number> {
    let mut value = lexemes.number(index)?;
    let mut number = Number { is_figures: true, ..plain(index + 1, value) };
    if lexemes.entry(index + 1).units.is_empty()
        && lexemes.get(index + 1).is_some_and(|next| next.form == Form::Code && lexemes.is_glued(index + 1))
    {
        return None;
    }
    if let Some((Cardinal::Glyph, part)) = lexemes.entry(index + 1).cardinal {
        value += part;
        number.end += 1;
    } else if let Some(part) = slashed(lexemes, index) {
        number = Number { end: index + 3, value: part, is_fraction: true, ..number };
        value = part;
    } else if lexemes.is_linked(index + 1)
        && !lexemes.is_hyphened(index + 1)
        && let Some(part) = slashed(lexemes, index + 1)
    {
        value += part;
        number.end = index + 4;
    }
    if let Some((end, half)) = and_a_part(lexemes, number.end) {
        value += half;
        number.end = end;
    }
    number.value = value;
    if !lexemes.is_linked(number.end) {
        return Some(number);
    }
    match lexemes.entry(number.end).cardinal {
        Some((Cardinal::Scale | Cardinal::Hundred, scale)) => {
            number =
                Number { end: number.end + 1, value: value * scale, is_scaled: true, is_fraction: false, ..number };
            if let Some((Cardinal::Scale, more)) = lexemes.entry(number.end).cardinal {
                number = Number { end: number.end + 1, value: number.value * more, ..number };
            }
        }
        Some((Cardinal::Dozen, scale)) => {
            number = Number { end: number.end + 1, value: value * scale, is_fraction: false, ..number };
        }
        Some((Cardinal::Short, scale)) if lexemes.is_glued(number.end) || (money && !lexemes.is(number.end, "b")) => {
            number = Number {
                end: number.end + 1,
                value: value * scale,
                is_scaled: true,
                without_letter: Some(value),
                ..number
            };
        }
        _ => {}
    }
    Some(number)
}

/// The value of `3/4` at `index`: both parts small, the lower one larger, nothing more glued on.
fn slashed(lexemes: &Lexemes, index: usize) -> Option<f64> {
    let upper = lexemes.whole_number(index)?;
    let lower = lexemes.whole_number(index + 2)?;
    let joined = lexemes.follows(index + 1, "/") && lexemes.is_linked(index + 2);
    let longer = lexemes.is(index + 3, "/") && lexemes.is_glued(index + 3);
    let before = index.checked_sub(1).is_some_and(|before| lexemes.is(before, "/") && lexemes.is_glued(index));
    (joined && !longer && !before && upper > 0 && upper < lower && lower <= 100)
        .then(|| f64::from(upper) / f64::from(lower))
}

/// "and a half", "and three quarters" at `index`: one past it, and what it adds.
fn and_a_part(lexemes: &Lexemes, index: usize) -> Option<(usize, f64)> {
    if !lexemes.follows(index, "and") {
        return None;
    }
    let article = lexemes.is_any(index + 1, &["a", "an", "one"]);
    let half = lexemes.is(index + 1, "half");
    let (count, at) = match lexemes.entry(index + 1).cardinal {
        _ if article => (1.0, index + 2),
        _ if half => (1.0, index + 1),
        Some((Cardinal::Unit, count)) => (count, index + 2),
        _ => return None,
    };
    let part = lexemes.entry(at).fraction.filter(|_| lexemes.is_linked(at))?;
    // "a third" and "three quarters" add up; "and half of them", "and a second" do not.
    if lexemes.is(at + 1, "of")
        || (half && !lexemes.is_hyphened(at) && !is_unit(lexemes, at + 1) && lexemes.is_word(at + 1))
    {
        return None;
    }
    Some((at + 1, count * part))
}

/// Whether a unit of measure begins at `index`.
fn is_unit(lexemes: &Lexemes, index: usize) -> bool {
    !lexemes.entry(index).units.is_empty()
}

/// "half", "one-fifth", "two-thirds of", "three-quarters", "a third of", "half a million".
fn read_fraction(lexemes: &Lexemes, index: usize) -> Option<Number> {
    if lexemes.is_any(index, &["half", "quarter"]) {
        let value = lexemes.entry(index).fraction?;
        let article = lexemes.is_any(index + 1, &["a", "an"]) && lexemes.is_linked(index + 1);
        let at = if article { index + 2 } else { index + 1 };
        if let Some((Cardinal::Scale | Cardinal::Dozen, scale)) = lexemes.entry(at).cardinal {
            return Some(Number { is_scaled: true, ..plain(at + 1, value * scale) });
        }
        let wanted = lexemes.is(index, "half") && !lexemes.is_hyphened(index + 1);
        return wanted.then(|| Number { is_fraction: true, ..plain(index + 1, value) });
    }
    let article = lexemes.is_any(index, &["a", "an"]);
    let upper = match lexemes.entry(index).cardinal {
        Some((Cardinal::Unit, value)) if value > 0.0 => value,
        _ if article => 1.0,
        _ => return None,
    };
    let part = lexemes.entry(index + 1).fraction.filter(|_| lexemes.is_linked(index + 1))?;
    let at = index + 2;
    if let Some((Cardinal::Scale, scale)) = lexemes.entry(at).cardinal {
        return Some(Number { is_scaled: true, ..plain(at + 1, upper * part * scale) });
    }
    let plural = lexemes.at(index + 1).ends_with(['s', 'S']);
    let hyphened = lexemes.is_hyphened(index + 1);
    let quarter = lexemes.entry(index + 1).fraction == Some(0.25);
    let closes = !lexemes.is_word(at) || !lexemes.is_linked(at);
    let clear = lexemes.is(at, "of")
        || closes && (!article || plural)
        || lexemes.is(at, "majority")
        || (hyphened && !article)
        || (plural && upper > 1.0 && !quarter);
    (clear && plural == (upper > 1.0)).then(|| Number { is_fraction: true, ..plain(at, upper * part) })
}

/// A cardinal in words: "twenty-one", "two hundred and five thousand", "a hundred", "two and a half million".
fn read_words(lexemes: &Lexemes, index: usize) -> Option<Number> {
    let article = lexemes.is_any(index, &["a", "an"]);
    let mut at = if article { index + 1 } else { index };
    let mut total = 0.0;
    let mut group: Option<f64> = article.then_some(1.0);
    let mut last: Option<Cardinal> = None;
    let mut scaled = false;
    let mut smallest = f64::INFINITY;
    loop {
        if at > index && !lexemes.is_linked(at) {
            break;
        }
        let joined = matches!(last, Some(Cardinal::Hundred | Cardinal::Scale))
            && lexemes.is(at, "and")
            && lexemes.is_linked(at + 1);
        let here = if joined { at + 1 } else { at };
        let Some((cardinal, value)) = lexemes.entry(here).cardinal else { break };
        let fits = match cardinal {
            Cardinal::Unit => match last {
                None | Some(Cardinal::Hundred | Cardinal::Scale) => !article || last.is_some(),
                Some(Cardinal::Tens) => value > 0.0 && value < 10.0,
                _ => false,
            },
            Cardinal::Tens => {
                matches!(last, None | Some(Cardinal::Hundred | Cardinal::Scale)) && (!article || last.is_some())
            }
            Cardinal::Hundred => !joined && group.is_none_or(|group| group > 0.0 && group < 100.0) && (group.is_some()),
            Cardinal::Scale => {
                !joined && value < smallest && (group.is_some() || (last == Some(Cardinal::Scale) && total > 0.0))
            }
            Cardinal::Dozen => !joined && group.is_some() && last != Some(Cardinal::Dozen),
            Cardinal::Short | Cardinal::Glyph | Cardinal::Many => false,
        };
        if !fits {
            break;
        }
        match cardinal {
            Cardinal::Hundred | Cardinal::Dozen => group = group.map(|group| group * value),
            Cardinal::Scale => {
                total += group.take().unwrap_or(0.0) * value;
                smallest = value;
                scaled = true;
            }
            _ => group = Some(group.unwrap_or(0.0) + value),
        }
        if cardinal == Cardinal::Unit || cardinal == Cardinal::Tens {
            scaled = scaled && total > 0.0;
        }
        last = Some(cardinal);
        at = here + 1;
        if cardinal == Cardinal::Dozen {
            break;
        }
        if let Some((end, part)) = and_a_part(lexemes, at) {
            if let Some((Cardinal::Scale, scale)) = lexemes.entry(end).cardinal {
                return Some(Number {
                    is_scaled: true,
                    ..plain(end + 1, (total + group.unwrap_or(0.0) + part) * scale)
                });
            }
            let unit = if cardinal == Cardinal::Scale { value } else { 1.0 };
            return Some(Number { is_scaled: scaled, ..plain(end, total + group.unwrap_or(0.0) + part * unit) });
        }
    }
    last.map(|_| Number { is_scaled: scaled, ..plain(at, total + group.unwrap_or(0.0)) })
}

/// An order of magnitude: "dozens", "hundreds of thousands", "several hundred", "a few thousand".
/// One past it, smallest and largest value.
pub(crate) fn read_magnitude(lexemes: &Lexemes, index: usize) -> Option<(usize, f64, f64)> {
    let several = lexemes.is(index, "several") || (lexemes.is(index, "few") && lexemes.is_linked(index));
    if several {
        return match lexemes.entry(index + 1).cardinal {
            Some((Cardinal::Hundred | Cardinal::Scale | Cardinal::Dozen, scale)) if lexemes.is_linked(index + 1) => {
                Some((index + 2, 2.0 * scale, 10.0 * scale - 1.0))
            }
            _ => None,
        };
    }
    let Some((Cardinal::Many, first)) = lexemes.entry(index).cardinal else { return None };
    if lexemes.is(index + 1, "of")
        && let Some((Cardinal::Many, second)) = lexemes.entry(index + 2).cardinal
    {
        return Some((index + 3, first * second, first * second * 10.0 - 1.0));
    }
    // "tens" and "scores" alone are too often something else ("in his tens", "the scores of both games").
    let bare = lexemes.is_any(index, &["tens", "scores"]);
    if bare && !lexemes.is(index + 1, "of") {
        return None;
    }
    // To the next word of scale: dozens end where hundreds are well reached, thousands at a million.
    let highest = match first {
        value if value < 100.0 => 199.0,
        value if value < 1000.0 => 999.0,
        value => value * 1000.0 - 1.0,
    };
    Some((index + 1, first, highest))
}
