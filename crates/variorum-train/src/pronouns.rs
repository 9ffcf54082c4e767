//! `train-pronouns` and `eval-gap`: the ranker of pronouns, learnt from and measured on GAP.

use crate::arguments::{Arguments, read_lines};
use crate::cpu;
use serde::Deserialize;
use std::io;
use std::path::PathBuf;
use variorum::language::entities::pronouns::{Choice, Weights};
use variorum::language::entities::{choices, resolve, signs};
use variorum::language::{Name, Syntax, names, syntax};
use variorum::text::{Layout, segment};

/// One line of GAP: a pronoun and two names, offsets in code points.
#[derive(Deserialize)]
struct Line {
    #[serde(rename = "Text")]
    text: String,
    #[serde(rename = "Pronoun-offset")]
    pronoun: String,
    #[serde(rename = "A")]
    a: String,
    #[serde(rename = "A-offset")]
    a_start: String,
    #[serde(rename = "A-coref")]
    a_is_meant: String,
    #[serde(rename = "B")]
    b: String,
    #[serde(rename = "B-offset")]
    b_start: String,
    #[serde(rename = "B-coref")]
    b_is_meant: String,
}

/// A line of GAP, read by the language layer; offsets in bytes.
struct Case {
    text: String,
    layout: Layout,
    syntax: Syntax,
    names: Vec<Name>,
    pronoun: usize,
    a: (usize, usize),
    b: (usize, usize),
    meant: Meant,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Meant {
    A,
    B,
    Neither,
}

/// Folds of the cross-validation.
const FOLDS: usize = 5;

/// Rounds over which earlier pronouns of a text are resolved by the weights of the round before.
const ROUNDS: usize = 3;

/// Writes the weights learnt from all of GAP dev to `--out`, with the threshold `--threshold`.
pub fn train(arguments: &Arguments) -> io::Result<()> {
    let cases = read(arguments)?;
    let threshold = threshold(arguments);
    let weights = learn(&cases.iter().collect::<Vec<_>>(), threshold);
    let out = arguments.value("out").map_or_else(|| PathBuf::from("models/english/pronouns.tsv"), PathBuf::from);
    let mut lines = String::from(
        "# Weights of the pronoun ranker: block of features, value, weight. Made by `variorum-train train-pronouns` from GAP dev\n\
         # (Webster and others 2018, https://github.com/google-research-datasets/gap-coreference, Apache-2.0). CC0.\n",
    );
    lines.push_str(&format!("threshold\t0\t{threshold}\n"));
    for (feature, weight) in weights.values.iter().enumerate() {
        if let Some((block, value)) = signs::name(feature).filter(|_| weight.abs() >= 0.0005) {
            lines.push_str(&format!("{block}\t{value}\t{weight:.3}\n"));
        }
    }
    std::fs::write(out, lines)
}

/// Prints precision and recall of resolved pronouns over thresholds, by cross-validation: each fold is judged with weights
/// learnt from the others. With `--shipped`, the weights of the library instead (they have seen these texts).
///
/// A pronoun counts as right where its entity holds the name that GAP says is meant; as wrong where it holds the other
/// name, or, when one of the two is meant, neither of them. Recall is over the pronouns for which one of the two is meant.
pub fn evaluate(arguments: &Arguments) -> io::Result<()> {
    let cases = read(arguments)?;
    let mut judged: Vec<(f32, Verdict)> = Vec::new();
    for fold in 0..FOLDS {
        let of_fold = |held: bool| {
            let cases = cases.iter().enumerate().filter(move |(index, _)| (index % FOLDS == fold) == held);
            cases.map(|(_, case)| case).collect::<Vec<_>>()
        };
        let (held, rest) = (of_fold(true), of_fold(false));
        let weights = if arguments.flag("shipped") {
            variorum::language::entities::pronouns::WEIGHTS.clone()
        } else {
            learn(&rest, threshold(arguments))
        };
        for case in held {
            if arguments.flag("errors") {
                show(case, &weights);
            }
            let verdict = choice(case, &weights).map(|choice| judge(case, &choice, &weights));
            judged.push(verdict.unwrap_or((0.0, Verdict::Uncounted)));
        }
    }
    let answerable = cases.iter().filter(|case| case.meant != Meant::Neither).count();
    println!("GAP dev: {} pronouns, {answerable} with one of the two names meant", cases.len());
    for threshold in [0.0, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.82, 0.85, 0.9] {
        let count = |verdict| judged.iter().filter(|(sure, found)| *sure >= threshold && *found == verdict).count();
        let (right, wrong, open) = (count(Verdict::Right), count(Verdict::Wrong), count(Verdict::Uncounted));
        println!(
            "  threshold {threshold:.2}: precision {:.3} recall {:.3} ({right} right, {wrong} wrong, {open} to a third person where neither is meant)",
            right as f64 / (right + wrong).max(1) as f64,
            right as f64 / answerable as f64,
        );
    }
    speed(&cases);
    Ok(())
}

/// Prints how many tokens a second entities and pronouns take, after segmentation, parse and names.
fn speed(cases: &[Case]) {
    const ROUNDS: usize = 10;
    let tokens: usize = cases.iter().map(|case| case.layout.tokens.len()).sum();
    let begun = cpu::seconds();
    for _ in 0..ROUNDS {
        for case in cases {
            std::hint::black_box(resolve(&case.text, &case.layout, &case.syntax, &case.names));
        }
    }
    let seconds = (cpu::seconds() - begun).max(0.01);
    println!("  entities and pronouns: {:.0} tokens a CPU-second", (ROUNDS * tokens) as f64 / seconds);
}

/// Prints a case whose best candidate is wrong, or whose name is no candidate.
fn show(case: &Case, weights: &Weights) {
    let around = |(start, end): (usize, usize)| case.text.get(start..end).unwrap_or_default().to_string();
    let Some(choice) = choice(case, weights) else {
        println!("no pronoun: {}", case.text);
        return;
    };
    let (sure, verdict) = judge(case, &choice, weights);
    let gold = match case.meant {
        Meant::A => case.a,
        Meant::B => case.b,
        Meant::Neither => return,
    };
    let found = choice.candidates.iter().any(|candidate| holds(candidate, gold));
    if verdict == Verdict::Right && found {
        return;
    }
    let probabilities = weights.probabilities(&choice);
    println!("--- {} sure {sure:.2} meant {} at {}", if found { "wrong" } else { "missing" }, around(gold), gold.0);
    println!("{}⟦{}⟧{}", &case.text[..case.pronoun], choice.pronoun.of(&case.text), &case.text[choice.pronoun.end()..]);
    for (candidate, probability) in choice.candidates.iter().zip(&probabilities) {
        let names: Vec<&str> = candidate.names.iter().map(|name| name.of(&case.text)).collect();
        println!("   {probability:.2} {names:?}");
    }
}

fn threshold(arguments: &Arguments) -> f32 {
    arguments.value("threshold").and_then(|value| value.parse().ok()).unwrap_or(0.8)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    Uncounted,
}

/// How sure the best candidate is, and whether it is right.
fn judge(case: &Case, choice: &Choice, weights: &Weights) -> (f32, Verdict) {
    let probabilities = weights.probabilities(choice);
    let best = choice.candidates.iter().zip(&probabilities).max_by(|(_, a), (_, b)| a.total_cmp(b));
    let Some((candidate, sure)) = best else { return (0.0, Verdict::Uncounted) };
    let (is_a, is_b) = (holds(candidate, case.a), holds(candidate, case.b));
    let verdict = match (case.meant, is_a, is_b) {
        (Meant::A, true, false) | (Meant::B, false, true) => Verdict::Right,
        (Meant::Neither, false, false) => Verdict::Uncounted,
        _ => Verdict::Wrong,
    };
    (*sure, verdict)
}

fn holds(candidate: &variorum::language::entities::pronouns::Candidate, span: (usize, usize)) -> bool {
    candidate.names.iter().any(|name| name.start() < span.1 && span.0 < name.end())
}

/// The choice for the pronoun of a case.
fn choice(case: &Case, weights: &Weights) -> Option<Choice> {
    let all = choices(&case.text, &case.layout, &case.syntax, &case.names, weights);
    all.into_iter().find(|choice| choice.pronoun.start() == case.pronoun)
}

fn learn(cases: &[&Case], threshold: f32) -> Weights {
    let mut weights = Weights { values: vec![0.0; signs::size()], threshold: 2.0 };
    for _ in 0..ROUNDS {
        let examples: Vec<Example> = cases.iter().filter_map(|case| example(case, &weights)).collect();
        weights.values = fit(&examples);
        weights.threshold = threshold;
    }
    weights
}

/// The options of a pronoun by their features, and which of them are right.
struct Example {
    options: Vec<Vec<u16>>,
    right: Vec<bool>,
}

fn example(case: &Case, weights: &Weights) -> Option<Example> {
    let choice = choice(case, weights)?;
    let mut right: Vec<bool> = choice
        .candidates
        .iter()
        .map(|candidate| match (case.meant, holds(candidate, case.a), holds(candidate, case.b)) {
            (Meant::A, true, false) | (Meant::B, false, true) => true,
            (Meant::Neither, is_a, is_b) => !is_a && !is_b,
            _ => false,
        })
        .collect();
    // Where neither is meant it may be a third person or nobody; where the name was not found it is nobody.
    let nobody = case.meant == Meant::Neither || !right.contains(&true);
    right.push(nobody);
    let mut options: Vec<Vec<u16>> = choice.candidates.into_iter().map(|candidate| candidate.features).collect();
    options.push(choice.none);
    Some(Example { options, right })
}

/// Fits the weights of a maximum-entropy ranker by AdaGrad with a quadratic penalty; examples in their order.
fn fit(examples: &[Example]) -> Vec<f32> {
    const EPOCHS: usize = 20;
    const RATE: f32 = 0.05;
    const PENALTY: f32 = 0.005;
    let mut weights = vec![0.0f32; signs::size()];
    let mut squares = vec![1e-6f32; signs::size()];
    for _ in 0..EPOCHS {
        for example in examples {
            let scores: Vec<f32> = example
                .options
                .iter()
                .map(|option| option.iter().map(|feature| weights[usize::from(*feature)]).sum())
                .collect();
            let highest = scores.iter().copied().fold(f32::MIN, f32::max);
            let exponentials: Vec<f32> = scores.iter().map(|score| (score - highest).exp()).collect();
            let sum: f32 = exponentials.iter().sum();
            let sum_of_right: f32 =
                exponentials.iter().zip(&example.right).filter(|(_, right)| **right).map(|(value, _)| value).sum();
            for ((option, exponential), right) in example.options.iter().zip(&exponentials).zip(&example.right) {
                let wanted = if *right { exponential / sum_of_right } else { 0.0 };
                let error = exponential / sum - wanted;
                for feature in option {
                    let feature = usize::from(*feature);
                    let gradient = error + PENALTY * weights[feature];
                    squares[feature] += gradient * gradient;
                    weights[feature] -= RATE * gradient / squares[feature].sqrt();
                }
            }
        }
    }
    weights
}

fn read(arguments: &Arguments) -> io::Result<Vec<Case>> {
    let lines: Vec<Line> = read_lines(&arguments.data("language/coref_gap_dev.jsonl"))?;
    lines.into_iter().map(Case::of).collect()
}

impl Case {
    fn of(line: Line) -> io::Result<Case> {
        let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(line.text.len());
        let byte = |offset: &str, length: usize| -> io::Result<usize> {
            let offset: usize = offset.parse().map_err(io::Error::other)?;
            bytes.get(offset + length).copied().ok_or_else(|| io::Error::other("an offset outside the text"))
        };
        let span = |start: &str, name: &str| -> io::Result<(usize, usize)> {
            Ok((byte(start, 0)?, byte(start, name.chars().count())?))
        };
        let (pronoun, a, b) = (byte(&line.pronoun, 0)?, span(&line.a_start, &line.a)?, span(&line.b_start, &line.b)?);
        let meant = match (line.a_is_meant.as_str(), line.b_is_meant.as_str()) {
            ("TRUE", _) => Meant::A,
            (_, "TRUE") => Meant::B,
            _ => Meant::Neither,
        };
        let layout = segment(&line.text);
        let syntax = syntax::parse(&line.text, &layout);
        let names = names::find(&line.text, &layout, &syntax);
        Ok(Case { text: line.text, layout, syntax, names, pronoun, a, b, meant })
    }
}
