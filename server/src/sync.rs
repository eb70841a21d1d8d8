//! Sync: takes a device's records into the log and gives it what it has not seen.

use model::{
    clock::Millis,
    id::RecordId,
    person::Person,
    problem::{Code, Problem},
    record::Record,
    sync::{BATCH_MAX, Refused, SyncAnswer, SyncRequest, read_record},
};
use serde_json::Value;

use crate::{
    failure::Result,
    service::Service,
    store::{
        device::{self, Seen},
        script::Script,
    },
};

use intake::Sent;

pub mod batch;
mod ground;
pub mod handover;
pub mod intake;
mod pull;
pub mod recent;

/// The most devices that are remembered of one person.
const DEVICES_MAX: i64 = 20;
/// How exactly it is known when a device was last here.
const SEEN_EVERY_MS: Millis = 10 * 60_000;
/// The longest name of a program's version that is taken note of, in characters.
const PROGRAM_MAX_CHARS: usize = 40;

/// Push, then pull. Repeating the request is harmless.
pub async fn sync(
    service: &Service,
    person: &Person,
    mut request: SyncRequest,
) -> Result<SyncAnswer> {
    if request.records.len() > BATCH_MAX {
        return Err(Code::TooManyRecords.into());
    }
    if request
        .person
        .as_ref()
        .is_some_and(|meant| *meant != person.id)
    {
        return Err(Code::OtherPerson.into());
    }
    let server = service.server().await?;
    let mut answer = SyncAnswer {
        server: Some(server.clone()),
        now: Some(service.environment.now()),
        cursor: request.cursor,
        ..SyncAnswer::default()
    };
    if request.server.as_ref().is_some_and(|meant| meant != server) {
        // What was meant for another log does not belong in this one unasked.
        return Ok(answer);
    }
    if request.records.is_empty() {
        pull::pull(service, person, &request, None, &mut answer).await?;
        note_if_new(service, person, &request, answer.cursor).await?;
    } else {
        let seen = seen(service, person, &request, request.cursor);
        let sent = Sent::new(person, &mut request, seen);
        let taken = service.intake.take_in(service, sent).await?;
        answer.accepted = taken.accepted;
        answer.refused = taken.refused;
        pull::pull(service, person, &request, taken.news, &mut answer).await?;
    }
    Ok(answer)
}

/// For those who compile reports: which phone was here when, and what it still holds back. `None`
/// where the request does not say, or calls its device what no database could hold.
fn seen(service: &Service, person: &Person, request: &SyncRequest, cursor: i64) -> Option<Seen> {
    let n_held = request.n_held?;
    let program = request.program.as_deref().unwrap_or_default();
    model::id::is_well_formed(request.device.as_str()).then(|| Seen {
        device: request.device.clone(),
        person: person.id.clone(),
        at: service.environment.now(),
        cursor,
        n_held: n_held.into(),
        program: program
            .chars()
            .filter(|c| *c != '\0')
            .take(PROGRAM_MAX_CHARS)
            .collect(),
    })
}

async fn note_if_new(
    service: &Service,
    person: &Person,
    request: &SyncRequest,
    cursor: i64,
) -> Result<()> {
    let Some(seen) = seen(service, person, request, cursor) else {
        return Ok(());
    };
    let known = {
        let mut tx = service.store.read().await?;
        device::get(&mut tx, &person.id, &seen.device).await?
    };
    if known.is_some_and(|known| says_enough(&known, &seen)) {
        return Ok(());
    }
    let mut script = Script::default();
    device::note(&mut script, &seen, DEVICES_MAX);
    let mut tx = service.store.write().await?;
    script.run(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Every write waits for the disk; that a phone is still there is worth one now and then.
fn says_enough(known: &Seen, seen: &Seen) -> bool {
    seen.at - known.at < SEEN_EVERY_MS
        && Seen {
            at: known.at,
            ..seen.clone()
        } == *known
}

fn refused(index: usize, value: &Value, problem: Problem) -> Refused {
    let id = value.get("id").and_then(Value::as_str).map(RecordId::from);
    Refused { id, index, problem }
}

/// PostgreSQL's TEXT cannot hold the character zero, and nobody types it.
fn read_storable(value: &Value) -> std::result::Result<Record, Problem> {
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
