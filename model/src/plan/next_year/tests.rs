use super::*;
use crate::{
    assignment::{ClassDuty, Duty},
    fold::State,
    plan::{Signature, Stage, Target, Task, is_well_formed},
    record::Record,
    schedule::Schedule,
    unit::UnitKind,
};

fn node(id: &str, parent: Option<&str>, position: i64, text: &str, body: NodeBody) -> Node {
    Node {
        id: id.into(),
        plan: "k".into(),
        parent: parent.map(NodeId::from),
        position: position.into(),
        label: Some(position.to_string()),
        text: text.into(),
        body,
        edits: NodeEdits::default(),
    }
}

fn plan() -> Plan {
    Plan {
        id: "k".into(),
        unit: "x".into(),
        title: "Bình dân học vụ số năm 2026".into(),
        number: Some("57".into()),
        symbol: Some("KH-UBND".into()),
        date: "2025-12-30".parse().ok(),
        years: vec![2026],
        carries_out: Some("s".into()),
        edits: PlanEdits {
            came_signed: Some(Signature::default()),
            n_nodes: 5,
            ..PlanEdits::default()
        },
        ..Plan::default()
    }
}

fn nodes() -> Vec<Node> {
    let task = Task {
        schedule: Schedule::read("trước tháng 6/2026"),
        lead: vec!["Công an xã".into()],
        note: Some("Theo Kế hoạch số 12/KH-UBND năm 2026 của tỉnh".into()),
        classes: vec![ClassDuty {
            class: UnitKind::Hamlet,
            duty: Some(Duty::Lead),
            set_at: Default::default(),
            set_by: "r".into(),
        }],
        ..Task::default()
    };
    let target = Target {
        year: Some(2026),
        value: Some(80.0),
        ..Target::default()
    };
    let mut nodes = vec![
        node("a", None, 1, "Năm 2026", NodeBody::Section),
        node("a1", Some("a"), 1, "Ít nhất 80%", NodeBody::Target(target)),
        node("b", None, 2, "Nhiệm vụ", NodeBody::Section),
        node("b1", Some("b"), 1, "Mở lớp", NodeBody::Task(task)),
        node("b2", Some("b"), 2, "Đã bỏ", NodeBody::Task(Task::default())),
    ];
    nodes[4].edits.withdrawn = true;
    nodes[3].edits.carries_out = vec!["s1".into()];
    nodes[3].edits.origin = Some(nodes[3].place());
    nodes
}

fn next(superior: Option<&Plan>) -> NextYear {
    let mut n = 0;
    NextYear::new(&plan(), &nodes(), superior, || {
        n += 1;
        format!("n{n}")
    })
}

#[test]
fn the_outline_goes_on_a_year_later_and_nothing_of_what_was_done() {
    let next = next(None);
    assert!(is_well_formed(&next.plan, &next.nodes));
    assert_eq!(next.plan.title, "Bình dân học vụ số năm 2027");
    assert_eq!((&next.plan.number, next.plan.date), (&None, None));
    assert_eq!(next.plan.symbol.as_deref(), Some("KH-UBND"));
    assert_eq!(next.plan.years, [2027]);
    assert_eq!(
        next.plan.carries_out, None,
        "who knows what the superior one will be"
    );
    let told: Vec<_> = next
        .nodes
        .iter()
        .map(|node| {
            (
                node.id.as_str(),
                node.parent.as_ref().map(NodeId::as_str),
                node.text.as_str(),
            )
        })
        .collect();
    let expected = [
        ("n2", None, "Năm 2027"),
        ("n3", Some("n2"), "Ít nhất 80%"),
        ("n4", None, "Nhiệm vụ"),
        ("n5", Some("n4"), "Mở lớp"),
    ];
    assert_eq!(told, expected);
    assert_eq!(
        next.nodes[1].target().and_then(|target| target.year),
        Some(2027)
    );
    let task = next.nodes[3].task().cloned().unwrap_or_default();
    assert_eq!(task.schedule, Schedule::read("trước tháng 6/2027"));
    assert_eq!(task.lead, ["Công an xã"]);
    assert!(task.classes.is_empty());
    assert_eq!(
        task.note.as_deref(),
        Some("Theo Kế hoạch số 12/KH-UBND năm 2026 của tỉnh")
    );
    assert_eq!(next.n_moved, 3);
}

#[test]
fn a_superior_plan_that_goes_on_keeps_its_links() {
    let superior = |years: &[i32]| Plan {
        id: "s".into(),
        years: years.to_vec(),
        ..Plan::default()
    };
    assert!(next(Some(&superior(&[2026]))).links.is_empty());
    let next = next(Some(&superior(&[2026, 2027])));
    assert_eq!(next.plan.carries_out, Some("s".into()));
    assert_eq!(next.links, [("n5".into(), vec!["s1".into()])]);
    let mut state = State::default();
    for (n, intent) in next.intents().into_iter().enumerate() {
        state.apply(&Record {
            id: format!("r{n}").as_str().into(),
            unit: "x".into(),
            by: "p".into(),
            device: "d".into(),
            made_at: crate::clock::Stamp::at(1),
            replaces: intent.replaces,
            fact: intent.fact,
        });
    }
    assert_eq!(state.plans[&"n1".into()].stage(), Stage::Draft);
    assert_eq!(state.nodes[&"n5".into()].edits.carries_out, ["s1".into()]);
}

#[test]
fn years_of_the_plan_move_and_those_of_papers_do_not() {
    let words = Words {
        first: 2026,
        last: 2027,
    };
    for (before, after) in [
        ("Năm 2026 và năm 2027", "Năm 2027 và năm 2028"),
        ("giai đoạn 2026-2027", "giai đoạn 2027-2028"),
        ("Năm học 2025 - 2026", "Năm học 2026 - 2027"),
        ("giai đoạn 2021-2025", "giai đoạn 2021-2025"),
        ("từ 20-25 lớp, 2026-2027 máy", "từ 20-25 lớp, 2026-2027 máy"),
        (
            "Ngày chuyển đổi số 10/10/2026",
            "Ngày chuyển đổi số 10/10/2027",
        ),
        ("đến hết năm 2030", "đến hết năm 2030"),
        ("từ năm 2025", "từ năm 2025"),
        (
            "Quyết định số 2026/QĐ-UBND năm 2026",
            "Quyết định số 2026/QĐ-UBND năm 2026",
        ),
        (
            "Căn cứ Luật Dữ liệu năm 2026; trong năm 2026 mở lớp",
            "Căn cứ Luật Dữ liệu năm 2026; trong năm 2027 mở lớp",
        ),
        ("cấp 2026 tài khoản", "cấp 2026 tài khoản"),
    ] {
        assert_eq!(words.later(before), after);
    }
}
