//! Carrying out a superior plan: saying what does, and taking its tasks and targets over.

use super::{Editing, Intent, renumber::next_label};
use crate::{
    id::NodeId,
    map::Map,
    plan::{Node, NodeBody, NodeEdits, NodeField, Position, Row, Target, Task},
    problem::{Code, Problem},
    record::{Fact, NodeAdded, NodeFieldSet},
};

/// Where the next one of what is taken over goes.
struct Gap {
    low: Position,
    label: Option<String>,
}

impl<'a> Editing<'a> {
    /// Says that a node carries out one of the superior plan, or does not.
    pub fn link(
        &self,
        node: &NodeId,
        superior: &NodeId,
        carries_out: bool,
    ) -> Result<Vec<Intent>, Problem> {
        let mut now = self.row(node)?.node.edits.carries_out.clone();
        now.retain(|known| known != superior);
        if carries_out {
            now.push(superior.clone());
        }
        self.set(node, vec![NodeField::CarriesOut(now)])
    }

    /// Puts tasks and targets of the superior plan into this one, each behind the last of its kind,
    /// and says that they carry those out. Who does them is for this plan to say.
    pub fn take_over(
        &self,
        superior: &[&Node],
        mut id: impl FnMut() -> NodeId,
    ) -> Result<Vec<Intent>, Problem> {
        if !self.plan.has_room_for(superior.len()) {
            return Err(Code::PlanFull.into());
        }
        let mut gaps: Map<NodeId, Gap> = Map::new();
        let mut intents = Vec::new();
        for theirs in superior {
            let Some(body) = handed_down(&theirs.body) else {
                continue;
            };
            let id = id();
            let elder = self.elder(&body);
            let key = elder.map(|row| row.node.id.clone()).unwrap_or_default();
            let (position, label) = match gaps.get(&key) {
                Some(gap) => self.further(elder.as_ref(), gap, &id)?,
                None => {
                    let parent = elder.as_ref().and_then(|row| row.parent);
                    let last = self.children(parent, None).pop();
                    let after = elder.as_ref().or(last.as_ref());
                    let (position, moved) =
                        self.room(parent, after.map(|row| row.node), None, &id)?;
                    intents.extend(moved);
                    let is_last = last.is_some_and(|last| last.node.id == key);
                    let label = elder
                        .filter(|_| is_last)
                        .and_then(|row| row.node.label.as_deref());
                    (position, label.and_then(next_label))
                }
            };
            let gap = Gap {
                low: position.clone(),
                label: label.clone(),
            };
            gaps.insert(key, gap);
            let node = Node {
                id: id.clone(),
                plan: self.plan.id.clone(),
                parent: elder.and_then(|row| row.parent).map(|node| node.id.clone()),
                position,
                label,
                text: theirs.text.clone(),
                body,
                edits: NodeEdits::default(),
            };
            let link = NodeFieldSet::new(id, NodeField::CarriesOut(vec![theirs.id.clone()]));
            let facts = [
                Fact::NodeAdded(NodeAdded { node }),
                Fact::NodeFieldSet(link),
            ];
            intents.extend(facts.map(|fact| Intent {
                replaces: None,
                after: None,
                fact,
            }));
        }
        Ok(intents)
    }

    /// The last node of the same kind, of the same year if there is one.
    fn elder(&self, body: &NodeBody) -> Option<Row<'a>> {
        let year = |node: &Node| node.target().and_then(|target| target.year);
        let of_year = match body {
            NodeBody::Target(target) => target.year,
            _ => None,
        };
        let is_of_kind =
            |row: &&Row| !row.node.is_withdrawn() && row.node.body.kind() == body.kind();
        let last = |of_year: Option<i32>| {
            let rows = self.outline.rows().filter(is_of_kind);
            let rows = rows.filter(|row| of_year.is_none() || year(row.node) == of_year);
            rows.last().copied()
        };
        last(of_year).or_else(|| last(None))
    }

    /// After what was put there just before.
    fn further(
        &self,
        elder: Option<&Row<'a>>,
        gap: &Gap,
        id: &NodeId,
    ) -> Result<(Position, Option<String>), Problem> {
        let siblings = self.children(elder.and_then(|row| row.parent), None);
        let high = siblings.iter().map(|row| row.position);
        let high = high.filter(|position| **position > gap.low).min();
        let position = Position::between(Some(&gap.low), high, id.as_str());
        let label = gap.label.as_deref().and_then(next_label);
        Ok((position.ok_or(Code::NodeMalformed)?, label))
    }
}

/// What it says, without who does it there.
fn handed_down(body: &NodeBody) -> Option<NodeBody> {
    match body {
        NodeBody::Task(task) => Some(NodeBody::Task(Task {
            schedule: task.schedule.clone(),
            output: task.output.clone(),
            note: task.note.clone(),
            actions: task.actions.clone(),
            ..Task::default()
        })),
        NodeBody::Target(target) => Some(NodeBody::Target(Target::clone(target))),
        NodeBody::Section | NodeBody::Paragraph => None,
    }
}
