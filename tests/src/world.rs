//! The small world of the tests: a province of two communes with hamlets, and a plan of two tasks.

use model::{
    assignment::{Duty, Status, TaskUpdate},
    clock::Millis,
    plan::{Node, NodeBody, NodeField, Plan, Task},
    record::{Assigned, Commented, Fact, NodeFieldSet, PlanCreated, Unassigned},
    schedule::Schedule,
    unit::{MapCell, Unit, UnitKind},
};

/// 8 o'clock on 2 March 2026 in Việt Nam.
pub const MORNING: Millis = 1_772_413_200_000;
pub const DAY: Millis = 24 * 60 * 60 * 1000;

/// Parents before children.
pub fn units() -> Vec<Unit> {
    let unit = |id: &str, name: &str, kind, parent: Option<&str>| Unit {
        id: id.into(),
        code: Some(format!("ma-{id}")),
        kind,
        name: name.to_owned(),
        parent: parent.map(Into::into),
        ..Unit::default()
    };
    let cell = |unit: Unit, column| Unit {
        cell: Some(MapCell { column, row: 0 }),
        ..unit
    };
    vec![
        unit("tinh", "Tỉnh Thử", UnitKind::Province, None),
        cell(unit("xa-a", "Xã A", UnitKind::Commune, Some("tinh")), 0),
        cell(unit("xa-b", "Xã B", UnitKind::Commune, Some("tinh")), 1),
        cell(unit("xom-1", "Xóm 1", UnitKind::Hamlet, Some("xa-a")), 0),
        cell(unit("xom-2", "Xóm 2", UnitKind::Hamlet, Some("xa-a")), 1),
        unit(
            "phong-a",
            "Phòng Văn hóa - Xã hội",
            UnitKind::Office,
            Some("xa-a"),
        ),
        cell(unit("xom-9", "Xóm 9", UnitKind::Hamlet, Some("xa-b")), 0),
    ]
}

/// A plan `id` of a unit with a heading and two tasks, "{id}-lop" due in March 2026 and
/// "{id}-loa" without an end.
pub fn plan(id: &str, unit: &str) -> Fact {
    let node = |name: &str, parent: Option<&str>, text: &str, body| Node {
        id: format!("{id}-{name}").as_str().into(),
        plan: id.into(),
        parent: parent.map(|parent| format!("{id}-{parent}").as_str().into()),
        position: Default::default(),
        label: None,
        text: text.to_owned(),
        body,
        edits: Default::default(),
    };
    let task = |words: &str| {
        NodeBody::Task(Task {
            schedule: Schedule::read(words),
            ..Task::default()
        })
    };
    Fact::PlanCreated(PlanCreated {
        plan: Plan {
            id: id.into(),
            unit: unit.into(),
            title: format!("Kế hoạch {id}"),
            ..Plan::default()
        },
        nodes: vec![
            node("phan", None, "Nhiệm vụ", NodeBody::Section),
            node("lop", Some("phan"), "Mở lớp học", task("Tháng 3/2026")),
            node("loa", Some("phan"), "Phát thanh", task("Thường xuyên")),
        ],
    })
}

pub fn assigned(task: &str, duty: Duty) -> Fact {
    Fact::Assigned(Assigned {
        task: task.into(),
        duty,
    })
}

pub fn unassigned(task: &str) -> Fact {
    Fact::Unassigned(Unassigned { task: task.into() })
}

pub fn updated(task: &str, status: Status) -> Fact {
    Fact::TaskUpdated(TaskUpdate {
        task: task.into(),
        status,
        ..TaskUpdate::default()
    })
}

pub fn commented(node: &str, text: &str) -> Fact {
    Fact::Commented(Commented {
        node: node.into(),
        text: text.to_owned(),
        mentions: Vec::new(),
    })
}

pub fn renamed(node: &str, text: &str) -> Fact {
    let field = NodeField::Text(text.to_owned());
    Fact::NodeFieldSet(NodeFieldSet::new(node.into(), field))
}
