//! Tables written with tabs, pipes or HTML, as rows of cells.

use super::laid_out;
use super::line::Line;
use super::markup::{self, Piece};
use super::spaced;
use crate::text::fold;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    pub cells: Vec<Cell>,
    pub line: usize,
}

/// A cell is its paragraphs, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    pub paragraphs: Vec<String>,
    /// It began in a row above and reaches down to this one.
    pub from_above: bool,
}

impl Cell {
    fn read(raw: &str) -> Cell {
        Cell {
            paragraphs: markup::paragraphs(raw),
            from_above: false,
        }
    }

    pub fn text(&self) -> String {
        self.paragraphs.join(" ")
    }

    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }
}

/// How a line belongs to a table, judged by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Tabs,
    Pipes,
    Html,
}

pub fn style(line: &Line) -> Option<Style> {
    let raw = line.raw.trim();
    if has_tag(raw, "<table") || has_tag(raw, "<tr") {
        Some(Style::Html)
    } else if raw.starts_with('|') && raw.matches('|').count() >= 3 {
        Some(Style::Pipes)
    } else if !line.is_blank() && line.raw.matches('\t').count() >= 2 {
        Some(Style::Tabs)
    } else {
        None
    }
}

fn has_tag(raw: &str, tag: &str) -> bool {
    raw.get(..200.min(raw.len()))
        .unwrap_or(raw)
        .to_ascii_lowercase()
        .contains(tag)
}

/// Takes the table that starts at a line; gives it with the index of the line after it.
pub fn take(lines: &[Line], from: usize) -> Option<(Table, usize)> {
    if let Some(laid) = laid_out::take(lines, from) {
        return Some(laid);
    }
    if let Some(spaced) = spaced::take(lines, from) {
        return Some(spaced);
    }
    let style = style(lines.get(from)?)?;
    if style == Style::Html {
        return Some(take_html(lines, from));
    }
    let mut table = Table::default();
    let mut next = from;
    while let Some(line) = lines
        .get(next)
        .filter(|line| self::style(line) == Some(style))
    {
        table.push(cells(&line.raw, style), line.number);
        next += 1;
    }
    Some((table, next))
}

impl Table {
    fn push(&mut self, cells: Vec<Cell>, line: usize) {
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.rows.push(Row { cells, line });
        }
    }
}

fn cells(raw: &str, style: Style) -> Vec<Cell> {
    if style == Style::Tabs {
        return raw.split('\t').map(Cell::read).collect();
    }
    let inner = raw.trim();
    let inner = inner.strip_prefix('|').unwrap_or(inner);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_rule = inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '));
    if is_rule {
        Vec::new()
    } else {
        inner.split('|').map(Cell::read).collect()
    }
}

fn take_html(lines: &[Line], from: usize) -> (Table, usize) {
    let mut reader = HtmlReader::default();
    let mut next = from;
    while let Some(line) = lines.get(next) {
        markup::each_piece(&line.raw, |piece| reader.see(piece, line.number));
        reader.cell.push(' ');
        next += 1;
        let between_tables = !reader.in_row && !reader.in_table;
        if between_tables || next - from > MOST_HTML_LINES {
            break;
        }
    }
    reader.end_row();
    (reader.table, next)
}

/// A table that is never closed must not swallow a whole text.
const MOST_HTML_LINES: usize = 20_000;

#[derive(Default)]
struct HtmlReader {
    table: Table,
    cells: Vec<Cell>,
    cell: String,
    /// Columns and rows that the open cell takes.
    span: (usize, usize),
    /// Cells that reach down, by column, with the rows they still have.
    hanging: Vec<Option<(Cell, usize)>>,
    line: usize,
    in_table: bool,
    in_row: bool,
}

impl HtmlReader {
    fn see(&mut self, piece: Piece<'_>, line: usize) {
        match piece {
            Piece::Text(words) => self.cell.push_str(words),
            Piece::Tag(tag) => match (tag.name.as_str(), tag.closes) {
                ("table", closes) => self.in_table = !closes,
                ("tr", false) => {
                    self.end_row();
                    self.in_row = true;
                    self.line = line;
                }
                ("tr", true) => {
                    self.end_row();
                    self.in_row = false;
                }
                ("td" | "th", false) => {
                    self.cell.clear();
                    self.span = (tag.columns, tag.rows);
                }
                ("td" | "th", true) => {
                    self.end_cell();
                    self.cell.clear();
                }
                ("br" | "p", _) => self.cell.push_str("<br>"),
                _ => self.cell.push_str("<b>"),
            },
        }
    }

    /// Puts the cell in the next free column, and empty ones into the others that it takes.
    fn end_cell(&mut self) {
        let cell = Cell::read(&self.cell);
        let (columns, rows) = self.span;
        self.let_down();
        for nth in 0..columns.max(1) {
            let own = if nth == 0 {
                cell.clone()
            } else {
                Cell::default()
            };
            if rows > 1 {
                let below = Cell {
                    from_above: true,
                    ..own.clone()
                };
                let at = self.cells.len();
                if self.hanging.len() <= at {
                    self.hanging.resize(at + 1, None);
                }
                if let Some(place) = self.hanging.get_mut(at) {
                    *place = Some((below, rows - 1));
                }
            }
            self.cells.push(own);
        }
        self.span = (1, 1);
    }

    /// The columns from here on that cells of rows above still take.
    fn let_down(&mut self) {
        while let Some(place) = self.hanging.get_mut(self.cells.len()) {
            let Some((cell, rows)) = place else { break };
            self.cells.push(cell.clone());
            *rows -= 1;
            if *rows == 0 {
                *place = None;
            }
        }
    }

    fn end_row(&mut self) {
        if !self.cells.is_empty() {
            self.let_down();
        }
        let cells = std::mem::take(&mut self.cells);
        self.table.push(cells, self.line);
        self.cell.clear();
    }
}

/// What a column holds, by the words at its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Label,
    Text,
    Lead,
    Coordinating,
    Time,
    Output,
    Note,
    Other,
}

/// The columns of a row that is the head of a list of tasks.
pub fn columns(row: &Row) -> Option<Vec<Column>> {
    let columns: Vec<Column> = row.cells.iter().map(|cell| column(&cell.text())).collect();
    let has = |column: Column| columns.contains(&column);
    let short = row
        .cells
        .iter()
        .all(|cell| cell.text().chars().count() <= 80);
    let assigned = has(Column::Lead) || has(Column::Coordinating) || has(Column::Time);
    (short && has(Column::Text) && assigned).then_some(columns)
}

pub fn column(head: &str) -> Column {
    let head = fold(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if matches!(
        head.replace(' ', "").as_str(),
        "tt" | "stt" | "sott" | "so" | "sothutu"
    ) {
        Column::Label
    } else if has(&["don vi tinh"]) {
        Column::Other
    } else if has(&["phoi hop"]) {
        Column::Coordinating
    } else if has(&[
        "thoi gian",
        "tien do",
        "lo trinh",
        "thoi han",
        "thoi diem",
        "hoan thanh",
    ]) {
        Column::Time
    } else if has(&[
        "chu tri",
        "phan cong",
        "don vi",
        "co quan",
        "bo phan",
        "trach nhiem",
        "phu trach",
        "nguoi thuc hien",
        "dau moi",
    ]) {
        Column::Lead
    } else if has(&["san pham", "ket qua", "dau ra"]) {
        Column::Output
    } else if has(&["ghi chu"]) {
        Column::Note
    } else if has(&[
        "noi dung",
        "nhiem vu",
        "cong viec",
        "hoat dong",
        "mo hinh",
        "giai phap",
    ]) {
        Column::Text
    } else {
        Column::Other
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn only_table(text: &str) -> Table {
        take(&lines(text), 0)
            .map(|(table, _)| table)
            .unwrap_or_default()
    }

    fn texts(table: &Table) -> Vec<Vec<String>> {
        table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(Cell::text).collect())
            .collect()
    }

    #[test]
    fn tabs_pipes_and_html_give_the_same_rows() {
        let expected = [["1", "Mở lớp", "Trạm y tế"], ["2", "Phát loa", "Công an"]];
        let tabs = "1\tMở lớp\tTrạm y tế\n2\tPhát loa\tCông an";
        let pipes = "| 1 | Mở lớp | Trạm y tế |\n|---|:-:|---|\n| 2 | Phát loa | Công an |";
        let html = "<table><tr><td>1</td><td>Mở lớp</td>\n<td>Trạm y tế</td></tr>\n\
                    <tr><td>2</td><td>Phát loa</td><td>Công an</td></tr></table>";
        for text in [tabs, pipes, html] {
            assert_eq!(texts(&only_table(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_head_names_its_columns() {
        let head =
            only_table("STT\tNội dung\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành");
        let expected = [
            Column::Label,
            Column::Text,
            Column::Lead,
            Column::Coordinating,
            Column::Time,
        ];
        assert_eq!(columns(&head.rows[0]).as_deref(), Some(expected.as_slice()));
        let plain = only_table("1\tMở lớp\tTrạm y tế");
        assert_eq!(columns(&plain.rows[0]), None);
    }

    #[test]
    fn cells_that_take_several_rows_and_columns() {
        let table = only_table(
            "<table><tr><th rowspan=2>TT</th><th colspan=\"2\">Đơn vị</th><th rowspan=2>Hạn</th></tr>\
             <tr><th>Chủ trì</th><th>Phối hợp</th></tr>\
             <tr><td>1</td><td rowspan='2'>Trạm y tế</td><td>Công an</td><td>Tháng 9</td></tr>\
             <tr><td>2</td><td>Hội</td><td>Tháng 10</td></tr></table>",
        );
        let rows: [[&str; 4]; 4] = [
            ["TT", "Đơn vị", "", "Hạn"],
            ["TT", "Chủ trì", "Phối hợp", "Hạn"],
            ["1", "Trạm y tế", "Công an", "Tháng 9"],
            ["2", "Trạm y tế", "Hội", "Tháng 10"],
        ];
        assert_eq!(texts(&table), rows);
        assert!(table.rows[3].cells[1].from_above);
    }

    #[test]
    fn a_hundred_thousand_rows_are_only_rows() {
        let text = "| 1 | Mở lớp | xã |\n".repeat(100_000);
        assert_eq!(only_table(&text).rows.len(), 100_000);
    }

    #[test]
    fn an_html_table_that_never_ends_is_cut() {
        let text = format!("<table>\n{}", "chữ\n".repeat(50_000));
        assert!(take(&lines(&text), 0).is_some_and(|(_, next)| next <= MOST_HTML_LINES + 1));
    }
}
