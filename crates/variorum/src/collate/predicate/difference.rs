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
    let pair = Pair::of(scene, tie, a, b);
    pair.negation()
        .or_else(|| pair.outcomes())
        .or_else(|| pair.number())
        .or_else(|| pair.complements())
        .or_else(|| pair.role())
        .or_else(|| pair.person())
        .or_else(|| pair.status())
}

/// Two frames side by side, with what each kind of difference asks of them.
struct Pair<'p> {
    scene: &'p Scene<'p>,
    tie: Tie,
    a: &'p Frame,
    b: &'p Frame,
    same_agent: bool,
    same_patient: bool,
    /// Both told or both planned, or a refusal beside what is so in general.
    same_level: bool,
    days_meet: bool,
    /// The same is said of the same, on one level, on no other day and in no other place.
    same_matter: bool,
}

impl<'p> Pair<'p> {
    fn of(scene: &'p Scene<'p>, tie: Tie, a: &'p Frame, b: &'p Frame) -> Pair<'p> {
        let same = Some(Sameness::Same);
        let same_agent = best(scene, &a.agents, &b.agents) == same;
        let same_patient = best(scene, &a.patients, &b.patients) == same;
        // "will not accept" stands against "accepts": what is so in general holds for the time to come.
        let refused = |denied: &Frame, other: &Frame| {
            !denied.positive && denied.factuality == Factuality::Planned && other.positive && !other.past
        };
        let same_level = a.factuality == b.factuality || refused(a, b) || refused(b, a);
        let days_meet = !matches!((a.day, b.day), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0);
        let no_patients = a.patients.is_empty() && b.patients.is_empty();
        let one_agent = a.agents.is_empty() || b.agents.is_empty();
        let core = same_agent && same_patient
            || same_agent && no_patients && shared_adjuncts(scene, a, b) > 0
            || same_patient && one_agent && is_telling(&a.patients, &b.patients);
        let same_matter = core && same_level && days_meet && places_meet(scene, a, b);
        Pair { scene, tie, a, b, same_agent, same_patient, same_level, days_meet, same_matter }
    }

    /// The difference of the two clauses as a whole; `swapped` if the second belongs on the first side.
    fn found(&self, kind: Kind, swapped: bool, because: String) -> Option<Difference> {
        self.found_in(kind, swapped, (self.a.anchor, self.b.anchor), because)
    }

    /// The difference of two passages, one of each clause.
    fn found_in(&self, kind: Kind, swapped: bool, passages: (Anchor, Anchor), because: String) -> Option<Difference> {
        let (first, second) = passages;
        Some(Difference { kind, swapped, first, second, because })
    }

    fn both_affirmed(&self) -> bool {
        self.a.positive && self.b.positive
    }

    fn both_done(&self) -> bool {
        self.same_level && self.a.factuality == Factuality::Asserted
    }

    /// Whether a predicate says too little by itself to be compared.
    fn is_light(&self) -> bool {
        LIGHT.contains(self.a.lemma.as_str())
    }

    /// The same, affirmed on one side and denied on the other.
    fn negation(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        let (denied, other) = if a.positive { (b, a) } else { (a, b) };
        let whole = |fillers: &[Filler]| fillers.iter().all(|filler| filler.scope != Scope::Part);
        // A light verb is told by what stands beside it, and that must tell something.
        let telling = || self.same_patient && is_telling(&a.agents, &b.agents) && is_telling(&a.patients, &b.patients);
        let denies = self.same_matter
            && self.tie != Tie::Opposed
            && a.positive != b.positive
            && (!self.is_light() || telling())
            && is_covered(scene, denied, other)
            && whole(&denied.agents)
            && whole(&denied.patients);
        let because = || {
            let said = predicates(a, b);
            format!("the same is said of the same, affirmed on one side and denied on the other: {said}")
        };
        denies.then(because).and_then(|because| self.found(Kind::Negation, !a.positive, because))
    }

    /// Two outcomes: the bill passed, the bill was rejected.
    fn outcomes(&self) -> Option<Difference> {
        let Pair { a, b, .. } = *self;
        let opposed = self.same_matter && self.tie == Tie::Opposed && self.both_affirmed() && parts_meet(a, b);
        let because = || format!("two outcomes of one thing that exclude each other: {}", predicates(a, b));
        opposed.then(because).and_then(|because| self.found(Kind::Antonym, a.lemma > b.lemma, because))
    }

    /// The same with two values.
    fn number(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        if !self.same_matter || self.tie != Tie::Same || !self.both_affirmed() || !best_of_adjuncts(scene, a, b) {
            return None;
        }
        let (x, y) = number_apart(scene, a, b)?;
        let because = format!("the same predicate of the same ({}) with two values that exclude each other", a.lemma);
        self.found_in(Kind::Number, x.low > y.low, (x.anchor, y.anchor), because)
    }

    /// What somebody is said to be: dead, alive.
    fn complements(&self) -> Option<Difference> {
        let Pair { a, b, .. } = *self;
        let is = a.lemma == "be" && b.lemma == "be" && self.both_affirmed();
        if !is || !self.same_level || !self.same_agent || !self.days_meet {
            return None;
        }
        self.found(Kind::Antonym, complement(a) > complement(b), excluded_complements(a, b)?)
    }

    /// Who does it to whom, turned round.
    fn role(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        let same = Some(Sameness::Same);
        let named = |fillers: &[Filler]| fillers.len() == 1 && fillers.iter().all(|filler| filler.name);
        let turned = self.tie == Tie::Same
            && self.both_affirmed()
            && self.both_done()
            && self.days_meet
            && !self.same_agent
            && [&a.agents, &a.patients, &b.agents, &b.patients].into_iter().all(|side| named(side))
            && best(scene, &a.agents, &b.patients) == same
            && best(scene, &a.patients, &b.agents) == same
            && !MUTUAL.contains(a.lemma.as_str())
            && !self.is_light();
        let agent = |frame: &Frame| frame.agents.first().map(|one| one.entity);
        let because = || format!("who does it to whom is turned round: {}", a.lemma);
        turned.then(because).and_then(|because| self.found(Kind::Role, agent(a) > agent(b), because))
    }

    /// Two doers of what one alone can have done.
    fn person(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        let ([x], [y]) = (a.agents.as_slice(), b.agents.as_slice()) else { return None };
        let two = self.tie == Tie::Same
            && self.both_affirmed()
            && self.both_done()
            && self.days_meet
            && self.same_patient
            && SINGLE.contains(a.lemma.as_str())
            && is_telling(&a.patients, &b.patients)
            && x.name
            && y.name
            && sameness(scene, x, y) == Sameness::Other;
        let because = || format!("only one can have done it, and two are named: {}", a.lemma);
        two.then(because)
            .and_then(|because| self.found_in(Kind::Person, x.entity > y.entity, (x.anchor, y.anchor), because))
    }

    /// Planned on one side, done on the other.
    fn status(&self) -> Option<Difference> {
        let Pair { a, b, .. } = *self;
        let planned = |frame: &Frame| frame.factuality == Factuality::Planned;
        let done = |frame: &Frame| frame.factuality == Factuality::Asserted && frame.past;
        let apart = self.tie == Tie::Same
            && self.both_affirmed()
            && self.same_agent
            && self.same_patient
            && (planned(a) && done(b) || planned(b) && done(a))
            && is_telling(&a.patients, &b.patients)
            && !self.is_light();
        let because = || format!("planned on one side, done on the other: {}", a.lemma);
        apart.then(because).and_then(|because| self.found(Kind::Status, planned(b), because))
    }
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
