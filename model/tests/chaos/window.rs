//! A window of the program: its image of the disk, and the one request that is on its way.

use model::{
    clock::Millis,
    id::{IdMaker, PersonId},
    problem::Problem,
    sync::{
        BATCH_MAX, SyncAnswer, SyncRequest,
        phone::{AfterFailure, Change, Entry, Outgoing, Phone, wait_ms},
    },
};

use super::{letter::Letter, luck::Luck, mutant::Mutant};

/// After this long without an answer a window gives up on it.
pub const PATIENCE_MS: Millis = 30_000;
/// How long a window waits when another is sending.
const AFTER_ANOTHER_MS: Millis = 5_000;

pub struct Window {
    /// Whose pages it shows, as a place among the people.
    pub me: usize,
    pub person: PersonId,
    pub phone: Phone,
    asking: Option<Asking>,
    /// It has the lock, and asks again at once.
    goes_on: bool,
    at_most: usize,
    n_failures: usize,
    pub next_at: Millis,
    /// When it hears that another one has changed the disk.
    pub told_at: Option<Millis>,
    /// Answers in a row after which there was nothing left to do.
    pub n_calm: usize,
}

/// What a server says, or why it says nothing.
pub type Answer = Result<Letter<SyncAnswer>, Option<Problem>>;

pub struct Asking {
    pub number: u64,
    pub outgoing: Outgoing,
    pub at: Millis,
}

impl Window {
    pub fn new(me: usize, person: PersonId, phone: Phone) -> Self {
        Self {
            me,
            person,
            phone,
            asking: None,
            goes_on: false,
            at_most: BATCH_MAX,
            n_failures: 0,
            next_at: 0,
            told_at: None,
            n_calm: 0,
        }
    }

    /// Whether the phone it holds is the phone of the person whose pages it shows.
    pub fn is_at_home(&self) -> bool {
        self.phone.position().person == self.person
    }

    pub fn is_asking(&self, number: u64) -> bool {
        self.asking.as_ref().is_some_and(|it| it.number == number)
    }

    pub fn has_lock(&self) -> bool {
        self.asking.is_some() || self.goes_on
    }

    /// When it asks next, gives up on an answer, or hears of another window.
    pub fn next_time(&self) -> Millis {
        let asks = match &self.asking {
            Some(asking) => asking.at + PATIENCE_MS,
            None => self.next_at,
        };
        self.told_at.map_or(asks, |told| told.min(asks))
    }

    pub fn give_up_waiting(&mut self, luck: &mut Luck) {
        let is_over = |asking: &Asking| luck.now - asking.at >= PATIENCE_MS;
        if self.asking.as_ref().is_some_and(is_over) {
            self.asking = None;
            self.failed(luck);
        }
    }

    /// Whether it is about to ask.
    pub fn is_due(&self, now: Millis) -> bool {
        self.asking.is_none() && now >= self.next_at
    }

    pub fn wait_for_another(&mut self, now: Millis) {
        self.next_at = now + AFTER_ANOTHER_MS;
    }

    pub fn ask_soon(&mut self, now: Millis) {
        self.next_at = self.next_at.min(now);
    }

    pub fn never_ask(&mut self) {
        self.next_at = Millis::MAX;
    }

    /// The next request.
    pub fn ask(&mut self, number: u64, luck: &mut Luck) -> SyncRequest {
        let mut outgoing = self.phone.ask(self.at_most, "chaos");
        if luck.is(Mutant::SendsAsNew) && self.n_failures > 0 {
            for record in &mut outgoing.message.records {
                let now_ms = luck.now;
                let random = || luck.random.bytes();
                record["id"] = IdMaker { now_ms, random }.next().into();
            }
        }
        let message = outgoing.message.clone();
        let at = luck.now;
        self.asking = Some(Asking {
            number,
            outgoing,
            at,
        });
        message
    }

    /// The question to which an answer has come.
    pub fn answered(&mut self) -> Option<Asking> {
        self.goes_on = false;
        self.asking.take()
    }

    /// What an answer changes, and whether to ask again at once; `None`: it failed.
    pub fn read(
        &mut self,
        asking: &Asking,
        answer: &Answer,
        now: Millis,
    ) -> Option<(Change, bool)> {
        match answer {
            Ok(letter) => {
                let answer = letter.read().expect("the server's own words");
                let settled = self.phone.settle(&asking.outgoing, &answer, now);
                if settled.trouble.is_none() {
                    self.n_failures = 0;
                    self.at_most = BATCH_MAX;
                }
                Some((settled.change, settled.go_on))
            }
            Err(problem) => match self.phone.fail(&asking.outgoing, problem.as_ref()) {
                AfterFailure::Wait => None,
                AfterFailure::SendFewer(n) => {
                    self.at_most = n;
                    Some((Change::default(), true))
                }
                AfterFailure::Settled(change) => Some((*change, true)),
                AfterFailure::Left(change) => Some((*change, false)),
            },
        }
    }

    /// After an answer has been written down.
    pub fn settled(&mut self, goes_on: bool, luck: &mut Luck) {
        self.n_calm = if self.is_calm() { self.n_calm + 1 } else { 0 };
        self.goes_on = goes_on;
        if goes_on {
            self.next_at = luck.now;
        } else if self.next_at <= luck.now {
            self.next_at = luck.now + luck.random.within(1_000..120_000);
        }
    }

    pub fn failed(&mut self, luck: &mut Luck) {
        self.goes_on = false;
        self.n_calm = 0;
        self.n_failures += 1;
        let wait = wait_ms(self.n_failures, luck.random.bytes()[0]);
        self.next_at = match luck.mutant {
            Some(Mutant::NeverTriesAgain) => Millis::MAX,
            _ => luck.now + Millis::from(wait),
        };
    }

    /// Whether it has nothing to send, to fetch or to mend that it knows of.
    pub fn is_calm(&self) -> bool {
        let position = self.phone.position();
        let is_up_to_date = !position.holds
            || (position.is_caught_up && position.n_mends == 0 && position.shown == position.round);
        let mut waiting = self
            .phone
            .entries()
            .into_iter()
            .filter(|it| it.is_waiting());
        let waits = waiting.any(|entry: &Entry| entry.record.by == self.person);
        self.is_at_home() && is_up_to_date && !waits && position.offered.is_none()
    }

    /// Whether it has been calm for so long that it has compared what it holds with a log of `last`
    /// records: an answer that settles the last record that waited is the first after which it is
    /// calm, and the question of the next one was asked in calm.
    pub fn is_done(&self, last: i64) -> bool {
        let position = self.phone.position();
        let is_at_end = !position.holds || position.cursor == last;
        is_at_end && self.told_at.is_none() && self.n_calm >= 2 && self.is_calm()
    }
}
