//! Quoted passages: every anchor slices, the inner passage lies in the whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::analyse::quoted;
use variorum::text::segment;

fuzz_target!(|text: &str| {
    let layout = segment(text);
    for passage in quoted::find(text, &layout) {
        assert!(!passage.anchor.of(text).is_empty() && !passage.inner.of(text).is_empty());
        assert!(passage.anchor.contains(passage.inner));
    }
});
