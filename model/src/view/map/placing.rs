//! Where the areas of a map stand: on the cells they were given, or in rows where they have none.

use super::drawing::Row;
use crate::{id::UnitId, unit::MapCell};

/// The places among the parts of `root`, each with its index and its cell. Bodies are not drawn,
/// nor is the root's own work.
pub fn placed<'a>(rows: &'a [Row], root: &UnitId) -> Vec<(usize, &'a Row, MapCell)> {
    let places = || {
        rows.iter()
            .enumerate()
            .filter(|(_, row)| row.unit.kind.is_place() && row.unit.id != *root)
    };
    let n_loose = places().filter(|(_, row)| row.cell.is_none()).count();
    let given = || places().filter_map(|(_, row)| row.cell);
    let n_columns = match (
        given().map(|cell| cell.column).min(),
        given().map(|cell| cell.column).max(),
    ) {
        (Some(first), Some(last)) => last - first + 1,
        _ => square_side(n_loose),
    };
    let first_column = given().map(|cell| cell.column).min().unwrap_or(0);
    // A row is left free between those on the map and those that nobody has placed.
    let first_row = given().map(|cell| cell.row).max().map_or(0, |row| row + 2);
    let mut next = 0;
    places()
        .map(|(index, row)| {
            let cell = row.cell.unwrap_or_else(|| {
                let cell = MapCell {
                    column: first_column + next % n_columns,
                    row: first_row + next / n_columns,
                };
                next += 1;
                cell
            });
            (index, row, cell)
        })
        .collect()
}

/// How many cells the widest row has, from the left edge of the map to the right.
pub fn n_columns(cells: impl Iterator<Item = MapCell> + Clone) -> i32 {
    let columns = cells.map(|cell| cell.column);
    match (columns.clone().min(), columns.max()) {
        (Some(first), Some(last)) => last - first + 1,
        _ => 0,
    }
}

fn square_side(n_cells: usize) -> i32 {
    (1_i32..)
        .find(|side| usize::try_from(side * side).is_ok_and(|n| n >= n_cells))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{UnitHead, UnitKind};

    fn row(kind: UnitKind, cell: Option<(i32, i32)>) -> Row {
        Row {
            unit: UnitHead {
                kind,
                ..UnitHead::default()
            },
            cell: cell.map(|(column, row)| MapCell { column, row }),
            ..Row::default()
        }
    }

    #[test]
    fn places_without_a_cell_stand_in_rows_below_the_others() {
        let rows = [
            row(UnitKind::Hamlet, Some((3, 1))),
            row(UnitKind::Hamlet, Some((4, 2))),
            row(UnitKind::Hamlet, None),
            row(UnitKind::Hamlet, None),
            row(UnitKind::Hamlet, None),
            row(UnitKind::Office, None),
            Row {
                unit: UnitHead {
                    id: "root".into(),
                    kind: UnitKind::Commune,
                    ..UnitHead::default()
                },
                ..Row::default()
            },
        ];
        let cells: Vec<_> = placed(&rows, &"root".into())
            .into_iter()
            .map(|(index, _, cell)| (index, cell.column, cell.row))
            .collect();
        assert_eq!(
            cells,
            [(0, 3, 1), (1, 4, 2), (2, 3, 4), (3, 4, 4), (4, 3, 5)]
        );
    }

    #[test]
    fn places_of_which_none_has_a_cell_make_a_square() {
        let rows = vec![row(UnitKind::Hamlet, None); 5];
        let cells: Vec<_> = placed(&rows, &"root".into())
            .into_iter()
            .map(|(_, _, cell)| (cell.column, cell.row))
            .collect();
        assert_eq!(cells, [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)]);
        assert!(placed(&[], &"root".into()).is_empty());
    }
}
