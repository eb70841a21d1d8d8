//! Count and hash of a set of records: two that hold the same ones have the same check, whatever
//! the order in which they came.

use crate::id::RecordId;
use serde::{Deserialize, Serialize};

/// Sums stay below it, so that JSON carries them exactly everywhere.
pub const MODULUS: i64 = 1 << 52;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// How many records.
    pub n: i64,
    /// The sum of their ids' hashes.
    pub sum: i64,
}

impl Check {
    pub fn add(&mut self, id: &RecordId) {
        self.merge(Self {
            n: 1,
            sum: hash(id.as_str()),
        });
    }

    /// Of two sets that have nothing in common.
    pub fn merge(&mut self, other: Self) {
        self.n += other.n;
        self.sum = (self.sum + other.sum) % MODULUS;
    }
}

impl<'a> FromIterator<&'a RecordId> for Check {
    fn from_iter<I: IntoIterator<Item = &'a RecordId>>(ids: I) -> Self {
        let mut check = Self::default();
        ids.into_iter().for_each(|id| check.add(id));
        check
    }
}

/// FNV-1a, 64 bits, folded into the modulus. Records of one log cannot share an id and differ, so
/// nothing but the id needs to be hashed; nobody gains by a collision.
fn hash(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::try_from((hash ^ (hash >> 52)) & (MODULUS as u64 - 1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_knows_neither_order_nor_parts() {
        let ids: Vec<RecordId> = ["a", "b", "c"].map(RecordId::from).to_vec();
        let whole: Check = ids.iter().collect();
        let mut parts: Check = ids[1..].iter().rev().collect();
        parts.merge(ids[..1].iter().collect());
        assert_eq!(whole, parts);
        assert_eq!(whole.n, 3);
    }

    #[test]
    fn one_record_for_another_is_noticed() {
        let of = |ids: [&str; 2]| {
            let ids = ids.map(RecordId::from);
            ids.iter().collect::<Check>()
        };
        assert_ne!(of(["a", "b"]), of(["a", "c"]));
    }
}
