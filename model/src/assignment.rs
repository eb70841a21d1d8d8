//! Assignments: which unit does a task, in which duty, and how far it says it has got.

use crate::{
    clock::{Millis, Stamp},
    id::{NodeId, PersonId, PhotoId, PlanId, RecordId, UnitId},
    map::Map,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod class;
mod difficulty;
mod people;
mod reply;

pub use class::{ClassDuty, Tasks, standing, standing_of};
pub use difficulty::{Answer, Difficulty, may_answer};
pub use people::{InCharge, staff_of};
pub use reply::Reply;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    Lead,
    Coordinator,
    Implementer,
}

impl Duty {
    pub const ALL: [Self; 3] = [Self::Lead, Self::Coordinator, Self::Implementer];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Coordinator => "coordinator",
            Self::Implementer => "implementer",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "Chủ trì",
            Self::Coordinator => "Phối hợp",
            Self::Implementer => "Thực hiện",
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    NotStarted,
    Doing,
    Done,
}

impl Status {
    pub const ALL: [Self; 3] = [Self::NotStarted, Self::Doing, Self::Done];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::Doing => "doing",
            Self::Done => "done",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "Chưa bắt đầu",
            Self::Doing => "Đang làm",
            Self::Done => "Đã xong",
        }
    }
}

/// What a unit says of a task: the whole of the update form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TaskUpdate {
    pub task: NodeId,
    pub status: Status,
    /// 0 to 100.
    #[serde(default)]
    pub percent: Option<u8>,
    /// How many people, classes, sessions …
    #[serde(default)]
    pub number: Option<u32>,
    /// … and of what.
    #[serde(default)]
    pub number_of: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// What stands in the way: raised to the unit above.
    #[serde(default)]
    pub difficulty: Option<String>,
    /// The day it was done, when that is not the day of the update.
    #[serde(default, with = "crate::day::option")]
    pub done_on: Option<NaiveDate>,
    /// Taken there; sent before the record that cites them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoId>,
}

/// So many of the latest updates of a unit to a task are compared with each other. Whoever reports
/// more often reports no slower for it.
pub const TRAIL_MAX: usize = 20;

/// The update that stands, and who gave it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    pub record: RecordId,
    pub by: PersonId,
    pub made_at: Stamp,
    pub update: TaskUpdate,
}

/// How far a unit has got with a task: a fold of its updates.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The latest update by `made_at`, then id.
    pub said: Option<Said>,
    /// The latest updates that were folded in, up to [`TRAIL_MAX`].
    #[serde(default)]
    pub trail: Map<RecordId, Step>,
    /// What was answered to difficulties, by the update that raised them.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub answers: Map<RecordId, Answer>,
    /// What the unit last said to being given the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<Reply>,
    /// Who was put in charge of it in the unit.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub people: Map<PersonId, InCharge>,
}

/// What later words must know of an update.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub at: Stamp,
    /// The update that it replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordId>,
    /// What stood in the way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difficulty: Option<String>,
}

impl Progress {
    pub fn apply(&mut self, said: Said, replaces: Option<RecordId>) {
        let step = Step {
            at: said.made_at,
            replaces,
            difficulty: difficulty::told(&said.update),
        };
        self.trail.insert(said.record.clone(), step);
        self.forget_the_oldest();
        let rank = |said: &Said| (said.made_at, said.record.clone());
        if self
            .said
            .as_ref()
            .is_none_or(|shown| rank(&said) > rank(shown))
        {
            self.said = Some(said);
        }
    }

    pub fn status(&self) -> Status {
        self.said
            .as_ref()
            .map_or(Status::NotStarted, |said| said.update.status)
    }

    /// Percent as said; a task that is done counts as 100.
    pub fn percent(&self) -> Option<u8> {
        let update = &self.said.as_ref()?.update;
        if update.status == Status::Done {
            Some(100)
        } else {
            update.percent
        }
    }

    pub fn last_at(&self) -> Option<Millis> {
        self.said.as_ref().map(|said| said.made_at.millis)
    }

    /// The day on which it was done, if it is.
    pub fn done_on(&self) -> Option<NaiveDate> {
        let said = self
            .said
            .as_ref()
            .filter(|said| said.update.status == Status::Done)?;
        Some(said.update.done_on.unwrap_or_else(|| said.made_at.day()))
    }

    /// Updates that replace the same one without having seen each other, while nobody has
    /// replaced either.
    pub fn rivals(&self) -> Vec<&RecordId> {
        let replaced = |step: &'_ Step| step.replaces.clone();
        let superseded: Vec<_> = self.trail.values().filter_map(replaced).collect();
        let open = |id: &&RecordId| !superseded.contains(id);
        self.trail
            .iter()
            .filter(|(id, step)| {
                let is_rival = |other: &&RecordId, same: &Step| {
                    other != id && same.replaces == step.replaces && open(other)
                };
                step.replaces.is_some()
                    && open(id)
                    && self
                        .trail
                        .iter()
                        .any(|(other, same)| is_rival(&other, same))
            })
            .map(|(id, _)| id)
            .collect()
    }

    /// What is forgotten is older than all that stays, so it makes no difference if it comes again.
    fn forget_the_oldest(&mut self) {
        if self.trail.len() <= TRAIL_MAX {
            return;
        }
        let steps = self.trail.iter();
        let oldest = steps.min_by(|a, b| (a.1.at, a.0).cmp(&(b.1.at, b.0)));
        if let Some(oldest) = oldest.map(|(id, _)| id.clone()) {
            self.trail.remove(&oldest);
        }
    }
}

/// A task given to a unit. One per task and unit; the latest record says in which duty, or that it
/// was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    pub task: NodeId,
    pub unit: UnitId,
    pub plan: PlanId,
    /// `None` once it was taken back.
    pub duty: Option<Duty>,
    /// The record that set the duty.
    pub set_at: Stamp,
    pub set_by: RecordId,
    #[serde(default)]
    pub progress: Progress,
}

impl Assignment {
    pub fn is_current(&self) -> bool {
        self.duty.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_trail_forgets_its_beginning_whatever_the_order() {
        let updates = (0..120).map(|n| said(&format!("r{n:03}"), n, Status::Doing));
        let updates: Vec<_> = updates.collect();
        let fold = |updates: &mut dyn Iterator<Item = &Said>| {
            let mut progress = Progress::default();
            updates.for_each(|said| progress.apply(said.clone(), None));
            progress
        };
        let forwards = fold(&mut updates.iter());
        assert_eq!(forwards.trail.len(), TRAIL_MAX);
        assert_eq!(forwards, fold(&mut updates.iter().rev()));
        assert_eq!(forwards, fold(&mut updates.iter().chain(&updates)));
    }

    fn said(record: &str, at: Millis, status: Status) -> Said {
        Said {
            record: record.into(),
            by: "p".into(),
            made_at: Stamp::at(at),
            update: TaskUpdate {
                task: "t".into(),
                status,
                ..TaskUpdate::default()
            },
        }
    }

    #[test]
    fn the_latest_update_stands_in_any_order_and_any_repetition() {
        let updates = [
            said("a", 1, Status::Doing),
            said("b", 3, Status::Done),
            said("c", 2, Status::Doing),
        ];
        let fold = |order: &[usize]| {
            let mut progress = Progress::default();
            order
                .iter()
                .for_each(|i| progress.apply(updates[*i].clone(), None));
            progress
        };
        let expected = fold(&[0, 1, 2]);
        assert_eq!(expected.status(), Status::Done);
        assert_eq!(expected, fold(&[2, 1, 0, 1, 0]));
    }

    #[test]
    fn two_updates_that_replace_the_same_one_are_rivals_until_one_is_replaced() {
        let mut progress = Progress::default();
        progress.apply(said("a", 1, Status::Doing), None);
        progress.apply(said("b", 2, Status::Doing), Some("a".into()));
        assert!(progress.rivals().is_empty());
        progress.apply(said("c", 3, Status::Done), Some("a".into()));
        assert_eq!(progress.rivals(), [&RecordId::from("b"), &"c".into()]);
        progress.apply(said("d", 4, Status::Done), Some("b".into()));
        assert!(progress.rivals().is_empty());
    }

    #[test]
    fn a_task_done_earlier_than_reported_keeps_its_own_day() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1);
        let mut update = said("a", crate::clock::start_of_day(day.unwrap()), Status::Done);
        update.update.done_on = day.and_then(|day| day.pred_opt());
        let mut progress = Progress::default();
        progress.apply(update.clone(), None);
        assert_eq!(progress.done_on(), update.update.done_on);
        assert_eq!(progress.percent(), Some(100));
    }
}
