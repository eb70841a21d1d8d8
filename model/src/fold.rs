//! Present state from the record log: the same whatever the order and however often records come.

use crate::{
    assignment::{Assignment, Duty, Progress, Said},
    id::{NodeId, PersonId, PhotoId, PlanId, RecordId, UnitId},
    map::Map,
    plan::{Node, Plan},
    record::{Fact, Record},
};
use std::collections::BTreeSet;

/// An assignment's key: a task and the unit it was given to.
pub type AssignmentKey = (NodeId, UnitId);

/// What the log amounts to, or the part of it that a caller has loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub plans: Map<PlanId, Plan>,
    pub nodes: Map<NodeId, Node>,
    pub assignments: Map<AssignmentKey, Assignment>,
    /// Those that are there whole from the author whose records are judged: not folded, but loaded.
    pub photos: BTreeSet<PhotoId>,
    /// Records about something that has not arrived yet, by id.
    waiting: Map<RecordId, Record>,
}

impl State {
    /// Folds one record in. Records may come in any order and more than once.
    pub fn apply(&mut self, record: &Record) {
        if !self.try_apply(record) {
            self.waiting.insert(record.id.clone(), record.clone());
            return;
        }
        // What was made by this record may be what others were waiting for.
        if matches!(
            record.fact,
            Fact::PlanCreated(_) | Fact::NodeAdded(_) | Fact::Assigned(_)
        ) {
            let waiting = std::mem::take(&mut self.waiting);
            for record in waiting.values() {
                self.apply(record);
            }
        }
    }

    /// The assignments that stand, in order of task and unit: not those of tasks that were withdrawn
    /// from their plan.
    pub fn current_assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.assignments.values().filter(|assignment| {
            let task = self.nodes.get(&assignment.task);
            assignment.is_current() && !task.is_some_and(Node::is_withdrawn)
        })
    }

    /// Applies the record unless what it is about is missing.
    fn try_apply(&mut self, record: &Record) -> bool {
        match &record.fact {
            Fact::PlanCreated(fact) => {
                // A plan is made once; its later changes are records of their own.
                if !self.plans.contains_key(&fact.plan.id) {
                    let plan = fact.plan.made(&record.id, fact.nodes.len());
                    self.plans.insert(fact.plan.id.clone(), plan);
                    let nodes = fact
                        .nodes
                        .iter()
                        .map(|node| (node.id.clone(), node.clone()));
                    self.nodes.extend(nodes);
                }
                true
            }
            Fact::NodeFieldSet(fact) => match self.nodes.get_mut(&fact.node) {
                Some(node) => {
                    node.set(fact, record);
                    true
                }
                None => false,
            },
            Fact::NodeAdded(fact) => self.add_node(&fact.node, &record.id),
            Fact::PlanFieldSet(fact) => {
                let plan = self.plans.get_mut(&fact.plan);
                plan.map(|plan| plan.set(fact, record)).is_some()
            }
            Fact::PlanStepped(fact) => {
                let plan = self.plans.get_mut(&fact.plan);
                plan.map(|plan| plan.take(fact, record)).is_some()
            }
            Fact::Assigned(fact) => {
                self.set_duty(record, &fact.task, Some(fact.duty), fact.person.clone())
            }
            Fact::Unassigned(fact) => self.set_duty(record, &fact.task, None, None),
            Fact::TaskUpdated(update) => {
                let key = (update.task.clone(), record.unit.clone());
                let Some(assignment) = self.assignments.get_mut(&key) else {
                    return false;
                };
                let said = Said {
                    record: record.id.clone(),
                    by: record.by.clone(),
                    made_at: record.made_at,
                    update: update.clone(),
                };
                assignment.progress.apply(said, record.replaces.clone());
                true
            }
            // Comments and unknown kinds live in the log alone.
            Fact::Commented(_) | Fact::Unknown(_) => true,
        }
    }

    fn add_node(&mut self, node: &Node, record: &RecordId) -> bool {
        let Some(plan) = self.plans.get_mut(&node.plan) else {
            return false;
        };
        // A node is made once, like a plan.
        if !self.nodes.contains_key(&node.id) {
            plan.edits.n_nodes += 1;
            self.nodes.insert(node.id.clone(), node.made(record));
        }
        true
    }

    fn set_duty(
        &mut self,
        record: &Record,
        task: &NodeId,
        duty: Option<Duty>,
        person: Option<PersonId>,
    ) -> bool {
        let Some(node) = self.nodes.get(task) else {
            return false;
        };
        let key = (task.clone(), record.unit.clone());
        let earlier = self.assignments.get(&key);
        let set = (record.made_at, &record.id);
        if earlier.is_some_and(|earlier| (earlier.set_at, &earlier.set_by) >= set) {
            return true;
        }
        let progress = earlier.map_or_else(Progress::default, |earlier| earlier.progress.clone());
        let assignment = Assignment {
            task: task.clone(),
            unit: record.unit.clone(),
            plan: node.plan.clone(),
            duty,
            person,
            set_at: record.made_at,
            set_by: record.id.clone(),
            progress,
        };
        self.assignments.insert(key, assignment);
        true
    }
}

#[cfg(test)]
mod tests;
