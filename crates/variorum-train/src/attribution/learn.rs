//! Linear learners over hashed features: logistic regression and choice among candidates (a conditional logit),
//! both by AdaGrad (Duchi, Hazan, Singer 2011). The order of examples is a fixed shuffle, so a run repeats exactly.

use variorum::analyse::attribution::features::Features;
use variorum::analyse::attribution::spans::Lattice;
use variorum::analyse::attribution::weights::Table;

/// A yes-or-no example.
pub struct Example {
    pub features: Features,
    pub positive: bool,
}

/// A choice among the spans of a lattice; `wanted` is the right one, or none.
pub struct Choice<'a> {
    pub lattice: Lattice<'a>,
    pub wanted: Option<std::ops::Range<usize>>,
}

/// How fast to learn: the rate, what the sums of squared gradients begin with (the larger, the less a rare feature
/// weighs), and how often to go through the examples.
#[derive(Clone, Copy)]
pub struct Pace {
    pub rate: f32,
    pub initial: f32,
    pub epochs: usize,
}

/// Weights with the squared gradients AdaGrad keeps.
struct Learner {
    table: Table,
    squares: Vec<f32>,
    rate: f32,
    seen: Seen,
}

/// How often features were seen in the examples, counted up to 255 in slots of the upper bits of their hashes. Features
/// seen once are not learnt: they would only crowd the table.
struct Seen {
    counts: Vec<u8>,
}

const SEEN_BITS: u32 = 26;
const LEAST_SEEN: u8 = 2;

impl Seen {
    fn new() -> Seen {
        Seen { counts: vec![0; 1 << SEEN_BITS] }
    }

    fn count(&mut self, features: &[u32]) {
        for hash in features {
            let count = &mut self.counts[(hash >> (32 - SEEN_BITS)) as usize];
            *count = count.saturating_add(1);
        }
    }

    fn often(&self, hash: u32) -> bool {
        self.counts[(hash >> (32 - SEEN_BITS)) as usize] >= LEAST_SEEN
    }
}

impl Learner {
    fn new(bits: u32, pace: Pace, seen: Seen) -> Learner {
        let table = Table::new(bits);
        Learner { squares: vec![pace.initial; table.len()], table, rate: pace.rate, seen }
    }

    /// Moves the weights of some features against the gradient.
    fn step(&mut self, features: &[u32], gradient: f32) {
        for hash in features.iter().filter(|hash| self.seen.often(**hash)) {
            let index = self.table.index(*hash);
            self.squares[index] += gradient * gradient;
            self.table.change(index, -(self.rate * gradient / self.squares[index].sqrt()));
        }
    }
}

/// Learns to tell positive examples from negative ones.
pub fn train_examples(examples: &[Example], bits: u32, pace: Pace) -> Table {
    let mut seen = Seen::new();
    examples.iter().for_each(|example| seen.count(&example.features.hashes));
    let mut learner = Learner::new(bits, pace, seen);
    for epoch in 0..pace.epochs {
        let mut loss = 0.0;
        for index in shuffled(examples.len(), epoch) {
            let example = &examples[index];
            let score = learner.table.score(&example.features.hashes).clamp(-30.0, 30.0);
            let chance = 1.0 / (1.0 + (-score).exp());
            let wanted = if example.positive { 1.0 } else { 0.0 };
            loss -= f64::from((if example.positive { chance } else { 1.0 - chance }).max(1e-9).ln());
            learner.step(&example.features.hashes, chance - wanted);
        }
        eprintln!("  epoch {epoch}: loss {:.4}", loss / examples.len().max(1) as f64);
    }
    learner.table
}

/// Learns to choose the right span.
pub fn train_choices(choices: &[Choice], bits: u32, pace: Pace) -> Table {
    let mut seen = Seen::new();
    for choice in choices {
        // Which spans rival the right one depends on the weights: those of an untrained table stand for all.
        choice.lattice.edges().for_each(|features| seen.count(features));
        for candidate in choice.lattice.candidates(&Table::new(4), choice.wanted.as_ref()) {
            choice.lattice.features_of(&candidate).into_iter().skip(2).for_each(|features| seen.count(features));
        }
    }
    let mut learner = Learner::new(bits, pace, seen);
    for epoch in 0..pace.epochs {
        let (mut loss, mut right) = (0.0, 0);
        for index in shuffled(choices.len(), epoch) {
            let choice = &choices[index];
            let candidates = choice.lattice.candidates(&learner.table, choice.wanted.as_ref());
            let best = candidates.iter().map(|found| found.score).fold(f32::MIN, f32::max);
            let total: f32 = candidates.iter().map(|found| (found.score - best).exp()).sum();
            for candidate in &candidates {
                let chance = (candidate.score - best).exp() / total;
                let wanted = candidate.span == choice.wanted;
                if wanted {
                    loss -= f64::from(chance.max(1e-9).ln());
                    right += usize::from(candidate.score == best);
                }
                let gradient = chance - f32::from(wanted);
                if gradient.abs() > 1e-3 {
                    for features in choice.lattice.features_of(candidate) {
                        learner.step(features, gradient);
                    }
                }
            }
        }
        let count = choices.len().max(1) as f64;
        eprintln!("  epoch {epoch}: loss {:.4}, right {:.4}", loss / count, right as f64 / count);
    }
    learner.table
}

/// The numbers below `length` in an order that depends on `epoch` alone (Fisher-Yates with a linear congruential generator).
fn shuffled(length: usize, epoch: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..length).collect();
    let mut state = 0x2545_f491_4f6c_dd1du64.wrapping_add(epoch as u64);
    for index in (1..length).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(index, (state >> 33) as usize % (index + 1));
    }
    order
}
