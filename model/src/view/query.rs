//! The filters of lists and maps, as they stand in addresses: shared by pages and API.

use crate::{
    id::{PlanId, UnitId},
    period::Period,
    problem::{Code, Problem},
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
    /// Counted from 0.
    pub page: usize,
}

/// Which map is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapQuery {
    /// The unit whose parts are drawn; without it, the person's own.
    pub unit: Option<UnitId>,
    pub period: Option<Period>,
    pub plan: Option<PlanId>,
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
            page: parsed(&get, "trang", |text| text.parse().ok())?.unwrap_or(0),
        })
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
            ("trang-thai", self.cell.map(|cell| cell.as_str().to_owned())),
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
        let period = either("ky", "period");
        Ok(Self {
            unit: either("don-vi", "unit").map(UnitId::new),
            period: match period {
                Some(text) => Some(Period::parse(&text).ok_or(Code::MalformedQuery)?),
                None => None,
            },
            plan: either("ke-hoach", "plan").map(PlanId::new),
            chosen: either("chon", "chosen").map(UnitId::new),
        })
    }

    pub fn to_query(&self) -> String {
        query([
            ("don-vi", self.unit.as_ref().map(ToString::to_string)),
            ("ky", self.period.map(|period| period.to_string())),
            ("ke-hoach", self.plan.as_ref().map(ToString::to_string)),
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
            page: 2,
        };
        assert_eq!(
            query.to_query(),
            "?tim=l%E1%BB%9Bp%20h%E1%BB%8Dc&don-vi=x1&trang-thai=open_overdue&trang=2"
        );
        let read = TaskQuery::read(|name| match name {
            "tim" => Some("lớp học".into()),
            "don-vi" => Some("x1".into()),
            "trang-thai" => Some("open_overdue".into()),
            "trang" => Some("2".into()),
            "ke-hoach" => Some(String::new()),
            _ => None,
        });
        assert_eq!(read, Ok(query));
        assert_eq!(TaskQuery::default().to_query(), "");
    }

    #[test]
    fn what_cannot_be_read_is_a_problem() {
        let with = |name: &'static str, value: &'static str| {
            move |asked: &str| (asked == name).then(|| value.to_owned())
        };
        assert!(TaskQuery::read(with("trang-thai", "xanh")).is_err());
        assert!(TaskQuery::read(with("trang", "-1")).is_err());
        assert!(MapQuery::read(with("period", "2026-Q9")).is_err());
        let read = MapQuery::read(with("period", "2026-Q4")).unwrap();
        assert_eq!(read.period, Some(Period::Quarter(2026, 4)));
    }
}
