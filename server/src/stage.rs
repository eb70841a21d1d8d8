//! Sets up the demo world in a database of its own, and keeps demo and real data apart.

use anyhow::{Context as _, bail};
use model::{
    fold::State,
    person::Person,
    problem::{Code, Problem},
    record::Record,
    unit::{Unit, UnitTree},
};

use crate::{
    demo::{self, World, nation},
    rebuild,
    service::Service,
    store::{Tx, counter, marker, person, unit},
    sync::batch::Batch,
};

/// The password of everybody in the demo world.
pub const PASSWORD: &str = "demo-hoc-vu-so";

/// Checks that the database is of the kind that is to be served, and makes the demo world where it
/// is missing or was made on an earlier day: its dates are relative to today.
pub async fn prepare(service: &Service) -> anyhow::Result<()> {
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::RECORD).await?;
    let made_for = marker::get(&mut tx, marker::DEMO).await?;
    match (service.config.demo, made_for) {
        (false, None) => return Ok(()),
        (false, Some(_)) => bail!(Problem::from(Code::RealNeedsRealDatabase)),
        (true, None) if !marker::is_empty(&mut tx).await? => {
            bail!(Problem::from(Code::DemoNeedsEmptyDatabase));
        }
        (true, Some(word)) if word == marker::KEPT => return Ok(()),
        (true, Some(day)) if day == service.environment.today().to_string() => return Ok(()),
        (true, Some(_)) => marker::clear(&mut tx).await?,
        (true, None) => {}
    }
    let today = service.environment.today();
    let hash = service.hasher.hash(PASSWORD.to_owned()).await?;
    fill(&mut tx, &demo::world(today), &hash).await?;
    marker::set(&mut tx, marker::DEMO, &today.to_string()).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a world in. Its records pass the same judgement as those of phones.
pub async fn fill(tx: &mut Tx, world: &World, password_hash: &str) -> anyhow::Result<()> {
    unit::put(tx, &world.units).await?;
    let tree = UnitTree::new(world.units.iter().cloned());
    let (people, records) = (&world.people, &world.records);
    take_in(tx, &tree, people, records, password_hash).await
}

/// Makes a country in an empty database, which from then on is a demo's and keeps its days. Calls
/// `tell` with the number of records so far.
pub async fn fill_nation(
    service: &Service,
    units: &[Unit],
    mut tell: impl FnMut(usize),
) -> anyhow::Result<()> {
    let hash = service.hasher.hash(PASSWORD.to_owned()).await?;
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::RECORD).await?;
    if marker::get(&mut tx, marker::DEMO).await?.is_some() || !marker::is_empty(&mut tx).await? {
        bail!(Problem::from(Code::DemoNeedsEmptyDatabase));
    }
    marker::set(&mut tx, marker::DEMO, marker::KEPT).await?;
    // Else the first who serves it would make all of it once more.
    rebuild::begin(&mut tx).await?;
    unit::put(&mut tx, units).await?;
    tx.commit().await?;
    let tree = UnitTree::new(units.iter().cloned());
    let mut n_records = 0;
    for share in nation::shares(units, service.environment.today()) {
        // A transaction as large as the country would need its room twice.
        let mut tx = service.store.write().await?;
        take_in(&mut tx, &tree, &share.people, &share.records, &hash).await?;
        tx.commit().await?;
        n_records += share.records.len();
        tell(n_records);
    }
    Ok(())
}

async fn take_in(
    tx: &mut Tx,
    tree: &UnitTree,
    people: &[Person],
    records: &[Record],
    password_hash: &str,
) -> anyhow::Result<()> {
    for person in people {
        if !person::add(tx, person, password_hash).await? {
            bail!("two people have the login {}", person.login);
        }
    }
    let last_seq = counter::lock(tx, counter::RECORD).await?;
    let about: Vec<_> = records.iter().collect();
    let mut batch = Batch::load(tx, State::default(), &about).await?;
    for record in records {
        let author = people.iter().find(|person| person.id == record.by);
        let author = author.with_context(|| format!("record {} has no author", record.id))?;
        batch
            .add(record, author, tree)
            .with_context(|| format!("record {} is refused", record.id))?;
    }
    let received_at = |record: &Record| record.made_at.millis;
    batch.save(tx, tree, last_seq, received_at).await?;
    Ok(())
}
