//! `collate-stories`: prints what the collation of real stories finds, to be read and judged by hand.

use crate::arguments::{Arguments, read_lines};
use jiff::civil::Date;
use serde::Deserialize;
use std::io::Result;
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata, Published};
use variorum::collate::{Collation, Evidence, FindingKind, Limits, collate};
use variorum::relate::{Membership, Story, collection_order, reuse};

/// An article as the story sets give it.
#[derive(Deserialize)]
pub struct Row {
    pub id: String,
    pub date: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub text: String,
    #[serde(default)]
    pub event: Option<serde_json::Value>,
}

impl Row {
    /// The article of a row.
    pub fn article(&self) -> Article {
        let published = self.date.as_deref().and_then(|date| date.parse::<Date>().ok()).map(Published::day);
        let metadata =
            Metadata { outlet: self.outlet.clone(), headline: self.title.clone(), published, ..Metadata::default() };
        Article::new(self.id.clone(), self.text.clone(), metadata)
    }
}

/// All articles as one story.
pub fn one_story(articles: &[Article]) -> Story {
    let member = |article| Membership { article, similarity: 1.0, reason: "given".into() };
    Story { id: String::new(), members: (0..articles.len()).map(member).collect() }
}

/// Prints the findings of the stories of `--stories FILE` (default `basil`), `--first N` of them after `--skip N`.
pub fn print(arguments: &Arguments) -> Result<()> {
    let number = |name: &str| arguments.value(name).and_then(|value| value.parse::<usize>().ok());
    let (skip, count) = (number("skip").unwrap_or(0), number("first").unwrap_or(usize::MAX));
    let rows: Vec<Row> = read_lines(&arguments.data(arguments.value("stories").unwrap_or("stories/basil.jsonl")))?;
    let mut events: Vec<(String, Vec<Article>)> = Vec::new();
    for row in &rows {
        let event = row.event.as_ref().map_or_else(|| row.id.clone(), ToString::to_string);
        match events.iter_mut().find(|(name, _)| *name == event) {
            Some((_, articles)) => articles.push(row.article()),
            None => events.push((event, vec![row.article()])),
        }
    }
    for (number, (event, mut articles)) in events.into_iter().enumerate().skip(skip).take(count) {
        articles.sort_by(collection_order);
        let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
        let derivations = reuse::find(&articles, &analyses);
        let collation = collate(&one_story(&articles), &articles, &analyses, &derivations, &Limits::default());
        println!("######## story {number} {event}: {} articles", articles.len());
        print_collation(&articles, &collation);
    }
    Ok(())
}

/// Prints one collation: findings whole, the rest in short.
pub fn print_collation(articles: &[Article], collation: &Collation) {
    let words = |evidence: &Evidence| {
        let article = articles.get(evidence.article);
        let text = article.map_or("", |article| article.text.as_str());
        let outlet = article.and_then(|article| article.outlet.as_deref()).unwrap_or("?");
        let context = evidence.context.of(text);
        format!(
            "{outlet} {}..{} «{}» {} by {:?} origin {} | {}",
            evidence.anchor.start(),
            evidence.anchor.end(),
            evidence.anchor.of(text),
            evidence.value.as_deref().unwrap_or(""),
            evidence.said_by,
            evidence.origin,
            context.chars().take(300).collect::<String>()
        )
    };
    for finding in &collation.findings {
        println!(
            "== {:?} {} [{}] {} — {}",
            finding.kind, finding.rule, finding.attribute, finding.subject, finding.why
        );
        for (number, side) in finding.sides.iter().enumerate() {
            for evidence in side {
                println!("   side {number}: {}", words(evidence));
            }
        }
        if finding.kind == FindingKind::Conflict {
            for gate in &finding.gates {
                println!("   {:?} {} {}", gate.gate, gate.holds, gate.because);
            }
        }
    }
    for quotation in &collation.quotations {
        println!("-- quotation {:?}: {}", quotation.speaker, quotation.why);
        for comparison in &quotation.comparisons {
            println!("   {:?} {}", comparison.relation, comparison.why);
        }
        for reading in &quotation.readings {
            let text = articles.get(reading.article).map_or("", |article| article.text.as_str());
            let spans: Vec<&str> = reading.spans.iter().map(|span| span.of(text)).collect();
            println!("   [{}] {} {:?}", reading.article, if reading.marked { "marked" } else { "plain" }, spans);
        }
    }
    for claim in collation.claims.iter().take(12) {
        println!("-- claim {:?} origins {:?}", claim.strength, claim.origins);
        for (number, witness) in claim.witnesses.iter().enumerate() {
            println!("   {} {}", if number == claim.canonical { "*" } else { " " }, words(witness));
        }
    }
    for item in collation.only_in.iter().take(6) {
        println!("-- only {:.2} {} | {}", item.rank, words(&item.evidence), item.why);
    }
    for item in &collation.timeline {
        println!("-- time {:?} {}", item.days, item.reason);
        for witness in &item.witnesses {
            println!("     {}", words(witness));
        }
    }
    for party in collation.parties.iter().take(5) {
        println!("-- party {}: {}", party.name, party.says.len());
    }
    for item in &collation.not_compared {
        println!("-- not compared {} | {}", words(&item.evidence), item.why);
    }
    for limit in &collation.limits_reached {
        println!("-- limit {}: {}", limit.limit, limit.why);
    }
}
