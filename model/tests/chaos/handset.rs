//! A phone with a store that survives it, and what drives it: the same steps as in the app.

use model::{
    clock::Millis,
    id::RecordId,
    person::Person,
    problem::Problem,
    sync::{
        BATCH_MAX, SyncAnswer, SyncRequest,
        phone::{AfterFailure, Change, Draft, Entry, Hold, Image, Outgoing, Phone, wait_ms},
    },
};

use super::{letter::Letter, mutant::Mutant, random::Random};

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
    /// Answers in a row after which there was nothing left to do.
    pub n_calm: usize,
}

/// What a server says, or why it says nothing.
pub type Answer = Result<Letter<SyncAnswer>, Option<Problem>>;

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
            n_calm: 0,
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

    /// Whether it is about to ask.
    pub fn is_due(&self, now: Millis) -> bool {
        self.phone.is_some() && self.asking.is_none() && now >= self.next_at
    }

    /// The next request, if it is time for one.
    pub fn ask(
        &mut self,
        now: Millis,
        in_words: bool,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) -> Option<(u64, Letter<SyncRequest>)> {
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
        let letter = Letter::new(&outgoing.message, in_words);
        self.n_asked += 1;
        self.asking = Some(Asking {
            number: self.n_asked,
            outgoing,
            at: now,
        });
        Some((self.n_asked, letter))
    }

    /// Takes an answer; one to an earlier question is not listened to, and the answer is then `false`.
    /// `dies` is where in the step the phone dies, if it does: before it has written, or after.
    pub fn hear(
        &mut self,
        number: u64,
        answer: &Answer,
        now: Millis,
        dies: Option<Dying>,
        mutant: Option<Mutant>,
        random: &mut Random,
    ) -> bool {
        if self
            .asking
            .as_ref()
            .is_none_or(|asking| asking.number != number)
        {
            return false;
        }
        let (Some(asking), Some(phone)) = (self.asking.take(), &mut self.phone) else {
            return false;
        };
        let mut go_on = false;
        let change = match answer {
            Ok(letter) => {
                let answer = letter.read().expect("the server's own words");
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
        self.n_calm = if self.is_calm() { self.n_calm + 1 } else { 0 };
        if dies.is_some() {
            self.kill(mutant);
        } else if go_on {
            self.next_at = now;
        } else if self.next_at <= now {
            self.next_at = now + random.within(1_000..120_000);
        }
        true
    }

    /// Whether it runs, and has nothing to send, to fetch or to mend that it knows of.
    fn is_calm(&self) -> bool {
        self.phone.as_ref().is_some_and(|phone| {
            let position = phone.position();
            let is_up_to_date = !position.holds
                || (position.is_caught_up
                    && position.n_mends == 0
                    && position.shown == position.round);
            let waits = phone.entries().into_iter().any(Entry::is_waiting);
            is_up_to_date && !waits && position.offered.is_none()
        })
    }

    /// Whether it has been calm for so long that it has compared what it holds with a log of `last`
    /// records: an answer that settles the last record that waited is the first after which it is
    /// calm, and the question of the next one was asked in calm.
    pub fn is_done(&self, last: i64) -> bool {
        let position = self.phone.as_ref().map(Phone::position);
        let is_at_end = position.is_some_and(|at| !at.holds || at.cursor == last);
        is_at_end && self.n_calm >= 2 && self.is_calm()
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
