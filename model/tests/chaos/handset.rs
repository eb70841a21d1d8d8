//! A phone with its disk, its windows and who is signed in on it, driven by the same steps as in the app.

use std::collections::BTreeSet;

use model::{
    clock::Millis,
    id::RecordId,
    person::Person,
    sync::{
        SyncRequest,
        phone::{Change, Draft, Hold, Phone},
    },
    unit::UnitTree,
};

use super::{
    disk::Disk,
    luck::Luck,
    mutant::Mutant,
    window::{Answer, Window},
};

pub struct Handset {
    /// Whose phone it is, as a place among the people.
    pub owner: usize,
    /// Who is signed in, in all windows alike: it is the browser that holds the session.
    pub session: Option<usize>,
    /// Everybody who has ever signed in on it.
    pub users: BTreeSet<usize>,
    pub disk: Disk,
    pub windows: Vec<Window>,
    pub clock_error: Millis,
    /// The browser lets one window speak at a time.
    pub has_locks: bool,
    /// Nobody will ever switch it on again.
    pub is_lost: bool,
    n_asked: u64,
}

impl Handset {
    pub fn new(device: &str, owner: usize, has_locks: bool) -> Self {
        Self {
            owner,
            session: None,
            users: BTreeSet::new(),
            disk: Disk::new(device),
            windows: Vec::new(),
            clock_error: 0,
            has_locks,
            is_lost: false,
            n_asked: 0,
        }
    }

    pub fn sign_in(&mut self, person: usize) {
        self.session = Some(person);
        self.users.insert(person);
    }

    /// Opens a window for whoever is signed in.
    pub fn open(&mut self, people: &[Person], tree: &UnitTree, luck: &mut Luck) {
        let Some(me) = self.session else {
            return;
        };
        let phone = Phone::new(self.disk.image.clone());
        let mut window = Window::new(me, people[me].id.clone(), phone);
        window.ask_soon(luck.now);
        if luck.is(Mutant::NeverTriesAgain) {
            window.never_ask();
        }
        self.windows.push(window);
        self.begin(self.windows.len() - 1, &people[me], tree, luck);
    }

    /// Makes the phone that of the person whose pages the window shows.
    pub fn begin(&mut self, at: usize, person: &Person, tree: &UnitTree, luck: &mut Luck) {
        let holds = person.holds_records(tree);
        let change = self.windows[at].phone.sign_in(&person.id, holds);
        self.write(at, &change, luck);
    }

    /// Signs out in one window, which then shows the page for signing in; what waits goes on waiting.
    pub fn sign_out(&mut self, at: usize, luck: &mut Luck) {
        self.session = None;
        let mut change = self.windows[at].phone.sign_in(&"".into(), false);
        if luck.is(Mutant::ForgetsOnSigningOut) {
            let entries = self.disk.image.entries.iter();
            change.entries_gone = entries.map(|entry| entry.record.id.clone()).collect();
        }
        self.write(at, &change, luck);
        self.windows.remove(at);
    }

    /// The phone dies with all its windows.
    pub fn kill(&mut self, mutant: Option<Mutant>) {
        self.windows.clear();
        if mutant == Some(Mutant::KeepsOutboxInMemory) {
            self.disk.image.entries.clear();
        }
    }

    /// One window goes, or the whole phone if it is the only one.
    pub fn kill_window(&mut self, at: usize, mutant: Option<Mutant>) {
        if self.windows.len() > 1 {
            self.windows.remove(at);
        } else {
            self.kill(mutant);
        }
    }

    /// Writes what a window has changed; if it does not get to the disk, it has not happened.
    pub fn write(&mut self, at: usize, change: &Change, luck: &mut Luck) -> bool {
        if change.is_empty() {
            return true;
        }
        let is_written = self.disk.write(change, luck);
        if is_written {
            self.tell_others(at, luck);
        } else if !luck.is(Mutant::BelievesTheDisk) {
            self.load(at);
        }
        is_written || luck.is(Mutant::BelievesTheDisk)
    }

    /// The other windows hear that something has changed, some of them long after.
    fn tell_others(&mut self, at: usize, luck: &mut Luck) {
        if luck.is(Mutant::NeverReadsAgain) {
            return;
        }
        for (other, window) in self.windows.iter_mut().enumerate() {
            if other == at {
                continue;
            }
            let delay = match luck.in_hundred(15) {
                true => luck.random.within(0..120_000),
                false => luck.random.within(0..50),
            };
            let told_at = luck.now + delay;
            window.told_at = Some(window.told_at.map_or(told_at, |at| at.min(told_at)));
        }
    }

    pub fn load(&mut self, at: usize) {
        let window = &mut self.windows[at];
        window.phone = Phone::new(self.disk.image.clone());
        window.told_at = None;
    }

    /// Does something; gives the ids of what is said to be kept.
    pub fn keep(&mut self, at: usize, drafts: Vec<Draft>, luck: &mut Luck) -> Vec<RecordId> {
        let now = luck.now + self.clock_error;
        let window = &mut self.windows[at];
        let change = window.phone.keep(drafts, now, || luck.random.bytes());
        if !self.write(at, &change, luck) {
            luck.tally.add("somebody is told that nothing was kept");
            return Vec::new();
        }
        change.entries.into_iter().map(|e| e.record.id).collect()
    }

    pub fn retry(&mut self, at: usize, id: &RecordId, luck: &mut Luck) {
        let change = self.windows[at].phone.retry(id);
        self.write(at, &change, luck);
    }

    pub fn next_time(&self) -> Option<Millis> {
        self.windows.iter().map(Window::next_time).min()
    }

    /// Whether a window is about to ask, and no other is at it.
    pub fn may_ask(&mut self, at: usize, luck: &mut Luck) -> bool {
        self.windows[at].give_up_waiting(luck);
        if !self.windows[at].is_due(luck.now) {
            return false;
        }
        let mut others = self.windows.iter().enumerate();
        let is_held = others.any(|(other, window)| other != at && window.has_lock());
        if self.has_locks && is_held {
            luck.tally.add("a window waits for another");
            self.windows[at].wait_for_another(luck.now);
            return false;
        }
        true
    }

    pub fn ask(&mut self, at: usize, luck: &mut Luck) -> (u64, SyncRequest) {
        self.n_asked += 1;
        let message = self.windows[at].ask(self.n_asked, luck);
        if luck.is(Mutant::ForgetsOnSending) {
            let sent = |id: &RecordId| message.records.iter().any(|it| it["id"] == id.as_str());
            let entries = &mut self.disk.image.entries;
            entries.retain(|entry| !sent(&entry.record.id));
        }
        (self.n_asked, message)
    }

    /// Takes an answer; one to an earlier question is not listened to, and the answer is then `false`.
    /// `dies` is where in the step the window dies, if it does: before it has written, or after.
    pub fn hear(
        &mut self,
        number: u64,
        answer: &Answer,
        dies: Option<Dying>,
        luck: &mut Luck,
    ) -> bool {
        let Some(at) = self.windows.iter().position(|it| it.is_asking(number)) else {
            return false;
        };
        let window = &mut self.windows[at];
        let Some(asking) = window.answered() else {
            return false;
        };
        let now = luck.now + self.clock_error;
        let Some((mut change, goes_on)) = window.read(&asking, answer, now) else {
            window.failed(luck);
            if dies.is_some() {
                self.kill_window(at, luck.mutant);
            }
            return true;
        };
        break_it(&mut change, &mut window.phone, luck.mutant);
        if dies == Some(Dying::BeforeWriting) {
            if luck.is(Mutant::WritesByHalves) {
                let position = change.position;
                self.disk.image.apply(&Change {
                    position,
                    ..Change::default()
                });
            }
            self.kill_window(at, luck.mutant);
            return true;
        }
        let is_written = self.write(at, &change, luck);
        if dies.is_some() {
            self.kill_window(at, luck.mutant);
        } else if is_written {
            if Mutant::CHANGES_ANSWERS.contains(&luck.mutant) {
                self.load(at);
            }
            self.windows[at].settled(goes_on, luck);
        } else {
            self.windows[at].failed(luck);
        }
        true
    }

    /// Whether nothing is left to do on it for whoever is signed in.
    pub fn is_done(&self, last: i64) -> bool {
        let mut windows = self.windows.iter();
        self.is_lost || (!self.windows.is_empty() && windows.all(|window| window.is_done(last)))
    }
}

/// What some mutants make of an answer.
fn break_it(change: &mut Change, phone: &mut Phone, mutant: Option<Mutant>) {
    match mutant {
        Some(Mutant::ForgetsRefused) => change.entries.retain(|e| {
            if e.refused.is_some() {
                change.entries_gone.push(e.record.id.clone());
            }
            e.refused.is_none()
        }),
        Some(Mutant::NeverSettlesRefused) => {
            for back in std::mem::take(&mut change.entries) {
                phone.retry(&back.record.id);
            }
        }
        Some(Mutant::NeverOffers) => {
            if let Some(position) = &mut change.position {
                position.offered = None;
            }
        }
        Some(Mutant::ForgetsOwn) => change.rows.retain(|row| {
            if row.hold == Hold::Aside {
                change.rows_gone.push(row.record.id.clone());
            }
            row.hold != Hold::Aside
        }),
        _ => {}
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dying {
    BeforeWriting,
    AfterWriting,
}
