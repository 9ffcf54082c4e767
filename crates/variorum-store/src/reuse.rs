//! Derivations, kept up as articles come and go.
//!
//! The derivations of an article are a function of it and of the articles it shares a fingerprint with: those, and no
//! others, are looked at again when an article comes or goes.

use crate::body::{from_json, json, word};
use crate::rows::{ARTICLE, ARTICLE_WITHOUT_TEXT, article_with};
use rusqlite::{Connection, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use variorum::analyse::QuotedPassage;
use variorum::article::{Article, content_hash};
use variorum::relate::collection_order;
use variorum::relate::reuse::{Candidates, Derivation, Fingerprint, Index, TAKEN_WHOLE, between};

/// Articles read from the list of one fingerprint, as many as [`Index`] keeps.
const LONGEST_LIST: usize = 32;

/// The day that stands for none: after all days, as in collection order.
pub const NO_DAY: i64 = i64::MAX;

/// The articles whose derivations may change because `numbers` are about to go.
pub fn touched(connection: &Connection, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
    Shelf::new(connection).touched(numbers)
}

/// Works out again the derivations of `compared` and of those that `new` articles touch; gives the articles whose
/// derivations changed.
pub fn renew(
    connection: &Connection,
    new: &BTreeSet<i64>,
    compared: &BTreeSet<i64>,
) -> rusqlite::Result<BTreeSet<i64>> {
    let mut shelf = Shelf::new(connection);
    let mut touched = shelf.touched(new)?;
    touched.extend(compared);
    let mut changed = BTreeSet::new();
    for number in &touched {
        let (candidates, numbers) = shelf.candidates(*number)?;
        let compared = signature(&candidates, &numbers);
        let known: String = connection
            .prepare_cached("SELECT compared FROM sketches WHERE article = ?")?
            .query_row([number], |row| row.get(0))?;
        if compared == known {
            continue;
        }
        let derivations = shelf.compare(*number, &candidates, &numbers)?;
        if replace(connection, *number, &derivations, &mut changed)? {
            changed.insert(*number);
        }
        connection
            .prepare_cached("UPDATE sketches SET compared = ? WHERE article = ?")?
            .execute(params![compared, number])?;
        shelf.tidy();
    }
    Ok(changed)
}

/// Stores the derivations of `b`; whether they differ from those stored. The other articles concerned go to `changed`.
fn replace(
    connection: &Connection,
    b: i64,
    derivations: &[(i64, Derivation)],
    changed: &mut BTreeSet<i64>,
) -> rusqlite::Result<bool> {
    let mut old: BTreeMap<i64, String> = BTreeMap::new();
    let mut find = connection.prepare_cached("SELECT a, body FROM derivations WHERE b = ?")?;
    let mut rows = find.query([b])?;
    while let Some(row) = rows.next()? {
        old.insert(row.get(0)?, row.get(1)?);
    }
    let mut new: BTreeMap<i64, String> = BTreeMap::new();
    for (a, derivation) in derivations {
        new.insert(*a, json(derivation)?);
    }
    if old == new {
        return Ok(false);
    }
    changed.extend(old.keys().chain(new.keys()));
    connection.prepare_cached("DELETE FROM derivations WHERE b = ?")?.execute([b])?;
    let mut insert = connection.prepare_cached("INSERT INTO derivations VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (a, derivation) in derivations {
        insert.execute(params![
            a,
            b,
            word(&derivation.kind)?,
            word(&derivation.direction)?,
            derivation.share_of_a,
            derivation.share_of_b,
            derivation.reason,
            new.get(a)
        ])?;
    }
    Ok(true)
}

/// What was read from the archive during one renewal.
struct Shelf<'c> {
    connection: &'c Connection,
    outlines: HashMap<i64, Outline>,
    texts: HashMap<i64, (Article, Vec<QuotedPassage>)>,
    lists: HashMap<u32, Vec<i64>>,
}

/// An article without its text.
struct Outline {
    article: Article,
    text_hash: i64,
}

impl<'c> Shelf<'c> {
    fn new(connection: &'c Connection) -> Shelf<'c> {
        Shelf { connection, outlines: HashMap::new(), texts: HashMap::new(), lists: HashMap::new() }
    }

    /// The articles that share a fingerprint with one of these, and these.
    fn touched(&mut self, numbers: &BTreeSet<i64>) -> rusqlite::Result<BTreeSet<i64>> {
        let mut touched = numbers.clone();
        let mut all = self.connection.prepare_cached("SELECT article FROM fingerprints WHERE hash = ?")?;
        for number in numbers {
            for (hash, _) in fingerprints(self.connection, *number)? {
                let list = self.list(hash)?;
                if list.len() < LONGEST_LIST {
                    touched.extend(list);
                } else if list.contains(number) {
                    // Another article leaves or enters the list, and whoever reads it sees another one.
                    touched.extend(all.query_map([hash], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?);
                }
            }
        }
        Ok(touched)
    }

    /// The articles that stand before this one and may share a passage with it, numbered by their place in the list
    /// of numbers beside them.
    fn candidates(&mut self, number: i64) -> rusqlite::Result<(Candidates, Vec<i64>)> {
        let own = fingerprints(self.connection, number)?;
        let mut holders: BTreeMap<i64, Vec<Fingerprint>> = BTreeMap::from([(number, Vec::new())]);
        for (hash, word) in &own {
            for holder in self.list(*hash)? {
                holders.entry(*holder).or_default().push(Fingerprint { hash: *hash, word: *word });
            }
        }
        for holder in holders.keys() {
            self.outline(*holder)?;
        }
        let mut numbers: Vec<i64> = holders.keys().copied().collect();
        let outline = |number: &i64| self.outlines.get(number);
        numbers.sort_by(|a, b| match (outline(a), outline(b)) {
            (Some(a), Some(b)) => collection_order(&a.article, &b.article),
            _ => a.cmp(b),
        });
        let mut index = Index::default();
        let mut first_with_text: HashMap<i64, usize> = HashMap::new();
        let mut place_of_own = 0;
        for (place, holder) in numbers.iter().enumerate() {
            let Some(found) = outline(holder) else { continue };
            let first = *first_with_text.entry(found.text_hash).or_insert(place);
            if *holder == number {
                place_of_own = place;
                if first != place {
                    return Ok((Candidates { articles: vec![(first, u32::MAX)], boilerplate: Vec::new() }, numbers));
                }
            }
            if first == place {
                index.add(place, &found.article, holders.get(holder).map_or(&[], Vec::as_slice));
            }
        }
        let prints: Vec<Fingerprint> =
            own.iter().map(|(hash, word)| Fingerprint { hash: *hash, word: *word }).collect();
        let candidates = outline(&number).map(|own| index.candidates(place_of_own, &own.article, &prints));
        Ok((candidates.unwrap_or_default(), numbers))
    }

    /// The derivations of an article from its candidates.
    fn compare(
        &mut self,
        number: i64,
        candidates: &Candidates,
        numbers: &[i64],
    ) -> rusqlite::Result<Vec<(i64, Derivation)>> {
        let mut related: Vec<(i64, u32)> = Vec::new();
        let mut derivations = Vec::new();
        for (place, shared) in &candidates.articles {
            let Some(other) = numbers.get(*place).copied() else { continue };
            let mut repeats = false;
            for (known, offered) in &related {
                // A copy that offers no more than what it was copied from would only repeat what is known.
                if shared <= offered && !repeats {
                    let copied = self.between(*known, other, &[])?;
                    repeats = copied.is_some_and(|copied| copied.share_of_b >= TAKEN_WHOLE);
                }
            }
            if repeats {
                continue;
            }
            if let Some(derivation) = self.between(other, number, &candidates.boilerplate)? {
                related.push((other, *shared));
                derivations.push((other, derivation));
            }
        }
        Ok(derivations)
    }

    fn between(&mut self, a: i64, b: i64, boilerplate: &[Fingerprint]) -> rusqlite::Result<Option<Derivation>> {
        self.text(a)?;
        self.text(b)?;
        let (Some(first), Some(second)) = (self.texts.get(&a), self.texts.get(&b)) else { return Ok(None) };
        // The rows name the articles; inside the stored derivation they are always 0 and 1.
        Ok(between((0, &first.0, &first.1), (1, &second.0, &second.1), boilerplate))
    }

    /// The first articles with a fingerprint, by day.
    fn list(&mut self, hash: u32) -> rusqlite::Result<&[i64]> {
        match self.lists.entry(hash) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let mut find = self
                    .connection
                    .prepare_cached("SELECT article FROM fingerprints WHERE hash = ? ORDER BY day, article LIMIT ?")?;
                let rows = find.query_map(params![hash, LONGEST_LIST as i64], |row| row.get(0))?;
                Ok(entry.insert(rows.collect::<rusqlite::Result<Vec<i64>>>()?))
            }
        }
    }

    fn outline(&mut self, number: i64) -> rusqlite::Result<()> {
        if !self.outlines.contains_key(&number) {
            let article = article_with(self.connection, number, ARTICLE_WITHOUT_TEXT)?;
            let mut find = self.connection.prepare_cached("SELECT text_hash FROM sketches WHERE article = ?")?;
            let text_hash = find.query_row([number], |row| row.get(0))?;
            self.outlines.insert(number, Outline { article, text_hash });
        }
        Ok(())
    }

    fn text(&mut self, number: i64) -> rusqlite::Result<()> {
        if !self.texts.contains_key(&number) {
            let article = article_with(self.connection, number, ARTICLE)?;
            let mut find = self.connection.prepare_cached("SELECT quoted FROM sketches WHERE article = ?")?;
            let quoted = find.query_row([number], |row| from_json(row.get_ref(0)?.as_str()?))?;
            self.texts.insert(number, (article, quoted));
        }
        Ok(())
    }

    /// Texts are large: only some are kept.
    fn tidy(&mut self) {
        if self.texts.len() > 512 {
            self.texts.clear();
        }
    }
}

/// What the comparison of an article depends on.
fn signature(candidates: &Candidates, numbers: &[i64]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (place, shared) in &candidates.articles {
        parts.push(format!("{}:{shared}", numbers.get(*place).copied().unwrap_or_default()));
    }
    parts.extend(candidates.boilerplate.iter().map(|print| format!("{}@{}", print.hash, print.word)));
    content_hash(parts.iter().map(String::as_str))
}

fn fingerprints(connection: &Connection, number: i64) -> rusqlite::Result<Vec<(u32, u32)>> {
    connection
        .prepare_cached("SELECT fingerprints FROM sketches WHERE article = ?")?
        .query_row([number], |row| from_json(row.get_ref(0)?.as_str()?))
}
