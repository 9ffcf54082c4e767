//! [`Terms`]: weighted terms of an article.

/// Hash and weight of terms, sorted by hash; the squares of the weights sum to 1, or there are none.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub(in crate::relate) struct Terms(Vec<(u64, f32)>);

impl Terms {
    /// Keeps the `how_many` strongest, which `terms` holds afterwards, and makes their squares sum to 1.
    pub(super) fn new(terms: &mut Vec<(u64, f32)>, how_many: usize) -> Terms {
        keep_strongest(terms, how_many);
        terms.sort_unstable_by_key(|(term, _)| *term);
        let norm = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if norm > 0.0 {
            terms.iter_mut().for_each(|(_, weight)| *weight /= norm);
        }
        // A copy has no room to spare: there are many of them.
        Terms(terms.clone())
    }

    /// Sums terms of several articles into those of all of them.
    pub(in crate::relate) fn sum<'a>(several: impl Iterator<Item = &'a Terms>, how_many: usize) -> Terms {
        let mut all: Vec<(u64, f32)> = Vec::new();
        several.for_each(|terms| all.extend(&terms.0));
        // Runs that are sorted already are merged, and the weights of a term stay in the order of the articles.
        all.sort_by_key(|(term, _)| *term);
        all.dedup_by(|(term, weight), (known, sum)| {
            let same = term == known;
            *sum += if same { *weight } else { 0.0 };
            same
        });
        Terms::new(&mut all, how_many)
    }

    pub(in crate::relate) fn iter(&self) -> impl Iterator<Item = (u64, f32)> + '_ {
        self.0.iter().copied()
    }

    pub(super) fn as_slice(&self) -> &[(u64, f32)] {
        &self.0
    }

    /// The weight of a term; 0 where it is none of these.
    pub(in crate::relate) fn weight(&self, term: u64) -> f32 {
        let place = self.0.binary_search_by_key(&term, |(hash, _)| *hash);
        place.ok().and_then(|place| self.0.get(place)).map_or(0.0, |(_, weight)| *weight)
    }

    /// The terms that `other` has too, with the weights here and there.
    pub(super) fn shared<'t>(&'t self, other: &'t Terms) -> impl Iterator<Item = (u64, f32, f32)> + 't {
        let mut rest = other.0.as_slice();
        self.0.iter().filter_map(move |(term, weight)| {
            rest = rest.get(rest.iter().take_while(|(there, _)| there < term).count()..)?;
            rest.first().filter(|(there, _)| there == term).map(|(_, weight_there)| (*term, *weight, *weight_there))
        })
    }

    /// The strongest terms and their weights, strongest first; of equally strong ones the smaller hash first.
    pub(in crate::relate) fn strongest(&self, how_many: usize) -> Vec<(u64, f32)> {
        let mut ranked = self.0.clone();
        keep_strongest(&mut ranked, how_many);
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked
    }
}

/// Keeps the strongest terms; of equally strong ones those with the smaller hashes.
fn keep_strongest(terms: &mut Vec<(u64, f32)>, how_many: usize) {
    let Some(left_out) = terms.len().checked_sub(how_many).filter(|left_out| *left_out > 0) else { return };
    // Weights are positive, so that their bits stand in their order: numbers are divided faster than terms.
    let mut weights: Vec<u32> = terms.iter().map(|(_, weight)| weight.to_bits()).collect();
    let (_, least, stronger) = weights.select_nth_unstable(left_out);
    let (least, mut room) = (*least, how_many);
    room -= stronger.iter().filter(|weight| **weight > least).count();
    let mut equal: Vec<u64> =
        terms.iter().filter(|(_, weight)| weight.to_bits() == least).map(|(term, _)| *term).collect();
    let first_left_out = if room < equal.len() { Some(*equal.select_nth_unstable(room).1) } else { None };
    terms.retain(|(term, weight)| {
        let is_kept = || weight.to_bits() == least && first_left_out.is_none_or(|first| *term < first);
        weight.to_bits() > least || is_kept()
    });
}
