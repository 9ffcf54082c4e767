//! [`Shelf`]: what comparing articles reads from the archive, read once.

use crate::body::unpacked;
use crate::rows::{self, ARTICLE, ARTICLE_WITHOUT_TEXT, article_with};
use rusqlite::{CachedStatement, Connection, params};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use variorum::analyse::QuotedPassage;
use variorum::article::{Article, Published};
use variorum::relate::reuse::{
    BOILERPLATE_ARTICLES, Candidates, FEWEST_SHARED, Fingerprint, Index, LONGEST_LIST, TAKEN_WHOLE, is_boilerplate,
};

/// Articles of one fingerprint that are read: one more than count, to see whether there are more.
const READ: usize = LONGEST_LIST + 1;

/// Texts are large: no more than so many are kept.
const MOST_TEXTS: usize = 512;

/// What decides the place of an article in a collection, as in [`variorum::relate::collection_order`].
pub type Place = (bool, Option<Published>, String, String);

/// What was read from the archive; true as long as no article comes or goes.
pub struct Shelf<'c> {
    pub connection: &'c Connection,
    holders: Option<CachedStatement<'c>>,
    outlines: HashMap<i64, Outline>,
    texts: HashMap<i64, Text>,
    lists: HashMap<u32, Vec<i64>>,
}

/// An article and its passages in quotation marks.
pub type Text = (Article, Vec<QuotedPassage>);

/// An article without its text.
struct Outline {
    article: Article,
    text_hash: i64,
}

impl Outline {
    fn place(&self) -> Place {
        let article = &self.article;
        (article.published.is_none(), article.published, article.name.clone(), article.id.clone())
    }
}

impl<'c> Shelf<'c> {
    pub fn new(connection: &'c Connection) -> Shelf<'c> {
        let (outlines, texts, lists) = (HashMap::new(), HashMap::new(), HashMap::new());
        Shelf { connection, holders: None, outlines, texts, lists }
    }

    /// The place of an article among all.
    pub fn place(&mut self, number: i64) -> rusqlite::Result<Place> {
        Ok(self.outline(number)?.place())
    }

    /// The fingerprints of an article, in text order.
    pub fn fingerprints(&self, number: i64) -> rusqlite::Result<Vec<Fingerprint>> {
        self.connection
            .prepare_cached("SELECT fingerprints FROM sketches WHERE article = ?")?
            .query_row([number], |row| rows::fingerprints(row, 0))
    }

    /// Reads the lists of all fingerprints of some articles, in the order in which the file has them: that is far faster.
    pub fn look_up(&mut self, numbers: &BTreeSet<i64>) -> rusqlite::Result<()> {
        let mut hashes: Vec<u32> = Vec::new();
        for number in numbers {
            hashes.extend(self.fingerprints(*number)?.iter().map(|print| print.hash));
        }
        hashes.sort_unstable();
        hashes.dedup();
        hashes.into_iter().try_for_each(|hash| self.list(hash).map(|_| ()))
    }

    /// The articles with a fingerprint.
    pub fn holders(&self, hash: u32) -> rusqlite::Result<Vec<i64>> {
        let mut all = self.connection.prepare_cached("SELECT article FROM fingerprints WHERE hash = ?")?;
        all.query_map([hash], |row| row.get(0))?.collect()
    }

    /// The articles after this one that may share a passage with it.
    pub fn followers(&mut self, number: i64) -> rusqlite::Result<Vec<i64>> {
        let own = self.fingerprints(number)?;
        let mut shared: BTreeMap<i64, u32> = BTreeMap::new();
        for print in &own {
            let list = self.list(print.hash)?;
            if list.len() < READ {
                list.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            } else if list.iter().take(LONGEST_LIST).any(|other| *other == number) {
                // It is seen by those too that do not stand in the list themselves.
                self.holders(print.hash)?.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            }
        }
        // Texts with a single fingerprint may still be the same text.
        let fewest = FEWEST_SHARED.min(own.len() as u32);
        let own_place = self.place(number)?;
        let mut followers = Vec::new();
        for (other, count) in shared {
            if count >= fewest && self.place(other)? > own_place {
                followers.push(other);
            }
        }
        Ok(followers)
    }

    /// Whether those who look a fingerprint up learn something else because of `numbers`.
    pub fn tells_other_things(&mut self, hash: u32, numbers: &BTreeSet<i64>) -> rusqlite::Result<bool> {
        let list = self.list(hash)?;
        if list.len() < BOILERPLATE_ARTICLES {
            return Ok(false);
        }
        let list = list.to_vec();
        if list.len() == READ {
            // One that stands in the list keeps another one out of it.
            return Ok(list.iter().take(LONGEST_LIST).any(|number| numbers.contains(number)));
        }
        let others: Vec<i64> = list.iter().copied().filter(|number| !numbers.contains(number)).collect();
        Ok(self.is_boilerplate(&list)? != self.is_boilerplate(&others)?)
    }

    /// Whether a passage that these articles print is boilerplate; of one text the first article counts.
    fn is_boilerplate(&mut self, numbers: &[i64]) -> rusqlite::Result<bool> {
        for number in numbers {
            self.outline(*number)?;
        }
        let mut first: HashMap<i64, &Outline> = HashMap::new();
        for outline in numbers.iter().filter_map(|number| self.outlines.get(number)) {
            let known = first.entry(outline.text_hash).or_insert(outline);
            if outline.place() < known.place() {
                *known = outline;
            }
        }
        Ok(is_boilerplate(first.values().map(|outline| &outline.article)))
    }

    /// The articles that stand before this one and may share a passage with it, numbered by their place in the list
    /// of numbers beside them.
    pub fn candidates(&mut self, number: i64) -> rusqlite::Result<(Candidates, Vec<i64>)> {
        let own = self.fingerprints(number)?;
        let mut holders: BTreeMap<i64, Vec<Fingerprint>> = BTreeMap::from([(number, Vec::new())]);
        for print in &own {
            for holder in self.list(print.hash)?.iter().take(LONGEST_LIST) {
                holders.entry(*holder).or_default().push(*print);
            }
        }
        for holder in holders.keys() {
            self.outline(*holder)?;
        }
        let mut told: Vec<(Place, i64, &Outline)> = Vec::new();
        for holder in holders.keys() {
            told.extend(self.outlines.get(holder).map(|outline| (outline.place(), *holder, outline)));
        }
        told.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        let numbers: Vec<i64> = told.iter().map(|(_, holder, _)| *holder).collect();
        let mut index = Index::default();
        let mut first_with_text: HashMap<i64, usize> = HashMap::new();
        let mut candidates = Candidates::default();
        for (place, (_, holder, found)) in told.iter().enumerate() {
            let first = *first_with_text.entry(found.text_hash).or_insert(place);
            if first == place {
                index.add(place, &found.article, holders.get(holder).map_or(&[], Vec::as_slice));
            } else if *holder == number {
                return Ok((Candidates { articles: vec![(first, u32::MAX)], boilerplate: Vec::new() }, numbers));
            }
        }
        if let Some((place, (.., found))) = told.iter().enumerate().find(|(_, (_, holder, _))| *holder == number) {
            candidates = index.candidates(place, &found.article, &own, own.len());
        }
        Ok((candidates, numbers))
    }

    /// The first article from which this one took nearly all of its text.
    pub fn taken_whole_from(&mut self, number: i64) -> rusqlite::Result<Option<i64>> {
        let mut find = self.connection.prepare_cached("SELECT a FROM derivations WHERE b = ? AND share_of_b >= ?")?;
        let mut first: Option<(Place, i64)> = None;
        for a in find.query_map(params![number, TAKEN_WHOLE], |row| row.get(0))? {
            let a = a?;
            let place = self.place(a)?;
            if first.as_ref().is_none_or(|(known, _)| place < *known) {
                first = Some((place, a));
            }
        }
        Ok(first.map(|(_, number)| number))
    }

    /// Two articles with their texts.
    pub fn texts(&mut self, a: i64, b: i64) -> rusqlite::Result<Option<(&Text, &Text)>> {
        for number in [a, b] {
            if !self.texts.contains_key(&number) {
                let article = article_with(self.connection, number, ARTICLE)?;
                let mut find = self.connection.prepare_cached("SELECT quoted FROM sketches WHERE article = ?")?;
                let quoted = find.query_row([number], |row| unpacked(row.get_ref(0)?.as_blob()?))?;
                let quoted = match quoted {
                    Some(quoted) => quoted,
                    None => rows::analysis(self.connection, number, &article)?.quoted,
                };
                self.texts.insert(number, (article, quoted));
            }
        }
        Ok(self.texts.get(&a).zip(self.texts.get(&b)))
    }

    /// Forgets texts where there are too many.
    pub fn tidy(&mut self) {
        if self.texts.len() > MOST_TEXTS {
            self.texts.clear();
        }
    }

    /// The first [`READ`] articles with a fingerprint, by day.
    fn list(&mut self, hash: u32) -> rusqlite::Result<&[i64]> {
        match self.lists.entry(hash) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let find = match &mut self.holders {
                    Some(known) => known,
                    none => none.insert(self.connection.prepare_cached(&format!(
                        // A limit that is bound would make SQLite plan the query anew each time.
                        "SELECT article FROM fingerprints WHERE hash = ? ORDER BY day, article LIMIT {READ}"
                    ))?),
                };
                let rows = find.query_map([hash], |row| row.get(0))?;
                Ok(entry.insert(rows.collect::<rusqlite::Result<Vec<i64>>>()?))
            }
        }
    }

    fn outline(&mut self, number: i64) -> rusqlite::Result<&Outline> {
        match self.outlines.entry(number) {
            Entry::Occupied(entry) => Ok(entry.into_mut()),
            Entry::Vacant(entry) => {
                let article = article_with(self.connection, number, ARTICLE_WITHOUT_TEXT)?;
                let mut find = self.connection.prepare_cached("SELECT text_hash FROM sketches WHERE article = ?")?;
                let text_hash = find.query_row([number], |row| row.get(0))?;
                Ok(entry.insert(Outline { article, text_hash }))
            }
        }
    }
}
