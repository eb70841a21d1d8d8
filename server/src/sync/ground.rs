//! The ground a phone stands on: who its person is, and the units it needs the names of.

use model::{person::Person, sync::message::Ground, unit::UnitTree};

/// The ground, unless the phone has it already. `counter` rises with every change of the units.
pub fn newer(known: &str, counter: i64, person: &Person, tree: &UnitTree) -> Option<Ground> {
    let version = version(counter, person);
    (version != known).then(|| Ground {
        version,
        person: person.clone(),
        units: person.known_units(tree).into_iter().cloned().collect(),
    })
}

fn version(counter: i64, person: &Person) -> String {
    let grants = person
        .grants
        .iter()
        .map(|grant| format!(" {}@{}", grant.role.as_str(), grant.unit));
    let grants: String = grants.collect();
    format!("{counter} {} {}{grants}", person.name, person.post)
}
