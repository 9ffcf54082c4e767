//! Places what a text says in the calendar, as far as that is certain.

use super::counted;
use super::days::{
    both, measured, month_days, plus_days, plus_months, season_days, season_name, slack, step_from, weekday_of,
    year_end, year_start,
};
use super::meaning::{Meaning, Named, Partial, Step};
use super::partial::date;
use super::{Days, TimeKind};
use jiff::civil::Date;

/// What is known around an expression.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    /// Publication day, given or read from the dateline.
    pub published: Option<Date>,
    /// Whether the clause looks ahead (`true`) or back, where it says.
    pub ahead: Option<bool>,
    /// The one day named shortly before.
    pub named: Option<Date>,
}

/// Value, days and the reason for them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Placed {
    pub kind: TimeKind,
    pub value: String,
    pub days: Option<Days>,
    pub reason: String,
}

/// Places `meaning` in the calendar.
pub(crate) fn place(meaning: &Meaning, around: &Surroundings) -> Placed {
    match meaning {
        Meaning::Date(partial) => date(*partial, around),
        Meaning::Shift(count, step) => shift(*count, *step, around),
        Meaning::Away { count, step, nearly } => away(*count, *step, *nearly, around),
        Meaning::AwayBy { months, days } => away_by(*months, *days, around),
        Meaning::InMonth(day, months) => in_month(*day, *months, around),
        Meaning::FromNamed { count, step } => from_named(*count, *step, around),
        Meaning::Near(named, direction) => near(*named, *direction, around),
        Meaning::InWeek(weekday, weeks) => in_week(*weekday, *weeks, around),
        Meaning::Stretch { count, step, ahead } => stretch(*count, *step, *ahead, around),
        Meaning::Decade(year, guessed) => {
            let years = (year_start(*year), year_end(*year + 9));
            let days = if *guessed && around.published.is_none() { None } else { both(years) };
            placed(
                TimeKind::Date,
                format!("{:03}X", year / 10),
                days,
                if *guessed { "decade of the last century" } else { WRITTEN },
            )
        }
        Meaning::Century(number) => {
            let first = (number - 1) * 100;
            placed(
                TimeKind::Date,
                format!("{:02}XX", number - 1),
                both((year_start(first), year_end(first + 99))),
                WRITTEN,
            )
        }
        Meaning::Division(letter, number, year) => division(*letter, *number, *year, around),
        Meaning::Season(season, year) => match year {
            Some(year) => placed(
                TimeKind::Date,
                format!("{year:04}-{}", season_name(*season)),
                season_days(*season, *year),
                WRITTEN,
            ),
            None => near_season(*season, around),
        },
        Meaning::OfYear(part, years) => of_year(part, *years, around),
        Meaning::Counted { number, part, whole } => counted::counted(*number, *part, whole, around),
        Meaning::Remainder { step, rest } => counted::remainder(*step, *rest, around),
        Meaning::Weekend => weekend(around),
        Meaning::Ambiguous(year) => {
            placed(TimeKind::Date, format!("{year:04}-XX-XX"), None, "unresolved: day and month cannot be told apart")
        }
        Meaning::BeforeYear(year) => placed(TimeKind::Date, format!("<{year:04}"), None, "open: before the year"),
        Meaning::Vague(value) => placed(TimeKind::Date, (*value).to_string(), None, "vague"),
        Meaning::Duration(value) => placed(TimeKind::Duration, value.clone(), None, "a length of time"),
        Meaning::Set(value) => placed(TimeKind::Set, value.clone(), None, "a repeated time"),
        Meaning::Clock => placed(TimeKind::Time, String::new(), None, "a time of day"),
        Meaning::Range(first, last) => range(first, last, around),
    }
}

pub(super) const WRITTEN: &str = "written out";
pub(super) const NO_DAY: &str = "unresolved: no publication day";

pub(super) fn placed(kind: TimeKind, value: String, days: Option<Days>, reason: &str) -> Placed {
    Placed { kind, value, days, reason: reason.to_string() }
}

/// Letter of a step in relative values: `DCT-1d`.
fn letter(step: Step) -> &'static str {
    match step {
        Step::Hour => "h",
        Step::Day => "d",
        Step::Week => "w",
        Step::Weekend => "we",
        Step::Month => "m",
        Step::Quarter => "q",
        Step::Year => "y",
        Step::Decade => "10y",
        Step::Century => "100y",
    }
}

fn relative(count: f64, step: Step) -> String {
    if count == 0.0 && step == Step::Day {
        "DCT".to_string()
    } else {
        format!("DCT{}{}{}", if count < 0.0 { '-' } else { '+' }, count.abs(), letter(step))
    }
}

/// "yesterday", "last week".
fn shift(count: i32, step: Step, around: &Surroundings) -> Placed {
    let open = relative(f64::from(count), step);
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    match step_from(published, count, step) {
        Some((value, days)) => placed(TimeKind::Date, value, Some(days), &format!("told from publication {published}")),
        None => placed(TimeKind::Date, open, None, "unresolved"),
    }
}

/// "two weeks ago": a value as fine as the step, days to half a step on both sides.
fn away(count: f64, step: Step, nearly: bool, around: &Surroundings) -> Placed {
    let open = relative(count, step);
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let unresolved = placed(TimeKind::Date, open, None, "unresolved");
    let Some(day) = measured(published, count, step) else { return unresolved };
    if step == Step::Hour {
        let reach = (count.abs() / 24.0).ceil() as i64;
        let other = plus_days(published, if count < 0.0 { -reach } else { reach });
        let days = other.map(|other| (published.min(other), published.max(other)));
        return placed(TimeKind::Time, relative(count, step), days, &format!("told from publication {published}"));
    }
    let fine = if matches!(step, Step::Decade | Step::Century) { Step::Year } else { step };
    let Some((value, _)) = step_from(day, 0, fine) else { return unresolved };
    // "nearly three years ago" is nearer than that: by an eighth at most, as for other quantities.
    let inner = if nearly { measured(published, count * 0.88, step) } else { plus_days(day, slack(step)) };
    let outer = if nearly { Some(day) } else { plus_days(day, -slack(step)) };
    let days = both((outer, inner)).map(|(one, two)| (one.min(two), one.max(two)));
    placed(TimeKind::Date, value, days, &format!("measured from publication {published}"))
}

/// "two years and 21 days ago".
fn away_by(months: i64, days: i64, around: &Surroundings) -> Placed {
    let open = format!("DCT{months:+}m{days:+}d");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    match plus_months(published, months).and_then(|date| plus_days(date, days)) {
        Some(date) => {
            let reason = format!("measured from publication {published}");
            placed(TimeKind::Date, date.to_string(), Some((date, date)), &reason)
        }
        None => placed(TimeKind::Date, open, None, "unresolved"),
    }
}

/// "the 20th of next month".
fn in_month(day: u8, months: i32, around: &Surroundings) -> Placed {
    let open = format!("XXXX-XX-{day:02}");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let month = plus_months(published.first_of_month(), i64::from(months));
    match month.and_then(|month| Date::new(month.year(), month.month(), day.cast_signed()).ok()) {
        Some(date) => {
            placed(TimeKind::Date, date.to_string(), Some((date, date)), &format!("told from publication {published}"))
        }
        None => placed(TimeKind::Date, open, None, "unresolved: no such day"),
    }
}

/// "the day before", "two days later": from the day named shortly before, where there is exactly one.
fn from_named(count: f64, step: Step, around: &Surroundings) -> Placed {
    let open = format!("REF{}{}{}", if count < 0.0 { '-' } else { '+' }, count.abs(), letter(step));
    let Some(named) = around.named else {
        return placed(TimeKind::Date, open, None, "unresolved: told from another date");
    };
    let found = if step == Step::Day {
        measured(named, count, step).map(|date| (date.to_string(), (date, date)))
    } else if count.abs() <= 1.0 && count.fract() == 0.0 {
        step_from(named, count as i32, step)
    } else {
        measured(named, count, step).and_then(|date| step_from(date, 0, step))
    };
    match found.filter(|_| step != Step::Hour) {
        Some((value, days)) => placed(TimeKind::Date, value, Some(days), &format!("told from {named} named before")),
        None => placed(TimeKind::Date, open, None, "unresolved: told from another date"),
    }
}

/// "last Friday", "this summer", "next March".
fn near(named: Named, direction: i32, around: &Surroundings) -> Placed {
    match named {
        Named::Weekday(weekday) => near_weekday(weekday, direction, around),
        Named::Month(month) => near_month(month, direction, around),
        Named::Season(season) => {
            let Some(published) = around.published else {
                return placed(TimeKind::Date, format!("XXXX-{}", season_name(season)), None, NO_DAY);
            };
            let this = published.year();
            let found = (this - 2..=this + 2).filter_map(|year| Some((year, season_days(season, year)?)));
            let chosen = match direction {
                -1 => found.clone().rfind(|(_, days)| days.1 < published),
                1 => found.clone().find(|(_, days)| days.0 > published),
                _ => {
                    found.clone().find(|(_, days)| days.1 >= published).filter(|(year, _)| *year == this || season == 4)
                }
            };
            let chosen =
                if direction == 0 { chosen.or_else(|| found.clone().find(|(year, _)| *year == this)) } else { chosen };
            match chosen {
                Some((year, days)) => placed(
                    TimeKind::Date,
                    format!("{year:04}-{}", season_name(season)),
                    Some(days),
                    &format!("told from publication {published}"),
                ),
                None => placed(TimeKind::Date, format!("XXXX-{}", season_name(season)), None, "unresolved"),
            }
        }
    }
}

/// A weekday with "last", "this" or "next": where usage is divided between two weeks it stays open between both.
fn near_weekday(weekday: u8, direction: i32, around: &Surroundings) -> Placed {
    let open = format!("XXXX-WXX-{weekday}");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let here = i64::from(weekday) - i64::from(weekday_of(published));
    let told = format!("told from publication {published}");
    let days = match direction {
        -1 if here >= 0 => (here - 7, here - 7),
        -1 => (here - 7, here),
        1 if here <= 0 => (here + 7, here + 7),
        1 => (here, here + 7),
        _ if here >= 0 => (here, here),
        _ if around.ahead == Some(true) => (here + 7, here + 7),
        _ => (here, here),
    };
    let Some((first, last)) = both((plus_days(published, days.0), plus_days(published, days.1))) else {
        return placed(TimeKind::Date, open, None, "unresolved");
    };
    if first == last {
        return placed(TimeKind::Date, first.to_string(), Some((first, last)), &told);
    }
    placed(TimeKind::Date, open, Some((first, last)), &format!("{told}: either {first} or {last}"))
}

/// "last March", "next March", "this March".
fn near_month(month: u8, direction: i32, around: &Surroundings) -> Placed {
    let open = format!("XXXX-{month:02}");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let this = published.month().unsigned_abs();
    let year = match direction {
        -1 => published.year() - i16::from(month >= this),
        1 => published.year() + i16::from(month <= this),
        _ => published.year(),
    };
    placed(
        TimeKind::Date,
        format!("{year:04}-{month:02}"),
        month_days(year, month),
        &format!("told from publication {published}"),
    )
}

/// A season alone.
fn near_season(season: u8, around: &Surroundings) -> Placed {
    let open = format!("XXXX-{}", season_name(season));
    match around.ahead.zip(around.published) {
        Some((ahead, _)) => near(Named::Season(season), if ahead { 1 } else { -1 }, around),
        None => placed(TimeKind::Date, open, None, "unresolved: no year"),
    }
}

/// "Friday of last week".
fn in_week(weekday: u8, weeks: i32, around: &Surroundings) -> Placed {
    let found = around.published.and_then(|published| {
        let monday = step_from(published, weeks, Step::Week)?.1.0;
        Some((published, plus_days(monday, i64::from(weekday) - 1)?))
    });
    match found {
        Some((published, date)) => {
            placed(TimeKind::Date, date.to_string(), Some((date, date)), &format!("told from publication {published}"))
        }
        None => placed(TimeKind::Date, format!("XXXX-WXX-{weekday}"), None, NO_DAY),
    }
}

/// "the past three days", "the next two years", "recent weeks".
fn stretch(count: Option<f64>, step: Step, ahead: bool, around: &Surroundings) -> Placed {
    let vague = if ahead { "FUTURE_REF" } else { "PAST_REF" };
    let Some(count) = count else { return placed(TimeKind::Date, vague.to_string(), None, "vague") };
    let sign = if ahead { 1.0 } else { -1.0 };
    let open = relative(sign * count, step);
    let Some(published) = around.published else { return placed(TimeKind::Date, format!("{open}/DCT"), None, NO_DAY) };
    let Some(other) = measured(published, sign * count, step) else {
        return placed(TimeKind::Date, open, None, "unresolved");
    };
    let days = (published.min(other), published.max(other));
    placed(
        TimeKind::Date,
        format!("{}/{}", days.0, days.1),
        Some(days),
        &format!("measured from publication {published}"),
    )
}

/// "the first quarter of 2024".
fn division(letter: char, number: u8, year: Option<i16>, around: &Surroundings) -> Placed {
    let months = if letter == 'Q' { 3 } else { 6 };
    let place = |year: i16| {
        let first = Date::new(year, ((number - 1) * months + 1).cast_signed(), 1).ok()?;
        Some((first, plus_months(first, i64::from(months) - 1)?.last_of_month()))
    };
    if let Some(year) = year {
        return placed(TimeKind::Date, format!("{year:04}-{letter}{number}"), place(year), WRITTEN);
    }
    let open = format!("XXXX-{letter}{number}");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, "unresolved: no year") };
    let chosen = match around.ahead {
        Some(true) => {
            (published.year()..=published.year() + 1).find(|year| place(*year).is_some_and(|days| days.1 >= published))
        }
        Some(false) => (published.year() - 1..=published.year())
            .rev()
            .find(|year| place(*year).is_some_and(|days| days.0 <= published)),
        None => None,
    };
    match chosen {
        Some(year) => placed(
            TimeKind::Date,
            format!("{year:04}-{letter}{number}"),
            place(year),
            &format!("told from publication {published}"),
        ),
        None => placed(TimeKind::Date, open, None, "unresolved: the year may be this or another"),
    }
}

/// "in May last year".
fn of_year(part: &Meaning, years: i32, around: &Surroundings) -> Placed {
    let year = around.published.and_then(|published| published.year().checked_add(i16::try_from(years).ok()?));
    let Some(year) = year else { return place(part, &Surroundings { ahead: None, ..around.clone() }) };
    let dated = match part {
        Meaning::Date(partial) => Meaning::Date(Partial { year: Some(year), ..*partial }),
        Meaning::Season(season, _) => Meaning::Season(*season, Some(year)),
        Meaning::Division(letter, number, _) => Meaning::Division(*letter, *number, Some(year)),
        other => other.clone(),
    };
    Placed { reason: "year told from publication".to_string(), ..place(&dated, around) }
}

/// "the weekend": the last one up to publication, or the coming one where the clause looks ahead.
fn weekend(around: &Surroundings) -> Placed {
    let open = "XXXX-WXX-WE".to_string();
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let weeks = if around.ahead == Some(true) || weekday_of(published) >= 6 { 0 } else { -1 };
    match (around.ahead, step_from(published, weeks, Step::Weekend)) {
        (Some(_), Some((value, days))) => {
            placed(TimeKind::Date, value, Some(days), &format!("told from publication {published}"))
        }
        _ => placed(TimeKind::Date, open, None, "unresolved: the last or the coming one"),
    }
}

/// From the first day of the one to the last of the other.
fn range(first: &Meaning, last: &Meaning, around: &Surroundings) -> Placed {
    let mut one = place(first, around);
    let mut two = place(last, around);
    // "between now and 3 May": now is the day of publication.
    for (end, meaning) in [(&mut one, first), (&mut two, last)] {
        if *meaning == Meaning::Vague("PRESENT_REF") {
            end.days = around.published.map(|published| (published, published));
        }
    }
    // Without a year both ends lie in the one that the last end is placed in: "from Oct. 2 to Oct. 22".
    if let (Meaning::Date(begin), Meaning::Date(end), Some(days)) = (first, last, two.days)
        && let (Partial { year: None, month: Some(from), .. }, Partial { year: None, month: Some(to), .. }) =
            (begin, end)
    {
        let year = days.1.year() - i16::from(from > to);
        one = place(&Meaning::Date(Partial { year: Some(year), ..*begin }), around);
        one.reason.clone_from(&two.reason);
    }
    // "from Friday to Monday": the end is after the beginning.
    if let (Some(start), Some(end), Meaning::Date(Partial { weekday: Some(_), month: None, .. })) =
        (one.days, two.days, last)
        && end.1 < start.0
        && let Some(later) = plus_days(end.1, 7)
    {
        two.value = later.to_string();
        two.days = Some((later, later));
    }
    let days = one.days.zip(two.days).map(|(one, two)| (one.0, two.1)).filter(|(first, last)| first <= last);
    let reason = if days.is_some() {
        format!("from: {}; to: {}", one.reason, two.reason)
    } else {
        "unresolved: an end is open".to_string()
    };
    Placed { kind: TimeKind::Date, value: format!("{}/{}", one.value, two.value), days, reason }
}
