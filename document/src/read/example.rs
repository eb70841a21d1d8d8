//! Files made by hand for the tests: Word files from a few marks, PDF files from words at places.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A container with these parts.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default();
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file with this body and further parts beside it.
pub fn word_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let named: Vec<(String, String)> = parts
        .iter()
        .map(|(name, content)| (format!("word/{name}.xml"), (*content).to_owned()))
        .collect();
    let mut all: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    all.extend(
        named
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_bytes())),
    );
    packed(&all)
}

pub fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

/// A paragraph with properties and plain words.
pub fn paragraph(properties: &str, words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    )
}

/// A table of plain cells, ruled or not.
pub fn table(ruled: bool, rows: &[&[&str]]) -> String {
    let kind = if ruled { "single" } else { "nil" };
    let rows: String = rows
        .iter()
        .map(|cells| {
            let cells: String = cells
                .iter()
                .map(|cell| {
                    let paragraphs: String =
                        cell.split('\n').map(|words| paragraph("", words)).collect();
                    format!("<w:tc>{paragraphs}</w:tc>")
                })
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val=\"{kind}\"/></w:tblBorders></w:tblPr>{rows}</w:tbl>"
    )
}

/// A PDF with one font, all of whose letters are half as wide as high.
#[derive(Default)]
pub struct Pdf {
    pub pages: Vec<String>,
    pub letters: Vec<char>,
    pub font_name: String,
    pub packed: bool,
    pub without_unicode: bool,
}

impl Pdf {
    pub fn page(&mut self) {
        self.pages.push(String::new());
    }

    pub fn words(&mut self, x: f64, y: f64, size: f64, words: &str) {
        let codes: String = words.chars().map(|letter| self.code(letter)).collect();
        self.draw(&format!("BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET\n"));
    }

    pub fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.draw(&format!("{} {} m {} {} l S\n", from.0, from.1, to.0, to.1));
    }

    pub fn draw(&mut self, operators: &str) {
        if self.pages.is_empty() {
            self.page();
        }
        self.pages.last_mut().unwrap().push_str(operators);
    }

    pub fn save(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.5\n".to_vec();
        let kids: String = (0..self.pages.len())
            .map(|at| format!("{} 0 R ", 10 + 2 * at))
            .collect();
        push(&mut file, 1, "<</Type/Catalog/Pages 2 0 R>>");
        let resources = "<</Font<</F1 3 0 R>>>>";
        push(
            &mut file,
            2,
            &format!(
                "<</Type/Pages/Kids[{kids}]/Count {}/MediaBox[0 0 595 842]/Resources {resources}>>",
                self.pages.len()
            ),
        );
        let name = if self.font_name.is_empty() {
            "Times"
        } else {
            &self.font_name
        };
        let unicode = if self.without_unicode {
            ""
        } else {
            "/ToUnicode 5 0 R"
        };
        push(
            &mut file,
            3,
            &format!(
                "<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[4 0 R]{unicode}>>"
            ),
        );
        push(&mut file, 4, "<</Type/Font/Subtype/CIDFontType2/DW 500>>");
        self.push_stream(&mut file, 5, "", &self.unicode_map());
        for (at, page) in self.pages.iter().enumerate() {
            let number = 10 + 2 * at;
            push(
                &mut file,
                number,
                &format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", number + 1),
            );
            self.push_stream(&mut file, number + 1, "", page);
        }
        file.extend(b"trailer <</Root 1 0 R>>\n%%EOF");
        file
    }

    fn code(&mut self, letter: char) -> String {
        let known = self.letters.iter().position(|&own| own == letter);
        let at = known.unwrap_or_else(|| {
            self.letters.push(letter);
            self.letters.len() - 1
        });
        format!("{:04X}", at + 1)
    }

    fn unicode_map(&self) -> String {
        let letters = self.letters.iter().enumerate();
        let pairs: String = letters
            .map(|(at, &letter)| format!("<{:04X}> <{:04X}>\n", at + 1, u32::from(letter)))
            .collect();
        format!(
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{pairs}endbfchar",
            self.letters.len()
        )
    }

    fn push_stream(&self, file: &mut Vec<u8>, number: usize, entries: &str, content: &str) {
        let (bytes, filter) = if self.packed {
            (deflated(content.as_bytes()), "/Filter/FlateDecode")
        } else {
            (content.as_bytes().to_vec(), "")
        };
        let length = bytes.len();
        file.extend(
            format!("{number} 0 obj\n<<{entries}{filter}/Length {length}>>\nstream\n").bytes(),
        );
        file.extend(bytes);
        file.extend(b"\nendstream\nendobj\n");
    }
}

pub fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn push(file: &mut Vec<u8>, number: usize, object: &str) {
    file.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
}

/// Numbers that look random and are the same in every run.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        // The generator of Knuth's MMIX; its upper bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}
