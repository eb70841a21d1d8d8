//! Units come and go: when each began and ended, under which names, and what took its place.

use super::{Unit, UnitTree};
use crate::{day, id::UnitId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A unit without dates has always been there and still is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Life {
    #[serde(with = "day::option", skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The first day on which it is there no more.
    #[serde(with = "day::option", skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// What took its place: one where it was merged, several where it was split.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<UnitId>,
    /// Oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    pub name: String,
    /// The first day on which it had another.
    #[serde(with = "day")]
    pub until: NaiveDate,
}

impl Life {
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    pub fn includes(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until)
    }

    /// When it was merged into which.
    pub fn merger(&self) -> Option<(NaiveDate, &UnitId)> {
        match self.successors.as_slice() {
            [into] => Some((self.until?, into)),
            _ => None,
        }
    }
}

impl Unit {
    /// Its name on a day: what was reported under an old name keeps it.
    pub fn name_on(&self, day: NaiveDate) -> &str {
        let mut former = self.life.former_names.iter();
        former
            .find(|former| day < former.until)
            .map_or(&self.name, |former| &former.name)
    }
}

impl UnitTree {
    /// What the unit stood under on a day: what was under a unit that has been merged stands under
    /// the one that took it in. Nearest first, without the unit itself.
    pub fn above_on(&self, id: &UnitId, day: NaiveDate) -> Vec<&Unit> {
        let mut found: Vec<&Unit> = Vec::new();
        let mut next = self.standing_parent(id, day);
        while let Some(unit) = next {
            if unit.id == *id || found.iter().any(|seen| seen.id == unit.id) {
                break;
            }
            found.push(unit);
            next = self.standing_parent(&unit.id, day);
        }
        found
    }

    /// What stood right under a unit on a day, in listing order.
    pub fn parts_on(&self, id: &UnitId, day: NaiveDate) -> Vec<&Unit> {
        let mut holders = vec![id];
        let mut place = 0;
        while let Some(holder) = holders.get(place) {
            let gone = self.merged_into(holder);
            let gone = gone.filter(|unit| unit.life.until.is_some_and(|until| until <= day));
            let new: Vec<_> = gone.map(|unit| &unit.id).collect();
            for unit in new {
                if !holders.contains(&unit) {
                    holders.push(unit);
                }
            }
            place += 1;
        }
        let parts = holders.into_iter().flat_map(|holder| self.children(holder));
        parts.filter(|unit| unit.life.includes(day)).collect()
    }

    fn standing_parent(&self, id: &UnitId, day: NaiveDate) -> Option<&Unit> {
        let parent = self.get(self.get(id)?.parent.as_ref()?)?;
        Some(self.successor_on(parent, day))
    }

    /// The unit, or what it had become by that day.
    fn successor_on<'a>(&'a self, unit: &'a Unit, day: NaiveDate) -> &'a Unit {
        let mut unit = unit;
        for _ in 0..self.len() {
            let merger = unit.life.merger().filter(|(until, _)| *until <= day);
            match merger.and_then(|(_, into)| self.get(into)) {
                Some(into) => unit = into,
                None => break,
            }
        }
        unit
    }
}
