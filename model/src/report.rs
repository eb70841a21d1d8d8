//! Reports: what an authority tells those above of its plan for a period. Compiled from what its units
//! have told, and frozen as it was handed in: what somebody has answered for does not change afterwards.
//!
//! Periods are those of the state's reporting (Nghị định 09/2019/NĐ-CP): the data of a quarter are those
//! from the 15th of the month before it to the 14th of its last month, so that the report can be there
//! before the quarter ends.

mod contents;
mod filing;
mod words;

pub use contents::{Amount, Contents, DifficultyTold, TargetTold, TaskTold};
pub use filing::{Filing, Reply, Stage, Submission};
pub use words::lowered;

use crate::{
    id::{PlanId, RecordId},
    map::Key,
    period::Period,
    record::{Fact, Record},
    rollup::Window,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

/// The most characters of what is written by hand into a report, in each of its parts.
pub const WORDS_MAX_CHARS: usize = 10_000;
/// So often can one report be handed in; whoever needs more has another difficulty.
pub const SUBMISSIONS_MAX: usize = 50;

/// Which report: of one plan, over one period. In addresses "0192…_2026-Q4".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportId {
    pub plan: PlanId,
    pub period: Period,
}

impl ReportId {
    pub fn parse(text: &str) -> Option<Self> {
        let (plan, period) = text.rsplit_once('_')?;
        Some(Self {
            plan: crate::id::is_well_formed(plan).then(|| plan.into())?,
            period: Period::parse(period)?,
        })
    }
}

impl fmt::Display for ReportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.plan, self.period)
    }
}

impl From<ReportId> for String {
    fn from(id: ReportId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for ReportId {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a report")
    }
}

impl Key for ReportId {
    fn name(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

/// The report is handed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportSubmitted {
    pub report: ReportId,
    /// Up to which `seq` its author had the log: what is older has gone into the report.
    pub through: i64,
    pub contents: Contents,
}

/// Somebody above accepts a report that was handed in, or returns it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportReplied {
    pub report: ReportId,
    /// The record that handed it in.
    pub submission: RecordId,
    /// Why it is returned; without a reason it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned: Option<String>,
}

/// What a standing report covers, as a phone is told it: records up to `through` whose day is not after
/// `as_of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub report: ReportId,
    pub through: i64,
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    /// The indicators whose figures it tells.
    #[serde(default)]
    pub indicators: Vec<crate::id::IndicatorId>,
}

impl Covered {
    /// Whether what somebody told of a task of `plan`, or a figure, has gone into the report. Other records
    /// are in none.
    pub fn holds(&self, record: &Record, seq: i64, plan: Option<&PlanId>) -> bool {
        let is_told = match &record.fact {
            Fact::TaskUpdated(_) => plan == Some(&self.report.plan),
            Fact::FigureReported(said) => self.indicators.contains(&said.indicator),
            _ => false,
        };
        is_told && seq <= self.through && record.made_at.day() <= self.as_of
    }
}

/// The days whose data a period's report tells.
pub fn window(period: Period) -> Window {
    let fourteen = Days::new(14);
    let begins = period.first_day();
    // The 15th of the month before.
    let before = Period::month_of(begins).previous().first_day();
    let last = Period::month_of(period.last_day()).first_day();
    Window {
        first: before.checked_add_days(fourteen).unwrap_or(begins),
        last: last.checked_add_days(Days::new(13)).unwrap_or(last),
    }
}

/// The periods that an authority reports on by itself on a day: the quarters whose data are complete or
/// being gathered, and the year; latest first.
pub fn periods_on(today: NaiveDate) -> Vec<Period> {
    let quarter = gathering(Period::quarter_of(today), today);
    let year = gathering(Period::year_of(today), today);
    vec![quarter, year, quarter.previous()]
}

/// The months that somebody may want to report on besides: the one whose data are gathered, and the last.
pub fn months_on(today: NaiveDate) -> Vec<Period> {
    let month = gathering(Period::month_of(today), today);
    vec![month, month.previous()]
}

/// The period whose data are gathered on the day: from the 15th of its last month that is the next one.
fn gathering(period: Period, today: NaiveDate) -> Period {
    if today > window(period).last {
        period.next()
    } else {
        period
    }
}

#[cfg(test)]
mod tests;
