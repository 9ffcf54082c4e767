//! Invented articles: look-alike events, adjacent days of one saga, wire texts and what outlets do with them.

use super::reuse::DerivationKind;
use super::{Relations, collection_order, relate};
use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata, Published};

fn article(name: &str, outlet: &str, day: Option<i8>, headline: &str, text: &str) -> Article {
    let published = day.map(|day| Published::day(jiff::civil::date(2025, 5, day)));
    let (outlet, headline) = (Some(outlet.into()), Some(headline.into()));
    Article::new(name, text, Metadata { outlet, headline, published, ..Metadata::default() })
}

fn related(mut articles: Vec<Article>) -> (Vec<Article>, Relations) {
    articles.sort_by(collection_order);
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let relations = relate(&articles, &analyses);
    (articles, relations)
}

fn check_stories(articles: Vec<Article>, expected: &[&[&str]]) -> Relations {
    let (articles, relations) = related(articles);
    let told: Vec<Vec<&str>> = relations
        .stories
        .iter()
        .map(|story| story.members.iter().map(|member| articles[member.article].name.as_str()).collect())
        .collect();
    assert_eq!(told, expected);
    relations
}

#[test]
fn two_earthquakes_on_one_island_are_two_events() {
    let quake =
        |name: &str, outlet: &str, text: &str| article(name, outlet, None, "Earthquake shakes Orvik island", text);
    check_stories(
        vec![
            quake(
                "march-1",
                "Post",
                "An earthquake of magnitude 5.6 shook the island of Orvik in March 2019 and wounded five people in the \
                 village of Tarn, the seismological institute said. Roofs fell in Tarn, and the mayor, Elin Sund, opened \
                 the school for those who could not sleep at home.",
            ),
            quake(
                "march-2",
                "Herald",
                "Five people were hurt in Tarn when an earthquake of magnitude 5.6 struck Orvik island in March 2019. \
                 Mayor Elin Sund of Tarn had the school opened for families whose roofs had fallen. The seismological \
                 institute counted nine aftershocks.",
            ),
            quake(
                "winter-1",
                "Post",
                "An earthquake of magnitude 6.1 shook the island of Orvik in November 2024 and killed ten people in the \
                 port of Gell, where a warehouse came down on dockers of the night shift. President Jon Hask flew to \
                 Gell and promised money for the families of the dockers.",
            ),
            quake(
                "winter-2",
                "Herald",
                "Ten dockers died in Gell when an earthquake of magnitude 6.1 brought down a warehouse on Orvik island in \
                 November 2024. President Jon Hask promised money when he came to Gell on the day after. The night \
                 shift had just begun, the port said.",
            ),
        ],
        &[&["march-1", "march-2"], &["winter-1", "winter-2"]],
    );
}

#[test]
fn adjacent_days_of_one_saga_are_two_stories_of_one_thread() {
    let relations = check_stories(
        vec![
            article(
                "announced-1",
                "Post",
                Some(5),
                "Senate of Vell to vote on harbour bill",
                "The Senate of Vell will vote on the harbour bill on Wednesday, its leader Maren Holt said on Monday. Holt \
                 counts on 26 votes, one more than she needs. The bill would hand the docks of Port Amary to a private \
                 company for forty years.",
            ),
            article(
                "announced-2",
                "Herald",
                Some(5),
                "Holt sets Wednesday vote on harbour bill",
                "Senate leader Maren Holt on Monday set a vote on the harbour bill for Wednesday and said 26 senators \
                 would back it. A private company would run the docks of Port Amary for forty years under the bill.",
            ),
            article(
                "dropped-1",
                "Post",
                Some(7),
                "Holt drops harbour bill after dockers strike",
                "Maren Holt called off the vote on the harbour bill on Wednesday after three senators from the north \
                 deserted her and dockers laid down their work. Union chairman Pelle Strand spoke of a victory for all \
                 who load and unload ships. The cranes stood still from dawn.",
            ),
            article(
                "dropped-2",
                "Herald",
                Some(7),
                "Dockers cheer as Senate shelves harbour bill",
                "Dockers cheered outside the Senate on Wednesday when leader Maren Holt shelved the harbour bill. Three \
                 northern senators had deserted her overnight. The strike that stopped the cranes at dawn is over, \
                 union chairman Pelle Strand said.",
            ),
        ],
        &[&["announced-1", "announced-2"], &["dropped-1", "dropped-2"]],
    );
    let [link] = relations.threads.as_slice() else { panic!("one link: {:?}", relations.threads) };
    assert!((link.earlier, link.later, link.ordered) == (0, 1, true), "{link:?}");
    assert!(link.reason.starts_with("share ") && link.reason.contains("apart: 2 days between them"), "{}", link.reason);
}

const WIRE: &str = "The ferry Selma and a barge collided off Port Amary on Sunday morning while thick fog lay over the \
    harbour mouth. Fourteen passengers were taken to the hospital in Vell with broken bones and bruises, the harbour \
    authority told reporters. Its inspectors have opened an inquiry into why the barge had left its lane without \
    any warning to the bridge of the ferry. The line runs six crossings a day between the islands in summer.";

const MARKET: &str = "Traders on the fish market of Tarn paid a third more for herring this week than a year ago. The \
    catch has been poor since the winter storms tore the nets of half the fleet, and the fuel for the boats costs \
    more than ever, says the cooperative. Restaurants on the quay have taken herring off their cards.";

fn kinds(articles: Vec<Article>) -> Vec<DerivationKind> {
    related(articles).1.derivations.iter().map(|derivation| derivation.kind).collect()
}

#[test]
fn a_wire_text_under_other_datelines_is_one_text() {
    let reuters = article("a", "Post", Some(4), "Ferry hits barge", &format!("PORT AMARY, May 4 (Reuters) - {WIRE}"));
    let printed = article("b", "Herald", Some(5), "Collision in fog", &format!("VELL (Reuters) - {WIRE}"));
    assert_eq!(kinds(vec![reuters, printed]), [DerivationKind::Copy]);
}

#[test]
fn the_first_sentences_of_a_wire_text_are_a_cut() {
    let wire = article("a", "Post", Some(4), "Ferry hits barge", WIRE);
    let cut: String = WIRE.split_inclusive(". ").take(2).collect();
    assert_eq!(kinds(vec![wire, article("b", "Herald", Some(5), "In brief", &cut)]), [DerivationKind::Cut]);
}

#[test]
fn a_splice_shares_a_passage_with_each_of_its_texts_and_is_neither() {
    let sentences: Vec<&str> = WIRE.split_inclusive(". ").collect();
    let others: Vec<&str> = MARKET.split_inclusive(". ").collect();
    let spliced = format!("{}{}{}", others[1], sentences[1], sentences[2]);
    let (articles, relations) = related(vec![
        article("market", "Post", Some(3), "Herring is dear", MARKET),
        article("wire", "Gazette", Some(4), "Ferry hits barge", WIRE),
        article("spliced", "Herald", Some(5), "From the coast", &format!("{spliced}{}", "Nobody answered. ".repeat(9))),
    ]);
    let shared: Vec<(&str, &str)> = relations
        .derivations
        .iter()
        .filter(|derivation| derivation.kind == DerivationKind::SharedPassage)
        .map(|derivation| (articles[derivation.a].name.as_str(), articles[derivation.b].name.as_str()))
        .collect();
    assert_eq!(shared, [("market", "spliced"), ("wire", "spliced")]);
    let wire = relations.derivations.iter().find(|derivation| articles[derivation.a].name == "wire").unwrap();
    let passage = wire.passages[0].b.of(&articles[wire.b].text);
    assert!(passage.starts_with("Fourteen passengers") && passage.ends_with("bridge of the ferry"), "{passage}");
}
