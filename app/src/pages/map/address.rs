//! The map's address: what is drawn, what is chosen, and in which order the table stands.

use model::{id::UnitId, problem::Problem, view::query::MapQuery};

/// Everything that the page shows follows from this, so each link is an address of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub query: MapQuery,
    pub order: Order,
}

/// How the rows of the table stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As units are listed everywhere.
    #[default]
    Listed,
    /// Lowest share first: the ones to ask about.
    Share,
    /// Most overdue first.
    Overdue,
}

impl Order {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "",
            Self::Share => "ty-le",
            Self::Overdue => "qua-han",
        }
    }

    fn parse(word: &str) -> Self {
        [Self::Share, Self::Overdue]
            .into_iter()
            .find(|order| order.as_str() == word)
            .unwrap_or_default()
    }
}

impl Address {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let order = get("xep").map_or(Order::Listed, |word| Order::parse(&word));
        let query = MapQuery::read(get)?;
        Ok(Self { query, order })
    }

    pub fn href(&self) -> String {
        let mut href = format!("/ban-do{}", self.query.to_query());
        if self.order != Order::Listed {
            href.push(if href.contains('?') { '&' } else { '?' });
            href.push_str("xep=");
            href.push_str(self.order.as_str());
        }
        href
    }

    /// The same map with another part chosen, or none.
    pub fn choosing(&self, chosen: Option<&UnitId>) -> Self {
        let mut next = self.clone();
        next.query.chosen = chosen.cloned();
        next
    }

    /// The same table in another order.
    pub fn ordered(&self, order: Order) -> Self {
        Self {
            order,
            ..self.clone()
        }
    }

    /// The map of another unit, for the same period and plan.
    pub fn of(&self, unit: &UnitId) -> Self {
        let mut next = self.choosing(None);
        next.query.unit = Some(unit.clone());
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_keeps_what_it_does_not_change() {
        let address = Address::read(|name| match name {
            "don-vi" => Some("40".into()),
            "ky" => Some("2026-Q3".into()),
            "xep" => Some("qua-han".into()),
            _ => None,
        })
        .unwrap();
        assert_eq!(address.href(), "/ban-do?don-vi=40&ky=2026-Q3&xep=qua-han");
        let chosen = address.choosing(Some(&"17266".into()));
        assert_eq!(
            chosen.href(),
            "/ban-do?don-vi=40&ky=2026-Q3&chon=17266&xep=qua-han"
        );
        assert_eq!(chosen.choosing(None), address);
        assert_eq!(
            chosen.ordered(Order::Listed).of(&"17266".into()).href(),
            "/ban-do?don-vi=17266&ky=2026-Q3"
        );
        assert_eq!(
            Address::default().ordered(Order::Share).href(),
            "/ban-do?xep=ty-le"
        );
    }
}
