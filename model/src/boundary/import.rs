//! A file of boundaries becomes what maps draw: found by code, one map for each unit whose parts it has.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Boundary,
    geojson::{self, CodeAsWritten, Polygon, malformed},
    outline,
};
use crate::{
    id::UnitId,
    problem::Problem,
    unit::{UnitHead, UnitTree},
};

pub use super::geojson::MAX_BYTES;

/// The lengths of the State's codes, whose zeros in front a spreadsheet takes away.
const CODE_LENGTHS: [usize; 3] = [2, 3, 5];

#[derive(Debug)]
pub struct Import {
    /// What takes the place of all boundaries of the parts of each of these units.
    pub maps: Vec<(UnitId, Vec<(UnitId, Boundary)>)>,
    /// Codes in the file that no place has.
    pub unknown: Vec<String>,
    /// Places of these maps that the file says nothing of.
    pub without: Vec<UnitHead>,
}

/// Reads a file against the units that are there; `key` names the property with the code.
pub fn read(text: &[u8], key: Option<&str>, tree: &UnitTree) -> Result<Import, Problem> {
    let features = geojson::read(text, key)?;
    let codes = Codes::of(tree);
    let mut unknown = BTreeSet::new();
    // By the unit above, then by the unit.
    let mut maps: BTreeMap<UnitId, BTreeMap<UnitId, Vec<Polygon>>> = BTreeMap::new();
    for feature in features {
        let Some((above, unit)) = codes.find(&feature.code) else {
            unknown.insert(feature.code.text);
            continue;
        };
        // Islands may come as features of their own.
        let parts = maps.entry(above).or_default().entry(unit).or_default();
        parts.extend(feature.polygons);
    }
    if maps.is_empty() {
        return Err(malformed(
            "Không mã nào trong tệp khớp với đơn vị trong hệ thống. Hãy nhập danh sách đơn vị trước, \
             hoặc chỉ tên thuộc tính chứa mã bằng --key.",
        ));
    }
    let mut import = Import {
        maps: Vec::new(),
        unknown: unknown.into_iter().collect(),
        without: Vec::new(),
    };
    for (above, parts) in maps {
        let drawn = map(&above, parts, tree)?;
        let has = |unit: &UnitId| drawn.iter().any(|(drawn, _)| drawn == unit);
        let places = tree.children(&above).filter(|unit| unit.kind.is_place());
        let missing = places.filter(|unit| !has(&unit.id));
        import.without.extend(missing.map(UnitHead::from));
        import.maps.push((above, drawn));
    }
    Ok(import)
}

fn map(
    above: &UnitId,
    parts: BTreeMap<UnitId, Vec<Polygon>>,
    tree: &UnitTree,
) -> Result<Vec<(UnitId, Boundary)>, Problem> {
    let (units, polygons): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
    let drawn = outline::drawn(&polygons).map_err(|outline::TooFine| {
        let name = tree.head(above).name;
        malformed(&format!(
            "Ranh giới các địa bàn của {name} có quá nhiều điểm chung nên không đơn giản hóa được. \
             Hãy kiểm tra lại tệp."
        ))
    })?;
    let drawn = units.into_iter().zip(drawn);
    Ok(drawn
        .filter_map(|(unit, boundary)| Some((unit, boundary?)))
        .collect())
}

/// Places by their ids and codes, each with the unit on whose map it is.
struct Codes(BTreeMap<String, (UnitId, UnitId)>);

impl Codes {
    fn of(tree: &UnitTree) -> Self {
        let mut codes = BTreeMap::new();
        for unit in tree.iter().filter(|unit| unit.kind.is_place()) {
            let Some(above) = unit.parent.clone() else {
                continue;
            };
            let found = (above, unit.id.clone());
            if let Some(code) = unit.code.clone() {
                codes.entry(code).or_insert_with(|| found.clone());
            }
            codes.insert(unit.id.to_string(), found);
        }
        Self(codes)
    }

    fn find(&self, code: &CodeAsWritten) -> Option<(UnitId, UnitId)> {
        let padded = |length: usize| self.0.get(&format!("{:0>length$}", code.text));
        let exact = self.0.get(&code.text);
        let by_number = || CODE_LENGTHS.into_iter().find_map(padded);
        let found = exact.or_else(|| code.was_number.then(by_number).flatten());
        found.cloned()
    }
}
