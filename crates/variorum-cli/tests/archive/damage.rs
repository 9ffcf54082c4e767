//! Files that are no archive, damaged, too new, missing, or may not be written.

use crate::common::{succeeds, variorum};
use std::fs;
use std::path::Path;

/// Expects a command to fail with this exit code and to name the file and say these words.
fn check(arguments: &[&str], file: &Path, code: i32, words: &str) {
    let output = variorum(arguments);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(said.contains(words) && said.contains(&*file.to_string_lossy()), "{said}");
}

#[test]
fn what_is_no_archive_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes");
    let path = file.to_string_lossy().into_owned();
    fs::write(&file, "These are notes of the harbour master, and no archive at all. ".repeat(100)).unwrap();
    let before = fs::read(&file).unwrap();
    check(&["add", &path, "samples/ferry"], &file, 4, "damaged");
    check(&["stories", &path], &file, 4, "damaged");
    assert_eq!(fs::read(&file).unwrap(), before);
    let missing = folder.path().join("missing");
    check(&["stories", &missing.to_string_lossy()], &missing, 2, "does not exist");
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a");
    let path = file.to_string_lossy().into_owned();
    succeeds(&["add", &path, "samples/ferry/coast-wire.txt"]);
    let mut bytes = fs::read(&file).unwrap();
    // The user version stands at byte 60 of the header, big-endian.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&file, bytes).unwrap();
    check(&["stories", &path], &file, 4, "newer program");
    check(&["add", &path, "samples/ferry"], &file, 4, "newer program");
}

#[test]
fn overwritten_pages_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a");
    let path = file.to_string_lossy().into_owned();
    succeeds(&["add", &path, "samples"]);
    let mut bytes = fs::read(&file).unwrap();
    let end = bytes.len();
    bytes[8192..end - 8192].fill(0x5A);
    fs::write(&file, bytes).unwrap();
    check(&["check", &path], &file, 4, "damaged");
}

#[test]
fn two_writers_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a").to_string_lossy().into_owned();
    succeeds(&["add", &path, "samples/ferry/coast-wire.txt"]);
    std::thread::scope(|scope| {
        for part in ["samples/ferry", "samples/merger", "samples/school"] {
            let path = &path;
            scope.spawn(move || succeeds(&["add", path, part]));
        }
    });
    assert!(succeeds(&["check", &path]).starts_with("14 articles"));
}
