use super::*;
use crate::{
    clock::Stamp,
    fold::State,
    person::{Grant, Person, Role},
    plan::{NodeEdits, editing::Editing},
    record::{Fact, PlanCreated, Record},
    unit::{Unit, UnitKind, UnitTree},
};
use chrono::NaiveDate;

struct World {
    tree: UnitTree,
    state: State,
    n_records: i64,
}

impl World {
    fn new() -> Self {
        let commune = Unit {
            id: "xa".into(),
            kind: UnitKind::Commune,
            ..Unit::default()
        };
        let mut world = Self {
            tree: UnitTree::new([commune]),
            state: State::default(),
            n_records: 0,
        };
        let plan = Plan {
            id: "k".into(),
            unit: "xa".into(),
            title: "Kế hoạch".into(),
            ..Plan::default()
        };
        let node = |id: &str, body| Node {
            id: id.into(),
            plan: "k".into(),
            parent: None,
            position: 0.into(),
            label: None,
            text: id.into(),
            body,
            edits: NodeEdits::default(),
        };
        let target = Target {
            year: Some(2026),
            value: Some(80.0),
            unit: Some("%".into()),
            comparator: crate::plan::Comparator::Gte,
            ..Target::default()
        };
        let nodes = vec![
            node("muc", NodeBody::Section),
            node("so", NodeBody::Target(target)),
            node("viec", NodeBody::Task(Task::default())),
        ];
        world.keep("a", None, Fact::PlanCreated(PlanCreated { plan, nodes }));
        world
    }

    fn keep(&mut self, by: &str, replaces: Option<RecordId>, fact: Fact) {
        self.n_records += 1;
        self.state.apply(&Record {
            id: format!("r{}", self.n_records).as_str().into(),
            unit: "xa".into(),
            by: by.into(),
            device: "d".into(),
            made_at: Stamp::at(self.n_records),
            replaces,
            fact,
        });
    }

    fn see(&self, role: Role) -> Option<EditingView> {
        let person = Person {
            id: "p".into(),
            grants: vec![Grant {
                role,
                unit: "xa".into(),
            }],
            ..Person::default()
        };
        let sight = Sight {
            person: &person,
            tree: &self.tree,
            state: &self.state,
            today: NaiveDate::default(),
        };
        EditingView::new(sight, &"k".into(), |id| Some(id.as_str().to_uppercase()))
    }

    fn step(&mut self, step: Step) {
        let editing = Editing::new(&self.state, &"k".into()).unwrap();
        let intent = editing.step(step, None, None);
        self.keep("a", intent.replaces, intent.fact);
    }
}

#[test]
fn each_role_is_offered_what_it_may_do_at_each_stage() {
    let mut world = World::new();
    let offers = |world: &World, role| {
        let head = world.see(role).unwrap().head;
        (head.may_write, head.steps)
    };
    assert_eq!(offers(&world, Role::Officer), (true, vec![Step::Submitted]));
    assert_eq!(offers(&world, Role::Leader), (false, vec![Step::Signed]));
    assert_eq!(offers(&world, Role::Field), (false, vec![]));
    world.step(Step::Submitted);
    assert_eq!(offers(&world, Role::Officer), (false, vec![Step::Returned]));
    let both = vec![Step::Returned, Step::Signed];
    assert_eq!(offers(&world, Role::Leader), (false, both));
    world.step(Step::Signed);
    let begin = (false, vec![Step::AmendmentBegun]);
    assert_eq!(offers(&world, Role::Officer), begin);
    let last = world.see(Role::Officer).unwrap().head.last.unwrap();
    assert_eq!((last.step, last.by.name.as_str()), (Step::Signed, "A"));
}

#[test]
fn rows_say_what_a_target_promises_and_what_a_task_lacks() {
    let view = World::new().see(Role::Officer).unwrap();
    let row = |id: &str| view.row(&id.into()).unwrap();
    assert_eq!(row("so").facts, "ít nhất 80 %, năm 2026");
    assert_eq!(row("viec").marks, [Mark::Leaderless, Mark::Timeless]);
    assert_ne!(row("so").print(), row("viec").print());
}

#[test]
fn a_dispute_names_both_and_says_places_in_words() {
    let mut world = World::new();
    let place = |parent: Option<&str>| {
        NodeField::Place(crate::plan::Place {
            parent: parent.map(NodeId::from),
            position: 5.into(),
        })
    };
    let editing = Editing::new(&world.state, &"k".into()).unwrap();
    let one = editing
        .set(&"viec".into(), vec![place(Some("muc"))])
        .unwrap();
    let other = editing.set(&"viec".into(), vec![place(None)]).unwrap();
    for (by, intents) in [("b", one), ("c", other)] {
        for intent in intents {
            world.keep(by, intent.replaces, intent.fact);
        }
    }
    let view = world.see(Role::Officer).unwrap();
    let said: Vec<_> = view.disputes[0]
        .claims
        .iter()
        .map(|claim| (claim.by.name.as_str(), claim.words.as_str()))
        .collect();
    assert_eq!(said, [("C", "ở cấp ngoài cùng"), ("B", "trong “muc”")]);
    assert_eq!(view.row(&"viec".into()).unwrap().marks[0], Mark::Disputed);
}
