//! The tokeniser: tokens are in order, do not overlap, lie in their sentences, and leave out nothing but white space.
#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum::text::segment;

fuzz_target!(|text: &str| {
    let layout = segment(text);
    assert_eq!(layout, segment(text));
    let mut end = 0;
    for token in &layout.tokens {
        assert!(token.start() >= end && !token.of(text).is_empty());
        end = token.end();
    }
    for sentence in &layout.sentences {
        for token in &layout.tokens[sentence.tokens.clone()] {
            assert!(sentence.anchor.contains(*token));
        }
    }
});
