//! How a report stands: handed in, returned, accepted. What it says stays in the records that handed it in.

use super::{Covered, ReportId, ReportReplied, ReportSubmitted};
use crate::{
    clock::Stamp,
    id::{IndicatorId, PersonId, RecordId},
    map::Map,
    record::Record,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// All that happened to one report, by the records that say so. The order in which they come does not
/// matter.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filing {
    pub submissions: Map<RecordId, Submission>,
    pub replies: Map<RecordId, Reply>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    pub by: PersonId,
    pub made_at: Stamp,
    pub through: i64,
    #[serde(with = "crate::day")]
    pub as_of: NaiveDate,
    pub indicators: Vec<IndicatorId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub by: PersonId,
    pub made_at: Stamp,
    pub submission: RecordId,
    /// Why it was returned; `None` where it was accepted.
    #[serde(default)]
    pub returned: Option<String>,
}

/// Where a report stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody has handed it in.
    #[default]
    Open,
    Submitted,
    Returned,
    /// It stays as it is.
    Accepted,
}

impl Stage {
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "Chưa nộp",
            Self::Submitted => "Đã nộp",
            Self::Returned => "Bị trả lại",
            Self::Accepted => "Đã được nhận",
        }
    }
}

impl Filing {
    pub fn submit(&mut self, record: &Record, fact: &ReportSubmitted) {
        let submission = Submission {
            by: record.by.clone(),
            made_at: record.made_at,
            through: fact.through,
            as_of: fact.contents.as_of,
            indicators: fact.contents.indicators(),
        };
        self.submissions.insert(record.id.clone(), submission);
    }

    pub fn reply(&mut self, record: &Record, fact: &ReportReplied) {
        let reply = Reply {
            by: record.by.clone(),
            made_at: record.made_at,
            submission: fact.submission.clone(),
            returned: fact.returned.clone(),
        };
        self.replies.insert(record.id.clone(), reply);
    }

    /// Whether it has been handed in at all.
    pub fn is_there(&self) -> bool {
        !self.submissions.is_empty()
    }

    /// The submission that stands: the one that was accepted, or else the latest.
    pub fn standing(&self) -> Option<(&RecordId, &Submission)> {
        let accepted = self.latest(|id| self.is_accepted(id));
        accepted.or_else(|| self.latest(|_| true))
    }

    /// What was said last to the submission that stands.
    pub fn answer(&self) -> Option<(&RecordId, &Reply)> {
        let (standing, _) = self.standing()?;
        self.answer_to(standing)
    }

    pub fn stage(&self) -> Stage {
        match (self.standing(), self.answer()) {
            (None, _) => Stage::Open,
            (Some(_), None) => Stage::Submitted,
            (Some(_), Some((_, reply))) if reply.returned.is_some() => Stage::Returned,
            (Some(_), Some(_)) => Stage::Accepted,
        }
    }

    /// What it covers as it stands: nothing of what was returned.
    pub fn covers(&self, report: &ReportId) -> Option<Covered> {
        let (_, standing) = self.standing()?;
        (self.stage() != Stage::Returned).then(|| Covered {
            report: report.clone(),
            through: standing.through,
            as_of: standing.as_of,
            indicators: standing.indicators.clone(),
        })
    }

    fn latest(&self, is_wanted: impl Fn(&RecordId) -> bool) -> Option<(&RecordId, &Submission)> {
        let wanted = self.submissions.iter().filter(|(id, _)| is_wanted(id));
        wanted.max_by(|a, b| (a.1.made_at, a.0).cmp(&(b.1.made_at, b.0)))
    }

    fn is_accepted(&self, submission: &RecordId) -> bool {
        let answer = self.answer_to(submission);
        answer.is_some_and(|(_, reply)| reply.returned.is_none())
    }

    fn answer_to(&self, submission: &RecordId) -> Option<(&RecordId, &Reply)> {
        let replies = self.replies.iter();
        let to_it = replies.filter(|(_, reply)| reply.submission == *submission);
        to_it.max_by(|a, b| (a.1.made_at, a.0).cmp(&(b.1.made_at, b.0)))
    }
}
