//! The lines in which figures are entered: what was said before, and what is odd about what is said now.

use super::apart;
use crate::{
    figure::{
        Account, Figure, FigureReported, Topic,
        doubt::{Doubt, Numbers, doubts, doubts_of_parts},
    },
    id::{IndicatorId, PersonId},
    indicator::{Dimension, Indicator, Measure},
    map::{Map, Set},
    person::Action,
    rollup::counts,
    unit::{Unit, UnitHead},
    view::Sight,
};
use serde::{Deserialize, Serialize};

/// A unit and an indicator of which it may give a figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryRow {
    pub unit: UnitHead,
    pub indicator: Indicator,
    pub account: Account,
    /// The latest figure of the population that the denominator counts.
    pub population: Option<i64>,
    pub may_report: bool,
    /// Whether it stands beside the sum and does not make it up.
    pub is_beside: bool,
    /// Of what a plan wants it told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Dimension>,
    /// One for each part of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartAccount>,
}

/// What was said of a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartAccount {
    pub part: String,
    pub account: Account,
}

impl EntryRow {
    /// Of the whole (without a part), or of a part that is asked for.
    pub fn account(&self, part: Option<&str>) -> Option<&Account> {
        let Some(part) = part else {
            return Some(&self.account);
        };
        let mut parts = self.parts.iter();
        parts.find(|one| one.part == part).map(|one| &one.account)
    }

    /// The figure that this one puts right: of what is counted as of a day there is one a day.
    pub fn corrected(&self, said: &FigureReported) -> Option<&Figure> {
        let entries = self.account(said.part.as_deref())?.entries();
        let mut entries = entries.into_iter().rev();
        let is_level = self.indicator.measure == Measure::Level;
        let same = entries.find(|entry| is_level && entry.as_of() == said.as_of);
        same.map(|entry| entry.figure)
    }

    /// What is asked before these figures are kept, which are the line's of one day.
    pub fn doubts(&self, said: &[FigureReported]) -> Vec<(Option<&'static str>, Doubt)> {
        let mut found = Vec::new();
        for one in said {
            let part = one.part.as_deref();
            let Some(account) = self.account(part) else {
                continue;
            };
            let corrected = self.corrected(one).map(|figure| &figure.record);
            // The population is of the whole.
            let population = self.population.filter(|_| part.is_none());
            let name = part.and_then(crate::indicator::part_name);
            let odd = doubts(one, (account, corrected), &self.indicator, population);
            found.extend(odd.into_iter().map(|doubt| (name, doubt)));
        }
        found.extend(self.doubts_of_parts(said));
        found
    }

    fn doubts_of_parts(&self, said: &[FigureReported]) -> Vec<(Option<&'static str>, Doubt)> {
        let Some(day) = said.first().map(|one| one.as_of) else {
            return Vec::new();
        };
        let is_level = self.indicator.measure == Measure::Level;
        // What is not said now was said as of the same day, or is not known; a level still stands.
        let numbers = |part: Option<&str>| {
            if let Some(now) = said.iter().find(|one| one.part.as_deref() == part) {
                return Numbers::of(now);
            }
            let entry = self.account(part)?.on(day)?;
            let stands = entry.as_of() == day || (is_level && part.is_none());
            Numbers::of(&entry.figure.said).filter(|_| stands)
        };
        let Some(whole) = numbers(None) else {
            return Vec::new();
        };
        let odd = self.apart.iter().flat_map(|by| {
            let parts = by.parts().iter();
            let parts: Vec<_> = parts
                .map(|(part, name)| (*name, numbers(Some(part))))
                .collect();
            doubts_of_parts(*by, whole, &parts)
        });
        odd.map(|doubt| (None, doubt)).collect()
    }
}

/// The line for a unit's figure; of units that do not make up the sum, only the page's own.
pub fn row(
    sight: Sight,
    unit: &Unit,
    indicator: &Indicator,
    root: &Unit,
    asked: &[(IndicatorId, Dimension)],
) -> Option<EntryRow> {
    let is_beside = !counts(sight.tree, unit, indicator.counted_by);
    if is_beside && unit.id != root.id {
        return None;
    }
    let account = |topic: Topic| {
        let account = sight.state.accounts.get(&(topic, unit.id.clone()));
        account.cloned().unwrap_or_default()
    };
    let whole = |id: &IndicatorId| account(Topic::whole(id.clone()));
    let population = indicator.population.as_ref().and_then(|id| {
        let account = whole(id);
        let entry = account.on(sight.today)?;
        Some(entry.numerator)
    });
    let apart = apart::of(asked, indicator);
    let parts = apart::topics(apart.clone(), indicator).into_iter();
    let parts = parts.map(|topic| PartAccount {
        part: topic.part.clone(),
        account: account(topic),
    });
    Some(EntryRow {
        unit: unit.into(),
        indicator: indicator.clone(),
        account: whole(&indicator.id),
        population,
        may_report: sight.person.may(Action::Update, &unit.id, sight.tree),
        is_beside,
        parts: parts.collect(),
        apart,
    })
}

/// Of those who gave the figures.
pub fn names(
    rows: &[EntryRow],
    name: impl Fn(&PersonId) -> Option<String>,
) -> Map<PersonId, String> {
    let mut names = Map::new();
    let mut seen = Set::new();
    let accounts = rows.iter().flat_map(|row| {
        let parts = row.parts.iter().map(|part| &part.account);
        std::iter::once(&row.account).chain(parts)
    });
    for figure in accounts.flat_map(Account::history) {
        if seen.add(figure.by.clone())
            && let Some(name) = name(&figure.by)
        {
            names.insert(figure.by.clone(), name);
        }
    }
    names
}

#[cfg(test)]
mod tests;
