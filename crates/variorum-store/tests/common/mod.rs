//! Invented articles, and what an archive holds.

use jiff::civil::date;
use serde_json::Value;
use std::path::Path;
use variorum::article::{Article, Metadata, Published};
use variorum::relate::collection_order;
use variorum_store::{Archive, Table};

const HARBOURS: [&str; 6] = ["Amary", "Belsund", "Corvo", "Dunmere", "Eskport", "Farholm"];
const SHIPS: [&str; 6] = ["Selma", "Ottilie", "Branka", "Corisande", "Dagny", "Elpis"];
const SPEAKERS: [&str; 4] = ["Mira Tolvanen", "Ossian Brandt", "Petra Quill", "Rufus Adeyemi"];

/// Numbers that look drawn by lot and are the same at every run (SplitMix64).
pub struct Lots(pub u64);

impl Lots {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) % limit as u64) as usize
    }
}

/// Articles about a few accidents at sea: accounts of one event, copies, later versions, undated ones, in collection
/// order.
pub fn articles(count: usize, seed: u64) -> Vec<Article> {
    let mut lots = Lots(seed);
    let mut articles: Vec<Article> = (0..count).map(|number| article(number, &mut lots)).collect();
    articles.sort_by(collection_order);
    articles.dedup_by(|a, b| a.id == b.id);
    articles
}

fn article(number: usize, lots: &mut Lots) -> Article {
    let event = lots.below(HARBOURS.len());
    let (harbour, ship) = (HARBOURS[event], SHIPS[event]);
    let speaker = SPEAKERS[lots.below(SPEAKERS.len())];
    let day = (1 + event * 3 + lots.below(3)) as i8;
    let injured = 11 + lots.below(3);
    let wire = format!(
        "The ferry {ship} struck a barge off Port {harbour} in thick fog, the harbour authority said. {injured} people were injured and \
         taken to the hospital of {harbour} by three rescue boats that had been called from the neighbouring island. \"We were entirely unprepared for \
         fog of this kind,\" said harbour master {speaker}."
    );
    let own = format!(
        "Fog lay over {harbour} when the {ship} hit a barge. {speaker} said {injured} passengers were hurt. \"We were \
         completely unprepared for fog of this kind,\" {speaker} told reporters. The captain denied there had been any fog."
    );
    let text = match lots.below(4) {
        0 => wire,
        1 => format!("{wire} {own}"),
        2 => format!("{own} An inquiry of the {harbour} council opens next week, number {}.", lots.below(4)),
        _ => own,
    };
    let outlet = ["Amary Herald", "Coast Wire", "Evening Lantern"][lots.below(3)];
    let metadata = Metadata {
        outlet: Some(outlet.into()),
        headline: Some(format!("Ferry {ship} and barge collide off Port {harbour}")),
        url: (lots.below(4) == 0).then(|| format!("https://news.example/{event}/{}", lots.below(2))),
        published: (lots.below(8) > 0).then(|| Published::day(date(2031, 5, day))),
        ..Metadata::default()
    };
    Article::new(format!("{number:04}.txt"), text, metadata)
}

/// All that follows from the articles of an archive, as text: everything but the order of arrival and what stories were
/// called before.
pub fn content(archive: &Archive) -> String {
    let mut lines = String::new();
    for table in Table::ALL {
        archive
            .export::<variorum_store::Error>(table, &mut |row| {
                lines.push_str(&format!("{} {}\n", table.name(), serde_json::Value::Object(row)));
                Ok(())
            })
            .unwrap();
    }
    lines
}

/// Rows, one a line.
pub fn lines(rows: Vec<Value>) -> String {
    rows.iter().map(|row| format!("{row}\n")).collect()
}

/// The rows of a table, each as JSON.
pub fn rows(archive: &Archive, table: Table) -> Vec<Value> {
    let mut rows = Vec::new();
    let read = archive.export::<variorum_store::Error>(table, &mut |row| {
        rows.push(Value::Object(row));
        Ok(())
    });
    read.unwrap();
    rows
}

/// An archive in this file to which the batches were added one after the other.
pub fn archive(path: &Path, batches: &[Vec<Article>]) -> Archive {
    let mut archive = Archive::open_or_create(path).unwrap();
    for batch in batches {
        archive.add(batch, None, &mut |_| ()).unwrap();
    }
    archive
}
