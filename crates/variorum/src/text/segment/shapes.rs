//! Shapes of words: addresses, acronyms, numerals, clitics, and the classes of characters.

use super::lexicon::LEXICON;
use unicode_normalization::char::is_combining_mark;

/// Letters, digits, marks on them, the underscore and the soft hyphen.
pub fn is_word(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    character.is_alphanumeric() || character == '\u{AD}' || is_combining_mark(character)
}

/// White space, control characters, and marks of zero width that separate or direct: no token holds one.
pub fn is_separator(character: char) -> bool {
    if character.is_ascii() {
        return character == ' ' || character.is_ascii_control();
    }
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The end of the web or mail address that begins at `start` with its scheme or with `www.`.
pub fn address(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..)?;
    if !matches!(bytes.first()?, b'h' | b'H' | b'w' | b'W' | b'm') {
        return None;
    }
    let begins = |scheme: &[u8]| bytes.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    let schemes: [&[u8]; 4] = [b"http://", b"https://", b"www.", b"mailto:"];
    schemes.iter().any(|scheme| begins(scheme)).then(|| path_end(text, start))
}

/// The end of a path: it runs to white space, a bracket or a quotation mark, without punctuation at its end.
fn path_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let stop =
        |character: char| is_separator(character) || matches!(character, '<' | '>' | '"' | '“' | '”' | '’' | ')' | ']');
    let path = rest.split(stop).next().unwrap_or_default();
    start + path.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len()
}

/// The end of the host name or handle that begins at `start`: letters, digits, dots and hyphens.
pub fn host_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let inside = |character: char| is_word(character) || matches!(character, '.' | '-');
    let host = rest.split(|character| !inside(character)).next().unwrap_or_default();
    start + host.trim_end_matches(['.', '-']).len()
}

/// Whether the word `start..end` goes on over the dot at `end`: as an acronym ("U.S") or a host name ("example.com").
pub fn dotted(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = text.get(start..end)?;
    let next = text.get(end + 1..)?;
    let mut letters = next.chars();
    let letter = letters.next()?;
    let last_part = word.rsplit('.').next()?;
    if letter.is_alphabetic() && is_one_letter(last_part) && !letters.next().is_some_and(is_word) {
        return Some(end + 1 + letter.len_utf8());
    }
    if word == "Ph" && next.starts_with('D') {
        return Some(end + 2);
    }
    // A host name is long, so it is looked for only where its first part can be one.
    let host = host_end(text, start);
    let name = text.get(start..host)?;
    let part = name.rsplit('.').next()?;
    let is_host = name.len() <= 253 && host > end && name.is_ascii() && LEXICON.has("domain", part);
    if !is_host {
        return mail_end(text, start, host);
    }
    let path = text.as_bytes().get(host) == Some(&b'/');
    Some(if path { path_end(text, start) } else { mail_end(text, start, host).unwrap_or(host) })
}

/// The end of a mail address whose part before the `@` is `start..end`.
fn mail_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let short = end - start <= 64;
    (short && text.as_bytes().get(end) == Some(&b'@')).then(|| host_end(text, end + 1)).filter(|host| *host > end + 1)
}

fn is_one_letter(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

/// Single letters with dots between them: "U.S", "a.m", "J.D"; and "Ph.D".
pub fn is_acronym(word: &str) -> bool {
    word == "Ph.D" || word.contains('.') && word.split('.').all(is_one_letter)
}

/// Digits in groups that stay one token: a telephone number or an ISO date, from `start`; a score or a range is none.
pub fn number_groups(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(start..)?;
    let length = bytes.iter().take(24).take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
    let groups: Vec<usize> = bytes.get(..length)?.split(|byte| *byte == b'-').map(<[u8]>::len).collect();
    let whole = match groups[..] {
        [first, second] => first >= 3 && first != second && second == 4,
        [_, ..] => groups.len() > 2,
        [] => false,
    };
    (whole && groups.iter().all(|group| *group > 0)).then_some(start + length)
}

/// Length of the numeral a word begins with, where letters follow it.
pub fn numeral_length(word: &str) -> Option<usize> {
    let length = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':')).count();
    (length > 0 && length < word.len() && word.is_char_boundary(length)).then_some(length)
}

/// Where a clitic is cut off, in bytes: "do|n't", "Trump|'s", "we|’re". `None` for "O'Neill", "60's".
pub fn clitic(word: &str) -> Option<usize> {
    let at = word.rfind(['\'', '’'])?;
    let mark = word.get(at..)?.chars().next()?;
    let suffix = word.get(at + mark.len_utf8()..)?;
    let base = word.get(..at)?;
    if suffix.eq_ignore_ascii_case("t") {
        let base = base.strip_suffix(['n', 'N'])?;
        return (!base.is_empty()).then_some(base.len());
    }
    let is_clitic = ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| suffix.eq_ignore_ascii_case(clitic));
    (is_clitic && !base.is_empty()).then_some(at)
}

/// What stands with an apostrophe before it, apart from any word: "'em", and a clitic after a space.
pub fn stands_with_apostrophe(word: &str) -> bool {
    matches!(word, "s" | "re" | "ve" | "ll" | "d" | "m" | "em" | "til" | "tis" | "cause")
}

/// The end of a symbol with the marks, variation selectors and joined symbols that follow it.
pub fn cluster_end(text: &str, mut at: usize) -> usize {
    let mut joined = false;
    for character in text.get(at..).unwrap_or_default().chars() {
        let modifier =
            is_combining_mark(character) || matches!(character, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}');
        let joiner = character == '\u{200D}';
        if !(modifier || joiner || joined && !is_separator(character)) {
            break;
        }
        joined = joiner;
        at += character.len_utf8();
    }
    at
}
