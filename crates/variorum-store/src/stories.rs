//! Stories, kept up as articles come and go.
//!
//! The chains that a new article belongs to are grouped anew, and nothing else; the result is that of grouping everything.
//! Stories are collated where their articles changed, or what these take from each other.

use crate::body::{json, word};
use crate::chains::{Chain, Group};
use crate::likeness::Profiles;
use crate::prepare::Prepared;
use crate::reuse::Changed;
use crate::rows::{ARTICLE, analysis, article_with, derivations_among};
use crate::threads::{self, Outlines};
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use variorum::analyse::Analysis;
use variorum::article::Article;
use variorum::collate::view::{self, Intake};
use variorum::collate::{Limits, collate};
use variorum::relate::stories::{Settings, story};
use variorum::relate::{self, Derivation, Relations, Story};

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

/// Groups the chains of `seeds` anew and collates the stories that are new or have to do with what changed.
///
/// The seeds are articles whose likenesses changed. `analysed` have new analyses, `derivations` changed, and `lessened` are
/// stories that lost articles.
pub fn renew(
    connection: &Connection,
    profiles: &mut Profiles,
    mut seeds: BTreeSet<i64>,
    analysed: &BTreeMap<i64, &Prepared<'_>>,
    derivations: &Changed,
    lessened: BTreeSet<String>,
) -> rusqlite::Result<()> {
    let settings = Settings::default();
    seeds.extend(analysed.keys());
    seeds.extend(&derivations.copies);
    for (a, b) in &derivations.pairs {
        if one_story(connection, *a, *b)? {
            seeds.insert(*a);
        }
    }
    let mut seen: BTreeSet<i64> = BTreeSet::new();
    let mut groups: Vec<Group> = Vec::new();
    for seed in &seeds {
        if !seen.contains(seed) {
            let chain = Chain::of(connection, *seed, &settings)?;
            groups.extend(chain.groups(&settings));
            seen.extend(chain.members);
        }
    }
    let touched = touched(&groups, analysed, derivations);
    let is_new = |(place, group): &(usize, &Group)| !group.is_known() || touched.contains(place);
    let new: Vec<&Group> = groups.iter().enumerate().filter(is_new).map(|(_, group)| group).collect();
    // A group whose story stays as it is leaves all others alone: its articles stood in no other story.
    let mut old: BTreeSet<String> = lessened;
    old.extend(new.iter().flat_map(|group| group.former.iter().cloned()));
    let mut former: BTreeMap<i64, String> = BTreeMap::new();
    for story in &old {
        for member in members(connection, story)? {
            former.insert(member, story.clone());
        }
    }
    let mut outlines = Outlines::default();
    let mut relinked: BTreeSet<String> = BTreeSet::new();
    for story in &old {
        relinked.extend(threads::leave(connection, &mut outlines, story)?);
        delete(connection, story)?;
    }
    for several in new.chunks(AT_ONCE) {
        let mut accounts = Vec::new();
        for group in several {
            accounts.push(Account::read(connection, profiles, group, analysed)?);
        }
        let reports: Vec<view::Report> = accounts.par_iter().map(Account::report).collect();
        for (account, report) in accounts.iter().zip(&reports) {
            if let Some(shown) = report.stories.first() {
                write(connection, account, shown)?;
            }
        }
    }
    for group in &new {
        relinked.extend(threads::enter(connection, profiles, &mut outlines, &group.id)?);
    }
    threads::renew(connection, profiles, &mut outlines, &relinked)?;
    follow(connection, &old, &former, &new)
}

/// The places of the groups that have new analyses, or where one article takes other things from another than before.
fn touched(groups: &[Group], analysed: &BTreeMap<i64, &Prepared<'_>>, derivations: &Changed) -> BTreeSet<usize> {
    let numbered = groups.iter().enumerate().flat_map(|(place, group)| group.numbers.iter().map(move |n| (*n, place)));
    let group_of: HashMap<i64, usize> = numbered.collect();
    let mut touched: BTreeSet<usize> = analysed.keys().filter_map(|number| group_of.get(number).copied()).collect();
    for (a, b) in &derivations.pairs {
        let of_both = group_of.get(a).filter(|group| group_of.get(b) == Some(*group));
        touched.extend(of_both);
    }
    touched
}

/// Whether two articles stand in one story.
fn one_story(connection: &Connection, a: i64, b: i64) -> rusqlite::Result<bool> {
    let mut find = connection.prepare_cached("SELECT story FROM story_members WHERE article = ?")?;
    let mut story = |number: i64| find.query_row([number], |row| row.get::<_, String>(0)).optional();
    let (one, other) = (story(a)?, story(b)?);
    Ok(one.is_some() && one == other)
}

/// Forgets a story and what was found in it.
fn delete(connection: &Connection, story: &str) -> rusqlite::Result<()> {
    for table in ["story_members", "claims", "readings", "findings", "finding_articles"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE story = ?"))?.execute([story])?;
    }
    connection.prepare_cached("DELETE FROM stories WHERE id = ?")?.execute([story])?;
    Ok(())
}

/// What collating a story needs.
struct Account<'g> {
    /// The numbers of its articles.
    numbers: &'g [i64],
    /// Its members are named by their places in `numbers`.
    story: Story,
    articles: Vec<Article>,
    analyses: Vec<Analysis>,
    derivations: Vec<Derivation>,
}

impl<'g> Account<'g> {
    fn read(
        connection: &Connection,
        profiles: &mut Profiles,
        group: &'g Group,
        analysed: &BTreeMap<i64, &Prepared<'_>>,
    ) -> rusqlite::Result<Account<'g>> {
        let numbers = group.numbers.as_slice();
        let (mut articles, mut analyses) = (Vec::new(), Vec::new());
        for number in numbers {
            // The archive's own copy, even of an article that is being added: it may have been called otherwise when it
            // came first.
            let article = article_with(connection, *number, ARTICLE)?;
            analyses.push(match analysed.get(number) {
                Some(fresh) => fresh.analysis.clone(),
                None => analysis(connection, *number, &article)?,
            });
            articles.push(article);
        }
        let derivations = derivations_among(connection, numbers)?;
        let story = story(&articles, &profiles.read(connection, numbers)?, &derivations, &Settings::default());
        Ok(Account { numbers, story, articles, analyses, derivations })
    }

    fn report(&self) -> view::Report {
        let collation = collate(&self.story, &self.articles, &self.analyses, &self.derivations, &Limits::default());
        let relations =
            Relations { stories: vec![self.story.clone()], derivations: self.derivations.clone(), threads: Vec::new() };
        view::report(&self.articles, &self.analyses, &relations, &[collation], Intake::default())
    }
}

/// Writes a story and what was found in it.
fn write(connection: &Connection, account: &Account<'_>, shown: &view::Story) -> rusqlite::Result<()> {
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
    for (place, (number, membership)) in account.numbers.iter().zip(&account.story.members).enumerate() {
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
    groups: &[&Group],
) -> rusqlite::Result<()> {
    let kept: BTreeSet<&str> = groups.iter().map(|group| group.id.as_str()).collect();
    for story in old.iter().filter(|story| !kept.contains(story.as_str())) {
        let mut heirs: Vec<(usize, usize, &Group)> = Vec::new();
        for (place, group) in groups.iter().copied().enumerate() {
            let taken = group.numbers.iter().filter(|number| former.get(number) == Some(story)).count();
            if taken > 0 {
                heirs.push((taken, place, group));
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
        let into = &heir.id;
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
