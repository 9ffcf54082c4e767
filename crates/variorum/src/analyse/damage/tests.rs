use super::{Damage, DamageKind};
use crate::analyse::analyse;
use crate::article::{Article, Metadata};

/// The text between ⟦ and ⟧ must be flagged, all of it with this kind, and nothing else with any kind.
fn check(kind: DamageKind, marked: &str) {
    let text = marked.replace(['⟦', '⟧'], "");
    let wanted: Vec<&str> = marked.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next()).collect();
    let found = damage_in(&text);
    let passages: Vec<&str> = found.iter().map(|damage| damage.anchor.of(&text)).collect();
    assert_eq!(passages, wanted, "{marked}\n{found:?}");
    assert!(found.iter().all(|damage| damage.kind == kind), "{marked}\n{found:?}");
}

fn check_sound(text: &str) {
    assert_eq!(damage_in(text), [], "{text}");
}

fn damage_in(text: &str) -> Vec<Damage> {
    analyse(&Article::new("test", text, Metadata::default())).damage
}

#[test]
fn a_name_that_vanished_after_a_title() {
    check(DamageKind::MissingName, "On Monday, ⟦Danish Prime Minister met⟧ the harbour board in Port Amary.");
    check(DamageKind::MissingName, "She spoke with ⟦Finnish President and⟧ Swedish Prime Minister Ada Roe.");
    check(DamageKind::MissingName, "The letter was sent after ⟦Polish President announced⟧ the plan.");
    check_sound("On Monday, Danish Prime Minister Ada Roe met the harbour board in Port Amary.");
    check_sound("The Danish Prime Minister met the harbour board; as Danish Prime Minister, she had to.");
    check_sound("She spoke with Finnish President Bo Lind and Swedish Prime Minister Ada Roe.");
    check(DamageKind::MissingName, "⟦Education Minister said⟧ he remained hopeful.");
    check_sound("Danish Prime Minister heads to Port Amary");
    check_sound("Education Minister Ada Roe said she remained hopeful.");
    check_sound("She met with the President and told Mr. President that she would go.");
    check_sound("No Danish President ever met him. She was elected Danish President in May.");
}

#[test]
fn a_word_that_vanished_after_a_preposition() {
    check(DamageKind::MissingName, "Another port, ⟦including ,⟧ is under consideration.");
    check(DamageKind::MissingName, "The talks ⟦between ,⟧ failed.");
    check(DamageKind::MissingName, "According ⟦to ,⟧ the barge was late. It rained.");
    check(DamageKind::MissingWords, "The talks ⟦between and⟧ the owners failed.");
    check_sound("The plan, including, but not limited to, fees, was kept.");
    check_sound("The ship he came with, and the one he left in , were old.");
    check_sound("He was charged with . . . taking the barge. It was hot and . . . wet.");
}

#[test]
fn words_that_vanished_between_two_others() {
    check(DamageKind::MissingWords, "Nobody saw ⟦the of⟧ Port Amary. It rained.");
    check(DamageKind::MissingWords, "Other ports ⟦including is⟧ too small. It rained.");
    check(DamageKind::MissingWords, "There was no ferry before 2022. ⟦ongoing⟧, with the port demanding fees.");
    check_sound("There was no ferry before 2022. ongoing talks failed. however, it rained.");
    check_sound("Most of the of the crew slept.");
}

#[test]
fn a_quoted_clause_that_lost_its_subject() {
    check(DamageKind::MissingSubject, "Roe announced ⟦that \"agreed⟧ to begin talks at once\" and left.");
    check_sound("Roe announced that they had \"agreed to begin talks at once\" and left.");
    check_sound("Roe announced that \"agreed measures\" would follow.");
}

#[test]
fn a_text_that_breaks_off() {
    check(DamageKind::MissingWords, "It rained. The ferry left. The owners said they were waiting for news from ⟦the⟧");
    check_sound("It rained. The ferry left. The owners said no.");
}

#[test]
fn furniture_around_the_article() {
    check(DamageKind::PhotoCredit, "⟦(Image source from: amarypost.example)⟧\nThe ferry left on Monday.");
    check(DamageKind::PhotoCredit, "The ferry left on Monday. ⟦(Photo by Ada Roe/Getty Images)⟧ It rained.");
    check(DamageKind::Boilerplate, "The ferry left on Monday.\n⟦Sign up for our newsletter!⟧\nIt rained.");
    check(DamageKind::Boilerplate, "The ferry left on Monday. ⟦Ada Roe contributed to this report.⟧");
    check(DamageKind::Boilerplate, "The ferry left on Monday.\n⟦ADVERTISEMENT⟧\n⟦© 2025 Amary Post⟧");
    check_sound("The photo by Ada Roe was shown on Monday. Readers can subscribe to our belief that it rained.");
    check_sound("Related matters were not discussed on Monday.");
}

#[test]
fn a_line_broken_inside_a_sentence() {
    check(DamageKind::BrokenLine, "On Monday, Danish ⟦President\nAda⟧ Roe met the owners of the ferry.");
    check_sound("Ferry hits barge\nAda Roe met the owners of the ferry.\nIt rained.");
}

#[test]
fn a_quotation_without_one_of_its_marks() {
    check(DamageKind::UnclosedQuotation, "Roe said: ⟦“We were wholly unprepared⟧ for this fog on Monday.\nIt rained.");
    check_sound("Roe said: “We were wholly unprepared.\n“Nobody told us,” she added.");
    check_sound("Roe said: “We were wholly unprepared.\nNobody told us,” she added.");
    let lost = "We were wholly unprepared for this fog, and nobody in the office of the harbour had told us that it would be coming so soon.";
    check(
        DamageKind::UnmarkedQuotation,
        &format!("In an interview, Roe set forth the following:\n⟦{lost}⟧\nIt rained."),
    );
    check_sound(&format!("Consider the following:\n{lost}\nIt rained."));
}

#[test]
fn characters_read_with_the_wrong_table() {
    check(DamageKind::WrongEncoding, "The mayor⟦â€™⟧s ferry left. It rained.");
    check_sound("Zoë’s café in Málaga – “très bien” – is £5. Smith & Sons paid.");
}
