//! Tasks along time: where each bar begins and ends, in thousandths of the time that is shown.

use super::task_list::TaskRow;
use crate::{id::NodeId, order, period::Period, schedule::Schedule, status::Cell};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The whole width.
pub const WIDTH: u32 = 1000;
/// The most tasks drawn; more are found by narrowing the filter.
pub const MOST_BARS: usize = 200;
/// A day must still be seen.
const LEAST_WIDTH: u32 = 6;
/// How far it looks back and ahead where the tasks go on for longer.
const MONTHS_BACK: u32 = 12;
const MONTHS_AHEAD: u32 = 24;
/// How long a task without a beginning is drawn before its end.
const DAYS_OF_UNKNOWN_START: u64 = 60;

#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// The first day, and the last.
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub quarters: Vec<Mark>,
    pub months: Vec<Mark>,
    /// Where today is, if it is shown.
    pub today: Option<u32>,
    pub bars: Vec<Bar>,
    /// Tasks for which there is no room.
    pub n_more: usize,
}

/// A month or a quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub name: String,
    pub at: u32,
    pub width: u32,
}

/// A task: one row, with a bar if its time is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub task: NodeId,
    pub label: Option<String>,
    pub text: String,
    pub schedule: Schedule,
    pub cell: Option<Cell>,
    pub span: Option<Span>,
}

/// Where a bar lies. Its edges are soft where the plan does not say a day or only expects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub at: u32,
    pub width: u32,
    pub soft_start: bool,
    pub soft_end: bool,
    /// Work without an end.
    pub continuous: bool,
}

impl Timeline {
    /// Of the period if one is given, else of as much time as the tasks take.
    pub fn new(rows: &[TaskRow], today: NaiveDate, period: Option<Period>) -> Self {
        let (from, to) = match period {
            Some(period) => (period.first_day(), period.last_day()),
            None => window(rows, today),
        };
        let scale = Scale { from, to };
        let mut bars: Vec<_> = rows
            .iter()
            .map(|row| (begins(&row.schedule), row))
            .collect();
        order::sort_by(&mut bars, |a, b| {
            let key = |(begins, row): &(Option<NaiveDate>, &TaskRow)| {
                // What has no time comes last.
                (begins.is_none(), *begins, row.due, row.task.clone())
            };
            key(a).cmp(&key(b))
        });
        Self {
            from,
            to,
            quarters: scale.marks(3),
            months: scale.marks(1),
            today: (from..=to).contains(&today).then(|| scale.place(today)),
            n_more: bars.len().saturating_sub(MOST_BARS),
            bars: bars
                .into_iter()
                .take(MOST_BARS)
                .map(|(_, row)| scale.bar(row))
                .collect(),
        }
    }
}

struct Scale {
    from: NaiveDate,
    to: NaiveDate,
}

impl Scale {
    fn n_days(&self) -> i64 {
        self.to.signed_duration_since(self.from).num_days() + 1
    }

    /// Where a day begins; what lies outside is at the edge.
    fn place(&self, day: NaiveDate) -> u32 {
        let n_days = day.signed_duration_since(self.from).num_days();
        let place = n_days.clamp(0, self.n_days()) * i64::from(WIDTH) / self.n_days().max(1);
        u32::try_from(place).unwrap_or(WIDTH)
    }

    fn after(&self, day: NaiveDate) -> u32 {
        self.place(day.succ_opt().unwrap_or(day))
    }

    /// Months, or quarters of three.
    fn marks(&self, n_months: u32) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut first = first_of(self.from, n_months);
        while first <= self.to {
            let next = first.checked_add_months(Months::new(n_months));
            let Some(next) = next else { break };
            let (at, end) = (self.place(first), self.place(next));
            let name = if n_months == 1 {
                first.month().to_string()
            } else {
                Period::quarter_of(first).name()
            };
            let width = end - at;
            marks.push(Mark { name, at, width });
            first = next;
        }
        marks
    }

    fn bar(&self, row: &TaskRow) -> Bar {
        Bar {
            task: row.task.clone(),
            label: row.label.clone(),
            text: row.text.clone(),
            schedule: row.schedule.clone(),
            cell: row.cells.worst(),
            span: self.span(&row.schedule),
        }
    }

    fn span(&self, schedule: &Schedule) -> Option<Span> {
        let continuous = schedule.is_continuous();
        let (start, due) = (schedule.starts(), schedule.due());
        if !continuous && start.is_none() && due.is_none() {
            return None;
        }
        let begins = if continuous {
            start.unwrap_or(self.from)
        } else {
            begins(schedule)?
        };
        let ends = due.unwrap_or(self.to);
        if ends < self.from || begins > self.to {
            return None;
        }
        let at = self.place(begins).min(WIDTH - LEAST_WIDTH);
        Some(Span {
            at,
            width: self.after(ends).saturating_sub(at).max(LEAST_WIDTH),
            soft_start: start.is_none() || schedule.approximate,
            soft_end: due.is_none() || schedule.approximate,
            continuous,
        })
    }
}

/// The day on which the bar begins.
fn begins(schedule: &Schedule) -> Option<NaiveDate> {
    let before = |due: NaiveDate| due.checked_sub_days(Days::new(DAYS_OF_UNKNOWN_START));
    schedule.starts().or_else(|| before(schedule.due()?))
}

/// Whole quarters around all that has a time, and around today; not too far from it.
fn window(rows: &[TaskRow], today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let back = today.checked_sub_months(Months::new(MONTHS_BACK));
    let ahead = today.checked_add_months(Months::new(MONTHS_AHEAD));
    let (earliest, latest) = (back.unwrap_or(today), ahead.unwrap_or(today));
    let days = || {
        let schedules = rows.iter().map(|row| &row.schedule);
        schedules.flat_map(|schedule| [begins(schedule), schedule.due()].into_iter().flatten())
    };
    let first = days().min().unwrap_or(today).min(today).max(earliest);
    let last = days().max().unwrap_or(today).max(today).min(latest);
    let to = Period::quarter_of(last).last_day();
    (first_of(first, 3), to)
}

/// The first day of the month, or of the quarter, in which a day lies.
fn first_of(day: NaiveDate, n_months: u32) -> NaiveDate {
    let month0 = day.month0() / n_months * n_months;
    NaiveDate::from_ymd_opt(day.year(), month0 + 1, 1).unwrap_or(day)
}

#[cfg(test)]
pub(super) mod tests;
