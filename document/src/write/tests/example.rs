//! Papers for the tests: one of a commune's people's committee, one of its Party committee.

use chrono::NaiveDate;

use super::super::{Annex, Block, Paper, Row, Signatory, System};

pub fn state() -> Paper {
    Paper {
        system: System::State,
        superior: some("TỈNH NGHỆ AN"),
        issuer: some("ỦY BAN NHÂN DÂN XÃ TÂN KỲ"),
        number: some("7"),
        symbol: some("KH-UBND"),
        place: some("Tân Kỳ"),
        date: NaiveDate::from_ymd_opt(2026, 2, 5),
        kind: "KẾ HOẠCH".to_owned(),
        title: "Triển khai phong trào “Bình dân học vụ số”\ntrên địa bàn xã Tân Kỳ năm 2026"
            .to_owned(),
        bases: vec![
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025.".to_owned(),
            "Căn cứ Kế hoạch số 378/KH-UBND ngày 22/5/2025 của UBND tỉnh Nghệ An về triển khai phong trào “Bình dân học vụ số” trên địa bàn tỉnh".to_owned(),
            "Ủy ban nhân dân xã ban hành Kế hoạch như sau:".to_owned(),
        ],
        body: body("I. ", "II. ", "III. "),
        recipients: vec![
            "UBND tỉnh (b/c);".to_owned(),
            "- Thường trực Đảng ủy, HĐND xã (b/c)".to_owned(),
            "Các phòng, đơn vị thuộc xã (t/h)".to_owned(),
            "Lưu: VT, VHXH".to_owned(),
        ],
        signatory: Signatory {
            authority: some("TM. ỦY BAN NHÂN DÂN"),
            capacity: some("KT. CHỦ TỊCH"),
            position: some("PHÓ CHỦ TỊCH"),
            name: some("Trần Văn Ví Dụ"),
        },
        annexes: vec![Annex {
            title: "Danh mục nhiệm vụ năm 2026".to_owned(),
            caption: some("Kèm theo Kế hoạch số 07/KH-UBND ngày 05/02/2026 của UBND xã Tân Kỳ"),
            blocks: vec![tasks(6)],
        }],
    }
}

pub fn party() -> Paper {
    Paper {
        system: System::Party,
        superior: some("TỈNH ỦY NGHỆ AN"),
        issuer: some("ĐẢNG ỦY XÃ TÂN KỲ"),
        number: some("57"),
        symbol: some("KH/ĐU"),
        date: NaiveDate::from_ymd_opt(2026, 7, 15),
        body: body("I- ", "II- ", "III- "),
        signatory: Signatory {
            authority: some("T/M BAN THƯỜNG VỤ"),
            capacity: None,
            position: some("PHÓ BÍ THƯ THƯỜNG TRỰC"),
            name: some("Trần Văn Ví Dụ"),
        },
        bases: vec!["Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị".to_owned()],
        ..state()
    }
}

/// A list of tasks with a group and a few rows.
pub fn tasks(n_rows: usize) -> Block {
    let head = [
        "TT",
        "Nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời gian",
        "Sản phẩm",
    ];
    let group = Row {
        cells: vec!["I".to_owned(), "Công tác truyền thông".to_owned()],
        heading: true,
    };
    let rows = (1..=n_rows).map(|nth| Row {
        cells: vec![
            nth.to_string(),
            format!("Tổ chức lớp bồi dưỡng kỹ năng số cộng đồng đợt {nth} tại nhà văn hóa các xóm"),
            "Phòng Văn hóa - Xã hội".to_owned(),
            "Công an xã;\nĐoàn Thanh niên xã".to_owned(),
            format!("Trước 15/{}/2026", nth % 9 + 3),
            "Danh sách lớp học".to_owned(),
        ],
        heading: false,
    });
    Block::Table {
        widths: vec![8, 50, 30, 32, 22, 24],
        head: head.map(str::to_owned).to_vec(),
        rows: [group].into_iter().chain(rows).collect(),
    }
}

fn body(first: &str, second: &str, third: &str) -> Vec<Block> {
    let heading = |level, text: &str| Block::Heading {
        level,
        text: text.to_owned(),
    };
    let paragraph = |text: &str| Block::Paragraph {
        text: text.to_owned(),
    };
    vec![
        heading(1, &format!("{first}MỤC ĐÍCH, YÊU CẦU")),
        heading(2, "1. Mục đích"),
        paragraph(
            "- Phổ cập kiến thức, kỹ năng số cơ bản cho người dân trên địa bàn xã, không để ai bị bỏ lại phía sau.\n\
             - Nâng cao nhận thức của cán bộ, công chức về chuyển đổi số.",
        ),
        heading(2, "2. Yêu cầu"),
        paragraph("Nội dung triển khai phải thiết thực, phù hợp với từng nhóm đối tượng."),
        heading(1, &format!("{second}NHIỆM VỤ")),
        paragraph("Các nhiệm vụ cụ thể theo Phụ lục kèm theo Kế hoạch này."),
        heading(1, &format!("{third}TỔ CHỨC THỰC HIỆN")),
        paragraph(
            "1. Phòng Văn hóa - Xã hội chủ trì, theo dõi, đôn đốc; tổng hợp báo cáo trước ngày 15/12/2026.",
        ),
        paragraph(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh kịp thời để xem xét, điều chỉnh.",
        ),
    ]
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}
