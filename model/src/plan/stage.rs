//! From a draft to a signed plan, and on through amendments.
//!
//! What a plan says changes while it is a draft or while an amendment is open, and at no other time.
//! Each signing makes a version: the plan as the log had it when the signing entered it, so versions
//! need no copy.

use super::{Plan, PlanField, field::Issued, label::split_number};
use crate::{
    clock::Stamp,
    id::{PersonId, RecordId},
    order,
    person::Action,
    record::{PlanStepped, Record},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Draft,
    /// Lies with the leader.
    Submitted,
    Signed,
    Amending,
    /// The amendment lies with the leader.
    AmendmentSubmitted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Submitted,
    /// Back to those who write, by the leader or by themselves.
    Returned,
    Signed,
    AmendmentBegun,
    AmendmentSigned,
    /// Begun by mistake: the plan says again what was signed.
    AmendmentDropped,
}

/// A step that was taken, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub at: Stamp,
    pub by: PersonId,
    pub step: Step,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// Number, date and signer of the document by which a version is in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signature {
    /// "57/KH-UBND"; of an amendment, that of the decision.
    pub number: Option<String>,
    #[serde(with = "crate::day::option")]
    pub date: Option<NaiveDate>,
    pub signer: Option<String>,
}

/// The plan as it was signed once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From 1.
    pub number: usize,
    /// The record that signed it; of a plan that came signed, the one that made it.
    pub record: RecordId,
    pub signature: Signature,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "Dự thảo",
            Self::Submitted => "Đang trình ký",
            Self::Signed => "Đã ký ban hành",
            Self::Amending => "Đang sửa đổi, bổ sung",
            Self::AmendmentSubmitted => "Đang trình ký bản sửa đổi",
        }
    }

    /// Whether what the plan says may change.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Amending)
    }

    /// Where the step leads from here, if it can be taken here.
    pub fn after(self, step: Step) -> Option<Self> {
        Some(match (self, step) {
            (Self::Draft, Step::Submitted) => Self::Submitted,
            (Self::Submitted, Step::Returned) => Self::Draft,
            // What was signed on paper comes without having been submitted here.
            (Self::Draft | Self::Submitted, Step::Signed) => Self::Signed,
            (Self::Signed, Step::AmendmentBegun) => Self::Amending,
            (Self::Amending, Step::Submitted) => Self::AmendmentSubmitted,
            (Self::AmendmentSubmitted, Step::Returned) => Self::Amending,
            (Self::Amending | Self::AmendmentSubmitted, Step::AmendmentSigned)
            | (Self::Amending, Step::AmendmentDropped) => Self::Signed,
            _ => return None,
        })
    }
}

impl Step {
    pub const ALL: [Self; 6] = [
        Self::Submitted,
        Self::Returned,
        Self::Signed,
        Self::AmendmentBegun,
        Self::AmendmentSigned,
        Self::AmendmentDropped,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Signed => "signed",
            Self::AmendmentBegun => "amendment_begun",
            Self::AmendmentSigned => "amendment_signed",
            Self::AmendmentDropped => "amendment_dropped",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }

    /// What was done, as a sentence about it begins.
    pub fn name(self) -> &'static str {
        match self {
            Self::Submitted => "Trình ký",
            Self::Returned => "Trả lại để sửa",
            Self::Signed => "Ký ban hành",
            Self::AmendmentBegun => "Mở sửa đổi, bổ sung",
            Self::AmendmentSigned => "Ký bản sửa đổi, bổ sung",
            Self::AmendmentDropped => "Bỏ đợt sửa đổi, bổ sung",
        }
    }

    /// What one must be allowed, any of it, to take the step.
    pub fn needs(self) -> &'static [Action] {
        match self {
            Self::Submitted | Self::AmendmentBegun | Self::AmendmentDropped => &[Action::EditPlan],
            Self::Returned => &[Action::SignPlan, Action::EditPlan],
            Self::Signed | Self::AmendmentSigned => &[Action::SignPlan],
        }
    }

    pub fn is_signing(self) -> bool {
        matches!(self, Self::Signed | Self::AmendmentSigned)
    }
}

impl Plan {
    /// Takes a step in. The order in which they come does not matter.
    pub fn take(&mut self, stepped: &PlanStepped, record: &Record) {
        let taken = Taken {
            at: record.made_at,
            by: record.by.clone(),
            step: stepped.step,
            reason: stepped.reason.clone(),
            signature: stepped.signature.clone(),
        };
        self.edits.steps.insert(record.id.clone(), taken);
        if let (Step::Signed, Some(signature)) = (stepped.step, &stepped.signature) {
            for field in fields_of(signature) {
                if self
                    .edits
                    .fields
                    .note(field.name(), field.value(), record, &[])
                {
                    self.show(field);
                }
            }
        }
    }

    pub fn stage(&self) -> Stage {
        self.valid_steps().0
    }

    /// The steps that led somewhere, the first one first. One that two people took at once is here
    /// once.
    pub fn history(&self) -> Vec<(&RecordId, &Taken)> {
        self.valid_steps().1
    }

    /// The last step that was taken, whose stamp the next one must come after.
    pub fn last_step(&self) -> Option<(&RecordId, &Taken)> {
        self.edits
            .steps
            .iter()
            .max_by_key(|(id, taken)| (taken.at, *id))
    }

    /// The signed versions, the first one first.
    pub fn versions(&self) -> Vec<Version> {
        let came = self.edits.came_signed.iter().zip(&self.edits.made_by);
        let came = came.map(|(signature, record)| (record.clone(), signature.clone()));
        let signed = self
            .history()
            .into_iter()
            .filter(|(_, taken)| taken.step.is_signing());
        let signed = signed
            .map(|(record, taken)| (record.clone(), taken.signature.clone().unwrap_or_default()));
        (1..)
            .zip(came.chain(signed))
            .map(|(number, (record, signature))| Version {
                number,
                record,
                signature,
            })
            .collect()
    }

    fn valid_steps(&self) -> (Stage, Vec<(&RecordId, &Taken)>) {
        let mut steps: Vec<_> = self.edits.steps.iter().collect();
        order::sort_by(&mut steps, |a, b| (a.1.at, a.0).cmp(&(b.1.at, b.0)));
        let mut stage = match self.edits.came_signed {
            Some(_) => Stage::Signed,
            None => Stage::Draft,
        };
        steps.retain(|(_, taken)| {
            let next = stage.after(taken.step);
            stage = next.unwrap_or(stage);
            next.is_some()
        });
        (stage, steps)
    }
}

/// What signing a plan sets of its document data.
fn fields_of(signature: &Signature) -> Vec<PlanField> {
    let (number, symbol) = split_number(signature.number.as_deref().unwrap_or_default());
    vec![
        PlanField::Number(number),
        PlanField::Symbol(symbol),
        PlanField::Date(Issued(signature.date)),
    ]
}

#[cfg(test)]
mod tests;
