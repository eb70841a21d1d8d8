//! A phone with a store that survives it, and what drives it: the same steps as in the app.

use model::{
    clock::Millis,
    id::RecordId,
    person::Person,
    problem::Problem,
    sync::{
        BATCH_MAX, SyncAnswer,
        phone::{AfterFailure, Change, Draft, Hold, Image, Outgoing, Phone, wait_ms},
    },
};

use super::{mutant::Mutant, random::Random};

/// After this long without an answer the phone gives up on it.
pub const PATIENCE_MS: Millis = 30_000;

pub struct Handset {
    pub person: usize,
    /// What is on the disk.
    pub disk: Image,
    /// What runs; nothing while the phone is off.
    pub phone: Option<Phone>,
    pub clock_error: Millis,
    asking: Option<Asking>,
    n_asked: u64,
    at_most: usize,
    n_failures: usize,
    pub next_at: Millis,
}

struct Asking {
    number: u64,
    outgoing: Outgoing,
    at: Millis,
}

impl Handset {
    pub fn new(device: &str, person: usize) -> Self {
        Self {
            person,
            disk: Image {
                device: device.into(),
                ..Image::default()
            },
            phone: None,
            clock_error: 0,
            asking: None,
            n_asked: 0,
            at_most: BATCH_MAX,
            n_failures: 0,
            next_at: 0,
        }
    }

    pub fn start(&mut self, person: &Person, holds: bool) {
        let mut phone = Phone::new(self.disk.clone());
        let change = phone.sign_in(&person.id, holds);
        self.phone = Some(phone);
        self.disk.apply(&change);
        self.n_failures = 0;
        self.at_most = BATCH_MAX;
    }

    pub fn kill(&mut self, mutant: Option<Mutant>) {
        self.phone = None;
        self.asking = None;
        if mutant == Some(Mutant::KeepsOutboxInMemory) {
            self.disk.entries.clear();
        }
    }

    /// Does something; gives the ids of what is now on the disk.
    pub fn keep(&mut self, drafts: Vec<Draft>, now: Millis, random: &mut Random) -> Vec<RecordId> {
        let now = now + self.clock_error;
        let Some(phone) = &mut self.phone else {
            return Vec::new();
        };
        let change = phone.keep(drafts, now, || random.bytes());
        self.disk.apply(&change);
        change.entries.into_iter().map(|e| e.record.id).collect()
    }

    pub fn retry(&mut self, id: &RecordId) {
        if let Some(phone) = &mut self.phone {
            let change = phone.retry(id);
            self.disk.apply(&change);
        }
    }

    /// When it asks next, or gives up on an answer.
    pub fn next_time(&self) -> Millis {
        self.asking
            .as_ref()
            .map_or(self.next_at, |asking| asking.at + PATIENCE_MS)
    }

    /// The next request, if it is time for one.
    pub fn ask(
        &mut self,
        now: Millis,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) -> Option<(u64, String)> {
        if let Some(asking) = &self.asking {
            if now - asking.at < PATIENCE_MS {
                return None;
            }
            self.asking = None;
            self.failed(now, mutant, random);
        }
        if now < self.next_at {
            return None;
        }
        let phone = self.phone.as_mut()?;
        let mut outgoing = phone.ask(self.at_most, "chaos");
        if mutant == Some(Mutant::SendsAsNew) && self.n_failures > 0 {
            for record in &mut outgoing.message.records {
                let id = model::id::IdMaker {
                    now_ms: now,
                    random: || random.bytes(),
                }
                .next();
                record["id"] = id.into();
            }
        }
        if mutant == Some(Mutant::ForgetsOnSending) {
            self.disk
                .entries
                .retain(|e| !outgoing.ids.contains(&e.record.id));
        }
        let text = serde_json::to_string(&outgoing.message).expect("a request is plain data");
        self.n_asked += 1;
        self.asking = Some(Asking {
            number: self.n_asked,
            outgoing,
            at: now,
        });
        Some((self.n_asked, text))
    }

    /// Takes an answer; one to an earlier question is not listened to. `dies` is where in the step
    /// the phone dies, if it does: before it has written, or after.
    pub fn hear(
        &mut self,
        number: u64,
        answer: &Result<String, Option<Problem>>,
        now: Millis,
        dies: Option<Dying>,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) {
        if self
            .asking
            .as_ref()
            .is_none_or(|asking| asking.number != number)
        {
            return;
        }
        let (Some(asking), Some(phone)) = (self.asking.take(), &mut self.phone) else {
            return;
        };
        let mut go_on = false;
        let change = match answer {
            Ok(text) => {
                let answer: SyncAnswer = model::json::parse(text).expect("the server's own words");
                let settled = phone.settle(&asking.outgoing, &answer, now + self.clock_error);
                go_on = settled.go_on;
                if settled.trouble.is_none() {
                    self.n_failures = 0;
                    self.at_most = BATCH_MAX;
                }
                Some(settled.change)
            }
            Err(problem) => match phone.fail(&asking.outgoing, problem.as_ref()) {
                AfterFailure::Wait => None,
                AfterFailure::SendFewer(n) => {
                    self.at_most = n;
                    go_on = true;
                    Some(Change::default())
                }
                AfterFailure::Settled(change) => {
                    go_on = true;
                    Some(*change)
                }
            },
        };
        if let Some(change) = change {
            self.write_while_dying(change, dies, mutant);
        } else {
            self.failed(now, mutant, random);
        }
        if dies.is_some() {
            self.kill(mutant);
        } else if go_on {
            self.next_at = now;
        } else if self.next_at <= now {
            self.next_at = now + random.within(1_000..120_000);
        }
    }

    fn write_while_dying(
        &mut self,
        mut change: Change,
        dies: Option<Dying>,
        mutant: Option<Mutant>,
    ) {
        match mutant {
            Some(Mutant::ForgetsRefused) => change.entries.retain(|e| {
                if e.refused.is_some() {
                    change.entries_gone.push(e.record.id.clone());
                }
                e.refused.is_none()
            }),
            Some(Mutant::NeverSettlesRefused) => {
                let back: Vec<_> = change.entries.iter().map(|e| e.record.id.clone()).collect();
                change.entries.clear();
                if let Some(phone) = &mut self.phone {
                    back.iter().for_each(|id| {
                        phone.retry(id);
                    });
                }
            }
            Some(Mutant::NeverOffers) => {
                if let Some(position) = &mut change.position {
                    position.offered = None;
                }
            }
            Some(Mutant::ForgetsOwn) => {
                let aside: Vec<_> = change
                    .rows
                    .iter()
                    .filter(|r| r.hold == Hold::Aside)
                    .map(|r| r.record.id.clone())
                    .collect();
                change.rows.retain(|r| r.hold != Hold::Aside);
                change.rows_gone.extend(aside);
            }
            _ => {}
        }
        match dies {
            Some(Dying::BeforeWriting) if mutant == Some(Mutant::WritesByHalves) => {
                let half = Change {
                    position: change.position,
                    ..Change::default()
                };
                self.disk.apply(&half);
            }
            Some(Dying::BeforeWriting) => {}
            _ => self.disk.apply(&change),
        }
        if matches!(
            mutant,
            Some(Mutant::ForgetsRefused | Mutant::NeverOffers | Mutant::ForgetsOwn)
        ) && dies.is_none()
        {
            self.phone = Some(Phone::new(self.disk.clone()));
        }
    }

    fn failed(&mut self, now: Millis, mutant: Option<Mutant>, random: &mut Random) {
        self.n_failures += 1;
        let wait = wait_ms(self.n_failures, random.bytes()[0]);
        self.next_at = match mutant {
            Some(Mutant::NeverTriesAgain) => Millis::MAX,
            _ => now + Millis::from(wait),
        };
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dying {
    BeforeWriting,
    AfterWriting,
}
