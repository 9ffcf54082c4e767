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
    let step = |i: usize, j: usize| cost(&first[i], &second[j], likeness[i * columns + j]);
    let at = |i: usize, j: usize| i * (columns + 1) + j;
    let mut best = vec![[f32::INFINITY; 3]; (rows + 1) * (columns + 1)];
    let mut from = vec![[State::Both; 3]; (rows + 1) * (columns + 1)];
    best[0] = [0.0, f32::INFINITY, f32::INFINITY];
    for i in 0..=rows {
        for j in 0..=columns {
            for state in STATES {
                let (before, own) = match state {
                    State::Both if i > 0 && j > 0 => (at(i - 1, j - 1), step(i - 1, j - 1)),
                    State::First if i > 0 => (at(i - 1, j), GAP),
                    State::Second if j > 0 => (at(i, j - 1), GAP),
                    _ => continue,
                };
                for previous in STATES {
                    let opened = if state != State::Both && previous != state { OPEN } else { 0.0 };
                    let total = best[before][previous as usize] + own + opened;
                    if total < best[at(i, j)][state as usize] {
                        best[at(i, j)][state as usize] = total;
                        from[at(i, j)][state as usize] = previous;
                    }
                }
            }
        }
    }
    let (mut i, mut j, start) = (rows, columns, cells.len());
    let end = best[at(i, j)];
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
