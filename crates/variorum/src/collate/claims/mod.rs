//! Claims: what at least two articles say, in the words of one of them.
//!
//! A claim is quoted as a whole clause with its subject. Every other witness makes it with the same predicate, of the same
//! parties; [`happenings`] are claims that something took place, which a witness also makes by speaking of it
//! ("his call with her").

mod choose;
mod details;
mod happenings;
mod matching;

use super::clauses::{self, Clause};
use super::events::EventMention;
use super::finding::Claim;
use super::limits;
use super::meaning::Meanings;
use super::propositions::SentenceIndex;
use super::scene::Scene;
use crate::text::Anchor;
use matching::Matcher;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A clause with those that make the same claim.
struct Candidate {
    clause: Clause,
    /// By account: the sentence and the passage of it.
    witnesses: BTreeMap<usize, (usize, Anchor)>,
    why: String,
}

/// The claims of a story, most independent texts first.
pub fn claims(scene: &Scene, events: &[EventMention], index: &SentenceIndex) -> Vec<Claim> {
    if scene.accounts.len() < 2 {
        return Vec::new();
    }
    let meanings = Meanings::of(scene, &groups(scene, events));
    let mut matcher = Matcher::new(scene, &meanings);
    let clauses = clauses::clauses(scene);
    let mut candidates = happenings::candidates(scene, &meanings, events, &clauses);
    // Clauses of one predicate are looked for one after the other: where it stands is found once for all of them.
    let mut order: Vec<usize> = (0..clauses.len()).collect();
    order.sort_by_cached_key(|number| clauses.get(*number).and_then(|clause| matcher.predicate(clause)));
    let mut found: Vec<(usize, Candidate)> = Vec::new();
    for number in order {
        let Some(clause) = clauses.get(number) else { continue };
        found.extend(candidate(scene, &mut matcher, index, clause).map(|candidate| (number, candidate)));
    }
    found.sort_by_key(|(number, _)| *number);
    candidates.extend(found.into_iter().map(|(_, candidate)| candidate));
    choose::choose(scene, candidates)
}

/// A clause with the passages of other accounts that make its claim.
fn candidate<'s>(
    scene: &'s Scene,
    matcher: &mut Matcher<'s, '_>,
    index: &SentenceIndex,
    clause: &'s Clause,
) -> Option<Candidate> {
    let account = scene.accounts.get(clause.account)?;
    let predicate = matcher.predicate(clause)?;
    let words = scene.vocabulary.known(clause.anchor.of(account.text()));
    let mut looked_at: BTreeMap<usize, usize> = BTreeMap::new();
    let mut places = index.candidates(scene, clause.account, &words, &limits::CLAUSE_SENTENCES);
    let most = scene.bounds.limits.clause_sentences_of_one;
    places.retain(|(position, sentence)| {
        let count = looked_at.entry(*position).or_default();
        *count += 1;
        *count <= most && matcher.may_have(predicate, *position, *sentence)
    });
    scene.bounds.cut(&limits::CLAUSE_SENTENCES_OF_ONE, usize::from(looked_at.values().any(|count| *count > most)));
    if places.is_empty() {
        return None;
    }
    let wanted = matcher.read(clause)?;
    let mut witnesses = BTreeMap::from([(clause.account, (clause.sentence, clause.anchor))]);
    let mut predicates = BTreeSet::from([word(scene, clause.account, clause.predicate)?]);
    let mut best: BTreeMap<usize, f32> = BTreeMap::new();
    for (position, sentence) in places {
        if let Some(found) = matcher.find(&wanted, position, sentence)
            && best.get(&position).is_none_or(|held| *held < found.covered)
        {
            best.insert(position, found.covered);
            witnesses.insert(position, (sentence, found.anchor));
            predicates.insert(found.predicate.of(scene.accounts.get(position)?.text()).to_string());
        }
    }
    if witnesses.len() < 2 {
        return None;
    }
    let predicates: Vec<String> = predicates.iter().map(|word| format!("“{word}”")).collect();
    let why = format!(
        "{} articles say it: the same predicate ({}) of the same parties; denial, figures and days agree",
        witnesses.len(),
        predicates.join(", ")
    );
    Some(Candidate { clause: clause.clone(), witnesses, why })
}

fn word(scene: &Scene, account: usize, token: usize) -> Option<String> {
    let account = scene.accounts.get(account)?;
    Some(account.analysis.layout.tokens.get(token)?.of(account.text()).to_string())
}

/// What "the two leaders" and "they" stand for: the two who take part in the event named last before, in the same
/// sentence for the pronoun.
fn groups(scene: &Scene, events: &[EventMention]) -> HashMap<(usize, usize), BTreeSet<usize>> {
    let mut groups = HashMap::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let layout = &account.analysis.layout;
        let syntax = &account.analysis.reading.syntax;
        // The mentions of a story stand in the order of its accounts.
        let first = events.partition_point(|event| event.account < position);
        let own = events.get(first..).unwrap_or_default().iter().take_while(|event| event.account == position);
        let pairs: Vec<&EventMention> = own.filter(|event| event.participants.len() == 2).collect();
        for (number, sentence) in layout.sentences.iter().enumerate() {
            for token in sentence.tokens.clone() {
                let text = layout.tokens.get(token).map_or("", |word| word.of(account.text()));
                let pronoun = text == "they" && syntax.relation(token).is("nsubj");
                let office = syntax.tag(token).name() == "NNS"
                    && super::references::is_office(account.lemma(token))
                    && is_definite_pair(account, token);
                if !pronoun && !office {
                    continue;
                }
                let near = |event: &&&EventMention| {
                    let same = event.sentence == number && (office || event.token < token);
                    same || office && event.token < token
                };
                if let Some(pair) = pairs.iter().rev().find(near) {
                    groups.insert((position, token), pair.participants.clone());
                }
            }
        }
    }
    groups
}

/// Whether a plural noun means the pair spoken of: "the two leaders", "both presidents", "the presidents".
fn is_definite_pair(account: &super::scene::Account, noun: usize) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let words: Vec<String> = syntax
        .children(noun)
        .filter_map(|child| account.analysis.layout.tokens.get(child))
        .map(|word| word.of(account.text()).to_lowercase())
        .collect();
    let determined = words.iter().all(|word| matches!(word.as_str(), "the" | "two" | "both"));
    determined && !words.is_empty()
}
