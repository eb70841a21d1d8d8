//! Copies what was written from SQLite's log into its file, behind those who write.
//!
//! Otherwise the one whose commit makes the log long enough waits for all that others have written. In a
//! database of a million records a third of the time went there.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use tokio::runtime::Handle;

use super::{Result, sqlite};

/// After so many rows the log is worth copying. A row changes one or two pages of 4 kB.
const ROWS: u64 = 2_000;

pub struct Copier {
    path: PathBuf,
    own: Mutex<Own>,
    /// How many rows the writer had changed when copying last began.
    copied: AtomicU64,
    is_copying: AtomicBool,
}

/// The connection that it copies by, once it has one.
enum Own {
    None,
    Connection(rusqlite::Connection),
    Stopped,
}

impl Copier {
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            own: Mutex::new(Own::None),
            copied: AtomicU64::new(0),
            is_copying: AtomicBool::new(false),
        }
    }

    /// The writer has changed so many rows since it is there, all of which are committed.
    pub fn note(self: &Arc<Self>, n_rows: u64) {
        if n_rows.saturating_sub(self.copied.load(Ordering::Relaxed)) < ROWS {
            return;
        }
        let Ok(runtime) = Handle::try_current() else {
            return;
        };
        if self.is_copying.swap(true, Ordering::AcqRel) {
            return;
        }
        self.copied.store(n_rows, Ordering::Relaxed);
        let copier = Arc::clone(self);
        runtime.spawn_blocking(move || {
            if let Err(error) = copier.copy() {
                // Nothing is lost: a later commit tries again.
                tracing::warn!(%error, "the log was not copied into the database's file");
            }
            copier.is_copying.store(false, Ordering::Release);
        });
    }

    /// Waits for what is under way; what would begin from now on does not.
    pub fn stop(&self) {
        *self.own() = Own::Stopped;
    }

    /// As far as nobody still reads what is older, and without keeping anybody from writing.
    fn copy(&self) -> Result<()> {
        let mut own = self.own();
        if matches!(*own, Own::None) {
            *own = Own::Connection(sqlite::connect(&self.path)?);
        }
        if let Own::Connection(connection) = &*own {
            connection.query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        // A connection on which a copy failed can try again.
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
