//! Sets up the demo world in a database of its own, and keeps demo and real data apart.

use anyhow::{Context as _, bail};
use model::{
    problem::{Code, Problem},
    record::Record,
    unit::UnitTree,
};

use crate::{
    demo::{self, World},
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
    for person in &world.people {
        if !person::add(tx, person, password_hash).await? {
            bail!("two people have the login {}", person.login);
        }
    }
    let tree = UnitTree::new(world.units.iter().cloned());
    let mut batch = Batch::default();
    for record in &world.records {
        let author = world.people.iter().find(|person| person.id == record.by);
        let author = author.with_context(|| format!("record {} has no author", record.id))?;
        batch
            .add(record, author, &tree)
            .with_context(|| format!("record {} is refused", record.id))?;
    }
    batch
        .save(tx, &tree, 0, |record: &Record| record.made_at.millis)
        .await?;
    Ok(())
}
