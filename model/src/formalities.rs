//! What a plan carries besides its outline because it is an official document: who lays it out how,
//! where it is issued, who signs it, who receives it (Nghị định 30/2020/NĐ-CP, Phụ lục I; for Party
//! bodies Hướng dẫn 05-HD/VPTW).

use serde::{Deserialize, Serialize};

/// Whose rules a document is laid out by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    /// Chính quyền: bodies of the State, and whoever follows their rules.
    #[default]
    State,
    /// Đảng.
    Party,
    /// Mặt trận và đoàn thể.
    Front,
}

impl System {
    pub const ALL: [Self; 3] = [Self::State, Self::Party, Self::Front];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Party => "party",
            Self::Front => "front",
        }
    }

    /// The word for it, which the importer gives as well.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "chính quyền",
            Self::Party => "Đảng",
            Self::Front => "Mặt trận và đoàn thể",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.name() == name)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formalities {
    #[serde(default)]
    pub system: System,
    /// The body above the issuing one, as printed over its name.
    #[serde(default)]
    pub superior: Option<String>,
    /// Địa danh: the place before the date.
    #[serde(default)]
    pub place: Option<String>,
    /// Nơi nhận, each as written but for its dash and semicolon.
    #[serde(default)]
    pub recipients: Vec<String>,
    /// "TM. ỦY BAN NHÂN DÂN".
    #[serde(default)]
    pub authority: Option<String>,
    /// "KT. CHỦ TỊCH".
    #[serde(default)]
    pub capacity: Option<String>,
    /// "PHÓ CHỦ TỊCH".
    #[serde(default)]
    pub position: Option<String>,
    /// Who signs it.
    #[serde(default)]
    pub signer: Option<String>,
}
