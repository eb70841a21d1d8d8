//! A plan as an official paper: its outline written out again as the document it came from, so that
//! reading the paper gives the same plan.

mod annex;

use model::{
    formalities::System,
    plan::{Node, NodeBody, Plan, Task, in_reading_order},
    text::fold,
};

use crate::write::{Annex, Block, Paper, Signatory};

/// The name of the type, above the title.
const KIND: &str = "KẾ HOẠCH";

/// Nodes that stand at the top, each with what is under it, with depths from 0.
type Part<'a> = Vec<(usize, &'a Node)>;

pub fn paper(plan: &Plan, nodes: &[Node]) -> Paper {
    let ordered = in_reading_order(nodes);
    let parts = parts(&ordered);
    let (annexes, parts): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| is_annex(part));
    let n_bases = parts.iter().take_while(|part| is_sentence(part)).count();
    // A plan without any heading is all body.
    let (bases, body) = parts.split_at(if n_bases == parts.len() { 0 } else { n_bases });
    let formalities = &plan.formalities;
    Paper {
        system: formalities.system,
        superior: None,
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
            .flat_map(|part| blocks(part, formalities.system))
            .collect(),
        recipients: formalities.recipients.clone(),
        signatory: Signatory {
            authority: formalities.authority.clone(),
            capacity: formalities.capacity.clone(),
            position: formalities.position.clone(),
            name: formalities.signer.clone(),
        },
        annexes: annexes
            .iter()
            .map(|part| annex::annex(plan, part))
            .collect::<Vec<Annex>>(),
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

/// A paragraph under no heading, before the first.
fn is_sentence(part: &Part) -> bool {
    matches!(part.as_slice(), [(_, node)] if node.body == NodeBody::Paragraph && node.label.is_none())
}

/// "UBND xã Đồng Lúa" stands in full at the head of a paper.
fn full_name(body: &str) -> String {
    let full = body
        .replace("UBND", "Ủy ban nhân dân")
        .replace("HĐND", "Hội đồng nhân dân");
    full.to_uppercase()
}

fn blocks(part: &Part, system: System) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (depth, node) in part {
        let text = labelled(node, system);
        match &node.body {
            NodeBody::Section => blocks.push(Block::Heading {
                level: u8::try_from(depth + 1).unwrap_or(u8::MAX),
                text,
            }),
            NodeBody::Target(_) => blocks.push(Block::Paragraph { text }),
            NodeBody::Paragraph if *depth > 0 && node.label.is_none() => {
                blocks.push(dash(&node.text));
            }
            NodeBody::Paragraph => blocks.push(Block::Paragraph { text }),
            NodeBody::Task(task) => {
                blocks.push(Block::Paragraph { text });
                blocks.extend(task.actions.iter().map(|action| dash(action)));
                blocks.extend(facts(task).map(|(name, words)| dash(&format!("{name}: {words}"))));
            }
        }
    }
    blocks
}

fn dash(text: &str) -> Block {
    Block::Paragraph {
        text: format!("- {text}"),
    }
}

/// What is known of a task besides its words, under the names that plans use.
fn facts(task: &Task) -> impl Iterator<Item = (&'static str, String)> {
    let said = |name, words: String| (!words.trim().is_empty()).then_some((name, words));
    [
        said("Đơn vị chủ trì", task.lead.join("; ")),
        said("Đơn vị phối hợp", task.coordinating.join("; ")),
        said("Đơn vị thực hiện", task.implementing.join("; ")),
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
