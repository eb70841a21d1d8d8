//! Heads and signatures that a converter has put into tables: their cells become lines again.

use super::line::Line;
use super::table::{self, Row, Style};
use crate::text::fold;

/// A head or a signature is a small table.
const MOST_ROWS: usize = 12;
const MOST_COLUMNS: usize = 4;

/// The lines with every such table opened, column by column.
pub fn opened(lines: Vec<Line>) -> Vec<Line> {
    let mut opened: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let drawn = matches!(table::style(line), Some(Style::Html | Style::Pipes));
        if drawn && let Some((table, next)) = table::take(&lines, at) {
            if is_letterhead(&table.rows) {
                open(&table.rows, &mut opened);
            } else {
                opened.extend(lines.get(at..next).unwrap_or_default().iter().cloned());
            }
            at = next;
            continue;
        }
        opened.push(line.clone());
        at += 1;
    }
    opened
}

fn is_letterhead(rows: &[Row]) -> bool {
    const SIGNS: &[&str] = &[
        "cong hoa xa hoi chu nghia",
        "doc lap - tu do",
        "dang cong san viet nam",
        "doan tncs ho chi minh",
        "noi nhan",
    ];
    let small = rows.len() <= MOST_ROWS && rows.iter().all(|row| row.cells.len() <= MOST_COLUMNS);
    let mut cells = rows.iter().flat_map(|row| &row.cells);
    small
        && cells.any(|cell| {
            let folded = fold(&cell.text());
            SIGNS.iter().any(|sign| folded.contains(sign))
        })
}

fn open(rows: &[Row], lines: &mut Vec<Line>) {
    let n_columns = rows.iter().map(|row| row.cells.len()).max();
    for column in 0..n_columns.unwrap_or_default() {
        for row in rows {
            let cell = row.cells.get(column).filter(|cell| !cell.from_above);
            for words in cell.into_iter().flat_map(|cell| &cell.paragraphs) {
                lines.push(Line {
                    number: row.line,
                    raw: words.clone(),
                    text: words.clone(),
                });
            }
        }
        let number = rows.last().map_or(1, |row| row.line);
        lines.push(Line {
            number,
            ..Line::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        opened(lines(text))
            .into_iter()
            .map(|line| line.text)
            .filter(|text| !text.is_empty())
            .collect()
    }

    #[test]
    fn a_head_in_a_table_is_lines_again() {
        let expected = [
            "UBND XÃ NÀ VÍ",
            "Số: 05/KH-UBND",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Nà Ví, ngày 05 tháng 02 năm 2026",
            "KẾ HOẠCH",
        ];
        let pipes = "| UBND XÃ NÀ VÍ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n\
                     | Số: 05/KH-UBND | Nà Ví, ngày 05 tháng 02 năm 2026 |\n\nKẾ HOẠCH";
        let html = "<table><tr><td>UBND XÃ NÀ VÍ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td>\
                    </tr><tr><td>Số: 05/KH-UBND</td><td>Nà Ví, ngày 05 tháng 02 năm 2026</td></tr>\
                    </table>\nKẾ HOẠCH";
        assert_eq!(texts(pipes), expected);
        assert_eq!(texts(html), expected);
    }

    #[test]
    fn a_table_of_tasks_stays_one() {
        let text = "| TT | Nhiệm vụ | Chủ trì |\n|---|---|---|\n| 1 | Mở lớp | Trạm y tế |";
        assert_eq!(opened(lines(text)), lines(text));
    }
}
