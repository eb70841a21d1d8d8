//! The two databases behind one way of asking: a text with `$1`, the values, the rows.
//!
//! SQLite is a library and is asked where the caller stands. Through a thread of its own, as sqlx has
//! it, a message there and back cost more than most statements. PostgreSQL is asked through sqlx.

use std::{
    ops::{Deref, DerefMut},
    sync::Arc,
};

use sqlx::{PgPool, PgTransaction, Postgres, pool::PoolConnection};

mod copier;
mod postgres;
mod query;
mod row;
mod sqlite;
mod value;

pub use query::{Query, query};
pub use row::{FromCell, Row};
pub use value::Value;

const READERS: u32 = 8;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("a database address begins with sqlite: or postgres:")]
    Address,
    #[error("the database is closed")]
    Closed,
    #[error("no row where there must be one")]
    NoRow,
    #[error("the value {0} of a statement is missing")]
    NoValue(usize),
    #[error("{column}: {why}")]
    Unreadable { column: String, why: String },
    #[error("cannot be written as JSON: {0}")]
    Unwritable(serde_json::Error),
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error(transparent)]
    Sqlx(#[from] sqlx::Error),
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
}

pub type Result<T> = std::result::Result<T, Error>;

/// Readers and writers apart. SQLite has one connection that writes, so that writers queue here and
/// not in the database.
pub enum Database {
    Sqlite {
        readers: Arc<sqlite::Pool>,
        writer: Arc<sqlite::Pool>,
    },
    Postgres {
        readers: PgPool,
        writers: PgPool,
    },
}

/// Somebody's for now. What was begun on it and not committed is undone when it is given back.
pub enum Connection {
    Sqlite(sqlite::Held),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(PgTransaction<'static>),
}

/// A connection on which a transaction was begun.
pub struct Tx(Connection);

impl Database {
    /// Opens the database, makes it if it is a file that is not there, and brings it up to date.
    pub async fn open(url: &str) -> Result<Self> {
        match url.split(':').next() {
            Some("sqlite") => {
                let path = sqlite::prepare(url).await?;
                Ok(Self::Sqlite {
                    readers: Arc::new(sqlite::Pool::new(path.clone(), READERS)),
                    writer: Arc::new(sqlite::Pool::new(path, 1)),
                })
            }
            Some("postgres" | "postgresql") => Ok(Self::Postgres {
                writers: postgres::prepare(url, READERS).await?,
                readers: postgres::connect(url, READERS).await?,
            }),
            _ => Err(Error::Address),
        }
    }

    /// A snapshot: nothing that others commit meanwhile is seen.
    pub async fn read(&self) -> Result<Tx> {
        match self {
            Self::Sqlite { readers, .. } => {
                let held = readers.take().await?;
                held.say("begin")?;
                Ok(Tx(Connection::Sqlite(held)))
            }
            Self::Postgres { readers, .. } => {
                let begin = "begin isolation level repeatable read read only";
                Ok(Tx(Connection::PostgresTx(readers.begin_with(begin).await?)))
            }
        }
    }

    /// For one question alone, which needs no snapshot.
    pub async fn ask(&self) -> Result<Connection> {
        Ok(match self {
            Self::Sqlite { readers, .. } => Connection::Sqlite(readers.take().await?),
            Self::Postgres { readers, .. } => Connection::Postgres(readers.acquire().await?),
        })
    }

    /// A transaction that reads and then writes.
    pub async fn write(&self) -> Result<Tx> {
        match self {
            Self::Sqlite { writer, .. } => {
                let held = writer.take().await?;
                // The lock before anything is read, or the snapshot is outdated when it comes to
                // writing.
                sqlite::waiting(|| held.say("begin immediate"))?;
                Ok(Tx(Connection::Sqlite(held)))
            }
            // The caller locks a counter's row first.
            Self::Postgres { writers, .. } => {
                Ok(Tx(Connection::PostgresTx(writers.begin().await?)))
            }
        }
    }

    /// Waits for what is under way and closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Self::Postgres { readers, writers } => {
                readers.close().await;
                writers.close().await;
            }
        }
    }
}

impl Connection {
    /// Statements without values, one after another.
    pub async fn run_all(&mut self, sql: &'static str) -> Result<()> {
        match self {
            Self::Sqlite(held) => held.run(sql),
            Self::Postgres(connection) => postgres::run(connection, sql).await,
            Self::PostgresTx(tx) => postgres::run(tx, sql).await,
        }
    }
}

impl Tx {
    /// Returns once it is on the disk.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Connection::Sqlite(held) => held.commit(),
            Connection::PostgresTx(tx) => Ok(tx.commit().await?),
            Connection::Postgres(_) => Ok(()),
        }
    }
}

impl Deref for Tx {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}

#[cfg(test)]
mod tests;
