//! Cues: the words that may say that somebody says or thinks something.

use super::features::{Facts, Features, bucket, hash_word};

/// Whether a token is looked at as a cue at all.
pub fn is_candidate(facts: &Facts, token: usize) -> bool {
    let fact = facts.at(token);
    let tag = facts.reading.syntax.tag(token);
    match tag.name() {
        _ if is_dash(facts, token) => true,
        "MD" | "NNP" | "NNPS" => false,
        "JJ" | "IN" => true,
        ":" => facts.word(token) == ":",
        _ => fact.is_verb && !matches!(facts.reading.syntax.relation(token).name(), "aux" | "aux:pass") || fact.is_noun,
    }
}

/// Whether a token is a dash before the name of whoever is quoted: after a closing mark, or at the start of a sentence.
pub fn is_dash(facts: &Facts, token: usize) -> bool {
    matches!(facts.word(token), "―" | "—" | "–" | "--" | "-")
        && (facts.sentence(token).start == token || token.checked_sub(1).is_some_and(|last| facts.at(last).closes))
}

/// The features that tell whether a token is a cue.
pub fn features(facts: &Facts, cue: usize, features: &mut Features) {
    let fact = facts.at(cue);
    let near = |step: isize| facts.at(cue.wrapping_add_signed(step));
    let (stem, tag) = (fact.stem, fact.tag);
    let mut add = |template: u32, a: u32, b: u32, c: u32| features.add(template, [a, b, c]);
    let head = facts.at_some(fact.head.map(|head| head as usize));
    let subject = facts.at_some(fact.subject.map(|subject| subject as usize));
    let object = facts.at_some(fact.object.map(|object| object as usize));
    let sentence = facts.sentence(cue);
    let place = u32::from(cue == sentence.start) + 2 * u32::from(cue + 2 >= sentence.end);
    add(0, 0, 0, 0);
    add(1, fact.word, 0, 0);
    add(2, stem, 0, 0);
    add(3, stem, tag, 0);
    add(4, tag, fact.relation, 0);
    add(5, fact.reporting, tag, fact.relation);
    for step in [-2isize, -1, 1, 2] {
        let other = near(step);
        let step = step as u32;
        add(6, step, other.word, 0);
        add(7, step, other.tag, tag);
        add(8, step, other.word, stem);
        add(9, step, other.tag, stem);
        add(10, step, other.word, fact.reporting);
    }
    add(11, near(-1).tag, near(1).tag, fact.reporting);
    add(12, near(1).tag, near(2).tag, fact.reporting);
    add(13, near(1).word, near(2).word, tag);
    add(14, near(-2).tag, near(-1).tag, fact.reporting);
    add(15, head.stem, fact.relation, 0);
    add(16, head.tag, fact.relation, fact.reporting);
    add(17, head.reporting, fact.relation, fact.reporting);
    let mut children = fact.children;
    while children != 0 {
        let relation = children.trailing_zeros();
        children &= children - 1;
        add(18, relation, tag, 0);
        add(19, relation, stem, 0);
        add(20, relation, fact.reporting, fact.relation);
    }
    add(21, subject.word, fact.reporting, 0);
    add(22, subject.name, subject.tag, fact.reporting);
    add(23, subject.stem, stem, 0);
    add(24, subject.name, subject.tag, stem);
    add(25, object.stem, stem, 0);
    add(26, object.tag, object.name, fact.reporting);
    add(27, object.word, fact.reporting, 0);
    let quotes = quotation_pattern(facts, cue);
    add(28, quotes, fact.reporting, 0);
    add(29, quotes, stem, 0);
    add(30, quotes, tag, fact.relation);
    add(31, place, fact.reporting, tag);
    add(32, place, stem, 0);
    add(33, bucket(sentence.len()), fact.reporting, 0);
    add(34, u32::from(fact.passage > 0), fact.reporting, subject.word);
    let suffix =
        facts.word(cue).char_indices().rev().nth(2).map_or("", |(at, _)| facts.word(cue).get(at..).unwrap_or(""));
    add(35, hash_word(suffix), tag, 0);
    add(36, fact.relation, near(1).tag, near(-1).tag);
}

/// How quotation marks stand around a cue: inside one, right before, right after, elsewhere in the sentence.
pub fn quotation_pattern(facts: &Facts, cue: usize) -> u32 {
    let sentence = facts.sentence(cue);
    let fact = facts.at(cue);
    if fact.passage > 0 {
        return 1 + u32::from(fact.opens) + 2 * u32::from(fact.closes);
    }
    let before = (sentence.start..cue)
        .rev()
        .find(|token| facts.at(*token).closes)
        .map_or(0, |at| if cue - at < 8 { 2 } else { 1 });
    let after =
        (cue..sentence.end).find(|token| facts.at(*token).opens).map_or(0, |at| if at - cue < 4 { 2 } else { 1 });
    8 + before + 3 * after
}
