//! Tasks: the lowest labelled nodes of their part, or the rows of a table that lists them.

use super::draft::{Group, LeadSource, Task};
use super::field;
use super::outline::{Node, Outline, Role, join_labels};
use super::table::{self, Column, Table};
use super::{interleaved, sentence, unit_name};
use crate::schedule::Schedule;

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

/// Where a task stands: the label of its section, and of the groups between.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub section: Option<String>,
    pub groups: Vec<String>,
    /// The headings met inside a table, with their titles.
    pub table_groups: Vec<Group>,
}

impl Place {
    fn of(outline: &Outline, index: usize) -> Place {
        let above = outline.nodes.get(index).and_then(|node| node.parent);
        let path = above.map(|above| outline.path(above)).unwrap_or_default();
        let mut labels = path.into_iter().map(str::to_owned);
        Place {
            section: labels.next(),
            groups: labels.collect(),
            table_groups: Vec::new(),
        }
    }

    /// Section, groups and own label; "1.3" already says its group "1".
    fn id(&self, number: Option<&str>, nth: usize) -> String {
        let own = number.map_or_else(|| nth.to_string(), str::to_owned);
        let mut labels: Vec<&str> = self.section.as_deref().into_iter().collect();
        labels.extend(self.groups.iter().map(String::as_str));
        labels.push(&own);
        join_labels(&labels)
    }
}

fn is_task(outline: &Outline, index: usize, node: &Node) -> bool {
    let holds_table = outline.children(index).any(|(_, child)| {
        child
            .table
            .as_ref()
            .is_some_and(|table| head(table).is_some())
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
            if read.fields.is_empty() {
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
        let value = value.trim().to_owned();
        if value.is_empty() {
            continue;
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

/// The rows of a table with a head that names tasks and who does them.
pub fn in_table(table: &Table, place: &Place) -> Vec<Task> {
    let Some((first, columns)) = head(table) else {
        return Vec::new();
    };
    let mut tasks: Vec<Task> = Vec::new();
    let mut place = place.clone();
    let depth = place.groups.len();
    for row in table.rows.iter().skip(first + 1) {
        if tasks.len() >= MOST_TASKS {
            break;
        }
        let cells: Vec<(Column, &table::Cell)> = columns.iter().copied().zip(&row.cells).collect();
        let of = |column: Column| {
            let cell = cells
                .iter()
                .find(|(own, cell)| *own == column && !cell.is_empty());
            cell.map(|(_, cell)| cell.text())
        };
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let number = of(Column::Label).map(|label| label.trim_end_matches(['.', ')']).to_owned());
        if let Some(group) = lone_group(row, columns.len()) {
            enter_group(&mut place, depth, group);
            continue;
        }
        let Some(text) = of(Column::Text) else {
            continue;
        };
        let again = cells
            .iter()
            .any(|(column, cell)| *column == Column::Text && cell.from_above);
        if let Some(last) = tasks.last_mut().filter(|_| again) {
            // One task over several rows: each row names further units, times or results.
            let more = cells.iter().filter(|(_, cell)| !cell.from_above);
            fill(
                last,
                more.map(|(column, cell)| (*column, joined(cell))).collect(),
            );
            continue;
        }
        let repeated = columns.len() > 3 && table::columns(row).is_some();
        let names_group = filled <= 2 && columns.len() > 2;
        if repeated {
            continue;
        }
        if names_group && let Some(number) = number {
            enter_group(
                &mut place,
                depth,
                Group {
                    label: number,
                    title: text,
                },
            );
            continue;
        }
        let cut = number.is_none() && text.starts_with(char::is_lowercase);
        if let Some(last) = tasks.last_mut().filter(|_| cut) {
            // A page break has cut the row; its words go on here.
            last.text = format!("{} {text}", last.text);
            continue;
        }
        let id = place.id(number.as_deref(), tasks.len() + 1);
        let mut task = Task {
            id,
            section: place.section.clone(),
            groups: place.table_groups.clone(),
            number,
            text,
            line: row.line,
            ..Task::default()
        };
        task.actions = actions(&cells);
        let assigned = cells.iter().filter(|(column, _)| *column != Column::Text);
        let fields = assigned
            .map(|(column, cell)| (*column, joined(cell)))
            .collect();
        fill(&mut task, fields);
        if !task.lead.is_empty() {
            task.lead_source = LeadSource::Column;
        }
        finish(&mut task);
        tasks.push(task);
    }
    tasks
}

/// "A. Công tác chỉ đạo" alone in a row, across all its columns.
fn lone_group(row: &table::Row, n_columns: usize) -> Option<Group> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    let text = only.text();
    let (label, title) = super::label::split(&text)?;
    let label = label.name()?.to_owned();
    let across = n_columns > 2 && row.cells.first().is_some_and(|cell| cell == only);
    (across && !title.is_empty()).then(|| Group {
        label,
        title: title.to_owned(),
    })
}

fn head(table: &Table) -> Option<(usize, Vec<Column>)> {
    let rows = table.rows.iter().take(4).enumerate();
    let heads = rows.filter_map(|(index, row)| Some((index, table::columns(row)?)));
    // A head of two rows says in the second what the first only groups.
    let kinds = |columns: &[Column]| {
        let mut kinds: Vec<Column> = Vec::new();
        for column in columns {
            if *column != Column::Other && !kinds.contains(column) {
                kinds.push(*column);
            }
        }
        kinds.len()
    };
    heads.reduce(|best, next| {
        let follows = next.0 == best.0 + 1;
        if follows && kinds(&next.1) >= kinds(&best.1) {
            next
        } else {
            best
        }
    })
}

/// A row with only a label and a title opens a group; the same kind of label opens the next one.
fn enter_group(place: &mut Place, depth: usize, group: Group) {
    if place.section.is_none() {
        place.section = Some(group.label.clone());
    } else {
        place.groups.truncate(depth);
        place.groups.push(group.label.clone());
    }
    place.table_groups = vec![group];
}

fn joined(cell: &table::Cell) -> String {
    cell.paragraphs.join("\n")
}

fn actions(cells: &[(Column, &table::Cell)]) -> Vec<String> {
    let text = cells.iter().find(|(column, _)| *column == Column::Text);
    let paragraphs = text
        .map(|(_, cell)| cell.paragraphs.as_slice())
        .unwrap_or_default();
    let dashed = paragraphs.iter().filter_map(|paragraph| {
        let action = paragraph.strip_prefix(['-', '–', '+'])?.trim_start();
        (!action.is_empty()).then(|| action.to_owned())
    });
    dashed.collect()
}

/// The rows of a table whose columns were poured into one stream; with the lines that are in doubt.
pub fn in_rows(rows: Vec<interleaved::Row>, place: &Place) -> (Vec<Task>, Vec<usize>) {
    let mut tasks = Vec::new();
    let mut doubtful = Vec::new();
    let mut place = place.clone();
    let mut roman = false;
    let letters: Vec<bool> = rows.iter().map(|row| is_letter(&row.label)).collect();
    for (index, row) in rows.into_iter().enumerate().take(MOST_TASKS) {
        let bare = row.lead.is_empty() && row.time.is_empty();
        if super::label::is_roman(&row.label) && bare {
            place.groups = vec![row.label.clone()];
            place.table_groups = vec![Group {
                label: row.label,
                title: row.text,
            }];
            roman = true;
            continue;
        }
        let letter = is_letter(&row.label);
        let opens_letters = !letter && letters.get(index + 1) == Some(&true);
        if !letter {
            place.groups.truncate(usize::from(roman));
            place.table_groups.truncate(usize::from(roman));
        }
        if bare && opens_letters {
            place.groups.push(row.label.clone());
            place.table_groups.push(Group {
                label: row.label,
                title: row.text,
            });
            continue;
        }
        if row.doubtful {
            doubtful.push(row.line);
        }
        tasks.push(from_row(row, &place));
    }
    (tasks, doubtful)
}

fn is_letter(label: &str) -> bool {
    label.chars().all(char::is_lowercase) && !label.is_empty()
}

fn from_row(row: interleaved::Row, place: &Place) -> Task {
    let mut task = Task {
        id: place.id(Some(&row.label), 0),
        section: place.groups.first().or(place.section.as_ref()).cloned(),
        groups: place.table_groups.clone(),
        number: Some(row.label),
        text: row.text,
        line: row.line,
        ..Task::default()
    };
    let fields = [
        (Column::Lead, row.lead),
        (Column::Coordinating, row.coordinating),
        (Column::Time, row.time),
        (Column::Output, row.output),
    ];
    fill(&mut task, fields.into());
    if !task.lead.is_empty() {
        task.lead_source = LeadSource::Column;
    }
    finish(&mut task);
    task
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
