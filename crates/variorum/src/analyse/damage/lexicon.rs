//! The word lists by which damage is found; see the head of `data/damage.tsv`.

use crate::text::lists::{WordSet, pairs};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The lists, read once.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (class, form) in pairs(include_str!("../../../../../data/damage.tsv")) {
        lexicon.sets.entry(class).or_default().insert(form);
        lexicon.lists.entry(class).or_default().push(form);
    }
    lexicon
});

#[derive(Default)]
pub(super) struct Lexicon {
    sets: BTreeMap<&'static str, WordSet<&'static str>>,
    lists: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Lexicon {
    /// Whether `form` stands in the list `class` exactly so.
    pub(super) fn has(&self, class: &str, form: &str) -> bool {
        self.sets.get(class).is_some_and(|forms| forms.contains(form))
    }

    /// The forms of a list, in file order.
    pub(super) fn forms(&self, class: &str) -> &[&'static str] {
        self.lists.get(class).map_or(&[], Vec::as_slice)
    }
}
