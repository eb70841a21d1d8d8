//! What the targets of a plan are measured by, and what the plan counts besides the national indicators.
//!
//! All that a record needs stands in the view, so that it can be made where the plan's own records
//! are not at hand, as in a province.

use crate::{
    clock::Stamp,
    fold::Defined,
    id::{IndicatorId, NodeId, PlanId, RecordId},
    import,
    indicator::{Indicator, TargetLink},
    person::Action,
    plan::{
        Comparator, Node, NodeField, Outline, Plan, Target,
        editing::{Intent, define},
    },
    problem::{Code, Problem},
    record::{Fact, NodeFieldSet},
    view::{
        Sight,
        figures::{asked, link_of},
    },
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Whether the person may say what measures what, at whatever stage.
    pub may_measure: bool,
    pub targets: Vec<Measured>,
    /// What is counted in the plan's unit: the national ones, those of superior plans, and its own.
    pub indicators: Vec<Indicator>,
    /// What the plan itself has defined, also what is withdrawn.
    pub own: Vec<Defined>,
}

/// A target, and what it is measured by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    pub node: NodeId,
    /// Its words with the label before them.
    pub heading: String,
    pub target: Target,
    /// What measures it, and whether that is only what its words suggest.
    pub link: Option<TargetLink>,
    pub is_guess: bool,
    /// What its words say, whatever it is held to.
    pub reading: Option<Reading>,
    /// The settings that new ones would replace: of the link, and of comparator, value and unit.
    seen: [(Option<RecordId>, Option<Stamp>); 4],
}

/// "Trên 60 %": a number, and on which side of it one is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub comparator: Comparator,
    pub value: Option<f64>,
    pub unit: Option<String>,
}

impl Measures {
    pub fn new(sight: Sight, plan: &Plan, outline: &Outline) -> Self {
        let catalogue = sight.state.catalogue();
        let target = |node: &Node| {
            let target = node.target()?;
            let (link, is_guess) = link_of(node, &catalogue).unzip();
            Some(Measured {
                node: node.id.clone(),
                heading: node.heading(),
                target: target.clone(),
                link,
                is_guess: is_guess == Some(true),
                reading: Reading::of(&node.text),
                seen: FIELDS.map(|field| {
                    let (record, at) = plan.setter(node, field);
                    (record.cloned(), at)
                }),
            })
        };
        let rows = outline.rows().filter(|row| !row.node.is_withdrawn());
        let of_plan = |one: &&Defined| one.indicator.plan.as_ref() == Some(&plan.id);
        let here = |one: &&Indicator| one.is_counted_in(&plan.unit, sight.tree);
        Self {
            may_measure: sight.person.may(Action::EditPlan, &plan.unit, sight.tree),
            targets: rows.filter_map(|row| target(row.node)).collect(),
            indicators: catalogue.iter().filter(here).cloned().collect(),
            own: sight
                .state
                .indicators
                .values()
                .filter(of_plan)
                .cloned()
                .collect(),
        }
    }

    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|one| one.id == *id)
    }

    /// "Người có kỹ năng số cơ bản"; nothing where nothing measures the target.
    pub fn name_of(&self, link: Option<&TargetLink>) -> Option<&str> {
        let indicator = self.indicator(&link?.indicator)?;
        Some(&indicator.name)
    }

    /// The records by which a target says what it promises, and by what that is measured; without a link,
    /// by what its words suggest. What stands already is not said again.
    pub fn set(
        &self,
        target: &Measured,
        link: Option<TargetLink>,
        promise: Option<Reading>,
    ) -> Result<Vec<Intent>, Problem> {
        if let Some(link) = link.as_ref().filter(|link| !link.is_nothing()) {
            let indicator = self.indicator(&link.indicator);
            if !link.fits(indicator.ok_or(Code::IndicatorUnknown)?) {
                return Err(Code::LinkUnfit.into());
            }
        }
        let now = &target.target;
        let mut fields = vec![(NodeField::Link(link), NodeField::Link(now.link.clone()))];
        if let Some(promise) = promise {
            fields.extend([
                (
                    NodeField::Comparator(promise.comparator),
                    NodeField::Comparator(now.comparator),
                ),
                (NodeField::Value(promise.value), NodeField::Value(now.value)),
                (
                    NodeField::Unit(promise.unit),
                    NodeField::Unit(now.unit.clone()),
                ),
            ]);
        }
        let said = fields.into_iter().filter(|(field, now)| field != now);
        Ok(said.map(|(field, _)| target.setting(field)).collect())
    }

    /// The record that defines an indicator of the plan, or defines it anew.
    pub fn define(&self, plan: &PlanId, indicator: Indicator) -> Result<Intent, Problem> {
        if !indicator.is_well_formed() {
            return Err(Code::IndicatorMalformed.into());
        }
        let known = self.own.iter().find(|own| own.indicator.id == indicator.id);
        Ok(define(plan, indicator, known))
    }
}

impl Measured {
    /// What the target is held to, or what its words say where it is held to nothing yet.
    pub fn promise(&self) -> Reading {
        let now = Reading {
            comparator: self.target.comparator,
            value: self.target.value,
            unit: self.target.unit.clone(),
        };
        match (&self.reading, now.value) {
            (Some(reading), None) => reading.clone(),
            _ => now,
        }
    }

    fn setting(&self, field: NodeField) -> Intent {
        let place = FIELDS.iter().position(|name| *name == field.name());
        let seen = place.and_then(|place| self.seen.get(place));
        let (replaces, after) = seen.cloned().unwrap_or_default();
        Intent {
            replaces,
            after,
            fact: Fact::NodeFieldSet(NodeFieldSet::new(self.node.clone(), field)),
        }
    }
}

impl Reading {
    /// The number in the words of a target, with the side of it on which one is to be.
    pub fn of(words: &str) -> Option<Self> {
        let (comparator, value, unit) = import::promise_in(words)?;
        Some(Self {
            comparator,
            value: Some(value),
            unit: Some(unit.to_owned()),
        })
    }

    /// "Trên 60 %" as the plan has it.
    pub fn words(&self) -> String {
        let target = Target {
            comparator: self.comparator,
            value: self.value,
            unit: self.unit.clone(),
            ..Target::default()
        };
        asked(&target).unwrap_or_default()
    }
}

const FIELDS: [&str; 4] = ["link", "comparator", "value", "unit"];

#[cfg(test)]
mod tests;
