//! What the data files say about a word: number, unit, currency, month, hedge, status.

use super::lexemes::words;
use crate::text::lists::WordMap;
use std::sync::LazyLock;

/// The part a number word plays in a cardinal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cardinal {
    /// 0 to 19.
    Unit,
    Tens,
    Hundred,
    Scale,
    /// A scale only where it is glued to digits or money: `k`, `m`, `b`.
    Short,
    Dozen,
    /// A vulgar fraction in one character.
    Glyph,
    /// `hundreds`, `dozens`: an order of magnitude.
    Many,
}

/// A word of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1 to 12; the flag says that it is written short.
    Month(u8, bool),
    /// 1 (Monday) to 7; the flag says that it is written short.
    Weekday(u8, bool),
    /// `Mondays`.
    Weekdays(u8),
    /// 1 (spring) to 4 (winter).
    Season(u8),
    /// 1 (morning) to 4 (night).
    DayPart(u8),
    /// The hour of `noon` and `midnight`.
    Clock(u8),
    /// `nineties`: 90.
    Decade(u8),
    /// Any other word that may begin a time expression.
    Opener,
}

/// How a hedge changes the number it stands by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hedge {
    About,
    Nearly,
    JustOver,
    AtLeast,
    AtMost,
    Below,
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// The unit results are given in.
    pub name: &'static str,
    /// How many of those one of these is.
    pub factor: f64,
    /// Designator of a time unit in TIMEX3 (`TM`, `D`, `10Y`); empty for others.
    pub letter: &'static str,
}

/// Where the sign, code or name of a currency stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CurrencyPlace {
    Sign,
    Code,
    Word,
}

/// A currency.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Currency {
    pub place: CurrencyPlace,
    /// ISO 4217.
    pub code: &'static str,
    pub factor: f64,
}

/// Where a word of status stands by the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StatusPlace {
    Adjective,
    Verb,
    Both,
    Noun,
}

/// Several words with one meaning.
#[derive(Clone, Debug)]
pub(crate) struct Phrase<T> {
    pub words: Vec<String>,
    pub meaning: T,
}

/// A word that names the thing which bears the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbered {
    /// Whatever follows: "flight 370".
    Always,
    /// Unless a plural noun follows the number: "in the area 300 homes".
    Loose,
}

/// All that is known of one word. Phrases are filed under their first word, hedges before a number under their last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    pub cardinal: Option<(Cardinal, f64)>,
    pub fraction: Option<f64>,
    pub ordinal: Option<u8>,
    pub calendar: Option<CalendarWord>,
    pub status: Option<(StatusPlace, &'static str)>,
    pub units: Vec<Phrase<Unit>>,
    pub currencies: Vec<Phrase<Currency>>,
    pub hedges_before: Vec<Phrase<Hedge>>,
    pub hedges_after: Vec<Phrase<Hedge>>,
    /// `true`: looks ahead.
    pub tenses: Vec<Phrase<bool>>,
    /// Ends a noun phrase.
    pub function: bool,
    /// Names the thing that bears the number after it.
    pub numbered: Option<Numbered>,
    /// Is counted though it does not end in -s.
    pub counted: bool,
    /// Makes "from A to B" a change.
    pub change: bool,
    /// Makes "A to B" a score.
    pub score: bool,
    /// Before four figures it says that they are a year.
    pub before_year: bool,
    /// Before "an hour" it says that a length is meant.
    pub lasts: bool,
    /// May stand between a counted noun and what happened to those counted.
    pub bridge: bool,
    /// Opens an insertion after a counted noun.
    pub bridge_opener: bool,
}

/// Index of what is known of a word in any case; 0 where nothing is.
pub(crate) fn index(word: &str) -> u16 {
    let mut buffer = [0; LONGEST];
    let Some(lower) = buffer.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    LEXICON.index.get(lower as &[u8]).copied().unwrap_or(0)
}

/// What the lexicon says under an index of [`index`].
pub(crate) fn entry(index: u16) -> &'static Entry {
    LEXICON.entries.get(usize::from(index)).unwrap_or(&LEXICON.unknown)
}

/// Bytes of the longest word worth looking up.
const LONGEST: usize = 16;

struct Lexicon {
    /// Only looked up, never walked.
    index: WordMap<Vec<u8>, u16>,
    entries: Vec<Entry>,
    unknown: Entry,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(build);

/// A list of words, and the mark its words get.
type WordList = (&'static str, fn(&mut Entry));

/// Lines of a data file, cut at tabs; comments and empty lines left out.
fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

impl Lexicon {
    fn entry(&mut self, word: &str) -> &mut Entry {
        let next = u16::try_from(self.entries.len()).unwrap_or(0);
        let index = *self.index.entry(word.as_bytes().to_vec()).or_insert(next);
        if index == next {
            self.entries.push(Entry::default());
        }
        let index = usize::from(index).min(self.entries.len() - 1);
        &mut self.entries[index]
    }
}

fn build() -> Lexicon {
    let mut lexicon = Lexicon { index: WordMap::default(), entries: vec![Entry::default()], unknown: Entry::default() };
    add_numbers(&mut lexicon);
    add_units(&mut lexicon);
    add_calendar(&mut lexicon);
    add_hedges(&mut lexicon);
    for row in rows(include_str!("../../../../data/counted_statuses.tsv")) {
        let [word, place, status] = row[..] else { continue };
        let place = match place {
            "adjective" => StatusPlace::Adjective,
            "verb" => StatusPlace::Verb,
            "noun" => StatusPlace::Noun,
            _ => StatusPlace::Both,
        };
        lexicon.entry(word).status = Some((place, status));
    }
    let lists: [WordList; 6] = [
        (include_str!("../../../../data/function_words.txt"), |entry| entry.function = true),
        (include_str!("../../../../data/counted_nouns.txt"), |entry| entry.counted = true),
        (include_str!("../../../../data/change_verbs.txt"), |entry| entry.change = true),
        (include_str!("../../../../data/score_cues.txt"), |entry| entry.score = true),
        (include_str!("../../../../data/duration_cues.txt"), |entry| entry.lasts = true),
        (include_str!("../../../../data/year_cues.txt"), |entry| entry.before_year = true),
    ];
    for (file, mark) in lists {
        for row in rows(file) {
            mark(lexicon.entry(row[0]));
        }
    }
    for row in rows(include_str!("../../../../data/numbered_things.tsv")) {
        let loose = row.get(1) == Some(&"loose");
        lexicon.entry(row[0]).numbered = Some(if loose { Numbered::Loose } else { Numbered::Always });
    }
    for row in rows(include_str!("../../../../data/status_bridges.tsv")) {
        let [word, place] = row[..] else { continue };
        let entry = lexicon.entry(word);
        entry.bridge |= place == "between";
        entry.bridge_opener |= place == "insertion";
    }
    for entry in &mut lexicon.entries {
        longest_first(&mut entry.units);
        longest_first(&mut entry.currencies);
        longest_first(&mut entry.hedges_before);
        longest_first(&mut entry.hedges_after);
        longest_first(&mut entry.tenses);
    }
    lexicon
}

fn longest_first<T>(phrases: &mut [Phrase<T>]) {
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
}

fn add_numbers(lexicon: &mut Lexicon) {
    for row in rows(include_str!("../../../../data/numbers.tsv")) {
        let [word, kind, value] = row[..] else { continue };
        let Ok(value) = value.parse::<f64>() else { continue };
        let entry = lexicon.entry(word);
        let cardinal = match kind {
            "unit" => Cardinal::Unit,
            "tens" => Cardinal::Tens,
            "hundred" => Cardinal::Hundred,
            "scale" => Cardinal::Scale,
            "short" => Cardinal::Short,
            "dozen" => Cardinal::Dozen,
            "glyph" => Cardinal::Glyph,
            "many" => Cardinal::Many,
            "fraction" => {
                entry.fraction = Some(value);
                continue;
            }
            _ => {
                entry.ordinal = Some(value as u8);
                continue;
            }
        };
        entry.cardinal = Some((cardinal, value));
    }
}

fn add_units(lexicon: &mut Lexicon) {
    for row in rows(include_str!("../../../../data/units.tsv")) {
        let [forms, name, factor] = row[..3] else { continue };
        let Ok(factor) = factor.parse() else { continue };
        let letter = row.get(3).copied().unwrap_or_default();
        for form in forms.split('|') {
            let words = words(form);
            let Some(first) = words.first().cloned() else { continue };
            lexicon.entry(&first).units.push(Phrase { words, meaning: Unit { name, factor, letter } });
        }
    }
    for row in rows(include_str!("../../../../data/currencies.tsv")) {
        let [form, place, code, factor] = row[..] else { continue };
        let Ok(factor) = factor.parse() else { continue };
        let place = match place {
            "sign" => CurrencyPlace::Sign,
            "code" => CurrencyPlace::Code,
            _ => CurrencyPlace::Word,
        };
        let words = words(form);
        let Some(first) = words.first().cloned() else { continue };
        lexicon.entry(&first).currencies.push(Phrase { words, meaning: Currency { place, code, factor } });
    }
}

fn add_calendar(lexicon: &mut Lexicon) {
    for row in rows(include_str!("../../../../data/calendar.tsv")) {
        let [word, kind, value] = row[..] else { continue };
        let Ok(value) = value.parse() else { continue };
        lexicon.entry(word).calendar = Some(match kind {
            "month" => CalendarWord::Month(value, false),
            "short_month" => CalendarWord::Month(value, true),
            "weekday" => CalendarWord::Weekday(value, false),
            "short_weekday" => CalendarWord::Weekday(value, true),
            "weekdays" => CalendarWord::Weekdays(value),
            "season" => CalendarWord::Season(value),
            "daypart" => CalendarWord::DayPart(value),
            "clock" => CalendarWord::Clock(value),
            "decade" => CalendarWord::Decade(value),
            _ => CalendarWord::Opener,
        });
    }
}

fn add_hedges(lexicon: &mut Lexicon) {
    for row in rows(include_str!("../../../../data/approximators.tsv")) {
        let [phrase, meaning, side] = row[..] else { continue };
        let meaning = match meaning {
            "about" => Hedge::About,
            "nearly" => Hedge::Nearly,
            "just_over" => Hedge::JustOver,
            "at_least" => Hedge::AtLeast,
            "at_most" => Hedge::AtMost,
            _ => Hedge::Below,
        };
        let words = words(phrase);
        let key = if side == "after" { words.first() } else { words.last() };
        let Some(key) = key.cloned() else { continue };
        let entry = lexicon.entry(&key);
        let list = if side == "after" { &mut entry.hedges_after } else { &mut entry.hedges_before };
        list.push(Phrase { words, meaning });
    }
    for row in rows(include_str!("../../../../data/tense_cues.tsv")) {
        let [phrase, tense] = row[..] else { continue };
        let words = words(phrase);
        let Some(first) = words.first().cloned() else { continue };
        lexicon.entry(&first).tenses.push(Phrase { words, meaning: tense == "future" });
    }
}
