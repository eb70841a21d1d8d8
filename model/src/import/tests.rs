use super::*;
use crate::schedule::ScheduleKind;

const PLAN: &str = "\
ỦY BAN NHÂN DÂN\nXÃ NÀ VÍ\n\nSố: 07/KH-UBND\n\nNà Ví, ngày 05 tháng 02 năm 2026\n\nKẾ HOẠCH\n\
Phổ cập kỹ năng số cho bà con xã Nà Ví năm 2026\n\n\
Căn cứ Quyết định số 12/QĐ-UBND ngày 03/01/2026 của UBND tỉnh Ví Dụ về mở lớp;\n\n\
I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Bà con dùng được điện thoại.\n2. Yêu cầu\n- Dạy chậm, dễ hiểu.\n\n\
II. CHỈ TIÊU\n- Phấn đấu trên 70% hộ có người biết dùng.\n\n\
III. NHIỆM VỤ\n1. Mở lớp tối ở từng thôn.\n- Đơn vị chủ trì: Trạm y tế.\n- Thời gian thực hiện: Quý II/2026.\n\
2. Phát tin trên loa.\n\nIV. KINH PHÍ\nTừ ngân sách của xã.\n\n\
V. TỔ CHỨC THỰC HIỆN\n1. Công an xã\n- Chủ trì thực hiện nhiệm vụ tại mục 2 phần III.\n\
- Báo cáo kết quả về UBND xã trước ngày 10 hằng tháng.\n\nTrên đây là Kế hoạch của xã./.\n\n\
Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Ví Dụ\n";

#[test]
fn a_whole_plan_is_read() {
    let draft = read(PLAN).expect("a plan");
    assert_eq!(draft.document.number.as_deref(), Some("07"));
    assert_eq!(draft.document.plan_years, [2026]);
    assert_eq!(draft.legal_bases.len(), 1);
    assert_eq!((draft.purposes.len(), draft.requirements.len()), (1, 1));
    assert_eq!(draft.targets[0].year, Some(2026));
    assert_eq!(draft.tasks.len(), 2);
    assert_eq!(draft.tasks[0].lead, ["Trạm y tế"]);
    assert_eq!(draft.tasks[0].schedule.kind, ScheduleKind::Quarter);
    assert_eq!(draft.tasks[1].lead, ["Công an xã"]);
    assert_eq!(draft.tasks[1].lead_source, LeadSource::CrossReference);
    assert_eq!(draft.units[0].cross_refs[0].resolved, ["III.2"]);
    assert_eq!(draft.reporting.len(), 1);
    assert_eq!(draft.recipients.len(), 2);
    assert_eq!(
        draft.funding.map(|funding| funding.text).as_deref(),
        Some("Từ ngân sách của xã.")
    );
    assert_eq!(
        draft.signatory.and_then(|who| who.name).as_deref(),
        Some("Trần Văn Ví Dụ")
    );
}

#[test]
fn a_draft_survives_its_json() {
    let draft = read(PLAN).expect("a plan");
    let json = serde_json::to_string(&draft).expect("a draft is JSON");
    let again: PlanDraft = serde_json::from_str(&json).expect("its JSON is a draft");
    assert_eq!(again, draft);
}

#[test]
fn decomposed_text_reads_alike() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = PLAN.nfd().collect();
    assert_eq!(read(&decomposed), read(PLAN));
    let windows = PLAN.replace('\n', "\r\n");
    assert_eq!(read(&windows), read(PLAN));
}

#[test]
fn what_is_no_plan_is_refused_in_plain_words() {
    let long = "a".repeat(LARGEST_BYTES + 1);
    let cases = [
        ("", "empty"),
        ("\u{feff} \n\t\n", "empty"),
        ("\0\u{1}\u{2}\u{3}\u{4}", "not_text"),
        (long.as_str(), "too_large"),
        ("Thư mời họp tổ dân phố.", "no_tasks"),
    ];
    for (text, code) in cases {
        let problem = read(text).expect_err(code);
        assert_eq!(problem.code(), code);
        assert!(problem.sentence().contains("Hãy"), "{code} says what to do");
        assert_eq!(problem.to_string(), problem.sentence());
    }
}

/// A generator with a fixed seed, so that a failure can be repeated.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default()
    }
}

#[test]
fn noise_is_read_or_refused_but_never_breaks() {
    const BITS: &[&str] = &[
        "I. ",
        "1. ",
        "1.1. ",
        "a) ",
        "- ",
        "+ ",
        "\n",
        "\n\n",
        "\t",
        "|",
        ":",
        ";",
        "%",
        "80",
        "Phòng ",
        "Tổ công nghệ số ",
        "NHIỆM VỤ",
        "MỤC TIÊU",
        "TT Nội dung Chủ trì Thời gian\n",
        "Năm 2025 ",
        "<p>",
        "</td>",
        "<table>",
        "(Kèm theo ",
        "Nơi nhận:",
        "TM. ỦY BAN",
        "mục 1.1 phần II",
        "\u{301}",
        "đ",
        "“",
        "KẾ HOẠCH",
        "Số: ",
        "ngày 31/2/2025",
        "**",
        "#",
        "Chủ trì: ",
        "các ",
        "\u{1f1fb}",
        "…",
        "\\",
        "số",
    ];
    let mut noise = Noise(20_260_205);
    for _ in 0..400 {
        let n_bits = noise.next() % 200;
        let text: String = (0..n_bits)
            .map(|_| BITS[noise.next() % BITS.len()])
            .collect();
        let _ = read(&text);
        let signs: String = (0..n_bits)
            .filter_map(|_| char::from_u32(u32::from(noise.next().to_le_bytes()[0])))
            .collect();
        let _ = read(&signs);
    }
}

#[test]
fn every_prefix_of_a_plan_is_safe() {
    for (end, _) in PLAN.char_indices() {
        let _ = read(&PLAN[..end]);
    }
}

/// No clock is asked: a stage whose time grew with the square would be felt as a hang.
#[test]
fn long_texts_of_anything_come_to_an_end() {
    let row = "| 1 | Mở lớp | Trạm y tế | Quý I/2026 |\n";
    let table = format!(
        "II. NHIỆM VỤ\n| TT | Nội dung | Chủ trì | Thời gian |\n{}",
        row.repeat(100_000)
    );
    let head = "PHỤ LỤC\nTT Nội dung Chủ trì Phối hợp Thời gian\n";
    let fill = |unit: &str| unit.repeat(40_000 / unit.len());
    let texts = [
        table.chars().take(40_000).collect::<String>(),
        format!("{}{head}1 Mở lớp\n{}", "\n".repeat(6), fill("Phòng ")),
        format!(
            "{}{head}{}",
            "\n".repeat(6),
            fill("1 Phòng Kinh tế\nNăm 2025\n")
        ),
        fill("1. Chủ trì: "),
        fill("I. NHIỆM VỤ\n1. A\n"),
        format!("I. MỤC TIÊU\n1. {}", fill("80% ")),
        format!("V. TỔ CHỨC THỰC HIỆN\n1. Trạm\n- {}", fill("mục 1.1, ")),
        format!("Căn cứ {}", fill("Luật số 1/A của ")),
        fill("<"),
        fill("a"),
        fill("- b\n"),
    ];
    for text in texts {
        let _ = read(&text);
    }
}
