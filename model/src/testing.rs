//! What many tests begin with: units, a small province of them, and somebody who works there.

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
