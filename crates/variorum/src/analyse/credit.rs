//! Agency credits and datelines.

use crate::text::{Anchor, Layout};
use serde::{Deserialize, Serialize};

/// A credit or a dateline: where a text says it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub anchor: Anchor,
    /// The agency named, in its usual form: "Reuters", "AFP".
    pub agency: Option<String>,
    /// The place of a dateline, verbatim: "KYIV".
    pub place: Option<Anchor>,
}

/// Finds the credits and datelines of a text.
pub fn find(_text: &str, _layout: &Layout) -> Vec<Credit> {
    Vec::new()
}
