//! What many tests begin with: units, a small province of them, somebody who works there, and chance.

use crate::{
    id::UnitId,
    person::{Grant, Person, Role},
    unit::{Unit, UnitKind, UnitTree},
};

/// A unit whose name is its id.
pub fn unit(id: &str, parent: Option<&str>, kind: UnitKind) -> Unit {
    named(id, parent, kind, id)
}

pub fn named(id: &str, parent: Option<&str>, kind: UnitKind, name: &str) -> Unit {
    Unit {
        id: id.into(),
        parent: parent.map(UnitId::from),
        kind,
        name: name.into(),
        ..Unit::default()
    }
}

/// Two communes, the first with two hamlets.
pub fn province() -> UnitTree {
    UnitTree::new([
        unit("tinh", None, UnitKind::Province),
        unit("xa-a", Some("tinh"), UnitKind::Commune),
        unit("xa-b", Some("tinh"), UnitKind::Commune),
        unit("xom-1", Some("xa-a"), UnitKind::Hamlet),
        unit("xom-2", Some("xa-a"), UnitKind::Hamlet),
    ])
}

/// The person "p".
pub fn person(role: Role, unit: &str) -> Person {
    Person {
        id: "p".into(),
        login: "p".into(),
        name: "P".into(),
        post: String::new(),
        grants: vec![Grant {
            role,
            unit: unit.into(),
        }],
    }
}

/// SplitMix64: the same numbers for a seed everywhere.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}
