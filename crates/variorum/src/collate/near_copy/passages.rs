//! The sentences of a story, ready to be compared.

use crate::collate::align::{Word, WordReader};
use crate::collate::clauses::is_finite;
use crate::collate::scene::{Account, Scene};
use crate::text::Anchor;
use std::collections::HashMap;
use std::ops::Range;

/// Fewer content words than this say too little to tell a near-copy from a common phrase.
const FEWEST_CONTENT_WORDS: usize = 4;

/// A wording of one sentence, with every place of the story that prints it.
pub struct Passage {
    pub words: Vec<Word>,
    /// Position of the account and anchor of the sentence, in order; the words are those of the first.
    pub places: Vec<(usize, Anchor)>,
}

impl Passage {
    /// The account that prints it first.
    pub fn account<'s, 'a>(&self, scene: &'s Scene<'a>) -> Option<&'s Account<'a>> {
        scene.accounts.get(self.places.first()?.0)
    }
}

/// The intact sentences of a story that tell something; sentences that differ in typography alone are one passage.
pub fn passages(scene: &Scene, reader: &mut WordReader) -> Vec<Passage> {
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut passages: Vec<Passage> = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        let layout = &account.analysis.layout;
        let intact = layout.sentences.iter().zip(&account.intact).filter(|(_, intact)| **intact);
        for (sentence, _) in intact {
            if !tells(account, sentence.tokens.clone()) {
                continue;
            }
            let words = reader.words(account.text(), layout, sentence.anchor);
            if words.iter().filter(|word| word.is_content()).count() < FEWEST_CONTENT_WORDS {
                continue;
            }
            let form = words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
            let next = passages.len();
            let index = *known.entry(form).or_insert(next);
            let place = (position, sentence.anchor);
            match passages.get_mut(index) {
                Some(passage) => passage.places.push(place),
                None => passages.push(Passage { words, places: vec![place] }),
            }
        }
    }
    passages
}

/// Whether a sentence tells something: a finite verb has a subject, and nothing is asked. Captions, credits and
/// signatures ("Ann Lee / Tidings Pictures") differ in their names and contradict nobody.
fn tells(account: &Account, tokens: Range<usize>) -> bool {
    let syntax = &account.analysis.reading.syntax;
    let layout = &account.analysis.layout;
    let asked = tokens
        .clone()
        .next_back()
        .and_then(|last| layout.tokens.get(last))
        .is_some_and(|last| last.of(account.text()) == "?");
    let mut tokens = tokens;
    !asked && tokens.any(|token| is_finite(syntax, token) && syntax.child_by(token, "nsubj").is_some())
}
