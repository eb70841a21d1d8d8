//! What the last batches were about, as it stands in the tables: phones speak of the same tasks again
//! and again, so most of what a batch needs has just been written by another.

use std::sync::Mutex;

use model::fold::State;

/// More than this is forgotten at once rather than piece by piece.
const MOST: usize = 20_000;

/// Plans, nodes, assignments and indicators, true for one moment of the log.
#[derive(Default)]
pub struct Recent(Mutex<Option<(i64, State)>>);

impl Recent {
    /// What is known of the log that ends with `last_seq`, for the one who holds the lock on its
    /// counter. Nothing where others have written since, or nobody has. Whoever takes it and then
    /// fails to write leaves nothing behind.
    pub fn take(&self, last_seq: i64) -> State {
        let kept = self.0.lock().ok().and_then(|mut kept| kept.take());
        kept.filter(|(seq, _)| *seq == last_seq)
            .map_or_else(State::default, |(_, state)| state)
    }

    /// Keeps what has been written, up to `last_seq`.
    pub fn put(&self, last_seq: i64, state: State) {
        if state.nodes.len() + state.assignments.len() > MOST {
            return;
        }
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((last_seq, state));
        }
    }
}
