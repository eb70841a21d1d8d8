//! Rows of a map of figures.

use super::{Frame, NOTHING, POINTS, Turn, change};
use crate::{
    day,
    indicator::Goal,
    rollup::Value,
    text::written_count,
    unit::UnitHead,
    view::{
        figures::{self, IndicatorMap, amount, asked, is_met, reporters, rounded},
        map::{
            drawing::{Entry, Row, Side},
            scale::{Colour, Scale},
        },
    },
};

impl Frame<'_> {
    pub(super) fn of_figures(
        &self,
        row: Row,
        map: &IndicatorMap,
        value: &Value,
        own: Option<&Value>,
    ) -> Row {
        let is_whole = row.unit.id == self.side.unit.id;
        let asked_of = map
            .target
            .as_ref()
            .filter(|line| is_whole || line.link.goal == Goal::Rate);
        let met = asked_of.and_then(|line| is_met(&line.target, line.link.goal, value));
        let main = main_of(map, value);
        let before = self.earlier.map(|side| {
            let before = value_in(side, &row.unit).cloned().unwrap_or_default();
            let unit = if map.indicator.is_rate() { POINTS } else { "" };
            let change = change(main_of(map, &before), main, unit);
            (before, change)
        });
        let n_due = value.n_due.max(value.n_units);
        let told = match n_due {
            0 => "không phải báo số liệu này".to_owned(),
            _ => reporters(value),
        };
        // What the table's own column says is not said twice.
        let reported = format!("{}/{n_due} đã báo", value.n_units);
        let under = match (value.oldest.map(day::short), before.is_some()) {
            _ if n_due == 0 => told.clone(),
            (Some(oldest), false) => format!("cũ nhất {oldest}"),
            (Some(oldest), true) => format!("{reported}, cũ nhất {oldest}"),
            (None, false) => String::new(),
            (None, true) => reported,
        };
        let said = Said {
            value,
            own,
            asked: asked_of.and_then(|line| asked(&line.target)),
            met,
            before: before.as_ref(),
        };
        Row {
            class: self.scale.class(value),
            amount: figures::percent(value)
                .or_else(|| value.numerator.map(written_count))
                .unwrap_or_else(|| NOTHING.to_owned()),
            fraction: value.percent().and(value.denominator).map(|whole| {
                let (part, whole) = (written_count(value.rated), written_count(whole));
                format!("{part}/{whole}")
            }),
            number: self.number(map, value),
            second: match &before {
                Some((_, change)) => change.signed.clone(),
                None => format!("{}/{n_due}", value.n_units),
            },
            change: before.as_ref().map(|(_, change)| change.words.clone()),
            under,
            sentence: said.sentence(&row.unit.name, &told),
            entries: said.entries(map, &row.unit),
            met,
            bar: value.percent(),
            main,
            turn: match &before {
                Some((_, change)) => change.by,
                None => share_of(value.n_units, value.n_due),
            },
            ..row
        }
    }

    /// What stands in the cell: the number that gives it its colour.
    fn number(&self, map: &IndicatorMap, value: &Value) -> Option<String> {
        match self.colour {
            Colour::OnTime | Colour::Value => {
                value.numerator?;
                figures::percent(value).or_else(|| value.numerator.map(written_count))
            }
            Colour::Grade => value
                .share_confirmed()
                .map(|share| format!("{share}\u{a0}%")),
            Colour::Freshness => value.oldest.map(|oldest| {
                let days = map.as_of.signed_duration_since(oldest).num_days();
                format!("{}\u{a0}ng.", written_count(days))
            }),
            Colour::Silence => (value.n_due > 0)
                .then(|| format!("{}/{}", (value.n_due - value.n_fresh).max(0), value.n_due)),
        }
    }
}

/// All that is said of a unit's figure.
struct Said<'a> {
    value: &'a Value,
    own: Option<&'a Value>,
    asked: Option<String>,
    met: Option<bool>,
    /// The value in the earlier period, and what has become of it.
    before: Option<&'a (Value, Turn)>,
}

impl Said<'_> {
    fn sentence(&self, name: &str, told: &str) -> String {
        let mut parts = vec![format!("{name}: {}", amount(self.value))];
        if let Some(asked) = &self.asked {
            let met = self
                .met
                .map_or_else(String::new, |met| format!(", {}", met_words(met)));
            parts.push(format!("chỉ tiêu {asked}{met}"));
        }
        parts.push(told.to_owned());
        parts.extend(grade_words(self.value).map(str::to_owned));
        parts.extend(self.before.map(|(_, change)| change.words.clone()));
        parts.join("; ")
    }

    /// What a file has of it.
    fn entries(&self, map: &IndicatorMap, unit: &UnitHead) -> Vec<Entry> {
        let value = self.value;
        let mut entries = vec![
            Entry::count(value.numerator),
            Entry::count(value.denominator),
            Entry::share(value.percent().map(rounded)),
            Entry::words(self.asked.clone()),
            Entry::words(self.met.map(|met| met_words(met).to_owned())),
            Entry::Count(value.n_units),
            Entry::Count(value.n_due),
            Entry::Count(value.n_fresh),
            Entry::day(value.oldest),
            Entry::day(value.newest),
        ];
        entries.extend(value.grades.map(Entry::Count));
        entries.push(Entry::count(self.own.and_then(|own| own.numerator)));
        if let Some((before, change)) = self.before {
            entries.push(Entry::count(before.numerator));
            entries.push(Entry::count(before.denominator));
            entries.push(Entry::share(before.percent().map(rounded)));
            entries.push(Entry::Words(change.words.clone()));
        }
        let none = Value::default();
        for (place, _) in map.parts.iter().enumerate() {
            let part = map.parts_in(unit).get(place);
            let value = part.map_or(&none, |part| &part.value);
            entries.push(Entry::count(value.numerator));
            if map.indicator.is_rate() {
                entries.push(Entry::count(value.denominator));
            }
            entries.push(Entry::Count(value.n_units));
        }
        entries
    }
}

fn met_words(is_met: bool) -> &'static str {
    if is_met { "đạt" } else { "chưa đạt" }
}

/// What units and periods are compared by, as it is shown: a share is not held against a count.
fn main_of(map: &IndicatorMap, value: &Value) -> Option<f64> {
    if map.indicator.is_rate() {
        return value.percent().map(rounded);
    }
    #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
    let count = value.numerator.map(|count| count as f64);
    count
}

fn value_in<'a>(side: &'a Side, unit: &UnitHead) -> Option<&'a Value> {
    let map = side.measured?;
    if unit.id == side.unit.id {
        return Some(&map.value);
    }
    let mut areas = map.areas.iter();
    areas
        .find(|area| area.unit.id == unit.id)
        .map(|area| &area.value)
}

fn grade_words(value: &Value) -> Option<&'static str> {
    match Scale::Grade.class(value) {
        7 => Some("tất cả đã xác nhận trên VNeID"),
        6 => Some("phần lớn đã xác nhận trên VNeID"),
        5 => Some("phần lớn đã đếm, có danh sách"),
        2 => Some("phần lớn tự báo cáo"),
        _ => None,
    }
}

fn share_of(part: i64, whole: i64) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "units are fewer than 2^52")]
    let share = (whole > 0).then(|| part as f64 / whole as f64);
    share
}
