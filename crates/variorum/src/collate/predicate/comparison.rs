//! What two frames share and where they part, asked one question at a time.

use super::filler::{Filler, Sameness, Scope, best, sameness};
use super::frame::Frame;
use crate::collate::align::{Kinship, kinship};
use crate::collate::scene::{Account, Scene};
use crate::collate::words::{stem, words_of};
use crate::language::quantities::Relation;
use crate::language::{EntityKind, Quantity};
use std::collections::BTreeSet;

/// The head of what a clause says somebody is.
pub fn complement(frame: &Frame) -> Option<&str> {
    frame.patients.first().map(|filler| filler.head.as_str())
}

pub fn predicates(a: &Frame, b: &Frame) -> String {
    if a.lemma == b.lemma {
        a.lemma.clone()
    } else {
        format!("{} / {}", a.lemma.clone().min(b.lemma.clone()), a.lemma.clone().max(b.lemma.clone()))
    }
}

/// Whether what both name tells more than a common noun: a name, or a noun that is described.
pub fn is_telling(a: &[Filler], b: &[Filler]) -> bool {
    let telling = |filler: &Filler| filler.entity.is_some() || filler.words.len() >= 2;
    a.iter().any(telling) && b.iter().any(telling)
}

/// How many adjuncts of two frames are the same.
pub fn shared_adjuncts(scene: &Scene, a: &Frame, b: &Frame) -> usize {
    let alike = |(case, filler): &&(String, Filler)| {
        b.adjuncts.iter().any(|(other, held)| case == other && sameness(scene, filler, held) == Sameness::Same)
    };
    a.adjuncts.iter().filter(alike).count()
}

/// Whether the frame with fewer adjuncts says nothing that the other leaves out.
pub fn best_of_adjuncts(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    shared_adjuncts(scene, a, b) >= a.adjuncts.len().min(b.adjuncts.len())
}

/// Whether all that narrows the denied clause also stands in the other: "did not call before the meeting" does not
/// deny "called".
pub fn is_covered(scene: &Scene, denied: &Frame, other: &Frame) -> bool {
    let adjuncts = denied
        .adjuncts
        .iter()
        .all(|(_, filler)| other.adjuncts.iter().any(|(_, held)| sameness(scene, filler, held) == Sameness::Same));
    let closer = denied.patients.iter().all(|filler| {
        other
            .patients
            .iter()
            .any(|held| filler.entity.is_some() && filler.entity == held.entity || filler.words.is_subset(&held.words))
    });
    adjuncts
        && closer
        && (denied.day.is_none() || denied.day == other.day)
        && denied.narrowing.is_subset(&other.narrowing)
        && denied.quantities.is_empty()
}

/// Whether no two places that the frames name are surely two places.
pub fn places_meet(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    a.adjuncts.iter().all(|(case, filler)| {
        b.adjuncts.iter().all(|(other, held)| case != other || sameness(scene, filler, held) != Sameness::Other)
    })
}

/// Whether two outcomes reach the same part of a thing: "keep all five" and "close two" do, "keep three" and "close
/// two" do not.
pub fn parts_meet(a: &Frame, b: &Frame) -> bool {
    let scope = |frame: &Frame| frame.patients.iter().map(|filler| filler.scope).find(|scope| *scope != Scope::Plain);
    let plural = a.patients.iter().chain(&b.patients).any(|filler| filler.plural);
    match (scope(a), scope(b)) {
        (Some(Scope::Nothing), _) | (_, Some(Scope::Nothing)) => false,
        (Some(Scope::All), _) | (_, Some(Scope::All)) => true,
        (Some(Scope::Part), _) | (_, Some(Scope::Part)) => false,
        _ => !plural || a.patients.iter().zip(&b.patients).all(|(x, y)| x.words == y.words && x.words.len() >= 2),
    }
}

/// Whether what two clauses say somebody is reaches as far: "worse off under her" and "better off than last year",
/// "able to pay" and "unable to vote" speak of two things.
pub fn same_extent(a: &Frame, b: &Frame) -> bool {
    let beside = |frame: &Frame| -> BTreeSet<String> {
        frame.adjuncts.iter().flat_map(|(_, filler)| filler.words.iter().cloned()).collect()
    };
    beside(a) == beside(b) && a.narrowing == b.narrowing
}

/// Whether only one can win what two clauses name: a whole name or the same words, and no place, which is won again and
/// again by one of each party.
pub fn is_one_prize(one: &Filler, other: &Filler) -> bool {
    let place = |filler: &Filler| filler.kind == Some(EntityKind::Place);
    one.words == other.words && !place(one) && !place(other)
}

/// Whether no clause says what for, or both say the same: "won the nomination for the seat of Helmsby".
pub fn same_purpose(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    let aims = |frame: &Frame| frame.adjuncts.iter().filter(|(case, _)| case == "for").cloned().collect::<Vec<_>>();
    let (first, second) = (aims(a), aims(b));
    first.len() == second.len()
        && first.iter().all(|(_, one)| second.iter().any(|(_, other)| sameness(scene, one, other) == Sameness::Same))
}

/// Why what two clauses say somebody is excludes each other, if it does: "dead" / "alive".
pub fn excluded_complements(a: &Frame, b: &Frame) -> Option<String> {
    let (x, y) = (a.patients.first()?, b.patients.first()?);
    if x.name || y.name || x.scope != y.scope {
        return None;
    }
    let alike = x.words.symmetric_difference(&y.words).count();
    match kinship(&x.head, &y.head) {
        Kinship::Antonym if alike <= 2 => Some(format!(
            "{} / {} are opposites",
            x.head.clone().min(y.head.clone()),
            x.head.clone().max(y.head.clone())
        )),
        Kinship::Exclusive(kind) if alike <= 2 => Some(format!(
            "{} / {}: one {kind} excludes the other",
            x.head.clone().min(y.head.clone()),
            x.head.clone().max(y.head.clone())
        )),
        _ => None,
    }
}

/// The one quantity of each frame that counts the same, where the two exclude each other.
pub fn number_apart<'s>(scene: &'s Scene, a: &Frame, b: &Frame) -> Option<(&'s Quantity, &'s Quantity)> {
    let quantities = |frame: &Frame| -> Vec<&'s Quantity> {
        let reading = scene.accounts.get(frame.account).map(|account| &account.analysis.reading.quantities);
        frame.quantities.iter().filter_map(|index| reading?.get(*index)).collect()
    };
    let (first, second) = (quantities(a), quantities(b));
    let ([x], [y]) = (first.as_slice(), second.as_slice()) else { return None };
    let counted = |frame: &Frame, quantity: &Quantity| {
        let account = scene.accounts.get(frame.account)?;
        let words = words_of(quantity.counted?.of(account.text()));
        words.last().map(|noun| stem(noun))
    };
    let same = |quantity: &Quantity, frame: &Frame, other: &Quantity, beside: &Frame| {
        quantity.unit == other.unit
            && counted(frame, quantity) == counted(beside, other)
            && quantity.status == other.status
    };
    // Gate G7: where one article also gives the value of the other, it is most often that of another instance.
    let carries = |frame: &Frame, other: &Quantity, beside: &Frame| {
        if frame.apportioned {
            return false;
        }
        let account = scene.accounts.get(frame.account);
        account.into_iter().flat_map(|account| &account.analysis.reading.quantities).any(|held| {
            same(held, frame, other, beside)
                && held.relation(other).is_some_and(|relation| relation != Relation::Disjoint)
        })
    };
    let comparable = same(x, a, y, b) && x.approximation == y.approximation;
    // "plus-or-minus 4 points" is no other margin than "4 points".
    let one_size = x.stated.zip(y.stated).is_some_and(|(x, y)| x.abs() == y.abs());
    let apart =
        comparable && !one_size && x.relation(y) == Some(Relation::Disjoint) && !carries(a, y, b) && !carries(b, x, a);
    apart.then_some((*x, *y))
}

/// Whether both frames give one and the same day.
pub fn is_one_day(a: &Frame, b: &Frame) -> bool {
    let resolved = matches!((a.day, b.day), (Some(x), Some(y)) if x == y && x.0 == x.1);
    // "10 August" of two accounts of one story is one day, also where the year is not known.
    let written = a.date.is_some() && a.date == b.date && a.date.as_deref().is_some_and(is_day_of_the_year);
    resolved || written
}

/// Whether a calendar value gives month and day: "XXXX-08-10".
fn is_day_of_the_year(value: &str) -> bool {
    let mut parts = value.split('-').skip(1);
    let digits =
        |part: Option<&str>| part.is_some_and(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit()));
    digits(parts.next()) && digits(parts.next()) && parts.next().is_none()
}

/// Whether both frames tell one happening: the same do it to the same, or those who do it together are the same two.
pub fn is_one_happening(scene: &Scene, a: &Frame, b: &Frame, mutual: bool) -> bool {
    if mutual {
        let parties = |frame: &Frame| -> BTreeSet<usize> {
            frame.agents.iter().chain(&frame.patients).filter_map(|filler| filler.entity).collect()
        };
        return parties(a).intersection(&parties(b)).count() >= 2;
    }
    let same = |a: &[Filler], b: &[Filler]| best(scene, a, b) == Some(Sameness::Same);
    let agents = same(&a.agents, &b.agents) || a.agents.is_empty() && b.agents.is_empty();
    let patients = same(&a.patients, &b.patients) || a.patients.is_empty() && b.patients.is_empty();
    let telling = is_telling(&a.agents, &b.agents) || is_telling(&a.patients, &b.patients);
    agents && patients && telling
}

/// The only place that a frame gives for what it tells.
pub fn only_place(frame: &Frame) -> Option<&Filler> {
    let mut places = frame.adjuncts.iter().filter(|(case, filler)| {
        matches!(case.as_str(), "in" | "at" | "near") && filler.kind == Some(EntityKind::Place) && filler.name
    });
    let (_, only) = places.next()?;
    places.next().is_none().then_some(only)
}

/// The name of a place as its account prints it.
pub fn place_name<'s>(scene: &'s Scene, frame: &Frame, place: &Filler) -> &'s str {
    let known = place.entity.and_then(|entity| scene.who.known(entity));
    let printed = || scene.accounts.get(frame.account).map_or("", |account| place.anchor.of(&account.article.text));
    known.map_or_else(printed, |known| known.name.as_str())
}

/// Whether two amounts that stand where a thing would are the same: "earned $3 million" and "lost $5 million" may be two
/// results.
pub fn amounts_meet(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    let bare =
        |frame: &Frame| frame.patients.iter().any(|filler| !filler.head.contains(char::is_alphabetic) && !filler.name);
    if !bare(a) || !bare(b) {
        return true;
    }
    let quantities = |frame: &Frame| -> Vec<&Quantity> {
        let reading = scene.accounts.get(frame.account).map(|account| &account.analysis.reading.quantities);
        frame.quantities.iter().filter_map(|index| reading?.get(*index)).collect()
    };
    let (first, second) = (quantities(a), quantities(b));
    first.iter().any(|x| second.iter().any(|y| x.unit == y.unit && x.stated.is_some() && x.stated == y.stated))
}

/// Whether what is done to is one thing, since each article knows one of its kind only and one describes it in words that
/// the other has beside it: "a pro-women amendment", "an amendment that would allow women to vote".
pub fn is_one_of_its_kind(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    let ([x], [y]) = (a.patients.as_slice(), b.patients.as_slice()) else { return false };
    let common =
        |filler: &Filler| !filler.name && !filler.plural && !filler.head.is_empty() && filler.scope == Scope::Plain;
    if !common(x) || !common(y) || x.head != y.head {
        return false;
    }
    let only = |frame: &Frame, filler: &Filler| {
        scene.accounts.get(frame.account).is_some_and(|account| knows_one(account, filler))
    };
    let head = stem(&x.head);
    let described = |one: &Filler, other: &Frame| {
        let text = scene.accounts.get(other.account).map_or("", |account| other.anchor.of(&account.article.text));
        let beside: BTreeSet<String> = words_of(text).iter().flat_map(|word| word.split('-')).map(stem).collect();
        one.words
            .iter()
            .flat_map(|word| word.split('-'))
            .any(|word| word != head && beside.contains(stem(word).as_str()))
    };
    only(a, x) && only(b, y) && (described(x, b) || described(y, a))
}

/// Whether an article has a noun in the singular alone, and never with a word for another of its kind.
fn knows_one(account: &Account, filler: &Filler) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let mut mentions = mentions_of(account, &filler.head);
    mentions.all(|token| syntax.tag(token).name() == "NN") && !knows_another(account, filler)
}

/// Whether an article speaks of another of the kind of what is done to: "another amendment".
pub fn is_one_of_several(scene: &Scene, frame: &Frame) -> bool {
    let account = scene.accounts.get(frame.account);
    frame.patients.iter().any(|filler| !filler.name && account.is_some_and(|account| knows_another(account, filler)))
}

fn knows_another(account: &Account, filler: &Filler) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let word = |token: usize| account.analysis.layout.tokens.get(token).map_or("", |anchor| anchor.of(account.text()));
    mentions_of(account, &filler.head)
        .any(|token| syntax.children(token).any(|child| matches!(word(child), "another" | "other" | "second")))
}

/// The tokens of an article that are a noun of this base form.
fn mentions_of<'a>(account: &'a Account, head: &'a str) -> impl Iterator<Item = usize> + 'a {
    let syntax = &account.analysis.reading.syntax;
    (0..account.analysis.layout.tokens.len())
        .filter(move |token| syntax.is_noun(*token) && account.lemma(*token) == head)
}
