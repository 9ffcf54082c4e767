//! The words that all faces use for the same thing.

use super::outline::Outline;
use jiff::civil::Date;
use std::fmt::Write;
use variorum::analyse::DamageKind;
use variorum::collate::limits::LimitReached;
use variorum::collate::view::{Copy, Counts, Evidence, Finding, Reading, Story, TimelineItem};
use variorum::collate::{FindingKind, Gate, ReadingRelation, Strength};
use variorum::relate::{DerivationKind, Direction};

/// That searches stopped at their limits, on one line: what each of them left out stands in the JSON.
pub fn limits(reached: &[LimitReached]) -> String {
    let named: Vec<String> = reached.iter().map(|limit| format!("{} {}", limit.limit, limit.value)).collect();
    format!(
        "More shares words here than is looked at, or matters less than what is shown. Limits reached: {}; --limit NAME=N sets \
         another.",
        named.join(", ")
    )
}

/// Label of a finding's kind.
pub fn finding(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Conflict => "conflict",
        FindingKind::Disputed => "disputed",
        FindingKind::AlteredQuotation => "altered quotation",
        FindingKind::Difference => "difference in detail",
        FindingKind::Status => "status",
        FindingKind::Superseded => "superseded",
        FindingKind::ReportsBoth => "reports both",
        FindingKind::Agreement => "agreed",
        FindingKind::NotComparable => "not comparable",
    }
}

/// What is compared, as a question a reader would ask.
pub fn attribute(attribute: &str) -> &str {
    match attribute {
        "duration" => "how long",
        "number" => "how many",
        "amount" => "how much",
        "date" => "when",
        "place" => "where",
        "person" => "who",
        "person or place" => "who or where",
        "negation" | "polarity" => "whether or not",
        "antonym" => "opposites",
        "attribution" => "two parties",
        "scope" => "of what",
        other => other,
    }
}

/// A finding on one line: its kind, what is compared, what it is about.
pub fn headline(found: &Finding) -> String {
    let about = one_line(&found.subject);
    let about = if about.is_empty() { about } else { format!(": {about}") };
    format!("{}, {}{about}", finding(found.kind), attribute(&found.attribute))
}

/// What a gate asks.
pub fn gate(gate: Gate) -> &'static str {
    match gate {
        Gate::G0 => "both passages intact",
        Gate::G1 => "the same event",
        Gate::G2 => "the same attribute, unit and scope",
        Gate::G3 => "values that exclude each other",
        Gate::G4 => "one candidate on each side",
        Gate::G5 => "the same level of assertion",
        Gate::G6 => "not explained by time",
        Gate::G7 => "neither article carries the other value",
        Gate::G8 => "counted by origin",
    }
}

/// Whether a finding is shown open; the compatible ones are folded.
pub fn is_prominent(kind: FindingKind) -> bool {
    matches!(kind, FindingKind::Conflict | FindingKind::Disputed | FindingKind::AlteredQuotation)
}

/// The findings of a story in which values agree, and all others.
pub fn agreements_apart(story: &Story) -> (Vec<&Finding>, Vec<&Finding>) {
    story.findings.iter().partition(|finding| finding.kind == FindingKind::Agreement)
}

/// The origins of a claim on one line: those the articles name, then whose own account it is.
pub fn origins(origins: &[String]) -> String {
    let own = |origin: &&String| origin.ends_with(OWN_ACCOUNT);
    let mut parts: Vec<String> = origins.iter().filter(|origin| !own(origin)).map(|name| one_line(name)).collect();
    let accounts: Vec<&str> =
        origins.iter().filter(own).filter_map(|origin| origin.strip_suffix(OWN_ACCOUNT)).collect();
    if !accounts.is_empty() {
        let noun = if accounts.len() == 1 { "own account of" } else { "own accounts of" };
        parts.push(format!("{noun} {}", accounts.join(", ")));
    }
    match origins.len() {
        0 => "no origin named".into(),
        1 => format!("origin: {}", parts.join("; ")),
        many => format!("{many} origins: {}", parts.join("; ")),
    }
}

/// How an origin ends that is the outlet itself.
const OWN_ACCOUNT: &str = ", own account";

/// Label of the relation of two readings.
pub fn relation(relation: ReadingRelation) -> &'static str {
    match relation {
        ReadingRelation::Same => "same words",
        ReadingRelation::Typography => "typography only",
        ReadingRelation::Ellipsis => "words left out, marked",
        ReadingRelation::Cut => "one is part of the other",
        ReadingRelation::Altered => "altered inside quotation marks",
        ReadingRelation::Paraphrase => "quoted in one, paraphrased in the other",
    }
}

/// Label of a strength.
pub fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Fact => "stated as fact",
        Strength::Attributed => "attributed",
        Strength::Hedged => "hedged",
    }
}

/// Label of a kind of damage.
pub fn damage(kind: DamageKind) -> &'static str {
    match kind {
        DamageKind::MissingName => "a name is missing",
        DamageKind::MissingSubject => "a subject is missing",
        DamageKind::MissingWords => "words are missing",
        DamageKind::BrokenLine => "a line is broken",
        DamageKind::PhotoCredit => "photo credit",
        DamageKind::Boilerplate => "boilerplate",
        DamageKind::UnclosedQuotation => "quotation mark never closed",
        DamageKind::UnmarkedQuotation => "quoted text without marks",
        DamageKind::WrongEncoding => "wrong encoding",
    }
}

/// One sentence on a copy: who takes how much from whom.
pub fn copy(copy: &Copy) -> String {
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let kind = match copy.kind {
        DerivationKind::Copy => "copy",
        DerivationKind::Cut => "shortened copy",
        DerivationKind::EditedCopy => "edited copy",
        DerivationKind::SharedPassage => "shared passage",
        DerivationKind::SharedQuotation => "shared quotation",
    };
    match copy.direction {
        Direction::FirstToSecond => {
            format!("{} takes {} of its text from {} ({kind})", copy.b, percent(copy.share_of_b), copy.a)
        }
        Direction::SecondToFirst => {
            format!("{} takes {} of its text from {} ({kind})", copy.a, percent(copy.share_of_a), copy.b)
        }
        Direction::Unknown => format!(
            "{} and {} share text: {} of {}, {} of {} ({kind}; direction unknown)",
            copy.a,
            copy.b,
            percent(copy.share_of_a),
            copy.a,
            percent(copy.share_of_b),
            copy.b
        ),
    }
}

/// `1 article`, `2 articles`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = match noun.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{noun}s"),
    };
    format!("{number} {}", if number == 1 { noun } else { &plural })
}

/// A moment of publication: `3 May 2026, 11:40 (+02:00)`; what cannot be read stays as it is.
pub fn moment(published: Option<&str>) -> String {
    let Some(published) = published else { return "no date".into() };
    let (date, time) = published.split_once('T').unwrap_or((published, ""));
    let zone = time.find(['+', '-', 'Z']).map_or("", |at| &time[at..]);
    let zone = match zone {
        "" => String::new(),
        "Z" => " (UTC)".into(),
        zone => format!(" ({zone})"),
    };
    match time.get(..5) {
        Some(clock) => format!("{}, {clock}{zone}", day(date)),
        None => day(date),
    }
}

/// `3 May 2026`; what is no date stays as it is.
pub fn day(date: &str) -> String {
    date.parse::<Date>().map_or_else(|_| date.to_string(), |date| date.strftime("%-d %B %Y").to_string())
}

/// Two days as a reader would say it: a whole month or year by its name.
fn span(from: &str, to: &str) -> String {
    if let (Ok(first), Ok(last)) = (from.parse::<Date>(), to.parse::<Date>())
        && first.year() == last.year()
    {
        if first.first_of_year() == first && last.last_of_year() == last {
            return first.year().to_string();
        }
        if first.first_of_month() == first && first.last_of_month() == last {
            return first.strftime("%B %Y").to_string();
        }
    }
    format!("{} to {}", day(from), day(to))
}

/// The day or days of an item of the timeline.
pub fn days(item: &TimelineItem) -> String {
    match (&item.from, &item.to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => span(from, to),
        _ => "day not told".into(),
    }
}

/// Words inside quotation marks, on one line, cut after whole words if they are longer than `limit` characters; the
/// ellipsis stands outside the marks. Words that bring their own marks get no second pair.
pub fn quoted(words: &str, limit: Option<usize>) -> String {
    let words = one_line(words);
    let (kept, is_cut) = limit.map_or((words.as_str(), false), |limit| cut(&words, limit));
    let rest = if is_cut { " …" } else { "" };
    if !is_cut && brings_marks(kept) { kept.to_string() } else { format!("“{kept}”{rest}") }
}

/// Whether words stand inside quotation marks of their own, as a whole.
pub fn brings_marks(words: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“'), ('‘', '’')];
    let (Some(first), Some(last)) = (words.chars().next(), words.chars().next_back()) else { return false };
    let inner = words.strip_prefix(first).and_then(|words| words.strip_suffix(last));
    pairs.iter().any(|(open, close)| first == *open && last == *close)
        && inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(first) && !inner.contains(last))
}

/// As many whole words as fit `limit` characters, and whether any were left out.
pub fn cut(words: &str, limit: usize) -> (&str, bool) {
    if words.chars().count() <= limit {
        return (words, false);
    }
    let end = words.char_indices().nth(limit).map_or(words.len(), |(place, _)| place);
    // One word longer than the limit is cut inside: there is no better place.
    let at = words.get(..end).and_then(|kept| kept.rfind(' ')).unwrap_or(end);
    (words.get(..at).unwrap_or(words).trim_end_matches([' ', ',', ';', ':']), true)
}

/// `4 articles, 3 independent texts`.
pub fn accounts(story: &Story) -> String {
    let articles = count(story.witnesses.len(), "article");
    match story.witnesses.len() {
        1 => articles,
        _ => format!("{articles}, {}", count(story.independent_texts, "independent text")),
    }
}

/// What a story holds, on one line.
pub fn tally(outline: &Outline) -> String {
    let parts = outline.tally().into_iter().map(|(_, words)| words);
    std::iter::once(accounts(outline.story)).chain(parts).collect::<Vec<_>>().join(" · ")
}

/// What was read and what was not: the numbers add up.
pub fn intake(counts: &Counts) -> String {
    let mut out = format!("{} = {} read", count(counts.inputs, "input"), counts.articles);
    if counts.duplicates > 0 {
        let _ = write!(out, " + {} equal to one read", counts.duplicates);
    }
    if counts.failures > 0 {
        let _ = write!(out, " + {} not read", counts.failures);
    }
    out
}

/// The outlet, or else the name of the input, behind a letter.
pub fn source<'a>(story: &'a Story, letter: &str) -> &'a str {
    let witness = story.witnesses.iter().find(|witness| witness.witness == letter);
    witness.map_or("", |witness| witness.source.as_str())
}

/// Who says it, outermost first: `, said by the hospital, citing the police`; nothing where the article itself says it.
pub fn said_by(evidence: &Evidence) -> String {
    let names = evidence.said_by.iter().enumerate();
    names
        .map(|(place, name)| format!(", {} {}", if place == 0 { "said by" } else { "citing" }, one_line(name)))
        .collect()
}

/// The letter of the article that prints a reading.
pub fn witness(reading: &Reading) -> &str {
    &reading.context.witness
}

/// The words of a passage on one line.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The letters of the witnesses, each once, in order: `A B D`.
pub fn letters<'a>(evidence: impl IntoIterator<Item = &'a Evidence>) -> String {
    let mut letters: Vec<&str> = evidence.into_iter().map(|item| item.passage.witness.as_str()).collect();
    // Shorter first, so that AA comes after Z.
    letters.sort_by_key(|letter| (letter.len(), *letter));
    letters.dedup();
    letters.join(" ")
}

/// Evidence for one value, grouped for one line: the distinct words with the letters that print them.
pub fn wordings(side: &[Evidence]) -> Vec<(&Evidence, String)> {
    let mut groups: Vec<(&Evidence, Vec<&Evidence>)> = Vec::new();
    for evidence in side {
        let same = |group: &&mut (&Evidence, Vec<&Evidence>)| {
            group.0.passage.exact == evidence.passage.exact && group.0.said_by == evidence.said_by
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.1.push(evidence),
            None => groups.push((evidence, vec![evidence])),
        }
    }
    groups.into_iter().map(|(first, all)| (first, letters(all))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipsis_stands_outside_the_marks_and_words_stay_whole() {
        assert_eq!(quoted("the harbour is closed until further notice", Some(24)), "“the harbour is closed” …");
        assert_eq!(quoted("the harbour", Some(24)), "“the harbour”");
        assert_eq!(quoted("\"Every crossing must be safe,\"", None), "\"Every crossing must be safe,\"");
        assert_eq!(quoted("\"We were unprepared,\" she said", None), "“\"We were unprepared,\" she said”");
    }

    #[test]
    fn days_read_as_a_reader_would_say_them() {
        assert_eq!(day("2026-05-03"), "3 May 2026");
        assert_eq!(span("2026-09-01", "2026-09-30"), "September 2026");
        assert_eq!(span("2026-01-01", "2026-12-31"), "2026");
        assert_eq!(span("2026-05-11", "2026-05-17"), "11 May 2026 to 17 May 2026");
        assert_eq!(moment(Some("2026-05-03T11:40:00+02:00")), "3 May 2026, 11:40 (+02:00)");
        assert_eq!(moment(Some("2026-05-03")), "3 May 2026");
        assert_eq!(moment(None), "no date");
    }

    #[test]
    fn plurals_are_formed() {
        assert_eq!(count(1, "story"), "1 story");
        assert_eq!(count(2, "story"), "2 stories");
        assert_eq!(count(0, "copy"), "0 copies");
    }
}
