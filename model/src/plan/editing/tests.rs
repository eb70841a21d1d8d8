use super::*;
use crate::{
    plan::{NodeBody, NodeEdits, Stage, Step, Task},
    record::{PlanCreated, Record},
    schedule::Schedule,
};

fn node(id: &str, parent: Option<&str>, position: i64, label: Option<&str>) -> Node {
    Node {
        id: id.into(),
        plan: "k".into(),
        parent: parent.map(NodeId::from),
        position: position.into(),
        label: label.map(str::to_owned),
        text: id.into(),
        body: NodeBody::Section,
        edits: NodeEdits::default(),
    }
}

struct Desk {
    state: State,
    n_records: i64,
}

impl Desk {
    fn new(nodes: Vec<Node>) -> Self {
        let plan = Plan {
            id: "k".into(),
            unit: "x".into(),
            ..Plan::default()
        };
        let mut desk = Self {
            state: State::default(),
            n_records: 0,
        };
        desk.keep(vec![Intent {
            replaces: None,
            after: None,
            fact: Fact::PlanCreated(PlanCreated { plan, nodes }),
        }]);
        desk
    }

    fn editing(&self) -> Editing<'_> {
        Editing::new(&self.state, &"k".into()).unwrap()
    }

    fn keep(&mut self, intents: Vec<Intent>) {
        for intent in intents {
            self.n_records += 1;
            self.state.apply(&Record {
                id: format!("r{:03}", self.n_records).as_str().into(),
                unit: "x".into(),
                by: "p".into(),
                device: "d".into(),
                made_at: Stamp::at(self.n_records),
                replaces: intent.replaces,
                fact: intent.fact,
            });
        }
    }

    fn told(&self) -> Vec<(usize, String)> {
        let outline = self.editing().outline;
        let rows = outline.rows();
        rows.map(|row| (row.depth, row.node.text.clone())).collect()
    }
}

fn rows(told: &[(usize, &str)]) -> Vec<(usize, String)> {
    told.iter()
        .map(|(depth, text)| (*depth, (*text).to_owned()))
        .collect()
}

fn desk() -> Desk {
    Desk::new(vec![
        node("a", None, 1, Some("I")),
        node("a1", Some("a"), 2, Some("1")),
        node("a2", Some("a"), 3, Some("2")),
        node("b", None, 4, Some("II")),
    ])
}

#[test]
fn nodes_are_written_parted_joined_and_moved() {
    let mut desk = desk();
    let id = |id: &str| NodeId::from(id);
    let intents = desk
        .editing()
        .split(&id("a1"), "Mở lớp", "Phát loa", id("n1"))
        .unwrap();
    desk.keep(intents);
    let intents = desk.editing().indent(&id("a2")).unwrap();
    desk.keep(intents);
    let expected = [
        (0, "a"),
        (1, "Mở lớp"),
        (1, "Phát loa"),
        (2, "a2"),
        (0, "b"),
    ];
    assert_eq!(desk.told(), rows(&expected));
    let intents = desk.editing().move_up(&id("n1")).unwrap();
    desk.keep(intents);
    let intents = desk.editing().outdent(&id("a2")).unwrap();
    desk.keep(intents);
    let expected = [
        (0, "a"),
        (1, "Phát loa"),
        (1, "a2"),
        (1, "Mở lớp"),
        (0, "b"),
    ];
    assert_eq!(desk.told(), rows(&expected));
    let intents = desk.editing().join(&id("a2")).unwrap();
    desk.keep(intents);
    assert_eq!(
        desk.told(),
        rows(&[(0, "a"), (1, "Phát loa a2"), (1, "Mở lớp"), (0, "b")])
    );
    let intents = desk.editing().move_down(&id("a")).unwrap();
    desk.keep(intents);
    assert_eq!(desk.told()[0].1, "b");
    let into_itself = desk.editing().move_to(&id("a"), Some(&id("n1")), None);
    assert_eq!(into_itself.unwrap_err().code, Code::NodeMalformed);
}

#[test]
fn joining_with_the_heading_leaves_what_stood_below_in_its_place() {
    let mut desk = Desk::new(vec![
        node("a", None, 1, None),
        node("b", Some("a"), 1, None),
        node("b1", Some("b"), 1, None),
        node("b2", Some("b"), 2, None),
        node("c", Some("a"), 2, None),
    ]);
    let intents = desk.editing().join(&"b".into()).unwrap();
    desk.keep(intents);
    assert_eq!(
        desk.told(),
        rows(&[(0, "a b"), (1, "b1"), (1, "b2"), (1, "c")])
    );
}

#[test]
fn there_is_room_between_two_that_stand_at_the_same_place() {
    let mut desk = Desk::new(vec![
        node("a", None, 1, None),
        node("b", None, 1, None),
        node("c", None, 1, None),
        node("d", None, 2, None),
    ]);
    let intents = desk
        .editing()
        .write_after(Some(&"a".into()), None, "n".into())
        .unwrap();
    desk.keep(intents);
    let order: Vec<_> = desk
        .editing()
        .outline
        .rows()
        .map(|row| row.node.id.0.clone())
        .collect();
    assert_eq!(order, ["a", "n", "b", "c", "d"]);
}

#[test]
fn withdrawing_a_heading_and_restoring_it_takes_what_is_under_it_along() {
    let mut desk = desk();
    let intents = desk.editing().withdraw(&"a1".into()).unwrap();
    desk.keep(intents);
    let intents = desk.editing().withdraw(&"a".into()).unwrap();
    assert_eq!(intents.len(), 2);
    desk.keep(intents);
    assert_eq!(desk.told(), rows(&[(0, "b")]));
    let intents = desk.editing().restore(&"a".into()).unwrap();
    desk.keep(intents);
    assert!(desk.told().contains(&(0, "a".to_owned())));
}

#[test]
fn numbers_follow_the_rules_of_documents_or_stay_as_written() {
    let mut nodes = vec![
        node("p", None, 1, Some("III")),
        node("q", Some("p"), 1, Some("5.")),
    ];
    for (n, letter) in ["a", "b", "c", "d", "e", "f"].iter().enumerate() {
        nodes.push(node(&format!("q{n}"), Some("q"), n as i64, Some(letter)));
    }
    nodes.push(node("dash", Some("p"), 2, Some("-")));
    nodes.push(node("bare", Some("p"), 3, None));
    let mut desk = Desk::new(nodes);
    let intents = desk
        .editing()
        .write_after(Some(&"dash".into()), None, "new".into())
        .unwrap();
    desk.keep(intents);
    let intents = desk.editing().renumber(Numbering::Letters);
    desk.keep(intents);
    let labels = |desk: &Desk| -> Vec<String> {
        let outline = desk.editing().outline;
        let labels = outline
            .rows()
            .map(|row| row.node.label.clone().unwrap_or_default());
        labels.collect()
    };
    assert_eq!(
        labels(&desk),
        ["I", "1", "a", "b", "c", "d", "đ", "e", "-", "2", ""]
    );
    assert!(desk.editing().renumber(Numbering::Letters).is_empty());
    let intents = desk.editing().renumber(Numbering::Decimal);
    desk.keep(intents);
    assert_eq!(labels(&desk)[2..5], ["1.1", "1.2", "1.3"]);
}

#[test]
fn a_field_in_dispute_is_settled_by_who_has_seen_both() {
    let mut desk = desk();
    let say = |text: &str| vec![NodeField::Text(text.into())];
    let one = desk.editing().set(&"b".into(), say("Một")).unwrap();
    let other = desk.editing().set(&"b".into(), say("Hai")).unwrap();
    desk.keep(one);
    desk.keep(other);
    let rivals = |desk: &Desk| {
        desk.state.nodes[&"b".into()]
            .edits
            .fields
            .rivals("text")
            .len()
    };
    assert_eq!(rivals(&desk), 2);
    let unaware = desk.editing().set(&"b".into(), say("Ba")).unwrap();
    desk.keep(unaware);
    assert_eq!(rivals(&desk), 2);
    let chosen = desk
        .editing()
        .settle(&"b".into(), NodeField::Text("Một".into()))
        .unwrap();
    desk.keep(chosen);
    assert_eq!(rivals(&desk), 0);
    assert_eq!(desk.state.nodes[&"b".into()].text, "Một");
}

#[test]
fn what_a_node_said_as_a_task_comes_back_when_it_is_one_again() {
    let mut task = node("t", None, 1, None);
    task.body = NodeBody::Task(Task {
        schedule: Schedule::read("trước tháng 6/2026"),
        ..Task::default()
    });
    let mut desk = Desk::new(vec![task.clone()]);
    for kind in [
        crate::plan::NodeKind::Paragraph,
        crate::plan::NodeKind::Task,
    ] {
        let intents = desk
            .editing()
            .set(&"t".into(), vec![NodeField::Kind(kind)])
            .unwrap();
        desk.keep(intents);
    }
    assert_eq!(desk.state.nodes[&"t".into()].body, task.body);
}

#[test]
fn a_node_is_written_before_another() {
    let mut desk = desk();
    for (before, new) in [("a1", "n1"), ("a", "n2")] {
        let intents = desk.editing().write_before(&before.into(), new.into());
        desk.keep(intents.unwrap());
    }
    let order: Vec<_> = desk
        .editing()
        .outline
        .rows()
        .map(|row| (row.depth, row.node.id.0.clone()))
        .collect();
    assert_eq!(
        order,
        rows(&[
            (0, "n2"),
            (0, "a"),
            (1, "n1"),
            (1, "a1"),
            (1, "a2"),
            (0, "b")
        ])
    );
}

#[test]
fn whoever_began_to_type_before_another_was_done_overwrites_nothing_unseen() {
    let mut desk = desk();
    let seen = desk.state.nodes[&"b".into()].clone();
    let say = |text: &str| vec![NodeField::Text(text.into())];
    let other = desk.editing().set(&"b".into(), say("Một")).unwrap();
    desk.keep(other);
    let typed = desk.editing().set_seen(&seen, say("Hai"));
    desk.keep(typed);
    let node = &desk.state.nodes[&"b".into()];
    assert_eq!(node.edits.fields.rivals("text").len(), 2);
    assert_eq!(node.text, "Hai");
    // Another field of the same node is nobody's affair.
    let label = vec![NodeField::Label(Some("3".into()))];
    let typed = desk.editing().set_seen(&seen, label);
    desk.keep(typed);
    let node = &desk.state.nodes[&"b".into()];
    assert!(node.edits.fields.rivals("label").is_empty());
}

fn body(id: &str, parent: &str, position: i64, label: &str, body: NodeBody) -> Node {
    Node {
        body,
        ..node(id, Some(parent), position, Some(label))
    }
}

fn of_year(year: i32) -> NodeBody {
    NodeBody::Target(crate::plan::Target {
        year: Some(year),
        value: Some(80.0),
        ..Default::default()
    })
}

#[test]
fn what_is_taken_over_stands_behind_the_last_of_its_kind_and_keeps_its_link() {
    let mut desk = Desk::new(vec![
        node("m", None, 1, Some("I")),
        body("m1", "m", 1, "a", of_year(2026)),
        body("m2", "m", 2, "b", of_year(2027)),
        node("v", None, 2, Some("II")),
        body("v1", "v", 1, "2.9", NodeBody::Task(Task::default())),
        node("e", None, 3, Some("III")),
    ]);
    let theirs = |id: &str, body: NodeBody| Node {
        id: id.into(),
        plan: "s".into(),
        text: format!("Việc {id}"),
        body,
        ..node(id, None, 1, Some("X"))
    };
    let task = Task {
        schedule: Schedule::read("trước tháng 6/2026"),
        lead: vec!["Sở KH&CN".into()],
        output: Some("Lớp".into()),
        ..Task::default()
    };
    let superior = [
        theirs("s1", NodeBody::Task(task.clone())),
        theirs("s2", of_year(2026)),
        theirs("s3", NodeBody::Task(Task::default())),
        theirs("s4", of_year(2027)),
        theirs("s5", NodeBody::Section),
    ];
    let superior: Vec<_> = superior.iter().collect();
    let mut n = 0;
    let mut id = || {
        n += 1;
        NodeId::new(format!("n{n}"))
    };
    let intents = desk.editing().take_over(&superior, &mut id).unwrap();
    desk.keep(intents);
    let told: Vec<_> = desk
        .editing()
        .outline
        .rows()
        .map(|row| {
            let label = row.node.label.as_deref().unwrap_or("-");
            let links = row.node.edits.carries_out.first();
            format!(
                "{} {label} {}",
                row.node.id,
                links.map_or("", NodeId::as_str)
            )
        })
        .collect();
    let expected = [
        "m I ",
        "m1 a ",
        "n2 - s2",
        "m2 b ",
        "n4 c s4",
        "v II ",
        "v1 2.9 ",
        "n1 2.10 s1",
        "n3 2.11 s3",
        "e III ",
    ];
    assert_eq!(told, expected);
    let taken = desk.state.nodes[&"n1".into()].task().cloned().unwrap();
    assert_eq!(
        (&taken.schedule, &taken.output),
        (&task.schedule, &task.output)
    );
    assert!(taken.lead.is_empty(), "who does it is for this plan to say");
}

#[test]
fn a_link_is_made_once_and_taken_away_without_a_trace() {
    let mut desk = desk();
    for (superior, expected) in [("s1", vec!["s1"]), ("s2", vec!["s1", "s2"])] {
        let intents = desk
            .editing()
            .link(&"b".into(), &superior.into(), true)
            .unwrap();
        desk.keep(intents);
        let links = &desk.state.nodes[&"b".into()].edits.carries_out;
        assert_eq!(
            links.iter().map(NodeId::as_str).collect::<Vec<_>>(),
            expected
        );
    }
    let again = desk
        .editing()
        .link(&"b".into(), &"s2".into(), true)
        .unwrap();
    assert!(again.is_empty(), "it says so already");
    let away = desk
        .editing()
        .link(&"b".into(), &"s1".into(), false)
        .unwrap();
    desk.keep(away);
    assert_eq!(
        desk.state.nodes[&"b".into()].edits.carries_out,
        ["s2".into()]
    );
}

/// A signed plan under amendment, and as it was signed.
fn amended() -> (Desk, State) {
    let mut desk = desk();
    let signature = crate::plan::Signature::default();
    let signed = desk.editing().step(Step::Signed, None, Some(signature));
    desk.keep(vec![signed]);
    let signed = desk.state.clone();
    let begun = desk.editing().step(Step::AmendmentBegun, None, None);
    desk.keep(vec![begun]);
    (desk, signed)
}

#[test]
fn an_amendment_that_changed_nothing_is_dropped_by_one_step() {
    let (mut desk, signed) = amended();
    assert_eq!(desk.editing().n_amended(&signed), 0);
    let intents = desk.editing().drop_amendment(&signed);
    assert_eq!(intents.len(), 1);
    desk.keep(intents);
    assert_eq!(desk.state.plans[&"k".into()].stage(), Stage::Signed);
}

#[test]
fn a_plan_whose_amendment_is_dropped_says_again_what_was_signed() {
    let (mut desk, signed) = amended();
    let told = desk.told();
    let id = |id: &str| NodeId::from(id);
    // Two people who have not seen each other, a kind, a move, a new node with an old one in it.
    let say = |text: &str| vec![NodeField::Text(text.into())];
    let one = desk.editing().set(&id("a1"), say("Một")).unwrap();
    let other = desk.editing().set(&id("a1"), say("Hai")).unwrap();
    desk.keep([one, other].concat());
    let kind = vec![NodeField::Kind(crate::plan::NodeKind::Task)];
    let intents = desk.editing().set(&id("a1"), kind).unwrap();
    desk.keep(intents);
    let intents = desk.editing().write_after(Some(&id("a1")), None, id("n1"));
    desk.keep(intents.unwrap());
    let intents = desk.editing().move_to(&id("a2"), Some(&id("n1")), None);
    desk.keep(intents.unwrap());
    let intents = desk.editing().withdraw(&id("b")).unwrap();
    desk.keep(intents);
    let titled = desk.editing().set_plan(PlanField::Title("Khác".into()));
    desk.keep(titled);
    let linked = desk.editing().link(&id("a1"), &id("s1"), true).unwrap();
    desk.keep(linked);

    // The plan's title, a1, n1, a2 and b.
    assert_eq!(desk.editing().n_amended(&signed), 5);
    let intents = desk.editing().drop_amendment(&signed);
    desk.keep(intents);
    assert!(desk.editing().set_back(&signed).is_empty());
    assert_eq!(desk.told(), told);
    let (plan, node) = (&desk.state.plans[&"k".into()], &desk.state.nodes[&id("a1")]);
    assert_eq!((plan.stage(), plan.title.as_str()), (Stage::Signed, ""));
    assert!(node.edits.fields.disputed().next().is_none());
    assert_eq!(plan.versions().len(), 1);
    let links = &node.edits.carries_out;
    assert_eq!(links.len(), 1, "what it carries out was not signed");
}

#[test]
fn what_was_withdrawn_makes_room_but_not_without_end() {
    let mut desk = desk();
    let room = |desk: &Desk| {
        let plan = &desk.state.plans[&"k".into()];
        plan.has_room_for(crate::plan::PLAN_MAX_NODES - 3)
    };
    assert!(!room(&desk));
    for away in [true, false, true] {
        let editing = desk.editing();
        let intents = if away {
            editing.withdraw(&"b".into())
        } else {
            editing.restore(&"b".into())
        };
        desk.keep(intents.unwrap());
        assert_eq!(room(&desk), away);
    }
    let plan = desk.state.plans.get_mut(&"k".into()).unwrap();
    plan.edits.n_nodes = 4 * crate::plan::PLAN_MAX_NODES;
    plan.edits.n_withdrawn = plan.edits.n_nodes;
    assert!(!plan.has_room_for(1));
}

#[test]
fn several_lines_become_several_nodes_in_their_order() {
    let lines = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let mut n = 0;
    let mut id = || {
        n += 1;
        // The order of ids is not that of the lines.
        NodeId::new(format!("n{}", 9 - n))
    };
    let mut desk = desk();
    let intents = desk
        .editing()
        .write_lines(&"a1".into(), &lines(&["Một", "Hai", "Ba"]), &mut id);
    desk.keep(intents.unwrap());
    let intents = desk
        .editing()
        .write_lines(&"b".into(), &lines(&["Bốn", "Năm"]), &mut id);
    desk.keep(intents.unwrap());
    let intents = desk
        .editing()
        .write_lines(&"a".into(), &lines(&["a", "Đầu", "Sau"]), &mut id);
    desk.keep(intents.unwrap());
    let expected = [
        (0, "a"),
        (1, "Đầu"),
        (1, "Sau"),
        (1, "Một"),
        (1, "Hai"),
        (1, "Ba"),
        (1, "a2"),
        (0, "Bốn"),
        (0, "Năm"),
    ];
    assert_eq!(desk.told(), rows(&expected));
    assert_eq!(
        desk.editing().write_lines(&"b".into(), &[], &mut id),
        Ok(vec![])
    );
}
