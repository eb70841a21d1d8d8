//! What kind of file some bytes are, whatever the file is called.

use super::problem::Problem;
use super::word;

/// The kinds of files that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Plain,
    Word,
    Pdf,
}

impl Kind {
    /// The kind, or the problem of a file that has to be saved otherwise first.
    pub fn of(bytes: &[u8]) -> Result<Kind, Problem> {
        if bytes.is_empty() {
            return Err(Problem::Empty);
        }
        if has_pdf_mark(bytes) {
            return Ok(Kind::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return packed(bytes);
        }
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            return Err(compound(bytes));
        }
        if bytes.starts_with(b"{\\rtf") {
            return Err(Problem::RichText);
        }
        if has_any_mark(bytes, IMAGES) || is_webp(bytes) {
            return Err(Problem::Image);
        }
        if has_any_mark(bytes, ARCHIVES) {
            return Err(Problem::Archive);
        }
        Ok(Kind::Plain)
    }
}

const IMAGES: &[&[u8]] = &[
    b"\x89PNG\r\n\x1a\n",
    b"\xFF\xD8\xFF",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"BM6",
    b"\0\0\0\x18ftyphei",
    b"\0\0\0\x24ftyphei",
    b"\0\0\0\x1cftyphei",
];

const ARCHIVES: &[&[u8]] = &[
    b"Rar!\x1a\x07",
    b"7z\xBC\xAF\x27\x1C",
    b"\x1F\x8B\x08",
    b"BZh9",
    b"\xFD7zXZ\0",
    b"PK\x07\x08",
];

fn has_any_mark(bytes: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| bytes.starts_with(mark))
}

fn is_webp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")
}

/// Readers allow some bytes before the mark of a PDF; a text that speaks of one has words before it.
fn has_pdf_mark(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let found = start.windows(5).position(|window| window == b"%PDF-");
    found.is_some_and(|at| at == 0 || std::str::from_utf8(bytes).is_err())
}

fn packed(bytes: &[u8]) -> Result<Kind, Problem> {
    let names = word::part_names(bytes)?;
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("word/") {
        Ok(Kind::Word)
    } else if has("xl/") {
        Err(Problem::Spreadsheet)
    } else if has("ppt/") {
        Err(Problem::Presentation)
    } else if has("content.xml") && has("mimetype") {
        Err(Problem::OpenDocument)
    } else if has("[Content_Types].xml") {
        Ok(Kind::Word)
    } else {
        Err(Problem::Archive)
    }
}

/// The old container of Microsoft Office; the names in its directory are UTF-16.
fn compound(bytes: &[u8]) -> Problem {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes
            .windows(wide.len())
            .any(|window| window == wide.as_slice())
    };
    if holds("EncryptedPackage") {
        Problem::Encrypted
    } else if holds("WordDocument") {
        Problem::OldWord
    } else if holds("Workbook") {
        Problem::Spreadsheet
    } else if holds("PowerPoint Document") {
        Problem::Presentation
    } else {
        Problem::OldWord
    }
}
