//! One article becomes an [`Analysis`]: quoted passages, attributions, statements, damage.
//!
//! [`analyse`] is a pure function of the article and of the version of rules and models.

pub mod attribution;
pub mod credit;
pub mod damage;
pub mod quoted;
pub mod statement;

pub use attribution::{Attribution, AttributionKind, AttributionStyle};
pub use credit::Credit;
pub use damage::{Damage, DamageKind};
pub use quoted::{QuoteMarks, QuotedPassage};
pub use statement::{Argument, Role, Statement};

use crate::article::Article;
use crate::language::{self, Reading};
use crate::text::{self, Layout};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Changes whenever rules or models change what [`analyse`] answers: cached analyses of another version are void.
pub const VERSION: u32 = 3;

/// Everything that one article says, anchored. Lists are in text order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    pub layout: Layout,
    pub reading: Reading,
    pub quoted: Vec<QuotedPassage>,
    pub attributions: Vec<Attribution>,
    pub statements: Vec<Statement>,
    pub damage: Vec<Damage>,
    /// Agency credits and datelines: "KYIV, Feb 12 (Reuters) -".
    pub credits: Vec<Credit>,
}

/// Analyses one article; relative dates are resolved against its publication day.
pub fn analyse(article: &Article) -> Analysis {
    analyse_as_of(article, article.day())
}

/// Analyses one article as if it had been published on `day`; without a day relative dates stay unresolved.
pub fn analyse_as_of(article: &Article, day: Option<Date>) -> Analysis {
    let text = article.text.as_str();
    let layout = text::segment(text);
    let credits = credit::find(text, &layout);
    let reading = language::read(text, &layout, day);
    let quoted = quoted::find(text, &layout);
    let damage = damage::find(text, &layout, &reading, &quoted);
    let attributions = attribution::find(text, &layout, &reading, &quoted);
    let statements = statement::find(text, &layout, &reading, &attributions);
    Analysis { layout, reading, quoted, attributions, statements, damage, credits }
}
