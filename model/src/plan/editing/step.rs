//! Taking a plan from one stage to the next.

use super::{Editing, Intent};
use crate::{
    plan::{Signature, Step},
    record::{Fact, PlanStepped},
};

impl Editing<'_> {
    pub fn step(&self, step: Step, reason: Option<String>, signature: Option<Signature>) -> Intent {
        let last = self.plan.last_step();
        Intent {
            replaces: last.map(|(record, _)| record.clone()),
            after: last.map(|(_, taken)| taken.at),
            fact: Fact::PlanStepped(PlanStepped {
                plan: self.plan.id.clone(),
                step,
                reason,
                signature,
            }),
        }
    }
}
