//! A plan beside the superior plan that it carries out: what their pages need to tell which of the
//! superior tasks and targets are covered.

use super::Sight;
use crate::{
    assignment::standing_of,
    id::{NodeId, PlanId},
    order,
    person::Action,
    plan::{Node, Plan},
    text,
    unit::UnitHead,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SuperiorView {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub plan: Plan,
    pub nodes: Vec<Node>,
    /// None where the plan names none, or one that this person does not see.
    pub superior: Option<Superior>,
    /// The plans of the units above, the nearest first.
    pub choices: Vec<Choice>,
    /// Whether this person may say what carries out what.
    pub may_edit: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Superior {
    pub plan: Plan,
    pub unit: UnitHead,
    pub nodes: Vec<Node>,
    /// Its tasks that were given to the unit of the plan below.
    pub given: Vec<NodeId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: PlanId,
    pub title: String,
    pub unit: UnitHead,
}

impl SuperiorView {
    /// `None` where the plan is not there or not for this person's eyes.
    pub fn new(sight: Sight, id: &PlanId) -> Option<Self> {
        let plan = readable(sight, id)?;
        Some(Self {
            today: sight.today,
            nodes: nodes(sight, id),
            superior: plan
                .carries_out
                .as_ref()
                .and_then(|superior| carried_out(sight, plan, superior)),
            choices: choices(sight, plan),
            may_edit: sight.person.may(Action::EditPlan, &plan.unit, sight.tree),
            plan: plan.clone(),
        })
    }
}

fn readable<'a>(sight: Sight<'a>, id: &PlanId) -> Option<&'a Plan> {
    let plan = sight.state.plans.get(id)?;
    let may_read = sight.person.may_read_plan_of(&plan.unit, sight.tree);
    may_read.then_some(plan)
}

fn nodes(sight: Sight, plan: &PlanId) -> Vec<Node> {
    let of_plan = sight.state.nodes.values().filter(|node| node.plan == *plan);
    of_plan.cloned().collect()
}

fn carried_out(sight: Sight, plan: &Plan, superior: &PlanId) -> Option<Superior> {
    let superior = readable(sight, superior)?;
    let nodes = nodes(sight, &superior.id);
    let is_given = |node: &&Node| {
        standing_of(sight.state, sight.tree, &node.id, &plan.unit, sight.today).is_some()
    };
    Some(Superior {
        given: nodes
            .iter()
            .filter(is_given)
            .map(|node| node.id.clone())
            .collect(),
        unit: sight.tree.head(&superior.unit),
        plan: superior.clone(),
        nodes,
    })
}

fn choices(sight: Sight, plan: &Plan) -> Vec<Choice> {
    let above = sight.tree.ancestors(&plan.unit).skip(1);
    let of_unit = |unit: &crate::unit::Unit| {
        let plans = sight.state.plans.values();
        let plans = plans.filter(|plan| plan.unit == unit.id);
        let mut choices: Vec<_> = plans
            .filter_map(|plan| readable(sight, &plan.id))
            .map(|plan| Choice {
                id: plan.id.clone(),
                title: plan.title.clone(),
                unit: UnitHead::from(unit),
            })
            .collect();
        order::sort_by_text(&mut choices, |choice| text::fold(&choice.title));
        choices
    };
    above.flat_map(of_unit).collect()
}
