//! Words made from values: days, distances in time and numbers, as a Vietnamese officer writes them.

use chrono::{Datelike as _, NaiveDate};
use model::{
    clock::{Millis, day_in_vietnam, time_in_vietnam},
    day,
    text::written_count,
};

/// "30/11/2026".
pub fn date(day: NaiveDate) -> String {
    day::short(day)
}

/// "Thứ Sáu, 20/11/2026".
pub fn weekday_date(day: NaiveDate) -> String {
    const NAMES: [&str; 7] = [
        "Thứ Hai",
        "Thứ Ba",
        "Thứ Tư",
        "Thứ Năm",
        "Thứ Sáu",
        "Thứ Bảy",
        "Chủ nhật",
    ];
    let name = NAMES[day.weekday().num_days_from_monday() as usize % 7];
    format!("{name}, {}", date(day))
}

/// How far a day is that something is due: "còn 10 ngày", "hạn hôm nay", "quá 3 ngày".
pub fn days_left(due: NaiveDate, today: NaiveDate) -> String {
    match due.signed_duration_since(today).num_days() {
        0 => "hạn hôm nay".into(),
        1 => "hạn ngày mai".into(),
        days if days > 60 => format!("còn {} tháng", days / 30),
        days if days > 0 => format!("còn {days} ngày"),
        days if days < -60 => format!("quá {} tháng", -days / 30),
        days => format!("quá {} ngày", -days),
    }
}

/// A past moment by its day: "hôm nay 14:05", "hôm qua 14:05", "3 ngày trước", "02/09/2026".
pub fn moment(at: Millis, today: NaiveDate) -> String {
    let day = day_in_vietnam(at);
    match today.signed_duration_since(day).num_days() {
        0 => format!("hôm nay {}", time_in_vietnam(at)),
        1 => format!("hôm qua {}", time_in_vietnam(at)),
        days @ 2..=30 => format!("{days} ngày trước"),
        _ => date(day),
    }
}

/// A moment to the minute: "20/11/2026, 14:05".
pub fn exact_moment(at: Millis) -> String {
    format!("{}, {}", date(day_in_vietnam(at)), time_in_vietnam(at))
}

/// A recent moment by the clock: "vừa xong", "12 phút trước"; `None` once it is over an hour ago.
pub fn minutes_ago(at: Millis, now: Millis) -> Option<String> {
    match now.checked_sub(at)? / 60_000 {
        0 => Some("vừa xong".into()),
        minutes @ 1..60 => Some(format!("{minutes} phút trước")),
        _ => None,
    }
}

/// "12.345": thousands are parted by dots.
pub fn number(number: impl Into<i64>) -> String {
    written_count(number.into())
}

/// "60 %", never broken at the end of a line.
pub fn percent(percent: u8) -> String {
    format!("{percent}\u{a0}%")
}

/// Counts of things in memory are never near the limit of `i64`.
pub fn count(count: usize) -> String {
    number(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_told_with_their_distance() {
        let left = |due| days_left(day(due), day("2026-11-20"));
        assert_eq!(left("2026-11-30"), "còn 10 ngày");
        assert_eq!(left("2026-11-20"), "hạn hôm nay");
        assert_eq!(left("2026-11-17"), "quá 3 ngày");
        assert_eq!(left("2027-03-01"), "còn 3 tháng");
        assert_eq!(weekday_date(day("2026-11-20")), "Thứ Sáu, 20/11/2026");
    }

    #[test]
    fn thousands_have_dots() {
        assert_eq!(number(7), "7");
        assert_eq!(number(1_234), "1.234");
        assert_eq!(number(996_000), "996.000");
        assert_eq!(number(-1_234_567), "-1.234.567");
    }
}
