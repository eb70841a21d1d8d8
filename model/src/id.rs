//! Identifiers: strings with a type each, and how new ones are made.

use crate::map::Key;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// The longest identifier that is taken from outside, in bytes.
pub const ID_MAX_LENGTH: usize = 64;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl Key for $name {
            fn name(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }
    )+};
}

ids! {
    /// A unit: the official code where there is one, else made by us.
    UnitId,
    PersonId,
    PlanId,
    /// A node of a plan's outline; tasks and targets are nodes.
    NodeId,
    /// What is counted: a short word, as it stands in addresses.
    IndicatorId,
    /// A record of the log: a UUIDv7 made where the act happened.
    RecordId,
    /// One installed browser or phone.
    DeviceId,
    /// One database; its backups share the name.
    ServerId,
    /// A photo: the SHA-256 of its bytes.
    PhotoId,
}

impl RecordId {
    /// When it was made, to the millisecond, as it is written in the id: all records of one act say
    /// the same.
    pub fn moment(&self) -> &str {
        self.0.get(..13).unwrap_or(&self.0)
    }

    /// The same in milliseconds; `None` where the id is not one of ours.
    pub fn made_at(&self) -> Option<i64> {
        let digits = self.moment().replace('-', "");
        i64::from_str_radix(&digits, 16).ok()
    }
}

/// Makes identifiers from a clock and randomness that the caller hands in, so that tests are exact.
pub struct IdMaker<R: FnMut() -> [u8; 10]> {
    pub now_ms: i64,
    pub random: R,
}

impl<R: FnMut() -> [u8; 10]> IdMaker<R> {
    /// A UUIDv7: sorts by the time it was made.
    #[expect(
        clippy::should_implement_trait,
        reason = "there is no end to ids, so no Option"
    )]
    pub fn next(&mut self) -> String {
        let millis = u64::try_from(self.now_ms).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &(self.random)())
            .into_uuid()
            .to_string()
    }
}

/// Whether a string from outside may serve as an identifier: short, and nothing but letters,
/// digits, `-`, `_` and `.`.
pub fn is_well_formed(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= ID_MAX_LENGTH
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

/// Whether a string is a UUID of version 7, the only form records may have.
pub fn is_uuid_v7(id: &str) -> bool {
    id.len() == 36 && uuid::Uuid::parse_str(id).is_ok_and(|id| id.get_version_num() == 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_are_uuid_v7_and_sort_by_time() {
        let mut early = IdMaker {
            now_ms: 1_000,
            random: || [9; 10],
        };
        let mut late = IdMaker {
            now_ms: 2_000,
            random: || [0; 10],
        };
        let (early, late) = (early.next(), late.next());
        assert!(is_uuid_v7(&early) && is_uuid_v7(&late));
        assert!(early < late);
    }

    #[test]
    fn ids_from_outside_are_plain() {
        assert!(is_well_formed("17266"));
        assert!(!is_well_formed(""));
        assert!(!is_well_formed("a b"));
        assert!(!is_well_formed("../x"));
        assert!(!is_well_formed(&"a".repeat(65)));
    }
}
