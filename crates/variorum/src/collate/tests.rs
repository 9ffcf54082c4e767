//! The collation of short invented accounts: what must come out, and what must not.

use super::{Collation, FindingKind, Limits, collate};
use crate::analyse::{Analysis, analyse};
use crate::article::{Article, Metadata};
use crate::relate::{Membership, Story};

fn collation(texts: &[&str]) -> (Vec<Article>, Collation) {
    let articles: Vec<Article> =
        texts.iter().enumerate().map(|(n, text)| Article::new(format!("{n}"), *text, Metadata::default())).collect();
    let analyses: Vec<Analysis> = articles.iter().map(analyse).collect();
    let member = |article| Membership { article, similarity: 1.0, reason: "given".into() };
    let story = Story { id: String::new(), members: (0..articles.len()).map(member).collect() };
    let collation = collate(&story, &articles, &analyses, &[], &Limits::default());
    (articles, collation)
}

/// Kinds of the findings that rest on both wordings.
fn kinds(texts: &[&str], one: &str, other: &str) -> Vec<FindingKind> {
    let (articles, collation) = collation(texts);
    let rests_on = |finding: &super::Finding, words: &str| {
        finding
            .sides
            .iter()
            .flatten()
            .any(|evidence| evidence.anchor.of(&articles[evidence.article].text).contains(words))
    };
    collation
        .findings
        .iter()
        .filter(|finding| rests_on(finding, one) && rests_on(finding, other))
        .map(|finding| finding.kind)
        .collect()
}

const FIRST: &str = "President Mara Tarn and Chancellor Ivo Ellery spoke by phone on Wednesday. \
     The call between Mara Tarn and Ivo Ellery lasted an hour and a half, the chancellery said.";

#[test]
fn wordings_of_one_length_agree() {
    let second = "Mara Tarn held a phone call with Ivo Ellery. The call lasted nearly ninety minutes.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "ninety"), [FindingKind::Agreement]);
}

#[test]
fn the_call_with_somebody_else_is_another_event() {
    let second = "Mara Tarn also called a third leader. Her call with Oskar Venn lasted an hour, Oskar Venn said.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "an hour"), []);
}

#[test]
fn an_interview_is_not_the_call() {
    let second = "Ivo Ellery spoke about it in an hour-long interview with the Harbour Gazette on Thursday.";
    assert_eq!(kinds(&[FIRST, second], "hour and a half", "hour-long"), []);
}

#[test]
fn lengths_that_exclude_each_other_conflict_and_say_why() {
    let second = "Mara Tarn held a phone call with Ivo Ellery. The call lasted four hours.";
    let (_, collation) = collation(&[FIRST, second]);
    let conflicts: Vec<_> = collation.findings.iter().filter(|found| found.kind == FindingKind::Conflict).collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].gates.len(), 9);
    assert!(conflicts[0].why.contains("1 hour 30 minutes / 4 hours"), "{}", conflicts[0].why);
}

#[test]
fn what_two_articles_say_is_a_claim_in_the_words_of_one() {
    let one = "The ferry Selma collided with a barge off Port Amary harbour. Divers searched the wreck.";
    let other = "Off Port Amary harbour the ferry Selma and a barge collided. A school choir from Selby sang on the upper deck all morning.";
    let (articles, collation) = collation(&[one, other]);
    let claim = collation.claims.first().unwrap();
    assert_eq!(claim.witnesses.len(), 2);
    let canonical = &claim.witnesses[claim.canonical];
    assert!(canonical.anchor.of(&articles[canonical.article].text).contains("barge"));
    let alone: Vec<&str> =
        collation.only_in.iter().map(|item| item.evidence.anchor.of(&articles[item.evidence.article].text)).collect();
    assert!(alone.iter().any(|words| words.contains("choir")), "{alone:?}");
    assert!(!alone.iter().any(|words| words.contains("barge")), "{alone:?}");
}

#[test]
fn impossible_and_unlikely_are_two_positions() {
    let one = "Membership of the Norland customs union is off the table, the envoy of Helmsby told deputies.";
    let other = "Membership of the Norland customs union is unlikely, the envoy of Helmsby told deputies.";
    assert_eq!(collation(&[one, other]).1.claims, []);
}

#[test]
fn nothing_to_compare_is_no_error() {
    assert_eq!(collation(&[]).1, Collation::default());
    assert_eq!(collation(&["", " \n "]).1.findings, []);
}

/// The words that stand for each claim, with the number of its witnesses.
fn claims(texts: &[&str]) -> Vec<(String, usize)> {
    let (articles, collation) = collation(texts);
    let claims = collation.claims.iter().map(|claim| {
        let canonical = &claim.witnesses[claim.canonical];
        (canonical.anchor.of(&articles[canonical.article].text).to_string(), claim.witnesses.len())
    });
    claims.collect()
}

#[test]
fn keeping_all_and_closing_two_is_no_claim() {
    let one = "Bank Meridian will keep all five offices of Orlo, the bank said.";
    let other = "Bank Meridian will close two of the five offices of Orlo, the bank said.";
    assert_eq!(claims(&[one, other]), []);
    let third = "Bank Meridian will keep two of the five offices of Orlo, the bank said.";
    assert_eq!(claims(&[one, third]), []);
}

#[test]
fn the_same_words_of_others_are_no_claim() {
    let one = "The harbour authority of Port Amary sued the Orrin Gravel company on Monday.";
    let other = "The Orrin Gravel company sued the harbour authority of Port Amary on Monday.";
    assert_eq!(claims(&[one, other]), []);
}

#[test]
fn what_one_denies_is_no_claim() {
    let one = "Mara Tarn signed the treaty with Norland in Helmsby.";
    let other = "Mara Tarn did not sign the treaty with Norland in Helmsby.";
    assert_eq!(claims(&[one, other]), []);
}

#[test]
fn agreeing_with_somebody_is_not_agreeing_to_meet() {
    let one = "Mara Tarn agreed with Ivo Ellery on the price of the gravel, her office said.";
    let other = "Mara Tarn and Ivo Ellery agreed to meet again, her office said.";
    assert_eq!(claims(&[one, other]), []);
}

#[test]
fn an_event_is_agreed_on_also_by_those_who_only_speak_of_it() {
    let one = "President Mara Tarn and Chancellor Ivo Ellery held a phone call on Wednesday.";
    let other = "Nobody was told. The call between Mara Tarn and Ivo Ellery lasted four hours, Ivo Ellery said.";
    let found = claims(&[one, other]);
    assert!(
        found.iter().any(|(words, witnesses)| words.ends_with("held a phone call") && *witnesses == 2),
        "{found:?}"
    );
}

#[test]
fn a_claim_is_quoted_without_what_only_one_adds() {
    let one = "The ministry will send three inspectors to Port Amary on Monday.";
    let other = "The ministry will send three inspectors on Monday, a spokeswoman told the Herald.";
    let found = claims(&[one, other]);
    assert!(found.iter().any(|(words, _)| words == "The ministry will send three inspectors on Monday"), "{found:?}");
}

#[test]
fn what_is_altered_inside_quotation_marks_is_not_agreed_on() {
    let one = "\"We were entirely unprepared for a barge in that lane,\" Kallstrom said.";
    let other = "\"We were completely unprepared for a barge in that lane,\" Kallstrom said at the quay.";
    assert_eq!(claims(&[one, other]), []);
}

#[test]
fn two_plans_exclude_each_other_as_two_facts_do() {
    let one = "Bank Meridian will buy the shipping company Orlo for $2.4bn, the bank said.";
    let other =
        "VESTA, May 7 (NNA) - Bank Meridian will buy the shipping company Orlo for 3.4 billion dollars, the bank said.";
    assert_eq!(kinds(&[one, other], "$2.4bn", "3.4 billion"), [FindingKind::Conflict]);
}

#[test]
fn what_is_had_is_counted() {
    let one = "The minister met the Harbour League's 19 members.";
    let found = |other| kinds(&[one, other], "Harbour League", "members");
    assert_eq!(kinds(&[one, "The Harbour League has 16 members."], "19", "16"), [FindingKind::Conflict]);
    assert!(!found("The Harbour League has 19 members.").contains(&FindingKind::Conflict));
}

#[test]
fn one_price_that_differs_is_one_finding() {
    let one = "Bank Meridian will buy the shipping company Orlo for 2.4 billion dollars, the bank said on Thursday.";
    let two =
        "Bank Meridian will buy the shipping company Orlo for $2.4bn, its chief executive Lenka Aurel said in Vesta.";
    let other = "Bank Meridian will buy the shipping company Orlo for 3.4 billion dollars, the bank said on Thursday.";
    assert_eq!(kinds(&[one, two, other], "2.4 billion", "3.4 billion"), [FindingKind::Conflict]);
}

#[test]
fn the_bank_is_the_one_whose_name_says_so() {
    let one = "Bank Meridian bought the shipping company Orlo. The bank plans to close two of Orlo's five offices.";
    let other = "Bank Meridian will keep all five offices of Orlo, the bank said.";
    assert_eq!(kinds(&[one, other], "close two", "keep all five"), [FindingKind::Conflict]);
}

#[test]
fn what_is_planned_on_one_side_and_done_on_the_other_is_a_matter_of_status() {
    let one = "Bank Meridian will buy the shipping company Orlo, the bank said.";
    let other =
        "Lenka Aurel, the chief executive of Bank Meridian, signed the purchase of the shipping company Orlo in Vesta.";
    assert_eq!(kinds(&[one, other], "will buy", "signed"), [FindingKind::Status]);
}

#[test]
fn a_meeting_is_told_whatever_titles_those_who_met_are_given() {
    let one =
        "Education Minister Rufus Tarn and Maud Ellery, who heads the Norland Union, met in Helmsby on Wednesday.";
    let other = "After about 150 minutes of talks with Minister Rufus Tarn in Helmsby on Wednesday, Maud Ellery left.";
    let found = claims(&[one, other]);
    assert!(found.iter().any(|(words, _)| words.ends_with("met in Helmsby on Wednesday")), "{found:?}");
    let elsewhere = "After talks with Minister Rufus Tarn in Selby on Wednesday, Maud Ellery left.";
    let found = claims(&[one, elsewhere]);
    assert!(!found.iter().any(|(words, _)| words.contains("Helmsby")), "{found:?}");
}

#[test]
fn a_meeting_that_took_long_is_one_length_in_a_relative_clause_too() {
    let one = "Rufus Tarn met Maud Ellery on Wednesday. He praised the meeting, which took two and a half hours.";
    let other = "Rufus Tarn and Maud Ellery met on Wednesday. The meeting lasted about 150 minutes.";
    assert_eq!(kinds(&[one, other], "two and a half", "150 minutes"), [FindingKind::Agreement]);
}

#[test]
fn the_two_are_counted_by_nobody() {
    let one = "The Selma was carrying passengers when the two vessels met near the Gull Rock buoy off Port Amary.";
    let other = "The two vessels met near the Gull Rock buoy off Port Amary.";
    assert_eq!(kinds(&[one, other], "two vessels", "two vessels"), []);
}

#[test]
fn chances_that_make_up_the_whole_are_no_dispute() {
    let one = "Mayor Orla Venn said there is a one-in-three chance that her party loses the council. \
               \"There is a two-in-three chance that we win the council,\" the party of the mayor said.";
    assert_eq!(kinds(&[one, "Nothing was decided."], "one-in-three", "two-in-three"), []);
}

#[test]
fn who_denies_fog_and_who_measures_it_dispute() {
    let one = "The ferry Selma struck a barge off Port Amary. Captain Joren Maas said there was \"no fog at all\" when the \
               barge appeared. The harbour authority said visibility was below 200 metres.";
    assert_eq!(kinds(&[one, "The barge sank."], "no fog", "visibility"), [FindingKind::Disputed]);
}

#[test]
fn what_was_done_to_somebody_is_compared_where_nobody_says_by_whom() {
    let one = "Tyler Venn and John Maas were sentenced to 21 months and 18 months, respectively.";
    assert_eq!(
        kinds(&[one, "Tyler Venn was sentenced to 18 months."], "21 months", "18 months"),
        [FindingKind::Conflict]
    );
}

#[test]
fn shares_of_a_poll_are_no_dispute() {
    let one = "Only 4 percent would vote for Mara Tarn, according to a recent poll. In the same poll, 41 percent would vote for \
               Ivo Ellery.";
    assert_eq!(kinds(&[one, "Nothing was decided."], "4 percent", "41 percent"), []);
}

#[test]
fn an_article_that_gives_the_other_value_elsewhere_is_no_rival() {
    let one = "The economy of Norland added 164,000 jobs in April, compared to a monthly average of 191,000.";
    let other = "The economy of Norland added 135,000 jobs in March. In April there were 164,000 more jobs in Norland.";
    assert_eq!(kinds(&[one, other], "164,000 jobs", "135,000"), []);
}

#[test]
fn of_several_races_each_has_its_margin() {
    let one = "Mara Tarn won the district by 11 percentage points in the race of 2016.";
    let other = "Mara Tarn won there by 20 percentage points in 2016. The state, which Mara Tarn won by 19 percentage points \
                 in 2016, is the best chance.";
    assert_eq!(kinds(&[one, other], "11 percentage", "20 percentage"), []);
}

#[test]
fn accounts_of_one_call_agree_on_its_day_by_name_where_no_week_is_known() {
    let held = "On Wednesday, Mara Tarn and Ivo Ellery held a phone call about the strait.";
    let had = "Ivo Ellery stated that he had a long phone call with Mara Tarn on Wednesday, and both praised it.";
    assert_eq!(kinds(&[held, had], "Wednesday", "Wednesday"), [FindingKind::Agreement]);
    let another = "Ivo Ellery stated that he had a long phone call with Mara Tarn on Tuesday.";
    assert_eq!(kinds(&[held, another], "Wednesday", "Tuesday"), []);
    let denied = "Mara Tarn and Ivo Ellery did not speak on Wednesday.";
    assert_eq!(kinds(&[held, denied], "Wednesday", "Wednesday"), []);
}

#[test]
fn a_call_took_place_for_all_who_say_more_of_it() {
    let office = "The office reported that Mara Tarn and Ivo Ellery conversed for around an hour.";
    let leader = "Ivo Ellery confirmed that he had a \"useful\" conversation with Mara Tarn regarding ways to reopen the strait.";
    let spoken = "Ivo Ellery confirmed he had spoken with Mara Tarn regarding a \"lasting order\".";
    let found = claims(&[office, leader, spoken]);
    assert!(found.iter().any(|(_, witnesses)| *witnesses == 3), "{found:?}");
}

#[test]
fn that_somebody_thinks_is_no_claim_without_what() {
    let one = "Mara Tarn thinks the harbour master will step aside.";
    let other = "Mara Tarn believes that the quay should be sold to the town.";
    assert_eq!(claims(&[one, other]), []);
}

#[test]
fn captions_and_credits_contradict_nobody() {
    let one =
        "Enlarge this image toggle caption Ann Lee/Tidings Pictures Ann Lee/Tidings Pictures\n\nThe quay was closed.";
    let other =
        "Enlarge this image toggle caption Bo Marsh/Tidings Pictures Bo Marsh/Tidings Pictures\n\nThe quay was closed.";
    assert_eq!(kinds(&[one, other], "Ann Lee", "Bo Marsh"), []);
}

#[test]
fn more_than_a_hundred_may_be_more_than_a_hundred_and_seventy() {
    let one = "Two barges collided near the lock of Port Amary, killing three and injuring more than 100.";
    let other =
        "The collision of two barges near the lock of Port Amary killed three people and injured more than 170.";
    assert_eq!(kinds(&[one, other], "100", "170"), []);
}

#[test]
fn of_two_nominations_each_is_won() {
    let one = "Mara Tarn won the Harbour nomination for the seat of the northern suburbs.";
    let other = "Ivo Ellery won the Harbour nomination to challenge the governor in November.";
    assert_eq!(kinds(&[one, other], "Mara Tarn", "Ivo Ellery"), []);
}

#[test]
fn what_is_opposed_or_threatened_is_not_told() {
    let one = "Mara Tarn opposes closing the harbour office, she said.";
    let other = "Ivo Ellery said closing the harbour office would save money.";
    assert_eq!(kinds(&[one, other], "closing", "closing"), []);
    let threat = "Norland threatened to impose tariffs on gravel because of the strike.";
    let denial = "Ivo Ellery says Norland will not impose tariffs on gravel.";
    assert_eq!(kinds(&[threat, denial], "tariffs", "tariffs"), []);
}

#[test]
fn able_to_do_one_thing_and_unable_to_do_another_are_no_opposites() {
    let one = "Mara Tarn was able to avoid a strike last Friday.";
    let other = "Mara Tarn has been unable to get the dockers to trust her.";
    assert_eq!(kinds(&[one, other], "able", "unable"), []);
}

#[test]
fn who_contrasts_two_groups_reports_no_dispute() {
    let one = "Mara Tarn said the lock has received too much attention. By contrast, Ivo Ellery said dredging needs more money \
               and attention.";
    assert_eq!(kinds(&[one], "lock", "dredging"), []);
}

#[test]
fn two_values_in_one_article_alone_are_two_things() {
    let one = "The minister bragged that three boats were seized in spring. More than 600 boats were seized in the years since.";
    assert_eq!(kinds(&[one], "three", "600"), []);
}

#[test]
fn more_deaths_are_not_the_deaths_so_far() {
    let one = "The sheriff of Selby county confirmed three more deaths because of the flood. Authorities in Norland have \
               confirmed 10 deaths so far.";
    assert_eq!(kinds(&[one], "three", "10"), []);
}

#[test]
fn two_who_are_described_make_a_claim_without_a_name() {
    let one = "A passenger ferry and a gravel barge collided off the harbour on Sunday.";
    let other = "Off the harbour a gravel barge and a passenger ferry collided, the crews said.";
    assert_eq!(claims(&[one, other]).len(), 1);
}

#[test]
fn what_may_be_anybody_is_no_claim() {
    let one = "In one case, a policeman shot at a man on the quay.";
    let other = "A policeman shot a dog behind the market hall, neighbours said.";
    assert_eq!(claims(&[one, other]), []);
    let pointed = "Mara Tarn has made this claim for years.";
    let claimed = "The claim of Mara Tarn is old.";
    assert_eq!(claims(&[pointed, claimed]), []);
    let links = "Senate leader Ivo EllerySPD deputies balk at the lengthy hearing.";
    assert_eq!(claims(&[links, "Ivo EllerySPD deputies balk at the lengthy hearing of May."]), []);
}
