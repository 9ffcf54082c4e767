use super::*;
use crate::language::syntax;
use crate::text::segment;

/// Reads a text in which persons stand in `[]`, organisations in `{}` and places in `<>`, and resolves it.
fn read(marked: &str) -> (String, Vec<Mention>, Vec<Entity>) {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut start = 0;
    for character in marked.chars() {
        let kind = match character {
            '[' | '{' | '<' => {
                start = text.len();
                continue;
            }
            ']' => EntityKind::Person,
            '}' => EntityKind::Organisation,
            '>' => EntityKind::Place,
            _ => {
                text.push(character);
                continue;
            }
        };
        spans.push((start, text.len(), kind));
    }
    let names: Vec<Name> = spans
        .into_iter()
        .map(|(start, end, kind)| Name { anchor: Anchor::new(&text, start, end).unwrap(), kind })
        .collect();
    let layout = segment(&text);
    let syntax = syntax::parse(&text, &layout);
    let (mentions, entities) = resolve(&text, &layout, &syntax, &names);
    (text, mentions, entities)
}

/// What the last mention worded `wording` stands for: the key of its entity, `-` where it is left open, `none` where
/// there is no such mention.
fn meant(marked: &str, wording: &str) -> String {
    let (text, mentions, entities) = read(marked);
    match mentions.iter().rev().find(|mention| mention.anchor.of(&text) == wording) {
        Some(Mention { entity: Some(entity), .. }) => entities[*entity].key.clone(),
        Some(_) => "-".to_string(),
        None => "none".to_string(),
    }
}

#[track_caller]
fn check(marked: &str, wording: &str, key: &str) {
    assert_eq!(meant(marked, wording), key, "{wording} in {marked}");
}

#[test]
fn a_surname_is_its_one_bearer() {
    check("[Ada Fell] spoke. [Fell] left.", "Fell", "ada fell");
    check("[Fell] spoke to [Ada Fell].", "Fell", "ada fell");
    check("[J.D. Morrow] met [James David Morrow].", "J.D. Morrow", "james david morrow");
    check("[Joe Marden] spoke. [Joseph Marden] left.", "Joe Marden", "joseph marden");
    check("[Mario de la Sota] spoke. [De la Sota] left.", "De la Sota", "mario de la sota");
}

#[test]
fn persons_who_share_a_surname_stay_apart() {
    check("[Ada Fell] and [Bram Fell] met. [Fell] left.", "Fell", "-");
    check(
        "[Ada Fell] spoke. [Fell] left. Her brother [Bram Fell] stayed. That day it rained. [Fell] slept.",
        "Fell",
        "ada fell",
    );
    check("[Ada Fell] and [Robert Fell] met. Mrs. [Fell] left.", "Fell", "ada fell");
    check("[Conrad Fell] and [Conrad Fell Jr.] met.", "Conrad Fell Jr.", "conrad fell jr");
}

#[test]
fn spellings_of_one_name_meet() {
    check("[Volodymyr Marchevskyy] spoke. [Marchevskiy] left.", "Marchevskiy", "volodymyr marchevsky");
    check("[Oleksiy Zhadko] spoke. [Alexei Zhadko] left.", "Alexei Zhadko", "oleksiy zhadko");
    check("They met in <Kiev>, then left <Kyiv>.", "Kiev", "kyiv");
    check("The <U.S.> and the <United States> agreed.", "U.S.", "united states");
}

#[test]
fn an_abbreviation_is_the_one_name_it_spells() {
    check("The {Northern Harbour Authority} ({NHA}) spoke. The {NHA} left.", "NHA", "northern harbour authority");
    check("{Northern Harbour Authority} met {National Health Agency}. The {NHA} left.", "NHA", "nha");
}

#[test]
fn an_administration_is_not_its_president() {
    check("[Ada Fell] won. The [Fell] administration fell.", "Fell administration", "fell administration");
}

#[test]
fn a_role_learnt_beside_the_name_is_a_later_description() {
    check("{Harbour Authority} spokesman [Bram Ost] spoke. The spokesman left.", "The spokesman", "bram ost");
    check(
        "The Ukrainian president, [Ihor Bilko], met the Russian president, [Oleg Tarin]. The Ukrainian leader left.",
        "The Ukrainian leader",
        "ihor bilko",
    );
    check(
        "Ukrainian President [Ihor Bilko] met Russian President [Oleg Tarin]. The president left.",
        "The president",
        "-",
    );
    check(
        "[Ada Fell], [Ost]'s defence secretary, spoke. The defense secretary left.",
        "The defense secretary",
        "ada fell",
    );
    check("Vice President [Ada Fell] spoke. The president slept.", "The president", "-");
    check("Former president [Ada Fell] spoke. The president slept.", "The president", "-");
    check("President [Ada Fell] spoke. The next president will sign.", "The next president", "none");
}

#[test]
fn roles_are_kept_as_printed() {
    let (_, _, entities) = read("Kremlin spokesman [Bram Ost] and [Ada Fell], the Veltan foreign minister, met.");
    assert_eq!(entities[0].roles, ["Kremlin spokesman"]);
    assert_eq!(entities[1].roles, ["Veltan foreign minister"]);
}

#[test]
fn a_pronoun_is_resolved_where_the_model_is_sure() {
    check("[Ada Fell] said she was tired.", "she", "ada fell");
    check("[Robert Ost] resigned on Monday. He had led the authority since May.", "He", "robert ost");
    check("[Robert Ost], who led the authority, resigned.", "who", "robert ost");
}

#[test]
fn a_pronoun_is_nobody_of_the_other_sex_and_nobody_unnamed() {
    check("[Robert Ost] resigned on Monday. She had led the authority since May.", "She", "-");
    check("The ferry sank on Monday. He had led the crew since May.", "He", "-");
    check("[Robert Ost] met [Ada Fell]. They talked.", "They", "-");
    check("[Robert Ost] wrote: “The talks went well. He wants peace.”", "He", "-");
}

#[test]
fn a_person_missed_by_the_finder_of_names_is_found_by_the_surname() {
    check("[Ada Marlow] spoke on Monday. In the evening Marlow left the city.", "Marlow", "ada marlow");
}

#[test]
fn a_title_of_office_makes_a_person_and_teaches_the_role() {
    check("Gov. <Ada Fell> spoke. The ferry sailed. Then the governor left.", "the governor", "ada fell");
    let (_, _, entities) = read("Sen. [Ada Fell] spoke.");
    assert_eq!(entities[0].offices, ["lawmaker", "legislator", "politician", "senator"]);
    assert!(entities[0].roles.is_empty(), "{:?}", entities[0].roles);
}

#[test]
fn a_joined_pair_of_surnames_is_neither_person() {
    check("[Ada Fell] met [Tom Brandt]. The [Fell-Brandt] talks ended. [Brandt] left.", "Brandt", "tom brandt");
    check("[Ada Fell] met [Tom Brandt]. The [Fell-Brandt] talks ended. [Fell] left.", "Fell", "ada fell");
}

#[test]
fn our_correspondent_is_the_one_introduced() {
    check(
        "Harbour Radio correspondent [Ada Fell] was there. The ferry sailed, our reporter added.",
        "our reporter",
        "ada fell",
    );
}

#[test]
fn a_name_that_opens_with_an_institution_is_an_organisation() {
    let kinds = |marked: &str| -> Vec<EntityKind> { read(marked).2.iter().map(|entity| entity.kind).collect() };
    assert_eq!(kinds("Lenka Aurel led <Bank Meridian> for years."), [EntityKind::Organisation]);
    assert_eq!(kinds("She walked along the <West Bank> of the river."), [EntityKind::Place]);
}
