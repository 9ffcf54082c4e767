//! Trainers and evaluators of Variorum; not part of the product.

mod analysis;
mod arguments;
mod attribution;
mod collation;
mod conflict;
mod corpus;
mod cpu;
mod damage;
mod frequencies;
mod language;
mod lemmas;
mod lexicon;
mod pages;
mod pronouns;
mod relate;
mod segmentation;
mod training;
mod values;

use arguments::Arguments;
use std::process::ExitCode;

/// A command: its name and what runs it.
type Command = (&'static str, fn(&Arguments) -> std::io::Result<()>);

const COMMANDS: &[Command] = &[
    ("bench-analyse", analysis::bench),
    ("bench-collate", collation::bench::run),
    ("bench-language", language::bench::run),
    ("bench-relate", relate::bench),
    ("check-seeds", collation::seeds::check),
    ("collate-stories", collation::stories::print),
    ("compile-wordnet", lexicon::compile),
    ("document-frequencies", frequencies::write),
    ("eval-align", collation::align::evaluate),
    ("eval-conflict", conflict::evaluate),
    ("eval-damage", damage::evaluate),
    ("eval-gap", pronouns::evaluate),
    ("eval-html", pages::evaluate),
    ("eval-language", language::evaluate),
    ("eval-quotes", attribution::evaluate),
    ("eval-reuse", relate::evaluate_reuse),
    ("eval-segmentation", segmentation::evaluate),
    ("eval-speakers", attribution::evaluate_speakers),
    ("eval-stories", relate::evaluate_stories),
    ("eval-values", values::evaluate),
    ("train-attribution", attribution::train),
    ("train-language", training::train),
    ("train-lemmas", lemmas::train),
    ("train-pronouns", pronouns::train),
    ("write-sentences", training::write_sentences),
];

/// The same as in the program, whose speed is measured here.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_default();
    let arguments = Arguments::new(words);
    let Some((_, run)) = COMMANDS.iter().find(|(known, _)| *known == name) else {
        let names: Vec<&str> = COMMANDS.iter().map(|(known, _)| *known).collect();
        eprintln!("variorum-train: give one of the commands {}", names.join(", "));
        return ExitCode::FAILURE;
    };
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("variorum-train {name}: {error}");
            ExitCode::FAILURE
        }
    }
}
