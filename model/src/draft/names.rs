//! The units that the names in a draft stand for: as their words say, unless a person has said
//! otherwise.

use super::Draft;
use crate::{
    reading,
    unit::{UnitTree, matching::Key},
    view::import::NamedUnit,
};

impl Draft {
    /// Each name once, in order of first use. `tree` holds the draft's own units.
    pub fn names(&self, tree: &UnitTree) -> Vec<NamedUnit> {
        let unit = &self.plan.unit;
        let mut names = reading::names(&self.nodes, unit, tree);
        for choice in &self.choices {
            let key = Key::of(&choice.name, unit, tree);
            let chosen = names
                .iter_mut()
                .find(|named| Key::of(&named.name, unit, tree) == key);
            if let Some(named) = chosen {
                named.matched.clone_from(&choice.units);
            }
        }
        names
    }
}
