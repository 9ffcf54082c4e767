//! The whole analysis: it ends, twice it is the same, and every passage that is shown of it slices.
#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::analyse::analyse;
use variorum::article::{Article, Metadata};
use variorum::collate::view::annotations;

fuzz_target!(|text: &str| {
    let article = Article::new("fuzz", text, Metadata::default());
    let analysis = analyse(&article);
    assert_eq!(analysis, analyse(&article));
    assert!(analysis.damage.iter().all(|damage| !damage.anchor.of(text).is_empty()));
    assert!(analysis.reading.names.iter().all(|name| !name.anchor.of(text).is_empty()));
    let shown = annotations(&article, &analysis);
    assert_eq!(shown, annotations(&article, &analysis));
});
