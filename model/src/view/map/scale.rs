//! What colours mean: the classes of a map, where each begins, and in which class a unit is.
//!
//! There are seven colours, 1 the worst and 7 the best; not every scale uses all. Class 0 is "no data",
//! which is hatched: what is missing is neither good nor bad.

use chrono::NaiveDate;

use crate::{
    indicator::Goal,
    plan::{Comparator, Target},
    rollup::Value,
    status::{CLASS_BREAKS, map_class},
    text::{written_count, written_number},
    view::figures::{IndicatorMap, asked},
};

/// By what a map is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// The share of the work that is on time.
    #[default]
    OnTime,
    /// A figure, against what the target asks where there is one.
    Value,
    /// How sure the figures are.
    Grade,
    /// How old the oldest of them is.
    Freshness,
    /// How many of those who should give one have not in this period.
    Silence,
}

impl Colour {
    pub const ALL: [Self; 5] = [
        Self::OnTime,
        Self::Value,
        Self::Grade,
        Self::Freshness,
        Self::Silence,
    ];

    /// As it stands in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OnTime => "dung-han",
            Self::Value => "chi-tieu",
            Self::Grade => "bang-chung",
            Self::Freshness => "do-moi",
            Self::Silence => "im-lang",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::OnTime => "Việc đúng hạn",
            Self::Value => "Số liệu so với chỉ tiêu",
            Self::Grade => "Độ tin cậy của số liệu",
            Self::Freshness => "Số liệu mới hay cũ",
            Self::Silence => "Đơn vị chưa báo số liệu",
        }
    }
}

/// A class of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// 1 to 7, or 0 for "no data".
    pub class: u8,
    pub words: String,
}

/// Where not met classes begin, in percent of what is asked for.
const SHORT_OF: [(u8, f64); 3] = [(4, 90.0), (3, 75.0), (2, 50.0)];
/// The same where less is asked for, up to which percent.
const ABOVE: [(u8, f64); 3] = [(4, 110.0), (3, 125.0), (2, 150.0)];
/// From here on, in percent of what is asked for, a target is more than met.
const BEYOND: (f64, f64) = (110.0, 90.0);
const WHOLE: f64 = 100.0;
/// The ages in days up to which a class goes, best first.
const AGES: [(u8, i64); 5] = [(7, 30), (6, 60), (5, 90), (3, 180), (2, 365)];
/// Percent of those who should report that are silent, up to which a class goes, best first.
const SILENT: [(u8, i64); 5] = [(7, 0), (6, 10), (5, 25), (3, 50), (2, 99)];

/// The classes of what is shown.
#[derive(Clone, Debug)]
pub enum Scale {
    OnTime,
    Target(Target),
    /// Shares of a whole of which nothing is asked: they are not good or bad.
    Quarters,
    /// Counts of which nothing is asked, beside the largest of them.
    Counts(i64),
    Grade,
    Freshness(NaiveDate),
    Silence,
}

impl Scale {
    /// `largest` is the largest number of any unit in what is shown.
    pub fn of(colour: Colour, map: Option<&IndicatorMap>, largest: i64) -> Self {
        let Some(map) = map else { return Self::OnTime };
        match colour {
            Colour::OnTime => Self::OnTime,
            Colour::Grade => Self::Grade,
            Colour::Freshness => Self::Freshness(map.as_of),
            Colour::Silence => Self::Silence,
            Colour::Value => match target_of_parts(map) {
                Some(target) => Self::Target(target.clone()),
                None if map.indicator.is_rate() => Self::Quarters,
                None => Self::Counts(largest.max(4)),
            },
        }
    }

    /// The class of a figure; of tasks see `class_of_share`.
    pub fn class(&self, value: &Value) -> u8 {
        let class = match self {
            Self::OnTime => None,
            Self::Target(target) => class_against(target, value),
            Self::Quarters => value.denominator.filter(|whole| *whole > 0).map(|whole| {
                let quarter = value.rated.saturating_mul(4) / whole;
                4 + u8::try_from(quarter.clamp(0, 3)).unwrap_or(0)
            }),
            Self::Counts(largest) => value.numerator.map(|count| {
                let above = |part: &i64| count > quarter_of(*largest, *part);
                let n_above = [1, 2, 3].iter().filter(|part| above(part)).count();
                4 + u8::try_from(n_above).unwrap_or(0)
            }),
            Self::Grade => class_of_grades(value.grades),
            Self::Freshness(as_of) => value.oldest.map(|oldest| {
                let days = as_of.signed_duration_since(oldest).num_days();
                up_to(&AGES, days)
            }),
            Self::Silence => (value.n_due > 0).then(|| {
                let n_silent = (value.n_due - value.n_fresh).max(0);
                // Rounded up, so that 0 means none and 100 means all.
                let percent = (n_silent * 100 + value.n_due - 1) / value.n_due;
                up_to(
                    &SILENT,
                    if n_silent < value.n_due {
                        percent.min(99)
                    } else {
                        100
                    },
                )
            }),
        };
        class.unwrap_or(0)
    }

    pub fn class_of_share(share: Option<u8>) -> u8 {
        share.map_or(0, map_class)
    }

    /// What the colours are of.
    pub fn title(&self) -> String {
        match self {
            Self::OnTime => "Tỷ lệ việc đúng hạn".into(),
            Self::Target(target) => {
                format!("So với chỉ tiêu: {}", asked(target).unwrap_or_default())
            }
            Self::Quarters => "Tỷ lệ (chưa gắn với chỉ tiêu nào)".into(),
            Self::Counts(_) => "Số lượng (chưa gắn với chỉ tiêu nào)".into(),
            Self::Grade => "Độ tin cậy của số liệu".into(),
            Self::Freshness(_) => "Số liệu cũ nhất đã bao nhiêu ngày".into(),
            Self::Silence => "Đơn vị phải báo mà trong kỳ chưa báo".into(),
        }
    }

    /// All classes, worst first, and last "no data".
    pub fn classes(&self) -> Vec<Class> {
        let mut classes = match self {
            Self::OnTime => on_time_classes(),
            Self::Target(target) => target_classes(target),
            Self::Quarters => (0..4_u8)
                .map(|part| {
                    let words = match part {
                        0 => "dưới 25 %".into(),
                        3 => "từ 75 %".into(),
                        _ => format!("{} – dưới {} %", part * 25, part * 25 + 25),
                    };
                    class(4 + part, words)
                })
                .collect(),
            Self::Counts(largest) => count_classes(*largest),
            Self::Grade => vec![
                class(2, "quá nửa là tự báo cáo".into()),
                class(5, "ít nhất một nửa đã đếm, có danh sách".into()),
                class(6, "ít nhất một nửa đã xác nhận trên VNeID".into()),
                class(7, "tất cả đã xác nhận trên VNeID".into()),
            ],
            Self::Freshness(_) => stepped(&AGES, "ngày", "trên 365 ngày"),
            Self::Silence => silence_classes(),
        };
        classes.push(class(0, "chưa có số liệu".into()));
        classes
    }

    pub fn note(&self) -> &'static str {
        match self {
            Self::OnTime => {
                "Đúng hạn gồm việc xong đúng hạn, còn trong hạn và làm đều đặn. Im lặng không tính \
                 vào tỷ lệ: đơn vị lâu chưa báo là thiếu tin, chưa hẳn là chậm."
            }
            Self::Target(_) => {
                "Đạt hay chưa đạt xét trên số đếm, không làm tròn. Chưa báo không tính là 0."
            }
            Self::Quarters | Self::Counts(_) => {
                "Màu đậm là số lớn, không phải là đạt chỉ tiêu. Chưa báo không tính là 0."
            }
            Self::Grade => "Xét theo số lượng số liệu của từng mức, không theo số người.",
            Self::Freshness(_) => "Tính từ ngày của số liệu cũ nhất đến ngày tổng hợp.",
            Self::Silence => {
                "Tính trên các đơn vị phải báo số liệu; số liệu của kỳ trước không tính."
            }
        }
    }
}

/// What the parts of a map are measured against; a head count is only asked of the whole.
pub fn target_of_parts(map: &IndicatorMap) -> Option<&Target> {
    let line = map.target.as_ref()?;
    (line.link.goal == Goal::Rate && line.target.value.is_some()).then_some(&line.target)
}

/// By the numbers themselves, without rounding.
fn class_against(target: &Target, value: &Value) -> Option<u8> {
    let asked = target.value?;
    let whole = value.denominator.filter(|whole| *whole > 0)?;
    let is = |comparator: Comparator, percent: f64| {
        comparator.holds(value.rated, whole, asked * percent / 100.0)
    };
    let (is_at_least, beyond) = if target.comparator.asks_for_less() {
        (Comparator::Lte, BEYOND.1)
    } else {
        (Comparator::Gte, BEYOND.0)
    };
    if target.comparator.holds(value.rated, whole, asked) {
        let is_beyond = asked * beyond / 100.0 <= WHOLE && is(is_at_least, beyond);
        return Some(if is_beyond { 7 } else { 6 });
    }
    let steps = if target.comparator.asks_for_less() {
        ABOVE
    } else {
        SHORT_OF
    };
    let step = steps
        .into_iter()
        .find(|(_, percent)| is(is_at_least, *percent));
    Some(step.map_or(1, |(class, _)| class))
}

fn target_classes(target: &Target) -> Vec<Class> {
    let of = |percent: f64| target.value.unwrap_or_default() * percent / 100.0;
    let number = |percent: f64| format!("{}\u{a0}%", written_number(of(percent)));
    let met = asked(target).unwrap_or_default();
    let met = class(6, format!("đạt: {met}"));
    if target.comparator.asks_for_less() {
        return vec![
            class(1, format!("trên {}", number(150.0))),
            class(2, format!("đến {}", number(150.0))),
            class(3, format!("đến {}", number(125.0))),
            class(4, format!("đến {}, chưa đạt", number(110.0))),
            met,
            class(7, format!("đạt, không quá {}", number(BEYOND.1))),
        ];
    }
    let mut classes = vec![
        class(1, format!("dưới {}", number(50.0))),
        class(2, format!("{} – dưới {}", number(50.0), number(75.0))),
        class(3, format!("{} – dưới {}", number(75.0), number(90.0))),
        class(4, format!("từ {}, chưa đạt", number(90.0))),
        met,
    ];
    // No share is above the whole.
    if of(BEYOND.0) <= WHOLE {
        classes.push(class(7, format!("vượt: từ {}", number(BEYOND.0))));
    }
    classes
}

/// At least half of the figures are of this grade or a better one.
fn class_of_grades([told, counted, confirmed]: [i64; 3]) -> Option<u8> {
    let all = told + counted + confirmed;
    let is_half = |n: i64| n * 2 >= all;
    match all {
        ..=0 => None,
        _ if confirmed == all => Some(7),
        _ if is_half(confirmed) => Some(6),
        _ if is_half(counted + confirmed) => Some(5),
        _ => Some(2),
    }
}

fn up_to(steps: &[(u8, i64)], number: i64) -> u8 {
    let step = steps.iter().find(|(_, last)| number <= *last);
    step.map_or(1, |(class, _)| *class)
}

fn quarter_of(largest: i64, part: i64) -> i64 {
    largest * part / 4
}

fn count_classes(largest: i64) -> Vec<Class> {
    let end = |part| quarter_of(largest, part);
    let words = |part: i64| match part {
        0 => format!("đến {}", written_count(end(1))),
        3 => format!("từ {}", written_count(end(3) + 1)),
        _ if end(part) + 1 == end(part + 1) => written_count(end(part + 1)),
        _ => format!(
            "{} – {}",
            written_count(end(part) + 1),
            written_count(end(part + 1))
        ),
    };
    let classes = (4_u8..).zip(0..4_i64);
    classes
        .map(|(number, part)| class(number, words(part)))
        .collect()
}

fn on_time_classes() -> Vec<Class> {
    let classes = (1_u8..).zip(CLASS_BREAKS).zip(1_usize..);
    classes
        .map(|((number, from), next)| {
            let words = match (from, CLASS_BREAKS.get(next)) {
                (0, Some(next)) => format!("dưới {next} %"),
                (_, Some(next)) => format!("{from}–{} %", next - 1),
                (_, None) => format!("{from} %"),
            };
            class(number, words)
        })
        .collect()
}

/// Classes that go up to a number each, worst first.
fn stepped(steps: &[(u8, i64)], unit: &str, worst: &str) -> Vec<Class> {
    let mut classes = vec![class(1, worst.to_owned())];
    for (place, (number, last)) in steps.iter().enumerate().rev() {
        let before = place.checked_sub(1).and_then(|place| steps.get(place));
        let words = match before {
            Some((_, before)) => format!("{}–{last} {unit}", before + 1),
            None => format!("đến {last} {unit}"),
        };
        classes.push(class(*number, words));
    }
    classes
}

fn silence_classes() -> Vec<Class> {
    vec![
        class(1, "tất cả chưa báo".into()),
        class(2, "trên 50 % chưa báo".into()),
        class(3, "trên 25 % đến 50 %".into()),
        class(5, "trên 10 % đến 25 %".into()),
        class(6, "đến 10 % chưa báo".into()),
        class(7, "tất cả đã báo".into()),
    ]
}

fn class(class: u8, words: String) -> Class {
    Class { class, words }
}

#[cfg(test)]
mod tests;
