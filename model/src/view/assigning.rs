//! Giving tasks to units: the tasks of a plan beside the units below it.

use super::{Sight, query::Missing, task_list::visible_assignments};
use crate::{
    assignment::{Assignment, Duty},
    id::{NodeId, PlanId, UnitId},
    map::Map,
    order,
    person::Action,
    plan::{Node, in_reading_order},
    schedule::Schedule,
    status::{Cell, Cells},
    unit::{Unit, UnitClass, UnitHead, UnitKind},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assigning {
    pub plan: PlanId,
    pub plan_title: String,
    pub tasks: Vec<AssignableTask>,
    /// Units the person may give tasks to, parents before children.
    pub units: Vec<Unit>,
    /// Kinds of which there are several, to be given a task together.
    pub classes: Vec<UnitClass>,
    /// The plan's unit, where the person may give tasks to whole classes under it: those follow the
    /// tree.
    #[serde(default)]
    pub class_root: Option<UnitId>,
    /// What the units that have something to do have in hand, in all plans.
    #[serde(default)]
    pub loads: Vec<Load>,
}

/// How much a unit has in hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    pub unit: UnitId,
    pub n_open: u32,
    pub n_overdue: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignableTask {
    pub id: NodeId,
    pub label: Option<String>,
    pub text: String,
    pub schedule: Schedule,
    /// Names as the plan writes them, with the duty they stand for.
    pub named: Vec<(Duty, String)>,
    pub given: Vec<(Duty, UnitHead)>,
    /// Whole classes that have been given it.
    #[serde(default)]
    pub classes: Vec<(Duty, UnitKind)>,
    /// Units that decline it, with their reason.
    #[serde(default)]
    pub declined: Vec<(UnitId, String)>,
    /// Who is in charge in which units.
    #[serde(default)]
    pub people: Vec<(UnitId, Vec<String>)>,
}

impl AssignableTask {
    /// Whether it lacks what somebody should settle.
    pub fn lacks(&self, what: Missing) -> bool {
        let leads = |duty: Duty| duty == Duty::Lead;
        let is_led = self.given.iter().any(|(duty, _)| leads(*duty))
            || self.classes.iter().any(|(duty, _)| leads(*duty));
        what.is_of(&self.schedule, is_led)
    }

    pub fn duty_of(&self, unit: &UnitId) -> Option<Duty> {
        let given = self.given.iter().find(|(_, given)| given.id == *unit);
        given.map(|(duty, _)| *duty)
    }

    /// Who is in charge in the unit.
    pub fn people_of(&self, unit: &UnitId) -> &[String] {
        let named = self.people.iter().find(|(of, _)| of == unit);
        named.map_or(&[], |(_, names)| names)
    }

    pub fn duty_of_class(&self, class: UnitKind) -> Option<Duty> {
        let given = self.classes.iter().find(|(_, given)| *given == class);
        given.map(|(duty, _)| *duty)
    }
}

impl Assigning {
    /// `None` where there is no such plan or the person gives no tasks there.
    pub fn new(sight: Sight, id: &PlanId) -> Option<Self> {
        let plan = sight.state.plans.get(id)?;
        let roots: Vec<_> = sight
            .person
            .grants
            .iter()
            .filter(|grant| grant.role.carries(Action::Assign))
            .filter_map(|grant| {
                // The lower of the two: never outside the plan, never outside one's own units.
                if sight.tree.is_within(&grant.unit, &plan.unit) {
                    Some(&grant.unit)
                } else {
                    sight
                        .tree
                        .is_within(&plan.unit, &grant.unit)
                        .then_some(&plan.unit)
                }
            })
            .collect();
        let root = *roots.first()?;
        let nodes: Vec<_> = sight
            .state
            .nodes
            .values()
            .filter(|node| node.plan == *id)
            .cloned()
            .collect();
        let visible = &visible_assignments(sight).collect::<Vec<_>>();
        let tasks = in_reading_order(&nodes)
            .into_iter()
            .filter_map(|(_, node)| {
                let task = node.standing_task()?;
                let named = [
                    (Duty::Lead, &task.lead),
                    (Duty::Coordinator, &task.coordinating),
                    (Duty::Implementer, &task.implementing),
                ];
                Some(AssignableTask {
                    id: node.id.clone(),
                    label: node.label.clone(),
                    text: node.text.clone(),
                    schedule: task.schedule.clone(),
                    named: named
                        .into_iter()
                        .flat_map(|(duty, names)| {
                            names.iter().map(move |name| (duty, name.clone()))
                        })
                        .collect(),
                    given: given(visible, &node.id, sight),
                    classes: task
                        .classes
                        .iter()
                        .filter_map(|given| Some((given.duty?, given.class)))
                        .collect(),
                    declined: declined(visible, &node.id),
                    people: people(visible, &node.id),
                })
            })
            .collect();
        Some(Self {
            plan: id.clone(),
            plan_title: plan.title.clone(),
            tasks,
            units: sight.tree.subtree(root).into_iter().cloned().collect(),
            classes: sight.tree.classes(root),
            class_root: (*root == plan.unit).then(|| root.clone()),
            loads: loads(visible, sight),
        })
    }
}

fn given(visible: &[Cow<Assignment>], task: &NodeId, sight: Sight) -> Vec<(Duty, UnitHead)> {
    let mut given: Vec<_> = visible
        .iter()
        .filter(|given| given.task == *task)
        .filter_map(|given| Some((given.duty?, sight.tree.head(&given.unit))))
        .collect();
    order::sort_by(&mut given, |a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    given
}

fn declined(visible: &[Cow<Assignment>], task: &NodeId) -> Vec<(UnitId, String)> {
    let of_task = visible.iter().filter(|given| given.task == *task);
    of_task
        .filter_map(|given| Some((given.unit.clone(), given.declined()?.to_owned())))
        .collect()
}

fn people(visible: &[Cow<Assignment>], task: &NodeId) -> Vec<(UnitId, Vec<String>)> {
    let of_task = visible.iter().filter(|given| given.task == *task);
    let named = of_task.map(|given| {
        let names = given.progress.in_charge().into_iter();
        let names: Vec<_> = names.map(|(_, name)| name.to_owned()).collect();
        (given.unit.clone(), names)
    });
    named.filter(|(_, names)| !names.is_empty()).collect()
}

fn loads(visible: &[Cow<Assignment>], sight: Sight) -> Vec<Load> {
    let mut of_units: Map<&UnitId, Cells> = Map::new();
    for given in visible {
        let node = sight.state.nodes.get(&given.task);
        if let Some(task) = node.and_then(Node::task) {
            let cell = Cell::of(&task.schedule, given, sight.today);
            of_units.or_default(&given.unit).add(cell);
        }
    }
    let load = |(unit, cells): (&&UnitId, &Cells)| Load {
        unit: (*unit).clone(),
        n_open: cells.total() - cells.count(Cell::DoneOnTime) - cells.count(Cell::DoneLate),
        n_overdue: cells.count(Cell::OpenOverdue),
    };
    of_units.iter().map(load).collect()
}
