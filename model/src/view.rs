//! What pages show: built from the folded state by pure functions, sent as JSON, drawn as they are.

pub mod assigning;
pub mod calendar;
pub mod counts;
pub mod device_list;
pub mod difficulty;
pub mod draft;
pub mod dropping;
pub mod editing;
pub mod figures;
mod filter;
pub mod import;
pub mod map;
pub mod me;
pub mod notice;
pub mod plan;
pub mod query;
pub mod reminders;
pub mod report;
pub mod report_list;
pub mod superior;
pub mod task;
pub mod task_list;
pub mod timeline;
pub mod today;
pub mod versions;

use crate::{fold::State, person::Person, unit::UnitTree};
use chrono::NaiveDate;

/// Who looks, at what, on which day. `state` holds at least what the person may read.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    pub person: &'a Person,
    pub tree: &'a UnitTree,
    pub state: &'a State,
    pub today: NaiveDate,
}

#[cfg(test)]
mod tests;
