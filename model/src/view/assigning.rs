//! Giving tasks to units: the tasks of a plan beside the units below it.

use super::Sight;
use crate::{
    assignment::Duty,
    id::{NodeId, PlanId},
    order,
    person::Action,
    plan::in_reading_order,
    schedule::Schedule,
    unit::{Unit, UnitClass, UnitHead},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assigning {
    pub plan: PlanId,
    pub plan_title: String,
    pub tasks: Vec<AssignableTask>,
    /// Units the person may give tasks to, parents before children.
    pub units: Vec<Unit>,
    /// Kinds of which there are several, to be given a task together.
    pub classes: Vec<UnitClass>,
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
        let tasks = in_reading_order(&nodes)
            .into_iter()
            .filter_map(|(_, node)| {
                let task = node.task()?;
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
                    given: given(sight, &node.id),
                })
            })
            .collect();
        Some(Self {
            plan: id.clone(),
            plan_title: plan.title.clone(),
            tasks,
            units: sight.tree.subtree(root).into_iter().cloned().collect(),
            classes: sight.tree.classes(root),
        })
    }
}

fn given(sight: Sight, task: &NodeId) -> Vec<(Duty, UnitHead)> {
    let mut given: Vec<_> = super::task_list::visible_assignments(sight)
        .filter(|given| given.task == *task)
        .filter_map(|given| Some((given.duty?, sight.tree.head(&given.unit))))
        .collect();
    order::sort_by(&mut given, |a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    given
}
