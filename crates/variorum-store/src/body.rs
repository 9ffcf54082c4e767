//! JSON in columns: plain where people look at it, deflated where they do not.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::Write;

/// A value as deflated JSON.
pub fn packed(value: &impl Serialize) -> rusqlite::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    let mut buffered = std::io::BufWriter::new(&mut encoder);
    serde_json::to_writer(&mut buffered, value).map_err(not_storable)?;
    buffered.flush().map_err(not_storable)?;
    drop(buffered);
    encoder.finish().map_err(not_storable)
}

/// A value from deflated JSON.
pub fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<T> {
    serde_json::from_reader(std::io::BufReader::new(DeflateDecoder::new(bytes))).map_err(not_readable)
}

/// A value as JSON.
pub fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(not_storable)
}

/// A value from JSON.
pub fn from_json<T: DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text).map_err(not_readable)
}

/// The name of a plain enumeration value, as JSON has it.
pub fn word(value: &impl Serialize) -> rusqlite::Result<String> {
    Ok(json(value)?.trim_matches('"').to_string())
}

fn not_storable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

fn not_readable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
}
