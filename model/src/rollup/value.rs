//! What a roll-up says of a period.

use super::{HalfMonth, Series, Sum};
use crate::{indicator::Measure, period::Period};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A stretch of days. A roll-up is exact for those that begin on a 1st or 15th and end on a 14th or
/// on the last day of a month, or today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

impl From<Period> for Window {
    fn from(period: Period) -> Self {
        Self {
            first: period.first_day(),
            last: period.last_day(),
        }
    }
}

impl Window {
    /// The steps of a series that its value is made of: the end, and for a flow what was before.
    pub fn steps(self) -> (HalfMonth, HalfMonth) {
        (HalfMonth::of(self.last), HalfMonth::of(self.first).before())
    }
}

/// What is known of an indicator in a unit and a period. Missing is not zero: without any figure there
/// is no numerator.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    pub numerator: Option<i64>,
    /// What rates are made of: those who gave both.
    pub rated: i64,
    pub denominator: Option<i64>,
    /// How many units it is made of, and how many it should be.
    pub n_units: i64,
    pub n_due: i64,
    /// How many of them gave their figure in the period itself.
    pub n_fresh: i64,
    #[serde(default, with = "crate::day::option")]
    pub oldest: Option<NaiveDate>,
    #[serde(default, with = "crate::day::option")]
    pub newest: Option<NaiveDate>,
    /// How many figures of each grade, weakest first.
    pub grades: [i64; 3],
}

impl Value {
    /// From a series, or from that part of it which the window needs.
    pub fn of(series: &Series, measure: Measure, window: Window, n_due: i64) -> Self {
        let (end, before) = window.steps();
        Self::between(series.at(end), &series.at(before), measure, window, n_due)
    }

    /// From the sum at the window's end and the one just before its start.
    pub fn between(end: Sum, before: &Sum, measure: Measure, window: Window, n_due: i64) -> Self {
        let n_fresh = end.n_since(window.first);
        let newest = end.newest().filter(|newest| match measure {
            Measure::Level => true,
            Measure::Flow => *newest >= window.first,
        });
        let (n_units, oldest) = match measure {
            Measure::Level => (end.n_units(), end.oldest_since(None)),
            Measure::Flow => (n_fresh, end.oldest_since(Some(window.first))),
        };
        let mut sum = end;
        if measure == Measure::Flow {
            sum.take(before);
        }
        let is_there = n_units > 0 || sum.numerator != 0;
        let has_rate = is_there && (sum.denominator != 0 || sum.rated != 0);
        Self {
            numerator: is_there.then_some(sum.numerator),
            rated: sum.rated,
            denominator: has_rate.then_some(sum.denominator),
            n_units,
            n_due,
            n_fresh,
            oldest,
            newest,
            grades: sum.grades,
        }
    }

    /// Percent, where it is a rate of somebody.
    pub fn percent(&self) -> Option<f64> {
        let whole = self.denominator.filter(|whole| *whole > 0)?;
        #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
        let percent = self.rated as f64 * 100.0 / whole as f64;
        Some(percent)
    }

    /// Percent of the figures that are of the strongest grade.
    pub fn share_confirmed(&self) -> Option<i64> {
        let all: i64 = self.grades.iter().sum();
        (all > 0).then(|| self.grades[2] * 100 / all)
    }
}
