//! The database: the only place with SQL, one file per noun.
//!
//! One SQL text serves SQLite and PostgreSQL (`database`). A caller reads in one snapshot
//! (`Store::read`) and writes in one transaction (`Store::write`); every function of a noun takes that
//! transaction first.

use std::sync::{Arc, RwLock};

use model::unit::UnitTree;

use database::Database;

pub mod assignment;
pub mod attempt;
pub mod boundary;
mod bulk;
pub mod counter;
pub mod database;
pub mod device;
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
pub mod report;
pub mod rollup;
pub mod script;
pub mod session;
mod sight;
pub mod standing;
pub mod state;
pub mod tally;
pub mod unit;

pub use database::{Connection, Error, Result, Tx};

pub struct Store {
    database: Database,
    /// The tree and the value of its counter when it was read.
    tree: RwLock<Option<(i64, Arc<UnitTree>)>>,
}

impl Store {
    /// Opens the database, makes it if it is a file that is not there, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self> {
        Ok(Self {
            database: Database::open(url).await?,
            tree: RwLock::default(),
        })
    }

    /// A snapshot: nothing that others commit meanwhile is seen.
    pub async fn read(&self) -> Result<Tx> {
        self.database.read().await
    }

    /// For one question alone, which needs no snapshot.
    pub async fn ask(&self) -> Result<Connection> {
        self.database.ask().await
    }

    /// A transaction that reads and then writes.
    pub async fn write(&self) -> Result<Tx> {
        self.database.write().await
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
        self.database.close().await;
    }
}
