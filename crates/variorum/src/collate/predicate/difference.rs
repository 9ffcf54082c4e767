//! What sets two frames of one predicate apart, if both cannot be right.

use super::bases::BASED_IN;
use super::comparison::{
    amounts_meet, best_of_adjuncts, complement, excluded_complements, is_covered, is_one_day, is_one_happening,
    is_one_of_its_kind, is_one_of_several, is_one_prize, is_telling, number_apart, only_place, parts_meet, place_name,
    places_meet, predicates, same_extent, same_purpose, shared_adjuncts,
};
use super::filler::{Filler, Sameness, Scope, best, sameness};
use super::frame::{Form, Frame};
use crate::collate::align::{Kinship, kinship};
use crate::collate::places;
use crate::collate::scene::Scene;
use crate::language::Factuality;
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How two predicates stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    Same,
    Synonym,
    /// Two outcomes that exclude each other: pass, reject
    Opposed,
    /// The same, but only on one day: left Helmsby, left for Helmsby
    OpposedThatDay,
    /// A of B excludes B of A: outlived, succeeded
    Turned,
}

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Negation,
    Antonym,
    Role,
    Number,
    Person,
    Place,
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

static OPPOSED: LazyLock<BTreeMap<(&'static str, &'static str), Tie>> = LazyLock::new(|| {
    let rows = lists::rows(include_str!("../../../../../data/collate/opposed_predicates.tsv"));
    let tied = rows.filter_map(|fields| {
        let (a, b) = (*fields.first()?, *fields.get(1)?);
        let tie = match fields.get(2) {
            Some(&"day") => Tie::OpposedThatDay,
            Some(&"turned") => Tie::Turned,
            _ => Tie::Opposed,
        };
        Some(((a.min(b), a.max(b)), tie))
    });
    tied.collect()
});
/// All predicates that name an outcome which another excludes.
static OUTCOMES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| OPPOSED.keys().flat_map(|(a, b)| [*a, *b]).collect());
/// Predicates that hold both ways: "met", "married".
static MUTUAL: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("mutual"));
/// Predicates that say too little by themselves to be compared.
static LIGHT: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("light"));
/// Predicates of which there is one doer: "won", "founded".
static SINGLE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("single"));
/// Predicates that happen to a thing once: "was born", "was founded".
static ONCE: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| of_class("once"));

/// The predicates of one class of `data/collate/predicate_classes.tsv`.
pub fn of_class(wanted: &str) -> BTreeSet<&'static str> {
    let pairs = lists::pairs(include_str!("../../../../../data/collate/predicate_classes.tsv"));
    pairs.filter(|(class, _)| *class == wanted).map(|(_, verb)| verb).collect()
}

/// Whether a predicate names an outcome which another excludes.
pub fn is_outcome(lemma: &str) -> bool {
    OUTCOMES.contains(lemma)
}

/// How two predicates stand to each other; `None` where nothing ties them.
pub fn tie(a: &str, b: &str) -> Option<Tie> {
    if a == b {
        return Some(Tie::Same);
    }
    if let Some(tie) = OPPOSED.get(&(a.min(b), a.max(b))) {
        return Some(*tie);
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
        .or_else(|| pair.place())
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

    /// Whether both clauses are told, not only named or led to by another verb.
    fn both_told(&self) -> bool {
        self.a.form == Form::Told && self.b.form == Form::Told
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
        // "four senators refused", "senators who support it": some of a kind are not the others.
        let known = |frame: &Frame| frame.agents.iter().all(|agent| agent.name || agent.definite || !agent.plural);
        let denies = self.same_matter
            && self.both_told()
            && known(a)
            && known(b)
            && matches!(self.tie, Tie::Same | Tie::Synonym)
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
        let Pair { scene, a, b, .. } = *self;
        let tied = self.tie == Tie::Opposed || self.tie == Tie::OpposedThatDay && is_one_day(a, b);
        let one_thing = || self.same_level && self.same_agent && self.days_meet && is_one_of_its_kind(scene, a, b);
        let opposed = tied
            && a.form != Form::Named
            && b.form != Form::Named
            && self.both_affirmed()
            && (self.same_matter || one_thing())
            && !is_one_of_several(scene, a)
            && !is_one_of_several(scene, b)
            && parts_meet(a, b)
            && amounts_meet(scene, a, b);
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
        // "15 people are dead", "155 people are missing": those who are counted are not the same.
        let counted =
            |frame: &Frame| !frame.quantities.is_empty() || frame.agents.iter().any(|one| one.plural && !one.name);
        let comparable = self.same_level && self.same_agent && self.days_meet && self.both_told() && same_extent(a, b);
        if !is || !comparable || counted(a) || counted(b) {
            return None;
        }
        self.found(Kind::Antonym, complement(a) > complement(b), excluded_complements(a, b)?)
    }

    /// Who does it to whom, turned round.
    fn role(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        let same = Some(Sameness::Same);
        let named = |fillers: &[Filler]| fillers.len() == 1 && fillers.iter().all(|filler| filler.name);
        let turned = matches!(self.tie, Tie::Same | Tie::Turned)
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
        let because = || format!("who does it to whom is turned round: {}", predicates(a, b));
        turned.then(because).and_then(|because| self.found(Kind::Role, agent(a) > agent(b), because))
    }

    /// Two doers of what one alone can have done.
    fn person(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        let ([x], [y]) = (a.agents.as_slice(), b.agents.as_slice()) else { return None };
        let two = self.tie == Tie::Same
            && self.both_affirmed()
            && self.both_done()
            && self.both_told()
            && self.days_meet
            && self.same_patient
            && same_purpose(scene, a, b)
            && a.patients.iter().all(|one| b.patients.iter().all(|other| is_one_prize(one, other)))
            && SINGLE.contains(a.lemma.as_str())
            && is_telling(&a.patients, &b.patients)
            && x.name
            && y.name
            && !x.head.is_empty()
            && !y.head.is_empty()
            && sameness(scene, x, y) == Sameness::Other;
        let because = || format!("only one can have done it, and two are named: {}", a.lemma);
        two.then(because)
            .and_then(|because| self.found_in(Kind::Person, x.entity > y.entity, (x.anchor, y.anchor), because))
    }

    /// The same happened at two places of which neither lies in the other: on one day, or it happens once.
    fn place(&self) -> Option<Difference> {
        let Pair { scene, a, b, .. } = *self;
        if self.tie != Tie::Same || !self.both_affirmed() || !self.same_level || !self.days_meet {
            return None;
        }
        let (x, y, because) = if a.lemma == BASED_IN {
            let seats = self.same_agent.then_some((a.patients.first()?, b.patients.first()?));
            seats.map(|(x, y)| (x, y, "one body has one seat, and two are named"))?
        } else {
            let whole = self.both_done()
                && (is_one_day(a, b) || ONCE.contains(a.lemma.as_str()))
                && is_one_happening(scene, a, b, MUTUAL.contains(a.lemma.as_str()));
            let (x, y) = whole.then(|| Some((only_place(a)?, only_place(b)?))).flatten()?;
            (x, y, "one happening is told of two places")
        };
        if !places::are_apart(place_name(scene, a, x), place_name(scene, b, y)) {
            return None;
        }
        let because = format!("{because} of which neither lies in the other");
        let swapped = place_name(scene, a, x) > place_name(scene, b, y);
        self.found_in(Kind::Place, swapped, (x.anchor, y.anchor), because)
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
            && a.form != Form::Named
            && b.form != Form::Named
            && is_telling(&a.patients, &b.patients)
            && !self.is_light();
        let because = || format!("planned on one side, done on the other: {}", a.lemma);
        apart.then(because).and_then(|because| self.found(Kind::Status, planned(b), because))
    }
}
