//! Time as values: hybrid logical stamps, and the calendar day in Việt Nam.

use crate::json::Tree;
use chrono::{DateTime, Days, NaiveDate, Timelike as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// UTC milliseconds since 1970.
pub type Millis = i64;

/// Việt Nam keeps UTC+7 all year.
const VIETNAM_OFFSET_MS: i64 = 7 * 60 * 60 * 1000;

/// The calendar day in Việt Nam at a moment.
pub fn day_in_vietnam(at: Millis) -> NaiveDate {
    DateTime::from_timestamp_millis(at.saturating_add(VIETNAM_OFFSET_MS))
        .map_or(NaiveDate::MIN, |time| time.date_naive())
}

/// Hours and minutes in Việt Nam at a moment, as "14:05".
pub fn time_in_vietnam(at: Millis) -> String {
    DateTime::from_timestamp_millis(at.saturating_add(VIETNAM_OFFSET_MS))
        .map_or(String::new(), |time| {
            format!("{:02}:{:02}", time.hour(), time.minute())
        })
}

/// The moment at which a day in Việt Nam begins.
pub fn start_of_day(day: NaiveDate) -> Millis {
    day.and_time(chrono::NaiveTime::MIN)
        .and_utc()
        .timestamp_millis()
        - VIETNAM_OFFSET_MS
}

/// The last moment of a day in Việt Nam.
pub fn end_of_day(day: NaiveDate) -> Millis {
    start_of_day(day.checked_add_days(Days::new(1)).unwrap_or(day)) - 1
}

/// A hybrid logical clock reading: wall-clock milliseconds, and a counter that keeps order within
/// one millisecond and behind a clock that was set back. Written "1795219200000-0000", so that
/// text order is time order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    pub millis: Millis,
    pub tick: u16,
}

impl Stamp {
    pub fn at(millis: Millis) -> Self {
        Self { millis, tick: 0 }
    }

    /// The stamp of the next act on a device whose last stamp is `self`, at `now`.
    pub fn next(self, now: Millis) -> Self {
        if now > self.millis {
            return Self::at(now);
        }
        match self.tick.checked_add(1) {
            Some(tick) => Self {
                millis: self.millis,
                tick,
            },
            None => Self::at(self.millis + 1),
        }
    }

    pub fn day(self) -> NaiveDate {
        day_in_vietnam(self.millis)
    }

    /// Reads "millis-tick" or plain "millis"; nothing outside the years 1970 to 2286.
    pub fn parse(text: &str) -> Option<Self> {
        let (millis, tick) = text.split_once('-').unwrap_or((text, "0"));
        let stamp = Self {
            millis: millis.parse().ok()?,
            tick: tick.parse().ok()?,
        };
        stamp.is_sane().then_some(stamp)
    }

    fn is_sane(self) -> bool {
        (0..10_000_000_000_000).contains(&self.millis)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_sane() {
            return write!(f, "{:013}-{:05}", self.millis, self.tick);
        }
        // By hand, because an assignment is written with the stamps of its last twenty updates.
        let mut text = *b"0000000000000-00000";
        let (millis, tick) = text.split_at_mut(14);
        write_digits(self.millis.unsigned_abs(), &mut millis[..13]);
        write_digits(self.tick.into(), tick);
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// The last digits of a number, as many as there is room for.
fn write_digits(mut number: u64, room: &mut [u8]) {
    for digit in room.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    /// Takes the written form, and a bare number of milliseconds for those who call by hand.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stamp = match Tree::deserialize(deserializer)? {
            Tree::Number(millis) => millis
                .as_i64()
                .map(Self::at)
                .filter(|stamp| stamp.is_sane()),
            Tree::Text(text) => Self::parse(&text),
            _ => None,
        };
        stamp.ok_or_else(|| serde::de::Error::custom("not a time stamp"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_vietnam() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        assert_eq!(day_in_vietnam(start_of_day(day)), day);
        assert_eq!(
            day_in_vietnam(start_of_day(day) - 1),
            day.pred_opt().unwrap()
        );
        assert_eq!(day_in_vietnam(end_of_day(day)), day);
        assert_eq!(time_in_vietnam(start_of_day(day)), "00:00");
    }

    #[test]
    fn stamps_rise_even_when_the_clock_falls() {
        let first = Stamp::at(5_000);
        let second = first.next(4_000);
        assert!(second > first);
        assert_eq!(second.next(6_000), Stamp::at(6_000));
        let full = Stamp {
            millis: 5_000,
            tick: u16::MAX,
        };
        assert!(full.next(1) > full);
    }

    #[test]
    fn stamps_travel_as_text_whose_order_is_time_order() {
        let early = Stamp {
            millis: 99,
            tick: 3,
        };
        let late = Stamp {
            millis: 100,
            tick: 0,
        };
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string(), "0000000000099-00003");
        assert_eq!(Stamp::parse(&early.to_string()), Some(early));
        assert_eq!(serde_json::from_str::<Stamp>("100").unwrap(), late);
        assert!(serde_json::from_str::<Stamp>("-1").is_err());
        assert!(serde_json::from_str::<Stamp>("\"soon\"").is_err());
    }
}
