//! Variorum lays the accounts of one event side by side, every item anchored to the exact characters it rests on.
//!
//! The library is pure: it knows no file, clock, thread, SQL, HTTP or Python. Data flows one way:
//!
//! ```text
//! Article -> text -> language -> analyse -> relate -> collate -> view
//! ```
//!
//! * [`article`]: one published text, with what is known about it
//! * [`text`]: anchors, tokens, sentences, paragraphs, normal forms
//! * [`language`]: tags, parse, names, entities, dates, quantities, polarity
//! * [`analyse`]: an article becomes an [`analyse::Analysis`]: attributions, statements, damage
//! * [`relate`]: reuse, origins, stories, threads
//! * [`collate`]: one story becomes a collation of findings; the plain view every face shows

pub mod analyse;
pub mod article;
pub mod collate;
pub mod language;
pub mod relate;
pub mod text;
