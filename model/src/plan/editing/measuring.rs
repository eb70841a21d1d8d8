//! Saying what a plan counts besides the national indicators.

use super::Intent;
use crate::{
    fold::Defined,
    id::PlanId,
    indicator::Indicator,
    record::{Fact, IndicatorDefined},
};

/// Defines an indicator of a plan; `known` is how it is defined now, if it is.
pub fn define(plan: &PlanId, indicator: Indicator, known: Option<&Defined>) -> Intent {
    Intent {
        replaces: known.map(|known| known.set.1.clone()),
        after: known.map(|known| known.set.0),
        fact: Fact::IndicatorDefined(IndicatorDefined {
            plan: plan.clone(),
            indicator,
            undoes: None,
        }),
    }
}
