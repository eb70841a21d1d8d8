//! Tables as .xlsx: numbers as numbers, days as days, names as words and never as formulas.

use chrono::Datelike as _;
use model::view::map::{drawing::Entry, file::Table};
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// Over the table: the title, what it is of, and a free row.
const HEAD_ROWS: u32 = 3;
/// The narrowest and the widest a column gets, in characters.
const WIDTHS: (u32, u32) = (9, 40);

/// A sheet each, under its name.
pub fn xlsx(tables: &[(&str, Table)]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for (name, table) in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(*name)?;
        fill(sheet, table)?;
    }
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    head(sheet, table)?;
    for (number, entries) in (HEAD_ROWS + 1..).zip(&table.rows) {
        for (column, entry) in (0..).zip(entries) {
            write(sheet, (number, column), entry)?;
        }
    }
    for (column, place) in (0..).zip(0..table.columns.len()) {
        sheet.set_column_width(column, width(table, place))?;
    }
    // The names of units and columns stay where they are while one scrolls.
    sheet.set_freeze_panes(HEAD_ROWS + 1, 2)?;
    Ok(())
}

fn head(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let title = Format::new().set_bold().set_font_size(14);
    sheet.write_string_with_format(0, 0, &table.title, &title)?;
    sheet.write_string(1, 0, &table.about)?;
    let heading = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin);
    for (column, name) in (0..).zip(&table.columns) {
        sheet.write_string_with_format(HEAD_ROWS, column, name, &heading)?;
    }
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), entry: &Entry) -> Result<(), XlsxError> {
    match entry {
        Entry::Blank => return Ok(()),
        // As a string a formula is only its letters.
        Entry::Words(words) => sheet.write_string(row, column, words)?,
        Entry::Count(count) => {
            let format = Format::new().set_num_format("#,##0");
            #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
            sheet.write_number_with_format(row, column, *count as f64, &format)?
        }
        Entry::Share(share) => {
            let format = Format::new().set_num_format("0.0");
            sheet.write_number_with_format(row, column, *share, &format)?
        }
        Entry::Day(day) => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            let year = u16::try_from(day.year()).unwrap_or(1900);
            let month = u8::try_from(day.month()).unwrap_or(1);
            let date = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))?;
            sheet.write_datetime_with_format(row, column, &date, &format)?
        }
    };
    Ok(())
}

fn width(table: &Table, column: usize) -> u32 {
    let words = table.rows.iter().filter_map(|row| match row.get(column) {
        Some(Entry::Words(words)) => Some(words.chars().count() + 1),
        Some(Entry::Day(_)) => Some(12),
        _ => None,
    });
    let longest = u32::try_from(words.max().unwrap_or(0)).unwrap_or(WIDTHS.1);
    longest.clamp(WIDTHS.0, WIDTHS.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read as _};

    /// The part of the file that holds the cells, and the one that holds the words.
    fn parts(table: Table) -> [String; 2] {
        let file = xlsx(&[("Số liệu", table)]).unwrap();
        let mut file = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"].map(|name| {
            let mut text = String::new();
            let mut part = file.by_name(name).unwrap();
            part.read_to_string(&mut text).unwrap();
            text
        })
    }

    #[test]
    fn numbers_are_numbers_words_are_words_and_what_is_missing_is_no_cell() {
        let table = Table {
            title: "Bản đồ".into(),
            about: "Quý IV/2026".into(),
            columns: ["Mã", "Đơn vị", "Số", "Tỷ lệ (%)", "Ngày"]
                .map(str::to_owned)
                .into(),
            rows: vec![vec![
                Entry::Blank,
                Entry::Words("=1+1 <Xóm>".into()),
                Entry::Count(1_234),
                Entry::Share(40.5),
                Entry::Day(model::day::parse("2026-11-20").unwrap()),
            ]],
        };
        let [cells, words] = parts(table);
        assert!(!cells.contains("<f>"), "no formulas: {cells}");
        assert!(words.contains("=1+1 &lt;Xóm&gt;"), "{words}");
        assert!(
            cells.contains("<v>1234</v>") && cells.contains("<v>40.5</v>"),
            "{cells}"
        );
        // Days are counted from 1900.
        assert!(cells.contains("<v>46346</v>"), "{cells}");
        assert!(!cells.contains("r=\"A5\""), "{cells}");
        assert!(cells.contains("r=\"B5\""), "{cells}");
    }
}
