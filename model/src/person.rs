//! People, and what each role may do over which subtree.

use crate::{
    id::{PersonId, UnitId},
    unit::{UnitKind, UnitTree},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cán bộ cơ sở: records what was done in a hamlet or body.
    Field,
    /// Chuyên viên: imports and edits plans, assigns, compiles.
    Officer,
    /// Lãnh đạo: assigns, approves.
    Leader,
    /// Cấp trên theo dõi: reads and comments.
    Viewer,
    /// Giám sát: reads everything, comments, changes nothing.
    Supervisor,
    /// Quản trị: people and units, and whatever an officer may.
    Admin,
}

impl Role {
    pub const ALL: [Self; 6] = [
        Self::Field,
        Self::Officer,
        Self::Leader,
        Self::Viewer,
        Self::Supervisor,
        Self::Admin,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Viewer => "viewer",
            Self::Supervisor => "supervisor",
            Self::Admin => "admin",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "Cán bộ cơ sở",
            Self::Officer => "Chuyên viên",
            Self::Leader => "Lãnh đạo",
            Self::Viewer => "Theo dõi cấp trên",
            Self::Supervisor => "Giám sát",
            Self::Admin => "Quản trị",
        }
    }

    /// Whether the role carries an action at all; over which units, the grant says.
    pub fn carries(self, action: Action) -> bool {
        match action {
            Action::Read | Action::Comment => true,
            Action::Update => !matches!(self, Self::Viewer | Self::Supervisor),
            Action::Assign => matches!(self, Self::Officer | Self::Leader | Self::Admin),
            Action::EditPlan => matches!(self, Self::Officer | Self::Admin),
            Action::SubmitReport => matches!(self, Self::Officer | Self::Leader | Self::Admin),
            // Who supervises changes nothing, and who works below does not look on from above.
            Action::ReceiveReport => !matches!(self, Self::Field | Self::Supervisor),
            Action::SignPlan => matches!(self, Self::Leader | Self::Admin),
            Action::ManageUnits => matches!(self, Self::Admin),
        }
    }
}

/// What a person wants to do to a unit or to something of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Read,
    Comment,
    /// Say how far a task has got.
    Update,
    Assign,
    /// Import a plan and change what it says.
    EditPlan,
    /// Sign a plan or an amendment of it, or return it.
    SignPlan,
    /// Hand in a report of the unit's plan.
    SubmitReport,
    /// Accept or return the reports of the units right under it.
    ReceiveReport,
    ManageUnits,
}

/// A role over a unit and everything under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub role: Role,
    pub unit: UnitId,
}

/// Someone who signs in. Officers' names and posts only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub login: String,
    pub name: String,
    /// Chức vụ, as printed beside the name.
    #[serde(default)]
    pub post: String,
    pub grants: Vec<Grant>,
}

impl Person {
    /// Whether the person may do this to that unit.
    pub fn may(&self, action: Action, unit: &UnitId, tree: &UnitTree) -> bool {
        self.grants
            .iter()
            .any(|grant| grant.role.carries(action) && tree.is_within(unit, &grant.unit))
    }

    /// Whether the person may do this to any unit at all.
    pub fn may_somewhere(&self, action: Action) -> bool {
        self.grants.iter().any(|grant| grant.role.carries(action))
    }

    /// Whether the person may read a plan of that unit: plans of the own subtree, and those of the
    /// units above, whose tasks come down to it.
    pub fn may_read_plan_of(&self, unit: &UnitId, tree: &UnitTree) -> bool {
        self.grants
            .iter()
            .any(|grant| tree.is_within(unit, &grant.unit) || tree.is_within(&grant.unit, unit))
    }

    /// Whether the person may see how many tasks stand how in a unit: in those of the own subtree,
    /// and anywhere in the own commune, so that hamlets see each other's counts. What a task says
    /// and who reported what stays with `Action::Read`.
    pub fn may_see_map_of(&self, unit: &UnitId, tree: &UnitTree) -> bool {
        self.may(Action::Read, unit, tree)
            || self.grants.iter().any(|grant| {
                tree.enclosing(&grant.unit, UnitKind::Commune)
                    .is_some_and(|commune| tree.is_within(unit, &commune.id))
            })
    }

    /// Whether the person looks at provinces that nobody could look at all at once: their tasks are
    /// read a province at a time.
    pub fn looks_at_provinces(&self, tree: &UnitTree) -> bool {
        self.grants.iter().any(|grant| {
            tree.get(&grant.unit)
                .is_some_and(|unit| unit.kind == UnitKind::Country)
        })
    }

    /// The unit of the first grant: where the person is at home.
    pub fn home(&self) -> Option<&Grant> {
        self.grants.first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{person, province};

    #[test]
    fn rights_reach_down_and_never_across_or_up() {
        let (tree, officer) = (province(), person(Role::Officer, "xa-a"));
        assert!(officer.may(Action::Assign, &"xom-1".into(), &tree));
        assert!(!officer.may(Action::Assign, &"xa-b".into(), &tree));
        assert!(!officer.may(Action::Assign, &"tinh".into(), &tree));
        let hamlet = person(Role::Field, "xom-1");
        assert!(hamlet.may(Action::Update, &"xom-1".into(), &tree));
        assert!(!hamlet.may(Action::Update, &"xom-2".into(), &tree));
        assert!(!hamlet.may(Action::Assign, &"xom-1".into(), &tree));
    }

    #[test]
    fn a_supervisor_reads_and_comments_and_changes_nothing() {
        let (tree, supervisor) = (province(), person(Role::Supervisor, "tinh"));
        let here = "xom-1".into();
        assert!(supervisor.may(Action::Read, &here, &tree));
        assert!(supervisor.may(Action::Comment, &here, &tree));
        for action in [
            Action::Update,
            Action::Assign,
            Action::EditPlan,
            Action::SubmitReport,
            Action::ReceiveReport,
            Action::ManageUnits,
        ] {
            assert!(!supervisor.may(action, &here, &tree));
        }
    }

    #[test]
    fn counts_are_open_within_the_commune_and_closed_beyond() {
        let (tree, hamlet) = (province(), person(Role::Field, "xom-1"));
        assert!(hamlet.may_see_map_of(&"xa-a".into(), &tree));
        assert!(hamlet.may_see_map_of(&"xom-2".into(), &tree));
        assert!(!hamlet.may_see_map_of(&"xa-b".into(), &tree));
        assert!(!hamlet.may_see_map_of(&"tinh".into(), &tree));
    }

    #[test]
    fn plans_from_above_are_read_below_but_not_across() {
        let (tree, hamlet) = (province(), person(Role::Field, "xom-1"));
        assert!(hamlet.may_read_plan_of(&"tinh".into(), &tree));
        assert!(hamlet.may_read_plan_of(&"xa-a".into(), &tree));
        assert!(!hamlet.may_read_plan_of(&"xa-b".into(), &tree));
        assert!(!hamlet.may_read_plan_of(&"xom-2".into(), &tree));
    }
}
