//! Targets written as a table: a row for each, columns for what is counted and how much of it.

use super::document::years;
use super::draft::Target;
use super::table::{Cell, Row, Table};
use super::target_value::{comparator_in, first_number};
use crate::text::fold;

/// No plan has more.
const MOST_TARGETS: usize = 500;

/// What the columns of the table hold.
struct Head {
    label: Option<usize>,
    text: usize,
    unit: Option<usize>,
    /// Columns of values, each with the year that its head names.
    values: Vec<(usize, Option<i32>)>,
}

/// A target with the label of its row, if that has one.
pub fn read(table: &Table, year: Option<i32>) -> Vec<(Option<String>, Target)> {
    let mut heads = table.rows.iter().take(4).enumerate();
    let Some((at, head)) = heads.find_map(|(at, row)| Some((at, head(row)?))) else {
        return Vec::new();
    };
    let mut targets = Vec::new();
    for row in table.rows.iter().skip(at + 1) {
        if targets.len() >= MOST_TARGETS {
            break;
        }
        let label = head.label.and_then(|column| text(row, column));
        let found = head
            .values
            .iter()
            .filter_map(|(column, own)| target(row, &head, *column, own.or(year)));
        targets.extend(found.map(|target| (label.clone(), target)));
    }
    targets
}

fn head(row: &Row) -> Option<Head> {
    let mut head = Head {
        label: None,
        text: usize::MAX,
        unit: None,
        values: Vec::new(),
    };
    for (column, cell) in row.cells.iter().enumerate() {
        let words = fold(&cell.text());
        let named = years(&cell.text());
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
        if matches!(words.as_str(), "tt" | "stt" | "so tt" | "so thu tu") {
            head.label = Some(column);
        } else if words == "don vi" || has(&["don vi tinh", "dvt"]) {
            head.unit = Some(column);
        } else if head.text == usize::MAX
            && named.is_empty()
            && has(&["chi tieu", "noi dung", "muc tieu", "tieu chi"])
        {
            head.text = column;
        } else if is_value(&words, &named) {
            let year = named.first().copied().filter(|_| named.len() == 1);
            head.values.push((column, year));
        }
    }
    (head.text != usize::MAX && !head.values.is_empty()).then_some(head)
}

/// What is to be, not what has been.
fn is_value(words: &str, named: &[i32]) -> bool {
    let has = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    let past = has(&[
        "hien trang",
        "ket qua",
        "da dat",
        "thuc hien nam",
        "ghi chu",
    ]);
    let aim = has(&[
        "muc tieu", "ke hoach", "chi tieu", "phan dau", "so luong", "ty le", "gia tri",
    ]);
    // "Năm học 2025 - 2026" names two years, of which neither is the target's.
    !past && (aim || named.len() == 1 || words.starts_with("nam hoc"))
}

fn target(row: &Row, head: &Head, column: usize, year: Option<i32>) -> Option<Target> {
    let statement = text(row, head.text)?;
    let raw = text(row, column)?;
    let (from, number, to) = first_number(&raw)?;
    let after = raw.get(to..)?.trim();
    let unit = match head.unit.and_then(|column| text(row, column)) {
        Some(unit) => unit.to_lowercase(),
        None if after.starts_with('%') => "%".to_owned(),
        None => after.to_lowercase(),
    };
    Some(Target {
        year,
        comparator: comparator_in(&raw, from, to),
        aspirational: fold(&raw).contains("phan dau") || fold(&statement).contains("phan dau"),
        value: number,
        unit,
        value_raw: raw,
        statement,
        line: row.line,
        ..Target::default()
    })
}

fn text(row: &Row, column: usize) -> Option<String> {
    row.cells
        .get(column)
        .map(Cell::text)
        .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::draft::Comparator;
    use super::super::line::lines;
    use super::super::table::take;
    use super::*;

    #[test]
    fn a_row_is_a_target_for_each_year() {
        let text = "| TT | Chỉ tiêu | ĐVT | Hiện trạng | Năm 2026 | Năm 2027 |\n\
                    | 1 | Người trưởng thành có kỹ năng số | % | 40 | ≥ 80 | 95 |\n\
                    | 2 | Lớp cộng đồng | lớp | 3 | 24 | |";
        let table = take(&lines(text), 0)
            .map(|(table, _)| table)
            .unwrap_or_default();
        let found: Vec<_> = read(&table, None)
            .into_iter()
            .map(|(label, target)| {
                (
                    label,
                    target.year,
                    target.comparator,
                    target.value,
                    target.unit,
                )
            })
            .collect();
        let one = Some("1".to_owned());
        assert_eq!(
            found,
            [
                (
                    one.clone(),
                    Some(2026),
                    Comparator::Gte,
                    80.0,
                    "%".to_owned()
                ),
                (one, Some(2027), Comparator::Eq, 95.0, "%".to_owned()),
                (
                    Some("2".to_owned()),
                    Some(2026),
                    Comparator::Eq,
                    24.0,
                    "lớp".to_owned()
                ),
            ]
        );
    }
}
