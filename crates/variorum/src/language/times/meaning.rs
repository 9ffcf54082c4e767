//! What a time expression says before it is known when the article was published.

/// A step of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A date of which any part may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Partial {
    pub year: Option<i16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u8>,
}

/// A part of a year or of the calendar that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Weekday(u8),
    Month(u8),
    Season(u8),
}

/// What is counted inside a longer span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountedPart {
    /// 1 (Monday) to 7.
    Weekday(u8),
    Week,
}

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// "12 February 2025", "Feb. 12", "Wednesday", "2014".
    Date(Partial),
    /// "yesterday", "last week", "this year": whole steps from the one that holds the publication day.
    Shift(i32, Step),
    /// "two weeks ago": a measured distance from the publication day; `nearly` says that it is less.
    Away { count: f64, step: Step, nearly: bool },
    /// "two years and 21 days ago": months and days from the publication day, back or ahead by their sign.
    AwayBy { months: i64, days: i64 },
    /// "the 20th of next month": a day of the month so many months away.
    InMonth(u8, i32),
    /// "the day before", "two days later": a measured distance from a date in the text.
    FromNamed { count: f64, step: Step },
    /// "last Friday" (-1), "this summer" (0), "next March" (1).
    Near(Named, i32),
    /// "Friday of last week": a weekday of the week so many weeks away.
    InWeek(u8, i32),
    /// "the past three days", "the next two years"; without a count "recent weeks", "the coming days".
    Stretch { count: Option<f64>, step: Step, ahead: bool },
    /// "1990s": first year; the flag says that the century is unknown ("the nineties").
    Decade(i16, bool),
    /// "the 20th century": 20.
    Century(i16),
    /// Quarter (Q) or half (H) of a year; the year may be missing.
    Division(char, u8, Option<i16>),
    /// A season, of a year that may be missing.
    Season(u8, Option<i16>),
    /// A month, season, quarter or half of the year so many years from that of publication: "in May last year".
    OfYear(Box<Meaning>, i32),
    /// "the first Friday of next month", "the last week of 2025": the last one has no number.
    Counted { number: Option<u8>, part: CountedPart, whole: Box<Meaning> },
    /// "the rest of the week", "later in the year"; without `rest` "earlier in the week".
    Remainder { step: Step, rest: bool },
    /// "the weekend".
    Weekend,
    /// A written-out date of which day and month cannot be told apart.
    Ambiguous(i16),
    /// "pre-2014".
    BeforeYear(i16),
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Vague(&'static str),
    /// A length of time; its value.
    Duration(String),
    /// A repeated time; its value.
    Set(String),
    /// A time of day alone.
    Clock,
    /// From the one to the other.
    Range(Box<Meaning>, Box<Meaning>),
}

/// A time expression found in the text and not yet placed in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sketch {
    /// Lexemes `start..end`.
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning,
    /// 1 (morning) to 4 (night).
    pub part_of_day: Option<u8>,
    /// Hour and minute.
    pub clock: Option<(u8, Option<u8>)>,
    /// "early", "mid-", "late": -1, 0, 1.
    pub portion: Option<i8>,
    /// Whether the month or day is spoken of as part of a name ("the 1986 World Cup").
    pub part_of_name: bool,
}

impl Sketch {
    /// A sketch of nothing but its meaning.
    pub fn new(start: usize, end: usize, meaning: Meaning) -> Sketch {
        Sketch { start, end, meaning, part_of_day: None, clock: None, portion: None, part_of_name: false }
    }
}
