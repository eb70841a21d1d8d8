//! A map's numbers as a file: the rows that are shown, with all that is known of them.

use super::drawing::{Drawing, Entry, Row};
use crate::text::fold;

/// What a spreadsheet or a CSV file has.
pub struct Table {
    pub title: String,
    pub about: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Entry>>,
}

/// All units that are shown, and under them the whole, unless only a part of them is.
pub fn table(drawing: &Drawing) -> Table {
    let mut columns: Vec<String> = ["Mã", "Đơn vị"].map(str::to_owned).into();
    columns.extend(drawing.columns.iter().cloned());
    columns.extend(["Hạng", "Lớp màu", "Kỳ", "Tính đến ngày"].map(str::to_owned));
    let row = |row: &Row, name: String| {
        let mut entries = vec![Entry::words(row.code.clone()), Entry::Words(name)];
        entries.extend(row.entries.iter().cloned());
        entries.push(Entry::count(
            row.rank.and_then(|rank| i64::try_from(rank).ok()),
        ));
        entries.push(Entry::Words(drawing.class_words(row).to_owned()));
        entries.push(Entry::Words(drawing.period.name()));
        entries.push(Entry::Day(drawing.as_of));
        entries
    };
    let shown = drawing.shown();
    let mut rows: Vec<_> = shown.map(|one| row(one, one.unit.name.clone())).collect();
    if drawing.only.is_none() {
        rows.push(row(
            &drawing.whole,
            format!("Toàn bộ {}", drawing.whole.unit.name),
        ));
    }
    Table {
        title: drawing.title.clone(),
        about: drawing.about.clone(),
        columns,
        rows,
    }
}

/// CSV as Excel reads it: with a byte order mark, or it takes the letters for Windows' own.
pub fn csv(table: &Table) -> String {
    let mut csv = String::from("\u{feff}");
    let line = |fields: Vec<String>| fields.join(",") + "\r\n";
    csv.push_str(&line(
        table.columns.iter().map(|name| quoted(name)).collect(),
    ));
    for row in &table.rows {
        csv.push_str(&line(row.iter().map(field).collect()));
    }
    csv
}

/// "ban-do-xa-thanh-lam-2026-q4": a name that every system can keep.
pub fn name(drawing: &Drawing) -> String {
    let words = format!("ban-do-{}-{}", fold(&drawing.root.name), drawing.period);
    let mut name = String::new();
    for character in words.to_lowercase().chars() {
        match character.is_ascii_alphanumeric() {
            true => name.push(character),
            false if !name.ends_with('-') => name.push('-'),
            false => {}
        }
    }
    name
}

fn field(entry: &Entry) -> String {
    match entry {
        Entry::Blank => String::new(),
        Entry::Words(words) => quoted(words),
        Entry::Count(count) => count.to_string(),
        Entry::Share(share) => tenths(*share),
        // As every program reads it, whatever the machine's language.
        Entry::Day(day) => day.to_string(),
    }
}

/// "40.5", with a point.
fn tenths(share: f64) -> String {
    let tenths = (share * 10.0).round() as i64;
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

/// Between quotes. What a spreadsheet would take for a formula gets an apostrophe, which makes it
/// words: a unit may be called anything.
fn quoted(words: &str) -> String {
    let is_formula = words.trim_start().starts_with(['=', '+', '-', '@'])
        || words.starts_with(['\t', '\r', '\n']);
    let guard = if is_formula { "'" } else { "" };
    format!("\"{guard}{}\"", words.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day;

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        assert_eq!(quoted("Xóm \"Bến\", 2"), "\"Xóm \"\"Bến\"\", 2\"");
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r1"] {
            assert_eq!(quoted(formula), format!("\"'{formula}\""));
        }
        assert_eq!(quoted("Xã 5-6"), "\"Xã 5-6\"");
    }

    #[test]
    fn numbers_days_and_what_is_missing() {
        let fields = [
            Entry::Blank,
            Entry::Count(0),
            Entry::Count(-1_234),
            Entry::Share(40.5),
            Entry::Share(100.0),
            Entry::Day(day::parse("2026-02-01").unwrap()),
        ];
        let fields: Vec<_> = fields.iter().map(field).collect();
        assert_eq!(fields, ["", "0", "-1234", "40.5", "100", "2026-02-01"]);
    }
}
