//! The annotations of one article, as `variorum analyse` shows them.

use super::build::Builder;
use super::{Damaged, Passage, SCHEMA};
use crate::analyse::{Analysis, AttributionKind, AttributionStyle, QuoteMarks};
use crate::article::Article;
use crate::language::{Approximation, EntityKind, Factuality, MentionKind, Polarity, TimeKind};
use crate::relate;
use crate::text::{Anchor, CodePoints};
use schemars::JsonSchema;
use serde::Serialize;

/// Everything found in one article, in text order.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct ArticleAnnotations {
    /// Version of the shape of the report.
    pub schema: String,
    pub article: super::Article,
    pub sentences: usize,
    pub attributions: Vec<Attribution>,
    pub quoted: Vec<Quoted>,
    pub entities: Vec<Entity>,
    pub times: Vec<Time>,
    pub quantities: Vec<Quantity>,
    pub statements: Vec<Statement>,
    pub damaged: Vec<Damaged>,
    pub credits: Vec<Credit>,
}

/// Who says what.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Attribution {
    pub kind: AttributionKind,
    pub style: AttributionStyle,
    pub source: Option<Passage>,
    pub cue: Option<Passage>,
    pub content: Vec<Passage>,
    /// Names of the entities the source stands for; empty where unresolved.
    pub speakers: Vec<String>,
    pub medium: Option<Passage>,
    pub occasion: Option<Passage>,
    pub addressee: Option<Passage>,
    pub doubt: Vec<Passage>,
    /// Index of the attribution whose content this one stands in.
    pub parent: Option<usize>,
}

/// A passage inside quotation marks.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quoted {
    pub passage: Passage,
    pub inner: Passage,
    pub marks: QuoteMarks,
    pub depth: u8,
    pub closed: bool,
}

/// A person, organisation or place with all its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Entity {
    pub name: String,
    pub kind: EntityKind,
    pub aliases: Vec<String>,
    pub roles: Vec<String>,
    pub mentions: Vec<Mention>,
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Mention {
    pub kind: MentionKind,
    pub passage: Passage,
}

/// A date, time, duration or set.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Time {
    pub passage: Passage,
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub reason: String,
}

/// A number with its unit, as an interval.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Quantity {
    pub passage: Passage,
    pub low: f64,
    /// Absent: open above.
    pub high: Option<f64>,
    pub unit: String,
    pub approximation: Approximation,
    pub counted: Option<Passage>,
    pub status: Option<String>,
}

/// One clause that says something.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Statement {
    pub passage: Passage,
    pub predicate: Passage,
    pub lemma: String,
    pub polarity: Polarity,
    pub factuality: Factuality,
    /// Indexes into the attributions, outermost first.
    pub attribution: Vec<usize>,
}

/// Where a text says it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Credit {
    pub passage: Passage,
    pub agency: Option<String>,
    pub place: Option<Passage>,
}

/// The annotations of one article.
pub fn annotations(article: &Article, analysis: &Analysis) -> ArticleAnnotations {
    let articles = std::slice::from_ref(article);
    let offsets = [CodePoints::new(&article.text)];
    let nobody = relate::Story { id: String::new(), members: Vec::new() };
    let builder = Builder::new(articles, std::slice::from_ref(analysis), &offsets, &nobody);
    let passage = |anchor: Anchor| builder.passage(0, anchor);
    let optional = |anchor: Option<Anchor>| anchor.map(passage);
    let reading = &analysis.reading;
    let entity_name = |index: &usize| reading.entities.get(*index).map(|entity| entity.name.clone());
    ArticleAnnotations {
        schema: SCHEMA.into(),
        article: super::build::article_view(article, analysis),
        sentences: analysis.layout.sentences.len(),
        attributions: analysis
            .attributions
            .iter()
            .map(|attribution| Attribution {
                kind: attribution.kind,
                style: attribution.style,
                source: optional(attribution.source),
                cue: optional(attribution.cue),
                content: attribution.content.iter().copied().map(passage).collect(),
                speakers: attribution.speakers.iter().filter_map(entity_name).collect(),
                medium: optional(attribution.medium),
                occasion: optional(attribution.occasion),
                addressee: optional(attribution.addressee),
                doubt: attribution.doubt.iter().copied().map(passage).collect(),
                parent: attribution.parent,
            })
            .collect(),
        quoted: analysis
            .quoted
            .iter()
            .map(|quoted| Quoted {
                passage: passage(quoted.anchor),
                inner: passage(quoted.inner),
                marks: quoted.marks,
                depth: quoted.depth,
                closed: quoted.closed,
            })
            .collect(),
        entities: reading
            .entities
            .iter()
            .enumerate()
            .map(|(index, entity)| Entity {
                name: entity.name.clone(),
                kind: entity.kind,
                aliases: entity.aliases.clone(),
                roles: entity.roles.clone(),
                mentions: reading
                    .mentions
                    .iter()
                    .filter(|mention| mention.entity == Some(index))
                    .map(|mention| Mention { kind: mention.kind, passage: passage(mention.anchor) })
                    .collect(),
            })
            .collect(),
        times: reading
            .times
            .iter()
            .map(|time| Time {
                passage: passage(time.anchor),
                kind: time.kind,
                value: time.value.clone(),
                from: time.days.map(|(first, _)| first.to_string()),
                to: time.days.map(|(_, last)| last.to_string()),
                reason: time.reason.clone(),
            })
            .collect(),
        quantities: reading
            .quantities
            .iter()
            .map(|quantity| Quantity {
                passage: passage(quantity.anchor),
                low: quantity.low,
                high: quantity.high,
                unit: quantity.unit.clone(),
                approximation: quantity.approximation,
                counted: optional(quantity.counted),
                status: quantity.status.clone(),
            })
            .collect(),
        statements: analysis
            .statements
            .iter()
            .map(|statement| Statement {
                passage: passage(statement.anchor),
                predicate: passage(statement.predicate),
                lemma: statement.lemma.clone(),
                polarity: statement.assertion.polarity,
                factuality: statement.assertion.factuality,
                attribution: statement.attribution.clone(),
            })
            .collect(),
        damaged: builder.damaged(0),
        credits: analysis
            .credits
            .iter()
            .map(|credit| Credit {
                passage: passage(credit.anchor),
                agency: credit.agency.clone(),
                place: optional(credit.place),
            })
            .collect(),
    }
}
