//! Why an article stands in a story, in words.

use super::Membership;
use super::profile::{Profile, cosine};
use crate::article::Article;
use crate::relate::words::words;

/// Words that a reason names.
const WORDS_SHOWN: usize = 6;

/// Other members a membership is explained by: more would not make it clearer.
const MEMBERS_COMPARED: usize = 24;

/// The membership of `member` among the `others` of its story, with the words that bind it to them.
pub(super) fn membership(articles: &[Article], profiles: &[Profile], member: usize, others: &[usize]) -> Membership {
    let Some(own) = profiles.get(member).filter(|_| !others.is_empty()) else {
        return Membership { article: member, similarity: 1.0, reason: "alone in its story".into() };
    };
    let compared: Vec<&Profile> =
        others.iter().take(MEMBERS_COMPARED).filter_map(|other| profiles.get(*other)).collect();
    let similarity = compared.iter().map(|other| cosine(own, other)).sum::<f32>() / compared.len().max(1) as f32;
    let mut binding: Vec<(u64, f32)> = own
        .terms
        .iter()
        .map(|(term, weight)| {
            let others: f32 = compared.iter().map(|other| other.weight(*term)).sum();
            (*term, weight * others)
        })
        .filter(|(_, strength)| *strength > 0.0)
        .collect();
    binding.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let text = articles.get(member).map_or("", |article| article.text.as_str());
    let headline = articles.get(member).and_then(|article| article.headline.as_deref()).unwrap_or("");
    let printed = [(text, words(text)), (headline, words(headline))];
    let shown: Vec<&str> = binding
        .iter()
        .filter_map(|(term, _)| {
            printed.iter().find_map(|(text, words)| {
                let word = words.iter().find(|word| word.hash == *term)?;
                text.get(word.start as usize..word.end as usize)
            })
        })
        .take(WORDS_SHOWN)
        .collect();
    Membership { article: member, similarity: f64::from(similarity), reason: format!("shares {}", shown.join(", ")) }
}
