//! What is made of an article before the archive is touched: pure, and so done in parallel.

use crate::body::{deflated, packed, word};
use jiff::civil::Date;
use rayon::prelude::*;
use variorum::analyse::{Analysis, analyse_as_of};
use variorum::article::Article;
use variorum::collate::view;
use variorum::relate::reuse::{Fingerprint, Sketch};
use variorum::relate::stories::{Profile, Profiler, Settings};

/// An article with all that is stored about it alone.
pub struct Prepared<'a> {
    pub article: &'a Article,
    pub number: i64,
    pub analysis: Analysis,
    pub as_of: Option<Date>,
    pub body: Vec<u8>,
    pub sketch: SketchRow,
    pub attributions: Vec<AttributionRow>,
    pub entities: Vec<EntityRow>,
}

/// A row of `sketches`.
pub struct SketchRow {
    pub profile: Profile,
    pub packed_profile: Vec<u8>,
    pub quoted: Vec<u8>,
    /// In text order.
    pub fingerprints: Vec<Fingerprint>,
    pub text_hash: u64,
}

/// A row of `attributions`: one content span, in the words of the article.
pub struct AttributionRow {
    pub kind: String,
    pub style: String,
    pub speaker: Option<String>,
    pub source: Option<String>,
    pub cue: Option<String>,
    pub content: view::Passage,
}

/// A row of `entities`.
pub struct EntityRow {
    pub name: String,
    pub kind: String,
    pub aliases: String,
    pub mentions: usize,
}

/// The number of an article: the first 63 bits of its id.
pub fn number_of(id: &str) -> i64 {
    let bits = id.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
    (bits >> 1) as i64
}

/// Days since 1970.
pub fn day_number(article: &Article) -> Option<i64> {
    let epoch = Date::constant(1970, 1, 1);
    article.day().and_then(|day| epoch.until(day).ok()).map(|span| i64::from(span.get_days()))
}

/// Analyses articles, each with the day that it is resolved against where it has none, and makes their rows. Runs on the
/// current rayon threads.
pub fn prepare_all<'a>(
    articles: impl IntoParallelIterator<Item = (&'a Article, Option<Date>)>,
) -> rusqlite::Result<Vec<Prepared<'a>>> {
    let settings = Settings::default();
    let prepare = |profiler: &mut Profiler<'_>, (article, now)| prepare(article, now, profiler);
    articles.into_par_iter().map_init(|| Profiler::new(&settings), prepare).collect()
}

fn prepare<'a>(article: &'a Article, now: Option<Date>, profiler: &mut Profiler<'_>) -> rusqlite::Result<Prepared<'a>> {
    let as_of = article.day().or(now);
    let analysis = analyse_as_of(article, as_of);
    let annotations = view::annotations(article, &analysis);
    let mut attributions = Vec::new();
    for attribution in annotations.attributions {
        let exact = |passage: &Option<view::Passage>| passage.as_ref().map(|passage| passage.exact.clone());
        for content in &attribution.content {
            attributions.push(AttributionRow {
                kind: word(&attribution.kind)?,
                style: word(&attribution.style)?,
                speaker: (!attribution.speakers.is_empty()).then(|| attribution.speakers.join("; ")),
                source: exact(&attribution.source),
                cue: exact(&attribution.cue),
                content: content.clone(),
            });
        }
    }
    let mut entities = Vec::new();
    for entity in annotations.entities {
        entities.push(EntityRow {
            kind: word(&entity.kind)?,
            aliases: entity.aliases.join("; "),
            mentions: entity.mentions.len(),
            name: entity.name,
        });
    }
    let sketch = Sketch::new(&article.text, &analysis.quoted);
    let profile = profiler.of(article);
    Ok(Prepared {
        number: number_of(&article.id),
        as_of,
        body: deflated(&analysis)?,
        sketch: SketchRow {
            packed_profile: packed(&profile)?,
            profile,
            quoted: packed(&analysis.quoted)?,
            fingerprints: sketch.fingerprints(),
            text_hash: sketch.text_hash(),
        },
        attributions,
        entities,
        article,
        analysis,
    })
}
