//! The annotations of one article as text.

use super::wording::{self, one_line};
use std::fmt::Write;
use variorum::collate::view::{ArticleAnnotations, Passage};

/// The annotations of one article as text.
pub fn annotations(article: &ArticleAnnotations) -> String {
    let mut out = String::new();
    let head = article.article.headline.as_deref().unwrap_or(&article.article.name);
    let _ = writeln!(
        out,
        "{head} · {} · {}",
        wording::count(article.article.words, "word"),
        wording::count(article.sentences, "sentence")
    );
    section(&mut out, "Attributions", &article.attributions, |attribution| {
        let speaker = if attribution.speakers.is_empty() {
            words(attribution.source.as_ref()).unwrap_or_else(|| "no source".into()) + " (not resolved)"
        } else {
            attribution.speakers.join(", ")
        };
        let mut line = format!(
            "{:?} {:?} · {speaker} · {} · {}",
            attribution.kind,
            attribution.style,
            words(attribution.cue.as_ref()).unwrap_or_else(|| "no cue".into()),
            contents(&attribution.content)
        );
        let context =
            [("medium", &attribution.medium), ("occasion", &attribution.occasion), ("to", &attribution.addressee)];
        for (label, passage) in context {
            if let Some(words) = words(passage.as_ref()) {
                let _ = write!(line, " · {label}: {words}");
            }
        }
        if !attribution.doubt.is_empty() {
            let _ = write!(line, " · doubt: {}", contents(&attribution.doubt));
        }
        if let Some(parent) = attribution.parent {
            let _ = write!(line, " · inside {}", parent + 1);
        }
        line
    });
    section(&mut out, "Entities", &article.entities, |entity| {
        format!(
            "{:?} {} · {} · also: {} · roles: {}",
            entity.kind,
            entity.name,
            wording::count(entity.mentions.len(), "mention"),
            entity.aliases.join(", "),
            entity.roles.join(", ")
        )
    });
    section(&mut out, "Times", &article.times, |time| {
        let days = match (&time.from, &time.to) {
            (Some(from), Some(to)) if from == to => from.clone(),
            (Some(from), Some(to)) => format!("{from} – {to}"),
            _ => "no day".into(),
        };
        format!("{} = {} · {days} · {}", shown(&time.passage), time.value, time.reason)
    });
    section(&mut out, "Quantities", &article.quantities, |quantity| {
        let high = quantity.high.map_or_else(|| "∞".to_string(), |high| high.to_string());
        let counted = words(quantity.counted.as_ref()).unwrap_or_default();
        let status = quantity.status.clone().unwrap_or_default();
        format!("{} = [{}, {high}] {} {counted} {status}", shown(&quantity.passage), quantity.low, quantity.unit)
    });
    section(&mut out, "Statements", &article.statements, |statement| {
        format!(
            "{} · {:?} {:?} · {}",
            statement.lemma,
            statement.polarity,
            statement.factuality,
            shown(&statement.passage)
        )
    });
    section(&mut out, "Damaged", &article.damaged, |damaged| {
        format!("{}: {} · {}", wording::damage(damaged.kind), shown(&damaged.passage), damaged.explanation)
    });
    section(&mut out, "Credits", &article.credits, |credit| {
        format!("{} · {}", shown(&credit.passage), credit.agency.as_deref().unwrap_or("no agency"))
    });
    out
}

/// A numbered section; nothing where there are no items.
fn section<T>(out: &mut String, title: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    for (index, item) in items.iter().enumerate() {
        let _ = writeln!(out, "{:>4}  {}", index + 1, line(item).trim_end());
    }
}

fn words(passage: Option<&Passage>) -> Option<String> {
    passage.map(|passage| one_line(&passage.exact))
}

fn shown(passage: &Passage) -> String {
    format!("“{}” {}–{}", one_line(&passage.exact), passage.start, passage.end)
}

fn contents(passages: &[Passage]) -> String {
    passages.iter().map(shown).collect::<Vec<_>>().join(" … ")
}
