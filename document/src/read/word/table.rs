//! Tables of Word: cells that span columns and rows, borders, and what stands in the cells.

use super::super::problem::Problem;
use super::body::{Block, Reader};
use super::style;
use super::xml::Element;

/// Word allows 63.
const MOST_COLUMNS: usize = 64;

#[derive(Debug, Default)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    pub bordered: bool,
}

#[derive(Debug, Default)]
pub struct Cell {
    pub blocks: Vec<Block>,
    /// How many columns it takes.
    pub span: usize,
    pub merge: Merge,
}

/// How a cell belongs to the one above it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    #[default]
    Alone,
    Starts,
    GoesOn,
}

pub fn read(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Table, Problem> {
    let mut table = Table {
        bordered: is_bordered(reader, element),
        ..Table::default()
    };
    push_rows(reader, element, &mut table)?;
    Ok(table)
}

/// The paragraphs of a cell, with tables inside it laid out as paragraphs, a row each.
pub fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut paragraphs = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let text = match &paragraph.label {
                    Some(label) => format!("{label} {}", paragraph.text),
                    None => paragraph.text.clone(),
                };
                paragraphs.extend(text.split('\n').map(single_spaced));
            }
            Block::Table(table) => {
                let rows = table.rows.iter().map(|row| {
                    let cells: Vec<String> = row.iter().map(Cell::words).collect();
                    single_spaced(&cells.join(" "))
                });
                paragraphs.extend(rows);
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

impl Cell {
    pub fn words(&self) -> String {
        paragraphs(&self.blocks).join(" ")
    }
}

pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_rows(
    reader: &mut Reader<'_>,
    parent: &Element<'_>,
    table: &mut Table,
) -> Result<(), Problem> {
    for element in parent.elements() {
        match element.name {
            "tr" => {
                let properties = element.child("trPr");
                if properties.is_some_and(|properties| properties.child("del").is_some()) {
                    continue;
                }
                let mut row = Vec::new();
                let before = properties
                    .and_then(|properties| properties.child("gridBefore"))
                    .map_or(0, number);
                row.extend((0..before.min(MOST_COLUMNS)).map(|_| Cell {
                    span: 1,
                    ..Cell::default()
                }));
                push_cells(reader, element, &mut row)?;
                table.rows.push(row);
            }
            "sdt" | "sdtContent" | "ins" | "customXml" => push_rows(reader, element, table)?,
            _ => {}
        }
    }
    Ok(())
}

fn push_cells(
    reader: &mut Reader<'_>,
    parent: &Element<'_>,
    row: &mut Vec<Cell>,
) -> Result<(), Problem> {
    for element in parent.elements() {
        match element.name {
            "tc" if row.len() < MOST_COLUMNS => row.push(cell(reader, element)?),
            "sdt" | "sdtContent" | "ins" | "customXml" => push_cells(reader, element, row)?,
            _ => {}
        }
    }
    Ok(())
}

fn cell(reader: &mut Reader<'_>, element: &Element<'_>) -> Result<Cell, Problem> {
    let properties = element.child("tcPr");
    let property = |name: &str| properties.and_then(|properties| properties.child(name));
    let merge = match property("vMerge") {
        None => Merge::Alone,
        Some(merge) if merge.value().as_deref() == Some("restart") => Merge::Starts,
        Some(_) => Merge::GoesOn,
    };
    Ok(Cell {
        span: property("gridSpan")
            .map_or(1, number)
            .clamp(1, MOST_COLUMNS),
        merge,
        blocks: reader.blocks(element)?,
    })
}

fn number(element: &Element<'_>) -> usize {
    let number = element.value().and_then(|value| value.parse().ok());
    number.unwrap_or(1)
}

fn is_bordered(reader: &Reader<'_>, element: &Element<'_>) -> bool {
    let properties = element.child("tblPr");
    let own = properties.and_then(|properties| properties.child("tblBorders"));
    if let Some(borders) = own {
        return style::has_borders(borders) || cells_have_borders(element);
    }
    let named = properties.and_then(|properties| properties.child("tblStyle")?.value());
    let styled = reader
        .styles
        .chain(named.as_deref())
        .find_map(|style| style.borders);
    styled.unwrap_or_default() || cells_have_borders(element)
}

/// Some programs draw lines cell by cell.
fn cells_have_borders(table: &Element<'_>) -> bool {
    let rows = table.elements().filter(|row| row.name == "tr").take(3);
    let mut cells = rows.flat_map(Element::elements);
    cells.any(|cell| {
        cell.at(&["tcPr", "tcBorders"])
            .is_some_and(style::has_borders)
    })
}
