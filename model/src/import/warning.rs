//! Doubts about a reading, each with the line where a person should look.

use super::draft::{Fix, LeadSource, PlanDraft, Warning};
use super::line::Line;
use super::outline::{Outline, Role};
use super::place;
use crate::text::fold;

/// A person reads the warnings one by one; more than this are not read.
pub const MOST_WARNINGS: usize = 300;

pub fn new(line: usize, code: &str, message: &str) -> Warning {
    Warning {
        line,
        code: code.to_owned(),
        message: message.to_owned(),
        fix: None,
    }
}

/// What the draft leaves open.
pub fn gaps(draft: &PlanDraft) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let document = &draft.document;
    let mut missing = |absent: bool, code: &str, message: &str| {
        if absent {
            warnings.push(new(1, code, message));
        }
    };
    missing(
        document.title.is_none(),
        "title_missing",
        "Không thấy tên kế hoạch; hãy điền.",
    );
    missing(
        document.number.is_none(),
        "number_missing",
        "Kế hoạch chưa có số; hãy điền khi đã ban hành.",
    );
    missing(
        document.date.is_none(),
        "date_missing",
        "Không thấy đủ ngày, tháng, năm ban hành; hãy điền.",
    );
    missing(
        document.issuing_body.is_none(),
        "issuer_missing",
        "Không rõ cơ quan ban hành; hãy chọn.",
    );
    missing(
        draft.targets.is_empty(),
        "targets_missing",
        "Không thấy chỉ tiêu nào có con số.",
    );
    missing(
        draft.units.is_empty(),
        "units_missing",
        "Không thấy phần phân công cho các đơn vị.",
    );
    for target in draft.targets.iter().filter(|target| target.year.is_none()) {
        warnings.push(new(
            target.line,
            "target_without_year",
            "Chỉ tiêu không ghi năm; hãy chọn năm.",
        ));
    }
    for task in &draft.tasks {
        if task.lead_source == LeadSource::None {
            let message = "Nhiệm vụ chưa rõ đơn vị chủ trì; hãy chọn.";
            warnings.push(new(task.line, "lead_missing", message));
        }
    }
    warnings
}

/// A caption that names another commune than the plan's own, as copied annexes do.
pub fn other_commune(draft: &PlanDraft, annex: &[Line]) -> Option<Warning> {
    let own = draft.document.commune.as_deref()?;
    let caption = annex
        .iter()
        .take(6)
        .find(|line| fold(&line.text).contains("kem theo"))?;
    let named = place::commune_in(&caption.text).filter(|named| fold(named) != fold(own))?;
    let message = format!("Phụ lục ghi “{named}”, kế hoạch là của “{own}”; hãy kiểm tra.");
    Some(new(caption.number, "other_commune", &message))
}

/// Labels that repeat or skip among the children of one node.
pub fn numbering(outline: &Outline) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for (index, node) in outline.nodes.iter().enumerate() {
        if matches!(node.role, Role::Other | Role::Closing) {
            continue;
        }
        let mut last: Option<u32> = None;
        for (_, child) in outline.children(index) {
            let name = child.name().and_then(|name| name.rsplit('.').next());
            let Some(number) = name.and_then(|name| name.parse::<u32>().ok()) else {
                continue;
            };
            if last.is_some_and(|last| number != last + 1) {
                let message = format!("Số thứ tự “{number}” lặp lại hoặc nhảy so với mục trước.");
                warnings.push(new(child.line, "numbering", &message));
            }
            last = Some(number);
        }
    }
    warnings
}

/// Slips of scanning that are seen again and again; the source stays as it is.
const SLIPS: &[(&str, &str)] = &[
    ("chuyên đổi số", "chuyển đổi số"),
    ("Phần đấu", "Phấn đấu"),
    ("Phần đầu trên", "Phấn đấu trên"),
    ("Phân đấu", "Phấn đấu"),
    ("Phân đầu", "Phấn đấu"),
    ("đông bào", "đồng bào"),
    ("Lòng ghép", "Lồng ghép"),
    ("lòng ghép", "lồng ghép"),
    ("Phòng trào", "Phong trào"),
    ("công hiến", "cống hiến"),
    ("Nơi nhân", "Nơi nhận"),
    ("PHỖ ", "PHÓ "),
    ("VneID", "VNeID"),
    ("VNEID", "VNeID"),
    ("Đák ", "Đắk "),
    ("Đoàn thành niên", "Đoàn thanh niên"),
    ("đoàn thành niên", "đoàn thanh niên"),
];

pub fn slips(lines: &[Line]) -> Vec<Warning> {
    let found = lines.iter().flat_map(|line| {
        SLIPS
            .iter()
            .filter(|(slip, _)| line.text.contains(slip))
            .map(|(slip, meant)| {
                let message = format!(
                    "“{}” có lẽ là “{}”; giữ nguyên như văn bản.",
                    slip.trim(),
                    meant.trim()
                );
                Warning {
                    fix: Some(Fix {
                        written: (*slip).to_owned(),
                        meant: (*meant).to_owned(),
                    }),
                    ..new(line.number, "slip", &message)
                }
            })
    });
    found.take(MOST_WARNINGS).collect()
}

/// In the order of the text, the same doubt about a line only once.
pub fn sorted(mut warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.sort_by(|a, b| (a.line, &a.code, &a.message).cmp(&(b.line, &b.code, &b.message)));
    warnings.dedup();
    warnings.truncate(MOST_WARNINGS);
    warnings
}

#[cfg(test)]
mod tests {
    use super::super::block::blocks;
    use super::super::line::lines;
    use super::*;

    #[test]
    fn repeated_and_skipped_numbers_are_told() {
        let text = "II. NHIỆM VỤ\n1. A\n2. B\n4. C\n3. D\n4. E";
        let warnings = numbering(&Outline::read(blocks(&lines(text))));
        let at: Vec<usize> = warnings.iter().map(|warning| warning.line).collect();
        assert_eq!(at, [4, 5]);
    }

    #[test]
    fn slips_are_told_and_left() {
        assert_eq!(slips(&lines("về chuyên đổi số")).len(), 1);
        assert!(slips(&lines("về chuyển đổi số")).is_empty());
    }
}
