//! What was left out of the comparison, and why.

use super::finding::NotCompared;
use super::scene::Scene;

/// The passages of a story that no lane compares.
pub fn not_compared(scene: &Scene) -> Vec<NotCompared> {
    let mut left_out = Vec::new();
    for (position, account) in scene.accounts.iter().enumerate() {
        for damage in account.analysis.damage.iter().filter(|damage| damage.kind.loses_words()) {
            if let Some(evidence) = scene.evidence(position, damage.anchor, None) {
                left_out.push(NotCompared { evidence, why: format!("damaged: {}", damage.explanation) });
            }
        }
    }
    left_out
}
