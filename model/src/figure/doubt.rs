//! What makes one ask whether a figure is right. A doubt asks and never blocks: the figure may be.

use super::{Account, Entry, FigureReported};
use crate::{
    id::RecordId,
    indicator::{Indicator, Measure},
    text::written_number,
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// A rise by less than this is no jump, however small the number was.
const JUMP_MIN: i64 = 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Doubt {
    NumeratorAboveDenominator,
    /// Of nobody at all.
    NobodyThere,
    /// What only grows has become less.
    Fell {
        from: i64,
        #[serde(with = "crate::day")]
        on: NaiveDate,
    },
    /// More than twice as many as before.
    Jumped {
        from: i64,
        #[serde(with = "crate::day")]
        on: NaiveDate,
    },
    /// The denominator differs by more than a tenth from what it was.
    DenominatorMoved {
        from: i64,
    },
    /// There is one of the same day already.
    SameDay {
        numerator: i64,
    },
}

impl Doubt {
    /// The question put to who enters the figure.
    pub fn question(&self) -> String {
        let number = |n: &i64| {
            #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
            let n = *n as f64;
            written_number(n)
        };
        let day = |day: &NaiveDate| format!("{}/{}/{}", day.day(), day.month(), day.year());
        match self {
            Self::NumeratorAboveDenominator => {
                "Số đạt lớn hơn tổng số. Hai số có bị nhập đổi chỗ không?".into()
            }
            Self::NobodyThere => "Tổng số bằng 0. Có đúng là không có ai không?".into(),
            Self::Fell { from, on } => format!(
                "Số này giảm so với {} (ngày {}). Có đúng không?",
                number(from),
                day(on)
            ),
            Self::Jumped { from, on } => format!(
                "Số này tăng hơn gấp đôi so với {} (ngày {}). Có đúng không?",
                number(from),
                day(on)
            ),
            Self::DenominatorMoved { from } => {
                format!(
                    "Tổng số trước đây là {}. Có thay đổi thật không?",
                    number(from)
                )
            }
            Self::SameDay { numerator } => format!(
                "Ngày này đã có số {}. Đây là số khác, hay nhập lại?",
                number(numerator)
            ),
        }
    }
}

/// What is odd about a figure beside the others of its account, without the one that it puts right.
pub fn doubts(
    said: &FigureReported,
    (account, replaces): (&Account, Option<&RecordId>),
    indicator: &Indicator,
    population: Option<i64>,
) -> Vec<Doubt> {
    let Some(numerator) = said.numerator else {
        return Vec::new();
    };
    let mut entries = account.entries();
    entries.retain(|entry| Some(&entry.figure.record) != replaces);
    let before: Option<&Entry> = entries
        .iter()
        .rev()
        .find(|entry| entry.as_of() < said.as_of);
    let mut doubts = Vec::new();
    if said.denominator.is_some_and(|whole| numerator > whole) {
        doubts.push(Doubt::NumeratorAboveDenominator);
    }
    if said.denominator == Some(0) && numerator == 0 {
        doubts.push(Doubt::NobodyThere);
    }
    if let Some(before) = before
        && indicator.measure == Measure::Level
    {
        let (from, on) = (before.numerator, before.as_of());
        if numerator < from {
            doubts.push(Doubt::Fell { from, on });
        } else if numerator - from >= JUMP_MIN && numerator / 2 >= from.max(1) {
            doubts.push(Doubt::Jumped { from, on });
        }
    }
    let known = before.and_then(|before| before.figure.said.denominator);
    if let (Some(whole), Some(from)) = (said.denominator, population.or(known))
        && (whole - from).abs().saturating_mul(10) > from
    {
        doubts.push(Doubt::DenominatorMoved { from });
    }
    if indicator.measure == Measure::Flow
        && let Some(same) = entries.iter().find(|entry| entry.as_of() == said.as_of)
    {
        let numerator = same.numerator;
        doubts.push(Doubt::SameDay { numerator });
    }
    doubts
}
