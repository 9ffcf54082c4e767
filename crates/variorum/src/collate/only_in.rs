//! What a single article says: unconfirmed here, by how much it matters.

use super::clauses::is_quoted;
use super::finding::{Claim, Evidence, Finding, OnlyIn, Quotation};
use super::limits::{self, Limits};
use super::propositions::{Proposition, SentenceIndex};
use super::reported::Report;
use super::scene::{Account, Scene};
use super::words::Word;
use crate::language::{Quantity, Relation};
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// Below this score nobody else reports a sentence, even in part.
const UNREPORTED: f32 = 0.5;
/// From this score on a clause of it stands elsewhere.
const PART_REPORTED: f32 = 0.7;
/// A clause as long as this share of its sentence is the gist of it.
const GIST: f32 = 0.4;
/// From this score on a sentence of the same text family is taken as the same sentence.
const COPIED: f32 = 0.9;

/// What only one article (or one text family) says, by rank. What stands among the claims, findings or quotations is not
/// said by one alone.
pub fn only_in(
    scene: &Scene,
    propositions: &[Proposition],
    index: &SentenceIndex,
    claims: &[Claim],
    findings: &[Finding],
    quotations: &[Quotation],
) -> Vec<OnlyIn> {
    if scene.accounts.len() < 2 {
        return Vec::new();
    }
    let shown = shown_elsewhere(scene, claims, findings, quotations);
    let mut sentences: Vec<Sentence> = propositions
        .chunk_by(|one, other| (one.account, one.sentence) == (other.account, other.sentence))
        .filter_map(|parts| Sentence::of(scene, parts))
        .filter(|sentence| !shown.contains(&(sentence.whole.account, sentence.whole.sentence)))
        .collect();
    sentences.sort_by(|a, b| {
        let place = |sentence: &Sentence| (sentence.whole.account, sentence.whole.anchor);
        b.rank.total_cmp(&a.rank).then_with(|| place(a).cmp(&place(b)))
    });
    // What matters most is looked for first: few sentences of a large story have to be looked for at all.
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<OnlyIn> = Vec::new();
    let Limits { alone, alone_of_one, .. } = scene.bounds.limits;
    for (number, sentence) in sentences.iter().enumerate() {
        if found.len() >= alone {
            scene.bounds.cut(&limits::ALONE, sentences.len() - number);
            break;
        }
        let count = counts.entry(sentence.whole.account).or_default();
        if *count >= alone_of_one {
            continue;
        }
        if let Some(item) = sentence.only_here(scene, index) {
            *count += 1;
            found.push(item);
        }
    }
    found
}

/// A sentence with the propositions in it.
struct Sentence<'s> {
    parts: &'s [Proposition],
    whole: &'s Proposition,
    rank: f32,
}

impl<'s> Sentence<'s> {
    /// `None` where the whole sentence is no proposition.
    fn of(scene: &Scene, parts: &'s [Proposition]) -> Option<Sentence<'s>> {
        let first = parts.first()?;
        let known = scene.accounts.get(first.account)?.analysis.layout.sentences.get(first.sentence)?;
        let whole = parts.iter().find(|part| part.anchor == known.anchor)?;
        Some(Sentence { parts, whole, rank: rank(scene, whole) })
    }

    /// The sentence as something that one article alone says; `None` where it cannot stand alone, or others say it too.
    fn only_here(&self, scene: &Scene, index: &SentenceIndex) -> Option<OnlyIn> {
        let Proposition { account: position, sentence, anchor, .. } = *self.whole;
        let account = scene.accounts.get(position)?;
        if !stands_alone(account, sentence, anchor) {
            return None;
        }
        let elsewhere = highest_report(scene, index, self.whole)?;
        let gist = |part: &&Proposition| part.anchor.length() as f32 >= GIST * anchor.length() as f32;
        let told = |part: &Proposition| {
            part.anchor != anchor && highest_report(scene, index, part).is_none_or(|score| score >= PART_REPORTED)
        };
        if elsewhere >= UNREPORTED
            || self.parts.iter().filter(gist).any(told)
            || gives_known_figure(scene, account, sentence, anchor)
        {
            return None;
        }
        let evidence = scene.evidence(position, anchor, None)?;
        let why = match (elsewhere * 100.0).max(0.0).round() {
            0.0 => "no other article has a sentence like it".to_string(),
            share => format!(
                "the sentence of another article that is most like it covers {share} % of its words, weighed by rarity"
            ),
        };
        Some(OnlyIn { evidence, rank: f64::from(self.rank), why })
    }
}

/// How far the sentence of another text family that is most like a passage covers it; `None` where it is copied from an
/// earlier article of its own family: a copy says nothing that its first text does not say.
fn highest_report(scene: &Scene, index: &SentenceIndex, passage: &Proposition) -> Option<f32> {
    let family = scene.accounts.get(passage.account)?.family;
    let reports = index.reports(scene, passage, &limits::PASSAGE_SENTENCES);
    let is_own = |position: usize| scene.accounts.get(position).is_some_and(|other| other.family == family);
    let copied = |(position, report): &(usize, Report)| {
        *position < passage.account && report.score >= COPIED && is_own(*position)
    };
    if reports.iter().any(copied) {
        return None;
    }
    let others = reports.iter().filter(|(position, _)| !is_own(*position));
    Some(others.fold(0.0_f32, |best, (_, report)| best.max(report.score)))
}

/// Whether another text gives a figure of this sentence for a thing of the same name, in other words ("Fourteen people
/// were injured" / "put the number of injured at 14").
fn gives_known_figure(scene: &Scene, account: &Account, sentence: usize, anchor: Anchor) -> bool {
    let words = account.words.sentences.get(sentence).map_or(&[][..], Vec::as_slice);
    let own: Vec<&Quantity> = account
        .analysis
        .reading
        .quantities
        .iter()
        .filter(|figure| anchor.contains(figure.anchor) && (figure.low >= SMALLEST_FIGURE || figure.unit != "count"))
        .collect();
    let shares_word = |other: &Account, figure: &Quantity| {
        let around = other.sentence_of(figure.anchor).and_then(|(sentence, _)| other.words.sentences.get(sentence));
        let same = |word: &Word| words.iter().any(|own| own.stem == word.stem && own.weight >= TELLING);
        around.is_some_and(|around| around.iter().any(|word| !word.figure && same(word)))
    };
    let others = scene.accounts.iter().filter(|other| !own.is_empty() && other.family != account.family);
    others.into_iter().any(|other| {
        other.analysis.reading.quantities.iter().any(|figure| {
            let meets = |mine: &&Quantity| mine.relation(figure).is_some_and(|relation| relation != Relation::Disjoint);
            own.iter().any(meets) && shares_word(other, figure)
        })
    })
}

/// A count below this stands in too many sentences to tell one by.
const SMALLEST_FIGURE: f64 = 10.0;
/// A word of this weight tells what a figure counts.
const TELLING: f32 = 0.3;

/// The sentences that the report shows beside those of another article, or of another party.
fn shown_elsewhere(
    scene: &Scene,
    claims: &[Claim],
    findings: &[Finding],
    quotations: &[Quotation],
) -> BTreeSet<(usize, usize)> {
    let claimed = claims.iter().flat_map(|claim| &claim.witnesses);
    let found = findings.iter().flat_map(|finding| finding.sides.iter().flatten());
    let evidence = claimed.chain(found).map(|evidence: &Evidence| (evidence.article, evidence.anchor));
    let readings = quotations.iter().flat_map(|quotation| &quotation.readings);
    let spans = readings.flat_map(|reading| reading.spans.iter().map(|span| (reading.article, *span)));
    let place = |(article, anchor): (usize, Anchor)| {
        let position = scene.position_of(article)?;
        Some((position, scene.accounts.get(position)?.sentence_of(anchor)?.0))
    };
    evidence.chain(spans).filter_map(place).collect()
}

/// Whether a sentence can be read without the one before: it has a finite verb, a subject that is named, and is no
/// quotation without its speaker.
fn stands_alone(account: &Account, sentence: usize, anchor: Anchor) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let Some(known) = account.analysis.layout.sentences.get(sentence) else { return false };
    let opens_with_pronoun =
        known.tokens.clone().find(|token| !syntax.relation(*token).is("punct")).is_some_and(|token| {
            let tag = syntax.tag(token).name();
            let word =
                account.analysis.layout.tokens.get(token).map_or("", |word| word.of(account.text())).to_lowercase();
            matches!(tag, "PRP" | "PRP$") || matches!(word.as_str(), "this" | "these" | "those" | "such")
        });
    let root = known.tokens.clone().find(|token| syntax.head(*token).is_none());
    let subject = root.and_then(|root| syntax.child_by(root, "nsubj"));
    let named = subject.is_none_or(|subject| !matches!(syntax.tag(subject).name(), "PRP" | "DT" | "EX" | "WP"));
    let finite = known.tokens.clone().any(|token| syntax.tag(token).is_finite());
    let asks = anchor.of(account.text()).trim_end().ends_with('?');
    let inside = account
        .analysis
        .quoted
        .iter()
        .any(|quoted| quoted.anchor.overlaps(anchor) && quoted.anchor.length() * 10 >= anchor.length() * 7);
    finite && named && !opens_with_pronoun && !asks && !inside && !is_quoted(account, anchor)
}

/// How much it matters: what it tells, more with a figure or a named entity, less the later it stands. A long sentence
/// does not matter more for its length alone.
fn rank(scene: &Scene, proposition: &Proposition) -> f32 {
    let Some(account) = scene.accounts.get(proposition.account) else { return 0.0 };
    let telling = proposition.weight().min(8.0) / 8.0;
    let figures = proposition.words.iter().filter(|word| word.figure).count().min(2) as f32 * 0.15;
    let named = scene.who.inside(proposition.account, account, proposition.anchor).len().min(3) as f32 * 0.1;
    let total = account.analysis.layout.sentences.len().max(1) as f32;
    let late = proposition.sentence as f32 / total;
    (telling + figures + named) * (1.0 - 0.5 * late)
}
