//! A plan as an official paper: its outline written out again as the document it came from, so that
//! reading the paper gives the same plan.

mod annex;
mod label;
mod table;

use model::{
    formalities::{Formalities, System},
    plan::{Node, NodeBody, Plan, Task, in_reading_order},
    text::fold,
};

use crate::write::{Block, Paper, Signatory};

/// The name of the type, above the title.
const KIND: &str = "KẾ HOẠCH";

/// Nodes that stand at the top, each with what is under it, with depths from 0.
type Part<'a> = Vec<(usize, &'a Node)>;

pub fn paper(plan: &Plan, nodes: &[Node]) -> Paper {
    let ordered = in_reading_order(nodes);
    let parts = parts(&ordered);
    let (annexes, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| is_annex(part));
    let n_bases = parts.iter().take_while(|part| is_basis(part)).count();
    // A plan without any heading is all body.
    let (bases, body) = parts.split_at(if n_bases == parts.len() { 0 } else { n_bases });
    let has_parts = label::has_parts(&ordered);
    let formalities = &plan.formalities;
    Paper {
        system: formalities.system,
        superior: formalities.superior.clone(),
        issuer: plan.issuing_body.as_deref().map(full_name),
        number: plan.number.clone(),
        symbol: plan.symbol.clone(),
        place: formalities.place.clone(),
        date: plan.date,
        title: plan.title.clone(),
        kind: KIND.to_owned(),
        bases: bases
            .iter()
            .flatten()
            .map(|(_, node)| node.text.clone())
            .collect(),
        body: body
            .iter()
            .flat_map(|part| blocks(part, has_parts, formalities.system))
            .collect(),
        recipients: formalities.recipients.clone(),
        signatory: signatory(formalities),
        annexes: annexes
            .iter()
            .map(|part| annex::annex(plan, part))
            .collect(),
    }
}

pub(crate) fn signatory(formalities: &Formalities) -> Signatory {
    Signatory {
        authority: formalities.authority.clone(),
        capacity: formalities.capacity.clone(),
        position: formalities.position.clone(),
        name: formalities.signer.clone(),
    }
}

fn parts<'a>(ordered: &[(usize, &'a Node)]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = Vec::new();
    for (depth, node) in ordered {
        match parts.last_mut().filter(|_| *depth > 0) {
            Some(part) => part.push((*depth, node)),
            None => parts.push(vec![(*depth, node)]),
        }
    }
    parts
}

fn is_annex(part: &Part) -> bool {
    let head = part.first().map(|(_, node)| *node);
    head.is_some_and(|head| {
        let name = head.label.as_deref().unwrap_or(&head.text);
        matches!(head.body, NodeBody::Section) && fold(name).starts_with("phu luc")
    })
}

/// A paragraph under no heading, before the first. A caption in brackets is none.
fn is_basis(part: &Part) -> bool {
    matches!(
        part.as_slice(),
        [(_, node)] if node.body == NodeBody::Paragraph
            && node.label.is_none()
            && !node.text.starts_with('(')
    )
}

/// "UBND xã Đồng Lúa" stands in full at the head of a paper.
pub(crate) fn full_name(body: &str) -> String {
    let full = body
        .replace("UBND", "Ủy ban nhân dân")
        .replace("HĐND", "Hội đồng nhân dân");
    full.to_uppercase()
}

fn blocks(part: &Part, has_parts: bool, system: System) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = part.as_slice();
    // The depth of the heading whose tasks are a table; a note may part that table.
    let mut over_table: Option<usize> = None;
    while let Some(((depth, node), after)) = rest.split_first() {
        over_table = over_table.filter(|over| depth > over);
        let n_rows = over_table.map_or(0, |over| label::n_rows(over, rest));
        if n_rows > 0 {
            blocks.push(table::of_tasks(&rest[..n_rows]));
            rest = &rest[n_rows..];
            continue;
        }
        rest = after;
        match &node.body {
            NodeBody::Section if *depth > 0 && is_named_duty(node, after) => {
                let duty = after.first().map_or("", |(_, duty)| duty.text.as_str());
                blocks.push(dash(&format!("{}: {duty}", node.text)));
                rest = after.get(1..).unwrap_or_default();
            }
            NodeBody::Section => {
                let is_part = has_parts && *depth == 0;
                blocks.push(heading(*depth, node, is_part, system));
                if !is_part && label::heads_a_table(*depth, node, after) {
                    over_table = Some(*depth);
                }
            }
            NodeBody::Target(_) if !label::says_its_value(node) => {
                let rows = rest.iter().take_while(|(_, next)| {
                    next.parent == node.parent
                        && next.target().is_some()
                        && !label::says_its_value(next)
                });
                let n_rows = rows.count();
                let targets = std::iter::once(*node).chain(rest.iter().map(|(_, node)| *node));
                blocks.push(table::of_targets(targets.take(n_rows + 1)));
                rest = &after[n_rows..];
            }
            NodeBody::Paragraph | NodeBody::Target(_) => {
                let joined = label::joined(node, after);
                rest = &after[joined.len()..];
                blocks.push(paragraph(*depth, node, joined, system));
            }
            NodeBody::Task(task) => {
                let mut lines = label::task_lines(node, task).into_iter();
                let whole = Node {
                    text: lines.next().unwrap_or_default(),
                    ..(*node).clone()
                };
                blocks.push(Block::Paragraph {
                    text: labelled(&whole, system),
                });
                blocks.extend(lines.map(|action| dash(&action)));
                let facts = facts(node, task);
                blocks.extend(facts.map(|(name, words)| dash(&format!("{name}: {words}"))));
            }
        }
    }
    blocks
}

/// A body without a number, and what it is to do: both stand on one line.
fn is_named_duty(node: &Node, after: &[(usize, &Node)]) -> bool {
    let duty = after.first().filter(|(_, duty)| {
        duty.parent.as_ref() == Some(&node.id)
            && duty.body == NodeBody::Paragraph
            && duty.label.is_none()
    });
    node.label.is_none() && duty.is_some()
}

fn heading(depth: usize, node: &Node, is_part: bool, system: System) -> Block {
    let text = match &node.label {
        Some(label) if is_part => format!("PHẦN {label}. {}", node.text),
        _ => labelled(node, system),
    };
    Block::Heading {
        level: u8::try_from(depth + 1).unwrap_or(u8::MAX),
        text,
    }
}

fn paragraph(depth: usize, node: &Node, joined: &[(usize, &Node)], system: System) -> Block {
    let text = match joined.last() {
        Some((_, last)) => {
            let texts = std::iter::once(node).chain(joined.iter().map(|(_, node)| *node));
            let mut bare: Vec<_> = texts
                .map(|node| node.text.trim_end_matches(['.', ';', ' ']))
                .collect();
            // Where both numbers stand in the same words, each target holds them all.
            bare.dedup();
            let mark = if last.text.ends_with('.') { "." } else { "" };
            format!("{}{mark}", bare.join("; "))
        }
        None => node.text.clone(),
    };
    let label = match joined {
        [] => node.label.clone(),
        _ => label::of_both(node).map(str::to_owned),
    };
    if label.is_none() && depth > 0 {
        return dash(&text);
    }
    let whole = Node {
        label,
        text,
        ..node.clone()
    };
    Block::Paragraph {
        text: labelled(&whole, system),
    }
}

fn dash(text: &str) -> Block {
    Block::Paragraph {
        text: format!("- {text}"),
    }
}

/// What is known of a task besides its words, under the names that plans use.
fn facts(node: &Node, task: &Task) -> impl Iterator<Item = (&'static str, String)> {
    // Alone in that field they would be read as leading; the words of the task say it better.
    let is_said = |name: &String| node.text.contains(name.as_str());
    let implementing = if task.lead.is_empty() && task.implementing.iter().all(is_said) {
        String::new()
    } else {
        task.implementing.join("; ")
    };
    let said = |name, words: String| (!words.trim().is_empty()).then_some((name, words));
    [
        said("Đơn vị chủ trì", task.lead.join("; ")),
        said("Đơn vị phối hợp", task.coordinating.join("; ")),
        said("Đơn vị thực hiện", implementing),
        said("Thời gian thực hiện", task.schedule.raw.clone()),
        said("Sản phẩm", task.output.clone().unwrap_or_default()),
        said("Ghi chú", task.note.clone().unwrap_or_default()),
    ]
    .into_iter()
    .flatten()
}

/// The node's words behind its label, with the mark that goes after it: Party bodies write "I-"
/// and "1-" where others write "I." and "1.".
fn labelled(node: &Node, system: System) -> String {
    let Some(label) = node.written_label() else {
        return node.text.clone();
    };
    let bare = label.trim_end_matches('.');
    let party = system == System::Party && label.ends_with('.') && !bare.contains('.');
    if party {
        format!("{bare}- {}", node.text)
    } else {
        format!("{label} {}", node.text)
    }
}

#[cfg(test)]
mod tests;
