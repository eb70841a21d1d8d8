//! What every request shares.

use std::sync::Arc;

use crate::{
    config::Config,
    environment::Environment,
    sign_in::password::Hasher,
    store::{Store, Tx},
};
use model::unit::UnitTree;

pub struct Service {
    pub store: Store,
    pub config: Config,
    pub environment: Environment,
    pub hasher: Hasher,
}

impl Service {
    pub fn new(store: Store, config: Config, environment: Environment) -> anyhow::Result<Self> {
        let hasher = Hasher::new(config.hashing, &environment)?;
        Ok(Self {
            store,
            config,
            environment,
            hasher,
        })
    }

    /// A snapshot of the database with the tree of units as it stands in it.
    pub async fn read(&self) -> sqlx::Result<(Tx, Arc<UnitTree>)> {
        let mut tx = self.store.read().await?;
        let tree = self.store.tree(&mut tx).await?;
        Ok((tx, tree))
    }
}
