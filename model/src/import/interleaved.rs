//! Annex tables whose columns a PDF reader has poured into one stream, row by row.
//!
//! A row begins at its label. Its cells are told from the text of the task by what they are made of:
//! names of bodies and words about time. The text ends at the earliest place from which everything to
//! the end of the row reads as cells. A row broken by a page goes on after its time with more text,
//! and perhaps with the rest of a cell.

use super::interleaved_cell::{Cell, Kind, cells};
use super::interleaved_head::{head, without_repeats};
use super::label::{self, opens_sentence};
use super::line::Line;
use super::poured_row;
use super::table::Column;
use super::unit_name::{Word, has_head};
use crate::text::fold;

/// A row of the table, its columns sorted out again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    pub label: String,
    pub text: String,
    pub lead: String,
    pub coordinating: String,
    pub time: String,
    pub output: String,
    pub line: usize,
    /// The cells found do not fit the columns of the head of the table.
    pub doubtful: bool,
}

/// The rows, when the lines hold such a table.
pub fn rows(lines: &[Line]) -> Option<Vec<Row>> {
    let (columns, head, first) = head(lines)?;
    let (lines, cuts) = without_repeats(lines.get(first..)?, &head);
    let mut rows = Vec::new();
    let mut last = Labels::default();
    let mut at = 0;
    while let Some(line) = lines.get(at).filter(|_| rows.len() < MOST_ROWS) {
        let Some((name, words)) = last.accept(&line.text, lines.get(at + 1..).unwrap_or_default())
        else {
            at += 1;
            continue;
        };
        let mut stream = Vec::new();
        let mut cut = None;
        push_words(&mut stream, words, line.number);
        at += 1;
        while let Some(line) = lines.get(at) {
            if cuts.contains(&at) {
                cut = Some(stream.len());
            }
            let rest = lines.get(at + 1..).unwrap_or_default();
            if last.clone().accept(&line.text, rest).is_some() {
                break;
            }
            push_words(&mut stream, &line.text, line.number);
            at += 1;
        }
        let row = Row {
            label: name.to_owned(),
            line: line.number,
            ..Row::default()
        };
        // To share out a row takes time, which a table of a plan never needs so often.
        let row = if rows.len() < MOST_SHARED {
            read_row(row, &stream, cut, &columns)
        } else {
            told_by_kind(row, &stream, &columns)
        };
        rows.push(row);
    }
    (!rows.is_empty()).then_some(rows)
}

/// Headings and tasks together; a table with more is not one of a plan.
const MOST_ROWS: usize = 10_000;
const MOST_SHARED: usize = 1_000;

/// The labels seen so far, to tell a label from a number that only begins a broken line.
#[derive(Clone, Default)]
pub struct Labels {
    number: u32,
    /// The number before the last Roman one: some tables count on through their groups.
    earlier: u32,
}

impl Labels {
    pub fn accept<'a>(&mut self, text: &'a str, after: &[&Line]) -> Option<(&'a str, &'a str)> {
        let (name, words) = row_label(text)?;
        if words.is_empty() {
            let next = after.iter().take(3).find(|line| !line.is_blank())?;
            if !opens_sentence(&next.text) || row_label(&next.text).is_some() {
                return None;
            }
        }
        match name.parse::<u32>() {
            Ok(number) => {
                let follows = |last: u32| number > last && number <= last + 3;
                if !follows(self.number) && !follows(self.earlier) && number != 1 {
                    return None;
                }
                self.number = number;
                self.earlier = number;
            }
            Err(_) if label::is_roman(name) => self.number = 0,
            Err(_) => {}
        }
        Some((name, words))
    }
}

/// "IV", "3", "1.2" or "đ" followed by a sentence, or alone on its line.
fn row_label(text: &str) -> Option<(&str, &str)> {
    let (name, words) = text.split_once(' ').unwrap_or((text, ""));
    let name = name.trim_end_matches(['.', ')']);
    let number = !name.is_empty()
        && name.len() <= 5
        && name.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let mut letters = name.chars();
    let letter = matches!(
        (letters.next(), letters.next()),
        (Some('a'..='z' | 'đ'), None)
    );
    let known = number || letter || label::is_roman(name);
    (known && (words.is_empty() || opens_sentence(words))).then_some((name, words))
}

fn push_words(stream: &mut Vec<Word>, text: &str, line: usize) {
    for (index, word) in text.split_whitespace().enumerate() {
        stream.push(Word::new(word, line, index == 0));
    }
}

/// A row longer than this is not a row of a plan; its cells are not looked for.
const MOST_WORDS: usize = 1_500;

/// An output is told only by its place, so a table with outputs is shared out column by column;
/// elsewhere that is done where the cells were not found by what they are made of.
fn read_row(row: Row, words: &[Word], cut: Option<usize>, columns: &[Column]) -> Row {
    let shared = || {
        let (words, more) = words.split_at_checked(cut.unwrap_or(words.len()))?;
        let mut cells = poured_row::read(words, columns)?;
        if !more.is_empty() {
            poured_row::go_on(&mut cells, more);
        }
        Some(in_columns(row.clone(), &cells))
    };
    if columns.contains(&Column::Output)
        && let Some(row) = shared()
    {
        return row;
    }
    let told = told_by_kind(row.clone(), words, columns);
    let gap = told.lead.is_empty() || told.time.is_empty() || told.text.is_empty();
    shared().filter(|_| gap).unwrap_or(told)
}

fn in_columns(mut row: Row, cells: &poured_row::Cells<'_>) -> Row {
    for (column, words) in cells {
        let text = poured_row::text_of(words);
        match column {
            Column::Text => row.text = text,
            Column::Lead => push_cell(&mut row.lead, &text),
            Column::Coordinating => push_cell(&mut row.coordinating, &text),
            Column::Time => row.time = text,
            Column::Output => row.output = text,
            _ => {}
        }
    }
    row
}

fn told_by_kind(mut row: Row, words: &[Word], columns: &[Column]) -> Row {
    if words.len() > MOST_WORDS {
        row.text = joined(words);
        row.doubtful = true;
        return row;
    }
    let mut bodies: Vec<String> = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let resumed = from > 0;
        let open = resumed
            .then(|| bodies.iter().position(|body| is_open(body)))
            .flatten();
        let (text_end, found, to) = first_cells(words, from, open.is_some(), columns);
        let text = joined(words.get(from..text_end).unwrap_or_default());
        push_text(&mut row.text, &text);
        place(&mut row, &mut bodies, open, &found, words);
        if !found.is_empty() && columns.contains(&Column::Output) {
            push_text(&mut row.output, &between(words, &found, to));
        }
        from = to.max(from + 1);
    }
    let doubtful = assign(&mut row, bodies, columns);
    row.doubtful = doubtful;
    row
}

/// Where the text ends, the cells after it, and where the next text begins.
fn first_cells(
    words: &[Word],
    from: usize,
    open: bool,
    columns: &[Column],
) -> (usize, Vec<Cell>, usize) {
    for at in from..words.len() {
        if !may_start(words, from, at, open) {
            continue;
        }
        let (found, to) = cells(words, at, open);
        if let Some((found, to)) = with_output(words, &found, to, columns) {
            return (at, found, to);
        }
        let resumes = found.iter().any(|cell| cell.kind == Kind::Time)
            && words.get(to).is_some_and(|word| word.starts_line);
        if !found.is_empty() && (to == words.len() || resumes) {
            return (at, found, to);
        }
    }
    (words.len(), Vec::new(), words.len())
}

/// An output is a few words; more would be the text of the task going on.
const LONGEST_OUTPUT: usize = 20;

/// Cells with an output among them: free words after the time, or between the bodies and the time.
fn with_output(
    words: &[Word],
    found: &[Cell],
    to: usize,
    columns: &[Column],
) -> Option<(Vec<Cell>, usize)> {
    let place = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let (output, time) = (place(Column::Output)?, place(Column::Time));
    let timed = found.iter().any(|cell| cell.kind == Kind::Time);
    let bodied = found.iter().any(|cell| cell.kind == Kind::Body);
    if !bodied || to == words.len() || words.get(to).is_some_and(|word| !word.is_capital()) {
        return None;
    }
    if timed && time.is_some_and(|time| time < output) {
        return (words.len() - to <= LONGEST_OUTPUT).then(|| (found.to_vec(), words.len()));
    }
    let last = words.len().min(to + LONGEST_OUTPUT);
    (to + 1..last).filter(|_| !timed).find_map(|at| {
        let (later, end) = cells(words, at, false);
        let only_time = later.iter().all(|cell| cell.kind == Kind::Time) && !later.is_empty();
        (only_time && end == words.len()).then(|| ([found, &later].concat(), end))
    })
}

/// The words of the output: those between or after the cells.
fn between(words: &[Word], found: &[Cell], to: usize) -> String {
    let mut output = String::new();
    for pair in found.windows(2) {
        if let [earlier, later] = pair {
            push_text(
                &mut output,
                &joined(words.get(earlier.to..later.from).unwrap_or_default()),
            );
        }
    }
    let last = found.last().map_or(to, |cell| cell.to);
    push_text(
        &mut output,
        &joined(words.get(last..to).unwrap_or_default()),
    );
    output
}

/// A cell begins with its line, or after the end of a sentence, or goes on where a page broke it.
fn may_start(words: &[Word], from: usize, at: usize, open: bool) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    let after_sentence = at > from
        && words
            .get(at - 1)
            .is_some_and(|before| before.ends_with(&['.', '”', '"', '!']));
    word.starts_line || after_sentence || (open && has_head(words, at))
}

fn place(
    row: &mut Row,
    bodies: &mut Vec<String>,
    open: Option<usize>,
    found: &[Cell],
    words: &[Word],
) {
    let mut open = open;
    for cell in found {
        let text = joined(words.get(cell.from..cell.to).unwrap_or_default());
        match (
            cell.kind,
            open.take().and_then(|index| bodies.get_mut(index)),
        ) {
            (Kind::Time, _) => push_text(&mut row.time, &text),
            (Kind::Body, Some(body)) => push_text(body, &text),
            (Kind::Body, None) => bodies.push(text),
        }
    }
}

/// Gives the bodies to the columns in the order of the head; says whether that was in doubt.
fn assign(row: &mut Row, mut bodies: Vec<String>, columns: &[Column]) -> bool {
    let order: Vec<Column> = columns
        .iter()
        .copied()
        .filter(|column| matches!(column, Column::Lead | Column::Coordinating))
        .collect();
    let most = order.len().max(1);
    let too_many = bodies.len() > most;
    // One list where the table has two columns may hold both of them.
    let undivided = most > 1 && matches!(bodies.as_slice(), [only] if only.contains(';'));
    if too_many && !ends_text(&row.text) {
        // One body too many: the first was the end of the task's own text.
        let first = bodies.remove(0);
        push_text(&mut row.text, &first);
    }
    for (index, body) in bodies.into_iter().enumerate() {
        let column = order
            .get(index.min(most - 1))
            .copied()
            .unwrap_or(Column::Lead);
        let cell = if column == Column::Lead {
            &mut row.lead
        } else {
            &mut row.coordinating
        };
        push_cell(cell, &body);
    }
    too_many || undivided
}

fn ends_text(text: &str) -> bool {
    text.is_empty() || text.trim_end().ends_with(['.', ';', '”', '"'])
}

/// Whether a cell stops in the middle of a list: "các", "và", or a comma.
fn is_open(body: &str) -> bool {
    let last = body.rsplit(' ').next().unwrap_or_default();
    last.ends_with([',', ';', '-', '&']) || matches!(fold(last).as_str(), "cac" | "va" | "cua")
}

fn push_text(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

fn push_cell(cell: &mut String, more: &str) {
    if !cell.is_empty() {
        cell.push_str("; ");
    }
    cell.push_str(more);
}

fn joined(words: &[Word]) -> String {
    words
        .iter()
        .map(|word| word.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const HEAD: &str = "TT Nội dung Chủ trì Phối hợp Thời gian\n";

    fn read(text: &str) -> Vec<Row> {
        rows(&lines(&format!("{HEAD}{text}"))).unwrap_or_default()
    }

    #[test]
    fn cells_are_told_from_the_text() {
        let rows = read(
            "I Loa đài\n1 Phát tin về lớp học trên loa của \nthôn mỗi sáng\n\nTrạm y tế\n\
             Công an xã; Tổ \ncông nghệ số cộng \n\nđồng\nThường xuyên\n2 Mở lớp tối. \
             Phòng Kinh tế Năm 2025 và các\nnăm tiếp theo\n",
        );
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].label, "I");
        assert_eq!(
            rows[1].text,
            "Phát tin về lớp học trên loa của thôn mỗi sáng"
        );
        assert_eq!(rows[1].lead, "Trạm y tế");
        assert_eq!(
            rows[1].coordinating,
            "Công an xã; Tổ công nghệ số cộng đồng"
        );
        assert_eq!(rows[1].time, "Thường xuyên");
        assert_eq!(rows[2].text, "Mở lớp tối.");
        assert_eq!(
            (rows[2].lead.as_str(), rows[2].coordinating.as_str()),
            ("Phòng Kinh tế", "")
        );
        assert_eq!(rows[2].time, "Năm 2025 và các năm tiếp theo");
    }

    #[test]
    fn a_row_broken_by_a_page_goes_on() {
        let rows = read(
            "1 Giúp bà con cài đặt \nứng dụng trên\nCông an xã; các \nPhòng Kinh tế\nTháng 9/2025\n\
             điện thoại mỗi tuần khối, xóm; Trạm y tế\n2 Mở lớp\nCông an xã\nNăm 2025\n",
        );
        assert_eq!(
            rows[0].text,
            "Giúp bà con cài đặt ứng dụng trên điện thoại mỗi tuần"
        );
        assert_eq!(rows[0].lead, "Công an xã; các khối, xóm; Trạm y tế");
        assert_eq!(rows[0].coordinating, "Phòng Kinh tế");
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn text_without_a_head_is_no_table() {
        assert_eq!(rows(&lines("1 Mở lớp\nCông an xã\nNăm 2025")), None);
        assert_eq!(rows(&lines("")), None);
    }
}
