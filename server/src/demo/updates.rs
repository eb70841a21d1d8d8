//! What the units said of their tasks: rows of tables, and how they become records.

mod bodies;
mod communes;
mod hamlets;

use super::{commune_plan, outline::task_id, province_plan, records::RecordBook, units};
use model::{
    assignment::{Status, TaskUpdate},
    id::UnitId,
    record::Fact,
};
use units::{MAIN_COMMUNE, PROVINCE};

/// One update as a table has it.
#[derive(Clone, Copy)]
struct Row {
    days_ago: i64,
    /// The end of the unit's id.
    unit: &'static str,
    task: &'static str,
    status: Status,
    percent: Option<u8>,
    number: Option<(u32, &'static str)>,
    note: Option<&'static str>,
    difficulty: Option<&'static str>,
    /// How many days ago it was done, when that was before it was reported.
    done: Option<i64>,
}

const fn doing(days_ago: i64, unit: &'static str, task: &'static str, percent: u8) -> Row {
    let percent = Some(percent);
    row(days_ago, unit, task, Status::Doing, percent)
}

const fn done(days_ago: i64, unit: &'static str, task: &'static str) -> Row {
    row(days_ago, unit, task, Status::Done, None)
}

/// Of work without an end: it goes on.
const fn keeps_on(days_ago: i64, unit: &'static str, task: &'static str) -> Row {
    row(days_ago, unit, task, Status::Doing, None)
}

const fn not_begun(days_ago: i64, unit: &'static str, task: &'static str) -> Row {
    row(days_ago, unit, task, Status::NotStarted, None)
}

const fn row(
    days_ago: i64,
    unit: &'static str,
    task: &'static str,
    status: Status,
    percent: Option<u8>,
) -> Row {
    Row {
        days_ago,
        unit,
        task,
        status,
        percent,
        number: None,
        note: None,
        difficulty: None,
        done: None,
    }
}

impl Row {
    const fn count(self, number: u32, of: &'static str) -> Self {
        let number = Some((number, of));
        Self { number, ..self }
    }

    const fn note(self, note: &'static str) -> Self {
        let note = Some(note);
        Self { note, ..self }
    }

    const fn but(self, difficulty: &'static str) -> Self {
        let difficulty = Some(difficulty);
        Self { difficulty, ..self }
    }

    const fn done_days_ago(self, days: i64) -> Self {
        let done = Some(days);
        Self { done, ..self }
    }

    fn write(&self, book: &mut RecordBook, plan: &str, unit: &str) {
        let update = TaskUpdate {
            task: task_id(plan, self.task),
            status: self.status,
            percent: self.percent,
            number: self.number.map(|(number, _)| number),
            number_of: self.number.map(|(_, of)| of.to_owned()),
            note: self.note.map(str::to_owned),
            difficulty: self.difficulty.map(str::to_owned),
            done_on: self.done.map(|days| book.clock.day(-days)),
            photos: Vec::new(),
        };
        book.add_own(self.days_ago, UnitId::from(unit), Fact::TaskUpdated(update));
    }
}

/// Writes down all updates.
pub fn write(book: &mut RecordBook) {
    for row in hamlets::ROWS.iter().chain(bodies::ROWS) {
        let unit = format!("{MAIN_COMMUNE}-{}", row.unit);
        row.write(book, commune_plan::PLAN, &unit);
    }
    for row in bodies::OF_MAIN_COMMUNE {
        row.write(book, province_plan::PLAN, MAIN_COMMUNE);
    }
    for row in bodies::OF_PROVINCE {
        let unit = format!("{PROVINCE}-{}", row.unit);
        row.write(book, province_plan::PLAN, &unit);
    }
    communes::write(book);
}
