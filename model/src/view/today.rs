//! Hôm nay: one's own tasks by urgency.

use super::{
    Sight,
    difficulty::{self, Call},
    query::TaskQuery,
    reminders,
    report_list::{ReportList, ReportRow},
    task::Signed,
    task_list::{TaskRow, Urgency, rows_of, visible_assignments},
};
use crate::{
    assignment::standing,
    map::Set,
    mention::{self, Mention},
    person::Action,
    plan::Node,
    status::Cells,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most rows shown of one urgency; the rest is in the list.
pub const GROUP_ROWS: usize = 8;
/// The most difficulties shown, and the most reports: tasks come right after them.
pub const CALL_ROWS: usize = 4;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Today {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub groups: Vec<Group>,
    /// Over all assignments one looks at.
    pub cells: Cells,
    /// Tasks of one's own plans that nobody has been given, for those who assign.
    pub n_unassigned: usize,
    /// Difficulties that wait for this person's answer: the longest waiting, and how many in all.
    #[serde(default)]
    pub difficulties: Vec<Call>,
    #[serde(default)]
    pub n_difficulties: usize,
    /// Comments that name this person: `mention::waiting`.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// What the own unit was answered and has not said anything after.
    #[serde(default)]
    pub answers: Vec<Call>,
    /// Tasks that units have declined, for those who give them.
    #[serde(default)]
    pub declined: Vec<Call>,
    /// Whom this person would remind, and of how much.
    #[serde(default)]
    pub n_reminded: usize,
    /// The same as a text to paste into a message.
    #[serde(default)]
    pub digest: String,
    /// Reports to be handed in or received by this person, and how many in all; the caller knows them.
    #[serde(default)]
    pub reports: Vec<ReportRow>,
    #[serde(default)]
    pub n_reports: usize,
    /// Set for somebody who looks at provinces: here is only what is given to these themselves.
    #[serde(default)]
    pub is_top: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    pub urgency: Urgency,
    pub rows: Vec<TaskRow>,
    /// How many there are, shown or not.
    pub n_rows: usize,
}

impl Today {
    /// `log` holds the comments that name the person, and what they did about the same tasks.
    pub fn new(sight: Sight, log: &[Signed]) -> Self {
        let visible: Vec<_> = visible_assignments(sight).collect();
        let rows = rows_of(sight, &TaskQuery::default(), &visible);
        let mut cells = Cells::default();
        rows.iter().for_each(|row| cells.merge(row.cells));
        let groups = Urgency::ALL
            .into_iter()
            .filter_map(|urgency| {
                let mine: Vec<_> = rows
                    .iter()
                    .filter(|row| row.urgency == urgency)
                    .cloned()
                    .collect();
                let n_rows = mine.len();
                let rows = mine.into_iter().take(GROUP_ROWS).collect();
                (n_rows > 0).then_some(Group {
                    urgency,
                    rows,
                    n_rows,
                })
            })
            .collect();
        let mut difficulties = difficulty::waiting(sight, &visible);
        let n_difficulties = difficulties.len();
        difficulties.truncate(CALL_ROWS);
        let reminders = reminders::reminders(sight, &visible);
        Self {
            declined: difficulty::declined(sight, &visible),
            n_reminded: reminders.len(),
            digest: reminders::digest(&reminders, sight.today),
            difficulties,
            n_difficulties,
            mentions: mention::waiting(sight, log),
            answers: difficulty::answered(sight, &visible),
            today: sight.today,
            groups,
            cells,
            n_unassigned: n_unassigned(sight),
            is_top: sight.person.looks_at_provinces(sight.tree),
            reports: Vec::new(),
            n_reports: 0,
        }
    }

    pub fn with_reports(self, list: ReportList) -> Self {
        let mut reports = list.calls();
        let n_reports = reports.len();
        reports.truncate(CALL_ROWS);
        Self {
            reports,
            n_reports,
            ..self
        }
    }
}

fn n_unassigned(sight: Sight) -> usize {
    let own = |node: &&Node| {
        let plan = sight.state.plans.get(&node.plan);
        plan.is_some_and(|plan| sight.person.may(Action::Assign, &plan.unit, sight.tree))
    };
    let standing: Vec<_> = standing(sight.state, sight.tree, sight.today).collect();
    let given: Set<_> = standing.iter().map(|given| &given.task).collect();
    let tasks = sight
        .state
        .nodes
        .values()
        .filter(|node| node.standing_task().is_some());
    tasks
        .filter(own)
        .filter(|node| !given.contains_key(&&node.id))
        .count()
}
