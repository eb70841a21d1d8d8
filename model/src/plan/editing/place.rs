//! Moving nodes: in and out, up and down, or anywhere.

use super::{Editing, Intent};
use crate::{
    id::NodeId,
    order,
    plan::{Node, NodeField, Place, Position, Row},
    problem::{Code, Problem},
};

impl<'a> Editing<'a> {
    /// Under the sibling before it, as the last one there. Nothing where there is none.
    pub fn indent(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(id)?;
        let Some(elder) = self.neighbour(&row, false) else {
            return Ok(Vec::new());
        };
        let last = self.children(Some(elder), None).pop();
        self.put(row.node, Some(elder), last.map(|row| row.node))
    }

    /// Out of what it stands under, to right after that.
    pub fn outdent(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(id)?;
        let Some(parent) = row.parent else {
            return Ok(Vec::new());
        };
        let above = self.row(&parent.id)?.parent;
        self.put(row.node, above, Some(parent))
    }

    /// Before the sibling that is shown before it.
    pub fn move_up(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(id)?;
        let Some(elder) = self.neighbour(&row, false) else {
            return Ok(Vec::new());
        };
        let siblings = self.children(row.parent, Some(row.node));
        let place = siblings
            .iter()
            .position(|sibling| sibling.node.id == elder.id);
        let before = place.and_then(|place| siblings.get(place.checked_sub(1)?));
        self.put(row.node, row.parent, before.map(|row| row.node))
    }

    /// After the sibling that is shown after it.
    pub fn move_down(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(id)?;
        match self.neighbour(&row, true) {
            Some(younger) => self.put(row.node, row.parent, Some(younger)),
            None => Ok(Vec::new()),
        }
    }

    /// Under `parent`, right after `after`, which stands there, or as the first.
    pub fn move_to(
        &self,
        id: &NodeId,
        parent: Option<&NodeId>,
        after: Option<&NodeId>,
    ) -> Result<Vec<Intent>, Problem> {
        let node = self.row(id)?.node;
        let parent = parent.map(|parent| self.row(parent)).transpose()?;
        let after = after.map(|after| self.row(after)).transpose()?;
        let (start, end) = self.span(id)?;
        let mut inside = self.outline.all[start..end].iter();
        let into_itself = parent.is_some_and(|to| inside.any(|row| row.node.id == to.node.id));
        let elsewhere = after.is_some_and(|after| {
            after.parent.map(|node| &node.id) != parent.map(|row| &row.node.id)
        });
        if into_itself || elsewhere || after.is_some_and(|after| after.node.id == *id) {
            return Err(Code::NodeMalformed.into());
        }
        self.put(node, parent.map(|row| row.node), after.map(|row| row.node))
    }

    /// The records that put a node under `parent`, right after `after` or as the first.
    fn put(
        &self,
        node: &'a Node,
        parent: Option<&'a Node>,
        after: Option<&'a Node>,
    ) -> Result<Vec<Intent>, Problem> {
        let (position, mut intents) = self.room(parent, after, Some(node), &node.id)?;
        let place = Place {
            parent: parent.map(|parent| parent.id.clone()),
            position,
        };
        intents.insert(0, self.setting(node, NodeField::Place(place)));
        Ok(intents)
    }

    /// A position right after a sibling. Where the next one stands at the same position, because two
    /// people filled one gap at once, it has to move a little as well.
    pub(super) fn room(
        &self,
        parent: Option<&Node>,
        after: Option<&Node>,
        moved: Option<&Node>,
        salt: &NodeId,
    ) -> Result<(Position, Vec<Intent>), Problem> {
        let siblings = self.children(parent, moved);
        let place = match after {
            Some(after) => {
                let known = siblings.iter().position(|row| row.node.id == after.id);
                known.ok_or(Code::NodeUnknown)? + 1
            }
            None => 0,
        };
        let low = place.checked_sub(1).map(|before| siblings[before].position);
        let rest = &siblings[place..];
        let tied = rest.iter().take_while(|row| Some(row.position) == low);
        let tied: Vec<Row> = tied.copied().collect();
        let high = rest.get(tied.len()).map(|row| row.position);
        let between = |low: Option<&Position>, salt: &NodeId| {
            Position::between(low, high, salt.as_str()).ok_or(Problem::from(Code::NodeMalformed))
        };
        let position = between(low, salt)?;
        let mut last = position.clone();
        let mut intents = Vec::new();
        for row in tied {
            last = between(Some(&last), &row.node.id)?;
            let place = Place {
                parent: parent.map(|parent| parent.id.clone()),
                position: last.clone(),
            };
            intents.push(self.setting(row.node, NodeField::Place(place)));
        }
        Ok((position, intents))
    }

    /// What stands under a node, but for one, in order.
    pub(super) fn children(&self, parent: Option<&Node>, but: Option<&Node>) -> Vec<Row<'a>> {
        let is_child = |row: &&Row| {
            row.parent.map(|node| &node.id) == parent.map(|node| &node.id)
                && but.is_none_or(|but| but.id != row.node.id)
        };
        let mut rows: Vec<Row> = self.outline.all.iter().filter(is_child).copied().collect();
        order::sort_by(&mut rows, |a, b| {
            (a.position, &a.node.id).cmp(&(b.position, &b.node.id))
        });
        rows
    }

    /// The sibling that is shown next to it.
    fn neighbour(&self, row: &Row<'a>, after: bool) -> Option<&'a Node> {
        let siblings = self.children(row.parent, None);
        let place = siblings
            .iter()
            .position(|sibling| sibling.node.id == row.node.id)?;
        let (before, rest) = siblings.split_at(place);
        let is_shown = |sibling: &&Row| !sibling.gone;
        let found = if after {
            rest.iter().skip(1).find(is_shown)
        } else {
            before.iter().rev().find(is_shown)
        };
        found.map(|sibling| sibling.node)
    }
}
