//! The reading of a plan's text as the confirming page needs it.

use crate::{
    assignment::Duty,
    id::{NodeId, UnitId},
    import::Warning,
    record::PlanCreated,
    unit::Unit,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What was read: the text of the file, composed; warnings name its lines.
    #[serde(default)]
    pub text: String,
    /// The plan as it would be made.
    pub plan: PlanCreated,
    /// The line of the text on which each node stands, from 1.
    #[serde(default)]
    pub lines: Vec<(NodeId, usize)>,
    /// Names of units in the plan, each with the units it seems to mean.
    pub names: Vec<NamedUnit>,
    pub warnings: Vec<Warning>,
    /// The units that names can be matched with.
    pub units: Vec<Unit>,
}

/// A spelling, the tasks for which it stands, and the units it was matched with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedUnit {
    pub name: String,
    pub uses: Vec<(NodeId, Duty)>,
    pub matched: Vec<UnitId>,
}
