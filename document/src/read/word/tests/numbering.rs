//! Labels that Word numbers by itself.

use super::super::super::example::{paragraph, word_with};
use super::lines;

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
