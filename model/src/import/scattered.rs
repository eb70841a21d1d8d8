//! Annex tables whose cells a PDF reader has scattered: blocks between blank lines, hardly in order.
//!
//! Rows are known by their labels. A cell that stands behind its row and fits goes there; the others
//! go to the nearest row that still lacks such a cell, and whoever reads the plan is told to look.

use super::interleaved::Row;
use super::label;
use super::line::Line;
use super::scattered_cell::{WAYS, WAYS_IN_HASTE, unzip};
use super::table::{Column, column};

/// Longer tables are none of a plan.
const MOST_LINES: usize = 5_000;
const MOST_ROWS: usize = 500;
/// To tell shuffled cells apart takes time, which a table of a plan never needs so often.
const MOST_DEALT: usize = 1_000;
/// A cell does not stand farther from its row than the blocks of a page.
const FARTHEST: usize = 120;

/// The rows, when the lines hold such a table.
pub fn rows(lines: &[Line]) -> Option<Vec<Row>> {
    let lines = lines.get(..MOST_LINES.min(lines.len()))?;
    let (parts, columns) = without_head(parts(lines));
    if !(columns.contains(&Column::Text) && columns.contains(&Column::Lead)) {
        return None;
    }
    let mut table = Scattered {
        columns,
        ..Scattered::default()
    };
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Label(label) => table.open(label, at),
            Part::Cell(cell) => table.take(cell, at),
        }
    }
    table.finish()
}

struct Label {
    name: String,
    title: String,
    line: usize,
}

enum Part<'a> {
    Label(Label),
    Cell(Vec<&'a Line>),
}

/// Labels, and the lines that stand together between blank lines and labels.
fn parts(lines: &[Line]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut joins = false;
    for line in lines {
        if line.is_blank() {
            joins = false;
        } else if let Some(label) = label(line) {
            parts.push(Part::Label(label));
            joins = false;
        } else if let Some(Part::Cell(cell)) = parts.last_mut().filter(|_| joins) {
            cell.push(line);
        } else {
            parts.push(Part::Cell(vec![line]));
            joins = true;
        }
    }
    parts
}

/// A number or a Roman number by itself, or a Roman number before the title of a group.
fn label(line: &Line) -> Option<Label> {
    let (name, title) = line.text.split_once(' ').unwrap_or((&line.text, ""));
    let name = name.trim_end_matches('.');
    let number = !name.is_empty() && name.len() <= 3 && name.bytes().all(|b| b.is_ascii_digit());
    let roman = label::is_roman(name);
    let titled = roman && label::opens_sentence(title);
    ((title.is_empty() && (number || roman)) || titled).then(|| Label {
        name: name.to_owned(),
        title: title.to_owned(),
        line: line.number,
    })
}

/// The parts without the cells that only name a column, and the columns so named.
fn without_head(parts: Vec<Part<'_>>) -> (Vec<Part<'_>>, Vec<Column>) {
    const MOST_WORDS: usize = 6;
    let mut columns: Vec<Column> = Vec::new();
    let mut kept: Vec<Part> = Vec::with_capacity(parts.len());
    // Before the first name of a column stands the title of the annex.
    for part in parts {
        let Part::Cell(cell) = &part else {
            kept.push(part);
            continue;
        };
        let words: Vec<&str> = cell.iter().map(|line| line.text.as_str()).collect();
        let words = words.join(" ");
        let named = column(&words);
        let short = words.split(' ').count() <= MOST_WORDS;
        let first = kept.iter().any(|part| matches!(part, Part::Label(_)));
        if short && named != Column::Other && names_only(&words, named) {
            columns.push(named);
        } else if first || !columns.is_empty() {
            kept.push(part);
        }
    }
    (kept, columns)
}

/// Whether words name a column and say nothing else: "Cơ quan chủ trì", not "Báo cáo kết quả".
fn names_only(words: &str, named: Column) -> bool {
    const WORDS: &str = " tt stt noi dung nhiem vu cong viec co quan don vi bo phan chu tri thuc hien \
                         phoi hop thoi gian hoan thanh tien do san pham dau ra ket qua ghi chu du kien ";
    let folded = crate::text::fold(words);
    let known = folded
        .split(' ')
        .all(|word| WORDS.contains(&format!(" {word} ")));
    known && (named != Column::Output || folded.starts_with("san pham") || folded == "ket qua")
}

/// A cell that found no row where it stood.
struct Loose {
    column: Column,
    text: String,
    at: usize,
}

#[derive(Default)]
struct Scattered {
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// Where each row stands among the parts.
    places: Vec<usize>,
    /// Every time and output in the order of the text, with its row where that is sure.
    times: Vec<String>,
    outputs: Vec<String>,
    loose: Vec<Loose>,
    n_dealt: usize,
}

impl Scattered {
    fn open(&mut self, label: &Label, at: usize) {
        if self.rows.len() >= MOST_ROWS {
            return;
        }
        self.places.push(at);
        self.rows.push(Row {
            label: label.name.clone(),
            text: label.title.clone(),
            line: label.line,
            ..Row::default()
        });
    }

    fn take(&mut self, cell: &[&Line], at: usize) {
        let untold = self.rows.last_mut().filter(|row| row.text.is_empty());
        let with_text = untold.is_some();
        if let Some(group) = untold.filter(|row| is_group(row)) {
            group.text = joined(cell);
            return;
        }
        self.n_dealt += cell.len();
        let n_ways = if self.n_dealt > MOST_DEALT {
            WAYS_IN_HASTE
        } else {
            WAYS
        };
        for (column, text) in unzip(cell, with_text, &self.columns, n_ways) {
            self.put(column, text, at);
        }
    }

    /// Gives a cell to the row behind which it stands, if that still lacks it.
    fn put(&mut self, column: Column, text: String, at: usize) {
        match column {
            Column::Time => self.times.push(text.clone()),
            Column::Output => self.outputs.push(text.clone()),
            _ => {}
        }
        let coordinates = self.columns.contains(&Column::Coordinating);
        let row = self.rows.last_mut().filter(|row| !is_group(row));
        let own = row.and_then(|row| match column {
            Column::Text => Some(&mut row.text),
            Column::Time => Some(&mut row.time),
            Column::Output => Some(&mut row.output),
            Column::Lead if coordinates && !row.lead.is_empty() => Some(&mut row.coordinating),
            Column::Lead => Some(&mut row.lead),
            Column::Coordinating => Some(&mut row.coordinating),
            _ => None,
        });
        match own.filter(|own| own.is_empty()) {
            Some(own) => *own = text,
            None => self.loose.push(Loose { column, text, at }),
        }
    }

    fn finish(mut self) -> Option<Vec<Row>> {
        self.first_rows_first();
        self.place_loose();
        let n_tasks = self.tasks().count();
        // As many as there are rows: the order of the text is the order of the rows.
        if self.times.len() == n_tasks {
            let times = std::mem::take(&mut self.times);
            self.tasks()
                .zip(times)
                .for_each(|(row, time)| row.time = time);
        }
        if self.outputs.len() == n_tasks {
            let outputs = std::mem::take(&mut self.outputs);
            self.tasks()
                .zip(outputs)
                .for_each(|(row, output)| row.output = output);
        }
        let led = self.tasks().filter(|row| !row.lead.is_empty()).count();
        for row in self.tasks() {
            row.doubtful = true;
            // Of two bodies, the one that is a list helps.
            if row.lead.contains(';')
                && !row.coordinating.is_empty()
                && !row.coordinating.contains(';')
            {
                std::mem::swap(&mut row.lead, &mut row.coordinating);
            }
        }
        // Where most rows name nobody, something else has been mistaken for a table.
        (n_tasks > 1 && led * 2 >= n_tasks).then_some(self.rows)
    }

    fn tasks(&mut self) -> impl Iterator<Item = &mut Row> {
        self.rows.iter_mut().filter(|row| !is_group(row))
    }

    /// The label of the first row may come after those below it, which stand beside the head.
    fn first_rows_first(&mut self) {
        let first = self.rows.iter().position(|row| row.label == "1");
        let Some(first) = first.filter(|&first| first > 0) else {
            return;
        };
        let begins = self.rows.first().is_some_and(|row| row.label == "2");
        let follows = self.rows.get(first + 1).is_some_and(|row| row.label == "2");
        if !begins || follows {
            return;
        }
        // The group over the first row is the one before it; the rows before that come after.
        let group = self.rows.get(first - 1).is_some_and(is_group);
        let n_early = first - usize::from(group);
        let n_moved = first + 1 - n_early;
        if let Some(rows) = self.rows.get_mut(..=first) {
            rows.rotate_right(n_moved);
        }
        if let Some(places) = self.places.get_mut(..=first) {
            places.rotate_right(n_moved);
        }
    }

    /// Gives the loose cells to rows that lack such a one, those nearest to each other first.
    fn place_loose(&mut self) {
        let loose = std::mem::take(&mut self.loose);
        let mut pairs: Vec<(usize, usize, usize, Column)> = Vec::new();
        for (nth, cell) in loose.iter().enumerate() {
            for (row, place) in self.places.iter().enumerate() {
                let near = place.abs_diff(cell.at);
                let ways = self.ways(cell).filter(|_| near <= FARTHEST);
                pairs.extend(ways.map(|(column, cost)| (near + cost, nth, row, column)));
            }
        }
        pairs.sort_by_key(|(cost, nth, row, _)| (*cost, *nth, *row));
        let mut placed = vec![false; loose.len()];
        for (_, nth, row, column) in pairs {
            let row = self.rows.get_mut(row).filter(|row| !is_group(row));
            let own = row.and_then(|row| field(row, column));
            let (Some(own), Some(done)) = (own, placed.get_mut(nth)) else {
                continue;
            };
            if own.is_empty() && !*done {
                own.extend(loose.get(nth).map(|cell| cell.text.as_str()));
                *done = true;
            }
        }
    }

    /// The columns in which a cell may stand, and how unlikely that is: a list rather helps.
    fn ways(&self, cell: &Loose) -> impl Iterator<Item = (Column, usize)> + '_ {
        let list = cell.text.contains(';') || cell.column == Column::Coordinating;
        let ways = match cell.column {
            Column::Lead | Column::Coordinating => [
                Some((Column::Lead, if list { 3 } else { 0 })),
                Some((Column::Coordinating, if list { 0 } else { 3 })),
            ],
            Column::Time | Column::Output => [Some((cell.column, 0)), None],
            _ => [None, None],
        };
        let own = ways.into_iter().flatten();
        own.filter(|(column, _)| self.columns.contains(column))
    }
}

fn field(row: &mut Row, column: Column) -> Option<&mut String> {
    match column {
        Column::Lead => Some(&mut row.lead),
        Column::Coordinating => Some(&mut row.coordinating),
        Column::Time => Some(&mut row.time),
        Column::Output => Some(&mut row.output),
        _ => None,
    }
}

fn is_group(row: &Row) -> bool {
    label::is_roman(&row.label)
}

fn joined(cell: &[&Line]) -> String {
    let texts: Vec<&str> = cell.iter().map(|line| line.text.as_str()).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const HEAD: &str = "TT\n\nNhiệm vụ\n\nCơ quan chủ\ntrì\n\nCơ quan phối\nhợp\n\nThời gian\n\n";

    fn read(text: &str) -> Vec<[String; 5]> {
        let rows = rows(&lines(&format!("{HEAD}{text}"))).unwrap_or_default();
        rows.into_iter()
            .map(|row| [row.label, row.text, row.lead, row.coordinating, row.time])
            .collect()
    }

    #[test]
    fn cells_find_their_rows() {
        let found = read(
            "Sở Nội vụ\n\nQuý\nI/2026\n\nI\n\nTruyền thông\n\n1\n\nMở chuyên mục\ntrên báo\n\n\
             Tỉnh đoàn; Hội\nNông dân tỉnh\n\n2\n\nThi tìm hiểu\n\nSở Y tế\n\nNăm 2026\n\n\
             II Đào tạo\n1\n\nMở lớp\ntối\n\nCông an tỉnh\n\nThường\nxuyên",
        );
        let expected = [
            ["I", "Truyền thông", "", "", ""],
            [
                "1",
                "Mở chuyên mục trên báo",
                "Sở Nội vụ",
                "Tỉnh đoàn; Hội Nông dân tỉnh",
                "Quý I/2026",
            ],
            ["2", "Thi tìm hiểu", "Sở Y tế", "", "Năm 2026"],
            ["II", "Đào tạo", "", "", ""],
            ["1", "Mở lớp tối", "Công an tỉnh", "", "Thường xuyên"],
        ];
        assert_eq!(found, expected.map(|row| row.map(str::to_owned)));
    }

    #[test]
    fn the_first_row_may_come_late() {
        let found = read(
            "2\n\nThi tìm hiểu\n\nSở Y tế\n\nNăm 2026\n\nI\n\nTruyền thông\n\n1\n\nMở lớp\n\n\
             Công an tỉnh\n\nNăm 2026\n\n3\n\nTổng kết\n\nSở Y tế\n\nNăm 2026",
        );
        let labels: Vec<&str> = found.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(labels, ["I", "1", "2", "3"]);
    }

    #[test]
    fn ordinary_text_is_no_table() {
        assert!(read("Mở lớp\n\nSở Y tế").is_empty());
        assert_eq!(rows(&lines("1\n\nMở lớp\n\nSở Y tế")), None);
        assert_eq!(rows(&[]), None);
    }
}
