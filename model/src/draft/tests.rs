//! A draft changes as a person says, and nothing else.

use super::*;
use crate::{
    assignment::Duty, id::IdMaker, import, plan::is_well_formed, problem::Code, reading::reading,
    testing::named, unit::UnitKind,
};

const TEXT: &str = "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG LÚA\nSố: 12/KH-UBND\nĐồng Lúa, ngày 05 tháng 02 năm 2026\n\
    KẾ HOẠCH\nMở lớp kỹ năng số\n\nCăn cứ Quyết định số 3/QĐ-UBND ngày 01/02/2026 của UBND tỉnh;\n\n\
    I. MỤC TIÊU\n1. 80% người dân biết dùng dịch vụ công.\n\
    II. NHIỆM VỤ\n1. Mở lớp buổi tối.\n- Đơn vị chủ trì: Phòng VH & XH.\n- Thời gian: Tháng 10/2026.\n\
    2. Phát loa hằng tuần.\n3. Tổng kết.\n- Đơn vị chủ trì: Ban Cầu nối số.\n";

fn tree() -> UnitTree {
    UnitTree::new([
        named("tinh", None, UnitKind::Province, "Tỉnh Bến Hoa"),
        named("x", Some("tinh"), UnitKind::Commune, "Xã Đồng Lúa"),
        named(
            "vhxh",
            Some("x"),
            UnitKind::Office,
            "Phòng Văn hóa - Xã hội",
        ),
        named("ca", Some("x"), UnitKind::Police, "Công an xã"),
    ])
}

fn draft() -> Draft {
    let mut count = 0;
    let random = move || {
        count += 1;
        [count; 10]
    };
    let read = import::read(TEXT).unwrap();
    Draft::from(reading(
        &read,
        &"x".into(),
        &tree(),
        &mut IdMaker { now_ms: 1, random },
    ))
}

/// The nodes in order: depth, label, beginning of the text.
fn shape(draft: &Draft) -> Vec<String> {
    let nodes = draft.nodes.iter().zip(draft.depths());
    nodes
        .map(|(node, depth)| {
            let words: Vec<_> = node.text.split(' ').take(3).collect();
            let label = node.label.as_deref().unwrap_or("-");
            format!("{}{label} {}", ">".repeat(depth), words.join(" "))
        })
        .collect()
}

fn id(draft: &Draft, beginning: &str) -> NodeId {
    let node = draft
        .nodes
        .iter()
        .find(|node| node.text.starts_with(beginning));
    node.unwrap_or_else(|| panic!("no node {beginning}"))
        .id
        .clone()
}

fn node<'a>(draft: &'a Draft, id: &NodeId) -> Option<&'a Node> {
    draft.nodes.iter().find(|node| node.id == *id)
}

fn change(draft: &mut Draft, change: Change) {
    draft.apply(&change, &tree()).unwrap();
}

#[test]
fn a_draft_begins_as_it_was_read() {
    let draft = draft();
    assert_eq!(
        shape(&draft),
        [
            "- Căn cứ Quyết",
            "I MỤC TIÊU",
            ">1 80% người dân",
            "II NHIỆM VỤ",
            ">1 Mở lớp buổi",
            ">2 Phát loa hằng",
            ">3 Tổng kết.",
        ]
    );
    assert_eq!(draft.lines[&id(&draft, "Mở lớp")], 13);
}

#[test]
fn nodes_move_with_what_stands_under_them() {
    let mut draft = draft();
    let (aims, first, second) = (
        id(&draft, "MỤC TIÊU"),
        id(&draft, "Mở lớp"),
        id(&draft, "Phát loa"),
    );
    let go = |draft: &mut Draft, node: &NodeId, to| {
        let node = node.clone();
        change(draft, Change::Move { node, to });
    };
    go(&mut draft, &second, Direction::Up);
    go(&mut draft, &first, Direction::In);
    go(&mut draft, &aims, Direction::Down);
    assert_eq!(
        shape(&draft)[1..],
        [
            "II NHIỆM VỤ",
            ">2 Phát loa hằng",
            ">>1 Mở lớp buổi",
            ">3 Tổng kết.",
            "I MỤC TIÊU",
            ">1 80% người dân",
        ]
    );
    go(&mut draft, &second, Direction::Out);
    // The topmost stays where it is.
    go(&mut draft, &second, Direction::Out);
    assert_eq!(
        shape(&draft)[1..5],
        [
            "II NHIỆM VỤ",
            ">3 Tổng kết.",
            "2 Phát loa hằng",
            ">1 Mở lớp buổi"
        ]
    );
    assert!(is_well_formed(&draft.plan, &draft.nodes));
}

#[test]
fn tasks_are_joined_and_parted() {
    let mut draft = draft();
    let (first, second) = (id(&draft, "Mở lớp"), id(&draft, "Phát loa"));
    change(&mut draft, Change::Merge { node: second });
    let joined = node(&draft, &first).unwrap();
    assert_eq!(joined.text, "Mở lớp buổi tối. Phát loa hằng tuần.");
    assert_eq!(joined.task().unwrap().lead, ["Phòng VH & XH"]);
    let split = Change::Split {
        node: first,
        first: "Mở lớp buổi tối.".into(),
        second: " Phát loa hằng tuần.".into(),
        id: NodeId::default(),
    };
    change(&mut draft, split.identified(|| "moi".to_owned()));
    assert_eq!(
        shape(&draft)[4..],
        [">1 Mở lớp buổi", ">- Phát loa hằng", ">3 Tổng kết."]
    );
    assert_eq!(draft.lines[&"moi".into()], 13);
}

#[test]
fn a_heading_that_goes_leaves_what_stood_under_it() {
    let mut draft = draft();
    let node = id(&draft, "NHIỆM VỤ");
    change(&mut draft, Change::Remove { node });
    assert_eq!(shape(&draft)[3], "1 Mở lớp buổi");
    assert!(is_well_formed(&draft.plan, &draft.nodes));
}

#[test]
fn a_node_is_rewritten_by_its_form() {
    let mut draft = draft();
    let place = draft.place(&id(&draft, "Phát loa")).unwrap();
    let form = NodeForm {
        lead: "Công an xã; Các phòng, ban".into(),
        time: "trước ngày 20/11/2026".into(),
        actions: "Viết bài\n\nĐọc bài".into(),
        ..NodeForm::of(&draft.nodes[place])
    };
    change(&mut draft, Change::Node(form.clone()));
    let task = draft.nodes[place].task().unwrap();
    assert_eq!(task.lead, ["Công an xã", "Các phòng, ban"]);
    assert_eq!(task.schedule.words(), "trước 20/11/2026");
    assert_eq!(task.actions, ["Viết bài", "Đọc bài"]);
    // As a target it has a number; what is no number is refused and changes nothing.
    let target = NodeForm {
        body: "target".into(),
        value: "996 ngàn".into(),
        unit: "người".into(),
        year: "2026".into(),
        comparator: "gte".into(),
        ..form
    };
    let broken = NodeForm {
        value: "nhiều".into(),
        ..target.clone()
    };
    let before = draft.clone();
    assert!(draft.apply(&Change::Node(broken), &tree()).is_err());
    assert_eq!(draft, before);
    change(&mut draft, Change::Node(target));
    assert_eq!(draft.nodes[place].target().unwrap().value, Some(996_000.0));
}

#[test]
fn every_node_reads_back_from_its_own_form() {
    let draft = draft();
    for node in &draft.nodes {
        assert_eq!(&NodeForm::of(node).read_into(node).unwrap(), node);
    }
    let form = DocumentForm::of(&draft.plan);
    assert_eq!(form.read_into(&draft.plan).unwrap(), draft.plan);
}

#[test]
fn many_tasks_get_their_units_and_time_at_once() {
    let mut draft = draft();
    let nodes = vec![id(&draft, "Phát loa"), id(&draft, "Tổng kết")];
    let units = Change::Units {
        nodes: nodes.clone(),
        duty: Duty::Lead,
        names: "Công an xã".into(),
    };
    change(&mut draft, units);
    let words = "Năm 2026".into();
    change(
        &mut draft,
        Change::Time {
            nodes: nodes.clone(),
            words,
        },
    );
    for node in &nodes {
        let task = tests::node(&draft, node).unwrap().task().unwrap();
        assert_eq!(task.lead, ["Công an xã"]);
        assert_eq!(task.schedule.raw, "Năm 2026");
    }
    let heading = vec![nodes[0].clone(), id(&draft, "NHIỆM VỤ")];
    let wrong = Change::Time {
        nodes: heading,
        words: "Năm 2027".into(),
    };
    let before = draft.clone();
    let refused = draft.apply(&wrong, &tree()).unwrap_err();
    assert_eq!((refused.code, &draft), (Code::NotATask, &before));
}

#[test]
fn doubts_go_when_they_are_answered_or_seen() {
    let mut draft = draft();
    let codes = |draft: &Draft| -> Vec<String> {
        let doubts = draft.open_doubts().into_iter();
        doubts.map(|doubt| doubt.warning.code.clone()).collect()
    };
    let all = codes(&draft);
    assert!(all.contains(&"lead_missing".to_owned()), "{all:?}");
    let node = id(&draft, "Phát loa");
    let doubt = draft
        .open_doubts()
        .into_iter()
        .find(|doubt| doubt.warning.code == "lead_missing");
    assert_eq!(doubt.and_then(|doubt| doubt.node), Some(&node));
    let units = Change::Units {
        nodes: vec![node],
        duty: Duty::Lead,
        names: "Công an xã".into(),
    };
    change(&mut draft, units);
    assert_eq!(codes(&draft).len(), all.len() - 1);
    let doubt = draft.open_doubts()[0].place;
    change(&mut draft, Change::See { doubt });
    assert_eq!(codes(&draft).len(), all.len() - 2);
    let beyond = Change::See { doubt: 99 };
    assert!(draft.apply(&beyond, &tree()).is_err());
}

#[test]
fn a_slip_is_mended_where_it_stands() {
    let mut draft = draft();
    let node = id(&draft, "Mở lớp");
    let place = draft.place(&node).unwrap();
    draft.nodes[place].text = "Mở lớp về chuyên đổi số.".into();
    draft.warnings.push(Warning {
        line: draft.lines[&node],
        code: "slip".into(),
        fix: Some(import::Fix {
            written: "chuyên đổi".into(),
            meant: "chuyển đổi".into(),
        }),
        ..Warning::default()
    });
    let doubt = draft.warnings.len() - 1;
    change(&mut draft, Change::Fix { doubt });
    assert_eq!(draft.nodes[place].text, "Mở lớp về chuyển đổi số.");
    assert!(draft.seen.contains(&doubt));
    // There is nothing to write instead of what is missing.
    let missing = draft.open_doubts()[0].place;
    let refused = draft.apply(&Change::Fix { doubt: missing }, &tree());
    assert!(refused.is_err());
}

#[test]
fn a_name_that_a_person_matches_is_remembered() {
    let mut draft = draft();
    let name = || "Ban Cầu nối số".to_owned();
    let before = draft.confirm(&tree());
    assert_eq!(before.assignments.len(), 1);
    assert!(before.units.is_empty());
    let units = vec!["ca".into()];
    let matched = Change::Match {
        name: name(),
        units,
    };
    change(&mut draft, matched);
    let after = draft.confirm(&tree());
    assert_eq!(after.assignments.len(), 2);
    assert_eq!(after.units.len(), 1);
    assert_eq!(after.units[0].aliases, ["Ban Cầu nối số"]);
    let outside = Change::Match {
        name: name(),
        units: vec!["tinh".into()],
    };
    let refused = draft.apply(&outside, &tree()).unwrap_err();
    assert_eq!(refused.code, Code::UnitOutsidePlan);
}

#[test]
fn a_unit_made_on_the_spot_comes_with_the_plan() {
    let mut draft = draft();
    let new = Change::NewUnit {
        name: "Ban Cầu nối số".into(),
        unit: "Ban Cầu nối số xã Đồng Lúa".into(),
        of_kind: UnitKind::Other,
        id: UnitId::default(),
    };
    change(&mut draft, new.identified(|| "ban".to_owned()));
    let confirmed = draft.confirm(&tree());
    let unit = &confirmed.units[0];
    assert_eq!(unit.name, "Ban Cầu nối số xã Đồng Lúa");
    assert_eq!(unit.parent, Some("x".into()));
    let given = (id(&draft, "Tổng kết"), UnitId::from("ban"));
    assert!(confirmed.assignments.iter().any(|(key, _)| *key == given));
    // A commune is not for a commune's officer to make.
    let commune = Change::NewUnit {
        name: "X".into(),
        unit: "Xã Mới".into(),
        of_kind: UnitKind::Commune,
        id: "moi".into(),
    };
    assert!(draft.apply(&commune, &tree()).is_err());
    // A unit that nothing stands for is not made.
    let units = Vec::new();
    let name = "Ban Cầu nối số".into();
    change(&mut draft, Change::Match { name, units });
    assert!(draft.confirm(&tree()).units.is_empty());
}

#[test]
fn one_assignment_a_task_and_unit_in_the_stronger_duty() {
    let mut draft = draft();
    let nodes = vec![id(&draft, "Mở lớp")];
    let units = Change::Units {
        nodes,
        duty: Duty::Coordinator,
        names: "Phòng Văn hóa - Xã hội; Công an xã".into(),
    };
    change(&mut draft, units);
    let task = id(&draft, "Mở lớp");
    let given: Vec<_> = (draft.confirm(&tree()).assignments.into_iter())
        .filter(|((of, _), _)| *of == task)
        .map(|((_, unit), duty)| (unit.0, duty))
        .collect();
    assert_eq!(
        given,
        [
            ("ca".to_owned(), Duty::Coordinator),
            ("vhxh".to_owned(), Duty::Lead)
        ]
    );
}

/// Any series of moves, joins, splits and removals leaves a well-formed outline in reading order.
#[test]
fn an_outline_stays_well_formed_whatever_is_done_to_it() {
    for seed in 1..=60_u64 {
        let mut draft = draft();
        let mut state = seed;
        let mut roll = |n: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            usize::try_from(state >> 33).unwrap() % n
        };
        for step in 0..40 {
            if draft.nodes.is_empty() {
                break;
            }
            let node = draft.nodes[roll(draft.nodes.len())].id.clone();
            let id = NodeId::new(format!("n{step}"));
            let next = match roll(8) {
                0 => Change::Merge { node },
                1 => Change::Remove { node },
                2 => Change::Add {
                    after: node,
                    body: "task".into(),
                    id,
                },
                3 => Change::Split {
                    node,
                    first: "a".into(),
                    second: "b".into(),
                    id,
                },
                other => Change::Move {
                    node,
                    to: [
                        Direction::Up,
                        Direction::Down,
                        Direction::In,
                        Direction::Out,
                    ][other - 4],
                },
            };
            let _ = draft.apply(&next, &tree());
            assert!(
                is_well_formed(&draft.plan, &draft.nodes),
                "seed {seed}, step {step}: {next:?}"
            );
            let ordered = crate::plan::in_reading_order(&draft.nodes);
            let ordered: Vec<_> = ordered.iter().map(|(_, node)| &node.id).collect();
            let kept: Vec<_> = draft.nodes.iter().map(|node| &node.id).collect();
            assert_eq!(ordered, kept, "seed {seed}, step {step}: {next:?}");
        }
    }
}

#[test]
fn changes_travel_as_they_are() {
    let split = serde_json::json!({
        "kind": "split", "node": "a", "first": "x", "second": "y",
    });
    let change: Change = serde_json::from_value(split).unwrap();
    assert!(matches!(change, Change::Split { .. }));
    let form = serde_json::json!({ "kind": "node", "id": "a", "body": "task", "text": "Mở lớp" });
    let change: Change = serde_json::from_value(form).unwrap();
    let again: Change = serde_json::from_value(serde_json::to_value(&change).unwrap()).unwrap();
    assert_eq!(again, change);
}
