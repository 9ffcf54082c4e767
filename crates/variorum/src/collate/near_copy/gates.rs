//! The gates a change between two near-copies must pass before it is shown as a conflict (DESIGN.md 3.3).

use super::changes::{Change, ChangeKind};
use super::passages::Passage;
use crate::analyse::statement::attributed_to;
use crate::article::Article;
use crate::collate::align::{Agreement, Word, WordReader};
use crate::collate::finding::{FindingKind, Gate, GateResult};
use crate::collate::scene::{Account, Scene};
use crate::language::{Relation, TimeKind};
use crate::relate::Derivation;
use crate::text::Anchor;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// The story around a pair of near-copies.
pub struct Context<'a> {
    pub scene: &'a Scene<'a>,
    pub derivations: &'a [Derivation],
    pub first: &'a Passage,
    pub second: &'a Passage,
    /// What the two have in common.
    pub shared: Agreement,
    pub printed: &'a Printed<'a>,
}

/// The words that the accounts print, read when asked for; whole accounts once.
pub struct Printed<'a> {
    scene: &'a Scene<'a>,
    reader: RefCell<WordReader>,
    words: RefCell<BTreeMap<usize, Rc<[Word]>>>,
}

impl Printed<'_> {
    pub fn new<'a>(scene: &'a Scene<'a>, reader: WordReader) -> Printed<'a> {
        Printed { scene, reader: reader.into(), words: RefCell::default() }
    }

    /// The words of a passage.
    pub fn words(&self, account: &Account, passage: Anchor) -> Vec<Word> {
        self.reader.borrow_mut().words(account.text(), &account.analysis.layout, passage)
    }

    /// The words of one account.
    fn of(&self, position: usize) -> Rc<[Word]> {
        let read = || -> Option<Rc<[Word]>> {
            let account = self.scene.accounts.get(position)?;
            let whole = Anchor::trimmed(account.text(), 0, account.text().len())?;
            Some(self.words(account, whole).into())
        };
        self.words.borrow_mut().entry(position).or_insert_with(|| read().unwrap_or_default()).clone()
    }
}

/// Another name in a short sentence is more likely another instance than another account.
const FEWEST_BESIDE_A_NAME: usize = 4;

/// What the gates say of a change: its label and each gate's reason. `None` where it is no finding at all.
pub fn judge(context: &Context, change: &Change, all: &[Change]) -> Option<(FindingKind, Vec<GateResult>)> {
    let shared = context.shared;
    let holds = |gate, because: String| GateResult { gate, holds: true, because };
    let mut gates = vec![
        holds(Gate::G0, "no words are missing from either sentence".into()),
        holds(
            Gate::G1,
            format!("{} of {} content words of the shorter sentence stand in both", shared.agreeing, shared.shorter),
        ),
        holds(Gate::G2, format!("the {} stands in the same place of both sentences", change.kind.attribute())),
        holds(Gate::G3, change.because.clone()),
    ];
    let mut kind = FindingKind::Conflict;
    let mut fail = |gates: &mut Vec<GateResult>, gate, label, because: String| {
        gates.push(GateResult { gate, holds: false, because });
        if kind == FindingKind::Conflict {
            kind = label;
        }
    };
    let others = |kinds: &[ChangeKind]| all.iter().any(|other| other != change && kinds.contains(&other.kind));
    let names = change.kind == ChangeKind::Name;
    if names && others(&[ChangeKind::Number, ChangeKind::Date]) || !names && others(&[ChangeKind::Name]) {
        let because = "names and values both differ: this may be another instance".into();
        fail(&mut gates, Gate::G1, FindingKind::NotComparable, because);
    }
    let too_little = change.kind == ChangeKind::Name && shared.agreeing < FEWEST_BESIDE_A_NAME;
    if !change.framed || too_little || crowded(change, all) {
        return None;
    }
    gates.push(holds(Gate::G4, "one candidate on each side".into()));
    let (first, second) = (
        speakers(context, context.first, change.first.clone()),
        speakers(context, context.second, change.second.clone()),
    );
    let one_article = context.first.places.iter().map(|(position, _)| position).collect::<BTreeSet<_>>().len() == 1
        && context.first.places.first().map(|place| place.0) == context.second.places.first().map(|place| place.0);
    // One article contradicts itself only through two parties.
    if one_article && (first.is_none() || second.is_none()) {
        return None;
    }
    if first == second {
        gates.push(holds(Gate::G5, "both on the same word".into()));
    } else {
        let because = format!("said by {} / {}", shown(&first), shown(&second));
        fail(&mut gates, Gate::G5, FindingKind::Disputed, because);
    }
    let (first_day, second_day) = (day(context, context.first), day(context, context.second));
    if change.kind == ChangeKind::Number && first_day.is_some() && second_day.is_some() && first_day != second_day {
        fail(&mut gates, Gate::G6, FindingKind::Superseded, "published on different days: a later count".into());
    } else {
        gates.push(holds(Gate::G6, "no later count or correction is known".into()));
    }
    if carries(context, context.second, context.first, &change.first, change)
        || carries(context, context.first, context.second, &change.second, change)
    {
        // A name stands in many places of an article: that it also stands elsewhere says nothing.
        if names {
            return None;
        }
        fail(&mut gates, Gate::G7, FindingKind::ReportsBoth, "one article also carries the other value".into());
    } else {
        gates.push(holds(Gate::G7, "neither article carries the other value".into()));
    }
    gates.push(holds(Gate::G8, origins(context)));
    Some((kind, gates))
}

/// How the two wordings hang together: a change made in copying is no second account.
fn origins(context: &Context) -> String {
    let article = |passage: &Passage| passage.account(context.scene).map(|account| account.article_index);
    let (Some(a), Some(b)) = (article(context.first), article(context.second)) else { return String::new() };
    let derived = context.derivations.iter().find(|derivation| (derivation.a, derivation.b) == (a.min(b), a.max(b)));
    match derived {
        Some(derivation) => format!("one text changed in copying ({}); shown once", derivation.reason),
        None => "all who print a wording stand on its side as witnesses; shown once".into(),
    }
}

/// Whether both sides of a change lie inside quotation marks: the quotation lane then speaks of it.
pub fn inside_quotation(context: &Context, change: &Change) -> bool {
    let quoted = |passage: &Passage, range: &Range<usize>| {
        let (Some(account), Some(word)) = (passage.account(context.scene), word_at(passage, range)) else {
            return false;
        };
        account.analysis.quoted.iter().any(|quoted| quoted.inner.contains(word.anchor))
    };
    quoted(context.first, &change.first) && quoted(context.second, &change.second)
}

/// Whether the values of a change can exclude each other: "more than 100" and "more than 170" do not, and a number that
/// belongs to a date is compared with it. What is denied inside a quotation is the quotation lane's.
pub fn values_exclude(context: &Context, change: &Change) -> bool {
    let (first, second) = (context.first, context.second);
    let (Some(a), Some(b)) = (first.account(context.scene), second.account(context.scene)) else { return false };
    match change.kind {
        ChangeKind::Number => {
            let (Some(x), Some(y)) = (word_at(first, &change.first), word_at(second, &change.second)) else {
                return true;
            };
            let dated = |account: &Account, word: &Word| {
                let times = &account.analysis.reading.times;
                times.iter().any(|time| time.kind == TimeKind::Date && time.anchor.contains(word.anchor))
            };
            let quantity = |account: &'_ Account, word: &Word| {
                let quantities = &account.analysis.reading.quantities;
                quantities.iter().find(|quantity| quantity.anchor.overlaps(word.anchor)).cloned()
            };
            let meet = quantity(a, x).zip(quantity(b, y)).is_some_and(|(x, y)| {
                x.unit == y.unit && x.relation(&y).is_some_and(|relation| relation != Relation::Disjoint)
            });
            !meet && !dated(a, x) && !dated(b, y)
        }
        ChangeKind::Negation => !(is_mostly_quoted(context, first) && is_mostly_quoted(context, second)),
        _ => true,
    }
}

/// Whether more than half of the words of a passage stand inside quotation marks.
fn is_mostly_quoted(context: &Context, passage: &Passage) -> bool {
    let Some(account) = passage.account(context.scene) else { return false };
    let inside = |word: &&Word| account.analysis.quoted.iter().any(|quoted| quoted.inner.contains(word.anchor));
    passage.words.iter().filter(inside).count() * 2 > passage.words.len()
}

/// The word a change begins at, or the one before it where words are missing.
fn word_at<'p>(passage: &'p Passage, range: &Range<usize>) -> Option<&'p Word> {
    passage.words.get(range.start.saturating_sub(usize::from(range.is_empty())))
}

/// The innermost speaker of the changed words, as its normal form; `None`: the article itself.
fn speakers(context: &Context, passage: &Passage, range: Range<usize>) -> Option<String> {
    let account = passage.account(context.scene)?;
    let anchor = word_at(passage, &range).map_or(passage.places.first()?.1, |word| word.anchor);
    let attributions = &account.analysis.attributions;
    let attribution = attributions.get(*attributed_to(attributions, anchor).last()?)?;
    let speaker = attribution.speakers.first();
    let entity = speaker.and_then(|index| account.analysis.reading.entities.get(*index));
    let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    let key = entity.map(|entity| last(&entity.key));
    key.or_else(|| attribution.source.map(|source| last(source.of(account.text()))))
}

fn shown(speaker: &Option<String>) -> &str {
    speaker.as_deref().unwrap_or("the article itself")
}

fn day(context: &Context, passage: &Passage) -> Option<jiff::civil::Date> {
    passage.account(context.scene).map(|account| account.article).and_then(Article::day)
}

/// Whether so much else changed beside the change that it is not clear what stands for what.
fn crowded(change: &Change, all: &[Change]) -> bool {
    let touches = |a: &Range<usize>, b: &Range<usize>| a.start <= b.end && b.start <= a.end;
    let near = |other: &&Change| {
        *other != change
            && matches!(other.kind, ChangeKind::Wording | ChangeKind::Missing | ChangeKind::Negation)
            && touches(&other.first, &change.first)
            && touches(&other.second, &change.second)
    };
    all.iter().filter(near).count() > 1
}

/// Whether an article of `passage` also carries the value that the other passage has in `range`.
fn carries(context: &Context, passage: &Passage, other: &Passage, range: &Range<usize>, change: &Change) -> bool {
    if !matches!(change.kind, ChangeKind::Number | ChangeKind::Date | ChangeKind::Name) {
        return false;
    }
    let Some(wanted) = other.words.get(range.clone()).filter(|wanted| !wanted.is_empty()) else { return false };
    let prints = |words: &[&Word]| {
        words.windows(wanted.len()).any(|window| window.iter().zip(wanted).all(|(a, b)| a.form == b.form))
    };
    if prints(&passage.words.iter().collect::<Vec<_>>()) {
        return true;
    }
    passage.places.iter().any(|(position, sentence)| {
        let words = context.printed.of(*position);
        prints(&words.iter().filter(|word| !sentence.contains(word.anchor)).collect::<Vec<_>>())
    })
}
