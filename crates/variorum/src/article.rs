//! [`Article`]: one published text, with what is known about it.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One published text, with what is known about it. Anything but the text may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Content hash over the text and all that is known about it; 32 hexadecimal digits.
    pub id: String,
    /// What the reader calls it: the identifier given in the input, or the file name.
    pub name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who publishes it (the source).
    pub outlet: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub published: Option<Published>,
    /// BCP 47 language tag, as stated by the input.
    pub language: Option<String>,
    /// The stored text. Every anchor of the article points into it. Paragraphs are separated by line breaks.
    pub text: String,
}

/// When an article was published: a day, and the time and zone where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Published {
    pub date: Date,
    pub time: Option<Time>,
    /// Minutes east of UTC.
    pub offset_minutes: Option<i16>,
}

/// What the input says about an article; [`Article::new`] adds the id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub headline: Option<String>,
    pub byline: Option<String>,
    pub published: Option<Published>,
    pub language: Option<String>,
}

impl Article {
    /// Makes an article; its id is a hash of the text and the metadata, so equal articles have equal ids.
    pub fn new(name: impl Into<String>, text: impl Into<String>, metadata: Metadata) -> Article {
        let text = text.into();
        let published = metadata.published.map(|published| published.to_string());
        let fields = [
            metadata.url.as_deref(),
            metadata.outlet.as_deref(),
            metadata.headline.as_deref(),
            metadata.byline.as_deref(),
            published.as_deref(),
            metadata.language.as_deref(),
            Some(text.as_str()),
        ];
        Article {
            id: content_hash(fields.iter().map(|field| field.unwrap_or("\u{0}"))),
            name: name.into(),
            url: metadata.url,
            outlet: metadata.outlet,
            headline: metadata.headline,
            byline: metadata.byline,
            published: metadata.published,
            language: metadata.language,
            text,
        }
    }

    /// The publication day, where it is known.
    pub fn day(&self) -> Option<Date> {
        self.published.map(|published| published.date)
    }
}

impl Published {
    /// A day without a time.
    pub fn day(date: Date) -> Published {
        Published { date, time: None, offset_minutes: None }
    }

    /// Which of two was published earlier: by instant where both times and zones are known, else by day; `None` where
    /// the days are equal and nothing more is known.
    pub fn earlier(&self, other: &Published) -> Option<std::cmp::Ordering> {
        let order = match (self.minute(), other.minute()) {
            (Some(own), Some(theirs)) => own.cmp(&theirs),
            _ => self.date.cmp(&other.date),
        };
        order.is_ne().then_some(order)
    }

    /// Minutes of UTC since an arbitrary day, where time and zone are known.
    fn minute(&self) -> Option<i64> {
        let (time, offset) = (self.time?, self.offset_minutes?);
        let days = i64::from((self.date - Date::constant(2000, 1, 1)).get_days());
        Some((days * 24 + i64::from(time.hour())) * 60 + i64::from(time.minute()) - i64::from(offset))
    }
}

impl std::fmt::Display for Published {
    /// RFC 3339, as far as it is known: `2025-02-12`, `2025-02-12T14:05:00`, `2025-02-12T14:05:00+02:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
            if let Some(minutes) = self.offset_minutes {
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60)?;
            }
        }
        Ok(())
    }
}

/// A text that is no publication day or time as [`Published`] prints it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day or time as RFC 3339 has it")]
pub struct NotPublished(pub String);

impl std::str::FromStr for Published {
    type Err = NotPublished;

    /// Reads what [`Published`] prints.
    fn from_str(text: &str) -> Result<Published, NotPublished> {
        let wrong = || NotPublished(text.to_string());
        let (date, rest) = text.split_once('T').map_or((text, None), |(date, rest)| (date, Some(rest)));
        let mut published = Published::day(date.parse().map_err(|_| wrong())?);
        if let Some(rest) = rest {
            let (time, offset) = rest.split_at_checked(8).ok_or_else(wrong)?;
            published.time = Some(time.parse().map_err(|_| wrong())?);
            published.offset_minutes =
                if offset.is_empty() { None } else { Some(read_offset(offset).ok_or_else(wrong)?) };
        }
        Ok(published)
    }
}

/// Minutes of "+02:00".
fn read_offset(text: &str) -> Option<i16> {
    let (sign, clock) = text.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':')?;
    let minutes = hours.parse::<i16>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    Some(if sign == "-" { -minutes } else { minutes })
}

/// A hash of a list of strings: the first 128 bits of SHA-256, in hexadecimal. The ids of the product are made so.
pub fn content_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_order_what_days_leave_open() {
        let at = |hour, offset| Published {
            date: jiff::civil::date(2026, 5, 3),
            time: Some(jiff::civil::time(hour, 0, 0, 0)),
            offset_minutes: offset,
        };
        assert_eq!(at(11, Some(120)).earlier(&at(10, Some(0))), Some(std::cmp::Ordering::Less));
        assert_eq!(at(11, Some(120)).earlier(&at(9, Some(0))), None);
        assert_eq!(at(11, None).earlier(&at(10, Some(0))), None);
    }

    #[test]
    fn a_publication_time_reads_back_as_it_was_printed() {
        for text in ["2031-05-03", "2031-05-03T04:05:06", "2031-05-03T04:05:06+02:00", "2031-05-03T04:05:06-00:30"] {
            assert_eq!(text.parse::<Published>().unwrap().to_string(), text);
        }
        assert!("2031-05-03T04:05".parse::<Published>().is_err());
    }

    #[test]
    fn equal_articles_have_equal_ids_whatever_they_are_called() {
        let dated = Metadata { published: Some(Published::day(jiff::civil::date(2025, 2, 12))), ..Metadata::default() };
        assert_eq!(Article::new("a", "x", Metadata::default()).id, Article::new("b", "x", Metadata::default()).id);
        assert_ne!(Article::new("a", "x", Metadata::default()).id, Article::new("a", "x", dated).id);
        assert_ne!(content_hash(["ab", "c"]), content_hash(["a", "bc"]));
    }
}
