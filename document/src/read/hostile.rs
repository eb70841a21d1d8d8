//! Files made to do harm, and good files with something broken: always an answer, and soon.

use super::example::{Chance, Pdf, deflated, packed, paragraph, table, word, word_with};
use super::*;

#[test]
fn a_part_that_unpacks_without_end_is_refused() {
    let bomb = vec![b' '; 60 * 1024 * 1024];
    let file = packed(&[("word/document.xml", &bomb)]);
    assert!(file.len() < 200_000);
    assert_eq!(text(&file).unwrap_err(), Problem::UnpacksTooLarge);
}

#[test]
fn marks_inside_marks_without_end_are_refused() {
    let deep = format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000));
    assert_eq!(text(&word(&deep)).unwrap_err(), Problem::UnpacksTooLarge);
    let rows = "<w:tbl><w:tr><w:tc>".repeat(60) + &"</w:tc></w:tr></w:tbl>".repeat(60);
    assert!(text(&word(&rows)).is_err());
}

#[test]
fn too_many_parts_are_refused() {
    let names: Vec<String> = (0..6_000).map(|at| format!("word/{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    assert_eq!(text(&packed(&parts)).unwrap_err(), Problem::UnpacksTooLarge);
}

#[test]
fn a_table_of_a_hundred_thousand_rows_is_refused() {
    let rows: Vec<&[&str]> = vec![&["1", "Mở lớp"]; 100_000];
    let file = word(&table(true, &rows));
    assert_eq!(text(&file), Err(Problem::UnpacksTooLarge));
    let rows: Vec<&[&str]> = vec![&["1", "Mở lớp"]; 20_000];
    let read = text(&word(&table(true, &rows)));
    assert_eq!(read.map(|read| read.text.lines().count()), Ok(20_001));
}

#[test]
fn numbering_that_loops_ends() {
    let styles = "<w:styles><w:style w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>\
                  <w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:numStyleLink w:val=\"A\"/>\
                     </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let properties = "<w:pStyle w:val=\"A\"/><w:numPr><w:numId w:val=\"1\"/>\
                      <w:ilvl w:val=\"99999999999\"/></w:numPr>";
    let file = word_with(
        &paragraph(properties, "Mở lớp"),
        &[("styles", styles), ("numbering", numbering)],
    );
    assert_eq!(text(&file).map(|read| read.text), Ok("Mở lớp\n".to_owned()));
}

fn pdf_with(objects: &str) -> Vec<u8> {
    format!("%PDF-1.4\n{objects}\ntrailer <</Root 1 0 R>>").into_bytes()
}

#[test]
fn objects_that_lead_to_themselves_end() {
    let loops = [
        "1 0 obj 1 0 R endobj",
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[2 0 R 2 0 R 2 0 R]>> endobj",
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj \
         3 0 obj <</Contents 4 0 R/Resources<</XObject<</X 4 0 R>>>>>> endobj \
         4 0 obj <</Subtype/Form/Length 20>> stream\n/X Do /X Do /X Do  \nendstream endobj",
    ];
    for objects in loops {
        assert!(text(&pdf_with(objects)).is_err(), "{objects}");
    }
}

#[test]
fn brackets_without_end_are_read_in_bounded_time() {
    for opening in [
        "1 0 obj [",
        "1 0 obj (",
        "1 0 obj [(",
        "1 0 obj <<",
        "[",
        "1 0 obj <</A <",
    ] {
        let file = pdf_with(&opening.repeat(1_000_000 / opening.len()));
        assert!(text(&file).is_err(), "{opening}");
    }
}

#[test]
fn a_stream_that_unpacks_without_end_is_bounded() {
    let bomb = deflated(&b"q Q ".repeat(8 * 1024 * 1024));
    let objects = "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[3 0 R]>> endobj \
                   3 0 obj <</Contents[4 0 R 4 0 R 4 0 R 4 0 R 4 0 R 4 0 R]>> endobj 4 0 obj ";
    let mut file = b"%PDF-1.4\n".to_vec();
    file.extend(objects.bytes());
    file.extend(format!("<</Filter/FlateDecode/Length {}>> stream\n", bomb.len()).bytes());
    file.extend(bomb);
    file.extend(b"\nendstream endobj");
    assert_eq!(text(&file).unwrap_err(), Problem::UnpacksTooLarge);
}

#[test]
fn too_many_pages_are_refused() {
    let mut pdf = Pdf::default();
    for _ in 0..=500 {
        pdf.page();
    }
    assert_eq!(text(&pdf.save()).unwrap_err(), Problem::TooManyPages);
}

#[test]
fn a_map_of_letters_cannot_fill_the_memory() {
    let mut pdf = Pdf::default();
    pdf.words(85.0, 700.0, 14.0, "a");
    let ranges = "<0000> <FFFFFFFF> <0041>\n".repeat(2_000);
    let map = format!(
        "begincodespacerange <0000> <FFFF> endcodespacerange beginbfrange {ranges} endbfrange"
    );
    let mut file = pdf.save();
    file.extend(
        format!(
            "\n5 0 obj <</Length {}>> stream\n{map}\nendstream endobj",
            map.len()
        )
        .bytes(),
    );
    assert!(text(&file).is_ok());
}

fn samples() -> Vec<Vec<u8>> {
    let mut plain = Pdf::default();
    let mut small = Pdf {
        packed: true,
        ..Pdf::default()
    };
    for pdf in [&mut plain, &mut small] {
        pdf.words(85.0, 780.0, 13.0, "ỦY BAN NHÂN DÂN");
        pdf.words(300.0, 780.0, 13.0, "CỘNG HÒA XÃ HỘI");
        pdf.words(85.0, 760.0, 13.0, "XÃ NÀ VÍ");
        pdf.words(300.0, 760.0, 13.0, "Độc lập");
        for x in [85.0, 200.0, 400.0] {
            pdf.rule((x, 600.0), (x, 500.0));
        }
        for y in [600.0, 550.0, 500.0] {
            pdf.rule((85.0, y), (400.0, y));
        }
        pdf.words(90.0, 560.0, 12.0, "Mở lớp");
    }
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/>\
                     </w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let content = paragraph("<w:numPr><w:numId w:val=\"1\"/></w:numPr>", "Mở lớp")
        + &table(true, &[&["1", "Một"], &["2", "Hai"]]);
    let file = word_with(&content, &[("numbering", numbering)]);
    vec![plain.save(), small.save(), file]
}

#[test]
fn good_files_with_changed_bytes_are_read_or_refused() {
    let mut chance = Chance(20_260_205);
    for sample in samples() {
        for _ in 0..1_500 {
            let mut bytes = sample.clone();
            for _ in 0..=chance.below(6) {
                let at = chance.below(bytes.len());
                match chance.below(4) {
                    0 => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
                    1 => bytes.truncate(at.max(1)),
                    2 => {
                        let copied = bytes[at..(at + chance.below(60)).min(bytes.len())].to_vec();
                        let to = chance.below(bytes.len());
                        bytes.splice(to..to, copied);
                    }
                    _ => bytes[at] = b"0123456789<>[]()/ "[chance.below(18)],
                }
            }
            let _ = text(&bytes);
        }
    }
}

/// The marks of a Word file are changed inside the container, where its checksums do not shield them.
#[test]
fn marks_with_changed_bytes_are_read_or_refused() {
    let mut chance = Chance(7);
    let content = format!(
        "<w:document><w:body>{}{}</w:body></w:document>",
        paragraph("<w:jc w:val=\"center\"/>", "KẾ HOẠCH"),
        table(true, &[&["1", "Một"], &["2", "Hai"]])
    );
    for _ in 0..1_000 {
        let mut bytes = content.clone().into_bytes();
        for _ in 0..=chance.below(4) {
            let at = chance.below(bytes.len());
            bytes[at] = b"<>/\"=:&; wtrcp"[chance.below(14)];
        }
        let _ = text(&packed(&[("word/document.xml", &bytes)]));
    }
}

#[test]
fn bytes_by_chance_are_read_or_refused() {
    let mut chance = Chance(1);
    let starts: [&[u8]; 5] = [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0",
        b"\xFF\xFE",
    ];
    for turn in 0..500 {
        let mut bytes = starts[turn % starts.len()].to_vec();
        let length = chance.below(3_000);
        bytes.extend((0..length).map(|_| u8::try_from(chance.below(256)).unwrap()));
        let _ = text(&bytes);
    }
}
