//! A story becomes a [`Collation`]: lanes, gates, findings; and the plain view that every face shows.

pub mod finding;
pub mod view;

pub use finding::{Collation, Evidence, Finding, FindingKind, Gate, GateResult};
