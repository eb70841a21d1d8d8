//! The hexagon grid of the map: odd rows are shifted by half a cell, cells stand on a point.

use crate::unit::MapCell;

/// Half the width of a cell; its sides are 1 long, so that everything is in sides.
pub const HALF_WIDTH: f64 = 0.866_025_403_784_438_6;

/// The centre of a cell, in sides of a hexagon.
pub fn centre(cell: MapCell) -> (f64, f64) {
    let shift = if cell.row.rem_euclid(2) == 1 {
        HALF_WIDTH
    } else {
        0.0
    };
    (
        f64::from(cell.column) * 2.0 * HALF_WIDTH + shift,
        f64::from(cell.row) * 1.5,
    )
}

/// The corners of a cell as SVG's `points`, `scale` pixels to a side, shrunk a little so that
/// neighbours keep a seam.
pub fn points(cell: MapCell, scale: f64) -> String {
    const SEAM: f64 = 0.96;
    let (x, y) = centre(cell);
    let corner = |dx: f64, dy: f64| {
        format!(
            "{},{}",
            px((x + dx * SEAM) * scale),
            px((y + dy * SEAM) * scale)
        )
    };
    [
        corner(0.0, -1.0),
        corner(HALF_WIDTH, -0.5),
        corner(HALF_WIDTH, 0.5),
        corner(0.0, 1.0),
        corner(-HALF_WIDTH, 0.5),
        corner(-HALF_WIDTH, -0.5),
    ]
    .join(" ")
}

/// A length as SVG wants it, to a tenth of a pixel. (The standard library's way of writing fractions
/// is a hundredth of what a phone loads.)
pub fn px(length: f64) -> String {
    let tenths = (length * 10.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
}

/// Left, top, width and height of all cells in pixels.
pub fn bounds(cells: impl IntoIterator<Item = MapCell>, scale: f64) -> [i64; 4] {
    let (mut left, mut top, mut right, mut bottom) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
    for cell in cells {
        let (x, y) = centre(cell);
        (left, right) = (left.min(x - HALF_WIDTH), right.max(x + HALF_WIDTH));
        (top, bottom) = (top.min(y - 1.0), bottom.max(y + 1.0));
    }
    if left > right {
        return [0, 0, 1, 1];
    }
    let px = |length: f64| (length * scale).round() as i64;
    // Room for the outline of a chosen cell.
    let (left, top) = (px(left) - 3, px(top) - 3);
    [left, top, px(right) + 3 - left, px(bottom) + 3 - top]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_width_apart() {
        let distance =
            |a: (f64, f64), b: (f64, f64)| ((a.0 - b.0).powi(2) + (a.1 - b.1).powi(2)).sqrt();
        let cell = |column, row| centre(MapCell { column, row });
        for other in [cell(2, 1), cell(1, 0), cell(1, 2), cell(2, 2), cell(2, 0)] {
            let expected = 2.0 * HALF_WIDTH;
            let found = distance(cell(1, 1), other);
            assert!((found - expected).abs() < 1e-9, "{other:?}: {found}");
        }
    }

    #[test]
    fn the_bounds_hold_every_corner() {
        let cells = [
            MapCell { column: -1, row: 0 },
            MapCell { column: 2, row: 3 },
        ];
        let view = bounds(cells, 30.0).map(|length| length as f64);
        for point in cells.iter().flat_map(|cell| {
            points(*cell, 30.0)
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        }) {
            let (x, y) = point.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            assert!(x >= view[0] && x <= view[0] + view[2], "{point}");
            assert!(y >= view[1] && y <= view[1] + view[3], "{point}");
        }
        assert_eq!(bounds([], 30.0), [0, 0, 1, 1]);
    }
}
