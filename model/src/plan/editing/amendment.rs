//! Getting out of an amendment that was begun by mistake: nothing is lost, for what takes a change back
//! is a record like any other.

use super::{Editing, Intent};
use crate::{
    fold::State,
    plan::{Node, NodeField, PlanField, Step},
};

/// What was signed of a plan's own data.
const SIGNED: [&str; 7] = [
    "title",
    "number",
    "symbol",
    "issuing_body",
    "date",
    "years",
    "formalities",
];

impl Editing<'_> {
    /// What takes back all that was changed since the plan was signed, and the step after it.
    pub fn drop_amendment(&self, signed: &State) -> Vec<Intent> {
        let mut intents = self.set_back(signed);
        intents.push(self.step(Step::AmendmentDropped, None, None));
        intents
    }

    /// In how many places the plan no longer says what was signed; its own data are one.
    pub fn n_amended(&self, signed: &State) -> usize {
        let intents = self.set_back(signed);
        // Those about one node follow each other.
        let mut places: Vec<_> = intents.iter().map(|intent| intent.fact.node()).collect();
        places.dedup();
        places.len()
    }

    /// What makes the plan say again what was signed; nothing where it does. Settings of others that
    /// are in dispute with it are settled by it.
    pub fn set_back(&self, signed: &State) -> Vec<Intent> {
        let signed_plan = signed.plans.get(&self.plan.id);
        let of_plan = SIGNED
            .iter()
            .filter_map(|name| PlanField::of(signed_plan?, name))
            .flat_map(|field| self.set_plan(field));
        let of_nodes = self.outline.all.iter().flat_map(|row| {
            let was = signed.nodes.get(&row.node.id);
            let fields = differing(was, row.node).into_iter();
            fields.map(|field| self.settling(row.node, field))
        });
        of_plan.chain(of_nodes).collect()
    }
}

/// The fields by which a node differs from what was signed, as they were then. Of what is in neither
/// of the two nothing matters.
fn differing(was: Option<&Node>, is: &Node) -> Vec<NodeField> {
    let Some(was) = was.filter(|was| !was.is_withdrawn()) else {
        let gone = (!is.is_withdrawn()).then_some(NodeField::Withdrawn(true));
        return gone.into_iter().collect();
    };
    let mut fields = NodeField::changed(is, was);
    let stood = [
        NodeField::Place(was.place()),
        NodeField::Withdrawn(was.is_withdrawn()),
    ];
    let is_as_it_was = |field: &NodeField| NodeField::of(is, field.name()).as_ref() == Some(field);
    fields.extend(stood.into_iter().filter(|field| !is_as_it_was(field)));
    fields
}
