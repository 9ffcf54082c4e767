//! The words that all faces use for the same thing, and the runs of changed words in a pair of readings.

use std::collections::BTreeMap;
use variorum::analyse::DamageKind;
use variorum::collate::view::{Article, Comparison, Copy, Evidence, Finding, Passage, Report, Story, Thread};
use variorum::collate::{FindingKind, ReadingRelation, Strength};
use variorum::relate::{DerivationKind, Direction};

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
        FindingKind::Agreement => "agree",
        FindingKind::NotComparable => "not comparable",
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

/// Texts of the articles of a report, to slice runs of words from.
pub struct Texts<'a> {
    by_id: BTreeMap<&'a str, &'a Article>,
    story_titles: BTreeMap<&'a str, &'a str>,
}

impl<'a> Texts<'a> {
    pub fn new(report: &'a Report) -> Texts<'a> {
        Texts {
            by_id: report.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
            story_titles: report.stories.iter().map(|story| (story.id.as_str(), story.title.as_str())).collect(),
        }
    }

    pub fn article(&self, id: &str) -> Option<&'a Article> {
        self.by_id.get(id).copied()
    }

    /// The other end of each thread link of a story, with its title.
    pub fn threads_of(&self, story: &Story, report: &'a Report) -> Vec<(&'a Thread, &'a str, &'static str)> {
        let mut out = Vec::new();
        for thread in &report.threads {
            let (other, place) = if thread.earlier == story.id {
                (&thread.later, if thread.ordered { "next" } else { "related" })
            } else if thread.later == story.id {
                (&thread.earlier, if thread.ordered { "previous" } else { "related" })
            } else {
                continue;
            };
            out.push((thread, self.story_titles.get(other.as_str()).copied().unwrap_or_default(), place));
        }
        out
    }

    /// Everything from the first to the last of some words of one article, verbatim.
    fn run(&self, words: &[&Passage]) -> Option<&'a str> {
        let (first, last) = (words.first()?, words.last()?);
        self.article(&first.article)?.text.get(first.start_byte..last.end_byte)
    }

    /// The runs of words that differ between two readings: what the first prints, what the second prints.
    pub fn changes(&self, comparison: &Comparison) -> Vec<(Option<&'a str>, Option<&'a str>)> {
        let mut out = Vec::new();
        for run in comparison.alignment.chunk_by(|a, b| a.same == b.same).filter(|run| !run[0].same) {
            let first: Vec<&Passage> = run.iter().filter_map(|word| word.first.as_ref()).collect();
            let second: Vec<&Passage> = run.iter().filter_map(|word| word.second.as_ref()).collect();
            out.push((self.run(&first), self.run(&second)));
        }
        out
    }
}
