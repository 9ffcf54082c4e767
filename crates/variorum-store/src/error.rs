//! What can go wrong with an archive, each with its remedy.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What can go wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{} is no archive of Variorum; give another file name, or one that does not exist yet", .0.display())]
    NotAnArchive(PathBuf),
    #[error("{} is damaged ({reason}); restore it from a backup, or save what `sqlite3 FILE .recover` still reads and add the articles to a new archive", .path.display())]
    Damaged { path: PathBuf, reason: String },
    #[error("{} was made by a newer program (schema {found}, this one knows {known}); use that program, or a newer one", .path.display())]
    Newer { path: PathBuf, found: i64, known: i64 },
    #[error("{} does not exist; `variorum add {} PATH...` makes it", .0.display(), .0.display())]
    Missing(PathBuf),
    #[error("{} cannot be written; check the permissions of the file and its folder", .0.display())]
    ReadOnly(PathBuf),
    #[error("the disk that holds {} is full; make room and run the command again: what was reported is kept", .0.display())]
    Full(PathBuf),
    #[error("{} could not be read or written by the system ({reason}); check the disk and the folder", .path.display())]
    System { path: PathBuf, reason: String },
    #[error("another program is writing to {}; wait for it and run the command again", .0.display())]
    Locked(PathBuf),
    #[error("nothing in {} has an id that begins with \"{id}\"; see `variorum stories` and `variorum search`", .path.display())]
    NotFound { path: PathBuf, id: String },
    #[error("more than one id in {} begins with \"{id}\"; give more digits", .path.display())]
    Ambiguous { path: PathBuf, id: String },
    #[error("{}: {source}", .path.display())]
    Sql { path: PathBuf, source: rusqlite::Error },
}

impl Error {
    /// Whether the file itself cannot be used by this program: damaged, or made by a newer one.
    pub fn is_unusable(&self) -> bool {
        matches!(self, Error::Damaged { .. } | Error::Newer { .. } | Error::NotAnArchive(_))
    }
}

/// What SQLite reports, in the words of the house.
pub(crate) fn from_sql(path: &Path, source: rusqlite::Error) -> Error {
    let path = path.to_path_buf();
    if let rusqlite::Error::FromSqlConversionFailure(_, _, reason) = &source {
        return Error::Damaged { path, reason: reason.to_string() };
    }
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, reason: source.to_string() },
        Some(ErrorCode::NotADatabase) => Error::Damaged { path, reason: "not a database".into() },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => Error::ReadOnly(path),
        Some(ErrorCode::DiskFull) => Error::Full(path),
        Some(ErrorCode::SystemIoFailure) => Error::System { path, reason: source.to_string() },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Locked(path),
        _ => Error::Sql { path, source },
    }
}
