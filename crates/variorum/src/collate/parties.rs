//! Parties: who says what, side by side.

use super::clauses::head_of;
use super::finding::{Evidence, Party};
use super::limits;
use super::scene::{Account, Scene};
use super::words::{Word, is_stop_word, words_of};
use crate::analyse::{Attribution, AttributionKind, QuotedPassage};
use crate::language::EntityKind;
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// What two articles have a party say is about one thing from this share of the words on, weighed by rarity.
const ONE_THING: f32 = 0.6;
/// A source of more words than this is no name of a party.
const LONGEST_SOURCE: usize = 6;
/// A passage of so many content words says something.
const LEAST_WORDS: usize = 2;

/// A party: somebody known, or a noun phrase in lower case without its article ("harbour authority").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Known(usize),
    Phrase(String),
}

/// Everybody whom at least one article has say something, those with most articles first. What several articles have a
/// party say of one thing stands together.
pub fn parties(scene: &Scene) -> Vec<Party> {
    let mut says: BTreeMap<Key, Vec<Evidence>> = BTreeMap::new();
    let mut names: BTreeMap<Key, String> = BTreeMap::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for attribution in account.analysis.attributions.iter().filter(|one| one.kind == AttributionKind::Speech) {
            let Some(passage) = passage(account, attribution).filter(|passage| account.is_intact_at(*passage)) else {
                continue;
            };
            for (key, name) in speakers(scene, position, account, attribution) {
                if let Some(evidence) = scene.evidence(position, passage, None) {
                    names.entry(key.clone()).or_insert(name);
                    says.entry(key).or_default().push(evidence);
                }
            }
        }
    }
    let mut parties: Vec<Party> = says
        .into_iter()
        .filter_map(|(key, says)| {
            Some(Party { name: names.get(&key)?.clone(), says: side_by_side(scene, outermost(&says)) })
        })
        .collect();
    let articles = |party: &Party| party.says.iter().map(|evidence| evidence.article).collect::<BTreeSet<_>>().len();
    parties.sort_by(|a, b| {
        (articles(b), b.says.len()).cmp(&(articles(a), a.says.len())).then_with(|| a.name.cmp(&b.name))
    });
    parties
}

/// Who speaks: those the source stands for, else a person it names or means by office, else the source itself where it is
/// a definite noun phrase.
fn speakers(scene: &Scene, position: usize, account: &Account, attribution: &Attribution) -> Vec<(Key, String)> {
    let known = |number: usize| Some((Key::Known(number), scene.who.known(number)?.name.clone()));
    let resolved: Vec<(Key, String)> =
        attribution.speakers.iter().filter_map(|speaker| known(scene.who.number(position, *speaker)?)).collect();
    if !resolved.is_empty() {
        return resolved;
    }
    let Some(source) = attribution.source else { return Vec::new() };
    if let Some(body) = scene.body_in(position, source) {
        return known(body).into_iter().collect();
    }
    let people: Vec<usize> = super::events::people_in(scene, position, account, source)
        .into_iter()
        .filter(|number| scene.who.known(*number).is_some_and(|known| known.kind == EntityKind::Person))
        .collect();
    if let [only] = people.as_slice() {
        return known(*only).into_iter().collect();
    }
    phrase(account, source).into_iter().collect()
}

/// A definite noun phrase as a party: "the harbour authority"; not "our reporter", "which", "estimates".
fn phrase(account: &Account, source: Anchor) -> Option<(Key, String)> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let tokens = layout.tokens_in(source);
    let first = layout.tokens.get(tokens.start)?.of(account.text()).to_lowercase();
    let nouns_only = tokens.clone().all(|token| {
        let tag = syntax.tag(token).name();
        syntax.is_noun(token) || matches!(tag, "DT" | "JJ" | "IN" | "POS" | "VBG" | "VBN")
    });
    // "The talks said"? An event speaks for nobody: the parse took the wrong words.
    let event = tokens.clone().any(|token| super::events::class_of(account, token).is_some());
    let head = !event && tokens.clone().any(|token| syntax.is_noun(token));
    let words = words_of(source.of(account.text()));
    let content: Vec<String> = words.into_iter().filter(|word| word != "the").collect();
    if first != "the" || !nouns_only || !head || content.is_empty() || content.len() > LONGEST_SOURCE {
        return None;
    }
    let name = source.of(account.text());
    let name = name.get(4..)?.trim_end_matches([',', ' ']);
    Some((Key::Phrase(content.join(" ")), name.to_string()))
}

/// The passage that shows what is said: the content where it is a clause or a quotation, else the clause with the cue
/// ("praised X for his patience"). `None` where that says nothing.
fn passage(account: &Account, attribution: &Attribution) -> Option<Anchor> {
    let text = account.text();
    let first = attribution.content.first()?;
    let content = attribution.content.iter().fold(*first, |whole, span| whole.cover(*span));
    let content = without_that(text, content)?;
    let syntax = &account.analysis.reading.syntax;
    let is_clause = account.analysis.statements.iter().any(|statement| {
        content.contains(statement.predicate)
            && head_of(account, statement).is_some_and(|head| syntax.child_by(head, "nsubj").is_some())
    });
    let telling = |anchor: Anchor| words_of(anchor.of(text)).iter().filter(|word| !is_stop_word(word)).count();
    if is_clause || quoted_words(account, content) >= QUOTED_WORDS {
        return Some(content);
    }
    // A noun phrase says nothing by itself: the words from the source on do.
    let (source, cue) = (attribution.source?, attribution.cue?);
    let whole = source.cover(cue).cover(content);
    let (sentence, _) = account.sentence_of(whole)?;
    let verb = account.analysis.layout.tokens_in(cue).any(|token| syntax.is_verb(token));
    let inside =
        account.analysis.layout.sentences.get(sentence).is_some_and(|sentence| sentence.anchor.contains(whole));
    let in_order = source.end() <= cue.start() && cue.end() <= content.start();
    let adjacent =
        cue.start().saturating_sub(source.end()) <= NEAR && content.start().saturating_sub(cue.end()) <= NEAR;
    (verb && inside && in_order && adjacent && telling(content) >= LEAST_WORDS).then_some(whole)
}

/// A quotation of so many words is a passage of its own.
const QUOTED_WORDS: usize = 4;
/// Bytes between source, cue and content at most, where they make one clause.
const NEAR: usize = 20;

/// The words of the longest quotation that makes up most of a passage.
fn quoted_words(account: &Account, passage: Anchor) -> usize {
    let most = |quoted: &&QuotedPassage| quoted.anchor.length() * 10 >= passage.length() * 7;
    let quoted = account.analysis.quoted.iter().filter(|quoted| passage.overlaps(quoted.anchor)).filter(most);
    quoted.map(|quoted| words_of(quoted.inner.of(account.text())).len()).max().unwrap_or(0)
}

/// A passage without the conjunction that joins it to its cue.
fn without_that(text: &str, passage: Anchor) -> Option<Anchor> {
    match passage.of(text).strip_prefix("that ") {
        Some(rest) => Anchor::trimmed(text, passage.end() - rest.len(), passage.end()),
        None => Some(passage),
    }
}

/// The passages that stand in no other: what is nested in a longer passage of the same party is said there.
fn outermost(says: &[Evidence]) -> Vec<Evidence> {
    let inside = |inner: &Evidence, outer: &Evidence| {
        inner.article == outer.article && inner.anchor != outer.anchor && outer.anchor.contains(inner.anchor)
    };
    // The passages of one article stand together.
    let articles = says.chunk_by(|one, other| one.article == other.article);
    let mut kept: Vec<Evidence> = articles
        .flat_map(|says| says.iter().filter(|one| !says.iter().any(|other| inside(one, other))))
        .cloned()
        .collect();
    kept.dedup_by(|a, b| a.article == b.article && a.anchor == b.anchor);
    kept
}

/// Puts together what several articles have a party say of one thing; such groups first, the rest in reading order.
fn side_by_side(scene: &Scene, says: Vec<Evidence>) -> Vec<Evidence> {
    let words: Vec<Vec<Word>> = says
        .iter()
        .map(|evidence| {
            let account = scene.position_of(evidence.article).and_then(|position| scene.accounts.get(position));
            account.map(|account| scene.vocabulary.known(evidence.anchor.of(account.text()))).unwrap_or_default()
        })
        .collect();
    let mut group: Vec<usize> = (0..says.len()).collect();
    let most = scene.bounds.limits.party_passages;
    scene.bounds.cut(&limits::PARTY_PASSAGES, usize::from(says.len() > most.saturating_add(1)));
    for later in 0..says.len() {
        let alike = (later.saturating_sub(most)..later).find(|earlier| {
            let (a, b) =
                (words.get(*earlier).map_or(&[][..], Vec::as_slice), words.get(later).map_or(&[][..], Vec::as_slice));
            let elsewhere = says.get(*earlier).map(|one| one.article) != says.get(later).map(|one| one.article);
            elsewhere
                && a.len().min(b.len()) >= LEAST_WORDS
                && (scene.covers(a, b) >= ONE_THING || scene.covers(b, a) >= ONE_THING)
        });
        if let Some(earlier) = alike {
            group[later] = group[earlier];
        }
    }
    let mut sizes = vec![0; says.len()];
    group.iter().for_each(|number| sizes[*number] += 1);
    let mut order: Vec<usize> = (0..says.len()).collect();
    order.sort_by_key(|index| (sizes[group[*index]] < 2, group[*index], *index));
    order.into_iter().filter_map(|index| says.get(index).cloned()).collect()
}
