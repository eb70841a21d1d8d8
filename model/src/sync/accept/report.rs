//! Who may hand in a report, and who may accept or return it.

use super::{Judge, at_most};
use crate::{
    id,
    person::Action,
    plan::{PLAN_MAX_NODES, Plan},
    problem::{Code, Problem},
    report::{
        Contents, Filing, ReportId, ReportReplied, ReportSubmitted, SUBMISSIONS_MAX, Stage,
        WORDS_MAX_CHARS, window,
    },
};

impl Judge<'_> {
    /// The authority whose plan it is reports on it, once the period has begun and until the report was
    /// accepted.
    pub(super) fn report_submitted(&self, fact: &ReportSubmitted) -> Result<(), Problem> {
        let plan = self.plan_reported_on(&fact.report)?;
        self.may(Action::SubmitReport, &plan.unit)?;
        let days = window(fact.report.period);
        let made_on = self.record.made_at.day();
        // A day of grace for clocks that differ.
        let tomorrow = made_on.succ_opt().unwrap_or(made_on);
        if days.first > tomorrow {
            return Err(Code::ReportTooEarly.into());
        }
        let possible = days.first..=days.last.min(tomorrow);
        let is_possible = possible.contains(&fact.contents.as_of);
        if !is_possible || fact.through < 0 || !is_well_formed(&fact.contents) {
            return Err(Code::ReportMalformed.into());
        }
        for words in [&fact.contents.assessment, &fact.contents.proposals] {
            at_most(words.chars().count(), WORDS_MAX_CHARS)?;
        }
        let filing = self.filing(&fact.report);
        if filing.is_some_and(|filing| filing.stage() == Stage::Accepted) {
            return Err(Code::ReportLocked.into());
        }
        if filing.is_some_and(|filing| filing.submissions.len() >= SUBMISSIONS_MAX) {
            return Err(Code::ReportTooOften.into());
        }
        Ok(())
    }

    /// Whoever looks into the unit above receives it; nobody the own one.
    pub(super) fn report_replied(&self, fact: &ReportReplied) -> Result<(), Problem> {
        let plan = self.plan_reported_on(&fact.report)?;
        let above = self.tree.get(&plan.unit).and_then(|it| it.parent.as_ref());
        self.may(Action::ReceiveReport, above.ok_or(Code::NotAllowed)?)?;
        let waits = self.filing(&fact.report).is_some_and(|filing| {
            let standing = filing.standing().map(|(id, _)| id);
            filing.stage() == Stage::Submitted && standing == Some(&fact.submission)
        });
        if !waits {
            return Err(Code::ReportMoved.into());
        }
        match &fact.returned {
            Some(reason) if reason.trim().is_empty() => Err(Code::ReasonMissing.into()),
            Some(reason) => at_most(reason.chars().count(), super::TEXT_MAX_CHARS),
            None => Ok(()),
        }
    }

    fn plan_reported_on(&self, report: &ReportId) -> Result<&Plan, Problem> {
        let plan = self.state.plans.get(&report.plan);
        let plan = plan.ok_or(Code::PlanUnknown)?;
        if self.record.unit == plan.unit {
            Ok(plan)
        } else {
            Err(Code::ReportMalformed.into())
        }
    }

    fn filing(&self, report: &ReportId) -> Option<&Filing> {
        self.state.reports.get(report)
    }
}

/// Whether it could have been compiled of a plan. The record's length bounds its words.
fn is_well_formed(contents: &Contents) -> bool {
    let nodes = contents.tasks.iter().map(|task| &task.node);
    let nodes = nodes.chain(contents.targets.iter().map(|target| &target.node));
    let mut nodes = nodes.chain(contents.difficulties.iter().map(|told| &told.task));
    contents.tasks.len() + contents.targets.len() <= PLAN_MAX_NODES
        && nodes.all(|node| id::is_well_formed(node.as_str()))
        && contents
            .indicators()
            .iter()
            .all(|indicator| id::is_well_formed(indicator.as_str()))
}

#[cfg(test)]
mod tests;
