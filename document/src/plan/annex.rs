//! An annex of a plan: the table of its tasks, with whatever else stands there.

use model::{
    day::written,
    plan::{Node, NodeBody, Plan},
};

use super::{Part, table};
use crate::write::{Annex, Block};

pub fn annex(plan: &Plan, part: &Part) -> Annex {
    let head = part.first().map(|(_, node)| node.text.clone());
    let mut blocks = Vec::new();
    let mut rest = part.get(1..).unwrap_or_default();
    while let Some((_, node)) = rest.first() {
        let n_rows = rest.iter().take_while(|(_, node)| is_row(node)).count();
        if n_rows == 0 {
            blocks.push(Block::Paragraph {
                text: super::labelled(node, plan.formalities.system),
            });
            rest = &rest[1..];
        } else {
            blocks.push(table::of_tasks(&rest[..n_rows]));
            rest = &rest[n_rows..];
        }
    }
    Annex {
        title: head.unwrap_or_default(),
        caption: Some(caption(plan)),
        blocks,
    }
}

fn is_row(node: &Node) -> bool {
    matches!(node.body, NodeBody::Section | NodeBody::Task(_))
}

/// "Kèm theo Kế hoạch số 57/KH-UBND ngày 08 tháng 7 năm 2025 của UBND xã Đồng Lúa".
fn caption(plan: &Plan) -> String {
    let mut words = "Kèm theo Kế hoạch".to_owned();
    match (&plan.number, &plan.symbol) {
        (None, Some(symbol)) => words.push_str(&format!(" số ……/{symbol}")),
        _ => words.extend(plan.written_number().map(|number| format!(" số {number}"))),
    }
    if let Some(day) = plan.date {
        words.push_str(&format!(" {}", written(day)));
    }
    if let Some(body) = &plan.issuing_body {
        words.push_str(&format!(" của {body}"));
    }
    words
}
