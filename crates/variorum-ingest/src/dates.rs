//! When an article was published, as inputs word it.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, strtime, temporal::Pieces};
use jiff::tz::Offset;
use variorum::article::Published;

/// Patterns without a zone, day and time first. Days written with figures only and no year in front
/// (03/04/2025) are ambiguous and not among them.
const PATTERNS: &[&str] = &[
    "%B %d, %Y %H:%M",
    "%B %d, %Y, %H:%M",
    "%B %d, %Y at %I:%M %p",
    "%B %d, %Y %I:%M %p",
    "%d %B %Y %H:%M",
    "%d %B %Y, %H:%M",
    "%A, %B %d, %Y",
    "%A, %d %B %Y",
    "%A %d %B %Y",
    "%B %d, %Y",
    "%B %d %Y",
    "%d %B %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%d %b %Y",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d",
    "%Y%m%d",
];

/// Reads a publication date: RFC 3339 and ISO 8601 as far as given, RFC 2822, or a day with the month's name.
pub fn parse_published(text: &str) -> Option<Published> {
    let text = text.trim();
    parse_iso(text).or_else(|| parse_rfc_2822(text)).or_else(|| parse_worded(text))
}

/// A Unix time in seconds, or in milliseconds where it would lie past the year 5000.
pub(crate) fn from_unix_time(number: i64) -> Option<Published> {
    let second = if number.abs() > 100_000_000_000 { number / 1000 } else { number };
    let moment = Offset::UTC.to_datetime(Timestamp::from_second(second).ok()?);
    Some(whole(moment, Some(0)))
}

fn parse_iso(text: &str) -> Option<Published> {
    // Basic offsets without a colon (+0200) and a blank before the offset are common in meta tags.
    let spaced = text.replacen(" +", "+", 1).replacen(" -", "-", 1).replacen(" Z", "Z", 1).replacen(" UTC", "Z", 1);
    let pieces = Pieces::parse(text).or_else(|_| Pieces::parse(&spaced)).ok()?;
    let Some(time) = pieces.time() else { return Some(Published::day(plausible(pieces.date())?)) };
    let offset = pieces.to_numeric_offset().map(offset_minutes).unwrap_or_default();
    let moment = DateTime::from_parts(plausible(pieces.date())?, time);
    Some(whole(moment, offset))
}

fn parse_rfc_2822(text: &str) -> Option<Published> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text).ok()?;
    plausible(zoned.date())?;
    Some(whole(zoned.datetime(), offset_minutes(zoned.offset())))
}

fn parse_worded(text: &str) -> Option<Published> {
    PATTERNS.iter().find_map(|pattern| {
        let parsed = strtime::parse(pattern, text).ok()?;
        let date = plausible(parsed.to_date().ok()?)?;
        match parsed.to_time() {
            Ok(time) if pattern.contains("%M") => Some(whole(DateTime::from_parts(date, time), None)),
            _ => Some(Published::day(date)),
        }
    })
}

/// Whole seconds; a time of day is kept even at midnight, since the input states it.
fn whole(moment: DateTime, offset_minutes: Option<i16>) -> Published {
    let time = moment.time();
    let time = jiff::civil::Time::new(time.hour(), time.minute(), time.second(), 0).ok();
    Published { date: moment.date(), time, offset_minutes }
}

fn offset_minutes(offset: Offset) -> Option<i16> {
    i16::try_from(offset.seconds() / 60).ok()
}

/// News is printed since 1605; a later limit than the year 2200 is a broken number.
fn plausible(date: Date) -> Option<Date> {
    (1605..=2200).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_wordings_of_a_publication_date_are_read() {
        for (given, wanted) in [
            ("2025-02-12", "2025-02-12"),
            ("2025-02-12T14:05:00Z", "2025-02-12T14:05:00+00:00"),
            ("2025-02-12T14:05:07.123+02:00", "2025-02-12T14:05:07+02:00"),
            ("2025-02-12T14:05:07+0200", "2025-02-12T14:05:07+02:00"),
            ("2025-02-12 14:05:07", "2025-02-12T14:05:07"),
            ("2025-02-12 14:05:07 -0500", "2025-02-12T14:05:07-05:00"),
            ("2025-02-12 14:05", "2025-02-12T14:05:00"),
            ("Wed, 12 Feb 2025 14:05:00 GMT", "2025-02-12T14:05:00+00:00"),
            ("Wed, 12 Feb 2025 14:05:00 +0200", "2025-02-12T14:05:00+02:00"),
            ("February 12, 2025", "2025-02-12"),
            ("Feb 12, 2025", "2025-02-12"),
            ("12 February 2025", "2025-02-12"),
            ("Wednesday, February 12, 2025", "2025-02-12"),
            ("2025/02/12", "2025-02-12"),
            ("20250212", "2025-02-12"),
        ] {
            assert_eq!(
                parse_published(given).map(|published| published.to_string()).as_deref(),
                Some(wanted),
                "{given}"
            );
        }
        for ambiguous_or_broken in ["03/04/2025", "yesterday", "", "2025", "0001-01-01", "2025-13-45"] {
            assert_eq!(parse_published(ambiguous_or_broken), None, "{ambiguous_or_broken}");
        }
        assert_eq!(from_unix_time(1_739_369_100).unwrap().to_string(), "2025-02-12T14:05:00+00:00");
        assert_eq!(from_unix_time(1_739_369_100_000), from_unix_time(1_739_369_100));
    }
}
