//! Bad input costs itself only: it becomes a failure that names file, line and remedy, the other inputs go on, and the
//! counts add up.

// Helpers of tests may panic: that is how a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use variorum_ingest::{Ingested, Limits, read_bytes, read_paths};

const SOUND: &str = "The ferry Selma hit a barge off Port Amary on Sunday.";

/// A folder of its own for one test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("variorum-ingest-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(paths: &[&Path]) -> Ingested {
    let paths: Vec<PathBuf> = paths.iter().map(|path| path.to_path_buf()).collect();
    read_paths(&paths, &mut std::io::empty(), &Limits::default(), &|_| {})
}

/// `name` with these bytes fails for a reason that holds `reason`; a sound article beside it is read.
fn check_fails(name: &str, bytes: impl AsRef<[u8]>, reason: &str) {
    let folder = Folder::new(&name.replace('.', "-"));
    let (bad, sound) = (folder.put(name, bytes), folder.put("sound.txt", SOUND));
    let ingested = read(&[&bad, &sound]);
    let [failure] = ingested.failures.as_slice() else { panic!("{name}: {:?}", ingested.failures) };
    assert!(failure.reason.contains(reason), "{failure}");
    assert!(failure.to_string().starts_with(&bad.display().to_string()), "{failure}");
    assert!(!failure.remedy.is_empty(), "{failure}");
    assert_eq!((ingested.articles.len(), ingested.inputs()), (1, 2), "{name}");
}

/// These bytes under this name are one article with this text.
fn check_text(name: &str, bytes: impl AsRef<[u8]>, text: &str) -> Ingested {
    let ingested = read_bytes(name, bytes.as_ref(), &Limits::default());
    assert_eq!(ingested.failures, []);
    assert_eq!(ingested.articles[0].text, text);
    ingested
}

#[test]
fn what_is_no_article_is_named() {
    check_fails("empty.txt", "", "empty");
    check_fails("blank.txt", " \n\t\r\n ", "no text");
    check_fails("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", "binary");
    check_fails("nul.txt", "The ferry\u{0} Selma", "binary");
    check_fails("empty.jsonl", "\n\n", "empty");
    check_fails("broken.json", "{\"text\": ", "broken JSON");
    check_fails("title.json", "{\"title\": \"Ferry\"}", "no text");
    check_fails("list.json", "[]", "no articles");
    check_fails("cut.txt.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c", "cannot be read");
}

#[test]
fn a_path_that_leads_nowhere_is_named() {
    let folder = Folder::new("nowhere");
    let sound = folder.put("sound.txt", SOUND);
    let empty = folder.0.join("empty");
    fs::create_dir_all(&empty).unwrap();
    let missing = folder.0.join("missing.txt");
    let ingested = read(&[&missing, &empty, &sound]);
    let reasons: Vec<&str> = ingested.failures.iter().map(|failure| failure.reason.as_str()).collect();
    assert_eq!(reasons, ["the folder holds no articles", "there is no such file or folder"]);
    assert_eq!(ingested.inputs(), 3);
}

#[test]
fn a_folder_is_walked_and_what_is_passed_over_is_said() {
    let folder = Folder::new("walk");
    fs::create_dir_all(folder.0.join("day")).unwrap();
    folder.put("day/b.txt", "B");
    folder.put("a.md", "# A\n\nText of A.");
    folder.put("c.pdf", "%PDF-");
    folder.put(".hidden.txt", "hidden");
    let ingested = read(&[&folder.0]);
    let names: Vec<&str> = ingested.articles.iter().map(|article| article.name.as_str()).collect();
    assert_eq!(names, ["a.md", "b.txt"]);
    assert!(ingested.warnings[0].message.contains("1 files of other kinds"), "{:?}", ingested.warnings);
}

#[test]
fn a_file_of_200_megabytes_is_refused_without_being_read_whole() {
    let folder = Folder::new("huge");
    let path = folder.0.join("huge.txt");
    // Sparse: it takes no room on the disk.
    File::create(&path).unwrap().set_len(200 << 20).unwrap();
    let ingested = read(&[&path]);
    assert!(ingested.failures[0].to_string().contains("--max-bytes"), "{}", ingested.failures[0]);

    let lines = folder.0.join("huge.jsonl");
    let mut file = File::create(&lines).unwrap();
    writeln!(file, "{{\"text\": \"{SOUND}\"}}").unwrap();
    file.seek(SeekFrom::Start(200 << 20)).unwrap();
    writeln!(file, "\n{{\"text\": \"{SOUND} It sank.\"}}").unwrap();
    drop(file);
    let ingested = read(&[&lines]);
    assert_eq!((ingested.articles.len(), ingested.failures.len()), (2, 1));
    assert!(ingested.failures[0].to_string().contains("huge.jsonl:2: "), "{}", ingested.failures[0]);
}

#[test]
fn a_line_of_5_megabytes_is_refused_or_read_as_the_limit_says() {
    let line = "fog ".repeat(5 << 18);
    let ingested = read_bytes("line.txt", line.as_bytes(), &Limits::default());
    assert!(ingested.failures[0].remedy.contains("--max-article-bytes"), "{}", ingested.failures[0]);
    let wider = Limits { article_bytes: 8 << 20, ..Limits::default() };
    assert_eq!(read_bytes("line.txt", line.as_bytes(), &wider).articles[0].text.len(), line.len() - 1);
}

#[test]
fn every_script_and_encoding_is_kept() {
    check_text("rtl.txt", "העיר פורט אמארי\n\nمدينة", "העיר פורט אמארי\n\nمدينة");
    check_text("emoji.txt", "Ferry 🚢 hits barge 👩‍🚒\r\nNobody drowned.", "Ferry 🚢 hits barge 👩‍🚒\nNobody drowned.");
    let ingested =
        check_text("latin.txt", b"\x93No fog,\x94 said the caf\xe9 owner.", "“No fog,” said the café owner.");
    assert!(ingested.warnings[0].message.contains("guess"), "{}", ingested.warnings[0]);
    let utf_16: Vec<u8> = SOUND.encode_utf16().flat_map(u16::to_be_bytes).collect();
    check_text("wide.txt", [b"\xFE\xFF".as_slice(), &utf_16].concat(), SOUND);
    let record: Vec<u8> = format!("{{\"text\": \"{SOUND}\"}}\n").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_text("wide.jsonl", [b"\xFF\xFE".as_slice(), &record].concat(), SOUND);
    let nul = check_text("nul.jsonl", r#"{"text": "The\u0000ferry"}"#, "The ferry");
    assert!(nul.warnings[0].message.contains("control"), "{}", nul.warnings[0]);
}

#[test]
fn a_broken_line_of_json_lines_costs_that_line_only() {
    let lines =
        format!("{{\"text\": \"{SOUND}\"}}\n{{\"text\": \"oops\n\n[1]\n\u{feff}{{\"text\": \"Nobody drowned.\"}}\n");
    let ingested = read_bytes("day.jsonl", lines.as_bytes(), &Limits::default());
    let named: Vec<String> = ingested.failures.iter().map(|failure| failure.place.to_string()).collect();
    assert_eq!(named, ["day.jsonl:2", "day.jsonl:4"]);
    assert_eq!(ingested.articles.len(), 2);
    let latin = read_bytes("day.jsonl", b"{\"text\": \"caf\xe9\"}\n{\"text\": \"tea\"}", &Limits::default());
    assert_eq!((latin.failures[0].place.line, latin.articles.len()), (Some(1), 1));
}

#[test]
fn ten_thousand_copies_are_one_article_and_are_counted() {
    let copies = format!("{{\"id\": \"a\", \"text\": \"{SOUND}\"}}\n").repeat(10_000);
    let ingested = read_bytes("copies.jsonl", copies.as_bytes(), &Limits::default());
    assert_eq!((ingested.articles.len(), ingested.duplicates.len(), ingested.inputs()), (1, 9_999, 10_000));
    assert_eq!(ingested.duplicates[0].article, ingested.articles[0].id);
    assert_eq!(ingested.warnings, []);
}

#[test]
fn two_articles_with_one_id_are_both_kept_and_named() {
    let lines = "{\"id\": \"7\", \"text\": \"Two ships met.\"}\n{\"id\": \"7\", \"text\": \"One ship sank.\"}\n";
    let ingested = read_bytes("day.jsonl", lines.as_bytes(), &Limits::default());
    assert_eq!(ingested.articles.len(), 2);
    let [warning] = ingested.warnings.as_slice() else { panic!("{:?}", ingested.warnings) };
    assert!(warning.message.contains("same id \"7\""), "{warning}");
    assert!(warning.to_string().starts_with("day.jsonl:"), "{warning}");
}

#[test]
fn files_of_one_name_in_two_folders_are_told_apart() {
    let folder = Folder::new("names");
    fs::create_dir_all(folder.0.join("north")).unwrap();
    fs::create_dir_all(folder.0.join("south")).unwrap();
    folder.put("north/1.txt", "Two ships met.");
    folder.put("south/1.txt", "One ship sank.");
    let names: Vec<String> = read(&[&folder.0]).articles.into_iter().map(|article| article.name).collect();
    assert!(names[0].ends_with("north/1.txt") && names[1].ends_with("south/1.txt"), "{names:?}");
}

#[test]
fn the_order_of_the_inputs_does_not_matter() {
    let folder = Folder::new("order");
    let paths = [
        folder.put("a.txt", SOUND),
        folder.put("b.txt", SOUND),
        folder.put("c.txt", ""),
        folder.put("d.jsonl", "{\"id\": \"a.txt\", \"text\": \"Nobody drowned.\"}\n{"),
        folder.0.join("missing.txt"),
    ];
    let mut paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let wanted = read(&paths);
    assert_eq!((wanted.articles.len(), wanted.duplicates.len(), wanted.failures.len()), (2, 1, 3));
    for _ in 0..paths.len() {
        paths.rotate_left(1);
        assert_eq!(read(&paths), wanted);
        paths.reverse();
        assert_eq!(read(&paths), wanted);
        paths.reverse();
    }
}

#[test]
fn standard_input_is_read_once_and_its_format_is_told_from_its_first_bytes() {
    let mut stdin = format!("{{\"text\": \"{SOUND}\"}}\n");
    let paths = [PathBuf::from("-")];
    let ingested = read_paths(&paths, &mut stdin.as_bytes(), &Limits::default(), &|_| {});
    assert_eq!(ingested.articles[0].text, SOUND);
    stdin = "Two ships met.".to_owned();
    let ingested = read_paths(&paths, &mut stdin.as_bytes(), &Limits::default(), &|_| {});
    assert_eq!(ingested.articles[0].name, "standard input");
    let nothing = read_paths(&paths, &mut std::io::empty(), &Limits::default(), &|_| {});
    assert_eq!(nothing.failures[0].to_string().split(':').next(), Some("standard input"));
}
