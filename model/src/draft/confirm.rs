//! What comes of a draft when it is confirmed: the plan, who is given what, and what the tree of
//! units learns.

use super::Draft;
use crate::{
    assignment::Duty,
    id::{NodeId, UnitId},
    record::PlanCreated,
    text,
    unit::{Unit, UnitTree, matching::Matching},
    view::import::NamedUnit,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Confirmed {
    /// Units to be made, and units that have learnt a spelling.
    pub units: Vec<Unit>,
    pub plan: PlanCreated,
    pub assignments: Vec<((NodeId, UnitId), Duty)>,
}

impl Draft {
    /// `tree` is the one that is known; the draft's own units are not in it yet.
    pub fn confirm(&self, tree: &UnitTree) -> Confirmed {
        let own_tree = self.tree(tree);
        let matching = Matching::new(&self.plan.unit, &own_tree);
        let names = self.names(&matching);
        Confirmed {
            units: self.learnt(tree, &matching, &names),
            plan: PlanCreated {
                plan: self.plan.clone(),
                nodes: self.nodes.clone(),
            },
            assignments: assignments(&names),
        }
    }

    /// A spelling that a person has said to mean one unit, and that does not say so by itself, is
    /// remembered as that unit's alias. Units that no name stands for any more are not made.
    pub fn learnt(&self, tree: &UnitTree, matching: &Matching, names: &[NamedUnit]) -> Vec<Unit> {
        let is_used = |unit: &&Unit| names.iter().any(|named| named.matched.contains(&unit.id));
        let mut units: Vec<Unit> = self.new_units.iter().filter(is_used).cloned().collect();
        for choice in &self.choices {
            let [id] = choice.units.as_slice() else {
                continue;
            };
            let is_named = names
                .iter()
                .any(|named| text::fold(&named.name) == text::fold(&choice.name));
            if !is_named || matching.units(&choice.name) == choice.units {
                continue;
            }
            if !units.iter().any(|unit| unit.id == *id) {
                units.extend(tree.get(id).cloned());
            }
            let unit = units.iter_mut().find(|unit| unit.id == *id);
            if let Some(unit) = unit.filter(|unit| !knows(unit, &choice.name)) {
                unit.aliases.push(choice.name.clone());
            }
        }
        units
    }
}

fn knows(unit: &Unit, name: &str) -> bool {
    let name = text::fold(name);
    std::iter::once(&unit.name)
        .chain(&unit.aliases)
        .any(|known| text::fold(known) == name)
}

/// One assignment a task and unit. A unit that a task names twice has the stronger duty: leading
/// before coordinating before implementing.
pub fn assignments(names: &[NamedUnit]) -> Vec<((NodeId, UnitId), Duty)> {
    let mut given = Vec::new();
    for named in names {
        for (task, duty) in &named.uses {
            let units = named.matched.iter();
            given.extend(units.map(|unit| ((task.clone(), unit.clone()), *duty)));
        }
    }
    // The stronger duty comes first and stays.
    given.sort();
    given.dedup_by(|later, earlier| later.0 == earlier.0);
    given
}

/// How many tasks a name stands in, however often.
pub fn n_tasks(uses: &[(NodeId, Duty)]) -> usize {
    let mut tasks: Vec<_> = uses.iter().map(|(task, _)| task).collect();
    tasks.sort();
    tasks.dedup();
    tasks.len()
}
