//! One report: compiled as things stand, or as it was handed in.

mod compile;

use super::{
    Sight,
    figures::{self, FiguresQuery, Scope, TargetLine},
};
use crate::{
    clock::Millis,
    id::{PersonId, RecordId},
    person::Action,
    plan::Plan,
    record::{Fact, Record},
    report::{Contents, Filing, ReportId, ReportReplied, ReportSubmitted, Stage, window},
    rollup::Window,
    unit::UnitHead,
};
use chrono::NaiveDate;
use compile::compile;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    pub id: ReportId,
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    pub unit: UnitHead,
    pub plan_title: String,
    pub plan_number: Option<String>,
    /// The days whose data it tells.
    #[serde(with = "crate::day")]
    pub first: NaiveDate,
    #[serde(with = "crate::day")]
    pub last: NaiveDate,
    pub stage: Stage,
    /// Who handed it in, and what was said to that.
    #[serde(default)]
    pub submitted: Option<Step>,
    #[serde(default)]
    pub answered: Option<Step>,
    pub contents: Contents,
    /// `contents` are what was handed in, and not what a new report would say.
    pub is_frozen: bool,
    /// Up to where in the log `contents` know, where they are compiled.
    pub through: i64,
    pub may_submit: bool,
    pub may_reply: bool,
}

/// Something that somebody did with a report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub record: RecordId,
    pub by: String,
    pub at: Millis,
    /// Why it was returned.
    #[serde(default)]
    pub words: Option<String>,
}

/// Which report to show, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportQuery {
    pub id: ReportId,
    /// As it would be compiled now, though one was handed in.
    pub is_anew: bool,
}

impl ReportQuery {
    /// "id" or "id?lai=co".
    pub fn new(id: ReportId, get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            id,
            is_anew: get("lai").as_deref() == Some("co"),
        }
    }

    pub fn to_query(&self) -> &'static str {
        if self.is_anew { "?lai=co" } else { "" }
    }
}

/// What a report is made of beside the state of the day that it tells of.
pub struct Sources<'a> {
    pub filing: Option<&'a Filing>,
    /// The record that handed the standing one in.
    pub handed_in: Option<&'a Record>,
    /// The plan's targets within the days of the report.
    pub targets: &'a [TargetLine],
    pub through: i64,
}

/// The days whose data a report tells, and the one as of which it tells: the last of them, or today.
/// `None` before they begin.
pub fn days(id: &ReportId, today: NaiveDate) -> Option<(Window, NaiveDate)> {
    let window = window(id.period);
    let as_of = window.last.min(today);
    (as_of >= window.first).then_some((window, as_of))
}

/// The plan, if the person may see what is reported of it.
pub fn plan_of<'a>(sight: Sight<'a>, id: &ReportId) -> Option<&'a Plan> {
    let plan = sight.state.plans.get(&id.plan)?;
    let may_look = sight.person.may(Action::Read, &plan.unit, sight.tree);
    may_look.then_some(plan)
}

/// What its figures are asked by.
pub fn figures_of(plan: &Plan, id: &ReportId) -> FiguresQuery {
    FiguresQuery {
        unit: Some(plan.unit.clone()),
        period: Some(id.period),
        ..FiguresQuery::default()
    }
}

/// The plan's targets beside the figures of just its days, where the state holds all of these.
pub fn targets(sight: Sight, id: &ReportId) -> Option<Vec<TargetLine>> {
    let plan = plan_of(sight, id)?;
    let mut scope = Scope::new(sight, &figures_of(plan, id))?;
    scope.window = window(id.period);
    let totals = figures::totals(sight, &scope);
    Some(figures::targets(sight, &scope, &totals))
}

/// Whether what was handed in is shown, and nothing compiled.
pub fn is_frozen(query: &ReportQuery, filing: Option<&Filing>) -> bool {
    match filing.map(Filing::stage).unwrap_or_default() {
        Stage::Open => false,
        Stage::Accepted => true,
        Stage::Submitted | Stage::Returned => !query.is_anew,
    }
}

impl ReportView {
    /// `sight.state` is as of the day that the report tells of; of a frozen one it need hold the plan only.
    pub fn new(
        sight: Sight,
        query: &ReportQuery,
        sources: &Sources,
        name: impl Fn(&PersonId) -> Option<String>,
    ) -> Option<Self> {
        let id = &query.id;
        let plan = plan_of(sight, id)?;
        let (window, as_of) = days(id, sight.today)?;
        let filing = sources.filing;
        let stage = filing.map(Filing::stage).unwrap_or_default();
        let is_frozen = is_frozen(query, filing);
        let handed_in = sources.handed_in.and_then(contents_of);
        let contents = match handed_in {
            Some(contents) if is_frozen => contents.clone(),
            // What was written by hand is not written again.
            earlier => Contents {
                assessment: earlier.map_or_else(String::new, |it| it.assessment.clone()),
                proposals: earlier.map_or_else(String::new, |it| it.proposals.clone()),
                ..compile(sight, plan, as_of, sources.targets)
            },
        };
        let name = |id: &PersonId| name(id).unwrap_or_default();
        let above = sight.tree.get(&plan.unit).and_then(|it| it.parent.as_ref());
        let receives = |unit| sight.person.may(Action::ReceiveReport, unit, sight.tree);
        Some(Self {
            id: id.clone(),
            today: sight.today,
            unit: sight.tree.head(&plan.unit),
            plan_title: plan.title.clone(),
            // A symbol alone is not a number.
            plan_number: plan.number.as_ref().and_then(|_| plan.written_number()),
            first: window.first,
            last: window.last,
            submitted: filing.and_then(Filing::standing).map(|(record, it)| Step {
                record: record.clone(),
                by: name(&it.by),
                at: it.made_at.millis,
                words: None,
            }),
            answered: filing.and_then(Filing::answer).map(|(record, it)| Step {
                record: record.clone(),
                by: name(&it.by),
                at: it.made_at.millis,
                words: it.returned.clone(),
            }),
            may_submit: stage != Stage::Accepted
                && sight
                    .person
                    .may(Action::SubmitReport, &plan.unit, sight.tree),
            may_reply: stage == Stage::Submitted && above.is_some_and(receives),
            stage,
            contents,
            is_frozen,
            through: sources.through,
        })
    }

    /// What hands it in, as it is shown, with what was written by hand.
    pub fn submission(&self, assessment: &str, proposals: &str) -> Fact {
        Fact::ReportSubmitted(ReportSubmitted {
            report: self.id.clone(),
            through: self.through,
            contents: Contents {
                assessment: assessment.trim().to_owned(),
                proposals: proposals.trim().to_owned(),
                ..self.contents.clone()
            },
        })
    }

    /// What accepts it, or returns it for a reason.
    pub fn reply(&self, returned: Option<String>) -> Option<Fact> {
        Some(Fact::ReportReplied(ReportReplied {
            report: self.id.clone(),
            submission: self.submitted.as_ref()?.record.clone(),
            returned,
        }))
    }
}

/// What the record hands in.
pub fn contents_of(record: &Record) -> Option<&Contents> {
    match &record.fact {
        Fact::ReportSubmitted(fact) => Some(&fact.contents),
        _ => None,
    }
}
