//! The quotation lane: which quoted passages are readings of one utterance, and how they differ.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use variorum::analyse::{Analysis, Attribution, AttributionKind, AttributionStyle, analyse};
use variorum::article::{Article, Metadata};
use variorum::collate::limits::Bounds;
use variorum::collate::{Quotation, ReadingRelation, quotation};
use variorum::relate::{Membership, Story};
use variorum::text::Anchor;

/// Everyone who speaks in the texts below.
const SPEAKERS: &[&str] = &["Venn", "Merin", "Dorn", "Kolm", "Brandt", "Rook"];
const CUES: &[&str] = &["said", "says", "wrote", "told", "called", "described", "spoke of"];

/// The analysis of a text whose attributions are set by hand, so that the tests below test the joining alone: the
/// source of every quoted passage is the first speaker named, the addressee the name after "told".
fn analysed(article: &Article) -> Analysis {
    let text = article.text.as_str();
    let mut analysis = analyse(article);
    let quoted = analysis.quoted.clone();
    let outside = |anchor: &Anchor| !quoted.iter().any(|passage| passage.anchor.overlaps(*anchor));
    let place = |words: &str| {
        let all =
            text.match_indices(words).filter_map(|(start, found)| Anchor::new(text, start, start + found.len()).ok());
        all.into_iter().find(outside)
    };
    let addressee = text.split_once(" told ").and_then(|(before, after)| {
        let end = after.find(['.', ',']).unwrap_or(after.len());
        Anchor::new(text, before.len() + 6, before.len() + 6 + end).ok()
    });
    let named =
        SPEAKERS.iter().filter_map(|name| place(name)).filter(|name| addressee.is_none_or(|to| !to.contains(*name)));
    let attribution = |source: Anchor, content: Anchor| Attribution {
        kind: AttributionKind::Speech,
        style: AttributionStyle::Direct,
        source: Some(source),
        cue: CUES.iter().find_map(|cue| place(cue)),
        content: vec![content],
        speakers: Vec::new(),
        medium: place("on Plaza"),
        occasion: None,
        addressee,
        doubt: Vec::new(),
        parent: None,
    };
    let source = named.min();
    analysis.attributions = source
        .map(|source| quoted.iter().map(|passage| attribution(source, passage.anchor)).collect())
        .unwrap_or_default();
    analysis
}

/// The quotations of a story whose articles are these texts.
fn quotations(texts: &[&str]) -> Vec<Quotation> {
    let article = |(number, text): (usize, &&str)| Article::new(format!("{number}"), *text, Metadata::default());
    let articles: Vec<Article> = texts.iter().enumerate().map(article).collect();
    let analyses: Vec<Analysis> = articles.iter().map(analysed).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: String::new() };
    let story = Story { id: String::new(), members: (0..texts.len()).map(member).collect() };
    quotation::join(&story, &articles, &analyses, &[], &Bounds::default())
}

/// The relations of the readings of two texts: empty where nothing was joined.
fn relations(first: &str, second: &str) -> Vec<ReadingRelation> {
    quotations(&[first, second]).iter().flat_map(|found| &found.comparisons).map(|found| found.relation).collect()
}

/// Two outlets print one utterance in other words.
const ALTERED: &[(&str, &str)] = &[
    (
        "Mayor Orla Venn wrote on Plaza that the call was “lengthy and highly productive”.",
        "Mayor Orla Venn described the call on Plaza as “extended and highly fruitful”.",
    ),
    (
        "Venn wrote that they had “agreed to have our respective teams start negotiations immediately”.",
        "Venn wrote that they had “agreed to have our respective delegations commence talks immediately”.",
    ),
    (
        "“Harbour guarantees without the islands are not real harbour guarantees,” Venn said.",
        "“Harbour assurances without the islands do not constitute genuine harbour assurances,” Venn said.",
    ),
    (
        "“We were entirely unprepared for the flood,” Captain Dorn said.",
        "“We were completely unprepared for the flood,” Captain Dorn said.",
    ),
    (
        "“The bridge must be closed before winter,” said the engineer Ada Kolm.",
        "“The bridge has to be shut before winter,” said the engineer Ada Kolm.",
    ),
    (
        "“It is time to stop this ridiculous strike,” Merin wrote on Plaza.",
        "“It is time to end this absurd strike,” Merin wrote on Plaza.",
    ),
    (
        "Kolm said: “We will build a new dam and repair the old canal.”",
        "Kolm said: “We will construct a new dam and mend the old canal.”",
    ),
    (
        "“Nobody wants the mine to reopen more than the workers,” Halvar Brandt said.",
        "“Nobody desires the mine to reopen more than the workers,” Halvar Brandt said.",
    ),
    (
        "“We expect the ferry to sail on time,” Dorn told reporters.",
        "“We do not expect the ferry to sail on time,” Dorn told reporters.",
    ),
    ("“Our losses this year were small,” Tessa Rook said.", "“Our losses this year were large,” Tessa Rook said."),
    (
        "Rook said: “The firm paid 40 million crowns for the yard.”",
        "Rook said: “The firm paid 14 million crowns for the yard.”",
    ),
    (
        "“I have never seen such a big fire in this valley,” Brandt said.",
        "“I have never witnessed such a large blaze in this valley,” Brandt said.",
    ),
    (
        "“The talks were frank and useful for both towns,” said Merin.",
        "“The discussions were candid and helpful for both towns,” said Merin.",
    ),
    (
        "“Children must be able to walk to school safely,” Kolm said.",
        "“Kids must be able to walk to school safely,” Kolm said.",
    ),
    (
        "Dorn wrote: “The crew acted quickly and saved every passenger.”",
        "Dorn wrote: “The crew acted swiftly and rescued every passenger.”",
    ),
    ("“We shall decide on the tariff in spring,” Venn said.", "“We shall decide on the tariff in autumn,” Venn said."),
    (
        "“The council has lost the trust of the fishermen,” Rook said.",
        "“The council has forfeited the confidence of the fishermen,” Rook said.",
    ),
    (
        "“This agreement helps farmers, buyers and shops,” Merin said.",
        "“This deal helps farmers, buyers and shops,” Merin said.",
    ),
    (
        "Brandt said: “I regret the delay and apologise to all residents.”",
        "Brandt said: “I regret the delay and apologise to all tenants.”",
    ),
    (
        "“We found the missing boat near the northern reef,” Dorn said.",
        "“We located the missing vessel near the northern reef,” Dorn said.",
    ),
    (
        "Venn said the new harbour law was “fair and long overdue”. She spoke in Varn.",
        "Venn called the new harbour law “just and long overdue” in Varn.",
    ),
];

/// Alike, but separate utterances.
const SEPARATE: &[(&str, &str)] = &[
    // Other speakers.
    ("“We were entirely unprepared,” Captain Dorn said.", "“We were completely unprepared,” Mayor Venn said."),
    ("“I will not resign over this report,” Merin said.", "“I will not resign over this report,” Brandt said."),
    ("Venn called it “a disgrace”.", "Rook called it “a disgrace”."),
    // Other times.
    (
        "“The conversation went very well,” Merin said on Monday.",
        "“The conversation went very well,” Merin said on Wednesday.",
    ),
    ("“We are ready to talk,” Venn said on Friday.", "“We are ready to talk,” Venn said on Sunday."),
    (
        "“The situation is under control,” Dorn said on Tuesday after the fire.",
        "“The situation is under control,” Dorn said on Saturday after the flood.",
    ),
    // To other persons.
    ("“You have my full support,” Merin told Orla Venn.", "“You have my full support,” Merin told Halvar Brandt."),
    ("“Thank you for your courage,” Rook told Ada Kolm.", "“Thank you for your courage,” Rook told Captain Dorn."),
    // Two sentences of one post.
    (
        "“No more boats should be lost,” Merin wrote on Plaza.",
        "“God bless the sailors of Varn and Belvar,” Merin wrote on Plaza.",
    ),
    ("Venn wrote: “The budget is safe.”", "Venn wrote: “The harbour is safe.”"),
    ("“We need more nurses,” Kolm said.", "“We need more time,” Kolm said."),
    ("“We will rebuild the school,” Brandt said.", "“We will never forget the victims,” Brandt said."),
    // A common phrase.
    ("Venn spoke of “a step forward” for the fishermen.", "Venn called the tunnel “a step forward”."),
    ("Merin called the tax “fair”.", "Merin called the trial “fair”."),
    ("Rook said the deal was “very important”.", "Rook said the vaccine was “very important”."),
    ("Dorn said the search was “ongoing”.", "Dorn said the inquiry was “ongoing”."),
    ("“Thank you very much,” said Kolm.", "“Thank you,” said Kolm as she left the court."),
    // No speaker on one side, and little in common.
    ("“We were unprepared for the flood,” Dorn said.", "The report says the crew was “unprepared”."),
    ("“The bridge is closed,” Kolm said.", "A sign read: “The road is closed.”"),
    ("Venn said the plan was “a mistake”.", "The paper called the plan “a mistake”."),
    (
        "“Prices will rise by two percent next year,” Merin said.",
        "“Wages will fall in every town by spring,” Merin said.",
    ),
    // A letter, and what is said of it.
    (
        "“I fear that the budget of the chairman reflects his love of tunnels rather than the needs of Varn,” Rook said.",
        "A letter read: “Your budget appears to reflect your love of tunnels rather than the needs of Varn.”",
    ),
];

#[test]
fn altered_quotations_are_found() {
    let mut missed = Vec::new();
    for (first, second) in ALTERED {
        if relations(first, second) != [ReadingRelation::Altered] {
            missed.push(format!("{first} | {second}: {:?}", relations(first, second)));
        }
    }
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), ALTERED.len(), missed.join("\n"));
}

#[test]
fn alike_but_separate_utterances_stay_apart() {
    let mut joined = Vec::new();
    for (first, second) in SEPARATE {
        for found in quotations(&[first, second]) {
            joined.push(format!("{first} | {second}: {}", found.why));
        }
    }
    assert!(joined.is_empty(), "{} of {} joined:\n{}", joined.len(), SEPARATE.len(), joined.join("\n"));
}

#[test]
fn how_two_readings_differ_has_a_name() {
    use ReadingRelation::*;
    for (first, second, expected) in [
        ("“The harbour is safe,” Venn said.", "Venn said: “The harbour is safe.”", Same),
        ("“The harbour is SAFE now,” Venn said.", "Venn said: \"The harbor is safe now.\"", Typography),
        ("“The harbour is safe and the ferry sails today,” Venn said.", "Venn said that “the ferry sails today”.", Cut),
        (
            "“The harbour, after a long night, is safe again,” Venn said.",
            "“The harbour … is safe again,” Venn said.",
            Ellipsis,
        ),
        (
            "“The harbour, after a long night, is safe again,” Venn said.",
            "“The harbour is safe again,” Venn said.",
            Altered,
        ),
    ] {
        assert_eq!(relations(first, second), [expected], "{first} | {second}");
    }
}

#[test]
fn an_article_is_compared_with_itself() {
    let text = "Venn spoke of a “durable and trustworthy truce” with the islands. The mayor has governed for ten years.\n\
                “Together we will secure an enduring, dependable truce with the islands,” Venn wrote.";
    let found = quotations(&[text]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].comparisons[0].relation, ReadingRelation::Altered);
}

#[test]
fn one_salient_word_of_a_longer_quotation_is_a_reading_of_it() {
    let found = relations(
        "Venn said on Plaza that she had a “meaningful” conversation with Merin about the harbour.",
        "Venn wrote on Plaza: “I had a meaningful conversation with Merin. We discussed the harbour.”",
    );
    assert_eq!(found, [ReadingRelation::Cut]);
}

#[test]
fn many_copies_of_one_quotation_are_one_utterance() {
    let texts = vec!["“We were entirely unprepared for the flood,” Captain Dorn said."; 200];
    let found = quotations(&texts);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].readings.len(), 200);
}

#[test]
fn a_sentence_that_goes_on_otherwise_is_not_laid_beside_it() {
    let first = "“You know I am not going to talk about this any more,” Venn said.";
    let second = "“But I am not going to allow this thing to dominate what I talk about,” Venn said.";
    assert_eq!(relations(first, second), []);
}

#[test]
fn the_article_of_a_name_is_typography() {
    let first = "“Nobody knows what happens, and it looks like al-Kolmi is going to win the town,” Venn said.";
    let second = "“Nobody knows what happens, and it looks like Kolmi is going to win the town,” Venn said.";
    assert_eq!(relations(first, second), [ReadingRelation::Typography]);
}

#[test]
fn one_article_may_cite_what_somebody_repeats() {
    let text = "“I say that because the report says: key questions about the cause of the flood remain to be answered,” \
                the envoy said. The report read: “There are key questions about the cause of the flood that remain to be answered.”";
    let altered = quotations(&[text]).iter().flat_map(|found| &found.comparisons).count();
    assert_eq!(altered, 0);
}

#[test]
fn what_a_speaker_quotes_is_not_how_she_puts_it_herself() {
    let text = "“I say that because in the report it is -- I quote: 'Key questions surrounding the identity of those who opened \
                the gates remain to be determined,'” Venn said. “There are key questions surrounding the identity of those who \
                opened the gates that remain to be determined,” Venn said.";
    let altered = quotations(&[text]).iter().flat_map(|found| &found.comparisons).count();
    assert_eq!(altered, 0);
}

#[test]
fn two_passages_of_one_speech_are_not_one_altered() {
    let first = "“I do not think that is right,” Venn said of the tunnel.";
    let second =
        "“I do not think that is right,” Venn said of the tunnel. “And I do not think it is right,” Venn said.";
    let relations: Vec<_> =
        quotations(&[first, second]).iter().flat_map(|found| &found.comparisons).map(|found| found.relation).collect();
    assert!(!relations.contains(&ReadingRelation::Altered), "{relations:?}");
}

#[test]
fn a_word_written_apart_is_typography() {
    for (first, second) in [
        (
            "\"We will lower the healthcare costs of every family in Norland,\" Venn said.",
            "\"We will lower the health care costs of every family in Norland,\" Venn said.",
        ),
        (
            "\"These are the towns that have been publicised by the harbour board,\" Venn said.",
            "\"These are the towns that have been publicized by the harbour board,\" Venn said.",
        ),
    ] {
        assert_eq!(relations(first, second), [ReadingRelation::Typography], "{first}");
    }
}

#[test]
fn what_an_editor_puts_in_parentheses_alters_nothing() {
    let first = "\"Norland will not leave the treaty (of Selby) because we signed it,\" Venn said.";
    let second = "\"Norland will not leave the treaty because we signed it,\" Venn said.";
    assert_eq!(relations(first, second), [ReadingRelation::Ellipsis]);
}

#[test]
fn two_titles_are_no_utterance() {
    let first = "Venn spoke of \"The Harbour\" and of the tapes of the African tour.";
    let second = "Venn spoke of \"The Royal Harbour\" and of the tapes of the African tour.";
    assert_eq!(relations(first, second), []);
}

#[test]
fn two_short_quotations_of_one_article_are_two() {
    let text = "\"He is one of the great men of Norland,\" Venn said. \"One of the truly great men,\" Venn said.";
    let other = "Nothing was said.";
    assert_eq!(relations(text, other), []);
}

#[test]
fn few_words_with_one_turned_round_are_another_utterance() {
    let first = "“I also think it is a very bad thing for Norland,” Venn said.";
    let second = "“I think it is a good thing to meet, I do believe in meetings,” Venn said.";
    assert_eq!(relations(first, second), []);
}
