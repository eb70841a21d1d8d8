use super::*;
use crate::{
    indicator::{Goal, TargetLink},
    plan::{NodeBody, NodeEdits, Task},
    schedule::Schedule,
};

fn node(id: &str, text: &str, body: NodeBody) -> Node {
    Node {
        id: id.into(),
        plan: id.split('-').next().unwrap_or_default().into(),
        parent: None,
        position: 0.into(),
        label: None,
        text: text.into(),
        body,
        edits: NodeEdits::default(),
    }
}

fn task(id: &str, time: &str) -> Node {
    let task = Task {
        schedule: Schedule::read(time),
        ..Task::default()
    };
    node(id, id, NodeBody::Task(task))
}

fn target(id: &str, year: i32, value: f64, indicator: Option<&str>) -> Node {
    let target = Target {
        year: (year > 0).then_some(year),
        comparator: Comparator::Gte,
        value: Some(value),
        unit: Some("%".into()),
        link: indicator.map(|indicator| TargetLink {
            indicator: indicator.into(),
            goal: Goal::Rate,
            asks: Vec::new(),
        }),
        ..Target::default()
    };
    node(id, id, NodeBody::Target(target))
}

fn naming(superior: &[&str], mut node: Node) -> Node {
    node.edits.carries_out = superior.iter().map(|id| NodeId::from(*id)).collect();
    node
}

fn withdrawn(mut node: Node) -> Node {
    node.edits.withdrawn = true;
    node
}

/// Each demand with what covers it: "own" by name, "=own" by the same measure, with "<" where its
/// number is the weaker one and ">" where it is due later.
fn told(superior: &[Node], own: &[Node]) -> Vec<String> {
    let (superior, own) = (Outline::new(superior), Outline::new(own));
    let covers = |demand: &Demand| {
        let covers = demand.by.iter().map(|cover| {
            let sign = if cover.is_named { "" } else { "=" };
            let short = match cover.short {
                Some(Short::Weaker) => "<",
                Some(Short::Later) => ">",
                None => "",
            };
            format!(" {sign}{}{short}", cover.node.id)
        });
        format!("{}:{}", demand.row.node.id, covers.collect::<String>())
    };
    cover(&superior, &own).iter().map(covers).collect()
}

#[test]
fn a_demand_is_covered_by_what_names_it_or_measures_the_same() {
    let t = || task("s-t", "Tháng 6/2026");
    let m = || target("s-m", 2026, 80.0, Some("vneid"));
    let cases: Vec<(&str, Node, Vec<Node>, &str)> = vec![
        ("nothing", t(), vec![task("k-t", "")], "s-t:"),
        (
            "named",
            t(),
            vec![naming(&["s-t"], task("k-t", ""))],
            "s-t: k-t",
        ),
        (
            "named by two",
            t(),
            vec![
                naming(&["s-x", "s-t"], task("k-1", "Tháng 5/2026")),
                naming(&["s-t"], task("k-2", "Tháng 7/2026")),
            ],
            "s-t: k-1 k-2>",
        ),
        (
            "withdrawn",
            t(),
            vec![withdrawn(naming(&["s-t"], task("k-t", "")))],
            "s-t:",
        ),
        (
            "a heading",
            t(),
            vec![naming(&["s-t"], node("k-h", "", NodeBody::Section))],
            "s-t:",
        ),
        (
            "a task by a target",
            t(),
            vec![naming(&["s-t"], target("k-m", 2026, 1.0, None))],
            "s-t: k-m",
        ),
        (
            "measured",
            m(),
            vec![target("k-m", 2026, 80.0, Some("vneid"))],
            "s-m: =k-m",
        ),
        (
            "measured, weaker",
            m(),
            vec![target("k-m", 2026, 70.0, Some("vneid"))],
            "s-m: =k-m<",
        ),
        (
            "another year",
            m(),
            vec![target("k-m", 2027, 90.0, Some("vneid"))],
            "s-m:",
        ),
        (
            "no year",
            m(),
            vec![target("k-m", 0, 90.0, Some("vneid"))],
            "s-m: =k-m",
        ),
        (
            "another measure",
            m(),
            vec![target("k-m", 2026, 90.0, Some("lop"))],
            "s-m:",
        ),
        (
            "no measure on either side",
            target("s-m", 2026, 80.0, None),
            vec![target("k-m", 2026, 80.0, None)],
            "s-m:",
        ),
        (
            "named in another year is no weaker",
            m(),
            vec![naming(&["s-m"], target("k-m", 2027, 10.0, None))],
            "s-m: k-m",
        ),
    ];
    for (case, demand, own, expected) in cases {
        assert_eq!(told(&[demand], &own), [expected], "{case}");
    }
}

#[test]
fn what_the_superior_plan_withdrew_is_asked_of_nobody_and_counts_add_up() {
    let superior = [
        task("s-1", ""),
        withdrawn(task("s-2", "")),
        target("s-3", 2026, 80.0, None),
        node("s-4", "", NodeBody::Paragraph),
        task("s-5", ""),
    ];
    let own = [naming(&["s-1", "s-2", "s-3"], task("k-1", ""))];
    let (superior, own) = (Outline::new(&superior), Outline::new(&own));
    let demands = cover(&superior, &own);
    let tally = Tally::new(&demands);
    let expected = Tally {
        n_tasks: 2,
        n_tasks_covered: 1,
        n_targets: 1,
        n_targets_covered: 1,
    };
    assert_eq!((tally, tally.n_open()), (expected, 1));
}

#[test]
fn the_likely_ones_come_first() {
    let own = [
        node("k-1", "Tập huấn cán bộ", NodeBody::Task(Task::default())),
        node(
            "k-2",
            "Mở lớp học tại thôn, xóm",
            NodeBody::Task(Task::default()),
        ),
        node(
            "k-3",
            "Số lớp học mở tại thôn, xóm",
            NodeBody::Target(Target::default()),
        ),
    ];
    let demand = node(
        "s-1",
        "Các xã mở lớp học cộng đồng",
        NodeBody::Task(Task::default()),
    );
    let outline = Outline::new(&own);
    let likely: Vec<_> = likely(&demand, &outline)
        .into_iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(likely, ["k-2", "k-1", "k-3"]);
}
