//! The words that report, with the kind of attribution they make.

use super::AttributionKind;
use crate::text::lists::WordMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../../../data/reporting_verbs.tsv");

/// What the table says of one word form.
#[derive(Clone, Copy, Debug)]
pub struct ReportingWord {
    pub lemma: &'static str,
    /// A verb ("claim" the verb), not a noun ("claim" the noun).
    pub is_verb: bool,
    pub kind: AttributionKind,
}

/// Looks a lower-case word form up, as a verb or as a noun.
pub fn reporting_word(form: &str, verb: bool) -> Option<ReportingWord> {
    static FORMS: OnceLock<WordMap<(&'static str, bool), ReportingWord>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms = WordMap::default();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(lemma), Some(part), Some(kind), Some(others)) =
                (fields.next(), fields.next(), fields.next().and_then(kind_named), fields.next())
            else {
                continue;
            };
            let word = ReportingWord { lemma, is_verb: part == "verb", kind };
            for form in others.split(' ').chain([lemma]) {
                forms.entry((form, word.is_verb)).or_insert(word);
            }
        }
        forms
    });
    forms.get(&(form, verb)).copied()
}

fn kind_named(name: &str) -> Option<AttributionKind> {
    match name {
        "speech" => Some(AttributionKind::Speech),
        "belief" => Some(AttributionKind::Belief),
        "wish" => Some(AttributionKind::Wish),
        "decree" => Some(AttributionKind::Decree),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let read = TABLE.lines().filter(|line| !line.starts_with('#') && line.split('\t').count() == 4).count();
        assert_eq!(lines, read);
        assert_eq!(reporting_word("said", true).unwrap().lemma, "say");
        assert_eq!(reporting_word("promises", false).unwrap().kind, AttributionKind::Wish);
        assert!(reporting_word("walked", true).is_none());
    }
}
