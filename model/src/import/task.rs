//! Tasks: the lowest labelled nodes of their part, or the rows of a table that lists them.

use super::draft::{LeadSource, Task};
use super::field;
use super::outline::{Node, Outline, Role, join_labels};
use super::table::Column;
use super::task_group::OpenGroups;
use super::{sentence, unit_name};
use crate::schedule::{Schedule, ScheduleKind};

mod in_rows;
mod in_table;

pub use in_rows::in_rows;
pub use in_table::in_table;

/// No plan has more; a text that does is not one, and a person could not check it.
pub const MOST_TASKS: usize = 5_000;

/// The tasks of the body: those of the tasks part, and of tables anywhere.
pub fn in_body(outline: &Outline) -> Vec<Task> {
    let mut tasks = Vec::new();
    for (index, node) in outline.nodes.iter().enumerate() {
        if tasks.len() >= MOST_TASKS {
            break;
        }
        let place = Place::of(outline, index);
        if let Some(table) = &node.table {
            tasks.extend(in_table(table, &place));
        } else if node.role == Role::Task && is_task(outline, index, node) {
            tasks.push(in_text(outline, index, node, &place));
        }
    }
    if tasks.is_empty() {
        tasks = unlabelled(outline);
    }
    tasks
}

/// "Tháng 6" in a plan of one year is June of that year.
pub fn date_in_year(tasks: &mut [Task], plan_years: &[i32]) {
    let [year] = plan_years else { return };
    for task in tasks {
        let undated = task.schedule.start.is_none() && task.schedule.end.is_none();
        let Some(raw) = task.time_raw.as_deref().filter(|_| undated) else {
            continue;
        };
        let bare = raw.trim_end_matches(['.', ';', ' ']);
        let words = match task.schedule.kind {
            ScheduleKind::Year => format!("Năm {year}"),
            _ => format!("{bare} năm {year}"),
        };
        let dated = Schedule::read(&words);
        if is_bounded(task.schedule.kind) && is_bounded(dated.kind) && dated.end.is_some() {
            task.schedule = Schedule {
                raw: task.schedule.raw.clone(),
                ..dated
            };
        }
    }
}

fn is_bounded(kind: ScheduleKind) -> bool {
    matches!(
        kind,
        ScheduleKind::ByMonth
            | ScheduleKind::Quarter
            | ScheduleKind::Year
            | ScheduleKind::BeforeMonth
            | ScheduleKind::BeforeDate
            | ScheduleKind::Date
            | ScheduleKind::Range
    )
}

/// Where a task stands: the label of its section, and of the groups between.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub section: Option<String>,
    pub groups: Vec<String>,
    /// The headings met inside a table, with their titles.
    pub table_groups: OpenGroups,
}

impl Place {
    fn of(outline: &Outline, index: usize) -> Place {
        let above = outline.nodes.get(index).and_then(|node| node.parent);
        let path = above.map(|above| outline.path(above)).unwrap_or_default();
        let mut labels = path.into_iter().map(str::to_owned);
        Place {
            section: labels.next(),
            groups: labels.collect(),
            table_groups: OpenGroups::default(),
        }
    }

    /// Section, groups and own label; "1.3" already says its group "1".
    fn id(&self, number: Option<&str>, nth: usize) -> String {
        let own = number.map_or_else(|| nth.to_string(), str::to_owned);
        let mut labels: Vec<&str> = self.section.as_deref().into_iter().collect();
        labels.extend(self.groups.iter().map(String::as_str));
        labels.extend(self.table_groups.all().iter().map(|g| g.label.as_str()));
        labels.push(&own);
        join_labels(&labels)
    }
}

fn is_task(outline: &Outline, index: usize, node: &Node) -> bool {
    let holds_table = outline.children(index).any(|(_, child)| {
        child
            .table
            .as_ref()
            .is_some_and(|table| in_table::head(table).is_some())
    });
    let holds_tasks = outline
        .children(index)
        .any(|(_, child)| child.name().is_some() && !field::is_only_fields(&child.text));
    node.parent.is_some()
        && node.name().is_some()
        && !holds_tasks
        && !field::is_only_fields(&node.text)
        && !holds_table
        && !node.text.is_empty()
}

fn in_text(outline: &Outline, index: usize, node: &Node, place: &Place) -> Task {
    let number = node.name().map(str::to_owned);
    let mut task = Task {
        id: place.id(number.as_deref(), index),
        section: place.section.clone(),
        number,
        line: node.line,
        ..Task::default()
    };
    let own = field::split(&node.text);
    task.text = own.before;
    fill(&mut task, own.fields);
    for (_, child) in outline.children(index) {
        let read = field::split(&child.text);
        if read.before.is_empty() || read.fields.is_empty() {
            if read.fields.is_empty() && !take_assignment(&mut task, child) {
                add_words(&mut task, child);
            }
        } else {
            task.actions.push(read.before);
        }
        fill(&mut task, read.fields);
    }
    finish(&mut task);
    task
}

/// A paragraph in brackets that says who does the task, and until when, is no part of its words.
fn take_assignment(task: &mut Task, child: &Node) -> bool {
    let text = child.text.trim_end_matches(['.', ';']);
    if child.label.is_some() || !(text.starts_with('(') && text.ends_with(')')) {
        return false;
    }
    let said = sentence::read(text);
    if said.lead.is_empty() && said.implementing.is_empty() {
        return false;
    }
    if task.lead.is_empty() && !said.lead.is_empty() {
        task.lead = said.lead;
        task.lead_source = LeadSource::Inline;
    }
    task.coordinating.extend(said.coordinating);
    task.implementing.extend(said.implementing);
    task.time_raw = task.time_raw.take().or(said.time);
    true
}

/// A dash is an action; a plain paragraph goes on with the text of the task.
fn add_words(task: &mut Task, child: &Node) {
    if child.label.is_some() {
        task.actions.push(child.text.clone());
    } else if !child.text.is_empty() {
        task.text.push(' ');
        task.text.push_str(&child.text);
    }
}

fn fill(task: &mut Task, fields: Vec<(Column, String)>) {
    for (column, value) in fields {
        let inner = field::split(&value);
        let names_both = column == Column::Lead
            && inner
                .fields
                .iter()
                .any(|(own, _)| matches!(own, Column::Lead | Column::Coordinating));
        if names_both {
            // "Chủ trì: Trạm y tế; phối hợp: Đoàn xã" in the one column for both.
            put(task, Column::Lead, &inner.before);
            for (column, value) in inner.fields {
                put(task, column, &value);
            }
        } else {
            put(task, column, &value);
        }
    }
}

fn put(task: &mut Task, column: Column, value: &str) {
    let value = value.trim().to_owned();
    if value.is_empty() {
        return;
    }
    match column {
        Column::Lead if task.lead.is_empty() => {
            // "Phân công: Phòng … chủ trì, phối hợp với …" is a sentence, not a list.
            let said = sentence::read(&value);
            if said.lead.is_empty() {
                task.lead = unit_name::split(&value);
            } else {
                task.lead = said.lead;
                task.coordinating.extend(said.coordinating);
            }
            task.lead_source = LeadSource::Inline;
        }
        Column::Lead => task.implementing.extend(unit_name::split(&value)),
        Column::Coordinating => task.coordinating.extend(unit_name::split(&value)),
        Column::Time => task.time_raw = Some(value),
        Column::Output => task.output = Some(value),
        Column::Note => task.note = Some(value),
        Column::Text => task.actions.push(value),
        Column::Label | Column::Other => {}
    }
}

fn finish(task: &mut Task) {
    let said = sentence::read(&task.text);
    if task.lead.is_empty() && !said.lead.is_empty() {
        task.lead = said.lead;
        task.lead_source = LeadSource::Inline;
    }
    if task.lead_source == LeadSource::Inline || task.lead.is_empty() {
        let also = [
            (&mut task.coordinating, said.coordinating),
            (&mut task.implementing, said.implementing),
        ];
        for (names, said) in also {
            if names.is_empty() {
                *names = said;
            }
        }
    }
    if task.lead.is_empty() && task.implementing.is_empty() && task.coordinating.is_empty() {
        let said = sentence::subject(&task.text);
        task.lead = said.lead;
        task.coordinating = said.coordinating;
        if !task.lead.is_empty() {
            task.lead_source = LeadSource::Inline;
        }
    }
    task.time_raw = task.time_raw.take().or(said.time);
    task.schedule = Schedule::read(task.time_raw.as_deref().unwrap_or_default());
    task.title = title(&task.text);
}

/// The first clause of a text, or as many of its words as fit on a line.
fn title(text: &str) -> String {
    const LONGEST: usize = 100;
    let clause = text.split([':', ';']).next().unwrap_or(text);
    let clause = clause
        .split(". ")
        .next()
        .unwrap_or(clause)
        .trim()
        .trim_end_matches('.');
    if clause.chars().count() <= LONGEST {
        return clause.to_owned();
    }
    let mut title = String::new();
    for word in clause.split(' ') {
        if title.chars().count() + word.chars().count() > LONGEST {
            break;
        }
        title.push_str(word);
        title.push(' ');
    }
    format!("{}…", title.trim_end())
}

/// A tasks part that numbers nothing: its dashes are the tasks.
fn unlabelled(outline: &Outline) -> Vec<Task> {
    let inside = outline.with_role(Role::Task).filter(|(_, node)| {
        node.parent.is_some() && node.name().is_none() && !node.text.is_empty()
    });
    let tasks = inside
        .take(MOST_TASKS)
        .enumerate()
        .map(|(nth, (index, node))| {
            let place = Place::of(outline, index);
            let mut task = in_text(outline, index, node, &place);
            task.id = place.id(None, nth + 1);
            task
        });
    tasks.collect()
}

#[cfg(test)]
mod tests;
