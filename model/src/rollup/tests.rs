use super::*;
use crate::{
    clock::Stamp,
    day,
    figure::{AccountKey, Figure, FigureReported, Grade, Topic},
    id::{RecordId, UnitId},
    indicator::{Indicator, national},
    period::Period,
    testing::unit,
    unit::{Life, Unit, UnitKind, UnitTree},
};

mod random;
mod tables;

fn date(text: &str) -> NaiveDate {
    day::parse(text).unwrap()
}

/// Gone on a day, with what took its place.
fn gone(unit: Unit, until: &str, successors: &[&str]) -> Unit {
    Unit {
        life: Life {
            until: Some(date(until)),
            successors: successors.iter().map(|id| UnitId::from(*id)).collect(),
            ..Life::default()
        },
        ..unit
    }
}

fn begun(unit: Unit, since: &str) -> Unit {
    Unit {
        life: Life {
            since: Some(date(since)),
            ..Life::default()
        },
        ..unit
    }
}

/// A province with two communes; one has three hamlets, the other two.
fn units() -> Vec<Unit> {
    use UnitKind::*;
    vec![
        unit("tinh", None, Province),
        unit("xa-a", Some("tinh"), Commune),
        unit("xa-b", Some("tinh"), Commune),
        unit("a1", Some("xa-a"), Hamlet),
        unit("a2", Some("xa-a"), Hamlet),
        unit("a3", Some("xa-a"), Hamlet),
        unit("b1", Some("xa-b"), Hamlet),
        unit("b2", Some("xa-b"), Hamlet),
    ]
}

fn indicator(id: &str) -> Indicator {
    let mut all = national().into_iter();
    all.find(|one| one.id.as_str() == id).unwrap()
}

/// A ledger: figures as they are given, and the roll-ups kept as the server keeps them, each figure
/// added to what was there.
struct Ledger {
    tree: UnitTree,
    indicator: Indicator,
    accounts: Accounts,
    kept: Vec<(Place, Series)>,
    n: i64,
}

impl Ledger {
    fn new(units: Vec<Unit>, id: &str) -> Self {
        Self {
            tree: UnitTree::new(units),
            indicator: indicator(id),
            accounts: Accounts::new(),
            kept: Vec::new(),
            n: 0,
        }
    }

    /// Gives a figure: "30/100", or "30" without a denominator.
    fn say(&mut self, unit: &str, as_of: &str, said: &str) -> RecordId {
        self.say_graded(unit, as_of, said, Grade::SelfReported)
    }

    fn say_graded(&mut self, unit: &str, as_of: &str, said: &str, grade: Grade) -> RecordId {
        let (numerator, denominator) = match said.split_once('/') {
            Some((numerator, denominator)) => (numerator, denominator.parse().ok()),
            None => (said, None),
        };
        self.n += 1;
        let record = RecordId::new(format!("r{:05}", self.n));
        self.add(
            unit,
            Figure {
                record: record.clone(),
                by: "p".into(),
                made_at: Stamp::at(self.n),
                replaces: None,
                said: FigureReported {
                    indicator: self.indicator.id.clone(),
                    as_of: date(as_of),
                    numerator: numerator.parse().ok(),
                    denominator,
                    grade,
                    ..FigureReported::default()
                },
            },
        );
        record
    }

    fn add(&mut self, unit: &str, figure: Figure) {
        let key: AccountKey = (Topic::whole(self.indicator.id.clone()), unit.into());
        let before = self.accounts.clone();
        self.accounts.or_default(key.clone()).add(figure);
        let accounts = (&before, &self.accounts);
        for change in changes(&self.indicator, &self.tree, [&key], accounts) {
            add_to(&mut self.kept, &change);
        }
        self.kept.retain(|(_, series)| !series.is_zero());
    }

    /// Everything made anew from the accounts.
    fn anew(&self) -> Vec<(Place, Series)> {
        let mut made = Vec::new();
        for unit in self.tree.iter() {
            let topic = Topic::whole(self.indicator.id.clone());
            for one in change(
                &self.indicator,
                &self.tree,
                (&topic, &unit.id),
                &self.accounts,
            ) {
                add_to(&mut made, &one);
            }
        }
        made.retain(|(_, series)| !series.is_zero());
        made.sort_by(|a, b| a.0.cmp(&b.0));
        made
    }

    fn kept(&self) -> Vec<(Place, Series)> {
        let mut kept = self.kept.clone();
        kept.sort_by(|a, b| a.0.cmp(&b.0));
        kept
    }

    fn value(&self, part: Part, unit: &str, window: impl Into<Window>) -> Value {
        let window = window.into();
        let unit = UnitId::from(unit);
        let found = self
            .kept
            .iter()
            .find(|(place, _)| place.part == part && place.unit == unit);
        let empty = Series::default();
        let series = found.map_or(&empty, |(_, series)| series);
        let due = n_due(&self.tree, &unit, self.indicator.counted_by, window.last);
        Value::of(series, self.indicator.measure, window, due)
    }

    /// A line of a table by hand: "numerator/denominator units/due", "-" for what is missing.
    fn line(&self, unit: &str, period: &str) -> String {
        written(&self.value(Part::Sum, unit, Period::parse(period).unwrap()))
    }

    fn own_line(&self, unit: &str, period: &str) -> String {
        written(&self.value(Part::Own, unit, Period::parse(period).unwrap()))
    }
}

fn add_to(all: &mut Vec<(Place, Series)>, change: &Change) {
    match all.iter_mut().find(|(place, _)| *place == change.place) {
        Some((_, series)) => series.add(&change.by),
        None => all.push((change.place.clone(), change.by.clone())),
    }
}

fn written(value: &Value) -> String {
    let number = |number: Option<i64>| number.map_or("-".to_owned(), |number| number.to_string());
    format!(
        "{}/{} {}/{}",
        number(value.numerator),
        number(value.denominator),
        value.n_units,
        value.n_due
    )
}
