use super::*;
use crate::{
    assignment::TaskUpdate,
    plan::{NodeBody, Plan},
    record::{Assigned, ClassAssigned, Fact, PlanCreated, Record, Unassigned},
    testing::unit,
    unit::{Life, Unit},
};

/// A commune with so many hamlets and an office, beside another commune with one.
fn tree(n_hamlets: usize) -> UnitTree {
    let hamlets = (1..=n_hamlets).map(|n| unit(&format!("xom-{n}"), Some("xa"), UnitKind::Hamlet));
    UnitTree::new(hamlets.chain([
        unit("tinh", None, UnitKind::Province),
        unit("xa", Some("tinh"), UnitKind::Commune),
        unit("phong", Some("xa"), UnitKind::Office),
        unit("xa-b", Some("tinh"), UnitKind::Commune),
        unit("xom-b", Some("xa-b"), UnitKind::Hamlet),
    ]))
}

fn record(number: i64, unit: &str, fact: Fact) -> Record {
    Record {
        id: format!("r{number:02}").as_str().into(),
        unit: unit.into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(number),
        replaces: None,
        fact,
    }
}

fn plan() -> Record {
    let node = Node {
        id: "t".into(),
        plan: "k".into(),
        parent: None,
        position: Default::default(),
        label: None,
        text: "Mở lớp".into(),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    let plan = Plan {
        id: "k".into(),
        unit: "xa".into(),
        ..Plan::default()
    };
    let nodes = vec![node];
    record(0, "xa", Fact::PlanCreated(PlanCreated { plan, nodes }))
}

fn to_class(number: i64, duty: Option<Duty>) -> Record {
    let fact = ClassAssigned {
        task: "t".into(),
        class: UnitKind::Hamlet,
        duty,
    };
    record(number, "xa", Fact::ClassAssigned(fact))
}

fn to_one(number: i64, unit: &str, duty: Duty) -> Record {
    let fact = Assigned {
        task: "t".into(),
        duty,
    };
    record(number, unit, Fact::Assigned(fact))
}

fn from_one(number: i64, unit: &str) -> Record {
    let fact = Unassigned { task: "t".into() };
    record(number, unit, Fact::Unassigned(fact))
}

fn says(number: i64, unit: &str) -> Record {
    let update = TaskUpdate {
        task: "t".into(),
        percent: Some(40),
        ..TaskUpdate::default()
    };
    record(number, unit, Fact::TaskUpdated(update))
}

fn fold(records: &[Record]) -> State {
    let mut state = State::default();
    records.iter().for_each(|record| state.apply(record));
    state
}

fn who(records: &[Record], tree: &UnitTree) -> Vec<(String, Duty)> {
    let state = fold(records);
    let mut who: Vec<_> = standing(&state, tree, today())
        .map(|given| (given.unit.to_string(), given.duty.unwrap()))
        .collect();
    who.sort();
    for (unit, duty) in &who {
        let of = standing_of(&state, tree, &"t".into(), &unit.as_str().into(), today());
        assert_eq!(of.and_then(|given| given.duty), Some(*duty), "{unit}");
    }
    who
}

use Duty::{Implementer, Lead};

fn today() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

#[test]
fn a_hamlet_that_is_no_more_has_nothing_through_its_class() {
    let state = fold(&[plan(), to_class(1, Some(Implementer))]);
    let ended = |id: &str, until: &str| Unit {
        life: Life {
            until: Some(until.parse().unwrap()),
            ..Life::default()
        },
        ..unit(id, Some("xa"), UnitKind::Hamlet)
    };
    let more = [
        ended("xom-cu", "2026-11-20"),
        ended("xom-sap-nhap", "2026-12-01"),
    ];
    let units: Vec<_> = tree(1).iter().cloned().chain(more).collect();
    let who: Vec<_> = standing(&state, &UnitTree::new(units), today())
        .map(|given| given.unit.to_string())
        .collect();
    assert_eq!(who, ["xom-1", "xom-sap-nhap"]);
}

#[test]
fn a_hamlet_that_is_added_later_has_the_task_too() {
    let records = [plan(), to_class(1, Some(Implementer))];
    let given = |n| (format!("xom-{n}"), Implementer);
    assert_eq!(who(&records, &tree(2)), [given(1), given(2)]);
    assert_eq!(who(&records, &tree(3)), [given(1), given(2), given(3)]);
    let state = fold(&records);
    for unit in ["xa", "phong", "xom-b", "tinh"] {
        assert_eq!(
            standing_of(&state, &tree(2), &"t".into(), &unit.into(), today()),
            None
        );
    }
}

#[test]
fn of_class_and_single_word_the_later_counts() {
    let one = |n: i64, duty| (format!("xom-{n}"), duty);
    let records = [
        plan(),
        to_one(1, "xom-1", Lead),
        to_class(2, Some(Implementer)),
        to_one(3, "xom-2", Lead),
        from_one(4, "xom-3"),
    ];
    let expected = [one(1, Implementer), one(2, Lead)];
    assert_eq!(who(&records, &tree(3)), expected);
    let again = [&records[..], &[to_class(5, Some(Implementer))]].concat();
    let all = [1, 2, 3].map(|n| one(n, Implementer));
    assert_eq!(who(&again, &tree(3)), all);
    let taken_back = [&again[..], &[to_class(6, None), to_one(7, "xom-2", Lead)]].concat();
    assert_eq!(who(&taken_back, &tree(3)), [one(2, Lead)]);
}

#[test]
fn progress_stays_with_the_unit_in_whatever_order_records_come() {
    let records = [
        plan(),
        to_class(1, Some(Implementer)),
        says(2, "xom-1"),
        from_one(3, "xom-1"),
        to_class(4, Some(Implementer)),
    ];
    let expected = fold(&records);
    let given = standing_of(&expected, &tree(1), &"t".into(), &"xom-1".into(), today()).unwrap();
    assert_eq!(given.progress.percent(), Some(40));
    assert_eq!(given.set_at, Stamp::at(4));
    for shift in 0..records.len() {
        let mut shifted = records.to_vec();
        shifted.rotate_left(shift);
        assert_eq!(fold(&shifted), expected, "{shift}");
        shifted.reverse();
        assert_eq!(fold(&shifted), expected, "{shift} reversed");
    }
}
