//! Present state from the record log: the same whatever the order and however often records come.

use crate::{
    assignment::{Answer, Assignment, ClassDuty, Duty, Progress, Reply, Said},
    clock::Stamp,
    figure::{Account, AccountKey, Figure},
    id::{IndicatorId, NodeId, PersonId, PhotoId, PlanId, RecordId, UnitId},
    indicator::{Catalogue, Indicator},
    map::Map,
    person::Person,
    plan::{Node, Plan},
    record::{Fact, IndicatorDefined, Record},
    report::{Filing, ReportId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An assignment's key: a task and the unit it was given to.
pub type AssignmentKey = (NodeId, UnitId);

/// An indicator of a plan, with the record that says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Defined {
    pub indicator: Indicator,
    pub set: (Stamp, RecordId),
}

/// What the log amounts to, or the part of it that a caller has loaded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub plans: Map<PlanId, Plan>,
    pub nodes: Map<NodeId, Node>,
    pub assignments: Map<AssignmentKey, Assignment>,
    /// What plans count besides the national indicators.
    pub indicators: Map<IndicatorId, Defined>,
    pub accounts: Map<AccountKey, Account>,
    pub reports: Map<ReportId, Filing>,
    /// Those that are there whole from the author whose records are judged: not folded, but loaded.
    pub photos: BTreeSet<PhotoId>,
    /// Those who are put in charge by the records that are judged: not folded, but loaded.
    pub staff: Map<PersonId, Person>,
    /// Plans as they were signed last, where somebody drops an amendment: not folded, but loaded.
    pub signed: Map<PlanId, State>,
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

    /// The single assignments that stand, in order of task and unit: not those of tasks that were
    /// withdrawn from their plan. Those of classes come on top: `assignment::standing`.
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
                    let was_withdrawn = node.is_withdrawn();
                    node.set(fact, record);
                    if let Some(plan) = self.plans.get_mut(&node.plan) {
                        let n = &mut plan.edits.n_withdrawn;
                        *n = (*n + usize::from(node.is_withdrawn()))
                            .saturating_sub(was_withdrawn.into());
                    }
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
            Fact::Assigned(fact) => self.set_duty(record, &fact.task, Some(fact.duty)),
            Fact::Unassigned(fact) => self.set_duty(record, &fact.task, None),
            Fact::TaskUpdated(update) => {
                let Some(progress) = self.progress_of(&update.task, &record.unit) else {
                    return false;
                };
                let said = Said {
                    record: record.id.clone(),
                    by: record.by.clone(),
                    made_at: record.made_at,
                    update: update.clone(),
                };
                progress.apply(said, record.replaces.clone());
                true
            }
            Fact::DifficultyAnswered(fact) => {
                let Some(progress) = self.progress_of(&fact.task, &record.unit) else {
                    return false;
                };
                let answer = Answer {
                    record: record.id.clone(),
                    by: record.by.clone(),
                    made_at: record.made_at,
                    text: fact.text.clone(),
                };
                progress.answer(fact.update.clone(), answer);
                true
            }
            Fact::AssignmentReplied(fact) => {
                let Some(progress) = self.progress_of(&fact.task, &record.unit) else {
                    return false;
                };
                progress.reply(Reply {
                    record: record.id.clone(),
                    by: record.by.clone(),
                    made_at: record.made_at,
                    declined: fact.declined.clone(),
                });
                true
            }
            Fact::PutInCharge(fact) => {
                let Some(progress) = self.progress_of(&fact.task, &record.unit) else {
                    return false;
                };
                progress.put_in_charge(fact, record);
                true
            }
            Fact::ClassAssigned(fact) => {
                let Some(node) = self.nodes.get_mut(&fact.task) else {
                    return false;
                };
                node.as_task(|task| {
                    task.give_to_class(ClassDuty {
                        class: fact.class,
                        duty: fact.duty,
                        set_at: record.made_at,
                        set_by: record.id.clone(),
                    });
                });
                true
            }
            Fact::FigureReported(said) => {
                let key = (said.topic(), record.unit.clone());
                self.accounts.or_default(key).add(Figure::of(record, said));
                true
            }
            Fact::IndicatorDefined(fact) => {
                self.define(record, fact);
                true
            }
            Fact::ReportSubmitted(fact) => {
                let filing = self.reports.or_default(fact.report.clone());
                filing.submit(record, fact);
                true
            }
            Fact::ReportReplied(fact) => {
                let filing = self.reports.or_default(fact.report.clone());
                filing.reply(record, fact);
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

    /// How far the unit is with the task, whether or not that was given to it: what gave it may
    /// come later, or be given to its whole class. `None` where the task is not there yet.
    fn progress_of(&mut self, task: &NodeId, unit: &UnitId) -> Option<&mut Progress> {
        let key = (task.clone(), unit.clone());
        let place = match self.assignments.place_of(&key) {
            Some(place) => place,
            None => {
                let nobody = Assignment {
                    task: task.clone(),
                    unit: unit.clone(),
                    plan: self.nodes.get(task)?.plan.clone(),
                    duty: None,
                    set_at: Stamp::default(),
                    set_by: RecordId::default(),
                    progress: Progress::default(),
                };
                self.assignments.insert(key, nobody)
            }
        };
        Some(&mut self.assignments.at_mut(place)?.progress)
    }

    /// The latest definition stands.
    fn define(&mut self, record: &Record, fact: &IndicatorDefined) {
        let set = (record.made_at, record.id.clone());
        let id = fact.indicator.id.clone();
        if self.indicators.get(&id).is_none_or(|known| known.set < set) {
            let indicator = Indicator {
                plan: Some(fact.plan.clone()),
                unit_of_plan: Some(record.unit.clone()),
                ..fact.indicator.clone()
            };
            self.indicators.insert(id, Defined { indicator, set });
        }
    }

    /// The national indicators and those of plans.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::new(self.indicators.values().map(|defined| &defined.indicator))
    }

    fn set_duty(&mut self, record: &Record, task: &NodeId, duty: Option<Duty>) -> bool {
        let Some(node) = self.nodes.get(task) else {
            return false;
        };
        let key = (task.clone(), record.unit.clone());
        if let Some(known) = self.assignments.get_mut(&key) {
            if (known.set_at, &known.set_by) < (record.made_at, &record.id) {
                known.duty = duty;
                known.set_at = record.made_at;
                known.set_by = record.id.clone();
            }
            return true;
        }
        let assignment = Assignment {
            task: task.clone(),
            unit: record.unit.clone(),
            plan: node.plan.clone(),
            duty,
            set_at: record.made_at,
            set_by: record.id.clone(),
            progress: Progress::default(),
        };
        self.assignments.insert(key, assignment);
        true
    }
}

#[cfg(test)]
mod tests;
