//! Push: each record is judged by itself, and those that pass enter the log together.

use model::{
    id::RecordId,
    person::Person,
    problem::{Code, Problem},
    record::Record,
    sync::{Refused, Stamped, SyncAnswer, SyncRequest, read_record},
};
use serde_json::Value;

use super::batch::Batch;
use crate::{failure::Result, service::Service, store::counter};

/// What is new for a device that had seen all of the log before it sent this: what it sent.
pub struct OnlyNew {
    pub own: Vec<Stamped>,
    /// Where the log ended when it was in.
    pub last_seq: i64,
}

/// Gives what is new for the device where that is not to be looked for.
pub async fn push(
    service: &Service,
    author: &Person,
    request: &SyncRequest,
    answer: &mut SyncAnswer,
) -> Result<Option<OnlyNew>> {
    let values = &request.records;
    let read: Vec<_> = values.iter().map(read_storable).collect();
    let records: Vec<_> = read
        .iter()
        .filter_map(|record| record.as_ref().ok())
        .collect();

    let mut tx = service.store.write().await?;
    let last_seq = counter::lock(&mut tx, counter::RECORD).await?;
    let tree = service.store.tree(&mut tx).await?;
    let known = service.recent.take(last_seq);
    let mut batch = Batch::load(&mut tx, known, &records, author).await?;
    for (index, record) in read.iter().enumerate() {
        let verdict = match record {
            Ok(record) => batch.add(record, author, &tree).map(|()| record.id.clone()),
            Err(problem) => Err(problem.clone()),
        };
        match verdict {
            Ok(id) => answer.accepted.push(id),
            Err(problem) => answer.refused.push(refused(index, &values[index], problem)),
        }
    }
    let now = service.environment.now();
    batch.save(&mut tx, &tree, last_seq, |_| now).await?;
    // With the records, for it waits for the same disk. What the device has received is what it says
    // that it has: the answer to this request may be lost.
    if let Some(seen) = super::seen(service, author, request, request.cursor) {
        super::note(&mut tx, &seen).await?;
    }
    tx.commit().await?;
    let new_last = batch.last_seq(last_seq);
    let only_new = (request.cursor == last_seq).then(|| {
        let own = batch.stamped(last_seq);
        let own = own.filter(|own| batch.admits(&own.record, author, &tree));
        OnlyNew {
            own: own.collect(),
            last_seq: new_last,
        }
    });
    service.recent.put(new_last, batch.into_known());
    Ok(only_new)
}

pub(super) fn refused(index: usize, value: &Value, problem: Problem) -> Refused {
    let id = value.get("id").and_then(Value::as_str).map(RecordId::from);
    Refused { id, index, problem }
}

/// PostgreSQL's TEXT cannot hold the character zero, and nobody types it.
pub(super) fn read_storable(value: &Value) -> std::result::Result<Record, Problem> {
    if holds_zero(value) {
        Err(Code::MalformedRecord.into())
    } else {
        read_record(value)
    }
}

fn holds_zero(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_zero),
        Value::Object(fields) => fields
            .iter()
            .any(|(name, value)| name.contains('\0') || holds_zero(value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
