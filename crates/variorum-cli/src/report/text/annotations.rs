//! The annotations of one article as text.

use super::sheet::{BOLD, DIM, PLAIN, Sheet, Style};
use crate::report::wording::{self, one_line, quoted};
use variorum::analyse::{AttributionKind, AttributionStyle};
use variorum::collate::view::{ArticleAnnotations, Attribution, Passage};
use variorum::language::{EntityKind, Factuality, Polarity};

/// The annotations of one article as text: a number, what it is, the words, and their place in code points.
pub fn annotations(article: &ArticleAnnotations, style: Style) -> String {
    let mut sheet = Sheet::new(style);
    let head = article.article.headline.as_deref().unwrap_or(&article.article.name);
    sheet.words(0, BOLD, &one_line(head));
    let words = wording::count(article.article.words, "word");
    let moment = wording::moment(article.article.published.as_deref());
    let size = format!("{words}, {}", wording::count(article.sentences, "sentence"));
    sheet.words(0, PLAIN, &format!("{} · {moment} · {size}", article.article.outlet.as_deref().unwrap_or("no outlet")));
    sheet.words(0, DIM, "Numbers behind a passage are its place in code points.");
    section(&mut sheet, "Who says what", &article.attributions, attribution);
    section(&mut sheet, "Names", &article.entities, |entity| {
        let kind = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
            _ => "other",
        };
        let also: Vec<&str> =
            entity.aliases.iter().filter(|alias| **alias != entity.name).map(String::as_str).collect();
        let list = |label: &str, words: &[&str]| match words {
            [] => String::new(),
            words => format!(" · {label}: {}", words.join(", ")),
        };
        let roles: Vec<&str> = entity.roles.iter().map(String::as_str).collect();
        let mentions = wording::count(entity.mentions.len(), "mention");
        format!("{}, {kind} · {mentions}{}{}", entity.name, list("also", &also), list("as", &roles))
    });
    section(&mut sheet, "Days, times, lengths of time", &article.times, |time| {
        let days = match (&time.from, &time.to) {
            (Some(from), Some(to)) if from == to => wording::day(from),
            (Some(from), Some(to)) => format!("{} to {}", wording::day(from), wording::day(to)),
            _ => "no day".into(),
        };
        format!("{} · {days} · {}", shown(&time.passage), time.reason)
    });
    section(&mut sheet, "Numbers", &article.quantities, |quantity| {
        let high = quantity.high.map_or_else(|| "∞".to_string(), |high| rounded(high).to_string());
        let counted = quantity.counted.as_ref().map(|passage| format!(" · {}", one_line(&passage.exact)));
        let status = quantity.status.as_ref().map(|status| format!(" · {status}"));
        let (counted, status) = (counted.unwrap_or_default(), status.unwrap_or_default());
        let low = rounded(quantity.low);
        format!("{}{counted}{status} · [{low}, {high}] {}", shown(&quantity.passage), quantity.unit)
    });
    section(&mut sheet, "Statements", &article.statements, |statement| {
        let denied = if statement.polarity == Polarity::Negative { "not " } else { "" };
        let factuality = if statement.factuality == Factuality::Asserted {
            String::new()
        } else {
            format!(" · {}", format!("{:?}", statement.factuality).to_lowercase())
        };
        format!("{denied}{}{factuality} · {}", statement.lemma, shown(&statement.passage))
    });
    section(&mut sheet, "Damaged text", &article.damaged, |damaged| {
        format!("{}: {} · {}", wording::damage(damaged.kind), shown(&damaged.passage), damaged.explanation)
    });
    section(&mut sheet, "Credits", &article.credits, |credit| {
        format!("{} · {}", shown(&credit.passage), credit.agency.as_deref().unwrap_or("no agency"))
    });
    sheet.out
}

fn attribution(attribution: &Attribution) -> String {
    let source = attribution.source.as_ref().map_or("nobody named".into(), |source| one_line(&source.exact));
    let speaker = match attribution.speakers.as_slice() {
        [] => format!("{source} (who that is was not resolved)"),
        names => names.join(", "),
    };
    let style = match attribution.style {
        AttributionStyle::Direct => "inside quotation marks",
        AttributionStyle::Indirect => "in the article's words",
        AttributionStyle::Mixed => "partly inside quotation marks",
    };
    let mut parts = vec![speaker];
    parts.extend(attribution.cue.as_ref().map(|cue| one_line(&cue.exact)));
    parts.push(attribution.content.iter().map(shown).collect::<Vec<_>>().join(" … "));
    if attribution.kind != AttributionKind::Speech {
        parts.push(format!("{:?}", attribution.kind).to_lowercase());
    }
    parts.push(style.into());
    let context = [("medium", &attribution.medium), ("at", &attribution.occasion), ("to", &attribution.addressee)];
    for (label, passage) in context {
        parts.extend(passage.as_ref().map(|passage| format!("{label}: {}", one_line(&passage.exact))));
    }
    parts.extend(attribution.doubt.iter().map(|passage| format!("doubt: {}", shown(passage))));
    parts.extend(attribution.parent.map(|parent| format!("inside {}", parent + 1)));
    parts.join(" · ")
}

/// A numbered section; nothing where there are no items.
fn section<T>(sheet: &mut Sheet, title: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    sheet.blank();
    sheet.words(0, BOLD, title);
    for (index, item) in items.iter().enumerate() {
        sheet.led(0, (DIM, &format!("{:>4} ", index + 1)), PLAIN, &line(item));
    }
}

fn shown(passage: &Passage) -> String {
    format!("{} {}–{}", quoted(&passage.exact, None), passage.start, passage.end)
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
