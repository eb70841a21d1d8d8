//! Periods: a month, a quarter or a year, as they stand in addresses ("2026-Q4").

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar period. The windows of reports (15th to 14th) are rules of the plan, not of this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    Year(i32),
    Quarter(i32, u8),
    Month(i32, u8),
}

impl Period {
    /// Reads "2026", "2026-Q4" and "2026-11"; years from 2000 to 2100.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let year = year
            .parse()
            .ok()
            .filter(|year| (2000..=2100).contains(year))?;
        let Some(rest) = rest else {
            return Some(Self::Year(year));
        };
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']) {
            let quarter = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
            return Some(Self::Quarter(year, quarter));
        }
        let month = rest.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some(Self::Month(year, month))
    }

    /// The quarter in which a day lies.
    pub fn quarter_of(day: NaiveDate) -> Self {
        Self::Quarter(day.year(), u8::try_from(day.month0() / 3 + 1).unwrap_or(1))
    }

    /// The month in which a day lies.
    pub fn month_of(day: NaiveDate) -> Self {
        Self::Month(day.year(), u8::try_from(day.month()).unwrap_or(1))
    }

    /// The year in which a day lies.
    pub fn year_of(day: NaiveDate) -> Self {
        Self::Year(day.year())
    }

    pub fn first_day(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Year(year) => (year, 1),
            Self::Quarter(year, quarter) => (year, u32::from(quarter) * 3 - 2),
            Self::Month(year, month) => (year, u32::from(month)),
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
    }

    pub fn last_day(self) -> NaiveDate {
        let next = self
            .first_day()
            .checked_add_months(Months::new(self.n_months()));
        next.and_then(|day| day.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first_day()..=self.last_day()).contains(&day)
    }

    /// The period of the same length before it.
    pub fn previous(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year - 1),
            Self::Quarter(year, 1) => Self::Quarter(year - 1, 4),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter - 1),
            Self::Month(year, 1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
        }
    }

    /// The period of the same length after it.
    pub fn next(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year + 1),
            Self::Quarter(year, 4) => Self::Quarter(year + 1, 1),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter + 1),
            Self::Month(year, 12) => Self::Month(year + 1, 1),
            Self::Month(year, month) => Self::Month(year, month + 1),
        }
    }

    /// As a person reads it: "Quý IV/2026".
    pub fn name(self) -> String {
        const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
        match self {
            Self::Year(year) => format!("Năm {year}"),
            Self::Quarter(year, quarter) => {
                format!(
                    "Quý {}/{year}",
                    ROMAN.get(usize::from(quarter) - 1).unwrap_or(&"")
                )
            }
            Self::Month(year, month) => format!("Tháng {month}/{year}"),
        }
    }

    fn n_months(self) -> u32 {
        match self {
            Self::Year(_) => 12,
            Self::Quarter(..) => 3,
            Self::Month(..) => 1,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-Q{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
        }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a period")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_read_back_as_written() {
        for text in ["2026", "2026-Q1", "2026-Q4", "2026-02", "2026-12"] {
            assert_eq!(Period::parse(text).unwrap().to_string(), text);
        }
        for text in [
            "",
            "26",
            "2026-Q5",
            "2026-Q0",
            "2026-13",
            "2026-",
            "1999",
            "2026-Q4-1",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn bounds_follow_the_calendar() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(Period::Month(2028, 2).last_day(), day(2028, 2, 29));
        assert_eq!(Period::Quarter(2026, 4).first_day(), day(2026, 10, 1));
        assert_eq!(Period::Quarter(2026, 4).last_day(), day(2026, 12, 31));
        assert_eq!(
            Period::quarter_of(day(2026, 11, 20)),
            Period::Quarter(2026, 4)
        );
        assert_eq!(
            Period::Quarter(2026, 1).previous(),
            Period::Quarter(2025, 4)
        );
        assert_eq!(Period::Quarter(2026, 2).name(), "Quý II/2026");
        for period in ["2026", "2026-Q4", "2026-Q1", "2026-12", "2026-02"] {
            let period = Period::parse(period).unwrap();
            assert_eq!(period.next().previous(), period);
            assert_eq!(
                Some(period.next().first_day()),
                period.last_day().succ_opt()
            );
        }
    }
}
