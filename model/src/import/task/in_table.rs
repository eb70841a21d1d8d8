//! Tasks in the rows of a table that says at its head what its columns hold.

use super::super::draft::{Group, LeadSource, Task};
use super::super::label;
use super::super::table::{self, Cell, Column, Row, Table};
use super::{MOST_TASKS, Place, fill, finish};

/// The rows of a table with a head that names tasks and who does them.
pub fn in_table(table: &Table, place: &Place) -> Vec<Task> {
    let Some((first, columns)) = head(table) else {
        return Vec::new();
    };
    let mut tasks: Vec<Task> = Vec::new();
    let mut place = place.clone();
    for row in table.rows.iter().skip(first + 1) {
        if tasks.len() >= MOST_TASKS {
            break;
        }
        let read = Read::of(row, &columns);
        if let Some(group) = read.group() {
            place.table_groups.enter(group);
        } else if !read.repeats_head() && !goes_on(&read, &mut tasks) {
            tasks.extend(task(&read, &place, tasks.len()));
        }
    }
    tasks
}

/// A row with what its columns hold.
struct Read<'a> {
    row: &'a Row,
    cells: Vec<(Column, &'a Cell)>,
}

impl<'a> Read<'a> {
    fn of(row: &'a Row, columns: &[Column]) -> Read<'a> {
        Read {
            row,
            cells: columns.iter().copied().zip(&row.cells).collect(),
        }
    }

    fn text(&self, column: Column) -> Option<String> {
        let filled = |(own, cell): &&(Column, &Cell)| *own == column && !cell.is_empty();
        self.cells.iter().find(filled).map(|(_, cell)| cell.text())
    }

    fn number(&self) -> Option<String> {
        let label = self.text(Column::Label)?;
        Some(label.trim_end_matches(['.', ')']).to_owned())
    }

    /// A row with only a label and a title names the rows after it.
    fn group(&self) -> Option<Group> {
        let n_columns = self.cells.len();
        let filled = self.row.cells.iter().filter(|cell| !cell.is_empty());
        lone_group(self.row, n_columns).or_else(|| {
            let bare = n_columns > 2 && filled.count() <= 2;
            let again = self.cells.iter().any(|(_, cell)| cell.from_above);
            let title = self.text(Column::Text).filter(|_| bare && !again)?;
            Some(Group {
                label: self.number()?,
                title,
            })
        })
    }

    /// The head again, on the next page.
    fn repeats_head(&self) -> bool {
        self.cells.len() > 3 && table::columns(self.row).is_some()
    }
}

/// Whether a row only adds to the task above it.
fn goes_on(read: &Read<'_>, tasks: &mut [Task]) -> bool {
    let Some(last) = tasks.last_mut() else {
        return false;
    };
    let again = read
        .cells
        .iter()
        .any(|(column, cell)| *column == Column::Text && cell.from_above);
    if again {
        // One task over several rows: each row names further units, times or results.
        let more = read.cells.iter().filter(|(_, cell)| !cell.from_above);
        let more = more.map(|(column, cell)| (*column, joined(cell)));
        fill(last, more.collect());
        return true;
    }
    let Some(text) = read.text(Column::Text) else {
        return false;
    };
    let cut = read.number().is_none() && text.starts_with(char::is_lowercase);
    if cut {
        // A page break has cut the row; its words go on here.
        last.text = format!("{} {text}", last.text);
    }
    cut
}

fn task(read: &Read<'_>, place: &Place, nth: usize) -> Option<Task> {
    let text = read.text(Column::Text)?;
    let number = read.number();
    let groups = place.table_groups.all();
    let first = groups.first().map(|group| group.label.clone());
    let mut task = Task {
        id: place.id(number.as_deref(), nth + 1),
        section: place.section.clone().or(first),
        groups: groups.to_vec(),
        number,
        text,
        actions: actions(&read.cells),
        line: read.row.line,
        ..Task::default()
    };
    let assigned = read.cells.iter().filter(|(own, _)| *own != Column::Text);
    let fields = assigned.map(|(column, cell)| (*column, joined(cell)));
    fill(&mut task, fields.collect());
    if !task.lead.is_empty() {
        task.lead_source = LeadSource::Column;
    }
    finish(&mut task);
    Some(task)
}

/// "A. Công tác chỉ đạo" alone in a row, across all its columns.
fn lone_group(row: &Row, n_columns: usize) -> Option<Group> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let only = filled.next().filter(|_| filled.next().is_none())?;
    let text = only.text();
    let (label, title) = label::split(&text)?;
    let label = label.name()?.to_owned();
    let across = n_columns > 2 && row.cells.first().is_some_and(|cell| cell == only);
    (across && !title.is_empty()).then(|| Group {
        label,
        title: title.to_owned(),
    })
}

pub fn head(table: &Table) -> Option<(usize, Vec<Column>)> {
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

fn joined(cell: &Cell) -> String {
    cell.paragraphs.join("\n")
}

fn actions(cells: &[(Column, &Cell)]) -> Vec<String> {
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
