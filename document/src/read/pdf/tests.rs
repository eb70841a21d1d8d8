//! Words drawn at places, and the text that comes out.

use super::super::example::Pdf;
use super::super::problem::Problem;
use super::super::text;

const LEFT: f64 = 85.0;
const INDENT: f64 = 113.0;

fn lines(pdf: &Pdf) -> Vec<String> {
    let read = text(&pdf.save()).unwrap();
    let lines = read.text.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// A line as wide as the page: every letter is 7 points wide.
fn full(words: &str) -> String {
    let mut line = words.to_owned();
    while line.chars().count() < 64 {
        line.push_str(" chữ");
    }
    line
}

#[test]
fn lines_become_paragraphs() {
    let mut pdf = Pdf::default();
    let (first, second) = (full("- Mở lớp"), full("và"));
    pdf.words(INDENT, 700.0, 14.0, &first);
    pdf.words(LEFT, 682.0, 14.0, &second);
    pdf.words(LEFT, 664.0, 14.0, "hết.");
    pdf.words(INDENT, 640.0, 14.0, "- Phát loa.");
    assert_eq!(
        lines(&pdf),
        [format!("{first} {second} hết."), "- Phát loa.".into()]
    );
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_page_numbers_go() {
    let mut pdf = Pdf::default();
    let lines_of: Vec<String> = ["Một", "hai", "ba"].map(full).into();
    for (at, words) in lines_of.iter().enumerate() {
        pdf.page();
        pdf.words(300.0, 800.0, 13.0, &format!("{}", at + 1));
        pdf.words(LEFT, 790.0, 10.0, "Kế hoạch của xã Nà Ví");
        pdf.words(if at == 0 { INDENT } else { LEFT }, 700.0, 14.0, words);
    }
    assert_eq!(lines(&pdf), [lines_of.join(" ")]);
}

#[test]
fn words_are_parted_by_gaps_without_spaces() {
    let mut pdf = Pdf::default();
    pdf.words(LEFT, 700.0, 14.0, "Mở");
    pdf.words(LEFT + 18.0, 700.0, 14.0, "lớp");
    assert_eq!(lines(&pdf), ["Mở lớp"]);
}

#[test]
fn marks_drawn_by_themselves_are_composed() {
    let mut pdf = Pdf::default();
    pdf.words(LEFT, 700.0, 14.0, "ho");
    pdf.words(LEFT + 14.0, 700.0, 14.0, "a");
    pdf.words(LEFT + 14.0, 700.0, 14.0, "\u{323}");
    pdf.words(LEFT + 21.0, 700.0, 14.0, "ch");
    assert_eq!(lines(&pdf), ["hoạch"]);
}

#[test]
fn head_and_end_are_read_side_by_side() {
    let mut pdf = Pdf::default();
    pdf.words(110.0, 780.0, 13.0, "ỦY BAN NHÂN DÂN");
    pdf.words(300.0, 780.0, 13.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    pdf.words(130.0, 764.0, 13.0, "XÃ NÀ VÍ");
    pdf.words(330.0, 764.0, 13.0, "Độc lập - Tự do - Hạnh phúc");
    pdf.words(115.0, 740.0, 13.0, "Số: 05/KH-UBND");
    pdf.words(310.0, 740.0, 13.0, "Nà Ví, ngày 05 tháng 02 năm 2026");
    pdf.words(270.0, 700.0, 14.0, "KẾ HOẠCH");
    pdf.words(200.0, 680.0, 14.0, "Phổ cập kỹ năng số năm 2026");
    pdf.words(INDENT, 650.0, 14.0, "I. NHIỆM VỤ");
    pdf.words(INDENT, 630.0, 14.0, &full("1. Mở lớp tối cho bà con"));
    pdf.words(LEFT, 612.0, 14.0, "trong xã.");
    pdf.words(LEFT, 580.0, 12.0, "Nơi nhận:");
    pdf.words(370.0, 580.0, 13.0, "TM. ỦY BAN NHÂN DÂN");
    pdf.words(LEFT, 566.0, 11.0, "- UBND tỉnh (b/c);");
    pdf.words(390.0, 563.0, 13.0, "CHỦ TỊCH");
    pdf.words(LEFT, 552.0, 11.0, "- Lưu: VT.");
    pdf.words(380.0, 480.0, 13.0, "Trần Văn Ví Dụ");
    let expected = [
        "ỦY BAN NHÂN DÂN",
        "XÃ NÀ VÍ",
        "Số: 05/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Nà Ví, ngày 05 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Phổ cập kỹ năng số năm 2026",
        "I. NHIỆM VỤ",
        &(full("1. Mở lớp tối cho bà con") + " trong xã."),
        "Nơi nhận:",
        "- UBND tỉnh (b/c);",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Ví Dụ",
    ];
    assert_eq!(lines(&pdf), expected);
}

/// Ruled columns at these places, rows between these heights.
fn ruled(pdf: &mut Pdf, columns: &[f64], rows: &[f64]) {
    let (left, right) = (columns[0], columns[columns.len() - 1]);
    let (top, bottom) = (rows[0], rows[rows.len() - 1]);
    for &x in columns {
        pdf.rule((x, top), (x, bottom));
    }
    for &y in rows {
        pdf.rule((left, y), (right, y));
    }
}

#[test]
fn a_ruled_table_is_written_with_pipes_and_goes_on_over_the_page() {
    let columns = [85.0, 120.0, 330.0, 450.0];
    let head = |pdf: &mut Pdf| {
        pdf.words(90.0, 705.0, 12.0, "TT");
        pdf.words(125.0, 705.0, 12.0, "Nội dung");
        pdf.words(335.0, 705.0, 12.0, "Chủ trì");
    };
    let mut pdf = Pdf::default();
    ruled(&mut pdf, &columns, &[720.0, 700.0, 660.0, 640.0]);
    head(&mut pdf);
    pdf.words(90.0, 685.0, 12.0, "1");
    pdf.words(125.0, 685.0, 12.0, "Mở lớp tối cho");
    pdf.words(125.0, 671.0, 12.0, "bà con");
    pdf.words(335.0, 685.0, 12.0, "Trạm y tế");
    pdf.words(90.0, 645.0, 12.0, "2");
    pdf.words(125.0, 645.0, 12.0, "Phát loa ở các");
    pdf.words(335.0, 645.0, 12.0, "Công an");
    pdf.page();
    ruled(&mut pdf, &columns, &[720.0, 700.0, 680.0, 660.0]);
    head(&mut pdf);
    pdf.words(125.0, 685.0, 12.0, "thôn");
    pdf.words(90.0, 665.0, 12.0, "3");
    pdf.words(125.0, 665.0, 12.0, "Tổng kết");
    let expected = [
        "| TT | Nội dung | Chủ trì |",
        "| --- | --- | --- |",
        "| 1 | Mở lớp tối cho bà con | Trạm y tế |",
        "| 2 | Phát loa ở các thôn | Công an |",
        "| 3 | Tổng kết |  |",
    ];
    assert_eq!(lines(&pdf), expected);
}

#[test]
fn merged_cells_are_told_from_missing_walls() {
    let mut pdf = Pdf::default();
    let rows = [720.0, 700.0, 680.0, 660.0];
    for y in rows {
        let right = if y == 680.0 { 330.0 } else { 450.0 };
        pdf.rule((85.0, y), (right, y));
    }
    for x in [85.0, 120.0, 450.0] {
        pdf.rule((x, 720.0), (x, 660.0));
    }
    pdf.rule((330.0, 700.0), (330.0, 660.0));
    pdf.words(90.0, 705.0, 12.0, "I");
    pdf.words(125.0, 705.0, 12.0, "Tuyên truyền");
    pdf.words(90.0, 685.0, 12.0, "1");
    pdf.words(125.0, 685.0, 12.0, "Một");
    pdf.words(335.0, 676.0, 12.0, "Công an");
    pdf.words(90.0, 665.0, 12.0, "2");
    pdf.words(125.0, 665.0, 12.0, "Hai");
    let found = lines(&pdf);
    assert_eq!(found[0], "| I | Tuyên truyền |  |");
    assert_eq!(
        found[1..],
        ["| 1 | Một | Công an |", "| 2 | Hai | Công an |"]
    );
}

#[test]
fn packed_streams_and_old_fonts() {
    let mut pdf = Pdf {
        packed: true,
        font_name: "ABCDEF+.VnTime".into(),
        ..Pdf::default()
    };
    pdf.words(LEFT, 700.0, 14.0, "Céng hßa x· héi");
    let read = text(&pdf.save()).unwrap();
    assert_eq!(read.text.trim(), "Cộng hòa xã hội");
    assert!(read.converted);
}

#[test]
fn scans_and_letters_without_names_are_told() {
    let mut scan = Pdf::default();
    scan.draw("BI /W 1 /H 1 ID \u{1} EI\n");
    assert_eq!(text(&scan.save()).unwrap_err(), Problem::PdfScanned);
    let mut empty = Pdf::default();
    empty.page();
    assert_eq!(text(&empty.save()).unwrap_err(), Problem::NoText);
    let mut unnamed = Pdf {
        without_unicode: true,
        ..Pdf::default()
    };
    unnamed.words(LEFT, 700.0, 14.0, "Không tên");
    assert_eq!(text(&unnamed.save()).unwrap_err(), Problem::PdfUnmapped);
}

#[test]
fn locked_and_broken_files_are_told() {
    let mut pdf = Pdf::default();
    pdf.words(LEFT, 700.0, 14.0, "Mở lớp");
    let mut locked = pdf.save();
    locked.extend(b"\ntrailer <</Root 1 0 R/Encrypt 9 0 R>>");
    assert_eq!(text(&locked).unwrap_err(), Problem::Encrypted);
    assert_eq!(text(b"%PDF-1.7\n").unwrap_err(), Problem::PdfDamaged);
    assert_eq!(
        text(b"%PDF-1.7\n1 0 obj <<").unwrap_err(),
        Problem::PdfDamaged
    );
}

#[test]
fn a_file_without_its_index_is_still_read() {
    let mut pdf = Pdf::default();
    pdf.words(LEFT, 700.0, 14.0, "Mở lớp");
    let saved = pdf.save();
    let cut = saved.windows(7).position(|window| window == b"trailer");
    let read = text(&saved[..cut.unwrap()]).unwrap();
    assert_eq!(read.text.trim(), "Mở lớp");
}

#[test]
fn the_last_form_of_an_object_counts() {
    let mut pdf = Pdf::default();
    pdf.words(LEFT, 700.0, 14.0, "Mở lớp");
    pdf.page();
    pdf.words(LEFT, 700.0, 14.0, "Bỏ");
    let mut saved = pdf.save();
    saved.extend(b"\n2 0 obj <</Type/Pages/Kids[10 0 R]/Resources<</Font<</F1 3 0 R>>>>>> endobj");
    assert_eq!(text(&saved).unwrap().text.trim(), "Mở lớp");
}

#[test]
fn a_page_that_lies_on_its_side_is_turned() {
    let mut pdf = Pdf::default();
    pdf.words(0.0, 0.0, 14.0, "Mở lớp tối");
    pdf.pages[0] = pdf.pages[0].replace(" 0 0 Td", " 0 1 -1 0 300 100 Tm");
    pdf.words(500.0, 20.0, 10.0, "dấu");
    assert_eq!(lines(&pdf), ["Mở lớp tối"]);
}

#[test]
fn signs_of_symbol_fonts_are_readable() {
    let mut pdf = Pdf::default();
    pdf.words(INDENT, 700.0, 14.0, "\u{f0b7} Tỷ lệ \u{f0b3} 80%");
    assert_eq!(lines(&pdf), ["• Tỷ lệ ≥ 80%"]);
}

#[test]
fn columns_without_lines_are_told_by_their_head() {
    let mut pdf = Pdf::default();
    let rows = [
        ["TT", "Nội dung", "Chủ trì"],
        ["1", "Mở lớp tối", "Trạm y tế"],
        ["", "cho bà con", ""],
        ["2", "Phát loa", "Công an"],
    ];
    for (row, cells) in (0..).zip(rows) {
        let y = 700.0 - 16.0 * f64::from(row);
        for (x, words) in [85.0, 130.0, 350.0].into_iter().zip(cells) {
            pdf.words(x, y, 13.0, words);
        }
    }
    pdf.words(INDENT, 600.0, 13.0, &full("Sau bảng"));
    let expected = [
        "| TT | Nội dung | Chủ trì |",
        "| --- | --- | --- |",
        "| 1 | Mở lớp tối cho bà con | Trạm y tế |",
        "| 2 | Phát loa | Công an |",
        &full("Sau bảng"),
    ];
    assert_eq!(lines(&pdf), expected);
}

#[test]
fn a_footnote_does_not_stand_in_the_middle_of_a_sentence() {
    let mut pdf = Pdf::default();
    let (first, second) = (full("Một"), full("hai"));
    pdf.words(INDENT, 700.0, 14.0, &first);
    let letters = u32::try_from(first.chars().count()).unwrap();
    pdf.words(INDENT + 7.0 * f64::from(letters), 706.0, 7.0, "1");
    pdf.words(LEFT, 120.0, 6.0, "1");
    pdf.words(LEFT + 6.0, 117.0, 10.0, "Theo Nghị quyết");
    pdf.words(LEFT, 105.0, 10.0, "của tỉnh.");
    pdf.page();
    pdf.words(LEFT, 700.0, 14.0, &second);
    for row in 1..4 {
        let y = 700.0 - 18.0 * f64::from(row);
        pdf.words(INDENT, y, 14.0, &format!("{row}. Mục."));
    }
    let found = lines(&pdf);
    assert_eq!(found[0], format!("{first} {second}"));
    assert_eq!(found[4], "[Chú thích] 1 Theo Nghị quyết của tỉnh.");
}

#[test]
fn the_lines_of_a_printed_text_are_its_own() {
    let mut pdf = Pdf::default();
    let broken = full("1. Mở lớp");
    let mut text = vec![
        "KẾ HOẠCH",
        "",
        "I. NHIỆM VỤ",
        broken.as_str(),
        "cho bà con.",
        "",
    ];
    let cells = ["Phòng Văn hóa", "Xã hội", "", "Thường xuyên", ""];
    text.extend(cells.into_iter().cycle().take(40));
    for (at, words) in text.iter().enumerate() {
        let y = 11.3_f64.mul_add(-(at as f64), 780.0);
        pdf.words(56.0, y, 10.0, words);
    }
    let read = super::super::text(&pdf.save()).unwrap().text;
    let lines: Vec<&str> = read.lines().collect();
    let first = format!("{broken} cho bà con.");
    assert_eq!(lines[..4], ["KẾ HOẠCH", "", "I. NHIỆM VỤ", first.as_str()]);
    assert_eq!(lines[4..8], ["", "Phòng Văn hóa", "Xã hội", ""]);
}
