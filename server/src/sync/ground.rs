//! The ground a phone stands on: who its person is, and the units it needs the names of.

use model::{person::Person, sync::message::Ground, unit::UnitTree};

use crate::store::{self, Tx, counter};

/// The ground, unless the phone has it already. The counter rises with every change of units and
/// people.
pub async fn newer(
    tx: &mut Tx,
    known: &str,
    person: &Person,
    tree: &UnitTree,
) -> store::Result<Option<Ground>> {
    let counter = counter::value(tx, counter::UNIT).await?;
    let version = version(counter, person);
    if version == known {
        return Ok(None);
    }
    Ok(Some(Ground {
        version,
        person: person.clone(),
        units: person.known_units(tree).into_iter().cloned().collect(),
        colleagues: store::person::colleagues(tx, &person.units_of_colleagues(tree)).await?,
    }))
}

fn version(counter: i64, person: &Person) -> String {
    let grants = person
        .grants
        .iter()
        .map(|grant| format!(" {}@{}", grant.role.as_str(), grant.unit));
    let grants: String = grants.collect();
    format!("{counter} {} {}{grants}", person.name, person.post)
}
