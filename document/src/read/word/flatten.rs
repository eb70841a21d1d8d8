//! Blocks written as lines: a paragraph a line, tables with pipes, layout tables cell after cell.

use super::super::grid::{self, Grid};
use super::super::output::Output;
use super::super::problem::Problem;
use super::body::{Block, Note, Paragraph};
use super::table::{self, Cell, Merge, Table, single_spaced};

pub fn text(blocks: &[Block], notes: &[Note]) -> Result<String, Problem> {
    let mut lines = Lines::default();
    lines.blocks(blocks)?;
    lines.notes(notes)?;
    Ok(lines.output.text)
}

#[derive(Default)]
struct Lines {
    output: Output,
    after_centred: bool,
}

impl Lines {
    /// Paragraphs stand apart, save the lines of a title.
    fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), Problem> {
        let written = written(paragraph);
        if written.is_empty() {
            return Ok(());
        }
        if !(paragraph.centred && self.after_centred) {
            self.output.gap();
        }
        self.after_centred = paragraph.centred;
        written.iter().try_for_each(|line| self.output.line(line))
    }

    fn blocks(&mut self, blocks: &[Block]) -> Result<(), Problem> {
        blocks.iter().try_for_each(|block| match block {
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::Table(table) if is_frame(table) => {
                let mut cells = table.rows.iter().flatten();
                cells.try_for_each(|cell| self.blocks(&cell.blocks))
            }
            Block::Table(table) if is_layout(table) => self.layout(table),
            Block::Table(table) => self.table(table),
        })
    }

    /// Cell after cell, so that what belongs together stays together.
    fn layout(&mut self, table: &Table) -> Result<(), Problem> {
        for cell in table.rows.iter().flatten() {
            self.output.gap();
            for line in table::paragraphs(&cell.blocks) {
                self.output.line(&line)?;
            }
        }
        self.output.gap();
        self.after_centred = false;
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<(), Problem> {
        self.output.gap();
        for line in grid::lines(&grid_of(table)) {
            self.output.line(&line?)?;
        }
        self.after_centred = false;
        Ok(())
    }

    /// Each note stands apart, behind a label that no outline has.
    fn notes(&mut self, notes: &[Note]) -> Result<(), Problem> {
        let worded = notes.iter().filter(|note| !note.text.is_empty());
        for (index, note) in worded.enumerate() {
            self.output.gap();
            let number = index + 1;
            self.output.line(&format!(
                "[Chú thích {number}, sau “{}”] {}",
                note.behind, note.text
            ))?;
        }
        Ok(())
    }
}

/// The lines of a paragraph; wide spaces stand for tabs, which elsewhere part the cells of a table.
fn written(paragraph: &Paragraph) -> Vec<String> {
    let lines = paragraph.text.split('\n').map(|line| {
        let parts = line.split('\t').map(single_spaced);
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        let labelled = parts.first().is_some_and(|part| part.chars().count() <= 6);
        match parts.split_first() {
            Some((label, rest)) if labelled => format!("{label} {}", rest.join("   ")),
            _ => parts.join("   "),
        }
    });
    let mut lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    lines.retain(|line| !line.is_empty());
    if let (Some(label), Some(first)) = (&paragraph.label, lines.first_mut()) {
        *first = format!("{label} {first}");
    }
    lines
}

/// One column is a frame around a text, perhaps a whole one.
fn is_frame(table: &Table) -> bool {
    table.rows.iter().all(|row| row.len() <= 1)
}

/// Tables that only place things beside each other: the head of a paper and its end.
fn is_layout(table: &Table) -> bool {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or_default();
    let small = table.rows.len() <= 6 && columns <= 3;
    let places = small && {
        let cells = table.rows.iter().flatten();
        let words: Vec<String> = cells.map(Cell::words).collect();
        words.iter().any(|words| grid::is_head_or_end(words))
    };
    places || (!table.bordered && columns == 2 && table.rows.len() <= 2)
}

fn grid_of(table: &Table) -> Grid {
    let mut grid = Grid::default();
    for row in &table.rows {
        let cells = row.iter().map(|cell| grid::Cell {
            paragraphs: table::paragraphs(&cell.blocks),
            span: cell.span,
            goes_on: cell.merge == Merge::GoesOn,
        });
        grid.rows.push(cells.collect());
    }
    grid
}
