//! Whether the entities of two articles are one.

use super::person::PersonName;
use super::spelling::fold;
use super::{Entity, EntityKind};

/// Whether two entities of different articles of one story can be taken for one.
///
/// Persons: full names that agree; a bare surname and a full name with that surname. A bare surname says less: where
/// an article names two bearers in full, the caller must leave it apart. Others: equal normal forms.
pub fn same_entity(a: &Entity, b: &Entity) -> bool {
    if a.kind != b.kind {
        return a.key == b.key && a.kind != EntityKind::Person && b.kind != EntityKind::Person;
    }
    if a.key == b.key {
        return true;
    }
    if a.kind != EntityKind::Person {
        return false;
    }
    let (Some(a), Some(b)) = (PersonName::of(&fold(&a.name)), PersonName::of(&fold(&b.name))) else { return false };
    if a.is_full() && b.is_full() { a.agrees(&b) } else { a.shares_surname(&b) }
}
