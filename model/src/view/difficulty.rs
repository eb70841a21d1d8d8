//! What waits for a word from this person: difficulties raised from below, tasks that come back, and
//! answers to what the own unit raised.

use super::Sight;
use crate::{
    assignment::{Assignment, may_answer},
    clock::Millis,
    id::{NodeId, PlanId},
    order,
    person::Action,
    unit::UnitHead,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What a unit said of a task that calls for a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    pub task: NodeId,
    pub plan: PlanId,
    /// What is to be done.
    pub text: String,
    pub unit: UnitHead,
    /// What stands in the way, or why the task is declined.
    pub words: String,
    /// When that was said.
    pub at: Millis,
    /// How many days it has waited, or did.
    pub n_days: u32,
    #[serde(default)]
    pub answer: Option<String>,
}

/// Difficulties that the person may answer and nobody has, the longest waiting first.
pub fn waiting(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<Call> {
    let mut calls = calls(sight, visible, |given| {
        let difficulty = given.progress.difficulty()?;
        let plan = sight.state.plans.get(&given.plan)?;
        let is_mine = may_answer(sight.person, &given.unit, &plan.unit, sight.tree);
        (is_mine && difficulty.is_open()).then_some((
            difficulty.text,
            difficulty.since.millis,
            None,
        ))
    });
    order::sort_by(&mut calls, |a, b| {
        (a.at, &a.task, &a.unit.id).cmp(&(b.at, &b.task, &b.unit.id))
    });
    calls
}

/// Answers to what the person's own unit raised, which it has not said anything after.
pub fn answered(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<Call> {
    let home = sight.person.home().map(|grant| &grant.unit);
    calls(sight, visible, |given| {
        let is_mine =
            Some(&given.unit) == home && sight.person.may(Action::Update, &given.unit, sight.tree);
        let difficulty = given.progress.news().filter(|_| is_mine)?;
        let answer = difficulty.answer?.text;
        Some((difficulty.text, difficulty.since.millis, Some(answer)))
    })
}

/// Tasks that units decline, for those who give them.
pub fn declined(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<Call> {
    calls(sight, visible, |given| {
        let reply = given.reply()?;
        let is_mine = sight.person.may(Action::Assign, &given.unit, sight.tree);
        let reason = given.declined().filter(|_| is_mine)?;
        Some((reason.to_owned(), reply.made_at.millis, None))
    })
}

type Said = (String, Millis, Option<String>);

fn calls(
    sight: Sight,
    visible: &[Cow<Assignment>],
    of: impl Fn(&Assignment) -> Option<Said>,
) -> Vec<Call> {
    let call = |given: &Assignment| {
        let (words, at, answer) = of(given)?;
        let node = sight.state.nodes.get(&given.task)?;
        let until = given.progress.difficulty();
        let n_days = until.map_or(0, |difficulty| difficulty.n_days(sight.today));
        Some(Call {
            task: given.task.clone(),
            plan: given.plan.clone(),
            text: node.text.clone(),
            unit: sight.tree.head(&given.unit),
            words,
            at,
            n_days: u32::try_from(n_days).unwrap_or(0),
            answer,
        })
    };
    visible.iter().filter_map(|given| call(given)).collect()
}
