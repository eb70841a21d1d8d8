//! The database: the only place with SQL, one file per noun.
//!
//! One SQL text serves SQLite and PostgreSQL through sqlx's `Any`; what must differ is in
//! `dialect`. A caller reads in one snapshot (`Store::read`) and writes in one transaction
//! (`Store::write`); every function of a noun takes that transaction first.

use std::sync::{Arc, RwLock};

use model::unit::UnitTree;
use sqlx::{Any, Transaction, any::AnyPoolOptions, pool::PoolConnection};

use dialect::Engine;

pub mod assignment;
pub mod attempt;
pub mod boundary;
mod bulk;
pub mod counter;
pub mod device;
pub mod dialect;
pub mod draft;
pub mod figure;
pub mod indicator;
mod json;
pub mod marker;
pub mod mention;
pub mod node;
pub mod original;
pub mod person;
pub mod photo;
pub mod plan;
pub mod push;
pub mod record;
pub mod rollup;
pub mod script;
pub mod session;
mod sight;
pub mod standing;
pub mod state;
pub mod tally;
pub mod unit;

pub type Tx = Transaction<'static, Any>;
pub type Result<T> = sqlx::Result<T>;

const READERS: u32 = 8;

pub struct Store {
    engine: Engine,
    readers: sqlx::AnyPool,
    /// On SQLite one connection, so that writers queue here and not in the database.
    writers: sqlx::AnyPool,
    /// The tree and the value of its counter when it was read.
    tree: RwLock<Option<(i64, Arc<UnitTree>)>>,
}

impl Store {
    /// Opens the database, makes it if it is a file that is not there, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let url = &engine.full_url(url);
        let (n_readers, n_writers) = match engine {
            Engine::Sqlite => (READERS, 1),
            Engine::Postgres => (READERS, READERS),
        };
        let writers = pool(engine, n_writers).connect(url).await?;
        sqlx::migrate!().run(&writers).await?;
        let readers = pool(engine, n_readers).connect(url).await?;
        Ok(Self {
            engine,
            readers,
            writers,
            tree: RwLock::default(),
        })
    }

    /// A snapshot: nothing that others commit meanwhile is seen.
    pub async fn read(&self) -> Result<Tx> {
        self.readers.begin_with(self.engine.begin_read()).await
    }

    /// For one question alone, which needs no snapshot.
    pub async fn ask(&self) -> Result<PoolConnection<Any>> {
        self.readers.acquire().await
    }

    /// A transaction that reads and then writes.
    pub async fn write(&self) -> Result<Tx> {
        self.writers.begin_with(self.engine.begin_write()).await
    }

    /// All units. They change seldom, so the last tree serves until its counter has moved; another
    /// process that changes them moves the counter too.
    pub async fn tree(&self, tx: &mut Tx) -> Result<Arc<UnitTree>> {
        let version = counter::value(tx, counter::UNIT).await?;
        self.tree_of(tx, version).await
    }

    /// The same where the value of its counter is known.
    pub async fn tree_of(&self, tx: &mut Tx, version: i64) -> Result<Arc<UnitTree>> {
        if let Some((known, tree)) = self.tree.read().ok().as_deref().and_then(Option::as_ref)
            && *known == version
        {
            return Ok(tree.clone());
        }
        let tree = UnitTree::new(unit::all(tx).await?);
        let tree = Arc::new(tree.with_boundaries(&boundary::all(tx).await?));
        if let Ok(mut kept) = self.tree.write() {
            *kept = Some((version, tree.clone()));
        }
        Ok(tree)
    }

    /// Waits for transactions under way and closes all connections.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

fn pool(engine: Engine, n_connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(n_connections)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                for pragma in engine.on_connect() {
                    sqlx::raw_sql(*pragma).execute(&mut *connection).await?;
                }
                Ok(())
            })
        })
}
