//! The units that the names in a draft stand for: as their words say, unless a person has said
//! otherwise.

use super::Draft;
use crate::{reading, unit::matching::Matching, view::import::NamedUnit};

impl Draft {
    /// Each name once, in order of first use. `matching` knows the draft's own units.
    pub fn names(&self, matching: &Matching) -> Vec<NamedUnit> {
        let mut names = reading::names(&self.nodes, matching);
        for choice in &self.choices {
            let key = matching.key(&choice.name);
            let chosen = names
                .iter_mut()
                .find(|named| matching.key(&named.name) == key);
            if let Some(named) = chosen {
                named.matched.clone_from(&choice.units);
            }
        }
        names
    }
}
