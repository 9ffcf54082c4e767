//! Readers: whatever the bytes, each input is an article, a duplicate or a failure, and reading twice gives the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use variorum_ingest::{Limits, read_bytes};

fuzz_target!(|data: &[u8]| {
    // The first byte chooses the format.
    let Some((first, bytes)) = data.split_first() else { return };
    let names = ["a.txt", "a.md", "a.html", "a.jsonl", "a.json", "a"];
    let name = names[usize::from(*first) % names.len()];
    let limits = Limits { file_bytes: 1 << 20, article_bytes: 1 << 18 };
    let ingested = read_bytes(name, bytes, &limits);
    assert!(ingested.inputs() > 0, "the input is lost");
    assert_eq!(ingested, read_bytes(name, bytes, &limits));
    for article in &ingested.articles {
        assert!(!article.text.trim().is_empty() && article.text.len() <= limits.article_bytes);
    }
});
