//! Plans: a document as an outline of nodes, some of which are targets and tasks.

pub mod compare;
pub mod coverage;
pub mod editing;
mod edits;
mod field;
pub mod history;
mod label;
pub mod next_year;
mod node;
mod outline;
mod place;
mod signed;
mod stage;

pub use edits::{Edits, Setting};
pub use field::{Issued, NodeField, PlanField};
pub(crate) use label::split_number;
pub use label::written_label;
pub use node::{Comparator, Node, NodeBody, NodeEdits, NodeKind, Target, Task};
pub use outline::{Outline, Row, in_reading_order};
pub use place::{Place, Position};
pub use signed::{Logged, as_signed, is_of_wording};
pub use stage::{Signature, Stage, Step, Taken, Version};

use crate::{
    formalities::Formalities,
    id::{NodeId, PlanId, RecordId, UnitId},
    map::{Map, Set},
    record::{PlanFieldSet, Record},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The most nodes a plan may have; the longest real ones have a few hundred.
pub const PLAN_MAX_NODES: usize = 5_000;
/// The most it may ever have had: what was withdrawn is still kept and loaded, so somebody who adds and
/// withdraws without end has to come to one.
const PLAN_MAX_NODES_EVER: usize = 4 * PLAN_MAX_NODES;
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
    /// The plan of a superior unit that this one carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carries_out: Option<PlanId>,
    /// What happened to it after it was made.
    #[serde(default, skip_serializing_if = "PlanEdits::is_empty")]
    pub edits: PlanEdits,
}

/// What a plan carries of its own changes; empty in the record that makes it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanEdits {
    /// The record that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_by: Option<RecordId>,
    /// It came with number and date: what was put in is the first signed version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came_signed: Option<Signature>,
    /// How many nodes it has ever had.
    pub n_nodes: usize,
    /// How many of them are withdrawn.
    pub n_withdrawn: usize,
    #[serde(skip_serializing_if = "Edits::is_empty")]
    pub fields: Edits,
    /// The steps taken with it, by the records that say so.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub steps: Map<RecordId, Taken>,
}

impl PlanEdits {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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

    /// Whether it may have so many nodes more. What was withdrawn makes room again: who writes and
    /// withdraws for years would else be told that the plan is full when it is not.
    pub fn has_room_for(&self, n: usize) -> bool {
        let n_ever = self.edits.n_nodes;
        n_ever.saturating_sub(self.edits.n_withdrawn) + n <= PLAN_MAX_NODES
            && n_ever + n <= PLAN_MAX_NODES_EVER
    }

    /// As it is when the record makes it of that many nodes.
    pub fn made(&self, record: &RecordId, n_nodes: usize) -> Self {
        let signed = self.number.is_some() && self.date.is_some();
        Self {
            edits: PlanEdits {
                made_by: Some(record.clone()),
                came_signed: signed.then(|| Signature {
                    number: self.written_number(),
                    date: self.date,
                    signer: self.formalities.signer.clone(),
                }),
                n_nodes,
                ..PlanEdits::default()
            },
            ..self.clone()
        }
    }

    /// Takes a setting in. The order in which they come does not matter.
    pub fn set(&mut self, set: &PlanFieldSet, record: &Record) {
        let name = set.field.name();
        if self
            .edits
            .fields
            .note(name, set.field.value(), record, &set.settles)
        {
            self.show(set.field.clone());
        }
    }

    fn show(&mut self, field: PlanField) {
        match field {
            PlanField::Title(title) => self.title = title,
            PlanField::Number(number) => self.number = number,
            PlanField::Symbol(symbol) => self.symbol = symbol,
            PlanField::IssuingBody(body) => self.issuing_body = body,
            PlanField::Date(date) => self.date = date.0,
            PlanField::Years(years) => self.years = years,
            PlanField::Formalities(formalities) => self.formalities = formalities,
            PlanField::CarriesOut(plan) => self.carries_out = plan,
        }
    }
}

/// Whether nodes make an outline of one plan: ids occur once, parents come first, nothing is
/// oversized.
pub fn is_well_formed(plan: &Plan, nodes: &[Node]) -> bool {
    let mut seen: Set<NodeId> = Set::new();
    nodes.len() <= PLAN_MAX_NODES
        && !plan.title.trim().is_empty()
        && plan.edits.is_empty()
        && nodes.iter().all(|node| {
            node.plan == plan.id
                && crate::id::is_well_formed(node.id.as_str())
                && node.text.chars().count() <= NODE_TEXT_MAX_CHARS
                && node.edits.is_empty()
                && node
                    .parent
                    .as_ref()
                    .is_none_or(|parent| seen.contains_key(parent))
                && seen.add(node.id.clone())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(id: &str, parent: Option<&str>, position: i64) -> Node {
        Node {
            id: id.into(),
            plan: "k".into(),
            parent: parent.map(NodeId::from),
            position: position.into(),
            label: None,
            text: id.into(),
            body: NodeBody::Task(Task::default()),
            edits: NodeEdits::default(),
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
}
