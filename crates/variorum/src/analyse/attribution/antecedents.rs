//! Whom the pronouns and descriptions that speak stand for, where the language layer left them open.
//!
//! "He said" mostly goes on with whoever the sentences before were about. The text is read sentence by sentence outside
//! quotation marks, and the one person it is about (the topic) is kept: the last subject of a main clause, or the only
//! person of a sentence about a thing. Where two persons could be meant, nobody is.

use super::Attribution;
use super::features::Facts;
use super::speakers::{head, mentions_in};
use crate::language::entities::Sex;
use crate::language::{Entity, EntityKind, MentionKind};

/// Gives the open "he said", "she said" and "the senator said" to the topic.
pub fn resolve(facts: &Facts, found: &mut [Attribution]) {
    let sexes = Sexes::new(facts);
    let mut reader = Reader::new(facts, &sexes, found);
    for sentence in 0..facts.layout.sentences.len() {
        reader.read(sentence, found);
    }
    for index in 0..found.len() {
        inherit(facts, &sexes, found, index);
    }
}

/// Which pronouns can stand for the entities of an article.
struct Sexes {
    /// By entity: whether it can be "he", whether it can be "she".
    possible: Vec<(bool, bool)>,
}

impl Sexes {
    /// A person can be meant by a pronoun where nothing in the article says otherwise.
    fn new(facts: &Facts) -> Sexes {
        let person = |kind| kind == EntityKind::Person;
        let of_entity = |known: &Entity| {
            (person(known.kind) && known.sex != Some(Sex::Female), person(known.kind) && known.sex != Some(Sex::Male))
        };
        let mut possible: Vec<(bool, bool)> = facts.reading.entities.iter().map(of_entity).collect();
        for mention in facts.reading.mentions.iter().filter(|mention| mention.kind == MentionKind::Pronoun) {
            let Some(slot) = mention.entity.and_then(|entity| possible.get_mut(entity)) else { continue };
            match mention.anchor.of(facts.text).to_lowercase().as_str() {
                "he" | "him" | "his" | "himself" => slot.1 = false,
                "she" | "her" | "hers" | "herself" => slot.0 = false,
                _ => {}
            }
        }
        Sexes { possible }
    }

    fn fits(&self, entity: usize, sex: Sex) -> bool {
        let (he, she) = self.possible.get(entity).copied().unwrap_or_default();
        if sex == Sex::Male { he } else { she }
    }
}

/// "He" inside what a person says is that person, where nobody else who fits is named in between.
fn inherit(facts: &Facts, sexes: &Sexes, found: &mut [Attribution], index: usize) {
    let Some(above) = found[index].parent.and_then(|parent| found.get(parent)) else { return };
    let ([speaker], Some(named), Some(source)) = (above.speakers.as_slice(), above.source, found[index].source) else {
        return;
    };
    let speaker = *speaker;
    let pronoun = facts.layout.tokens_in(source).start;
    let Some(sex) = personal(facts.word(pronoun)).filter(|_| found[index].speakers.is_empty()) else { return };
    let open = named.end() <= source.start() && facts.at(pronoun).passage == 0 && sexes.fits(speaker, sex);
    let between = facts.layout.tokens_in(named).end..pronoun;
    let other = mentions_in(facts, between)
        .iter()
        .any(|mention| mention.entity.is_some_and(|entity| entity != speaker && sexes.fits(entity, sex)));
    if open && !other {
        found[index].speakers = vec![speaker];
    }
}

/// The person the text is about, and the paragraph where it last said so.
#[derive(Clone, Copy)]
struct Topic {
    entity: usize,
    paragraph: usize,
}

/// Who acts or speaks at a token.
enum Actor {
    Person(usize),
    /// "he", "she" that the language layer left open.
    Pronoun(Sex),
    /// "the senator", not resolved: its noun.
    Described(String),
    /// Somebody who is not known, or several.
    Unknown,
    Thing,
}

struct Reader<'a> {
    facts: &'a Facts<'a>,
    sexes: &'a Sexes,
    /// For each token the mention over it.
    mentions: Vec<Option<usize>>,
    /// First token of the source of each attribution that stands in no other, and the attribution.
    sources: Vec<(usize, usize)>,
    topic: Option<Topic>,
}

impl<'a> Reader<'a> {
    fn new(facts: &'a Facts<'a>, sexes: &'a Sexes, found: &[Attribution]) -> Reader<'a> {
        let mut mentions = vec![None; facts.tokens.len()];
        for (index, mention) in facts.reading.mentions.iter().enumerate() {
            for slot in mentions.get_mut(facts.layout.tokens_in(mention.anchor)).unwrap_or_default() {
                *slot = slot.or(Some(index));
            }
        }
        let mut sources: Vec<(usize, usize)> = Vec::new();
        for (index, attribution) in found.iter().enumerate().filter(|(_, attribution)| attribution.parent.is_none()) {
            let start = attribution.source.map(|source| facts.layout.tokens_in(source).start);
            sources.extend(start.filter(|start| facts.at(*start).passage == 0).map(|start| (start, index)));
        }
        sources.sort_unstable();
        Reader { facts, sexes, mentions, sources, topic: None }
    }

    fn read(&mut self, sentence: usize, found: &mut [Attribution]) {
        let Some(sentence) = self.facts.layout.sentences.get(sentence) else { return };
        let (tokens, paragraph) = (sentence.tokens.clone(), sentence.paragraph);
        let persons = self.persons(tokens.clone());
        let (mut acted, mut told) = (false, false);
        let mut source_end = tokens.start;
        for token in tokens {
            let from = self.sources.partition_point(|(start, _)| *start < token);
            let sources: Vec<usize> =
                self.sources.iter().skip(from).take_while(|(start, _)| *start == token).map(|(_, at)| *at).collect();
            if token < source_end || self.facts.at(token).passage > 0 || sources.is_empty() && !self.is_subject(token) {
                continue;
            }
            if let Some(source) = sources.first().and_then(|index| found.get(*index)).and_then(|found| found.source) {
                source_end = self.facts.layout.tokens_in(source).end;
            }
            let mut barred = self.named_in_contents(token, &sources, found);
            // "Fell, who he said was right": he is not Fell.
            if token > 0 && matches!(self.facts.word(token - 1), "who" | "whom") {
                barred.extend(persons.iter().rev().find(|(at, _)| *at < token - 1).map(|(_, entity)| *entity));
            }
            for attribution in &sources {
                if let Some(known) = found.get_mut(*attribution) {
                    known.speakers.retain(|speaker| !barred.contains(speaker));
                }
            }
            let speakers = sources.first().and_then(|index| found.get(*index)).map(|found| found.speakers.as_slice());
            let entity = match self.actor(token..source_end.max(token + 1), speakers, &barred) {
                Actor::Person(entity) => Some(entity),
                Actor::Pronoun(sex) => {
                    self.antecedent(token, sex, paragraph, &persons).filter(|entity| !barred.contains(entity))
                }
                Actor::Described(noun) => self.described(&noun, paragraph),
                Actor::Unknown => None,
                Actor::Thing => continue,
            };
            acted = true;
            told |= !sources.is_empty();
            self.topic = entity.map(|entity| Topic { entity, paragraph });
            for attribution in sources {
                if let Some(open) = found.get_mut(attribution).filter(|found| found.speakers.is_empty()) {
                    open.speakers.extend(entity);
                }
            }
        }
        self.close(acted, told, paragraph, &persons);
    }

    /// The entities that a pronoun at `token` cannot stand for, since what it says calls them by name: "he said that Fell left".
    fn named_in_contents(&self, token: usize, sources: &[usize], found: &[Attribution]) -> Vec<usize> {
        if personal(self.facts.word(token)).is_none() {
            return Vec::new();
        }
        let contents = sources.iter().filter_map(|index| found.get(*index)).flat_map(|found| &found.content);
        let tokens = contents.map(|span| self.facts.layout.tokens_in(*span)).filter(|tokens| tokens.start > token);
        let mentions = tokens.flat_map(|tokens| mentions_in(self.facts, tokens));
        let outside = |mention: &&crate::language::Mention| {
            self.facts.layout.token_at(mention.anchor.start()).is_some_and(|token| self.facts.at(token).passage == 0)
        };
        mentions
            .filter(|mention| mention.kind == MentionKind::Name)
            .filter(outside)
            .filter_map(|mention| mention.entity)
            .collect()
    }

    /// Settles the topic at the end of a sentence by the persons it names.
    fn close(&mut self, acted: bool, told: bool, paragraph: usize, persons: &[(usize, usize)]) {
        let mut named: Vec<usize> = persons.iter().map(|(_, entity)| *entity).collect();
        named.sort_unstable();
        named.dedup();
        match (acted, named.as_slice()) {
            (false, [only]) => self.topic = Some(Topic { entity: *only, paragraph }),
            (false, [_, ..]) => self.topic = None,
            // "Fell met Brandt": either may go on. Whoever speaks goes on speaking.
            (true, _) if !told => {
                let sex = |entity: usize| self.facts.reading.entities.get(entity).and_then(|entity| entity.sex);
                let rival = |topic: &Topic| {
                    named.iter().any(|other| {
                        let apart = sex(*other).zip(sex(topic.entity)).is_some_and(|(a, b)| a != b);
                        *other != topic.entity && !apart
                    })
                };
                self.topic = self.topic.filter(|topic| !rival(topic));
            }
            _ => {}
        }
    }

    /// Who acts or speaks with these words; a pronoun stands for none of the `barred`.
    fn actor(&self, tokens: std::ops::Range<usize>, speakers: Option<&[usize]>, barred: &[usize]) -> Actor {
        let is_person = |entity: &usize| {
            self.facts.reading.entities.get(*entity).is_some_and(|entity| entity.kind == EntityKind::Person)
        };
        match speakers {
            Some([only]) if is_person(only) => return Actor::Person(*only),
            Some([_, ..]) => return Actor::Unknown,
            _ => {}
        }
        let mention = self.mentions.get(tokens.start).copied().flatten();
        let mention = mention.and_then(|mention| self.facts.reading.mentions.get(mention));
        match (mention, personal(self.facts.word(tokens.start))) {
            (Some(mention), Some(sex)) => {
                let meant = mention.entity.filter(|entity| !barred.contains(entity));
                meant.map_or(Actor::Pronoun(sex), Actor::Person)
            }
            (Some(mention), _) if mention.kind == MentionKind::Title && mention.entity.is_none() => {
                let words = self.facts.layout.tokens_in(mention.anchor);
                let noun = words.clone().take_while(|token| self.facts.word(*token) != "of").last();
                noun.map_or(Actor::Unknown, |noun| Actor::Described(self.facts.word(noun).to_lowercase()))
            }
            (Some(mention), _) if mention.entity.as_ref().is_some_and(is_person) && speakers.is_none() => {
                mention.entity.map_or(Actor::Unknown, Actor::Person)
            }
            (Some(mention), _) if mention.kind == MentionKind::Name && mention.entity.is_none() => Actor::Unknown,
            // "Critics said" leaves whom "he" means as it was.
            _ if self.is_plural(&tokens) => Actor::Thing,
            _ if speakers.is_some() || self.is_proper_name(tokens.start) => Actor::Unknown,
            _ => Actor::Thing,
        }
    }

    fn is_plural(&self, tokens: &std::ops::Range<usize>) -> bool {
        let head = head(self.facts, tokens);
        matches!(self.facts.reading.syntax.tag(head).name(), "NNS" | "NNPS")
    }

    /// Whether a token belongs to a name that was not found: a capital alone at the head of a sentence is none.
    fn is_proper_name(&self, token: usize) -> bool {
        let proper = |token: usize| self.facts.reading.syntax.tag(token).is_proper_noun();
        proper(token) && (self.facts.sentence(token).start != token || proper(token + 1))
    }

    /// The one person that an open pronoun can stand for.
    fn antecedent(&self, token: usize, sex: Sex, paragraph: usize, persons: &[(usize, usize)]) -> Option<usize> {
        let fitting = |entity: &usize| self.sexes.fits(*entity, sex);
        let topic = self.topic.filter(|topic| topic.paragraph + 1 >= paragraph).map(|topic| topic.entity);
        let topic = topic.filter(fitting);
        let near: Vec<(usize, usize)> =
            persons.iter().copied().filter(|(at, entity)| *at < token && fitting(entity)).collect();
        // "When Fell came back from Brandt, she said": the subject of the clause before.
        let mut subjects = near.iter().filter(|(at, _)| self.is_any_subject(*at)).map(|(_, entity)| *entity);
        let subject = subjects.next().filter(|first| subjects.all(|other| other == *first));
        let alone = |entity: usize| near.iter().all(|(_, other)| *other == entity);
        match (near.first(), topic) {
            (None, topic) => topic,
            (Some(_), Some(topic)) if alone(topic) => Some(topic),
            (Some(_), topic) => subject.filter(|subject| alone(*subject) || topic == Some(*subject)),
        }
    }

    /// The topic, if the article gives it the role that a description names.
    fn described(&self, noun: &str, paragraph: usize) -> Option<usize> {
        let topic = self.topic.filter(|topic| topic.paragraph + 1 >= paragraph)?;
        let offices = &self.facts.reading.entities.get(topic.entity)?.offices;
        offices.iter().any(|office| office == noun).then_some(topic.entity)
    }

    /// The persons of a sentence outside quotation marks, by their tokens; those who only own or modify something left out.
    fn persons(&self, tokens: std::ops::Range<usize>) -> Vec<(usize, usize)> {
        let mut persons = Vec::new();
        let mut last = None;
        for token in tokens {
            let Some(index) = self.mentions.get(token).copied().flatten() else { continue };
            if last == Some(index) || self.facts.at(token).passage > 0 {
                continue;
            }
            last = Some(index);
            let Some(mention) = self.facts.reading.mentions.get(index) else { continue };
            let Some(entity) = mention.entity.filter(|entity| {
                self.facts.reading.entities.get(*entity).is_some_and(|entity| entity.kind == EntityKind::Person)
            }) else {
                continue;
            };
            let words = self.facts.layout.tokens_in(mention.anchor);
            // A person "in" whom something happens is a place.
            if matches!(self.facts.word(words.start.saturating_sub(1)), "in" | "In") {
                continue;
            }
            let owns = matches!(self.facts.word(words.end), "'s" | "’s" | "'" | "’");
            let modifies = words.clone().any(|token| {
                let outside = self.facts.at(token).head.is_some_and(|head| !words.contains(&(head as usize)));
                outside && matches!(self.facts.reading.syntax.relation(token).name(), "nmod:poss" | "compound")
            });
            if !owns && !modifies {
                persons.push((token, entity));
            }
        }
        persons
    }

    /// Whether a token begins the subject of a main clause: a pronoun, or the first word of a mention that is a subject.
    fn is_subject(&self, token: usize) -> bool {
        self.subject_verb(token).is_some_and(|verb| self.is_main(verb))
    }

    fn is_any_subject(&self, token: usize) -> bool {
        self.subject_verb(token).is_some()
    }

    /// The verb whose subject the mention or word that begins at `token` is.
    fn subject_verb(&self, token: usize) -> Option<usize> {
        let mention = self.mentions.get(token).copied().flatten();
        let words = mention
            .and_then(|mention| self.facts.reading.mentions.get(mention))
            .map_or(token..token + 1, |mention| self.facts.layout.tokens_in(mention.anchor));
        if words.start != token {
            return None;
        }
        let head = words.clone().find(|word| {
            self.facts.reading.syntax.relation(*word).is("nsubj")
                && self.facts.at(*word).head.is_some_and(|head| !words.contains(&(head as usize)))
        })?;
        self.facts.at(head).head.map(|verb| verb as usize).filter(|verb| self.facts.at(*verb).passage == 0)
    }

    /// Whether a verb governs a main clause.
    fn is_main(&self, verb: usize) -> bool {
        let mut at = verb;
        for _ in 0..16 {
            match (self.facts.reading.syntax.relation(at).base(), self.facts.at(at).head) {
                (_, None) | ("parataxis", _) => return true,
                ("conj", Some(head)) => at = head as usize,
                _ => return false,
            }
        }
        false
    }
}

/// The sex a personal pronoun in the nominative says.
fn personal(word: &str) -> Option<Sex> {
    match word {
        "he" | "He" => Some(Sex::Male),
        "she" | "She" => Some(Sex::Female),
        _ => None,
    }
}
