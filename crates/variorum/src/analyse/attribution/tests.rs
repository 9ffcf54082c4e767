use super::*;
use crate::analyse::quoted;
use crate::language;
use crate::text::segment;

/// The attributions of a text, each as `show` has it.
fn found(text: &str, show: impl Fn(&Attribution, &Reading) -> String) -> Vec<String> {
    let layout = segment(text);
    let reading = language::read(text, &layout, None);
    let quoted = quoted::find(text, &layout);
    find(text, &layout, &reading, &quoted).iter().map(|found| show(found, &reading)).collect()
}

/// Checks source | cue | contents of every attribution of a text.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let shown = found(text, |found, _| {
        let words = |anchor: Option<Anchor>| anchor.map_or("", |anchor| anchor.of(text));
        let content: Vec<&str> = found.content.iter().map(|span| span.of(text)).collect();
        format!("{} | {} | {}", words(found.source), words(found.cue), content.join(" … "))
    });
    assert_eq!(shown, expected, "in {text}");
}

/// Checks the speakers of the last attribution that stands in no other: names with "+" between, "-" for nobody.
#[track_caller]
fn check_speakers(text: &str, expected: &str) {
    let shown = found(text, |found, reading| {
        let names: Vec<&str> = found.speakers.iter().map(|speaker| reading.entities[*speaker].name.as_str()).collect();
        match (found.parent, names.is_empty()) {
            (Some(_), _) => String::new(),
            (_, true) => "-".to_string(),
            _ => names.join(" + "),
        }
    });
    let last = shown.into_iter().rfind(|names| !names.is_empty());
    assert_eq!(last.as_deref(), Some(expected), "in {text}");
}

#[test]
fn a_direct_quotation_has_its_speaker() {
    check("“We sail at noon,” Captain Ilse Brandt said.", &["Captain Ilse Brandt | said | “We sail at noon,”"]);
    check("“We sail,” said Ilse Brandt. “At noon.”", &["Ilse Brandt | said | “We sail,” … “At noon.”"]);
}

#[test]
fn an_indirect_quotation_has_its_speaker() {
    check("Ilse Brandt said that the ferry had sailed.", &["Ilse Brandt | said | that the ferry had sailed"]);
    check(
        "According to Port Amary Radio, the ferry had sailed.",
        &["Port Amary Radio | According to | the ferry had sailed"],
    );
}

#[test]
fn a_source_is_whoever_its_noun_phrase_ends_with() {
    check_speakers(
        "“The bridge is safe,” said Representative Ada Merin, a lawyer who represents the coast.",
        "Ada Merin",
    );
    check_speakers("“The bridge is safe,” said Harbour Watch co-founder Tom Kolm.", "Tom Kolm");
    check_speakers("The mayor’s spokesman, Tom Kolm, said that the bridge was safe.", "Tom Kolm");
    check_speakers("Ada Merin spoke first. A Merin spokesman said that the bridge was safe.", "-");
    check_speakers("Ada Merin was ill. A spokesman for Merin said that the bridge was safe.", "-");
}

#[test]
fn several_may_speak() {
    check_speakers(
        "Senator Ada Merin (D-Amary) and Senator Tom Kolm (R-Belvar) said that the bridge was safe.",
        "Ada Merin + Tom Kolm",
    );
    check_speakers("The two senators, Ada Merin and Tom Kolm, said that the bridge was safe.", "Ada Merin + Tom Kolm");
}

#[test]
fn an_organ_speaks_for_its_organisation() {
    check_speakers(
        "The mayor was criticised. The New York Times’ editorial board said that the mayor was wrong.",
        "New York Times",
    );
}

#[test]
fn he_said_goes_on_with_the_subject_before() {
    check_speakers("Tom Kolm denied it. “I was at home,” he said.", "Tom Kolm");
    check_speakers("Tom Kolm dismissed Brandt’s idea.\n\n“It is a stupid plan,” he said.", "Tom Kolm");
    check_speakers("That did not satisfy Justice Tom Kolm. “I was at home,” he said.", "Tom Kolm");
    check_speakers(
        "“The plan is bad,” Tom Kolm said. He also referred to older reports about the harbour. “They are worse,” he said.",
        "Tom Kolm",
    );
}

#[test]
fn he_said_stays_open_where_two_may_be_meant() {
    check_speakers("Mary Merin denied it. “I was at home,” he said.", "-");
    check_speakers(
        "Tom Kolm denied it.\n\nThe ferry sailed.\n\nThe harbour was closed.\n\n“I was at home,” he said.",
        "-",
    );
}

#[test]
fn a_description_is_the_person_spoken_of_who_bears_the_role() {
    check_speakers(
        "Sen. Tom Kolm and Sen. Mary Merin came to the harbour. Kolm said that he did not like the bridge.\n\n\
         “It is too long,” the senator said.",
        "Tom Kolm",
    );
}

#[test]
fn he_is_nobody_whom_he_calls_by_name() {
    check_speakers(
        "Tom Kolm spoke for an hour. “The bridge is safe,” he said. He added that Paul Brandt had left.",
        "Tom Kolm",
    );
    check_speakers("Paul Brandt stayed at home, and he said that Paul Brandt would not resign.", "-");
}

#[test]
fn critics_leave_whom_he_means_as_it_was() {
    check_speakers(
        "“It is an invasion,” Tom Kolm said. But critics accused the mayor of a lie. “I know,” he said.",
        "Tom Kolm",
    );
}

#[test]
fn verbs_side_by_side_are_two_attributions() {
    check(
        "Tom Kolm emphasized that a lasting peace should include guarantees but clarified that no troops would be sent.",
        &[
            "Tom Kolm | emphasized | that a lasting peace should include guarantees",
            "Tom Kolm | clarified | that no troops would be sent",
        ],
    );
}

#[test]
fn what_is_said_inside_a_quotation_ends_with_it() {
    check(
        "“I believe what the book says,” Tom Kolm told us at the harbour. “So I came out here to help.”",
        &[
            "the book | says | what",
            "Tom Kolm | told | “I believe what the book says,” … “So I came out here to help.”",
        ],
    );
}

#[test]
fn what_no_reporting_word_tells_is_no_attribution_inside_another() {
    check(
        "Tom Kolm wrote: “The talk went very well. He, like the mayor, wants to open the bridge.”",
        &["Tom Kolm | wrote | “The talk went very well. He, like the mayor, wants to open the bridge.”"],
    );
}

/// Checks medium | occasion | addressee | doubt of every attribution of a text, outer ones first where they begin alike.
#[track_caller]
fn check_context(text: &str, expected: &[&str]) {
    let shown = found(text, |found, _| {
        let words = |anchor: Option<Anchor>| anchor.map_or("", |anchor| anchor.of(text));
        let doubt: Vec<&str> = found.doubt.iter().map(|mark| mark.of(text)).collect();
        let parts = [words(found.medium), words(found.occasion), words(found.addressee), &doubt.join(", ")];
        parts.join(" | ")
    });
    assert_eq!(shown, expected, "in {text}");
}

#[test]
fn a_medium_is_kept() {
    check_context("Tom Kolm wrote on Truth Social that the bridge was closed.", &["on Truth Social |  |  | "]);
    check_context("“We will meet,” Tom Kolm said in a statement on Monday.", &["in a statement on Monday |  |  | "]);
    check_context("Ada Merin posted on X: “The ferry sails.”", &["on X |  |  | "]);
    check_context(
        "In a letter to the council, Tom Kolm wrote that the bridge was closed.",
        &["In a letter to the council |  |  | "],
    );
}

#[test]
fn an_occasion_is_kept() {
    check_context(
        "In an interview with the Harbour Times on Friday, Tom Kolm said that the bridge was closed.",
        &[" | In an interview with the Harbour Times on Friday |  | "],
    );
    check_context(
        "At a news conference in Varn, Ada Merin announced that the ferry would sail.",
        &[" | At a news conference in Varn |  | "],
    );
    check_context("Speaking after the call, Ada Merin said that the ferry would sail.", &[" | after the call |  | "]);
}

#[test]
fn an_occasion_is_no_part_of_the_source() {
    let text = "‘The ferry sails,’ said the mayor during an hour-long interview with the Guardian in Varn.";
    check(text, &["the mayor | said | ‘The ferry sails,’"]);
    check_context(text, &[" | during an hour-long interview with the Guardian in Varn |  | "]);
}

#[test]
fn an_addressee_is_kept() {
    check_context("Tom Kolm told Ada Merin that the bridge was closed.", &[" |  | Ada Merin | "]);
    check_context("Tom Kolm said to the crew that the ship would sail.", &[" |  | the crew | "]);
    check_context(
        "Tom Kolm warned members of parliament that the bridge was closed.",
        &[" |  | members of parliament | "],
    );
    check_context(
        "Tom Kolm told reporters at the White House on Monday: “We will meet in Velta.”",
        &[" | at the White House on Monday | reporters | "],
    );
}

#[test]
fn marks_of_doubt_are_kept_and_a_cue_is_none() {
    check_context(
        "The mayor reportedly told the council that the bridge was closed.",
        &[" |  | the council | reportedly"],
    );
    check_context("“It is unsafe,” Tom Kolm said, without evidence.", &[" |  |  | without evidence"]);
    check_context("Tom Kolm alleged on Monday that the vote was rigged.", &[" |  |  | "]);
}

#[test]
fn what_stands_around_the_outer_words_is_not_said_of_the_inner_ones() {
    let text = "Tom Kolm said on social media that Ada Merin had told the BBC that the ship would sail.";
    check_context(text, &["on social media |  |  | ", " |  | the BBC | "]);
    assert_eq!(found(text, |found, _| format!("{:?}", found.parent)), ["None", "Some(0)"]);
}

#[test]
fn words_inside_words_inside_words() {
    let text = "The Harbour Times reported that Tom Kolm told the council that Paul Brandt had admitted that the bridge was closed.";
    check(
        text,
        &[
            "The Harbour Times | reported | that Tom Kolm told the council that Paul Brandt had admitted that the bridge was closed",
            "Tom Kolm | told | that Paul Brandt had admitted that the bridge was closed",
            "Paul Brandt | had admitted | that the bridge was closed",
        ],
    );
    assert_eq!(found(text, |found, _| format!("{:?}", found.parent)), ["None", "Some(0)", "Some(1)"]);
}
