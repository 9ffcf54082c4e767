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

/// What part of a name a token is: an index into [`LABELS`]. The default is outside of any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameLabel(pub u8);

/// Outside, then the first and the further tokens of each kind of name.
pub const LABELS: &[&str] = &["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];

impl NameLabel {
    /// The kind of name the token belongs to.
    pub fn kind(self) -> Option<EntityKind> {
        match self.0 {
            1 | 2 => Some(EntityKind::Person),
            3 | 4 => Some(EntityKind::Organisation),
            5 | 6 => Some(EntityKind::Place),
            7 | 8 => Some(EntityKind::Other),
            _ => None,
        }
    }

    /// Whether the token goes on with the name of the token before.
    fn goes_on(self) -> bool {
        self.0 > 0 && self.0.is_multiple_of(2)
    }
}

/// Puts the names of a text together from the labels that [`super::syntax::parse`] gave its tokens.
pub fn find(_text: &str, layout: &Layout, syntax: &Syntax) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for sentence in &layout.sentences {
        let mut open = false;
        for token in sentence.tokens.clone() {
            let (Some(anchor), Some(found)) = (layout.tokens.get(token), syntax.tokens.get(token)) else { break };
            let kind = found.name.kind();
            match (kind, names.last_mut().filter(|last| open && Some(last.kind) == kind && found.name.goes_on())) {
                (Some(_), Some(last)) => last.anchor = last.anchor.cover(*anchor),
                (Some(kind), None) => names.push(Name { anchor: *anchor, kind }),
                (None, _) => {}
            }
            open = kind.is_some();
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::syntax::parse;
    use crate::text::segment;

    /// Marks the names of a text in place.
    fn check(marked: &str) {
        let text: String = marked.replace('⟧', "");
        let plain = ["⟦PER ", "⟦ORG ", "⟦LOC ", "⟦MISC "].iter().fold(text, |text, open| text.replace(open, ""));
        let layout = segment(&plain);
        let mut shown = String::new();
        let mut end = 0;
        for name in find(&plain, &layout, &parse(&plain, &layout)) {
            let kind = match name.kind {
                EntityKind::Person => "PER",
                EntityKind::Organisation => "ORG",
                EntityKind::Place => "LOC",
                EntityKind::Other => "MISC",
            };
            shown += &format!("{}⟦{kind} {}⟧", &plain[end..name.anchor.start()], name.anchor.of(&plain));
            end = name.anchor.end();
        }
        assert_eq!(shown + &plain[end..], marked);
    }

    #[test]
    fn persons_places_organisations() {
        check("⟦PER Anna Keller⟧ flew from ⟦LOC London⟧ to ⟦LOC Berlin⟧ on Monday.");
        check("The mayor of ⟦LOC Chicago⟧, ⟦PER Thomas Reed⟧, met reporters.");
        check("Nobody was hurt, the captain said.");
    }
}
