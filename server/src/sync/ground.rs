//! The ground a phone stands on: who its person is, and the units it needs the names of.

use model::{person::Person, sync::message::Ground, unit::UnitTree};

use crate::store::{self, Tx, standing::Standing};

pub async fn of(
    tx: &mut Tx,
    version: String,
    person: &Person,
    tree: &UnitTree,
) -> store::Result<Ground> {
    Ok(Ground {
        version,
        person: person.clone(),
        units: person.known_units(tree).into_iter().cloned().collect(),
        boundaries: person.known_boundaries(tree),
        colleagues: store::person::colleagues(tx, &person.units_of_colleagues(tree)).await?,
    })
}

/// A phone that has the ground of this version has it as it is. Both counters rise with what they
/// count.
pub fn version(standing: &Standing, person: &Person) -> String {
    let Standing { units, people, .. } = standing;
    let grants = person
        .grants
        .iter()
        .map(|grant| format!(" {}@{}", grant.role.as_str(), grant.unit));
    let grants: String = grants.collect();
    format!("{units} {people} {} {}{grants}", person.name, person.post)
}
