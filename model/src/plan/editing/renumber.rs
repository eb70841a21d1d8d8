//! Numbering an outline anew, by the rules that documents follow (Nghị định 30/2020/NĐ-CP, Phụ lục I).

use super::{Editing, Intent};
use crate::{
    id::NodeId,
    map::Map,
    plan::{NodeField, NodeKind, Row},
    text::roman,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// I. → 1. → a)
    Letters,
    /// I. → 1. → 1.1.
    Decimal,
}

/// Điểm: the letters of the alphabet as documents count with them.
const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];

impl Numbering {
    pub const ALL: [Self; 2] = [Self::Letters, Self::Decimal];

    pub fn name(self) -> &'static str {
        match self {
            Self::Letters => "I. → 1. → a)",
            Self::Decimal => "I. → 1. → 1.1.",
        }
    }

    /// The label of the `n`th, from 1, at a depth; `above` is that of what it stands under.
    fn label(self, depth: usize, n: usize, above: Option<&str>) -> Option<String> {
        match (depth, self) {
            (0, _) => Some(roman(u32::try_from(n).ok()?)),
            (1, _) => Some(n.to_string()),
            (2, Self::Letters) => LETTERS.get(n - 1).map(|&letter| letter.to_owned()),
            (_, Self::Letters) => None,
            (_, Self::Decimal) => above.map(|above| format!("{above}.{n}")),
        }
    }
}

impl Editing<'_> {
    /// Numbers what the outline numbers: what has a number, and what was added among such. Dashes
    /// and what stands without a number stay as they are.
    pub fn renumber(&self, numbering: Numbering) -> Vec<Intent> {
        let mut counts: Map<String, usize> = Map::new();
        let mut labels: Map<&NodeId, String> = Map::new();
        let mut intents = Vec::new();
        for row in self.outline.rows().filter(|row| self.is_numbered(row)) {
            let parent = row.parent.map(|parent| &parent.id);
            let n = counts.or_default(parent.map(ToString::to_string).unwrap_or_default());
            *n += 1;
            let above = parent.and_then(|parent| labels.get(&parent));
            let Some(label) = numbering.label(row.depth, *n, above.map(String::as_str)) else {
                continue;
            };
            let bare = row.node.label.as_deref().map(bare);
            if bare != Some(label.as_str()) {
                intents.push(self.setting(row.node, NodeField::Label(Some(label.clone()))));
            }
            labels.insert(&row.node.id, label);
        }
        intents
    }

    fn is_numbered(&self, row: &Row) -> bool {
        let has_number = |row: &Row| row.node.label.as_deref().is_some_and(is_number);
        if row.node.is_withdrawn() {
            return false;
        }
        if row.node.label.is_some() {
            return has_number(row);
        }
        let kind: NodeKind = row.node.body.kind();
        row.node.edits.made_by.is_some()
            && self
                .children(row.parent, Some(row.node))
                .iter()
                .any(|sibling| sibling.node.body.kind() == kind && has_number(sibling))
    }
}

/// The label after this one, where it counts: "1.4" → "1.5", "d" → "đ".
pub(super) fn next_label(label: &str) -> Option<String> {
    let bare = bare(label);
    let start = bare
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let (before, digits) = bare.split_at_checked(start)?;
    if let Ok(number) = digits.parse::<usize>() {
        return Some(format!("{before}{}", number.checked_add(1)?));
    }
    let place = LETTERS.iter().position(|letter| *letter == bare)?;
    LETTERS.get(place + 1).map(|&letter| letter.to_owned())
}

/// A label without the mark after it.
fn bare(label: &str) -> &str {
    label.trim().trim_end_matches(['.', ')', ':', '/'])
}

fn is_number(label: &str) -> bool {
    bare(label).chars().any(char::is_alphanumeric)
}
