//! What may be done to a plan and its nodes: by whom, at which stage, and within which limits.

use super::{Judge, at_most, figure, is_given_already};
use crate::{
    id::{self, NodeId, PlanId, RecordId},
    person::Action,
    plan::{NODE_TEXT_MAX_CHARS, Node, NodeField, Plan, PlanField, Stage, Step, editing::Editing},
    problem::{Code, Problem},
    record::{NodeAdded, NodeFieldSet, PlanFieldSet, PlanStepped},
    sync::TEXT_MAX_CHARS,
};

/// The most rivals that one setting may settle.
const SETTLES_MAX: usize = 50;

impl Judge<'_> {
    pub(super) fn node_added(&self, fact: &NodeAdded) -> Result<(), Problem> {
        let node = &fact.node;
        let plan = self.open_plan(&node.plan)?;
        if !id::is_well_formed(node.id.as_str()) || !node.edits.is_empty() || is_given_already(node)
        {
            return Err(Code::NodeMalformed.into());
        }
        if self.state.nodes.contains_key(&node.id) {
            return Err(Code::NodeExists.into());
        }
        for field in NodeField::all_of(node) {
            sound(&field)?;
        }
        if !plan.has_room_for(1) {
            return Err(Code::PlanFull.into());
        }
        self.may_stand_under(node.parent.as_ref(), node)
    }

    pub(super) fn node_field_set(&self, fact: &NodeFieldSet) -> Result<(), Problem> {
        let node = self.state.nodes.get(&fact.node).ok_or(Code::NodeUnknown)?;
        // What it carries out of the superior plan, and what measures it, is not among the words that
        // were signed.
        let plan = match fact.field {
            NodeField::CarriesOut(_) | NodeField::Link(_) => self.edited_plan(&node.plan)?,
            _ => self.open_plan(&node.plan)?,
        };
        sound(&fact.field)?;
        references(&fact.settles, fact.undoes.as_ref())?;
        match &fact.field {
            NodeField::Place(place) => self.may_stand_under(place.parent.as_ref(), node),
            NodeField::Link(link) => {
                figure::linked(node, link.as_ref(), &plan.unit, (self.tree, self.state))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn plan_field_set(&self, fact: &PlanFieldSet) -> Result<(), Problem> {
        // Which plan it carries out is not among the words that were signed.
        if matches!(fact.field, PlanField::CarriesOut(_)) {
            self.edited_plan(&fact.plan)?;
        } else {
            self.open_plan(&fact.plan)?;
        }
        if !fact.field.is_sound() {
            return Err(Code::PlanMalformed.into());
        }
        references(&fact.settles, fact.undoes.as_ref())
    }

    pub(super) fn plan_stepped(&self, fact: &PlanStepped) -> Result<(), Problem> {
        let plan = self.plan(&fact.plan)?;
        let may = |action: &Action| self.may(*action, &plan.unit).is_ok();
        if !fact.step.needs().iter().any(may) {
            return Err(Code::NotAllowed.into());
        }
        if plan.stage().after(fact.step).is_none() {
            return Err(Code::PlanStepOutOfTurn.into());
        }
        if fact.step == Step::AmendmentDropped {
            self.says_what_was_signed(plan)?;
        }
        let reason = fact.reason.as_deref().unwrap_or_default().trim();
        at_most(reason.chars().count(), TEXT_MAX_CHARS)?;
        if matches!(fact.step, Step::Returned | Step::AmendmentBegun) && reason.is_empty() {
            return Err(Code::ReasonMissing.into());
        }
        if fact.step.is_signing() != fact.signature.is_some() {
            return Err(Code::SignatureMissing.into());
        }
        let Some(signature) = &fact.signature else {
            return Ok(());
        };
        let number = signature.number.as_deref().unwrap_or_default().trim();
        let signer = signature.signer.as_deref().unwrap_or_default().trim();
        if number.is_empty() || signature.date.is_none() || signer.is_empty() {
            return Err(Code::SignatureMissing.into());
        }
        at_most(
            number.chars().count().max(signer.chars().count()),
            TEXT_MAX_CHARS,
        )
    }

    /// An amendment is dropped once what it changed has been taken back, also what its author did not
    /// know of.
    fn says_what_was_signed(&self, plan: &Plan) -> Result<(), Problem> {
        let signed = self.state.signed.get(&plan.id);
        let editing = Editing::new(self.state, &plan.id);
        match editing.zip(signed) {
            Some((editing, signed)) if editing.set_back(signed).is_empty() => Ok(()),
            _ => Err(Code::AmendmentChanged.into()),
        }
    }

    fn plan(&self, id: &PlanId) -> Result<&Plan, Problem> {
        Ok(self.state.plans.get(id).ok_or(Code::PlanUnknown)?)
    }

    /// The plan, where the author may edit it.
    fn edited_plan(&self, id: &PlanId) -> Result<&Plan, Problem> {
        let plan = self.plan(id)?;
        self.may(Action::EditPlan, &plan.unit)?;
        Ok(plan)
    }

    /// The plan, where the author may edit what it says, and now.
    fn open_plan(&self, id: &PlanId) -> Result<&Plan, Problem> {
        let plan = self.edited_plan(id)?;
        match plan.stage() {
            Stage::Draft | Stage::Amending => Ok(plan),
            Stage::Submitted | Stage::AmendmentSubmitted => Err(Code::PlanSubmitted.into()),
            Stage::Signed => Err(Code::PlanSigned.into()),
        }
    }

    /// Circles through other nodes are not judged here: two moves that are sound each by itself make
    /// one, and [`crate::plan::Outline`] opens it.
    fn may_stand_under(&self, parent: Option<&NodeId>, node: &Node) -> Result<(), Problem> {
        let Some(parent) = parent else {
            return Ok(());
        };
        let above = self.state.nodes.get(parent).ok_or(Code::NodeUnknown)?;
        if above.plan != node.plan || above.id == node.id {
            return Err(Code::NodeMalformed.into());
        }
        Ok(())
    }
}

fn sound(field: &NodeField) -> Result<(), Problem> {
    at_most(field.n_chars(), NODE_TEXT_MAX_CHARS)?;
    if field.is_sound() {
        Ok(())
    } else {
        Err(Code::NodeMalformed.into())
    }
}

fn references(settles: &[RecordId], undoes: Option<&RecordId>) -> Result<(), Problem> {
    let mut named = settles.iter().chain(undoes);
    if settles.len() <= SETTLES_MAX && named.all(|record| id::is_uuid_v7(record.as_str())) {
        Ok(())
    } else {
        Err(Code::MalformedRecord.into())
    }
}
