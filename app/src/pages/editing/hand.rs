//! The hand on the phone's own records: what a plan says at this very moment, without waiting.

#[cfg(not(feature = "ssr"))]
pub use here::{edit, history, signed, view};

#[cfg(not(feature = "ssr"))]
mod here {
    use crate::local;
    use model::{
        fold::State,
        id::PlanId,
        plan::{editing::Editing, history::History},
        view::editing::EditingView,
    };

    /// `None` where the phone does not hold the plan, or not yet.
    pub fn view(plan: &PlanId) -> Option<EditingView> {
        local::ready_now()?.editing(plan)
    }

    pub fn edit(plan: &PlanId, edit: &mut dyn FnMut(&Editing)) -> Option<()> {
        local::ready_now()?.state(&mut |state| {
            edit(&Editing::new(state, plan)?);
            Some(())
        })
    }

    /// With all that the person did to the plan.
    pub fn history(plan: &PlanId, read: &mut dyn FnMut(&History, &Editing)) -> Option<()> {
        local::ready_now()?.history(plan, read)
    }

    /// With the plan as it was signed last.
    pub fn signed(plan: &PlanId, read: &mut dyn FnMut(&State, &Editing)) -> Option<()> {
        local::ready_now()?.signed(plan, read)
    }
}

/// Where pages are drawn there is no phone.
#[cfg(feature = "ssr")]
pub use nowhere::{edit, history, signed, view};

#[cfg(feature = "ssr")]
mod nowhere {
    use model::{
        fold::State,
        id::PlanId,
        plan::{editing::Editing, history::History},
        view::editing::EditingView,
    };

    pub fn view(_: &PlanId) -> Option<EditingView> {
        None
    }

    pub fn edit(_: &PlanId, _: &mut dyn FnMut(&Editing)) -> Option<()> {
        None
    }

    pub fn history(_: &PlanId, _: &mut dyn FnMut(&History, &Editing)) -> Option<()> {
        None
    }

    pub fn signed(_: &PlanId, _: &mut dyn FnMut(&State, &Editing)) -> Option<()> {
        None
    }
}
