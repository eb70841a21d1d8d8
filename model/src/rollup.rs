//! Roll-ups: what the figures of many units amount to.
//!
//! Everything here is a sum, and sums of any parts in any order are the same sum. So a roll-up need
//! never be made anew: when a figure comes, each unit above gets what has changed.
//!
//! Over time a roll-up is a [`Series`]: a step function from half months to sums. For what is counted
//! as of a day (a level) the sum at a time is of the latest figures until then; for what adds up
//! from day to day (a flow) it is of all figures until then, so that a period's is a difference.
//! Half months, because reports cover calendar months or go from the 15th to the 14th.

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

mod place;
mod totals;
mod value;

pub use place::{
    Accounts, Change, Part, Place, affected, change, changes, counts, moved, n_due, needed,
    own_series,
};
pub use totals::{Total, Totals};
pub use value::{Value, Window};

/// Half a month: to the 14th, or from the 15th.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HalfMonth(pub i32);

impl HalfMonth {
    pub fn of(day: NaiveDate) -> Self {
        let second = i32::from(day.day() >= 15);
        Self(day.year() * 24 + i32::try_from(day.month0()).unwrap_or(0) * 2 + second)
    }

    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    pub fn first_day(self) -> NaiveDate {
        let month = u32::try_from(self.0.rem_euclid(24) / 2 + 1).unwrap_or(1);
        let day = if self.0.rem_euclid(2) == 0 { 1 } else { 15 };
        NaiveDate::from_ymd_opt(self.0.div_euclid(24), month, day).unwrap_or(NaiveDate::MIN)
    }

    pub fn last_day(self) -> NaiveDate {
        let next = Self(self.0.saturating_add(1)).first_day();
        next.pred_opt().unwrap_or(next)
    }
}

/// What a number of figures amount to. They are added and taken away again, so a part of a sum
/// may be negative while the whole never is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub numerator: i64,
    /// The part of the numerator that came with a denominator: rates are made of these two.
    pub rated: i64,
    pub denominator: i64,
    /// How many figures are of each grade.
    pub grades: [i64; 3],
    /// How many units gave their latest figure as of which day, in days since 1970.
    pub days: Vec<(i32, i64)>,
}

impl Sum {
    pub fn is_zero(&self) -> bool {
        *self == Self::default()
    }

    /// How many units have given a figure.
    pub fn n_units(&self) -> i64 {
        self.days.iter().map(|(_, n)| n).sum()
    }

    /// How many of them as of a day or later.
    pub fn n_since(&self, day: NaiveDate) -> i64 {
        let first = number_of(day);
        let since = self.days.iter().filter(|(day, _)| *day >= first);
        since.map(|(_, n)| n).sum()
    }

    /// The day of the oldest of those.
    pub fn oldest_since(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        let first = day.map_or(i32::MIN, number_of);
        let mut days = self.days.iter().filter(|(day, n)| *day >= first && *n > 0);
        days.next().and_then(|(day, _)| day_of(*day))
    }

    pub fn newest(&self) -> Option<NaiveDate> {
        let mut days = self.days.iter().rev().filter(|(_, n)| *n > 0);
        days.next().and_then(|(day, _)| day_of(*day))
    }

    pub fn add(&mut self, other: &Self) {
        self.add_times(other, 1);
    }

    pub fn take(&mut self, other: &Self) {
        self.add_times(other, -1);
    }

    fn add_times(&mut self, other: &Self, times: i64) {
        let add = |one: &mut i64, more: i64| *one = one.saturating_add(more.saturating_mul(times));
        add(&mut self.numerator, other.numerator);
        add(&mut self.rated, other.rated);
        add(&mut self.denominator, other.denominator);
        for (grade, more) in self.grades.iter_mut().zip(other.grades) {
            add(grade, more);
        }
        for (day, n) in &other.days {
            match self.days.binary_search_by_key(day, |(day, _)| *day) {
                Ok(place) => add(&mut self.days[place].1, *n),
                Err(place) => self.days.insert(place, (*day, n * times)),
            }
        }
        self.days.retain(|(_, n)| *n != 0);
    }
}

/// Sums over time: each stands from its half month to the next one. No two neighbours are the same and
/// the first is not zero, so that two series are the same only if their steps are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Series {
    steps: Vec<(HalfMonth, Sum)>,
}

impl Series {
    /// Steps in order of time; repeated ones are left out.
    pub fn new(steps: impl IntoIterator<Item = (HalfMonth, Sum)>) -> Self {
        let mut series = Self::default();
        for (from, sum) in steps {
            let last = series.steps.last();
            if last.map_or(!sum.is_zero(), |(_, last)| *last != sum) {
                series.steps.push((from, sum));
            }
        }
        series
    }

    pub fn steps(&self) -> &[(HalfMonth, Sum)] {
        &self.steps
    }

    pub fn is_zero(&self) -> bool {
        self.steps.is_empty()
    }

    pub fn at(&self, time: HalfMonth) -> Sum {
        let n_before = self.steps.partition_point(|(from, _)| *from <= time);
        let last = n_before
            .checked_sub(1)
            .and_then(|place| self.steps.get(place));
        last.map(|(_, sum)| sum.clone()).unwrap_or_default()
    }

    pub fn add(&mut self, other: &Self) {
        self.add_times(other, 1);
    }

    pub fn take(&mut self, other: &Self) {
        self.add_times(other, -1);
    }

    fn add_times(&mut self, other: &Self, times: i64) {
        if other.is_zero() {
            return;
        }
        let steps = times_of([self, other]).into_iter().map(|time| {
            let mut sum = self.at(time);
            sum.add_times(&other.at(time), times);
            (time, sum)
        });
        *self = Self::new(steps);
    }

    /// Only from a time on, until before another.
    pub fn within(&self, from: Option<HalfMonth>, until: Option<HalfMonth>) -> Self {
        let mut times: Vec<_> = self.steps.iter().map(|(time, _)| *time).collect();
        times.extend(from.into_iter().chain(until));
        times.sort_unstable();
        let sum = |time: HalfMonth| {
            let is_in = from.is_none_or(|from| from <= time) && until.is_none_or(|end| time < end);
            if is_in { self.at(time) } else { Sum::default() }
        };
        Self::new(times.into_iter().map(|time| (time, sum(time))))
    }

    /// Without what comes after a time: from then on it stays as it was just before.
    pub fn frozen(&self, from: Option<HalfMonth>) -> Self {
        let steps = self.steps.iter();
        let steps = steps.take_while(|(time, _)| from.is_none_or(|from| *time < from));
        Self::new(steps.cloned())
    }
}

/// All times at which one of the series has a step.
fn times_of<'a>(series: impl IntoIterator<Item = &'a Series>) -> Vec<HalfMonth> {
    let steps = series.into_iter().flat_map(|series| &series.steps);
    let mut times: Vec<_> = steps.map(|(time, _)| *time).collect();
    times.sort_unstable();
    times.dedup();
    times
}

fn number_of(day: NaiveDate) -> i32 {
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or(i32::MAX)
}

fn day_of(number: i32) -> Option<NaiveDate> {
    NaiveDate::default().checked_add_signed(chrono::TimeDelta::try_days(number.into())?)
}

#[cfg(test)]
mod tests;
