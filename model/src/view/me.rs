//! The person who is signed in, as the frame around every page needs it.

use crate::{
    person::{Action, Grant, Person, Role},
    unit::{UnitHead, UnitTree},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Me {
    pub person: Person,
    pub role: Role,
    /// Where the person is at home.
    pub unit: UnitHead,
    /// The units above it, nearest first: names are not unique, so the province is always shown.
    pub above: Vec<UnitHead>,
    /// Whether the phone of this person holds records; else it asks for views.
    #[serde(default)]
    pub holds_records: bool,
}

impl Me {
    /// `None` for a person without any role.
    pub fn new(person: &Person, tree: &UnitTree) -> Option<Self> {
        let Grant { role, unit } = person.home()?;
        Some(Self {
            person: person.clone(),
            role: *role,
            unit: tree.head(unit),
            above: tree.ancestors(unit).skip(1).map(UnitHead::from).collect(),
            holds_records: person.holds_records(tree),
        })
    }

    /// Whether the role carries an action; the server judges over which units.
    pub fn carries(&self, action: Action) -> bool {
        self.person
            .grants
            .iter()
            .any(|grant| grant.role.carries(action))
    }
}
