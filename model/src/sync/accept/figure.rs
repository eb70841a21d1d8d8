//! The rules for figures, for what is counted, and for the targets measured by it.

use chrono::{Datelike as _, NaiveDate};

use super::{Code, Problem, at_most};
use crate::{
    figure::{FigureReported, NUMBER_MAX},
    fold::State,
    id::{self, IndicatorId},
    indicator::{self, Goal, Indicator},
    person::{Action, Person},
    record::{IndicatorDefined, Record, TargetLinked},
    sync::TEXT_MAX_CHARS,
    unit::UnitTree,
};

/// Before it nobody counted any of this.
const FIRST_YEAR: i32 = 2000;

pub fn reported(
    record: &Record,
    said: &FigureReported,
    author: &Person,
    (tree, state): (&UnitTree, &State),
) -> Result<(), Problem> {
    if !author.may(Action::Update, &record.unit, tree) {
        return Err(Code::NotAllowed.into());
    }
    let Some(indicator) = find(&said.indicator, state) else {
        return Err(Code::IndicatorUnknown.into());
    };
    let part = said.part.as_deref();
    if part.is_some_and(|part| !indicator.has_part(part)) {
        return Err(Code::MalformedRecord.into());
    }
    if said.numerator.is_none() && record.replaces.is_none() {
        return Err(Code::FigureMissing.into());
    }
    let mut numbers = said.numerator.iter().chain(&said.denominator);
    if !numbers.all(|number| (0..=NUMBER_MAX).contains(number)) {
        return Err(Code::FigureOutOfRange.into());
    }
    day(record, said.as_of, tree)?;
    let source = said.source.as_deref().unwrap_or_default();
    at_most(source.chars().count(), TEXT_MAX_CHARS)
}

pub fn defined(
    record: &Record,
    fact: &IndicatorDefined,
    author: &Person,
    (tree, state): (&UnitTree, &State),
) -> Result<(), Problem> {
    let plan = state.plans.get(&fact.plan).ok_or(Code::NodeUnknown)?;
    if record.unit != plan.unit || !author.may(Action::EditPlan, &plan.unit, tree) {
        return Err(Code::NotAllowed.into());
    }
    let new = &fact.indicator;
    let id = &new.id;
    let is_taken = indicator::national().iter().any(|known| known.id == *id)
        || state.indicators.get(id).is_some_and(|known| {
            // How figures add up must not change under those that were given.
            let known = &known.indicator;
            known.plan.as_ref() != Some(&fact.plan)
                || (known.measure, known.counted_by) != (new.measure, new.counted_by)
        });
    if is_taken || !new.is_well_formed() {
        return Err(Code::IndicatorMalformed.into());
    }
    Ok(())
}

/// Whose plan it is has been asked.
pub fn linked(fact: &TargetLinked, state: &State) -> Result<(), Problem> {
    let node = state.nodes.get(&fact.target).ok_or(Code::NodeUnknown)?;
    if node.target().is_none() {
        return Err(Code::NotATarget.into());
    }
    let Some(link) = &fact.link else {
        return Ok(());
    };
    let indicator = find(&link.indicator, state).ok_or(Code::IndicatorUnknown)?;
    if link.goal == Goal::Rate && !indicator.is_rate() {
        return Err(Code::MalformedRecord.into());
    }
    Ok(())
}

fn find(id: &IndicatorId, state: &State) -> Option<Indicator> {
    if !id::is_well_formed(id.as_str()) {
        return None;
    }
    let of_plan = state.indicators.get(id).map(|one| one.indicator.clone());
    let national = || indicator::national().into_iter().find(|one| one.id == *id);
    national().or(of_plan)
}

fn day(record: &Record, as_of: NaiveDate, tree: &UnitTree) -> Result<(), Problem> {
    // A day of grace for clocks that differ.
    let tomorrow = record.made_at.day().succ_opt();
    if Some(as_of) > tomorrow || as_of.year() < FIRST_YEAR {
        return Err(Code::FigureInFuture.into());
    }
    let unit = tree.get(&record.unit);
    if unit.is_some_and(|unit| !unit.life.includes(as_of)) {
        return Err(Code::UnitGone.into());
    }
    Ok(())
}
