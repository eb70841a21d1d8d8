//! Units: the tree of places and bodies that plans are made for and tasks are given to.

use crate::{id::UnitId, text};
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

    /// A place that a map can be of.
    pub fn has_parts(self) -> bool {
        self.is_place() && self != Self::Hamlet
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
mod tree;

pub use life::{FormerName, Life};
pub use tree::UnitTree;

#[cfg(test)]
mod tests;
