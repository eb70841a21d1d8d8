//! What a file is told to be, and what is said of those that cannot be read.

use std::collections::HashSet;

use super::example::{packed, paragraph, word};
use super::*;

fn refused(bytes: &[u8]) -> Problem {
    text(bytes).unwrap_err()
}

#[test]
fn text_in_every_encoding() {
    let sentence = "Kế hoạch của xã: độc lập";
    let wide: Vec<u16> = sentence.encode_utf16().collect();
    let little = wide.iter().flat_map(|unit| unit.to_le_bytes());
    let big = wide.iter().flat_map(|unit| unit.to_be_bytes());
    let with_mark = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
    let files = [
        sentence.as_bytes().to_vec(),
        with_mark(b"\xEF\xBB\xBF", sentence.as_bytes().to_vec()),
        with_mark(b"\xFF\xFE", little.collect()),
        with_mark(b"\xFE\xFF", big.collect()),
        // TCVN3, VNI and Windows 1258, a byte a letter.
        b"K\xD5 ho\xB9ch c\xF1a x\xB7: \xAE\xE9c l\xCBp".to_vec(),
        b"Ke\xE1 hoa\xEFch cu\xFBa xa\xF5: \xF1o\xE4c la\xE4p".to_vec(),
        b"K\xEA\xEC hoa\xF2ch cu\xD2a xa\xDE: \xF0\xF4\xF2c l\xE2\xF2p".to_vec(),
    ];
    for file in files {
        let read = text(&file).unwrap();
        assert_eq!((read.text.as_str(), read.kind), (sentence, Kind::Plain));
    }
}

#[test]
fn text_comes_out_composed() {
    let read = text("Ke\u{302}\u{301} hoạch".as_bytes()).unwrap();
    assert_eq!(read.text, "Kế hoạch");
    assert!(!read.converted);
}

#[test]
fn text_pasted_from_an_old_font_is_recovered() {
    let read = text("KÕ ho¹ch cña ñy ban nh©n d©n x· vÒ häc vô sè".as_bytes()).unwrap();
    assert_eq!(read.text, "Kế hoạch của ủy ban nhân dân xã về học vụ số");
    assert!(read.converted);
}

#[test]
fn other_kinds_are_told_apart() {
    let compound = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend([0; 600]);
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let zipped = |name: &str| packed(&[("[Content_Types].xml", b""), (name, b"x")]);
    let told = [
        (Vec::new(), Problem::Empty),
        (b" \n\t".to_vec(), Problem::NoText),
        (compound("WordDocument"), Problem::OldWord),
        (compound("Workbook"), Problem::Spreadsheet),
        (compound("EncryptedPackage"), Problem::Encrypted),
        (compound("PowerPoint Document"), Problem::Presentation),
        (zipped("xl/workbook.xml"), Problem::Spreadsheet),
        (zipped("ppt/presentation.xml"), Problem::Presentation),
        (
            packed(&[("mimetype", b"x"), ("content.xml", b"x")]),
            Problem::OpenDocument,
        ),
        (packed(&[("ke-hoach.docx", b"x")]), Problem::Archive),
        (b"PK\x03\x04 cut".to_vec(), Problem::WordDamaged),
        (b"{\\rtf1 x}".to_vec(), Problem::RichText),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Problem::Image),
        (b"\xFF\xD8\xFF\xE0".to_vec(), Problem::Image),
        (b"Rar!\x1a\x07\x00".to_vec(), Problem::Archive),
        ((0..=31u8).cycle().take(900).collect(), Problem::UnknownKind),
        (b"caf\xE9 ol\xE9".to_vec(), Problem::UnknownEncoding),
    ];
    for (bytes, problem) in told {
        assert_eq!(refused(&bytes), problem, "{:?}", bytes.get(..20));
    }
}

#[test]
fn every_problem_has_its_own_code_and_sentence() {
    let codes: HashSet<&str> = Problem::ALL.iter().map(|problem| problem.code()).collect();
    let sentences: HashSet<&str> = Problem::ALL.iter().map(|own| own.sentence()).collect();
    assert_eq!(codes.len(), Problem::ALL.len());
    assert_eq!(sentences.len(), Problem::ALL.len());
    assert!(
        sentences
            .iter()
            .all(|sentence| sentence.contains("Hãy") || sentence.contains("Mở"))
    );
}

#[test]
fn a_text_that_speaks_of_pdf_is_a_text() {
    let read = text("Mỗi tệp PDF bắt đầu bằng:%PDF-1.7".as_bytes());
    assert_eq!(read.map(|read| read.kind), Ok(Kind::Plain));
}

#[test]
fn files_and_texts_have_a_limit() {
    assert_eq!(
        refused(&vec![b'a'; LARGEST_FILE + 1]),
        Problem::FileTooLarge
    );
    assert_eq!(
        refused(&vec![b'a'; LARGEST_TEXT + 1]),
        Problem::TextTooLarge
    );
}

#[test]
fn the_limit_of_a_text_is_that_of_the_importer() {
    use model::import::{ImportProblem, read};
    let text = |length: usize| "a ".repeat(length / 2) + &"a".repeat(length % 2);
    assert_eq!(read(&text(LARGEST_TEXT + 1)), Err(ImportProblem::TooLarge));
    assert_ne!(read(&text(LARGEST_TEXT)), Err(ImportProblem::TooLarge));
}

#[test]
fn a_word_file_is_told_by_its_content() {
    let read = text(&word(&paragraph("", "Mở lớp"))).unwrap();
    assert_eq!((read.text.as_str(), read.kind), ("Mở lớp\n", Kind::Word));
}
