//! Tables, merged, nested, and those that only place things.

use super::super::super::example::{paragraph, table, word};
use super::super::super::text;
use super::body;

#[test]
fn a_table_is_written_with_pipes() {
    let rows: &[&[&str]] = &[
        &["TT", "Nội dung", "Chủ trì"],
        &["1", "Mở lớp\n- Lớp tối", "Trạm | y tế"],
    ];
    let expected = [
        "| TT | Nội dung | Chủ trì |",
        "| --- | --- | --- |",
        "| 1 | Mở lớp<br>- Lớp tối | Trạm ¦ y tế |",
    ];
    assert_eq!(body(&table(true, rows)), expected);
}

#[test]
fn merged_cells_keep_the_columns_in_place() {
    let cell = |properties: &str, words: &str| {
        format!(
            "<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>",
            paragraph("", words)
        )
    };
    let (starts, goes_on) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>");
    let wide = "<w:gridSpan w:val=\"2\"/>";
    let rows = [
        [
            cell(starts, "TT"),
            cell(starts, "Nội dung"),
            cell(wide, "Đơn vị"),
        ]
        .concat(),
        [
            cell(goes_on, ""),
            cell(goes_on, ""),
            cell("", "chủ trì"),
            cell("", "phối hợp"),
        ]
        .concat(),
        [cell("", "I"), cell("<w:gridSpan w:val=\"3\"/>", "Nhóm")].concat(),
        [
            cell("", "1"),
            cell("", "Một"),
            cell(starts, "Công an"),
            cell("", "Xã"),
        ]
        .concat(),
        [
            cell("", "2"),
            cell("", "Hai"),
            cell(goes_on, ""),
            cell("", ""),
        ]
        .concat(),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let content = format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>{rows}</w:tbl>"
    );
    let expected = [
        "| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp |",
        "| --- | --- | --- | --- |",
        "| I | Nhóm |  |  |",
        "| 1 | Một | Công an | Xã |",
        "| 2 | Hai | Công an |  |",
    ];
    assert_eq!(body(&content), expected);
}

#[test]
fn a_table_in_a_cell_becomes_its_paragraphs() {
    let inner = table(true, &[&["a", "b"], &["c", "d"]]);
    let cell = format!("<w:tc>{}{inner}</w:tc>", paragraph("", "Ngoài"));
    let other = format!("<w:tc>{}</w:tc>", paragraph("", "Bên"));
    let row = format!("<w:tr>{cell}{other}</w:tr>");
    let content = format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:top w:val=\"single\"/></w:tblBorders></w:tblPr>{row}{row}</w:tbl>"
    );
    let found = body(&content);
    assert_eq!(found.last().unwrap(), "| Ngoài<br>a b<br>c d | Bên |");
}

#[test]
fn the_importer_reads_head_and_end_out_of_layout_tables() {
    let head: &[&[&str]] = &[&[
        "ỦY BAN NHÂN DÂN\nXÃ NÀ VÍ\nSố: 05/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Nà Ví, ngày 05 tháng 02 năm 2026",
    ]];
    let end: &[&[&str]] = &[&[
        "Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn Ví Dụ",
    ]];
    let centred = "<w:jc w:val=\"center\"/>";
    let content = [
        table(false, head),
        paragraph(centred, "KẾ HOẠCH"),
        paragraph(centred, "Phổ cập kỹ năng số năm 2026"),
        paragraph("", "I. NHIỆM VỤ"),
        paragraph("", "1. Mở lớp tối cho bà con."),
        table(false, end),
    ];
    let read = text(&word(&content.concat())).unwrap();
    let draft = model::import::read(&read.text).unwrap();
    assert_eq!(draft.document.number.as_deref(), Some("05"));
    assert_eq!(draft.document.commune.as_deref(), Some("xã Nà Ví"));
    assert_eq!(draft.document.place.as_deref(), Some("Nà Ví"));
    assert_eq!(
        draft.document.title.as_deref(),
        Some("Phổ cập kỹ năng số năm 2026")
    );
    assert_eq!(draft.recipients.len(), 2);
    let signatory = draft.signatory.unwrap();
    assert_eq!(signatory.capacity.as_deref(), Some("KT. CHỦ TỊCH"));
    assert_eq!(signatory.name.as_deref(), Some("Trần Văn Ví Dụ"));
}

#[test]
fn a_frame_around_everything_is_looked_through() {
    let inner = table(true, &[&["TT", "Nội dung"], &["1", "Mở lớp"]]);
    let cell = format!("{}{inner}", paragraph("", "NHIỆM VỤ"));
    let content = format!("<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>");
    let expected = [
        "NHIỆM VỤ",
        "| TT | Nội dung |",
        "| --- | --- |",
        "| 1 | Mở lớp |",
    ];
    assert_eq!(body(&content), expected);
}

#[test]
fn a_pasted_text_keeps_its_lines_and_tabs() {
    let lines = [
        "KẾ HOẠCH",
        "Mở lớp kỹ năng số cho",
        "bà con các xóm",
        "",
        "I. NHIỆM VỤ",
        "1. Mở lớp buổi tối cho bà con ở",
        "xa trung tâm.",
    ];
    let body: String = lines
        .into_iter()
        .cycle()
        .take(42)
        .map(|line| paragraph("", line))
        .collect();
    let read = text(&word(&body)).unwrap().text;
    assert_eq!(read.lines().take(7).collect::<Vec<_>>(), lines);
    // What somebody wrote in Word stands apart, paragraph by paragraph.
    let body: String = ["Một.", "Hai.", "Ba."]
        .into_iter()
        .cycle()
        .take(42)
        .map(|line| paragraph("", line))
        .collect();
    let read = text(&word(&body)).unwrap().text;
    assert!(read.starts_with("Một.\n\nHai.\n\nBa.\n"));
}
