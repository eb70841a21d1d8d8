//! Plans: a document as an outline of nodes, some of which are targets and tasks.

use crate::{
    assignment::ClassDuty,
    clock::Stamp,
    formalities::Formalities,
    id::{NodeId, PlanId, RecordId, UnitId},
    indicator::TargetLink,
    json::{Unreadable, from_value},
    map::Map,
    order,
    schedule::Schedule,
};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use std::collections::HashSet;

/// The most nodes a plan may have; the longest real ones have a few hundred.
pub const PLAN_MAX_NODES: usize = 5_000;
/// The longest text of a node, in characters.
pub const NODE_TEXT_MAX_CHARS: usize = 10_000;

/// A plan's document data. Its content is its nodes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    pub id: PlanId,
    /// The unit whose plan it is.
    pub unit: UnitId,
    pub title: String,
    /// "57" of "57/KH-UBND", as written.
    #[serde(default)]
    pub number: Option<String>,
    #[serde(default)]
    pub symbol: Option<String>,
    #[serde(default)]
    pub issuing_body: Option<String>,
    #[serde(default, with = "crate::day::option")]
    pub date: Option<NaiveDate>,
    #[serde(default)]
    pub years: Vec<i32>,
    #[serde(default)]
    pub formalities: Formalities,
}

impl Plan {
    /// "57/KH-UBND"; where the symbol has a stroke of its own, as Party bodies write, "05-KH/ĐU".
    pub fn written_number(&self) -> Option<String> {
        let joint = |symbol: &String| if symbol.contains('/') { '-' } else { '/' };
        match (&self.number, &self.symbol) {
            (Some(number), Some(symbol)) => Some(format!("{number}{}{symbol}", joint(symbol))),
            (number, symbol) => number.clone().or_else(|| symbol.clone()),
        }
    }
}

/// One entry of the outline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    pub id: NodeId,
    pub plan: PlanId,
    #[serde(default)]
    pub parent: Option<NodeId>,
    /// Order among its siblings.
    pub position: i64,
    /// Numbering as written, e.g. "IV", "1.3", "đ".
    #[serde(default)]
    pub label: Option<String>,
    pub text: String,
    #[serde(flatten)]
    pub body: NodeBody,
    /// Which fields were set after the plan was made, by which record.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub edits: Map<String, (Stamp, RecordId)>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "most nodes of a plan are tasks")]
pub enum NodeBody {
    /// A heading with nodes under it.
    Section,
    /// Running text: a purpose, a requirement, a duty.
    Paragraph,
    Target(Target),
    Task(Task),
}

impl NodeBody {
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Paragraph => "paragraph",
            Self::Target(_) => "target",
            Self::Task(_) => "task",
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
    /// What it is measured by, once somebody has said so.
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

/// What every node has; the rest of its fields belong to its body, in which `kind` says which.
#[derive(Deserialize)]
struct NodeHead {
    id: NodeId,
    plan: PlanId,
    #[serde(default)]
    parent: Option<NodeId>,
    position: i64,
    #[serde(default)]
    label: Option<String>,
    text: String,
    kind: String,
    #[serde(default)]
    edits: Map<String, (Stamp, RecordId)>,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Value::deserialize(deserializer)?;
        Self::read(fields).map_err(serde::de::Error::custom)
    }
}

impl Node {
    fn read(fields: Value) -> Result<Self, Unreadable> {
        let head: NodeHead = from_value(fields.clone())?;
        let body = match head.kind.as_str() {
            "section" => NodeBody::Section,
            "paragraph" => NodeBody::Paragraph,
            "target" => NodeBody::Target(from_value(fields)?),
            "task" => NodeBody::Task(from_value(fields)?),
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

    pub fn task(&self) -> Option<&Task> {
        match &self.body {
            NodeBody::Task(task) => Some(task),
            _ => None,
        }
    }

    /// The label with the mark after it.
    pub fn written_label(&self) -> Option<String> {
        self.label.as_deref().map(written_label)
    }

    pub fn target(&self) -> Option<&Target> {
        match &self.body {
            NodeBody::Target(target) => Some(target),
            _ => None,
        }
    }
}

/// A label with the mark that plans write after it: "IV." · "1.3." · "đ)".
pub fn written_label(label: &str) -> String {
    let label = label.trim();
    let marked = label.ends_with(|c: char| c.is_ascii_punctuation());
    let is_letter = label.len() <= 2 && label.chars().all(|c| matches!(c, 'a'..='z' | 'đ'));
    match (marked, is_letter) {
        (true, _) => label.to_owned(),
        (false, true) => format!("{label})"),
        (false, false) => format!("{label}."),
    }
}

/// A field of a node with its new value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum NodeField {
    Label(Option<String>),
    Text(String),
    Schedule(Schedule),
    Output(Option<String>),
    Note(Option<String>),
}

impl NodeField {
    /// Reads the value of the field with this name.
    pub fn read(name: &str, value: Value) -> Result<Self, Unreadable> {
        Ok(match name {
            "label" => Self::Label(from_value(value)?),
            "text" => Self::Text(from_value(value)?),
            "schedule" => Self::Schedule(from_value(value)?),
            "output" => Self::Output(from_value(value)?),
            "note" => Self::Note(from_value(value)?),
            _ => return Err(Unreadable),
        })
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Label(_) => "label",
            Self::Text(_) => "text",
            Self::Schedule(_) => "schedule",
            Self::Output(_) => "output",
            Self::Note(_) => "note",
        }
    }

    /// How many characters the new value has.
    pub fn n_chars(&self) -> usize {
        match self {
            Self::Label(text) | Self::Output(text) | Self::Note(text) => {
                text.as_deref().map_or(0, |text| text.chars().count())
            }
            Self::Text(text) => text.chars().count(),
            Self::Schedule(schedule) => schedule.raw.chars().count(),
        }
    }
}

impl Node {
    /// Sets the field unless a later record has set it. Order of arrival does not matter.
    pub fn set(&mut self, field: &NodeField, made_at: Stamp, by: &RecordId) {
        let setter = (made_at, by.clone());
        let last = self.edits.get(&field.name().to_owned());
        if last.is_some_and(|last| *last >= setter) {
            return;
        }
        match (field, &mut self.body) {
            (NodeField::Label(label), _) => self.label.clone_from(label),
            (NodeField::Text(text), _) => self.text.clone_from(text),
            (NodeField::Schedule(schedule), NodeBody::Task(task)) => {
                task.schedule = schedule.clone();
            }
            (NodeField::Output(output), NodeBody::Task(task)) => task.output.clone_from(output),
            (NodeField::Note(note), NodeBody::Task(task)) => task.note.clone_from(note),
            // Only tasks have these; on another node the edit is remembered and changes nothing.
            (NodeField::Schedule(_) | NodeField::Output(_) | NodeField::Note(_), _) => {}
        }
        self.edits.insert(field.name().to_owned(), setter);
    }
}

impl Node {
    /// Links a target to what measures it, unless a later record has done so.
    pub fn link(&mut self, link: &Option<TargetLink>, made_at: Stamp, by: &RecordId) {
        const FIELD: &str = "link";
        let setter = (made_at, by.clone());
        let last = self.edits.get(&FIELD.to_owned());
        if last.is_some_and(|last| *last >= setter) {
            return;
        }
        if let NodeBody::Target(target) = &mut self.body {
            target.link.clone_from(link);
        }
        self.edits.insert(FIELD.to_owned(), setter);
    }
}

/// Whether nodes make an outline of one plan: ids occur once, parents come first, nothing is
/// oversized.
pub fn is_well_formed(plan: &Plan, nodes: &[Node]) -> bool {
    let mut seen = HashSet::new();
    nodes.len() <= PLAN_MAX_NODES
        && !plan.title.trim().is_empty()
        && nodes.iter().all(|node| {
            node.plan == plan.id
                && crate::id::is_well_formed(node.id.as_str())
                && node.text.chars().count() <= NODE_TEXT_MAX_CHARS
                && node.edits.is_empty()
                && node
                    .parent
                    .as_ref()
                    .is_none_or(|parent| seen.contains(parent))
                && seen.insert(node.id.clone())
        })
}

/// Nodes in reading order, each with its depth: parents before children, siblings by position.
pub fn in_reading_order(nodes: &[Node]) -> Vec<(usize, &Node)> {
    let mut siblings: Vec<&Node> = nodes.iter().collect();
    order::sort_by(&mut siblings, |a, b| {
        (&a.parent, a.position, &a.id).cmp(&(&b.parent, b.position, &b.id))
    });
    let below = |parent: Option<&NodeId>| {
        let from = siblings.partition_point(|node| node.parent.as_ref() < parent);
        let rest = siblings.get(from..).unwrap_or_default();
        let to = rest.partition_point(|node| node.parent.as_ref() <= parent);
        rest.get(..to).unwrap_or_default().iter().rev()
    };
    let mut open: Vec<(usize, &Node)> = below(None).map(|node| (0, *node)).collect();
    let mut ordered = Vec::with_capacity(nodes.len());
    while let Some((depth, node)) = open.pop() {
        ordered.push((depth, node));
        open.extend(below(Some(&node.id)).map(|node| (depth + 1, *node)));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, parent: Option<&str>, position: i64) -> Node {
        Node {
            id: id.into(),
            plan: "k".into(),
            parent: parent.map(NodeId::from),
            position,
            label: None,
            text: id.into(),
            body: NodeBody::Task(Task::default()),
            edits: Map::new(),
        }
    }

    #[test]
    fn labels_stand_as_plans_write_them() {
        for (bare, written) in [
            ("IV", "IV."),
            ("1.3", "1.3."),
            ("đ", "đ)"),
            ("a)", "a)"),
            ("2.", "2."),
        ] {
            assert_eq!(written_label(bare), written);
        }
    }

    #[test]
    fn reading_order_is_depth_first_by_position() {
        let nodes = [
            node("b", None, 2),
            node("a", None, 1),
            node("a2", Some("a"), 2),
            node("a1", Some("a"), 1),
        ];
        let order: Vec<_> = in_reading_order(&nodes)
            .into_iter()
            .map(|(depth, n)| (depth, n.id.as_str()))
            .collect();
        assert_eq!(order, [(0, "a"), (1, "a1"), (1, "a2"), (0, "b")]);
    }

    #[test]
    fn an_outline_with_an_orphan_or_a_double_is_not_well_formed() {
        let plan = Plan {
            id: "k".into(),
            title: "T".into(),
            ..Plan::default()
        };
        assert!(is_well_formed(
            &plan,
            &[node("a", None, 1), node("b", Some("a"), 1)]
        ));
        assert!(!is_well_formed(
            &plan,
            &[node("b", Some("a"), 1), node("a", None, 1)]
        ));
        assert!(!is_well_formed(
            &plan,
            &[node("a", None, 1), node("a", None, 2)]
        ));
        assert!(!is_well_formed(&plan, &[node("a", Some("a"), 1)]));
    }

    #[test]
    fn the_later_edit_of_a_field_stands_whatever_the_order_of_arrival() {
        let edits = [
            (
                NodeField::Text("cũ".into()),
                Stamp::at(1),
                RecordId::from("r1"),
            ),
            (
                NodeField::Text("mới".into()),
                Stamp::at(2),
                RecordId::from("r2"),
            ),
            (
                NodeField::Output(Some("Báo cáo".into())),
                Stamp::at(1),
                RecordId::from("r3"),
            ),
        ];
        let mut forward = node("a", None, 1);
        let mut backward = node("a", None, 1);
        edits
            .iter()
            .for_each(|(field, at, by)| forward.set(field, *at, by));
        edits
            .iter()
            .rev()
            .for_each(|(field, at, by)| backward.set(field, *at, by));
        assert_eq!(forward, backward);
        assert_eq!(forward.text, "mới");
        assert_eq!(forward.task().unwrap().output.as_deref(), Some("Báo cáo"));
    }
}
