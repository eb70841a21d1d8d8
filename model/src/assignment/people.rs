//! The people of a unit who do a task: put in charge one by one by whoever gives tasks there.
//!
//! Each name is a word of its own, of which the later counts: two who put different people in charge
//! at once have both their way. Like what was said of the task, the names stay with the pair of task
//! and unit, and say nothing about who may read it.

use super::Progress;
use crate::{
    clock::Stamp,
    id::{PersonId, RecordId, UnitId},
    mention::Colleague,
    order,
    record::{PutInCharge, Record},
    unit::{UnitKind, UnitTree},
};
use serde::{Deserialize, Serialize};

/// What was last said of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InCharge {
    /// As it was then: whoever has left since is still told by it.
    pub name: String,
    /// Taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_over: bool,
    pub set_at: Stamp,
    pub set_by: RecordId,
}

impl Progress {
    /// Those in charge, by name.
    pub fn in_charge(&self) -> Vec<(&PersonId, &str)> {
        let standing = self.people.iter().filter(|(_, it)| !it.is_over);
        let mut standing: Vec<_> = standing.map(|(id, it)| (id, it.name.as_str())).collect();
        order::sort_by(&mut standing, |a, b| (a.1, a.0).cmp(&(b.1, b.0)));
        standing
    }

    pub fn is_in_charge(&self, person: &PersonId) -> bool {
        self.people.get(person).is_some_and(|it| !it.is_over)
    }

    /// Folds a word about one person in; the latest stands.
    pub fn put_in_charge(&mut self, fact: &PutInCharge, record: &Record) {
        let earlier = self.people.get(&fact.person);
        let rank = (record.made_at, &record.id);
        if earlier.is_some_and(|earlier| (earlier.set_at, &earlier.set_by) >= rank) {
            return;
        }
        let latest = InCharge {
            name: fact.name.clone(),
            is_over: fact.is_over,
            set_at: record.made_at,
            set_by: record.id.clone(),
        };
        self.people.insert(fact.person.clone(), latest);
    }
}

/// Those who can be put in charge of a task of the unit: who work there, the own people first, and in
/// a commune nobody of above it. With the unit behind the post.
pub fn staff_of(tree: &UnitTree, colleagues: &[Colleague], unit: &UnitId) -> Vec<Colleague> {
    let commune = tree.enclosing(unit, UnitKind::Commune);
    let works_there = |one: &&Colleague| {
        one.works
            && tree.is_within(unit, &one.unit)
            && commune.is_none_or(|commune| tree.is_within(&one.unit, &commune.id))
    };
    let told = |one: &Colleague| Colleague {
        post: one.told_post(tree),
        ..one.clone()
    };
    let mut staff: Vec<_> = colleagues.iter().filter(works_there).map(told).collect();
    order::sort_by(&mut staff, |a, b| {
        let key = |one: &Colleague| (one.unit != *unit, one.name.clone(), one.id.clone());
        key(a).cmp(&key(b))
    });
    staff.dedup_by(|a, b| a.id == b.id);
    staff
}

#[cfg(test)]
mod tests;
