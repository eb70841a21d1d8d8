//! Changes of a draft's outline: its nodes stay in reading order, parents before children.

use super::{Direction, Draft, change::at_most, form::body_of};
use crate::{
    id::NodeId,
    map::Map,
    plan::{NODE_TEXT_MAX_CHARS, Node, NodeBody, PLAN_MAX_NODES},
    problem::{Code, Problem},
    text,
};

/// What a node says before somebody has written anything.
const NEW_TEXT: &str = "Nội dung mới";

impl Draft {
    pub(super) fn place(&self, id: &NodeId) -> Result<usize, Problem> {
        let place = self.nodes.iter().position(|node| node.id == *id);
        place.ok_or_else(|| Code::NodeUnknown.into())
    }

    pub(super) fn add(&mut self, after: &NodeId, body: &str, id: &NodeId) -> Result<(), Problem> {
        let place = self.place(after)?;
        let node = Node {
            label: None,
            text: NEW_TEXT.to_owned(),
            body: body_of(body, &NodeBody::Paragraph)?,
            ..self.nodes[place].clone()
        };
        self.insert_after(place, node, id)
    }

    pub(super) fn split(
        &mut self,
        node: &NodeId,
        first: &str,
        second: &str,
        id: &NodeId,
    ) -> Result<(), Problem> {
        let place = self.place(node)?;
        let (first, second) = (text::nfc(first.trim()), text::nfc(second.trim()));
        if first.is_empty() || second.is_empty() {
            return Err(Code::TextMissing.into());
        }
        at_most(&first, NODE_TEXT_MAX_CHARS)?;
        at_most(&second, NODE_TEXT_MAX_CHARS)?;
        let new = Node {
            label: None,
            text: second,
            ..self.nodes[place].clone()
        };
        self.insert_after(place, new, id)?;
        self.nodes[place].text = first;
        Ok(())
    }

    /// The words go to the node that is read before this one, whatever its depth; so do the units,
    /// and the time where that one had none.
    pub(super) fn merge(&mut self, id: &NodeId) -> Result<(), Problem> {
        let place = self.place(id)?;
        let before = place.checked_sub(1).ok_or(Code::NodeUnknown)?;
        let text = format!("{} {}", self.nodes[before].text, self.nodes[place].text);
        at_most(&text, NODE_TEXT_MAX_CHARS)?;
        let gone = self.nodes.remove(place);
        let node = &mut self.nodes[before];
        node.text = text;
        if let (NodeBody::Task(kept), NodeBody::Task(gone)) = (&mut node.body, gone.body) {
            kept.take_over(&gone);
        }
        let heir = Some(node.id.clone());
        self.hand_on(id, heir.as_ref());
        self.number();
        Ok(())
    }

    pub(super) fn remove(&mut self, id: &NodeId) -> Result<(), Problem> {
        let place = self.place(id)?;
        let gone = self.nodes.remove(place);
        self.hand_on(id, gone.parent.as_ref());
        self.number();
        Ok(())
    }

    /// A move that the outline has no room for changes nothing.
    pub(super) fn move_to(&mut self, id: &NodeId, to: Direction) -> Result<(), Problem> {
        let place = self.place(id)?;
        let end = self.end(place);
        match to {
            Direction::Up => {
                if let Some(elder) = self.elder(place) {
                    self.nodes[elder..end].rotate_left(place - elder);
                }
            }
            Direction::Down => {
                let is_sibling = |node: &&Node| node.parent == self.nodes[place].parent;
                if self.nodes.get(end).filter(is_sibling).is_some() {
                    let younger_end = self.end(end);
                    self.nodes[place..younger_end].rotate_left(end - place);
                }
            }
            Direction::In => {
                if let Some(elder) = self.elder(place) {
                    self.nodes[place].parent = Some(self.nodes[elder].id.clone());
                }
            }
            Direction::Out => {
                if let Some(parent) = self.nodes[place].parent.clone() {
                    let above = self.place(&parent)?;
                    let above_end = self.end(above);
                    self.nodes[place].parent = self.nodes[above].parent.clone();
                    self.nodes[place..above_end].rotate_left(end - place);
                }
            }
        }
        self.number();
        Ok(())
    }

    /// Depths of all nodes, in their order.
    pub fn depths(&self) -> Vec<usize> {
        let mut known: Map<&NodeId, usize> = Map::new();
        let mut depths = Vec::with_capacity(self.nodes.len());
        for node in &self.nodes {
            let above = node.parent.as_ref().and_then(|parent| known.get(&parent));
            let depth = above.map_or(0, |above| above + 1);
            known.insert(&node.id, depth);
            depths.push(depth);
        }
        depths
    }

    fn insert_after(&mut self, place: usize, node: Node, id: &NodeId) -> Result<(), Problem> {
        if self.nodes.len() >= PLAN_MAX_NODES || self.place(id).is_ok() {
            return Err(Code::PlanMalformed.into());
        }
        if let Some(line) = self.lines.get(&self.nodes[place].id).copied() {
            self.lines.insert(id.clone(), line);
        }
        let end = self.end(place);
        let node = Node {
            id: id.clone(),
            ..node
        };
        self.nodes.insert(end, node);
        self.number();
        Ok(())
    }

    /// Where the node's own subtree ends.
    fn end(&self, place: usize) -> usize {
        let mut inside = vec![&self.nodes[place].id];
        let below = self.nodes[place + 1..].iter().take_while(|node| {
            let is_inside = (node.parent.as_ref()).is_some_and(|parent| inside.contains(&parent));
            if is_inside {
                inside.push(&node.id);
            }
            is_inside
        });
        place + 1 + below.count()
    }

    /// The sibling before a node.
    fn elder(&self, place: usize) -> Option<usize> {
        let parent = &self.nodes[place].parent;
        self.nodes[..place]
            .iter()
            .rposition(|node| node.parent == *parent)
    }

    /// What stood under a node that is gone stands under another.
    fn hand_on(&mut self, gone: &NodeId, heir: Option<&NodeId>) {
        for node in &mut self.nodes {
            if node.parent.as_ref() == Some(gone) {
                node.parent = heir.cloned();
            }
        }
        self.lines.remove(gone);
    }

    /// Positions follow the order.
    fn number(&mut self) {
        for (position, node) in (0_i64..).zip(&mut self.nodes) {
            node.position = position.into();
        }
    }
}
