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
            n_taken: old.n_taken,
            skew_ms: old.skew_ms,
            ..Position::default()
        };
        let mut change = Change {
            position: Some(position),
            left: Some(old.clone()),
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

    /// Makes records of the drafts, each stamped later than all before it. They are one act: their
    /// ids say one moment, which is no other act's, however quickly acts follow each other.
    pub fn keep(
        &mut self,
        drafts: Vec<Draft>,
        now: Millis,
        random: impl FnMut() -> [u8; 10],
    ) -> Change {
        let now = correct(now, &self.position);
        self.moment = now.max(self.moment.saturating_add(1));
        let mut ids = IdMaker {
            now_ms: self.moment,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{record::Commented, sync::phone::Image};

    fn draft() -> Draft {
        Draft {
            unit: "x".into(),
            replaces: None,
            after: None,
            fact: Fact::Commented(Commented {
                node: "a".into(),
                text: "Đã xem.".to_owned(),
                mentions: Vec::new(),
            }),
            about: String::new(),
        }
    }

    #[test]
    fn what_is_done_at_once_says_one_moment_and_what_is_done_next_says_another() {
        let mut phone = Phone::new(Image::default());
        let mut n = 0;
        let mut moments = |n_drafts, now| {
            let drafts = vec![draft(); n_drafts];
            let change = phone.keep(drafts, now, || {
                n += 1;
                [n; 10]
            });
            let moments = change.entries.iter().map(|it| it.record.id.moment());
            moments.map(str::to_owned).collect::<Vec<_>>()
        };
        let first = moments(2, 1_000);
        let second = moments(2, 1_000);
        // The clock was put back meanwhile.
        let third = moments(1, 400);
        assert_eq!(first[0], first[1]);
        assert_eq!(second[0], second[1]);
        assert!(first[0] < second[0] && second[0] < third[0]);
    }
}
