//! What was done here and is on its way: kept on the device first, then sent until the server says
//! that it has it.
//!
//! One outbox serves the whole page. It lives in the context as a bundle of signals, so every part
//! that shows unsent work follows it. The device holds the truth; the signals are a copy that is
//! read again whenever this window or another one has changed it.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::{Progress, Said},
    clock::Millis,
    id::{NodeId, PersonId, RecordId, UnitId},
    order,
    problem::Code,
    record::{Fact, Record},
    sync::{
        BATCH_MAX, SyncAnswer,
        phone::{AfterFailure, Change, Outgoing, Phone, Step, wait_ms},
    },
    view::me::Me,
};

use crate::{
    device::{self, Device as _, DeviceError, Draft, Entry},
    lock, network,
    parts::reading::News,
    phone::{self, Open},
    source::{self, Trouble},
};

/// How many sent records are shown, and remembered until pages have read them back.
const SENT_KEPT: usize = 50;
/// While the page is open it asks for news this often.
const EVERY: Duration = Duration::from_secs(120);
/// How long to wait when another window is sending.
const AFTER_ANOTHER_MS: u32 = 5_000;
/// What the server is told of this program.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What the badge shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    AllSent,
    Sending,
    Waiting(usize),
    Refused(usize),
}

/// What was done on this device and has reached the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    pub record: Record,
    pub about: String,
    pub step: Step,
}

/// What the device holds of what its person sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub n_rows: usize,
    /// When that was last the same as at the server.
    pub checked_at: Option<Millis>,
}

#[derive(Clone, Copy)]
pub struct Outbox {
    /// Waiting or sent back, oldest first, of whoever used this device.
    entries: RwSignal<Vec<Entry>>,
    /// Accepted by the server, and perhaps not yet in what the page shows.
    sent: RwSignal<Vec<Entry>>,
    /// Newest first.
    done: RwSignal<Vec<Done>>,
    held: RwSignal<Held>,
    me: RwSignal<Option<PersonId>>,
    is_sending: RwSignal<bool>,
    /// Why the last attempt failed, if it did.
    trouble: RwSignal<Option<Trouble>>,
    broken: RwSignal<Option<DeviceError>>,
    n_failures: StoredValue<usize>,
    timer: StoredValue<Option<TimeoutHandle>>,
    news: News,
}

impl Outbox {
    pub fn provide(news: News) -> Self {
        let outbox = Self {
            entries: RwSignal::new(Vec::new()),
            sent: RwSignal::new(Vec::new()),
            done: RwSignal::new(Vec::new()),
            held: RwSignal::new(Held::default()),
            me: RwSignal::new(None),
            is_sending: RwSignal::new(false),
            trouble: RwSignal::new(None),
            broken: RwSignal::new(None),
            n_failures: StoredValue::new(0),
            timer: StoredValue::new(None),
            news,
        };
        provide_context(outbox);
        outbox
    }

    /// # Panics
    /// Outside the frame, which provides it.
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Says who is signed in, opens the device and begins to send.
    pub fn start(self, me: &Me) {
        let (person, holds) = (me.person.id.clone(), me.holds_records);
        self.me.set(Some(person.clone()));
        spawn_local(async move {
            let begun = async {
                let open = phone::open().await?;
                take_over(&open, &person, holds).await?;
                open.device.on_change(move || {
                    spawn_local(async move { self.load().await });
                });
                Ok(())
            };
            match begun.await {
                Ok(()) => {
                    self.show().await;
                    self.send();
                }
                Err(error) => self.broken.set(Some(error)),
            }
        });
        for event in ["online", "focus"] {
            let handle = window_event_listener_untyped(event, move |_| self.send());
            on_cleanup(move || handle.remove());
        }
        if let Ok(timer) = set_interval_with_handle(move || self.send(), EVERY) {
            on_cleanup(move || timer.clear());
        }
    }

    /// Forgets who is signed in; what waits here goes on waiting for that person.
    pub async fn sign_out(self) {
        self.me.set(None);
        if let Ok(open) = phone::open().await {
            let nobody = PersonId::default();
            let _ = take_over(&open, &nobody, false).await;
        }
    }

    /// Keeps the drafts as records. Once this has answered `Ok` they will not be lost: they are on
    /// the disk, and sending has begun.
    pub async fn save(self, drafts: Vec<Draft>) -> Result<Vec<Entry>, DeviceError> {
        if self.me.get_untracked().is_none() {
            return Err(DeviceError::Failed);
        }
        let open = phone::open().await?;
        let keep = |phone: &mut Phone| (phone.keep(drafts, device::now(), device::random), ());
        let (Change { entries, .. }, ()) = open.change(keep).await?;
        self.broken.set(None);
        ask_to_persist();
        self.show().await;
        self.news.tell();
        self.send();
        Ok(entries)
    }

    /// Sends whatever waits and asks for news, now. Harmless at any time.
    pub fn send(self) {
        if self.is_sending.get_untracked() || self.me.get_untracked().is_none() {
            return;
        }
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        self.is_sending.set(true);
        spawn_local(async move {
            let result = Rc::new(Cell::new(None));
            let told = Rc::clone(&result);
            lock::alone(async move { told.set(Some(self.send_all().await)) }).await;
            self.is_sending.set(false);
            match result.take() {
                Some(result) => self.after_sending(result),
                // Another window is sending, and may have begun before this one had something.
                None => self.send_in(AFTER_ANOTHER_MS),
            }
        });
    }

    /// Tries again what the server sent back.
    pub fn retry(self, id: &RecordId) {
        let id = id.clone();
        spawn_local(async move {
            if let Ok(open) = phone::open().await {
                let _ = open.change(|phone| (phone.retry(&id), ())).await;
            }
            self.show().await;
            self.send();
        });
    }

    /// Forgets a record that was sent back; the person has been asked.
    pub fn discard(self, id: RecordId) {
        spawn_local(async move {
            if let Ok(open) = phone::open().await {
                let _ = open.change(|phone| (phone.discard(&id), ())).await;
            }
            self.show().await;
        });
    }

    pub fn entries(self) -> Vec<Entry> {
        self.entries.get()
    }

    /// The last that were done here and have reached the server, newest first.
    pub fn done(self) -> Vec<Done> {
        self.done.get()
    }

    pub fn held(self) -> Held {
        self.held.get()
    }

    /// Whether the device cannot keep anything, and why.
    pub fn broken(self) -> Option<DeviceError> {
        self.broken.get()
    }

    /// Why waiting records could not be sent.
    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }

    pub fn standing(self) -> Standing {
        let (n_waiting, n_refused) = self.entries.with(|entries| {
            let n_refused = entries
                .iter()
                .filter(|entry| entry.refused.is_some())
                .count();
            (entries.len() - n_refused, n_refused)
        });
        match (n_waiting, n_refused) {
            (0, 0) => Standing::AllSent,
            (n, _) if n > 0 && self.is_sending.get() => Standing::Sending,
            (0, n) => Standing::Refused(n),
            (n, _) => Standing::Waiting(n),
        }
    }

    /// Whether an update of the task waits to be sent.
    pub fn has_update_of(self, task: &NodeId) -> bool {
        self.entries.with(|entries| {
            entries.iter().any(|entry| {
                entry.refused.is_none()
                    && matches!(&entry.record.fact, Fact::TaskUpdated(update) if update.task == *task)
            })
        })
    }

    /// What was done here to a node and is perhaps not yet in what the server shows, oldest first;
    /// with each, whether it still waits.
    pub fn about(self, node: &NodeId) -> Vec<(Entry, bool)> {
        let of = |entries: &Vec<Entry>| -> Vec<Entry> {
            entries
                .iter()
                .filter(|entry| entry.record.fact.node() == Some(node))
                .cloned()
                .collect()
        };
        let sent = self.sent.with(of).into_iter().map(|entry| (entry, false));
        sent.chain(self.entries.with(of).into_iter().map(|entry| (entry, true)))
            .collect()
    }

    /// What a unit says of a task, with what was said here on top.
    pub fn progress(self, task: &NodeId, unit: &UnitId, told: &Progress) -> Progress {
        let mut progress = told.clone();
        for (entry, _) in self.about(task) {
            let record = entry.record;
            if let Fact::TaskUpdated(update) = record.fact
                && record.unit == *unit
                && entry.refused.is_none()
            {
                let said = Said {
                    record: record.id,
                    by: record.by,
                    made_at: record.made_at,
                    update,
                };
                progress.apply(said, record.replaces);
            }
        }
        progress
    }

    /// Whether a record still waits here to be sent.
    pub fn is_waiting(self, id: &RecordId) -> bool {
        self.entries
            .with(|entries| entries.iter().any(|entry| entry.record.id == *id))
    }

    /// Takes over what another window has changed.
    async fn load(self) {
        if let Ok(open) = phone::open().await {
            open.load().await;
            self.show().await;
            self.news.tell();
        }
    }

    /// Brings the signals up to what the phone holds.
    async fn show(self) {
        let Ok(open) = phone::open().await else {
            return;
        };
        let entries: Vec<_> = open.read(|phone| phone.entries().into_iter().cloned().collect());
        if self.entries.with_untracked(|shown| *shown != entries) {
            self.entries.set(entries);
        }
        let done = open.read(done);
        if self.done.with_untracked(|shown| *shown != done) {
            self.done.set(done);
        }
        self.held.set(open.read(|phone| Held {
            n_rows: phone.rows().count(),
            checked_at: phone.position().checked_at,
        }));
    }

    async fn send_all(self) -> Result<(), Trouble> {
        let open = phone::open().await.map_err(broken)?;
        let mut at_most = BATCH_MAX;
        loop {
            let outgoing = open.read(|phone| phone.ask(at_most, PROGRAM));
            match network::post_compressed(SYNC, &outgoing.message).await {
                Ok(answer) => {
                    if !self.settle(&open, &outgoing, answer).await? {
                        source::keep_map().await;
                        return Ok(());
                    }
                }
                Err(trouble) => match self.fail(&open, &outgoing, &trouble).await? {
                    Some(fewer) => at_most = fewer,
                    None => return Err(trouble),
                },
            }
        }
    }

    /// Whether there is more to do at once.
    async fn settle(
        self,
        open: &Open,
        outgoing: &Outgoing,
        answer: SyncAnswer,
    ) -> Result<bool, Trouble> {
        let settle = |phone: &mut Phone| {
            let settled = phone.settle(outgoing, &answer, device::now());
            (
                settled.change,
                (settled.go_on, settled.has_news, settled.trouble),
            )
        };
        // Nothing is lost if the device fails here: what was sent is sent again, to no effect.
        let (change, (go_on, has_news, trouble)) = open.change(settle).await.map_err(broken)?;
        self.remember_sent(&change);
        self.show().await;
        if has_news {
            self.news.tell();
        }
        trouble.map_or(Ok(go_on), |problem| Err(problem.into()))
    }

    /// How many to send next, or that it is no use now.
    async fn fail(
        self,
        open: &Open,
        outgoing: &Outgoing,
        trouble: &Trouble,
    ) -> Result<Option<usize>, Trouble> {
        let problem = match trouble {
            Trouble::NoNetwork => None,
            Trouble::Problem(problem) => Some(problem),
        };
        let fail = |phone: &mut Phone| match phone.fail(outgoing, problem) {
            AfterFailure::Wait => (Change::default(), None),
            AfterFailure::SendFewer(n) => (Change::default(), Some(n)),
            AfterFailure::Settled(change) => (*change, Some(BATCH_MAX)),
        };
        let (_, next) = open.change(fail).await.map_err(broken)?;
        self.show().await;
        Ok(next)
    }

    /// What was sent is shown as done until the page has read it back.
    fn remember_sent(self, change: &Change) {
        let entries = self.entries.get_untracked();
        let is_sent = |entry: &&Entry| change.entries_gone.contains(&entry.record.id);
        let new: Vec<_> = entries.iter().filter(is_sent).cloned().collect();
        if new.is_empty() {
            return;
        }
        self.sent.update(|sent| {
            sent.extend(new);
            let n_over = sent.len().saturating_sub(SENT_KEPT);
            sent.drain(..n_over);
        });
    }

    fn after_sending(self, result: Result<(), Trouble>) {
        let Err(trouble) = result else {
            self.n_failures.set_value(0);
            self.trouble.set(None);
            return;
        };
        self.trouble.set(Some(trouble));
        self.n_failures.update_value(|n| *n += 1);
        let [random, ..] = device::random();
        self.send_in(wait_ms(self.n_failures.get_value(), random));
    }

    fn send_in(self, ms: u32) {
        let wait = Duration::from_millis(ms.into());
        let timer = set_timeout_with_handle(move || self.send(), wait).ok();
        self.timer.set_value(timer);
    }
}

/// The phone is somebody else's from now on, or the same person's as before.
async fn take_over(open: &Open, person: &PersonId, holds: bool) -> Result<(), DeviceError> {
    let sign_in = |phone: &mut Phone| (phone.sign_in(person, holds), ());
    let (change, ()) = open.change(sign_in).await?;
    if change.position.is_some() {
        open.device.forget_answers().await;
    }
    Ok(())
}

/// The last records made here that the server has; those of other devices have no words with them.
fn done(phone: &Phone) -> Vec<Done> {
    let mut rows: Vec<_> = phone
        .own_rows()
        .filter(|row| !row.about.is_empty())
        .collect();
    order::sort_by(&mut rows, |a, b| b.record.made_at.cmp(&a.record.made_at));
    rows.into_iter()
        .take(SENT_KEPT)
        .map(|row| Done {
            record: row.record.clone(),
            about: row.about.clone(),
            step: phone.step(row),
        })
        .collect()
}

const SYNC: &str = "/api/v1/sync";

fn broken(error: DeviceError) -> Trouble {
    Code::Internal.saying(error.sentence()).into()
}

/// Without this a browser short of space may drop the outbox.
fn ask_to_persist() {
    let _ = window().navigator().storage().persist();
}
