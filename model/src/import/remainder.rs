//! What else the plan says: the paragraphs before its first heading, and those of its body that no
//! other part of the draft holds.

use std::collections::HashSet;

use super::block;
use super::document;
use super::draft::{Item, PlanDraft};
use super::outline::{Node, Outline, Role};
use super::part::Parts;

/// Legal bases and the sentence that leads over to the plan, as paragraphs.
pub fn preamble(parts: &Parts<'_>) -> Vec<Item> {
    let blocks = block::blocks(document::preamble(parts.head));
    blocks
        .into_iter()
        .filter(|block| block.table.is_none() && !block.text.is_empty())
        .map(|block| Item {
            label: None,
            text: block.text,
            line: block.line,
        })
        .collect()
}

/// The sentences after the last part.
pub fn closing(outline: &Outline) -> Vec<Item> {
    let closing = outline
        .with_role(Role::Closing)
        .filter(|(_, node)| !node.text.is_empty());
    closing.map(|(_, node)| item(node)).collect()
}

/// Paragraphs that would be lost if only the parts above were kept.
pub fn remainder(outline: &Outline, draft: &PlanDraft) -> Vec<Item> {
    let said = lines_said(draft);
    let owners: HashSet<usize> = (draft.tasks.iter().map(|task| task.line))
        .chain(draft.targets.iter().map(|target| target.line))
        .collect();
    let left = outline.nodes.iter().filter(|node| {
        let is_owned = || {
            outline
                .upwards(node)
                .any(|above| owners.contains(&above.line))
        };
        node.table.is_none()
            && !matches!(node.role, Role::Funding | Role::Closing)
            && !node.text.is_empty()
            && !said.contains(&node.line)
            && !is_owned()
    });
    left.map(item).collect()
}

fn item(node: &Node) -> Item {
    Item {
        label: node.name().map(str::to_owned),
        text: node.text.clone(),
        line: node.line,
    }
}

/// The source lines on which the other parts of the draft stand.
fn lines_said(draft: &PlanDraft) -> HashSet<usize> {
    let items = draft.purposes.iter().chain(&draft.requirements);
    let duties = draft.units.iter().flat_map(|unit| &unit.duties);
    (items.chain(&draft.contents).map(|item| item.line))
        .chain(draft.sections.iter().map(|section| section.line))
        .chain(draft.targets.iter().map(|target| target.line))
        .chain(draft.tasks.iter().map(|task| task.line))
        .chain(draft.units.iter().map(|unit| unit.line))
        .chain(duties.map(|duty| duty.line))
        .chain(draft.funding.iter().map(|funding| funding.line))
        .collect()
}
