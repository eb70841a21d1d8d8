//! The calendar of the demo world: every day and every word about time is counted from `today`.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use model::{
    clock::{Millis, start_of_day},
    period::Period,
};

/// How many days ago each step was taken.
pub const PROVINCE_PLAN_DAY: i64 = 72;
pub const PROVINCE_ASSIGNED_DAY: i64 = 70;
pub const COMMUNE_PLAN_DAY: i64 = 63;
pub const COMMUNE_ASSIGNED_DAY: i64 = 60;
pub const HANDED_ON_DAY: i64 = 57;

#[derive(Clone, Copy, Debug)]
pub struct Clock {
    pub today: NaiveDate,
}

impl Clock {
    /// The day so many days from today; negative numbers are in the past.
    pub fn day(self, days: i64) -> NaiveDate {
        self.today
            .checked_add_signed(TimeDelta::days(days))
            .unwrap_or(self.today)
    }

    /// The moment at a minute of the day, so many days ago.
    pub fn at(self, days_ago: i64, minute: i64) -> Millis {
        start_of_day(self.day(-days_ago)) + minute * 60_000
    }

    /// The first of the two years of the plans: that of the day on which the work began.
    pub fn first_year(self) -> i32 {
        self.begun().year()
    }

    /// A text in which `{năm}` and `{năm sau}` stand for the two years of the plans.
    pub fn fill(self, text: &str) -> String {
        text.replace("{năm sau}", &(self.first_year() + 1).to_string())
            .replace("{năm}", &self.first_year().to_string())
    }

    fn begun(self) -> NaiveDate {
        self.day(-COMMUNE_PLAN_DAY)
    }

    /// The first day of a month, counted from the month of today.
    fn month(self, months: i32) -> NaiveDate {
        let first = self.today.with_day(1).unwrap_or(self.today);
        let step = Months::new(months.unsigned_abs());
        let found = if months < 0 {
            first.checked_sub_months(step)
        } else {
            first.checked_add_months(step)
        };
        found.unwrap_or(first)
    }
}

/// When a task is to be done, in one of the ways in which plans say it. Days are counted from
/// today, months from the month of today.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// Words without a date of their own: "Thường xuyên", "Định kỳ hằng tháng".
    Words(&'static str),
    /// Words followed by the month in which the work began: "Thường xuyên, bắt đầu từ".
    FromBeginning(&'static str),
    /// "Năm … và các năm tiếp theo".
    YearsOn,
    /// "Trước ngày …", with the last day that is on time.
    Before(i64),
    /// "Chậm nhất ngày …".
    By(i64),
    /// "Ngày …".
    On(i64),
    /// "Từ ngày … đến hết ngày …".
    Between(i64, i64),
    /// "Dự kiến tháng …".
    AboutMonth(i32),
    /// "Trước tháng …".
    BeforeMonth(i32),
    /// "Quý …", the one in which the day lies.
    QuarterOf(i64),
    /// "Tháng 10/…", the next one that is not over.
    NextOctober,
}

impl When {
    /// The words as the plan has them.
    pub fn words(self, clock: Clock) -> String {
        match self {
            Self::Words(words) => words.to_owned(),
            Self::FromBeginning(words) => format!("{words} tháng {}", month(clock.begun())),
            Self::YearsOn => format!("Năm {} và các năm tiếp theo", clock.first_year()),
            Self::Before(days) => format!("Trước ngày {}", date(clock.day(days + 1))),
            Self::By(days) => format!("Chậm nhất ngày {}", date(clock.day(days))),
            Self::On(days) => format!("Ngày {}", date(clock.day(days))),
            Self::Between(from, to) => format!(
                "Từ ngày {} đến hết ngày {}",
                date(clock.day(from)),
                date(clock.day(to))
            ),
            Self::AboutMonth(months) => format!("Dự kiến tháng {}", month(clock.month(months))),
            Self::BeforeMonth(months) => format!("Trước tháng {}", month(clock.month(months))),
            Self::QuarterOf(days) => Period::quarter_of(clock.day(days)).name(),
            Self::NextOctober => {
                let over = clock.today.month() > 10;
                format!("Tháng 10/{}", clock.today.year() + i32::from(over))
            }
        }
    }
}

/// As Vietnamese documents write a day: small days and the months 1 and 2 with a zero in front.
fn date(day: NaiveDate) -> String {
    format!("{:02}/{}", day.day(), month(day))
}

fn month(day: NaiveDate) -> String {
    match day.month() {
        month @ (1 | 2) => format!("0{month}/{}", day.year()),
        month => format!("{month}/{}", day.year()),
    }
}
