//! Tags, parse, names, entities, dates and quantities of one text.
//!
//! [`read`] runs the whole layer. Nothing here knows what an article says, only how it is worded.

pub mod assertion;
pub mod entities;
pub mod lemma;
mod lexemes;
mod lexicon;
mod model;
pub mod names;
mod numbers;
pub mod quantities;
pub mod syntax;
pub mod times;
pub mod universal;

pub use assertion::{Assertion, Factuality, Polarity};
pub use entities::{Entity, EntityKind, Mention, MentionKind};
pub use lemma::lemma;
pub use names::Name;
pub use quantities::{Approximation, Quantity, Relation};
pub use syntax::{Syntax, TokenSyntax};
pub use times::{TimeExpression, TimeKind};
pub use universal::Universal;

use crate::text::Layout;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// All that the language layer finds in one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// One item a token of the layout.
    pub syntax: Syntax,
    pub names: Vec<Name>,
    pub mentions: Vec<Mention>,
    pub entities: Vec<Entity>,
    pub times: Vec<TimeExpression>,
    pub quantities: Vec<Quantity>,
}

/// Reads a text: tags, parse, names, entities, dates, quantities. `published` anchors relative dates.
pub fn read(text: &str, layout: &Layout, published: Option<Date>) -> Reading {
    let syntax = syntax::parse(text, layout);
    let names = names::find(text, layout, &syntax);
    let (mentions, entities) = entities::resolve(text, layout, &syntax, &names);
    Reading {
        times: times::find(text, layout, published),
        quantities: quantities::find(text, layout),
        syntax,
        names,
        mentions,
        entities,
    }
}
