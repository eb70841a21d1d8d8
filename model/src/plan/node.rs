//! One entry of a plan's outline, and how settings of its fields change it.

use super::{Edits, NodeField, Place, Position, label::written_label};
use crate::{
    assignment::ClassDuty,
    id::{NodeId, PlanId, RecordId},
    indicator::TargetLink,
    json::{Tree, Unreadable, from_tree},
    record::{NodeFieldSet, Record},
    schedule::Schedule,
};
use serde::{Deserialize, Deserializer, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    pub id: NodeId,
    pub plan: PlanId,
    /// What it was put under. Where that makes a circle, [`super::Outline`] knows better.
    #[serde(default)]
    pub parent: Option<NodeId>,
    /// Order among its siblings.
    pub position: Position,
    /// Numbering as written, e.g. "IV", "1.3", "đ".
    #[serde(default)]
    pub label: Option<String>,
    pub text: String,
    #[serde(flatten)]
    pub body: NodeBody,
    /// What happened to it after the plan was made.
    #[serde(default, skip_serializing_if = "NodeEdits::is_empty")]
    pub edits: NodeEdits,
}

/// What a node carries of its own changes; empty in the record that makes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeEdits {
    /// The record that added it; none where it came with the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_by: Option<RecordId>,
    /// Where it was made, once it has been moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Place>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// The tasks and targets of the superior plan that it carries out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub carries_out: Vec<NodeId>,
    /// What it says as a task or as a target while it is something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    task_aside: Option<Task>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_aside: Option<Target>,
    #[serde(skip_serializing_if = "Edits::is_empty")]
    pub fields: Edits,
}

impl NodeEdits {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum NodeBody {
    /// A heading with nodes under it.
    Section,
    /// Running text: a purpose, a requirement, a duty.
    Paragraph,
    Target(Target),
    Task(Task),
}

impl NodeBody {
    pub fn kind(&self) -> NodeKind {
        match self {
            Self::Section => NodeKind::Section,
            Self::Paragraph => NodeKind::Paragraph,
            Self::Target(_) => NodeKind::Target,
            Self::Task(_) => NodeKind::Task,
        }
    }

    pub fn as_str(&self) -> &'static str {
        self.kind().as_str()
    }
}

/// What a node is, without what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    Section,
    Paragraph,
    Target,
    Task,
}

impl NodeKind {
    pub const ALL: [Self; 4] = [Self::Section, Self::Paragraph, Self::Target, Self::Task];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Target => "target",
            Self::Task => "task",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Section => "Đề mục",
            Self::Paragraph => "Đoạn văn",
            Self::Target => "Chỉ tiêu",
            Self::Task => "Nhiệm vụ",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparator {
    #[default]
    Eq,
    Gt,
    Gte,
    Lt,
    Lte,
}

impl Comparator {
    pub const ALL: [Self; 5] = [Self::Eq, Self::Gt, Self::Gte, Self::Lt, Self::Lte];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Gt => "gt",
            Self::Gte => "gte",
            Self::Lt => "lt",
            Self::Lte => "lte",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|comparator| comparator.as_str() == word)
    }

    /// The word in front of the number, as plans write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Eq => "",
            Self::Gt => "trên",
            Self::Gte => "ít nhất",
            Self::Lt => "dưới",
            Self::Lte => "không quá",
        }
    }
}

/// A promise with a number; the node's text is its statement.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Target {
    #[serde(default)]
    pub year: Option<i32>,
    #[serde(default)]
    pub comparator: Comparator,
    /// "Phấn đấu": to be striven for.
    #[serde(default)]
    pub aspirational: bool,
    #[serde(default)]
    pub value: Option<f64>,
    /// "%", "người" …
    #[serde(default)]
    pub unit: Option<String>,
    /// What it is measured by, once somebody has said so; until then its words suggest something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<TargetLink>,
}

/// Something to be done; the node's text says what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Task {
    #[serde(default)]
    pub schedule: Schedule,
    /// Sản phẩm.
    #[serde(default)]
    pub output: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// The dashes under it.
    #[serde(default)]
    pub actions: Vec<String>,
    /// Names of units as the plan writes them; who really does it is in the assignments.
    #[serde(default)]
    pub lead: Vec<String>,
    #[serde(default)]
    pub coordinating: Vec<String>,
    #[serde(default)]
    pub implementing: Vec<String>,
    /// What was given to whole classes of units, by class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ClassDuty>,
}

impl Task {
    /// Takes the units of a task that is joined to this one, its time where this one has none, and
    /// what else it says.
    pub fn take_over(&mut self, other: &Self) {
        unite(&mut self.lead, &other.lead);
        unite(&mut self.coordinating, &other.coordinating);
        unite(&mut self.implementing, &other.implementing);
        self.actions.extend(other.actions.iter().cloned());
        if self.schedule.raw.is_empty() {
            self.schedule = other.schedule.clone();
        }
        self.output = self.output.take().or_else(|| other.output.clone());
        self.note = self.note.take().or_else(|| other.note.clone());
    }
}

fn unite(names: &mut Vec<String>, more: &[String]) {
    for name in more {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
}

/// What every node has; the rest of its fields belong to its body, in which `kind` says which.
#[derive(Deserialize)]
struct NodeHead {
    id: NodeId,
    plan: PlanId,
    #[serde(default)]
    parent: Option<NodeId>,
    position: Position,
    #[serde(default)]
    label: Option<String>,
    text: String,
    kind: String,
    #[serde(default)]
    edits: NodeEdits,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Tree::deserialize(deserializer)?;
        Self::read(fields).map_err(serde::de::Error::custom)
    }
}

impl Node {
    fn read(fields: Tree) -> Result<Self, Unreadable> {
        let head: NodeHead = from_tree(fields.clone())?;
        let body = match head.kind.as_str() {
            "section" => NodeBody::Section,
            "paragraph" => NodeBody::Paragraph,
            "target" => NodeBody::Target(from_tree(fields)?),
            "task" => NodeBody::Task(from_tree(fields)?),
            _ => return Err(Unreadable),
        };
        Ok(Self {
            id: head.id,
            plan: head.plan,
            parent: head.parent,
            position: head.position,
            label: head.label,
            text: head.text,
            body,
            edits: head.edits,
        })
    }

    /// As it is when the record adds it to its plan.
    pub fn made(&self, record: &RecordId) -> Self {
        Self {
            edits: NodeEdits {
                made_by: Some(record.clone()),
                ..NodeEdits::default()
            },
            ..self.clone()
        }
    }

    /// Where it was put.
    pub fn place(&self) -> Place {
        Place {
            parent: self.parent.clone(),
            position: self.position.clone(),
        }
    }

    pub fn is_withdrawn(&self) -> bool {
        self.edits.withdrawn
    }

    pub fn task(&self) -> Option<&Task> {
        match &self.body {
            NodeBody::Task(task) => Some(task),
            _ => None,
        }
    }

    /// What is to be done, unless it was withdrawn from the plan.
    pub fn standing_task(&self) -> Option<&Task> {
        self.task().filter(|_| !self.is_withdrawn())
    }

    /// The label with the mark after it.
    pub fn written_label(&self) -> Option<String> {
        self.label.as_deref().map(written_label)
    }

    /// Its words with the label before them.
    pub fn heading(&self) -> String {
        match self.written_label() {
            Some(label) => format!("{label} {}", self.text),
            None => self.text.clone(),
        }
    }

    pub fn target(&self) -> Option<&Target> {
        match &self.body {
            NodeBody::Target(target) => Some(target),
            _ => None,
        }
    }
}

impl Node {
    /// Takes a setting in. The order in which they come does not matter.
    pub fn set(&mut self, set: &NodeFieldSet, record: &Record) {
        let name = set.field.name();
        if self
            .edits
            .fields
            .note(name, set.field.value(), record, &set.settles)
        {
            self.show(set.field.clone());
        }
    }

    fn show(&mut self, field: NodeField) {
        match field {
            NodeField::Label(label) => self.label = label,
            NodeField::Text(text) => self.text = text,
            NodeField::Place(place) => self.stand(place),
            NodeField::Withdrawn(withdrawn) => self.edits.withdrawn = withdrawn,
            NodeField::CarriesOut(superior) => self.edits.carries_out = superior,
            NodeField::Link(link) => self.as_target(|target| target.link = link),
            NodeField::Kind(kind) => self.become_a(kind),
            NodeField::Year(year) => self.as_target(|target| target.year = year),
            NodeField::Comparator(word) => self.as_target(|target| target.comparator = word),
            NodeField::Aspirational(is) => self.as_target(|target| target.aspirational = is),
            NodeField::Value(value) => self.as_target(|target| target.value = value),
            NodeField::Unit(unit) => self.as_target(|target| target.unit = unit),
            NodeField::Schedule(schedule) => self.as_task(|task| task.schedule = schedule),
            NodeField::Output(output) => self.as_task(|task| task.output = output),
            NodeField::Note(note) => self.as_task(|task| task.note = note),
            NodeField::Actions(actions) => self.as_task(|task| task.actions = actions),
            NodeField::Lead(names) => self.as_task(|task| task.lead = names),
            NodeField::Coordinating(names) => self.as_task(|task| task.coordinating = names),
            NodeField::Implementing(names) => self.as_task(|task| task.implementing = names),
        }
    }

    fn stand(&mut self, place: Place) {
        if self.edits.origin.is_none() {
            self.edits.origin = Some(self.place());
        }
        self.parent = place.parent;
        self.position = place.position;
    }

    /// What it said as what it was is put aside, and comes back when it becomes that again.
    fn become_a(&mut self, kind: NodeKind) {
        let edits = &mut self.edits;
        let body = match kind {
            NodeKind::Section => NodeBody::Section,
            NodeKind::Paragraph => NodeBody::Paragraph,
            _ if self.body.kind() == kind => return,
            NodeKind::Target => NodeBody::Target(edits.target_aside.take().unwrap_or_default()),
            NodeKind::Task => NodeBody::Task(edits.task_aside.take().unwrap_or_default()),
        };
        match std::mem::replace(&mut self.body, body) {
            NodeBody::Task(task) => edits.task_aside = filled(task),
            NodeBody::Target(target) => edits.target_aside = filled(target),
            NodeBody::Section | NodeBody::Paragraph => {}
        }
    }

    /// Changes what it says as a task, put aside or not.
    pub fn as_task(&mut self, change: impl FnOnce(&mut Task)) {
        if let NodeBody::Task(task) = &mut self.body {
            change(task);
        } else {
            let mut task = self.edits.task_aside.take().unwrap_or_default();
            change(&mut task);
            self.edits.task_aside = filled(task);
        }
    }

    fn as_target(&mut self, change: impl FnOnce(&mut Target)) {
        if let NodeBody::Target(target) = &mut self.body {
            change(target);
        } else {
            let mut target = self.edits.target_aside.take().unwrap_or_default();
            change(&mut target);
            self.edits.target_aside = filled(target);
        }
    }
}

fn filled<T: Default + PartialEq>(body: T) -> Option<T> {
    (body != T::default()).then_some(body)
}
