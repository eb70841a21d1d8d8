//! Tables without ruled lines: a head that names its columns, and words that keep to them below it.

use super::super::grid::{Cell, Grid};
use super::item;
use super::line::Span;
use super::table::PlacedTable;

/// Words may hang out of their column by this much, in points.
const SLACK: f64 = 4.0;
const FEWEST_COLUMNS: usize = 3;
const FEWEST_ROWS: usize = 3;
const MOST_COLUMNS: usize = 12;

/// Takes such tables out of the spans of a page.
pub fn take(spans: Vec<Span>) -> (Vec<PlacedTable>, Vec<Span>) {
    let mut tables = Vec::new();
    let mut rest = Vec::with_capacity(spans.len());
    let mut left = spans.as_slice();
    while let Some(first) = left.first() {
        match table_at(left) {
            Some((table, length)) => {
                tables.push(table);
                left = left.get(length..).unwrap_or_default();
            }
            None => {
                rest.push(first.clone());
                left = left.get(1..).unwrap_or_default();
            }
        }
    }
    (tables, rest)
}

fn table_at(spans: &[Span]) -> Option<(PlacedTable, usize)> {
    let first = spans.first()?;
    if !names_labels(&first.text) {
        return None;
    }
    let head = line(spans);
    let columns: Vec<f64> = head.iter().map(|span| span.left).collect();
    if !(FEWEST_COLUMNS..=MOST_COLUMNS).contains(&head.len()) {
        return None;
    }
    let (rows, length) = rows(spans, &columns);
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let bottom = spans.get(length - 1).map_or(first.y, |span| span.y);
    let table = PlacedTable {
        top: first.y + first.size,
        bottom,
        columns,
        grid: Grid { rows },
    };
    Some((table, length))
}

/// The words over the column with the numbers of the rows.
fn names_labels(text: &str) -> bool {
    matches!(text.trim().to_uppercase().as_str(), "TT" | "STT" | "SỐ TT")
}

/// The spans at the height of the first.
fn line(spans: &[Span]) -> &[Span] {
    let level = |span: &&Span| {
        spans
            .first()
            .is_some_and(|first| (first.y - span.y).abs() < first.size * 0.45)
    };
    let length = spans.iter().take_while(level).count();
    spans.get(..length).unwrap_or_default()
}

/// Rows begin at a label in the first column; lines without one go on with the row above.
fn rows(spans: &[Span], columns: &[f64]) -> (Vec<Vec<Cell>>, usize) {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut length = 0;
    let mut last_y = f64::MAX;
    while let Some(words) = spans
        .get(length..)
        .map(line)
        .filter(|words| !words.is_empty())
    {
        let placed: Option<Vec<usize>> = words.iter().map(|own| place(own, columns)).collect();
        let far = words
            .first()
            .is_some_and(|own| last_y - own.y > own.size * 3.0);
        let Some(places) = placed.filter(|_| !far || rows.is_empty()) else {
            break;
        };
        if places.first() == Some(&0) || rows.is_empty() {
            let empty = Cell {
                span: 1,
                ..Cell::default()
            };
            rows.push(vec![empty; columns.len()]);
        }
        for (span, place) in words.iter().zip(places) {
            let cell = rows.last_mut().and_then(|row| row.get_mut(place));
            if let Some(cell) = cell {
                push(cell, &span.text);
            }
        }
        last_y = words.first().map_or(last_y, |own| own.y);
        length += words.len();
    }
    (rows, length)
}

/// The column in which a span begins; nothing if it runs into the next one.
fn place(span: &Span, columns: &[f64]) -> Option<usize> {
    let column = columns
        .iter()
        .rposition(|&left| left <= span.left + SLACK)?;
    let next = columns.get(column + 1).copied().unwrap_or(f64::MAX);
    (span.right <= next + SLACK).then_some(column)
}

fn push(cell: &mut Cell, words: &str) {
    match cell.paragraphs.last_mut() {
        Some(last) if !item::opens_dash(words) => item::join(last, words),
        _ => cell.paragraphs.push(words.to_owned()),
    }
}
