//! Where somebody has the seat: "Chicago-based Orlo", "Orlo, which is based in Chicago", "the Dutch company Orlo".

use super::filler::{self, Filler};
use super::frame::Frame;
use super::nominal;
use crate::collate::references::country;
use crate::collate::scene::{Account, Scene};
use crate::text::lists::{self, WordSet};
use std::sync::LazyLock;

/// The predicate of all these frames.
pub const BASED_IN: &str = "be based in";

/// Words for having a seat, and nouns for bodies that an adjective of a country tells the seat of: class, word.
fn of_class(wanted: &str) -> WordSet<&'static str> {
    let words = lists::pairs(include_str!("../../../../../data/collate/bases.tsv"));
    words.filter(|(class, _)| *class == wanted).map(|(_, word)| word).collect()
}
static BASED: LazyLock<WordSet<&'static str>> = LazyLock::new(|| of_class("based"));
static SEATS: LazyLock<WordSet<&'static str>> = LazyLock::new(|| of_class("seat"));
static BODIES: LazyLock<WordSet<&'static str>> = LazyLock::new(|| of_class("body"));

/// The frames of seats of one account, in text order.
pub fn frames(scene: &Scene, position: usize, account: &Account, found: &mut Vec<Frame>) {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let text = account.text();
    for (token, anchor) in layout.tokens.iter().enumerate() {
        let word = anchor.of(text).to_lowercase();
        let pair = if BASED.contains(word.as_str()) {
            based(account, token)
        } else if SEATS.contains(word.as_str()) {
            seat(account, token)
        } else if country(anchor.of(text)).is_some_and(|country| country.itself) {
            national(account, token)
        } else {
            None
        };
        let Some((bearer, place)) = pair.filter(|_| account.is_intact_at(*anchor)) else { continue };
        let shared =
            syntax.relation(place).is("conj") || syntax.children(place).any(|part| syntax.relation(part).is("conj"));
        let named =
            |token: usize| filler::filler(scene, position, account, token).filter(|filler: &Filler| filler.name);
        let (Some(bearer), Some(place)) = (named(bearer), filler::filler(scene, position, account, place)) else {
            continue;
        };
        if !shared {
            let shown = anchor.cover(bearer.anchor).cover(place.anchor);
            found.push(nominal::frame(scene, position, shown, BASED_IN, bearer, place, Vec::new()));
        }
    }
}

/// "Chicago-based Orlo", "Orlo is based in Chicago", "Orlo, based in Chicago,": who, and where.
fn based(account: &Account, token: usize) -> Option<(usize, usize)> {
    let syntax = &account.analysis.reading.syntax;
    // "Chicago-based Orlo": the hyphen tells, wherever the parse hangs the place.
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    let place = token.checked_sub(2).filter(|place| word(place + 1) == "-" && syntax.tag(*place).is_proper_noun());
    if let Some(place) = place {
        let head = syntax.head(token).filter(|head| *head > token)?;
        return Some((name_at(account, head)?, place));
    }
    let place = syntax.children_by(token, "obl").find(|place| preposition(account, *place) == "in")?;
    let denied = syntax.children_by(token, "advmod").next().is_some();
    let subject = syntax.child_by(token, "nsubj:pass").or_else(|| syntax.child_by(token, "nsubj"));
    let bearer = subject.or_else(|| syntax.head(token).filter(|_| syntax.relation(token).name() == "acl"))?;
    (!denied).then_some((name_at(account, bearer)?, place))
}

/// "Orlo's headquarters is in Chicago", "Orlo's headquarters in Chicago".
fn seat(account: &Account, token: usize) -> Option<(usize, usize)> {
    let syntax = &account.analysis.reading.syntax;
    let bearer = syntax.child_by(token, "nmod:poss")?;
    let place = syntax
        .children_by(token, "nmod")
        .chain(syntax.head(token).filter(|_| syntax.relation(token).is("nsubj")))
        .find(|place| preposition(account, *place) == "in")?;
    let denied = syntax.children_by(place, "advmod").next().is_some();
    (!denied && syntax.tag(place).is_proper_noun()).then_some((bearer, place))
}

/// "the Dutch company Orlo", "the Dutch shopping company, Orlo", "Orlo, a Dutch company".
fn national(account: &Account, token: usize) -> Option<(usize, usize)> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let describes = syntax.relation(token).is("amod") || syntax.relation(token).is("compound");
    let head = syntax.head(token).filter(|_| describes)?;
    let beside = |noun: usize| noun > token && is_body(account, noun);
    if syntax.tag(head).is_proper_noun() {
        // "Dutch company Orlo": both hang on the name.
        let mut before = syntax.children_by(head, "compound").chain(syntax.children_by(head, "nmod:desc"));
        return before.any(beside).then_some((head, token));
    }
    layout.tokens.get(head).filter(|_| is_body(account, head))?;
    let bearer = match syntax.relation(head).is("appos") {
        true => syntax.head(head),
        false => syntax.child_by(head, "appos"),
    };
    Some((bearer.filter(|bearer| syntax.tag(*bearer).is_proper_noun())?, token))
}

fn is_body(account: &Account, token: usize) -> bool {
    let word = account.analysis.layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    BODIES.contains(word)
}

/// A name, or the name that stands beside a common noun.
fn name_at(account: &Account, token: usize) -> Option<usize> {
    let syntax = &account.analysis.reading.syntax;
    let is_name = |token: &usize| syntax.tag(*token).is_proper_noun();
    Some(token).filter(is_name).or_else(|| syntax.child_by(token, "appos").filter(is_name))
}

fn preposition<'a>(account: &Account<'a>, token: usize) -> &'a str {
    let case = account.analysis.reading.syntax.child_by(token, "case");
    let case = case.and_then(|case| account.analysis.layout.tokens.get(case));
    case.map_or("", |case| case.of(&account.article.text))
}
