//! The rule by which a record enters the log.

mod plan_edit;
mod report;

use serde::Deserialize as _;
use serde_json::Value;

use super::{PLAN_RECORD_MAX_BYTES, RECORD_MAX_BYTES, TEXT_MAX_CHARS};
use crate::{
    assignment::{may_answer, standing_of},
    fold::State,
    id::{self, NodeId, PersonId, PhotoId, UnitId},
    mention::MENTIONS_MAX,
    person::{Action, Person},
    photo,
    plan::{self, Node},
    problem::{Code, Problem},
    record::{Commented, DifficultyAnswered, Fact, PlanCreated, PutInCharge, Record},
    unit::UnitTree,
};

/// Reads one record of a request.
pub fn read_record(value: &Value) -> Result<Record, Problem> {
    let record: Record =
        Record::deserialize(value).map_err(|_| Problem::from(Code::MalformedRecord))?;
    let n_bytes = n_bytes_of(value);
    let max_bytes = match record.fact {
        Fact::PlanCreated(_) | Fact::ReportSubmitted(_) => PLAN_RECORD_MAX_BYTES,
        _ => RECORD_MAX_BYTES,
    };
    if n_bytes > max_bytes {
        Err(Code::RecordTooLarge.into())
    } else {
        Ok(record)
    }
}

/// How long it is as JSON.
fn n_bytes_of(value: &Value) -> usize {
    let mut length = Length(0);
    // What cannot be written, if there were such a value, is too long.
    serde_json::to_writer(&mut length, value).map_or(usize::MAX, |()| length.0)
}

/// What is written to it is counted and not kept.
struct Length(usize);

impl std::io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whether `author` may add `record` to the log, given the units and the part of the state that
/// the record is about. Clocks are not judged: a phone's clock may be wrong and its work is not.
pub fn accept(
    record: &Record,
    author: &Person,
    tree: &UnitTree,
    state: &State,
) -> Result<(), Problem> {
    let replaces = record.replaces.as_ref();
    if !id::is_uuid_v7(record.id.as_str())
        || !id::is_well_formed(record.device.as_str())
        || replaces.is_some_and(|replaced| !id::is_uuid_v7(replaced.as_str()))
    {
        return Err(Code::MalformedRecord.into());
    }
    if record.by != author.id {
        return Err(Code::NotAuthor.into());
    }
    if tree.get(&record.unit).is_none() {
        return Err(Code::UnitUnknown.into());
    }
    judge(record, author, tree, state)
}

/// Whether a person may do what the record says, whoever it names as its author.
pub(super) fn judge(
    record: &Record,
    author: &Person,
    tree: &UnitTree,
    state: &State,
) -> Result<(), Problem> {
    let judge = Judge {
        record,
        author,
        tree,
        state,
    };
    match &record.fact {
        Fact::PlanCreated(fact) => judge.plan_created(fact),
        Fact::PlanFieldSet(fact) => judge.plan_field_set(fact),
        Fact::PlanStepped(fact) => judge.plan_stepped(fact),
        Fact::NodeAdded(fact) => judge.node_added(fact),
        Fact::NodeFieldSet(fact) => judge.node_field_set(fact),
        Fact::Assigned(fact) => judge.assignment(&fact.task),
        Fact::Unassigned(fact) => judge.assignment(&fact.task),
        Fact::TaskUpdated(update) => judge.task_updated(update),
        Fact::Commented(fact) => judge.commented(fact),
        Fact::DifficultyAnswered(fact) => judge.difficulty_answered(fact),
        Fact::ClassAssigned(fact) => judge.class_assigned(&fact.task),
        Fact::AssignmentReplied(fact) => {
            judge.is_given(&fact.task)?;
            fact.declined.as_deref().map_or(Ok(()), worded)
        }
        Fact::PutInCharge(fact) => judge.put_in_charge(fact),
        Fact::FigureReported(said) => figure::reported(record, said, author, (tree, state)),
        Fact::IndicatorDefined(fact) => figure::defined(record, fact, author, (tree, state)),
        Fact::ReportSubmitted(fact) => judge.report_submitted(fact),
        Fact::ReportReplied(fact) => judge.report_replied(fact),
        Fact::Unknown(_) => judge.may(Action::Comment, &record.unit),
    }
}

struct Judge<'a> {
    record: &'a Record,
    author: &'a Person,
    tree: &'a UnitTree,
    state: &'a State,
}

impl Judge<'_> {
    fn may(&self, action: Action, unit: &UnitId) -> Result<(), Problem> {
        if self.author.may(action, unit, self.tree) {
            Ok(())
        } else {
            Err(Code::NotAllowed.into())
        }
    }

    /// The unit whose plan a node belongs to.
    fn plan_unit(&self, node: &NodeId) -> Result<&UnitId, Problem> {
        let node = self.state.nodes.get(node).ok_or(Code::NodeUnknown)?;
        let plan = self.state.plans.get(&node.plan).ok_or(Code::NodeUnknown)?;
        Ok(&plan.unit)
    }

    /// The unit whose plan a task belongs to.
    fn task_unit(&self, task: &NodeId) -> Result<&UnitId, Problem> {
        let node = self.state.nodes.get(task).ok_or(Code::TaskUnknown)?;
        if node.task().is_none() {
            return Err(Code::NotATask.into());
        }
        self.plan_unit(task)
    }

    fn plan_created(&self, fact: &PlanCreated) -> Result<(), Problem> {
        self.may(Action::EditPlan, &self.record.unit)?;
        if fact.plan.unit != self.record.unit
            || !id::is_well_formed(fact.plan.id.as_str())
            || !plan::is_well_formed(&fact.plan, &fact.nodes)
            || fact.nodes.iter().any(is_given_already)
        {
            return Err(Code::PlanMalformed.into());
        }
        if !fact.nodes.iter().any(|node| node.task().is_some()) {
            return Err(Code::PlanEmpty.into());
        }
        let known = fact
            .nodes
            .iter()
            .any(|node| self.state.nodes.contains_key(&node.id));
        if known || self.state.plans.contains_key(&fact.plan.id) {
            return Err(Code::PlanExists.into());
        }
        Ok(())
    }

    /// A task goes to units below the plan's own, by someone who assigns there: the plan's officer,
    /// or the officer of a commune who hands a superior task on to a hamlet.
    fn assignment(&self, task: &NodeId) -> Result<(), Problem> {
        let plan_unit = self.task_unit(task)?;
        self.may(Action::Assign, &self.record.unit)?;
        if !self.tree.is_within(&self.record.unit, plan_unit) {
            return Err(Code::UnitOutsidePlan.into());
        }
        Ok(())
    }

    /// A class is of the plan's own unit: what a commune hands on of a superior plan concerns nobody
    /// else who reads it, and goes to each unit by itself.
    fn class_assigned(&self, task: &NodeId) -> Result<(), Problem> {
        let plan_unit = self.task_unit(task)?;
        self.may(Action::Assign, &self.record.unit)?;
        if self.record.unit == *plan_unit {
            Ok(())
        } else {
            Err(Code::UnitOutsidePlan.into())
        }
    }

    /// Whoever gives tasks there says who of those who work there does this one; whom it is taken back
    /// from may have left.
    fn put_in_charge(&self, fact: &PutInCharge) -> Result<(), Problem> {
        self.task_unit(&fact.task)?;
        let unit = &self.record.unit;
        self.may(Action::Assign, unit)?;
        let is_known = if fact.is_over {
            let key = (fact.task.clone(), unit.clone());
            let given = self.state.assignments.get(&key);
            let known = given.and_then(|given| given.progress.people.get(&fact.person));
            known.is_some_and(|known| known.name == fact.name)
        } else {
            self.stands(&fact.task)?;
            self.state.staff.get(&fact.person).is_some_and(|person| {
                person.name == fact.name && person.may(Action::Update, unit, self.tree)
            })
        };
        if is_known {
            Ok(())
        } else {
            Err(Code::PersonNotOfUnit.into())
        }
    }

    /// Whether the author speaks for the unit, and the unit has been given the task.
    fn is_given(&self, task: &NodeId) -> Result<(), Problem> {
        self.task_unit(task)?;
        self.may(Action::Update, &self.record.unit)?;
        self.stands(task)
    }

    /// Whether the unit has been given the task.
    fn stands(&self, task: &NodeId) -> Result<(), Problem> {
        let day = self.record.made_at.day();
        match standing_of(self.state, self.tree, task, &self.record.unit, day) {
            Some(_) => Ok(()),
            None => Err(Code::TaskNotAssigned.into()),
        }
    }

    fn task_updated(&self, update: &crate::assignment::TaskUpdate) -> Result<(), Problem> {
        self.is_given(&update.task)?;
        if update.percent.is_some_and(|percent| percent > 100) {
            return Err(Code::PercentOutOfRange.into());
        }
        // A day of grace for clocks that differ.
        let tomorrow = self.record.made_at.day().succ_opt();
        if update
            .done_on
            .is_some_and(|done_on| Some(done_on) > tomorrow)
        {
            return Err(Code::DoneInFuture.into());
        }
        for text in [&update.note, &update.difficulty, &update.number_of]
            .into_iter()
            .flatten()
        {
            at_most(text.chars().count(), TEXT_MAX_CHARS)?;
        }
        self.photos(&update.photos)
    }

    /// Last of all: a phone sends photos again for a record that is otherwise right.
    fn photos(&self, photos: &[PhotoId]) -> Result<(), Problem> {
        if photos.len() > photo::MOST_OF_UPDATE {
            return Err(Code::TooManyPhotos.into());
        }
        if !photos.iter().all(photo::is_well_formed) {
            return Err(Code::MalformedRecord.into());
        }
        if photos.iter().all(|id| self.state.photos.contains(id)) {
            Ok(())
        } else {
            Err(Code::PhotoMissing.into())
        }
    }

    fn difficulty_answered(&self, fact: &DifficultyAnswered) -> Result<(), Problem> {
        let plan_unit = self.task_unit(&fact.task)?;
        if !may_answer(self.author, &self.record.unit, plan_unit, self.tree) {
            return Err(Code::NotAllowed.into());
        }
        let key = (fact.task.clone(), self.record.unit.clone());
        let given = self.state.assignments.get(&key);
        let step = given.and_then(|given| given.progress.trail.get(&fact.update));
        if step.is_none_or(|step| step.difficulty.is_none()) {
            return Err(Code::DifficultyUnknown.into());
        }
        worded(&fact.text)
    }

    fn commented(&self, fact: &Commented) -> Result<(), Problem> {
        let plan_unit = self.plan_unit(&fact.node)?;
        self.may(Action::Comment, &self.record.unit)?;
        if !self.author.may_read_plan_of(plan_unit, self.tree) {
            return Err(Code::NotAllowed.into());
        }
        let named = &fact.mentions;
        let is_sound = |person: &PersonId| id::is_well_formed(person.as_str());
        if named.len() > MENTIONS_MAX || !named.iter().all(is_sound) {
            return Err(Code::MalformedRecord.into());
        }
        worded(&fact.text)
    }
}

/// Tasks are given by records of their own.
fn is_given_already(node: &Node) -> bool {
    node.task().is_some_and(|task| !task.classes.is_empty())
}

/// Whether somebody wrote something, and not too much.
fn worded(text: &str) -> Result<(), Problem> {
    if text.trim().is_empty() {
        return Err(Code::TextMissing.into());
    }
    at_most(text.chars().count(), TEXT_MAX_CHARS)
}

fn at_most(n_chars: usize, max_chars: usize) -> Result<(), Problem> {
    if n_chars > max_chars {
        Err(Code::TextTooLong.into())
    } else {
        Ok(())
    }
}

mod figure;

#[cfg(test)]
mod tests;
