//! Roll-ups of the units that a page shows.

use super::{Accounts, Part, Series, Value, Window, affected, change, n_due};
use crate::{
    figure::{AccountKey, Topic},
    id::{IndicatorId, UnitId},
    indicator::Indicator,
    map::{Map, Set},
    unit::UnitTree,
};

/// What is known of an indicator in a unit: the sum, and beside it the unit's own figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Total {
    pub sum: Value,
    pub own: Option<Value>,
}

/// The roll-ups at hand, of the whole of each indicator and of the parts that are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    totals: Map<AccountKey, Total>,
    /// Of the units whose past is shown.
    series: Map<AccountKey, Series>,
}

impl Totals {
    pub fn get(&self, indicator: &IndicatorId, unit: &UnitId) -> Option<&Total> {
        self.of_topic(Topic::whole(indicator.clone()), unit)
    }

    pub fn of_topic(&self, topic: Topic, unit: &UnitId) -> Option<&Total> {
        self.totals.get(&(topic, unit.clone()))
    }

    pub fn put(&mut self, topic: &Topic, unit: &UnitId, total: Total) {
        self.totals.insert((topic.clone(), unit.clone()), total);
    }

    /// The sums of a unit over time.
    pub fn series(&self, indicator: &IndicatorId, unit: &UnitId) -> Option<&Series> {
        let topic = Topic::whole(indicator.clone());
        self.series.get(&(topic, unit.clone()))
    }

    pub fn put_series(&mut self, topic: &Topic, unit: &UnitId, series: Series) {
        self.series.insert((topic.clone(), unit.clone()), series);
    }

    /// From the accounts of all units below those that are shown.
    pub fn of_accounts<'a>(
        accounts: &Accounts,
        topics: impl IntoIterator<Item = (&'a Indicator, Topic)>,
        tree: &UnitTree,
        units: &[UnitId],
        window: Window,
    ) -> Self {
        let mut totals = Self::default();
        for (indicator, topic) in topics {
            totals.add(indicator, topic, accounts, tree, (units, window));
        }
        totals
    }

    fn add(
        &mut self,
        indicator: &Indicator,
        topic: Topic,
        accounts: &Accounts,
        tree: &UnitTree,
        (units, window): (&[UnitId], Window),
    ) {
        let mut sums: Map<UnitId, Series> = Map::new();
        let mut owns: Map<UnitId, Series> = Map::new();
        let mut seen = Set::new();
        let contributors = accounts
            .keys()
            .filter(|(known, _)| *known == topic)
            .flat_map(|(_, unit)| affected(tree, unit));
        for unit in contributors {
            if !seen.add(unit.id.clone()) {
                continue;
            }
            for one in change(indicator, tree, (&topic, &unit.id), accounts) {
                let side = match one.place.part {
                    Part::Sum => &mut sums,
                    Part::Own => &mut owns,
                };
                side.or_default(one.place.unit).add(&one.by);
            }
        }
        let empty = Series::default();
        for unit in units {
            let due = n_due(tree, unit, indicator.counted_by, window.last);
            let sum = sums.get(unit).unwrap_or(&empty);
            let own = owns.get(unit);
            let total = Total {
                sum: Value::of(sum, indicator.measure, window, due),
                own: own.map(|own| Value::of(own, indicator.measure, window, 1)),
            };
            self.put(&topic, unit, total);
        }
        // The first is the one that a page is of.
        if let Some(unit) = units.first() {
            let series = sums.get(unit).cloned().unwrap_or_default();
            self.put_series(&topic, unit, series);
        }
    }
}
