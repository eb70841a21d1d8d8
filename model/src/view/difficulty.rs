//! Difficulties raised from below: those that wait for one's answer, and answers that came back.

use super::{Sight, task_list::visible_assignments};
use crate::{
    assignment::{Assignment, Difficulty, may_answer},
    id::NodeId,
    order,
    person::Action,
    unit::UnitHead,
};
use serde::{Deserialize, Serialize};

/// A difficulty with where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifficultyRow {
    pub task: NodeId,
    /// What is to be done.
    pub text: String,
    pub unit: UnitHead,
    pub difficulty: Difficulty,
    /// How many days it has waited, or did.
    pub n_days: i64,
}

/// Those that the person may answer and nobody has, the longest waiting first.
pub fn waiting(sight: Sight) -> Vec<DifficultyRow> {
    let mut rows = rows(sight, |given| {
        let plan = sight.state.plans.get(&given.plan)?;
        let is_mine = may_answer(sight.person, &given.unit, &plan.unit, sight.tree);
        let difficulty = given.progress.difficulty().filter(|_| is_mine)?;
        difficulty.is_open().then_some(difficulty)
    });
    order::sort_by(&mut rows, |a, b| {
        let key = |row: &DifficultyRow| (row.difficulty.since, row.difficulty.raised_in.clone());
        key(a).cmp(&key(b))
    });
    rows
}

/// Answers to what the person's own unit raised, which it has not said anything after; newest first.
pub fn answered(sight: Sight) -> Vec<DifficultyRow> {
    let home = sight.person.home().map(|grant| &grant.unit);
    let mut rows = rows(sight, |given| {
        let is_mine =
            Some(&given.unit) == home && sight.person.may(Action::Update, &given.unit, sight.tree);
        given.progress.news().filter(|_| is_mine)
    });
    order::sort_by(&mut rows, |a, b| {
        let key = |row: &DifficultyRow| row.difficulty.answer.as_ref().map(|a| a.made_at);
        key(b).cmp(&key(a))
    });
    rows
}

fn rows(sight: Sight, of: impl Fn(&Assignment) -> Option<Difficulty>) -> Vec<DifficultyRow> {
    visible_assignments(sight)
        .filter_map(|given| {
            let node = sight.state.nodes.get(&given.task)?;
            let difficulty = of(&given)?;
            Some(DifficultyRow {
                task: given.task.clone(),
                text: node.text.clone(),
                unit: sight.tree.head(&given.unit),
                n_days: difficulty.n_days(sight.today),
                difficulty,
            })
        })
        .collect()
}
