use super::*;
use crate::{
    assignment::{Status, TaskUpdate},
    clock::Stamp,
    plan::{NodeBody, NodeField, Task},
    record::{Assigned, NodeFieldSet, PlanCreated, Unassigned},
};

fn record(id: &str, at: i64, unit: &str, fact: Fact) -> Record {
    Record {
        id: id.into(),
        unit: unit.into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: None,
        fact,
    }
}

fn plan_created() -> Record {
    let node = Node {
        id: "t".into(),
        plan: "k".into(),
        parent: None,
        position: Default::default(),
        label: Some("1".into()),
        text: "Mở lớp".into(),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    let plan = Plan {
        id: "k".into(),
        unit: "x".into(),
        title: "K".into(),
        ..Plan::default()
    };
    record(
        "r0",
        1,
        "x",
        Fact::PlanCreated(PlanCreated {
            plan,
            nodes: vec![node],
        }),
    )
}

fn assigned(id: &str, at: i64, unit: &str, duty: Duty) -> Record {
    record(
        id,
        at,
        unit,
        Fact::Assigned(Assigned {
            task: "t".into(),
            duty,
        }),
    )
}

fn updated(id: &str, at: i64, unit: &str, status: Status) -> Record {
    let update = TaskUpdate {
        task: "t".into(),
        status,
        ..TaskUpdate::default()
    };
    record(id, at, unit, Fact::TaskUpdated(update))
}

fn log() -> Vec<Record> {
    let field = NodeField::Text("Mở lớp buổi tối".into());
    vec![
        plan_created(),
        assigned("r1", 2, "x1", Duty::Implementer),
        assigned("r2", 2, "x2", Duty::Lead),
        updated("r3", 3, "x1", Status::Doing),
        updated("r4", 5, "x1", Status::Done),
        updated("r5", 4, "x2", Status::Doing),
        record(
            "r6",
            6,
            "x2",
            Fact::Unassigned(Unassigned { task: "t".into() }),
        ),
        record(
            "r7",
            7,
            "x",
            Fact::NodeFieldSet(NodeFieldSet::new("t".into(), field)),
        ),
    ]
}

fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> State {
    let mut state = State::default();
    records.into_iter().for_each(|record| state.apply(record));
    state
}

#[test]
fn the_log_amounts_to_plan_assignments_and_progress() {
    let state = fold(&log());
    assert_eq!(state.nodes[&NodeId::from("t")].text, "Mở lớp buổi tối");
    let current: Vec<_> = state.current_assignments().collect();
    assert_eq!(current.len(), 1);
    assert_eq!(current[0].progress.status(), Status::Done);
}

#[test]
fn any_order_and_any_repetition_give_the_same_state() {
    let log = log();
    let expected = fold(&log);
    // Every rotation, forwards and backwards, and each with the whole log once more behind it.
    for turn in 0..log.len() {
        let mut turned = log.clone();
        turned.rotate_left(turn);
        assert_eq!(fold(&turned), expected, "turned by {turn}");
        assert_eq!(
            fold(turned.iter().rev()),
            expected,
            "turned by {turn}, backwards"
        );
        assert_eq!(
            fold(turned.iter().chain(&log)),
            expected,
            "turned by {turn}, twice"
        );
    }
}

#[test]
fn progress_survives_being_taken_back_and_given_again() {
    let mut state = fold(&log());
    state.apply(&assigned("r8", 8, "x2", Duty::Implementer));
    let assignment = &state.assignments[&("t".into(), "x2".into())];
    assert_eq!(assignment.duty, Some(Duty::Implementer));
    assert_eq!(assignment.progress.status(), Status::Doing);
}

#[test]
fn what_a_unit_says_waits_for_the_task_alone() {
    let taken_back = Fact::Unassigned(Unassigned { task: "t".into() });
    let log = [
        plan_created(),
        updated("r1", 3, "x1", Status::Doing),
        record("r2", 2, "x1", taken_back),
    ];
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 2, 0],
        [1, 0, 2],
        [2, 1, 0],
        [2, 0, 1],
    ];
    for order in orders {
        assert_eq!(fold(order.map(|n| &log[n])), fold(&log), "{order:?}");
    }
}
