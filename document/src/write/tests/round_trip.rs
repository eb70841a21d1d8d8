//! A paper written, read and imported says what it said before.

use model::import::{self, PlanDraft, Signatory};

use super::super::{Paper, docx};
use super::example;
use crate::read;

fn drafted(paper: &Paper) -> PlanDraft {
    import::read(&read::text(&docx(paper)).unwrap().text).unwrap()
}

fn ymd(year: i32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn recipients(draft: &PlanDraft) -> Vec<&str> {
    let texts = draft.recipients.iter();
    texts.map(|recipient| recipient.text.as_str()).collect()
}

fn check_common(draft: &PlanDraft) {
    let document = &draft.document;
    assert_eq!(
        document.title.as_deref(),
        Some("Triển khai phong trào “Bình dân học vụ số” trên địa bàn xã Tân Kỳ năm 2026")
    );
    assert_eq!(document.place.as_deref(), Some("Tân Kỳ"));
    assert_eq!(
        recipients(draft),
        [
            "UBND tỉnh (b/c);",
            "Thường trực Đảng ủy, HĐND xã (b/c);",
            "Các phòng, đơn vị thuộc xã (t/h);",
            "Lưu: VT, VHXH."
        ]
    );
    assert_eq!(draft.tasks.len(), 6);
    let task = &draft.tasks[0];
    assert_eq!(task.number.as_deref(), Some("1"));
    assert!(task.text.starts_with("Tổ chức lớp bồi dưỡng"));
    assert_eq!(task.lead, ["Phòng Văn hóa - Xã hội"]);
    assert_eq!(task.coordinating, ["Công an xã", "Đoàn Thanh niên xã"]);
    assert_eq!(task.time_raw.as_deref(), Some("Trước 15/4/2026"));
    assert_eq!(task.output.as_deref(), Some("Danh sách lớp học"));
    assert_eq!(task.groups[0].label, "I");
    assert_eq!(task.groups[0].title, "Công tác truyền thông");
}

#[test]
fn of_the_state() {
    let draft = drafted(&example::state());
    let document = &draft.document;
    assert_eq!(document.number.as_deref(), Some("07"));
    assert_eq!(document.symbol.as_deref(), Some("KH-UBND"));
    assert_eq!(
        document.issuing_body.as_deref(),
        Some("Ủy ban nhân dân xã Tân Kỳ")
    );
    assert_eq!(document.system.as_deref(), Some("chính quyền"));
    assert_eq!(document.province.as_deref(), Some("tỉnh Nghệ An"));
    assert_eq!(
        document.date.map(|date| date.to_string()),
        Some(ymd(2026, 2, 5))
    );
    let signed = draft.signatory.clone().unwrap_or_default();
    let expected = Signatory {
        authority: Some("TM. ỦY BAN NHÂN DÂN".to_owned()),
        capacity: Some("KT. CHỦ TỊCH".to_owned()),
        position: Some("PHÓ CHỦ TỊCH".to_owned()),
        name: Some("Trần Văn Ví Dụ".to_owned()),
        line: signed.line,
    };
    assert_eq!(signed, expected);
    assert_eq!(draft.legal_bases[1].number.as_deref(), Some("378/KH-UBND"));
    check_common(&draft);
}

#[test]
fn of_the_party() {
    let draft = drafted(&example::party());
    let document = &draft.document;
    assert_eq!(document.number.as_deref(), Some("57"));
    assert_eq!(document.symbol.as_deref(), Some("KH/ĐU"));
    assert_eq!(document.issuing_body.as_deref(), Some("Đảng ủy xã Tân Kỳ"));
    assert_eq!(document.system.as_deref(), Some("Đảng"));
    assert_eq!(
        document.date.map(|date| date.to_string()),
        Some(ymd(2026, 7, 15))
    );
    let signed = draft.signatory.clone().unwrap_or_default();
    assert_eq!(signed.authority.as_deref(), Some("T/M BAN THƯỜNG VỤ"));
    assert_eq!(signed.capacity, None);
    assert_eq!(signed.position.as_deref(), Some("PHÓ BÍ THƯ THƯỜNG TRỰC"));
    assert_eq!(signed.name.as_deref(), Some("Trần Văn Ví Dụ"));
    check_common(&draft);
}
