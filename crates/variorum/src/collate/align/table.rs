//! The table of the alignment: Gotoh 1982, affine gaps, so that a part stays in one piece beside the whole.

use super::{Cell, Kinship, LARGEST_TABLE, Likeness, Word, compare};

/// What a word without counterpart costs.
const GAP: f32 = 0.6;
/// What it costs more where such words begin.
const OPEN: f32 = 0.2;

/// Which of the three tables a path stands in: both words, a word of the first alone, of the second alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Both,
    First,
    Second,
}

const STATES: [State; 3] = [State::Both, State::First, State::Second];

/// Aligns two runs and adds their cells; `offset` is where the runs begin.
pub fn fill(first: &[Word], second: &[Word], offset: usize, cells: &mut Vec<Cell>) {
    let (rows, columns) = (first.len(), second.len());
    let alone = Likeness::Other(Kinship::Unknown);
    if rows.saturating_mul(columns) > LARGEST_TABLE {
        // Beyond the cap nothing is laid side by side: all of the first, then all of the second.
        cells.extend((0..rows).map(|i| Cell { first: Some(offset + i), second: None, likeness: alone }));
        cells.extend((0..columns).map(|j| Cell { first: None, second: Some(offset + j), likeness: alone }));
        return;
    }
    let likeness: Vec<Likeness> = first.iter().flat_map(|a| second.iter().map(move |b| compare(a, b))).collect();
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut from = vec![[State::Both; 3]; (rows + 1) * (columns + 1)];
    // What the best paths cost that end in a row, in each table; and in the row before.
    let mut best = vec![[f32::INFINITY; 3]; columns + 1];
    let mut above = vec![[f32::INFINITY; 3]; columns + 1];
    for (i, from) in from.chunks_exact_mut(columns + 1).enumerate() {
        std::mem::swap(&mut above, &mut best);
        let mut left = [f32::INFINITY; 3];
        for (j, from) in from.iter_mut().enumerate() {
            let mut here = [f32::INFINITY; 3];
            if i == 0 && j == 0 {
                here = [0.0, f32::INFINITY, f32::INFINITY];
            }
            if i > 0 && j > 0 {
                let own = cost(&first[i - 1], &second[j - 1], likeness[(i - 1) * columns + j - 1]);
                (here[0], from[0]) = cheapest(above[j - 1], own, [0.0, 0.0, 0.0]);
            }
            if i > 0 {
                (here[1], from[1]) = cheapest(above[j], GAP, [OPEN, 0.0, OPEN]);
            }
            if j > 0 {
                (here[2], from[2]) = cheapest(left, GAP, [OPEN, OPEN, 0.0]);
            }
            best[j] = here;
            left = here;
        }
    }
    let (mut i, mut j, start) = (rows, columns, cells.len());
    let end = best[columns];
    let mut state =
        STATES.into_iter().min_by(|a, b| end[*a as usize].total_cmp(&end[*b as usize])).unwrap_or(State::Both);
    while i > 0 || j > 0 {
        let previous = from[at(i, j)][state as usize];
        let (down, across) = (state != State::Second, state != State::First);
        i -= usize::from(down && i > 0);
        j -= usize::from(across && j > 0);
        let both = down && across;
        cells.push(Cell {
            first: down.then_some(offset + i),
            second: across.then_some(offset + j),
            likeness: if both { likeness[i * columns + j] } else { alone },
        });
        state = previous;
    }
    cells[start..].reverse();
}

/// The cheapest way on from the paths that end in the three tables, at this cost and what opening costs from each; the first
/// of equal ones.
fn cheapest(before: [f32; 3], own: f32, opened: [f32; 3]) -> (f32, State) {
    let mut cheapest = (f32::INFINITY, State::Both);
    for state in STATES {
        let total = before[state as usize] + own + opened[state as usize];
        if total < cheapest.0 {
            cheapest = (total, state);
        }
    }
    cheapest
}

/// What it costs to let `b` stand for `a`; two gaps cost 1.2.
fn cost(a: &Word, b: &Word, likeness: Likeness) -> f32 {
    let kinship = match likeness {
        Likeness::Same => return 0.0,
        Likeness::Other(kinship) => kinship,
    };
    match kinship {
        Kinship::Inflection => 0.15,
        Kinship::Synonym => 0.3,
        Kinship::Antonym | Kinship::Exclusive(_) => 0.4,
        Kinship::Similar => 0.5,
        Kinship::Unknown if a.number.is_some() && b.number.is_some() => 0.4,
        Kinship::Unknown if a.number.is_some() || b.number.is_some() => 1.1,
        Kinship::Unknown if a.name && b.name => 0.7,
        Kinship::Unknown if a.class == b.class => 0.95,
        Kinship::Unknown => 1.3,
    }
}
