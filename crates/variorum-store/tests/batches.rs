//! What an archive holds does not depend on how its articles came.

#[cfg(test)]
mod common;

use common::{Lots, archive, articles, content, lines, rows};
use jiff::civil::date;
use serde_json::{Value, json};
use variorum::analyse::{Analysis, analyse};
use variorum::article::{Article, Metadata, Published};
use variorum::relate::{Derivation, Membership, Story, ThreadLink, collection_order, relate, threads};
use variorum_store::{Archive, Table};

/// Articles without later versions: versions are numbered as they arrive.
fn unversioned(count: usize, seed: u64) -> Vec<Article> {
    let mut articles = articles(count, seed);
    for article in &mut articles {
        article.url = None;
    }
    articles
}

/// The articles dealt out at random to a few batches, each in collection order.
fn batches(articles: &[Article], lots: &mut Lots) -> Vec<Vec<Article>> {
    let mut batches = vec![Vec::new(); 1 + lots.below(6)];
    let count = batches.len();
    for article in articles {
        batches[lots.below(count)].push(article.clone());
    }
    batches.iter_mut().for_each(|batch| batch.sort_by(collection_order));
    batches
}

/// Where two contents first differ.
fn assert_same(found: &str, expected: &str) {
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

#[test]
fn any_split_into_batches_gives_the_same_archive() {
    let folder = tempfile::tempdir().unwrap();
    let articles = unversioned(48, 7);
    let whole = content(&archive(&folder.path().join("whole"), std::slice::from_ref(&articles)));
    for table in ["derivation", "finding", "story", "thread"] {
        assert!(whole.contains(&format!("\n{table} ")), "{table}");
    }
    let mut lots = Lots(11);
    for round in 0..5 {
        let split = archive(&folder.path().join(round.to_string()), &batches(&articles, &mut lots));
        assert_same(&content(&split), &whole);
    }
}

#[test]
fn one_by_one_and_backwards_give_the_same_archive() {
    let folder = tempfile::tempdir().unwrap();
    let articles = unversioned(20, 3);
    let whole = content(&archive(&folder.path().join("whole"), std::slice::from_ref(&articles)));
    let single: Vec<Vec<Article>> = articles.iter().rev().map(|article| vec![article.clone()]).collect();
    assert_same(&content(&archive(&folder.path().join("single"), &single)), &whole);
}

#[test]
fn in_the_order_of_arrival_versions_too_are_the_same_in_any_split() {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles(40, 5);
    let whole = content(&archive(&folder.path().join("whole"), std::slice::from_ref(&articles)));
    assert!(whole.contains("\"version\":2"));
    for size in [1, 7] {
        let split: Vec<Vec<Article>> = articles.chunks(size).map(<[Article]>::to_vec).collect();
        assert_same(&content(&archive(&folder.path().join(size.to_string()), &split)), &whole);
    }
}

#[test]
fn what_was_removed_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let articles = unversioned(30, 9);
    let (kept, removed): (Vec<Article>, Vec<Article>) = {
        let mut lots = Lots(2);
        articles.iter().cloned().partition(|_| lots.below(3) > 0)
    };
    let expected = content(&archive(&folder.path().join("kept"), &[kept]));
    let mut all: Archive = archive(&folder.path().join("all"), &[articles]);
    let ids: Vec<String> = removed.iter().map(|article| article.id.clone()).collect();
    all.remove(&ids).unwrap();
    assert_same(&content(&all), &expected);
    assert_eq!(all.check().unwrap().faults, Vec::<String>::new());
}

#[test]
fn an_archive_relates_its_articles_as_the_library_does() {
    // As many as a list of articles with one word run holds: of more, the two may list others.
    for (count, seed) in [(32, 7), (32, 3), (30, 12), (28, 21)] {
        let folder = tempfile::tempdir().unwrap();
        let articles = unversioned(count, seed);
        let single: Vec<Vec<Article>> = articles.iter().rev().map(|article| vec![article.clone()]).collect();
        let archive = archive(&folder.path().join("a"), &single);
        let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
        let relations = relate(&articles, &analyses);
        let id = |article: usize| articles[article].id.as_str();

        let mut members = Vec::new();
        for story in &relations.stories {
            members.extend(story.members.iter().enumerate().map(|(place, member)| {
                let Membership { article, similarity, reason } = member;
                json!({"story": story.id, "place": place, "article": id(*article), "similarity": similarity, "reason": reason})
            }));
        }
        members.sort_by_key(|row| (row["story"].to_string(), row["place"].as_u64()));
        assert_same(&lines(rows(&archive, Table::Members)), &lines(members));

        let derivation = |found: &Derivation| {
            let Derivation { a, b, kind, direction, reason, share_of_a, share_of_b, .. } = found;
            json!({"a": id(*a), "b": id(*b), "kind": kind, "direction": direction, "reason": reason,
                   "share_of_a": share_of_a, "share_of_b": share_of_b})
        };
        let mut derivations: Vec<Value> = relations.derivations.iter().map(derivation).collect();
        derivations.sort_by_key(|row| (row["a"].to_string(), row["b"].to_string()));
        assert!(!derivations.is_empty());
        assert_same(&lines(rows(&archive, Table::Derivations)), &lines(derivations));

        let link = |link: &ThreadLink| {
            let ThreadLink { earlier, later, ordered, similarity, reason } = link;
            let (earlier, later) = (&relations.stories[*earlier].id, &relations.stories[*later].id);
            json!({"earlier": earlier, "later": later, "ordered": i32::from(*ordered), "similarity": similarity, "reason": reason})
        };
        let mut links: Vec<Value> = relations.threads.iter().map(link).collect();
        links.sort_by_key(|row| (row["earlier"].to_string(), row["later"].to_string()));
        assert!(!links.is_empty());
        assert_same(&lines(rows(&archive, Table::Threads)), &lines(links));
    }
}

/// That the links between the stories of an archive are those that the library finds between them.
#[cfg(test)]
fn assert_links(archive: &Archive, articles: &[Article]) {
    let mut stories: Vec<Story> = Vec::new();
    for row in rows(archive, Table::Members) {
        let article = articles.iter().position(|article| row["article"] == article.id).unwrap();
        let membership = Membership { article, similarity: 1.0, reason: String::new() };
        match stories.iter_mut().find(|story| row["story"] == story.id) {
            Some(story) => story.members.push(membership),
            None => stories.push(Story { id: row["story"].as_str().unwrap().into(), members: vec![membership] }),
        }
    }
    let links = threads::link(articles, &stories);
    let mut expected: Vec<(&str, &str, &str)> = links
        .iter()
        .map(|link| (stories[link.earlier].id.as_str(), stories[link.later].id.as_str(), link.reason.as_str()))
        .collect();
    expected.sort();
    let found = rows(archive, Table::Threads);
    let text = |row: usize, name: &str| found[row][name].as_str().unwrap();
    let found: Vec<(&str, &str, &str)> =
        (0..found.len()).map(|row| (text(row, "earlier"), text(row, "later"), text(row, "reason"))).collect();
    assert!(!expected.is_empty());
    assert_eq!(found, expected);
}

#[test]
fn the_links_between_stories_are_those_that_the_library_finds_between_them() {
    let folder = tempfile::tempdir().unwrap();
    let articles = unversioned(48, 7);
    let single: Vec<Vec<Article>> = articles.iter().rev().map(|article| vec![article.clone()]).collect();
    assert_links(&archive(&folder.path().join("a"), &single), &articles);
}

#[test]
fn links_are_right_where_more_stories_share_a_term_than_are_looked_at() {
    let names = ["Amary", "Belsund", "Corvo", "Dunmere", "Eskport", "Farholm", "Selma", "Ottilie", "Branka", "Dagny"];
    let mut lots = Lots(4);
    let mut articles: Vec<Article> = Vec::new();
    for number in 0..130 {
        let mut name = || names[lots.below(names.len())];
        let text = format!(
            "{} and {} met the council of {} over paper {number}, {} said. {} was not there.",
            name(),
            name(),
            name(),
            name(),
            name()
        );
        let day = date(2031, 5, 1 + lots.below(28) as i8);
        let metadata = Metadata { published: Some(Published::day(day)), ..Metadata::default() };
        articles.push(Article::new(format!("{number:03}.txt"), text, metadata));
    }
    articles.sort_by(collection_order);
    let folder = tempfile::tempdir().unwrap();
    let mut archive = archive(&folder.path().join("a"), &batches(&articles, &mut lots));
    assert_links(&archive, &articles);
    let (gone, kept): (Vec<Article>, Vec<Article>) = articles.into_iter().partition(|_| lots.below(4) == 0);
    for article in gone {
        archive.remove(&[article.id]).unwrap();
    }
    assert_links(&archive, &kept);
}

#[test]
fn an_archive_of_the_first_schema_is_brought_up_to_date_by_the_next_add() {
    let folder = tempfile::tempdir().unwrap();
    let articles = unversioned(24, 3);
    let expected = content(&archive(&folder.path().join("new"), std::slice::from_ref(&articles)));
    let path = folder.path().join("old");
    drop(archive(&path, &[articles[1..].to_vec()]));
    let connection = rusqlite::Connection::open(&path).unwrap();
    let undone = "DROP INDEX analyses_by_version; DROP VIEW v_threads; DROP TABLE threads; DROP TABLE thread_terms; DROP TABLE profile_terms;
                  PRAGMA user_version = 1;";
    connection.execute_batch(undone).unwrap();
    drop(connection);
    let mut old = Archive::open(&path).unwrap();
    old.add(&articles, None, &mut |_| ()).unwrap();
    assert_same(&content(&old), &expected);
    assert_eq!(old.check().unwrap().faults, Vec::<String>::new());
}
