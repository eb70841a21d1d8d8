//! The signed versions of a plan, and what changed from one of them to another or to now.

use super::{
    Sight,
    query::{parsed, query},
};
use crate::{
    fold::State,
    id::PlanId,
    map::Map,
    plan::{
        Logged, Node, Outline, Plan, Row, Signature, Stage, Step, as_signed,
        compare::{self, Difference, FieldChange},
    },
    problem::Problem,
    unit::UnitHead,
};
use serde::{Deserialize, Serialize};

/// Which two are told apart, by their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionsQuery {
    /// Without it the last signed one, or the one before it where nothing can have changed since.
    pub from: Option<usize>,
    /// Without it the plan as it stands now.
    pub to: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VersionsView {
    pub plan: PlanId,
    pub title: String,
    pub unit: UnitHead,
    pub stage: Stage,
    /// The first one first.
    pub versions: Vec<VersionRow>,
    /// What was told apart; none where nothing has been signed yet.
    pub from: Option<usize>,
    /// None is now.
    pub to: Option<usize>,
    /// Of the plan's own data.
    pub head: Vec<FieldChange>,
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    pub number: usize,
    pub signature: Signature,
    /// Why the plan was amended; none of the first.
    pub reason: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The headings it stands under, the outermost first.
    pub path: Vec<String>,
    pub difference: Difference,
}

impl VersionsQuery {
    /// Reads the parameters of an address.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Problem> {
        let number = |text: &str| text.parse().ok();
        Ok(Self {
            from: parsed(&get, "tu", number)?,
            to: parsed(&get, "den", number)?,
        })
    }

    /// The parameters that `read` takes.
    pub fn to_query(&self) -> String {
        query([
            ("tu", self.from.map(|number| number.to_string())),
            ("den", self.to.map(|number| number.to_string())),
        ])
    }
}

impl VersionsView {
    /// `log` holds all records about the wording of the plan. `None` where the plan is not there or
    /// not for this person's eyes, or where it has no such version.
    pub fn new(sight: Sight, id: &PlanId, query: VersionsQuery, log: &[Logged]) -> Option<Self> {
        let plan = sight.state.plans.get(id)?;
        if !sight.person.may_read_plan_of(&plan.unit, sight.tree) {
            return None;
        }
        let versions = plan.versions();
        let (from, to) = chosen(query, versions.len(), plan.stage());
        let mut view = Self {
            plan: id.clone(),
            title: plan.title.clone(),
            unit: sight.tree.head(&plan.unit),
            stage: plan.stage(),
            versions: rows(plan),
            from,
            to,
            head: Vec::new(),
            changes: Vec::new(),
        };
        let at = |number: usize| {
            let version = versions.get(number.checked_sub(1)?)?;
            Some(as_signed(log, &version.record))
        };
        if let Some(from) = from {
            let before = at(from)?;
            let after = match to {
                Some(to) => Some(at(to)?),
                None => None,
            };
            let after = after.as_ref().unwrap_or(sight.state);
            view.head = compare::heads(before.plans.get(id)?, after.plans.get(id)?);
            view.changes = changes(&nodes(&before, id), &nodes(after, id));
        }
        Some(view)
    }
}

fn chosen(query: VersionsQuery, n: usize, stage: Stage) -> (Option<usize>, Option<usize>) {
    let last = (n > 0).then_some(n);
    match query.from {
        Some(from) => (Some(from), query.to),
        // Since the last signing nothing can have changed: what it changed is worth more.
        None if stage == Stage::Signed && query.to.is_none() && n > 1 => (Some(n - 1), last),
        None => (last, query.to),
    }
}

fn rows(plan: &Plan) -> Vec<VersionRow> {
    let history = plan.history();
    // Of the amendments that were begun some were dropped again.
    let reason = |version: &crate::plan::Version| {
        let signed = history.iter().position(|(id, _)| **id == version.record)?;
        let mut before = history[..signed].iter().rev();
        let begun = before.find(|(_, taken)| taken.step == Step::AmendmentBegun)?;
        begun.1.reason.clone()
    };
    let row = |version: crate::plan::Version| VersionRow {
        reason: reason(&version),
        number: version.number,
        signature: version.signature,
    };
    plan.versions().into_iter().map(row).collect()
}

fn nodes(state: &State, plan: &PlanId) -> Vec<Node> {
    let of_plan = state.nodes.values().filter(|node| node.plan == *plan);
    of_plan.cloned().collect()
}

fn changes(before: &[Node], after: &[Node]) -> Vec<Change> {
    let outline = Outline::new(after);
    let rows: Map<_, &Row> = outline.all.iter().map(|row| (&row.node.id, row)).collect();
    let path = |difference: &Difference| {
        let mut path = Vec::new();
        let mut above = rows.get(&&difference.node).and_then(|row| row.parent);
        while let Some(node) = above {
            path.insert(0, node.heading());
            above = rows.get(&&node.id).and_then(|row| row.parent);
        }
        path
    };
    let differences = compare::compare(before, after).into_iter();
    differences
        .map(|difference| Change {
            path: path(&difference),
            difference,
        })
        .collect()
}
