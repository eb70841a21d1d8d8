//! The ground a phone stands on: who its person is, and the units it needs the names of.

use model::{person::Person, sync::message::Ground, unit::UnitTree};

use crate::store::{self, Tx, counter};

/// The ground, unless the phone has it already.
pub async fn newer(
    tx: &mut Tx,
    known: &str,
    person: &Person,
    tree: &UnitTree,
) -> store::Result<Option<Ground>> {
    let units = counter::value(tx, counter::UNIT).await?;
    let people = counter::value(tx, counter::PERSON).await?;
    let version = version(units, people, person);
    if version == known {
        return Ok(None);
    }
    Ok(Some(Ground {
        version,
        person: person.clone(),
        units: person.known_units(tree).into_iter().cloned().collect(),
        boundaries: person.known_boundaries(tree),
        colleagues: store::person::colleagues(tx, &person.units_of_colleagues(tree)).await?,
    }))
}

/// Both counters rise with what they count.
fn version(units: i64, people: i64, person: &Person) -> String {
    let grants = person
        .grants
        .iter()
        .map(|grant| format!(" {}@{}", grant.role.as_str(), grant.unit));
    let grants: String = grants.collect();
    format!("{units} {people} {} {}{grants}", person.name, person.post)
}
