//! Whom to remind of what: by unit, and as a short text to paste into a message.

use super::{Sight, task_list::SOON_DAYS};
use crate::{
    assignment::{Assignment, Tasks},
    id::{NodeId, UnitId},
    map::Map,
    order,
    person::Action,
    schedule::Schedule,
    status::Cell,
    unit::{UnitHead, natural_key},
};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The most units in one message; a longer one nobody reads.
const MOST_UNITS: usize = 20;
/// How many tasks of a kind are named.
const NAMED: usize = 2;
/// As much of a task's words as tells it from others.
const TASK_CHARS: usize = 48;

/// What one unit is to be reminded of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    pub unit: UnitHead,
    pub overdue: Vec<Reminded>,
    pub soon: Vec<Reminded>,
    pub silent: Vec<Reminded>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reminded {
    pub task: NodeId,
    pub text: String,
    #[serde(default, with = "crate::day::option")]
    pub due: Option<NaiveDate>,
}

impl Reminder {
    /// How much it weighs: overdue before soon, soon before silent.
    fn weight(&self) -> (usize, usize, usize) {
        (self.overdue.len(), self.soon.len(), self.silent.len())
    }
}

/// For those who give tasks: the units with something overdue, due soon or silent, the worst first.
pub fn reminders(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<Reminder> {
    let mut by_unit: Map<UnitId, Reminder> = Map::new();
    let mut tasks = Tasks::of(sight.state);
    for given in visible {
        let node = tasks.find(&given.task);
        let Some((node, task)) = node.and_then(|node| Some((node, node.task()?))) else {
            continue;
        };
        let Some(kind) = kind(&task.schedule, given, sight.today) else {
            continue;
        };
        if !sight.person.may(Action::Assign, &given.unit, sight.tree) {
            continue;
        }
        if !by_unit.contains_key(&given.unit) {
            let reminder = Reminder {
                unit: sight.tree.head(&given.unit),
                overdue: Vec::new(),
                soon: Vec::new(),
                silent: Vec::new(),
            };
            by_unit.insert(given.unit.clone(), reminder);
        }
        let Some(reminder) = by_unit.get_mut(&given.unit) else {
            continue;
        };
        let list = match kind {
            Kind::Overdue => &mut reminder.overdue,
            Kind::Soon => &mut reminder.soon,
            Kind::Silent => &mut reminder.silent,
        };
        list.push(Reminded {
            task: node.id.clone(),
            text: node.text.clone(),
            due: task.schedule.due(),
        });
    }
    sorted(by_unit)
}

/// "NHẮC VIỆC …", a line a unit; empty where there is nothing to remind of.
pub fn digest(reminders: &[Reminder], today: NaiveDate) -> String {
    if reminders.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "NHẮC VIỆC BÌNH DÂN HỌC VỤ SỐ, ngày {:02}/{:02}/{}",
        today.day(),
        today.month(),
        today.year()
    );
    for reminder in reminders.iter().take(MOST_UNITS) {
        let parts: Vec<_> = [
            ("quá hạn", &reminder.overdue),
            ("sắp đến hạn", &reminder.soon),
            ("lâu chưa cập nhật", &reminder.silent),
        ]
        .into_iter()
        .filter(|(_, tasks)| !tasks.is_empty())
        .map(|(what, tasks)| format!("{what} {} việc ({})", tasks.len(), named(tasks)))
        .collect();
        text += &format!("\n- {}: {}.", reminder.unit.name, parts.join("; "));
    }
    if let Some(n_more @ 1..) = reminders.len().checked_sub(MOST_UNITS) {
        text += &format!("\n- Và {n_more} đơn vị khác.");
    }
    text += "\nĐề nghị các đơn vị cập nhật trên Học vụ số. Vướng mắc gì xin ghi ngay vào nhiệm vụ.";
    text
}

enum Kind {
    Overdue,
    Soon,
    Silent,
}

fn kind(schedule: &Schedule, given: &Assignment, today: NaiveDate) -> Option<Kind> {
    let is_soon = schedule
        .due()
        .is_some_and(|due| due.signed_duration_since(today).num_days() <= SOON_DAYS);
    match Cell::of(schedule, given, today) {
        Cell::OpenOverdue => Some(Kind::Overdue),
        Cell::OpenInTime if is_soon => Some(Kind::Soon),
        Cell::Silent => Some(Kind::Silent),
        _ => None,
    }
}

fn sorted(by_unit: Map<UnitId, Reminder>) -> Vec<Reminder> {
    let mut reminders: Vec<_> = by_unit.values().cloned().collect();
    for reminder in &mut reminders {
        for tasks in [
            &mut reminder.overdue,
            &mut reminder.soon,
            &mut reminder.silent,
        ] {
            order::sort_by(tasks, |a, b| (a.due, &a.task).cmp(&(b.due, &b.task)));
        }
    }
    order::sort_by_text(&mut reminders, |reminder| natural_key(&reminder.unit.name));
    order::sort_by(&mut reminders, |a, b| b.weight().cmp(&a.weight()));
    reminders
}

/// "Mở lớp học, hạn 31/10; Rà soát…, hạn 25/11; và 3 việc nữa".
fn named(tasks: &[Reminded]) -> String {
    let mut names: Vec<_> = tasks
        .iter()
        .take(NAMED)
        .map(|task| match task.due {
            Some(due) => format!(
                "{}, hạn {:02}/{:02}",
                clipped(&task.text),
                due.day(),
                due.month()
            ),
            None => clipped(&task.text),
        })
        .collect();
    if let Some(n_more @ 1..) = tasks.len().checked_sub(NAMED) {
        names.push(format!("và {n_more} việc nữa"));
    }
    names.join("; ")
}

/// The beginning, ending with a whole word.
fn clipped(text: &str) -> String {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    if text.chars().count() <= TASK_CHARS {
        return text.to_owned();
    }
    let mut beginning = String::new();
    for word in text.split_whitespace() {
        if beginning.chars().count() + word.chars().count() >= TASK_CHARS {
            break;
        }
        if !beginning.is_empty() {
            beginning.push(' ');
        }
        beginning += word;
    }
    beginning + "…"
}
