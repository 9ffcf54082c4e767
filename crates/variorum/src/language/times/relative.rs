//! Dates told from the publication day or from another date: "yesterday", "last week", "two years ago".

use super::absolute;
use super::durations;
use super::meaning::{Meaning, Named, Sketch, Step};
use crate::language::lexemes::Lexemes;
use crate::language::lexicon::CalendarWord;
use crate::language::numbers;

/// Reads the relative date at `index`.
pub(crate) fn read(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    day_word(lexemes, index)
        .or_else(|| after_next(lexemes, index))
        .or_else(|| distance(lexemes, index))
        .or_else(|| pointed(lexemes, index))
        .or_else(|| from_named(lexemes, index))
        .or_else(|| weekend(lexemes, index))
        .or_else(|| day_of_near_month(lexemes, index))
        .or_else(|| vague(lexemes, index))
}

/// "today", "yesterday", "tomorrow", "tonight", "the day before yesterday".
fn day_word(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let shift = |days| Meaning::Shift(days, Step::Day);
    let start = if lexemes.is(index, "the") { index + 1 } else { index };
    for (words, days) in [(["day", "before", "yesterday"], -2), (["day", "after", "tomorrow"], 2)] {
        if words.iter().enumerate().all(|(offset, word)| lexemes.is(start + offset, word)) {
            return Some(Sketch::new(index, start + 3, shift(days)));
        }
    }
    let word = lexemes.at(index);
    let days = [("today", 0), ("tonight", 0), ("yesterday", -1), ("tomorrow", 1)]
        .iter()
        .find(|(name, _)| word.eq_ignore_ascii_case(name))?
        .1;
    let mut sketch = Sketch::new(index, index + 1, shift(days));
    if word.eq_ignore_ascii_case("tonight") {
        sketch.part_of_day = Some(4);
    }
    Some(sketch)
}

/// "the week after next", "the month after the next".
fn after_next(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (step, _) = step(lexemes, index + 1).filter(|_| lexemes.is(index, "the"))?;
    let next = if lexemes.is(index + 3, "the") { index + 4 } else { index + 3 };
    let found = lexemes.follows(index + 2, "after") && lexemes.follows(next, "next");
    let long = !matches!(step, Step::Hour | Step::Day);
    // Not "the week after next summer".
    let ends = !lexemes.is_word(next + 1) || lexemes.entry(next + 1).function;
    (found && long && ends).then(|| Sketch::new(index, next + 1, Meaning::Shift(2, step)))
}

/// The step of the calendar a word names.
pub(crate) fn step(lexemes: &Lexemes, index: usize) -> Option<(Step, f64)> {
    let word = lexemes.at(index);
    let singular = word.strip_suffix(['s', 'S']).unwrap_or(word);
    STEPS
        .iter()
        .find(|(name, _, _)| singular.eq_ignore_ascii_case(name) || word.eq_ignore_ascii_case(name))
        .map(|(_, step, count)| (*step, *count))
}

const STEPS: [(&str, Step, f64); 11] = [
    ("hour", Step::Hour, 1.0),
    ("day", Step::Day, 1.0),
    ("night", Step::Day, 1.0),
    ("week", Step::Week, 1.0),
    ("fortnight", Step::Week, 2.0),
    ("weekend", Step::Weekend, 1.0),
    ("month", Step::Month, 1.0),
    ("quarter", Step::Quarter, 1.0),
    ("year", Step::Year, 1.0),
    ("decade", Step::Decade, 1.0),
    ("century", Step::Century, 1.0),
];

/// "two weeks ago", "nearly three years ago", "a year ago", "two days later", "three months earlier", "a week from now".
fn distance(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let (mut end, count, step) = amount(lexemes, index)?;
    if let Some(sketch) = mixed_distance(lexemes, index) {
        return Some(sketch);
    }
    let nearly = index.checked_sub(1).is_some_and(|before| lexemes.is_any(before, &["nearly", "almost"]));
    let meaning = if lexemes.follows(end, "ago") {
        Meaning::Away { count: -count, step, nearly }
    } else if lexemes.follows(end, "from") && lexemes.is_any(end + 1, &["now", "today"]) {
        end += 1;
        Meaning::Away { count, step, nearly }
    } else if lexemes.is_linked(end) && lexemes.is_any(end, &["earlier", "before", "prior", "previously"]) {
        let yesterday = lexemes.is(end + 1, "yesterday");
        let clause = lexemes.is(end, "before") && lexemes.is_word(end + 1) && lexemes.is_linked(end + 1);
        if clause && !yesterday {
            return None;
        }
        if yesterday {
            end += 1;
            Meaning::Away { count: -count - 1.0, step, nearly }
        } else {
            Meaning::FromNamed { count: -count, step }
        }
    } else if lexemes.is_linked(end) && lexemes.is_any(end, &["later", "afterwards", "hence"]) {
        Meaning::FromNamed { count, step }
    } else {
        return None;
    };
    Some(Sketch::new(index, end + 1, meaning))
}

/// "two years and 21 days ago", of units that must be taken from the calendar one after the other.
fn mixed_distance(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let length = durations::read(lexemes, index).filter(|length| length.parts.len() > 1)?;
    if !lexemes.follows(length.end, "ago") {
        return None;
    }
    let (mut months, mut days) = (0.0, 0.0);
    for (count, unit) in &length.parts {
        match unit.letter {
            "Y" => months += 12.0 * count,
            "M" => months += count,
            "W" => days += 7.0 * count,
            "D" => days += count,
            _ => return None,
        }
    }
    let meaning = Meaning::AwayBy { months: -(months as i64), days: -(days as i64) };
    Some(Sketch::new(index, length.end + 1, meaning))
}

/// "two weeks", "a year", "a couple of days", "a year and a half": one past it, how many steps of which kind.
fn amount(lexemes: &Lexemes, index: usize) -> Option<(usize, f64, Step)> {
    if lexemes.is_any(index, &["a", "an", "one"])
        && let Some((step, count)) = step(lexemes, index + 1)
    {
        return Some((index + 2, count, step));
    }
    let length = durations::read(lexemes, index)?;
    let (step, _) = step(lexemes, lexemes_unit(lexemes, index, length.end))?;
    let per = match step {
        Step::Hour => 3600.0,
        Step::Day => 86400.0,
        Step::Week => 604800.0,
        Step::Month => 2629800.0,
        Step::Year => 31557600.0,
        Step::Decade => 315576000.0,
        Step::Century => 3155760000.0,
        Step::Weekend | Step::Quarter => return None,
    };
    Some((length.end, length.seconds() / per, step))
}

/// The last lexeme of `start..end` that names a step.
fn lexemes_unit(lexemes: &Lexemes, start: usize, end: usize) -> usize {
    (start..end).rev().find(|at| step(lexemes, *at).is_some()).unwrap_or(start)
}

/// "last week", "this month", "next Friday", "the past three days", "the coming weeks", "last March".
fn pointed(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let the = lexemes.is_any(index, &["the", "these", "those"]);
    let at = if the { index + 1 } else { index };
    let direction = direction(lexemes, at)?;
    let mut next = at + 1;
    if direction == 0 && lexemes.is_any(next, &["past", "coming"]) {
        // "this past week"
        return stretch(lexemes, index, next + 1, lexemes.is(next, "coming"));
    }
    if !lexemes.is_linked(next) {
        return None;
    }
    if lexemes.is_any(at, &["past", "coming", "recent"])
        || numbers::read(lexemes, next, false).is_some()
        || lexemes.is_any(next, &["few", "several", "couple"])
    {
        return if direction == 0 { None } else { stretch(lexemes, index, next, direction > 0) };
    }
    if let Some((end, weekday)) = absolute::weekday(lexemes, next) {
        return Some(Sketch::new(index, end, Meaning::Near(Named::Weekday(weekday), direction)));
    }
    if let Some((end, month)) = absolute::month(lexemes, next) {
        return Some(Sketch::new(index, end, Meaning::Near(Named::Month(month), direction)));
    }
    if let Some(CalendarWord::Season(season)) = lexemes.entry(next).calendar {
        return Some(Sketch::new(index, next + 1, Meaning::Near(Named::Season(season), direction)));
    }
    if let Some(CalendarWord::DayPart(part)) = lexemes.entry(next).calendar {
        let days = if lexemes.is(next, "night") && direction < 0 {
            -1
        } else if direction == 0 {
            0
        } else {
            return None;
        };
        let mut sketch = Sketch::new(index, next + 1, Meaning::Shift(days, Step::Day));
        sketch.part_of_day = Some(part);
        return Some(sketch);
    }
    let (step, _) = step(lexemes, next)?;
    if lexemes.at(next).ends_with('s') || matches!(step, Step::Hour) || lexemes.is(next, "fortnight") {
        return None;
    }
    // "the last day", "that year": the last or that one of something told before.
    if step == Step::Day && direction <= 0 || the && direction < 0 && step == Step::Day {
        return None;
    }
    // "the last week of March", "the next day"
    if the && (lexemes.is(next + 1, "of") || direction > 0) {
        // "the next day" follows another; "the next decade" begins now.
        let told = matches!(step, Step::Day | Step::Week | Step::Weekend);
        let meaning = match told {
            true => Meaning::FromNamed { count: 1.0, step },
            false => Meaning::Stretch { count: Some(1.0), step, ahead: true },
        };
        return (direction > 0 && !lexemes.is(next + 1, "of")).then(|| Sketch::new(index, next + 1, meaning));
    }
    if step == Step::Day {
        next += 1;
        return Some(Sketch::new(index, next, Meaning::FromNamed { count: 1.0, step }));
    }
    if step == Step::Quarter && direction == 0 && !lexemes.is(at, "this") {
        return None;
    }
    // "last week of 2015" is counted in the year, not from publication.
    if direction < 0 && lexemes.follows(next + 1, "of") {
        return None;
    }
    Some(Sketch::new(index, next + 1, Meaning::Shift(direction, step)))
}

/// Where the word points: "last", "past" back, "this" here, "next", "coming" ahead.
fn direction(lexemes: &Lexemes, index: usize) -> Option<i32> {
    [
        ("last", -1),
        ("past", -1),
        ("current", 0),
        ("previous", -1),
        ("recent", -1),
        ("this", 0),
        ("next", 1),
        ("coming", 1),
        ("upcoming", 1),
    ]
    .iter()
    .find(|(word, _)| lexemes.is(index, word))
    .map(|(_, direction)| *direction)
}

/// "three days", "few weeks", "week", "weeks" after "the past" or "the next".
fn stretch(lexemes: &Lexemes, start: usize, at: usize, ahead: bool) -> Option<Sketch> {
    if lexemes.is_any(at, &["few", "several"]) {
        let (step, _) = step(lexemes, at + 1)?;
        return Some(Sketch::new(start, at + 2, Meaning::Stretch { count: None, step, ahead }));
    }
    if let Some(length) = durations::read(lexemes, at) {
        let (step, _) = step(lexemes, lexemes_unit(lexemes, at, length.end))?;
        let (count, _) = length.parts.first()?;
        let meaning = Meaning::Stretch { count: Some(*count), step, ahead };
        return (length.parts.len() == 1).then(|| Sketch::new(start, length.end, meaning));
    }
    let (step, count) = step(lexemes, at)?;
    let plural = lexemes.at(at).ends_with('s');
    let count = (!plural).then_some(count);
    Some(Sketch::new(start, at + 1, Meaning::Stretch { count, step, ahead }))
}

/// "the day before", "the following week", "the same day", "that year", "the next day".
fn from_named(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let the = lexemes.is_any(index, &["the", "that"]);
    let at = if the { index + 1 } else { index };
    if !the || !lexemes.is_linked(at) {
        return None;
    }
    if let Some((step, _)) = step(lexemes, at)
        && !lexemes.at(at).ends_with('s')
    {
        let count = if lexemes.is(index, "that") && step != Step::Hour {
            return Some(Sketch::new(index, at + 1, Meaning::FromNamed { count: 0.0, step }));
        } else if lexemes.is_any(at + 1, &["before", "earlier"]) {
            -1.0
        } else if lexemes.is_any(at + 1, &["after", "later"]) {
            1.0
        } else {
            return None;
        };
        let clause =
            lexemes.is_word(at + 2) && lexemes.is_linked(at + 2) && lexemes.is_any(at + 1, &["before", "after"]);
        return (!clause
            || lexemes.entry(at + 2).function && !lexemes.is_any(at + 2, &["the", "a", "his", "her", "its", "their"]))
        .then(|| Sketch::new(index, at + 2, Meaning::FromNamed { count, step }));
    }
    let count = [("following", 1.0), ("next", 1.0), ("previous", -1.0), ("preceding", -1.0), ("same", 0.0)]
        .iter()
        .find(|(word, _)| lexemes.is(at, word))?
        .1;
    let (step, _) = step(lexemes, at + 1).filter(|_| lexemes.is_linked(at + 1))?;
    (!lexemes.at(at + 1).ends_with('s')).then(|| Sketch::new(index, at + 2, Meaning::FromNamed { count, step }))
}

/// "the 20th of next month".
fn day_of_near_month(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let at = if lexemes.is(index, "the") { index + 1 } else { index };
    let (end, day) = absolute::day_of_month(lexemes, at)?;
    let (end, months) = in_step(lexemes, end, Step::Month).filter(|_| lexemes.is(end, "of"))?;
    Some(Sketch::new(index, end, Meaning::InMonth(day, months)))
}

/// What a smaller date is told to lie in: "of this month" after a day, "next week" after a weekday, "last year" after a month
/// or season; one past it, and how many such steps away.
pub(crate) fn in_step(lexemes: &Lexemes, index: usize, wanted: Step) -> Option<(usize, i32)> {
    let at = if lexemes.is(index, "of") { index + 1 } else { index };
    let (end, away, step) = pointed_step(lexemes, at)?;
    (step == wanted).then_some((end, away))
}

/// "last week", "this month", "next year": one past it, how many steps away, and the step.
pub(crate) fn pointed_step(lexemes: &Lexemes, index: usize) -> Option<(usize, i32, Step)> {
    let pointer = lexemes.is_linked(index) && lexemes.is_any(index, &["last", "previous", "this", "next"]);
    let direction = direction(lexemes, index).filter(|_| pointer)?;
    let (step, _) = step(lexemes, index + 1).filter(|_| lexemes.is_linked(index + 1))?;
    (!lexemes.at(index + 1).ends_with('s')).then_some((index + 2, direction, step))
}

/// "the weekend", "over the weekend".
fn weekend(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let found = lexemes.is(index, "the") && lexemes.follows(index + 1, "weekend");
    found.then(|| Sketch::new(index, index + 2, Meaning::Weekend))
}

/// "recently", "now", "several years ago", "a few days earlier".
fn vague(lexemes: &Lexemes, index: usize) -> Option<Sketch> {
    let few = if lexemes.is(index, "a") && lexemes.is(index + 1, "few") { index + 1 } else { index };
    if lexemes.is_any(few, &["few", "several", "many"])
        && step(lexemes, few + 1).is_some()
        && lexemes.follows(few + 2, "ago")
    {
        return Some(Sketch::new(index, few + 3, Meaning::Vague("PAST_REF")));
    }
    let value = [
        ("now", "PRESENT_REF"),
        ("currently", "PRESENT_REF"),
        ("nowadays", "PRESENT_REF"),
        ("recently", "PAST_REF"),
        ("lately", "PAST_REF"),
    ]
    .iter()
    .find(|(word, _)| lexemes.is(index, word))?
    .1;
    Some(Sketch::new(index, index + 1, Meaning::Vague(value)))
}
