//! Photos of an update: how large, in which pieces they are sent, how a phone makes them small.
//!
//! A photo is known by the SHA-256 of its bytes. It is sent before the record that cites it, piece
//! by piece, so that a cut costs one piece; the record is accepted once its photos are there whole.
//! A phone sends the photos of one record, then the record: what nobody cites makes room for more.

mod container;
mod place;

use crate::{
    clock::Millis,
    id::PhotoId,
    problem::{Code, Problem},
};
use serde::{Deserialize, Serialize};
use std::ops::Range;

pub use container::Kind;
pub use place::may_tell_where;

/// The most photos of one update.
pub const MOST_OF_UPDATE: usize = 4;
/// The largest photo.
pub const PHOTO_MAX_BYTES: usize = 600 * 1024;
/// What a phone tries to stay below: four photos are then sent in a minute on 3G.
pub const PHOTO_AIM_BYTES: usize = 300 * 1024;
/// The largest piece.
pub const PIECE_MAX_BYTES: usize = 64 * 1024;
/// The smallest piece but for the last: a photo must not come in thousands.
pub const PIECE_LEAST_BYTES: usize = 4 * 1024;

/// The most photos that one person may have waiting to be whole and cited; the one that was touched
/// longest ago makes room for the next.
pub const MOST_WAITING: usize = 50;
/// How long one waits untouched before it is given up. A phone that cites it later sends it again.
pub const WAITS_MS: Millis = 30 * 24 * 60 * 60 * 1000;

/// The most bytes of photos that one person may fill in a day: two hundred photos as phones make
/// them. What is beyond waits on the phone, and goes on the next day.
pub const DAY_MAX_BYTES: usize = 200 * PHOTO_AIM_BYTES;

/// Longest side in pixels and quality in percent, tried in this order until the photo is no larger
/// than `PHOTO_AIM_BYTES`; the last is small enough of any picture.
pub const ATTEMPTS: [(u32, u8); 5] = [(1600, 80), (1600, 65), (1600, 50), (1200, 50), (800, 50)];

/// How far a photo has come from one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub n_received: usize,
    /// Of the whole photo, once its first piece is there.
    pub n_bytes: Option<usize>,
    /// All there, and found to be what its id says.
    pub is_whole: bool,
}

/// Whether it is a SHA-256 as it is written here: 64 digits, lower case.
pub fn is_well_formed(id: &PhotoId) -> bool {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    id.as_str().len() == 64 && id.as_str().bytes().all(is_digit)
}

/// Which bytes to send next; `None` when nothing is left.
pub fn next_piece(n_received: usize, n_bytes: usize) -> Option<Range<usize>> {
    let end = n_bytes.min(n_received.saturating_add(PIECE_MAX_BYTES));
    (n_received < end).then_some(n_received..end)
}

/// Whether a photo of `n_bytes` may come in such a piece. What is in it is judged elsewhere.
pub fn judge_piece(piece: &Range<usize>, n_bytes: usize) -> Result<(), Problem> {
    if n_bytes > PHOTO_MAX_BYTES || piece.len() > PIECE_MAX_BYTES {
        return Err(Code::TooLarge.into());
    }
    let is_last = piece.end == n_bytes;
    if piece.is_empty() || piece.end > n_bytes || (!is_last && piece.len() < PIECE_LEAST_BYTES) {
        return Err(Code::MalformedQuery.into());
    }
    Ok(())
}

/// Whether a photo of `n_bytes` may be begun by somebody whose photos of today are so many bytes.
pub fn judge_day(n_bytes_today: usize, n_bytes: usize) -> Result<(), Problem> {
    if n_bytes_today.saturating_add(n_bytes) > DAY_MAX_BYTES {
        return Err(Code::TooManyPhotosToday.into());
    }
    Ok(())
}

/// Width and height with the longest side made no longer than `longest`, never larger than before.
pub fn shrunk(width: u32, height: u32, longest: u32) -> (u32, u32) {
    let side = width.max(height);
    if side <= longest {
        return (width, height);
    }
    let scaled = |part: u32| {
        let part = (u64::from(part) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
        u32::try_from(part).unwrap_or(longest).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests;
