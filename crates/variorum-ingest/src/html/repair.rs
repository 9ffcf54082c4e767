//! Mends what extractors are known to spoil: words of links that vanish from a paragraph, a headline taken for text.

use std::collections::{BTreeMap, BTreeSet};

/// Words at the head or the tail of a paragraph by which its whole wording is looked up in the page.
const KEY: usize = 3;

/// Gives paragraphs from which words vanished (a known fault: the words of a link) the wording the page has.
///
/// A paragraph is mended only if its words are, in order, a part of the words of exactly one paragraph of the page
/// that begins or ends alike, and that is no more than half longer: anything else is left as the extractor says.
pub(super) fn restore_lost_words(extracted: Vec<String>, page: &[String]) -> Vec<String> {
    let known: BTreeSet<&str> = page.iter().map(String::as_str).collect();
    if extracted.iter().all(|paragraph| known.contains(paragraph.as_str())) {
        return extracted;
    }
    let mut by_ends: BTreeMap<(bool, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for paragraph in &known {
        for key in ends(paragraph) {
            by_ends.entry(key).or_default().push(paragraph);
        }
    }
    extracted
        .into_iter()
        .map(|paragraph| {
            if known.contains(paragraph.as_str()) {
                return paragraph;
            }
            let candidates: BTreeSet<&str> =
                ends(&paragraph).into_iter().filter_map(|key| by_ends.get(&key)).flatten().copied().collect();
            let mut fitting = candidates.into_iter().filter(|candidate| lost_words_of(&paragraph, candidate));
            match (fitting.next(), fitting.next()) {
                (Some(whole), None) => whole.to_owned(),
                _ => paragraph,
            }
        })
        .collect()
}

/// The paragraphs without a first one that repeats the headline.
pub(super) fn without_headline(mut paragraphs: Vec<String>, headline: Option<&str>) -> Vec<String> {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    if paragraphs.len() > 1
        && headline.is_some_and(|headline| paragraphs.first().is_some_and(|first| letters(first) == letters(headline)))
    {
        paragraphs.remove(0);
    }
    paragraphs
}

/// The first and the last words of a paragraph, as keys.
fn ends(paragraph: &str) -> [(bool, Vec<&str>); 2] {
    let mut last: Vec<&str> = paragraph.split(' ').rev().take(KEY).collect();
    last.reverse();
    [(false, paragraph.split(' ').take(KEY).collect()), (true, last)]
}

/// Whether `paragraph` is `whole` with some words left out.
fn lost_words_of(paragraph: &str, whole: &str) -> bool {
    let (few, many) = (paragraph.split(' ').count(), whole.split(' ').count());
    // Letters, not words, are compared in order: a word lost before a comma leaves the comma alone.
    let mut rest = whole.chars().filter(|character| !character.is_whitespace());
    few >= 2 * KEY
        && many <= few + few / 2 + 2
        && paragraph
            .chars()
            .filter(|character| !character.is_whitespace())
            .all(|letter| rest.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(extracted: &str, page: &[&str], wanted: &str) {
        let page: Vec<String> = page.iter().map(|paragraph| (*paragraph).to_owned()).collect();
        assert_eq!(restore_lost_words(vec![extracted.to_owned()], &page), [wanted]);
    }

    #[test]
    fn words_of_a_link_come_back() {
        let whole = "The ferry Selma, which sails to ports including Port Amary, is laid up.";
        check("The ferry, which sails to ports including , is laid up.", &["Weather", whole], whole);
        check("The ferry Selma, which sails to ports including Port Amary, is laid up.", &[whole], whole);
    }

    #[test]
    fn what_was_left_out_on_purpose_stays_out() {
        let long = "The ferry sails to ports in the north. Read more: ten things to know about ferries this summer, by our travel desk in Amary";
        check("The ferry sails to ports in the north.", &[long], "The ferry sails to ports in the north.");
        let twins = ["The ferry Selma sails to ports today.", "The ferry Ida sails to ports today."];
        check("The ferry sails to ports today, again.", &twins, "The ferry sails to ports today, again.");
    }

    #[test]
    fn a_headline_is_no_paragraph() {
        let paragraphs = vec!["Ferry hits barge".to_owned(), "Two ships met.".to_owned()];
        assert_eq!(without_headline(paragraphs, Some("Ferry Hits Barge!")), ["Two ships met."]);
    }
}
