//! The plain parts of a plan: its headings, legal bases, purposes, requirements, contents, funding.

use super::block::{self, is_upper};
use super::document;
use super::draft::{Funding, Item, LegalBasis, Section};
use super::label::Label;
use super::legal_basis;
use super::outline::{Node, Outline, Role};
use super::part::Parts;
use crate::text::fold;

/// The headings as numbered in the source, without those that are tasks, units or sentences.
pub fn sections(parts: &Parts<'_>, outline: &Outline) -> Vec<Section> {
    let headings = outline
        .nodes
        .iter()
        .enumerate()
        .filter(|(i, node)| is_section(outline, *i, node));
    let mut sections: Vec<Section> = headings
        .map(|(index, node)| Section {
            label: outline.joined_path(index),
            title: title(node).to_owned(),
            line: node.line,
        })
        .collect();
    sections.extend(annex(parts));
    sections
}

/// The annex by its title; "PHỤ LỤC" by itself is only its label.
fn annex(parts: &Parts<'_>) -> Option<Section> {
    let mut lines = parts.annex.iter().filter(|line| !line.is_blank());
    let first = lines.next()?;
    let bare = fold(&first.text).starts_with("phu luc") && first.text.chars().count() <= 14;
    let title = lines
        .next()
        .filter(|line| bare && !line.text.starts_with('('))
        .unwrap_or(first);
    // "PHỤ LỤC: DANH MỤC NHIỆM VỤ" on one line.
    let own = title.text.split_once(": ").filter(|(label, _)| {
        let label = fold(label);
        ["phu luc", "bieu"]
            .iter()
            .any(|kind| label.starts_with(kind))
    });
    Some(Section {
        label: "Phụ lục".to_owned(),
        title: own
            .map_or(title.text.as_str(), |(_, words)| words)
            .to_owned(),
        line: title.number,
    })
}

/// A heading whose part stands on the same line ends at its colon.
fn title(node: &Node) -> &str {
    match node.text.split_once(':') {
        Some((title, rest)) if !rest.trim().is_empty() && node.children.is_empty() => title.trim(),
        _ => node.heading(),
    }
}

/// Headings are shorter than sentences.
const LONGEST_HEADING: usize = 200;

fn is_section(outline: &Outline, index: usize, node: &Node) -> bool {
    if node.name().is_none() || node.text.chars().count() > LONGEST_HEADING {
        return false;
    }
    if node.parent.is_none() {
        return true;
    }
    if outline.depth(index) > deepest(outline, index) || node.children.is_empty() {
        return false;
    }
    let opens = outline.has_named_child(index)
        || outline
            .children(index)
            .any(|(_, child)| child.table.is_some());
    match node.role {
        Role::Purpose | Role::Requirement | Role::Target => true,
        Role::Task => opens,
        _ => matches!(node.label, Some(Label::Roman(_))) && is_upper(&node.text),
    }
}

/// Headings stand on two levels, and on a third where parts hold the others.
fn deepest(outline: &Outline, index: usize) -> usize {
    let parted = outline
        .nodes
        .get(index)
        .and_then(|node| outline.upwards(node).last())
        .is_some_and(|top| matches!(top.label, Some(Label::Part(_))));
    if parted { 2 } else { 1 }
}

/// Those of the preamble, then those that the body adds.
pub fn legal_bases(parts: &Parts<'_>, outline: &Outline, own: Option<&str>) -> Vec<LegalBasis> {
    let preamble = block::blocks(document::preamble(parts.head));
    let named = preamble
        .iter()
        .map(|block| (block.text.as_str(), block.line));
    let mentioned = outline
        .nodes
        .iter()
        .map(|node| (node.text.as_str(), node.line));
    let mut found: Vec<LegalBasis> = Vec::new();
    for (text, line) in named.chain(mentioned) {
        for basis in legal_basis::scan(text, line) {
            let number = basis.number.as_deref();
            let is_own = own
                .is_some_and(|own| number.is_some_and(|n| n.split(['/', '-']).next() == Some(own)))
                && basis.raw.contains("Kế hoạch này");
            let known = found.iter().any(|earlier| earlier.number == basis.number);
            if !known && !is_own {
                found.push(basis);
            }
        }
        if found.len() >= MOST_BASES {
            break;
        }
    }
    found
}

/// No plan names more; the search among those found must stay short.
const MOST_BASES: usize = 300;

/// The sentences of a part: what is below its headings, or what stands beside a heading's colon.
pub fn items(outline: &Outline, role: Role) -> Vec<Item> {
    let inside = outline.with_role(role).filter_map(|(index, node)| {
        let text = match node.text.split_once(':') {
            Some((title, text)) if is_title(outline, index, node, title) => text.trim(),
            _ if is_title(outline, index, node, &node.text) => return None,
            _ => node.text.trim(),
        };
        (!text.is_empty()).then(|| Item {
            label: node.name().map(str::to_owned),
            text: text.to_owned(),
            line: node.line,
        })
    });
    inside.collect()
}

/// Whether the words before any colon only name the part.
fn is_title(outline: &Outline, index: usize, node: &Node, words: &str) -> bool {
    let top = node.parent.is_none();
    let opens = node.name().is_some() && outline.children(index).next().is_some();
    let folded = fold(words);
    let names = ["muc dich", "yeu cau", "noi dung"]
        .iter()
        .any(|name| folded.starts_with(name))
        && folded.chars().count() <= 40;
    top || (node.name().is_some() && names)
        || (opens && !block::ends_sentence(words) && words.len() < 120)
}

pub fn funding(outline: &Outline) -> Option<Funding> {
    let (top, node) = outline.tops(Role::Funding).next()?;
    let below = outline
        .with_role(Role::Funding)
        .filter(|(index, _)| *index != top);
    let mut texts: Vec<&str> = below
        .map(|(_, node)| node.text.as_str())
        .filter(|t| !t.is_empty())
        .collect();
    if texts.is_empty() {
        texts.extend(node.text.split_once(':').map(|(_, text)| text.trim()));
    }
    let text = texts.join(" ");
    (!text.is_empty()).then_some(Funding {
        text,
        line: node.line,
    })
}
