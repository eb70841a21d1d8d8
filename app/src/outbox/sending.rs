//! Sending what waits, and fetching what is new: one window, one request at a time, and again after
//! a while when it failed.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{prelude::*, task::spawn_local};
use model::sync::{
    BATCH_MAX, SyncAnswer,
    phone::{AfterFailure, Change, Outgoing, Phone, wait_ms},
};

use super::{Outbox, SENT_KEPT, broken};
use crate::{
    device::{self, Device as _, DeviceError, Entry},
    lock, network,
    phone::{self, Open},
    photos,
    source::{self, Trouble},
};

const SYNC: &str = "/api/v1/sync";
/// How long to wait when another window is sending.
const AFTER_ANOTHER_MS: u32 = 5_000;
/// What the server is told of this program.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

impl Outbox {
    /// Sends whatever waits and asks for news, now. Harmless at any time.
    pub fn send(self) {
        if self.me.get_untracked().is_none() {
            return;
        }
        if self.is_sending.get_untracked() {
            self.send_again.set_value(true);
            return;
        }
        self.send_again.set_value(false);
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

    /// Records without photos first; then the photos of one record, that record, and so on.
    async fn send_all(self) -> Result<(), Trouble> {
        let open = phone::open().await.map_err(broken)?;
        self.begin(&open).await.map_err(broken)?;
        loop {
            self.send_records(&open).await?;
            if !photos::send(&open).await? {
                return Ok(());
            }
            self.show().await;
        }
    }

    async fn send_records(self, open: &Open) -> Result<(), Trouble> {
        let mut at_most = BATCH_MAX;
        loop {
            let outgoing = open
                .read_kept(|phone| phone.ask(at_most, PROGRAM))
                .await
                .map_err(broken)?;
            match network::post_compressed(SYNC, &outgoing.message).await {
                Ok(answer) => {
                    if !self.settle(open, &outgoing, answer).await? {
                        return Ok(());
                    }
                }
                Err(trouble) => match self.fail(open, &outgoing, &trouble).await? {
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
        let (change, (go_on, has_news, trouble)) = match open.change(settle).await {
            // From where the other window has come to, unless the phone is somebody else's by now.
            Err(DeviceError::Overtaken) => {
                self.show().await;
                return Ok(open.read(|phone| self.is_at_home(phone)));
            }
            settled => settled.map_err(broken)?,
        };
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
            AfterFailure::Left(change) => (*change, None),
        };
        let next = match open.change(fail).await {
            // It has been left already.
            Err(DeviceError::Overtaken) => None,
            failed => failed.map_err(broken)?.1,
        };
        if !open.read(|phone| self.is_at_home(phone)) {
            // Else the page that is loaded now might be drawn for whoever was here before.
            open.device.forget_answers().await;
        }
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
            // What was kept after the last question is in none of the requests.
            if self.send_again.get_value() {
                self.send();
            }
            spawn_local(source::keep_map());
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
