//! What an import gives: everything a plan says, as read, for a person to confirm.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::plan::Comparator;
use crate::schedule::Schedule;

/// A plan as read from its text. What the text does not say is absent, never guessed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDraft {
    pub document: Document,
    pub sections: Vec<Section>,
    pub legal_bases: Vec<LegalBasis>,
    /// The paragraphs before the first heading, in which the legal bases stand.
    pub preamble: Vec<Item>,
    pub purposes: Vec<Item>,
    pub requirements: Vec<Item>,
    pub contents: Vec<Item>,
    pub targets: Vec<Target>,
    pub tasks: Vec<Task>,
    pub units: Vec<Unit>,
    /// Paragraphs of the body that belong to none of the other parts.
    pub remainder: Vec<Item>,
    /// "Trên đây là …": what stands after the last part.
    pub closing: Vec<Item>,
    pub reporting: Vec<Reporting>,
    pub recipients: Vec<Recipient>,
    pub funding: Option<Funding>,
    pub signatory: Option<Signatory>,
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    pub number: Option<String>,
    pub symbol: Option<String>,
    pub title: Option<String>,
    pub issuing_body: Option<String>,
    /// The body above it, as printed over its name.
    pub superior: Option<String>,
    /// "chính quyền", "Đảng", "Mặt trận và đoàn thể": decides how documents are laid out.
    pub system: Option<String>,
    pub place: Option<String>,
    pub date: Option<NaiveDate>,
    pub plan_years: Vec<i32>,
    pub province: Option<String>,
    pub commune: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub label: String,
    pub title: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LegalBasis {
    pub verb: Option<String>,
    pub kind: String,
    pub number: Option<String>,
    pub date: Option<NaiveDate>,
    pub issuer: Option<String>,
    pub subject: Option<String>,
    pub raw: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    pub label: Option<String>,
    pub text: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    pub id: String,
    /// The label as written; the second of two in one statement "4" is "4b".
    pub label: Option<String>,
    /// Which of the movement's indicators it speaks of, when that is plain.
    pub group: Option<String>,
    pub year: Option<i32>,
    pub comparator: Comparator,
    /// "Phấn đấu": striven for, not promised.
    pub aspirational: bool,
    pub value: f64,
    pub unit: String,
    pub value_raw: String,
    pub statement: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    pub id: String,
    pub section: Option<String>,
    /// The label as written: "1.3", "a".
    pub number: Option<String>,
    pub title: String,
    pub text: String,
    pub lead: Vec<String>,
    pub coordinating: Vec<String>,
    pub implementing: Vec<String>,
    pub lead_source: LeadSource,
    pub time_raw: Option<String>,
    pub schedule: Schedule,
    pub output: Option<String>,
    pub note: Option<String>,
    pub actions: Vec<String>,
    /// The headings inside the table that lists it, outermost first.
    pub groups: Vec<Group>,
    pub line: usize,
}

/// A row of a table that only names the rows after it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Group {
    pub label: String,
    pub title: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadSource {
    Column,
    Inline,
    CrossReference,
    #[default]
    None,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Unit {
    pub label: Option<String>,
    pub name: String,
    pub duties: Vec<Duty>,
    pub cross_refs: Vec<CrossReference>,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Duty {
    pub text: String,
    pub line: usize,
}

/// Tasks given to a unit by their numbers only: "tại phần IV: mục 1.3, mục 2.4".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CrossReference {
    pub raw: String,
    pub role: String,
    pub resolved: Vec<String>,
    /// Labels that lead to no task, or to several with the same number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reporting {
    pub reporter: Option<String>,
    pub recipient: Option<String>,
    pub via: Option<String>,
    pub period: Option<String>,
    pub deadline_raw: Option<String>,
    pub raw: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    pub text: String,
    /// "b/c", "p/h", "t/h" as written.
    pub purpose: Option<String>,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Funding {
    pub text: String,
    pub line: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signatory {
    pub authority: Option<String>,
    pub capacity: Option<String>,
    pub position: Option<String>,
    pub name: Option<String>,
    pub line: usize,
}

/// A doubt for the person who confirms: where, a stable code, and a plain sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warning {
    pub line: usize,
    pub code: String,
    pub message: String,
    /// What could stand instead, where that is plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// Words of the source and what they were probably meant to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Fix {
    pub written: String,
    pub meant: String,
}
