//! What was done here and is on its way: kept on the device first, then sent until the server says
//! that it has it.
//!
//! One outbox serves the whole page. It lives in the context as a bundle of signals, so every part
//! that shows unsent work follows it. The device holds the truth; the signals are a copy that is
//! read again whenever this window or another one has changed it.

mod sending;

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::{Progress, Said},
    clock::Millis,
    id::{NodeId, PersonId, RecordId, UnitId},
    order,
    problem::Code,
    record::{Fact, Record},
    sync::phone::{Change, Phone, Step},
    view::me::Me,
};

use crate::{
    device::{self, Device as _, DeviceError, Draft, Entry},
    parts::reading::News,
    phone::{self, Made, Open},
    photos,
    signal::{RwSignal, StoredValue},
    source::Trouble,
};

/// How many sent records are shown, and remembered until pages have read them back.
const SENT_KEPT: usize = 50;
/// While the page is open it asks for news this often.
const EVERY: Duration = Duration::from_secs(120);

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
    holds: StoredValue<bool>,
    /// The phone is theirs: the disk may have refused to say so.
    is_begun: StoredValue<bool>,
    is_sending: RwSignal<bool>,
    /// Somebody asked to send while that was under way.
    send_again: StoredValue<bool>,
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
            holds: StoredValue::new(false),
            is_begun: StoredValue::new(false),
            is_sending: RwSignal::new(false),
            send_again: StoredValue::new(false),
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
        self.me.set(Some(me.person.id.clone()));
        self.holds.set_value(me.holds_records);
        self.is_begun.set_value(false);
        spawn_local(async move {
            let begun = async {
                let open = phone::open().await?;
                open.device.on_change(move || {
                    spawn_local(async move { self.load().await });
                });
                self.begin(&open).await
            };
            match begun.await {
                Ok(()) => self.show().await,
                Err(DeviceError::Overtaken) => {}
                Err(error) => self.broken.set(Some(error)),
            }
            // It begins with what could not be done here, and goes on trying.
            self.send();
            if let Ok(open) = phone::open().await {
                photos::tidy(&open).await;
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

    /// Makes the phone that of whoever is signed in, once: until that is written down nothing is kept
    /// here, for it would be the work of whoever was there before.
    async fn begin(self, open: &Open) -> Result<(), DeviceError> {
        let me = self.me.get_untracked();
        let Some(me) = me.filter(|_| !self.is_begun.get_value()) else {
            return Ok(());
        };
        take_over(open, &me, self.holds.get_value()).await?;
        self.is_begun.set_value(true);
        self.broken.set(None);
        Ok(())
    }

    /// Whether the phone is that of the person whose page this is: in another window somebody else may
    /// have signed in.
    fn is_at_home(self, phone: &Phone) -> bool {
        self.me.get_untracked().as_ref() == Some(&phone.position().person)
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
        self.begin(&open).await?;
        let keep = |phone: &mut Phone| {
            if self.is_at_home(phone) {
                let kept = phone.keep(drafts, device::now(), device::random);
                (kept, Ok(()))
            } else {
                (Change::default(), Err(DeviceError::Failed))
            }
        };
        let (Change { entries, .. }, kept) = open.change(keep).await?;
        kept?;
        self.broken.set(None);
        ask_to_persist();
        self.show().await;
        self.news.tell();
        self.send();
        Ok(entries)
    }

    /// Keeps the drafts here at once, for whoever types and cannot wait for the disk. What is kept is
    /// given back; [`Outbox::write`] must follow, and only then is it safe.
    pub fn keep(self, drafts: Vec<Draft>) -> Result<Made, DeviceError> {
        let open = phone::opened().filter(|open| open.read(|phone| self.is_at_home(phone)));
        let open = open.ok_or(DeviceError::Failed)?;
        let kept = open.make(|phone| phone.keep(drafts, device::now(), device::random));
        // From this moment nobody may read that all has been sent.
        self.list(&open);
        Ok(kept)
    }

    /// Brings to the disk what has been kept, and begins to send.
    pub async fn write(self, kept: Made) -> Result<(), DeviceError> {
        let open = phone::open().await?;
        let written = open.write_made(kept).await;
        self.show().await;
        written?;
        self.broken.set(None);
        ask_to_persist();
        self.send();
        Ok(())
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
            if record.unit != *unit || entry.refused.is_some() {
                continue;
            }
            if let Fact::PutInCharge(fact) = &record.fact {
                progress.put_in_charge(fact, &record);
            }
            if let Fact::TaskUpdated(update) = record.fact {
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
        if self.is_begun.get_value()
            && self.me.get_untracked().is_some()
            && !open.read(|phone| self.is_at_home(phone))
        {
            // The page of somebody who has left; it must not show what is not theirs.
            let _ = window().location().reload();
            return;
        }
        self.list(&open);
        let done = open.read(done);
        if self.done.with_untracked(|shown| *shown != done) {
            self.done.set(done);
        }
        self.held.set(open.read(|phone| Held {
            n_rows: phone.rows().count(),
            checked_at: phone.position().checked_at,
        }));
    }

    fn list(self, open: &Open) {
        let entries: Vec<_> = open.read(|phone| phone.entries().into_iter().cloned().collect());
        if self.entries.with_untracked(|shown| *shown != entries) {
            self.entries.set(entries);
        }
    }
}

/// The phone is somebody else's from now on, or the same person's as before.
async fn take_over(open: &Open, person: &PersonId, holds: bool) -> Result<(), DeviceError> {
    let sign_in = |phone: &mut Phone| (phone.sign_in(person, holds), ());
    let (change, ()) = match open.change(sign_in).await {
        // Another window was faster, and what it wrote has been read by now.
        Err(_) => open.change(sign_in).await?,
        taken => taken?,
    };
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

pub fn broken(error: DeviceError) -> Trouble {
    Code::Internal.saying(error.sentence()).into()
}

/// Without this a browser short of space may drop the outbox.
fn ask_to_persist() {
    let _ = window().navigator().storage().persist();
}
