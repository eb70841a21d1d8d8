//! Who and what there is in the stories: units, people, phones, and the plans they write.

use model::{
    id::UnitId,
    person::{Grant, Person, Role},
    plan::{Node, NodeBody, Plan, Target, Task},
    record::{Fact, PlanCreated},
    unit::{Unit, UnitKind, UnitTree},
};

/// Each phone with whose it is, as a place among the people.
pub const HANDSETS: [(&str, usize); 9] = [
    ("may-0", 0),
    ("may-1", 1),
    ("may-2", 2),
    ("may-3", 3),
    ("may-4", 4),
    ("may-5", 5),
    ("may-6", 6),
    ("may-hai", 3),
    ("may-tinh-xa", 1),
];

pub fn people() -> Vec<Person> {
    let mut people = vec![
        person("tinh", Role::Officer, "tinh"),
        person("xa-a", Role::Officer, "xa-a"),
        person("xa-b", Role::Officer, "xa-b"),
        person("a1", Role::Field, "a1"),
        person("a1-pho", Role::Field, "a1"),
        person("a2", Role::Field, "a2"),
        person("b1", Role::Field, "b1"),
    ];
    // Who writes the plan of a small commune also brings it to be signed.
    people[1].grants.push(Grant {
        role: Role::Leader,
        unit: "xa-a".into(),
    });
    people
}

pub fn tree(parent_of_a2: &str) -> UnitTree {
    let unit = |id: &str, parent: Option<&str>, kind| Unit {
        id: id.into(),
        parent: parent.map(UnitId::from),
        kind,
        name: id.into(),
        ..Unit::default()
    };
    UnitTree::new([
        unit("tinh", None, UnitKind::Province),
        unit("xa-a", Some("tinh"), UnitKind::Commune),
        unit("xa-b", Some("tinh"), UnitKind::Commune),
        unit("a1", Some("xa-a"), UnitKind::Hamlet),
        unit("a2", Some(parent_of_a2), UnitKind::Hamlet),
        unit("b1", Some("xa-b"), UnitKind::Hamlet),
    ])
}

pub fn plan(id: &str, unit: &UnitId) -> Fact {
    let node = |n: usize| Node {
        id: format!("{id}-{n}").as_str().into(),
        plan: id.into(),
        parent: None,
        position: (n as i64).into(),
        label: None,
        text: format!("Việc {n}"),
        body: match n {
            3 => NodeBody::Target(Target::default()),
            _ => NodeBody::Task(Task::default()),
        },
        edits: Default::default(),
    };
    Fact::PlanCreated(PlanCreated {
        plan: Plan {
            id: id.into(),
            unit: unit.clone(),
            title: id.into(),
            ..Plan::default()
        },
        nodes: (0..4).map(node).collect(),
    })
}

fn person(id: &str, role: Role, unit: &str) -> Person {
    Person {
        id: id.into(),
        login: id.into(),
        name: id.into(),
        post: String::new(),
        grants: vec![Grant {
            role,
            unit: unit.into(),
        }],
    }
}
