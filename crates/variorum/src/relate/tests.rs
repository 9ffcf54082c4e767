//! Invented articles: who copies whom, which belong together, and that order does not matter.

use super::stories::{Clusterer, Settings};
use super::{Derivation, DerivationKind, Direction, collection_order, relate, reuse, stories};
use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata, Published};
use std::collections::BTreeSet;

const FERRY: &str = "The ferry Selma and a barge collided off Port Amary on Sunday morning while thick fog lay over the \
    harbour mouth. Fourteen passengers were taken to the hospital in Vell with broken bones and bruises, the harbour \
    authority told reporters. Its inspectors have opened an inquiry into why the barge had left its lane without \
    any warning to the bridge of the ferry. The line runs six crossings a day between the islands in summer.";

const BUDGET: &str = "The council of Vell adopted a budget on Sunday that cuts spending for schools and roads by a tenth. \
    Mayor Ilse Orvad defended the savings against protests from teachers and drivers who had gathered in the square. The \
    opposition wants a referendum on the cuts and has started to collect signatures in all districts of the town.";

fn article(name: &str, outlet: &str, day: i8, text: &str) -> Article {
    let published = Some(Published::day(jiff::civil::date(2025, 5, day)));
    Article::new(name, text, Metadata { outlet: Some(outlet.into()), published, ..Metadata::default() })
}

fn undated(name: &str, text: &str) -> Article {
    Article::new(name, text, Metadata::default())
}

/// The derivations of articles that stand in collection order.
fn derivations(articles: &[Article]) -> Vec<Derivation> {
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    reuse::find(articles, &analyses)
}

/// Checks the one derivation of two texts.
fn check_kind(first: &str, second: &str, expected: Option<DerivationKind>) {
    let articles = [article("a", "Amary Post", 4, first), article("b", "Vell Herald", 5, second)];
    let found = derivations(&articles);
    assert_eq!(found.first().map(|found| found.kind), expected, "{second}");
    for passage in found.iter().flat_map(|found| &found.passages) {
        assert!(!passage.a.of(first).is_empty() && !passage.b.of(second).is_empty());
    }
}

/// The stories of a collection, by the names of their articles.
fn told(articles: &[Article]) -> Vec<Vec<String>> {
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let relations = relate(articles, &analyses);
    let name = |member: &stories::Membership| articles[member.article].name.clone();
    relations.stories.iter().map(|story| story.members.iter().map(name).collect()).collect()
}

#[test]
fn kinds_of_reuse() {
    check_kind(FERRY, FERRY, Some(DerivationKind::Copy));
    let first_half: String = FERRY.split_inclusive(". ").take(2).collect();
    check_kind(FERRY, &first_half, Some(DerivationKind::Cut));
    let edited = FERRY.replace("thick fog", "dense mist").replace("bruises", "cuts").replace("opened", "begun");
    check_kind(FERRY, &edited, Some(DerivationKind::EditedCopy));
    check_kind(FERRY, &format!("{first_half} {BUDGET} {BUDGET}"), Some(DerivationKind::SharedPassage));
    check_kind(FERRY, BUDGET, None);
}

#[test]
fn a_common_quotation_is_no_evidence_of_copying() {
    let quotation = "“we had no warning at all and the barge came out of the fog like a wall in front of the bow”";
    let first =
        format!("The captain of the ferry was clear when he spoke on Monday: {quotation}, he said in the port.");
    let second = format!("Asked what went wrong, Captain Rell answered that {quotation}. His crew agrees with him.");
    check_kind(&first, &second, Some(DerivationKind::SharedQuotation));
}

#[test]
fn names_and_titles_in_a_row_are_no_evidence_of_copying() {
    let titles = "Deputy Minister for Ports and Coastal Shipping Anna Maria Rell of the Liberal Union Party of Vell";
    check_kind(&format!("{titles} resigned over the ferry."), &format!("A vote of thanks went to {titles}."), None);
}

#[test]
fn direction_comes_from_the_days_or_is_unknown() {
    let earlier = derivations(&[article("a", "Post", 4, FERRY), article("b", "Herald", 5, FERRY)]);
    assert_eq!(earlier[0].direction, Direction::FirstToSecond);
    let same_day = derivations(&[article("a", "Post", 4, FERRY), article("b", "Herald", 4, FERRY)]);
    assert_eq!(same_day[0].direction, Direction::Unknown);
    assert!(same_day[0].reason.starts_with("unknown"), "{}", same_day[0].reason);
}

#[test]
fn boilerplate_of_an_outlet_is_learnt() {
    let frame = "Stay with the Amary Post for more on this and on all that moves the islands, day and night, on every \
        channel that you like to read or hear, and tell us what you think about it in the comments below";
    let texts = ["A cat was saved.", "It rained.", "The bakery moved.", "A bridge opened.", "Bees are back."];
    let day = |number: usize| i8::try_from(number).unwrap() + 1;
    let posts = |(number, text): (usize, &&str)| {
        article(&number.to_string(), "Post", day(number), &format!("{text} {BUDGET} {frame}"))
    };
    let framed: Vec<Article> = texts
        .iter()
        .enumerate()
        .map(|(number, text)| {
            article(&number.to_string(), "Post", day(number), &format!("{}\n{frame}", text.repeat(12)))
        })
        .collect();
    assert_eq!(derivations(&framed), []);
    let copies: Vec<Article> = texts.iter().enumerate().map(posts).collect();
    assert!(!derivations(&copies).is_empty(), "a text printed five times is a copy, not a frame");
}

#[test]
fn many_copies_cost_no_more_than_their_length() {
    let articles: Vec<Article> =
        (0..2000).map(|number| article(&format!("{number:04}"), &format!("Outlet {number}"), 4, FERRY)).collect();
    let analyses = vec![Analysis::default(); articles.len()];
    let found = reuse::find(&articles, &analyses);
    assert_eq!(found.len(), 1999);
    assert!(found.iter().all(|found| found.a == 0 && found.kind == DerivationKind::Copy));
    assert_eq!(stories::group(&articles, &found).len(), 1);
}

#[test]
fn many_near_copies_derive_from_the_first() {
    let articles: Vec<Article> = (0..400)
        .map(|number| {
            article(&format!("{number:04}"), &format!("Outlet {number}"), 4, &format!("By writer{number}. {FERRY}"))
        })
        .collect();
    let analyses = vec![Analysis::default(); articles.len()];
    assert_eq!(reuse::find(&articles, &analyses).len(), 399);
}

fn newsroom() -> Vec<Article> {
    let mut articles = vec![
        article("ferry-1", "Post", 4, FERRY),
        article(
            "ferry-2",
            "Herald",
            5,
            "Inspectors of the harbour authority want to know why a barge left its lane in fog off Port Amary and struck the \
             ferry Selma on Sunday. The hospital in Vell is treating fourteen passengers for broken bones. The Selma makes \
             six crossings a day between the islands.",
        ),
        article("ferry-copy", "Gazette", 5, FERRY),
        article("budget-1", "Post", 4, BUDGET),
        article(
            "budget-2",
            "Herald",
            5,
            "Teachers and drivers have protested in Vell against the budget that the council adopted on Sunday. Mayor Ilse \
             Orvad says the cuts of a tenth for schools and roads cannot be helped. The opposition collects signatures for a \
             referendum.",
        ),
        article(
            "ferry-later",
            "Post",
            24,
            "Three weeks after the ferry Selma and a barge collided off Port Amary the harbour authority has closed its \
             inquiry. The barge had left its lane in the fog because its pilot had been on duty for nineteen hours, the \
             inspectors write. The passengers hurt in the collision have left the hospital in Vell.",
        ),
    ];
    articles.sort_by(collection_order);
    articles
}

#[test]
fn stories_hold_one_event_and_threads_link_what_follows() {
    let articles = newsroom();
    assert_eq!(
        told(&articles),
        [vec!["budget-1", "budget-2"], vec!["ferry-1", "ferry-2", "ferry-copy"], vec!["ferry-later"]]
    );
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let relations = relate(&articles, &analyses);
    let links: Vec<(usize, usize, bool)> =
        relations.threads.iter().map(|link| (link.earlier, link.later, link.ordered)).collect();
    assert_eq!(links, [(1, 2, true)]);
    assert!(relations.threads[0].reason.contains("Selma"), "{}", relations.threads[0].reason);
    assert!(relations.stories[0].members[0].reason.contains("Orvad"), "{}", relations.stories[0].members[0].reason);
}

#[test]
fn undated_articles_are_told_apart_by_the_days_their_leads_name() {
    let articles = [
        undated(
            "a",
            "President Arne Holt of Vell and Prime Minister Bea Kors of Amary spoke by telephone for an hour on Wednesday \
             about the fishing dispute. Both sides want talks, the palace said. Port Selm may host a meeting of the two.",
        ),
        undated(
            "b",
            "The fishing dispute may end at a table: after a telephone conversation of about sixty minutes on Wednesday, \
             President Arne Holt and Prime Minister Bea Kors told their ministers to prepare talks in Port Selm.",
        ),
        undated(
            "c",
            "No truce at sea came of two hours on the line: on Monday Arne Holt and Bea Kors argued over cut nets, a seized \
             trawler and the price of herring, said the chancellery in Amary. The archbishop of Brack is to mediate. Over \
             the weekend skippers had blocked a pier, and insurers now ask for convoys.",
        ),
    ];
    assert_eq!(told(&articles), [vec!["a", "b"], vec!["c"]]);
}

#[test]
fn incremental_equals_from_scratch_after_maintenance() {
    let articles = newsroom();
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let found = reuse::find(&articles, &analyses);
    let expected: BTreeSet<BTreeSet<usize>> = stories::group(&articles, &found)
        .iter()
        .map(|story| story.members.iter().map(|member| member.article).collect())
        .collect();
    // Every rotation and its reverse: late arrivals, early arrivals, both.
    for shift in 0..articles.len() {
        for reversed in [false, true] {
            let mut arrival: Vec<usize> = (0..articles.len()).map(|number| (number + shift) % articles.len()).collect();
            if reversed {
                arrival.reverse();
            }
            let mut clusterer = Clusterer::new(Settings::default());
            for number in &arrival {
                clusterer.add(&articles[*number]);
            }
            let place = |number: usize| arrival.iter().position(|arrived| *arrived == number).unwrap();
            let by_arrival: Vec<Derivation> = found
                .iter()
                .map(|found| Derivation { a: place(found.a), b: place(found.b), ..found.clone() })
                .collect();
            clusterer.maintain(&by_arrival);
            let stories: BTreeSet<BTreeSet<usize>> = clusterer
                .stories()
                .values()
                .map(|members| members.iter().map(|member| arrival[*member]).collect())
                .collect();
            assert_eq!(stories, expected, "arrival {arrival:?}");
            assert_eq!(clusterer.maintain(&by_arrival), [], "maintenance twice changes nothing");
        }
    }
}

#[test]
fn any_input_order_gives_the_same() {
    let sorted = newsroom();
    let expected = told(&sorted);
    for shift in 1..sorted.len() {
        let mut articles = sorted.clone();
        articles.rotate_left(shift);
        articles.sort_by(collection_order);
        assert_eq!(told(&articles), expected);
    }
}

#[test]
fn odd_texts_do_no_harm() {
    let texts = ["", " ", "word", "a a a a a a a a a a a a a a a a", "“", "é\u{301}\n\n—", &"x ".repeat(5000)];
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(number, text)| undated(&number.to_string(), text)).collect();
    let count: usize = told(&articles).iter().map(Vec::len).sum();
    assert_eq!(count, articles.len());
}
