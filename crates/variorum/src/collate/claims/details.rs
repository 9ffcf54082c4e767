//! What must agree beside the words for two passages to make one claim: what is held to be so, how many, how much, when, and
//! what is quoted.

use super::super::scene::Account;
use super::super::words::words_of;
use crate::analyse::Statement;
use crate::language::{Factuality, Polarity, Quantity, Relation, TimeExpression};
use crate::text::{Anchor, lists};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Classes of the words that say how many are meant.
static QUANTIFIERS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = lists::pairs(include_str!("../../../../../data/collate/quantifiers.tsv"));
    rows.map(|(class, word)| (word, class)).collect()
});

/// Whether both are facts, both plans or both only possible; a noun ("the release of") says that it happened.
pub fn same_factuality(
    (own, statement): (&Account, &Statement),
    (other, said): (&Account, &Statement),
    carries: bool,
) -> bool {
    let (mine, theirs) = (factuality(own, statement), factuality(other, said));
    if carries {
        mine == theirs
    } else {
        mine == Factuality::Asserted && theirs == Factuality::Asserted && said.assertion.polarity == Polarity::Positive
    }
}

/// The factuality of a statement; "she said she would meet him" tells a plan.
fn factuality(account: &Account, statement: &Statement) -> Factuality {
    let would = statement.predicate.of(account.text()).starts_with("would ");
    match statement.assertion.factuality {
        Factuality::Possible if would && !statement.attribution.is_empty() => Factuality::Planned,
        told => told,
    }
}

/// Whether a verb is in the passive.
pub fn is_passive(account: &Account, head: usize) -> bool {
    let syntax = &account.analysis.reading.syntax;
    syntax.child_by(head, "nsubj:pass").is_some() || syntax.child_by(head, "aux:pass").is_some()
}

/// The class of the word that says how many of a noun are meant, where one does.
pub fn quantifier(account: &Account, noun: usize, within: Option<Anchor>) -> Option<&'static str> {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let class = |token: usize| {
        let word = *layout.tokens.get(token)?;
        let inside = within.is_none_or(|within| within.contains(word));
        QUANTIFIERS.get(word.of(account.text()).to_lowercase().as_str()).copied().filter(|_| inside)
    };
    let near =
        syntax.children(noun).filter(|child| ["det", "amod", "nummod", "cc"].contains(&syntax.relation(*child).base()));
    if let Some(found) = near.filter_map(class).next() {
        return Some(found);
    }
    // "two of the five offices", "most of its ships": the part hangs above.
    let partitive = syntax.relation(noun).is("nmod")
        && syntax
            .child_by(noun, "case")
            .and_then(|case| layout.tokens.get(case))
            .is_some_and(|case| case.of(account.text()) == "of");
    let head = syntax.head(noun).filter(|_| partitive)?;
    if syntax.tag(head).name() == "CD" { Some("some") } else { class(head) }
}

/// Whether each figure of a clause stands in the sentence too, or one that agrees with it.
pub fn figures_agree(own: &Account, anchor: Anchor, other: &Account, sentence: usize) -> bool {
    let figures = |account: &'_ Account<'_>, within: Anchor| -> Vec<Quantity> {
        let quantities = account.analysis.reading.quantities.iter();
        quantities.filter(|quantity| within.contains(quantity.anchor)).cloned().collect()
    };
    let Some(there) = other.analysis.layout.sentences.get(sentence) else { return false };
    let theirs = figures(other, there.anchor);
    figures(own, anchor).iter().all(|quantity| {
        theirs.iter().filter_map(|figure| quantity.relation(figure)).any(|relation| relation != Relation::Disjoint)
    })
}

/// Whether each day of a clause is given in the sentence too.
pub fn times_agree(own: &Account, anchor: Anchor, other: &Account, sentence: usize) -> bool {
    let times = |account: &'_ Account<'_>, within: Anchor| -> Vec<TimeExpression> {
        let times = account.analysis.reading.times.iter();
        times.filter(|time| within.contains(time.anchor)).cloned().collect()
    };
    let Some(there) = other.analysis.layout.sentences.get(sentence) else { return false };
    let theirs = times(other, there.anchor);
    times(own, anchor).iter().all(|time| theirs.iter().any(|other| same_time(time, other)))
}

/// Whether two expressions of time can be one: the days meet, or the unresolved values are the same.
pub fn same_time(a: &TimeExpression, b: &TimeExpression) -> bool {
    match (a.days, b.days) {
        (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
        _ => a.value == b.value,
    }
}

/// Whether the words a clause prints inside quotation marks stand in the sentence as they are: what was altered is no
/// agreement.
pub fn quoted_words_stand(own: &Account, anchor: Anchor, other: &Account, sentence: usize) -> bool {
    let Some(there) = other.analysis.layout.sentences.get(sentence) else { return false };
    let words: BTreeSet<String> = words_of(there.anchor.of(other.text())).into_iter().collect();
    let quoted = own.analysis.quoted.iter().filter(|quoted| anchor.contains(quoted.anchor));
    quoted.flat_map(|quoted| words_of(quoted.inner.of(own.text()))).all(|word| words.contains(&word))
}
