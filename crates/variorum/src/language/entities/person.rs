//! Names of persons: given names, surname, suffix; when two of them can be one person's.

use super::lexicon::LEXICON;
use super::spelling;

/// The name of a person, taken apart; all parts folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Given and middle names; empty for a bare surname (or a bare given name: a single word does not tell).
    pub given: Vec<String>,
    /// The last word with its particles: "de la sota".
    pub surname: String,
    /// "jr", "iii"
    pub suffix: Option<String>,
}

impl PersonName {
    /// Takes a name apart; `None` where no word is left.
    pub fn of(words: &[String]) -> Option<PersonName> {
        let mut words = words.to_vec();
        let mut suffix = None;
        if words.len() > 1 && words.last().is_some_and(|last| LEXICON.has("suffix", last)) {
            suffix = words.pop();
        }
        let last = words.pop()?;
        let first_particle =
            words.iter().rposition(|word| !LEXICON.has("particle", word)).map_or(0, |position| position + 1);
        let mut parts = words.split_off(first_particle);
        // "Ben Carson" and "Al Gore": at the head of a name of two words a particle is a given name.
        if words.is_empty()
            && parts.len() == 1
            && matches!(parts.first().map(String::as_str), Some("ben" | "al" | "van"))
        {
            words.append(&mut parts);
        }
        parts.push(spelling::surname(&last));
        Some(PersonName { given: words, surname: parts.join(" "), suffix })
    }

    /// The normal form for comparison across articles: "volodymyr zelensky".
    pub fn key(&self) -> String {
        let mut words = self.given.clone();
        words.push(self.surname.clone());
        words.extend(self.suffix.clone());
        words.join(" ")
    }

    /// Whether it says more than a single word.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty()
    }

    /// The last word of the surname, coarse: names whose surnames are one agree in it.
    pub fn coarse_surname(&self) -> String {
        spelling::skeleton(self.surname.rsplit(' ').next().unwrap_or_default())
    }

    /// Whether the surnames are one, particles left out or transliterated otherwise.
    pub fn shares_surname(&self, other: &PersonName) -> bool {
        let last = |name: &PersonName| name.surname.rsplit(' ').next().unwrap_or_default().to_string();
        let (a, b) = (last(self), last(other));
        a == b || a.len() > 4 && b.len() > 4 && spelling::skeleton(&a) == spelling::skeleton(&b)
    }

    /// Whether two full names can be one person's: one surname, given names that agree, no suffix against another.
    pub fn agrees(&self, other: &PersonName) -> bool {
        if !self.shares_surname(other) || self.suffix != other.suffix {
            return false;
        }
        let (Some(a), Some(b)) = (self.given.first(), other.given.first()) else { return false };
        let initials = |name: &PersonName| name.given.iter().filter_map(|word| word.chars().next()).collect::<String>();
        let middle_agrees = match (self.given.get(1), other.given.get(1)) {
            (Some(a), Some(b)) => given_agrees(a, b),
            _ => true,
        };
        given_agrees(a, b) && middle_agrees
            // "J.D. Fell" and "John David Fell"
            || a.chars().count() == 2 && other.given.len() == 2 && *a == initials(other)
            || b.chars().count() == 2 && self.given.len() == 2 && *b == initials(self)
    }
}

/// Whether two folded given names can be one: equal, an initial, a nickname, a transliteration.
fn given_agrees(a: &str, b: &str) -> bool {
    let is_initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b
        || is_initial(a, b)
        || is_initial(b, a)
        || LEXICON.same_given(a, b)
        || a.len() > 3 && b.len() > 3 && spelling::skeleton(a) == spelling::skeleton(b)
}
