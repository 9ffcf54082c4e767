//! The quoted passages of a story with what is known about each: who said it, when, where, to whom.

use crate::analyse::{Analysis, Attribution, QuotedPassage};
use crate::article::Article;
use crate::collate::align::lexicon::{Base, comparable_bases, is_known, kinship_of_bases};
use crate::collate::align::{Kinship, Word, WordReader};
use crate::relate::Story;
use crate::text::{Anchor, Layout};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// One wording that one article prints, before it is joined with others.
#[derive(Clone, Debug)]
pub struct Utterance {
    pub article: usize,
    /// The words without quotation marks, in text order.
    pub spans: Vec<Anchor>,
    /// The sentence (or sentences) around it.
    pub context: Anchor,
    pub marked: bool,
    pub words: Vec<Word>,
    /// What the speaker quotes in it, in marks of its own.
    pub cited: Vec<Anchor>,
    /// The words exactly as printed, one space between.
    pub written: String,
    /// The source, as the article names it.
    pub source: Option<Anchor>,
    /// Cue, medium, occasion.
    pub circumstances: Vec<Anchor>,
    /// Normal form of the speaker's name, as far as this article says it.
    pub speaker: Option<String>,
    /// The fullest name the article prints for the speaker.
    pub speaker_name: Option<String>,
    /// Days that the sentence of the utterance names.
    pub days: Option<(Date, Date)>,
    /// Days of the week that the sentence names: "monday".
    pub weekdays: BTreeSet<String>,
    /// Names of those it is addressed to and of the occasion.
    pub partners: BTreeSet<String>,
    /// Content words of the sentence outside the quotation, its cue and its source.
    pub surroundings: BTreeSet<String>,
}

/// The quoted passages of the members of a story, in story order.
pub fn utterances(story: &Story, articles: &[Article], analyses: &[Analysis]) -> Vec<Utterance> {
    let mut found = Vec::new();
    let mut reader = WordReader::default();
    for member in &story.members {
        if let (Some(article), Some(analysis)) = (articles.get(member.article), analyses.get(member.article)) {
            found.extend(of_article(&mut reader, member.article, &article.text, analysis));
        }
    }
    settle_names(&mut found);
    found
}

/// The quoted passages of one article; those of one attribution ("A," he said. "B.") are one utterance where they lie
/// in one sentence or follow each other.
fn of_article(reader: &mut WordReader, index: usize, text: &str, analysis: &Analysis) -> Vec<Utterance> {
    let mut groups: Vec<(Option<usize>, Vec<Anchor>)> = Vec::new();
    for passage in analysis.quoted.iter().filter(|passage| passage.depth == 0) {
        let attribution = attribution_of(analysis, passage);
        let sentence = |anchor: Anchor| analysis.layout.sentence_at(anchor.start());
        let joins = groups.last().is_some_and(|(owner, spans)| {
            let same = sentence(passage.inner) == spans.last().and_then(|span| sentence(*span));
            passage.continues
                || (same && *owner == attribution && attribution.is_some() && interrupted(text, spans, passage))
        });
        match groups.last_mut().filter(|_| joins) {
            Some((_, spans)) => spans.push(passage.inner),
            None => groups.push((attribution, vec![passage.inner])),
        }
    }
    groups.into_iter().filter_map(|(owner, spans)| utterance(reader, index, text, analysis, owner, spans)).collect()
}

/// Whether the passage goes on where the words before it were broken off for the cue: "A," he said, "B."
fn interrupted(text: &str, spans: &[Anchor], passage: &QuotedPassage) -> bool {
    let Some(last) = spans.last() else { return false };
    last.of(text).ends_with(',') || passage.inner.of(text).starts_with(char::is_lowercase)
}

/// The innermost attribution whose content holds a quoted passage, or touches it where none holds it.
fn attribution_of(analysis: &Analysis, passage: &QuotedPassage) -> Option<usize> {
    let length = |attribution: &Attribution| attribution.content.iter().map(|span| span.length()).sum::<usize>();
    let with = |test: &dyn Fn(&Anchor) -> bool| {
        let all = analysis.attributions.iter().enumerate();
        let holding = all.filter(|(_, attribution)| attribution.content.iter().any(test));
        holding.min_by_key(|(index, attribution)| (length(attribution), *index)).map(|(index, _)| index)
    };
    with(&|span| span.contains(passage.inner)).or_else(|| with(&|span| span.overlaps(passage.inner)))
}

fn utterance(
    reader: &mut WordReader,
    article: usize,
    text: &str,
    analysis: &Analysis,
    owner: Option<usize>,
    spans: Vec<Anchor>,
) -> Option<Utterance> {
    let layout = &analysis.layout;
    let (first, last) = (*spans.first()?, *spans.last()?);
    let context = sentences(layout, first, last)?;
    let mut spoken: Vec<Word> = Vec::new();
    for span in &spans {
        let mut part = reader.words(text, layout, *span);
        // Where the article breaks off for the cue, words may be left out: the reader sees the break.
        if let Some(first) = part.first_mut().filter(|_| !spoken.is_empty()) {
            first.after_gap = true;
        }
        spoken.extend(part);
    }
    if !spoken.iter().any(Word::is_content) {
        return None;
    }
    let attribution = owner.and_then(|owner| analysis.attributions.get(owner));
    let reading = &analysis.reading;
    let entity = attribution
        .and_then(|attribution| attribution.speakers.first())
        .and_then(|speaker| reading.entities.get(*speaker));
    let source = attribution.and_then(|attribution| attribution.source);
    let named = source.and_then(|source| plain_name(reader, text, layout, source));
    let printed = source.filter(|_| named.is_some()).map(|source| source.of(text).to_string());
    let outside = |anchor: Anchor| !spans.iter().any(|span| span.overlaps(anchor));
    let times = reading.times.iter().filter(|time| context.contains(time.anchor) && outside(time.anchor));
    let mut days = times.filter_map(|time| time.days);
    let around = reader.words(text, layout, context);
    let around: Vec<&Word> = around.iter().filter(|word| outside(word.anchor)).collect();
    let of_attribution = |pick: fn(&Attribution) -> Option<Anchor>| attribution.and_then(pick);
    let partners = [of_attribution(|known| known.addressee), of_attribution(|known| known.occasion)];
    let names = |anchor: Anchor| reader.words(text, layout, anchor).into_iter().filter(|word| word.name);
    let reporting: Vec<Anchor> = source.into_iter().chain(of_attribution(|known| known.cue)).collect();
    let circumstances = [
        of_attribution(|known| known.cue),
        of_attribution(|known| known.medium),
        of_attribution(|known| known.occasion),
    ];
    Some(Utterance {
        article,
        context,
        marked: true,
        cited: analysis
            .quoted
            .iter()
            .filter(|passage| passage.depth > 0 && spans.iter().any(|span| span.contains(passage.inner)))
            .map(|passage| passage.inner)
            .collect(),
        written: spoken.iter().map(|word| word.anchor.of(text)).collect::<Vec<_>>().join(" "),
        source,
        circumstances: circumstances.into_iter().flatten().collect(),
        speaker: entity.map(|entity| entity.key.clone()).or(named),
        speaker_name: entity.map(|entity| entity.name.clone()).or(printed),
        days: days.next(),
        weekdays: around.iter().filter(|word| is_weekday(word)).map(|word| word.form.clone()).collect(),
        partners: partners.into_iter().flatten().flat_map(names).map(|word| word.form.clone()).collect(),
        surroundings: around
            .iter()
            .filter(|word| word.is_content() && !reporting.iter().any(|part| part.overlaps(word.anchor)))
            .map(|word| word.form.clone())
            .collect(),
        words: spoken,
        spans,
    })
}

/// The name in a source that no entity stands for: its words with capitals; `None` for "he" and "officials", also where
/// they open a sentence.
fn plain_name(reader: &mut WordReader, text: &str, layout: &Layout, source: Anchor) -> Option<String> {
    let opening = layout.sentences.iter().any(|sentence| sentence.anchor.start() == source.start());
    let named = |word: &Word| word.name || word.capital && word.is_content() && !opening;
    let names: Vec<String> =
        reader.words(text, layout, source).into_iter().filter(named).map(|word| word.form.clone()).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// From the sentence that holds `first` to the one that holds `last`.
fn sentences(layout: &Layout, first: Anchor, last: Anchor) -> Option<Anchor> {
    let sentence = |offset| layout.sentence_at(offset).and_then(|index| layout.sentences.get(index));
    Some(sentence(first.start())?.anchor.cover(sentence(last.start())?.anchor).cover(first).cover(last))
}

fn is_weekday(word: &Word) -> bool {
    static MONDAY: LazyLock<Vec<Base>> = LazyLock::new(|| comparable_bases("monday"));
    word.form == "monday" || kinship_of_bases(&MONDAY, &word.bases) == Kinship::Exclusive("weekday")
}

/// Gives a speaker known by the last name alone the full name, where only one in the story ends so.
fn settle_names(utterances: &mut [Utterance]) {
    let mut fuller: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let known = utterances.iter().filter_map(|utterance| utterance.speaker.as_deref());
    for (_, last, key) in known.filter_map(|key| key.rsplit_once(' ').map(|(first, last)| (first, last, key))) {
        fuller.entry(last.to_string()).or_default().insert(key.to_string());
    }
    for speaker in utterances.iter_mut().filter_map(|utterance| utterance.speaker.as_mut()) {
        let last = speaker.rsplit(' ').next().unwrap_or(speaker).to_string();
        // Titles differ ("president merin", "aldo merin"): one last name is one person unless two full names share it.
        let full = fuller.get(&last).filter(|names| one_person(names));
        if full.is_some() {
            *speaker = last;
        }
    }
}

/// Whether several full names may be one person: the first names are one, titles aside.
fn one_person(names: &BTreeSet<String>) -> bool {
    let firsts: BTreeSet<&str> =
        names.iter().filter_map(|name| name.split(' ').rev().nth(1)).filter(|first| !is_known(first)).collect();
    firsts.len() <= 1
}
