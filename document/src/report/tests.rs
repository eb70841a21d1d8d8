//! A report on paper and in tables.

use model::{
    formalities::{Formalities, System},
    plan::Plan,
    report::{Amount, Contents, DifficultyTold, ReportId, Stage, TargetTold, TaskTold},
    rollup::Value,
    status::{Cell, Cells},
    unit::{UnitHead, UnitKind},
    view::report::ReportView,
};

use super::*;
use crate::write::docx;

fn day(text: &str) -> chrono::NaiveDate {
    day::parse(text).unwrap()
}

fn contents() -> Contents {
    let cells: Cells = [Cell::DoneOnTime, Cell::DoneLate, Cell::OpenOverdue]
        .into_iter()
        .collect();
    Contents {
        as_of: day("2026-12-14"),
        targets: vec![TargetTold {
            node: "c".into(),
            statement: "Người trưởng thành có kỹ năng số".into(),
            indicator: "ky-nang-so".into(),
            asked: Some("trên 60 %".into()),
            told: "40 % (400/1.000)".into(),
            reporters: "12/15 đơn vị đã báo".into(),
            is_met: Some(false),
            value: Value {
                numerator: Some(400),
                rated: 400,
                denominator: Some(1_000),
                ..Value::default()
            },
        }],
        tasks: vec![TaskTold {
            node: "t".into(),
            label: Some("1.".into()),
            text: "Mở lớp".into(),
            leads: vec!["Phòng Văn hóa - Xã hội".into()],
            times: "Tháng 12/2026".into(),
            cells,
            amounts: vec![Amount {
                number: 1_200,
                of: "học viên".into(),
            }],
            note: Some("Lớp tối".into()),
        }],
        difficulties: vec![DifficultyTold {
            task: "t".into(),
            unit: "Xóm 1".into(),
            text: "Mở lớp".into(),
            words: "Thiếu máy".into(),
            since: day("2026-11-02"),
            answer: None,
        }],
        assessment: "Khá.\n\nCần cố gắng.".into(),
        proposals: String::new(),
    }
}

fn view() -> ReportView {
    ReportView {
        id: ReportId::parse("k_2026-Q4").unwrap(),
        today: day("2026-12-16"),
        unit: UnitHead {
            id: "xa".into(),
            name: "Xã Tân Kỳ".into(),
            kind: UnitKind::Commune,
        },
        plan_title: "Triển khai phong trào".into(),
        plan_number: Some("57/KH-UBND".into()),
        first: day("2026-09-15"),
        last: day("2026-12-14"),
        stage: Stage::Submitted,
        submitted: None,
        answered: None,
        contents: contents(),
        is_frozen: true,
        through: 0,
        may_submit: false,
        may_reply: false,
    }
}

fn plan(system: System) -> Plan {
    Plan {
        symbol: Some("KH-UBND".into()),
        issuing_body: Some("UBND xã Tân Kỳ".into()),
        formalities: Formalities {
            system,
            ..Formalities::default()
        },
        ..Plan::default()
    }
}

fn headings(paper: &Paper) -> Vec<&str> {
    let headings = paper.body.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(text.as_str()),
        _ => None,
    });
    headings.collect()
}

#[test]
fn the_paper_is_that_of_the_plan_s_authority_and_says_what_there_is() {
    let paper = paper(&view(), &plan(System::State));
    assert_eq!(paper.kind, "BÁO CÁO");
    assert_eq!(paper.issuer.as_deref(), Some("ỦY BAN NHÂN DÂN XÃ TÂN KỲ"));
    assert_eq!(
        (paper.number.as_deref(), paper.symbol.as_deref()),
        (None, Some("BC-UBND"))
    );
    assert_eq!(
        paper.title,
        "Kết quả thực hiện Kế hoạch số 57/KH-UBND quý IV/2026"
    );
    let opening = Block::Paragraph {
        text: "Thực hiện Kế hoạch số 57/KH-UBND của UBND xã Tân Kỳ về triển khai phong trào, UBND xã Tân Kỳ báo cáo kết \
               quả quý IV/2026 (số liệu từ ngày 15/09/2026 đến ngày 14/12/2026) như sau:"
            .into(),
    };
    assert_eq!(paper.body[0], opening);
    // Nothing is proposed, so there is no such part.
    let expected = [
        "I. ĐÁNH GIÁ CHUNG",
        "II. KẾT QUẢ THỰC HIỆN CHỈ TIÊU",
        "III. KẾT QUẢ THỰC HIỆN NHIỆM VỤ",
        "IV. KHÓ KHĂN, VƯỚNG MẮC",
    ];
    assert_eq!(headings(&paper), expected);
    let tables = paper.body.iter().filter_map(|block| match block {
        Block::Table { rows, .. } => rows.first().map(|row| row.cells.clone()),
        _ => None,
    });
    let rows: Vec<_> = tables.collect();
    assert_eq!(rows[0][4], "Chưa đạt");
    assert_eq!(
        rows[1][4],
        "Xong 2/3 đơn vị (1 muộn), 1 quá hạn. 1.200 học viên. Lớp tối"
    );
    assert!(docx(&paper).starts_with(b"PK"));
}

#[test]
fn a_party_body_numbers_its_parts_in_its_own_way() {
    let paper = paper(&view(), &plan(System::Party));
    assert_eq!(headings(&paper)[0], "I- ĐÁNH GIÁ CHUNG");
    assert_eq!(symbol("KH/ĐU"), "BC/ĐU");
    assert_eq!(symbol("CTr-HU"), "BC");
}

#[test]
fn the_tables_have_numbers_to_reckon_with() {
    let [(_, targets), (_, tasks)] = tables(&view());
    assert_eq!(targets.columns.len(), targets.rows[0].len());
    assert_eq!(tasks.columns.len(), tasks.rows[0].len());
    assert_eq!(
        targets.rows[0][2..5],
        [Entry::Count(400), Entry::Count(1_000), Entry::Share(40.0)]
    );
    let overdue = tasks.columns.iter().position(|name| name == "Quá hạn");
    assert_eq!(tasks.rows[0][overdue.unwrap()], Entry::Count(1));
}
