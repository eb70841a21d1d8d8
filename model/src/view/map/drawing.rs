//! A map as it is drawn: page, picture, table and file are all made of this, so that a number is the
//! same number everywhere.

use chrono::NaiveDate;

use super::{
    Area, Chosen, MapView, Order,
    address::Look,
    label,
    row::{Frame, columns, plural, rank},
    scale::{Class, Colour, Scale},
};
use crate::{
    boundary::Boundary,
    day,
    map::Map,
    order,
    period::Period,
    text::written_count,
    unit::{MapCell, UnitHead},
    view::figures::IndicatorMap,
};

pub struct Drawing {
    /// "Người có kỹ năng số cơ bản, xã Thanh Lam".
    pub title: String,
    /// "Quý IV/2026, số liệu đến ngày 20/11/2026".
    pub about: String,
    pub root: UnitHead,
    pub period: Period,
    pub as_of: NaiveDate,
    pub colour: Colour,
    pub legend: Legend,
    /// Over the table's numbers, and over those that are second.
    pub headings: (&'static str, &'static str),
    /// "Từ Quý III/2026 đến Quý IV/2026", where the second numbers are changes.
    pub span: Option<String>,
    /// Over a file's numbers.
    pub columns: Vec<String>,
    /// All of them, those that the legend leaves out as well, in the order of the table.
    pub rows: Vec<Row>,
    pub whole: Row,
    /// The class that is shown, and no other.
    pub only: Option<u8>,
    /// Whether most places have a boundary, and whether these are drawn.
    pub has_boundaries: bool,
    pub is_hexagonal: bool,
}

pub struct Legend {
    pub title: String,
    /// With how many units are in each.
    pub classes: Vec<(Class, usize)>,
    pub note: &'static str,
}

/// A part of the unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub unit: UnitHead,
    pub code: Option<String>,
    pub cell: Option<MapCell>,
    pub boundary: Option<Boundary>,
    /// 1 to 7; 0 is "no data".
    pub class: u8,
    /// What stands in its cell on the map.
    pub number: Option<String>,
    /// What stands in the table, and of how many that is.
    pub amount: String,
    pub fraction: Option<String>,
    pub second: String,
    /// What has become of it since the period that this one is compared with.
    pub change: Option<String>,
    /// The second number wants care.
    pub is_bad: bool,
    pub met: Option<bool>,
    /// Who has said it, and how old it is.
    pub under: String,
    /// All of this for ears.
    pub sentence: String,
    /// In percent.
    pub bar: Option<f64>,
    pub rank: Option<usize>,
    /// What a file has, as in `Drawing::columns`.
    pub entries: Vec<Entry>,
    /// The cell in the period that this one is compared with.
    pub before: Option<Before>,
    /// What rows are sorted by.
    pub main: Option<f64>,
    pub turn: Option<f64>,
}

/// What a row's cell was in an earlier period: 0 and nothing for a unit that was not there yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    pub class: u8,
    pub number: Option<String>,
}

/// A cell of a file. What is missing is blank, never zero.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Blank,
    Words(String),
    Count(i64),
    Share(f64),
    Day(NaiveDate),
}

impl Entry {
    pub fn words(words: Option<String>) -> Self {
        words.map_or(Self::Blank, Self::Words)
    }

    pub fn count(count: Option<i64>) -> Self {
        count.map_or(Self::Blank, Self::Count)
    }

    pub fn share(share: Option<f64>) -> Self {
        share.map_or(Self::Blank, Self::Share)
    }

    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }
}

/// One period of a map, or of a part of it.
pub struct Side<'a> {
    pub unit: &'a UnitHead,
    pub period: Period,
    pub as_of: NaiveDate,
    pub areas: &'a [Area],
    pub measured: Option<&'a IndicatorMap>,
}

impl MapView {
    pub fn drawing(&self, look: Look) -> Drawing {
        let earlier = self.before.as_deref().map(MapView::side);
        draw(self.side(), earlier, look)
    }

    fn side(&self) -> Side<'_> {
        Side {
            unit: &self.unit,
            period: self.period,
            as_of: self.as_of,
            areas: &self.areas,
            measured: self.measured.as_ref(),
        }
    }
}

impl Chosen {
    /// The parts of the chosen one, coloured as the map is.
    pub fn drawing(&self, map: &MapView, look: Look) -> Drawing {
        let look = Look {
            class: None,
            ..look
        };
        let earlier = map.before.as_deref();
        let earlier = earlier.and_then(|map| Some((map.chosen.as_ref()?, map)));
        draw(
            self.side(map),
            earlier.map(|(chosen, map)| chosen.side(map)),
            look,
        )
    }

    fn side<'a>(&'a self, map: &MapView) -> Side<'a> {
        Side {
            unit: &self.area.unit,
            period: map.period,
            as_of: map.as_of,
            areas: &self.areas,
            measured: self.measured.as_ref(),
        }
    }
}

impl Drawing {
    /// Whether the legend's choice leaves the row in.
    pub fn is_shown(&self, row: &Row) -> bool {
        self.only.is_none_or(|class| class == row.class)
    }

    pub fn shown(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| self.is_shown(row))
    }

    /// "130 xã, phường và 12 đơn vị khác", or how many of them are shown.
    pub fn caption(&self) -> String {
        let is_place = |row: &&Row| row.unit.kind.is_place() && row.unit.id != self.root.id;
        let n_places = self.rows.iter().filter(is_place).count();
        let n_bodies = self.rows.len() - n_places;
        let places = plural(&self.rows);
        let all = match (n_places, n_bodies) {
            (0, n) => format!("{} đơn vị", counted(n)),
            (n, 0) => format!("{} {places}", counted(n)),
            (n, m) => format!("{} {places} và {} đơn vị khác", counted(n), counted(m)),
        };
        match self.only {
            Some(_) => format!("{} trong số {all}", counted(self.shown().count())),
            None => all,
        }
    }

    /// The words of a row's class.
    pub fn class_words(&self, row: &Row) -> &str {
        let mut classes = self.legend.classes.iter();
        let found = classes.find(|(class, _)| class.class == row.class);
        found.map_or("", |(class, _)| &class.words)
    }
}

fn draw(now: Side, earlier: Option<Side>, look: Look) -> Drawing {
    let colour = match now.measured {
        Some(_) => look.colour,
        None => Colour::OnTime,
    };
    let scale = Scale::of(colour, now.measured, largest(&now, earlier.as_ref()));
    let frame = Frame {
        side: &now,
        earlier: earlier.as_ref(),
        colour,
        scale: &scale,
    };
    let mut rows = frame.rows();
    if let Some(earlier) = &earlier {
        look_back(&mut rows, earlier, colour, &scale);
    }
    rank(&mut rows, &now);
    let has_boundaries = take_boundaries(&mut rows, now.areas);
    sort(&mut rows, look.order);
    let classes = scale.classes().into_iter().map(|class| {
        let n = rows.iter().filter(|row| row.class == class.class).count();
        (class, n)
    });
    let of = label::in_sentence(now.unit);
    let earlier = earlier.as_ref();
    let span = earlier.map(|earlier| {
        let (from, to) = (earlier.period.name(), now.period.name());
        format!("Từ {from} đến {to}")
    });
    Drawing {
        title: match now.measured {
            Some(map) => format!("{}, {of}", map.indicator.name),
            None => format!("Tiến độ công việc, {of}"),
        },
        about: format!(
            "{}, số liệu đến ngày {}{}",
            now.period.name(),
            day::short(now.as_of),
            earlier.map_or_else(String::new, |earlier| format!(
                ", so với {}",
                earlier.period.name()
            )),
        ),
        root: now.unit.clone(),
        period: now.period,
        as_of: now.as_of,
        colour,
        legend: Legend {
            title: scale.title(),
            classes: classes.collect(),
            note: scale.note(),
        },
        headings: headings(&now, earlier),
        span,
        columns: columns(&now, earlier),
        whole: frame.whole(),
        rows,
        only: look.class,
        has_boundaries,
        is_hexagonal: look.is_hexagonal || !has_boundaries,
    }
}

fn headings(now: &Side, earlier: Option<&Side>) -> (&'static str, &'static str) {
    let is_rate = now.measured.is_none_or(|map| map.indicator.is_rate());
    match (now.measured.is_some(), earlier.is_some()) {
        (false, false) => ("Đúng hạn", "Quá hạn"),
        (true, false) => ("Số liệu", "Đã báo"),
        (false, true) => ("Đúng hạn", "Thay đổi (điểm %)"),
        (true, true) if is_rate => ("Số liệu", "Thay đổi (điểm %)"),
        (true, true) => ("Số liệu", "Thay đổi"),
    }
}

/// What stood in each cell then. Colours mean the same in both periods; ages are those on the day on which
/// the earlier one is judged.
fn look_back(rows: &mut [Row], earlier: &Side, colour: Colour, scale: &Scale) {
    let scale = match scale {
        Scale::Freshness(_) => Scale::Freshness(earlier.as_of),
        scale => scale.clone(),
    };
    let frame = Frame {
        side: earlier,
        earlier: None,
        colour,
        scale: &scale,
    };
    let mut then: Map<_, _> = frame
        .rows()
        .into_iter()
        .map(|row| (row.unit.id, (row.class, row.number)))
        .collect();
    for row in rows {
        let (class, number) = then.remove(&row.unit.id).unwrap_or_default();
        row.before = Some(Before { class, number });
    }
}

/// They are those of today, whatever the period. True where most places have one.
fn take_boundaries(rows: &mut [Row], areas: &[Area]) -> bool {
    let mut known = Map::new();
    for area in areas {
        if let Some(boundary) = &area.boundary {
            known.insert(area.unit.id.clone(), boundary);
        }
    }
    let (mut n_places, mut n_drawn) = (0, 0);
    for row in rows.iter_mut().filter(|row| row.unit.kind.is_place()) {
        row.boundary = known.get(&row.unit.id).map(|boundary| (*boundary).clone());
        n_places += 1;
        n_drawn += usize::from(row.boundary.is_some());
    }
    n_drawn * 2 > n_places
}

/// Of both periods, so that a colour means the same in both.
fn largest(now: &Side, earlier: Option<&Side>) -> i64 {
    let of = |side: &Side| {
        let areas = side.measured.map(|map| map.areas.iter());
        let counts = areas.into_iter().flatten();
        counts.filter_map(|area| area.value.numerator).max()
    };
    of(now).max(earlier.and_then(of)).unwrap_or(0)
}

/// Those of whom nothing is known come last: they are not the worst.
fn sort(rows: &mut Vec<Row>, by: Order) {
    let key = |row: &Row| match by {
        Order::Listed => None,
        Order::Share => row.main,
        Order::Second => row.turn,
    };
    if by == Order::Listed {
        return;
    }
    order::sort_by(rows, |a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
}

fn counted(n: usize) -> String {
    written_count(i64::try_from(n).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
