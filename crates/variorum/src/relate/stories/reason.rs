//! Why an article stands in a story, in words.

use super::evidence::{Yardstick, days_apart, other_weekdays};
use super::profile::{Profile, is_word, stem};
use super::terms::Terms;
use super::{Membership, Settings};
use crate::article::Article;
use crate::relate::words::for_each_word;

/// Words that a reason names.
const WORDS_SHOWN: usize = 6;

/// Bytes of a text that are searched first for the words of a reason; the next piece is twice as long.
const FIRST_PIECE: usize = 200;

/// Members that stand for a story when an article is explained by it: more would not make it clearer.
const MEMBERS_COMPARED: usize = 24;

/// The memberships of a story, in the order of `members`.
pub(super) fn memberships(
    articles: &[Article],
    profiles: &[&Profile],
    copies: &[(usize, usize)],
    members: &[usize],
    settings: &Settings,
) -> Vec<Membership> {
    let explain = |member: &usize| {
        let compared: Vec<&Profile> = members
            .iter()
            .filter(|other| *other != member)
            .take(MEMBERS_COMPARED)
            .filter_map(|other| profiles.get(*other).copied())
            .collect();
        match (articles.get(*member), profiles.get(*member)) {
            (Some(article), Some(own)) if !compared.is_empty() => {
                let copied = copies.iter().find(|(a, b)| b == member && members.binary_search(a).is_ok());
                let original = copied.and_then(|(a, _)| articles.get(*a));
                membership(*member, article, own, &compared, original, settings)
            }
            _ => Membership { article: *member, similarity: 1.0, reason: "alone in its story".into() },
        }
    };
    members.iter().map(explain).collect()
}

fn membership(
    number: usize,
    article: &Article,
    own: &Profile,
    compared: &[&Profile],
    original: Option<&Article>,
    settings: &Settings,
) -> Membership {
    let yardstick = Yardstick::new(own);
    let sum = compared.iter().map(|other| yardstick.likeness(other, settings)).sum::<f32>();
    let similarity = sum / compared.len() as f32;
    let mut parts = Vec::new();
    if let Some(original) = original {
        parts.push(format!("text shared with {}", original.name));
    }
    let others = Terms::sum(compared.iter().map(|other| &other.whole), usize::MAX);
    let shared = binding_words(article, &own.whole, &others, WORDS_SHOWN);
    if !shared.is_empty() {
        parts.push(format!("shares {}", shared.join(", ")));
    }
    parts.push(published(own, compared));
    if compared.iter().any(|other| other_weekdays(own, other)) {
        parts.push("weighed less: leads name different days of the week".into());
    }
    Membership { article: number, similarity: f64::from(similarity.min(1.0)), reason: parts.join("; ") }
}

/// How far apart the articles were published.
fn published(own: &Profile, compared: &[&Profile]) -> String {
    if own.day.is_none() || compared.iter().all(|other| other.day.is_none()) {
        return "no publication day".into();
    }
    match compared.iter().map(|other| days_apart(own, other)).max().unwrap_or(0) {
        0 => "published on one day".into(),
        1 => "published at most a day apart".into(),
        days => format!("published at most {days} days apart"),
    }
}

/// The words of an article, as it prints them, that weigh most both in it and in `others`, strongest first.
pub(in crate::relate) fn binding_words(article: &Article, own: &Terms, others: &Terms, how_many: usize) -> Vec<String> {
    let mut binding: Vec<(u64, f32)> = own
        .shared(others)
        .filter(|(term, ..)| is_word(*term))
        .map(|(term, weight, weight_there)| (term, weight * weight_there))
        .filter(|(_, strength)| *strength > 0.0)
        .collect();
    binding.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    binding.truncate(how_many);
    let mut printed: Vec<Option<&str>> = vec![None; binding.len()];
    let headline = article.headline.as_deref().unwrap_or("");
    // Nearly always the headline and the first lines have them all.
    for text in std::iter::once(headline).chain(pieces(&article.text)) {
        if printed.iter().all(Option::is_some) {
            break;
        }
        for_each_word(text, |word| {
            let term = stem(text, word);
            if let Some(place) = binding.iter().position(|(hash, _)| *hash == term)
                && let Some(found) = printed.get_mut(place).filter(|found| found.is_none())
            {
                *found = text.get(word.start as usize..word.end as usize);
            }
        });
    }
    printed.into_iter().flatten().map(str::to_string).collect()
}

/// A text in pieces, cut at spaces, each at least twice as long as the one before.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let (mut rest, mut length) = (text, FIRST_PIECE);
    std::iter::from_fn(move || {
        let bytes = rest.as_bytes().get(length..).unwrap_or_default();
        let end = bytes.iter().position(|byte| *byte == b' ').map_or(rest.len(), |space| length + space);
        let (piece, after) = rest.split_at_checked(end)?;
        (rest, length) = (after, length * 2);
        (!piece.is_empty()).then_some(piece)
    })
}
