//! Makes the plain view from what the stages found.

use super::*;
use crate::analyse::{Analysis, VERSION};
use crate::article::Article as StoredArticle;
use crate::collate::finding as found;
use crate::relate::{self, Relations, origins};
use crate::text::{Anchor, CodePoints};
use std::collections::BTreeMap;

/// What reading the inputs left to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    pub failures: Vec<Failure>,
    pub duplicates: Vec<Duplicate>,
    pub warnings: Vec<String>,
}

/// The view of a collection. All slices are parallel to the collection or, for `collations`, to the stories.
pub fn report(
    articles: &[StoredArticle],
    analyses: &[Analysis],
    relations: &Relations,
    collations: &[found::Collation],
    intake: Intake,
) -> Report {
    let offsets: Vec<CodePoints> = articles.iter().map(|article| CodePoints::new(&article.text)).collect();
    let mut stories: Vec<Story> = relations
        .stories
        .iter()
        .zip(collations)
        .map(|(story, collation)| {
            Builder::new(articles, analyses, &offsets, story).story(story, collation, &relations.derivations)
        })
        .collect();
    let threads = relations.threads.iter().filter_map(|link| thread(link, &stories)).collect();
    // A stable sort: equally large stories stay in collection order.
    stories.sort_by_key(|story| std::cmp::Reverse(story.witnesses.len()));
    let mut failures = intake.failures;
    let mut duplicates = intake.duplicates;
    let mut warnings = intake.warnings;
    failures.sort();
    duplicates.sort();
    warnings.sort();
    let counts = Counts {
        inputs: articles.len() + duplicates.len() + failures.len(),
        articles: articles.len(),
        duplicates: duplicates.len(),
        failures: failures.len(),
        stories: stories.len(),
        findings: stories.iter().map(|story| story.findings.len()).sum(),
        words: analyses.iter().map(|analysis| analysis.layout.tokens.len()).sum(),
    };
    Report {
        schema: SCHEMA.into(),
        analysis_version: VERSION,
        offsets: "start, end: Unicode code points; start_byte, end_byte: bytes of UTF-8; half-open".into(),
        counts,
        stories,
        threads,
        articles: articles.iter().zip(analyses).map(|(article, analysis)| article_view(article, analysis)).collect(),
        failures,
        duplicates,
        warnings,
    }
}

/// The letter of the `index`th witness: A … Z, AA, AB …
pub fn letter(index: usize) -> String {
    let last = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

pub(super) fn article_view(article: &StoredArticle, analysis: &Analysis) -> Article {
    Article {
        id: article.id.clone(),
        name: article.name.clone(),
        url: article.url.clone(),
        outlet: article.outlet.clone(),
        headline: article.headline.clone(),
        byline: article.byline.clone(),
        published: article.published.map(|published| published.to_string()),
        language: article.language.clone(),
        words: analysis.layout.tokens.len(),
        text: article.text.clone(),
    }
}

fn thread(link: &relate::ThreadLink, stories: &[Story]) -> Option<Thread> {
    let (earlier, later) = (stories.get(link.earlier)?, stories.get(link.later)?);
    Some(Thread {
        earlier: earlier.id.clone(),
        earlier_title: earlier.title.clone(),
        later: later.id.clone(),
        later_title: later.title.clone(),
        ordered: link.ordered,
        similarity: link.similarity,
        why: link.reason.clone(),
    })
}

/// Makes the passages of one article or one story.
pub(super) struct Builder<'a> {
    articles: &'a [StoredArticle],
    analyses: &'a [Analysis],
    offsets: &'a [CodePoints],
    /// Letter of each member, by index into the collection.
    letters: BTreeMap<usize, String>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        articles: &'a [StoredArticle],
        analyses: &'a [Analysis],
        offsets: &'a [CodePoints],
        story: &relate::Story,
    ) -> Builder<'a> {
        let letters = story.members.iter().enumerate().map(|(place, member)| (member.article, letter(place))).collect();
        Builder { articles, analyses, offsets, letters }
    }

    /// The words of `anchor` in an article of the collection.
    pub(super) fn passage(&self, article: usize, anchor: Anchor) -> Passage {
        let text = &self.articles[article].text;
        let (start, end) = self.offsets[article].of(text, anchor);
        Passage {
            article: self.articles[article].id.clone(),
            witness: self.letters.get(&article).cloned().unwrap_or_default(),
            start,
            end,
            start_byte: anchor.start(),
            end_byte: anchor.end(),
            exact: anchor.of(text).to_string(),
        }
    }

    /// The sentence that holds `anchor`, or `anchor` itself.
    pub(super) fn sentence(&self, article: usize, anchor: Anchor) -> Passage {
        let layout = &self.analyses[article].layout;
        let around = layout
            .sentence_at(anchor.start())
            .and_then(|index| layout.sentences.get(index))
            .map_or(anchor, |sentence| sentence.anchor.cover(anchor));
        self.passage(article, around)
    }

    fn story(&self, story: &relate::Story, collation: &found::Collation, derivations: &[relate::Derivation]) -> Story {
        let inside = |derivation: &&relate::Derivation| {
            self.letters.contains_key(&derivation.a) && self.letters.contains_key(&derivation.b)
        };
        let copies: Vec<&relate::Derivation> = derivations.iter().filter(inside).collect();
        Story {
            id: story.id.clone(),
            title: self.title(story),
            witnesses: story.members.iter().map(|member| self.witness(member)).collect(),
            independent_texts: self.independent_texts(story, derivations),
            agreed: collation.claims.iter().filter_map(|claim| self.claim(claim)).collect(),
            findings: collation.findings.iter().map(|finding| self.finding(finding)).collect(),
            quotations: collation.quotations.iter().map(|quotation| self.quotation(quotation)).collect(),
            parties: collation.parties.iter().map(|party| self.party(party)).collect(),
            only_in: collation.only_in.iter().map(|only| self.only_in(only)).collect(),
            timeline: collation.timeline.iter().map(|item| self.timeline_item(item)).collect(),
            copies: copies.into_iter().map(|derivation| self.copy(derivation)).collect(),
            damaged: story.members.iter().flat_map(|member| self.damaged(member.article)).collect(),
            not_compared: collation.not_compared.iter().map(|item| self.not_compared(item)).collect(),
            limits_reached: collation.limits_reached.clone(),
        }
    }

    fn title(&self, story: &relate::Story) -> String {
        let members = || story.members.iter().map(|member| member.article);
        let headline = members().find_map(|article| self.articles[article].headline.clone());
        let first_sentence = || {
            members().find_map(|article| {
                let layout = &self.analyses[article].layout;
                // A caption or credit line is no title: the first sentence of some length is.
                let sentence = layout.sentences.iter().find(|sentence| sentence.tokens.len() >= 8);
                sentence.or(layout.sentences.first()).map(|sentence| {
                    sentence.anchor.of(&self.articles[article].text).split_whitespace().collect::<Vec<_>>().join(" ")
                })
            })
        };
        headline.or_else(first_sentence).unwrap_or_else(|| "(empty text)".into())
    }

    fn witness(&self, member: &relate::Membership) -> Witness {
        let article = &self.articles[member.article];
        Witness {
            witness: self.letters.get(&member.article).cloned().unwrap_or_default(),
            article: article.id.clone(),
            source: article.outlet.clone().unwrap_or_else(|| article.name.clone()),
            published: article.published.map(|published| published.to_string()),
            why: member.reason.clone(),
        }
    }

    fn independent_texts(&self, story: &relate::Story, derivations: &[relate::Derivation]) -> usize {
        let families = origins::families(derivations, self.articles.len());
        let mut own: Vec<usize> = story.members.iter().map(|member| families[member.article]).collect();
        own.sort_unstable();
        own.dedup();
        own.len()
    }

    fn claim(&self, claim: &found::Claim) -> Option<Claim> {
        let canonical = claim.witnesses.get(claim.canonical)?;
        Some(Claim {
            id: claim.id.clone(),
            text: self.passage(canonical.article, canonical.anchor),
            witnesses: claim.witnesses.iter().map(|evidence| self.evidence(evidence)).collect(),
            origins: claim.origins.clone(),
            strength: claim.strength,
            why: claim.why.clone(),
        })
    }

    fn evidence(&self, evidence: &found::Evidence) -> Evidence {
        Evidence {
            passage: self.passage(evidence.article, evidence.anchor),
            context: self.passage(evidence.article, evidence.context),
            value: evidence.value.clone(),
            said_by: evidence.said_by.clone(),
            origin: evidence.origin.clone(),
        }
    }

    fn finding(&self, finding: &found::Finding) -> Finding {
        let gate = |result: &found::GateResult| GateResult {
            gate: result.gate,
            holds: result.holds,
            because: result.because.clone(),
        };
        Finding {
            id: finding.id.clone(),
            kind: finding.kind,
            attribute: finding.attribute.clone(),
            rule: finding.rule.clone(),
            subject: finding.subject.clone(),
            sides: finding
                .sides
                .iter()
                .map(|side| side.iter().map(|evidence| self.evidence(evidence)).collect())
                .collect(),
            gates: finding.gates.iter().map(gate).collect(),
            why: finding.why.clone(),
        }
    }

    fn quotation(&self, quotation: &found::Quotation) -> Quotation {
        Quotation {
            id: quotation.id.clone(),
            speaker: quotation.speaker.clone(),
            readings: quotation.readings.iter().map(|reading| self.reading(reading)).collect(),
            comparisons: quotation
                .comparisons
                .iter()
                .filter_map(|comparison| self.comparison(quotation, comparison))
                .collect(),
            why: quotation.why.clone(),
        }
    }

    fn reading(&self, reading: &found::QuotationReading) -> Reading {
        Reading {
            passages: reading.spans.iter().map(|span| self.passage(reading.article, *span)).collect(),
            context: self.passage(reading.article, reading.context),
            marked: reading.marked,
            said_by: reading.said_by.clone(),
            circumstances: reading.circumstances.iter().map(|span| self.passage(reading.article, *span)).collect(),
        }
    }

    fn comparison(&self, quotation: &found::Quotation, comparison: &found::ReadingComparison) -> Option<Comparison> {
        let first = quotation.readings.get(comparison.first)?.article;
        let second = quotation.readings.get(comparison.second)?.article;
        let word = |aligned: &found::AlignedWord| AlignedWord {
            first: aligned.first.map(|anchor| self.passage(first, anchor)),
            second: aligned.second.map(|anchor| self.passage(second, anchor)),
            same: aligned.same,
        };
        Some(Comparison {
            first: comparison.first,
            second: comparison.second,
            relation: comparison.relation,
            alignment: comparison.alignment.iter().map(word).collect(),
            why: comparison.why.clone(),
        })
    }

    fn party(&self, party: &found::Party) -> Party {
        Party { name: party.name.clone(), says: party.says.iter().map(|evidence| self.evidence(evidence)).collect() }
    }

    fn only_in(&self, only: &found::OnlyIn) -> OnlyIn {
        OnlyIn { evidence: self.evidence(&only.evidence), why: only.why.clone() }
    }

    fn timeline_item(&self, item: &found::TimelineItem) -> TimelineItem {
        TimelineItem {
            from: item.days.map(|(first, _)| first.to_string()),
            to: item.days.map(|(_, last)| last.to_string()),
            witnesses: item.witnesses.iter().map(|evidence| self.evidence(evidence)).collect(),
            reason: item.reason.clone(),
        }
    }

    fn copy(&self, derivation: &relate::Derivation) -> Copy {
        let name = |article: usize| self.letters.get(&article).cloned().unwrap_or_default();
        Copy {
            a: name(derivation.a),
            b: name(derivation.b),
            kind: derivation.kind,
            direction: derivation.direction,
            share_of_a: rounded(derivation.share_of_a),
            share_of_b: rounded(derivation.share_of_b),
            passages: derivation
                .passages
                .iter()
                .map(|shared| (self.passage(derivation.a, shared.a), self.passage(derivation.b, shared.b)))
                .collect(),
            why: derivation.reason.clone(),
        }
    }

    pub(super) fn damaged(&self, article: usize) -> Vec<Damaged> {
        let damage = &self.analyses[article].damage;
        damage
            .iter()
            .map(|damage| Damaged {
                kind: damage.kind,
                passage: self.passage(article, damage.anchor),
                context: self.sentence(article, damage.anchor),
                explanation: damage.explanation.clone(),
            })
            .collect()
    }

    fn not_compared(&self, item: &found::NotCompared) -> NotCompared {
        NotCompared { evidence: self.evidence(&item.evidence), why: item.why.clone() }
    }
}

/// Shares are shown with three decimals: more would only print the noise of floating-point sums.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).round() / 1000.0
}
