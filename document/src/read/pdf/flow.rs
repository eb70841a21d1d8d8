//! Lines joined into paragraphs and tables into one another, over the breaks of pages.

use std::collections::HashMap;

use super::super::grid::{self, Cell, Grid};
use super::super::output::Output;
use super::super::problem::Problem;
use super::PageText;
use super::column::{self, Band, Beside, TextLine};
use super::item;
use super::table::PlacedTable;

/// The notes stand at the end, each by itself.
pub fn text(pages: Vec<PageText>, notes: &[String]) -> Result<String, Problem> {
    let margins = Margins::of(&pages);
    let mut flow = Flow::default();
    for page in pages {
        let sides = margins.on(page.width);
        flow.page(page, sides)?;
    }
    flow.finish(notes)
}

/// Where the text of a page begins and ends from left to right.
#[derive(Debug, Clone, Copy)]
struct Sides {
    left: f64,
    right: f64,
}

/// Margins by the width of the page: an annex may lie on its side.
struct Margins {
    by_width: HashMap<i64, Sides>,
}

impl Margins {
    fn of(pages: &[PageText]) -> Margins {
        let mut spans: HashMap<i64, Vec<(f64, f64)>> = HashMap::new();
        for page in pages {
            let places = page.spans.iter().map(|span| (span.left, span.right));
            spans.entry(page.width as i64).or_default().extend(places);
        }
        let by_width = spans.into_iter().map(|(width, places)| {
            let mut lefts: Vec<f64> = places.iter().map(|place| place.0).collect();
            let mut rights: Vec<f64> = places.iter().map(|place| place.1).collect();
            lefts.sort_by(f64::total_cmp);
            rights.sort_by(f64::total_cmp);
            // A few words may hang out on either side.
            let left = lefts.get(lefts.len() / 20).copied().unwrap_or_default();
            let right = rights.get(rights.len() * 9 / 10).copied();
            let right = right.unwrap_or(width as f64);
            (width, Sides { left, right })
        });
        Margins {
            by_width: by_width.collect(),
        }
    }

    fn on(&self, width: f64) -> Sides {
        let known = self.by_width.get(&(width as i64)).copied();
        known.unwrap_or(Sides {
            left: 0.0,
            right: width,
        })
    }
}

#[derive(Default)]
struct Flow {
    output: Output,
    paragraph: String,
    /// Of the paragraph, so far.
    lines: usize,
    last: Option<TextLine>,
    after_centred: bool,
    table: Option<PlacedTable>,
    beside: Option<Beside>,
    new_page: bool,
}

impl Flow {
    fn page(&mut self, page: PageText, sides: Sides) -> Result<(), Problem> {
        self.new_page = true;
        let mut rest = page.spans.as_slice();
        if let Some(beside) = &mut self.beside {
            let own = beside.continue_with(rest);
            rest = rest.get(own..).unwrap_or_default();
        }
        for table in page.tables {
            let above = rest.iter().take_while(|span| span.y > table.bottom).count();
            let (before, after) = rest.split_at(above);
            self.spans(before, sides)?;
            self.table(table)?;
            rest = after;
        }
        self.spans(rest, sides)
    }

    fn spans(&mut self, spans: &[super::Span], sides: Sides) -> Result<(), Problem> {
        if spans.is_empty() {
            return Ok(());
        }
        self.end_table()?;
        for band in column::bands(spans, sides.left, sides.right) {
            match band {
                Band::Full(lines) => {
                    for line in lines {
                        self.line(line, sides)?;
                    }
                }
                Band::Beside(beside) => {
                    self.end_paragraph()?;
                    self.end_beside()?;
                    self.beside = Some(beside);
                }
            }
        }
        Ok(())
    }

    /// Columns are written once it is known that they do not go on over the page.
    fn end_beside(&mut self) -> Result<(), Problem> {
        let Some(beside) = self.beside.take() else {
            return Ok(());
        };
        self.side(&beside.left)?;
        self.side(&beside.right)?;
        self.output.gap();
        self.after_centred = false;
        Ok(())
    }

    fn side(&mut self, lines: &[TextLine]) -> Result<(), Problem> {
        self.output.gap();
        lines
            .iter()
            .try_for_each(|line| self.output.line(&line.text))
    }

    fn line(&mut self, line: TextLine, sides: Sides) -> Result<(), Problem> {
        self.end_beside()?;
        let centred = is_centred(&line, sides);
        let goes_on = !centred && !self.after_centred && self.goes_on(&line, sides);
        if goes_on {
            item::join(&mut self.paragraph, &line.text);
            self.lines += 1;
        } else {
            self.end_paragraph()?;
            if !(centred && self.after_centred) {
                self.output.gap();
            }
            self.paragraph.push_str(&line.text);
            self.lines = 1;
        }
        self.last = Some(line);
        self.after_centred = centred;
        self.new_page = false;
        Ok(())
    }

    /// Whether a line goes on with the paragraph of the one above it.
    fn goes_on(&self, line: &TextLine, sides: Sides) -> bool {
        let Some(last) = &self.last else {
            return false;
        };
        let full = last.right > sides.right - (sides.right - sides.left) * 0.13;
        let far = !self.new_page && last.y - line.y > last.size.max(line.size) * 2.4;
        let heading = item::is_upper(&self.paragraph) && !item::is_upper(&line.text);
        if !full || far || heading {
            return false;
        }
        let indented = line.left > sides.left + 6.0 && line.left > last.left + 4.0;
        let ended = item::ends_sentence(&last.text);
        if item::opens_item(&line.text) {
            return !ended && !indented && !line.text.starts_with(char::is_alphanumeric);
        }
        if indented {
            // The lines under a label may hang in from it.
            return item::opens_item(&self.paragraph) && line.left - last.left < 45.0;
        }
        // Under a first line that stands in, another that does is a paragraph of its own.
        let level = line.left > sides.left + 6.0 && (line.left - last.left).abs() <= 4.0;
        !(level && self.lines == 1 && ended && item::opens_sentence(&line.text))
    }

    fn end_paragraph(&mut self) -> Result<(), Problem> {
        self.last = None;
        if self.paragraph.is_empty() {
            return Ok(());
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        self.output.line(&item::with_parted_dash(&paragraph))
    }

    /// A table at the top of a page goes on with one that ended the page before.
    fn table(&mut self, table: PlacedTable) -> Result<(), Problem> {
        self.end_paragraph()?;
        self.end_beside()?;
        self.after_centred = false;
        let is_continued = self.new_page
            && self
                .table
                .as_ref()
                .is_some_and(|last| same_columns(&last.columns, &table.columns));
        self.new_page = false;
        if let Some(last) = self.table.as_mut().filter(|_| is_continued) {
            continue_grid(&mut last.grid, table.grid);
            return Ok(());
        }
        self.end_table()?;
        self.table = Some(table);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Problem> {
        let Some(table) = self.table.take() else {
            return Ok(());
        };
        self.output.gap();
        if is_layout(&table.grid) {
            for cell in table.grid.rows.iter().flatten() {
                self.output.gap();
                for paragraph in &cell.paragraphs {
                    self.output.line(paragraph)?;
                }
            }
        } else {
            for line in grid::lines(&table.grid) {
                self.output.line(&line?)?;
            }
        }
        self.output.gap();
        Ok(())
    }

    fn finish(mut self, notes: &[String]) -> Result<String, Problem> {
        self.end_paragraph()?;
        self.end_beside()?;
        self.end_table()?;
        for note in notes {
            self.output.gap();
            self.output.line(&format!("[Chú thích] {note}"))?;
        }
        Ok(self.output.text)
    }
}

fn is_layout(grid: &Grid) -> bool {
    let cells = grid.rows.iter().flatten();
    let words: Vec<String> = cells.map(|cell| cell.paragraphs.join(" ")).collect();
    words.len() <= 6 && words.iter().any(|words| grid::is_head_or_end(words))
}

fn same_columns(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 6.0)
}

/// Leaves a repeated head out, and puts a row that the page cut together again.
fn continue_grid(grid: &mut Grid, next: Grid) {
    let mut rows = next.rows.into_iter().peekable();
    for head in grid.rows.iter().take(2) {
        if rows.next_if(|row| is_head_again(head, row)).is_none() {
            break;
        }
    }
    let cut = rows.next_if(|row| is_rest_of_row(grid.rows.last(), row));
    if let (Some(last), Some(rest)) = (grid.rows.last_mut(), cut) {
        for (cell, rest) in last.iter_mut().zip(rest) {
            join_cells(cell, rest);
        }
    }
    grid.rows.extend(rows);
}

/// The same head, even if some of it did not fit on the page.
fn is_head_again(head: &[Cell], row: &[Cell]) -> bool {
    let words = |cell: &Cell| cell.paragraphs.join(" ");
    let same = |(one, other): (&Cell, &Cell)| {
        let (one, other) = (words(one), words(other));
        one.is_empty() == other.is_empty() && (one.starts_with(&other) || other.starts_with(&one))
    };
    head.len() == row.len() && head.iter().zip(row).all(same)
}

/// A row without a label whose words go on in the middle of something.
fn is_rest_of_row(last: Option<&Vec<Cell>>, row: &[Cell]) -> bool {
    let Some(last) = last.filter(|last| last.len() == row.len()) else {
        return false;
    };
    let unlabelled = row.first().is_some_and(|cell| cell.paragraphs.is_empty());
    let goes_on = last.iter().zip(row).any(|(above, cell)| {
        let Some(first) = cell.paragraphs.first() else {
            return false;
        };
        let open = above
            .paragraphs
            .last()
            .is_some_and(|words| !item::ends_sentence(words));
        !item::opens_sentence(first) && !item::opens_dash(first) || open && !item::opens_dash(first)
    });
    let dashed = row.get(1).is_some_and(|cell| {
        let first = cell.paragraphs.first();
        first.is_some_and(|first| item::opens_dash(first))
    });
    unlabelled && (goes_on || dashed)
}

fn join_cells(cell: &mut Cell, rest: Cell) {
    let mut rest = rest.paragraphs.into_iter().peekable();
    if let Some(last) = cell.paragraphs.last_mut()
        && let Some(first) = rest.next_if(|first| !item::opens_dash(first))
    {
        item::join(last, &first);
    }
    cell.paragraphs.extend(rest);
}

fn is_centred(line: &TextLine, sides: Sides) -> bool {
    let middle = f64::midpoint(line.left, line.right);
    let page = f64::midpoint(sides.left, sides.right);
    (middle - page).abs() < 8.0 && line.left > sides.left + 30.0 && line.right < sides.right - 30.0
}
