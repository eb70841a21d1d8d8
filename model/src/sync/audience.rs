//! Who a record is for. A phone is given what its person may read, no more, and what it needs to
//! draw the pages without a network, no less.

use crate::{
    boundary::Boundary,
    fold::State,
    id::{PlanId, UnitId},
    person::{Action, Person},
    plan::{Node, Plan},
    record::{Fact, Record},
    unit::{UnitKind, UnitTree},
};

/// Every record is for one of two circles of readers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// All who read the plan: what it says, comments on it, and to which classes and whom of the
    /// units right under it its tasks were given.
    Plan(PlanId),
    /// Those who look into the unit: what it did, and what was handed on to it.
    Unit(UnitId),
}

impl Audience {
    /// `state` holds the plan and the node that the record is about, if any.
    pub fn of(record: &Record, state: &State, tree: &UnitTree) -> Self {
        let plan = || plan_of(&record.fact, state);
        let open = match &record.fact {
            Fact::PlanCreated(_)
            | Fact::PlanFieldSet(_)
            | Fact::PlanStepped(_)
            | Fact::NodeAdded(_)
            | Fact::NodeFieldSet(_)
            | Fact::Commented(_)
            | Fact::ClassAssigned(_)
            | Fact::IndicatorDefined(_) => plan(),
            Fact::Assigned(_) | Fact::Unassigned(_) => {
                plan().filter(|plan| is_given_openly(&record.unit, plan, tree))
            }
            Fact::TaskUpdated(_)
            | Fact::DifficultyAnswered(_)
            | Fact::AssignmentReplied(_)
            | Fact::PutInCharge(_)
            | Fact::FigureReported(_)
            | Fact::ReportSubmitted(_)
            | Fact::ReportReplied(_)
            | Fact::Unknown(_) => None,
        };
        open.map_or_else(
            || Self::Unit(record.unit.clone()),
            |plan| Self::Plan(plan.id.clone()),
        )
    }

    pub fn admits(&self, person: &Person, state: &State, tree: &UnitTree) -> bool {
        match self {
            Self::Plan(plan) => state
                .plans
                .get(plan)
                .is_some_and(|plan| person.may_read_plan_of(&plan.unit, tree)),
            Self::Unit(unit) => person.may(Action::Read, unit, tree),
        }
    }
}

/// To whom of its own level a plan gives its tasks is part of what it says. How a commune hands a
/// task of its province on to its hamlets is its own affair.
pub fn is_given_openly(unit: &UnitId, plan: &Plan, tree: &UnitTree) -> bool {
    *unit == plan.unit
        || tree
            .get(unit)
            .is_some_and(|unit| unit.parent.as_ref() == Some(&plan.unit))
}

impl Person {
    /// Whether a phone of this person holds the records themselves: those who work in a commune.
    /// Of a province there are too many; who looks at one asks for views.
    pub fn holds_records(&self, tree: &UnitTree) -> bool {
        !self.grants.is_empty()
            && self
                .grants
                .iter()
                .all(|grant| tree.enclosing(&grant.unit, UnitKind::Commune).is_some())
    }

    /// The units whose names a phone of this person needs: those of the own subtrees, those above,
    /// and what stands right under these, to which plans of above are given. In order of id.
    pub fn known_units<'a>(&self, tree: &'a UnitTree) -> Vec<&'a crate::unit::Unit> {
        let mut units = Vec::new();
        for grant in &self.grants {
            units.extend(tree.subtree(&grant.unit));
            for above in tree.ancestors(&grant.unit).skip(1) {
                units.push(above);
                units.extend(tree.children(&above.id));
            }
        }
        units.sort_by(|a, b| a.id.cmp(&b.id));
        units.dedup_by(|a, b| a.id == b.id);
        units
    }

    /// The boundaries on the maps that a phone of this person opens by itself: of the parts of the own
    /// place, or of the place around it. Those of every hamlet of a province would be too many.
    pub fn known_boundaries(&self, tree: &UnitTree) -> Vec<(UnitId, Boundary)> {
        let mut known: Vec<(UnitId, Boundary)> = Vec::new();
        for grant in &self.grants {
            let root = tree
                .ancestors(&grant.unit)
                .find(|unit| unit.kind.has_parts());
            let parts = root.into_iter().flat_map(|root| tree.children(&root.id));
            for unit in parts {
                if let Some(boundary) = tree.boundary(&unit.id) {
                    known.push((unit.id.clone(), boundary.clone()));
                }
            }
        }
        known.sort_by(|a, b| a.0.cmp(&b.0));
        known.dedup_by(|a, b| a.0 == b.0);
        known
    }
}

impl Person {
    /// Where those work whose names one may write in a comment: in the own subtrees and the own
    /// commune, and in the units above.
    pub fn units_of_colleagues<'a>(&self, tree: &'a UnitTree) -> Vec<&'a UnitId> {
        let mut units = Vec::new();
        for grant in &self.grants {
            let commune = tree.enclosing(&grant.unit, UnitKind::Commune);
            let root = commune.map_or(&grant.unit, |commune| &commune.id);
            // Of a province only those who work there itself: its communes have too many.
            if commune.is_some() {
                units.extend(tree.subtree(root).into_iter().map(|unit| &unit.id));
            }
            units.extend(tree.ancestors(root).map(|unit| &unit.id));
        }
        units.sort();
        units.dedup();
        units
    }
}

fn plan_of<'a>(fact: &Fact, state: &'a State) -> Option<&'a Plan> {
    let of_node = || state.nodes.get(fact.node()?).map(|node: &Node| &node.plan);
    let plan = fact.named_plan().or_else(of_node)?;
    state.plans.get(plan)
}
