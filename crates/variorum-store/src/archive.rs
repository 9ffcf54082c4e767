//! [`Archive`]: opening the file, making and migrating its schema.

use crate::error::{Error, from_sql};
use crate::likeness::Profiles;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "VARI": tells an archive from any other SQLite file.
const APPLICATION_ID: i64 = 0x5641_5249;

/// What each version of the schema adds to the one before it.
const MIGRATIONS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
];

/// How long a command waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open archive.
pub struct Archive {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    pub(crate) profiles: Profiles,
}

impl Archive {
    /// Opens an archive to write to it, and makes it where there is none.
    pub fn open_or_create(path: &Path) -> Result<Archive, Error> {
        Archive::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens an archive that exists, to write to it.
    pub fn open(path: &Path) -> Result<Archive, Error> {
        Archive::must_exist(path)?;
        Archive::open_with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    /// Opens an archive that exists, to read it; others may write meanwhile.
    pub fn open_to_read(path: &Path) -> Result<Archive, Error> {
        Archive::must_exist(path)?;
        match Archive::open_with(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // In a folder that cannot be written the log of a writer cannot be shared: then nobody writes.
            Err(Error::ReadOnly(_) | Error::System { .. }) => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let uri = PathBuf::from(format!("file:{name}?immutable=1"));
                Archive::open_named(path, &uri, flags)
            }
            opened => opened,
        }
    }

    fn must_exist(path: &Path) -> Result<(), Error> {
        if path.exists() { Ok(()) } else { Err(Error::Missing(path.to_path_buf())) }
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Archive, Error> {
        Archive::open_named(path, path, flags)
    }

    fn open_named(path: &Path, name: &Path, flags: OpenFlags) -> Result<Archive, Error> {
        let writes = flags.contains(OpenFlags::SQLITE_OPEN_READ_WRITE);
        let failed = |source| from_sql(path, source);
        let mut connection =
            Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(128);
        recognise(&connection, path, writes)?;
        if writes {
            set_up(&mut connection).map_err(failed)?;
        }
        Ok(Archive { connection, path: path.to_path_buf(), profiles: Profiles::default() })
    }

    /// Turns what SQLite reports into an error that names the file and the remedy.
    pub(crate) fn failed(&self, source: rusqlite::Error) -> Error {
        from_sql(&self.path, source)
    }
}

/// Refuses files that are something else or too new, before anything is written to them.
fn recognise(connection: &Connection, path: &Path, may_be_empty: bool) -> Result<(), Error> {
    let failed = |source| from_sql(path, source);
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, i64>(0)).map_err(failed);
    let (application, version) = (number("PRAGMA application_id")?, number("PRAGMA user_version")?);
    let is_empty = number("SELECT count(*) FROM sqlite_master")? == 0;
    if application != APPLICATION_ID && !(may_be_empty && is_empty && application == 0) {
        return Err(Error::NotAnArchive(path.to_path_buf()));
    }
    let known = MIGRATIONS.len() as i64;
    if version > known {
        return Err(Error::Newer { path: path.to_path_buf(), found: version, known });
    }
    Ok(())
}

fn set_up(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit survives a killed process at once; a power cut may take the last ones, never the file.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let migration = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = migration.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(version.max(0) as usize) {
        migration.execute_batch(step)?;
    }
    if version < MIGRATIONS.len() as i64 {
        migration.pragma_update(None, "application_id", APPLICATION_ID)?;
        migration.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    }
    migration.commit()
}
