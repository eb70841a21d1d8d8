//! Where a row goes that is dragged: between two rows, as deep as the pointer says and the outline
//! allows.

use super::editing::EditingRow;
use crate::id::NodeId;

/// The place between two rows at which a dragged one would stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drop {
    pub parent: Option<NodeId>,
    /// The sibling right before it.
    pub after: Option<NodeId>,
    pub depth: usize,
}

/// Before the row at `gap`, or behind the last one. `None` where it would stand in itself, or where
/// it stands already.
pub fn place(rows: &[EditingRow], dragged: &NodeId, gap: usize, depth: usize) -> Option<Drop> {
    let start = rows.iter().position(|row| row.id == *dragged)?;
    let inside = rows[start + 1..]
        .iter()
        .take_while(|row| row.depth > rows[start].depth);
    let end = start + 1 + inside.count();
    if gap > start && gap < end {
        return None;
    }
    // The rows as they stand without it; right before and right behind it are one gap then.
    let others: Vec<&EditingRow> = rows[..start].iter().chain(&rows[end..]).collect();
    let gap = if gap >= end { gap - (end - start) } else { gap };
    let above = others.get(..gap.min(others.len()))?;
    // No shallower than the next row, whose siblings would else come apart, and no deeper than right
    // under the one before.
    let deepest = above.last().map_or(0, |row| row.depth + 1);
    let shallowest = others.get(gap).map_or(0, |row| row.depth);
    let depth = depth.clamp(shallowest.min(deepest), deepest);
    let under = above.iter().rev();
    let sibling = under.clone().find(|row| row.depth <= depth);
    let drop = Drop {
        parent: depth
            .checked_sub(1)
            .and_then(|depth| under.clone().find(|row| row.depth == depth))
            .map(|row| row.id.clone()),
        after: sibling
            .filter(|row| row.depth == depth)
            .map(|row| row.id.clone()),
        depth,
    };
    let is_there = gap == start && depth == rows[start].depth;
    (!is_there).then_some(drop)
}

#[cfg(test)]
mod tests;
