//! Writing new nodes, parting and joining them, withdrawing and restoring them.

use super::{Editing, Intent};
use crate::{
    id::NodeId,
    plan::{Node, NodeBody, NodeEdits, NodeField, NodeKind, Place, Position, Row, Target, Task},
    problem::{Code, Problem},
    record::{Fact, NodeAdded},
};

impl<'a> Editing<'a> {
    /// A new node of the same kind right after this one; where something stands under this one, as
    /// the first of that. Without a node, at the end of the plan.
    pub fn write_after(
        &self,
        after: Option<&NodeId>,
        kind: Option<NodeKind>,
        id: NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        let Some(after) = after else {
            let last = self.children(None, None).pop();
            let kind = kind.unwrap_or(NodeKind::Section);
            return self.add(None, last.map(|row| row.node), blank(kind), id);
        };
        let row = self.row(after)?;
        let first = self
            .children(Some(row.node), None)
            .into_iter()
            .find(|row| !row.gone);
        let model = first.map_or(row.node, |row| row.node);
        let body = blank(kind.unwrap_or_else(|| model.body.kind()));
        self.add_behind(&row, first.is_some(), body, id)
    }

    /// A new node of the same kind right before this one.
    pub fn write_before(&self, before: &NodeId, id: NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(before)?;
        let siblings = self.children(row.parent, None);
        let elder = siblings
            .iter()
            .take_while(|sibling| sibling.node.id != *before)
            .last();
        let body = blank(row.node.body.kind());
        self.add(row.parent, elder.map(|row| row.node), body, id)
    }

    /// The node's text becomes the first line; the others become nodes of the same kind, where a new
    /// one would be written.
    pub fn write_lines(
        &self,
        node: &NodeId,
        lines: &[String],
        new_id: &mut dyn FnMut() -> NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        let Some((first, others)) = lines.split_first() else {
            return Ok(Vec::new());
        };
        if !self.plan.has_room_for(others.len()) {
            return Err(Code::PlanFull.into());
        }
        let mut intents = self.set(node, vec![NodeField::Text(first.clone())])?;
        let Some((second, others)) = others.split_first() else {
            return Ok(intents);
        };
        let mut added = self.write_after(Some(node), None, new_id())?;
        let next = self.next_position(&added);
        let Some(Fact::NodeAdded(fact)) = added.first_mut().map(|intent| &mut intent.fact) else {
            return Ok(intents);
        };
        second.clone_into(&mut fact.node.text);
        let mut last = fact.node.clone();
        intents.append(&mut added);
        for line in others {
            let id = new_id();
            let position = Position::between(Some(&last.position), next.as_ref(), id.as_str());
            last = Node {
                id,
                position: position.ok_or(Code::NodeMalformed)?,
                text: line.clone(),
                ..last
            };
            intents.push(Intent {
                replaces: None,
                after: None,
                fact: Fact::NodeAdded(NodeAdded { node: last.clone() }),
            });
        }
        Ok(intents)
    }

    /// Where the one stands before which a node was just put.
    fn next_position(&self, added: &[Intent]) -> Option<Position> {
        // One that stood at the same position has moved a little.
        let moved = added.iter().find_map(|intent| match &intent.fact {
            Fact::NodeFieldSet(set) => match &set.field {
                NodeField::Place(place) => Some(place.position.clone()),
                _ => None,
            },
            _ => None,
        });
        let Some(Fact::NodeAdded(fact)) = added.first().map(|intent| &intent.fact) else {
            return None;
        };
        let parent = fact.node.parent.as_ref();
        let parent = parent.and_then(|parent| self.row(parent).ok());
        let siblings = self.children(parent.map(|row| row.node), None);
        let mut behind = siblings.iter().map(|row| row.position);
        moved.or_else(|| {
            behind
                .find(|position| **position > fact.node.position)
                .cloned()
        })
    }

    /// The node's text becomes `first`; `second` becomes a node of its own, with the same units and
    /// the same time.
    pub fn split(
        &self,
        node: &NodeId,
        first: &str,
        second: &str,
        id: NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        let row = self.row(node)?;
        let (first, second) = (first.trim().to_owned(), second.trim().to_owned());
        let holds = self
            .children(Some(row.node), None)
            .iter()
            .any(|row| !row.gone);
        let mut body = match &row.node.body {
            // What follows a heading stands under it.
            NodeBody::Section if holds => NodeBody::Paragraph,
            body => body.clone(),
        };
        match &mut body {
            NodeBody::Task(task) => {
                task.actions.clear();
                task.classes.clear();
            }
            NodeBody::Target(target) => target.link = None,
            NodeBody::Section | NodeBody::Paragraph => {}
        }
        let mut intents = self.set(node, vec![NodeField::Text(first)])?;
        let mut added = self.add_behind(&row, holds, body, id)?;
        if let Some(Fact::NodeAdded(fact)) = added.first_mut().map(|intent| &mut intent.fact) {
            fact.node.text = second;
        }
        intents.extend(added);
        Ok(intents)
    }

    /// The node's words go to the one that is read before it, and so do its units, its time where
    /// that one had none, and what stands under it.
    pub fn join(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let row = self.row(id)?;
        let (start, _) = self.span(id)?;
        if row.node.is_withdrawn() {
            return Ok(Vec::new());
        }
        let mut above = self.outline.all[..start].iter().rev();
        let Some(above) = above.find(|row| !row.node.is_withdrawn()) else {
            return Ok(Vec::new());
        };
        let joined = join(above.node, row.node);
        let mut intents = self.set(&above.node.id, NodeField::changed(above.node, &joined))?;
        intents.extend(self.hand_on(&row, above.node)?);
        intents.push(self.setting(row.node, NodeField::Withdrawn(true)));
        Ok(intents)
    }

    /// The node and all under it that its author sees there: what somebody else adds at the same
    /// time is not withdrawn unseen.
    pub fn withdraw(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let (start, end) = self.span(id)?;
        let rows = self.outline.all[start..end].iter();
        let rows = rows.filter(|row| !row.node.is_withdrawn());
        Ok(rows
            .map(|row| self.setting(row.node, NodeField::Withdrawn(true)))
            .collect())
    }

    /// The node, and all under it that was withdrawn together with it.
    pub fn restore(&self, id: &NodeId) -> Result<Vec<Intent>, Problem> {
        let (start, end) = self.span(id)?;
        let act = |row: &Row| {
            let (record, setting) = row.node.edits.fields.shown("withdrawn")?;
            Some((setting.by.clone(), record.moment().to_owned()))
        };
        let of_node = act(&self.outline.all[start]);
        let rows = self.outline.all[start..end].iter();
        let rows = rows.filter(|row| row.node.is_withdrawn() && act(row) == of_node);
        Ok(rows
            .map(|row| self.setting(row.node, NodeField::Withdrawn(false)))
            .collect())
    }

    /// Puts what stands under a node where the node itself goes: in its place, if that is right under
    /// the heir.
    fn hand_on(&self, row: &Row<'a>, heir: &'a Node) -> Result<Vec<Intent>, Problem> {
        let others = self.children(Some(heir), Some(row.node));
        let is_in_place = row.parent.is_some_and(|parent| parent.id == heir.id);
        let (before, after): (Vec<&Row>, Vec<&Row>) = others
            .iter()
            .partition(|other| !is_in_place || other.position < row.position);
        let mut low = before.last().map(|row| row.position.clone());
        let high = after.first().map(|row| row.position);
        let mut intents = Vec::new();
        for child in self.children(Some(row.node), None) {
            let position = Position::between(low.as_ref(), high, child.node.id.as_str());
            let place = Place {
                parent: Some(heir.id.clone()),
                position: position.ok_or(Code::NodeMalformed)?,
            };
            low = Some(place.position.clone());
            intents.push(self.setting(child.node, NodeField::Place(place)));
        }
        Ok(intents)
    }

    fn add_behind(
        &self,
        row: &Row<'a>,
        under: bool,
        body: NodeBody,
        id: NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        if under {
            self.add(Some(row.node), None, body, id)
        } else {
            self.add(row.parent, Some(row.node), body, id)
        }
    }

    fn add(
        &self,
        parent: Option<&'a Node>,
        after: Option<&'a Node>,
        body: NodeBody,
        id: NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        if !self.plan.has_room_for(1) {
            return Err(Code::PlanFull.into());
        }
        let (position, mut intents) = self.room(parent, after, None, &id)?;
        let node = Node {
            id,
            plan: self.plan.id.clone(),
            parent: parent.map(|parent| parent.id.clone()),
            position,
            label: None,
            text: String::new(),
            body,
            edits: NodeEdits::default(),
        };
        let added = Intent {
            replaces: None,
            after: None,
            fact: Fact::NodeAdded(NodeAdded { node }),
        };
        intents.insert(0, added);
        Ok(intents)
    }
}

fn blank(kind: NodeKind) -> NodeBody {
    match kind {
        NodeKind::Section => NodeBody::Section,
        NodeKind::Paragraph => NodeBody::Paragraph,
        NodeKind::Target => NodeBody::Target(Target::default()),
        NodeKind::Task => NodeBody::Task(Task::default()),
    }
}

/// The first with what the second says.
fn join(first: &Node, second: &Node) -> Node {
    let mut joined = first.clone();
    let text = format!("{} {}", first.text.trim_end(), second.text.trim_start());
    text.trim().clone_into(&mut joined.text);
    if let (NodeBody::Task(kept), NodeBody::Task(gone)) = (&mut joined.body, &second.body) {
        kept.take_over(gone);
    }
    joined
}
