//! The outline that the places of nodes amount to. It is well formed whatever people did without
//! having seen each other, and the same everywhere (docs/decisions/0015).

use super::{Node, Position};
use crate::{
    clock::Stamp,
    id::{NodeId, RecordId},
    map::Map,
    order,
};

/// A plan's nodes in reading order.
#[derive(Clone, Debug, Default)]
pub struct Outline<'a> {
    /// All of them, what was withdrawn among them.
    pub all: Vec<Row<'a>>,
}

#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub node: &'a Node,
    pub depth: usize,
    /// What it stands under, which is not always what it was put under.
    pub parent: Option<&'a Node>,
    /// Where among its siblings.
    pub position: &'a Position,
    /// It could not stay where it was put: moves that did not know of each other made a circle, or
    /// what it was put under is not here.
    pub strayed: bool,
    /// It was withdrawn, and so was all that stands under it.
    pub gone: bool,
}

/// A node while it is being put in its place.
struct Placed<'a> {
    node: &'a Node,
    parent: Option<usize>,
    position: &'a Position,
    strayed: bool,
    /// It stands where it was made, and its moves do not count.
    fell_back: bool,
}

impl<'a> Outline<'a> {
    pub fn new(nodes: impl IntoIterator<Item = &'a Node>) -> Self {
        let mut placed = place(nodes.into_iter().collect());
        while let Some(circle) = find_circle(&placed) {
            break_open(&mut placed, &circle);
        }
        let order = in_order(&placed);
        let shown = shown(&placed, &order);
        let row = |(depth, index): (usize, usize)| {
            let place = &placed[index];
            Row {
                node: place.node,
                depth,
                parent: place.parent.map(|parent| placed[parent].node),
                position: place.position,
                strayed: place.strayed,
                gone: !shown[index],
            }
        };
        Self {
            all: order.into_iter().map(row).collect(),
        }
    }

    /// What the plan says; and headings that were withdrawn while there is still something under
    /// them that was not.
    pub fn rows(&self) -> impl Iterator<Item = &Row<'a>> {
        self.all.iter().filter(|row| !row.gone)
    }

    /// The rest of what was withdrawn.
    pub fn withdrawn(&self) -> impl Iterator<Item = &Row<'a>> {
        self.all.iter().filter(|row| row.gone)
    }
}

/// Nodes in reading order, each with its depth: parents before children, siblings by position.
pub fn in_reading_order(nodes: &[Node]) -> Vec<(usize, &Node)> {
    let outline = Outline::new(nodes);
    outline.rows().map(|row| (row.depth, row.node)).collect()
}

/// Each under what it was put under.
fn place(mut nodes: Vec<&Node>) -> Vec<Placed<'_>> {
    order::sort_by(&mut nodes, |a, b| a.id.cmp(&b.id));
    let places: Map<&NodeId, usize> = nodes.iter().map(|node| &node.id).zip(0..).collect();
    nodes
        .iter()
        .map(|node| {
            let parent = node
                .parent
                .as_ref()
                .and_then(|parent| places.get(&parent))
                .copied();
            Placed {
                node,
                parent,
                position: &node.position,
                strayed: parent.is_none() && node.parent.is_some(),
                fell_back: false,
            }
        })
        .collect()
}

/// Nodes that stand under each other in a circle, if there are any.
fn find_circle(placed: &[Placed]) -> Option<Vec<usize>> {
    let mut seen_from: Vec<Option<usize>> = vec![None; placed.len()];
    for start in 0..placed.len() {
        let mut next = Some(start);
        while let Some(index) = next.filter(|index| seen_from[*index].is_none()) {
            seen_from[index] = Some(start);
            next = placed[index].parent;
        }
        if let Some(closing) = next.filter(|index| seen_from[*index] == Some(start)) {
            let mut circle = vec![closing];
            let mut next = placed[closing].parent;
            while let Some(index) = next.filter(|index| *index != closing) {
                circle.push(index);
                next = placed[index].parent;
            }
            return Some(circle);
        }
    }
    None
}

/// Of the moves that made the circle the last one does not count: its node stands where it was made.
/// No circle is made of such nodes alone, for each was made under something that was there already,
/// so this comes to an end.
fn break_open(placed: &mut [Placed], circle: &[usize]) {
    let moved = circle.iter().copied().filter_map(|index| {
        let rank = last_move(placed[index].node).filter(|_| !placed[index].fell_back)?;
        Some((rank, index))
    });
    let Some((_, last)) = moved.max() else {
        // Records that nobody could have made; still an outline.
        let first = circle.iter().copied().min().unwrap_or_default();
        placed[first].parent = None;
        placed[first].strayed = true;
        return;
    };
    let node = placed[last].node;
    let origin = node.edits.origin.as_ref();
    let parent = origin.and_then(|origin| origin.parent.as_ref());
    let parent = parent.and_then(|parent| placed.iter().position(|other| other.node.id == *parent));
    placed[last] = Placed {
        node,
        parent,
        position: origin.map_or(&node.position, |origin| &origin.position),
        strayed: true,
        fell_back: true,
    };
}

fn last_move(node: &Node) -> Option<(Stamp, &RecordId)> {
    let (record, setting) = node.edits.fields.shown("place")?;
    Some((setting.at, record))
}

/// All of them, each with its depth.
fn in_order(placed: &[Placed]) -> Vec<(usize, usize)> {
    let mut siblings: Vec<usize> = (0..placed.len()).collect();
    // They are in order of their ids.
    order::sort_by(&mut siblings, |a, b| {
        let key = |index: usize| (placed[index].parent, placed[index].position, index);
        key(*a).cmp(&key(*b))
    });
    let below = |parent: Option<usize>| {
        let from = siblings.partition_point(|index| placed[*index].parent < parent);
        let to = siblings.partition_point(|index| placed[*index].parent <= parent);
        siblings[from..to].iter().rev()
    };
    let mut open: Vec<(usize, usize)> = below(None).map(|index| (0, *index)).collect();
    let mut ordered = Vec::with_capacity(placed.len());
    while let Some((depth, index)) = open.pop() {
        ordered.push((depth, index));
        open.extend(below(Some(index)).map(|index| (depth + 1, *index)));
    }
    ordered
}

/// Which were not withdrawn, or have something under them that was not.
fn shown(placed: &[Placed], order: &[(usize, usize)]) -> Vec<bool> {
    let mut shown = vec![false; placed.len()];
    for (_, index) in order.iter().rev() {
        shown[*index] |= !placed[*index].node.is_withdrawn();
        if let Some(parent) = placed[*index].parent.filter(|_| shown[*index]) {
            shown[parent] = true;
        }
    }
    shown
}

#[cfg(test)]
mod tests;
