//! The phone's side: what it keeps, what it asks for next, and what an answer means.
//!
//! A [`Phone`] is the image of a store. Each step gives a [`Change`], which the store writes whole
//! or not at all; where that fails the phone is loaded again and the step has not happened. Nothing
//! here reads a clock, waits, or sends.

mod ask;
mod image;
mod keep;
mod photos;
mod settle;

pub use ask::Outgoing;
pub use image::{Change, Entry, Hold, Image, Position, Row};
pub use keep::{Draft, correct};
pub use settle::{AfterFailure, Settled, wait_ms};

use crate::{
    clock::{Millis, Stamp},
    fold::State,
    id::{DeviceId, PersonId, PhotoId, RecordId},
    map::Map,
    record::Record,
    sync::message::Ground,
};

/// How far a record has come that the server has accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Sent,
    /// Somebody who works for the commune has it.
    Received,
    /// It has gone into a report of the commune.
    Reported,
}

/// A phone at work.
#[derive(Clone, Debug, Default)]
pub struct Phone {
    device: DeviceId,
    entries: Map<RecordId, Entry>,
    rows: Map<RecordId, Row>,
    position: Position,
    stamp: Stamp,
    /// When something was done here last, as the ids of its records say.
    moment: Millis,
    ground: Ground,
    names: Map<PersonId, String>,
    state: State,
    /// Photos that the server is known to have from this person. Not in the store: a restored server
    /// may have lost them.
    photos_there: Vec<PhotoId>,
}

impl Phone {
    pub fn new(image: Image) -> Self {
        let entries = image.entries.into_iter();
        let rows = image.rows.into_iter();
        let mut phone = Self {
            device: image.device,
            entries: entries.map(|e| (e.record.id.clone(), e)).collect(),
            rows: rows.map(|r| (r.record.id.clone(), r)).collect(),
            position: image.position,
            stamp: image.stamp,
            moment: 0,
            ground: image.ground,
            names: image.names,
            state: State::default(),
            photos_there: Vec::new(),
        };
        phone.fold();
        phone
    }

    pub fn device(&self) -> &DeviceId {
        &self.device
    }

    pub fn position(&self) -> &Position {
        &self.position
    }

    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The name of somebody who made a record that has come, or brought it.
    pub fn name(&self, person: &PersonId) -> Option<&str> {
        self.names.get(person).map(String::as_str)
    }

    /// What the server's records and those on their way amount to.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Whether pages can be drawn from what is here: all of it has come at least once.
    pub fn is_ready(&self) -> bool {
        self.position.holds
            && !self.ground.version.is_empty()
            && (self.position.is_caught_up || self.position.shown < self.position.round)
    }

    /// What waits or was sent back, of whoever used this device, oldest first.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<_> = self.entries.values().collect();
        crate::order::sort_by(&mut entries, |a, b| {
            (a.record.made_at, &a.record.id).cmp(&(b.record.made_at, &b.record.id))
        });
        entries
    }

    /// Whether a record is here, sent or not.
    pub fn knows(&self, record: &RecordId) -> bool {
        self.entries.contains_key(record) || self.rows.contains_key(record)
    }

    /// A record that is here, sent or not.
    pub fn record(&self, id: &RecordId) -> Option<&Record> {
        let waits = self.entries.get(id).map(|entry| &entry.record);
        waits.or_else(|| self.rows.get(id).map(|row| &row.record))
    }

    /// What the server has, as far as this person sees it.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().filter(|row| self.is_shown(row))
    }

    /// How far a record of the server has come.
    pub fn step(&self, row: &Row) -> Step {
        if row.hold != Hold::Shared {
            return Step::Sent;
        }
        let node = row.record.fact.node();
        let node = node.and_then(|node| self.state.nodes.get(node));
        let plan = node.map(|node| &node.plan);
        let mut reports = self.position.reported.iter();
        if reports.any(|report| report.holds(&row.record, row.seq, plan)) {
            Step::Reported
        } else if row.seq <= self.position.received {
            Step::Received
        } else {
            Step::Sent
        }
    }

    /// What the person did on any device and the server has.
    pub fn own_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows
            .values()
            .filter(|row| row.record.by == self.position.person)
    }

    /// Done by the person or on this device: it is never given up, whoever may see it now.
    fn is_of_here(&self, record: &Record) -> bool {
        record.by == self.position.person || record.device == self.device
    }

    fn is_shown(&self, row: &Row) -> bool {
        match row.hold {
            Hold::Shared => row.round >= self.position.shown,
            Hold::Unseen => self.is_on_its_way(row),
            Hold::Aside | Hold::Foreign => false,
        }
    }

    /// Accepted and on its way back to the person. What another one sent from here is not: it waits for
    /// its author.
    fn is_on_its_way(&self, row: &Row) -> bool {
        row.hold == Hold::Unseen && row.record.by == self.position.person
    }

    /// Folds everything anew: after something was taken away, which a fold cannot undo.
    fn fold(&mut self) {
        let mut state = State::default();
        for row in self.rows() {
            state.apply(&row.record);
        }
        for entry in self.entries.values().filter(|entry| self.is_mine(entry)) {
            state.apply(&entry.record);
        }
        self.state = state;
    }

    /// Waits to be sent by the person who is signed in.
    fn is_mine(&self, entry: &Entry) -> bool {
        entry.is_waiting() && entry.record.by == self.position.person
    }

    /// Makes the change here that the store is about to write.
    fn apply(&mut self, change: &Change) {
        let takes_away = !change.rows_gone.is_empty()
            || change.entries.iter().any(|entry| !entry.is_waiting())
            || change.rows.iter().any(|row| !self.is_shown(row))
            || change
                .entries_gone
                .iter()
                .any(|id| !change.rows.iter().any(|row| row.record.id == *id));
        for id in &change.entries_gone {
            self.entries.remove(id);
        }
        for id in &change.rows_gone {
            self.rows.remove(id);
        }
        for entry in &change.entries {
            self.entries.insert(entry.record.id.clone(), entry.clone());
        }
        for row in &change.rows {
            self.rows.insert(row.record.id.clone(), row.clone());
        }
        if let Some(stamp) = change.stamp {
            self.stamp = stamp;
        }
        if let Some(ground) = &change.ground {
            self.ground = ground.clone();
        }
        if let Some(names) = &change.names {
            self.names = names.clone();
        }
        let moved = change.position.as_ref().is_some_and(|position| {
            position.shown != self.position.shown || position.person != self.position.person
        });
        let elsewhere = change.position.as_ref().is_some_and(|position| {
            position.server != self.position.server || position.person != self.position.person
        });
        if elsewhere {
            self.photos_there.clear();
        }
        if let Some(position) = &change.position {
            self.position = position.clone();
        }
        if takes_away || moved {
            self.fold();
        } else {
            let came = change.rows.iter().map(|row| &row.record);
            let kept = change.entries.iter().map(|entry| &entry.record);
            came.chain(kept).for_each(|record| self.state.apply(record));
        }
    }
}
