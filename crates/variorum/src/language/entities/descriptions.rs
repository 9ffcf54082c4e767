//! Later descriptions of persons: "the Kremlin spokesman", "the Veltan leader", "the president".

use super::EntityKind;
use super::joining::Draft;
use super::lexicon::LEXICON;
use super::page::Page;
use super::roles::{Role, country_of, is_role_noun, phrase_start};
use std::collections::BTreeMap;

/// A description and the draft it stands for, where that is sure.
pub struct Described {
    pub role: Role,
    pub draft: Option<usize>,
}

/// Finds the descriptions of persons that stand without their name.
pub fn find(page: &Page, drafts: &[Draft]) -> Vec<Described> {
    let index = RoleIndex::new(drafts);
    let mut found = Vec::new();
    for noun in 0..page.layout.tokens.len() {
        if !is_role_noun(page, noun) || page.form_at(noun).is_some() {
            continue;
        }
        let start = phrase_start(page, noun);
        let Some(role) = describe(page, start, noun) else { continue };
        let draft = index.resolve(&role);
        found.push(Described { role, draft });
    }
    found
}

/// The description with this noun, if it is one of a certain person and no part of a name's apposition.
fn describe(page: &Page, start: usize, noun: usize) -> Option<Role> {
    let determiner = page.word_before(start);
    let possessive = (start..noun).any(|token| matches!(page.word(token), "'s" | "’s"));
    let definite = matches!(determiner, "the" | "The" | "this" | "This" | "our" | "Our");
    if !(definite || possessive && !matches!(determiner, "a" | "an" | "A" | "An")) {
        return None;
    }
    if (start..noun).any(|token| LEXICON.has("vague", &page.word(token).to_lowercase())) {
        return None;
    }
    // "the spokesman Ada Fell", "the spokesman, Ada Fell", "Ada Fell, the spokesman", "was the president"
    let next = noun + 1;
    let is_person = |token: usize| {
        page.form_at(token).and_then(|form| page.forms.get(form)).is_some_and(|form| form.kind == EntityKind::Person)
    };
    if is_person(next) || page.word(next) == "," && is_person(next + 1) || is_role_noun(page, next) {
        return None;
    }
    let first = if definite { start.checked_sub(1)? } else { start };
    let before = page.word_before(first);
    let beside_name = before == "," && first >= 2 && is_person(first - 2);
    if beside_name
        || matches!(
            before,
            "is" | "was" | "are" | "were" | "be" | "been" | "become" | "becomes" | "became" | "as" | "being"
        )
    {
        return None;
    }
    let mut end = next;
    if page.word(end) == "of" {
        let mut last = end + 1;
        while last < end + 5 && page.word(last).chars().next().is_some_and(char::is_uppercase) {
            last += 1;
        }
        // "the president of the club": somebody the article has to name first.
        if last == end + 1 {
            return None;
        }
        end = last;
    } else if page.word(end) == "-" || page.word(end).chars().next().is_some_and(char::is_uppercase) {
        return None;
    }
    let mut role = Role::read(page, start..end, noun)?;
    role.anchor = page.layout.tokens.get(first)?.cover(role.anchor);
    Some(role)
}

/// The persons of an article by the nouns of their roles.
struct RoleIndex<'a> {
    /// Draft and role, by the noun and its broader nouns.
    bearers: BTreeMap<&'a str, Vec<(usize, &'a Role)>>,
}

impl<'a> RoleIndex<'a> {
    fn new(drafts: &'a [Draft]) -> RoleIndex<'a> {
        let mut bearers: BTreeMap<&str, Vec<(usize, &Role)>> = BTreeMap::new();
        for (draft, known) in drafts.iter().enumerate() {
            for role in &known.roles {
                bearers.entry(&role.noun).or_default().push((draft, role));
                let broader = LEXICON.role(&role.noun).map(|noun| noun.broader.as_slice()).unwrap_or_default();
                for noun in broader {
                    bearers.entry(noun).or_default().push((draft, role));
                }
            }
        }
        RoleIndex { bearers }
    }

    /// The one person whose role agrees with a description; `None` where none or several do.
    fn resolve(&self, description: &Role) -> Option<usize> {
        let mut sure: Vec<usize> = Vec::new();
        let mut possible: Vec<usize> = Vec::new();
        for (draft, role) in self.bearers.get(description.noun.as_str())? {
            if role.former && !description.former && description.noun == role.noun {
                continue;
            }
            match agreement(description, role) {
                Agreement::Full => sure.push(*draft),
                Agreement::Partial => possible.push(*draft),
                Agreement::None => {}
            }
        }
        for list in [&mut sure, &mut possible] {
            list.sort_unstable();
            list.dedup();
        }
        match (&sure[..], &possible[..]) {
            ([only], _) => Some(*only),
            ([], [only]) => Some(*only),
            _ => None,
        }
    }
}

enum Agreement {
    /// The role says all that the description says.
    Full,
    /// The description says whose where the role does not.
    Partial,
    None,
}

fn agreement(description: &Role, role: &Role) -> Agreement {
    let broader = description.noun != role.noun;
    if !broader && !description.functions.is_subset(&role.functions) || description.former && !role.former {
        return Agreement::None;
    }
    // "the minister" may be the prime minister, "the president" is no vice president.
    if !broader
        && description.functions.is_empty()
        && role.functions.iter().any(|word| matches!(word.as_str(), "vice" | "deputy" | "assistant"))
    {
        return Agreement::None;
    }
    if description.owners.is_subset(&role.owners) {
        return Agreement::Full;
    }
    let countries = (country_of(&description.owners), country_of(&role.owners));
    match countries {
        (Some(a), Some(b)) if a == b => Agreement::Full,
        (Some(_), Some(_)) => Agreement::None,
        (Some(_), None) if role.owners.is_empty() => Agreement::Partial,
        _ => Agreement::None,
    }
}
