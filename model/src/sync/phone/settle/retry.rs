//! What was refused because something had not come yet, and now it has.

use super::Intake;
use crate::{
    id::{NodeId, RecordId},
    map::Set,
    problem::Code,
    record::{Fact, Record},
    sync::phone::Entry,
};

impl Intake<'_> {
    /// It is sent again.
    pub(super) fn retry_what_can_pass(&mut self) {
        let sent_back_now: Set<_> = ids_of(&self.change.entries).collect();
        let earlier = self.phone.entries.values().filter(|entry| {
            let id = &entry.record.id;
            entry.record.by == self.position.person
                && !sent_back_now.contains_key(&id)
                && !self.change.entries_gone.contains(id)
                && self.can_pass(entry)
        });
        let earlier: Vec<_> = earlier.cloned().collect();
        let mut now = std::mem::take(&mut self.change.entries);
        now.extend(earlier);
        for entry in &mut now {
            if self.can_pass(entry) {
                entry.refused = None;
            }
        }
        self.change.entries = now;
    }

    fn can_pass(&self, entry: &Entry) -> bool {
        let is_brought = |node: &NodeId| {
            let mut new = self.answer.records.iter();
            new.any(|stamped| brings(&stamped.record, node))
        };
        match entry.refused.as_ref().map(|problem| problem.code) {
            Some(Code::TaskUnknown | Code::NodeUnknown | Code::TaskNotAssigned) => {
                entry.record.fact.node().is_some_and(is_brought)
            }
            Some(Code::NotAllowed | Code::UnitUnknown | Code::UnitOutsidePlan) => {
                self.answer.ground.is_some()
            }
            _ => false,
        }
    }
}

fn ids_of(entries: &[Entry]) -> impl Iterator<Item = &RecordId> {
    entries.iter().map(|entry| &entry.record.id)
}

/// Whether a record makes or gives the node.
fn brings(record: &Record, node: &NodeId) -> bool {
    match &record.fact {
        Fact::PlanCreated(fact) => fact.nodes.iter().any(|made| made.id == *node),
        Fact::Assigned(fact) => fact.task == *node,
        _ => false,
    }
}
