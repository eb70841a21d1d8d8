//! What one can do to a plan, as the records it takes: nothing here changes anything.

mod amendment;
mod measuring;
mod place;
mod renumber;
mod step;
mod superior;
mod write;

pub use measuring::define;
pub use renumber::Numbering;

use super::{Node, NodeField, Outline, Plan, PlanField, Row};
use crate::{
    clock::Stamp,
    fold::{Defined, State},
    id::{IndicatorId, NodeId, PlanId, RecordId},
    map::Map,
    problem::{Code, Problem},
    record::{Fact, NodeFieldSet, PlanFieldSet},
};

/// A record to be: what is done, and what its author saw before.
#[derive(Clone, Debug, PartialEq)]
pub struct Intent {
    pub replaces: Option<RecordId>,
    /// The stamp it must come after.
    pub after: Option<Stamp>,
    pub fact: Fact,
}

/// A plan under the hands of somebody who edits it.
pub struct Editing<'a> {
    pub plan: &'a Plan,
    pub outline: Outline<'a>,
    /// What plans count besides the national indicators.
    pub indicators: &'a Map<IndicatorId, Defined>,
    /// Where in the outline each node stands.
    places: Map<&'a NodeId, usize>,
}

impl<'a> Editing<'a> {
    pub fn new(state: &'a State, plan: &PlanId) -> Option<Self> {
        let plan = state.plans.get(plan)?;
        let nodes = state.nodes.values().filter(|node| node.plan == plan.id);
        let outline = Outline::new(nodes);
        let places = outline
            .all
            .iter()
            .map(|row| &row.node.id)
            .zip(0..)
            .collect();
        Some(Self {
            plan,
            outline,
            indicators: &state.indicators,
            places,
        })
    }

    pub fn row(&self, node: &NodeId) -> Result<Row<'a>, Problem> {
        let place = *self.places.get(&node).ok_or(Code::NodeUnknown)?;
        Ok(self.outline.all[place])
    }

    /// Gives fields of a node new values; those that have them already are left alone, and so are
    /// fields that a node of its kind does not have.
    pub fn set(&self, node: &NodeId, fields: Vec<NodeField>) -> Result<Vec<Intent>, Problem> {
        Ok(self.set_seen(self.row(node)?.node, fields))
    }

    /// The same by somebody who saw the node as it is given here, which may be a while ago: what
    /// others have set since is not overwritten unseen but has a rival then.
    pub fn set_seen(&self, seen: &Node, fields: Vec<NodeField>) -> Vec<Intent> {
        let becomes_another = fields
            .iter()
            .any(|field| matches!(field, NodeField::Kind(_)));
        let differs = |field: &NodeField| match NodeField::of(seen, field.name()) {
            Some(now) => now != *field,
            None => becomes_another,
        };
        let fields = fields.into_iter().filter(differs);
        fields.map(|field| self.setting(seen, field)).collect()
    }

    /// Gives a field whose value is in dispute the one that its author chose.
    pub fn settle(&self, node: &NodeId, field: NodeField) -> Result<Vec<Intent>, Problem> {
        Ok(vec![self.settling(self.row(node)?.node, field)])
    }

    fn settling(&self, node: &Node, field: NodeField) -> Intent {
        let rivals = node.edits.fields.rivals(field.name());
        let mut intent = self.setting(node, field);
        if let Fact::NodeFieldSet(set) = &mut intent.fact {
            let others = rivals.iter().map(|(record, _)| (*record).clone());
            set.settles = others
                .filter(|record| Some(record) != intent.replaces.as_ref())
                .collect();
        }
        let latest = rivals.iter().map(|(_, setting)| setting.at).max();
        intent.after = intent.after.max(latest);
        intent
    }

    pub fn set_plan(&self, field: PlanField) -> Vec<Intent> {
        if PlanField::of(self.plan, field.name()).as_ref() == Some(&field) {
            return Vec::new();
        }
        let shown = self.plan.edits.fields.shown(field.name());
        let made_by = self.plan.edits.made_by.as_ref();
        vec![Intent {
            replaces: shown.map(|(record, _)| record).or(made_by).cloned(),
            after: shown.map(|(_, setting)| setting.at),
            fact: Fact::PlanFieldSet(PlanFieldSet {
                plan: self.plan.id.clone(),
                field,
                settles: Vec::new(),
                undoes: None,
            }),
        }]
    }

    /// As [`Plan::setter`].
    pub fn setter<'n>(
        &'n self,
        node: &'n Node,
        field: &str,
    ) -> (Option<&'n RecordId>, Option<Stamp>) {
        self.plan.setter(node, field)
    }

    pub(super) fn setting(&self, node: &Node, field: NodeField) -> Intent {
        let (replaces, after) = self.setter(node, field.name());
        Intent {
            replaces: replaces.cloned(),
            after,
            fact: Fact::NodeFieldSet(NodeFieldSet::new(node.id.clone(), field)),
        }
    }

    /// Where in the outline the node stands, and where what stands under it ends.
    fn span(&self, node: &NodeId) -> Result<(usize, usize), Problem> {
        let start = *self.places.get(&node).ok_or(Code::NodeUnknown)?;
        let rows = &self.outline.all;
        let under = rows[start + 1..]
            .iter()
            .take_while(|row| row.depth > rows[start].depth);
        Ok((start, start + 1 + under.count()))
    }
}

impl Plan {
    /// The record that a new setting of a node's field replaces, with its stamp if it is a setting.
    pub fn setter<'n>(
        &'n self,
        node: &'n Node,
        field: &str,
    ) -> (Option<&'n RecordId>, Option<Stamp>) {
        match node.edits.fields.shown(field) {
            Some((record, setting)) => (Some(record), Some(setting.at)),
            None => {
                let made_by = node.edits.made_by.as_ref();
                (made_by.or(self.edits.made_by.as_ref()), None)
            }
        }
    }
}

#[cfg(test)]
mod tests;
