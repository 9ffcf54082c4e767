//! Average-link clustering over sparse pairs, which in doubt keeps groups apart.

use super::root;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BinaryHeap};

/// Two things and how alike they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub a: usize,
    pub b: usize,
    pub score: f32,
}

/// When two groups are one.
#[derive(Clone, Copy, Debug)]
pub struct Linkage {
    /// Least average score between them,
    pub threshold: f32,
    /// and the same where a publication day is missing in one of them: nothing then keeps events of one kind apart but words.
    pub undated: f32,
    /// Below this average they are one only if neither could as well go to a third group that is not the other's friend:
    /// days of a saga hang together in a chain, and where it is cut would be a guess.
    pub sure: f32,
    /// Share of their average from which a third group counts as the other's friend.
    pub friend: f32,
    /// Two groups of several things are one only if what binds them is at least this share of what binds the looser of
    /// them: two events of one kind are each closer knit than the two of them together.
    pub cohesion: f32,
}

/// A group while it grows.
#[derive(Clone, Debug)]
struct Group {
    /// Sums of the scores between this group and others, by their smallest members.
    sums: BTreeMap<usize, f64>,
    size: usize,
    /// Sum of the scores inside.
    inside: f64,
    /// Whether the publication days of all its members are known.
    dated: bool,
}

impl Group {
    /// Average score inside; `None` for a group of one.
    fn tightness(&self) -> Option<f64> {
        (self.size > 1).then(|| self.inside / (self.size * (self.size - 1)) as f64 * 2.0)
    }
}

/// Merges things as the linkage says; `dated` says of each whether its publication day is known, pairs that are not listed
/// score 0. Best pair first, so that the answer does not depend on the order of `pairs`. Returns for each thing the smallest
/// member of its group.
pub(super) fn agglomerate(dated: &[bool], pairs: &[Pair], linkage: &Linkage) -> Vec<usize> {
    let count = dated.len();
    let single = |dated: &bool| Group { sums: BTreeMap::new(), size: 1, inside: 0.0, dated: *dated };
    let mut groups: Vec<Group> = dated.iter().map(single).collect();
    let mut member_of: Vec<usize> = (0..count).collect();
    let mut queue = BinaryHeap::new();
    for pair in pairs {
        let (a, b) = (pair.a.min(pair.b), pair.a.max(pair.b));
        if a != b && b < count {
            groups[a].sums.insert(b, f64::from(pair.score));
            groups[b].sums.insert(a, f64::from(pair.score));
            queue.push(Merge { average: f64::from(pair.score), a, b, sizes: (1, 1) });
        }
    }
    while let Some(merge) = queue.pop() {
        let Merge { average, a, b, sizes: then } = merge;
        if average < f64::from(linkage.threshold.min(linkage.undated)) {
            break;
        }
        // Groups only grow: other sizes mean that this merge was weighed before one of them did, or is gone.
        if (groups[a].size, groups[b].size) != then || member_of[a] != a || member_of[b] != b {
            continue;
        }
        if linkage.keeps_apart(&groups, &merge) {
            continue;
        }
        member_of[b] = a;
        let absorbed = std::mem::take(&mut groups[b].sums);
        groups[a].inside += groups[b].inside + average * (then.0 * then.1) as f64;
        groups[a].size += groups[b].size;
        groups[a].dated &= groups[b].dated;
        for (other, sum) in absorbed {
            if other != a {
                *groups[a].sums.entry(other).or_insert(0.0) += sum;
                groups[other].sums.remove(&b);
            }
        }
        groups[a].sums.remove(&b);
        let neighbours: Vec<(usize, f64)> = groups[a].sums.iter().map(|(other, sum)| (*other, *sum)).collect();
        for (other, sum) in neighbours {
            groups[other].sums.insert(a, sum);
            let (first, second) = (a.min(other), a.max(other));
            let sizes = (groups[first].size, groups[second].size);
            let average = sum / (sizes.0 * sizes.1) as f64;
            if average >= linkage.least(&groups[first], &groups[second]) {
                queue.push(Merge { average, a: first, b: second, sizes });
            }
        }
    }
    (0..count).map(|thing| root(&member_of, thing)).collect()
}

impl Linkage {
    /// Least average score of two things or groups; `dated` says of each whether its publication days are known.
    pub(super) fn least_between(&self, dated: [bool; 2]) -> f64 {
        f64::from(if dated == [true, true] { self.threshold } else { self.undated })
    }

    fn least(&self, a: &Group, b: &Group) -> f64 {
        self.least_between([a.dated, b.dated])
    }

    /// Whether two groups stay apart although some groups as alike as they are one.
    fn keeps_apart(&self, groups: &[Group], merge: &Merge) -> bool {
        let (Some(a), Some(b)) = (groups.get(merge.a), groups.get(merge.b)) else { return true };
        if merge.average < self.least(a, b) {
            return true;
        }
        if let Some((one, other)) = a.tightness().zip(b.tightness())
            && merge.average < f64::from(self.cohesion) * one.min(other)
        {
            return true;
        }
        let average = |group: &Group, other: usize, sum: f64| {
            sum / (group.size * groups.get(other).map_or(1, |other| other.size)) as f64
        };
        let could_go_elsewhere = |group: &Group, partner: &Group, partner_number: usize| {
            group.sums.iter().any(|(third, sum)| {
                let to_partner = partner.sums.get(third).map_or(0.0, |sum| average(partner, *third, *sum));
                *third != partner_number
                    && groups.get(*third).is_some_and(|other| average(group, *third, *sum) >= self.least(group, other))
                    && to_partner < f64::from(self.friend) * merge.average
            })
        };
        merge.average < f64::from(self.sure) && (could_go_elsewhere(a, b, merge.b) || could_go_elsewhere(b, a, merge.a))
    }
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

    const LINKAGE: Linkage = Linkage { threshold: 0.5, undated: 0.7, sure: 0.6, friend: 0.8, cohesion: 0.65 };

    fn check(pairs: &[(usize, usize, f32)], expected: &[usize]) {
        let mut pairs: Vec<Pair> = pairs.iter().map(|(a, b, score)| Pair { a: *a, b: *b, score: *score }).collect();
        let dated = vec![true; expected.len()];
        assert_eq!(agglomerate(&dated, &pairs, &LINKAGE), expected);
        pairs.reverse();
        assert_eq!(agglomerate(&dated, &pairs, &LINKAGE), expected);
    }

    #[test]
    fn without_a_day_articles_must_be_more_alike() {
        let pairs = [(0, 1, 0.65), (2, 3, 0.65), (4, 5, 0.75)].map(|(a, b, score)| Pair { a, b, score });
        assert_eq!(agglomerate(&[true, true, true, false, false, false], &pairs, &LINKAGE), [0, 0, 2, 3, 4, 4]);
    }

    #[test]
    fn groups_merge_while_their_average_holds() {
        check(&[(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.6)], &[0, 0, 0]);
        check(&[(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.2)], &[0, 0, 2]);
        check(&[(0, 3, 0.7), (1, 2, 0.8)], &[0, 1, 1, 0]);
        check(&[(0, 1, 0.4)], &[0, 1]);
    }

    #[test]
    fn two_close_knit_groups_stay_apart_although_they_are_alike() {
        let between = [(0, 2, 0.6), (0, 3, 0.6), (1, 2, 0.6), (1, 3, 0.6)];
        let knit = |tightness: f32| [&[(0, 1, tightness), (2, 3, tightness)][..], &between[..]].concat();
        check(&knit(0.95), &[0, 0, 2, 2]);
        check(&knit(0.65), &[0, 0, 0, 0]);
    }

    #[test]
    fn what_could_go_either_way_goes_neither() {
        check(&[(0, 1, 0.55), (1, 2, 0.54)], &[0, 1, 2]);
        check(&[(0, 1, 0.55), (1, 2, 0.54), (0, 2, 0.5)], &[0, 0, 0]);
    }
}
