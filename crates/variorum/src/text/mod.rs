//! Places in a text: anchors, tokens, sentences, paragraphs.

pub mod anchor;
pub mod layout;
pub(crate) mod lists;
pub mod segment;

pub use anchor::{Anchor, AnchorError, CodePoints};
pub use layout::{Layout, Sentence};
pub use segment::segment;
