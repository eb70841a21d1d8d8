//! A time some years later, in the words it was written in.

use super::Schedule;

/// Years that plans are about.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

impl Schedule {
    /// The same time so many years later: the words are moved and read again, so that both say the
    /// same. Where the moved words cannot be understood as these were ("29/02/2029"), or these were
    /// not read from their words, all stays as it is: somebody must look at it.
    pub fn years_later(&self, years: i32) -> Self {
        if Self::read_composed(&self.raw) != *self {
            return self.clone();
        }
        let moved = Self::read_composed(&move_years(&self.raw, years, |_, _, _| true));
        let is_alike = moved.kind == self.kind
            && moved.start.is_some() == self.start.is_some()
            && moved.end.is_some() == self.end.is_some();
        if is_alike { moved } else { self.clone() }
    }
}

/// Moves the years in a text for which `is_meant` says so; it is given what stands before and after
/// the year.
pub(crate) fn move_years(
    text: &str,
    years: i32,
    is_meant: impl Fn(&str, i32, &str) -> bool,
) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit());
        let (digits, after) = from.split_at(end.unwrap_or(from.len()));
        moved.push_str(before);
        match year(digits, after) {
            Some(year) if is_meant(&text[..text.len() - from.len()], year, after) => {
                moved.push_str(&(year + years).to_string());
            }
            _ => moved.push_str(digits),
        }
        rest = after;
    }
    moved.push_str(rest);
    moved
}

/// Four digits, unless a stroke and letters follow: then they number a paper.
fn year(digits: &str, after: &str) -> Option<i32> {
    let year = digits.parse().ok().filter(|year| YEARS.contains(year));
    let mut next = after.chars();
    let numbers_a_paper = next.next() == Some('/') && next.next().is_some_and(char::is_alphabetic);
    year.filter(|_| digits.len() == 4 && !numbers_a_paper)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike as _;

    #[test]
    fn words_and_reading_move_together() {
        for (written, later) in [
            ("Tháng 10/2025", "Tháng 10/2026"),
            ("trước ngày 20/11/2025", "trước ngày 20/11/2026"),
            ("Quý IV năm 2025", "Quý IV năm 2026"),
            (
                "Năm 2025 và các năm tiếp theo",
                "Năm 2026 và các năm tiếp theo",
            ),
            (
                "Từ ngày 01/9/2025 đến ngày 30/12/2025",
                "Từ ngày 01/9/2026 đến ngày 30/12/2026",
            ),
            ("Năm học 2025-2026", "Năm học 2026-2027"),
            ("Thường xuyên", "Thường xuyên"),
            ("Theo giấy mời của tỉnh", "Theo giấy mời của tỉnh"),
            ("", ""),
            // No such day.
            ("29/02/2028", "29/02/2028"),
        ] {
            let schedule = Schedule::read(written);
            let moved = schedule.years_later(1);
            assert_eq!(moved.raw, later);
            assert_eq!(moved, Schedule::read(later), "{written}");
            let year = |day: Option<chrono::NaiveDate>| day.map(|day| day.year());
            let by = i32::from(written != later);
            assert_eq!(
                year(moved.end),
                year(schedule.end).map(|year| year + by),
                "{written}"
            );
        }
    }

    #[test]
    fn a_time_that_was_not_read_from_its_words_stays() {
        let schedule = Schedule {
            end: "2026-05-01".parse().ok(),
            ..Schedule::read("Theo lịch riêng 2026")
        };
        assert_eq!(schedule.years_later(1), schedule);
    }

    #[test]
    fn numbers_of_papers_are_no_years() {
        let all = |text: &str| move_years(text, 1, |_, _, _| true);
        assert_eq!(
            all("Kế hoạch 2025/KH-UBND, 12025, 2025 2026"),
            "Kế hoạch 2025/KH-UBND, 12025, 2026 2027"
        );
    }

    #[test]
    fn there_and_back_is_where_one_was() {
        for (year, month, day) in (2001..2090)
            .step_by(7)
            .flat_map(|y| (1..13).flat_map(move |m| [(y, m, 1), (y, m, 28)]))
        {
            for written in [
                format!("trước ngày {day:02}/{month:02}/{year}"),
                format!("Tháng {month}/{year}"),
                format!("ngày {day} tháng {month} năm {year}"),
                format!("đến hết năm {year}"),
            ] {
                let schedule = Schedule::read(&written);
                let moved = schedule.years_later(3);
                assert_eq!(moved, Schedule::read(&moved.raw), "{written}");
                let year = |schedule: &Schedule| schedule.end.map(|day| day.year());
                assert_eq!(
                    year(&moved),
                    year(&schedule).map(|year| year + 3),
                    "{written}"
                );
                assert_eq!(moved.years_later(-3), schedule, "{written}");
            }
        }
    }
}
