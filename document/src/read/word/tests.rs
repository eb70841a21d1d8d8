//! What Word draws and what comes out.

use super::super::example::{paragraph, table, word, word_with};
use super::super::problem::Problem;
use super::super::text;

fn lines(bytes: &[u8]) -> Vec<String> {
    let read = text(bytes).unwrap();
    let lines = read.text.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn body(body: &str) -> Vec<String> {
    lines(&word(body))
}

fn run(content: &str) -> String {
    format!("<w:r>{content}</w:r>")
}

fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn numbered(list: usize, level: usize, words: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    paragraph(&properties, words)
}

#[test]
fn paragraphs_stand_apart_and_titles_together() {
    let centred = "<w:jc w:val=\"center\"/>";
    let file = word(&format!(
        "{}{}{}{}",
        paragraph(centred, "KẾ HOẠCH"),
        paragraph(centred, "Mở lớp"),
        paragraph("", "Căn cứ Luật;"),
        paragraph("", "")
    ));
    assert_eq!(
        text(&file).unwrap().text,
        "KẾ HOẠCH\nMở lớp\n\nCăn cứ Luật;\n"
    );
}

#[test]
fn numbering_is_written_out() {
    let list = [
        level(0, "upperRoman", "%1.", ""),
        level(1, "decimal", "%2.", ""),
        level(2, "decimal", "%2.%3.", ""),
        level(3, "lowerLetter", "%4)", ""),
    ];
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"7\">{}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"8\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"1\">\
         <w:startOverride w:val=\"5\"/></w:lvlOverride></w:num></w:numbering>",
        list.concat(),
        level(0, "bullet", "\u{f0b7}", "") + &level(1, "bullet", "o", ""),
    );
    let content = [
        numbered(1, 0, "MỤC ĐÍCH"),
        numbered(1, 1, "Một"),
        numbered(1, 2, "Một một"),
        numbered(1, 2, "Một hai"),
        numbered(1, 3, "chữ"),
        numbered(2, 0, "gạch"),
        numbered(2, 1, "cộng"),
        numbered(1, 1, "Hai"),
        numbered(1, 2, "Hai một"),
        numbered(0, 0, "không số"),
        numbered(1, 0, "NHIỆM VỤ"),
        numbered(1, 1, "Lại một"),
        numbered(3, 1, "Từ năm"),
        numbered(99, 0, "không có"),
    ];
    let expected = [
        "I. MỤC ĐÍCH",
        "1. Một",
        "1.1. Một một",
        "1.2. Một hai",
        "a) chữ",
        "- gạch",
        "+ cộng",
        "2. Hai",
        "2.1. Hai một",
        "không số",
        "II. NHIỆM VỤ",
        "1. Lại một",
        "5. Từ năm",
        "không có",
    ];
    let file = word_with(&content.concat(), &[("numbering", &numbering)]);
    assert_eq!(lines(&file), expected);
}

#[test]
fn levels_that_never_restart_go_on_and_legal_ones_are_in_digits() {
    let levels = [
        level(0, "upperRoman", "%1.", ""),
        level(
            1,
            "decimal",
            "%1.%2.",
            "<w:lvlRestart w:val=\"0\"/><w:isLgl/>",
        ),
    ];
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        levels.concat()
    );
    let content = [(0, "A"), (1, "B"), (0, "C"), (1, "D")];
    let content: String = content
        .map(|(level, words)| numbered(1, level, words))
        .concat();
    let file = word_with(&content, &[("numbering", &numbering)]);
    assert_eq!(lines(&file), ["I. A", "1.1. B", "II. C", "2.2. D"]);
}

#[test]
fn styles_number_too() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"Muc\"><w:pPr><w:numPr>\
                  <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"Con\"><w:basedOn w:val=\"Muc\"/>\
                  <w:rPr><w:caps/></w:rPr></w:style></w:styles>";
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimal", "Điều %1.", ""),
        level(1, "lowerLetter", "%2)", "<w:pStyle w:val=\"Con\"/>"),
    );
    let content = [
        paragraph("<w:pStyle w:val=\"Muc\"/>", "Một"),
        paragraph("<w:pStyle w:val=\"Muc\"/>", "Hai"),
        paragraph(
            "<w:pStyle w:val=\"Muc\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>",
            "Ba",
        ),
        paragraph("<w:pStyle w:val=\"Con\"/>", "Bốn"),
    ];
    let parts = [("styles", styles), ("numbering", numbering.as_str())];
    let file = word_with(&content.concat(), &parts);
    assert_eq!(
        lines(&file),
        ["Điều 1. Một", "Điều 2. Hai", "Ba", "Điều 3. BỐN"]
    );
}

#[test]
fn changes_are_read_as_accepted() {
    let content = "<w:p><w:r><w:t xml:space=\"preserve\">Mở </w:t></w:r>\
                   <w:ins><w:r><w:t>lớp</w:t></w:r></w:ins>\
                   <w:del><w:r><w:delText>trường</w:delText></w:r></w:del></w:p>\
                   <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Nối </w:t></w:r></w:p>\
                   <w:p><w:r><w:t>liền</w:t></w:r></w:p>";
    assert_eq!(body(content), ["Mở lớp", "Nối liền"]);
}

#[test]
fn marks_inside_a_run() {
    let content = [
        "<w:t>chính</w:t><w:noBreakHyphen/><w:t>trị</w:t><w:softHyphen/><w:t>!</w:t>",
        "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t xml:space=\"preserve\"> 80%</w:t>",
        "<w:br/><w:t>dòng</w:t><w:tab/><w:t>hai</w:t>",
        "<w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t>",
    ];
    let content = format!("<w:p>{}</w:p>", content.map(run).concat());
    assert_eq!(body(&content), ["chính-trị!≥ 80%", "dòng hai"]);
}

#[test]
fn page_numbers_and_contents_are_left_out_but_other_fields_stay() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> {instruction} \
             </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>{result}\
             </w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let content = format!(
        "<w:p>{}{}</w:p><w:p><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple>{}</w:p>",
        field("PAGE", "7"),
        field("REF x", "Mục 1"),
        run("<w:t>8</w:t>"),
        run("<w:t>Hết</w:t>")
    );
    assert_eq!(body(&content), ["Mục 1", "Hết"]);
}

#[test]
fn a_text_box_is_read_once() {
    let box_of = |words: &str| {
        format!(
            "<w:drawing><a><w:txbxContent>{}</w:txbxContent></a></w:drawing>",
            paragraph("", words)
        )
    };
    let content = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback><w:pict>\
         <w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        run("<w:t>Trước</w:t>"),
        box_of("DỰ THẢO"),
        paragraph("", "DỰ THẢO")
    );
    assert_eq!(body(&content), ["Trước", "DỰ THẢO"]);
}

#[test]
fn links_and_controls_hold_words() {
    let content = format!(
        "<w:sdt><w:sdtContent><w:p><w:hyperlink>{}</w:hyperlink><w:sdt><w:sdtContent>{}\
         </w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>",
        run("<w:t xml:space=\"preserve\">xem </w:t>"),
        run("<w:t>vi.du</w:t>")
    );
    assert_eq!(body(&content), ["xem vi.du"]);
}

#[test]
fn notes_stand_at_the_end() {
    let content = "<w:p><w:r><w:t>Theo Nghị quyết số 57</w:t><w:footnoteReference w:id=\"2\"/></w:r>\
                   <w:r><w:t xml:space=\"preserve\"> của Bộ</w:t></w:r></w:p><w:p><w:r><w:t>Sau.</w:t></w:r></w:p>";
    let notes = format!(
        "<w:footnotes><w:footnote w:id=\"0\"/><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        paragraph("", "Ngày 22/12/2024.")
    );
    let file = word_with(content, &[("footnotes", &notes)]);
    let expected = [
        "Theo Nghị quyết số 57 của Bộ",
        "Sau.",
        "[Chú thích 1, sau “Theo Nghị quyết số 57”] Ngày 22/12/2024.",
    ];
    assert_eq!(lines(&file), expected);
}

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
fn old_fonts_are_turned_into_unicode() {
    let run = |font: &str, words: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{words}</w:t></w:r>"
        )
    };
    let content = format!(
        "<w:p>{}{}{}<w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t xml:space=\"preserve\"> t</w:t>\
         <w:softHyphen/></w:r></w:p>",
        run(".VnTimeH", "kÕ ho¹ch "),
        run("VNI-Times", "hoïc "),
        run("Times New Roman", "vụ số")
    );
    let read = text(&word(&content)).unwrap();
    assert_eq!(read.text.trim(), "KẾ HOẠCH học vụ số tư");
    assert!(read.converted);
}

#[test]
fn files_without_their_parts_are_damaged() {
    use super::super::example::packed;
    let refused = |parts: &[(&str, &[u8])]| text(&packed(parts)).unwrap_err();
    assert_eq!(
        refused(&[("word/styles.xml", b"<a/>")]),
        Problem::WordDamaged
    );
    assert_eq!(refused(&[("word/document.xml", b"")]), Problem::WordDamaged);
    assert_eq!(
        refused(&[("word/document.xml", b"<a><b>")]),
        Problem::WordDamaged
    );
    assert_eq!(
        refused(&[("word/document.xml", b"<a></b></a>")]),
        Problem::WordDamaged
    );
    assert_eq!(
        refused(&[("word/document.xml", b"\xFF\x00\xC3")]),
        Problem::WordDamaged
    );
    let entity = b"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>";
    assert_eq!(
        refused(&[("word/document.xml", entity)]),
        Problem::WordDamaged
    );
    // Styles and numbering are a help; a file with broken ones is still read.
    let file = word_with(
        &paragraph("", "Còn đọc được"),
        &[("styles", "<a"), ("numbering", "?")],
    );
    assert_eq!(lines(&file), ["Còn đọc được"]);
}

#[test]
fn a_file_with_only_empty_paragraphs_has_no_text() {
    assert_eq!(text(&word("<w:p/>")).unwrap_err(), Problem::NoText);
}
