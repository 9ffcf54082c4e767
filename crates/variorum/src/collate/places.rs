//! Which place lies in which: two names of places exclude each other only where that is known.
//!
//! A name may stand for several places ("Paris", in France and in Texas); all of them must be apart. "Kyiv" and "Ukraine",
//! or two towns of one country near each other, may be one place; a name that the list lacks may be anywhere.

use super::references;
use crate::text::lists;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Two towns of one country are two places from so many kilometres on: a town may stand for another of its surroundings.
const APART: f64 = 150.0;

/// One place that a name may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    country: &'static str,
    /// Of a place in the United States.
    state: &'static str,
    /// Degrees of latitude and longitude of a town.
    position: Option<(f64, f64)>,
}

/// Places by name, and countries that never exclude each other, from `data/places.tsv`.
struct Gazetteer {
    spots: HashMap<&'static str, Vec<Spot>>,
    contested: BTreeSet<(&'static str, &'static str)>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut spots: HashMap<&'static str, Vec<Spot>> = HashMap::new();
    let mut contested = BTreeSet::new();
    for fields in lists::rows(include_str!("../../../../data/places.tsv")) {
        let [kind, name, where_it_lies] = fields.as_slice() else { continue };
        match *kind {
            "city" => spots.entry(name).or_default().extend(where_it_lies.split(';').filter_map(town)),
            "state" => {
                spots.entry(name).or_default().push(Spot { country: where_it_lies, state: name, position: None })
            }
            "part" => spots.entry(name).or_default().push(Spot { country: where_it_lies, state: "", position: None }),
            "contested" => {
                contested.insert((*name, *where_it_lies));
            }
            _ => {}
        }
    }
    Gazetteer { spots, contested }
});

fn town(place: &'static str) -> Option<Spot> {
    let mut fields = place.split('/');
    let (country, state) = (fields.next()?, fields.next()?);
    Some(Spot { country, state, position: Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?)) })
}

/// Whether two names of places surely stand for two places of which neither lies in the other.
pub fn are_apart(a: &str, b: &str) -> bool {
    let (here, there) = (spots(a), spots(b));
    !here.is_empty() && !there.is_empty() && here.iter().all(|one| there.iter().all(|other| one.is_apart(other)))
}

/// The name of the country that a name or adjective stands for.
fn country_of(word: &str) -> &str {
    references::country(word).filter(|country| country.itself).map_or(word, |country| country.name)
}

/// All places that a name may stand for.
fn spots(name: &str) -> Vec<Spot> {
    let name = name.strip_prefix("the ").unwrap_or(name);
    let name = country_of(name);
    let mut spots = GAZETTEER.spots.get(name).cloned().unwrap_or_default();
    let country = references::country(name);
    // A row of its own says of what it is a part; a capital that is no town of the list still lies in its country.
    if let Some(country) = country.filter(|country| spots.is_empty() || country.itself && country.name == name)
        && !spots.iter().any(|spot| spot.position.is_none() && spot.state.is_empty())
    {
        spots.push(Spot { country: country.name, state: "", position: None });
    }
    spots
}

impl Spot {
    fn is_apart(&self, other: &Spot) -> bool {
        if self.country.is_empty() || other.country.is_empty() {
            return false;
        }
        if self.country != other.country {
            let contested = &GAZETTEER.contested;
            return !contested.contains(&(self.country, other.country))
                && !contested.contains(&(other.country, self.country));
        }
        if let (Some(here), Some(there)) = (self.position, other.position) {
            return kilometres(here, there) >= APART;
        }
        !self.state.is_empty() && !other.state.is_empty() && self.state != other.state
    }
}

/// The distance of two points on a sphere as large as the earth.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0;
    let (latitude, longitude) = ((b.0 - a.0).to_radians(), (b.1 - a.1).to_radians());
    let height = (latitude / 2.0).sin().powi(2)
        + a.0.to_radians().cos() * b.0.to_radians().cos() * (longitude / 2.0).sin().powi(2);
    2.0 * RADIUS * height.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::are_apart;

    #[test]
    fn only_what_is_known_to_lie_elsewhere_is_apart() {
        for (a, b) in [
            ("Kyiv", "Poland"),
            ("Chicago", "Canada"),
            ("France", "Germany"),
            ("Boston", "Los Angeles"),
            ("Texas", "Ohio"),
            ("the UK", "the Netherlands"),
        ] {
            assert!(are_apart(a, b), "{a} / {b}");
            assert!(are_apart(b, a), "{b} / {a}");
        }
        for (a, b) in [
            ("Kyiv", "Ukraine"),
            ("Kyiv", "Kyiv"),
            ("Scotland", "Britain"),
            ("Scotland", "England"),
            ("Jerusalem", "Palestine"),
            ("Paris", "Texas"),
            ("Houston", "Texas"),
            ("Helmsby", "France"),
            ("New York", "United States"),
            ("Georgia", "United States"),
            ("European Union", "France"),
        ] {
            assert!(!are_apart(a, b), "{a} / {b}");
        }
        assert!(are_apart("Chicago", "Canadian"));
    }
}
