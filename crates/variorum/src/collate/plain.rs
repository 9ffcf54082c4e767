//! Values in the words a reader would use: "1 hour 30 minutes" for 5400 seconds.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// An interval in plain words: "3 hours", "between 1 hour 19 minutes and 1 hour 30 minutes", "20 or more".
pub fn interval(low: f64, high: Option<f64>, unit: &str) -> String {
    match high {
        None => format!("{} or more", value(low, unit)),
        Some(high) if value(high, unit) == value(low, unit) => value(low, unit),
        Some(high) => format!("between {} and {}", value(low, unit), value(high, unit)),
    }
}

/// A single value in plain words.
pub fn value(number: f64, unit: &str) -> String {
    match unit {
        "count" | "" => grouped(number),
        "s" => duration(number),
        "ratio" => format!("{} %", grouped(number * 100.0)),
        "weekday" => weekday(number).map_or_else(|| grouped(number), str::to_string),
        "day" => day(number).map_or_else(|| grouped(number), |day| day.to_string()),
        _ => format!("{} {}", grouped(number), unit.replace('_', " ")),
    }
}

/// Weekdays are counted from Monday, 1.
fn weekday(number: f64) -> Option<&'static str> {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get((number as usize).checked_sub(1)?).copied()
}

/// Days are counted from 1 January 1970.
fn day(number: f64) -> Option<Date> {
    let span: Span = (number as i64).days();
    Date::constant(1970, 1, 1).checked_add(span).ok()
}

/// Seconds in the two largest units that count; the second unit is rounded.
fn duration(seconds: f64) -> String {
    const UNITS: [(f64, &str); 6] = [
        (31_557_600.0, "year"),
        (2_629_800.0, "month"),
        (86_400.0, "day"),
        (3_600.0, "hour"),
        (60.0, "minute"),
        (1.0, "second"),
    ];
    let Some(place) = UNITS.iter().position(|(length, _)| seconds >= *length) else {
        return format!("{} seconds", grouped(seconds));
    };
    let (length, name) = UNITS[place];
    let Some((smaller, smaller_name)) = UNITS.get(place + 1) else {
        return counted(seconds, name);
    };
    let whole = (seconds / length).floor();
    let rest = ((seconds - whole * length) / smaller).round();
    if rest == 0.0 {
        counted(whole, name)
    } else if rest * smaller >= length {
        counted(whole + 1.0, name)
    } else {
        format!("{} {}", counted(whole, name), counted(rest, smaller_name))
    }
}

fn counted(number: f64, noun: &str) -> String {
    let plural = if number == 1.0 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A number with commas between thousands and at most three decimals.
fn grouped(number: f64) -> String {
    let rounded = (number * 1000.0).round() / 1000.0;
    let written = rounded.abs().to_string();
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let mut out = String::from(if rounded < 0.0 { "-" } else { "" });
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn values_read_as_a_reader_would_say_them() {
        assert_eq!(interval(5400.0, Some(5400.0), "s"), "1 hour 30 minutes");
        assert_eq!(interval(4752.0, Some(5400.0), "s"), "between 1 hour 19 minutes and 1 hour 30 minutes");
        assert_eq!(interval(7195.0, Some(7195.0), "s"), "2 hours");
        assert_eq!(interval(20.0, None, "count"), "20 or more");
        assert_eq!(interval(2.4e9, Some(2.4e9), "USD"), "2,400,000,000 USD");
        assert_eq!(interval(0.04, Some(0.04), "ratio"), "4 %");
        assert_eq!(interval(0.5, Some(0.5), "s"), "0.5 seconds");
        assert_eq!(interval(3.0, Some(3.0), "weekday"), "Wednesday");
        assert_eq!(interval(20576.0, Some(20576.0), "day"), "2026-05-03");
    }
}
