//! Sync: what a phone and the server say to each other, who a record is for, and by which rules
//! either side goes on so that nothing is lost.

mod accept;
pub mod audience;
mod carry;
pub mod check;
pub mod message;
pub mod phone;

pub use accept::{accept, read_record};
pub use carry::accept_carried;
pub use message::{Refused, Stamped, SyncAnswer, SyncRequest};

use crate::id::RecordId;

/// The most records one request may carry, and the most one answer returns.
pub const BATCH_MAX: usize = 200;
/// The largest record, as JSON.
pub const RECORD_MAX_BYTES: usize = 16 * 1024;
/// The largest record that brings a whole plan.
pub const PLAN_RECORD_MAX_BYTES: usize = 2 * 1024 * 1024;
/// The longest note, difficulty or comment, in characters.
pub const TEXT_MAX_CHARS: usize = 2_000;

/// The short code a person sees for a saved record, e.g. "7K3-Q9F": taken from the random end of
/// its id, in letters and digits that cannot be misread.
pub fn receipt(id: &RecordId) -> String {
    const ALPHABET: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H',
        'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
    ];
    let tail = id.as_str().rsplit('-').next().unwrap_or_default();
    let bits = u64::from_str_radix(tail, 16).unwrap_or(0);
    let mut code: String = (0..6)
        .rev()
        .map(|place| ALPHABET[(bits >> (place * 5)) as usize & 31])
        .collect();
    code.insert(3, '-');
    code
}
