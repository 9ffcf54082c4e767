//! What sets two frames of one predicate apart, if both cannot be right.

use super::filler::{Filler, Sameness, Scope, best, sameness};
use super::frame::Frame;
use crate::collate::align::{Kinship, kinship};
use crate::collate::scene::Scene;
use crate::language::quantities::Relation;
use crate::language::{Factuality, Quantity};
use crate::text::{Anchor, lists};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How two predicates stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Same,
    Synonym,
    /// Two outcomes that exclude each other: pass, reject
    Opposed,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Negation,
    Antonym,
    Role,
    Number,
    Person,
    Status,
}

/// One difference between two frames, the sides in the order in which they are shown.
pub struct Difference {
    pub kind: Kind,
    /// Whether the second frame belongs on the first side.
    pub swapped: bool,
    pub first: Anchor,
    pub second: Anchor,
    pub because: String,
}

static OPPOSED: LazyLock<BTreeSet<(&'static str, &'static str)>> = LazyLock::new(|| {
    let pairs = lists::pairs(include_str!("../../../../../data/collate/opposed_predicates.tsv"));
    pairs.map(|(a, b)| (a.min(b), a.max(b))).collect()
});
/// Predicates that hold both ways: "met", "married".
static MUTUAL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("mutual"));
/// Predicates that say too little by themselves to be compared.
static LIGHT: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("light"));
/// Predicates of which there is one doer: "won", "founded".
static SINGLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("single"));

/// The predicates of one class of `data/collate/predicate_classes.tsv`.
pub fn of_class(wanted: &str) -> BTreeSet<&'static str> {
    let pairs = lists::pairs(include_str!("../../../../../data/collate/predicate_classes.tsv"));
    pairs.filter(|(class, _)| *class == wanted).map(|(_, verb)| verb).collect()
}

/// How two predicates stand to each other; `None` where nothing ties them.
pub fn tie(a: &str, b: &str) -> Option<Tie> {
    if a == b {
        return Some(Tie::Same);
    }
    if OPPOSED.contains(&(a.min(b), a.max(b))) {
        return Some(Tie::Opposed);
    }
    let comparable = !LIGHT.contains(a) && !LIGHT.contains(b) && !a.contains(' ') && !b.contains(' ');
    (comparable && kinship(a, b) == Kinship::Synonym).then_some(Tie::Synonym)
}

/// What sets `a` and `b` apart. `tie` is how their predicates stand to each other.
pub fn difference(scene: &Scene, tie: Tie, a: &Frame, b: &Frame) -> Option<Difference> {
    if a.account == b.account && (a.said_by == b.said_by || a.said_by.is_none() || b.said_by.is_none()) {
        return None;
    }
    let agent = best(scene, &a.agents, &b.agents);
    let patient = best(scene, &a.patients, &b.patients);
    let days_apart = matches!((a.day, b.day), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0);
    let found =
        |kind, swapped, because: String| Difference { kind, swapped, first: a.anchor, second: b.anchor, because };
    let same = Some(Sameness::Same);
    // "will not accept" stands against "accepts": what is so in general holds for the time to come.
    let refused = |denied: &Frame, other: &Frame| {
        !denied.positive && denied.factuality == Factuality::Planned && other.positive && !other.past
    };
    let same_level = a.factuality == b.factuality || refused(a, b) || refused(b, a);
    let whole = |fillers: &[Filler]| fillers.iter().all(|filler| filler.scope != Scope::Part);
    let core = (agent == same && patient == same)
        || (agent == same && a.patients.is_empty() && b.patients.is_empty() && shared_adjuncts(scene, a, b) > 0)
        || (patient == same && a.agents.is_empty() != b.agents.is_empty() && is_telling(&a.patients, &b.patients));
    if !days_apart && core && same_level && places_meet(scene, a, b) {
        let (denied, other) = if a.positive { (b, a) } else { (a, b) };
        // A light verb is told by what stands beside it, and that must tell something.
        let light = LIGHT.contains(a.lemma.as_str());
        let telling = patient == same && is_telling(&a.agents, &b.agents) && is_telling(&a.patients, &b.patients);
        let comparable = tie != Tie::Opposed && (!light || telling);
        if comparable
            && a.positive != b.positive
            && is_covered(scene, denied, other)
            && whole(&denied.agents)
            && whole(&denied.patients)
        {
            let because = format!(
                "the same is said of the same, affirmed on one side and denied on the other: {}",
                predicates(a, b)
            );
            return Some(found(Kind::Negation, !a.positive, because));
        }
        if tie == Tie::Opposed && a.positive && b.positive && parts_meet(a, b) {
            let because = format!("two outcomes of one thing that exclude each other: {}", predicates(a, b));
            return Some(found(Kind::Antonym, a.lemma > b.lemma, because));
        }
        if tie == Tie::Same
            && a.positive
            && b.positive
            && let Some((x, y)) = number_apart(scene, a, b)
            && best_of_adjuncts(scene, a, b)
        {
            let because =
                format!("the same predicate of the same ({}) with two values that exclude each other", a.lemma);
            return Some(Difference {
                kind: Kind::Number,
                swapped: x.low > y.low,
                first: x.anchor,
                second: y.anchor,
                because,
            });
        }
    }
    let affirmed = a.positive && b.positive;
    if a.lemma == "be"
        && b.lemma == "be"
        && affirmed
        && same_level
        && agent == same
        && !days_apart
        && let Some(because) = excluded_complements(a, b)
    {
        return Some(found(Kind::Antonym, complement(a) > complement(b), because));
    }
    if tie == Tie::Opposed || !affirmed {
        return None;
    }
    let named = |fillers: &[Filler]| fillers.iter().all(|filler| filler.name) && fillers.len() == 1;
    if tie == Tie::Same
        && a.factuality == Factuality::Asserted
        && same_level
        && [&a.agents, &a.patients, &b.agents, &b.patients].into_iter().all(|side| named(side))
        && best(scene, &a.agents, &b.patients) == same
        && best(scene, &a.patients, &b.agents) == same
        && agent != same
        && !MUTUAL.contains(a.lemma.as_str())
        && !LIGHT.contains(a.lemma.as_str())
        && !days_apart
    {
        let because = format!("who does it to whom is turned round: {}", a.lemma);
        return Some(found(
            Kind::Role,
            a.agents.first().map(|one| one.entity) > b.agents.first().map(|one| one.entity),
            because,
        ));
    }
    let both_done = a.factuality == Factuality::Asserted && same_level;
    if both_done
        && SINGLE.contains(a.lemma.as_str())
        && tie == Tie::Same
        && patient == same
        && !days_apart
        && is_telling(&a.patients, &b.patients)
        && let ([x], [y]) = (a.agents.as_slice(), b.agents.as_slice())
        && sameness(scene, x, y) == Sameness::Other
        && x.name
        && y.name
    {
        let because = format!("only one can have done it, and two are named: {}", a.lemma);
        return Some(Difference {
            kind: Kind::Person,
            swapped: x.entity > y.entity,
            first: x.anchor,
            second: y.anchor,
            because,
        });
    }
    if tie == Tie::Same
        && agent == same
        && patient == same
        && is_telling(&a.patients, &b.patients)
        && !LIGHT.contains(a.lemma.as_str())
    {
        let planned = |frame: &Frame| frame.factuality == Factuality::Planned;
        let done = |frame: &Frame| frame.factuality == Factuality::Asserted && frame.past;
        if planned(a) && done(b) || planned(b) && done(a) {
            return Some(found(
                Kind::Status,
                planned(b),
                format!("planned on one side, done on the other: {}", a.lemma),
            ));
        }
    }
    None
}

/// The head of what a clause says somebody is.
fn complement(frame: &Frame) -> Option<&str> {
    frame.patients.first().map(|filler| filler.head.as_str())
}

fn predicates(a: &Frame, b: &Frame) -> String {
    if a.lemma == b.lemma {
        a.lemma.clone()
    } else {
        format!("{} / {}", a.lemma.clone().min(b.lemma.clone()), a.lemma.clone().max(b.lemma.clone()))
    }
}

/// Whether what both name tells more than a common noun: a name, or a noun that is described.
fn is_telling(a: &[Filler], b: &[Filler]) -> bool {
    let telling = |filler: &Filler| filler.entity.is_some() || filler.words.len() >= 2;
    a.iter().any(telling) && b.iter().any(telling)
}

/// How many adjuncts of two frames are the same.
fn shared_adjuncts(scene: &Scene, a: &Frame, b: &Frame) -> usize {
    let alike = |(case, filler): &&(String, Filler)| {
        b.adjuncts.iter().any(|(other, held)| case == other && sameness(scene, filler, held) == Sameness::Same)
    };
    a.adjuncts.iter().filter(alike).count()
}

/// Whether the frame with fewer adjuncts says nothing that the other leaves out.
fn best_of_adjuncts(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    shared_adjuncts(scene, a, b) >= a.adjuncts.len().min(b.adjuncts.len())
}

/// Whether all that narrows the denied clause also stands in the other: "did not call before the meeting" does not
/// deny "called".
fn is_covered(scene: &Scene, denied: &Frame, other: &Frame) -> bool {
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
fn places_meet(scene: &Scene, a: &Frame, b: &Frame) -> bool {
    a.adjuncts.iter().all(|(case, filler)| {
        b.adjuncts.iter().all(|(other, held)| case != other || sameness(scene, filler, held) != Sameness::Other)
    })
}

/// Whether two outcomes reach the same part of a thing: "keep all five" and "close two" do, "keep three" and "close
/// two" do not.
fn parts_meet(a: &Frame, b: &Frame) -> bool {
    let scope = |frame: &Frame| frame.patients.iter().map(|filler| filler.scope).find(|scope| *scope != Scope::Plain);
    let plural = a.patients.iter().chain(&b.patients).any(|filler| filler.plural);
    match (scope(a), scope(b)) {
        (Some(Scope::Nothing), _) | (_, Some(Scope::Nothing)) => false,
        (Some(Scope::All), _) | (_, Some(Scope::All)) => true,
        (Some(Scope::Part), _) | (_, Some(Scope::Part)) => false,
        _ => !plural || a.patients.iter().zip(&b.patients).all(|(x, y)| x.words == y.words && x.words.len() >= 2),
    }
}

/// Why what two clauses say somebody is excludes each other, if it does: "dead" / "alive".
fn excluded_complements(a: &Frame, b: &Frame) -> Option<String> {
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
fn number_apart<'s>(scene: &'s Scene, a: &Frame, b: &Frame) -> Option<(&'s Quantity, &'s Quantity)> {
    let quantities = |frame: &Frame| -> Vec<&'s Quantity> {
        let reading = scene.accounts.get(frame.account).map(|account| &account.analysis.reading.quantities);
        frame.quantities.iter().filter_map(|index| reading?.get(*index)).collect()
    };
    let (first, second) = (quantities(a), quantities(b));
    let ([x], [y]) = (first.as_slice(), second.as_slice()) else { return None };
    let counted = |frame: &Frame, quantity: &Quantity| {
        let account = scene.accounts.get(frame.account)?;
        let words = crate::collate::words::words_of(quantity.counted?.of(account.text()));
        words.last().map(|noun| crate::collate::words::stem(noun))
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
    let apart = comparable && x.relation(y) == Some(Relation::Disjoint) && !carries(a, y, b) && !carries(b, x, a);
    apart.then_some((*x, *y))
}
