//! Figures told apart: of what a plan asks for, and what is known of each part.

use super::{IndicatorMap, Scope, is_due};
use crate::{
    figure::Topic,
    id::{IndicatorId, UnitId},
    indicator::{Dimension, Indicator, part_name},
    rollup::{Totals, Value},
    unit::UnitHead,
    view::Sight,
};
use chrono::Datelike as _;
use serde::{Deserialize, Serialize};

/// A part of a breakdown with its value. Missing is not zero here either.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartValue {
    /// As records name it.
    pub part: String,
    pub name: String,
    pub value: Value,
}

impl IndicatorMap {
    /// The values of the parts in the map's unit or in one of its areas.
    pub fn parts_in(&self, unit: &UnitHead) -> &[PartValue] {
        if unit.id == self.unit.id {
            return &self.parts;
        }
        let mut areas = self.areas.iter();
        let area = areas.find(|area| area.unit.id == unit.id);
        area.map_or(&[], |area| &area.parts)
    }
}

/// Of what the plans of the unit, and of those above it, want which figures of the period's year
/// told apart. A target says so where somebody has linked it; what is guessed asks for nothing.
pub fn asked(sight: Sight, scope: &Scope) -> Vec<(IndicatorId, Dimension)> {
    let year = scope.period.last_day().year();
    let mut asked = Vec::new();
    for node in sight.state.nodes.values() {
        let target = node.target().filter(|_| !node.is_withdrawn());
        let link = target.and_then(|target| target.link.as_ref());
        let plan = sight.state.plans.get(&node.plan);
        let (Some(target), Some(link), Some(plan)) = (target, link, plan) else {
            continue;
        };
        if is_due(target, plan, year) && sight.tree.is_within(&scope.root.id, &plan.unit) {
            let asks = link.asks.iter();
            asked.extend(asks.map(|by| (link.indicator.clone(), *by)));
        }
    }
    asked
}

/// Of what an indicator is to be told apart, and can be.
pub fn of(asked: &[(IndicatorId, Dimension)], indicator: &Indicator) -> Vec<Dimension> {
    let is_asked = |by: &Dimension| {
        let mut asked = asked.iter();
        indicator.breakdowns.contains(by) && asked.any(|(id, one)| *id == indicator.id && one == by)
    };
    Dimension::ALL.into_iter().filter(is_asked).collect()
}

pub fn topics(apart: Vec<Dimension>, indicator: &Indicator) -> Vec<Topic> {
    let parts = apart.iter().flat_map(|by| by.parts());
    let topic = |(part, _): &(&str, &str)| Topic {
        indicator: indicator.id.clone(),
        part: (*part).to_owned(),
    };
    parts.map(topic).collect()
}

pub fn values(
    apart: &[Dimension],
    indicator: &Indicator,
    totals: &Totals,
    unit: &UnitId,
) -> Vec<PartValue> {
    let topics = topics(apart.to_vec(), indicator).into_iter();
    let value = |topic: Topic| {
        let part = topic.part.clone();
        let total = totals.of_topic(topic, unit).cloned().unwrap_or_default();
        PartValue {
            name: part_name(&part).unwrap_or_default().to_owned(),
            part,
            value: total.sum,
        }
    };
    topics.map(value).collect()
}
