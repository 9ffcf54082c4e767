//! A killed `add` loses nothing that it reported.

use crate::common::{root, succeeds};
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Articles about invented harbours as JSON Lines.
fn write_articles(path: &Path, count: usize) {
    let harbours = ["Amary", "Belsund", "Corvo", "Dunmere", "Eskport", "Farholm", "Gullhaven"];
    let lines: String = (0..count)
        .map(|number| {
            let (harbour, day) = (harbours[number % 7], 1 + number / 7 % 28);
            format!(
                "{{\"id\":\"n{number}\",\"date\":\"2031-05-{day:02}\",\"outlet\":\"Coast Wire\",\"text\":\"Port {harbour} took in \
                 {number} ships on the day, harbour master Mira Tolvanen said. \\\"We expect {number} more,\\\" she told \
                 reporters at the quay of {harbour}.\"}}\n"
            )
        })
        .collect();
    fs::write(path, lines).unwrap();
}

#[test]
fn a_killed_add_loses_nothing_that_it_reported() {
    let rounds = std::env::var("VARIORUM_KILL_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5);
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in.jsonl");
    let count = 300;
    write_articles(&input, count);
    let mut killed = 0;
    for round in 0..rounds {
        let archive = folder.path().join(format!("a{round}")).to_string_lossy().into_owned();
        let report = folder.path().join(format!("out{round}"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["add", &archive, &input.to_string_lossy()])
            .current_dir(root())
            .stdout(Stdio::from(File::create(&report).unwrap()))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(100 + round * 7919 % 2400));
        killed += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let mut reported = String::new();
        File::open(&report).unwrap().read_to_string(&mut reported).unwrap();
        // A line that was cut short was not yet reported.
        let whole = reported.rfind('\n').map_or("", |end| &reported[..end]);
        if Path::new(&archive).exists() && fs::metadata(&archive).unwrap().len() > 0 {
            assert!(succeeds(&["check", &archive]).ends_with("sound\n"));
            let held = succeeds(&["search", &archive, "", "--format", "jsonl"]);
            for line in whole.lines() {
                let id = line.split(' ').next().unwrap();
                assert!(held.contains(id), "round {round}: {line} was reported and is gone");
            }
        } else {
            assert_eq!(whole, "");
        }
        succeeds(&["add", &archive, &input.to_string_lossy(), "--quiet"]);
        assert!(succeeds(&["check", &archive]).starts_with(&format!("{count} articles")));
    }
    println!("{killed} of {rounds} rounds were killed before the end");
}
