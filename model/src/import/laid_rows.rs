//! Lines of a laid out table gathered into rows, whether labels stand beside the first line of a row
//! or beside its middle.

use crate::text::fold;

/// A line of the table, its words in their columns.
#[derive(Debug, Clone, Default)]
pub struct LaidLine {
    pub labelled: bool,
    pub cells: Vec<String>,
    pub number: usize,
    /// The first line of a page.
    pub opens_page: bool,
}

/// A row goes no further below its label.
const LONGEST_ROW: usize = 60;

/// The cells of each row, with the line of its label.
pub fn rows(lines: &[LaidLine]) -> Vec<(Vec<String>, usize)> {
    let labels: Vec<usize> = (0..lines.len())
        .filter(|&at| is_labelled(lines, at))
        .collect();
    let ends = if beside_first_line(lines, &labels) {
        let next = labels.iter().skip(1).copied();
        next.chain(std::iter::once(lines.len())).collect()
    } else {
        middle_ends(lines, &labels)
    };
    let mut from = 0;
    let mut rows = Vec::with_capacity(labels.len());
    for (label, to) in labels.into_iter().zip(ends) {
        let own = lines.get(from..to).unwrap_or_default();
        rows.push((joined(own), lines.get(label).map_or(0, |line| line.number)));
        from = to;
    }
    rows
}

fn is_labelled(lines: &[LaidLine], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.labelled)
}

fn joined(lines: &[LaidLine]) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    for line in lines {
        cells.resize(cells.len().max(line.cells.len()), String::new());
        for (cell, words) in cells.iter_mut().zip(&line.cells) {
            if !cell.is_empty() && !words.is_empty() {
                cell.push(' ');
            }
            cell.push_str(words);
        }
    }
    cells
}

/// Text beside nearly all labels begins a sentence, and none stands before the first.
fn beside_first_line(lines: &[LaidLine], labels: &[usize]) -> bool {
    let opening = labels
        .iter()
        .filter(|at| lines.get(**at).and_then(text).is_some_and(opens));
    labels.first() == Some(&0) && opening.count() * 10 >= labels.len() * 9
}

/// The words in the column after the label.
fn text(line: &LaidLine) -> Option<&str> {
    line.cells
        .get(1)
        .map(String::as_str)
        .filter(|text| !text.is_empty())
}

fn opens(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "“\"(-+".contains(c))
}

/// Where each row ends when its label stands beside its middle.
fn middle_ends(lines: &[LaidLine], labels: &[usize]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(labels.len());
    let mut from = 0;
    for (nth, &label) in labels.iter().enumerate() {
        let Some(&next) = labels.get(nth + 1) else {
            ends.push(lines.len());
            break;
        };
        let horizon = labels.get(nth + 2).copied().unwrap_or(lines.len());
        let score = |end: usize| {
            worth_of_balance(lines, (from, label, end)) + worth_of_cut(lines, (from, end, horizon))
        };
        let best = (label + 1..=next.min(label + LONGEST_ROW)).reduce(|best, end| {
            if score(end) > score(best) { end } else { best }
        });
        from = best.unwrap_or(next);
        ends.push(from);
    }
    ends
}

/// As many lines below a label as above it; a page that ends in between says nothing.
fn worth_of_balance(lines: &[LaidLine], (from, label, end): (usize, usize, usize)) -> f64 {
    let cut = lines
        .get(from + 1..end)
        .is_some_and(|inner| inner.iter().any(|line| line.opens_page));
    let (above, below) = (label - from, end - label - 1);
    let uneven = f64::from(u32::try_from(above.abs_diff(below)).unwrap_or(u32::MAX));
    if cut { 0.0 } else { -0.7 * uneven }
}

/// After the cut every cell begins anew; before it none is left open.
fn worth_of_cut(lines: &[LaidLine], (start, end, horizon): (usize, usize, usize)) -> f64 {
    let columns = lines.get(end).map_or(0, |line| line.cells.len());
    let words = |from: usize, to: usize, column: usize| {
        let inside = lines.get(from..to).unwrap_or_default();
        inside
            .iter()
            .filter_map(move |line| line.cells.get(column))
            .filter(|words| !words.is_empty())
    };
    let mut worth = 0.0;
    for column in 1..columns {
        let weight = if column == 1 { 1.5 } else { 1.0 };
        if let Some(first) = words(end, horizon, column).next() {
            worth += if opens(first) { weight } else { -2.0 * weight };
        }
        let last = words(start, end, column).next_back();
        if last.is_some_and(|last| is_open(last)) {
            worth -= weight;
        }
    }
    worth
}

/// Whether a cell cannot end with these words.
fn is_open(words: &str) -> bool {
    const LEADING: &[&str] = &[
        "va", "quy", "thang", "ngay", "nam", "tu", "den", "truoc", "cua", "cac", "voi",
    ];
    let last = words.rsplit(' ').next().unwrap_or_default();
    words.ends_with([',', '-']) || LEADING.contains(&fold(last).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<LaidLine> {
        let lines = text.lines().enumerate();
        lines
            .map(|(nth, line)| {
                let cells: Vec<String> =
                    line.split('|').map(|cell| cell.trim().to_owned()).collect();
                LaidLine {
                    labelled: !cells[0].is_empty(),
                    cells,
                    number: nth + 1,
                    opens_page: nth == 0,
                }
            })
            .collect()
    }

    #[test]
    fn labels_beside_the_middle_of_their_rows() {
        let rows = rows(&lines(
            "I|Chỉ đạo|\n|Kiện toàn Ban Chỉ đạo|Sở Khoa học\n1|triển khai phong trào|và Công\n\
             |các cấp|nghệ\n|Ban hành tài liệu hướng|\n2|dẫn kỹ năng số|Sở Nội vụ\n|cơ bản|\n\
             3|Họp|Sở Y tế",
        ));
        let texts: Vec<&str> = rows.iter().map(|(cells, _)| cells[1].as_str()).collect();
        assert_eq!(
            texts,
            [
                "Chỉ đạo",
                "Kiện toàn Ban Chỉ đạo triển khai phong trào các cấp",
                "Ban hành tài liệu hướng dẫn kỹ năng số cơ bản",
                "Họp",
            ]
        );
        assert_eq!(rows[1].0[2], "Sở Khoa học và Công nghệ");
        assert_eq!(rows[1].1, 3);
    }

    #[test]
    fn nothing_has_no_rows() {
        assert!(rows(&[]).is_empty());
    }
}
