//! Paths become the list of files to read.

use crate::format;
use crate::outcome::{Failure, Place, Warning};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What the paths lead to.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Files to read, and `-` for standard input, in the order given; within folders sorted by name.
    pub files: Vec<PathBuf>,
    pub failures: Vec<Failure>,
    pub warnings: Vec<Warning>,
}

/// Lists the files behind `paths`. Folders are walked in sorted order for files with a known extension; hidden
/// entries and links to folders are passed over.
pub(crate) fn walk(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let place = Place::whole(&path.to_string_lossy());
        if path.as_os_str() == "-" || path.is_file() {
            found.files.push(path.clone());
        } else if path.is_dir() {
            let before = found.files.len();
            let mut other_kinds = 0;
            let failures = found.failures.len();
            walk_folder(path, &mut found, &mut other_kinds);
            if other_kinds > 0 {
                let message = format!("{other_kinds} files of other kinds in this folder were not read");
                found.warnings.push(Warning { place: place.clone(), message });
            }
            if found.files.len() == before && found.failures.len() == failures {
                let remedy = "put articles (.txt, .md, .html, .jsonl, .json) into it, or name the files one by one";
                found.failures.push(place.failure("the folder holds no articles", remedy));
            }
        } else {
            found.failures.push(match fs::metadata(path) {
                Ok(_) => place.failure("it is no file or folder", "name a file, a folder or -"),
                Err(error) => unreadable(&place, &error),
            });
        }
    }
    found
}

fn walk_folder(folder: &Path, found: &mut Found, other_kinds: &mut usize) {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            found.failures.push(unreadable(&Place::whole(&folder.to_string_lossy()), &error));
            return;
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk_folder(&path, found, other_kinds);
        } else if format::of_path(&path).is_some() && !path.is_dir() {
            found.files.push(path);
        } else {
            *other_kinds += 1;
        }
    }
}

/// The failure of a path that cannot be opened or read.
pub(crate) fn unreadable(place: &Place, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::NotFound => place.failure("there is no such file or folder", "check the path"),
        io::ErrorKind::PermissionDenied => {
            place.failure("it may not be read (permission denied)", "change its permissions or leave it out")
        }
        _ => place.failure(format!("it cannot be read ({error})"), "check the file and the disk, then try again"),
    }
}
