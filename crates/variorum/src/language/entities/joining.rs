//! Joins the names of one article: which of them stand for one person, organisation or place.

use super::lexicon::LEXICON;
use super::page::Page;
use super::person::PersonName;
use super::roles::Role;
use super::{EntityKind, Sex};
use std::collections::BTreeMap;

/// An entity while it is being put together.
#[derive(Clone, Debug)]
pub struct Draft {
    pub kind: EntityKind,
    /// Normal form: of a person the fullest name's.
    pub key: String,
    pub person: Option<PersonName>,
    pub sex: Option<Sex>,
    pub roles: Vec<Role>,
    /// Indexes of the forms of the page, in text order.
    pub forms: Vec<usize>,
    /// The form that made it.
    first_form: usize,
    /// Whether a bare surname has been taken for it.
    called_bare: bool,
}

/// The drafts of a page, and for each of its forms the draft it belongs to; `None` where two persons may be meant.
pub fn join(page: &Page) -> (Vec<Draft>, Vec<Option<usize>>) {
    let mut joiner = Joiner {
        page,
        kinds: kinds(page),
        drafts: Vec::new(),
        owner: vec![None; page.forms.len()],
        named: BTreeMap::new(),
        surnames: BTreeMap::new(),
        given_names: BTreeMap::new(),
        abbreviations: BTreeMap::new(),
    };
    for form in 0..page.forms.len() {
        if joiner.kind(form) == EntityKind::Person {
            joiner.join_full_person(form);
        }
    }
    for form in 0..page.forms.len() {
        match joiner.kind(form) {
            EntityKind::Person => joiner.join_single_word(form),
            kind => joiner.join_other(form, kind),
        }
    }
    for (form, owner) in joiner.owner.iter().enumerate() {
        if let Some(draft) = owner.and_then(|owner| joiner.drafts.get_mut(owner)) {
            draft.forms.push(form);
            draft.sex = draft.sex.or(page.forms.get(form).and_then(|form| form.sex));
        }
    }
    (joiner.drafts, joiner.owner)
}

/// The kind that most names of one wording have, by wording; the finder of names may waver between two.
fn kinds(page: &Page) -> BTreeMap<String, EntityKind> {
    let mut votes: BTreeMap<String, BTreeMap<EntityKind, usize>> = BTreeMap::new();
    for form in &page.forms {
        *votes.entry(form.words.join(" ")).or_default().entry(form.kind).or_default() += 1;
    }
    let winner = |counts: BTreeMap<EntityKind, usize>| {
        counts.into_iter().max_by_key(|(kind, count)| (*count, std::cmp::Reverse(*kind))).map(|(kind, _)| kind)
    };
    votes.into_iter().filter_map(|(wording, counts)| Some((wording, winner(counts)?))).collect()
}

struct Joiner<'a> {
    page: &'a Page<'a>,
    kinds: BTreeMap<String, EntityKind>,
    drafts: Vec<Draft>,
    owner: Vec<Option<usize>>,
    /// Drafts that are no full persons, by kind and key.
    named: BTreeMap<(EntityKind, String), usize>,
    /// Full persons by the coarse form of the last word of the surname, and by given name.
    surnames: BTreeMap<String, Vec<usize>>,
    given_names: BTreeMap<String, Vec<usize>>,
    /// Keys of names of several words, by their first letters.
    abbreviations: BTreeMap<String, Vec<String>>,
}

impl Joiner<'_> {
    fn wording(&self, form: usize) -> String {
        self.page.forms.get(form).map(|form| form.words.join(" ")).unwrap_or_default()
    }

    fn kind(&self, form: usize) -> EntityKind {
        self.kinds.get(&self.wording(form)).copied().unwrap_or(EntityKind::Other)
    }

    fn sex(&self, form: usize) -> Option<Sex> {
        self.page.forms.get(form).and_then(|form| form.sex)
    }

    fn set_owner(&mut self, form: usize, draft: usize) {
        if let Some(owner) = self.owner.get_mut(form) {
            *owner = Some(draft);
        }
    }

    fn person(&self, form: usize) -> Option<PersonName> {
        PersonName::of(&self.page.forms.get(form)?.words)
    }

    /// The full persons listed under `word` whose draft passes.
    fn listed(
        &self,
        list: &BTreeMap<String, Vec<usize>>,
        word: &str,
        accepts: impl Fn(&Draft, &PersonName) -> bool,
    ) -> Vec<usize> {
        let passes = |draft: &&usize| {
            self.drafts
                .get(**draft)
                .is_some_and(|draft| draft.person.as_ref().is_some_and(|person| accepts(draft, person)))
        };
        list.get(word).map(|drafts| drafts.iter().filter(passes).copied().collect()).unwrap_or_default()
    }

    /// Gives a name of several words to the person it agrees with, or makes a new one.
    fn join_full_person(&mut self, form: usize) {
        let Some(name) = self.person(form).filter(PersonName::is_full) else { return };
        let sex = self.sex(form);
        let agreeing = self.listed(&self.surnames, &name.coarse_surname(), |_, known| known.agrees(&name));
        let draft = match agreeing[..] {
            [only] if !self.drafts.get(only).is_some_and(|draft| contradicts(draft.sex, sex)) => only,
            _ => self.make_person(form, &name),
        };
        if let Some(known) = self.drafts.get_mut(draft)
            && known.person.as_ref().is_some_and(|person| says_more(&name, person))
        {
            known.key = name.key();
            known.person = Some(name);
        }
        self.set_owner(form, draft);
    }

    fn make_person(&mut self, form: usize, name: &PersonName) -> usize {
        let given = self.page.forms.get(form).map(|form| self.page.word(form.tokens.start)).unwrap_or_default();
        let draft = self.drafts.len();
        self.drafts.push(Draft {
            sex: self.sex(form).or_else(|| LEXICON.given_name(given)),
            person: Some(name.clone()),
            ..Draft::new(EntityKind::Person, name.key(), form)
        });
        self.surnames.entry(name.coarse_surname()).or_default().push(draft);
        for given in &name.given {
            self.given_names.entry(given.clone()).or_default().push(draft);
        }
        draft
    }

    /// Gives a single word, or a surname with its particles, to the one person it can mean.
    fn join_single_word(&mut self, form: usize) {
        if self.owner.get(form).is_some_and(Option::is_some) {
            return;
        }
        let Some(name) = self.person(form) else { return };
        let sex = self.sex(form);
        let bearers = self.listed(&self.surnames, &name.coarse_surname(), |draft, person| {
            person.shares_surname(&name) && !contradicts(draft.sex, sex)
        });
        match bearers[..] {
            [only] => self.call_bare(form, only),
            [] => {
                // A given name, or the family name of one who bears it first, once the full name has been printed.
                let begun = self.listed(&self.given_names, &name.surname, |draft, _| {
                    draft.first_form < form && !contradicts(draft.sex, sex)
                });
                match begun[..] {
                    [only] => self.set_owner(form, only),
                    [] => self.join_named(form, EntityKind::Person, name.key(), Some(name)),
                    _ => {}
                }
            }
            _ => {
                if let Some(main) = self.main_bearer(&bearers, form) {
                    self.call_bare(form, main);
                }
            }
        }
    }

    fn call_bare(&mut self, form: usize, draft: usize) {
        self.set_owner(form, draft);
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.called_bare = true;
        }
    }

    /// Of several persons with one surname the one whom the bare surname means here, where that is sure.
    ///
    /// News calls the main bearer by the bare surname and names relatives in full. So the bare surname keeps meaning
    /// the one it meant before a second bearer was named, unless that one stands in this sentence or the one before.
    fn main_bearer(&self, bearers: &[usize], form: usize) -> Option<usize> {
        let draft = |bearer: usize| self.drafts.get(bearer);
        let introduced: Vec<usize> = bearers
            .iter()
            .copied()
            .filter(|bearer| draft(*bearer).is_some_and(|draft| draft.first_form < form))
            .collect();
        let main = match introduced[..] {
            [only] => only,
            _ => {
                let mut bare =
                    introduced.iter().copied().filter(|bearer| draft(*bearer).is_some_and(|draft| draft.called_bare));
                bare.next().filter(|_| bare.next().is_none())?
            }
        };
        let sentence = |form: usize| self.page.forms.get(form).map(|form| self.page.sentence_of(form.tokens.start));
        let here = sentence(form)?;
        let other_is_near = (0..form)
            .rev()
            .take_while(|earlier| sentence(*earlier).is_some_and(|there| there + 1 >= here))
            .filter_map(|earlier| self.owner.get(earlier).copied().flatten())
            .any(|owner| owner != main && introduced.contains(&owner));
        (!other_is_near).then_some(main)
    }

    /// Joins the name of an organisation, a place or something else by its key, its abbreviation or its short form.
    fn join_other(&mut self, form: usize, kind: EntityKind) {
        let wording = self.wording(form);
        let known = LEXICON.spelling("place", &wording).or_else(|| LEXICON.spelling("organisation", &wording));
        // A surname taken for a place or a company, once its bearer is known by the full name.
        if LEXICON.country(&wording).is_none() && known.is_none() && !wording.contains(' ') {
            let name = PersonName::of(std::slice::from_ref(&wording)).unwrap_or_default();
            if let [only] =
                self.listed(&self.surnames, &name.coarse_surname(), |_, person| person.surname == name.surname)[..]
            {
                self.call_bare(form, only);
                return;
            }
        }
        let mut key = known.map(str::to_string).unwrap_or_else(|| self.abbreviated(form, &wording).unwrap_or(wording));
        while let Some((short, last)) = key.rsplit_once(' ')
            && kind == EntityKind::Organisation
            && known.is_none()
            && LEXICON.has("company", last)
        {
            key = short.to_string();
        }
        let kinds = [EntityKind::Organisation, EntityKind::Place, EntityKind::Other];
        match kinds.into_iter().find_map(|kind| self.named.get(&(kind, key.clone()))).copied() {
            Some(draft) => self.set_owner(form, draft),
            None => {
                for letters in first_letters(&key) {
                    self.abbreviations.entry(letters).or_default().push(key.clone());
                }
                self.join_named(form, kind, key, None);
            }
        }
    }

    /// The key of the one longer name of the article that an abbreviation stands for: "NHA" for "Northern Harbour Authority".
    fn abbreviated(&self, form: usize, wording: &str) -> Option<String> {
        let printed = self.page.forms.get(form)?.anchor.of(self.page.text);
        if wording.len() < 3 || !printed.chars().all(|letter| letter.is_uppercase() || letter == '.') {
            return None;
        }
        match self.abbreviations.get(wording).map(Vec::as_slice) {
            Some([only]) => Some(only.clone()),
            _ => None,
        }
    }

    fn join_named(&mut self, form: usize, kind: EntityKind, key: String, person: Option<PersonName>) {
        let drafts = &mut self.drafts;
        let draft = *self.named.entry((kind, key.clone())).or_insert_with(|| {
            drafts.push(Draft { person, ..Draft::new(kind, key, form) });
            drafts.len() - 1
        });
        self.set_owner(form, draft);
    }
}

impl Draft {
    fn new(kind: EntityKind, key: String, first_form: usize) -> Draft {
        Draft {
            kind,
            key,
            person: None,
            sex: None,
            roles: Vec::new(),
            forms: Vec::new(),
            first_form,
            called_bare: false,
        }
    }
}

fn contradicts(known: Option<Sex>, said: Option<Sex>) -> bool {
    known.zip(said).is_some_and(|(known, said)| known != said)
}

/// Whether a name of a person says more than another: more given names, or names in place of initials.
fn says_more(name: &PersonName, other: &PersonName) -> bool {
    let letters = |name: &PersonName| name.given.iter().map(String::len).sum::<usize>();
    letters(name) > letters(other)
}

/// The first letters of a name of several words, with its small words and without them.
fn first_letters(key: &str) -> Vec<String> {
    let small = |word: &&str| matches!(*word, "of" | "the" | "and" | "for" | "in" | "on");
    let letters = |word: &str| word.chars().next();
    let all: String = key.split(' ').filter_map(letters).collect();
    let large: String = key.split(' ').filter(|word| !small(word)).filter_map(letters).collect();
    let mut forms = vec![all, large];
    forms.dedup();
    forms.retain(|form| form.chars().count() > 2);
    forms
}
