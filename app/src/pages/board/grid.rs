//! The cells of the board: which are chosen, how one moves among them, and what a deed means for them.

use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    unit::UnitKind,
    view::assigning::AssignableTask,
};

use crate::pages::assigning::giving::Giving;

/// Row and column, from 0.
pub type Place = (usize, usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// All of a kind together.
    Class(UnitKind, Vec<UnitId>),
    Unit(UnitId),
}

/// A rectangle of cells, from where it was begun to where one stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Place,
    pub focus: Place,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Nobody,
    Duty(Duty),
    /// Of a class: so many of its units, each by itself.
    Some(usize),
}

/// What is to be taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakingBack {
    pub units: Vec<(NodeId, UnitId)>,
    pub classes: Vec<(NodeId, UnitKind)>,
}

/// The letter in a cell.
pub fn letter(duty: Duty) -> &'static str {
    match duty {
        Duty::Lead => "C",
        Duty::Coordinator => "P",
        Duty::Implementer => "T",
    }
}

impl Column {
    /// Who in the unit is in charge.
    pub fn people<'a>(&self, task: &'a AssignableTask) -> &'a [String] {
        match self {
            Self::Unit(unit) => task.people_of(unit),
            Self::Class(..) => &[],
        }
    }

    pub fn mark(&self, task: &AssignableTask) -> Mark {
        match self {
            Self::Unit(unit) => task.duty_of(unit).map_or(Mark::Nobody, Mark::Duty),
            Self::Class(class, units) => {
                let duties = units.iter().map(|unit| task.duty_of(unit));
                let given: Vec<Duty> = duties.flatten().collect();
                let first = given.first().copied();
                let is_whole = given.len() == units.len();
                match first.filter(|first| is_whole && given.iter().all(|it| it == first)) {
                    Some(duty) => Mark::Duty(duty),
                    None if given.is_empty() => {
                        task.duty_of_class(*class).map_or(Mark::Nobody, Mark::Duty)
                    }
                    None => Mark::Some(given.len()),
                }
            }
        }
    }
}

impl Selection {
    pub fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let (from, to) = self.corners();
        (from.0..=to.0).flat_map(move |row| (from.1..=to.1).map(move |column| (row, column)))
    }

    fn corners(&self) -> (Place, Place) {
        let (a, b) = (self.anchor, self.focus);
        ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)))
    }

    /// Within a board of that many rows and columns.
    pub fn within(self, size: Place) -> Self {
        let within = |place: Place| {
            (
                place.0.min(size.0.saturating_sub(1)),
                place.1.min(size.1.saturating_sub(1)),
            )
        };
        Self {
            anchor: within(self.anchor),
            focus: within(self.focus),
        }
    }

    /// After a key that moves, if it is one. Shift draws the rectangle out; with Ctrl to the very end.
    pub fn after_key(self, key: &str, shift: bool, ctrl: bool, size: Place) -> Option<Self> {
        let last = (size.0.checked_sub(1)?, size.1.checked_sub(1)?);
        let (row, column) = self.focus;
        let focus = match (key, ctrl) {
            ("ArrowUp", false) => (row.saturating_sub(1), column),
            ("ArrowDown", false) => (row + 1, column),
            ("ArrowLeft", false) => (row, column.saturating_sub(1)),
            ("ArrowRight", false) => (row, column + 1),
            ("ArrowUp", true) => (0, column),
            ("ArrowDown", true) => (last.0, column),
            ("ArrowLeft" | "Home", _) if !(key == "Home" && ctrl) => (row, 0),
            ("ArrowRight" | "End", _) if !(key == "End" && ctrl) => (row, last.1),
            ("Home", _) => (0, 0),
            ("End", _) => last,
            ("PageUp", _) => (row.saturating_sub(PAGE), column),
            ("PageDown", _) => (row + PAGE, column),
            (" ", _) if shift => return Some(Self::row(row, size)),
            (" ", true) => return Some(Self::column(column, size)),
            _ => return None,
        };
        let anchor = if shift { self.anchor } else { focus };
        Some(Self { anchor, focus }.within(size))
    }

    pub fn row(row: usize, size: Place) -> Self {
        Self {
            anchor: (row, size.1.saturating_sub(1)),
            focus: (row, 0),
        }
    }

    pub fn column(column: usize, size: Place) -> Self {
        Self {
            anchor: (size.0.saturating_sub(1), column),
            focus: (0, column),
        }
    }

    /// The tasks and the columns in it.
    pub fn of<'a, T, C>(&self, tasks: &'a [T], columns: &'a [C]) -> (&'a [T], &'a [C]) {
        let (from, to) = self.corners();
        let part = |from: usize, to: usize, len: usize| from.min(len)..(to + 1).min(len);
        (
            &tasks[part(from.0, to.0, tasks.len())],
            &columns[part(from.1, to.1, columns.len())],
        )
    }
}

/// How far one goes with PageUp and PageDown.
const PAGE: usize = 10;

/// What it takes to give the tasks to the columns in a duty. Classes are given as such where they
/// follow the tree, and else unit by unit.
pub fn giving(tasks: &[AssignableTask], columns: &[Column], duty: Duty, follows: bool) -> Giving {
    let ids: Vec<_> = tasks.iter().map(|task| task.id.clone()).collect();
    let mut units: Vec<UnitId> = Vec::new();
    let mut classes = Vec::new();
    for column in columns {
        match column {
            Column::Class(class, of_class) => {
                units.extend(of_class.iter().cloned());
                if follows {
                    classes.push((*class, of_class.clone()));
                }
            }
            Column::Unit(unit) => units.push(unit.clone()),
        }
    }
    let mut once = Vec::with_capacity(units.len());
    for unit in units {
        if !once.contains(&unit) {
            once.push(unit);
        }
    }
    Giving::new(tasks, &ids, &once, &classes, duty)
}

/// What it takes to take the tasks back. Taking back from a class takes back from each of it.
pub fn taking_back(tasks: &[AssignableTask], columns: &[Column], follows: bool) -> TakingBack {
    let mut back = TakingBack::default();
    for task in tasks {
        let given: Vec<&Column> = columns
            .iter()
            .filter(|column| column.mark(task) != Mark::Nobody)
            .collect();
        let through_class = |unit: &UnitId| {
            follows
                && given.iter().any(|column| match column {
                    Column::Class(_, units) => units.contains(unit),
                    Column::Unit(_) => false,
                })
        };
        for column in &given {
            match column {
                Column::Class(class, _) if follows => back.classes.push((task.id.clone(), *class)),
                Column::Class(_, units) => {
                    let given = units.iter().filter(|unit| task.duty_of(unit).is_some());
                    back.units
                        .extend(given.map(|unit| (task.id.clone(), unit.clone())));
                }
                Column::Unit(unit) if !through_class(unit) => {
                    back.units.push((task.id.clone(), unit.clone()));
                }
                Column::Unit(_) => {}
            }
        }
    }
    back
}

#[cfg(test)]
mod tests;
