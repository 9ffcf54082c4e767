//! Dates that name their day, month, year, decade or century.

use super::meaning::{Meaning, Partial, Sketch};
use crate::language::lexemes::{Form, Lexemes};
use crate::language::lexicon::{CalendarWord, Cardinal};

/// Reads the date at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (end, meaning) = weekday_first(lexemes, index)
        .or_else(|| month_first(lexemes, index))
        .or_else(|| day_first(lexemes, index))
        .or_else(|| figures(lexemes, index))
        .or_else(|| division(lexemes, index))
        .or_else(|| decade_or_century(lexemes, index))
        .or_else(|| season(lexemes, index))
        .or_else(|| bare_year(lexemes, index))?;
    let mut sketch = Sketch::new(index, end, meaning);
    sketch.part_of_name = matches!(sketch.meaning, Meaning::Date(Partial { month: None, weekday: None, .. }))
        && lexemes.is_capital(end)
        && lexemes.is_word(end)
        && lexemes.is_linked(end)
        && !lexemes.is_hyphened(end);
    Some(sketch)
}

/// The month at `index` and one past it (and its full stop).
pub(crate) fn month(lexemes: &Lexemes, index: usize) -> Option<(usize, u8)> {
    let Some(CalendarWord::Month(month, short)) = lexemes.entry(index).calendar else { return None };
    if !lexemes.is_capital(index) {
        return None;
    }
    Some((if short { lexemes.after_stop(index + 1) } else { index + 1 }, month))
}

/// The weekday at `index` and one past it. Short names ("Sun", "Sat") only with a full stop, a comma or a month after.
pub(crate) fn weekday(lexemes: &Lexemes, index: usize) -> Option<(usize, u8)> {
    let Some(CalendarWord::Weekday(day, short)) = lexemes.entry(index).calendar else { return None };
    if !lexemes.is_capital(index) {
        return None;
    }
    if !short {
        return Some((index + 1, day));
    }
    let end = lexemes.after_stop(index + 1);
    let at = if lexemes.is(end, ",") { end + 1 } else { end };
    (month(lexemes, at).is_some()
        || day_of_month(lexemes, at)
            .is_some_and(|(end, _)| month(lexemes, end + usize::from(lexemes.is(end, "of"))).is_some()))
    .then_some((end, day))
}

/// The day of the month at `index` ("12", "12th", "twelfth") and one past it.
pub(crate) fn day_of_month(lexemes: &Lexemes, index: usize) -> Option<(usize, u8)> {
    if let Some(day) = lexemes.whole_number(index) {
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day) && lexemes.at(index).len() <= 2)?;
        if lexemes.is_glued(index + 1) && lexemes.is_word(index + 1) {
            return is_ordinal_ending(lexemes, index + 1).then_some((index + 2, day));
        }
        return Some((index + 1, day));
    }
    ordinal(lexemes, index).filter(|(_, day)| (1..=31).contains(day))
}

/// Whether "st", "nd", "rd" or "th" is glued on at `index`.
pub(crate) fn is_ordinal_ending(lexemes: &Lexemes, index: usize) -> bool {
    lexemes.is_glued(index) && lexemes.is_any(index, &["st", "nd", "rd", "th"])
}

/// The ordinal in words or figures at `index` ("twenty-first", "21st") and one past it.
pub(crate) fn ordinal(lexemes: &Lexemes, index: usize) -> Option<(usize, u8)> {
    if let Some(number) = lexemes.whole_number(index) {
        return (is_ordinal_ending(lexemes, index + 1) && number < 100).then_some((index + 2, number as u8));
    }
    if let Some((Cardinal::Tens, tens)) = lexemes.entry(index).cardinal
        && let Some(unit) = lexemes.entry(index + 1).ordinal.filter(|unit| *unit < 10)
        && lexemes.is_linked(index + 1)
    {
        return Some((index + 2, tens as u8 + unit));
    }
    lexemes.entry(index).ordinal.map(|ordinal| (index + 1, ordinal))
}

/// The year at `index` (1000 to 2199 in four figures, `'94`, or two pairs of words) and one past it.
pub(crate) fn year(lexemes: &Lexemes, index: usize) -> Option<(usize, i16)> {
    if let Some(number) = lexemes.whole_number(index) {
        let fits = lexemes.at(index).len() == 4 && (1000..2200).contains(&number);
        let unit = lexemes.is_glued(index + 1) && lexemes.is_word(index + 1);
        return (fits && !unit).then_some((index + 1, number as i16));
    }
    let Some((Cardinal::Unit, century)) = lexemes.entry(index).cardinal else { return None };
    if century != 19.0 && century != 20.0 && century != 18.0 {
        return None;
    }
    match lexemes.entry(index + 1).cardinal {
        Some((Cardinal::Tens, tens)) if lexemes.is_linked(index + 1) => match lexemes.entry(index + 2).cardinal {
            Some((Cardinal::Unit, unit)) if unit < 10.0 && unit > 0.0 && lexemes.is_linked(index + 2) => {
                Some((index + 3, (century * 100.0 + tens + unit) as i16))
            }
            _ => Some((index + 2, (century * 100.0 + tens) as i16)),
        },
        _ => None,
    }
}

/// ", 2025" or " 2025" after a month or day.
fn trailing_year(lexemes: &Lexemes, index: usize) -> Option<(usize, i16)> {
    let comma = lexemes.is(index, ",");
    let at = if comma { index + 1 } else { index };
    let at = if lexemes.is(at, "of") && lexemes.number(at + 1).is_some() { at + 1 } else { at };
    if !lexemes.is_linked(at) {
        return None;
    }
    let (end, year) = year(lexemes, at)?;
    // "In March, 2000 people": a count follows the comma.
    let counted = comma && lexemes.entry(end).counted;
    (!counted).then_some((end, year))
}

/// "February 12, 2025", "Feb. 12", "February 2025", "February", "Feb. 12-14 2025" (the range is read elsewhere).
fn month_first(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let (end, month) = month(lexemes, index)?;
    if let Some((year_end, year)) = trailing_year(lexemes, end) {
        return Some((year_end, date(Some(year), Some(month), None)));
    }
    let at = if lexemes.is(end, "the") { end + 1 } else { end };
    if lexemes.is_linked(at)
        && let Some((day_end, day)) = day_of_month(lexemes, at)
        && !is_clock(lexemes, day_end)
        && !(lexemes.is_hyphened(day_end) && lexemes.is_word(day_end))
    {
        let (end, year) = match trailing_year(lexemes, day_end) {
            Some((end, year)) => (end, Some(year)),
            None => (day_end, None),
        };
        return Some((end, date(year, Some(month), Some(day))));
    }
    is_month_alone(lexemes, index, month).then_some((end, date(None, Some(month), None)))
}

/// Whether "May" and "March" stand for the month where no day or year follows; other names always do.
fn is_month_alone(lexemes: &Lexemes, index: usize, month: u8) -> bool {
    let Some(before) = index.checked_sub(1) else { return month != 3 && month != 5 };
    let placed = lexemes.is_any(
        before,
        &[
            "in", "since", "until", "by", "from", "of", "last", "next", "this", "late", "early", "mid", "to",
            "through", "before", "after", "during", "between",
        ],
    );
    let person = lexemes.is_capital(before) && !lexemes.opens_sentence(before) && !placed && lexemes.is_linked(index);
    let surname =
        lexemes.is_capital(index + 1) && lexemes.is_linked(index + 1) && lexemes.is_word(index + 1) && !placed;
    let doubtful = matches!(month, 3..=6 | 8);
    if doubtful { placed } else { !person && !surname || placed }
}

/// Whether ":30", "pm" or "o'clock" follows: a time of day, not a day of the month.
fn is_clock(lexemes: &Lexemes, index: usize) -> bool {
    (lexemes.is(index, ":") && lexemes.is_glued(index) && lexemes.number(index + 1).is_some())
        || lexemes.is_any(index, &["pm", "am", "%", "percent"])
        || (lexemes.is_any(index, &["a", "p"]) && lexemes.is(index + 1, ".") && lexemes.is(index + 2, "m"))
}

/// "12 February 2025", "12th of February", "the 12th", "2-Feb-2025".
fn day_first(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let the = lexemes.is(index, "the");
    let at = if the { index + 1 } else { index };
    let (end, day) = day_of_month(lexemes, at)?;
    let stop = lexemes.after_stop(end);
    let of = if lexemes.is(end, "of") {
        end + 1
    } else if month(lexemes, stop).is_some() {
        stop
    } else {
        end
    };
    if lexemes.is_linked(of)
        && let Some((month_end, month)) = month(lexemes, of)
    {
        let (end, year) = match trailing_year(lexemes, month_end) {
            Some((end, year)) => (end, Some(year)),
            None => (month_end, None),
        };
        return Some((end, date(year, Some(month), Some(day))));
    }
    None
}

/// "Wednesday, Feb. 12, 2025", "Wednesday 12 February", "Wednesday the 12th", "Wednesday".
fn weekday_first(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let (end, weekday) = weekday(lexemes, index)?;
    let comma = lexemes.is(end, ",") && lexemes.is_glued(end) || lexemes.is(end, ",");
    let at = if comma { end + 1 } else { end };
    if lexemes.is_linked(at) {
        for reader in [month_first, day_first, figures] {
            if let Some((end, Meaning::Date(partial))) = reader(lexemes, at)
                && (partial.day.is_some() || !comma)
                && partial.month.is_some()
            {
                return Some((end, Meaning::Date(Partial { weekday: Some(weekday), ..partial })));
            }
        }
        if lexemes.is(at, "the")
            && let Some((end, day)) = day_of_month(lexemes, at + 1)
            && (is_ordinal_ending(lexemes, end - 1) || lexemes.whole_number(at + 1).is_none())
            && (!lexemes.is_word(end) || lexemes.entry(end).function)
        {
            return Some((
                end,
                Meaning::Date(Partial { weekday: Some(weekday), day: Some(day), ..Partial::default() }),
            ));
        }
    }
    Some((end, Meaning::Date(Partial { weekday: Some(weekday), ..Partial::default() })))
}

/// "2025-02-12", "12/02/2025", "2/12/25", "12.02.2025".
fn figures(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let first = lexemes.get(index)?;
    if first.form == Form::Code {
        return dotted(lexemes, index);
    }
    let one = lexemes.whole_number(index)?;
    let slash = lexemes.is(index + 1, "/") && lexemes.is_glued(index + 1) && lexemes.is_glued(index + 2);
    let (second, third) =
        if slash && lexemes.is(index + 3, "/") && lexemes.is_glued(index + 3) && lexemes.is_glued(index + 4) {
            (index + 2, index + 4)
        } else if lexemes.is_hyphened(index + 1) && lexemes.is_hyphened(index + 2) {
            (index + 1, index + 2)
        } else {
            return None;
        };
    let end = third + 1;
    let two = lexemes.whole_number(second)?;
    let three = lexemes.whole_number(third)?;
    let parts = (lexemes.at(index).len(), lexemes.at(second).len(), lexemes.at(third).len());
    let closed = [".", ",", ")", ";", ":", "'", "’", "”", "\"", "?", "!", "T"];
    let open = !lexemes.is_hyphened(end) && (!lexemes.is_glued(end) || lexemes.is_any(end, &closed));
    if !open {
        return None;
    }
    match parts {
        (4, 1..=2, 1..=2) => day_of(one, two, three).map(|meaning| (end, meaning)),
        (1..=2, 1..=2, 4) => either_order(one, two, three).map(|meaning| (end, meaning)),
        (1..=2, 1..=2, 2) if slash => either_order(one, two, full_year(three)).map(|meaning| (end, meaning)),
        _ => None,
    }
}

/// "12.02.2025": day first, as where this is written.
fn dotted(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let mut parts = lexemes.at(index).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 || year.len() != 4 {
        return None;
    }
    day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(|meaning| (index + 1, meaning))
}

/// A year written with two figures: 70 and above are of the last century.
fn full_year(year: u32) -> u32 {
    if year >= 70 { 1900 + year } else { 2000 + year }
}

/// Day and month in the order that is possible; [`Meaning::Ambiguous`] where both are.
fn either_order(one: u32, two: u32, year: u32) -> Option<Meaning> {
    match (day_of(year, one, two), day_of(year, two, one)) {
        (Some(one), Some(two)) if one == two => Some(one),
        (Some(_), Some(_)) => Some(Meaning::Ambiguous(i16::try_from(year).ok()?)),
        (one, two) => one.or(two),
    }
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Meaning> {
    let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(date(Some(year), Some(month.unsigned_abs()), Some(day.unsigned_abs())))
}

/// "the first quarter of 2024", "Q1 2024", "H1 2024", "the first half of 2024", "third-quarter".
fn division(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let name = lexemes.at(index).as_bytes();
    if let [b'H', number @ b'1'..=b'2'] = name {
        // Without a year it may be a heading, a road or a virus.
        let (end, year) = trailing_year(lexemes, index + 1)?;
        return Some((end, Meaning::Division('H', number - b'0', Some(year))));
    }
    if let [b'Q' | b'q', number @ b'1'..=b'4'] = name {
        let (end, year) = trailing_year(lexemes, index + 1).map_or((index + 1, None), |(end, year)| (end, Some(year)));
        return Some((end, Meaning::Division('Q', number - b'0', year)));
    }
    let at = if lexemes.is(index, "the") { index + 1 } else { index };
    let (mut end, number) = if lexemes.is_any(at, &["last", "final"]) { (at + 1, 4) } else { ordinal(lexemes, at)? };
    let letter = if lexemes.is(end, "quarter") && number <= 4 {
        'Q'
    } else if lexemes.is(end, "half") && number <= 2 {
        'H'
    } else {
        return None;
    };
    end += 1;
    let of = if lexemes.is(end, "of") { end + 1 } else { end };
    if let Some((end, year)) = year(lexemes, of).filter(|_| lexemes.is_linked(of)) {
        return Some((end, Meaning::Division(letter, number, Some(year))));
    }
    // "the first half" is as often one of a match; without a year only the quarter is sure.
    (letter == 'Q'
        && (lexemes.is_hyphened(end - 1) || !lexemes.is(end, "of"))
        && !lexemes.is_any(at, &["last", "final"]))
    .then_some((end, Meaning::Division(letter, number, None)))
}

/// "1990s", "the '90s", "the nineties", "the 20th century".
fn decade_or_century(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let the = lexemes.is(index, "the");
    let at = if the { index + 1 } else { index };
    if let Some(CalendarWord::Decade(decade)) = lexemes.entry(at).calendar {
        return the.then(|| (at + 1, Meaning::Decade(1900 + i16::from(decade), true)));
    }
    let quoted = lexemes.is_any(at, &["'", "’", "‘"]) && lexemes.is_glued(at + 1);
    let figures = if quoted { at + 1 } else { at };
    if let Some(number) = lexemes.whole_number(figures) {
        let plural = if lexemes.is_any(figures + 1, &["'", "’"]) && lexemes.is_glued(figures + 1) {
            figures + 2
        } else {
            figures + 1
        };
        if lexemes.is_glued(plural) && lexemes.is(plural, "s") && number % 10 == 0 {
            return match lexemes.at(figures).len() {
                // "the 1800s" are a century; "the 1900s" and "the 2000s" are as often ten years.
                4 if (1000..1900).contains(&number) && number % 100 == 0 => {
                    Some((plural + 1, Meaning::Century(number as i16 / 100 + 1)))
                }
                4 if (1000..2200).contains(&number) => Some((plural + 1, Meaning::Decade(number as i16, false))),
                2 if the || quoted => Some((plural + 1, Meaning::Decade(1900 + number as i16, true))),
                _ => None,
            };
        }
    }
    let (end, number) = ordinal(lexemes, at)?;
    (lexemes.is(end, "century") && lexemes.is_linked(end)).then_some((end + 1, Meaning::Century(i16::from(number))))
}

/// "summer 2024", "the summer of 2024"; a season alone only after "in" or "the".
fn season(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let at = if lexemes.is(index, "the") { index + 1 } else { index };
    let Some(CalendarWord::Season(season)) = lexemes.entry(at).calendar else { return None };
    if let Some((end, year)) = trailing_year(lexemes, at + 1) {
        return Some((end, Meaning::Season(season, Some(year))));
    }
    let doubtful = lexemes.is_any(at, &["spring", "fall"]);
    let before = index.checked_sub(1).map(|before| lexemes.at(before)).unwrap_or_default();
    let placed = ["in", "by", "during", "since", "until"].iter().any(|word| before.eq_ignore_ascii_case(word));
    let followed = lexemes.is_word(at + 1) && lexemes.is_linked(at + 1) && !lexemes.entry(at + 1).function;
    ((placed || at > index) && !followed && (!doubtful || at > index || lexemes.is(at, "spring")))
        .then_some((at + 1, Meaning::Season(season, None)))
}

/// A year alone: "in 2022", "the 2016 election", "since 1994".
fn bare_year(lexemes: &Lexemes, index: usize) -> Option<(usize, Meaning)> {
    let before = index.checked_sub(1);
    if lexemes.is_any(index, &["pre", "post"]) {
        let (end, year) = year(lexemes, index + 1).filter(|_| lexemes.is_hyphened(index + 1))?;
        return lexemes.is(index, "pre").then_some((end, Meaning::BeforeYear(year)));
    }
    let (end, year) = year(lexemes, index)?;
    let glued = lexemes.is_glued(index)
        && before.is_some_and(|before| !matches!(lexemes.at(before), "(" | "[" | "“" | "\"" | "‘" | "—"));
    let joined = lexemes.is_hyphened(index)
        && before.is_some_and(|before| lexemes.is_word(before) && !lexemes.is_any(before, &["mid", "post"]));
    if glued || joined {
        return None;
    }
    let placed = before.is_some_and(|before| lexemes.is_linked(index) && lexemes.entry(before).before_year);
    let cardinal = lexemes
        .is_any(end, &["%", "percent", "metres", "meters", "miles", "dollars", "euros", "tonnes", "tons", "people"])
        || lexemes.entry(end).counted
        || lexemes.entry(end).cardinal.is_some()
        || !lexemes.entry(end).units.is_empty();
    let about = before.is_some_and(|before| lexemes.is_any(before, &["around", "circa"]));
    let hedged = lexemes.hedge_before(index).is_some() && !about;
    let numbered = before.is_some_and(|before| lexemes.entry(before).numbered.is_some() && lexemes.is_linked(index));
    let range = (1100..=2100).contains(&year);
    let opens = before.is_none() || !lexemes.is_linked(index);
    let capital_before = before.is_some_and(|before| lexemes.is_capital(before) && !lexemes.opens_sentence(before));
    let fits = range
        && !hedged
        && !numbered
        && (!cardinal || (placed && !lexemes.entry(end).counted && lexemes.entry(end).units.is_empty()));
    let plural_noun = lexemes.is_word(end)
        && lexemes.is_linked(end)
        && !lexemes.is_capital(end)
        && lexemes.at(end).ends_with('s')
        && !lexemes.entry(end).function;
    let sure = placed || (!opens && capital_before) || !plural_noun && (1900..=2099).contains(&year);
    (fits && sure && !lexemes.is_hyphened(end)).then_some((end, date(Some(year), None, None)))
}

fn date(year: Option<i16>, month: Option<u8>, day: Option<u8>) -> Meaning {
    Meaning::Date(Partial { year, month, day, weekday: None })
}
