//! Tables whose columns are only held apart by spaces, as PDF readers lay them out.
//!
//! The head says where columns begin. A line that has a label in the first column begins a row; the
//! others go on with the cells under which their words stand.

use super::label;
use super::line::{Line, single_spaced};
use super::table::{Cell, Row, Table, columns};
use crate::text::fold;

/// A row longer than this is none: something else has begun.
const LONGEST_ROW: usize = 40;
/// Words may stand a little before their column's head.
const SLACK: usize = 3;

/// Takes the table that starts at a line; gives it with the index of the line after it.
pub fn take(lines: &[Line], from: usize) -> Option<(Table, usize)> {
    let head = pieces(&lines.get(from)?.raw);
    let labelled = head.first().is_some_and(|piece| is_label_head(&piece.text));
    if head.len() < 4 || !labelled {
        return None;
    }
    let starts: Vec<usize> = head.iter().map(|piece| piece.from).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut at = from;
    let mut n_lines = 0;
    while let Some(line) = lines.get(at) {
        let pieces = pieces(&line.raw);
        if pieces.is_empty() {
            at += 1;
            continue;
        }
        let opens = at == from || opens_row(&pieces, &starts);
        if !opens && (leaves(&pieces, &starts) || n_lines >= LONGEST_ROW) {
            break;
        }
        if opens {
            n_lines = 0;
            rows.push(Row {
                cells: vec![Cell::default(); starts.len()],
                line: line.number,
            });
        }
        n_lines += 1;
        let row = rows.last_mut()?;
        for piece in pieces {
            put(row, column_of(&starts, piece.from), piece.text);
        }
        at += 1;
    }
    let is_list = rows.first().is_some_and(|row| columns(row).is_some());
    (is_list && rows.len() > 1).then_some((Table { rows }, at))
}

/// Words that stand together, and the column of signs at which they begin.
struct Piece {
    from: usize,
    text: String,
}

fn pieces(raw: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut n_spaces = 2;
    for (at, sign) in raw.chars().enumerate() {
        if sign == ' ' {
            n_spaces += 1;
            continue;
        }
        match pieces.last_mut().filter(|_| n_spaces < 2) {
            Some(piece) => {
                if n_spaces == 1 {
                    piece.text.push(' ');
                }
                piece.text.push(sign);
            }
            None => pieces.push(Piece {
                from: at,
                text: sign.to_string(),
            }),
        }
        n_spaces = 0;
    }
    // The label is often only one space away from the words of its row.
    if let Some(first) = pieces.first_mut()
        && let Some((name, words)) = first.text.split_once(' ')
        && is_row_label(name)
    {
        let (name, words) = (name.to_owned(), words.to_owned());
        let from = first.from;
        first.text.clone_from(&name);
        let gap = name.chars().count() + 1;
        pieces.insert(
            1,
            Piece {
                from: from + gap,
                text: words,
            },
        );
    }
    pieces
}

pub fn is_label_head(text: &str) -> bool {
    matches!(fold(text).as_str(), "tt" | "stt" | "so tt")
}

/// "1", "1.2.", "IV", "a)".
pub fn is_row_label(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ')']);
    let number = !bare.is_empty()
        && bare.len() <= 6
        && bare.split('.').all(|part| {
            (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        });
    let letter = bare.chars().count() == 1
        && bare.len() < text.len()
        && bare.chars().all(char::is_alphabetic);
    number || label::is_roman(bare) || letter
}

fn opens_row(pieces: &[Piece], starts: &[usize]) -> bool {
    let second = starts.get(1).copied().unwrap_or(usize::MAX);
    pieces.first().is_some_and(|first| {
        first.from + SLACK <= second + 1
            && first.from < second
            && (is_row_label(&first.text) || is_label_head(&first.text))
    })
}

/// An ordinary line: it begins at the margin and is not held apart.
fn leaves(pieces: &[Piece], starts: &[usize]) -> bool {
    let second = starts.get(1).copied().unwrap_or(usize::MAX);
    pieces
        .first()
        .is_some_and(|first| first.from + SLACK < second)
}

fn column_of(starts: &[usize], from: usize) -> usize {
    let reached = starts.iter().filter(|start| **start <= from + SLACK);
    reached.count().saturating_sub(1)
}

fn put(row: &mut Row, column: usize, text: String) {
    let Some(cell) = row.cells.get_mut(column) else {
        return;
    };
    match cell.paragraphs.first_mut() {
        Some(words) => {
            words.push(' ');
            words.push_str(&text);
            *words = single_spaced(words);
        }
        None => cell.paragraphs.push(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    const TABLE: &str = "\
STT  Nội dung nhiệm vụ        Cơ quan chủ trì    Thời gian
                                                 hoàn thành
I    Tuyên truyền
1    Treo pa-nô tại           Phòng Văn hóa -    Tháng 9/2026
     trung tâm xã             Xã hội

2 Phát thanh                  Trung tâm          Thường xuyên
Nơi nhận:
";

    #[test]
    fn words_go_to_the_column_under_which_they_stand() {
        let (table, next) = take(&lines(TABLE), 0).unwrap_or_default();
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(Cell::text).collect())
            .collect();
        assert_eq!(
            rows,
            [
                [
                    "STT",
                    "Nội dung nhiệm vụ",
                    "Cơ quan chủ trì",
                    "Thời gian hoàn thành"
                ],
                ["I", "Tuyên truyền", "", ""],
                [
                    "1",
                    "Treo pa-nô tại trung tâm xã",
                    "Phòng Văn hóa - Xã hội",
                    "Tháng 9/2026"
                ],
                ["2", "Phát thanh", "Trung tâm", "Thường xuyên"],
            ]
        );
        assert_eq!(next, 7);
    }

    #[test]
    fn other_lines_are_no_table() {
        for text in [
            "STT Nội dung Chủ trì",
            "A   B   C   D\n1   2   3   4",
            "",
            "STT",
        ] {
            assert_eq!(take(&lines(text), 0), None, "{text}");
        }
    }
}
