//! Names of persons, organisations and places, as spans; who they stand for is decided in [`super::entities`].

use super::entities::EntityKind;
use super::syntax::Syntax;
use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// One name in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    pub anchor: Anchor,
    pub kind: EntityKind,
}

/// Finds the names of a text.
pub fn find(_text: &str, _layout: &Layout, _syntax: &Syntax) -> Vec<Name> {
    Vec::new()
}
