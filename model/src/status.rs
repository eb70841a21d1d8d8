//! Where a task stands: four cells of government practice, and two for work without an end.

use crate::{assignment::Assignment, assignment::Status, schedule::Schedule};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days after which a continuous task without an update counts as silent.
pub const SILENCE_DAYS: i64 = 30;

/// The state of one unit's work on one task on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    OpenOverdue,
    Silent,
    OpenInTime,
    Steady,
    DoneLate,
    DoneOnTime,
}

impl Cell {
    /// Worst first.
    pub const ALL: [Self; 6] = [
        Self::OpenOverdue,
        Self::Silent,
        Self::OpenInTime,
        Self::Steady,
        Self::DoneLate,
        Self::DoneOnTime,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpenOverdue => "open_overdue",
            Self::Silent => "silent",
            Self::OpenInTime => "open_in_time",
            Self::Steady => "steady",
            Self::DoneLate => "done_late",
            Self::DoneOnTime => "done_on_time",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cell| cell.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::OpenOverdue => "Quá hạn",
            Self::Silent => "Im lặng",
            Self::OpenInTime => "Trong hạn",
            Self::Steady => "Đều đặn",
            Self::DoneLate => "Xong muộn",
            Self::DoneOnTime => "Xong đúng hạn",
        }
    }

    /// The cell of an assignment on a day.
    pub fn of(schedule: &Schedule, assignment: &Assignment, as_of: NaiveDate) -> Self {
        let progress = &assignment.progress;
        if let Some(done_on) = progress.done_on() {
            let late = schedule.due().is_some_and(|due| done_on > due);
            return if late {
                Self::DoneLate
            } else {
                Self::DoneOnTime
            };
        }
        if schedule.is_continuous() {
            return Self::of_continuous(schedule, assignment, as_of);
        }
        match schedule.due() {
            Some(due) if as_of > due => Self::OpenOverdue,
            _ => Self::OpenInTime,
        }
    }

    /// Work without an end is never overdue, but it goes grey after a silence.
    fn of_continuous(schedule: &Schedule, assignment: &Assignment, as_of: NaiveDate) -> Self {
        let said = assignment.progress.said.as_ref();
        // Before the first update the clock runs from the day the unit could begin.
        let given = assignment.set_at.day();
        let heard = match said {
            Some(said) => said.made_at.day(),
            None => schedule.starts().map_or(given, |starts| starts.max(given)),
        };
        let silent = as_of.signed_duration_since(heard).num_days() > SILENCE_DAYS;
        let begun = said.is_some_and(|said| said.update.status != Status::NotStarted);
        match (silent, begun) {
            (true, _) => Self::Silent,
            (false, true) => Self::Steady,
            (false, false) => Self::OpenInTime,
        }
    }

    fn index(self) -> usize {
        Self::ALL.iter().position(|cell| *cell == self).unwrap_or(0)
    }
}

/// How many assignments stand in each cell, in the order of `Cell::ALL`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cells(pub [u32; 6]);

impl Cells {
    pub fn add(&mut self, cell: Cell) {
        self.0[cell.index()] += 1;
    }

    pub fn merge(&mut self, other: Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }

    pub fn count(&self, cell: Cell) -> u32 {
        self.0[cell.index()]
    }

    pub fn total(&self) -> u32 {
        self.0.iter().sum()
    }

    /// How many can be judged: silence is missing news, not lateness.
    pub fn judged(&self) -> u32 {
        self.total() - self.count(Cell::Silent)
    }

    pub fn on_time(&self) -> u32 {
        self.count(Cell::DoneOnTime) + self.count(Cell::OpenInTime) + self.count(Cell::Steady)
    }

    /// Percent of the judged that are on time, rounded down so that 100 means all; `None` where
    /// nothing can be judged.
    pub fn share_on_time(&self) -> Option<u8> {
        let share = (self.on_time() * 100).checked_div(self.judged())?;
        u8::try_from(share).ok()
    }

    /// The worst cell that occurs.
    pub fn worst(&self) -> Option<Cell> {
        Cell::ALL.into_iter().find(|cell| self.count(*cell) > 0)
    }
}

impl FromIterator<Cell> for Cells {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        let mut counts = Self::default();
        cells.into_iter().for_each(|cell| counts.add(cell));
        counts
    }
}

/// Where a map class begins, in percent on time; the last is all of them.
pub const CLASS_BREAKS: [u8; 7] = [0, 50, 60, 70, 80, 90, 100];

/// The map class of a share, 1 (worst) to 7 (all on time).
pub fn map_class(share: u8) -> u8 {
    let class = CLASS_BREAKS.iter().filter(|from| share >= **from).count();
    u8::try_from(class).unwrap_or(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        assignment::{Duty, Progress, Said, TaskUpdate},
        clock::{Stamp, start_of_day},
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stamp(text: &str) -> Stamp {
        Stamp::at(start_of_day(day(text)))
    }

    fn assignment(given: &str, update: Option<(&str, Status)>) -> Assignment {
        let mut progress = Progress::default();
        if let Some((on, status)) = update {
            let update = TaskUpdate {
                task: "t".into(),
                status,
                ..TaskUpdate::default()
            };
            let said = Said {
                record: "r".into(),
                by: "p".into(),
                made_at: stamp(on),
                update,
            };
            progress.apply(said, None);
        }
        Assignment {
            task: "t".into(),
            unit: "x".into(),
            plan: "k".into(),
            duty: Some(Duty::Lead),
            set_at: stamp(given),
            set_by: "a".into(),
            progress,
        }
    }

    #[test]
    fn the_four_cells_turn_on_the_due_day() {
        let schedule = Schedule::read("Tháng 10/2026");
        let cell =
            |update, as_of| Cell::of(&schedule, &assignment("2026-09-01", update), day(as_of));
        assert_eq!(cell(None, "2026-10-31"), Cell::OpenInTime);
        assert_eq!(cell(None, "2026-11-01"), Cell::OpenOverdue);
        assert_eq!(
            cell(Some(("2026-10-31", Status::Done)), "2026-12-01"),
            Cell::DoneOnTime
        );
        assert_eq!(
            cell(Some(("2026-11-01", Status::Done)), "2026-12-01"),
            Cell::DoneLate
        );
        assert_eq!(
            cell(Some(("2026-10-30", Status::Doing)), "2026-11-01"),
            Cell::OpenOverdue
        );
    }

    #[test]
    fn a_continuous_task_is_steady_and_then_silent_but_never_overdue() {
        for words in ["Thường xuyên", "Năm 2025 và các năm tiếp theo"] {
            let schedule = Schedule::read(words);
            let cell =
                |update, as_of| Cell::of(&schedule, &assignment("2026-06-01", update), day(as_of));
            assert_eq!(cell(None, "2026-06-20"), Cell::OpenInTime, "{words}");
            assert_eq!(cell(None, "2026-07-02"), Cell::Silent, "{words}");
            let doing = Some(("2026-07-01", Status::Doing));
            assert_eq!(cell(doing, "2026-07-31"), Cell::Steady, "{words}");
            assert_eq!(cell(doing, "2026-08-01"), Cell::Silent, "{words}");
        }
    }

    #[test]
    fn a_task_without_a_day_is_never_overdue() {
        let schedule = Schedule::read("");
        let open = assignment("2020-01-01", None);
        assert_eq!(
            Cell::of(&schedule, &open, day("2026-01-01")),
            Cell::OpenInTime
        );
    }

    #[test]
    fn silence_is_left_out_of_the_share() {
        let cells: Cells = [
            Cell::DoneOnTime,
            Cell::OpenOverdue,
            Cell::Silent,
            Cell::Steady,
        ]
        .into_iter()
        .collect();
        assert_eq!((cells.total(), cells.judged()), (4, 3));
        assert_eq!(cells.share_on_time(), Some(66));
        assert_eq!(cells.worst(), Some(Cell::OpenOverdue));
        let silent: Cells = [Cell::Silent].into_iter().collect();
        assert_eq!(silent.share_on_time(), None);
    }

    #[test]
    fn classes_run_from_worst_to_all() {
        let classes: Vec<_> = [0, 49, 50, 69, 89, 99, 100].map(map_class).into();
        assert_eq!(classes, [1, 1, 2, 3, 5, 6, 7]);
    }
}
