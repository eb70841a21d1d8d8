//! What happens on the phone itself: someone signs in, something is done, something is mended.

use super::{Change, Entry, Hold, Phone, Position, Row};
use crate::{
    clock::{Millis, Stamp},
    id::{IdMaker, PersonId, RecordId, UnitId},
    record::{Fact, Record},
};

/// A record to be, before the device has stamped it.
#[derive(Clone, Debug)]
pub struct Draft {
    pub unit: UnitId,
    pub replaces: Option<RecordId>,
    /// The stamp of the latest thing its author saw: it must come out later than that, even where
    /// the phone's clock is slow.
    pub after: Option<Stamp>,
    pub fact: Fact,
    pub about: String,
}

/// The phone's clock, put right by what the server's was when they last spoke.
pub fn correct(now: Millis, position: &Position) -> Millis {
    now.saturating_add(position.skew_ms)
}

impl Phone {
    /// Begins to work for a person. What another person's phone held goes, except what was done
    /// here: that is nobody else's to lose.
    pub fn sign_in(&mut self, person: &PersonId, holds: bool) -> Change {
        let old = &self.position;
        if old.person == *person && old.holds == holds {
            return Change::default();
        }
        let is_other = old.person != *person;
        let round = old.round + 1;
        let position = Position {
            person: person.clone(),
            holds,
            server: old.server.clone(),
            round,
            shown: round,
            skew_ms: old.skew_ms,
            ..Position::default()
        };
        let mut change = Change {
            position: Some(position),
            ..Change::default()
        };
        for row in self.rows.values() {
            if row.hold == Hold::Foreign {
                continue;
            }
            if row.record.by == *person || row.record.device == self.device {
                change.rows.push(Row {
                    hold: Hold::Aside,
                    ..row.clone()
                });
            } else {
                change.rows_gone.push(row.record.id.clone());
            }
        }
        if is_other {
            change.names = Some(Default::default());
            change.ground = Some(Default::default());
        }
        self.apply(&change);
        change
    }

    /// Makes records of the drafts, each stamped later than all before it.
    pub fn keep(
        &mut self,
        drafts: Vec<Draft>,
        now: Millis,
        random: impl FnMut() -> [u8; 10],
    ) -> Change {
        let now = correct(now, &self.position);
        let mut ids = IdMaker {
            now_ms: now,
            random,
        };
        let mut last = self.stamp;
        let entries = drafts.into_iter().map(|draft| {
            last = last.max(draft.after.unwrap_or_default()).next(now);
            Entry {
                record: Record {
                    id: RecordId::new(ids.next()),
                    unit: draft.unit,
                    by: self.position.person.clone(),
                    device: self.device.clone(),
                    made_at: last,
                    replaces: draft.replaces,
                    fact: draft.fact,
                },
                about: draft.about,
                refused: None,
            }
        });
        let entries = entries.collect();
        let change = Change {
            entries,
            stamp: Some(last),
            ..Change::default()
        };
        self.apply(&change);
        change
    }

    /// Lets what was sent back wait again.
    pub fn retry(&mut self, id: &RecordId) -> Change {
        let entries = self.entries.get(id).map(|entry| Entry {
            refused: None,
            ..entry.clone()
        });
        let change = Change {
            entries: entries.into_iter().collect(),
            ..Change::default()
        };
        self.apply(&change);
        change
    }

    /// Forgets what was sent back; the person has been asked. What still waits is not forgotten.
    pub fn discard(&mut self, id: &RecordId) -> Change {
        let is_refused = self
            .entries
            .get(id)
            .is_some_and(|entry| !entry.is_waiting());
        let change = Change {
            entries_gone: is_refused.then(|| id.clone()).into_iter().collect(),
            ..Change::default()
        };
        self.apply(&change);
        change
    }
}
