//! One thing a person does to a draft.

use super::{Choice, Draft, MOST_NODES_AT_ONCE, form::NodeForm};
use crate::{
    assignment::Duty,
    draft::form::{DocumentForm, names_in},
    id::{NodeId, UnitId},
    plan::{NODE_TEXT_MAX_CHARS, NodeBody, PLAN_MAX_NODES, Task},
    problem::{Code, Problem},
    schedule::Schedule,
    text,
    unit::{Unit, UnitKind, UnitTree},
};
use serde::{Deserialize, Serialize};

/// Longest name of a unit, in characters.
const UNIT_NAME_MAX_CHARS: usize = 200;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// The document's own data as typed.
    Document(DocumentForm),
    /// All of one node as typed.
    Node(NodeForm),
    /// A new node beside `after`, under the same heading.
    Add {
        after: NodeId,
        body: String,
        #[serde(default)]
        id: NodeId,
    },
    /// The node's text becomes `first`; `second` becomes a node of its own after it.
    Split {
        node: NodeId,
        first: String,
        second: String,
        #[serde(default)]
        id: NodeId,
    },
    /// The node's words are added to those of the node before it.
    Merge { node: NodeId },
    /// The node with all that stands under it.
    Move { node: NodeId, to: Direction },
    /// Only the node goes; what stood under it moves up.
    Remove { node: NodeId },
    /// The units of these tasks in one duty, as typed.
    Units {
        nodes: Vec<NodeId>,
        duty: Duty,
        names: String,
    },
    /// The time of these tasks, as typed.
    Time { nodes: Vec<NodeId>, words: String },
    /// A name stands for these units.
    Match { name: String, units: Vec<UnitId> },
    /// A name stands for a unit that is not there yet.
    NewUnit {
        name: String,
        unit: String,
        of_kind: UnitKind,
        #[serde(default)]
        id: UnitId,
    },
    /// The doubt was looked at and stands as it is.
    See { doubt: usize },
    /// What the doubt says was meant is written instead.
    Fix { doubt: usize },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Before its elder sibling.
    Up,
    Down,
    /// Under its elder sibling.
    In,
    /// Beside its parent.
    Out,
}

impl Change {
    /// Gives what the change makes an id of its own: whoever sent it does not choose.
    pub fn identified(mut self, mut next: impl FnMut() -> String) -> Self {
        match &mut self {
            Self::Add { id, .. } | Self::Split { id, .. } => *id = NodeId::new(next()),
            Self::NewUnit { id, .. } => *id = UnitId::new(next()),
            _ => {}
        }
        self
    }
}

impl Draft {
    /// Makes the change, or says why not; then nothing has changed.
    pub fn apply(&mut self, change: &Change, tree: &UnitTree) -> Result<(), Problem> {
        match change {
            Change::Document(form) => {
                self.plan = form.read_into(&self.plan)?;
                Ok(())
            }
            Change::Node(form) => self.write(form),
            Change::Add { after, body, id } => self.add(after, body, id),
            Change::Split {
                node,
                first,
                second,
                id,
            } => self.split(node, first, second, id),
            Change::Merge { node } => self.merge(node),
            Change::Move { node, to } => self.move_to(node, *to),
            Change::Remove { node } => self.remove(node),
            Change::Units { nodes, duty, names } => self.set_units(nodes, *duty, names),
            Change::Time { nodes, words } => self.set_time(nodes, words),
            Change::Match { name, units } => self.choose(name, units, tree),
            Change::NewUnit {
                name,
                unit,
                of_kind,
                id,
            } => self.new_unit(name, unit, *of_kind, id),
            Change::See { doubt } => self.see(*doubt),
            Change::Fix { doubt } => self.fix(*doubt),
        }
    }

    fn write(&mut self, form: &NodeForm) -> Result<(), Problem> {
        let place = self.place(&form.id)?;
        let node = form.composed().read_into(&self.nodes[place])?;
        if node.text.is_empty() {
            return Err(Code::TextMissing.into());
        }
        self.nodes[place] = node;
        Ok(())
    }

    fn set_units(&mut self, nodes: &[NodeId], duty: Duty, names: &str) -> Result<(), Problem> {
        let names = names_in(&text::nfc(names))?;
        self.each_task(nodes, |task| match duty {
            Duty::Lead => task.lead.clone_from(&names),
            Duty::Coordinator => task.coordinating.clone_from(&names),
            Duty::Implementer => task.implementing.clone_from(&names),
        })
    }

    fn set_time(&mut self, nodes: &[NodeId], words: &str) -> Result<(), Problem> {
        at_most(words, NODE_TEXT_MAX_CHARS)?;
        let schedule = Schedule::read(words);
        self.each_task(nodes, |task| task.schedule = schedule.clone())
    }

    fn each_task(&mut self, ids: &[NodeId], set: impl Fn(&mut Task)) -> Result<(), Problem> {
        if ids.len() > MOST_NODES_AT_ONCE {
            return Err(Code::TooLarge.into());
        }
        let mut nodes = self.nodes.clone();
        for id in ids {
            let node = nodes.iter_mut().find(|node| node.id == *id);
            let Some(NodeBody::Task(task)) = node.map(|node| &mut node.body) else {
                return Err(Code::NotATask.into());
            };
            set(task);
        }
        self.nodes = nodes;
        Ok(())
    }

    fn choose(&mut self, name: &str, units: &[UnitId], tree: &UnitTree) -> Result<(), Problem> {
        at_most(name, NODE_TEXT_MAX_CHARS)?;
        if units.len() > PLAN_MAX_NODES {
            return Err(Code::TooLarge.into());
        }
        let is_new = |id: &UnitId| self.new_units.iter().any(|unit| unit.id == *id);
        if !(units.iter()).all(|id| is_new(id) || tree.is_within(id, &self.plan.unit)) {
            return Err(Code::UnitOutsidePlan.into());
        }
        let key = text::fold(name);
        self.choices
            .retain(|choice| text::fold(&choice.name) != key);
        self.choices.push(Choice {
            name: name.to_owned(),
            units: units.to_vec(),
        });
        Ok(())
    }

    fn new_unit(
        &mut self,
        name: &str,
        unit: &str,
        kind: UnitKind,
        id: &UnitId,
    ) -> Result<(), Problem> {
        let unit = text::nfc(unit.trim());
        if unit.is_empty() {
            return Err(Code::TextMissing.into());
        }
        at_most(&unit, UNIT_NAME_MAX_CHARS)?;
        // What stands above a hamlet is the State's to make.
        if matches!(
            kind,
            UnitKind::Country | UnitKind::Province | UnitKind::Commune
        ) {
            return Err(Code::NotAllowed.into());
        }
        self.new_units.push(Unit {
            id: id.clone(),
            kind,
            name: unit,
            parent: Some(self.plan.unit.clone()),
            ..Unit::default()
        });
        let units = [id.clone()];
        self.choose(name, &units, &UnitTree::new([]))
    }
}

pub(super) fn at_most(text: &str, n_chars: usize) -> Result<(), Problem> {
    if text.chars().count() > n_chars || text.contains('\0') {
        Err(Code::TextTooLong.into())
    } else {
        Ok(())
    }
}
