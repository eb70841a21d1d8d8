//! How a schedule was understood, said in words, so that a person can tell whether that is right.

use super::{Boundary, Schedule, ScheduleKind};
use chrono::NaiveDate;

impl Schedule {
    /// "đến hết 31/12/2025" · "thường xuyên, không có hạn cuối" · "chưa hiểu được, hãy ghi lại".
    pub fn words(&self) -> String {
        let words = match self.kind {
            ScheduleKind::Continuous => self.since("thường xuyên"),
            ScheduleKind::YearAndFollowing => self.since("lâu dài"),
            ScheduleKind::Recurring => "định kỳ, không có hạn cuối".to_owned(),
            ScheduleKind::PerInvitation => "theo giấy mời, chưa có ngày".to_owned(),
            ScheduleKind::Conditional => "khi có điều kiện đã ghi, chưa có ngày".to_owned(),
            ScheduleKind::Unspecified if self.raw.trim().is_empty() => {
                "kế hoạch không nêu".to_owned()
            }
            ScheduleKind::Unspecified => "chưa hiểu được, hãy ghi lại".to_owned(),
            _ => self.span(),
        };
        if self.approximate {
            format!("{words} (dự kiến)")
        } else {
            words
        }
    }

    fn since(&self, words: &str) -> String {
        match self.start {
            Some(start) => format!("{words} từ {}, không có hạn cuối", date(start)),
            None => format!("{words}, không có hạn cuối"),
        }
    }

    fn span(&self) -> String {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => format!("ngày {}", date(end)),
            (Some(start), Some(end)) => format!("từ {} đến hết {}", date(start), date(end)),
            (None, Some(_)) if self.boundary == Some(Boundary::Before) => {
                let named = self.boundary_date.or(self.end).unwrap_or_default();
                format!("trước {}", date(named))
            }
            (None, Some(end)) => format!("đến hết {}", date(end)),
            (Some(start), None) => format!("từ {}, không có hạn cuối", date(start)),
            (None, None) => "không có ngày".to_owned(),
        }
    }
}

fn date(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_said_in_words() {
        for (written, understood) in [
            ("Thường xuyên", "thường xuyên, không có hạn cuối"),
            ("Tháng 10/2025", "từ 01/10/2025 đến hết 31/10/2025"),
            (
                "Dự kiến Tháng 8/2025",
                "từ 01/08/2025 đến hết 31/08/2025 (dự kiến)",
            ),
            ("trước ngày 20/11/2025", "trước 20/11/2025"),
            ("Trước tháng 6/2026", "trước 01/06/2026"),
            (
                "Năm 2025 và các năm tiếp theo",
                "lâu dài từ 01/01/2025, không có hạn cuối",
            ),
            ("", "kế hoạch không nêu"),
            ("lúc rảnh", "chưa hiểu được, hãy ghi lại"),
        ] {
            assert_eq!(Schedule::read(written).words(), understood, "{written}");
        }
    }
}
