//! Tables that a PDF reader has laid out with spaces, their heads over several lines.
//!
//! The head says which columns there are and about where; between two columns the edge is where the
//! fewest lines have a letter. Every page is laid out by itself, and says the head again.

use super::block::is_upper;
use super::label::is_roman;
use super::laid_head::{Head, Piece, SLACK, pieces};
use super::laid_rows::{LaidLine, rows};
use super::line::Line;
use super::spaced::is_row_label;
use super::table::{Cell, Row, Table, columns};

/// Longer tables are none of a plan.
const MOST_LINES: usize = 5_000;
/// After so many lines without a label something else has begun.
const LONGEST_ROW: usize = 80;

/// Takes the table whose head starts at a line; gives it with the index of the line after it.
pub fn take(lines: &[Line], from: usize) -> Option<(Table, usize)> {
    let head = Head::at(lines, from)?;
    let named = row(head.texts(), lines.get(from)?.number);
    columns(&named)?;
    let mut pages: Vec<Page> = vec![Page::new(&head)];
    let mut at = head.next;
    let mut unlabelled = 0;
    let mut has_label = false;
    while let Some(line) = lines.get(at).filter(|_| at - from < MOST_LINES) {
        if let Some(again) = head.again(lines, at) {
            pages.push(Page::new(&again));
            unlabelled += again.next - at;
            at = again.next;
            continue;
        }
        let pieces = pieces(&line.raw);
        let page = pages.last_mut()?;
        let labelled = pieces
            .first()
            .is_some_and(|first| is_row_label(&first.text));
        unlabelled = if labelled { 0 } else { unlabelled + 1 };
        has_label |= labelled;
        if unlabelled > LONGEST_ROW || page.leaves(&pieces) {
            break;
        }
        if !pieces.is_empty() && !page.is_page_number(&pieces) {
            page.lines.push((line.number, pieces));
        }
        at += 1;
    }
    if !has_label {
        return None;
    }
    let laid: Vec<LaidLine> = pages.iter().flat_map(Page::laid).collect();
    let mut table = Table { rows: vec![named] };
    let read = rows(&laid).into_iter();
    table
        .rows
        .extend(read.map(|(cells, line)| row(cells, line)));
    (table.rows.len() > 1).then_some((table, at))
}

fn row(cells: Vec<String>, line: usize) -> Row {
    let cell = |text: String| Cell {
        paragraphs: Some(text)
            .filter(|text| !text.is_empty())
            .into_iter()
            .collect(),
        from_above: false,
    };
    Row {
        cells: cells.into_iter().map(cell).collect(),
        line,
    }
}

struct Page {
    columns: Vec<(usize, usize)>,
    lines: Vec<(usize, Vec<Piece>)>,
}

impl Page {
    fn new(head: &Head) -> Page {
        Page {
            columns: head
                .columns
                .iter()
                .map(|piece| (piece.from, piece.to))
                .collect(),
            lines: Vec::new(),
        }
    }

    /// An ordinary line, which begins at the margin and not with a label; or the next heading.
    fn leaves(&self, pieces: &[Piece]) -> bool {
        let second = self.columns.get(1).map_or(usize::MAX, |column| column.0);
        let Some(first) = pieces.first() else {
            return false;
        };
        let labelled = is_row_label(&first.text);
        // The head may stand in the middle of its column, so words begin left of it.
        let margin = self.columns.first().map_or(0, |column| column.1);
        let third = self.columns.get(2).map_or(usize::MAX, |column| column.0);
        let ordinary = first.from < margin || (pieces.len() == 1 && first.to > third);
        let heading = match pieces {
            [label, title] => {
                let roman = is_roman(label.text.trim_end_matches('.'));
                roman && is_upper(&title.text) && title.from < label.to + 2
            }
            _ => false,
        };
        (first.from < second && ordinary && !labelled) || (first.from >= second && heading)
    }

    fn is_page_number(&self, pieces: &[Piece]) -> bool {
        let second = self.columns.get(1).map_or(usize::MAX, |column| column.0);
        matches!(pieces, [only] if only.from > second + SLACK
            && only.text.len() <= 3
            && only.text.bytes().all(|byte| byte.is_ascii_digit()))
    }

    fn laid(&self) -> Vec<LaidLine> {
        let edges = self.edges();
        let lines = self.lines.iter().enumerate();
        lines
            .map(|(nth, (number, pieces))| {
                let mut cells = vec![String::new(); self.columns.len()];
                let labelled = pieces.first().is_some_and(|first| is_label(first, &edges));
                let heading = labelled
                    && matches!(pieces.as_slice(), [_, title] if column_of(&edges, title.from) == 1);
                for (nth, piece) in pieces.iter().enumerate() {
                    if heading && nth == 1 {
                        put(&mut cells, 1, &piece.text);
                    } else {
                        let others = pieces.get(nth + 1..).unwrap_or_default();
                        let shift = if nth > 0 { shift(&edges, piece, others) } else { 0 };
                        piece.put(&edges, shift, &mut cells);
                    }
                }
                LaidLine {
                    labelled,
                    cells,
                    number: *number,
                    opens_page: nth == 0,
                }
            })
            .collect()
    }

    /// Between two heads: where the fewest lines go on without a gap.
    fn edges(&self) -> Vec<usize> {
        let pairs = self.columns.windows(2);
        pairs
            .map(|pair| match pair {
                [(left, left_to), (right, _)] => self.edge((left + left_to) / 2 + 1, *right),
                _ => 0,
            })
            .collect()
    }

    fn edge(&self, after: usize, right: usize) -> usize {
        let crossed = |at: usize| {
            // A heading goes over the columns and says nothing about them.
            let cells = self.lines.iter().filter(|(_, pieces)| {
                let labelled = pieces
                    .first()
                    .is_some_and(|first| is_row_label(&first.text));
                pieces.len() > 2 || !labelled
            });
            let crossing = cells.filter(|(_, pieces)| {
                let mut pieces = pieces.iter();
                pieces.any(|piece| piece.from < at && at < piece.to)
            });
            crossing.count()
        };
        let places = after..=right + 2;
        let fewest = places.clone().map(crossed).min().unwrap_or_default();
        // Cells begin where their heads do, or near it.
        let best = places.filter(|at| crossed(*at) == fewest);
        best.min_by_key(|at| at.abs_diff(right)).unwrap_or(right)
    }
}

impl Piece {
    /// Cuts words that stand in two columns; a short rest over the edge is no other cell.
    fn put(&self, edges: &[usize], shift: usize, cells: &mut [String]) {
        const SHORT: usize = 4;
        let mut column = None;
        for word in self.words() {
            let own = column_of(edges, (word.from + word.to) / 2 + shift);
            let rest = self.to - word.from <= SHORT && word.text.starts_with(char::is_lowercase);
            let at = match column {
                Some(before) if rest => before,
                _ => own,
            };
            column = Some(at);
            put(cells, at, &word.text);
        }
    }
}

fn is_label(first: &Piece, edges: &[usize]) -> bool {
    is_row_label(&first.text) && edges.first().is_some_and(|edge| first.from < *edge)
}

/// A row may stand a little left of the others: a piece just before an edge is over it where
/// nothing else is.
fn shift(edges: &[usize], piece: &Piece, others: &[Piece]) -> usize {
    const FARTHEST: usize = 3;
    let over = column_of(edges, piece.from + FARTHEST);
    let crosses = over > column_of(edges, piece.from);
    let taken = others
        .iter()
        .any(|other| column_of(edges, other.from) == over || other.from < piece.to + 2);
    if crosses && !taken { FARTHEST } else { 0 }
}

fn column_of(edges: &[usize], at: usize) -> usize {
    edges.iter().filter(|edge| **edge <= at).count()
}

fn put(cells: &mut [String], column: usize, text: &str) {
    if let Some(cell) = cells.get_mut(column) {
        if !cell.is_empty() {
            cell.push(' ');
        }
        cell.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    fn texts(text: &str, from: usize) -> Vec<Vec<String>> {
        let (table, _) = take(&lines(text), from).unwrap_or_default();
        let rows = table.rows.iter();
        rows.map(|row| row.cells.iter().map(Cell::text).collect())
            .collect()
    }

    const TOP: &str = "
                                                    Đơn vị
STT Nhiệm vụ                Sản phẩm   Thời gian
                                                    chủ trì
I    Thủ tục hành chính và chuyển đổi số ở các thôn
1    Rà soát, đề xuất       Báo cáo    Quý          Văn phòng
     đơn giản hóa thủ tục              II/2026      HĐND và
                                                    UBND xã
2    Niêm yết đầy đủ        Bảng niêm Thường        Trung tâm
                            yết       xuyên

                                                    Đơn vị
STT Nhiệm vụ                Sản phẩm   Thời gian
                                                    chủ trì
     thủ tục ở xã
3    Khảo sát               Báo cáo    Tháng 9      Trạm y tế
Nơi nhận:
";

    #[test]
    fn a_head_over_several_lines_and_pages() {
        let rows = texts(TOP, 1);
        assert_eq!(
            rows[0],
            ["STT", "Nhiệm vụ", "Sản phẩm", "Thời gian", "Đơn vị chủ trì"]
        );
        assert_eq!(rows[1][1], "Thủ tục hành chính và chuyển đổi số ở các thôn");
        assert_eq!(
            rows[2],
            [
                "1",
                "Rà soát, đề xuất đơn giản hóa thủ tục",
                "Báo cáo",
                "Quý II/2026",
                "Văn phòng HĐND và UBND xã",
            ]
        );
        assert_eq!(
            rows[3],
            [
                "2",
                "Niêm yết đầy đủ thủ tục ở xã",
                "Bảng niêm yết",
                "Thường xuyên",
                "Trung tâm",
            ]
        );
        assert_eq!(rows.len(), 5);
    }

    #[test]
    fn paragraphs_are_no_table() {
        for text in [
            "",
            "STT",
            "TT Nội dung   Chủ trì",
            "Mở lớp\n  tại   nhà   văn hóa",
        ] {
            assert_eq!(take(&lines(text), 0), None, "{text}");
        }
    }
}
