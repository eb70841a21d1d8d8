//! A task given to a whole class of units ("tất cả xóm"), which follows the tree: a unit that is added
//! later has it too.
//!
//! What was given to a class stands on the task, and is laid over the single assignments when they
//! are looked at; of the two the later word counts. So a class is one record, and taking a task back
//! from one unit of it is another.

use super::{Assignment, Duty, Progress};
use crate::{
    clock::Stamp,
    fold::{AssignmentKey, State},
    id::{NodeId, RecordId, UnitId},
    order,
    plan::{Node, Task},
    unit::{Unit, UnitKind, UnitTree},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The units of a kind under the plan's unit, and what they have been given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassDuty {
    pub class: UnitKind,
    /// `None` once it was taken back.
    #[serde(default)]
    pub duty: Option<Duty>,
    pub set_at: Stamp,
    pub set_by: RecordId,
}

impl Task {
    /// The latest record for a class stands, in whatever order they come.
    pub fn give_to_class(&mut self, given: ClassDuty) {
        let earlier = self
            .classes
            .iter_mut()
            .find(|earlier| earlier.class == given.class);
        let rank = |given: &ClassDuty| (given.set_at, given.set_by.clone());
        match earlier {
            None => self.classes.push(given),
            Some(earlier) if rank(&given) > rank(earlier) => *earlier = given,
            Some(_) => {}
        }
        order::sort_by(&mut self.classes, |a, b| a.class.cmp(&b.class));
    }
}

/// The assignments that stand on a day: the single ones, and those of classes to the units that are
/// there then.
pub fn standing<'a>(
    state: &'a State,
    tree: &'a UnitTree,
    day: NaiveDate,
) -> impl Iterator<Item = Cow<'a, Assignment>> {
    let mut tasks = Tasks::of(state);
    let single = state.assignments.values().filter_map(move |given| {
        let task = tasks.find(&given.task);
        // What was withdrawn from its plan is nobody's task, whatever was reported on it.
        if task.is_some_and(Node::is_withdrawn) {
            return None;
        }
        let class = task.and_then(|task| class_of(state, tree, task, &given.unit, day));
        laid_over(class, given)
    });
    single.chain(of_classes(state, tree, day))
}

/// Finds the tasks of assignments, which mostly stand one after the other: a province has thirty of
/// each task.
pub struct Tasks<'a> {
    state: &'a State,
    last: Option<&'a Node>,
}

impl<'a> Tasks<'a> {
    pub fn of(state: &'a State) -> Self {
        Self { state, last: None }
    }

    pub fn find(&mut self, id: &NodeId) -> Option<&'a Node> {
        if self.last.is_none_or(|last| last.id != *id) {
            self.last = self.state.nodes.get(id);
        }
        self.last
    }
}

/// The assignment of the task to the unit, if it stands.
pub fn standing_of<'a>(
    state: &'a State,
    tree: &UnitTree,
    task: &NodeId,
    unit: &UnitId,
    day: NaiveDate,
) -> Option<Cow<'a, Assignment>> {
    let node = state.nodes.get(task);
    let class = node.and_then(|node| class_of(state, tree, node, unit, day));
    match state.assignments.get(&(task.clone(), unit.clone())) {
        Some(given) => laid_over(class, given),
        None => class.and_then(|class| by_class(node?, unit, class)),
    }
}

/// What classes give to units that have no word of their own.
fn of_classes<'a>(
    state: &'a State,
    tree: &'a UnitTree,
    day: NaiveDate,
) -> Vec<Cow<'a, Assignment>> {
    let mut found = Vec::new();
    let mut singles = Vec::new();
    let mut below: Option<(&UnitId, Vec<&Unit>)> = None;
    for node in state.nodes.values().filter(|node| !node.is_withdrawn()) {
        let classes = node.task().map_or(&[][..], |task| &task.classes);
        let root = state.plans.get(&node.plan).map(|plan| &plan.unit);
        let Some(root) = root.filter(|_| classes.iter().any(|class| class.duty.is_some())) else {
            continue;
        };
        if singles.is_empty() {
            singles.extend(state.assignments.keys());
        }
        // Tasks of one plan mostly stand together.
        if below.as_ref().is_none_or(|(of, _)| *of != root) {
            below = Some((root, tree.subtree(root)));
        }
        let below = below.iter().flat_map(|(_, below)| below);
        let below = below.filter(|unit| unit.id != *root && unit.life.includes(day));
        let own = of_task(&singles, &node.id);
        let has_own = |unit: &UnitId| own.binary_search_by(|(_, of)| of.cmp(unit)).is_ok();
        found.extend(below.filter_map(|unit| {
            let class = classes.iter().find(|given| given.class == unit.kind)?;
            if has_own(&unit.id) {
                return None;
            }
            by_class(node, &unit.id, class)
        }));
    }
    found
}

/// The keys of a task, which stand together in the order of the units.
fn of_task<'k, 'a>(keys: &'k [&'a AssignmentKey], task: &NodeId) -> &'k [&'a AssignmentKey] {
    let first = keys.partition_point(|(of, _)| of < task);
    let keys = keys.get(first..).unwrap_or_default();
    let n = keys.partition_point(|(of, _)| of == task);
    keys.get(..n).unwrap_or_default()
}

/// What the unit's class has been given of the task, or what was taken back from it.
fn class_of<'a>(
    state: &'a State,
    tree: &UnitTree,
    node: &'a Node,
    unit: &UnitId,
    day: NaiveDate,
) -> Option<&'a ClassDuty> {
    let classes = node.task().map(|task| &task.classes)?;
    if classes.is_empty() {
        return None;
    }
    let found = tree.get(unit).filter(|unit| unit.life.includes(day))?;
    let class = classes.iter().find(|given| given.class == found.kind)?;
    let root = &state.plans.get(&node.plan)?.unit;
    (unit != root && tree.is_within(unit, root)).then_some(class)
}

/// The later word of the two, if it gives the task.
fn laid_over<'a>(class: Option<&ClassDuty>, given: &'a Assignment) -> Option<Cow<'a, Assignment>> {
    let is_later =
        |class: &&ClassDuty| (class.set_at, &class.set_by) > (given.set_at, &given.set_by);
    match class.filter(is_later) {
        None => given.is_current().then_some(Cow::Borrowed(given)),
        Some(class) => class.duty.map(|duty| {
            Cow::Owned(Assignment {
                duty: Some(duty),
                set_at: class.set_at,
                set_by: class.set_by.clone(),
                ..given.clone()
            })
        }),
    }
}

fn by_class<'a>(node: &Node, unit: &UnitId, class: &ClassDuty) -> Option<Cow<'a, Assignment>> {
    class.duty.map(|duty| {
        Cow::Owned(Assignment {
            task: node.id.clone(),
            unit: unit.clone(),
            plan: node.plan.clone(),
            duty: Some(duty),
            set_at: class.set_at,
            set_by: class.set_by.clone(),
            progress: Progress::default(),
        })
    })
}

#[cfg(test)]
mod tests;
