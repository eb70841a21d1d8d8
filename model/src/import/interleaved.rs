//! Annex tables whose columns a PDF reader has poured into one stream, row by row.
//!
//! A row begins at its label. Its cells are shared out by their place, or told from the text of the
//! task by what they are made of: names of bodies and words about time.

use super::interleaved_head::{head, without_repeats};
use super::line::Line;
use super::poured_row;
use super::row_label::Labels;
use super::table::Column;
use super::told_row::{push_cell, told_by_kind};
use super::word::Word;

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

fn push_words(stream: &mut Vec<Word>, text: &str, line: usize) {
    for (index, word) in text.split_whitespace().enumerate() {
        stream.push(Word::new(word, line, index == 0));
    }
}

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
