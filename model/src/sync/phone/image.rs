//! What a phone's store holds, and how one step changes it.

use crate::{
    clock::{Millis, Stamp},
    id::{DeviceId, PersonId, RecordId, ServerId},
    map::Map,
    problem::Problem,
    record::Record,
    report::Covered,
    sync::{check::Check, message::Ground},
};
use serde::{Deserialize, Serialize};

/// A record that waits to be sent, or was sent back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub record: Record,
    /// What it is about in words, for the list of unsent records.
    pub about: String,
    /// Why the server sent it back, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Problem>,
}

impl Entry {
    pub fn is_waiting(&self) -> bool {
        self.refused.is_none()
    }
}

/// A record that the server has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub record: Record,
    pub hold: Hold,
    /// Its place in the server's log, once it has come back.
    #[serde(default)]
    pub seq: i64,
    /// The round of pulling in which it came last.
    #[serde(default)]
    pub round: u32,
    /// As in [`Entry`], of what was done here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who brought it to the server, where that was not its author.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<PersonId>,
}

/// Why a phone holds a record that the server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// It is part of what this person sees.
    Shared,
    /// Sent and accepted; it has not come back yet.
    Unseen,
    /// The person's own, of what the person no longer sees. It is kept all the same: a server that
    /// is restored from a backup may need it again.
    Aside,
    /// The person's own, given to a server that is there no more.
    Foreign,
}

/// Where a phone is with its server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    pub person: PersonId,
    /// Whether the person's phone holds records, or only sends its own.
    pub holds: bool,
    pub server: Option<ServerId>,
    pub cursor: i64,
    /// Rises when everything is pulled anew.
    pub round: u32,
    /// The first round whose records are shown: while everything is pulled anew, the round before.
    pub shown: u32,
    /// The end of the log was reached in this round.
    pub is_caught_up: bool,
    /// While own records are offered once more: the last that was.
    pub offered: Option<RecordId>,
    /// What the server had of this phone's own after the last offer, if nothing was added since; while
    /// an offer lasts, what it has said from its beginning on, if that has always been the same.
    pub offered_for: Option<Check>,
    /// Rounds in a row after which the phone's records were still not the server's.
    pub n_mends: u32,
    /// When the phone's records last were the server's, by the phone's clock.
    pub checked_at: Option<Millis>,
    /// Up to which `seq` the commune has received the log.
    pub received: i64,
    /// What the commune's reports cover.
    #[serde(default)]
    pub reported: Vec<Covered>,
    /// Rises with every answer that changes what is held, so that a window that does not have that yet
    /// is not taken to be where this one is.
    pub n_taken: u32,
    /// What the phone's clock lacks of the server's; 0 where they agree well enough.
    pub skew_ms: Millis,
}

/// What one step changes in the store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    pub entries: Vec<Entry>,
    pub entries_gone: Vec<RecordId>,
    pub rows: Vec<Row>,
    pub rows_gone: Vec<RecordId>,
    pub position: Option<Position>,
    /// Where a new position takes the place of another: that other one.
    pub left: Option<Position>,
    pub stamp: Option<Stamp>,
    pub ground: Option<Ground>,
    pub names: Option<Map<PersonId, String>>,
}

/// Everything the store holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Image {
    pub device: DeviceId,
    pub entries: Vec<Entry>,
    pub rows: Vec<Row>,
    pub position: Position,
    /// The last stamp that was given here.
    pub stamp: Stamp,
    pub ground: Ground,
    pub names: Map<PersonId, String>,
}

impl Change {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
            && self.entries_gone.is_empty()
            && self.rows.is_empty()
            && self.rows_gone.is_empty()
            && self.position.is_none()
            && self.stamp.is_none()
            && self.ground.is_none()
            && self.names.is_none()
    }
}

impl Image {
    /// Whether a change comes too late: another window has moved on from where it began. It was made from
    /// what no longer stands here, so no store takes anything of it.
    pub fn is_past(&self, change: &Change) -> bool {
        change
            .left
            .as_ref()
            .is_some_and(|left| *left != self.position)
    }

    /// Makes a change, as every store does it.
    pub fn apply(&mut self, change: &Change) {
        self.entries.retain(|entry| {
            let id = &entry.record.id;
            let is_new = change.entries.iter().any(|new| new.record.id == *id);
            !is_new && !change.entries_gone.contains(id)
        });
        self.entries.extend(change.entries.iter().cloned());
        self.rows.retain(|row| {
            let id = &row.record.id;
            let is_new = change.rows.iter().any(|new| new.record.id == *id);
            !is_new && !change.rows_gone.contains(id)
        });
        self.rows.extend(change.rows.iter().cloned());
        if let Some(position) = &change.position {
            self.position = position.clone();
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
    }
}
