//! Which cases of the recogniser set are no news style, and why: by specification, or by a rule over its texts.

use super::recognizers::{Case, Kind, Wanted};

/// Specifications that are measured and what kind of value they give. All others are left out; see [`REASONS`].
pub const MEASURED: &[(&str, Kind)] = &[
    ("DateTime/English/DateParser", Kind::Date),
    ("DateTime/English/DatePeriodParser", Kind::Date),
    ("DateTime/English/DurationParser", Kind::Duration),
    ("DateTime/English/SetParser", Kind::Set),
    ("Number/English/NumberModel", Kind::Number),
    ("Number/English/PercentModel", Kind::Percent),
    ("NumberWithUnit/English/AgeModel", Kind::Age),
    ("NumberWithUnit/English/CurrencyModel", Kind::Currency),
    ("NumberWithUnit/English/DimensionModel", Kind::Dimension),
    ("NumberWithUnit/English/TemperatureModel", Kind::Temperature),
    ("Number/English/NumberRangeModel", Kind::NumberRange),
];

/// Why the other specifications are left out, by the words in their names.
pub const REASONS: &[(&str, &str)] = &[
    ("Sequence/", "telephone numbers, addresses, mentions: no values"),
    ("Choice/", "yes and no: no values"),
    ("Timex/", "a resolver of codes, not of text"),
    ("Ordinal", "ordinals are no quantities here"),
    ("Mode", "modes of an assistant's calendar"),
    ("DateTimeModel", "the same texts as the parsers, with an assistant's two readings"),
    ("Merged", "the same texts as the parsers, mixed"),
    ("Extractor", "the same texts as the parsers, without values"),
    ("TimeZone", "time zones"),
    ("Holiday", "holidays"),
    ("Time", "times of day and appointments"),
];

const MONTHS: &[&str] = &[
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
];

/// The rule that leaves a case out; `None` where it is measured.
pub fn reason(case: &Case, kind: Kind, wanted: &[Wanted]) -> Option<&'static str> {
    match kind {
        Kind::Date => wanted.iter().find_map(date_reason),
        Kind::Set => wanted.iter().find_map(set_reason),
        Kind::Number => wanted.iter().find_map(|wanted| number_reason(case, wanted)),
        Kind::Duration => wanted.iter().find_map(duration_reason),
        Kind::NumberRange => wanted.iter().find_map(|wanted| range_reason(&wanted.text)),
        Kind::Percent => wanted.iter().find_map(percent_reason),
        Kind::Currency => wanted.iter().find_map(money_reason),
        Kind::Dimension => wanted.iter().find_map(dimension_reason),
        _ => wanted.iter().find_map(unit_reason),
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn has(text: &str, phrases: &[&str]) -> bool {
    let padded = format!(" {} ", words(text).join(" ").to_lowercase());
    phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
}

fn named(text: &str, names: &[&str]) -> bool {
    words(text).iter().any(|word| names.contains(&word.to_lowercase().trim_start_matches(|c: char| c.is_ascii_digit())))
}

/// Why a text is no news style, and what tells it.
type Rule = (&'static str, fn(&str) -> bool);

/// The rules over dates, in order: why a text is no news style, and how it is told. None looks at what is found in it.
const DATE_RULES: &[Rule] = &[
    ("month or weekday without its capital", |text| {
        words(text).iter().any(|word| {
            let first = word.starts_with(char::is_lowercase);
            first && (MONTHS.contains(word) || WEEKDAYS.contains(&word.trim_end_matches('s')) || *word == "may")
        })
    }),
    ("figures with slashes, points or hyphens other than an ISO date or a span of years", |text| {
        let figures = words(text).concat().bytes().filter(u8::is_ascii_digit).count();
        let named = named(text, MONTHS) || has(text, &["may"]);
        let iso = text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') && figures == 8;
        let years = words(text).iter().all(|word| year(word) || !word.bytes().any(|byte| byte.is_ascii_digit()));
        let signs = text.contains(['/', '.', '-']) && figures > 0;
        signs && !iso && (!named || text.contains('/')) && !(years && figures == 8)
    }),
    ("letters and figures run together", |text| {
        words(text).iter().any(|word| {
            let letters = word.trim_start_matches(|character: char| character.is_ascii_digit()).to_lowercase();
            let ending = ["", "st", "nd", "rd", "th", "s"].contains(&letters.as_str());
            let part_of_year = word.starts_with(['Q', 'q', 'H']) && word.len() == 2;
            word.starts_with(|character: char| character.is_ascii_digit()) && !ending
                || word.starts_with(char::is_alphabetic) && word.ends_with(char::is_numeric) && !part_of_year
        })
    }),
    ("a number of the week", |text| {
        let found = words(text);
        found.windows(2).any(|pair| pair[0].eq_ignore_ascii_case("week") && pair[1].bytes().all(|b| b.is_ascii_digit()))
    }),
    ("a day of the month without its month, or a year of fewer than four figures", |text| {
        let bare = |word: &str| {
            let figures = word.trim_end_matches(char::is_alphabetic);
            (1..=3).contains(&figures.len())
                && figures.bytes().all(|byte| byte.is_ascii_digit())
                && !word.ends_with('s')
        };
        let day = words(text).iter().any(|word| bare(word)) || has(text, DAYS_IN_WORDS);
        day && !named(text, MONTHS) && !has(text, &["may"]) && !named(text, WEEKDAYS) && !has(text, UNITS)
    }),
    ("a year or day of the month spelt as a cardinal or without figures", |text| has(text, SPELT)),
    ("an assistant's calendar: \"my week\", business days, short forms, sums with today or tomorrow", |text| {
        let sum = ["after", "before", "from", "since", "starting"].iter().any(|joint| {
            ["today", "tomorrow", "yesterday", "now"].iter().any(|day| has(text, &[&format!("{joint} {day}")]))
        });
        let whole = ["day after tomorrow", "day before yesterday"];
        has(text, &["my", "business", "workday", "wk", "tmr", "tmrw", "hence", "in the future"])
            || sum && !has(text, &whole)
    }),
    (
        "told from today by an assistant, from a day told before by news (\"the next day\", \"same week\", \"the week\")",
        |text| {
            let pointed = ["same", "the day", "this day", "next day", "last day"];
            let alone = ["the week", "the next day", "the last day"];
            (has(text, &pointed) && !has(text, &["the day after", "the day before"]))
                || alone.contains(&text.to_lowercase().as_str())
        },
    ),
    ("the year before its month or quarter", |text| {
        let found = words(text);
        let part = |word: &str| {
            let word = word.to_lowercase();
            MONTHS.contains(&word.as_str()) || word == "may" || word.starts_with(['q', 'h']) && word.len() == 2
        };
        found.windows(2).any(|pair| year(pair[0]) && part(pair[1]))
            || found.windows(4).any(|four| year(four[0]) && four[1] == "the" && four[3] == "quarter")
    }),
    ("decades counted from round years", |text| has(text, &["decades", "next decade"])),
    ("\"a few\" taken as three", |text| has(text, &["few"])),
];

/// Whether a word is a year in four figures.
fn year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn date_reason(wanted: &Wanted) -> Option<&'static str> {
    DATE_RULES.iter().find(|(_, holds)| holds(&wanted.text)).map(|(why, _)| *why)
}

/// Words by which a number in a text is no day of the month.
const UNITS: &[&str] = &[
    "day", "days", "week", "weeks", "weekend", "weekends", "month", "months", "quarter", "year", "years", "decades",
    "century", "half", "bc", "ad",
];

const DAYS_IN_WORDS: &[&str] =
    &["the second", "the third", "the fifteenth", "the twenty", "the thirty", "the thirtieth"];

const SPELT: &[&str] = &[
    "two thousand",
    "one thousand",
    "thousand",
    "nineteen",
    "hundred",
    "twenty tens",
    "twenty one",
    "twenty two",
    "twenty first",
    "twenty second",
    "the fifteen",
    "tenth of",
];

fn set_reason(wanted: &Wanted) -> Option<&'static str> {
    let time = wanted.value.contains('T') && !wanted.value.starts_with("PT");
    if time && wanted.value.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some("an appointment: repeated with a time of day");
    }
    let weekday = |word: &&str| WEEKDAYS.contains(&word.trim_end_matches('s')) && word.starts_with(char::is_lowercase);
    if words(&wanted.text).iter().any(weekday) {
        return Some("month or weekday without its capital");
    }
    wanted.text.contains('/').then_some("figures with slashes, points or hyphens other than an ISO date")
}

fn duration_reason(wanted: &Wanted) -> Option<&'static str> {
    has(&wanted.text, &["business day", "business days"]).then_some("business days")
}

/// Whether the text is glued to a sign or letter in the input: a part of a date, code or address.
fn is_glued(case: &Case, text: &str) -> bool {
    let Some(start) = case.input.to_lowercase().find(&text.to_lowercase()) else { return false };
    let before = case.input.get(..start).and_then(|left| left.chars().next_back());
    let after = case.input.get(start + text.len()..).and_then(|right| right.chars().next());
    let sign = |character: char| matches!(character, '/' | '-' | '.' | '+' | '#') || character.is_alphanumeric();
    let more =
        case.input.get(start + text.len()..).is_some_and(|right| right.len() > 1 && !right[1..].starts_with(' '));
    before.is_some_and(sign) || after.is_some_and(|character| sign(character) && more)
}

fn number_reason(case: &Case, wanted: &Wanted) -> Option<&'static str> {
    let text = wanted.text.to_lowercase();
    if wanted.value.parse::<f64>().is_err() {
        return Some("no finite value");
    }
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    if text.contains('^') || text.contains('e') && digits && !text.contains(' ') {
        return Some("powers and exponents");
    }
    if digits && is_glued(case, &wanted.text) {
        return Some("a piece of a date, code or address, which is no quantity here");
    }
    if text.contains(" - ")
        || digits
            && text.chars().any(|character| character.is_whitespace())
            && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.')
    {
        return Some("hyphens between spaces, or spaces between groups of figures");
    }
    let short = ["g", "mil", "mm", "dzs", "dozs", "k", "t", "m", "dozens"];
    let last = words(&text)
        .last()
        .map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()))
        .unwrap_or_default()
        .to_string();
    if short.contains(&last.as_str()) {
        return Some("letters of scale and plurals of dozen that no news prints");
    }
    if text.contains(" over ")
        || text.contains("point")
        || has(&text, &["nought", "naught", "zillion", "gross", "lakh", "crore"])
    {
        return Some("spoken arithmetic, lakh and crore in sums");
    }
    if grouped_otherwise(&text) {
        return Some("figures grouped as in India or with a decimal comma");
    }
    let fraction = wanted.subtype == "fraction";
    let simple = ["half", "quarter", "third", "thirds", "quarters", "fifth", "fifths", "tenth", "tenths", "eighths"];
    let named = words(&text).iter().any(|word| simple.contains(word)) || text.contains('/');
    if fraction && (words(&text).len() > 4 || text.contains("hundred") || text.contains("twenty") || !named) {
        return Some("fractions no news prints (\"ninety-five hundred-fifths\")");
    }
    if text.starts_with('-') || text.contains("minus") || text.contains("negative") {
        return Some("a negative number without a unit");
    }
    if digits && has(&text, &["hundred", "thousand"]) {
        return Some("hundreds and thousands in words after figures");
    }
    (text == "one").then_some("\"one\" as a pronoun")
}

/// Whether a comma stands before other than three figures.
fn grouped_otherwise(text: &str) -> bool {
    text.split(',').skip(1).any(|group| group.bytes().take_while(u8::is_ascii_digit).count() != 3)
}

fn range_reason(text: &str) -> Option<&'static str> {
    let symbols = text.contains(['<', '>', '=', '~', '≥', '≤', '[', '(']);
    let comparison =
        ["equal", "equals", "larger", "bigger", "smaller", "greater", "exceeding", "exceed", "surpass", "through"];
    if symbols || has(text, &comparison) {
        return Some("mathematical comparison");
    }
    if has(text, &["tenth", "fifteenth"]) {
        return Some("ordinals are no quantities here");
    }
    let two = [" and less", " and below", " and at least", " and smaller", " but lower"];
    if two.iter().any(|joint| text.contains(joint)) || text.contains("negative") {
        return Some("mathematical comparison");
    }
    None
}

fn percent_reason(wanted: &Wanted) -> Option<&'static str> {
    let first = words(&wanted.text).first().is_some_and(|word| word.to_lowercase().starts_with("per"));
    unit_reason(wanted).or(first.then_some("the unit before the number"))
}

fn money_reason(wanted: &Wanted) -> Option<&'static str> {
    let text = wanted.text.to_lowercase();
    if text.chars().any(|character| !character.is_ascii() && !"€£¥".contains(character)) {
        return Some("signs of currencies that English news does not print");
    }
    let tail = words(&text).last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let named = has(&text, &["dollars", "dollar", "usd", "kuai", "yuan"]);
    let spoken = ["and one", "and two", "and fifty", "forty five", "mao"].iter().any(|end| text.contains(end));
    if named && tail && !text.starts_with("usd") || spoken {
        return Some("spoken change (\"15 dollars 50\")");
    }
    let code = words(&text).iter().any(|word| {
        let letters = word.trim_matches(|character: char| character.is_ascii_digit());
        ["musd", "meur", "mgbp", "maud"].contains(&letters) || letters == "usd" && letters.len() < word.len()
    });
    if code || text.contains("usd million") || text.starts_with("dollar") {
        return Some("bankers' notation (MUSD, USD115, 75 USD million)");
    }
    if has(&text, &["satoshi", "satoshis", "sen", "rmb", "btc"]) || text.contains(" $") && !text.contains("c $") {
        return Some("a currency or notation news does not use");
    }
    if grouped_otherwise(&text) {
        return Some("figures grouped as in India or with a decimal comma");
    }
    unit_reason(wanted)
}

fn dimension_reason(wanted: &Wanted) -> Option<&'static str> {
    let kitchen_or_laboratory =
        ["picometer", "turn", "radian", "millisecond", "metric pint", "cup", "dram", "microgram"];
    let unit = wanted.unit.to_lowercase();
    if kitchen_or_laboratory.iter().any(|name| unit.contains(name)) || wanted.text.contains(['(', '{', '[', '<', '"']) {
        return Some("units and notations news does not use");
    }
    unit_reason(wanted)
}

fn unit_reason(wanted: &Wanted) -> Option<&'static str> {
    (wanted.value.is_empty() || wanted.value == "null").then_some("a unit without a number")
}
