//! Takes in what another phone held back and somebody brings: once, however often it is brought.

use std::collections::BTreeMap;

use model::{
    handover::{self, Taken},
    id::{PersonId, RecordId},
    person::Person,
    problem::{Code, Problem},
    record::Record,
    sync::BATCH_MAX,
    unit::UnitTree,
};
use serde_json::Value;

use super::{batch::Batch, read_storable, refused};
use crate::{
    failure::Result,
    service::Service,
    store::{self, Tx, counter, person},
};

/// A part at a time, so that phones that sync meanwhile do not wait for the whole file. If it breaks
/// off in between, the file is brought again.
pub async fn take(service: &Service, carrier: &Person, text: &str) -> Result<Taken> {
    let file = handover::read(text)?;
    if let Some(meant) = file.server
        && meant != *service.server().await?
    {
        let other = "Tệp này là của một hệ thống khác nên không nhận được ở đây.";
        return Err(Code::OtherServer.saying(other).into());
    }
    let mut taken = Taken::default();
    for (n, values) in file.records.chunks(BATCH_MAX).enumerate() {
        take_part(service, carrier, n * BATCH_MAX, values, &mut taken).await?;
    }
    Ok(taken)
}

async fn take_part(
    service: &Service,
    carrier: &Person,
    first: usize,
    values: &[Value],
    taken: &mut Taken,
) -> Result<()> {
    let read: Vec<_> = values.iter().map(read_storable).collect();
    let records: Vec<_> = read.iter().filter_map(|read| read.as_ref().ok()).collect();

    let mut tx = service.store.write().await?;
    let last_seq = counter::lock(&mut tx, counter::RECORD).await?;
    let tree = service.store.tree(&mut tx).await?;
    let authors = authors(&mut tx, &records).await?;
    let known = service.recent.take(last_seq);
    let mut batch = Batch::load_carried(&mut tx, known, &records, carrier).await?;
    for ((index, value), read) in (first..).zip(values).zip(read) {
        match read.and_then(|record| add(&mut batch, &record, &authors, carrier, &tree)) {
            Ok((id, Was::New)) => taken.taken.push(id),
            Ok((id, Was::There)) => taken.known.push(id),
            Err(problem) => taken.refused.push(refused(index, value, problem)),
        }
    }
    let now = service.environment.now();
    batch.save(&mut tx, &tree, last_seq, |_| now).await?;
    tx.commit().await?;
    let last_seq = batch.last_seq(last_seq);
    service.recent.put(last_seq, batch.into_known());
    Ok(())
}

enum Was {
    New,
    There,
}

fn add(
    batch: &mut Batch,
    record: &Record,
    authors: &BTreeMap<PersonId, Person>,
    carrier: &Person,
    tree: &UnitTree,
) -> std::result::Result<(RecordId, Was), Problem> {
    let was = if batch.knows(&record.id) {
        Was::There
    } else {
        Was::New
    };
    let author = authors.get(&record.by).ok_or(Code::NotAuthor)?;
    batch.add_carried(record, author, carrier, tree)?;
    Ok((record.id.clone(), was))
}

/// Those of the authors who are people here.
async fn authors(tx: &mut Tx, records: &[&Record]) -> store::Result<BTreeMap<PersonId, Person>> {
    let mut authors = BTreeMap::new();
    for record in records {
        if !authors.contains_key(&record.by)
            && let Some(author) = person::get(tx, &record.by).await?
        {
            authors.insert(record.by.clone(), author);
        }
    }
    Ok(authors)
}
