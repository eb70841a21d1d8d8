//! Indicators: what is counted, the same for all plans, so that communes compare.

use crate::{
    id::{IndicatorId, PlanId, UnitId},
    map::Map,
    plan::Comparator,
    text,
    unit::{UnitKind, UnitTree},
};
use serde::{Deserialize, Serialize};

mod national;

pub use national::national;

/// The longest name or word of an indicator, in characters.
const WORDS_MAX_CHARS: usize = 300;
/// So much of a name is in the code of an indicator.
const CODE_MAX_CHARS: usize = 40;

/// What is counted, in which way, and who counts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: IndicatorId,
    pub name: String,
    /// What the numerator counts.
    pub counted: String,
    /// What the denominator counts, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of: Option<String>,
    pub measure: Measure,
    /// "người", "lớp" …
    pub unit: String,
    /// The kind of unit whose figures are added up. A commune without any counts itself.
    pub counted_by: UnitKind,
    /// Of what the figures may be told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breakdowns: Vec<Dimension>,
    /// The indicator that counts the denominator: a dated figure of the population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<IndicatorId>,
    /// Words by which a plan's target is recognised; each needs all of its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The plan that brought it, and that plan's unit; national ones have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_of_plan: Option<UnitId>,
    /// Nobody counts it any more; what was counted is kept.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// How many there are on a day: the latest figure counts.
    #[default]
    Level,
    /// How many there were from day to day: figures add up.
    Flow,
}

/// A way to tell figures apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Group,
    Sex,
    Age,
    Ethnicity,
    Income,
}

impl Dimension {
    pub const ALL: [Self; 5] = [
        Self::Group,
        Self::Sex,
        Self::Age,
        Self::Ethnicity,
        Self::Income,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Sex => "sex",
            Self::Age => "age",
            Self::Ethnicity => "ethnicity",
            Self::Income => "income",
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Group => "Nhóm đối tượng",
            Self::Sex => "Giới tính",
            Self::Age => "Độ tuổi",
            Self::Ethnicity => "Dân tộc",
            Self::Income => "Hộ nghèo, cận nghèo",
        }
    }

    /// The parts that are told apart: a word for the record, and what people read.
    pub fn parts(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Group => &[
                ("group_public", "Cán bộ, công chức, viên chức"),
                ("group_pupil", "Học sinh, sinh viên"),
                ("group_worker", "Người lao động ở doanh nghiệp, hợp tác xã"),
                ("group_other", "Người dân khác"),
            ],
            Self::Sex => &[("female", "Nữ"), ("male", "Nam")],
            Self::Age => &[
                ("age_15_24", "15–24 tuổi"),
                ("age_25_59", "25–59 tuổi"),
                ("age_60", "Từ 60 tuổi"),
            ],
            Self::Ethnicity => &[("ethnic_minority", "Người dân tộc thiểu số")],
            Self::Income => &[("poor_household", "Thuộc hộ nghèo, cận nghèo")],
        }
    }

    /// Whether everybody is of one of its parts, so that they add up to the whole.
    pub fn is_of_all(self) -> bool {
        matches!(self, Self::Group | Self::Sex | Self::Age)
    }

    /// Whether the list names each once at most.
    fn are_distinct(list: &[Self]) -> bool {
        let n_of = |one: &Self| list.iter().filter(|other| *other == one).count();
        list.iter().all(|one| n_of(one) == 1)
    }
}

/// What people read for a part of a breakdown.
pub fn part_name(part: &str) -> Option<&'static str> {
    let mut parts = Dimension::ALL.into_iter().flat_map(Dimension::parts);
    parts.find(|(word, _)| *word == part).map(|(_, name)| *name)
}

impl Indicator {
    /// Whether its figures may be told apart so.
    pub fn has_part(&self, part: &str) -> bool {
        let mut parts = self.breakdowns.iter().flat_map(|by| by.parts());
        parts.any(|(word, _)| *word == part)
    }

    pub fn is_rate(&self) -> bool {
        self.out_of.is_some()
    }

    /// Whether it can be counted and shown: no word is missing or endless.
    pub fn is_well_formed(&self) -> bool {
        let words = [&self.name, &self.counted, &self.unit].into_iter();
        let mut words = words.chain(&self.out_of);
        crate::id::is_well_formed(self.id.as_str())
            && words.all(|word| !word.trim().is_empty() && word.chars().count() <= WORDS_MAX_CHARS)
            && self.words.len() <= 20
            && self
                .words
                .iter()
                .all(|word| word.chars().count() <= WORDS_MAX_CHARS)
            && !matches!(self.counted_by, UnitKind::Country | UnitKind::Province)
            && Dimension::are_distinct(&self.breakdowns)
            && self
                .population
                .iter()
                .all(|id| crate::id::is_well_formed(id.as_str()))
    }

    /// Whether it is counted in a unit: national ones everywhere, those of a plan in that plan's unit
    /// and under it, so that all communes of a province count the same.
    pub fn is_counted_in(&self, unit: &UnitId, tree: &UnitTree) -> bool {
        self.plan.is_none()
            || self
                .unit_of_plan
                .as_ref()
                .is_some_and(|root| tree.is_within(unit, root))
    }

    /// A code that stays whatever the indicator is called later: its first name, and what makes it
    /// another than that of a neighbour who chose the same name.
    pub fn code(name: &str, random: u64) -> IndicatorId {
        let mut code = String::new();
        for letter in text::fold(name).chars() {
            match letter.is_ascii_alphanumeric() {
                true => code.push(letter),
                false if !code.is_empty() && !code.ends_with('-') => code.push('-'),
                false => {}
            }
            if code.len() >= CODE_MAX_CHARS {
                break;
            }
        }
        let gap = if code.is_empty() || code.ends_with('-') {
            ""
        } else {
            "-"
        };
        IndicatorId::new(format!("{code}{gap}{:08x}", random >> 32))
    }
}

/// The national indicators, and those that plans have brought besides, by id.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    indicators: Map<IndicatorId, Indicator>,
}

impl Catalogue {
    pub fn new<'a>(of_plans: impl IntoIterator<Item = &'a Indicator>) -> Self {
        let mut indicators = Map::new();
        for indicator in of_plans.into_iter().cloned().chain(national()) {
            indicators.insert(indicator.id.clone(), indicator);
        }
        Self { indicators }
    }

    pub fn get(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.get(id)
    }

    /// The national ones in their official order, then those of plans that are still counted.
    pub fn iter(&self) -> impl Iterator<Item = &Indicator> {
        let first = national();
        let first: Vec<_> = first.into_iter().map(|indicator| indicator.id).collect();
        let of_plans = self.indicators.values();
        let of_plans = of_plans.filter(|one| !first.contains(&one.id) && !one.withdrawn);
        let of_plans: Vec<_> = of_plans.collect();
        let first: Vec<_> = first.iter().filter_map(|id| self.get(id)).collect();
        first.into_iter().chain(of_plans)
    }

    /// The indicator that a target seems to speak of: the one with the longest words in its text.
    pub fn suggest(&self, statement: &str, unit: Option<&str>) -> Option<TargetLink> {
        let statement = text::fold(statement);
        let mut best: Option<(usize, &Indicator)> = None;
        for indicator in self.iter() {
            let says = |words: &&String| {
                let mut parts = words.split(' ');
                parts.all(|part| statement.contains(&part.replace('_', " ")))
            };
            let longest = indicator.words.iter().filter(says).map(String::len).max();
            if let Some(length) = longest
                && best.is_none_or(|(known, _)| length > known)
            {
                best = Some((length, indicator));
            }
        }
        let (_, indicator) = best?;
        let is_rate = unit.map(str::trim) == Some("%");
        (is_rate == indicator.is_rate() || !is_rate).then(|| TargetLink {
            indicator: indicator.id.clone(),
            goal: if is_rate { Goal::Rate } else { Goal::Count },
            asks: Vec::new(),
        })
    }
}

/// Which indicator a target of a plan is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetLink {
    pub indicator: IndicatorId,
    pub goal: Goal,
    /// Of what the plan wants the figures told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asks: Vec<Dimension>,
}

impl TargetLink {
    /// What somebody says where no indicator measures the target, whatever its words suggest.
    pub fn nothing() -> Self {
        Self {
            indicator: IndicatorId::default(),
            goal: Goal::Count,
            asks: Vec::new(),
        }
    }

    pub fn is_nothing(&self) -> bool {
        self.indicator.as_str().is_empty()
    }

    /// Whether both measure the same thing in the same way, however finely.
    pub fn measures_as(&self, other: &Self) -> bool {
        !self.is_nothing() && (&self.indicator, self.goal) == (&other.indicator, other.goal)
    }

    /// Whether the indicator can be counted as the target wants it.
    pub fn fits(&self, indicator: &Indicator) -> bool {
        let can = |by: &Dimension| indicator.breakdowns.contains(by);
        (self.goal == Goal::Count || indicator.is_rate())
            && Dimension::are_distinct(&self.asks)
            && self.asks.iter().all(can)
    }
}

/// What a target's number is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Percent of the denominator.
    Rate,
    /// The numerator.
    Count,
}

impl Comparator {
    /// Whether `part` out of `whole` is what the target asks for, without rounding: 60 % is not
    /// "trên 60 %". For a count, `whole` is 100.
    pub fn holds(self, part: i64, whole: i64, asked: f64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
        let (is, should) = (part as f64 * 100.0, asked * whole as f64);
        match self {
            // A plan that says "80 %" is content with more.
            Self::Eq | Self::Gte => is >= should,
            Self::Gt => is > should,
            Self::Lt => is < should,
            Self::Lte => is <= should,
        }
    }

    /// Whether it asks for less rather than more.
    pub fn asks_for_less(self) -> bool {
        matches!(self, Self::Lt | Self::Lte)
    }
}

#[cfg(test)]
mod tests;
