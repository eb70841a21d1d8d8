//! Tasks in the rows of a table whose columns were poured into one stream.

use super::super::draft::{Group, LeadSource, Task};
use super::super::interleaved::Row;
use super::super::label::is_roman;
use super::super::table::Column;
use super::super::task_group::rank;
use super::{MOST_TASKS, Place, fill, finish};

/// The tasks of the rows, with the lines that are in doubt.
pub fn in_rows(rows: Vec<Row>, place: &Place) -> (Vec<Task>, Vec<usize>) {
    let mut tasks = Vec::new();
    let mut doubtful = Vec::new();
    let mut place = place.clone();
    let labels: Vec<String> = rows.iter().map(|row| row.label.clone()).collect();
    for (index, row) in rows.into_iter().enumerate().take(MOST_TASKS) {
        let bare = row.lead.is_empty() && row.time.is_empty();
        let next = labels.get(index + 1);
        let below = next.is_some_and(|next| opens(&row.label, next));
        if bare && (is_roman(&row.label) || below) {
            place.table_groups.enter(Group {
                label: row.label,
                title: row.text,
            });
            continue;
        }
        // A task closes the groups that are numbered like it.
        place.table_groups.leave(rank(&row.label));
        if row.doubtful {
            doubtful.push(row.line);
        }
        tasks.push(from_row(row, &place));
    }
    (tasks, doubtful)
}

/// Whether the next label stands below this one: "1" over "a" or "1.1".
fn opens(label: &str, next: &str) -> bool {
    let lettered = !is_letter(label) && is_letter(next);
    lettered || next.starts_with(&format!("{label}."))
}

fn is_letter(label: &str) -> bool {
    label.chars().all(char::is_lowercase) && !label.is_empty()
}

fn from_row(row: Row, place: &Place) -> Task {
    let groups = place.table_groups.all();
    let first = groups.first().map(|group| group.label.clone());
    let mut task = Task {
        id: place.id(Some(&row.label), 0),
        section: first.or_else(|| place.section.clone()),
        groups: groups.to_vec(),
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
