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
        Kind::Currency => wanted.iter().find_map(|wanted| money_reason(case, wanted)),
        Kind::Dimension => wanted.iter().find_map(|wanted| dimension_reason(case, wanted)),
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

fn date_reason(wanted: &Wanted) -> Option<&'static str> {
    let text = wanted.text.as_str();
    let lower = words(text).iter().any(|word| {
        let first = word.chars().next().is_some_and(char::is_lowercase);
        first && (MONTHS.contains(word) || WEEKDAYS.contains(word) || *word == "may")
    });
    if lower {
        return Some("month or weekday without its capital");
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let named_month = named(text, MONTHS) || has(text, &["may"]);
    let signs = text.contains(['/', '.', '-']);
    let iso = text.len() >= 10 && text.as_bytes().get(4) == Some(&b'-') && digits == 8;
    if signs && digits > 0 && !iso && (!named_month || text.contains('/')) {
        return Some("figures with slashes, points or hyphens other than an ISO date");
    }
    if !named_month && (1..4).contains(&digits) && !has(text, RELATIVE) {
        return Some("a bare day of the month, or a year of fewer than four figures");
    }
    if !named_month && has(text, ORDINALS) && !has(text, &["quarter", "half", "century", "week"]) {
        return Some("a day of the month in words without its month");
    }
    if has(text, SPOKEN) && (named_month || has(text, &["thousand", "nineteen", "hundred", "year"])) {
        return Some("a year or day of the month spelt as a cardinal");
    }
    if has(text, ASSISTANT) {
        return Some(
            "an assistant's calendar (rest of the week, week numbers, business days, sums of dates, \"my week\")",
        );
    }
    let year_first = text.starts_with(|character: char| character.is_ascii_digit()) && digits >= 4
        || [" 2015 ", " 2016 ", " 2018 "]
            .iter()
            .any(|year| text.split_once(*year).is_some_and(|(_, right)| named(right, MONTHS)));
    if year_first
        && (named_month || has(text, &["q3", "quarter"]))
        && !has(text, &["ago", "later"])
        && !text.contains("th ")
        && !text.contains("st ")
    {
        return Some("the year before its month or quarter");
    }
    if has(text, &["decades", "next decade"]) {
        return Some("decades taken from round years");
    }
    if has(text, &["between"]) && named_month && !text.to_lowercase().starts_with("between")
        || text.ends_with("next month") && !text.contains("th ") && digits > 0
    {
        return Some(
            "an assistant's calendar (rest of the week, week numbers, business days, sums of dates, \"my week\")",
        );
    }
    if has(text, &["few"]) {
        return Some("\"a few\" taken as three");
    }
    let run_together = words(text).iter().any(|word| {
        let letters = word.trim_start_matches(|character: char| character.is_ascii_digit()).to_lowercase();
        let ending = ["", "st", "nd", "rd", "th", "s"].contains(&letters.as_str());
        word.starts_with(|character: char| character.is_ascii_digit()) && !ending
            || word.starts_with(char::is_alphabetic)
                && word.ends_with(char::is_numeric)
                && !word.starts_with(['Q', 'q'])
    });
    run_together.then_some("letters and figures run together")
}

/// Words by which a text with figures is told from the publication day.
const RELATIVE: &[&str] = &[
    "ago", "last", "past", "next", "later", "earlier", "before", "after", "years", "months", "weeks", "days",
    "previous", "coming", "recent", "bc", "ad", "s", "century", "decade",
];

const ORDINALS: &[&str] =
    &["first", "second", "third", "fourth", "fifth", "tenth", "fifteenth", "twenty", "thirty", "fifteen", "the thirty"];

const SPOKEN: &[&str] = &["two thousand", "nineteen", "twenty one", "twenty two", "thousand", "twenty", "hundred"];

const ASSISTANT: &[&str] = &[
    "rest of",
    "rest",
    "business day",
    "business days",
    "workday",
    "week of",
    "the day",
    "week",
    "wk",
    "tmr",
    "tmrw",
    "from today",
    "from tomorrow",
    "from yesterday",
    "after today",
    "after tomorrow",
    "within",
    "less than",
    "more than",
    "upcoming",
    "last day",
    "next day",
    "this day",
    "hence",
    "in next",
    "weekday",
    "weekdays",
    "my day",
    "my week",
    "my weekend",
    "year to date",
    "after next",
    "after the next",
    "same",
    "and now",
    "till now",
    "starting",
    "in the future",
    "now",
    "on weekend",
    "between next",
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
    let indian = text.split(',').skip(1).any(|group| group.bytes().take_while(u8::is_ascii_digit).count() != 3)
        && text.contains(',');
    if indian {
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

fn money_reason(case: &Case, wanted: &Wanted) -> Option<&'static str> {
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
    if has(&text, &["satoshi", "satoshis", "sen", "rmb", "btc"]) || case.input.contains("10 $ 30") {
        return Some("a currency or notation news does not use");
    }
    if text.contains("12,34,") {
        return Some("figures grouped as in India or with a decimal comma");
    }
    unit_reason(wanted)
}

fn dimension_reason(case: &Case, wanted: &Wanted) -> Option<&'static str> {
    let odd = ["picometer", "turn", "radian", "millisecond", "metric pint", "inch", "cup", "dram", "microgram"]
        .iter()
        .any(|unit| wanted.unit.to_lowercase().contains(unit));
    if odd && !wanted.text.contains("inch") && !wanted.text.contains("microgram")
        || wanted.text.contains(['(', '{', '[', '<', '"'])
    {
        return Some("units and notations news does not use");
    }
    let _ = case;
    unit_reason(wanted)
}

fn unit_reason(wanted: &Wanted) -> Option<&'static str> {
    (wanted.value.is_empty() || wanted.value == "null").then_some("a unit without a number")
}
