//! The reports of one's own authority, and those that came from below.

use super::Sight;
use crate::{
    clock::{Millis, day_in_vietnam},
    id::RecordId,
    map::Map,
    order,
    period::Period,
    person::Action,
    plan::Plan,
    report::{Filing, ReportId, Stage, months_on, periods_on, window},
    text,
    unit::UnitHead,
};
use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

/// So many days before its data end a report is spoken of.
pub const NEAR_DAYS: i64 = 10;
/// The most reports shown of those that came from below, the latest first.
pub const RECEIVED_ROWS: usize = 200;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportList {
    #[serde(with = "crate::day")]
    pub today: NaiveDate,
    /// Of plans of the units where one works, handed in or to be.
    pub own: Vec<ReportRow>,
    /// Months that could be reported on as well and have not been.
    #[serde(default)]
    pub months: Vec<ReportRow>,
    /// Handed in by units below.
    pub received: Vec<ReportRow>,
    pub n_received: usize,
    /// Whether it is for this person to hand reports in.
    pub may_submit: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportRow {
    pub id: ReportId,
    pub unit: UnitHead,
    pub plan_title: String,
    /// The last day whose data it tells.
    #[serde(with = "crate::day")]
    pub last: NaiveDate,
    pub stage: Stage,
    #[serde(default)]
    pub submitted_at: Option<Millis>,
    /// The next step is for the person who looks.
    #[serde(default)]
    pub is_mine: bool,
}

impl ReportList {
    /// `reports` is how those stand that one may see.
    pub fn new(sight: Sight, reports: &Map<ReportId, Filing>) -> Self {
        let (mut own, mut months, mut received) = (Vec::new(), Vec::new(), Vec::new());
        for plan in sight.state.plans.values() {
            if !sight.person.may(Action::Read, &plan.unit, sight.tree) {
                continue;
            }
            let mut grants = sight.person.grants.iter();
            if grants.any(|grant| grant.unit == plan.unit) {
                own.extend(filed(plan, reports).map(|(id, it)| row(sight, plan, id, Some(it))));
                own.extend(not_filed(sight, plan, reports, periods_on(sight.today)));
                months.extend(not_filed(sight, plan, reports, months_on(sight.today)));
            } else {
                received
                    .extend(filed(plan, reports).map(|(id, it)| row(sight, plan, id, Some(it))));
            }
        }
        for rows in [&mut own, &mut months] {
            order::sort_by_text(rows, |row: &ReportRow| text::fold(&row.plan_title));
            order::sort_by(rows, |a, b| b.last.cmp(&a.last));
        }
        order::sort_by(&mut received, |a: &ReportRow, b| {
            (b.submitted_at, &b.id).cmp(&(a.submitted_at, &a.id))
        });
        let n_received = received.len();
        received.truncate(RECEIVED_ROWS);
        Self {
            today: sight.today,
            own,
            months,
            received,
            n_received,
            may_submit: sight.person.may_somewhere(Action::SubmitReport),
        }
    }
}

impl ReportList {
    /// Those that call for something of this person now: to be handed in, or to be received.
    pub fn calls(self) -> Vec<ReportRow> {
        let today = self.today;
        let is_far = |row: &ReportRow| {
            let n_days = row.last.signed_duration_since(today).num_days();
            row.stage == Stage::Open && n_days > NEAR_DAYS
        };
        let rows = self.own.into_iter().chain(self.received);
        rows.filter(|row| row.is_mine && !is_far(row)).collect()
    }
}

/// Those of the periods that nobody has handed in a report of.
fn not_filed(
    sight: Sight,
    plan: &Plan,
    reports: &Map<ReportId, Filing>,
    periods: Vec<Period>,
) -> Vec<ReportRow> {
    let plan_id = &plan.id;
    let ids = periods.into_iter().map(|period| ReportId {
        plan: plan_id.clone(),
        period,
    });
    let missing =
        ids.filter(|id| is_of(plan, id) && !reports.get(id).is_some_and(Filing::is_there));
    missing.map(|id| row(sight, plan, &id, None)).collect()
}

/// Whether there is something to tell: the plan is of that year, and was here while there were data.
fn is_of(plan: &Plan, id: &ReportId) -> bool {
    let made_at = plan.edits.made_by.as_ref().and_then(RecordId::made_at);
    if made_at.is_some_and(|at| day_in_vietnam(at) > window(id.period).last) {
        return false;
    }
    let year = id.period.last_day().year();
    let mut years = plan.years.iter();
    plan.years.is_empty() || years.any(|of| *of == year)
}

fn filed<'a>(
    plan: &'a Plan,
    reports: &'a Map<ReportId, Filing>,
) -> impl Iterator<Item = (&'a ReportId, &'a Filing)> {
    reports
        .iter()
        .filter(|(id, filing)| id.plan == plan.id && filing.standing().is_some())
}

fn row(sight: Sight, plan: &Plan, id: &ReportId, filing: Option<&Filing>) -> ReportRow {
    let standing = filing.and_then(Filing::standing);
    let stage = filing.map(Filing::stage).unwrap_or_default();
    let may = |action, unit| sight.person.may(action, unit, sight.tree);
    let above = sight.tree.get(&plan.unit).and_then(|it| it.parent.as_ref());
    ReportRow {
        id: id.clone(),
        unit: sight.tree.head(&plan.unit),
        plan_title: plan.title.clone(),
        last: window(id.period).last,
        submitted_at: standing.map(|(_, submission)| submission.made_at.millis),
        is_mine: match stage {
            Stage::Open | Stage::Returned => may(Action::SubmitReport, &plan.unit),
            Stage::Submitted => above.is_some_and(|unit| may(Action::ReceiveReport, unit)),
            Stage::Accepted => false,
        },
        stage,
    }
}
