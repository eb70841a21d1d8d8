//! The list of tasks: one row a task, with how it stands over the units one looks at.

use super::{
    Sight,
    counts::{CountRow, counts},
    filter,
    query::{Shape, TaskQuery},
};
use crate::{
    assignment::{Assignment, standing},
    clock::Millis,
    id::{NodeId, PlanId, UnitId},
    map::Set,
    order,
    person::Action,
    plan::{Node, Task},
    schedule::Schedule,
    status::{Cell, Cells},
    text,
    unit::{UnitHead, UnitKind},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, cmp::Reverse};

pub const PAGE_ROWS: usize = 50;
/// The most rows of which a timeline or a calendar is made.
pub const MOST_ROWS: usize = 500;
/// Days within which an open task counts as due soon.
pub const SOON_DAYS: i64 = 7;

/// A task and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskRow {
    pub task: NodeId,
    pub plan: PlanId,
    pub plan_title: String,
    pub label: Option<String>,
    pub text: String,
    pub schedule: Schedule,
    #[serde(default, with = "crate::day::option")]
    pub due: Option<NaiveDate>,
    /// Over the assignments one looks at.
    pub cells: Cells,
    pub urgency: Urgency,
    /// The unit, when it is only one.
    pub unit: Option<UnitHead>,
    /// Mean of what the units say, where any says.
    pub percent: Option<u8>,
    pub last_at: Option<Millis>,
    /// How many units raise a difficulty.
    pub n_difficulties: u32,
    /// Whether the person who looks was put in charge of it.
    #[serde(default)]
    pub is_mine: bool,
}

/// What comes first on a person's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    Overdue,
    DueSoon,
    Silent,
    Open,
    Done,
}

impl Urgency {
    pub const ALL: [Self; 5] = [
        Self::Overdue,
        Self::DueSoon,
        Self::Silent,
        Self::Open,
        Self::Done,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "Quá hạn",
            Self::DueSoon => "Đến hạn trong 7 ngày",
            Self::Silent => "Lâu chưa cập nhật",
            Self::Open => "Đang thực hiện",
            Self::Done => "Đã xong",
        }
    }

    fn of(cells: &Cells, due: Option<NaiveDate>, today: NaiveDate) -> Self {
        let soon = due.is_some_and(|due| due.signed_duration_since(today).num_days() <= SOON_DAYS);
        match cells.worst() {
            Some(Cell::OpenOverdue) => Self::Overdue,
            Some(Cell::Silent) => Self::Silent,
            Some(Cell::OpenInTime) if soon => Self::DueSoon,
            Some(Cell::OpenInTime | Cell::Steady) | None => Self::Open,
            Some(Cell::DoneLate | Cell::DoneOnTime) => Self::Done,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskList {
    pub query: TaskQuery,
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    /// The rows of this page, most urgent first.
    pub rows: Vec<TaskRow>,
    /// How many rows there are on all pages.
    pub n_rows: usize,
    /// Tasks by their worst cell, before the cell filter is applied: each number opens its list.
    pub cells: Cells,
    /// What the filters offer.
    pub units: Vec<UnitHead>,
    pub plans: Vec<(PlanId, String)>,
    #[serde(default)]
    pub leads: Vec<UnitHead>,
    /// Headings of the plan that was asked for, with their depth; the caller knows them or does not.
    #[serde(default)]
    pub sections: Vec<Heading>,
    /// Whether tasks that lack something are for this person to settle.
    #[serde(default)]
    pub may_settle: bool,
    /// How many stand where, if that was asked for.
    #[serde(default)]
    pub counts: Vec<CountRow>,
    /// Set for somebody who looks at provinces and has not chosen one: here is then only what is given
    /// to these themselves.
    #[serde(default)]
    pub is_top: bool,
}

/// A heading of a plan under which there are tasks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    pub id: NodeId,
    pub depth: usize,
    pub name: String,
}

impl TaskList {
    pub fn new(sight: Sight, query: TaskQuery) -> Self {
        let visible: Vec<_> = visible_assignments(sight).collect();
        let all = rows_of(sight, &query, &visible);
        let cells = all.iter().filter_map(|row| row.cells.worst()).collect();
        let kept: Vec<_> = all
            .into_iter()
            .filter(|row| {
                query
                    .cell
                    .is_none_or(|cell| row.cells.worst() == Some(cell))
            })
            .collect();
        let is = |shape| query.shape == shape;
        let sections = filter::headings(sight, &query);
        let counts = if is(Shape::Counts) {
            counts(sight, &query, &visible, &kept, &sections)
        } else {
            Vec::new()
        };
        // Time is not cut into pages.
        let (n_skipped, n_shown) = match query.shape {
            Shape::List => (query.page.saturating_mul(PAGE_ROWS), PAGE_ROWS),
            Shape::Timeline | Shape::Calendar => (0, MOST_ROWS),
            Shape::Counts => (0, 0),
        };
        Self {
            counts,
            leads: filter::leads(sight, &visible),
            sections,
            may_settle: sight.person.may_somewhere(Action::Assign),
            today: sight.today,
            n_rows: kept.len(),
            rows: kept.into_iter().skip(n_skipped).take(n_shown).collect(),
            cells,
            units: units_with_work(sight, &visible),
            plans: plans(sight),
            is_top: query.unit.is_none() && sight.person.looks_at_provinces(sight.tree),
            query,
        }
    }
}

/// All rows that the query leaves, its cell and page aside; most urgent first.
pub fn rows(sight: Sight, query: &TaskQuery) -> Vec<TaskRow> {
    let visible: Vec<_> = visible_assignments(sight).collect();
    rows_of(sight, query, &visible)
}

/// The same where what is visible is known already.
pub fn rows_of(sight: Sight, query: &TaskQuery, visible: &[Cow<Assignment>]) -> Vec<TaskRow> {
    let mut rows: Vec<_> = filter::found(sight, query, visible)
        .into_iter()
        .filter_map(|(node, given)| row(sight, node, node.task()?, &given))
        .filter(|row| !query.difficulty || row.n_difficulties > 0)
        .collect();
    order::sort_by(&mut rows, |a, b| rank(a).cmp(&rank(b)));
    rows
}

/// The assignments that stand and that the person may see: those of the own units.
pub fn visible_assignments<'a>(sight: Sight<'a>) -> impl Iterator<Item = Cow<'a, Assignment>> {
    standing(sight.state, sight.tree, sight.today)
        .filter(move |given| sight.person.may(Action::Read, &given.unit, sight.tree))
}

/// Plans that the person may read, by title.
pub fn plans(sight: Sight) -> Vec<(PlanId, String)> {
    let mut plans: Vec<_> = sight
        .state
        .plans
        .values()
        .filter(|plan| sight.person.may_read_plan_of(&plan.unit, sight.tree))
        .map(|plan| (plan.id.clone(), plan.title.clone()))
        .collect();
    order::sort_by_text(&mut plans, |(_, title)| text::fold(title));
    plans
}

fn row(sight: Sight, node: &Node, task: &Task, given: &[&Assignment]) -> Option<TaskRow> {
    let cells: Cells = given
        .iter()
        .map(|given| Cell::of(&task.schedule, given, sight.today))
        .collect();
    let due = task.schedule.due();
    let said: Vec<u32> = given
        .iter()
        .filter_map(|given| given.progress.percent().map(u32::from))
        .collect();
    let n_said = u32::try_from(said.len()).unwrap_or(u32::MAX);
    let mean = said.iter().sum::<u32>().checked_div(n_said);
    Some(TaskRow {
        task: node.id.clone(),
        plan: node.plan.clone(),
        plan_title: sight.state.plans.get(&node.plan)?.title.clone(),
        label: node.label.clone(),
        text: node.text.clone(),
        schedule: task.schedule.clone(),
        due,
        cells,
        urgency: Urgency::of(&cells, due, sight.today),
        unit: match given {
            [only] => Some(sight.tree.head(&only.unit)),
            _ => None,
        },
        percent: mean.and_then(|mean| u8::try_from(mean).ok()),
        last_at: given
            .iter()
            .filter_map(|given| given.progress.last_at())
            .max(),
        n_difficulties: u32::try_from(
            given
                .iter()
                .filter(|given| given.progress.difficulty().is_some())
                .count(),
        )
        .unwrap_or(u32::MAX),
        is_mine: given
            .iter()
            .any(|given| given.progress.is_in_charge(&sight.person.id)),
    })
}

/// Most urgent first, and of these one's own; then by due day, those without one last; then as the
/// plan has them.
fn rank(row: &TaskRow) -> Rank<'_> {
    (
        row.urgency,
        Reverse((row.is_mine, row.due.is_some())),
        row.due,
        &row.plan,
        &row.task,
    )
}

type Rank<'a> = (
    Urgency,
    Reverse<(bool, bool)>,
    Option<NaiveDate>,
    &'a PlanId,
    &'a NodeId,
);

/// Units that have been given something, and the places above them that the person may see; all
/// provinces for somebody who looks at these one at a time.
fn units_with_work(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<UnitHead> {
    let mut with_work: Set<&UnitId> = Set::new();
    for assignment in visible {
        for unit in sight.tree.ancestors(&assignment.unit) {
            if !with_work.add(&unit.id) {
                break;
            }
        }
    }
    let provinces = sight.person.grants.iter().flat_map(|grant| {
        let parts = sight.tree.children(&grant.unit);
        parts.filter(|part| part.kind == UnitKind::Province)
    });
    for province in provinces {
        with_work.add(&province.id);
    }
    let roots = sight
        .person
        .grants
        .iter()
        .flat_map(|grant| sight.tree.subtree(&grant.unit));
    // A unit under two grants is listed once.
    roots
        .filter(|unit| with_work.remove(&&unit.id).is_some())
        .map(UnitHead::from)
        .collect()
}
