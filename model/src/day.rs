//! Days as JSON and forms write them: "2026-06-01".
//!
//! For `#[serde(with = "day")]`: a calendar library's own reader knows every way of writing a date,
//! and phones would load it all.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Reads year, month and day; nothing else is a day here.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().splitn(3, '-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// "ngày 08 tháng 7 năm 2025": a zero before days below 10 and before January and February
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub fn written(day: NaiveDate) -> String {
    use chrono::Datelike as _;
    let zero = if day.month() < 3 { "0" } else { "" };
    format!(
        "ngày {:02} tháng {zero}{} năm {}",
        day.day(),
        day.month(),
        day.year()
    )
}

/// "30/11/2026".
pub fn short(day: NaiveDate) -> String {
    use chrono::Datelike as _;
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

fn digits(text: &str, n: usize) -> Option<u32> {
    let all_digits = text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok())?
}

pub fn serialize<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    day.serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    read(&String::deserialize(deserializer)?)
}

fn read<E: serde::de::Error>(text: &str) -> Result<NaiveDate, E> {
    parse(text).ok_or_else(|| E::custom("not a day"))
}

/// For a day that may be absent; the field also needs `#[serde(default)]`.
pub mod option {
    use super::*;

    pub fn serialize<S: Serializer>(
        day: &Option<NaiveDate>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<NaiveDate>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| read(&text)).transpose()
    }
}

/// For several days.
pub mod list {
    use super::*;

    pub fn serialize<S: Serializer>(days: &[NaiveDate], serializer: S) -> Result<S::Ok, S::Error> {
        days.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<NaiveDate>, D::Error> {
        let texts = Vec::<String>::deserialize(deserializer)?;
        texts.iter().map(|text| read(text)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_written() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 29);
        assert_eq!(parse("2024-02-29"), day);
        assert_eq!(
            parse(&day.map(|day| day.to_string()).unwrap_or_default()),
            day
        );
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2025-02-29",
            "2025-2-1",
            "01/02/2025",
            "2025-02-01T00:00",
            "+025-01-01",
            "2025-13-01",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
