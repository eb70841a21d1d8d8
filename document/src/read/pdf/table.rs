//! Tables of a page: the letters inside ruled cells, as a grid of paragraphs.

use super::super::grid::{Cell, Grid};
use super::content::Glyph;
use super::item;
use super::line::{self, Span};
use super::path::Rule;
use super::ruling::{self, Ruling};

#[derive(Debug)]
pub struct PlacedTable {
    pub top: f64,
    pub bottom: f64,
    pub columns: Vec<f64>,
    pub grid: Grid,
}

/// The tables, and the letters that stand in none of them.
pub fn take(rules: &[Rule], glyphs: Vec<Glyph>) -> (Vec<PlacedTable>, Vec<Glyph>) {
    let mut rest = glyphs;
    let mut tables = Vec::new();
    for ruling in ruling::rulings(rules) {
        let (inside, outside): (Vec<Glyph>, Vec<Glyph>) = rest
            .into_iter()
            .partition(|glyph| cell_of(&ruling, glyph).is_some());
        rest = outside;
        if inside.iter().any(|glyph| !glyph.letters.trim().is_empty()) {
            tables.push(placed(&ruling, inside));
        }
    }
    (tables, rest)
}

/// The middle of a letter tells its cell.
fn cell_of(ruling: &Ruling, glyph: &Glyph) -> Option<(usize, usize)> {
    ruling.cell_at(glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3)
}

fn placed(ruling: &Ruling, glyphs: Vec<Glyph>) -> PlacedTable {
    let owners = owners(ruling);
    let width = ruling.columns.len() - 1;
    let mut words: Vec<Vec<Glyph>> = Vec::new();
    words.resize_with(owners.len(), Vec::new);
    for glyph in glyphs {
        let place = cell_of(ruling, &glyph).map(|(row, column)| row * width + column);
        let owner = place
            .and_then(|place| owners.get(place))
            .map(|own| own.place);
        if let Some(cell) = owner.and_then(|place| words.get_mut(place)) {
            cell.push(glyph);
        }
    }
    let mut grid = Grid::default();
    let mut cells = owners.iter().zip(words).enumerate();
    for _ in 1..ruling.rows.len() {
        let mut row: Vec<Cell> = Vec::new();
        for (place, (owner, glyphs)) in cells.by_ref().take(width) {
            match row.last_mut() {
                Some(last) if owner.goes_left => last.span += 1,
                _ => row.push(Cell {
                    paragraphs: paragraphs(glyphs),
                    span: 1,
                    goes_on: owner.place != place,
                }),
            }
        }
        grid.rows.push(row);
    }
    PlacedTable {
        top: ruling.rows.first().copied().unwrap_or_default(),
        bottom: ruling.rows.last().copied().unwrap_or_default(),
        columns: ruling.columns.clone(),
        grid,
    }
}

/// To which place the words of a place belong.
#[derive(Clone, Copy)]
struct Owner {
    place: usize,
    /// It is a further column of the cell to its left.
    goes_left: bool,
}

fn owners(ruling: &Ruling) -> Vec<Owner> {
    let (height, width) = (ruling.rows.len() - 1, ruling.columns.len() - 1);
    let mut owners: Vec<Owner> = Vec::with_capacity(height * width);
    for row in 0..height {
        for column in 0..width {
            let place = owners.len();
            let left = column.checked_sub(1);
            let goes_left = left.is_some_and(|left| !ruling.has_wall_right_of(row, left));
            let goes_up = row > 0 && !ruling.has_wall_above(row, column);
            let from = if goes_left {
                place - 1
            } else if goes_up {
                place - width
            } else {
                place
            };
            let owner = owners.get(from).map_or(place, |own| own.place);
            owners.push(Owner {
                place: owner,
                goes_left,
            });
        }
    }
    owners
}

/// The lines of a cell, joined until a dash opens a new paragraph or a sentence has ended early.
fn paragraphs(glyphs: Vec<Glyph>) -> Vec<String> {
    let spans = line::spans(glyphs);
    let right = spans.iter().map(|span| span.right).fold(f64::MIN, f64::max);
    let left = spans.iter().map(|span| span.left).fold(f64::MAX, f64::min);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last: Option<Span> = None;
    for span in spans {
        let same_line = last
            .as_ref()
            .is_some_and(|last| (last.y - span.y).abs() < span.size * 0.45);
        let ended = last.as_ref().is_some_and(|last| {
            item::ends_sentence(&last.text) && last.right < right - (right - left) * 0.3
        });
        let opens = !same_line
            && (item::opens_dash(&span.text) || (ended && item::opens_sentence(&span.text)));
        match paragraphs.last_mut().filter(|_| !opens) {
            Some(paragraph) => item::join(paragraph, &span.text),
            None => paragraphs.push(span.text.clone()),
        }
        last = Some(span);
    }
    for paragraph in &mut paragraphs {
        *paragraph = item::with_parted_dash(paragraph);
    }
    paragraphs
}
