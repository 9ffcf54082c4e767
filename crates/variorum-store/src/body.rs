//! Values in columns: JSON where people look at it, packed where they do not.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{Read, Write};
use variorum::analyse::VERSION;

/// A value packed: the version of rules and models, then the value, which another version may shape otherwise.
pub fn packed(value: &impl Serialize) -> rusqlite::Result<Vec<u8>> {
    postcard::to_stdvec(&(VERSION, value)).map_err(not_storable)
}

/// A value that was packed; `None` where another version packed it.
pub fn unpacked<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<Option<T>> {
    let (version, value) = postcard::take_from_bytes::<u32>(bytes).map_err(not_readable)?;
    (version == VERSION).then(|| postcard::from_bytes(value).map_err(not_readable)).transpose()
}

/// A value packed and deflated, for large ones.
pub fn deflated(value: &impl Serialize) -> rusqlite::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&packed(value)?).map_err(not_storable)?;
    encoder.finish().map_err(not_storable)
}

/// A value that was packed and deflated; `None` where another version packed it.
pub fn inflated<T: DeserializeOwned>(bytes: &[u8]) -> rusqlite::Result<Option<T>> {
    let mut packed = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut packed).map_err(not_readable)?;
    unpacked(&packed)
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

/// Numbers in a column of bytes, of one form in all versions.
pub fn column_of(numbers: impl IntoIterator<Item = u64>) -> Vec<u8> {
    numbers.into_iter().flat_map(u64::to_le_bytes).collect()
}

/// The numbers of a column of bytes.
pub fn numbers(column: &[u8]) -> impl Iterator<Item = u64> + '_ {
    column.as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes))
}

fn not_storable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::ToSqlConversionFailure(Box::new(error))
}

fn not_readable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(error))
}
