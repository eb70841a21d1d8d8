//! The map's address: what is drawn, how it is coloured, what is chosen, and how the table stands.

use super::{MapQuery, Order, scale::Colour};
use crate::{
    id::{IndicatorId, UnitId},
    problem::{Code, Problem},
};

/// The page's place.
const PAGE: &str = "/ban-do";
/// What is coloured by when nobody has said by what.
pub const FIRST_INDICATOR: &str = "vneid";

/// Everything that the page, a picture and a file show follows from this, so each link is an address of
/// its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub query: MapQuery,
    pub look: Look,
}

/// What is shown of the numbers that are there already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub colour: Colour,
    /// Only the units of this class of the legend; 0 is "no data".
    pub class: Option<u8>,
    pub order: Order,
    /// Hexagons although there are boundaries.
    pub is_hexagonal: bool,
}

impl Address {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let malformed = || Problem::from(Code::MalformedQuery);
        let colour = match get("mau").filter(|word| !word.is_empty()) {
            Some(word) => Colour::parse(&word).ok_or_else(malformed)?,
            None => Colour::OnTime,
        };
        let class = match get("lop").filter(|word| !word.is_empty()) {
            Some(word) => word.parse().ok().filter(|class| *class <= 7),
            None => None,
        };
        let order = get("xep").map_or(Order::Listed, |word| Order::parse(&word));
        let is_hexagonal = get("hinh").is_some_and(|word| word == "luc-giac");
        let mut query = MapQuery::read(get)?;
        query.indicator = query.indicator.filter(|_| colour != Colour::OnTime);
        let well_formed = |id: &IndicatorId| crate::id::is_well_formed(id.as_str());
        if query.indicator.as_ref().is_some_and(|id| !well_formed(id)) {
            return Err(malformed());
        }
        if colour != Colour::OnTime && query.indicator.is_none() {
            query.indicator = Some(FIRST_INDICATOR.into());
        }
        let look = Look {
            colour,
            class,
            order,
            is_hexagonal,
        };
        Ok(Self { query, look })
    }

    pub fn href(&self) -> String {
        self.under(PAGE)
    }

    /// The same map as a file: "/api/v1/map.csv?…".
    pub fn file(&self, ending: &str) -> String {
        self.under(&format!("/api/v1/map.{ending}"))
    }

    fn under(&self, place: &str) -> String {
        let mut href = format!("{place}{}", self.query.to_query());
        let mut add = |name: &str, value: &str| {
            href.push(if href.contains('?') { '&' } else { '?' });
            href.push_str(name);
            href.push('=');
            href.push_str(value);
        };
        let Look {
            colour,
            class,
            order,
            is_hexagonal,
        } = self.look;
        if colour != Colour::OnTime {
            add("mau", colour.as_str());
        }
        if let Some(class) = class {
            add("lop", &class.to_string());
        }
        if order != Order::Listed {
            add("xep", order.as_str());
        }
        if is_hexagonal {
            add("hinh", "luc-giac");
        }
        href
    }

    /// The same map with another part chosen, or none.
    pub fn choosing(&self, chosen: Option<&UnitId>) -> Self {
        let mut next = self.clone();
        next.query.chosen = chosen.cloned();
        next
    }

    /// The same map with other looks.
    pub fn looking(&self, change: impl FnOnce(&mut Look)) -> Self {
        let mut next = self.clone();
        change(&mut next.look);
        next
    }

    /// The map of another unit, for the same period and plan, coloured in the same way.
    pub fn of(&self, unit: &UnitId) -> Self {
        let mut next = self.choosing(None);
        next.query.unit = Some(unit.clone());
        next.look.class = None;
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(parameters: &[(&str, &str)]) -> Result<Address, Problem> {
        Address::read(|name| {
            let found = parameters.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn every_link_keeps_what_it_does_not_change() {
        let address = read(&[("don-vi", "40"), ("ky", "2026-Q3"), ("xep", "so-hai")]).unwrap();
        assert_eq!(address.href(), "/ban-do?don-vi=40&ky=2026-Q3&xep=so-hai");
        let chosen = address.choosing(Some(&"17266".into()));
        assert_eq!(
            chosen.href(),
            "/ban-do?don-vi=40&ky=2026-Q3&chon=17266&xep=so-hai"
        );
        assert_eq!(chosen.choosing(None), address);
        assert_eq!(
            chosen
                .looking(|look| look.order = Order::Listed)
                .of(&"17266".into())
                .href(),
            "/ban-do?don-vi=17266&ky=2026-Q3"
        );
        let by_share = Address::default().looking(|look| look.order = Order::Share);
        assert_eq!(by_share.href(), "/ban-do?xep=ty-le");
    }

    #[test]
    fn how_the_map_is_coloured_is_in_the_address() {
        let parameters = [
            ("mau", "do-moi"),
            ("chi-so", "ky-nang-so"),
            ("so-voi", "2026-Q2"),
            ("lop", "0"),
            ("hinh", "luc-giac"),
        ];
        let address = read(&parameters).unwrap();
        assert_eq!(
            address.file("csv"),
            "/api/v1/map.csv?chi-so=ky-nang-so&so-voi=2026-Q2&mau=do-moi&lop=0&hinh=luc-giac"
        );
        let without = read(&[("mau", "chi-tieu")]).unwrap();
        assert_eq!(without.query.indicator, Some("vneid".into()));
        let tasks = read(&[("chi-so", "vneid")]).unwrap();
        assert_eq!(tasks, Address::default());
        assert!(read(&[("mau", "xanh")]).is_err());
        assert!(read(&[("so-voi", "hom-qua")]).is_err());
        assert!(read(&[("mau", "chi-tieu"), ("chi-so", "a b")]).is_err());
        assert_eq!(read(&[("lop", "9")]).unwrap().look.class, None);
    }
}
