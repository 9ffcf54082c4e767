//! The slot lane: (event, attribute, unit) -> every value with its witnesses, and the gates it passes.
//!
//! [`durations`], [`counts`] and [`days`] fill the slots; [`judge`] compares the values of one slot.

mod counts;
mod days;
mod durations;
mod measures;

use super::events::{self, EventMention};
use super::finding::{Evidence, Finding, FindingKind, Gate, GateResult};
use super::propositions::{Proposition, SentenceIndex};
use super::scene::Scene;
use crate::language::Factuality;
use crate::text::Anchor;
use std::collections::{BTreeMap, BTreeSet};

/// The findings of all slots of a story.
pub fn compare(
    scene: &Scene,
    events: &[EventMention],
    propositions: &[Proposition],
    index: &SentenceIndex,
) -> Vec<Finding> {
    let mut slots = durations::slots(scene, events);
    slots.extend(days::slots(scene, events));
    slots.extend(counts::slots(scene, propositions, index));
    slots.extend(measures::slots(scene));
    slots.iter().filter_map(|slot| judge(scene, slot)).collect()
}

/// One slot: an attribute of one event, in one unit.
struct Slot {
    /// "duration", "number", "amount", "date"
    attribute: &'static str,
    /// "slot/duration"
    rule: &'static str,
    /// What it is about, in words of the articles.
    subject: String,
    /// Why all these are about one event (gate G1) and one attribute (gate G2).
    same_event: String,
    same_attribute: String,
    values: Vec<Value>,
    /// Whether a later value can replace an earlier one: counts grow, the length of a call does not.
    grows: bool,
}

/// One value that an account gives for a slot.
#[derive(Clone, Debug)]
struct Value {
    /// Position of the account in the scene.
    account: usize,
    anchor: Anchor,
    /// The interval meant.
    low: f64,
    high: Option<f64>,
    unit: String,
    /// How far apart two intervals must be to exclude each other, as a share of the larger.
    tolerance: f64,
    factuality: Factuality,
}

impl Value {
    fn high(&self) -> f64 {
        self.high.unwrap_or(f64::INFINITY)
    }

    /// Whether both can be meant of one thing: the intervals meet, or one is the other rounded.
    fn is_compatible(&self, other: &Value) -> bool {
        if self.meets(other) {
            return true;
        }
        let (below, above) = if self.high() < other.low { (self, other) } else { (other, self) };
        let gap = above.low - below.high();
        let larger = above.low.abs().max(below.high().abs());
        gap <= larger * self.tolerance.max(other.tolerance) || is_rounded(self, other) || is_rounded(other, self)
    }

    /// Whether the intervals have a value in common.
    fn meets(&self, other: &Value) -> bool {
        self.low <= other.high() && other.low <= self.high()
    }

    /// "[5400,5400] s"
    fn normal_form(&self) -> String {
        match self.high {
            Some(high) => format!("[{},{}] {}", rounded(self.low), rounded(high), self.unit),
            None => format!("[{},∞) {}", rounded(self.low), self.unit),
        }
    }

    /// "1 hour 30 minutes"
    fn in_words(&self) -> String {
        super::plain::interval(self.low, self.high, &self.unit)
    }
}

/// What the same people did, by class: their call and their meeting are two events; a "conversation" may be either, so it
/// joins the only one there is.
fn by_class(given: Vec<(&EventMention, Value)>) -> BTreeMap<&'static str, Vec<(&EventMention, Value)>> {
    let special: BTreeSet<&'static str> =
        given.iter().map(|(mention, _)| mention.class).filter(|class| *class != "talk").collect();
    let mut groups: BTreeMap<&'static str, Vec<(&EventMention, Value)>> = BTreeMap::new();
    for (mention, value) in given {
        let only =
            special.first().copied().filter(|only| special.len() == 1 && events::may_be_one(mention.class, only));
        groups.entry(only.unwrap_or(mention.class)).or_default().push((mention, value));
    }
    groups
}

/// What to call the event of a group: "call · Ann Oduya, Piet Maas".
fn subject_of_class(scene: &Scene, class: &str, group: &[(&EventMention, Value)]) -> Option<String> {
    let subject = group.first()?.0.subject(scene);
    Some(match subject.split_once(" · ") {
        Some((_, names)) => format!("{class} · {names}"),
        None => subject,
    })
}

/// A number without the noise of binary fractions: three decimals.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

/// Whether the exact value `round` is `fine` rounded to its last digit that is not 0: 300 for 312.
fn is_rounded(round: &Value, fine: &Value) -> bool {
    if round.low != round.high() || fine.low != fine.high() || round.low < 20.0 {
        return false;
    }
    let mut step = 1.0;
    while step < 1e15 && (round.low / (step * 10.0)).fract() == 0.0 {
        step *= 10.0;
    }
    step > 1.0 && (fine.low - round.low).abs() < step / 2.0
}

/// Compares the values of one slot. `None` where fewer than two accounts give a value, or nothing can be said.
fn judge(scene: &Scene, slot: &Slot) -> Option<Finding> {
    let accounts: BTreeSet<usize> = slot.values.iter().map(|value| value.account).collect();
    let groups = groups(&slot.values);
    if accounts.len() < 2 && groups.len() < 2 {
        return None;
    }
    let kind = match groups.as_slice() {
        [] | [_] if accounts.len() < 2 => return None,
        [group] if all_meet(group) => FindingKind::Agreement,
        [_] => FindingKind::Difference,
        [one, other] => conflict_kind(scene, slot, one, other),
        // Three values that all exclude each other are most often three different things.
        _ => FindingKind::NotComparable,
    };
    let sides: Vec<Vec<Evidence>> = groups
        .iter()
        .map(|group| {
            let mut side: Vec<Evidence> = Vec::new();
            for value in group {
                let evidence = scene.evidence(value.account, value.anchor, Some(value.normal_form()));
                side.extend(evidence.filter(|evidence| {
                    !side.iter().any(|held| held.article == evidence.article && held.anchor == evidence.anchor)
                }));
            }
            side
        })
        .collect();
    if sides.iter().flatten().count() < 2 || kind == FindingKind::NotComparable {
        return None;
    }
    let gates = gates(scene, slot, &groups, kind);
    let values: Vec<String> = groups.iter().filter_map(|group| group.first()).map(Value::in_words).collect();
    let why = match kind {
        FindingKind::Agreement => {
            format!("{} accounts give values that agree: {}", accounts.len(), list_values(&slot.values))
        }
        FindingKind::Difference => {
            format!("{}: near each other, as rounded values of one thing would be", list_values(&slot.values))
        }
        FindingKind::Conflict => format!("{}: the values exclude each other", values.join(" / ")),
        FindingKind::Disputed => format!("{}: two parties give values that exclude each other", values.join(" / ")),
        FindingKind::Superseded => format!("{}: the later account gives the later count", values.join(" / ")),
        FindingKind::Status => format!("{}: one is planned or possible, the other has happened", values.join(" / ")),
        FindingKind::ReportsBoth => format!("{}: one article carries both values", values.join(" / ")),
        _ => values.join(" / "),
    };
    Some(Finding {
        id: super::evidence_id(scene, &format!("{kind:?} {}", slot.rule), sides.iter().flatten()),
        kind,
        attribute: slot.attribute.into(),
        rule: slot.rule.into(),
        subject: slot.subject.clone(),
        sides,
        gates,
        why,
    })
}

/// Whether every two values of a group have a value in common.
fn all_meet(group: &[Value]) -> bool {
    group.iter().all(|one| group.iter().all(|other| one.meets(other)))
}

/// Puts values that are compatible, directly or through others, into one group; groups from the smallest value up.
fn groups(values: &[Value]) -> Vec<Vec<Value>> {
    let mut sorted: Vec<Value> = values.to_vec();
    sorted.sort_by(|a, b| {
        let place = |value: &Value| (value.account, value.anchor);
        a.low.total_cmp(&b.low).then(a.high().total_cmp(&b.high())).then_with(|| place(a).cmp(&place(b)))
    });
    let mut groups: Vec<Vec<Value>> = Vec::new();
    for value in sorted {
        match groups.last_mut() {
            Some(group) if group.iter().any(|held| held.is_compatible(&value)) => group.push(value),
            _ => groups.push(vec![value]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|value| (value.account, value.anchor));
    }
    groups
}

/// What two groups of values that exclude each other make.
fn conflict_kind(scene: &Scene, slot: &Slot, one: &[Value], other: &[Value]) -> FindingKind {
    let accounts = |group: &[Value]| group.iter().map(|value| value.account).collect::<BTreeSet<usize>>();
    let both: BTreeSet<usize> = accounts(one).intersection(&accounts(other)).copied().collect();
    let factual = |group: &[Value]| group.iter().any(|value| value.factuality == Factuality::Asserted);
    if !both.is_empty() {
        return match is_disputed_inside(scene, one, other) {
            true => FindingKind::Disputed,
            // What is done and what is aimed at are two values.
            false if factual(one) != factual(other) => FindingKind::NotComparable,
            false => FindingKind::ReportsBoth,
        };
    }
    if slot.grows && (carries(scene, one, other) || carries(scene, other, one)) {
        return FindingKind::NotComparable;
    }
    if factual(one) != factual(other) {
        return FindingKind::Status;
    }
    let planned = |group: &[Value]| group.iter().all(|value| value.factuality == Factuality::Planned);
    if !factual(one) {
        // Two plans exclude each other as two facts do; a plan told on a later day may be a new one.
        return match planned(one) && planned(other) {
            true if are_days_apart(scene, one, other) => FindingKind::Superseded,
            true => FindingKind::Conflict,
            false => FindingKind::NotComparable,
        };
    }
    if slot.grows && is_later(scene, one, other) {
        return FindingKind::Superseded;
    }
    FindingKind::Conflict
}

/// Gate G7 over whole articles: whether an account of one side gives a value of the other side anywhere, of the same unit.
/// It is then most often the value of another thing (the month before), and no rival.
fn carries(scene: &Scene, one: &[Value], other: &[Value]) -> bool {
    let accounts = one.iter().filter_map(|value| scene.accounts.get(value.account));
    let mut held = accounts.flat_map(|account| &account.analysis.reading.quantities);
    held.any(|quantity| {
        let same =
            |value: &Value| quantity.unit == value.unit && quantity.low == value.low && quantity.high == value.high;
        other.iter().any(same)
    })
}

/// Whether one account has two named parties give the two values.
fn is_disputed_inside(scene: &Scene, one: &[Value], other: &[Value]) -> bool {
    one.iter().any(|a| {
        other.iter().filter(|b| b.account == a.account).any(|b| {
            let speaker = |value: &Value| scene.speaker(value.account, value.anchor);
            matches!((speaker(a), speaker(b)), (Some(a), Some(b)) if a != b)
        })
    })
}

/// Whether every account of the higher values was published after every account of the lower ones.
fn is_later(scene: &Scene, lower: &[Value], higher: &[Value]) -> bool {
    let published = |value: &Value| scene.accounts.get(value.account).and_then(|account| account.article.published);
    lower.iter().all(|low| {
        higher.iter().all(|high| matches!((published(low), published(high)), (Some(low), Some(high)) if low < high))
    })
}

/// Whether no account of one side was published on the day of an account of the other.
fn are_days_apart(scene: &Scene, one: &[Value], other: &[Value]) -> bool {
    let days = |group: &[Value]| -> BTreeSet<jiff::civil::Date> {
        group.iter().filter_map(|value| scene.accounts.get(value.account)?.article.day()).collect()
    };
    let (one, other) = (days(one), days(other));
    !one.is_empty() && !other.is_empty() && one.is_disjoint(&other)
}

/// What each gate said.
fn gates(scene: &Scene, slot: &Slot, groups: &[Vec<Value>], kind: FindingKind) -> Vec<GateResult> {
    let result = |gate, holds, because: String| GateResult { gate, holds, because };
    let disjoint = groups.len() > 1;
    let intervals: Vec<String> = groups.iter().flatten().map(Value::normal_form).collect();
    let mut origins: BTreeSet<String> = BTreeSet::new();
    for value in groups.iter().flatten() {
        origins.extend(scene.evidence(value.account, value.anchor, None).map(|evidence| evidence.origin));
    }
    vec![
        result(Gate::G0, true, "all passages are intact".into()),
        result(Gate::G1, true, slot.same_event.clone()),
        result(Gate::G2, true, slot.same_attribute.clone()),
        result(Gate::G3, disjoint, format!("{}{}", intervals.join(" ∩ "), if disjoint { " = ∅" } else { " ≠ ∅" })),
        result(Gate::G4, true, "one value a side in each account".into()),
        result(
            Gate::G5,
            !matches!(kind, FindingKind::Status | FindingKind::Disputed),
            match kind {
                FindingKind::Status => "planned or possible on one side, done on the other".into(),
                FindingKind::Disputed => "two parties speak".into(),
                _ => "both are told as having happened".into(),
            },
        ),
        result(
            Gate::G6,
            kind != FindingKind::Superseded,
            if kind == FindingKind::Superseded { "published later".into() } else { "no later count".into() },
        ),
        result(
            Gate::G7,
            kind != FindingKind::ReportsBoth,
            if kind == FindingKind::ReportsBoth {
                "one article carries both".into()
            } else {
                "no article carries the other value".into()
            },
        ),
        result(Gate::G8, true, format!("{} origins", origins.len())),
    ]
}

/// The values of a slot in plain words, each once, from the smallest up.
fn list_values(values: &[Value]) -> String {
    let mut sorted: Vec<&Value> = values.iter().collect();
    sorted.sort_by(|a, b| a.low.total_cmp(&b.low).then(a.high().total_cmp(&b.high())));
    let mut forms: Vec<String> = sorted.into_iter().map(Value::in_words).collect();
    forms.dedup();
    forms.join("; ")
}
