//! What changed between two versions of a plan, in words.

use super::{Node, NodeField, Outline, Plan, Row};
use crate::{
    id::NodeId,
    map::{Map, Set},
};
use serde::{Deserialize, Serialize};

/// Beyond this many pairs of words two texts are simply told one after the other.
const MOST_PAIRS: usize = 4_000_000;

/// What happened to one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub node: NodeId,
    /// As it is now; of one that was withdrawn, as it was.
    pub label: Option<String>,
    pub text: String,
    pub kind: Kind,
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Added,
    Withdrawn,
    /// It stands elsewhere, and may say something else as well.
    Moved,
    Changed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// "Nội dung", "Thời gian" …
    pub name: String,
    pub pieces: Vec<Piece>,
}

/// A run of words that stayed, went or came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub sort: PieceSort,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PieceSort {
    Kept,
    Gone,
    New,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "Thêm mới",
            Self::Withdrawn => "Rút khỏi kế hoạch",
            Self::Moved => "Chuyển chỗ",
            Self::Changed => "Sửa đổi",
        }
    }
}

/// The differences in reading order; what was withdrawn stands where it stood.
pub fn compare(before: &[Node], after: &[Node]) -> Vec<Difference> {
    let (before, after) = (Outline::new(before), Outline::new(after));
    let was: Map<&NodeId, &Row> = before.rows().map(|row| (&row.node.id, row)).collect();
    let is: Map<&NodeId, &Row> = after.rows().map(|row| (&row.node.id, row)).collect();
    let moved = moved(&was, &is, &before, &after);
    let mut differences = Vec::new();
    for row in &after.all {
        let id = &row.node.id;
        let difference = match (was.get(&id), is.get(&id)) {
            (None, Some(_)) => Some(told(row.node, Kind::Added, Vec::new())),
            (Some(was), None) => Some(told(was.node, Kind::Withdrawn, Vec::new())),
            (Some(was), Some(is)) => changed(was, is, moved.contains_key(&id)),
            (None, None) => None,
        };
        differences.extend(difference);
    }
    differences
}

/// What changed in the data of the plan itself, number and date of the paper aside: each version has
/// its own.
pub fn heads(before: &Plan, after: &Plan) -> Vec<FieldChange> {
    let years = |plan: &Plan| {
        let years: Vec<_> = plan.years.iter().map(ToString::to_string).collect();
        years.join(", ")
    };
    let body = |plan: &Plan| plan.issuing_body.clone().unwrap_or_default();
    let fields = [
        ("Tên kế hoạch", before.title.clone(), after.title.clone()),
        ("Cơ quan ban hành", body(before), body(after)),
        ("Năm thực hiện", years(before), years(after)),
    ];
    let changed = fields.into_iter().filter(|(_, was, is)| was != is);
    changed
        .map(|(name, was, is)| FieldChange {
            name: name.to_owned(),
            pieces: pieces(&was, &is),
        })
        .collect()
}

/// The words of two texts, in runs.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (was, is) = (words(before), words(after));
    let mut pieces = Pieces::default();
    if was.len().saturating_mul(is.len()) > MOST_PAIRS {
        pieces.add(PieceSort::Gone, before);
        pieces.add(PieceSort::New, after);
        return pieces.0;
    }
    let common = longest_common(&was, &is);
    let (mut i, mut j) = (0, 0);
    while i < was.len() || j < is.len() {
        match (was.get(i), is.get(j)) {
            (Some(gone), Some(new)) if is_same(gone, new) => {
                pieces.add(PieceSort::Kept, new);
                (i, j) = (i + 1, j + 1);
            }
            (Some(gone), new) if new.is_none() || common[i + 1][j] >= common[i][j + 1] => {
                pieces.add(PieceSort::Gone, gone);
                i += 1;
            }
            (_, Some(new)) => {
                pieces.add(PieceSort::New, new);
                j += 1;
            }
            (_, None) => break,
        }
    }
    pieces.0
}

fn told(node: &Node, kind: Kind, fields: Vec<FieldChange>) -> Difference {
    Difference {
        node: node.id.clone(),
        label: node.label.clone(),
        text: node.text.clone(),
        kind,
        fields,
    }
}

fn changed(was: &Row, is: &Row, moved: bool) -> Option<Difference> {
    let mut fields = Vec::new();
    if moved {
        let place = |row: &Row| {
            row.parent
                .map_or("(cấp cao nhất)".to_owned(), Node::heading)
        };
        fields.push(FieldChange {
            name: "Vị trí".to_owned(),
            pieces: match (place(was), place(is)) {
                (was, is) if was == is => Vec::new(),
                (was, is) => vec![
                    Piece {
                        sort: PieceSort::Gone,
                        text: was,
                    },
                    Piece {
                        sort: PieceSort::New,
                        text: is,
                    },
                ],
            },
        });
    }
    let (was, is) = (was.node, is.node);
    let gone = NodeField::changed(is, was);
    let new = NodeField::changed(was, is);
    // A field that only one kind of node has is named by one of the two lists.
    let only_gone = gone
        .iter()
        .filter(|field| new.iter().all(|new| new.name() != field.name()));
    for field in new.iter().chain(only_gone) {
        let words = |node: &Node| {
            NodeField::of(node, field.name())
                .map(|field| field.words())
                .unwrap_or_default()
        };
        let (was, is) = (words(was), words(is));
        if was != is {
            fields.push(FieldChange {
                name: field.title().to_owned(),
                pieces: pieces(&was, &is),
            });
        }
    }
    let kind = if moved { Kind::Moved } else { Kind::Changed };
    (!fields.is_empty()).then(|| told(is, kind, fields))
}

/// Nodes that stand under something else, or behind another of the siblings that were there before
/// and still are. Of those only ones that somebody moved: the rest were passed by.
fn moved<'a>(
    was: &Map<&'a NodeId, &Row<'a>>,
    is: &Map<&'a NodeId, &Row<'a>>,
    before: &Outline<'a>,
    after: &Outline<'a>,
) -> Set<&'a NodeId> {
    let elder_before = elders(before, after);
    let elder_after = elders(after, before);
    let mut moved = Set::new();
    for (id, was) in was.iter() {
        let Some(is) = is.get(id) else {
            continue;
        };
        let parent = |row: &Row<'a>| row.parent.map(|node| &node.id);
        let is_behind_another = elder_before.get(id) != elder_after.get(id);
        if parent(was) != parent(is) || (was.position != is.position && is_behind_another) {
            moved.add(*id);
        }
    }
    moved
}

/// For each node the one before it, of those under the same heading in both outlines.
fn elders<'a>(of: &Outline<'a>, other: &Outline<'a>) -> Map<&'a NodeId, Option<&'a NodeId>> {
    let parent = |row: &Row<'a>| row.parent.map(|node| node.id.clone());
    let elsewhere: Map<&NodeId, Option<NodeId>> = other
        .rows()
        .map(|row| (&row.node.id, parent(row)))
        .collect();
    let mut last: Map<String, &'a NodeId> = Map::new();
    let mut elders = Map::new();
    for row in of.rows() {
        if elsewhere.get(&&row.node.id) != Some(&parent(row)) {
            continue;
        }
        let under = parent(row).map(|id| id.0).unwrap_or_default();
        elders.insert(&row.node.id, last.get(&under).copied());
        last.insert(under, &row.node.id);
    }
    elders
}

#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn add(&mut self, sort: PieceSort, text: &str) {
        match self.0.last_mut().filter(|last| last.sort == sort) {
            Some(last) => last.text.push_str(text),
            None if text.is_empty() => {}
            None => self.0.push(Piece {
                sort,
                text: text.to_owned(),
            }),
        }
    }
}

/// Words, each with the spaces after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// The last word of a text has no space after it.
fn is_same(was: &str, is: &str) -> bool {
    was.trim_end() == is.trim_end()
}

/// How many words the rests of two texts have in common, from each place on.
fn longest_common(was: &[&str], is: &[&str]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0; is.len() + 1]; was.len() + 1];
    for i in (0..was.len()).rev() {
        for j in (0..is.len()).rev() {
            common[i][j] = if is_same(was[i], is[j]) {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

#[cfg(test)]
mod tests;
