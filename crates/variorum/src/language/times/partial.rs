//! Places dates of which a part is missing: the year of "Feb. 12", the week of "Wednesday".

use super::TimeKind;
use super::days::{both, month_days, plus_days, plus_months, weekday_of, year_end, year_start};
use super::meaning::Partial;
use super::resolve::{NO_DAY, Placed, Surroundings, WRITTEN, placed};
use jiff::civil::Date;

/// A date with missing parts.
pub(super) fn date(partial: Partial, around: &Surroundings) -> Placed {
    match partial {
        Partial { year: Some(year), month: Some(month), day: Some(day), weekday } => {
            let day = Date::new(year, month.cast_signed(), day.cast_signed()).ok();
            let value = format!("{year:04}-{month:02}-{:02}", partial.day.unwrap_or(0));
            let reason = match (weekday, day) {
                (_, None) => "unresolved: no such day",
                (Some(weekday), Some(day)) if weekday_of(day) != weekday => {
                    "written out; it is another day of the week"
                }
                _ => WRITTEN,
            };
            placed(TimeKind::Date, value, day.map(|day| (day, day)), reason)
        }
        Partial { year: Some(year), month: Some(month), .. } => {
            placed(TimeKind::Date, format!("{year:04}-{month:02}"), month_days(year, month), WRITTEN)
        }
        Partial { year: Some(year), .. } => {
            placed(TimeKind::Date, format!("{year:04}"), both((year_start(year), year_end(year))), WRITTEN)
        }
        Partial { month: Some(month), day: Some(day), weekday, .. } => day_of_year(month, day, weekday, around),
        Partial { month: Some(month), .. } => month_of_year(month, around),
        Partial { day: Some(day), weekday, .. } => day_of_month(day, weekday, around),
        Partial { weekday: Some(weekday), .. } => day_of_week(weekday, around),
        _ => placed(TimeKind::Date, String::new(), None, "unresolved"),
    }
}

/// "Feb. 12": the nearest such day on the side the clause looks to; else the nearest within three months.
fn day_of_year(month: u8, day: u8, weekday: Option<u8>, around: &Surroundings) -> Placed {
    let open = format!("XXXX-{month:02}-{day:02}");
    let Some(published) = around.published else {
        return placed(TimeKind::Date, open, None, "unresolved: no year");
    };
    let candidates = (published.year() - 8..=published.year() + 2)
        .filter_map(|year| Date::new(year, month.cast_signed(), day.cast_signed()).ok())
        .filter(|date| weekday.is_none_or(|weekday| weekday_of(*date) == weekday));
    let distance = |date: &Date| (*date - published).get_days().abs();
    let near = candidates.clone().min_by_key(distance);
    let past = candidates.clone().filter(|date| *date <= published).max();
    let coming = candidates.clone().filter(|date| *date >= published).min();
    let (chosen, reason) = match around.ahead {
        // Where the next such day is hardly a month away it outweighs the one almost a year back.
        _ if near.as_ref().is_some_and(|date| distance(date) <= 31) => (near, "nearest such day to publication"),
        Some(true) => (coming, "the next such day after publication"),
        Some(false) => (past, "the last such day before publication"),
        None if near.as_ref().is_some_and(|date| distance(date) <= 92) => (near, "nearest such day to publication"),
        None => (None, "unresolved: the year may be this or the last"),
    };
    match chosen {
        Some(date) => placed(TimeKind::Date, date.to_string(), Some((date, date)), &format!("{reason} {published}")),
        None => placed(TimeKind::Date, open, None, reason),
    }
}

/// "March": this year's or the nearest on the side the clause looks to.
fn month_of_year(month: u8, around: &Surroundings) -> Placed {
    let open = format!("XXXX-{month:02}");
    let Some(published) = around.published else {
        return placed(TimeKind::Date, open, None, "unresolved: no year");
    };
    let this = published.month().unsigned_abs();
    let back = i32::from(this + 12 - month) % 12;
    let (year, reason) = match around.ahead {
        _ if back == 0 => (published.year(), "the month of publication"),
        Some(true) => (published.year() + i16::from(month < this), "the next such month after publication"),
        Some(false) => (published.year() - i16::from(month > this), "the last such month before publication"),
        None if back <= 3 => (published.year() - i16::from(month > this), "the last such month before publication"),
        None => return placed(TimeKind::Date, open, None, "unresolved: the year may be this or another"),
    };
    placed(TimeKind::Date, format!("{year:04}-{month:02}"), month_days(year, month), &format!("{reason} {published}"))
}

/// "Wednesday the 12th": the nearest day that is both.
fn day_of_month(day: u8, weekday: Option<u8>, around: &Surroundings) -> Placed {
    let open = format!("XXXX-XX-{day:02}");
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let found = (-7..=7)
        .filter_map(|months| plus_months(published.first_of_month(), months))
        .filter_map(|month| Date::new(month.year(), month.month(), day.cast_signed()).ok())
        .filter(|date| weekday.is_none_or(|weekday| weekday_of(*date) == weekday))
        .min_by_key(|date| (*date - published).get_days().abs());
    match found {
        Some(date) => placed(
            TimeKind::Date,
            date.to_string(),
            Some((date, date)),
            &format!("nearest such day to publication {published}"),
        ),
        None => placed(TimeKind::Date, open, None, "unresolved"),
    }
}

/// A bare weekday: the last one up to publication, or the coming one where the clause looks ahead.
fn day_of_week(weekday: u8, around: &Surroundings) -> Placed {
    let open = format!("XXXX-WXX-{weekday}");
    if let (None, Some(named)) = (around.published, around.named)
        && weekday_of(named) == weekday
    {
        return placed(
            TimeKind::Date,
            named.to_string(),
            Some((named, named)),
            &format!("the same weekday as {named} named before"),
        );
    }
    let Some(published) = around.published else { return placed(TimeKind::Date, open, None, NO_DAY) };
    let back = i64::from((weekday_of(published) + 7 - weekday) % 7);
    let (days, reason) = if around.ahead == Some(true) && back != 0 {
        (7 - back, "day of the week after publication")
    } else {
        (-back, "day of the week up to publication")
    };
    match plus_days(published, days) {
        Some(date) => placed(TimeKind::Date, date.to_string(), Some((date, date)), &format!("{reason} {published}")),
        None => placed(TimeKind::Date, open, None, "unresolved"),
    }
}
