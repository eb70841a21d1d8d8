//! Whether a picture may tell where it was taken.
//!
//! A phone draws its photos anew, which leaves everything but the picture behind. The server does
//! not rely on it. Whatever cannot be looked into counts as telling: a picture that was drawn anew
//! has nothing of the kind.

use super::container::{Block, array, blocks};

/// The entry that points to where a picture was taken.
const GPS: u16 = 0x8825;
const ENTRY_BYTES: usize = 12;
/// A picture and its thumbnail have a directory each; a loop of them must end.
const MOST_DIRECTORIES: usize = 4;

pub fn may_tell_where(bytes: &[u8]) -> bool {
    let tells = |block: &Block| match block {
        Block::Exif(tiff) => has_gps(tiff).unwrap_or(true),
        Block::Text(text) => text.windows(3).any(|word| word == b"GPS"),
        Block::Closed => true,
    };
    blocks(bytes).is_none_or(|blocks| blocks.iter().any(tells))
}

/// `None` where it cannot be read.
fn has_gps(tiff: &[u8]) -> Option<bool> {
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at| {
        let bytes = array(tiff, at)?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at| {
        let bytes = array(tiff, at)?;
        let number = if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(number).ok()
    };
    let mut at = long(4)?;
    for _ in 0..MOST_DIRECTORIES {
        let n_entries = usize::from(short(at)?);
        let first = at.checked_add(2)?;
        for n in 0..n_entries {
            if short(first + n * ENTRY_BYTES)? == GPS {
                return Some(true);
            }
        }
        // Some writers leave out that there is no further directory.
        match long(first + n_entries * ENTRY_BYTES).unwrap_or(0) {
            0 => return Some(false),
            next => at = next,
        }
    }
    None
}
