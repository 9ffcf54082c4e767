//! `bench-language`: the whole language layer by processor time, on one thread and on two; loading and memory.

use super::Plain;
use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use std::hint::black_box;
use std::io;
use std::time::Instant;
use variorum::language::{assertion, lemma, read};
use variorum::text::segment;

/// Prints words per processor second and per second of the clock. `--rounds` reads the texts more than once.
pub fn run(arguments: &Arguments) -> io::Result<()> {
    let (begun, used) = (Instant::now(), cpu::seconds());
    read_whole("Ada Roe said on Monday that two boats had sunk.");
    println!(
        "loading: first sentence after {:.1} ms of the clock, {:.0} ms of the processor",
        begun.elapsed().as_secs_f64() * 1000.0,
        (cpu::seconds() - used) * 1000.0
    );
    let texts: Vec<Plain> = read_lines(&arguments.data("quotes/polnear_dev.jsonl"))?;
    let rounds: usize = arguments.value("rounds").and_then(|number| number.parse().ok()).unwrap_or(5);
    for threads in [1, 2] {
        let (begun, used) = (Instant::now(), cpu::seconds());
        let words: usize = std::thread::scope(|scope| {
            let readers: Vec<_> = (0..threads).map(|_| scope.spawn(|| read_all(&texts, rounds))).collect();
            readers.into_iter().filter_map(|reader| reader.join().ok()).sum()
        });
        let (seconds, processor) = (begun.elapsed().as_secs_f64(), cpu::seconds() - used);
        println!(
            "{threads} thread(s): {words} words, {:.0} a processor second, {:.0} a second of the clock",
            words as f64 / processor.max(0.01),
            words as f64 / seconds
        );
    }
    println!("peak memory: {:.1} MB", cpu::peak_memory() as f64 / 1e6);
    Ok(())
}

/// Reads every text so many times; the number of words read.
fn read_all(texts: &[Plain], rounds: usize) -> usize {
    (0..rounds).flat_map(|_| texts).map(|plain| read_whole(&plain.text)).sum()
}

/// Everything the layer can say of a text: sentences, tags, parse, names, entities, pronouns, dates, quantities, the
/// base form of each word and the assertion of each verb. Returns the number of words.
fn read_whole(text: &str) -> usize {
    let layout = segment(text);
    let reading = read(text, &layout, None);
    for (token, anchor) in layout.tokens.iter().enumerate() {
        black_box(lemma(anchor.of(text), reading.syntax.tag(token)));
        if reading.syntax.is_verb(token) {
            black_box(assertion::of_predicate(text, &layout, &reading.syntax, token));
        }
    }
    black_box(reading);
    layout.tokens.len()
}
