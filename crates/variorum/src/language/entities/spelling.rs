//! Normal forms of names: case, accents, apostrophes and transliterations folded.

use super::lexicon::LEXICON;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name in normal form: lower case, without accents, apostrophes and stops; hyphens part words.
pub fn fold(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut add = |character: char| match character {
        '\'' | '’' | '‘' | '.' | '\u{AD}' => {}
        _ if character.is_alphanumeric() => {
            if let Some(word) = words.last_mut() {
                add_letter(character, word);
            }
        }
        _ if is_combining_mark(character) => {}
        _ => words.push(String::new()),
    };
    if name.is_ascii() {
        name.chars().for_each(&mut add);
    } else {
        name.nfd().for_each(&mut add);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Adds the folded form of one letter; letters that do not decompose are written as English writes them.
fn add_letter(letter: char, word: &mut String) {
    match letter {
        'ł' | 'Ł' => word.push('l'),
        'ø' | 'Ø' => word.push('o'),
        'đ' | 'Đ' => word.push('d'),
        'ı' | 'İ' => word.push('i'),
        'ß' => word.push_str("ss"),
        'æ' | 'Æ' => word.push_str("ae"),
        'œ' | 'Œ' => word.push_str("oe"),
        'þ' | 'Þ' => word.push_str("th"),
        _ => word.extend(letter.to_lowercase()),
    }
}

/// The normal form of a surname, in which transliterations of one name meet: "zelenskyy", "zelenskiy" and "zelensky".
pub fn surname(folded: &str) -> String {
    if let Some(known) = LEXICON.spelling("surname", folded) {
        return known.to_string();
    }
    for ending in ["skyy", "skiy", "skyi", "skyj", "skii", "skij", "ski"] {
        if let Some(stem) = folded.strip_suffix(ending)
            && stem.len() >= 2
        {
            return format!("{stem}sky");
        }
    }
    folded.to_string()
}

/// A coarse form in which transliterations from Cyrillic and Arabic script agree: "yevgeny" and "evgeniy", "qassem" and "kasem".
///
/// Letters that transliterations disagree about are made one, double letters single, vowels in a row the first of them.
pub fn skeleton(folded: &str) -> String {
    let mut text = folded.to_string();
    for (from, to) in [
        ("tsch", "c"),
        ("tch", "c"),
        ("sch", "s"),
        ("kh", "h"),
        ("zh", "j"),
        ("dj", "j"),
        ("ck", "k"),
        ("ks", "x"),
        ("ph", "f"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ye", "e"),
        ("yo", "o"),
        ("yu", "u"),
        ("ya", "a"),
    ] {
        text = text.replace(from, to);
    }
    let mut coarse = String::new();
    for letter in text.chars() {
        let letter = match letter {
            'y' | 'j' => 'i',
            'w' => 'v',
            'q' => 'k',
            'z' => 's',
            other => other,
        };
        if !coarse.ends_with(letter) {
            coarse.push(letter);
        }
    }
    coarse
}
