//! The rows of a map: what is said of a unit, in a cell, in a table, in a sentence and in a file.

use super::{
    Area, Cells,
    drawing::{Entry, Row, Side},
    scale::{Colour, Scale, target_of_parts},
};
use crate::{
    clock::day_in_vietnam,
    day,
    figure::Grade,
    indicator::Goal,
    rollup::Value,
    status::Cell,
    text::{written_count, written_number},
    unit::{UnitHead, UnitKind},
    view::figures::{self, IndicatorMap, amount, asked, is_met, reporters, rounded},
};

const NOTHING: &str = "chưa có số liệu";
/// By how many of a hundred a share has become another one, not parted at the end of a line.
const POINTS: &str = "\u{a0}điểm\u{a0}%";

/// What the rows of one drawing have in common.
pub struct Frame<'a> {
    pub side: &'a Side<'a>,
    /// The other of two periods, and whether that is the earlier one.
    pub other: Option<(&'a Side<'a>, bool)>,
    pub colour: Colour,
    pub scale: &'a Scale,
}

impl Frame<'_> {
    /// A row for each part, in the order in which units are listed.
    pub fn rows(&self) -> Vec<Row> {
        let Some(map) = self.side.measured else {
            let areas = self.side.areas.iter();
            let row = |area: &Area| {
                let other = self.other.map(|(side, _)| {
                    let mut areas = side.areas.iter();
                    let found = areas.find(|one| one.unit.id == area.unit.id);
                    found.and_then(|one| one.share_on_time)
                });
                let row = self.of_tasks(area, other);
                if area.unit.id != self.side.unit.id {
                    return row;
                }
                Row {
                    under: "việc giao cho chính đơn vị".to_owned(),
                    ..row
                }
            };
            return areas.map(row).collect();
        };
        let figures = map.areas.iter();
        let mut rows: Vec<_> = figures
            .map(|area| {
                let row = Row {
                    unit: area.unit.clone(),
                    code: area.code.clone(),
                    cell: area.cell,
                    ..Row::default()
                };
                self.of_figures(row, map, &area.value, area.own.as_ref())
            })
            .collect();
        // A place without anybody who counts this still is a place on the map.
        let places = self.side.areas.iter().filter(|area| {
            let is_there = map.areas.iter().any(|one| one.unit.id == area.unit.id);
            area.unit.kind.is_place() && area.unit.id != self.side.unit.id && !is_there
        });
        rows.extend(places.map(|area| {
            let row = Row {
                unit: area.unit.clone(),
                code: area.code.clone(),
                cell: area.cell,
                ..Row::default()
            };
            self.of_figures(row, map, &Value::default(), None)
        }));
        rows
    }

    /// The row of all of them together.
    pub fn whole(&self) -> Row {
        let unit = self.side.unit.clone();
        match self.side.measured {
            Some(map) => {
                let row = Row {
                    unit,
                    ..Row::default()
                };
                self.of_figures(row, map, &map.value, map.own.as_ref())
            }
            None => {
                let other = self.other.map(|(side, _)| whole_of(side).share_on_time);
                self.of_tasks(&whole_of(self.side), other)
            }
        }
    }

    /// `other` is the share in the other of two periods.
    fn of_tasks(&self, area: &Area, other: Option<Option<u8>>) -> Row {
        let share = area.share_on_time;
        let n_overdue = area.cells.count(Cell::OpenOverdue);
        let before = self.other.zip(other).map(|((_, is_earlier), other)| {
            let ends = ordered(other.map(f64::from), share.map(f64::from), is_earlier);
            (other, change(ends, POINTS))
        });
        let number = share.map(|share| format!("{share}\u{a0}%"));
        let said = match &number {
            Some(number) => format!("{number} đúng hạn, {} quá hạn", count(n_overdue)),
            None => NOTHING.to_owned(),
        };
        let name = &area.unit.name;
        let mut sentence = match area.n_units {
            0 => format!("{name}: chưa được giao việc"),
            _ => format!("{name}: {said}, {}", heard(area)),
        };
        if let Some((_, change)) = &before {
            sentence.push_str("; ");
            sentence.push_str(&change.words);
        }
        let mut entries: Vec<_> = vec![
            Entry::share(share.map(f64::from)),
            Entry::Count(area.cells.total().into()),
        ];
        let cells = Cell::ALL.map(|cell| Entry::Count(area.cells.count(cell).into()));
        entries.extend(cells);
        entries.push(Entry::Count(area.n_heard.into()));
        entries.push(Entry::Count(area.n_units.into()));
        entries.push(Entry::day(area.last_at.map(day_in_vietnam)));
        if let Some((other, change)) = &before {
            entries.push(Entry::share(other.map(f64::from)));
            entries.push(Entry::Words(change.words.clone()));
        }
        Row {
            unit: area.unit.clone(),
            code: area.code.clone(),
            cell: area.cell,
            class: Scale::class_of_share(share),
            amount: number.clone().unwrap_or_else(|| "–".to_owned()),
            number,
            second: match &before {
                Some((_, change)) => change.words.clone(),
                None => count(n_overdue),
            },
            is_bad: before.is_none() && n_overdue > 0,
            under: match area.n_units {
                0 => "chưa được giao việc".to_owned(),
                _ => heard(area),
            },
            sentence,
            bar: share.map(f64::from),
            main: share.map(f64::from),
            turn: match &before {
                Some((_, change)) => change.by,
                None => Some(-f64::from(n_overdue)),
            },
            entries,
            ..Row::default()
        }
    }

    fn of_figures(&self, row: Row, map: &IndicatorMap, value: &Value, own: Option<&Value>) -> Row {
        let is_whole = row.unit.id == self.side.unit.id;
        let asked_of = map
            .target
            .as_ref()
            .filter(|line| is_whole || line.link.goal == Goal::Rate);
        let met = asked_of.and_then(|line| is_met(&line.target, line.link.goal, value));
        let main = main_of(value);
        let before = self.other.map(|(side, is_earlier)| {
            let other = value_in(side, &row.unit);
            let theirs = other.and_then(main_of);
            let is_rate = value.percent().is_some() || other.is_some_and(|v| v.percent().is_some());
            let change = change(
                ordered(theirs, main, is_earlier),
                if is_rate { POINTS } else { "" },
            );
            (other.cloned().unwrap_or_default(), change)
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
        let sentence = {
            let name = &row.unit.name;
            let mut parts = vec![format!("{name}: {}", amount(value))];
            if let Some(line) = asked_of {
                let met = match met {
                    Some(true) => ", đạt",
                    Some(false) => ", chưa đạt",
                    None => "",
                };
                let asked = asked(&line.target).unwrap_or_default();
                parts.push(format!("chỉ tiêu {asked}{met}"));
            }
            parts.push(told);
            parts.extend(grade_words(value).map(str::to_owned));
            if let Some((_, change)) = &before {
                parts.push(change.words.clone());
            }
            parts.join("; ")
        };
        let mut entries = vec![
            Entry::count(value.numerator),
            Entry::count(value.denominator),
            Entry::share(value.percent().map(rounded)),
            Entry::words(asked_of.and_then(|line| asked(&line.target))),
            Entry::words(met.map(|met| if met { "đạt" } else { "chưa đạt" }.to_owned())),
            Entry::Count(value.n_units),
            Entry::Count(value.n_due),
            Entry::Count(value.n_fresh),
            Entry::day(value.oldest),
            Entry::day(value.newest),
        ];
        entries.extend(value.grades.map(Entry::Count));
        entries.push(Entry::count(own.and_then(|own| own.numerator)));
        if let Some((other, change)) = &before {
            entries.push(Entry::count(other.numerator));
            entries.push(Entry::count(other.denominator));
            entries.push(Entry::share(other.percent().map(rounded)));
            entries.push(Entry::Words(change.words.clone()));
        }
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
                Some((_, change)) => change.words.clone(),
                None => format!("{}/{n_due}", value.n_units),
            },
            under,
            sentence,
            met,
            bar: value.percent(),
            main,
            turn: match &before {
                Some((_, change)) => change.by,
                None => share_of(value.n_units, value.n_due),
            },
            entries,
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

/// The names of a file's columns after those that say which unit it is, in the order of `entries`.
pub fn columns(side: &Side, other: Option<&Side>) -> Vec<String> {
    let mut columns: Vec<String> = match side.measured {
        None => {
            let mut columns = vec!["Tỷ lệ đúng hạn (%)".to_owned(), "Phân công".to_owned()];
            columns.extend(Cell::ALL.map(|cell| cell.name().to_owned()));
            columns.extend(["Đơn vị đã báo", "Đơn vị được giao", "Cập nhật"].map(str::to_owned));
            columns
        }
        Some(map) => {
            let mut columns = vec![
                map.indicator.counted.clone(),
                map.indicator
                    .out_of
                    .clone()
                    .unwrap_or_else(|| "Tổng số".into()),
            ];
            let rest = [
                "Tỷ lệ (%)",
                "Chỉ tiêu",
                "So với chỉ tiêu",
                "Đơn vị đã báo",
                "Đơn vị phải báo",
                "Báo trong kỳ",
                "Số cũ nhất",
                "Số mới nhất",
            ];
            columns.extend(rest.map(str::to_owned));
            columns.extend(Grade::ALL.map(|grade| grade.name().to_owned()));
            columns.push("Đơn vị tự báo (không cộng)".into());
            columns
        }
    };
    if let Some(other) = other {
        let period = other.period.name();
        match side.measured {
            None => columns.push(format!("{period}: tỷ lệ đúng hạn (%)")),
            Some(map) => {
                columns.push(format!("{period}: {}", map.indicator.counted));
                columns.push(format!("{period}: tổng số"));
                columns.push(format!("{period}: tỷ lệ (%)"));
            }
        }
        columns.push("Thay đổi".into());
    }
    columns
}

/// All areas as one.
pub fn whole_of(side: &Side) -> Area {
    let sum = |count: fn(&Area) -> u32| side.areas.iter().map(count).sum::<u32>();
    let mut cells = Cells::default();
    side.areas.iter().for_each(|area| cells.merge(area.cells));
    Area {
        unit: side.unit.clone(),
        code: None,
        cell: None,
        cells,
        share_on_time: cells.share_on_time(),
        n_units: sum(|area| area.n_units),
        n_heard: sum(|area| area.n_heard),
        last_at: side.areas.iter().filter_map(|area| area.last_at).max(),
    }
}

/// "12/15 đơn vị đã báo, cập nhật 18/11/2026".
pub fn heard(area: &Area) -> String {
    let told = format!(
        "{}/{} đơn vị đã báo",
        count(area.n_heard),
        count(area.n_units)
    );
    match area.last_at {
        Some(at) => format!("{told}, cập nhật {}", day::short(day_in_vietnam(at))),
        None => told,
    }
}

/// How much it has become more, and in words.
struct Turn {
    by: Option<f64>,
    words: String,
}

/// The earlier one first.
fn ordered(other: Option<f64>, this: Option<f64>, is_earlier: bool) -> (Option<f64>, Option<f64>) {
    if is_earlier {
        (other, this)
    } else {
        (this, other)
    }
}

fn change((before, after): (Option<f64>, Option<f64>), unit: &str) -> Turn {
    let by = before.zip(after).map(|(before, after)| after - before);
    let words = match by {
        None => "chưa đủ số liệu để so".to_owned(),
        Some(by) => {
            let number = written_number(by.abs());
            match number.as_str() {
                "0" => "không đổi".to_owned(),
                _ if by > 0.0 => format!("tăng {number}{unit}"),
                _ => format!("giảm {number}{unit}"),
            }
        }
    };
    Turn { by, words }
}

/// What units are compared by, as it is shown.
fn main_of(value: &Value) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
    let count = || value.numerator.map(|count| count as f64);
    value.percent().map(rounded).or_else(count)
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

fn count(n: u32) -> String {
    written_count(n.into())
}

/// Ranks by the main number: the best is first, those that are alike share a place, and those of which
/// nothing is known have none. The root's own and bodies compete as well: they are asked the same.
pub fn rank(rows: &mut [Row], side: &Side) {
    let asks_for_less = side
        .measured
        .and_then(target_of_parts)
        .is_some_and(|target| target.comparator.asks_for_less());
    let mains: Vec<f64> = rows.iter().filter_map(|row| row.main).collect();
    for row in rows {
        row.rank = row.main.map(|main| {
            let is_better = |other: &&f64| match asks_for_less {
                true => **other < main,
                false => **other > main,
            };
            1 + mains.iter().filter(is_better).count()
        });
    }
}

/// The word for many of what the rows are.
pub fn plural(rows: &[Row]) -> &'static str {
    rows.iter()
        .map(|row| row.unit.kind)
        .find(|kind| kind.is_place())
        .map_or("địa bàn", UnitKind::plural)
}
