//! An annex of a plan: the table of its tasks, with a row over each group of them.

use model::{
    day::written,
    plan::{Node, NodeBody, Plan, Task},
};

use super::Part;
use crate::write::{Annex, Block, Row};

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
const LABEL_WIDTH: u16 = 5;
const TEXT_WIDTH: u16 = 36;

pub fn annex(plan: &Plan, part: &Part) -> Annex {
    let (head, below) = part
        .split_first()
        .map_or((None, part.as_slice()), |(head, below)| {
            (Some(head.1), below)
        });
    let tasks: Vec<&Task> = below.iter().filter_map(|(_, node)| node.task()).collect();
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .filter(|column| {
            tasks
                .iter()
                .any(|task| !(column.words)(task).trim().is_empty())
        })
        .collect();
    let mut blocks = Vec::new();
    for (_, node) in below {
        match &node.body {
            NodeBody::Paragraph | NodeBody::Target(_) => blocks.push(Block::Paragraph {
                text: super::labelled(node, plan.formalities.system),
            }),
            NodeBody::Section => push(&mut blocks, &columns, group(node)),
            NodeBody::Task(task) => push(&mut blocks, &columns, row(node, task, &columns)),
        }
    }
    Annex {
        title: head.map(|head| head.text.clone()).unwrap_or_default(),
        caption: Some(caption(plan)),
        blocks,
    }
}

/// Adds a row to the table that is open, or opens one.
fn push(blocks: &mut Vec<Block>, columns: &[&Column], row: Row) {
    if let Some(Block::Table { rows, .. }) = blocks.last_mut() {
        rows.push(row);
        return;
    }
    let heads = columns.iter().map(|column| column.head.to_owned());
    let widths = columns.iter().map(|column| column.width);
    blocks.push(Block::Table {
        widths: [LABEL_WIDTH, TEXT_WIDTH]
            .into_iter()
            .chain(widths)
            .collect(),
        head: ["TT".to_owned(), "Nội dung nhiệm vụ".to_owned()]
            .into_iter()
            .chain(heads)
            .collect(),
        rows: vec![row],
    });
}

fn group(node: &Node) -> Row {
    Row {
        cells: vec![node.label.clone().unwrap_or_default(), node.text.clone()],
        heading: true,
    }
}

fn row(node: &Node, task: &Task, columns: &[&Column]) -> Row {
    let mut text = node.text.clone();
    for action in &task.actions {
        text.push_str("\n- ");
        text.push_str(action);
    }
    let mut cells = vec![node.label.clone().unwrap_or_default(), text];
    cells.extend(columns.iter().map(|column| (column.words)(task)));
    Row {
        cells,
        heading: false,
    }
}

/// "Kèm theo Kế hoạch số 57/KH-UBND ngày 08 tháng 7 năm 2025 của UBND xã Đồng Lúa".
fn caption(plan: &Plan) -> String {
    let mut words = "Kèm theo Kế hoạch".to_owned();
    if let Some(number) = plan.written_number() {
        words.push_str(&format!(" số {number}"));
    }
    if let Some(day) = plan.date {
        words.push_str(&format!(" {}", written(day)));
    }
    if let Some(body) = &plan.issuing_body {
        words.push_str(&format!(" của {body}"));
    }
    words
}
