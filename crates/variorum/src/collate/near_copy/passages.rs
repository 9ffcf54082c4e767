//! The sentences of a story, ready to be compared.

use crate::analyse::Analysis;
use crate::article::Article;
use crate::collate::align::{Word, words};
use crate::relate::Story;
use crate::text::Anchor;
use std::collections::BTreeMap;

/// Fewer content words than this say too little to tell a near-copy from a common phrase.
const FEWEST_CONTENT_WORDS: usize = 4;

/// A wording of one sentence, with every place of the story that prints it.
pub struct Passage {
    pub words: Vec<Word>,
    /// Article and sentence anchor, in story order; the words are those of the first.
    pub places: Vec<(usize, Anchor)>,
}

/// The intact sentences of a story; sentences that differ in typography alone are one passage.
pub fn passages(story: &Story, articles: &[Article], analyses: &[Analysis]) -> Vec<Passage> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut passages: Vec<Passage> = Vec::new();
    for member in &story.members {
        let (Some(article), Some(analysis)) = (articles.get(member.article), analyses.get(member.article)) else {
            continue;
        };
        for sentence in &analysis.layout.sentences {
            let damaged =
                |damage: &crate::analyse::Damage| damage.kind.loses_words() && damage.anchor.overlaps(sentence.anchor);
            if analysis.damage.iter().any(damaged) {
                continue;
            }
            let words = words(&article.text, &analysis.layout, sentence.anchor);
            if words.iter().filter(|word| word.is_content()).count() < FEWEST_CONTENT_WORDS {
                continue;
            }
            let form = words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
            let next = passages.len();
            let index = *known.entry(form).or_insert(next);
            let place = (member.article, sentence.anchor);
            match passages.get_mut(index) {
                Some(passage) => passage.places.push(place),
                None => passages.push(Passage { words, places: vec![place] }),
            }
        }
    }
    passages
}
