//! Units: the tree of places and bodies that plans are made for and tasks are given to.

use crate::{id::UnitId, map::Map, order, text};
use serde::{Deserialize, Serialize};

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    Country,
    Province,
    /// Xã, phường, đặc khu.
    Commune,
    /// Thôn, xóm, khối, ấp, khu vực, bon, buôn, bản, tổ dân phố.
    Hamlet,
    /// A section of an authority: phòng, văn phòng, trung tâm, sở.
    Office,
    Police,
    /// Mặt trận, đoàn thể, hội.
    Union,
    School,
    Clinic,
    /// Doanh nghiệp, hợp tác xã.
    Enterprise,
    /// Tổ công nghệ số cộng đồng.
    DigitalTeam,
    #[default]
    Other,
}

impl UnitKind {
    pub const ALL: [Self; 12] = [
        Self::Country,
        Self::Province,
        Self::Commune,
        Self::Hamlet,
        Self::Office,
        Self::Police,
        Self::Union,
        Self::School,
        Self::Clinic,
        Self::Enterprise,
        Self::DigitalTeam,
        Self::Other,
    ];

    /// A place with people living in it, drawn on the map; everything else is a body.
    pub fn is_place(self) -> bool {
        matches!(
            self,
            Self::Country | Self::Province | Self::Commune | Self::Hamlet
        )
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::Commune => "commune",
            Self::Hamlet => "hamlet",
            Self::Office => "office",
            Self::Police => "police",
            Self::Union => "union",
            Self::School => "school",
            Self::Clinic => "clinic",
            Self::Enterprise => "enterprise",
            Self::DigitalTeam => "digital_team",
            Self::Other => "other",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// The word for many of them, as in "12 xóm, thôn".
    pub fn plural(self) -> &'static str {
        match self {
            Self::Country => "quốc gia",
            Self::Province => "tỉnh, thành phố",
            Self::Commune => "xã, phường",
            Self::Hamlet => "thôn, xóm, khối",
            Self::Office => "phòng, trung tâm",
            Self::Police => "công an",
            Self::Union => "mặt trận, đoàn thể",
            Self::School => "trường học",
            Self::Clinic => "trạm y tế",
            Self::Enterprise => "doanh nghiệp, hợp tác xã",
            Self::DigitalTeam => "tổ công nghệ số cộng đồng",
            Self::Other => "đơn vị khác",
        }
    }
}

/// Where a unit stands on the hexagon grid of its parent: odd rows are shifted by half a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MapCell {
    pub column: i32,
    pub row: i32,
}

/// A node of the tree of places and bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    /// The official code, where the State has given one.
    pub code: Option<String>,
    pub kind: UnitKind,
    pub name: String,
    pub parent: Option<UnitId>,
    /// Other spellings under which plans name it.
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub cell: Option<MapCell>,
    /// Order among its siblings where names alone would not give it.
    #[serde(default)]
    pub position: i64,
    /// From when to when, and what became of it.
    #[serde(default, skip_serializing_if = "Life::is_plain")]
    pub life: Life,
}

/// What a list or a heading needs of a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitHead {
    pub id: UnitId,
    pub name: String,
    pub kind: UnitKind,
}

impl From<&Unit> for UnitHead {
    fn from(unit: &Unit) -> Self {
        Self {
            id: unit.id.clone(),
            name: unit.name.clone(),
            kind: unit.kind,
        }
    }
}

/// Units of one kind under one unit, to be given a task together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitClass {
    pub kind: UnitKind,
    pub units: Vec<UnitId>,
}

/// The units one looks at, indexed: parents, children, and who is under whom.
#[derive(Clone, Debug, Default)]
pub struct UnitTree {
    units: Map<UnitId, Unit>,
    children: Map<UnitId, Vec<UnitId>>,
    /// The units that each has taken in.
    merged: Map<UnitId, Vec<UnitId>>,
}

impl UnitTree {
    pub fn new(units: impl IntoIterator<Item = Unit>) -> Self {
        let units: Map<_, _> = units
            .into_iter()
            .map(|unit| (unit.id.clone(), unit))
            .collect();
        let mut keyed: Vec<_> = units.values().map(|unit| (sort_key(unit), unit)).collect();
        order::sort_by(&mut keyed, |(a, _), (b, _)| a.cmp(b));
        let mut children: Map<UnitId, Vec<UnitId>> = Map::new();
        for (_, unit) in keyed {
            if let Some(parent) = &unit.parent {
                children.or_default(parent.clone()).push(unit.id.clone());
            }
        }
        let mut merged: Map<UnitId, Vec<UnitId>> = Map::new();
        for unit in units.values() {
            if let Some((_, into)) = unit.life.merger() {
                merged.or_default(into.clone()).push(unit.id.clone());
            }
        }
        Self {
            units,
            children,
            merged,
        }
    }

    pub fn get(&self, id: &UnitId) -> Option<&Unit> {
        self.units.get(id)
    }

    /// The unit with this id or this official code.
    pub fn find(&self, id_or_code: &str) -> Option<&Unit> {
        self.units.get(&UnitId::from(id_or_code)).or_else(|| {
            self.units
                .values()
                .find(|unit| unit.code.as_deref() == Some(id_or_code))
        })
    }

    pub fn head(&self, id: &UnitId) -> UnitHead {
        self.get(id).map_or_else(
            || UnitHead {
                id: id.clone(),
                name: id.to_string(),
                kind: UnitKind::Other,
            },
            UnitHead::from,
        )
    }

    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    pub fn len(&self) -> usize {
        self.units.len()
    }

    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Children in the order they are listed.
    pub fn children(&self, id: &UnitId) -> impl Iterator<Item = &Unit> {
        self.children
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.units.get(id))
    }

    /// From the unit up to the root, itself first. A loop in the data ends the walk.
    pub fn ancestors<'a>(&'a self, id: &UnitId) -> impl Iterator<Item = &'a Unit> {
        let mut steps_left = self.units.len();
        let mut next = self.get(id);
        std::iter::from_fn(move || {
            let unit = next?;
            steps_left = steps_left.checked_sub(1)?;
            next = unit.parent.as_ref().and_then(|parent| self.get(parent));
            Some(unit)
        })
    }

    /// Whether `id` is `root` or stands somewhere under it.
    pub fn is_within(&self, id: &UnitId, root: &UnitId) -> bool {
        self.ancestors(id).any(|unit| unit.id == *root)
    }

    /// The unit and everything under it, parents before children, in listing order.
    pub fn subtree(&self, root: &UnitId) -> Vec<&Unit> {
        let mut found = Vec::new();
        let mut open: Vec<&Unit> = self.get(root).into_iter().collect();
        while let Some(unit) = open.pop() {
            if found.len() >= self.units.len() {
                break;
            }
            found.push(unit);
            let children: Vec<_> = self.children(&unit.id).collect();
            open.extend(children.into_iter().rev());
        }
        found
    }

    /// The nearest unit of a kind from `id` upwards.
    pub fn enclosing(&self, id: &UnitId, kind: UnitKind) -> Option<&Unit> {
        self.ancestors(id).find(|unit| unit.kind == kind)
    }

    /// The kinds that stand under `root` at least twice, each with its units.
    pub fn classes(&self, root: &UnitId) -> Vec<UnitClass> {
        let mut below = self.subtree(root);
        below.retain(|unit| unit.id != *root);
        let class = |kind| {
            let of_kind = below.iter().filter(|unit| unit.kind == kind);
            let units = of_kind.map(|unit| unit.id.clone()).collect();
            UnitClass { kind, units }
        };
        let classes = UnitKind::ALL.into_iter().map(class);
        classes.filter(|class| class.units.len() > 1).collect()
    }
}

/// Siblings stand by kind, then position, then name with numbers by value: "Xóm 2" before "Xóm 10".
fn sort_key(unit: &Unit) -> (UnitKind, i64, String) {
    (unit.kind, unit.position, natural_key(&unit.name))
}

/// A form of a name in which numbers compare by value and accents come second.
pub fn natural_key(name: &str) -> String {
    let folded = text::fold(name);
    let mut key = String::with_capacity(folded.len() + 8);
    let mut digits = String::new();
    for character in folded.chars().chain(['\0']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{:0>8}", digits.trim_start_matches('0')));
            digits.clear();
        }
        key.push(character);
    }
    key.push_str(name);
    key
}

mod life;
pub mod matching;

pub use life::{FormerName, Life};

#[cfg(test)]
mod tests;
