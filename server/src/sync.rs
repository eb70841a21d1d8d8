//! Sync: takes a device's records into the log and gives it what it has not seen.

use model::{
    clock::Millis,
    person::Person,
    problem::Code,
    sync::{BATCH_MAX, Stamped, SyncAnswer, SyncRequest},
};

use crate::{
    failure::Result,
    service::Service,
    store::{
        Tx, audience, counter,
        device::{self, Seen},
        record::{self, Told},
    },
};

use push::OnlyNew;

pub mod batch;
mod ground;
pub mod handover;
mod push;
pub mod recent;

/// The most devices that are remembered of one person.
const DEVICES_MAX: i64 = 20;
/// How exactly it is known when a device was last here.
const SEEN_EVERY_MS: Millis = 10 * 60_000;
/// The longest name of a program's version that is taken note of, in characters.
const PROGRAM_MAX_CHARS: usize = 40;

/// Push, then pull. Repeating the request is harmless.
pub async fn sync(service: &Service, person: &Person, request: SyncRequest) -> Result<SyncAnswer> {
    if request.records.len() > BATCH_MAX {
        return Err(Code::TooManyRecords.into());
    }
    if request
        .person
        .as_ref()
        .is_some_and(|meant| *meant != person.id)
    {
        return Err(Code::SignInNeeded.into());
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
        pull(service, person, &request, None, &mut answer).await?;
        note_if_new(service, person, &request, answer.cursor).await?;
    } else {
        let new = push::push(service, person, &request, &mut answer).await?;
        pull(service, person, &request, new, &mut answer).await?;
    }
    Ok(answer)
}

async fn pull(
    service: &Service,
    person: &Person,
    request: &SyncRequest,
    new: Option<OnlyNew>,
    answer: &mut SyncAnswer,
) -> Result<()> {
    let (mut tx, tree) = service.read().await?;
    // Whatever a request calls its device reaches the database only if it could be one's name.
    if model::id::is_well_formed(request.device.as_str()) {
        let own = audience::own_check(&mut tx, &person.id, &request.device).await?;
        answer.own = Some(own);
    }
    if let Some(known) = &request.ground {
        answer.ground = ground::newer(&mut tx, known, person, &tree).await?;
    }
    let limit = request.limit.unwrap_or(BATCH_MAX).min(BATCH_MAX);
    if limit > 0 {
        pull_records(&mut tx, person, (request.cursor, limit), new, answer).await?;
        answer.received = device::received(&mut tx, &person.id).await?;
    }
    Ok(())
}

async fn pull_records(
    tx: &mut Tx,
    person: &Person,
    (cursor, limit): (i64, usize),
    new: Option<OnlyNew>,
    answer: &mut SyncAnswer,
) -> Result<()> {
    let last_seq = counter::value(tx, counter::RECORD).await?;
    // Unless somebody else has written since.
    let new = new.filter(|new| new.last_seq == last_seq && new.own.len() <= limit);
    let mut found = match new {
        Some(new) => told(person, new.own),
        None => record::after(tx, &person.id, cursor, limit + 1).await?,
    };
    answer.more = found.len() > limit;
    found.truncate(limit);
    // Without more to come everything up to the end of the log has been looked at. A device whose
    // cursor was beyond the end sees it fall back: the log was longer once.
    answer.cursor = match found.last() {
        Some(last) if answer.more => last.stamped.seq,
        _ => last_seq,
    };
    if !answer.more {
        answer.check = Some(audience::check(tx, &person.id).await?);
    }
    for Told {
        stamped,
        by,
        carried_by,
    } in found
    {
        answer.names.insert(stamped.record.by.clone(), by);
        if let (Some(carrier), Some(name)) = (&stamped.carried_by, carried_by) {
            answer.names.insert(carrier.clone(), name);
        }
        answer.records.push(stamped);
    }
    Ok(())
}

fn told(by: &Person, own: Vec<Stamped>) -> Vec<Told> {
    let told = own.into_iter().map(|stamped| Told {
        stamped,
        by: by.name.clone(),
        carried_by: None,
    });
    told.collect()
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
    let mut tx = service.store.write().await?;
    note(&mut tx, &seen).await?;
    tx.commit().await?;
    Ok(())
}

async fn note(tx: &mut Tx, seen: &Seen) -> Result<()> {
    let is_new = device::note(tx, seen).await?;
    if is_new && device::count(tx, &seen.person).await? > DEVICES_MAX {
        device::forget_oldest(tx, &seen.person).await?;
    }
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
