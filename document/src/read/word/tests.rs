//! What Word draws and what comes out.

mod numbering;
mod table;

use super::super::example::{packed, paragraph, word, word_with};
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

#[test]
fn parts_under_other_names_are_found() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let main = relation("officeDocument", "/word/document2.xml");
    let own = relation("styles", "styles7.xml");
    let styles = "<w:styles><w:style w:styleId=\"A\"><w:rPr><w:caps/></w:rPr></w:style></w:styles>";
    let styled = paragraph("<w:pStyle w:val=\"A\"/>", "hoa");
    let document = format!("<w:document><w:body>{styled}</w:body></w:document>");
    let file = packed(&[
        ("_rels/.rels", main.as_bytes()),
        ("word/document2.xml", document.as_bytes()),
        ("word/_rels/document2.xml.rels", own.as_bytes()),
        ("word/styles7.xml", styles.as_bytes()),
    ]);
    assert_eq!(lines(&file), ["HOA"]);
}
