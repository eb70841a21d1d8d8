//! The filters of lists and maps, as they stand in addresses: shared by pages and API.

use crate::{
    id::{IndicatorId, NodeId, PlanId, UnitId},
    period::Period,
    problem::{Code, Problem},
    schedule::Schedule,
    status::Cell,
};
use serde::{Deserialize, Serialize};

/// Which tasks a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskQuery {
    /// Words to find, without regard to accents.
    pub text: String,
    pub unit: Option<UnitId>,
    pub plan: Option<PlanId>,
    pub cell: Option<Cell>,
    /// The unit that leads.
    pub lead: Option<UnitId>,
    /// The heading under which the plan has it.
    pub section: Option<NodeId>,
    /// When the plan has it done.
    pub period: Option<Period>,
    /// What is not settled yet.
    pub missing: Option<Missing>,
    /// Only where something stands in the way.
    pub difficulty: bool,
    /// Only what the person who looks was put in charge of.
    pub mine: bool,
    pub shape: Shape,
    /// Counted from 0.
    pub page: usize,
}

/// What a task lacks that somebody should settle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Lead,
    Due,
}

impl Missing {
    pub const ALL: [Self; 2] = [Self::Lead, Self::Due];

    /// As it stands in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "chu-tri",
            Self::Due => "thoi-han",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|missing| missing.as_str() == word)
    }

    /// Whether a task of this time, led by somebody or not, lacks it.
    pub fn is_of(self, schedule: &Schedule, is_led: bool) -> bool {
        match self {
            Self::Lead => !is_led,
            Self::Due => schedule.due().is_none() && !schedule.is_continuous(),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "Chưa có đơn vị chủ trì",
            Self::Due => "Chưa có thời hạn",
        }
    }
}

/// How the tasks are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    #[default]
    List,
    Timeline,
    Calendar,
    Counts,
}

impl Shape {
    pub const ALL: [Self; 4] = [Self::List, Self::Timeline, Self::Calendar, Self::Counts];

    /// As it stands in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "danh-sach",
            Self::Timeline => "dong-thoi-gian",
            Self::Calendar => "lich",
            Self::Counts => "tong-hop",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::List => "Danh sách",
            Self::Timeline => "Dòng thời gian",
            Self::Calendar => "Lịch",
            Self::Counts => "Tổng hợp",
        }
    }
}

/// Which map is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapQuery {
    /// The unit whose parts are drawn; without it, the person's own.
    pub unit: Option<UnitId>,
    pub period: Option<Period>,
    pub plan: Option<PlanId>,
    /// What is counted, where the map is coloured by figures.
    pub indicator: Option<IndicatorId>,
    /// Another period to compare with.
    pub compared: Option<Period>,
    /// The part that was chosen, to which everything beside the map is narrowed.
    pub chosen: Option<UnitId>,
}

impl TaskQuery {
    /// Reads the parameters of an address.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        Ok(Self {
            text: get("tim").unwrap_or_default(),
            unit: present(&get, "don-vi").map(UnitId::new),
            plan: present(&get, "ke-hoach").map(PlanId::new),
            cell: parsed(&get, "trang-thai", Cell::parse)?,
            lead: present(&get, "chu-tri").map(UnitId::new),
            section: present(&get, "muc").map(NodeId::new),
            period: parsed(&get, "ky", Period::parse)?,
            missing: parsed(&get, "thieu", Missing::parse)?,
            difficulty: present(&get, "vuong-mac").is_some(),
            mine: present(&get, "cua-toi").is_some(),
            shape: parsed(&get, "xem", Shape::parse)?.unwrap_or_default(),
            page: parsed(&get, "trang", |text| text.parse().ok())?.unwrap_or(0),
        })
    }

    /// Whether it leaves anything out.
    pub fn is_filter(&self) -> bool {
        let all = Self {
            shape: self.shape,
            page: self.page,
            ..Self::default()
        };
        let text = self.text.trim().to_owned();
        Self {
            text,
            ..self.clone()
        } != all
    }

    /// The parameters that `read` takes, percent-encoded, with a leading `?` if there are any.
    pub fn to_query(&self) -> String {
        query([
            (
                "tim",
                Some(self.text.trim().to_owned()).filter(|text| !text.is_empty()),
            ),
            ("don-vi", self.unit.as_ref().map(ToString::to_string)),
            ("ke-hoach", self.plan.as_ref().map(ToString::to_string)),
            ("muc", self.section.as_ref().map(ToString::to_string)),
            ("chu-tri", self.lead.as_ref().map(ToString::to_string)),
            ("ky", self.period.map(|period| period.to_string())),
            ("trang-thai", self.cell.map(|cell| cell.as_str().to_owned())),
            (
                "thieu",
                self.missing.map(|missing| missing.as_str().to_owned()),
            ),
            ("vuong-mac", self.difficulty.then(|| "co".to_owned())),
            ("cua-toi", self.mine.then(|| "co".to_owned())),
            (
                "xem",
                Some(self.shape)
                    .filter(|shape| *shape != Shape::List)
                    .map(|shape| shape.as_str().to_owned()),
            ),
            ("trang", (self.page > 0).then(|| self.page.to_string())),
        ])
    }
}

impl MapQuery {
    /// Reads the parameters of an address; the API's English names are understood as well.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let either = |vietnamese: &str, english: &str| {
            present(&get, vietnamese).or_else(|| present(&get, english))
        };
        let period = |vietnamese, english| match either(vietnamese, english) {
            Some(text) => Period::parse(&text).map(Some).ok_or(Code::MalformedQuery),
            None => Ok(None),
        };
        Ok(Self {
            unit: either("don-vi", "unit").map(UnitId::new),
            period: period("ky", "period")?,
            indicator: either("chi-so", "indicator").map(IndicatorId::new),
            compared: period("so-voi", "compared")?,
            plan: either("ke-hoach", "plan").map(PlanId::new),
            chosen: either("chon", "chosen").map(UnitId::new),
        })
    }

    pub fn to_query(&self) -> String {
        query([
            ("don-vi", self.unit.as_ref().map(ToString::to_string)),
            ("ky", self.period.map(|period| period.to_string())),
            ("ke-hoach", self.plan.as_ref().map(ToString::to_string)),
            ("chi-so", self.indicator.as_ref().map(ToString::to_string)),
            ("so-voi", self.compared.map(|period| period.to_string())),
            ("chon", self.chosen.as_ref().map(ToString::to_string)),
        ])
    }
}

fn present(get: &impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    get(name)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

pub(super) fn parsed<T>(
    get: &impl Fn(&str) -> Option<String>,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match present(get, name) {
        None => Ok(None),
        Some(text) => parse(&text)
            .map(Some)
            .ok_or_else(|| Code::MalformedQuery.into()),
    }
}

pub(super) fn query<const N: usize>(parameters: [(&str, Option<String>); N]) -> String {
    let mut query = String::new();
    for (name, value) in parameters {
        if let Some(value) = value {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&percent_encoded(&value));
        }
    }
    query
}

/// Everything but unreserved characters as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_an_address_and_back() {
        let query = TaskQuery {
            text: "lớp học".into(),
            unit: Some("x1".into()),
            plan: None,
            cell: Some(Cell::OpenOverdue),
            lead: Some("x2".into()),
            section: Some("n1".into()),
            period: Some(Period::Quarter(2026, 4)),
            missing: Some(Missing::Due),
            difficulty: true,
            mine: true,
            shape: Shape::Timeline,
            page: 2,
        };
        assert_eq!(
            query.to_query(),
            "?tim=l%E1%BB%9Bp%20h%E1%BB%8Dc&don-vi=x1&muc=n1&chu-tri=x2&ky=2026-Q4\
             &trang-thai=open_overdue&thieu=thoi-han&vuong-mac=co&cua-toi=co&xem=dong-thoi-gian&trang=2"
        );
        assert!(query.is_filter());
        let read = TaskQuery::read(|name| match name {
            "tim" => Some("lớp học".into()),
            "don-vi" => Some("x1".into()),
            "trang-thai" => Some("open_overdue".into()),
            "chu-tri" => Some("x2".into()),
            "muc" => Some("n1".into()),
            "ky" => Some("2026-Q4".into()),
            "thieu" => Some("thoi-han".into()),
            "vuong-mac" => Some("co".into()),
            "cua-toi" => Some("co".into()),
            "xem" => Some("dong-thoi-gian".into()),
            "trang" => Some("2".into()),
            "ke-hoach" => Some(String::new()),
            _ => None,
        });
        assert_eq!(read, Ok(query));
        assert_eq!(TaskQuery::default().to_query(), "");
        let calendar = TaskQuery {
            shape: Shape::Calendar,
            text: " ".into(),
            ..TaskQuery::default()
        };
        assert!(!calendar.is_filter());
        assert_eq!(calendar.to_query(), "?xem=lich");
    }

    #[test]
    fn what_cannot_be_read_is_a_problem() {
        let with = |name: &'static str, value: &'static str| {
            move |asked: &str| (asked == name).then(|| value.to_owned())
        };
        assert!(TaskQuery::read(with("trang-thai", "xanh")).is_err());
        assert!(TaskQuery::read(with("trang", "-1")).is_err());
        assert!(TaskQuery::read(with("ky", "2026-Q9")).is_err());
        assert!(TaskQuery::read(with("thieu", "moi-thu")).is_err());
        assert!(TaskQuery::read(with("xem", "vong-tron")).is_err());
        assert!(MapQuery::read(with("period", "2026-Q9")).is_err());
        let read = MapQuery::read(with("period", "2026-Q4")).unwrap();
        assert_eq!(read.period, Some(Period::Quarter(2026, 4)));
    }
}
