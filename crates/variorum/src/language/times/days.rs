//! Arithmetic of days, months, years and the other steps of the calendar.

use super::Days;
use super::meaning::Step;
use jiff::Span;
use jiff::civil::Date;

pub(super) fn both(days: (Option<Date>, Option<Date>)) -> Option<Days> {
    days.0.zip(days.1)
}

/// A date moved by days; `None` at the end of the calendar.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub(super) fn plus_months(date: Date, months: i64) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// 1 (Monday) to 7.
pub(super) fn weekday_of(date: Date) -> u8 {
    date.weekday().to_monday_one_offset().unsigned_abs()
}

pub(super) fn year_start(year: i16) -> Option<Date> {
    Date::new(year, 1, 1).ok()
}

pub(super) fn year_end(year: i16) -> Option<Date> {
    Date::new(year, 12, 31).ok()
}

pub(super) fn month_days(year: i16, month: u8) -> Option<Days> {
    let first = Date::new(year, month.cast_signed(), 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The season's name in TIMEX3.
pub(super) fn season_name(season: u8) -> &'static str {
    ["SP", "SU", "FA", "WI"].get(usize::from(season).wrapping_sub(1)).copied().unwrap_or_default()
}

/// The name of a part of the day in TIMEX3.
pub(super) fn part_of_day(part: u8) -> &'static str {
    ["MO", "AF", "EV", "NI"].get(usize::from(part).wrapping_sub(1)).copied().unwrap_or_default()
}

/// Months of a season, of the northern half of the earth; a winter begins in December of its year.
pub(super) fn season_days(season: u8, year: i16) -> Option<Days> {
    let first = Date::new(year, (season * 3).cast_signed(), 1).ok()?;
    Some((first, plus_months(first, 2)?.last_of_month()))
}

/// Whole steps from the one that holds `from`: value and days.
pub(super) fn step_from(from: Date, count: i32, step: Step) -> Option<(String, Days)> {
    let count = i64::from(count);
    match step {
        Step::Hour => Some((from.to_string(), (from, from))),
        Step::Day => plus_days(from, count).map(|date| (date.to_string(), (date, date))),
        Step::Week | Step::Weekend => {
            let monday = plus_days(from, 1 - i64::from(weekday_of(from)) + 7 * count)?;
            let week = monday.iso_week_date();
            let sunday = plus_days(monday, 6)?;
            let value = format!("{:04}-W{:02}", week.year(), week.week());
            if step == Step::Week {
                Some((value, (monday, sunday)))
            } else {
                Some((value + "-WE", (plus_days(monday, 5)?, sunday)))
            }
        }
        Step::Month => {
            let month = plus_months(from.first_of_month(), count)?;
            Some((format!("{:04}-{:02}", month.year(), month.month()), (month, month.last_of_month())))
        }
        Step::Quarter => {
            let back = i64::from((from.month() - 1) % 3);
            let first = plus_months(from.first_of_month(), 3 * count - back)?;
            let value = format!("{:04}-Q{}", first.year(), (first.month() + 2) / 3);
            Some((value, (first, plus_months(first, 2)?.last_of_month())))
        }
        Step::Year => {
            let year = from.year().checked_add(i16::try_from(count).ok()?)?;
            Some((format!("{year:04}"), both((year_start(year), year_end(year)))?))
        }
        Step::Decade => {
            let year = (from.year().div_euclid(10)).checked_add(i16::try_from(count).ok()?)?.checked_mul(10)?;
            Some((format!("{:03}X", year / 10), both((year_start(year), year_end(year + 9)))?))
        }
        Step::Century => {
            let year = (from.year().div_euclid(100)).checked_add(i16::try_from(count).ok()?)?.checked_mul(100)?;
            Some((format!("{:02}XX", year / 100), both((year_start(year), year_end(year.checked_add(99)?)))?))
        }
    }
}

/// How far a measured distance may be off, in days: half a step.
pub(super) fn slack(step: Step) -> i64 {
    match step {
        Step::Hour | Step::Day => 0,
        Step::Week | Step::Weekend => 3,
        Step::Month => 15,
        Step::Quarter => 45,
        Step::Year => 183,
        Step::Decade => 1826,
        Step::Century => 18262,
    }
}

/// A measured distance from `from`.
pub(super) fn measured(from: Date, count: f64, step: Step) -> Option<Date> {
    let days = match step {
        Step::Hour => 0.0,
        Step::Day => count,
        Step::Week | Step::Weekend => 7.0 * count,
        Step::Month => {
            return plus_months(from, count.trunc() as i64)
                .and_then(|date| plus_days(date, (count.fract() * 30.4).round() as i64));
        }
        Step::Quarter => return plus_months(from, (count * 3.0).round() as i64),
        Step::Year => return plus_months(from, (count * 12.0).round() as i64),
        Step::Decade => return plus_months(from, (count * 120.0).round() as i64),
        Step::Century => return plus_months(from, (count * 1200.0).round() as i64),
    };
    plus_days(from, days.round() as i64)
}

/// Days of an early, middle or late part: the first, middle or last half. Short spans are left whole.
pub(super) fn narrowed(days: Days, portion: i8) -> Days {
    let length = i64::from((days.1 - days.0).get_days()) + 1;
    if length < 7 {
        return days;
    }
    let (from, to) = match portion {
        -1 => (0, length / 2 - 1),
        0 => (length / 4, length - length / 4 - 1),
        _ => (length - length / 2, length - 1),
    };
    both((plus_days(days.0, from), plus_days(days.0, to))).unwrap_or(days)
}
