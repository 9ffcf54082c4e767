//! Bytes become characters: byte order mark, UTF-8, UTF-16, and else a guess that is said to be one.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text and, where the encoding was guessed or did not fit, what to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub text: String,
    pub warning: Option<String>,
}

/// The bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binary;

/// Decodes a file. `declared` is the encoding the file itself names (an HTML `meta charset`).
pub(crate) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, Binary> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, bytes.get(mark..).unwrap_or_default(), None));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        let note = format!("no byte order mark; read as {}", encoding.name());
        return Ok(decode_as(encoding, bytes, Some(note)));
    }
    if is_binary(bytes) {
        return Err(Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), warning: None });
    }
    if let Some(encoding) = declared.filter(|encoding| *encoding != UTF_8) {
        return Ok(decode_as(encoding, bytes, None));
    }
    let encoding = guess(bytes);
    let note = format!("not UTF-8; read as {}, which is a guess", encoding.name());
    Ok(decode_as(encoding, bytes, Some(note)))
}

/// The encoding that the head of an HTML page names (`charset=…`).
pub(crate) fn declared(page: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(page.get(..page.len().min(4096)).unwrap_or_default()).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let label = rest.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', ';', '>', '/']).next()?;
    Encoding::for_label(label.as_bytes())
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], note: Option<String>) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let warning = match (note, malformed) {
        (note, false) => note,
        (None, true) => Some(format!("some bytes are not {}; U+FFFD stands for them", encoding.name())),
        (Some(note), true) => Some(format!("{note}; U+FFFD stands for the bytes that are not")),
    };
    Decoded { text: text.into_owned(), warning }
}

/// A file that is UTF-8 but for a few bytes is damaged UTF-8, not another encoding; else the detector's guess.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let multibyte = bytes.iter().filter(|byte| **byte >= 0xC0).count();
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{fffd}').count();
    if multibyte >= 8 && broken * 8 < multibyte {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    detector.guess(None, true)
}

/// UTF-16 without a mark: in text of mostly Latin letters every other byte is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if second * 10 >= pairs * 7 && first * 50 <= pairs {
        Some(UTF_16LE)
    } else if first * 10 >= pairs * 7 && second * 50 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// NULs, or too many control characters, make no text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..bytes.len().min(64 << 10)).unwrap_or_default();
    let controls = sample.iter().filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    let known =
        [b"%PDF-".as_slice(), b"PK\x03\x04", b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x7FELF", b"SQLite format"];
    bytes.contains(&0) || controls * 20 > sample.len() || known.iter().any(|magic| bytes.starts_with(magic))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        decode(bytes, None).unwrap().text
    }

    fn utf_16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn every_usual_encoding_is_read() {
        let text = "“Zürich”, said the mayor of Port Amary – on Monday";
        assert_eq!(text_of(text.as_bytes()), text);
        assert_eq!(text_of(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        assert_eq!(text_of(&[b"\xFF\xFE".as_slice(), &utf_16(text)].concat()), text);
        assert_eq!(text_of(&utf_16(text)), text);
        let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        assert_eq!(text_of(&latin), text);
        assert!(decode(&latin, None).unwrap().warning.unwrap().contains("windows-1252"));
    }

    #[test]
    fn a_declared_encoding_is_no_guess() {
        let bytes = encoding_rs::KOI8_U.encode("Мэр города").0.into_owned();
        let decoded = decode(&bytes, Some(encoding_rs::KOI8_U)).unwrap();
        assert_eq!(decoded, Decoded { text: "Мэр города".into(), warning: None });
    }

    #[test]
    fn a_broken_byte_does_not_change_the_encoding_of_the_rest() {
        let mut bytes = "é à ü ö ä ß ñ ø å ç – “The mayor”".as_bytes().to_vec();
        bytes.push(0xFF);
        let decoded = decode(&bytes, None).unwrap();
        assert!(decoded.text.starts_with("é à ü"));
        assert!(decoded.warning.unwrap().contains("UTF-8"));
    }

    #[test]
    fn binary_is_no_text() {
        assert_eq!(decode(b"%PDF-1.7 \x01", None), Err(Binary));
        assert_eq!(decode(b"The mayor\x00 said", None), Err(Binary));
        assert_eq!(decode(&[1, 2, 3, 4, 5, 6, 7, 8], None), Err(Binary));
    }
}
