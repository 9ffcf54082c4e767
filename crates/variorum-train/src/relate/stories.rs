//! Story grouping against labelled sets.

use super::{light_analysis, read};
use crate::arguments::Arguments;
use std::collections::BTreeMap;
use std::io::Result;
use std::path::Path;
use variorum::analyse::Analysis;
use variorum::article::{Article, Metadata};
use variorum::relate::{self, collection_order, stories::Settings};

/// Groups each labelled set with the one default setting and prints BCubed and pair scores.
pub fn evaluate(arguments: &Arguments) -> Result<()> {
    let settings = settings(arguments);
    println!(
        "{:22} {:>6} {:>6} {:>6}  {:>6} {:>6} {:>6}  {:>5} {:>9}",
        "set", "B3 P", "B3 R", "B3 F1", "pr P", "pr R", "pr F1", "mixed", "clusters"
    );
    for name in ["allsides_stream_dev", "basil", "newswcl50", "ecbplus"] {
        let mut rows = read(&arguments.data(&format!("stories/{name}.jsonl")))?;
        if let Some(each) = arguments.value("undated").and_then(|value| value.parse().ok()) {
            rows.iter_mut().step_by(each).for_each(|row| row.article.published = None);
            rows.sort_by(|a, b| collection_order(&a.article, &b.article));
        }
        let (articles, labels): (Vec<Article>, Vec<Option<String>>) =
            rows.into_iter().map(|row| (row.article, row.story)).unzip();
        let analyses: Vec<Analysis> = articles.iter().map(light_analysis).collect();
        let derivations = relate::reuse::find(&articles, &analyses);
        let found = relate::stories::group_with(&articles, &derivations, &settings);
        let mut cluster = vec![0; articles.len()];
        for (number, story) in found.iter().enumerate() {
            story.members.iter().for_each(|member| cluster[member.article] = number);
        }
        print_scores(name, &labels, &cluster);
        if let Some(out) = arguments.value("out") {
            let rows: String = articles
                .iter()
                .zip(&cluster)
                .map(|(article, number)| format!("{}\t{number}\n", article.name))
                .collect();
            std::fs::write(Path::new(out).join(format!("{name}.tsv")), rows)?;
        }
    }
    if let Some(folder) = arguments.value("folder") {
        print_folder(Path::new(folder), &settings)?;
    }
    Ok(())
}

/// Groups the plain-text files of a folder, which have no dates, and prints stories, reasons and threads.
fn print_folder(folder: &Path, settings: &Settings) -> Result<()> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let mut articles = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        articles.push(Article::new(name, std::fs::read_to_string(&path)?, Metadata::default()));
    }
    articles.sort_by(collection_order);
    let analyses: Vec<Analysis> = articles.iter().map(light_analysis).collect();
    let derivations = relate::reuse::find(&articles, &analyses);
    let stories = relate::stories::group_with(&articles, &derivations, settings);
    for (number, story) in stories.iter().enumerate() {
        for member in &story.members {
            println!("story {number}: {} ({:.3}: {})", articles[member.article].name, member.similarity, member.reason);
        }
    }
    for link in relate::threads::link(&articles, &stories) {
        println!("thread: {} and {} ({:.3}: {})", link.earlier, link.later, link.similarity, link.reason);
    }
    Ok(())
}

/// The default settings; for ablations each number may be given by name.
fn settings(arguments: &Arguments) -> Settings {
    let mut settings = Settings::default();
    let given = |name: &str| arguments.value(name).and_then(|value| value.parse::<f32>().ok());
    let set = |name: &str, place: &mut f32| *place = given(name).unwrap_or(*place);
    set("headline", &mut settings.headline);
    set("lead", &mut settings.lead);
    set("stop-rarity", &mut settings.stop_rarity);
    set("pair-rarity", &mut settings.pair_rarity);
    set("pair", &mut settings.pair);
    set("floor", &mut settings.floor);
    set("in-common", &mut settings.in_common);
    set("half-dated-in-common", &mut settings.half_dated_in_common);
    set("other-weekday", &mut settings.weights.other_weekday);
    set("other-weekday-undated", &mut settings.weights.other_weekday_undated);
    set("other-figures", &mut settings.weights.other_figures);
    set("other-year", &mut settings.weights.other_year);
    set("other-twice", &mut settings.weights.other_twice);
    set("least-shared", &mut settings.least_shared);
    set("threshold", &mut settings.linkage.threshold);
    set("undated", &mut settings.linkage.undated);
    set("sure", &mut settings.linkage.sure);
    set("cohesion", &mut settings.linkage.cohesion);
    let count = |name: &str, place: &mut usize| *place = given(name).map_or(*place, |value| value as usize);
    count("lead-words", &mut settings.lead_words);
    count("weekday-words", &mut settings.weekday_words);
    count("names", &mut settings.names);
    count("terms", &mut settings.terms);
    count("index-terms", &mut settings.index_terms);
    settings.window_days = given("window-days").map_or(settings.window_days, |value| value as i32);
    settings
}

/// BCubed (Bagga and Baldwin 1998), pair scores, and clusters that mix labelled stories.
fn print_scores(name: &str, labels: &[Option<String>], cluster: &[usize]) {
    let mut table: BTreeMap<usize, BTreeMap<&str, f64>> = BTreeMap::new();
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    let mut count = 0.0;
    for (label, number) in labels.iter().zip(cluster) {
        if let Some(label) = label {
            *table.entry(*number).or_default().entry(label).or_default() += 1.0;
            *sizes.entry(label).or_default() += 1.0;
            count += 1.0;
        }
    }
    let pairs = |size: f64| size * (size - 1.0) / 2.0;
    let (mut precision, mut recall, mut both, mut predicted) = (0.0, 0.0, 0.0, 0.0);
    for row in table.values() {
        let size: f64 = row.values().sum();
        predicted += pairs(size);
        for (label, shared) in row {
            precision += shared * shared / size;
            recall += shared * shared / sizes.get(label).copied().unwrap_or(1.0);
            both += pairs(*shared);
        }
    }
    let gold: f64 = sizes.values().map(|size| pairs(*size)).sum();
    let f1 = |precision: f64, recall: f64| 2.0 * precision * recall / (precision + recall);
    let (precision, recall) = (precision / count, recall / count);
    let (pair_precision, pair_recall) = (both / predicted, both / gold);
    let mixed = table.values().filter(|row| row.len() > 1).count();
    println!(
        "{name:22} {precision:6.4} {recall:6.4} {:6.4}  {pair_precision:6.4} {pair_recall:6.4} {:6.4}  {mixed:5} {:4}/{:4}  {:.2}%",
        f1(precision, recall),
        f1(pair_precision, pair_recall),
        table.len(),
        sizes.len(),
        100.0 * mixed as f64 / table.len() as f64
    );
}
