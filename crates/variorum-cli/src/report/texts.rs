//! The texts of the articles of a report: where a passage stands, and the runs of changed words in a pair of readings.

use std::collections::BTreeMap;
use variorum::collate::view::{Article, Comparison, Passage, Report, Story, Thread};

/// Texts of the articles of a report, to slice runs of words from.
pub struct Texts<'a> {
    by_id: BTreeMap<&'a str, &'a Article>,
}

impl<'a> Texts<'a> {
    pub fn new(report: &'a Report) -> Texts<'a> {
        Texts { by_id: report.articles.iter().map(|article| (article.id.as_str(), article)).collect() }
    }

    pub fn article(&self, id: &str) -> Option<&'a Article> {
        self.by_id.get(id).copied()
    }

    /// The other end of each thread link of a story, with its title.
    pub fn threads_of(&self, story: &Story, report: &'a Report) -> Vec<(&'a Thread, &'a str, &'static str)> {
        let mut out = Vec::new();
        for thread in &report.threads {
            let (title, place) = if thread.earlier == story.id {
                (&thread.later_title, if thread.ordered { "next" } else { "related" })
            } else if thread.later == story.id {
                (&thread.earlier_title, if thread.ordered { "previous" } else { "related" })
            } else {
                continue;
            };
            out.push((thread, title.as_str(), place));
        }
        out
    }

    /// Which paragraph of its article a passage begins in, from 1.
    pub fn paragraph(&self, passage: &Passage) -> usize {
        let text = self.article(&passage.article).map_or("", |article| &article.text);
        let before = text.get(..passage.start_byte).unwrap_or_default();
        let whole = before.rfind('\n').map_or("", |end| &before[..end]);
        whole.lines().filter(|line| !line.trim().is_empty()).count() + 1
    }

    /// Where a passage stands, for a reader: letter of the article and number of the paragraph, `A:3`.
    pub fn place(&self, passage: &Passage) -> String {
        format!("{}:{}", passage.witness, self.paragraph(passage))
    }

    /// Everything from the first to the last of some words of one article, verbatim.
    fn run(&self, words: &[&Passage]) -> Option<&'a str> {
        let (first, last) = (words.first()?, words.last()?);
        self.article(&first.article)?.text.get(first.start_byte..last.end_byte)
    }

    /// The runs of words that differ between two readings: what the first prints, what the second prints.
    pub fn changes(&self, comparison: &Comparison) -> Vec<(Option<&'a str>, Option<&'a str>)> {
        let mut out = Vec::new();
        for run in comparison.alignment.chunk_by(|a, b| a.same == b.same).filter(|run| !run[0].same) {
            let first: Vec<&Passage> = run.iter().filter_map(|word| word.first.as_ref()).collect();
            let second: Vec<&Passage> = run.iter().filter_map(|word| word.second.as_ref()).collect();
            out.push((self.run(&first), self.run(&second)));
        }
        out
    }
}
