//! Figures: how many, of how many, as of which day, and how sure that is.

use crate::{
    clock::Stamp,
    id::{IndicatorId, PersonId, RecordId, UnitId},
    map::{Map, Set},
    order,
    record::Record,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub mod doubt;

/// More than there will ever be of anything that is counted here.
pub const NUMBER_MAX: i64 = 1_000_000_000_000;

/// How sure a figure is, weakest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    #[default]
    SelfReported,
    Counted,
    Confirmed,
}

impl Grade {
    pub const ALL: [Self; 3] = [Self::SelfReported, Self::Counted, Self::Confirmed];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::SelfReported => "self_reported",
            Self::Counted => "counted",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::SelfReported => "Tự báo cáo",
            Self::Counted => "Đã đếm, có danh sách",
            Self::Confirmed => "Xác nhận trên VNeID",
        }
    }
}

/// The record's unit says how many there are. One that replaces another puts it right; without a
/// number it takes it back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FigureReported {
    pub indicator: IndicatorId,
    /// The part of a breakdown ("female"); absent for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    #[serde(default)]
    pub numerator: Option<i64>,
    #[serde(default)]
    pub denominator: Option<i64>,
    #[serde(default)]
    pub grade: Grade,
    /// Where it comes from, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

impl FigureReported {
    pub fn topic(&self) -> Topic {
        Topic {
            indicator: self.indicator.clone(),
            part: self.part.clone().unwrap_or_default(),
        }
    }
}

/// What figures are about: an indicator, or a part of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Topic {
    pub indicator: IndicatorId,
    /// Empty for the whole.
    pub part: String,
}

impl Topic {
    pub fn whole(indicator: IndicatorId) -> Self {
        Self {
            indicator,
            part: String::new(),
        }
    }
}

impl crate::map::Key for Topic {
    fn name(&self) -> std::borrow::Cow<'_, str> {
        std::borrow::Cow::Owned(format!("{}\u{1}{}", self.indicator, self.part))
    }
}

/// An account's key: what was counted, and by which unit.
pub type AccountKey = (Topic, UnitId);

/// A figure with who gave it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    pub record: RecordId,
    pub by: PersonId,
    pub made_at: Stamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordId>,
    pub said: FigureReported,
}

impl Figure {
    pub fn of(record: &Record, said: &FigureReported) -> Self {
        Self {
            record: record.id.clone(),
            by: record.by.clone(),
            made_at: record.made_at,
            replaces: record.replaces.clone(),
            said: said.clone(),
        }
    }
}

/// A figure that stands: not put right by another, not taken back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    pub figure: &'a Figure,
    pub numerator: i64,
}

impl Entry<'_> {
    pub fn as_of(&self) -> NaiveDate {
        self.figure.said.as_of
    }
}

/// All that one unit has said of one topic. It is the set of its records, so it knows neither order
/// nor repetition, and two copies merge by union.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Account {
    figures: Map<RecordId, Figure>,
}

impl Account {
    pub fn add(&mut self, figure: Figure) {
        self.figures.insert(figure.record.clone(), figure);
    }

    pub fn merge(&mut self, other: &Self) {
        other
            .figures
            .values()
            .cloned()
            .for_each(|figure| self.add(figure));
    }

    pub fn get(&self, record: &RecordId) -> Option<&Figure> {
        self.figures.get(record)
    }

    /// Everything that was said, corrections and what they corrected, oldest first.
    pub fn history(&self) -> Vec<&Figure> {
        let mut figures: Vec<_> = self.figures.values().collect();
        order::sort_by(&mut figures, |a, b| rank(a).cmp(&rank(b)));
        figures
    }

    /// The figures that stand, by the day as of which they are; of one day the latest said is last.
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let mut latest: Map<RecordId, &Figure> = Map::new();
        for figure in self.open() {
            let first = self.first_of(figure);
            let known = latest.get(&first);
            if known.is_none_or(|known| rank(known) < rank(figure)) {
                latest.insert(first, figure);
            }
        }
        let standing = latest.values().filter_map(|figure| {
            let numerator = figure.said.numerator?;
            Some(Entry { figure, numerator })
        });
        let mut entries: Vec<_> = standing.collect();
        order::sort_by(&mut entries, |a, b| {
            (a.as_of(), rank(a.figure)).cmp(&(b.as_of(), rank(b.figure)))
        });
        entries
    }

    /// The figure that counts on a day, of what is counted as of days.
    pub fn on(&self, day: NaiveDate) -> Option<Entry<'_>> {
        let entries = self.entries();
        entries.into_iter().rev().find(|entry| entry.as_of() <= day)
    }

    /// Those that put right the same figure without having seen each other, while nobody has
    /// put right either.
    pub fn rivals(&self) -> Vec<&Figure> {
        let open = self.open();
        let rival = |one: &&Figure| {
            one.replaces.is_some()
                && open
                    .iter()
                    .any(|other| other.record != one.record && other.replaces == one.replaces)
        };
        open.iter().copied().filter(rival).collect()
    }

    /// Those that no other puts right, whatever the clocks say.
    fn open(&self) -> Vec<&Figure> {
        let mut replaced = Set::new();
        for figure in self.figures.values() {
            if let Some(id) = &figure.replaces {
                replaced.add(id.clone());
            }
        }
        let figures = self.figures.values();
        let open = figures.filter(|figure| !replaced.contains_key(&figure.record));
        open.collect()
    }

    /// The figure that a chain of corrections began with, whether it has come or not.
    fn first_of(&self, figure: &Figure) -> RecordId {
        let mut first = figure;
        // A loop of records that replace each other ends the walk.
        for _ in 0..self.figures.len() {
            match &first.replaces {
                None => break,
                Some(replaced) => match self.figures.get(replaced) {
                    Some(earlier) => first = earlier,
                    None => return replaced.clone(),
                },
            }
        }
        first.record.clone()
    }
}

fn rank(figure: &Figure) -> (Stamp, &RecordId) {
    (figure.made_at, &figure.record)
}

#[cfg(test)]
mod tests;
