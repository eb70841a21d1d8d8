//! What makes one ask whether a figure is right. A doubt asks and never blocks: the figure may be.

use super::{Account, Entry, FigureReported};
use crate::{
    id::RecordId,
    indicator::{Dimension, Indicator, Measure},
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
    /// More in a part than in the whole: of how many, and of which of the two numbers.
    PartAboveWhole {
        part: String,
        number: String,
        whole: i64,
    },
    /// The parts that everybody is in one of do not make up the whole.
    PartsDoNotAddUp {
        by: Dimension,
        number: String,
        sum: i64,
        whole: i64,
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
            Self::PartAboveWhole {
                part,
                number: of,
                whole,
            } => format!(
                "{part}: {of} lớn hơn số chung ({}). Có đúng không?",
                number(whole)
            ),
            Self::PartsDoNotAddUp {
                by,
                number: of,
                sum,
                whole,
            } => format!(
                "{}: {of} cộng lại là {}, khác số chung {}. Có đúng không?",
                by.name(),
                number(sum),
                number(whole)
            ),
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

/// What a figure says: the numerator, and the denominator where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers(pub i64, pub Option<i64>);

impl Numbers {
    pub fn of(said: &FigureReported) -> Option<Self> {
        Some(Self(said.numerator?, said.denominator))
    }
}

/// What is odd about the parts of one breakdown beside their whole; each part with its name, and with
/// what is known of it.
pub fn doubts_of_parts(
    by: Dimension,
    Numbers(numerator, denominator): Numbers,
    parts: &[(&str, Option<Numbers>)],
) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let mut compare = |number: &str, whole: i64, of: &dyn Fn(Numbers) -> Option<i64>| {
        let known: Vec<_> = parts
            .iter()
            .filter_map(|(name, numbers)| Some((name, numbers.and_then(of)?)))
            .collect();
        let above = known.iter().filter(|(_, n)| *n > whole);
        let mut odd: Vec<_> = above
            .map(|(name, _)| Doubt::PartAboveWhole {
                part: (**name).to_owned(),
                number: number.to_owned(),
                whole,
            })
            .collect();
        let sum = known
            .iter()
            .fold(0_i64, |sum, (_, n)| sum.saturating_add(*n));
        // Without all of them nobody can tell what they make up, unless it is too much already.
        let is_all = by.is_of_all() && known.len() == parts.len();
        let is_off = sum > whole || (is_all && sum < whole);
        if odd.is_empty() && by.is_of_all() && is_off {
            odd.push(Doubt::PartsDoNotAddUp {
                by,
                number: number.to_owned(),
                sum,
                whole,
            });
        }
        doubts.extend(odd);
    };
    compare("số đạt", numerator, &|Numbers(numerator, _)| {
        Some(numerator)
    });
    if let Some(whole) = denominator {
        compare("tổng số", whole, &|Numbers(_, denominator)| denominator);
    }
    doubts
}
