//! `hocvuso rebuild`

use super::Database;
use crate::{config::Config, environment::Environment, rebuild, service::Service, store::Store};

/// Of either kind of database: nothing is added to the log.
pub async fn run(database: &Database) -> anyhow::Result<()> {
    let store = Store::open(&database.url(false)).await?;
    let service = Service::new(store, Config::default(), Environment::real())?;
    let n_records = rebuild::rebuild(&service).await?;
    service.store.close().await;
    println!("{n_records} records folded");
    Ok(())
}
