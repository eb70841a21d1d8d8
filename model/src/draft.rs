//! A plan that was read and is being put right by a person, until it is confirmed or thrown away.
//!
//! A draft is what the importer read with every change made since, one after the other. The changes
//! are kept, so that the last can be taken back and the draft can be left and taken up again.

mod change;
mod confirm;
mod doubt;
mod form;
mod names;
mod outline;

pub use change::{Change, Direction};
pub use confirm::{Confirmed, assignments, n_tasks};
pub use doubt::OpenDoubt;
pub use form::{DocumentForm, NodeForm};

use crate::{
    id::{NodeId, PlanId, UnitId},
    import::Warning,
    plan::{Node, Plan},
    unit::{Unit, UnitTree},
    view::import::Reading,
};
use serde::{Deserialize, Serialize};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Drafts nobody has touched yet that a person may have; the oldest beyond these are forgotten.
pub const MOST_UNTOUCHED: usize = 10;
/// Drafts with work in them that a person may have. They are never forgotten by themselves.
pub const MOST_TOUCHED: usize = 50;
/// Changes of one draft: a person makes some hundreds.
pub const MOST_CHANGES: usize = 5_000;
/// The most nodes one change may name.
pub const MOST_NODES_AT_ONCE: usize = 1_000;

/// What was read, as it stands after some changes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub plan: Plan,
    /// In reading order, parents before children.
    pub nodes: Vec<Node>,
    /// Where each node stands in the source.
    pub lines: BTreeMap<NodeId, usize>,
    pub warnings: Vec<Warning>,
    /// The warnings that a person has looked at and let stand, by their place.
    #[serde(default)]
    pub seen: BTreeSet<usize>,
    /// The units that a person has said are meant by a name, where that is not what its words say.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Units that will be made together with the plan.
    #[serde(default)]
    pub new_units: Vec<Unit>,
}

/// A name as the plan writes it and the units it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub name: String,
    pub units: Vec<UnitId>,
}

impl From<Reading> for Draft {
    fn from(reading: Reading) -> Self {
        Self {
            plan: reading.plan.plan,
            nodes: reading.plan.nodes,
            lines: reading.lines.into_iter().collect(),
            warnings: reading.warnings,
            ..Self::default()
        }
    }
}

impl Draft {
    pub fn id(&self) -> &PlanId {
        &self.plan.id
    }

    /// The tree as it will be once the draft's own units are there.
    pub fn tree<'a>(&self, known: &'a UnitTree) -> Cow<'a, UnitTree> {
        if self.new_units.is_empty() {
            return Cow::Borrowed(known);
        }
        let units = known.iter().cloned().chain(self.new_units.iter().cloned());
        Cow::Owned(UnitTree::new(units))
    }
}

#[cfg(test)]
mod tests;
