//! Where the areas of a map stand: in their boundaries, on the cells they were given, or in rows where
//! they have neither.

use super::{
    drawing::{Drawing, Row},
    picture::SCALE,
};
use crate::{
    hexagon::{self, HALF_WIDTH},
    id::UnitId,
    unit::MapCell,
};

/// A boundary narrower or lower than this has no room for a name.
const ROOM: (i64, i64) = (44, 28);
/// Room for the outline of a chosen place.
const EDGE: i64 = 3;

pub struct Placed<'a> {
    /// None for those that are drawn by their boundaries.
    cells: Vec<(&'a Row, Option<MapCell>)>,
    /// Left, top, width and height of all of them.
    pub bounds: [i64; 4],
    /// How many hexagons it is wide: so large are its names.
    pub n_columns: i64,
}

/// A place on the map.
pub struct Place<'a> {
    pub row: &'a Row,
    /// In SVG's words.
    pub path: String,
    /// Where its name stands.
    pub middle: (f64, f64),
    pub is_roomy: bool,
    /// Of an inset that begins with it.
    pub frame: Option<String>,
}

impl<'a> Placed<'a> {
    /// How many places there are.
    pub fn n_places(&self) -> usize {
        self.cells.len()
    }

    pub fn places(&self) -> impl Iterator<Item = Place<'a>> {
        self.cells.iter().map(|(row, cell)| place(row, *cell))
    }

    pub fn view_box(&self) -> String {
        let [left, top, width, height] = self.bounds;
        format!("{left} {top} {width} {height}")
    }
}

/// The places among the parts of the root. Bodies are not drawn, nor is the root's own work.
pub fn placed(drawing: &Drawing) -> Placed<'_> {
    let is_bounded = |row: &Row| !drawing.is_hexagonal && row.boundary.is_some();
    let cells = cells(&drawing.rows, &drawing.root.id, is_bounded);
    let mut bounds = hexagon::bounds(cells.iter().filter_map(|(_, cell)| *cell), SCALE);
    let outlines = cells.iter().filter(|(_, cell)| cell.is_none());
    for (row, _) in outlines {
        let [left, top, right, bottom] = row.boundary.as_ref().map_or([0; 4], |one| one.bounds());
        let own = [
            left - EDGE,
            top - EDGE,
            right - left + 2 * EDGE,
            bottom - top + 2 * EDGE,
        ];
        bounds = if bounds == [0, 0, 1, 1] {
            own
        } else {
            together(bounds, own)
        };
    }
    let column = 2.0 * HALF_WIDTH * SCALE;
    Placed {
        cells,
        // Half a column more where rows are shifted.
        n_columns: (bounds[2] as f64 / column + 0.25) as i64,
        bounds,
    }
}

fn together(a: [i64; 4], b: [i64; 4]) -> [i64; 4] {
    let (left, top) = (a[0].min(b[0]), a[1].min(b[1]));
    let right = (a[0] + a[2]).max(b[0] + b[2]);
    let bottom = (a[1] + a[3]).max(b[1] + b[3]);
    [left, top, right - left, bottom - top]
}

/// A place without a cell is drawn by its boundary.
fn place(row: &Row, cell: Option<MapCell>) -> Place<'_> {
    match (cell, &row.boundary) {
        (None, Some(boundary)) => {
            let [left, top, right, bottom] = boundary.bounds();
            Place {
                row,
                path: boundary.path().to_owned(),
                middle: boundary.middle(),
                is_roomy: right - left >= ROOM.0 && bottom - top >= ROOM.1,
                frame: boundary.frame().map(str::to_owned),
            }
        }
        (cell, _) => {
            let cell = cell.unwrap_or_default();
            let (x, y) = hexagon::centre(cell);
            Place {
                row,
                path: format!("M{}z", hexagon::points(cell, SCALE)),
                middle: (x * SCALE, y * SCALE),
                is_roomy: true,
                frame: None,
            }
        }
    }
}

/// The places with their cells.
fn cells<'a>(
    rows: &'a [Row],
    root: &UnitId,
    is_bounded: impl Fn(&Row) -> bool,
) -> Vec<(&'a Row, Option<MapCell>)> {
    let places = || {
        rows.iter()
            .filter(|row| row.unit.kind.is_place() && row.unit.id != *root)
    };
    let bounds = || {
        let bounded = places().filter(|row| is_bounded(row));
        bounded.filter_map(|row| Some(row.boundary.as_ref()?.bounds()))
    };
    // On a map of boundaries cells mean nothing: who has none stands in rows below.
    let floor = bounds().map(|[_, _, _, bottom]| bottom).max();
    let cell_of = |row: &Row| row.cell.filter(|_| floor.is_none());
    let n_loose = places().filter(|row| cell_of(row).is_none()).count();
    let given = || places().filter_map(cell_of);
    let across = |length: i64| (length as f64 / (2.0 * HALF_WIDTH * SCALE)).ceil() as i32;
    let (least, most) = (
        given().map(|cell| cell.column).min(),
        given().map(|cell| cell.column).max(),
    );
    let (first_column, n_columns) = match (least, most, floor) {
        (Some(first), Some(last), _) => (first, last - first + 1),
        (_, _, Some(_)) => {
            let left = bounds().map(|[left, ..]| left).min().unwrap_or(0);
            let right = bounds().map(|[_, _, right, _]| right).max().unwrap_or(0);
            (across(left) + 1, (across(right - left) - 1).max(1))
        }
        _ => (0, square_side(n_loose)),
    };
    let first_row = match floor {
        Some(floor) => (floor as f64 / (1.5 * SCALE)).ceil() as i32 + 1,
        // A row is left free between those on the map and those that nobody has placed.
        None => given().map(|cell| cell.row).max().map_or(0, |row| row + 2),
    };
    let mut next = 0;
    places()
        .map(|row| {
            if is_bounded(row) {
                return (row, None);
            }
            let cell = cell_of(row).unwrap_or_else(|| {
                let cell = MapCell {
                    column: first_column + next % n_columns,
                    row: first_row + next / n_columns,
                };
                next += 1;
                cell
            });
            (row, Some(cell))
        })
        .collect()
}

fn square_side(n_cells: usize) -> i32 {
    (1_i32..)
        .find(|side| usize::try_from(side * side).is_ok_and(|n| n >= n_cells))
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        boundary::Boundary,
        unit::{UnitHead, UnitKind},
    };

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

    fn found(rows: &[Row]) -> Vec<(usize, i32, i32)> {
        let index = |row| rows.iter().position(|one| std::ptr::eq(one, row));
        cells(rows, &"root".into(), |row| row.boundary.is_some())
            .into_iter()
            .filter_map(|(row, cell)| Some((index(row)?, cell?.column, cell?.row)))
            .collect()
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
        assert_eq!(
            found(&rows),
            [(0, 3, 1), (1, 4, 2), (2, 3, 4), (3, 4, 4), (4, 3, 5)]
        );
    }

    #[test]
    fn places_of_which_none_has_a_cell_make_a_square() {
        let rows = vec![row(UnitKind::Hamlet, None); 5];
        assert_eq!(
            found(&rows),
            [(0, 0, 0), (1, 1, 0), (2, 2, 0), (3, 0, 1), (4, 1, 1)]
        );
        assert!(found(&[]).is_empty());
    }

    #[test]
    fn places_without_a_boundary_stand_in_rows_below_those_with_one() {
        let bounded = Row {
            boundary: Some(Boundary("0 0 400 300 200 150 M0 0l400 0 0 300z".to_owned())),
            ..row(UnitKind::Hamlet, Some((9, 9)))
        };
        let rows = [bounded, row(UnitKind::Hamlet, Some((5, 1)))];
        let found = found(&rows);
        assert_eq!(found, [(1, 1, 8)]);
        let top = hexagon::bounds([MapCell { column: 1, row: 8 }], SCALE)[1];
        assert!(top > 300, "{top}");
        let place = place(&rows[0], None);
        assert_eq!(place.path, "M0 0l400 0 0 300z");
        assert_eq!((place.middle, place.is_roomy), ((200.0, 150.0), true));
    }
}
