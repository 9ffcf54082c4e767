//! Stories, kept up as articles come and go.
//!
//! Groups of articles can only merge where two of their articles are alike enough to be one story or share their text:
//! articles that no chain of such pairs joins never meet. So the chains a new article belongs to are grouped anew, and
//! nothing else; the result is that of grouping everything.

use crate::body::{json, word};
use crate::likeness::Profiles;
use crate::prepare::Prepared;
use crate::rows::{ARTICLE, analysis, article_with, derivations_among};
use crate::threads;
use rayon::prelude::*;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use variorum::analyse::Analysis;
use variorum::article::Article;
use variorum::collate::collate;
use variorum::collate::view::{self, Intake};
use variorum::relate::{self, Derivation, Relations, Story, collection_order, stories};

/// Stories collated at once; bounds what is in memory.
const AT_ONCE: usize = 32;

/// The stories that some articles stand in.
pub fn of(connection: &Connection, numbers: impl IntoIterator<Item = i64>) -> rusqlite::Result<BTreeSet<String>> {
    let mut find = connection.prepare_cached("SELECT story FROM story_members WHERE article = ?")?;
    let mut found = BTreeSet::new();
    for number in numbers {
        found.extend(find.query_map([number], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?);
    }
    Ok(found)
}

/// The articles of a story, as witnesses A, B, …
pub fn members(connection: &Connection, story: &str) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT article FROM story_members WHERE story = ? ORDER BY place")?
        .query_map([story], |row| row.get(0))?
        .collect()
}

/// Groups the chains of `seeds` anew and collates the stories that came of it.
///
/// The seeds are articles that are new, or whose derivations or analyses changed: their stories are collated even if their
/// members stay. `lessened` are stories that lost articles.
pub fn renew(
    connection: &Connection,
    profiles: &mut Profiles,
    seeds: &BTreeSet<i64>,
    lessened: BTreeSet<String>,
    prepared: &BTreeMap<i64, &Prepared<'_>>,
) -> rusqlite::Result<()> {
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    let mut made: Vec<Made> = Vec::new();
    let mut old: BTreeSet<String> = lessened;
    for seed in seeds {
        if seen.contains(seed) {
            continue;
        }
        let chain = chain(connection, *seed)?;
        seen.extend(&chain);
        old.extend(of(connection, chain.iter().copied())?);
        made.extend(group(connection, &chain)?);
    }
    let kept: BTreeSet<&str> = made.iter().map(|made| made.story.id.as_str()).collect();
    let new: Vec<&Made> = made
        .iter()
        .filter(|made| !old.contains(&made.story.id) || made.numbers.iter().any(|number| seeds.contains(number)))
        .collect();
    let mut former: BTreeMap<i64, String> = BTreeMap::new();
    for story in &old {
        for member in members(connection, story)? {
            former.insert(member, story.clone());
        }
    }
    let mut relinked: BTreeSet<String> = BTreeSet::new();
    for story in &old {
        let again = new.iter().any(|made| made.story.id == *story);
        if again || !kept.contains(story.as_str()) {
            relinked.extend(threads::leave(connection, story)?);
            delete(connection, story)?;
        }
    }
    for several in new.chunks(AT_ONCE) {
        let mut accounts = Vec::new();
        for made in several {
            accounts.push(Account::read(connection, made, prepared)?);
        }
        let reports: Vec<view::Report> = accounts.par_iter().map(Account::report).collect();
        for (made, report) in several.iter().zip(&reports) {
            if let Some(shown) = report.stories.first() {
                write(connection, made, shown)?;
            }
        }
    }
    for made in new {
        relinked.extend(threads::enter(connection, profiles, &made.story.id)?);
    }
    threads::renew(connection, profiles, &relinked)?;
    follow(connection, &old, &former, &made)
}

/// Forgets a story and what was found in it.
fn delete(connection: &Connection, story: &str) -> rusqlite::Result<()> {
    for table in ["story_members", "claims", "readings", "findings", "finding_articles"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE story = ?"))?.execute([story])?;
    }
    connection.prepare_cached("DELETE FROM stories WHERE id = ?")?.execute([story])?;
    Ok(())
}

/// A story with the numbers of its articles.
struct Made {
    /// Its members are named by their places in `numbers`.
    story: Story,
    numbers: Vec<i64>,
}

/// All articles that a chain of likenesses and copies joins with `seed`.
fn chain(connection: &Connection, seed: i64) -> rusqlite::Result<BTreeSet<i64>> {
    let mut find = connection.prepare_cached(
        "SELECT b FROM likenesses WHERE a = ?1 UNION ALL SELECT a FROM likenesses WHERE b = ?1
         UNION ALL SELECT b FROM derivations WHERE a = ?1 AND kind IN ('copy', 'cut', 'edited_copy')
         UNION ALL SELECT a FROM derivations WHERE b = ?1 AND kind IN ('copy', 'cut', 'edited_copy')",
    )?;
    let mut chain = BTreeSet::from([seed]);
    let mut next = vec![seed];
    while let Some(number) = next.pop() {
        for other in find.query_map([number], |row| row.get::<_, i64>(0))? {
            let other = other?;
            if chain.insert(other) {
                next.push(other);
            }
        }
    }
    Ok(chain)
}

/// Groups the articles of one chain.
fn group(connection: &Connection, chain: &BTreeSet<i64>) -> rusqlite::Result<Vec<Made>> {
    let mut articles: Vec<(i64, Article)> = Vec::new();
    for number in chain {
        articles.push((*number, article_with(connection, *number, ARTICLE)?));
    }
    articles.sort_by(|(_, a), (_, b)| collection_order(a, b));
    let (numbers, articles): (Vec<i64>, Vec<Article>) = articles.into_iter().unzip();
    let derivations = derivations_among(connection, &numbers)?;
    let groups = stories::group(&articles, &derivations);
    let made = groups.into_iter().map(|mut story| {
        let mut own = Vec::new();
        for (place, member) in story.members.iter_mut().enumerate() {
            own.extend(numbers.get(member.article));
            member.article = place;
        }
        Made { story, numbers: own }
    });
    Ok(made.collect())
}

/// What collating a story needs.
struct Account<'m> {
    made: &'m Made,
    articles: Vec<Article>,
    analyses: Vec<Analysis>,
    derivations: Vec<Derivation>,
}

impl<'m> Account<'m> {
    fn read(
        connection: &Connection,
        made: &'m Made,
        prepared: &BTreeMap<i64, &Prepared<'_>>,
    ) -> rusqlite::Result<Account<'m>> {
        let mut account = Account { made, articles: Vec::new(), analyses: Vec::new(), derivations: Vec::new() };
        for number in &made.numbers {
            match prepared.get(number) {
                Some(fresh) => {
                    // The archive's own copy: it may have been called otherwise when it came first.
                    account.articles.push(article_with(connection, *number, ARTICLE)?);
                    account.analyses.push(fresh.analysis.clone());
                }
                None => {
                    let article = article_with(connection, *number, ARTICLE)?;
                    account.analyses.push(analysis(connection, *number, &article)?);
                    account.articles.push(article);
                }
            }
        }
        account.derivations = derivations_among(connection, &made.numbers)?;
        Ok(account)
    }

    fn report(&self) -> view::Report {
        let collation = collate(&self.made.story, &self.articles, &self.analyses, &self.derivations);
        let relations = Relations {
            stories: vec![self.made.story.clone()],
            derivations: self.derivations.clone(),
            threads: Vec::new(),
        };
        view::report(&self.articles, &self.analyses, &relations, &[collation], Intake::default())
    }
}

/// Writes a story and what was found in it.
fn write(connection: &Connection, made: &Made, shown: &view::Story) -> rusqlite::Result<()> {
    let days = || shown.witnesses.iter().filter_map(|witness| witness.published.as_deref()?.get(..10));
    connection.prepare_cached("INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?)")?.execute(params![
        shown.id,
        shown.title,
        shown.witnesses.len() as i64,
        shown.independent_texts as i64,
        days().min(),
        days().max()
    ])?;
    // An id can come back: what it once led to is then past.
    connection.prepare_cached("DELETE FROM story_aliases WHERE old = ?")?.execute([&shown.id])?;
    let mut member = connection.prepare_cached("INSERT OR REPLACE INTO story_members VALUES (?, ?, ?, ?, ?)")?;
    for (place, (number, membership)) in made.numbers.iter().zip(&made.story.members).enumerate() {
        member.execute(params![number, shown.id, place as i64, membership.similarity, membership.reason])?;
    }
    let mut row = connection.prepare_cached("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (number, claim) in shown.agreed.iter().enumerate() {
        row.execute(params![
            shown.id,
            number as i64,
            claim.id,
            claim.text.exact,
            word(&claim.strength)?,
            claim.witnesses.len() as i64,
            claim.origins.join("; "),
            json(claim)?
        ])?;
    }
    let mut row = connection.prepare_cached("INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (number, quotation) in shown.quotations.iter().enumerate() {
        for (place, reading) in quotation.readings.iter().enumerate() {
            let words: Vec<&str> = reading.passages.iter().map(|passage| passage.exact.as_str()).collect();
            row.execute(params![
                shown.id,
                number as i64,
                place as i64,
                quotation.id,
                quotation.speaker,
                reading.context.article,
                words.join(" … "),
                reading.marked,
                json(reading)?
            ])?;
        }
    }
    let mut row = connection.prepare_cached("INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    let mut concerned = connection.prepare_cached("INSERT OR IGNORE INTO finding_articles VALUES (?, ?, ?)")?;
    for (number, finding) in shown.findings.iter().enumerate() {
        row.execute(params![
            shown.id,
            number as i64,
            finding.id,
            word(&finding.kind)?,
            finding.attribute,
            finding.rule,
            finding.subject,
            finding.why,
            json(finding)?
        ])?;
        for evidence in finding.sides.iter().flatten() {
            let article = crate::prepare::number_of(&evidence.passage.article);
            concerned.execute(params![shown.id, finding.id, article])?;
        }
    }
    Ok(())
}

/// Records what became of stories whose articles went elsewhere, so that their ids still find them.
fn follow(
    connection: &Connection,
    old: &BTreeSet<String>,
    former: &BTreeMap<i64, String>,
    made: &[Made],
) -> rusqlite::Result<()> {
    let kept: BTreeSet<&str> = made.iter().map(|made| made.story.id.as_str()).collect();
    for story in old.iter().filter(|story| !kept.contains(story.as_str())) {
        let mut heirs: Vec<(usize, usize, &Made)> = Vec::new();
        for (place, made) in made.iter().enumerate() {
            let taken = made.numbers.iter().filter(|number| former.get(number) == Some(story)).count();
            if taken > 0 {
                heirs.push((taken, place, made));
            }
        }
        // The heir with most of its articles; of equal ones the earliest.
        heirs.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let Some((_, _, heir)) = heirs.first() else {
            connection.prepare_cached("DELETE FROM story_aliases WHERE story = ?")?.execute([story])?;
            continue;
        };
        let origins: BTreeSet<&String> = heir.numbers.iter().filter_map(|number| former.get(number)).collect();
        let before = former.values().filter(|other| *other == story).count();
        let change = match (heirs.len(), origins.len()) {
            (2.., _) => "split",
            (_, 2..) => "merged",
            _ if heir.numbers.len() <= before => "shrank",
            _ => "grew",
        };
        let into = &heir.story.id;
        connection.prepare_cached("UPDATE story_aliases SET story = ? WHERE story = ?")?.execute([into, story])?;
        connection.prepare_cached("INSERT OR REPLACE INTO story_aliases VALUES (?, ?)")?.execute([story, into])?;
        connection
            .prepare_cached("INSERT INTO history (change, story, into_story) VALUES (?, ?, ?)")?
            .execute([change, story, into])?;
    }
    Ok(())
}

/// The story with this id as stages need it, its articles named by their place.
pub fn read(connection: &Connection, id: &str) -> rusqlite::Result<(Story, Vec<i64>)> {
    let mut find = connection
        .prepare_cached("SELECT article, similarity, reason FROM story_members WHERE story = ? ORDER BY place")?;
    let mut rows = find.query([id])?;
    let mut story = Story { id: id.to_string(), members: Vec::new() };
    let mut numbers = Vec::new();
    while let Some(row) = rows.next()? {
        let article = numbers.len();
        numbers.push(row.get(0)?);
        story.members.push(relate::Membership { article, similarity: row.get(1)?, reason: row.get(2)? });
    }
    Ok((story, numbers))
}
