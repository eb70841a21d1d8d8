//! Tables: ruled ones with a head on every page, and bare ones that place things beside each other.

use super::Row;
use super::measure::TABLE_TEXT;
use super::paragraph::{self, Align, Look};
use super::words;
use super::xml::Xml;

/// Word opens no table with more.
const MOST_COLUMNS: usize = 63;
/// What parts bare cells from those beside them, taken from their width.
pub const GAP: u32 = 100;
/// Columns of short words look better centred.
const LONGEST_CENTRED: usize = 16;

pub fn columns(head: &[String], rows: &[Row]) -> usize {
    let rows = rows.iter().map(|row| row.cells.len());
    let most = rows.chain([head.len()]).max().unwrap_or_default();
    most.min(MOST_COLUMNS)
}

/// A table with lines around all cells.
pub fn ruled(xml: &mut Xml, widths: &[u16], head: &[String], rows: &[Row], room: u32) {
    let n_columns = columns(head, rows);
    if n_columns == 0 {
        return;
    }
    let widths = shared(widths, n_columns, room);
    let centred: Vec<bool> = (0..n_columns)
        .map(|at| is_centred(head, rows, at))
        .collect();
    xml.within("w:tbl", &[], |xml| {
        properties(xml, &widths, true);
        if !head.is_empty() {
            let cells = (0..n_columns).map(|at| (text(head, at), HEAD));
            row(xml, &widths, true, &cells.collect::<Vec<_>>());
        }
        for own in rows {
            row(xml, &widths, false, &cells(own, &centred));
        }
    });
}

/// What writes the content of a cell.
pub type Fill<'a> = &'a dyn Fn(&mut Xml);

/// Cells side by side without lines, filled by the caller.
pub fn bare(xml: &mut Xml, widths: &[u32], rows: &[&[Fill<'_>]]) {
    xml.within("w:tbl", &[], |xml| {
        properties(xml, widths, false);
        for cells in rows {
            xml.within("w:tr", &[], |xml| {
                xml.within("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
                for (at, (fill, width)) in cells.iter().zip(widths).enumerate() {
                    let last = at + 1 == cells.len();
                    xml.within("w:tc", &[], |xml| {
                        xml.within("w:tcPr", &[], |xml| {
                            cell_width(xml, *width);
                            if !last {
                                gap_beside(xml);
                            }
                        });
                        fill(xml);
                    });
                }
            });
        }
    });
}

const CELL: Look = Look {
    align: Align::Left,
    size: TABLE_TEXT,
    before: 30,
    after: 30,
    ..Look::PLAIN
};
const HEAD: Look = CELL.bold().centred();

fn cells<'a>(row: &'a Row, centred: &[bool]) -> Vec<(&'a str, Look)> {
    let look = |at: usize| match (centred.get(at), row.heading) {
        (Some(true), false) => CELL.centred(),
        _ => CELL,
    };
    if !row.heading {
        let all = 0..centred.len();
        return all.map(|at| (text(&row.cells, at), look(at))).collect();
    }
    let group = Look {
        keep_next: true,
        ..CELL.bold()
    };
    let (first, second) = (text(&row.cells, 0), text(&row.cells, 1));
    if row.cells.len() < 2 {
        vec![(first, group)]
    } else {
        vec![(first, group.centred()), (second, group)]
    }
}

fn text(cells: &[String], at: usize) -> &str {
    cells.get(at).map(String::as_str).unwrap_or_default()
}

fn is_centred(head: &[String], rows: &[Row], at: usize) -> bool {
    let mut own = rows.iter().filter(|row| !row.heading);
    let numbers = at == 0 && matches!(text(head, 0).trim(), "TT" | "STT");
    numbers || own.all(|row| text(&row.cells, at).chars().count() <= LONGEST_CENTRED)
}

/// The room shared as the widths say; a column without a width gets as much as others on average.
fn shared(widths: &[u16], n_columns: usize, room: u32) -> Vec<u32> {
    let given: Vec<u32> = widths.iter().copied().map(u32::from).collect();
    let known: Vec<u32> = given.iter().copied().filter(|&width| width > 0).collect();
    let average = known.iter().sum::<u32>() / u32::try_from(known.len()).unwrap_or(1).max(1);
    let weights: Vec<u32> = (0..n_columns)
        .map(|at| given.get(at).copied().unwrap_or_default())
        .map(|width| if width > 0 { width } else { average.max(1) })
        .collect();
    let total: u32 = weights.iter().sum();
    let mut ends = weights.iter().scan(0, |sum, weight| {
        *sum += u64::from(*weight);
        Some(*sum * u64::from(room) / u64::from(total.max(1)))
    });
    let mut from = 0;
    std::iter::from_fn(|| {
        let to = u32::try_from(ends.next()?).unwrap_or(room);
        let width = to - from;
        from = to;
        Some(width)
    })
    .collect()
}

/// Fewer cells than columns: the last takes what is left.
fn row(xml: &mut Xml, widths: &[u32], head: bool, cells: &[(&str, Look)]) {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        for (at, (words, look)) in cells.iter().enumerate() {
            let last = at + 1 == cells.len();
            let to = if last { widths.len() } else { at + 1 };
            let own = widths.get(at..to).unwrap_or_default();
            cell(xml, own, words, look);
        }
    });
}

fn cell(xml: &mut Xml, widths: &[u32], text: &str, look: &Look) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            cell_width(xml, widths.iter().sum());
            if widths.len() > 1 {
                xml.value("w:gridSpan", &widths.len().to_string());
            }
            xml.value("w:vAlign", "center");
        });
        let mut lines = words::lines(text).peekable();
        // A cell without a paragraph is no cell to Word.
        if lines.peek().is_none() {
            paragraph::write(xml, look, "");
        }
        for line in lines {
            paragraph::write(xml, look, line);
        }
    });
}

fn gap_beside(xml: &mut Xml) {
    xml.within("w:tcMar", &[], |xml| {
        xml.empty("w:right", &[("w:w", &GAP.to_string()), ("w:type", "dxa")]);
    });
}

fn cell_width(xml: &mut Xml, width: u32) {
    xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
}

fn properties(xml: &mut Xml, widths: &[u32], ruled: bool) {
    let total = widths.iter().sum::<u32>().to_string();
    let margin = if ruled { "85" } else { "0" };
    xml.within("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &total), ("w:type", "dxa")]);
        xml.value("w:jc", "center");
        if ruled {
            xml.within("w:tblBorders", &[], borders);
        }
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.within("w:tblCellMar", &[], |xml| {
            for side in ["w:left", "w:right"] {
                xml.empty(side, &[("w:w", margin), ("w:type", "dxa")]);
            }
        });
    });
    xml.within("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn borders(xml: &mut Xml) {
    let sides = [
        "w:top",
        "w:left",
        "w:bottom",
        "w:right",
        "w:insideH",
        "w:insideV",
    ];
    let line = [
        ("w:val", "single"),
        ("w:sz", "4"),
        ("w:space", "0"),
        ("w:color", "auto"),
    ];
    for side in sides {
        xml.empty(side, &line);
    }
}
