use super::{
    assigning::Assigning,
    figures::{self, FiguresQuery, FiguresView, Scope},
    map::MapView,
    me::Me,
    plan::{PlanList, PlanView},
    query::{MapQuery, TaskQuery},
    task::{Signed, TaskView},
    task_list::{TaskList, Urgency},
    today::Today,
    *,
};
use crate::{
    assignment::{Duty, Status, TaskUpdate},
    clock::{Stamp, start_of_day},
    id::{PersonId, UnitId},
    indicator::{Dimension, Goal, TargetLink},
    period::Period,
    person::{Grant, Role},
    plan::{Node, NodeBody, NodeField, Plan, Target, Task},
    record::{Assigned, Commented, Fact, NodeAdded, NodeFieldSet, PlanCreated, Record},
    schedule::Schedule,
    status::Cell,
    unit::{MapCell, Unit, UnitKind},
};
use serde::{Serialize, de::DeserializeOwned};

mod following;
mod parts;
mod reports;
mod versions;

/// A province with two communes; commune A has two hamlets, an office, and a plan of four tasks.
struct World {
    tree: UnitTree,
    state: State,
    log: Vec<Signed>,
}

const TODAY: &str = "2026-11-20";

impl World {
    fn new() -> Self {
        let tree = UnitTree::new([
            unit("tinh", None, UnitKind::Province, "Tỉnh"),
            unit("xa-a", Some("tinh"), UnitKind::Commune, "Xã A"),
            unit("xa-b", Some("tinh"), UnitKind::Commune, "Xã B"),
            unit("xom-1", Some("xa-a"), UnitKind::Hamlet, "Xóm 1"),
            unit("xom-2", Some("xa-a"), UnitKind::Hamlet, "Xóm 2"),
            unit(
                "vhxh",
                Some("xa-a"),
                UnitKind::Office,
                "Phòng Văn hóa - Xã hội",
            ),
        ]);
        let mut world = Self {
            tree,
            state: State::default(),
            log: Vec::new(),
        };
        let tasks = [
            ("t1", "Mở lớp học cộng đồng", "Tháng 10/2026"),
            (
                "t2",
                "Rà soát điện thoại thông minh",
                "Trước ngày 25/11/2026",
            ),
            ("t3", "Tuyên truyền trên loa", "Thường xuyên"),
            ("t4", "Tổng kết phong trào", "Tháng 12/2026"),
        ];
        let nodes = tasks
            .iter()
            .enumerate()
            .map(|(position, (id, text, time))| task(id, text, time, position));
        let plan = Plan {
            id: "k".into(),
            unit: "xa-a".into(),
            title: "Kế hoạch A".into(),
            ..Plan::default()
        };
        let made = Fact::PlanCreated(PlanCreated {
            plan,
            nodes: nodes.collect(),
        });
        world.add("r01", "2026-09-01", "xa-a", made);
        for (id, task, unit) in [
            ("r02", "t1", "xom-1"),
            ("r03", "t1", "xom-2"),
            ("r04", "t2", "xom-1"),
            ("r05", "t3", "xom-1"),
        ] {
            world.add(id, "2026-09-01", unit, assigned(task, Duty::Implementer));
        }
        world.add("r06", "2026-09-01", "vhxh", assigned("t1", Duty::Lead));
        world.add(
            "r07",
            "2026-10-20",
            "xom-2",
            updated("t1", Status::Done, 100),
        );
        world.add(
            "r08",
            "2026-11-10",
            "xom-1",
            updated("t3", Status::Doing, 40),
        );
        let comment = Commented {
            node: "t1".into(),
            text: "Nên mở buổi tối.".into(),
            mentions: Vec::new(),
        };
        world.add("r09", "2026-11-11", "xa-a", Fact::Commented(comment));
        world
    }

    fn add(&mut self, id: &str, day: &str, unit: &str, fact: Fact) {
        let record = Record {
            id: id.into(),
            unit: unit.into(),
            by: "p".into(),
            device: "d".into(),
            made_at: Stamp::at(start_of_day(day.parse().unwrap()) + 8 * 3_600_000),
            replaces: None,
            fact,
        };
        self.state.apply(&record);
        self.log.push(Signed {
            record,
            by: "Lê Na".into(),
            carried_by: None,
        });
    }

    fn sight<'a>(&'a self, person: &'a Person) -> Sight<'a> {
        Sight {
            person,
            tree: &self.tree,
            state: &self.state,
            today: TODAY.parse().unwrap(),
        }
    }

    fn about(&self, task: &str) -> Vec<Signed> {
        let is_about = |signed: &&Signed| signed.record.fact.node() == Some(&task.into());
        self.log.iter().filter(is_about).cloned().collect()
    }
}

fn unit(id: &str, parent: Option<&str>, kind: UnitKind, name: &str) -> Unit {
    Unit {
        id: id.into(),
        code: Some(format!("code-{id}")),
        parent: parent.map(UnitId::from),
        kind,
        name: name.into(),
        cell: kind.is_place().then_some(MapCell { column: 0, row: 0 }),
        ..Unit::default()
    }
}

fn task(id: &str, text: &str, time: &str, position: usize) -> Node {
    Node {
        id: id.into(),
        plan: "k".into(),
        parent: None,
        position: i64::try_from(position).unwrap().into(),
        label: Some((position + 1).to_string()),
        text: text.into(),
        body: NodeBody::Task(Task {
            schedule: Schedule::read(time),
            ..Task::default()
        }),
        edits: Default::default(),
    }
}

fn assigned(task: &str, duty: Duty) -> Fact {
    Fact::Assigned(Assigned {
        task: task.into(),
        duty,
    })
}

fn updated(task: &str, status: Status, percent: u8) -> Fact {
    Fact::TaskUpdated(TaskUpdate {
        task: task.into(),
        status,
        percent: Some(percent),
        ..TaskUpdate::default()
    })
}

fn person(role: Role, unit: &str) -> Person {
    Person {
        id: "p".into(),
        login: "p".into(),
        name: "Lê Na".into(),
        post: String::new(),
        grants: vec![Grant {
            role,
            unit: unit.into(),
        }],
    }
}

fn labels(rows: &[task_list::TaskRow]) -> Vec<&str> {
    rows.iter().map(|row| row.task.as_str()).collect()
}

#[test]
fn a_hamlet_s_day_shows_its_own_tasks_by_urgency() {
    let (world, hamlet) = (World::new(), person(Role::Field, "xom-1"));
    let today = Today::new(world.sight(&hamlet), &[]);
    let groups: Vec<_> = today
        .groups
        .iter()
        .map(|group| (group.urgency, labels(&group.rows)))
        .collect();
    assert_eq!(
        groups,
        [
            (Urgency::Overdue, vec!["t1"]),
            (Urgency::DueSoon, vec!["t2"]),
            (Urgency::Open, vec!["t3"]),
        ]
    );
    assert_eq!(today.n_unassigned, 0, "a hamlet assigns nothing");
    assert_eq!(
        today.groups[0].rows[0].cells.total(),
        1,
        "the neighbour's work is not counted"
    );
}

#[test]
fn the_officer_is_told_what_nobody_has_been_given() {
    let (world, officer) = (World::new(), person(Role::Officer, "xa-a"));
    let today = Today::new(world.sight(&officer), &[]);
    assert_eq!(today.n_unassigned, 1);
    assert_eq!(today.cells.total(), 5);
}

#[test]
fn the_list_finds_words_without_accents_and_counts_before_the_cell_filter() {
    let (world, officer) = (World::new(), person(Role::Officer, "xa-a"));
    let list = |query: TaskQuery| TaskList::new(world.sight(&officer), query);
    let found = list(TaskQuery {
        text: "lop hoc".into(),
        ..TaskQuery::default()
    });
    assert_eq!(labels(&found.rows), ["t1"]);
    let steady = list(TaskQuery {
        cell: Some(Cell::Steady),
        ..TaskQuery::default()
    });
    assert_eq!(labels(&steady.rows), ["t3"]);
    assert_eq!(steady.cells.total(), 3);
    let in_hamlet = list(TaskQuery {
        unit: Some("xom-2".into()),
        ..TaskQuery::default()
    });
    assert_eq!(labels(&in_hamlet.rows), ["t1"]);
    assert_eq!(in_hamlet.rows[0].cells.count(Cell::DoneOnTime), 1);
    assert_eq!(in_hamlet.rows[0].percent, Some(100));
    let past_the_end = list(TaskQuery {
        page: usize::MAX,
        ..TaskQuery::default()
    });
    assert!(past_the_end.rows.is_empty());
    assert_eq!(past_the_end.n_rows, 3);
}

#[test]
fn a_task_shows_a_hamlet_its_own_part_and_everyone_s_comments() {
    let (world, hamlet) = (World::new(), person(Role::Field, "xom-1"));
    let view = TaskView::new(world.sight(&hamlet), &"t1".into(), &world.about("t1"), &[]).unwrap();
    assert_eq!(view.assignments.len(), 1);
    assert!(view.assignments[0].may_update && !view.assignments[0].may_unassign);
    let kinds: Vec<_> = view.history.iter().map(|event| event.fact.kind()).collect();
    assert_eq!(kinds, ["commented", "assigned"]);
    assert!(!view.may_assign);
}

#[test]
fn what_was_brought_for_another_says_by_whom() {
    let (world, officer) = (World::new(), person(Role::Officer, "xa-a"));
    let mut log = world.about("t1");
    let brought = log.last_mut().unwrap();
    brought.carried_by = Some("Vi Thị Hoa".into());
    let id = brought.record.id.clone();
    let view = TaskView::new(world.sight(&officer), &"t1".into(), &log, &[]).unwrap();
    for event in view.history {
        let carrier = (event.record == id).then_some("Vi Thị Hoa");
        assert_eq!(event.carried_by.as_deref(), carrier);
        assert_eq!(event.by, "Lê Na");
    }
}

#[test]
fn the_officer_sees_every_unit_s_part() {
    let (world, officer) = (World::new(), person(Role::Officer, "xa-a"));
    let view = TaskView::new(world.sight(&officer), &"t1".into(), &world.about("t1"), &[]).unwrap();
    let units: Vec<_> = view
        .assignments
        .iter()
        .map(|given| given.unit.id.as_str())
        .collect();
    assert_eq!(
        units,
        ["vhxh", "xom-1", "xom-2"],
        "leads first, then the worst"
    );
    assert_eq!(view.assignments[2].by.as_deref(), Some("Lê Na"));
    assert!(view.may_assign);
}

#[test]
fn nothing_of_a_commune_is_shown_to_its_neighbour() {
    let (world, neighbour) = (World::new(), person(Role::Officer, "xa-b"));
    let sight = world.sight(&neighbour);
    assert!(TaskView::new(sight, &"t1".into(), &world.about("t1"), &[]).is_none());
    assert!(PlanView::new(sight, &"k".into()).is_none());
    assert!(Assigning::new(sight, &"k".into()).is_none());
    assert!(PlanList::new(sight).plans.is_empty());
    assert_eq!(TaskList::new(sight, TaskQuery::default()).n_rows, 0);
    let map = MapQuery {
        unit: Some("xa-a".into()),
        ..MapQuery::default()
    };
    assert!(MapView::new(sight, map).is_none());
}

#[test]
fn a_plan_counts_its_tasks_and_what_is_left_to_give() {
    let (world, officer) = (World::new(), person(Role::Officer, "xa-a"));
    let view = PlanView::new(world.sight(&officer), &"k".into()).unwrap();
    assert_eq!((view.n_tasks, view.n_unassigned), (4, 1));
    assert_eq!(view.entries[0].leads, ["Phòng Văn hóa - Xã hội"]);
    assert_eq!(view.entries[0].n_units, 3);
}

#[test]
fn tasks_are_given_to_units_below_the_plan_and_below_oneself() {
    let world = World::new();
    let units = |person: &Person| -> Option<Vec<String>> {
        let assigning = Assigning::new(world.sight(person), &"k".into())?;
        Some(assigning.units.into_iter().map(|unit| unit.id.0).collect())
    };
    let below = vec!["xa-a", "xom-1", "xom-2", "vhxh"];
    assert_eq!(units(&person(Role::Officer, "xa-a")).unwrap(), below);
    assert_eq!(units(&person(Role::Officer, "tinh")).unwrap(), below);
    assert_eq!(units(&person(Role::Field, "xom-1")), None);
    assert_eq!(units(&person(Role::Viewer, "tinh")), None);
}

#[test]
fn the_map_colours_communes_and_narrows_to_the_chosen_one() {
    let (world, viewer) = (World::new(), person(Role::Viewer, "tinh"));
    let query = MapQuery {
        chosen: Some("code-xa-a".into()),
        ..MapQuery::default()
    };
    let map = MapView::new(world.sight(&viewer), query).unwrap();
    assert_eq!(map.period, Period::Quarter(2026, 4));
    let shares: Vec<_> = map
        .areas
        .iter()
        .map(|area| (area.unit.id.as_str(), area.share_on_time))
        .collect();
    // Of five, xom-2 is done in time, t2 is open, t3 steady; t1 is overdue in xom-1 and vhxh.
    assert_eq!(shares, [("xa-a", Some(60)), ("xa-b", None)]);
    assert_eq!((map.areas[0].n_units, map.areas[0].n_heard), (3, 2));
    let chosen = map.chosen.unwrap();
    let parts: Vec<_> = chosen
        .areas
        .iter()
        .map(|area| area.unit.id.as_str())
        .collect();
    assert_eq!(parts, ["xom-1", "xom-2", "vhxh"]);
    assert_eq!(chosen.n_tasks, 3);
}

#[test]
fn a_period_that_is_over_is_judged_on_its_last_day() {
    let (world, viewer) = (World::new(), person(Role::Viewer, "tinh"));
    let query = MapQuery {
        period: Some(Period::Month(2026, 9)),
        ..MapQuery::default()
    };
    let mut state = State::default();
    let ended = start_of_day("2026-10-01".parse().unwrap());
    for signed in world
        .log
        .iter()
        .filter(|signed| signed.record.made_at.millis < ended)
    {
        state.apply(&signed.record);
    }
    let sight = Sight {
        state: &state,
        ..world.sight(&viewer)
    };
    let map = MapView::new(sight, query).unwrap();
    assert_eq!(map.as_of, "2026-09-30".parse().unwrap());
    assert_eq!(map.total.count(Cell::OpenOverdue), 0);
}

#[test]
fn the_map_of_someone_in_an_office_is_that_of_the_commune() {
    let (world, clerk) = (World::new(), person(Role::Field, "vhxh"));
    let map = MapView::new(world.sight(&clerk), MapQuery::default()).unwrap();
    assert_eq!(map.unit.id, "xa-a".into());
    assert_eq!(
        map.total.total(),
        5,
        "counts are open to those who work in the commune"
    );
    let chosen = MapQuery {
        chosen: Some("xom-1".into()),
        ..MapQuery::default()
    };
    let map = MapView::new(world.sight(&clerk), chosen).unwrap();
    assert_eq!(
        map.chosen.unwrap().n_tasks,
        0,
        "what a neighbour's tasks say is not"
    );
}

#[test]
fn me_is_a_person_with_a_place() {
    let world = World::new();
    let me = Me::new(&person(Role::Field, "xom-1"), &world.tree).unwrap();
    assert_eq!(me.unit.name, "Xóm 1");
    assert_eq!(me.above.len(), 2);
    let nobody = Person {
        grants: Vec::new(),
        ..person(Role::Field, "xom-1")
    };
    assert!(Me::new(&nobody, &world.tree).is_none());
}

/// Phones read with less code than the server writes with; both must mean the same.
#[test]
fn a_phone_reads_every_view_as_the_server_wrote_it() {
    fn travels<T>(view: T)
    where
        T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        let text = serde_json::to_string(&view).unwrap();
        assert_eq!(crate::json::parse::<T>(&text).as_ref(), Ok(&view), "{text}");
    }
    let world = World::new();
    let (officer, viewer) = (person(Role::Officer, "xa-a"), person(Role::Viewer, "tinh"));
    let sight = world.sight(&officer);
    travels(Me::new(&officer, &world.tree).unwrap());
    travels(Today::new(sight, &[]));
    for shape in query::Shape::ALL {
        let query = TaskQuery {
            shape,
            plan: Some("k".into()),
            ..TaskQuery::default()
        };
        travels(TaskList::new(sight, query));
    }
    travels(TaskView::new(sight, &"t1".into(), &world.about("t1"), &[]).unwrap());
    travels(PlanList::new(sight));
    travels(PlanView::new(sight, &"k".into()).unwrap());
    travels(Assigning::new(sight, &"k".into()).unwrap());
    let query = MapQuery {
        chosen: Some("xa-a".into()),
        ..MapQuery::default()
    };
    travels(MapView::new(world.sight(&viewer), query).unwrap());
}

#[test]
fn figures_show_where_a_unit_stands_and_read_back_as_they_are() {
    let mut world = World::new();
    for (id, unit, numerator) in [("r20", "xom-1", 30), ("r21", "xa-a", 70)] {
        let said = crate::figure::FigureReported {
            indicator: "vneid".into(),
            as_of: "2026-11-10".parse().unwrap(),
            numerator: Some(numerator),
            denominator: Some(100),
            ..Default::default()
        };
        world.add(id, "2026-11-11", unit, Fact::FigureReported(said));
    }
    let officer = person(Role::Officer, "xa-a");
    let sight = world.sight(&officer);
    let query = FiguresQuery {
        indicator: Some("vneid".into()),
        ..FiguresQuery::default()
    };
    let scope = Scope::new(sight, &query).unwrap();
    let totals = figures::totals(sight, &scope);
    let name = |_: &PersonId| Some("Lê Na".to_owned());
    let view = FiguresView::new(sight, query, &totals, name).unwrap();
    let line = view.chosen().unwrap();
    assert_eq!(line.value.numerator, Some(30));
    assert_eq!((line.value.n_units, line.value.n_due), (1, 2));
    assert_eq!(line.own.as_ref().unwrap().numerator, Some(70));
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| (row.unit.id.as_str(), row.is_beside))
        .collect();
    assert_eq!(rows, [("xa-a", true), ("xom-1", false), ("xom-2", false)]);
    let text = serde_json::to_string(&view).unwrap();
    assert_eq!(crate::json::parse(&text).as_ref(), Ok(&view), "{text}");
}

/// The target "t-cs" of the plan "k", which its officer links.
fn target_of(world: &mut World, asks: Vec<Dimension>) {
    let node = Node {
        id: "t-cs".into(),
        plan: "k".into(),
        parent: None,
        position: Default::default(),
        label: None,
        text: "Trên 60% người trưởng thành được xác nhận trên VNeID".into(),
        body: NodeBody::Target(Target::default()),
        edits: Default::default(),
    };
    world.add(
        "r30",
        "2026-11-01",
        "xa-a",
        Fact::NodeAdded(NodeAdded { node }),
    );
    let link = TargetLink {
        indicator: "vneid".into(),
        goal: Goal::Rate,
        asks,
    };
    let field = NodeField::Link(Some(link));
    let set = NodeFieldSet::new("t-cs".into(), field);
    world.add("r31", "2026-11-02", "xa-a", Fact::NodeFieldSet(set));
}

#[test]
fn parts_that_a_plan_asks_for_stand_beside_the_whole_and_missing_is_not_zero() {
    let mut world = World::new();
    let figure = |world: &mut World, id: &str, unit: &str, part: Option<&str>, numerator| {
        let said = crate::figure::FigureReported {
            indicator: "vneid".into(),
            part: part.map(str::to_owned),
            as_of: "2026-11-10".parse().unwrap(),
            numerator: Some(numerator),
            denominator: Some(100),
            ..Default::default()
        };
        world.add(id, "2026-11-11", unit, Fact::FigureReported(said));
    };
    figure(&mut world, "r20", "xom-1", None, 30);
    figure(&mut world, "r21", "xom-1", Some("female"), 0);
    figure(&mut world, "r22", "xom-2", Some("female"), 12);
    figure(&mut world, "r23", "xom-2", Some("ethnic_minority"), 9);
    let officer = person(Role::Officer, "xa-a");
    let view = |world: &World| {
        let sight = world.sight(&officer);
        let query = FiguresQuery {
            indicator: Some("vneid".into()),
            ..FiguresQuery::default()
        };
        let scope = Scope::new(sight, &query).unwrap();
        let totals = figures::totals(sight, &scope);
        FiguresView::new(sight, query, &totals, |_| None).unwrap()
    };
    // Nobody asks: what was given is kept, and not shown.
    assert_eq!(view(&world).parts, []);
    target_of(&mut world, vec![Dimension::Sex]);
    let view = view(&world);
    let told = |parts: &[figures::PartValue]| {
        let told = parts.iter().map(|part| {
            let value = &part.value;
            (
                part.name.clone(),
                value.numerator,
                value.n_units,
                value.n_due,
            )
        });
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        told(&view.parts),
        [
            ("Nữ".to_owned(), Some(12), 2, 2),
            ("Nam".to_owned(), None, 0, 2)
        ]
    );
    let of = |unit: &str| {
        let area = view.areas.iter().find(|area| area.unit.id.as_str() == unit);
        told(&area.unwrap().parts)[0].1
    };
    assert_eq!((of("xom-1"), of("xom-2")), (Some(0), Some(12)));
    let row = |unit: &str| view.rows.iter().find(|row| row.unit.id.as_str() == unit);
    let accounts = &row("xom-2").unwrap().parts;
    let parts: Vec<_> = accounts.iter().map(|one| one.part.as_str()).collect();
    assert_eq!(parts, ["female", "male"]);
    assert_eq!(accounts[0].account.history().len(), 1);
    let text = serde_json::to_string(&view).unwrap();
    assert_eq!(crate::json::parse(&text).as_ref(), Ok(&view), "{text}");
    // Whoever takes the target out of the plan asks for nothing any more.
    let gone = NodeFieldSet::new("t-cs".into(), NodeField::Withdrawn(true));
    world.add("r32", "2026-11-12", "xa-a", Fact::NodeFieldSet(gone));
    let sight = world.sight(&officer);
    let scope = Scope::new(sight, &FiguresQuery::default()).unwrap();
    let totals = figures::totals(sight, &scope);
    let view = FiguresView::new(sight, FiguresQuery::default(), &totals, |_| None).unwrap();
    assert_eq!(view.targets, []);
    assert!(view.rows.iter().all(|row| row.apart.is_empty()));
}
