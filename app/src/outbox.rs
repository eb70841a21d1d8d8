//! What was done here and is on its way: kept on the device first, then sent until the server says
//! that it has it.
//!
//! One outbox serves the whole page. It lives in the context as a bundle of signals, so every part
//! that shows unsent work follows it. The device holds the truth; the signals are a copy that is
//! read again whenever this window or another one has changed it.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use model::{
    assignment::{Progress, Said},
    id::{DeviceId, NodeId, PersonId, RecordId, UnitId},
    problem::Code,
    record::Fact,
    sync::{SyncAnswer, SyncRequest},
};

use crate::{
    device::{self, Device as _, DeviceError, Draft, Entry, Here},
    network,
    parts::reading::News,
    source::Trouble,
    sync::{self, AfterFailure, Outcome},
};

/// How many sent records are remembered until pages have read them back.
const SENT_KEPT: usize = 50;

/// What the badge shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    AllSent,
    Sending,
    Waiting(usize),
    Refused(usize),
}

#[derive(Clone, Copy)]
pub struct Outbox {
    /// Waiting or sent back, oldest first, of whoever used this device.
    entries: RwSignal<Vec<Entry>>,
    /// Accepted by the server, and perhaps not yet in what the page shows.
    sent: RwSignal<Vec<Entry>>,
    me: RwSignal<Option<PersonId>>,
    is_sending: RwSignal<bool>,
    /// Why the last attempt failed, if it did.
    trouble: RwSignal<Option<Trouble>>,
    broken: RwSignal<Option<DeviceError>>,
    n_failures: StoredValue<usize>,
    timer: StoredValue<Option<TimeoutHandle>>,
    news: News,
}

thread_local! {
    /// The open store; a browser has one thread.
    static DEVICE: RefCell<Option<Rc<Here>>> = const { RefCell::new(None) };
}

impl Outbox {
    pub fn provide(news: News) -> Self {
        let outbox = Self {
            entries: RwSignal::new(Vec::new()),
            sent: RwSignal::new(Vec::new()),
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
    pub fn start(self, me: PersonId) {
        self.me.set(Some(me));
        spawn_local(async move {
            match open().await {
                Ok(device) => {
                    #[cfg(feature = "hydrate")]
                    device.on_change(move || spawn_local(async move { self.read_device().await }));
                    drop(device);
                    self.read_device().await;
                    self.send();
                }
                Err(error) => self.broken.set(Some(error)),
            }
        });
        for event in ["online", "focus"] {
            let handle = window_event_listener_untyped(event, move |_| self.send());
            on_cleanup(move || handle.remove());
        }
    }

    /// Keeps the drafts as records. Once this has answered `Ok` they will not be lost: they are on
    /// the disk, and sending has begun.
    pub async fn save(self, drafts: Vec<Draft>) -> Result<Vec<Entry>, DeviceError> {
        let me = self.me.get_untracked().ok_or(DeviceError::Failed)?;
        let device = open().await?;
        let made = device.keep(&me, drafts, device::now()).await?;
        self.broken.set(None);
        ask_to_persist();
        self.entries
            .update(|entries| entries.extend(made.iter().cloned()));
        self.send();
        Ok(made)
    }

    /// Sends whatever waits, now. Harmless at any time.
    pub fn send(self) {
        if self.is_sending.get_untracked() || self.me.get_untracked().is_none() {
            return;
        }
        if let Some(timer) = self.timer.get_value() {
            timer.clear();
        }
        self.is_sending.set(true);
        spawn_local(async move {
            self.read_device().await;
            let result = self.send_all().await;
            self.is_sending.set(false);
            self.after_sending(result);
        });
    }

    /// Tries again what the server sent back.
    pub fn retry(self, id: &RecordId) {
        let found = self
            .entries
            .with_untracked(|entries| entries.iter().find(|entry| entry.record.id == *id).cloned());
        let Some(entry) = found else { return };
        spawn_local(async move {
            if let Ok(device) = open().await {
                let _ = device
                    .change(vec![Entry {
                        refused: None,
                        ..entry
                    }])
                    .await;
            }
            self.read_device().await;
            self.send();
        });
    }

    /// Forgets a record that was sent back; the person has been asked.
    pub fn discard(self, id: RecordId) {
        spawn_local(async move {
            if let Ok(device) = open().await {
                let _ = device.remove(vec![id]).await;
            }
            self.read_device().await;
        });
    }

    pub fn entries(self) -> Vec<Entry> {
        self.entries.get()
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

    async fn read_device(self) {
        let Ok(device) = open().await else { return };
        if let Ok(entries) = device.entries().await
            && self.entries.with_untracked(|shown| *shown != entries)
        {
            self.entries.set(entries);
        }
    }

    async fn send_all(self) -> Result<(), Trouble> {
        let mut at_most = model::sync::BATCH_MAX;
        loop {
            let Some(me) = self.me.get_untracked() else {
                return Ok(());
            };
            let batch = self
                .entries
                .with_untracked(|entries| sync::batch(entries, &me, at_most));
            if batch.is_empty() {
                return Ok(());
            }
            let outcome = match post(&batch).await {
                Ok(answer) => sync::settle(&batch, &answer),
                Err(trouble) => match sync::after_failure(&batch, &trouble) {
                    AfterFailure::Wait => return Err(trouble),
                    AfterFailure::SendFewer(n) => {
                        at_most = n;
                        continue;
                    }
                    AfterFailure::SendBack(outcome) => outcome,
                },
            };
            if !outcome.is_progress() {
                return Err(Code::Internal.into());
            }
            self.apply(&batch, outcome).await;
        }
    }

    async fn apply(self, batch: &[Entry], outcome: Outcome) {
        // Nothing is lost if the device fails here: what was sent is sent again, to no effect.
        let is_settled = match open().await {
            Ok(device) => {
                device.change(outcome.refused).await.is_ok()
                    && device.remove(outcome.sent.clone()).await.is_ok()
            }
            Err(_) => false,
        };
        let is_sent = |entry: &&Entry| outcome.sent.contains(&entry.record.id);
        self.sent.update(|sent| {
            sent.extend(batch.iter().filter(is_sent).cloned());
            let n_over = sent.len().saturating_sub(SENT_KEPT);
            sent.drain(..n_over);
        });
        // What the device failed to settle must not be sent again and again in this run.
        self.entries.update(|entries| {
            entries.retain(|entry| !batch.iter().any(|sent| sent.record.id == entry.record.id))
        });
        if is_settled {
            self.read_device().await;
        }
        self.news.tell();
    }

    fn after_sending(self, result: Result<(), Trouble>) {
        let Err(trouble) = result else {
            self.n_failures.set_value(0);
            self.trouble.set(None);
            return;
        };
        self.trouble.set(Some(trouble));
        self.n_failures.update_value(|n| *n += 1);
        let wait = Duration::from_millis(sync::wait_ms(self.n_failures.get_value()).into());
        let timer = set_timeout_with_handle(move || self.send(), wait).ok();
        self.timer.set_value(timer);
    }
}

async fn post(batch: &[Entry]) -> Result<SyncAnswer, Trouble> {
    let device = match open().await {
        Ok(device) => device.id().await.unwrap_or_default(),
        Err(_) => DeviceId::default(),
    };
    let records: Result<_, _> = batch
        .iter()
        .map(|entry| serde_json::to_value(&entry.record))
        .collect();
    let request = SyncRequest {
        device,
        records: records.map_err(|_| Code::MalformedRecord)?,
        limit: Some(0),
        ..SyncRequest::default()
    };
    network::post("/api/v1/sync", &request).await
}

/// Opens the device, once; a failure is tried again at the next call.
async fn open() -> Result<Rc<Here>, DeviceError> {
    if let Some(device) = DEVICE.with_borrow(Clone::clone) {
        return Ok(device);
    }
    let device = Rc::new(Here::open().await?);
    DEVICE.set(Some(Rc::clone(&device)));
    Ok(device)
}

/// Without this a browser short of space may drop the outbox.
fn ask_to_persist() {
    let _ = window().navigator().storage().persist();
}
