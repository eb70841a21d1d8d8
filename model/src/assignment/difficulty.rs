//! Difficulties: what a unit says stands in its way, since when, and what it was answered.

use super::{Progress, TaskUpdate};
use crate::{
    clock::{Millis, Stamp},
    id::{PersonId, RecordId, UnitId},
    order,
    person::{Action, Person},
    unit::UnitTree,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What somebody above said to a difficulty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub record: RecordId,
    pub by: PersonId,
    pub made_at: Stamp,
    pub text: String,
}

/// A difficulty that stands. Updates carry it along word for word; other words are another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Difficulty {
    pub text: String,
    /// The update that raised it, which an answer names.
    pub raised_in: RecordId,
    pub since: Stamp,
    pub answer: Option<Answer>,
}

impl Difficulty {
    pub fn is_open(&self) -> bool {
        self.answer.is_none()
    }

    /// How long it has waited for an answer, or did.
    pub fn n_days(&self, today: NaiveDate) -> i64 {
        let until = self.answer.as_ref().map(|answer| answer.made_at.day());
        let until = until.unwrap_or(today);
        until
            .signed_duration_since(self.since.day())
            .num_days()
            .max(0)
    }
}

impl Progress {
    /// The difficulty that stands: that of the latest update.
    pub fn difficulty(&self) -> Option<Difficulty> {
        let text = told(&self.said.as_ref()?.update)?;
        let mut steps: Vec<_> = self.trail.iter().collect();
        order::sort_by(&mut steps, |a, b| (b.1.at, b.0).cmp(&(a.1.at, a.0)));
        let run: Vec<_> = steps
            .into_iter()
            .take_while(|(_, step)| step.difficulty.as_ref() == Some(&text))
            .collect();
        let (raised_in, first) = run.last()?;
        let answers = run.iter().filter_map(|(id, _)| self.answers.get(id));
        Some(Difficulty {
            raised_in: (*raised_in).clone(),
            since: first.at,
            answer: answers.max_by(|a, b| rank(a).cmp(&rank(b))).cloned(),
            text,
        })
    }

    /// The answer to a difficulty that the unit has not said anything after: news for the unit.
    pub fn news(&self) -> Option<Difficulty> {
        let said_at = self.last_at()?;
        let is_newer = |at: Millis| at > said_at;
        self.difficulty().filter(|difficulty| {
            let answer = difficulty.answer.as_ref();
            answer.is_some_and(|answer| is_newer(answer.made_at.millis))
        })
    }

    /// Folds an answer in; the latest to an update stands. The update may come later.
    pub fn answer(&mut self, update: RecordId, answer: Answer) {
        let earlier = self.answers.get(&update);
        if earlier.is_none_or(|earlier| rank(&answer) > rank(earlier)) {
            self.answers.insert(update, answer);
        }
    }
}

/// Whether the person may answer what a unit raises on a task of `plan_unit`: whoever gives tasks
/// above it, or in the unit whose plan it is. Nobody answers the own call for those above.
pub fn may_answer(person: &Person, unit: &UnitId, plan_unit: &UnitId, tree: &UnitTree) -> bool {
    let above = tree.get(unit).and_then(|unit| unit.parent.as_ref());
    let gives = |unit: &UnitId| person.may(Action::Assign, unit, tree);
    above.is_some_and(gives) || (gives(plan_unit) && tree.is_within(unit, plan_unit))
}

pub(super) fn told(update: &TaskUpdate) -> Option<String> {
    let text = update.difficulty.as_deref()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn rank(answer: &Answer) -> (Stamp, &RecordId) {
    (answer.made_at, &answer.record)
}

#[cfg(test)]
mod tests;
