//! How papers are laid out, and that odd words do no harm.

use super::super::{Annex, Block, Paper, Row, System, document, docx};
use super::example;
use crate::read;

fn lines(paper: &Paper) -> Vec<String> {
    let read = read::text(&docx(paper)).unwrap();
    let lines = read.text.lines().filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn annexed(titles: &[&str], block: &Block) -> Vec<Annex> {
    let annexes = titles.iter().map(|title| Annex {
        title: (*title).to_owned(),
        caption: None,
        blocks: vec![block.clone()],
    });
    annexes.collect()
}

/// A paper of many pages with upright and wide annexes.
fn long() -> Paper {
    let body = example::state().body;
    let narrow = Block::Table {
        widths: vec![1, 6, 3],
        head: ["TT", "Nội dung", "Đơn vị"].map(str::to_owned).to_vec(),
        rows: vec![
            Row {
                cells: ["1", "Mở lớp tại các xóm", "Trạm Y tế"]
                    .map(str::to_owned)
                    .to_vec(),
                heading: false,
            };
            4
        ],
    };
    let mut annexes = annexed(&["Danh mục nhiệm vụ"], &example::tasks(30));
    annexes.extend(annexed(&["Phân công"], &narrow));
    Paper {
        system: System::Front,
        superior: Some("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ TÂN KỲ".to_owned()),
        issuer: Some("BAN THƯỜNG TRỰC".to_owned()),
        number: None,
        date: None,
        symbol: Some("KH-MTTQ-BTT".to_owned()),
        body: [body.clone(), vec![narrow], body.clone(), body].concat(),
        annexes,
        ..example::state()
    }
}

/// Writes the examples where `WRITE_PAPERS` says, for a person to look at.
#[test]
fn the_same_paper_gives_the_same_bytes() {
    let papers = [
        ("state", example::state()),
        ("party", example::party()),
        ("long", long()),
    ];
    for (name, paper) in papers {
        let file = docx(&paper);
        assert_eq!(file, docx(&paper), "{name}");
        if let Some(folder) = std::env::var_os("WRITE_PAPERS") {
            let path = std::path::Path::new(&folder).join(format!("{name}.docx"));
            std::fs::write(path, &file).unwrap();
        }
    }
}

#[test]
fn the_head_of_the_state() {
    let expected = [
        "TỈNH NGHỆ AN",
        "ỦY BAN NHÂN DÂN XÃ TÂN KỲ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 07/KH-UBND",
        "Tân Kỳ, ngày 05 tháng 02 năm 2026",
        "KẾ HOẠCH",
    ];
    let lines = lines(&example::state());
    assert_eq!(lines[..expected.len()], expected);
    let end = "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh kịp thời để xem xét, điều chỉnh./.";
    assert!(lines.iter().any(|line| line == end));
    let opening = "Ủy ban nhân dân xã ban hành Kế hoạch như sau:";
    assert!(lines.iter().any(|line| line == opening));
}

#[test]
fn the_head_of_the_party() {
    let expected = [
        "TỈNH ỦY NGHỆ AN",
        "ĐẢNG ỦY XÃ TÂN KỲ",
        "-----",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 57-KH/ĐU",
        "Tân Kỳ, ngày 15 tháng 7 năm 2026",
        "KẾ HOẠCH",
    ];
    let lines = lines(&example::party());
    assert_eq!(lines[..expected.len()], expected);
    assert!(!lines.iter().any(|line| line.ends_with("./.")));
}

#[test]
fn a_long_name_goes_on_with_its_place() {
    assert!(document(&example::state()).contains("NHÂN DÂN XÃ\u{a0}TÂN\u{a0}KỲ"));
    assert!(document(&long()).contains("TỔ QUỐC VIỆT\u{a0}NAM\u{a0}XÃ"));
    assert!(document(&example::party()).contains("ĐẢNG ỦY XÃ TÂN KỲ"));
}

#[test]
fn the_mark_at_the_end_stands_once() {
    let ends = [
        ("điều chỉnh.", "điều chỉnh./."),
        ("điều chỉnh./. ", "điều chỉnh./."),
        ("Hết;\n", "Hết./."),
        ("Một.\nHai", "Hai./."),
    ];
    for (text, expected) in ends {
        let body = vec![Block::Paragraph {
            text: text.to_owned(),
        }];
        let paper = Paper {
            body,
            ..Paper::default()
        };
        assert_eq!(lines(&paper).last().map(String::as_str), Some(expected));
    }
}

#[test]
fn what_is_not_known_yet_is_a_gap() {
    let lines = lines(&long());
    assert!(lines.iter().any(|line| line == "Số: /KH-MTTQ-BTT"));
    assert!(lines.iter().any(|line| line == "Tân Kỳ, ngày tháng năm"));
    let empty = Paper::default();
    assert!(document(&empty).contains("CỘNG HÒA"));
}

#[test]
fn tables_repeat_their_head_and_wide_ones_turn_the_page() {
    let state = document(&example::state());
    assert_eq!(state.matches("w:orient=\"landscape\"").count(), 1);
    assert_eq!(state.matches("<w:tblHeader/>").count(), 1);
    // Every row, those of head and signature too, stays on one page.
    assert_eq!(
        state.matches("<w:cantSplit/>").count(),
        state.matches("<w:tr>").count()
    );
    let long = document(&long());
    assert_eq!(long.matches("<w:sectPr>").count(), 3);
    assert_eq!(long.matches("w:orient=\"landscape\"").count(), 1);
    assert!(long.contains("Phụ lục II<"));
}

#[test]
fn lines_are_paragraphs_and_odd_characters_do_no_harm() {
    let table = Block::Table {
        widths: Vec::new(),
        head: Vec::new(),
        rows: vec![
            Row {
                cells: vec!["a\u{b}<b>".to_owned(), "một\r\nhai".to_owned()],
                heading: false,
            },
            Row {
                cells: vec!["chỉ một".to_owned()],
                heading: true,
            },
            Row::default(),
        ],
    };
    let text = "Một & “hai” <ba>\u{0}\u{1}\u{ffff}\n\n\tbốn\tnăm]]>".to_owned();
    let paper = Paper {
        body: vec![Block::Paragraph { text }, table],
        ..Paper::default()
    };
    let lines = lines(&paper);
    let at = lines.iter().position(|line| line == "Một & “hai” <ba>");
    let rest = &lines[at.unwrap() + 1..];
    let expected = [
        "bốn năm]]>",
        "| a <b> | một hai |",
        "| --- | --- |",
        "| chỉ một |  |",
    ];
    assert_eq!(rest, expected);
}
