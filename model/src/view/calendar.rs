//! A month with what is due in it.

use super::task_list::TaskRow;
use crate::{id::NodeId, period::Period, status::Cell};
use chrono::{Datelike, Days, NaiveDate};

#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    pub month: Period,
    pub before: Period,
    pub after: Period,
    /// Whole weeks, from Monday.
    pub days: Vec<Day>,
    /// How many tasks have no day on which they are due.
    pub n_without: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    pub date: NaiveDate,
    /// Whether it is of the month, and not beside it.
    pub is_inside: bool,
    pub is_today: bool,
    pub due: Vec<Due>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub task: NodeId,
    pub label: Option<String>,
    pub text: String,
    pub cell: Option<Cell>,
}

impl Calendar {
    /// Of the month that is asked for; of a longer period, this month or its first.
    pub fn new(rows: &[TaskRow], today: NaiveDate, period: Option<Period>) -> Self {
        let month = match period {
            Some(month @ Period::Month(..)) => month,
            Some(period) if !period.contains(today) => Period::month_of(period.first_day()),
            _ => Period::month_of(today),
        };
        let (first, last) = (month.first_day(), month.last_day());
        let n_before = u64::from(first.weekday().num_days_from_monday());
        let monday = first.checked_sub_days(Days::new(n_before)).unwrap_or(first);
        let days = monday
            .iter_days()
            .take_while(|day| *day <= last || day.weekday() != chrono::Weekday::Mon)
            .map(|date| Day {
                date,
                is_inside: month.contains(date),
                is_today: date == today,
                due: due_on(rows, date),
            })
            .collect();
        Self {
            month,
            before: month.previous(),
            after: month.next(),
            days,
            n_without: rows.iter().filter(|row| days_of(row).is_empty()).count(),
        }
    }
}

fn due_on(rows: &[TaskRow], date: NaiveDate) -> Vec<Due> {
    rows.iter()
        .filter(|row| days_of(row).contains(&date))
        .map(|row| Due {
            task: row.task.clone(),
            label: row.label.clone(),
            text: row.text.clone(),
            cell: row.cells.worst(),
        })
        .collect()
}

/// The days on which something of a task is due: each that is named, and the last.
fn days_of(row: &TaskRow) -> Vec<NaiveDate> {
    let mut days = row.schedule.multiple_report_dates.clone();
    if let Some(due) = row.due
        && !days.contains(&due)
    {
        days.push(due);
    }
    days
}

#[cfg(test)]
mod tests;
