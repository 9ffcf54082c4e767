//! Derivations, kept up as articles come and go.
//!
//! The derivations of an article are a function of it, of the earlier articles that share enough fingerprints with it, of
//! which of its fingerprints are boilerplate, and of the articles that those earlier ones took whole. An article is
//! compared again only when one of these changes.

use crate::body::{json, word};
use crate::shelf::{Place, Shelf};
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::article::content_hash;
use variorum::relate::Derivation;
use variorum::relate::reuse::{Candidates, between};

/// The day that stands for none: after all days, as in collection order.
pub const NO_DAY: i64 = i64::MAX;

/// The kinds of derivation that make two articles one text.
const COPIES: [&str; 3] = ["copy", "cut", "edited_copy"];

/// The articles whose derivations may change because `numbers` are about to go.
pub fn touched(connection: &Connection, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    let mut shelf = Shelf::new(connection);
    let mut touched = touched_on(&mut shelf, numbers)?;
    // Those that took one of them whole will have taken another one whole, or none.
    let mut copies = connection.prepare_cached("SELECT b FROM derivations WHERE a = ?")?;
    for number in numbers {
        for copy in copies.query_map([number], |row| row.get(0))? {
            touched.extend(shelf.followers(copy?)?);
        }
    }
    Ok(touched)
}

/// Derivations that came, went or are now others.
#[derive(Default)]
pub struct Changed {
    /// The two articles of each.
    pub pairs: BTreeSet<(i64, i64)>,
    /// The articles of those where one takes its whole text from the other, or did.
    pub copies: BTreeSet<i64>,
}

/// Works out again the derivations of `compared` and of those that `new` articles touch; gives those that changed.
pub fn renew(connection: &Connection, new: &BTreeSet<i64>, compared: &BTreeSet<i64>) -> rusqlite::Result<Changed> {
    let mut shelf = Shelf::new(connection);
    let mut waiting: BTreeMap<Place, i64> = BTreeMap::new();
    for number in touched_on(&mut shelf, new)?.union(compared) {
        waiting.insert(shelf.place(*number)?, *number);
    }
    let mut changed = Changed::default();
    // In collection order: what an article is compared with depends on the derivations of earlier ones.
    while let Some((_, number)) = waiting.pop_first() {
        let taken_whole = shelf.taken_whole_from(number)?;
        if compare_again(&mut shelf, number, &mut changed)? && shelf.taken_whole_from(number)? != taken_whole {
            for follower in shelf.followers(number)? {
                waiting.insert(shelf.place(follower)?, follower);
            }
        }
        shelf.tidy();
    }
    Ok(changed)
}

/// The articles for which it makes a difference whether `numbers`, which stand on the shelf, are there.
fn touched_on(shelf: &mut Shelf<'_>, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    shelf.look_up(numbers)?;
    let mut touched = numbers.clone();
    let mut seen: BTreeSet<u32> = BTreeSet::new();
    for number in numbers {
        touched.extend(shelf.followers(*number)?);
        for print in shelf.fingerprints(*number)? {
            if seen.insert(print.hash) && shelf.tells_other_things(print.hash, numbers)? {
                touched.extend(shelf.holders(print.hash)?);
            }
        }
    }
    Ok(touched)
}

/// Works out the derivations of an article again, unless nothing that they depend on has changed; whether they changed.
fn compare_again(shelf: &mut Shelf<'_>, number: i64, changed: &mut Changed) -> rusqlite::Result<bool> {
    let (candidates, numbers) = shelf.candidates(number)?;
    let mut offers: Vec<Offer> = Vec::new();
    for (place, shared) in &candidates.articles {
        if let Some(other) = numbers.get(*place).copied() {
            offers.push(Offer { other, shared: *shared, taken_whole: shelf.taken_whole_from(other)? });
        }
    }
    let compared = signature(&offers, &candidates);
    let known: String = shelf
        .connection
        .prepare_cached("SELECT compared FROM sketches WHERE article = ?")?
        .query_row([number], |row| row.get(0))?;
    if compared == known {
        return Ok(false);
    }
    let derivations = compare(shelf, number, &offers, &candidates)?;
    let differs = replace(shelf.connection, number, &derivations, changed)?;
    shelf
        .connection
        .prepare_cached("UPDATE sketches SET compared = ? WHERE article = ?")?
        .execute(params![compared, number])?;
    Ok(differs)
}

/// An earlier article with which one may share a passage.
struct Offer {
    other: i64,
    /// Fingerprints they share.
    shared: u32,
    /// The article that `other` took whole.
    taken_whole: Option<i64>,
}

/// The derivations of an article from the earlier ones on offer.
fn compare(
    shelf: &mut Shelf<'_>,
    number: i64,
    offers: &[Offer],
    candidates: &Candidates,
) -> rusqlite::Result<Vec<(i64, Derivation)>> {
    let mut related: Vec<(i64, u32)> = Vec::new();
    let mut derivations = Vec::new();
    for offer in offers {
        // A copy that offers no more than what it was copied from would only repeat what is known.
        if related.iter().any(|(known, offered)| Some(*known) == offer.taken_whole && offer.shared <= *offered) {
            continue;
        }
        let Some((first, second)) = shelf.texts(offer.other, number)? else { continue };
        // The rows name the articles; inside the stored derivation they are always 0 and 1.
        let found = between((0, &first.0, &first.1), (1, &second.0, &second.1), &candidates.boilerplate);
        if let Some(derivation) = found {
            related.push((offer.other, offer.shared));
            derivations.push((offer.other, derivation));
        }
    }
    Ok(derivations)
}

/// What the comparison of an article depends on.
fn signature(offers: &[Offer], candidates: &Candidates) -> String {
    let mut parts: Vec<String> = Vec::new();
    for Offer { other, shared, taken_whole } in offers {
        parts.push(format!("{other}:{shared}:{}", taken_whole.unwrap_or_default()));
    }
    parts.extend(candidates.boilerplate.iter().map(|print| format!("{}@{}", print.hash, print.word)));
    content_hash(parts.iter().map(String::as_str))
}

/// Stores the derivations of `b`; whether they differ from those stored, which goes to `changed`.
fn replace(
    connection: &Connection,
    b: i64,
    derivations: &[(i64, Derivation)],
    changed: &mut Changed,
) -> rusqlite::Result<bool> {
    let mut old: BTreeMap<i64, (String, String)> = BTreeMap::new();
    let mut find = connection.prepare_cached("SELECT a, kind, body FROM derivations WHERE b = ?")?;
    let mut rows = find.query([b])?;
    while let Some(row) = rows.next()? {
        old.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    let mut new: BTreeMap<i64, (String, String)> = BTreeMap::new();
    for (a, derivation) in derivations {
        new.insert(*a, (word(&derivation.kind)?, json(derivation)?));
    }
    if old == new {
        return Ok(false);
    }
    for (one, other) in [(&old, &new), (&new, &old)] {
        for (a, (kind, _)) in one.iter().filter(|(a, found)| other.get(a) != Some(found)) {
            changed.pairs.insert((*a, b));
            if COPIES.contains(&kind.as_str()) {
                changed.copies.extend([*a, b]);
            }
        }
    }
    connection.prepare_cached("DELETE FROM derivations WHERE b = ?")?.execute([b])?;
    let mut insert = connection.prepare_cached("INSERT INTO derivations VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (a, derivation) in derivations {
        let Some((kind, body)) = new.get(a) else { continue };
        insert.execute(params![
            a,
            b,
            kind,
            word(&derivation.direction)?,
            derivation.share_of_a,
            derivation.share_of_b,
            derivation.reason,
            body
        ])?;
    }
    Ok(true)
}
