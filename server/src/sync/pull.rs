//! Pull: what is new for a device since it last asked, and whether it has all.

use model::{
    id::DeviceId,
    person::Person,
    sync::{BATCH_MAX, SyncAnswer, SyncRequest},
};

use super::{ground, intake::News};
use crate::{
    failure::Result,
    service::Service,
    store::{
        record::{self, Told},
        standing::{self, Standing},
    },
};

/// `news` is what is known already of a device whose records have just come in.
pub async fn pull(
    service: &Service,
    person: &Person,
    request: &SyncRequest,
    news: Option<News>,
    answer: &mut SyncAnswer,
) -> Result<()> {
    let device = device_of(request);
    let limit = request.limit.unwrap_or(BATCH_MAX).min(BATCH_MAX);
    if let Some(News { standing, told }) = news
        && ground_wanted(request, &standing, person).is_none()
        && let Some(told) = at_hand(request, limit, told, &standing)
    {
        tell(answer, (told, limit), &device, &standing);
        return Ok(());
    }
    let (mut tx, tree) = service.read().await?;
    let standing = standing::of(&mut tx, person, &tree, &device).await?;
    if let Some(version) = ground_wanted(request, &standing, person) {
        answer.ground = Some(ground::of(&mut tx, version, person, &tree).await?);
    }
    let told = match at_hand(request, limit, None, &standing) {
        Some(told) => told,
        // One more, to know whether there is more.
        None => record::after(&mut tx, &person.id, request.cursor, limit + 1).await?,
    };
    tell(answer, (told, limit), &device, &standing);
    Ok(())
}

/// Whatever a request calls its device reaches the database only if it could be one's name.
pub fn device_of(request: &SyncRequest) -> DeviceId {
    let device = request.device.clone();
    if model::id::is_well_formed(device.as_str()) {
        device
    } else {
        DeviceId::default()
    }
}

/// The version of the ground that the device has still to get, if it asks for it.
fn ground_wanted(request: &SyncRequest, standing: &Standing, person: &Person) -> Option<String> {
    let known = request.ground.as_ref()?;
    let version = ground::version(standing, person);
    (version != *known).then_some(version)
}

/// What is new without looking into the log: nothing, or only what has just been written.
fn at_hand(
    request: &SyncRequest,
    limit: usize,
    told: Option<Vec<Told>>,
    standing: &Standing,
) -> Option<Vec<Told>> {
    if limit == 0 || request.cursor == standing.last_seq {
        return Some(Vec::new());
    }
    told.filter(|told| told.len() <= limit)
}

fn tell(
    answer: &mut SyncAnswer,
    (mut told, limit): (Vec<Told>, usize),
    device: &DeviceId,
    standing: &Standing,
) {
    let is_named = !device.as_str().is_empty();
    answer.own = is_named.then_some(standing.own);
    if limit == 0 {
        return;
    }
    answer.received = standing.received;
    answer.reported.clone_from(&standing.reported);
    answer.more = told.len() > limit;
    told.truncate(limit);
    // Without more to come everything up to the end of the log has been looked at. A device whose
    // cursor was beyond the end sees it fall back: the log was longer once.
    answer.cursor = match told.last() {
        Some(last) if answer.more => last.stamped.seq,
        _ => standing.last_seq,
    };
    answer.check = (!answer.more).then_some(standing.all);
    for Told {
        stamped,
        by,
        carried_by,
    } in told
    {
        answer.names.insert(stamped.record.by.clone(), by);
        if let (Some(carrier), Some(name)) = (&stamped.carried_by, carried_by) {
            answer.names.insert(carrier.clone(), name);
        }
        answer.records.push(stamped);
    }
}
