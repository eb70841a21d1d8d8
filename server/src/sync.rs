//! Sync: takes a device's records into the log and gives it what it has not seen.

use model::{
    person::Person,
    problem::Code,
    sync::{BATCH_MAX, SyncAnswer, SyncRequest},
};

use crate::{
    failure::Result,
    service::Service,
    store::{counter, record},
};

pub mod batch;
mod push;

/// Push, then pull. Repeating the request is harmless.
pub async fn sync(service: &Service, person: &Person, request: SyncRequest) -> Result<SyncAnswer> {
    if request.records.len() > BATCH_MAX {
        return Err(Code::TooManyRecords.into());
    }
    let mut answer = SyncAnswer::default();
    if !request.records.is_empty() {
        push::push(service, person, &request.records, &mut answer).await?;
    }
    pull(service, person, &request, &mut answer).await?;
    Ok(answer)
}

async fn pull(
    service: &Service,
    person: &Person,
    request: &SyncRequest,
    answer: &mut SyncAnswer,
) -> Result<()> {
    let limit = request.limit.unwrap_or(BATCH_MAX).min(BATCH_MAX);
    if limit == 0 {
        answer.cursor = request.cursor;
        return Ok(());
    }
    let mut tx = service.store.read().await?;
    let last_seq = counter::value(&mut tx, counter::RECORD).await?;
    let mut found = record::after(&mut tx, &person.id, request.cursor, limit + 1).await?;
    answer.more = found.len() > limit;
    found.truncate(limit);
    // Without more to come everything up to the end of the log has been looked at. A device whose
    // cursor was beyond the end sees it fall back: the log was longer once.
    answer.cursor = match found.last() {
        Some(last) if answer.more => last.seq,
        _ => last_seq,
    };
    answer.records = found;
    Ok(())
}
