//! `hocvuso import-units`: the official list of units, or one's own, from a CSV file.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use anyhow::Context as _;
use csv::StringRecord;
use model::{
    day,
    id::UnitId,
    problem::{Code, Problem},
    unit::{FormerName, Life, MapCell, Unit, UnitKind, UnitTree},
};

use super::Database;
use crate::{
    rollup,
    service::Service,
    store::{counter, unit},
};

#[derive(clap::Args)]
pub struct Arguments {
    /// Columns code, parent, level, type, name, ascii; also kind, column, row, since, until, successors,
    /// former where known
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let csv =
        std::fs::read(&arguments.file).with_context(|| arguments.file.display().to_string())?;
    let service = arguments.database.open().await?;
    let n_units = import(&service, &csv).await?;
    service.store.close().await;
    println!("{n_units} units");
    Ok(())
}

/// Adds and changes units; all of them or, when a line is wrong, none.
pub async fn import(service: &Service, csv: &[u8]) -> anyhow::Result<usize> {
    let mut tx = service.store.write().await?;
    // Figures that come in meanwhile must find the new units.
    counter::lock(&mut tx, counter::RECORD).await?;
    counter::lock(&mut tx, counter::UNIT).await?;
    let known = service.store.tree(&mut tx).await?;
    let units = read(csv, &known)?;
    unit::put(&mut tx, &units).await?;
    let tree = UnitTree::new(unit::all(&mut tx).await?);
    rollup::regroup(&mut tx, (&known, &tree), &units).await?;
    tx.commit().await?;
    Ok(units.len())
}

/// Reads the file against the units that are there; parents come first in the result.
pub fn read(csv: &[u8], known: &UnitTree) -> Result<Vec<Unit>, Problem> {
    // A spreadsheet program may put a byte order mark in front.
    let csv = csv.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(csv);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(false)
        .trim(csv::Trim::All)
        .from_reader(csv);
    let header = reader.headers().map_err(|error| malformed(&error))?.clone();
    let columns = Columns::find(&header)?;
    let mut rows: Vec<(u64, Unit)> = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| malformed(&error))?;
        let line = row.position().map_or(0, csv::Position::line);
        rows.push((
            line,
            columns.unit(&row).map_err(|reason| at(line, &reason))?,
        ));
    }
    check_parents(&rows, known)?;
    Ok(parents_first(rows))
}

/// Where each column stands.
struct Columns {
    code: usize,
    parent: usize,
    level: usize,
    type_: usize,
    name: usize,
    ascii: Option<usize>,
    kind: Option<usize>,
    column: Option<usize>,
    row: Option<usize>,
    since: Option<usize>,
    until: Option<usize>,
    successors: Option<usize>,
    former: Option<usize>,
}

impl Columns {
    fn find(header: &StringRecord) -> Result<Self, Problem> {
        let place = |name: &str| header.iter().position(|column| column == name);
        let needed = |name: &str| place(name).ok_or_else(|| at(1, &format!("thiếu cột “{name}”")));
        Ok(Self {
            code: needed("code")?,
            parent: needed("parent")?,
            level: needed("level")?,
            type_: needed("type")?,
            name: needed("name")?,
            ascii: place("ascii"),
            kind: place("kind"),
            column: place("column"),
            row: place("row"),
            since: place("since"),
            until: place("until"),
            successors: place("successors"),
            former: place("former"),
        })
    }

    fn unit(&self, row: &StringRecord) -> Result<Unit, String> {
        let text = |place: usize| row.get(place).unwrap_or_default();
        let extra = |place: Option<usize>| place.map(text).filter(|text| !text.is_empty());
        let (code, name, type_) = (text(self.code), text(self.name), text(self.type_));
        if !model::id::is_well_formed(code) {
            return Err(format!("mã “{code}” không hợp lệ"));
        }
        if name.is_empty() || name.contains('\0') {
            return Err("thiếu tên".to_owned());
        }
        let kind = match extra(self.kind) {
            Some(word) => UnitKind::parse(word).ok_or_else(|| format!("không có loại “{word}”"))?,
            None => kind_of_level(text(self.level))?,
        };
        let parent = Some(text(self.parent)).filter(|parent| !parent.is_empty());
        let full_name = full_name(type_, name);
        let spellings = [Some(name), extra(self.ascii)].into_iter().flatten();
        Ok(Unit {
            id: code.into(),
            code: Some(code.to_owned()),
            kind,
            parent: parent.map(UnitId::from),
            aliases: spellings
                .filter(|other| *other != full_name)
                .map(str::to_owned)
                .collect(),
            cell: cell(extra(self.column), extra(self.row))?,
            name: full_name,
            position: 0,
            life: self.life(row)?,
        })
    }
}

impl Columns {
    /// From when to when it is there, and what took its place.
    fn life(&self, row: &StringRecord) -> Result<Life, String> {
        let text = |place: Option<usize>| place.and_then(|place| row.get(place));
        let day = |place| {
            let written = text(place).filter(|text| !text.is_empty());
            let read =
                |text| day::parse(text).ok_or_else(|| format!("ngày “{text}” không đọc được"));
            written.map(read).transpose()
        };
        let successors = text(self.successors).unwrap_or_default();
        let former_names = text(self.former).unwrap_or_default().split(';');
        let former_names = former_names.filter(|name| !name.trim().is_empty());
        Ok(Life {
            since: day(self.since)?,
            until: day(self.until)?,
            successors: successors.split_whitespace().map(UnitId::from).collect(),
            former_names: former_names.map(former_name).collect::<Result<_, _>>()?,
        })
    }
}

/// "Xóm Cũ đến 2025-07-01"
fn former_name(text: &str) -> Result<FormerName, String> {
    let parts = text.rsplit_once(" đến ");
    let read = parts.and_then(|(name, until)| {
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty())?;
        let until = day::parse(until)?;
        Some(FormerName { name, until })
    });
    read.ok_or_else(|| format!("tên cũ “{text}” cần ghi như “Xóm Cũ đến 2025-07-01”"))
}

fn kind_of_level(level: &str) -> Result<UnitKind, String> {
    match level {
        "0" => Ok(UnitKind::Country),
        "1" => Ok(UnitKind::Province),
        "2" => Ok(UnitKind::Commune),
        "3" => Ok(UnitKind::Hamlet),
        other => Err(format!("không có cấp “{other}”")),
    }
}

/// "Xã Tân Kỳ": the list has the bare name and the type apart.
fn full_name(type_: &str, name: &str) -> String {
    let word = match type_ {
        "thanh_pho" => "Thành phố",
        "tinh" => "Tỉnh",
        "xa" => "Xã",
        "phuong" => "Phường",
        "dac_khu" => "Đặc khu",
        _ => return name.to_owned(),
    };
    format!("{word} {name}")
}

fn cell(column: Option<&str>, row: Option<&str>) -> Result<Option<MapCell>, String> {
    let number = |text: &str| {
        text.parse::<i32>()
            .map_err(|_| format!("ô bản đồ “{text}” không phải là số"))
    };
    match (column, row) {
        (Some(column), Some(row)) => Ok(Some(MapCell {
            column: number(column)?,
            row: number(row)?,
        })),
        (None, None) => Ok(None),
        _ => Err("ô bản đồ cần cả cột và hàng".to_owned()),
    }
}

/// Codes occur once, parents exist, and nobody stands under itself.
fn check_parents(rows: &[(u64, Unit)], known: &UnitTree) -> Result<(), Problem> {
    let mut parent_of: HashMap<&UnitId, Option<&UnitId>> = known
        .iter()
        .map(|unit| (&unit.id, unit.parent.as_ref()))
        .collect();
    let mut seen = HashSet::new();
    for (line, unit) in rows {
        if !seen.insert(&unit.id) {
            return Err(at(*line, &format!("mã “{}” đã có ở dòng trên", unit.id)));
        }
        parent_of.insert(&unit.id, unit.parent.as_ref());
    }
    for (line, unit) in rows {
        let mut above = unit.parent.as_ref();
        for _ in 0..parent_of.len() {
            let Some(id) = above else { break };
            let next = parent_of.get(id);
            above = *next.ok_or_else(|| at(*line, &format!("không có đơn vị cấp trên “{id}”")))?;
        }
        if above.is_some() {
            return Err(at(*line, "đơn vị nằm dưới chính nó"));
        }
    }
    Ok(())
}

fn parents_first(rows: Vec<(u64, Unit)>) -> Vec<Unit> {
    let parents: HashMap<UnitId, Option<UnitId>> = rows
        .iter()
        .map(|(_, unit)| (unit.id.clone(), unit.parent.clone()))
        .collect();
    let depth = |unit: &Unit| {
        let above = |id: &UnitId| parents.get(id).cloned().flatten();
        std::iter::successors(Some(unit.id.clone()), above).count()
    };
    let mut units: Vec<Unit> = rows.into_iter().map(|(_, unit)| unit).collect();
    units.sort_by_cached_key(depth);
    units
}

fn malformed(error: &csv::Error) -> Problem {
    let line = error.position().map_or(0, csv::Position::line);
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("có {len} cột, cần {expected_len} cột")
        }
        csv::ErrorKind::Utf8 { .. } => "không phải chữ UTF-8".to_owned(),
        _ => "không đọc được".to_owned(),
    };
    at(line, &reason)
}

fn at(line: u64, reason: &str) -> Problem {
    Code::UnitListMalformed.saying(format!("Dòng {line}: {reason}."))
}
