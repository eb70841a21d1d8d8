//! What every request shares.

use std::sync::{Arc, OnceLock};

use crate::{
    config::Config,
    environment::Environment,
    folded::Folded,
    presence::Presence,
    provinces::Provinces,
    sign_in::password::Hasher,
    store::{self, Store, Tx, marker},
    sync::{intake::Intake, recent::Recent},
};
use model::{id::ServerId, unit::UnitTree};

pub struct Service {
    pub store: Store,
    pub config: Config,
    pub environment: Environment,
    pub hasher: Hasher,
    pub presence: Presence,
    pub recent: Recent,
    pub intake: Intake,
    pub folded: Folded,
    pub provinces: Provinces,
    /// The name of this database, once somebody has asked.
    server: OnceLock<ServerId>,
}

impl Service {
    pub fn new(store: Store, config: Config, environment: Environment) -> anyhow::Result<Self> {
        let hasher = Hasher::new(config.hashing, &environment)?;
        Ok(Self {
            store,
            config,
            environment,
            hasher,
            presence: Presence::default(),
            recent: Recent::default(),
            intake: Intake::default(),
            folded: Folded::default(),
            provinces: Provinces::default(),
            server: OnceLock::new(),
        })
    }

    /// The name of this database, which its backups share and no other has.
    pub async fn server(&self) -> store::Result<&ServerId> {
        if let Some(known) = self.server.get() {
            return Ok(known);
        }
        let mut tx = self.store.write().await?;
        let new = self.environment.next_id();
        let id = marker::get_or_set(&mut tx, marker::SERVER, &new).await?;
        tx.commit().await?;
        Ok(self.server.get_or_init(|| ServerId::new(id)))
    }

    /// A snapshot of the database with the tree of units as it stands in it.
    pub async fn read(&self) -> store::Result<(Tx, Arc<UnitTree>)> {
        let mut tx = self.store.read().await?;
        let tree = self.store.tree(&mut tx).await?;
        Ok((tx, tree))
    }
}
