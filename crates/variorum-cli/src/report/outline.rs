//! What stands in the report of a story, in which order and under which number. Every face prints this.

use super::wording;
use variorum::collate::limits::LimitReached;
use variorum::collate::view::{
    Claim, Copy, Damaged, Evidence, Finding, NotCompared, OnlyIn, Party, Passage, Quotation, Story, TimelineItem,
};
use variorum::collate::{FindingKind, ReadingRelation};

/// The sections of one story that hold something.
pub struct Outline<'a> {
    pub story: &'a Story,
    pub sections: Vec<Section<'a>>,
}

/// Items of one sort.
pub struct Section<'a> {
    pub key: Key,
    pub items: Vec<Item<'a>>,
}

/// The sorts, in the order in which a reader should take them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Differ,
    Agreed,
    Quotations,
    Parties,
    OnlyIn,
    Timeline,
    Copies,
    Damaged,
    NotCompared,
}

/// One item with its number in the story.
pub struct Item<'a> {
    pub number: usize,
    /// Fragment of the item in a page: made from content where the item has an id.
    pub id: String,
    pub body: Body<'a>,
}

/// What an item shows.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    Finding(&'a Finding),
    Claim(&'a Claim),
    Quotation(&'a Quotation),
    Party(&'a Party),
    OnlyIn(&'a OnlyIn),
    Time(&'a TimelineItem),
    Copy(&'a Copy),
    Damaged(&'a Damaged),
    NotCompared(&'a NotCompared),
    LimitsReached(&'a [LimitReached]),
}

impl<'a> Outline<'a> {
    pub fn of(story: &'a Story) -> Outline<'a> {
        let (values, differences) = wording::agreements_apart(story);
        let (open, folded): (Vec<&Finding>, Vec<&Finding>) =
            differences.into_iter().partition(|finding| wording::is_prominent(finding.kind));
        let findings = |list: Vec<&'a Finding>| list.into_iter().map(Body::Finding);
        let place = |letter: &str| story.witnesses.iter().position(|witness| witness.witness == letter);
        let mut only_in: Vec<&OnlyIn> = story.only_in.iter().collect();
        // A stable sort: by rank inside each article.
        only_in.sort_by_key(|only| place(&only.evidence.passage.witness));
        // What is damaged is listed once, with its damage.
        let damaged = |passage: &Passage| story.damaged.iter().any(|damaged| damaged.passage == *passage);
        let not_compared = story.not_compared.iter().filter(|item| !damaged(&item.evidence.passage));
        let limits = Some(story.limits_reached.as_slice()).filter(|limits| !limits.is_empty()).map(Body::LimitsReached);
        let bodies: Vec<(Key, Vec<Body<'a>>)> = vec![
            (Key::Differ, findings(open).chain(findings(folded)).collect()),
            (Key::Agreed, findings(values).chain(story.agreed.iter().map(Body::Claim)).collect()),
            (Key::Quotations, story.quotations.iter().map(Body::Quotation).collect()),
            (Key::Parties, story.parties.iter().map(Body::Party).collect()),
            (Key::OnlyIn, only_in.into_iter().map(Body::OnlyIn).collect()),
            (Key::Timeline, story.timeline.iter().map(Body::Time).collect()),
            (Key::Copies, story.copies.iter().map(Body::Copy).collect()),
            (Key::Damaged, story.damaged.iter().map(Body::Damaged).collect()),
            (Key::NotCompared, not_compared.map(Body::NotCompared).chain(limits).collect()),
        ];
        let mut number = 0;
        let mut sections = Vec::new();
        for (key, bodies) in bodies {
            let items: Vec<Item> = bodies
                .into_iter()
                .map(|body| {
                    number += 1;
                    Item { number, id: body.id(story, number), body }
                })
                .collect();
            if !items.is_empty() {
                sections.push(Section { key, items });
            }
        }
        Outline { story, sections }
    }

    /// All items, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.sections.iter().flat_map(|section| &section.items)
    }

    /// What the story holds, in a few words each, with the section it stands in.
    pub fn tally(&self) -> Vec<(Key, String)> {
        let of = |kind: FindingKind| self.story.findings.iter().filter(|finding| finding.kind == kind).count();
        let prominent = [FindingKind::Conflict, FindingKind::Disputed];
        let agreed = self.story.agreed.len() + of(FindingKind::Agreement);
        let other = self.story.findings.len()
            - of(FindingKind::Agreement)
            - prominent.iter().map(|kind| of(*kind)).sum::<usize>();
        let altered = self.story.quotations.iter().filter(|quotation| is_altered(quotation)).count();
        let counts = [
            (Key::Differ, of(FindingKind::Conflict), "conflict", ""),
            (Key::Differ, of(FindingKind::Disputed), "dispute", ""),
            (Key::Differ, other, "other difference", ""),
            (Key::Quotations, altered, "altered quotation", ""),
            (Key::Agreed, agreed, "agreement", ""),
            (Key::OnlyIn, self.story.only_in.len(), "passage", " in one article only"),
            (Key::Copies, self.story.copies.len(), "copy", ""),
            (Key::Damaged, self.story.damaged.len(), "damaged passage", ""),
        ];
        let shown = counts.into_iter().filter(|(_, number, ..)| *number > 0);
        shown.map(|(key, number, noun, rest)| (key, wording::count(number, noun) + rest)).collect()
    }
}

/// Whether some reading prints other words inside quotation marks.
pub fn is_altered(quotation: &Quotation) -> bool {
    quotation.comparisons.iter().any(|comparison| comparison.relation == ReadingRelation::Altered)
}

impl Key {
    pub fn title(self) -> &'static str {
        match self {
            Key::Differ => "Where they differ",
            Key::Agreed => "What they agree on",
            Key::Quotations => "Quotations, every reading",
            Key::Parties => "Who says what",
            Key::OnlyIn => "Only in one article",
            Key::Timeline => "Timeline",
            Key::Copies => "Who took text from whom",
            Key::Damaged => "Damaged text",
            Key::NotCompared => "Not compared, and why",
        }
    }

    /// One sentence on what stands here.
    pub fn note(self) -> &'static str {
        match self {
            Key::Differ => "Conflicts and disputes first. No verdict on who is right.",
            Key::Agreed => "In the words of one article. Copies of one text count once.",
            Key::Quotations => "One utterance as each article prints it.",
            Key::Parties => "What the articles have each party say.",
            Key::OnlyIn => "Not confirmed by the other articles here; that alone does not make it doubtful.",
            Key::Timeline => "By day; days that could not be told stand last.",
            Key::Copies => "Quoted words are not counted.",
            Key::Damaged => "Flagged, not repaired, and left out of the comparison.",
            Key::NotCompared => "Passages that no comparison looked at, and limits beyond which none did.",
        }
    }

    /// Name of the section in links.
    pub fn name(self) -> &'static str {
        match self {
            Key::Differ => "differ",
            Key::Agreed => "agreed",
            Key::Quotations => "quotations",
            Key::Parties => "parties",
            Key::OnlyIn => "only",
            Key::Timeline => "timeline",
            Key::Copies => "copies",
            Key::Damaged => "damaged",
            Key::NotCompared => "not-compared",
        }
    }
}

impl<'a> Body<'a> {
    fn id(&self, story: &Story, number: usize) -> String {
        match self {
            Body::Finding(finding) => format!("finding-{}", finding.id),
            Body::Claim(claim) => format!("claim-{}", claim.id),
            Body::Quotation(quotation) => format!("quotation-{}", quotation.id),
            _ => format!("item-{}-{number}", story.id),
        }
    }

    /// What items of one section stand under together: the article, or the day.
    pub fn group(&self) -> Option<String> {
        match self {
            Body::OnlyIn(only) => Some(only.evidence.passage.witness.clone()),
            Body::Time(time) => Some(wording::days(time)),
            _ => None,
        }
    }

    /// Every passage the item rests on.
    pub fn passages(&self) -> Vec<&'a Passage> {
        let of = |evidence: &'a [Evidence]| evidence.iter().map(|item| &item.passage).collect::<Vec<_>>();
        match *self {
            Body::Finding(finding) => finding.sides.iter().flatten().map(|item| &item.passage).collect(),
            Body::Claim(claim) => std::iter::once(&claim.text).chain(of(&claim.witnesses)).collect(),
            Body::Quotation(quotation) => quotation.readings.iter().flat_map(|reading| &reading.passages).collect(),
            Body::Party(party) => of(&party.says),
            Body::OnlyIn(only) => vec![&only.evidence.passage],
            Body::Time(time) => of(&time.witnesses),
            Body::Copy(copy) => copy.passages.iter().flat_map(|(a, b)| [a, b]).collect(),
            Body::Damaged(damaged) => vec![&damaged.passage],
            Body::NotCompared(item) => vec![&item.evidence.passage],
            Body::LimitsReached(_) => Vec::new(),
        }
    }
}
