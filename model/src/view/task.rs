//! One task: what the plan says, who has been given it, how far each has got, what was done.

use super::Sight;
use crate::{
    assignment::{Duty, Progress, may_answer, staff_of},
    clock::{Millis, Stamp},
    id::{NodeId, PlanId, RecordId, UnitId},
    mention::Colleague,
    order,
    person::Action,
    plan::Node,
    record::{Fact, Record},
    status::{Cell, Cells},
    unit::{UnitHead, natural_key},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskView {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub node: Node,
    pub plan: PlanId,
    pub plan_title: String,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    pub assignments: Vec<AssignmentView>,
    pub cells: Cells,
    /// Newest first.
    pub history: Vec<Event>,
    /// Whether the person may give it to more units.
    pub may_assign: bool,
    pub may_comment: bool,
    /// The unit a comment of this person is about.
    pub comment_unit: Option<UnitId>,
    /// Those who can be named in one.
    #[serde(default)]
    pub handles: Vec<Colleague>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentView {
    pub unit: UnitHead,
    pub duty: Duty,
    pub progress: Progress,
    pub cell: Cell,
    /// Who said what stands.
    pub by: Option<String>,
    pub may_update: bool,
    /// Since when it stands; a reply comes after it.
    #[serde(default)]
    pub set_at: Stamp,
    /// Whether the unit has said nothing to being given it.
    #[serde(default)]
    pub is_unanswered: bool,
    /// Why the unit declines it.
    #[serde(default)]
    pub declined: Option<String>,
    /// Whether the person may answer what the unit raises.
    #[serde(default)]
    pub may_answer: bool,
    pub may_unassign: bool,
    /// Whom the person may put in charge.
    #[serde(default)]
    pub staff: Vec<Colleague>,
}

/// Something that was done to the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub record: RecordId,
    pub at: Millis,
    pub by: String,
    /// Who brought it from another's phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<String>,
    pub unit: UnitHead,
    pub fact: Fact,
}

/// A record with the names of its author and of who brought it, as the log gives it.
#[derive(Clone, Debug)]
pub struct Signed {
    pub record: Record,
    pub by: String,
    /// Where it was not the author.
    pub carried_by: Option<String>,
}

impl TaskView {
    /// `None` where the task is not there or not for this person's eyes. `log` holds the records
    /// about the task; those the person may not see are left out.
    pub fn new(
        sight: Sight,
        task: &NodeId,
        log: &[Signed],
        colleagues: &[Colleague],
    ) -> Option<Self> {
        let node = sight.state.nodes.get(task)?;
        node.task()?;
        let plan = sight.state.plans.get(&node.plan)?;
        if !sight.person.may_read_plan_of(&plan.unit, sight.tree) {
            return None;
        }
        let assignments = assignments(sight, node, log, colleagues);
        Some(Self {
            today: sight.today,
            plan: plan.id.clone(),
            plan_title: plan.title.clone(),
            headings: headings(sight, node),
            cells: assignments.iter().map(|given| given.cell).collect(),
            assignments,
            history: history(sight, log),
            may_assign: sight.person.grants.iter().any(|grant| {
                grant.role.carries(Action::Assign)
                    && (sight.tree.is_within(&grant.unit, &plan.unit)
                        || sight.tree.is_within(&plan.unit, &grant.unit))
            }),
            may_comment: true,
            handles: Colleague::to_name(sight, colleagues, &plan.unit),
            comment_unit: comment_unit(sight, &plan.unit),
            node: node.clone(),
        })
    }
}

fn assignments(
    sight: Sight,
    node: &Node,
    log: &[Signed],
    colleagues: &[Colleague],
) -> Vec<AssignmentView> {
    let plan = sight.state.plans.get(&node.plan);
    let schedule = node.task().map(|task| &task.schedule);
    let mut views: Vec<_> = super::task_list::visible_assignments(sight)
        .filter(|given| given.task == node.id)
        .filter_map(|given| {
            let said = given.progress.said.as_ref();
            let by =
                said.and_then(|said| log.iter().find(|signed| signed.record.id == said.record));
            let may_unassign = sight.person.may(Action::Assign, &given.unit, sight.tree);
            Some(AssignmentView {
                unit: sight.tree.head(&given.unit),
                duty: given.duty?,
                progress: given.progress.clone(),
                cell: Cell::of(schedule?, &given, sight.today),
                by: by.map(|signed| signed.by.clone()),
                may_update: sight.person.may(Action::Update, &given.unit, sight.tree),
                set_at: given.set_at,
                is_unanswered: given.is_unanswered(),
                declined: given.declined().map(str::to_owned),
                may_answer: may_answer(sight.person, &given.unit, &plan?.unit, sight.tree),
                may_unassign,
                staff: match may_unassign {
                    true => staff_of(sight.tree, colleagues, &given.unit),
                    false => Vec::new(),
                },
            })
        })
        .collect();
    order::sort_by_text(&mut views, |view| natural_key(&view.unit.name));
    order::sort_by(&mut views, |a, b| (a.duty, a.cell).cmp(&(b.duty, b.cell)));
    views
}

fn headings(sight: Sight, node: &Node) -> Vec<String> {
    let mut above = Vec::new();
    let mut next = node.parent.as_ref();
    while let Some(node) = next.and_then(|id| sight.state.nodes.get(id)) {
        // An outline is never this deep; a loop in it must not hang the page.
        if above.len() > 20 {
            break;
        }
        let label = node
            .label
            .as_deref()
            .map(|label| format!("{label}. "))
            .unwrap_or_default();
        above.push(format!("{label}{}", node.text));
        next = node.parent.as_ref();
    }
    above.reverse();
    above
}

/// Comments are for all who read the plan; what units did, for those who may look into the unit.
fn history(sight: Sight, log: &[Signed]) -> Vec<Event> {
    let visible = |record: &Record| {
        matches!(record.fact, Fact::Commented(_))
            || sight.person.may(Action::Read, &record.unit, sight.tree)
    };
    let mut events: Vec<_> = log
        .iter()
        .filter(|signed| visible(&signed.record))
        .map(|signed| Event {
            record: signed.record.id.clone(),
            at: signed.record.made_at.millis,
            by: signed.by.clone(),
            carried_by: signed.carried_by.clone(),
            unit: sight.tree.head(&signed.record.unit),
            fact: signed.record.fact.clone(),
        })
        .collect();
    order::sort_by(&mut events, |a, b| {
        (b.at, &b.record).cmp(&(a.at, &a.record))
    });
    events
}

/// The person's own unit where it lies within the plan's, else the plan's unit.
fn comment_unit(sight: Sight, plan_unit: &UnitId) -> Option<UnitId> {
    let home = &sight.person.home()?.unit;
    if sight.tree.is_within(home, plan_unit) {
        Some(home.clone())
    } else {
        Some(plan_unit.clone())
    }
}
