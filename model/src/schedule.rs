//! When a task is to be done: the words as written and their reading.

use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) mod later;
mod moment;
mod read;
mod words;

/// What a plan says about the time of a task. Most such words name no day on which it is late.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Schedule {
    pub kind: ScheduleKind,
    #[serde(with = "crate::day::option")]
    pub start: Option<NaiveDate>,
    #[serde(with = "crate::day::option")]
    pub end: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
    /// "Dự kiến": the time may slide, with a reason.
    #[serde(skip_serializing_if = "is_false")]
    pub approximate: bool,
    /// What must happen first, in the words of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
    /// The day that was named as the boundary: the task is due before it, or by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "crate::day::option")]
    pub boundary_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recurrence: Option<Recurrence>,
    /// Several days named for one task, such as two rounds of a report.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[serde(with = "crate::day::list")]
    pub multiple_report_dates: Vec<NaiveDate>,
    /// The words as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub raw: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleKind {
    Continuous,
    ByMonth,
    BeforeMonth,
    BeforeDate,
    Date,
    Range,
    Quarter,
    Year,
    YearAndFollowing,
    PerInvitation,
    Recurring,
    Conditional,
    #[default]
    Unspecified,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Day,
    Month,
    Quarter,
    HalfYear,
    Year,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// "Trước ngày": the day named is already late.
    Before,
    /// "Chậm nhất ngày", "đến hết ngày": the day named is still on time.
    By,
}

/// How often a recurring task comes round, as far as the words say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recurrence {
    pub freq: Option<Frequency>,
    /// "02 lần/năm".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
}

impl Schedule {
    /// Reads the words of a plan; words that say nothing about time leave it unspecified.
    pub fn read(words: &str) -> Schedule {
        Self::read_composed(&text::nfc(words))
    }

    /// The same of words that are in normal form already: on phones the browser sees to that.
    pub fn read_composed(words: &str) -> Schedule {
        read::schedule(words)
    }

    /// Whether the task has no end on which it could be overdue, only a rhythm to keep.
    pub fn is_continuous(&self) -> bool {
        match self.kind {
            ScheduleKind::Continuous | ScheduleKind::Recurring | ScheduleKind::YearAndFollowing => {
                true
            }
            ScheduleKind::Range => self.start.is_some() && self.end.is_none(),
            _ => false,
        }
    }

    /// The last day on which the task is on time.
    pub fn due(&self) -> Option<NaiveDate> {
        if self.is_continuous() { None } else { self.end }
    }

    /// The first day of the task.
    pub fn starts(&self) -> Option<NaiveDate> {
        self.start
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes fields by reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests;
