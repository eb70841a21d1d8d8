//! What a report says, in the words in which it is shown, printed and signed, with the numbers for
//! programs beside them.

use crate::{
    id::{IndicatorId, NodeId},
    rollup::Value,
    status::Cells,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// The day as of which it tells: the last of the period's data, or the day it was compiled.
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    pub targets: Vec<TargetTold>,
    pub tasks: Vec<TaskTold>,
    /// What stands in the way, the longest first.
    pub difficulties: Vec<DifficultyTold>,
    /// Written by hand: an assessment of the whole, and what is asked of those above.
    #[serde(default)]
    pub assessment: String,
    #[serde(default)]
    pub proposals: String,
}

/// A target beside what there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetTold {
    pub node: NodeId,
    pub statement: String,
    pub indicator: IndicatorId,
    /// "trên 60 %"; `None` for a target without a number.
    #[serde(default)]
    pub asked: Option<String>,
    /// "40 % (400/1.000)".
    pub told: String,
    /// "12/15 đơn vị đã báo, số cũ nhất ngày 10/02/2026".
    pub reporters: String,
    #[serde(default)]
    pub is_met: Option<bool>,
    pub value: Value,
}

/// A task and how far its units are with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskTold {
    pub node: NodeId,
    #[serde(default)]
    pub label: Option<String>,
    pub text: String,
    /// Who leads it, by name.
    pub leads: Vec<String>,
    /// Its time as the plan has it.
    pub times: String,
    /// Over all units that have it.
    pub cells: Cells,
    /// What units counted, added up by what it is of.
    pub amounts: Vec<Amount>,
    /// What those who lead it said last, or the only unit that has it.
    #[serde(default)]
    pub note: Option<String>,
}

/// "120 người".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub number: u64,
    pub of: String,
}

/// What a unit says stands in its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifficultyTold {
    pub task: NodeId,
    pub unit: String,
    /// What was to be done.
    pub text: String,
    pub words: String,
    #[serde(with = "crate::day")]
    pub since: NaiveDate,
    #[serde(default)]
    pub answer: Option<String>,
}

impl Contents {
    /// Over all tasks and units.
    pub fn cells(&self) -> Cells {
        let mut cells = Cells::default();
        self.tasks.iter().for_each(|task| cells.merge(task.cells));
        cells
    }

    /// The indicators that it tells figures of, each once.
    pub fn indicators(&self) -> Vec<IndicatorId> {
        let mut told: Vec<IndicatorId> = Vec::new();
        for target in &self.targets {
            if !told.contains(&target.indicator) {
                told.push(target.indicator.clone());
            }
        }
        told
    }
}
