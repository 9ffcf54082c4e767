//! `train-attribution` and `eval-quotes`: the learnt decisions about who says what.

mod gold;
mod learn;
mod speakers;

use crate::arguments::{Arguments, read_lines};
use gold::{Article, Read, Span};
pub use speakers::evaluate as evaluate_speakers;

use learn::{Choice, Example, Pace, train_choices, train_examples};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;
use variorum::analyse::attribution::features::{Facts, Features};
use variorum::analyse::attribution::proposal::{judge_features, propose};
use variorum::analyse::attribution::spans::{Decided, Lattice, SpanRole};
use variorum::analyse::attribution::weights::{Model, Table};
use variorum::analyse::attribution::{LEAST_SCORE, cues};
use variorum::analyse::{Attribution, AttributionKind};
use variorum::text::CodePoints;

/// Tables of `1 << BITS` weights.
const BITS: u32 = 18;

/// How many parts the training articles are cut into, so that the judge sees proposals of models that did not learn from them.
const FOLDS: usize = 3;

/// Learns all weights: `--data DIR --out models/english/attribution.bin [--limit ARTICLES]`.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    let mut articles: Vec<Article> = read_lines(&arguments.data("quotes/polnear_train.jsonl"))?;
    if let Some(limit) = arguments.value("limit").and_then(|limit| limit.parse().ok()) {
        articles.truncate(limit);
    }
    let read: Vec<Read> = articles.into_iter().map(Read::new).collect();
    let all: Vec<&Read> = read.iter().collect();
    eprintln!("{} articles read", all.len());
    let number =
        |name: &str, default: f32| arguments.value(name).and_then(|value| value.parse().ok()).unwrap_or(default);
    let pace =
        Pace { rate: number("rate", 0.1), initial: number("initial", 1.0), epochs: number("epochs", 4.0) as usize };
    let mut judged = Vec::new();
    for fold in 0..FOLDS {
        let (held, used): (Vec<_>, Vec<_>) = all.iter().enumerate().partition(|(index, _)| index % FOLDS == fold);
        let used: Vec<&Read> = used.into_iter().map(|(_, article)| *article).collect();
        let model = train_spans(&used, pace);
        for (_, article) in held {
            judged.extend(judge_examples(article, &model));
        }
        eprintln!("fold {fold}: {} proposals judged", judged.len());
    }
    let mut model = train_spans(&all, pace);
    model.judge = train_examples(&judged, 14, Pace { epochs: 8, ..pace });
    let path = arguments.value("out").unwrap_or("models/english/attribution.bin");
    std::fs::write(path, model.to_bytes())
}

/// Learns the cue and span weights from some articles.
fn train_spans(articles: &[&Read], pace: Pace) -> Model {
    let mut model = Model::untrained(4);
    let examples: Vec<Example> = articles.iter().flat_map(|article| cue_examples(article)).collect();
    model.cue = train_examples(&examples, BITS, pace);
    drop(examples);
    for role in [SpanRole::Source, SpanRole::ContentBefore, SpanRole::ContentAfter] {
        let table = train_role(articles, role, pace);
        match role {
            SpanRole::Source => model.source = table,
            SpanRole::ContentBefore => model.content_before = table,
            SpanRole::ContentAfter => model.content_after = table,
        }
    }
    model
}

/// One example for every token that may be a cue; tokens inside gold contents and the other words of cues are left out.
fn cue_examples(article: &Read) -> Vec<Example> {
    let facts = article.facts();
    let mut examples = Vec::new();
    for token in 0..facts.tokens.len() {
        if !cues::is_candidate(&facts, token) {
            continue;
        }
        let positive = article.gold.iter().any(|gold| gold.head == token);
        let unclear = article.gold.iter().any(|gold| gold.cue.contains(&token) || gold.content_holds(token));
        if positive || !unclear {
            let mut features = Features::default();
            cues::features(&facts, token, &mut features);
            examples.push(Example { features, positive });
        }
    }
    examples
}

/// Learns the weights of one role from the gold spans.
fn train_role(articles: &[&Read], role: SpanRole, pace: Pace) -> Table {
    let facts: Vec<Facts> = articles.iter().map(|article| article.facts()).collect();
    let mut choices = Vec::new();
    let mut lost = 0;
    for (article, facts) in articles.iter().zip(&facts) {
        for gold in &article.gold {
            if !cues::is_candidate(facts, gold.head) {
                continue;
            }
            let before = gold.content.iter().rev().find(|span| span.end <= gold.head).cloned();
            let after = gold.content.iter().find(|span| span.start > gold.head).cloned();
            let source = gold.source.clone();
            let (decided, wanted) = match role {
                SpanRole::Source => (Decided::default(), source),
                SpanRole::ContentBefore => (Decided { source, before: None }, before),
                SpanRole::ContentAfter => (Decided { source, before }, after),
            };
            let lattice = Lattice::new(facts, role, gold.head, decided);
            if wanted.as_ref().is_none_or(|wanted| lattice.holds(wanted)) {
                choices.push(Choice { lattice, wanted });
            } else {
                lost += 1;
            }
        }
    }
    eprintln!("{role:?}: {} choices, {lost} out of reach", choices.len());
    train_choices(&choices, BITS, pace)
}

/// What the judge learns from: the proposals of a model that did not see the article, and whether they match the gold.
fn judge_examples(article: &Read, model: &Model) -> Vec<Example> {
    let facts = article.facts();
    let proposals = propose(&facts, model);
    let mut examples = Vec::new();
    for (index, proposal) in proposals.iter().enumerate() {
        if proposal.content().next().is_none() {
            continue;
        }
        let content: Vec<Span> = proposal.content().cloned().collect();
        let alike = |gold: &&gold::Gold| gold.similarity(&facts, &content) >= 0.5;
        let sourced = |gold: &&gold::Gold| gold.source.is_some();
        let named = |gold: &gold::Gold| gold::overlap(&facts, gold.source.as_ref(), proposal.source.as_ref());
        let positive = article.gold.iter().filter(sourced).filter(alike).any(named);
        let optional = article.gold.iter().filter(|gold| gold.source.is_none()).any(|gold| alike(&gold));
        let nested = article.gold.iter().any(|gold| gold.content_holds(proposal.cue));
        if positive || !(optional || nested) {
            let mut features = Features::default();
            judge_features(&facts, &proposals, index, &mut features);
            examples.push(Example { features, positive });
        }
    }
    examples
}

/// A prediction as the scorer reads it.
#[derive(Serialize)]
struct Prediction<'a> {
    id: &'a str,
    attributions: Vec<Predicted<'a>>,
}

/// Spans in code points. The scorer reads the first four; the rest is for reading by eye.
#[derive(Serialize)]
struct Predicted<'a> {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
    speaker: Option<&'a str>,
    speakers: Vec<&'a str>,
    kind: AttributionKind,
    medium: Option<&'a str>,
    occasion: Option<&'a str>,
    addressee: Option<&'a str>,
    doubt: Vec<&'a str>,
    parent: Option<usize>,
}

/// Whether an attribution stands inside the content of another or inside quotation marks.
fn is_nested(found: &Attribution, article: &Read) -> bool {
    let quoted = |cue: variorum::text::Anchor| article.quoted.iter().any(|passage| passage.anchor.contains(cue));
    found.parent.is_some() || found.cue.is_some_and(quoted)
}

/// Whether the content holds a finite verb.
fn is_clausal(found: &Attribution, article: &Read) -> bool {
    let finite = |token: usize| article.reading.syntax.tag(token).is_finite();
    found.content.iter().any(|span| article.layout.tokens_in(*span).any(finite))
}

/// Writes predictions in the scorer's form: `--data FILE --out FILE [--nested] [--all]`. Attributions inside the content of others
/// or inside quotation marks are left out unless `--nested` is given: PolNeAR does not mark them. `--all` keeps those without a
/// cue as well.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let path = arguments.value("data").unwrap_or("../shared/data/quotes/polnear_dev.jsonl");
    let articles: Vec<Article> = read_lines(Path::new(path))?;
    let model = match arguments.value("model") {
        None => Model::shipped().clone(),
        Some(path) => {
            Model::from_bytes(&std::fs::read(path)?).ok_or_else(|| io::Error::other(format!("{path}: no weights")))?
        }
    };
    let least = arguments.value("least").and_then(|least| least.parse().ok()).unwrap_or(LEAST_SCORE);
    let mut out = io::BufWriter::new(std::fs::File::create(arguments.value("out").unwrap_or("quotes.jsonl"))?);
    let (mut seconds, mut words) = (0.0, 0);
    for article in articles.into_iter().map(Read::new) {
        let started = crate::cpu::seconds();
        let found = article.find(&model, least);
        seconds += crate::cpu::seconds() - started;
        words += article.text.split_whitespace().count();
        let points = CodePoints::new(&article.text);
        let spans = |anchors: &[variorum::text::Anchor]| {
            anchors.iter().map(|anchor| points.of(&article.text, *anchor)).collect()
        };
        let attributions = found
            .iter()
            .filter(|found| {
                arguments.flag("all")
                    || found.cue.is_some() && (arguments.flag("nested") || !is_nested(found, &article))
            })
            .filter(|found| !arguments.flag("clausal") || is_clausal(found, &article))
            .map(|found| {
                let entity = |speaker: &usize| article.reading.entities.get(*speaker);
                let words = |anchor: variorum::text::Anchor| anchor.of(&article.text);
                let speakers: Vec<&str> =
                    found.speakers.iter().filter_map(entity).map(|entity| entity.name.as_str()).collect();
                Predicted {
                    source: spans(found.source.as_slice()),
                    cue: spans(found.cue.as_slice()),
                    content: spans(&found.content),
                    speaker: speakers.first().copied(),
                    speakers,
                    kind: found.kind,
                    medium: found.medium.map(words),
                    occasion: found.occasion.map(words),
                    addressee: found.addressee.map(words),
                    doubt: found.doubt.iter().copied().map(words).collect(),
                    parent: found.parent,
                }
            })
            .collect();
        serde_json::to_writer(&mut out, &Prediction { id: &article.id, attributions })?;
        writeln!(out)?;
    }
    eprintln!("attributions alone: {words} words in {seconds:.2} CPU-seconds");
    out.flush()
}
