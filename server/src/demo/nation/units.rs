//! The units of a country: a list of provinces and communes, with invented hamlets.

use model::{
    id::UnitId,
    unit::{MapCell, Unit, UnitKind},
};

use super::{super::chance::between, seed};

/// How many of each an invented country has, as Việt Nam has since July 2025.
const N_PROVINCES: usize = 34;
const N_COMMUNES: usize = 3_321;
/// About 67,000 in the country.
const HAMLETS: (u32, u32) = (13, 27);
/// Hamlets of a commune stand on the map in rows of so many.
const IN_A_ROW: i32 = 5;

/// Provinces and communes, invented: where there is no official list.
pub fn invented() -> Vec<Unit> {
    let mut units = Vec::new();
    for nth in 0..N_PROVINCES {
        let province = place(format!("t{nth:02}"), UnitKind::Province, None);
        let province = Unit {
            name: format!("Tỉnh {}", nth + 1),
            ..province
        };
        for of in (nth..N_COMMUNES).step_by(N_PROVINCES) {
            let (kind, parent) = (UnitKind::Commune, Some(province.id.clone()));
            let word = if of % 4 == 0 { "Phường" } else { "Xã" };
            units.push(Unit {
                name: format!("{word} {}", of + 1),
                ..place(format!("x{of:04}"), kind, parent)
            });
        }
        units.push(province);
    }
    units
}

/// The country, its provinces and communes, each commune followed by its hamlets; at most so many
/// provinces, and communes of each.
pub fn country(list: &[Unit], most: (usize, usize)) -> Vec<Unit> {
    let country = list.iter().find(|unit| unit.kind == UnitKind::Country);
    let country = country.cloned().unwrap_or_else(|| Unit {
        name: "Việt Nam".to_owned(),
        ..place("vn".to_owned(), UnitKind::Country, None)
    });
    let mut units = vec![country.clone()];
    let of_kind = |kind| list.iter().filter(move |unit| unit.kind == kind);
    for province in of_kind(UnitKind::Province).take(most.0) {
        units.push(Unit {
            parent: Some(country.id.clone()),
            ..province.clone()
        });
        let communes = of_kind(UnitKind::Commune);
        let communes = communes.filter(|unit| unit.parent.as_ref() == Some(&province.id));
        for commune in communes.take(most.1) {
            units.push(commune.clone());
            units.extend(hamlets(commune));
        }
    }
    units
}

fn hamlets(commune: &Unit) -> impl Iterator<Item = Unit> {
    let n_hamlets = between(seed(commune), HAMLETS.0, HAMLETS.1);
    let is_ward = commune.name.starts_with("Phường");
    let word = if is_ward { "Tổ dân phố" } else { "Thôn" };
    (0..i32::try_from(n_hamlets).unwrap_or(0)).map(move |nth| Unit {
        name: format!("{word} {}", nth + 1),
        cell: Some(MapCell {
            column: nth % IN_A_ROW,
            row: nth / IN_A_ROW,
        }),
        position: i64::from(nth),
        ..place(
            format!("{}-{}", commune.id, nth + 1),
            UnitKind::Hamlet,
            Some(commune.id.clone()),
        )
    })
}

fn place(id: String, kind: UnitKind, parent: Option<UnitId>) -> Unit {
    Unit {
        id: UnitId::new(id),
        kind,
        parent,
        ..Unit::default()
    }
}
