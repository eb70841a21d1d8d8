//! Who has set which field of a thing, and which settings did not know of each other.
//!
//! A setting names in `replaces` what its author saw (docs/decisions/0006): the setting shown then,
//! or the record that made the thing. Settings that nobody has replaced are *open*; the latest of
//! them is shown. Of several open ones that each replaced something, nobody's author saw the others:
//! they are rivals, and all are kept until a later one names them.
//!
//! What is kept does not depend on the order in which records come, nor on how often.

use crate::{
    clock::Stamp,
    id::{PersonId, RecordId},
    map::Map,
    record::Record,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The settings of a thing's fields, by the names of the fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Edits(Map<String, Settings>);

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Settings {
    open: Map<RecordId, Setting>,
    /// What was replaced, with the latest that did so: it may come before what it replaces.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    replaced: Map<RecordId, Rank>,
}

/// The greater one is the later one.
type Rank = (Stamp, RecordId);

/// A value that somebody gave a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Setting {
    pub at: Stamp,
    pub by: PersonId,
    /// Whether it names what its author saw. One that does not is nobody's rival.
    #[serde(default)]
    pub replaces: bool,
    pub value: Value,
}

impl Edits {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes in a setting that was made by the record and settles the rivals named. Whether its
    /// value is the one to show now.
    pub fn note(
        &mut self,
        field: &str,
        value: Value,
        record: &Record,
        settles: &[RecordId],
    ) -> bool {
        let settings = self.0.or_default(field.to_owned());
        let rank = (record.made_at, record.id.clone());
        for seen in record.replaces.iter().chain(settles) {
            settings.replace(seen, &rank);
        }
        let later = settings.replaced.get(&record.id);
        if later.is_none_or(|later| *later < rank) {
            let setting = Setting {
                at: record.made_at,
                by: record.by.clone(),
                replaces: record.replaces.is_some(),
                value,
            };
            settings.open.insert(record.id.clone(), setting);
        }
        settings.shown().is_some_and(|(id, _)| *id == record.id)
    }

    /// The setting that is shown; none where the field is as it was made.
    pub fn shown(&self, field: &str) -> Option<(&RecordId, &Setting)> {
        self.0.get(&field.to_owned())?.shown()
    }

    /// The settings of a field that did not know of each other and say different things, the one
    /// that is shown first.
    pub fn rivals(&self, field: &str) -> Vec<(&RecordId, &Setting)> {
        let settings = self.0.get(&field.to_owned());
        settings.map(Settings::rivals).unwrap_or_default()
    }

    /// The fields that have rivals.
    pub fn disputed(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(|(_, settings)| settings.open.len() > 1 && !settings.rivals().is_empty())
            .map(|(field, _)| field.as_str())
    }

    /// What stands of all fields, with the record that set it.
    pub fn open(&self) -> impl Iterator<Item = (&str, &RecordId, &Setting)> {
        self.0.iter().flat_map(|(field, settings)| {
            let open = settings.open.iter();
            open.map(move |(id, setting)| (field.as_str(), id, setting))
        })
    }
}

impl Settings {
    /// A setting is never replaced by an earlier one, so the latest of all is always open.
    fn replace(&mut self, seen: &RecordId, rank: &Rank) {
        if *seen == rank.1 {
            return;
        }
        if self.replaced.get(seen).is_none_or(|last| last < rank) {
            self.replaced.insert(seen.clone(), rank.clone());
        }
        if self
            .open
            .get(seen)
            .is_some_and(|open| (open.at, seen) < (rank.0, &rank.1))
        {
            self.open.remove(seen);
        }
    }

    fn shown(&self) -> Option<(&RecordId, &Setting)> {
        self.open
            .iter()
            .max_by_key(|(id, setting)| (setting.at, *id))
    }

    fn rivals(&self) -> Vec<(&RecordId, &Setting)> {
        let mut rivals: Vec<_> = self.open.iter().filter(|(_, open)| open.replaces).collect();
        let differ = rivals.iter().any(|(_, rival)| {
            rivals
                .first()
                .is_some_and(|(_, first)| first.value != rival.value)
        });
        if !differ {
            return Vec::new();
        }
        crate::order::sort_by(&mut rivals, |a, b| (b.1.at, b.0).cmp(&(a.1.at, a.0)));
        rivals
    }
}

#[cfg(test)]
mod tests;
