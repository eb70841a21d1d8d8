//! Tables: tasks with a row over each group of them and a column for whatever is known of any; and
//! targets, a column a year.

use model::{
    plan::{Comparator, Node, Target, Task},
    text::written_number,
};

use super::label;
use crate::write::{Block, Row};

/// A column with its head, its width beside the others, and what it says of a task.
struct Column {
    head: &'static str,
    width: u16,
    words: fn(&Task) -> String,
}

const COLUMNS: [Column; 6] = [
    Column {
        head: "Đơn vị chủ trì",
        width: 14,
        words: |task| task.lead.join("; "),
    },
    Column {
        head: "Đơn vị phối hợp",
        width: 16,
        words: |task| task.coordinating.join("; "),
    },
    Column {
        head: "Đơn vị thực hiện",
        width: 16,
        words: |task| task.implementing.join("; "),
    },
    Column {
        head: "Thời gian thực hiện",
        width: 13,
        words: |task| task.schedule.raw.clone(),
    },
    Column {
        head: "Sản phẩm",
        width: 14,
        words: |task| task.output.clone().unwrap_or_default(),
    },
    Column {
        head: "Ghi chú",
        width: 10,
        words: |task| task.note.clone().unwrap_or_default(),
    },
];
const LABEL_WIDTH: u16 = 6;
const TEXT_WIDTH: u16 = 36;

/// One row a node: tasks as they are, anything else as the name of a group.
pub fn of_tasks(nodes: &[(usize, &Node)]) -> Block {
    let tasks: Vec<&Task> = nodes.iter().filter_map(|(_, node)| node.task()).collect();
    let is_known = |column: &&Column| {
        let said = |task: &&Task| !(column.words)(task).trim().is_empty();
        tasks.iter().any(said)
    };
    let columns: Vec<&Column> = COLUMNS.iter().filter(is_known).collect();
    let heads = columns.iter().map(|column| column.head);
    let widths = columns.iter().map(|column| column.width);
    Block::Table {
        widths: [LABEL_WIDTH, TEXT_WIDTH]
            .into_iter()
            .chain(widths)
            .collect(),
        head: ["TT", "Nội dung nhiệm vụ"]
            .into_iter()
            .chain(heads)
            .map(str::to_owned)
            .collect(),
        rows: nodes
            .iter()
            .map(|(_, node)| match node.task() {
                Some(task) => row(node, task, &columns),
                None => group(node),
            })
            .collect(),
    }
}

fn group(node: &Node) -> Row {
    Row {
        cells: vec![node.label.clone().unwrap_or_default(), node.text.clone()],
        heading: true,
    }
}

fn row(node: &Node, task: &Task, columns: &[&Column]) -> Row {
    let text = label::task_lines(node, task).join("\n- ");
    let mut cells = vec![node.label.clone().unwrap_or_default(), text];
    cells.extend(columns.iter().map(|column| (column.words)(task)));
    Row {
        cells,
        heading: false,
    }
}

/// Targets whose words do not say their number: a row for each of their words, a column a year.
pub fn of_targets<'a>(nodes: impl Iterator<Item = &'a Node>) -> Block {
    let targets: Vec<(&Node, &Target)> = nodes
        .filter_map(|node| Some((node, node.target()?)))
        .collect();
    let mut years: Vec<Option<i32>> = targets.iter().map(|(_, target)| target.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut rows: Vec<Row> = Vec::new();
    for (node, target) in &targets {
        let label = node.label.clone().unwrap_or_default();
        let unit = target.unit.clone().unwrap_or_default();
        let head = [label, node.text.clone(), unit];
        if !rows.iter().any(|row| row.cells.starts_with(&head)) {
            let mut cells = head.to_vec();
            cells.resize(head.len() + years.len(), String::new());
            rows.push(Row {
                cells,
                heading: false,
            });
        }
        let row = rows.iter_mut().find(|row| row.cells.starts_with(&head));
        let year = years.iter().position(|year| *year == target.year);
        let cell = row
            .zip(year)
            .and_then(|(row, year)| row.cells.get_mut(head.len() + year));
        if let Some(cell) = cell {
            *cell = value(target);
        }
    }
    let heads = years.iter().map(|year| match year {
        Some(year) => format!("Mục tiêu năm {year}"),
        None => "Mục tiêu".to_owned(),
    });
    Block::Table {
        widths: [LABEL_WIDTH, TEXT_WIDTH, 10]
            .into_iter()
            .chain(years.iter().map(|_| 12))
            .collect(),
        head: ["TT", "Chỉ tiêu", "Đơn vị tính"]
            .map(str::to_owned)
            .into_iter()
            .chain(heads)
            .collect(),
        rows,
    }
}

/// "≥ 80": the sign is read as it was meant.
fn value(target: &Target) -> String {
    let sign = match target.comparator {
        Comparator::Eq => "",
        Comparator::Gt => "> ",
        Comparator::Gte => "≥ ",
        Comparator::Lt => "< ",
        Comparator::Lte => "≤ ",
    };
    let strives = if target.aspirational {
        "Phấn đấu "
    } else {
        ""
    };
    let number = target.value.map(written_number).unwrap_or_default();
    format!("{strives}{sign}{number}")
}
