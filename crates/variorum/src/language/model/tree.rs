//! The best dependency tree over arc scores.

use super::NEVER;
use super::decide::highest;

/// The head of each of `count` tokens, counted from 1, 0 the root, such that one token is the root and all hang from it.
///
/// `scores` has a row a token and a column a head, the root first. The best head of each token is nearly always a
/// tree already; where it is not, Chu and Liu's and Edmonds' algorithm finds the best one.
pub(super) fn best(scores: &[f32], count: usize) -> Vec<usize> {
    let width = count + 1;
    let mut heads: Vec<usize> = scores.chunks_exact(width).map(highest).collect();
    if heads.iter().filter(|head| **head == 0).count() == 1 && circle(&heads).is_none() {
        return heads;
    }
    // The root is the token that gains most by being it.
    let gain = |row: &[f32]| row[0] - row[1..].iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let gains: Vec<f32> = scores.chunks_exact(width).map(gain).collect();
    let root = highest(&gains);
    let mut graph = vec![vec![NEVER; width]; width];
    for (token, row) in scores.chunks_exact(width).enumerate() {
        if token == root {
            graph[token + 1][0] = 0.0;
        } else {
            graph[token + 1][1..].copy_from_slice(&row[1..]);
        }
    }
    heads = span(&graph).split_off(1);
    heads
}

/// The best tree rooted at node 0 of a full graph; `graph[child][head]`.
fn span(graph: &[Vec<f32>]) -> Vec<usize> {
    let size = graph.len();
    let mut heads: Vec<usize> = graph.iter().map(|row| highest(row)).collect();
    heads[0] = 0;
    let Some(circle) = circle(&heads[1..]) else { return heads };
    // Merge the circle into one node, the last of a smaller graph.
    let outside: Vec<usize> = (0..size).filter(|node| !circle.contains(node)).collect();
    let merged = outside.len();
    let mut smaller = vec![vec![NEVER; merged + 1]; merged + 1];
    let mut enters = vec![0; merged];
    let mut leaves = vec![0; merged];
    for (place, &node) in outside.iter().enumerate() {
        for (other, &head) in outside.iter().enumerate() {
            smaller[place][other] = graph[node][head];
        }
        let entering: Vec<f32> =
            circle.iter().map(|inner| graph[*inner][node] - graph[*inner][heads[*inner]]).collect();
        let leaving: Vec<f32> = circle.iter().map(|inner| graph[node][*inner]).collect();
        enters[place] = circle[highest(&entering)];
        leaves[place] = circle[highest(&leaving)];
        smaller[merged][place] = entering[highest(&entering)];
        smaller[place][merged] = if node == 0 { NEVER } else { leaving[highest(&leaving)] };
    }
    let found = span(&smaller);
    for (place, &node) in outside.iter().enumerate().skip(1) {
        heads[node] = if found[place] == merged { leaves[place] } else { outside[found[place]] };
    }
    let entry = found[merged].min(merged - 1);
    heads[enters[entry]] = outside[entry];
    heads
}

/// The nodes of a circle among heads counted from 1 (0 the root), lowest first found.
fn circle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len() + 1];
    for start in 1..=heads.len() {
        let mut node = start;
        while node != 0 && seen[node] == 0 {
            seen[node] = start;
            node = heads[node - 1];
        }
        if node != 0 && seen[node] == start {
            let mut nodes = vec![node];
            let mut next = heads[node - 1];
            while next != node {
                nodes.push(next);
                next = heads[next - 1];
            }
            return Some(nodes);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores as text: a row a token, the root first.
    fn tree(rows: &[&[f32]]) -> Vec<usize> {
        best(&rows.concat(), rows.len())
    }

    #[test]
    fn the_best_heads_are_taken_where_they_form_a_tree() {
        assert_eq!(tree(&[&[0.0, NEVER, 5.0], &[3.0, 1.0, NEVER]]), [2, 0]);
    }

    #[test]
    fn a_circle_is_opened_where_it_costs_least() {
        // 1 and 2 each want the other; the root is dearer for 1.
        assert_eq!(tree(&[&[0.0, NEVER, 9.0], &[4.0, 9.0, NEVER]]), [2, 0]);
        // A circle of 2 and 3 below the root 1.
        assert_eq!(tree(&[&[9.0, NEVER, 0.0, 0.0], &[0.0, 5.0, NEVER, 8.0], &[0.0, 1.0, 8.0, NEVER]]), [0, 1, 2]);
    }

    #[test]
    fn one_root_only() {
        let heads = tree(&[&[9.0, NEVER, 1.0], &[8.0, 1.0, NEVER]]);
        assert_eq!(heads.iter().filter(|head| **head == 0).count(), 1);
    }
}
