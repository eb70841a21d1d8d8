//! SQLite: a few connections to one file, asked where the caller stands.

use std::{
    path::{Path, PathBuf},
    str::FromStr as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use rusqlite::{
    OpenFlags, Statement, ToSql,
    types::{ToSqlOutput, ValueRef},
};
use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};
use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::{OwnedSemaphorePermit, Semaphore},
};

use super::{Error, Result, Row, Value, copier::Copier, row::Cell};

/// More statements than the program has.
const STATEMENTS: usize = 400;
/// So long a writer waits for another process.
const PATIENCE: Duration = Duration::from_secs(10);

/// FULL, because with NORMAL a power cut loses records that a phone was told are safe: 170 to 224 of
/// them in each measured cut. Whoever commits copies the log into the file only if the `Copier` lags
/// far behind.
const ON_CONNECT: &str = "pragma journal_mode = wal; pragma synchronous = full; \
                          pragma foreign_keys = on; pragma wal_autocheckpoint = 16000;";

pub struct Pool {
    path: PathBuf,
    size: u32,
    free: Mutex<Vec<rusqlite::Connection>>,
    turns: Arc<Semaphore>,
    copier: Arc<Copier>,
}

/// A connection that somebody has for now.
pub struct Held {
    /// There until it is given back.
    connection: Option<rusqlite::Connection>,
    pool: Arc<Pool>,
    _turn: OwnedSemaphorePermit,
}

/// Makes the file if it is not there, and brings it up to date.
pub async fn prepare(url: &str) -> Result<PathBuf> {
    let options = SqliteConnectOptions::from_str(url)?;
    let options = if url.contains("mode=") {
        options
    } else {
        options.create_if_missing(true)
    };
    let path = options.get_filename().to_owned();
    let mut connection = options.busy_timeout(PATIENCE).connect().await?;
    sqlx::raw_sql(ON_CONNECT).execute(&mut connection).await?;
    sqlx::migrate!().run(&mut connection).await?;
    connection.close().await?;
    Ok(path)
}

/// For what may have to wait for the disk or for another process: the other tasks of this thread go
/// on elsewhere meanwhile, where the runtime has threads for it.
pub fn waiting<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

impl Pool {
    pub fn new(path: PathBuf, size: u32) -> Self {
        Self {
            copier: Arc::new(Copier::new(path.clone())),
            path,
            size,
            free: Mutex::default(),
            turns: Arc::new(Semaphore::new(size as usize)),
        }
    }

    pub async fn take(self: &Arc<Self>) -> Result<Held> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| Error::Closed)?;
        let free = self.free().pop();
        let connection = free.map_or_else(|| connect(&self.path), Ok)?;
        Ok(Held {
            connection: Some(connection),
            pool: Arc::clone(self),
            _turn: turn,
        })
    }

    /// Waits until all are given back.
    pub async fn close(&self) {
        // Closed already, or all are here.
        let _all = self.turns.acquire_many(self.size).await;
        self.turns.close();
        self.free().clear();
        self.copier.stop();
    }

    fn free(&self) -> MutexGuard<'_, Vec<rusqlite::Connection>> {
        // A list of which one was taken or given back is still a list.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Statements without values.
    pub fn run(&self, sql: &str) -> Result<()> {
        Ok(self.connection()?.execute_batch(sql)?)
    }

    /// Returns once it is on the disk.
    pub fn commit(&self) -> Result<()> {
        waiting(|| self.say("commit"))?;
        self.pool.copier.note(self.connection()?.total_changes());
        Ok(())
    }

    /// A statement without values that is said often.
    pub fn say(&self, sql: &str) -> Result<()> {
        self.execute(sql, &[]).map(drop)
    }

    pub fn execute(&self, sql: &str, values: &[Value]) -> Result<u64> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        if statement.column_count() == 0 {
            return Ok(statement.raw_execute()? as u64);
        }
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(0)
    }

    pub fn each(
        &self,
        sql: &str,
        values: &[Value],
        mut take: impl FnMut(Row) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection()?.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let columns: Arc<[Box<str>]> = statement
            .column_names()
            .into_iter()
            .map(Box::from)
            .collect();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let cells = (0..columns.len()).map(|place| cell(row.get_ref(place)?));
            let cells = cells.collect::<rusqlite::Result<_>>()?;
            take(Row::new(Arc::clone(&columns), cells))?;
        }
        Ok(())
    }

    fn connection(&self) -> Result<&rusqlite::Connection> {
        self.connection.as_ref().ok_or(Error::Closed)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        // One on which a transaction cannot be ended is not given to others.
        if connection.is_autocommit() || connection.execute_batch("rollback").is_ok() {
            self.pool.free().push(connection);
        }
    }
}

pub fn connect(path: &Path) -> Result<rusqlite::Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = rusqlite::Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(ON_CONNECT)?;
    Ok(connection)
}

/// `$2` is the second value wherever it stands; `?` is the next one.
fn bind(statement: &mut Statement<'_>, values: &[Value]) -> Result<()> {
    for place in 1..=statement.parameter_count() {
        let name = statement.parameter_name(place);
        let number = name.and_then(|name| name.get(1..)?.parse().ok());
        let number: usize = number.unwrap_or(place);
        let value = values.get(number.wrapping_sub(1));
        statement.raw_bind_parameter(place, value.ok_or(Error::NoValue(number))?)?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>) -> rusqlite::Result<Cell> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        // Nothing here is kept as one.
        ValueRef::Real(number) => Cell::Text(number.to_string()),
        ValueRef::Text(_) => Cell::Text(value.as_str()?.to_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_owned()),
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Number(Some(number)) => ValueRef::Integer(*number),
            Self::Flag(flag) => ValueRef::Integer((*flag).into()),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Text(None) | Self::Number(None) | Self::Bytes(None) => ValueRef::Null,
            Self::List(words) => {
                return Ok(ToSqlOutput::from(serde_json::json!(words).to_string()));
            }
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}
