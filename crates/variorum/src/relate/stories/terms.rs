//! [`Terms`]: weighted terms of an article, and how alike two lists of them are.

use crate::relate::hashing::HashKeyMap;

/// Hash and weight of terms, sorted by hash; the squares of the weights sum to 1, or there are none.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(in crate::relate) struct Terms(Vec<(u64, f32)>);

impl Terms {
    /// Keeps the `how_many` strongest and makes their squares sum to 1.
    pub(super) fn new(mut terms: Vec<(u64, f32)>, how_many: usize) -> Terms {
        if terms.len() > how_many {
            terms.select_nth_unstable_by(how_many, stronger);
            terms.truncate(how_many);
        }
        terms.sort_unstable_by_key(|(term, _)| *term);
        let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if norm > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
        }
        Terms(terms)
    }

    /// Sums terms of several articles into those of all of them.
    pub(in crate::relate) fn sum<'a>(several: impl Iterator<Item = &'a Terms>, how_many: usize) -> Terms {
        let mut sums: HashKeyMap<u64, f32> = HashKeyMap::default();
        for (term, weight) in several.flat_map(|terms| &terms.0) {
            *sums.entry(*term).or_insert(0.0) += weight;
        }
        Terms::new(sums.into_iter().collect(), how_many)
    }

    pub(in crate::relate) fn iter(&self) -> impl Iterator<Item = (u64, f32)> + '_ {
        self.0.iter().copied()
    }

    /// The weight of a term; 0 where it is none of these.
    pub(in crate::relate) fn weight(&self, term: u64) -> f32 {
        let place = self.0.binary_search_by_key(&term, |(hash, _)| *hash);
        place.ok().and_then(|place| self.0.get(place)).map_or(0.0, |(_, weight)| *weight)
    }

    /// The strongest terms and their weights, strongest first.
    pub(in crate::relate) fn strongest(&self, how_many: usize) -> Vec<(u64, f32)> {
        let mut ranked = self.0.clone();
        if ranked.len() > how_many {
            ranked.select_nth_unstable_by(how_many, stronger);
            ranked.truncate(how_many);
        }
        ranked.sort_unstable_by(stronger);
        ranked
    }

    /// The share of these terms, by the squares of their weights, that stand in `other`; `None` where there are none.
    pub(super) fn covered_by(&self, other: &Terms) -> Option<f32> {
        let mut rest = other.0.as_slice();
        let mut sum = 0.0;
        for (term, weight) in &self.0 {
            while let [(there, _), after @ ..] = rest
                && there < term
            {
                rest = after;
            }
            if rest.first().is_some_and(|(there, _)| there == term) {
                sum += weight * weight;
            }
        }
        (!self.0.is_empty()).then_some(sum)
    }

    /// Cosine, 0 to 1.
    pub(in crate::relate) fn cosine(&self, other: &Terms) -> f32 {
        let (mut place, mut there) = (0, 0);
        let mut sum = 0.0;
        // Which list goes on cannot be foreseen: counting costs less than a wrong guess.
        while let (Some((one, weight)), Some((two, weight_there))) = (self.0.get(place), other.0.get(there)) {
            if one == two {
                sum += weight * weight_there;
            }
            place += usize::from(one <= two);
            there += usize::from(two <= one);
        }
        sum
    }
}

/// Stronger terms first; of equal ones, the smaller hash.
fn stronger(a: &(u64, f32), b: &(u64, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}
