//! The ruled lines of a page, gathered into the grids of its tables.

use super::path::Rule;

/// Lines this near to each other are one, drawn as the edges of a thin rectangle or cell by cell.
const NEAR: f64 = 3.0;
/// A page with more lines than this, once joined, is a drawing.
const MOST_LINES: usize = 1_500;
const MOST_COLUMNS: usize = 40;
const MOST_ROWS: usize = 200;

/// The corners of rows and columns, and which of the walls between them are drawn.
#[derive(Debug)]
pub struct Ruling {
    /// From left to right.
    pub columns: Vec<f64>,
    /// From top to bottom.
    pub rows: Vec<f64>,
    across: Vec<Stretch>,
    down: Vec<Stretch>,
}

/// A line at a place on one axis, from and to on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    at: f64,
    from: f64,
    to: f64,
}

pub fn rulings(rules: &[Rule]) -> Vec<Ruling> {
    let across = joined(rules.iter().filter_map(|rule| {
        let flat = (rule.from.1 - rule.to.1).abs() < 1.0;
        flat.then(|| stretch(rule.from.1, rule.from.0, rule.to.0))
    }));
    let down = joined(rules.iter().filter_map(|rule| {
        let upright = (rule.from.0 - rule.to.0).abs() < 1.0;
        upright.then(|| stretch(rule.from.0, rule.from.1, rule.to.1))
    }));
    if across.len() + down.len() > MOST_LINES {
        return Vec::new();
    }
    connected(&across, &down)
        .into_iter()
        .filter_map(|(across, down)| Ruling::of(across, down))
        .collect()
}

impl Ruling {
    fn of(across: Vec<Stretch>, down: Vec<Stretch>) -> Option<Ruling> {
        let columns = places(&down);
        let mut rows = places(&across);
        rows.reverse();
        // One column is a frame around words, not a table.
        let fits =
            (3..=MOST_COLUMNS).contains(&columns.len()) && (2..=MOST_ROWS).contains(&rows.len());
        fits.then_some(Ruling {
            columns,
            rows,
            across,
            down,
        })
    }

    /// Whether a line parts a cell from the next one on its row.
    pub fn has_wall_right_of(&self, row: usize, column: usize) -> bool {
        let (Some(&x), Some(middle)) = (self.columns.get(column + 1), middle(&self.rows, row))
        else {
            return true;
        };
        covers(&self.down, x, middle)
    }

    /// Whether a line parts a cell from the one above it.
    pub fn has_wall_above(&self, row: usize, column: usize) -> bool {
        let (Some(&y), Some(middle)) = (self.rows.get(row), middle(&self.columns, column)) else {
            return true;
        };
        covers(&self.across, y, middle)
    }

    /// The row and the column that hold a point.
    pub fn cell_at(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let column = self.columns.iter().rposition(|&left| left <= x)?;
        let row = self.rows.iter().rposition(|&top| top >= y)?;
        let inside = column + 1 < self.columns.len() && row + 1 < self.rows.len();
        inside.then_some((row, column))
    }
}

fn middle(places: &[f64], at: usize) -> Option<f64> {
    Some(f64::midpoint(*places.get(at)?, *places.get(at + 1)?))
}

fn covers(stretches: &[Stretch], at: f64, point: f64) -> bool {
    stretches.iter().any(|stretch| {
        (stretch.at - at).abs() <= NEAR && stretch.from <= point && point <= stretch.to
    })
}

fn stretch(at: f64, from: f64, to: f64) -> Stretch {
    Stretch {
        at,
        from: from.min(to),
        to: from.max(to),
    }
}

/// Lines in one another's course become one.
fn joined(stretches: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    let mut sorted: Vec<Stretch> = stretches.collect();
    sorted.sort_by(|one, other| {
        let at = one.at.total_cmp(&other.at);
        at.then(one.from.total_cmp(&other.from))
    });
    // Those at about the same place are brought to one place first.
    let mut place = f64::MIN;
    for stretch in &mut sorted {
        if stretch.at - place > NEAR {
            place = stretch.at;
        }
        stretch.at = place;
    }
    sorted.sort_by(|one, other| {
        let at = one.at.total_cmp(&other.at);
        at.then(one.from.total_cmp(&other.from))
    });
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in sorted {
        match joined.last_mut() {
            Some(last) if last.at == stretch.at && stretch.from <= last.to + NEAR => {
                last.to = last.to.max(stretch.to);
            }
            _ => joined.push(stretch),
        }
    }
    joined
}

fn places(stretches: &[Stretch]) -> Vec<f64> {
    let mut places: Vec<f64> = stretches.iter().map(|stretch| stretch.at).collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, kept| *next - *kept <= NEAR);
    places
}

/// Lines that meet belong to one table.
fn connected(across: &[Stretch], down: &[Stretch]) -> Vec<(Vec<Stretch>, Vec<Stretch>)> {
    let mut taken = vec![false; down.len()];
    let mut left: Vec<Stretch> = across.to_vec();
    let mut groups = Vec::new();
    while let Some(first) = left.pop() {
        let mut rows = vec![first];
        let mut columns: Vec<Stretch> = Vec::new();
        let mut at = 0;
        while let Some(&row) = rows.get(at) {
            at += 1;
            for (column, taken) in down.iter().zip(&mut taken) {
                if !*taken && meet(row, *column) {
                    *taken = true;
                    columns.push(*column);
                    let (met, others) = left.iter().partition(|other| meet(**other, *column));
                    rows.extend::<Vec<Stretch>>(met);
                    left = others;
                }
            }
        }
        groups.push((rows, columns));
    }
    groups
}

fn meet(across: Stretch, down: Stretch) -> bool {
    let within =
        |place: f64, stretch: Stretch| stretch.from - NEAR <= place && place <= stretch.to + NEAR;
    within(down.at, across) && within(across.at, down)
}
