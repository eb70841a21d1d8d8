//! Whose phone still holds work back, and who has not been heard of: for those who compile.

use super::Sight;
use crate::{
    clock::Millis,
    id::{PersonId, UnitId},
    order,
    unit::UnitHead,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A person without word for so many days is named among those to call.
pub const SILENT_DAYS: i64 = 7;

/// Somebody who works below, with one device of theirs, if any has ever spoken.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub person: PersonId,
    pub name: String,
    pub unit: UnitId,
    pub seen: Option<Seen>,
}

/// What a device said when it last spoke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    pub at: Millis,
    /// How many records it still held back.
    pub n_held: i64,
    /// The version of its program.
    pub program: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceRow {
    pub name: String,
    pub unit: UnitHead,
    pub seen: Option<Seen>,
    pub standing: Standing,
}

/// What comes first in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It had work that it could not send.
    HoldsBack,
    /// Not seen for `SILENT_DAYS`.
    Silent,
    /// Nobody has ever opened the program with this account.
    Never,
    Fine,
}

impl Standing {
    pub fn name(self) -> &'static str {
        match self {
            Self::HoldsBack => "Chưa gửi hết",
            Self::Silent => "Lâu chưa mở",
            Self::Never => "Chưa mở lần nào",
            Self::Fine => "Đã gửi hết",
        }
    }

    fn of(seen: Option<&Seen>, today: NaiveDate) -> Self {
        let Some(seen) = seen else {
            return Self::Never;
        };
        let day = crate::clock::day_in_vietnam(seen.at);
        if seen.n_held > 0 {
            Self::HoldsBack
        } else if today.signed_duration_since(day).num_days() >= SILENT_DAYS {
            Self::Silent
        } else {
            Self::Fine
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceList {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    /// Those to call first.
    pub rows: Vec<DeviceRow>,
}

impl DeviceList {
    pub fn new(sight: Sight, known: Vec<Known>) -> Self {
        let mut rows: Vec<_> = known
            .into_iter()
            .map(|known| DeviceRow {
                standing: Standing::of(known.seen.as_ref(), sight.today),
                unit: sight.tree.head(&known.unit),
                name: known.name,
                seen: known.seen,
            })
            .collect();
        order::sort_by(&mut rows, |a, b| {
            let at = |row: &DeviceRow| row.seen.as_ref().map(|seen| seen.at);
            (a.standing, at(a), &a.unit.name).cmp(&(b.standing, at(b), &b.unit.name))
        });
        Self {
            today: sight.today,
            rows,
        }
    }

    pub fn n_standing(&self, standing: Standing) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.standing == standing).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::start_of_day, fold::State, person::Person, unit::UnitTree};

    #[test]
    fn those_who_hold_work_back_come_first_and_the_silent_next() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 20).unwrap_or_default();
        let at = |days: i64| start_of_day(today) - days * 24 * 3_600_000;
        let known = |name: &str, seen: Option<(Millis, i64)>| Known {
            person: name.into(),
            name: name.into(),
            unit: "x".into(),
            seen: seen.map(|(at, n_held)| Seen {
                at,
                n_held,
                program: "1.0".into(),
            }),
        };
        let sight = Sight {
            person: &Person::default(),
            tree: &UnitTree::default(),
            state: &State::default(),
            today,
        };
        let list = DeviceList::new(
            sight,
            vec![
                known("yên", Some((at(1), 0))),
                known("mới", None),
                known("lâu", Some((at(9), 0))),
                known("giữ", Some((at(0), 3))),
            ],
        );
        let names: Vec<_> = list.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["giữ", "lâu", "mới", "yên"]);
        assert_eq!(list.n_standing(Standing::HoldsBack), 1);
    }
}
