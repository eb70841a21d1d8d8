//! The rows of a map: what is said of a unit, in a cell, in a table, in a sentence and in a file.

use super::{
    Area,
    drawing::{Row, Side},
    scale::{Colour, Scale, target_of_parts},
};
use crate::{
    figure::Grade, rollup::Value, status::Cell, text::written_number, unit::UnitKind,
    view::figures::IndicatorMap,
};

mod figures;
mod tasks;

use tasks::whole_of;

const NOTHING: &str = "chưa có số liệu";
/// By how many of a hundred a share has become another one, not parted at the end of a line.
const POINTS: &str = "\u{a0}điểm\u{a0}%";

/// What the rows of one drawing have in common.
pub struct Frame<'a> {
    pub side: &'a Side<'a>,
    /// The period that it is compared with.
    pub earlier: Option<&'a Side<'a>>,
    pub colour: Colour,
    pub scale: &'a Scale,
}

impl Frame<'_> {
    /// A row for each part, in the order in which units are listed.
    pub fn rows(&self) -> Vec<Row> {
        let Some(map) = self.side.measured else {
            let areas = self.side.areas.iter();
            let row = |area: &Area| {
                let before = self.earlier.map(|side| {
                    let mut areas = side.areas.iter();
                    let found = areas.find(|one| one.unit.id == area.unit.id);
                    found.and_then(|one| one.share_on_time)
                });
                let row = self.of_tasks(area, before);
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
                let before = self.earlier.map(|side| whole_of(side).share_on_time);
                self.of_tasks(&whole_of(self.side), before)
            }
        }
    }
}

/// The names of a file's columns after those that say which unit it is, in the order of `entries`.
pub fn columns(side: &Side, earlier: Option<&Side>) -> Vec<String> {
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
    if let Some(earlier) = earlier {
        let period = earlier.period.name();
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
    columns.extend(side.measured.map(columns_of_parts).unwrap_or_default());
    columns
}

/// Of what is told apart: how many of each part, of how many, and how many units have said so.
fn columns_of_parts(map: &IndicatorMap) -> Vec<String> {
    let mut columns = Vec::new();
    for part in &map.parts {
        columns.push(format!("{}: {}", part.name, map.indicator.counted));
        if map.indicator.is_rate() {
            columns.push(format!("{}: tổng số", part.name));
        }
        columns.push(format!("{}: đơn vị đã báo", part.name));
    }
    columns
}

/// How much it has become more, as a number and in words.
struct Turn {
    by: Option<f64>,
    signed: String,
    words: String,
}

fn change(before: Option<f64>, after: Option<f64>, unit: &str) -> Turn {
    let by = before.zip(after).map(|(before, after)| after - before);
    let number = by.map(|by| (by > 0.0, written_number(by.abs())));
    let (signed, words) = match number {
        None => ("–".to_owned(), "chưa so được".to_owned()),
        Some((_, number)) if number == "0" => (number, "không đổi".to_owned()),
        Some((true, number)) => (format!("+{number}"), format!("tăng {number}{unit}")),
        Some((false, number)) => (format!("−{number}"), format!("giảm {number}{unit}")),
    };
    Turn { by, signed, words }
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
