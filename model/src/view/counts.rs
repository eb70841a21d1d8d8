//! How many tasks stand where, by unit, by who leads, by section: each number is the length of the
//! list that it opens.

use super::{
    Sight, filter,
    query::{Shape, TaskQuery},
    task_list::{Heading, TaskRow},
};
use crate::{
    assignment::{Assignment, Duty},
    id::{NodeId, UnitId},
    map::{Map, Set},
    order,
    status::{Cell, Cells},
    unit::natural_key,
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What is counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    Unit,
    Lead,
    /// Of one plan only.
    Section,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountRow {
    pub by: By,
    pub id: String,
    pub name: String,
    pub depth: usize,
    pub cells: Cells,
}

impl CountRow {
    /// The list of all it counts, of what `query` leaves.
    pub fn query(&self, query: &TaskQuery) -> TaskQuery {
        let mut list = TaskQuery {
            shape: Shape::List,
            page: 0,
            ..query.clone()
        };
        let id = self.id.as_str();
        match self.by {
            By::Unit => list.unit = Some(id.into()),
            By::Lead => list.lead = Some(id.into()),
            By::Section => list.section = Some(id.into()),
        }
        list
    }
}

/// `rows` are what the query leaves.
pub fn counts(
    sight: Sight,
    query: &TaskQuery,
    visible: &[Cow<Assignment>],
    rows: &[TaskRow],
    sections: &[Heading],
) -> Vec<CountRow> {
    let worst: Map<&NodeId, Cell> = rows
        .iter()
        .filter_map(|row| Some((&row.task, row.cells.worst()?)))
        .collect();
    let mut counts = of_units(sight, query, visible, &worst);
    counts.extend(of_leads(sight, visible, &worst));
    counts.extend(of_sections(sight, &worst, sections));
    counts
}

/// The parts of the unit that was asked for, or of the person's own, with what was given to them.
fn of_units(
    sight: Sight,
    query: &TaskQuery,
    visible: &[Cow<Assignment>],
    worst: &Map<&NodeId, Cell>,
) -> Vec<CountRow> {
    let home = sight.person.home().map(|grant| &grant.unit);
    let Some(root) = query.unit.as_ref().or(home) else {
        return Vec::new();
    };
    let mut parts: Map<&UnitId, Map<&NodeId, Cells>> = Map::new();
    for given in visible {
        let Some(node) = sight.state.nodes.get(&given.task) else {
            continue;
        };
        let Some(task) = node
            .standing_task()
            .filter(|_| worst.contains_key(&&node.id))
        else {
            continue;
        };
        let mut above = sight.tree.ancestors(&given.unit);
        let part = above.find(|unit| unit.parent.as_ref() == Some(root));
        if let Some(part) = part {
            let cell = Cell::of(&task.schedule, given, sight.today);
            parts.or_default(&part.id).or_default(&node.id).add(cell);
        }
    }
    let children = sight.tree.children(root);
    children
        .filter_map(|unit| {
            let of_tasks = parts.get(&&unit.id)?;
            let worst = of_tasks.values().filter_map(|cells| cells.worst());
            // The cell that was asked for is that of the part.
            let asked = |cell: &Cell| query.cell.is_none_or(|asked| asked == *cell);
            Some(count_row(
                By::Unit,
                &unit.id.0,
                &unit.name,
                worst.filter(asked),
            ))
        })
        .collect()
}

fn of_leads(
    sight: Sight,
    visible: &[Cow<Assignment>],
    worst: &Map<&NodeId, Cell>,
) -> Vec<CountRow> {
    let given = visible.iter();
    let given = given.filter(|given| given.duty == Some(Duty::Lead));
    let mut leads: Map<&UnitId, Set<&NodeId>> = Map::new();
    for given in given {
        if worst.contains_key(&&given.task) {
            leads.or_default(&given.unit).add(&given.task);
        }
    }
    let mut rows: Vec<_> = leads
        .iter()
        .map(|(unit, _)| {
            // As the list has it: what units below lead is led here too.
            let below = leads
                .iter()
                .filter(|(other, _)| sight.tree.is_within(other, unit));
            let tasks: Set<_> = below.flat_map(|(_, tasks)| tasks.keys()).collect();
            let cells = tasks.keys().filter_map(|task| worst.get(task).copied());
            count_row(By::Lead, &unit.0, &sight.tree.head(unit).name, cells)
        })
        .collect();
    order::sort_by_text(&mut rows, |row| natural_key(&row.name));
    rows
}

fn of_sections(sight: Sight, worst: &Map<&NodeId, Cell>, sections: &[Heading]) -> Vec<CountRow> {
    let rows = sections.iter().map(|heading| {
        let under = worst.iter().filter(|(task, _)| {
            let node = sight.state.nodes.get(task);
            node.is_some_and(|node| filter::is_under(sight, node, &heading.id))
        });
        let cells = under.map(|(_, cell)| *cell);
        CountRow {
            depth: heading.depth,
            ..count_row(By::Section, &heading.id.0, &heading.name, cells)
        }
    });
    rows.filter(|row| row.cells.total() > 0).collect()
}

fn count_row(by: By, id: &str, name: &str, cells: impl Iterator<Item = Cell>) -> CountRow {
    CountRow {
        by,
        id: id.to_owned(),
        name: name.to_owned(),
        depth: 0,
        cells: cells.collect(),
    }
}
