//! How many tasks stand where, by unit, by who leads, by section: each number is the length of the
//! list that it opens.

use super::{
    Sight, filter,
    query::{Shape, TaskQuery},
    task_list::{Heading, TaskRow, visible_assignments},
};
use crate::{
    assignment::Duty,
    id::{NodeId, UnitId},
    map::{Map, Set},
    order,
    status::{Cell, Cells},
    unit::natural_key,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    pub units: Vec<CountRow>,
    pub leads: Vec<CountRow>,
    /// Of one plan only.
    pub sections: Vec<CountRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CountRow {
    pub name: String,
    pub depth: usize,
    /// The list of all it counts.
    pub query: TaskQuery,
    pub cells: Cells,
}

impl Counts {
    /// `rows` are what the query leaves.
    pub fn new(sight: Sight, query: &TaskQuery, rows: &[TaskRow], sections: &[Heading]) -> Self {
        let list = TaskQuery {
            shape: Shape::List,
            page: 0,
            ..query.clone()
        };
        let worst: Map<&NodeId, Cell> = rows
            .iter()
            .filter_map(|row| Some((&row.task, row.cells.worst()?)))
            .collect();
        Self {
            units: of_units(sight, &list, &worst),
            leads: of_leads(sight, &list, &worst),
            sections: of_sections(sight, &list, &worst, sections),
        }
    }
}

/// The parts of the unit that was asked for, or of the person's own, with what was given to them.
fn of_units(sight: Sight, query: &TaskQuery, worst: &Map<&NodeId, Cell>) -> Vec<CountRow> {
    let home = sight.person.home().map(|grant| &grant.unit);
    let Some(root) = query.unit.as_ref().or(home) else {
        return Vec::new();
    };
    let given: Vec<_> = visible_assignments(sight).collect();
    let mut parts: Map<&UnitId, Map<&NodeId, Cells>> = Map::new();
    for given in &given {
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
            let query = TaskQuery {
                unit: Some(unit.id.clone()),
                ..query.clone()
            };
            Some(count_row(unit.name.clone(), 0, query, worst.filter(asked)))
        })
        .collect()
}

fn of_leads(sight: Sight, query: &TaskQuery, worst: &Map<&NodeId, Cell>) -> Vec<CountRow> {
    let given: Vec<_> = visible_assignments(sight)
        .filter(|given| given.duty == Some(Duty::Lead))
        .collect();
    let mut leads: Map<&UnitId, Set<&NodeId>> = Map::new();
    for given in &given {
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
            let query = TaskQuery {
                lead: Some((*unit).clone()),
                ..query.clone()
            };
            let cells = tasks.keys().filter_map(|task| worst.get(task).copied());
            count_row(sight.tree.head(unit).name, 0, query, cells)
        })
        .collect();
    order::sort_by_text(&mut rows, |row| natural_key(&row.name));
    rows
}

fn of_sections(
    sight: Sight,
    query: &TaskQuery,
    worst: &Map<&NodeId, Cell>,
    sections: &[Heading],
) -> Vec<CountRow> {
    let rows = sections.iter().map(|heading| {
        let under = worst.iter().filter(|(task, _)| {
            let node = sight.state.nodes.get(task);
            node.is_some_and(|node| filter::is_under(sight, node, &heading.id))
        });
        let query = TaskQuery {
            section: Some(heading.id.clone()),
            ..query.clone()
        };
        let cells = under.map(|(_, cell)| *cell);
        count_row(heading.name.clone(), heading.depth, query, cells)
    });
    rows.filter(|row| row.cells.total() > 0).collect()
}

fn count_row(
    name: String,
    depth: usize,
    query: TaskQuery,
    cells: impl Iterator<Item = Cell>,
) -> CountRow {
    CountRow {
        name,
        depth,
        query,
        cells: cells.collect(),
    }
}
