//! The layers: what words are seen as, window, recurrent units, and the numbers that the heads are decided by.

use super::decide::Decisions;
use super::matrix;
use super::seen::Seen;
use super::weights::Weights;
use super::{LONGEST_RUN, TokenReading};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

static WEIGHTS: LazyLock<Option<Weights>> =
    LazyLock::new(|| Weights::read(include_bytes!("../../../../../models/english/reader.bin")));

thread_local! {
    /// Kept from text to text: most words of a text were seen in the one before.
    static READER: RefCell<Reader> = RefCell::default();
}

/// Tags, heads, relations and name labels of the words of a text; heads stay inside the sentence.
///
/// Without a readable weights file every word is a root of unknown tag.
pub fn read(words: &[&str], sentences: &[Range<usize>]) -> Vec<TokenReading> {
    READER.with_borrow_mut(|reader| reader.read(words, sentences))
}

/// Reads texts; keeps its buffers, and what words were seen as.
#[derive(Default)]
struct Reader {
    seen: Seen,
    /// The state of each word of a batch, `cells` wide.
    state: Vec<f32>,
    steps: Vec<i16>,
    gates: Vec<f32>,
    heads: Vec<f32>,
    decisions: Decisions,
}

impl Reader {
    fn read(&mut self, words: &[&str], sentences: &[Range<usize>]) -> Vec<TokenReading> {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to know AVX2.
            return unsafe { self.read_wide(words, sentences) };
        }
        self.read_with(words, sentences)
    }

    /// [`Reader::read`] with the wider registers; the numbers are the same.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn read_wide(&mut self, words: &[&str], sentences: &[Range<usize>]) -> Vec<TokenReading> {
        self.read_with(words, sentences)
    }

    // This and what it calls is inlined, so that it is compiled once for either width of registers.
    #[inline(always)]
    fn read_with(&mut self, words: &[&str], sentences: &[Range<usize>]) -> Vec<TokenReading> {
        let mut readings = vec![TokenReading { tag: u8::MAX, head: None, relation: u8::MAX, name: 0 }; words.len()];
        let Some(weights) = WEIGHTS.as_ref() else { return readings };
        let places = self.seen.look_at(weights, words);
        let runs: Vec<Range<usize>> = sentences.iter().flat_map(|sentence| cut(sentence, words.len())).collect();
        let mut rest = runs.as_slice();
        while !rest.is_empty() {
            let (batch, after) = rest.split_at(batch_length(rest));
            self.read_batch(weights, &places, batch, &mut readings);
            rest = after;
        }
        readings
    }

    /// Reads some runs at once: the weights then come out of memory once for all of them.
    #[inline(always)]
    fn read_batch(
        &mut self,
        weights: &Weights,
        places: &[usize],
        runs: &[Range<usize>],
        readings: &mut [TokenReading],
    ) {
        let cells = weights.cells;
        self.look_around(weights, places, runs);
        let count = self.state.len() / cells;
        for layer in 0..weights.recurrent.len() {
            self.recur(weights, layer, runs);
        }
        self.steps.clear();
        matrix::rounded(&self.state, &mut self.steps);
        weights.heads.multiply(&self.steps, cells, count, &mut self.heads);
        self.decisions.take(weights, &self.heads, runs, readings);
    }

    /// The window layer: what each word is seen as, and what it and its two neighbours say together.
    #[inline(always)]
    fn look_around(&mut self, weights: &Weights, places: &[usize], runs: &[Range<usize>]) {
        let cells = weights.cells;
        self.state.clear();
        // A word of zeros before, between and after the runs; a window of three words is then one run of cells.
        self.steps.clear();
        self.steps.resize(cells, 0);
        for run in runs {
            let start = self.state.len();
            for place in &places[run.clone()] {
                self.state.extend_from_slice(self.seen.at(weights, *place));
            }
            matrix::rounded(&self.state[start..], &mut self.steps);
            self.steps.resize(self.steps.len() + cells, 0);
        }
        let windows = self.steps.len() / cells - 2;
        weights.window.multiply(&self.steps, cells, windows, &mut self.gates);
        let (mut state, mut gates) = (self.state.as_mut_slice(), self.gates.as_slice());
        for run in runs {
            let (here, after) = state.split_at_mut(run.len() * cells);
            for (cell, added) in here.iter_mut().zip(gates) {
                *cell += added.max(0.0);
            }
            // The window around the zeros between two runs is nobody's.
            (state, gates) = (after, gates.get((run.len() + 1) * cells..).unwrap_or_default());
        }
    }

    /// One recurrent layer (a simple recurrent unit with a highway): the first half of the cells runs forwards, the
    /// second backwards.
    #[inline(always)]
    fn recur(&mut self, weights: &Weights, layer: usize, runs: &[Range<usize>]) {
        let cells = weights.cells;
        self.steps.clear();
        matrix::rounded(&self.state, &mut self.steps);
        weights.recurrent[layer].multiply(&self.steps, cells, self.state.len() / cells, &mut self.gates);
        for gate in self.gates.chunks_exact_mut(3 * cells) {
            for value in &mut gate[cells..] {
                *value = sigmoid(*value);
            }
        }
        let half = cells / 2;
        let mut kept = vec![0.0; half];
        let mut first = 0;
        for run in runs {
            let tokens = first..first + run.len();
            kept.fill(0.0);
            for token in tokens.clone() {
                step(&self.gates[token * 3 * cells..], &mut self.state[token * cells..], &mut kept, 0, cells);
            }
            kept.fill(0.0);
            for token in tokens.rev() {
                step(&self.gates[token * 3 * cells..], &mut self.state[token * cells..], &mut kept, half, cells);
            }
            first += run.len();
        }
    }
}

/// The runs of at most [`LONGEST_RUN`] words that a sentence is read in.
fn cut(sentence: &Range<usize>, words: usize) -> impl Iterator<Item = Range<usize>> {
    let end = sentence.end.min(words);
    (sentence.start..end).step_by(LONGEST_RUN).map(move |start| start..end.min(start + LONGEST_RUN))
}

/// How many of these runs are read together: one, or as many as have [`LONGEST_RUN`] words, for whose states the
/// nearest memory has room.
fn batch_length(runs: &[Range<usize>]) -> usize {
    let mut words = 0;
    let fits = |run: &&Range<usize>| {
        words += run.len();
        words <= LONGEST_RUN
    };
    runs.iter().take_while(fits).count().max(1)
}

/// One step of half the cells: `gates` has fresh values, keep gates and highway gates, `cells` each.
#[inline(always)]
fn step(gates: &[f32], state: &mut [f32], kept: &mut [f32], from: usize, cells: usize) {
    let half = kept.len();
    let fresh = &gates[from..from + half];
    let keep = &gates[cells + from..cells + from + half];
    let pass = &gates[2 * cells + from..2 * cells + from + half];
    let state = &mut state[from..from + half];
    for cell in 0..half {
        kept[cell] = keep[cell] * kept[cell] + (1.0 - keep[cell]) * fresh[cell];
        state[cell] = pass[cell] * kept[cell] + (1.0 - pass[cell]) * state[cell];
    }
}

/// The algebraic sigmoid: square root and division are exact in IEEE arithmetic, the exponential is not.
#[inline(always)]
fn sigmoid(value: f32) -> f32 {
    0.5 + 0.5 * value / (1.0 + value * value).sqrt()
}
