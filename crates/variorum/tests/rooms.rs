//! The order of the rooms: text -> language -> analyse -> relate -> collate. No arrow runs back.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

/// The rooms of the library in the order in which data flows through them.
const ROOMS: &[&str] = &["text", "article", "language", "analyse", "relate", "collate"];

#[test]
fn no_room_uses_a_later_one() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (place, room) in ROOMS.iter().enumerate() {
        for file in files_of(&source, room) {
            let code = fs::read_to_string(&file).unwrap();
            for (number, line) in code.lines().enumerate() {
                for later in &ROOMS[place + 1..] {
                    if line.contains(&format!("crate::{later}")) {
                        wrong.push(format!("{}:{}: {room} uses {later}", file.display(), number + 1));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that run backwards:\n{}", wrong.join("\n"));
}

#[test]
fn the_library_knows_no_file_clock_thread_or_network() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for room in ROOMS {
        for file in files_of(&source, room) {
            let code = fs::read_to_string(&file).unwrap();
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            for banned in ["std::fs", "std::net", "std::thread", "std::process", "SystemTime", "Instant::now"] {
                assert!(!code.contains(banned), "{} uses {banned}", file.display());
            }
        }
    }
}

/// The source files of a room: `room.rs` and everything in the folder `room`.
fn files_of(source: &Path, room: &str) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let single = source.join(format!("{room}.rs"));
    if single.is_file() {
        files.push(single);
    }
    let mut folders = vec![source.join(room)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "the room {room} has no files");
    files
}
