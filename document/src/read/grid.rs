//! Tables written with pipes: one row a line, merged cells laid out so that every column is filled.

use super::LARGEST_TEXT;
use super::problem::Problem;

/// Rows of cells as they were drawn, with cells that take several columns or go on from above.
#[derive(Debug, Default)]
pub struct Grid {
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Default, Clone, PartialEq)]
pub struct Cell {
    pub paragraphs: Vec<String>,
    pub span: usize,
    /// The cell above takes this place too.
    pub goes_on: bool,
}

/// What a cell that goes on repeats; longer words would only hide the row.
const LONGEST_REPEATED: usize = 300;
const MOST_COLUMNS: usize = 64;

/// The rows as lines; the head of several rows becomes one, so that every column has its name.
pub fn lines(grid: &Grid) -> impl Iterator<Item = Result<String, Problem>> {
    let columns = grid.rows.iter().map(|row| width(row)).max();
    let columns = columns.unwrap_or_default().min(MOST_COLUMNS);
    let head = head_rows(grid);
    let (first, rest) = grid.rows.split_at(head.min(grid.rows.len()));
    let head = (!first.is_empty()).then(|| joined_head(first, columns));
    let ruled = head.is_some();
    let mut above: Vec<String> = head.clone().unwrap_or_default();
    let body = rest.iter().map(move |row| {
        let cells = laid_out(row, columns, &above);
        above.clone_from(&cells);
        cells
    });
    let rule = ruled.then(|| vec!["---".to_owned(); columns]);
    let rows = head.into_iter().chain(rule).chain(body);
    let filled = rows.filter(|cells| cells.iter().any(|cell| !cell.is_empty()));
    filled.map(|cells| written(&cells))
}

/// Words that only stand at the head or the end of an official paper.
pub fn is_head_or_end(words: &str) -> bool {
    let upper = words.to_uppercase().replace("HOÀ", "HÒA");
    let marks = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "NƠI NHẬN:",
        "ĐỘC LẬP - TỰ DO",
        "ĐỘC LẬP – TỰ DO",
    ];
    marks.iter().any(|mark| upper.contains(mark)) || upper.starts_with("TM. ")
}

fn width(row: &[Cell]) -> usize {
    row.iter().map(|cell| cell.span.max(1)).sum()
}

/// A head of two rows has cells over several columns, and cells that reach down beside them; a first
/// row with wide cells and none that reach down is the title of a group.
fn head_rows(grid: &Grid) -> usize {
    let Some(first) = grid.rows.first() else {
        return 0;
    };
    let spans = first.iter().any(|cell| cell.span > 1);
    let second = grid.rows.get(1).is_some_and(|row| {
        row.iter().any(|cell| cell.goes_on) && row.iter().any(|cell| !cell.goes_on)
    });
    let short = first.iter().all(|cell| cell.text_len() <= 80);
    match (short, spans, second) {
        (true, true, true) => 2,
        (true, false, _) => 1,
        _ => 0,
    }
}

impl Cell {
    fn text_len(&self) -> usize {
        let lengths = self.paragraphs.iter().map(|text| text.chars().count());
        lengths.sum()
    }

    fn text(&self) -> String {
        self.paragraphs.join("<br>")
    }
}

/// Each column's words from top to bottom, the spanning ones over all of theirs.
fn joined_head(rows: &[Vec<Cell>], columns: usize) -> Vec<String> {
    let mut head = vec![String::new(); columns];
    for row in rows {
        let mut at = 0;
        for cell in row {
            let words = cell.paragraphs.join(" ");
            for column in head.iter_mut().skip(at).take(cell.span.max(1)) {
                if !column.is_empty() && !words.is_empty() {
                    column.push(' ');
                }
                column.push_str(&words);
            }
            at += cell.span.max(1);
        }
    }
    head
}

fn laid_out(row: &[Cell], columns: usize, above: &[String]) -> Vec<String> {
    let mut cells = Vec::with_capacity(columns);
    for cell in row {
        let at = cells.len();
        let repeated = above
            .get(at)
            .filter(|words| cell.goes_on && at > 0 && words.len() <= LONGEST_REPEATED);
        cells.push(repeated.cloned().unwrap_or_else(|| cell.text()));
        let more = cell.span.max(1) - 1;
        cells.extend(std::iter::repeat_n(String::new(), more.min(columns)));
    }
    cells.resize(columns, String::new());
    cells
}

fn written(cells: &[String]) -> Result<String, Problem> {
    let length: usize = cells.iter().map(|cell| cell.len() + 3).sum();
    if length > LARGEST_TEXT {
        return Err(Problem::TextTooLarge);
    }
    // A pipe inside a cell would part it.
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "¦")).collect();
    Ok(format!("| {} |", cells.join(" | ")))
}
