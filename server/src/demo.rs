//! The demo world: an invented province at work for ten weeks, the same every time for the same day.

mod amendments;
mod assignments;
mod chance;
mod clock;
mod comments;
mod commune_plan;
mod figures;
mod links;
pub mod nation;
mod outline;
mod people;
mod province_plan;
mod records;
mod reports;
mod units;
mod updates;

use chrono::NaiveDate;
use clock::Clock;
use model::{person::Person, record::Record, unit::Unit};
use records::RecordBook;

/// Those whom the sign-in page of a demo offers, in the order of the page.
pub const LOGINS: [&str; 6] = [
    "canbo.xom",
    "chuyenvien.xa",
    "lanhdao.xa",
    "tinh",
    "giamsat",
    "quantri",
];

/// Everything a demo starts with.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// Parents before children.
    pub units: Vec<Unit>,
    pub people: Vec<Person>,
    /// In the order in which they were made; all of them before `today` begins.
    pub records: Vec<Record>,
}

/// The demo world as it stands on the morning of `today`.
pub fn world(today: NaiveDate) -> World {
    let clock = Clock { today };
    let mut book = RecordBook::new(clock, people::all(), 0);
    province_plan::write(&mut book);
    commune_plan::write(&mut book);
    assignments::write(&mut book);
    updates::write(&mut book);
    comments::write(&mut book);
    amendments::write(&mut book);
    figures::write(&mut book);
    links::write(&mut book);
    // Of all that stands before it.
    reports::write(&mut book);
    World {
        units: units::all(),
        people: people::all(),
        records: book.finish(),
    }
}

#[cfg(test)]
mod tests;
