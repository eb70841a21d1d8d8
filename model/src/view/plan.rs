//! A plan as an outline, and the list of plans.

use super::{Sight, draft::DraftHead, task_list::visible_assignments};
use crate::{
    assignment::{Assignment, standing},
    id::{NodeId, PlanId},
    map::Map,
    order,
    person::Action,
    plan::{Node, Plan, in_reading_order},
    status::{Cell, Cells},
    sync::audience::is_given_openly,
    text,
    unit::{UnitHead, natural_key},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub plan: Plan,
    pub unit: UnitHead,
    /// In reading order.
    pub entries: Vec<Entry>,
    pub n_tasks: usize,
    pub n_targets: usize,
    pub n_unassigned: usize,
    /// Over the assignments one looks at.
    pub cells: Cells,
    pub may_assign: bool,
    /// Whether the person sees what is reported of it.
    #[serde(default)]
    pub reads_reports: bool,
    /// Whether the person may change what it says or sign it, if not now then at another stage.
    #[serde(default)]
    pub may_edit: bool,
    /// Whether the file or the text that it was read from is kept; the caller knows.
    #[serde(default)]
    pub has_original: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub depth: usize,
    pub node: Node,
    /// Of a task: over the assignments one looks at.
    pub cells: Cells,
    /// Of a task: those who lead it, by name.
    pub leads: Vec<String>,
    /// Of a task: how many units have been given it at all.
    pub n_units: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanList {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub plans: Vec<PlanRow>,
    pub may_import: bool,
    /// Plans that the person has begun to put in; the caller knows.
    #[serde(default)]
    pub drafts: Vec<DraftHead>,
    /// Set for somebody who looks at provinces, whose plans are too many to stand here.
    #[serde(default)]
    pub is_top: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanRow {
    pub id: PlanId,
    pub title: String,
    pub number: Option<String>,
    pub unit: UnitHead,
    pub years: Vec<i32>,
    pub n_tasks: usize,
    pub cells: Cells,
}

impl PlanView {
    /// `None` where the plan is not there or not for this person's eyes.
    pub fn new(sight: Sight, id: &PlanId) -> Option<Self> {
        let plan = sight.state.plans.get(id)?;
        if !sight.person.may_read_plan_of(&plan.unit, sight.tree) {
            return None;
        }
        let nodes: Vec<Node> = sight
            .state
            .nodes
            .values()
            .filter(|node| node.plan == *id)
            .cloned()
            .collect();
        let tallies = Tallies::new(sight);
        let entries: Vec<_> = in_reading_order(&nodes)
            .into_iter()
            .map(|(depth, node)| tallies.entry(depth, node))
            .collect();
        let mut cells = Cells::default();
        entries.iter().for_each(|entry| cells.merge(entry.cells));
        let tasks = || {
            let rows = entries.iter();
            rows.filter(|entry| entry.node.standing_task().is_some())
        };
        Some(Self {
            today: sight.today,
            unit: sight.tree.head(&plan.unit),
            n_tasks: tasks().count(),
            n_targets: entries
                .iter()
                .filter(|entry| entry.node.target().is_some() && !entry.node.is_withdrawn())
                .count(),
            n_unassigned: tasks().filter(|entry| entry.n_units == 0).count(),
            cells,
            reads_reports: sight.person.may(Action::Read, &plan.unit, sight.tree),
            may_assign: sight.person.may(Action::Assign, &plan.unit, sight.tree),
            may_edit: [Action::EditPlan, Action::SignPlan]
                .into_iter()
                .any(|action| sight.person.may(action, &plan.unit, sight.tree)),
            has_original: false,
            plan: plan.clone(),
            entries,
        })
    }
}

impl PlanList {
    pub fn new(sight: Sight) -> Self {
        let tallies = Tallies::new(sight);
        let mut plans: Vec<_> = sight
            .state
            .plans
            .values()
            .filter(|plan| sight.person.may_read_plan_of(&plan.unit, sight.tree))
            .map(|plan| tallies.row(sight, plan))
            .collect();
        order::sort_by_text(&mut plans, |row| text::fold(&row.title));
        order::sort_by(&mut plans, |a, b| a.unit.kind.cmp(&b.unit.kind));
        Self {
            today: sight.today,
            plans,
            drafts: Vec::new(),
            is_top: sight.person.looks_at_provinces(sight.tree),
            may_import: sight
                .person
                .grants
                .iter()
                .any(|grant| grant.role.carries(Action::EditPlan)),
        }
    }
}

/// Whether a phone of this person knows of the assignment: an own one, or one that the plan gives
/// openly.
fn is_told(sight: Sight, given: &Assignment) -> bool {
    let plan = sight.state.plans.get(&given.plan);
    sight.person.may(Action::Read, &given.unit, sight.tree)
        || plan.is_some_and(|plan| is_given_openly(&given.unit, plan, sight.tree))
}

/// What the assignments of each task amount to.
struct Tallies<'a> {
    of_tasks: Map<&'a NodeId, Tally>,
    of_plans: Map<&'a PlanId, PlanTally>,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    cells: Cells,
    leads: Vec<String>,
    n_units: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct PlanTally {
    n_tasks: usize,
    cells: Cells,
}

impl<'a> Tallies<'a> {
    fn new(sight: Sight<'a>) -> Self {
        let mut tallies = Self {
            of_tasks: Map::new(),
            of_plans: Map::new(),
        };
        for node in sight.state.nodes.values() {
            if node.standing_task().is_some() {
                tallies.of_plans.or_default(&node.plan).n_tasks += 1;
            }
        }
        for given in standing(sight.state, sight.tree, sight.today) {
            let Some(node) = sight.state.nodes.get(&given.task) else {
                continue;
            };
            if !is_told(sight, &given) {
                continue;
            }
            let tally = tallies.of_tasks.or_default(&node.id);
            tally.n_units += 1;
            if given.duty == Some(crate::assignment::Duty::Lead) {
                tally.leads.push(sight.tree.head(&given.unit).name);
            }
        }
        for given in visible_assignments(sight) {
            let node = sight.state.nodes.get(&given.task);
            let Some((node, task)) = node.and_then(|node| Some((node, node.task()?))) else {
                continue;
            };
            let cell = Cell::of(&task.schedule, &given, sight.today);
            tallies.of_tasks.or_default(&node.id).cells.add(cell);
            tallies.of_plans.or_default(&node.plan).cells.add(cell);
        }
        tallies
    }

    fn entry(&self, depth: usize, node: &Node) -> Entry {
        let mut tally = self.of_tasks.get(&&node.id).cloned().unwrap_or_default();
        order::sort_by_text(&mut tally.leads, |name: &String| natural_key(name));
        Entry {
            depth,
            node: node.clone(),
            cells: tally.cells,
            leads: tally.leads,
            n_units: tally.n_units,
        }
    }

    fn row(&self, sight: Sight, plan: &Plan) -> PlanRow {
        let tally = self.of_plans.get(&&plan.id).copied().unwrap_or_default();
        PlanRow {
            id: plan.id.clone(),
            title: plan.title.clone(),
            number: plan.written_number(),
            unit: sight.tree.head(&plan.unit),
            years: plan.years.clone(),
            n_tasks: tally.n_tasks,
            cells: tally.cells,
        }
    }
}
