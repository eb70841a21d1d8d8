//! The book in which the demo world's acts are written down, and from which their records are made.

use super::{chance::mix, clock::Clock, people};
use model::{
    clock::{Millis, Stamp},
    id::{DeviceId, IdMaker, PersonId, RecordId, UnitId},
    person::Person,
    record::{Fact, Record},
};
use std::collections::HashMap;

const MINUTE_OF_START: i64 = 7 * 60 + 30;
const MINUTES_OF_WORK: u64 = 13 * 60;

#[derive(Clone)]
pub struct RecordBook {
    pub clock: Clock,
    people: Vec<Person>,
    /// Sets the ids of one book apart from those of another.
    salt: u64,
    acts: Vec<Act>,
}

#[derive(Clone)]
struct Act {
    at: Millis,
    unit: UnitId,
    by: PersonId,
    fact: Fact,
}

impl RecordBook {
    pub fn new(clock: Clock, people: Vec<Person>, salt: u64) -> Self {
        Self {
            clock,
            people,
            salt,
            acts: Vec::new(),
        }
    }

    /// Writes down what the one who writes for a unit did for it.
    pub fn add_own(&mut self, days_ago: i64, unit: UnitId, fact: Fact) {
        let by = people::author_of(&self.people, unit.as_str());
        self.add(days_ago, unit, by, fact);
    }

    /// Writes down an act at some time between half past seven and half past eight in the evening.
    pub fn add(&mut self, days_ago: i64, unit: UnitId, by: PersonId, fact: Fact) {
        let chance = mix(self.acts.len() as u64) % MINUTES_OF_WORK;
        let minute = MINUTE_OF_START + i64::try_from(chance).unwrap_or(0);
        self.add_at(days_ago, minute, unit, by, fact);
    }

    /// Writes down an act at a minute of the day; acts of one minute keep their order.
    pub fn add_at(&mut self, days_ago: i64, minute: i64, unit: UnitId, by: PersonId, fact: Fact) {
        // Nothing may be later than the moment at which somebody starts the demo.
        debug_assert!(days_ago > 0);
        let at = self.clock.at(days_ago, minute);
        self.acts.push(Act { at, unit, by, fact });
    }

    /// The records, in the order in which they were made.
    pub fn finish(mut self) -> Vec<Record> {
        self.acts.sort_by_key(|act| act.at);
        let mut last_at = Millis::MIN;
        let mut last_updates: HashMap<(String, UnitId), RecordId> = HashMap::new();
        let mut records = Vec::with_capacity(self.acts.len());
        for (counter, act) in self.acts.into_iter().enumerate() {
            last_at = act.at.max(last_at.saturating_add(1));
            let id = RecordId::new(id(last_at, self.salt ^ counter as u64));
            // An update stands upon the one that its author saw.
            let replaces = match &act.fact {
                Fact::TaskUpdated(update) => {
                    last_updates.insert((update.task.to_string(), act.unit.clone()), id.clone())
                }
                _ => None,
            };
            records.push(Record {
                id,
                device: DeviceId::new(format!("demo-{}", act.by)),
                unit: act.unit,
                by: act.by,
                made_at: Stamp::at(last_at),
                replaces,
                fact: act.fact,
            });
        }
        records
    }
}

/// The counter is mixed, so that receipts, which show the end of an id, look as they will in use.
fn id(at: Millis, counter: u64) -> String {
    let random = || {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&mix(counter).to_be_bytes());
        bytes
    };
    IdMaker { now_ms: at, random }.next()
}
