//! Takes in what several devices send at the same time in one transaction.
//!
//! A transaction waits for the disk, and nobody else writes meanwhile. So whoever has the turn takes
//! along what others have brought by then: the more there are, the less each of them costs.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use model::{
    id::{DeviceId, PersonId, RecordId},
    person::Person,
    problem::Problem,
    record::Record,
    sync::{Refused, SyncRequest},
};
use serde_json::Value;
use tokio::sync::{self, oneshot};

use super::{DEVICES_MAX, batch::Batch, pull, read_storable, refused};
use crate::{
    failure::Result,
    service::Service,
    store::{
        counter,
        device::{self, Seen},
        record::Told,
        standing::{self, Standing},
    },
};

/// With so many records a transaction is worth its wait; a device that has more is alone with them.
const TOGETHER_MAX: usize = 400;

#[derive(Default)]
pub struct Intake {
    waiting: Mutex<Vec<Waiting>>,
    turn: sync::Mutex<()>,
}

/// What a device sends.
pub struct Sent {
    pub author: Person,
    pub cursor: i64,
    pub device: DeviceId,
    /// What it says of itself.
    pub seen: Option<Seen>,
    values: Vec<Value>,
    read: Vec<std::result::Result<Record, Problem>>,
}

/// What has become of it.
#[derive(Default)]
pub struct Taken {
    pub accepted: Vec<RecordId>,
    pub refused: Vec<Refused>,
    pub news: Option<News>,
}

/// How things stand for a device once its records are in.
pub struct News {
    pub standing: Standing,
    /// All that is new for it, where it had seen all of the log before what was written with its own.
    pub told: Option<Vec<Told>>,
}

struct Waiting {
    sent: Arc<Sent>,
    tell: oneshot::Sender<Result<Taken>>,
}

impl Sent {
    /// Takes the records out of the request.
    pub fn new(author: &Person, request: &mut SyncRequest, seen: Option<Seen>) -> Self {
        let values = mem::take(&mut request.records);
        Self {
            author: author.clone(),
            cursor: request.cursor,
            device: pull::device_of(request),
            seen,
            read: values.iter().map(read_storable).collect(),
            values,
        }
    }

    fn records(&self) -> impl Iterator<Item = &Record> {
        self.read.iter().filter_map(|read| read.as_ref().ok())
    }
}

impl Intake {
    /// Answers once it is on the disk. A caller who goes away may leave it to be written or not.
    pub async fn take_in(&self, service: &Service, sent: Sent) -> Result<Taken> {
        let sent = Arc::new(sent);
        let mut told = self.wait(&sent);
        loop {
            tokio::select! {
                biased;
                told_now = &mut told => match told_now {
                    Ok(taken) => return taken,
                    // Whoever had taken it along went away in the middle.
                    Err(_) => told = self.wait(&sent),
                },
                _turn = self.turn.lock() => {
                    let together = self.next();
                    write_all(service, together).await;
                }
            }
        }
    }

    fn wait(&self, sent: &Arc<Sent>) -> oneshot::Receiver<Result<Taken>> {
        let (tell, told) = oneshot::channel();
        let sent = Arc::clone(sent);
        self.waiting().push(Waiting { sent, tell });
        told
    }

    /// Those who have waited longest, at least one.
    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting();
        let mut n_records = 0;
        let fits = |it: &&Waiting| {
            let is_first = n_records == 0;
            n_records += it.sent.values.len();
            is_first || n_records <= TOGETHER_MAX
        };
        let n = waiting.iter().take_while(fits).count();
        waiting.drain(..n).collect()
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Waiting>> {
        // A list of which a part was taken is still a list.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What cannot be written with others is tried alone, so that nobody fails for what another sent.
async fn write_all(service: &Service, together: Vec<Waiting>) {
    let sent: Vec<_> = together.iter().map(|it| &*it.sent).collect();
    if together.len() > 1
        && let Ok(taken) = write(service, &sent).await
    {
        for (Waiting { tell, .. }, taken) in together.into_iter().zip(taken) {
            // Whoever asked may have gone.
            let _ = tell.send(Ok(taken));
        }
        return;
    }
    for Waiting { sent, tell } in together {
        let taken = write(service, &[&sent]).await;
        let _ = tell.send(taken.map(|mut taken| taken.pop().unwrap_or_default()));
    }
}

/// One transaction. What each has become, in their order.
async fn write(service: &Service, together: &[&Sent]) -> Result<Vec<Taken>> {
    let records: Vec<_> = together.iter().flat_map(|sent| sent.records()).collect();
    let mut tx = service.store.write().await?;
    let (last_seq, units) = counter::lock_log(&mut tx).await?;
    let tree = service.store.tree_of(&mut tx, units).await?;
    let known = service.recent.take(last_seq);
    let mut batch = Batch::load(&mut tx, known, &records).await?;
    let mut all_taken = Vec::with_capacity(together.len());
    for sent in together {
        let own: Vec<_> = sent.records().collect();
        batch.load_photos(&mut tx, &own, &sent.author).await?;
        let mut taken = Taken::default();
        for (index, (read, value)) in sent.read.iter().zip(&sent.values).enumerate() {
            let judged = read.as_ref().map_err(Problem::clone);
            let judged = judged.and_then(|record| {
                batch.add(record, &sent.author, &tree)?;
                Ok(record.id.clone())
            });
            match judged {
                Ok(id) => taken.accepted.push(id),
                Err(problem) => taken.refused.push(refused(index, value, problem)),
            }
        }
        all_taken.push(taken);
    }
    let now = service.environment.now();
    let mut script = batch.script(&tree, last_seq, |_| now)?;
    // With the records, for it waits for the same disk. What a device has received is what it says that
    // it has: the answer to this request may be lost.
    for seen in together.iter().filter_map(|sent| sent.seen.as_ref()) {
        device::note(&mut script, seen, DEVICES_MAX);
    }
    batch.run(&mut tx, &tree, script).await?;
    let mut standings = Vec::with_capacity(together.len());
    for sent in together {
        standings.push(standing::of(&mut tx, &sent.author, &tree, &sent.device).await?);
    }
    tx.commit().await?;

    let authors = together.iter().map(|sent| &sent.author);
    let names: BTreeMap<_, _> = authors.map(|author| (&author.id, &author.name)).collect();
    let new_last = batch.last_seq(last_seq);
    for ((sent, taken), standing) in together.iter().zip(&mut all_taken).zip(standings) {
        let told = (sent.cursor == last_seq).then(|| {
            told(&batch, last_seq, &names, |record| {
                batch.admits(record, &sent.author, &tree)
            })
        });
        taken.news = Some(News { standing, told });
    }
    service.recent.put(new_last, batch.into_known());
    Ok(all_taken)
}

fn told(
    batch: &Batch,
    last_seq: i64,
    names: &BTreeMap<&PersonId, &String>,
    admits: impl Fn(&Record) -> bool,
) -> Vec<Told> {
    let new = batch.stamped(last_seq);
    let new = new.filter(|stamped| admits(&stamped.record));
    new.map(|stamped| Told {
        by: names
            .get(&stamped.record.by)
            .map(|name| (*name).clone())
            .unwrap_or_default(),
        stamped,
        carried_by: None,
    })
    .collect()
}
