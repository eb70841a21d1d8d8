//! The targets that one statement promises: its clauses, their years and what they count.

use chrono::Datelike;

use super::block::LONGEST_PARAGRAPH;
use super::document::years;
use super::draft::Target;
use super::target_value::{MOST_NUMBERS, comparator, value, values};
use crate::schedule::Schedule;
use crate::text::fold;

/// The targets in one statement; its clauses are parted only where each has its own value.
pub fn statements(text: &str, year: Option<i32>) -> Vec<Target> {
    if text.len() > LONGEST_PARAGRAPH {
        return Vec::new();
    }
    let aspirational = fold(text)
        .split(' ')
        .take(12)
        .collect::<Vec<_>>()
        .join(" ")
        .contains("phan dau");
    let year = own_year(text).or(year);
    let clauses: Vec<&str> = outside_brackets(text)
        .into_iter()
        .flat_map(split_at_second_share)
        .map(str::trim)
        .collect();
    let valued = clauses
        .iter()
        .filter(|clause| value(clause).is_some())
        .count();
    let clauses = if valued > 1 && valued == clauses.len() {
        clauses
    } else {
        vec![text.trim()]
    };
    let found = clauses
        .into_iter()
        .flat_map(|clause| values(clause).into_iter().map(move |value| (clause, value)));
    let targets = found.map(|(clause, found)| Target {
        group: group(clause).map(str::to_owned),
        year: own_year(clause).or(year),
        comparator: comparator(clause, &found),
        aspirational: aspirational || fold(clause).contains("phan dau"),
        value: found.number,
        unit: found.unit.to_owned(),
        value_raw: clause
            .get(found.from..found.to)
            .unwrap_or_default()
            .to_owned(),
        statement: clause.to_owned(),
        ..Target::default()
    });
    targets.collect()
}

/// The parts between semicolons that do not stand in brackets.
fn outside_brackets(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    for (at, sign) in text.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                parts.push(text.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(text.get(from..).unwrap_or_default());
    parts
}

/// "100% cán bộ …, trên 60% có …": a comma before another share parts two promises.
fn split_at_second_share(clause: &str) -> Vec<&str> {
    const BEFORE: &[&str] = &[
        "trên",
        "ít nhất",
        "tối thiểu",
        "dưới",
        "không dưới",
        "phấn đấu",
    ];
    let mut parts = Vec::new();
    let mut from = 0;
    for (comma, _) in clause.match_indices(", ").take(MOST_NUMBERS) {
        let rest = clause.get(comma + 2..).unwrap_or_default();
        let lower = rest
            .get(..40.min(rest.len()))
            .unwrap_or(rest)
            .to_lowercase();
        let bare = BEFORE
            .iter()
            .find_map(|word| lower.strip_prefix(word))
            .unwrap_or(&lower)
            .trim_start();
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
        let share = digits.len() < bare.len() && digits.trim_start().starts_with('%');
        let before = clause.get(from..comma).unwrap_or_default();
        // "…, trong đó ít nhất 2.000 người …" promises a part of what stands before it.
        let part = lower.starts_with("trong đó") && value(before).is_some();
        if (share && value(before).is_some_and(|value| value.unit == "%")) || part {
            parts.push(before);
            from = comma + 2;
        }
    }
    parts.push(clause.get(from..).unwrap_or_default());
    parts
}

/// "Đến năm 2026, …", "Năm 2026: …", "đến hết năm 2026".
fn own_year(clause: &str) -> Option<i32> {
    let folded = fold(clause);
    let dated = [
        "den nam ",
        "den het nam ",
        "den cuoi nam ",
        "het nam ",
        "trong nam ",
    ];
    let at = dated
        .iter()
        .find_map(|words| folded.find(words).map(|at| at + words.len()));
    let at = at.or_else(|| folded.starts_with("nam ").then_some(4));
    let Some(at) = at else {
        return last_day(clause).map(|day| day.year());
    };
    years(folded.get(at..)?.get(..4)?).first().copied()
}

/// "… trước ngày 31/12/2025", "… đến hết tháng 6/2026".
fn last_day(clause: &str) -> Option<chrono::NaiveDate> {
    const MOST_WORDS: usize = 6;
    let words: Vec<&str> = clause.split_whitespace().collect();
    let opens = |at: &usize| {
        words.get(*at).is_some_and(|word| {
            matches!(fold(word).as_str(), "truoc" | "den" | "xong") && !word.ends_with([',', ';'])
        })
    };
    (0..words.len()).filter(opens).find_map(|at| {
        let end = words.len().min(at + MOST_WORDS);
        let said = words.get(at..end)?.join(" ");
        let said = said.split([',', ';', ')', '(']).next()?;
        Schedule::read(said).end
    })
}

/// The movement's indicators, told by whom or what a statement counts.
pub fn group(statement: &str) -> Option<&'static str> {
    let folded = fold(statement);
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    if has(&["vneid", "duoc xac nhan dat pho cap"]) {
        Some("vneid")
    } else if has(&["dien thoai thong minh"]) && has(&["dan so", "nguoi dan", "nguoi truong thanh"])
    {
        Some("smartphone")
    } else if has(&["tai khoan thanh toan", "tai khoan giao dich"]) {
        Some("tktt")
    } else if has(&[
        "can bo, cong chuc",
        "can bo cong chuc",
        "cong chuc, vien chuc",
        "cbccvc",
    ]) {
        Some("cbccvc")
    } else if has(&["hoc sinh", "sinh vien"]) {
        Some("hocsinh")
    } else if has(&["nguoi lao dong", "nld"]) {
        Some("nld_dn")
    } else if has(&["nguoi dan", "dan so", "nguoi truong thanh"]) {
        Some("nguoidan")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::draft::Comparator;
    use super::*;

    fn only(text: &str) -> Target {
        let mut targets = statements(text, None);
        assert_eq!(targets.len(), 1, "{text}");
        targets.pop().unwrap_or_default()
    }

    #[test]
    fn values_units_and_comparators() {
        let cases = [
            ("Phấn đấu trên 70% hộ có mạng", 70.0, "%", Comparator::Gt),
            ("Mỗi thôn ít nhất 02 lớp", 2.0, "lớp", Comparator::Gte),
            (
                "996 ngàn người được xác nhận",
                996_000.0,
                "người",
                Comparator::Eq,
            ),
            ("Từ 85,5% học sinh trở lên", 85.5, "%", Comparator::Gte),
            ("tỷ lệ đạt 90% trở lên", 90.0, "%", Comparator::Gte),
            ("Người từ 16 tuổi đạt 60%", 60.0, "%", Comparator::Eq),
            ("12/12 ấp có tổ", 12.0, "ấp", Comparator::Eq),
        ];
        for (text, value, unit, comparator) in cases {
            let target = only(text);
            assert_eq!(
                (target.value, target.unit.as_str(), target.comparator),
                (value, unit, comparator)
            );
        }
        assert!(only("Phần đấu 40% người dân").aspirational);
        assert!(statements("Nâng cao nhận thức theo Nghị quyết 57-NQ/TW", None).is_empty());
    }

    #[test]
    fn two_values_in_one_bullet_are_two_targets() {
        let targets = statements(
            "Phấn đấu trên 85% hộ có mạng; tỷ lệ hộ có máy trên 50%.",
            Some(2026),
        );
        assert_eq!(targets.len(), 2);
        assert!(
            targets
                .iter()
                .all(|target| target.aspirational && target.year == Some(2026))
        );
        assert_eq!(targets[1].value_raw, "50%");
    }

    #[test]
    fn counts_promised_together_are_targets_each() {
        let counted = |text: &str| -> Vec<(f64, String)> {
            let targets = statements(text, None).into_iter();
            targets.map(|target| (target.value, target.unit)).collect()
        };
        let pair = |a: f64, first: &str, b: f64, second: &str| {
            vec![(a, first.to_owned()), (b, second.to_owned())]
        };
        assert_eq!(
            counted("Tổ chức 30 lớp, 900 lượt người tham gia."),
            pair(30.0, "lớp", 900.0, "lượt người")
        );
        assert_eq!(
            counted("Mở 10 lớp với 500 lượt người tham gia."),
            pair(10.0, "lớp", 500.0, "lượt người")
        );
        assert_eq!(
            counted("Vận động 3.500 người học, trong đó ít nhất 2.000 người được xác nhận."),
            pair(3_500.0, "người", 2_000.0, "người")
        );
        assert_eq!(counted("Mở 24 lớp, mỗi lớp 02 buổi.").len(), 1);
    }

    #[test]
    fn a_last_day_names_the_year() {
        assert_eq!(
            only("90% giáo viên học xong trước ngày 31/12/2025.").year,
            Some(2025)
        );
        assert_eq!(only("Đến hết tháng 6/2026 có 20 “Chợ số”").year, Some(2026));
        assert_eq!(only("90% giáo viên học xong").year, None);
    }
}
