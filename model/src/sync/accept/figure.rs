//! The rules for figures, for what is counted, and for the targets measured by it.

use chrono::{Datelike as _, NaiveDate};

use super::{Code, Problem, at_most};
use crate::{
    figure::{FigureReported, NUMBER_MAX},
    fold::State,
    id::{self, IndicatorId, UnitId},
    indicator::{self, Indicator, TargetLink},
    person::{Action, Person},
    plan::Node,
    record::{IndicatorDefined, Record},
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
    let indicator = find(&said.indicator, &record.unit, (tree, state))?;
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
    let undone = fact.undoes.as_ref();
    if undone.is_some_and(|record| !id::is_uuid_v7(record.as_str())) {
        return Err(Code::MalformedRecord.into());
    }
    if is_taken || !new.is_well_formed() {
        return Err(Code::IndicatorMalformed.into());
    }
    Ok(())
}

/// Who may edit the plan has been asked.
pub fn linked(
    node: &Node,
    link: Option<&TargetLink>,
    unit: &UnitId,
    (tree, state): (&UnitTree, &State),
) -> Result<(), Problem> {
    if node.target().is_none() {
        return Err(Code::NotATarget.into());
    }
    let Some(link) = link.filter(|link| **link != TargetLink::nothing()) else {
        return Ok(());
    };
    let indicator = find(&link.indicator, unit, (tree, state))?;
    if !link.fits(&indicator) {
        return Err(Code::LinkUnfit.into());
    }
    Ok(())
}

/// The indicator, if it is counted in the unit: what a neighbour's plan counts is as good as unknown.
fn find(
    id: &IndicatorId,
    unit: &UnitId,
    (tree, state): (&UnitTree, &State),
) -> Result<Indicator, Problem> {
    let national = || indicator::national().into_iter().find(|one| one.id == *id);
    let of_plan = || state.indicators.get(id).map(|one| one.indicator.clone());
    let known = id::is_well_formed(id.as_str()).then(|| national().or_else(of_plan));
    let known = known.flatten();
    let here = known.filter(|one| one.is_counted_in(unit, tree));
    Ok(here.ok_or(Code::IndicatorUnknown)?)
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
