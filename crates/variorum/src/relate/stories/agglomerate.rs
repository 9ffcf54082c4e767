//! Average-link clustering over sparse pairs.

use super::root;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two things and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
}

/// Merges `count` things as long as the average score between two groups is at least `threshold`; pairs that are not
/// listed score 0. Best pair first, so that the answer does not depend on the order of `pairs`. Returns for each thing
/// the smallest member of its group.
pub(super) fn agglomerate(count: usize, pairs: &[Pair], threshold: f32) -> Vec<usize> {
    let mut sums: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); count];
    let mut sizes = vec![1_usize; count];
    let mut group: Vec<usize> = (0..count).collect();
    let mut queue = BinaryHeap::new();
    for pair in pairs {
        let (a, b) = (pair.a.min(pair.b), pair.a.max(pair.b));
        if a != b && b < count {
            sums[a].insert(b, f64::from(pair.score));
            sums[b].insert(a, f64::from(pair.score));
            queue.push(Merge { average: f64::from(pair.score), a, b, sizes: (1, 1) });
        }
    }
    while let Some(merge) = queue.pop() {
        let Merge { average, a, b, sizes: then } = merge;
        if average < f64::from(threshold) {
            break;
        }
        // Groups only grow: other sizes mean that this merge was weighed before one of them did, or is gone.
        if (sizes[a], sizes[b]) != then || group[a] != a || group[b] != b {
            continue;
        }
        group[b] = a;
        sizes[a] += sizes[b];
        let absorbed = std::mem::take(&mut sums[b]);
        for (other, sum) in absorbed {
            if other == a {
                continue;
            }
            *sums[a].entry(other).or_insert(0.0) += sum;
            sums[other].remove(&b);
        }
        sums[a].remove(&b);
        let neighbours: Vec<(usize, f64)> = sums[a].iter().map(|(other, sum)| (*other, *sum)).collect();
        for (other, sum) in neighbours {
            sums[other].insert(a, sum);
            let (first, second) = (a.min(other), a.max(other));
            let average = sum / (sizes[a] * sizes[other]) as f64;
            if average >= f64::from(threshold) {
                queue.push(Merge { average, a: first, b: second, sizes: (sizes[first], sizes[second]) });
            }
        }
    }
    (0..count).map(|thing| root(&group, thing)).collect()
}

/// Two groups that may become one.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Merge {
    average: f64,
    /// Smallest members of the groups; `a < b`.
    a: usize,
    b: usize,
    /// Their sizes when the average was taken.
    sizes: (usize, usize),
}

impl Eq for Merge {}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Merge) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Merge {
    /// The best average is greatest; of equal ones, that of the earlier articles.
    fn cmp(&self, other: &Merge) -> Ordering {
        self.average.total_cmp(&other.average).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(usize, usize, f32)], expected: &[usize]) {
        let mut pairs: Vec<Pair> = pairs.iter().map(|(a, b, score)| Pair { a: *a, b: *b, score: *score }).collect();
        assert_eq!(agglomerate(expected.len(), &pairs, 0.5), expected);
        pairs.reverse();
        assert_eq!(agglomerate(expected.len(), &pairs, 0.5), expected);
    }

    #[test]
    fn groups_merge_while_their_average_holds() {
        check(&[(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.6)], &[0, 0, 0]);
        check(&[(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.2)], &[0, 0, 2]);
        check(&[(0, 3, 0.7), (1, 2, 0.8)], &[0, 1, 1, 0]);
        check(&[(0, 1, 0.4)], &[0, 1]);
    }
}
