//! Following up: filters and counts, difficulties and their answers, what comes back, reminders.

use super::{
    super::{
        query::{Missing, Shape},
        reminders::{digest, reminders},
        task_list::visible_assignments,
    },
    *,
};
use crate::{
    assignment::Assignment,
    mention::Colleague,
    record::{AssignmentReplied, ClassAssigned, DifficultyAnswered, PutInCharge},
};
use std::borrow::Cow;

fn officer() -> Person {
    person(Role::Officer, "xa-a")
}

/// The world with a second section, to which the last two tasks belong.
fn in_sections() -> World {
    let mut world = World::new();
    for (id, position) in [("p1", 0), ("p2", 1)] {
        let section = Node {
            body: NodeBody::Section,
            text: format!("Phần {id}"),
            ..task(id, "", "", position)
        };
        world.state.nodes.insert(id.into(), section);
    }
    for (task, section) in [("t1", "p1"), ("t2", "p1"), ("t3", "p2"), ("t4", "p2")] {
        let node = world.state.nodes.get_mut(&task.into()).unwrap();
        node.parent = Some(section.into());
    }
    world
}

fn raise(world: &mut World, id: &str, day: &str, text: Option<&str>) {
    let update = TaskUpdate {
        task: "t3".into(),
        status: Status::Doing,
        difficulty: text.map(str::to_owned),
        ..TaskUpdate::default()
    };
    world.add(id, day, "xom-1", Fact::TaskUpdated(update));
}

fn answer(world: &mut World, id: &str, day: &str, update: &str) {
    let fact = DifficultyAnswered {
        task: "t3".into(),
        update: update.into(),
        text: "Xã cho mượn loa.".into(),
    };
    world.add(id, day, "xom-1", Fact::DifficultyAnswered(fact));
}

fn visible(sight: Sight<'_>) -> Vec<Cow<'_, Assignment>> {
    visible_assignments(sight).collect()
}

fn put_in_charge(world: &mut World, id: &str, unit: &str, task: &str, person: &str) {
    let fact = PutInCharge {
        task: task.into(),
        person: person.into(),
        name: format!("Tên {person}"),
        is_over: false,
    };
    world.add(id, "2026-11-12", unit, Fact::PutInCharge(fact));
}

fn give_hamlets(world: &mut World, id: &str, day: &str, task: &str, duty: Option<Duty>) {
    let fact = ClassAssigned {
        task: task.into(),
        class: UnitKind::Hamlet,
        duty,
    };
    world.add(id, day, "xa-a", Fact::ClassAssigned(fact));
}

#[test]
fn what_one_was_put_in_charge_of_is_marked_comes_first_and_can_be_asked_for() {
    let mut world = World::new();
    let mine = |world: &World| {
        let query = TaskQuery {
            mine: true,
            ..TaskQuery::default()
        };
        rows(world, &officer(), query)
    };
    assert!(mine(&world).is_empty());
    // Through its class, which gives the task anew.
    give_hamlets(
        &mut world,
        "r20",
        "2026-11-11",
        "t4",
        Some(Duty::Implementer),
    );
    put_in_charge(&mut world, "r21", "xom-2", "t4", "p");
    put_in_charge(&mut world, "r22", "xom-1", "t2", "khac");
    assert_eq!(mine(&world), ["t4"]);
    let list = TaskList::new(world.sight(&officer()), TaskQuery::default());
    let marked = list.rows.iter().filter(|row| row.is_mine);
    let marked: Vec<_> = marked.map(|row| row.task.as_str()).collect();
    assert_eq!(marked, ["t4"]);
    let open = list.rows.iter().filter(|row| row.urgency == Urgency::Open);
    let open: Vec<_> = open.map(|row| row.task.as_str()).collect();
    assert_eq!(open.first(), Some(&"t4"), "before what is due earlier");
    give_hamlets(&mut world, "r23", "2026-11-13", "t4", None);
    assert!(mine(&world).is_empty(), "no longer given to the hamlet");
}

#[test]
fn who_is_in_charge_is_told_to_those_who_look_into_the_unit() {
    let mut world = World::new();
    put_in_charge(&mut world, "r20", "xom-1", "t1", "lan");
    put_in_charge(&mut world, "r21", "xom-1", "t1", "an");
    let lan = Colleague {
        id: "lan".into(),
        name: "Tên lan".into(),
        unit: "xom-1".into(),
        works: true,
        ..Colleague::default()
    };
    let of = |person: &Person| {
        let sight = world.sight(person);
        let view =
            TaskView::new(sight, &"t1".into(), &world.log, std::slice::from_ref(&lan)).unwrap();
        let named = view.assignments.iter().map(|given| {
            let names = given.progress.in_charge().into_iter().map(|it| it.1);
            let names: Vec<_> = names.map(str::to_owned).collect();
            (given.unit.id.to_string(), names, given.staff.len())
        });
        named.collect::<Vec<_>>()
    };
    let one = |unit: &str, names: &[&str], n_staff| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        (unit.to_owned(), names, n_staff)
    };
    let own = one("xom-1", &["Tên an", "Tên lan"], 1);
    assert!(of(&officer()).contains(&own));
    let hamlet = of(&person(Role::Field, "xom-1"));
    assert_eq!(hamlet, [one("xom-1", &["Tên an", "Tên lan"], 0)]);
    let other = of(&person(Role::Field, "xom-2"));
    assert_eq!(other, [one("xom-2", &[], 0)]);
    let board = Assigning::new(world.sight(&officer()), &"k".into()).unwrap();
    let task = board.tasks.iter().find(|task| task.id == "t1".into());
    assert_eq!(
        task.unwrap().people_of(&"xom-1".into()),
        ["Tên an", "Tên lan"]
    );
}

#[test]
fn each_filter_leaves_what_it_says() {
    let mut world = in_sections();
    raise(&mut world, "r20", "2026-11-12", Some("Hỏng loa"));
    let officer = officer();
    let found = |query: TaskQuery| {
        let mut found: Vec<_> = rows(&world, &officer, query);
        found.sort();
        found
    };
    let all = TaskQuery::default;
    assert_eq!(found(all()), ["t1", "t2", "t3"]);
    let lead = |unit: &str| Some(unit.into());
    assert_eq!(
        found(TaskQuery {
            lead: lead("vhxh"),
            ..all()
        }),
        ["t1"]
    );
    assert_eq!(
        found(TaskQuery {
            lead: lead("xa-a"),
            ..all()
        }),
        ["t1"]
    );
    assert!(
        found(TaskQuery {
            lead: lead("xom-1"),
            ..all()
        })
        .is_empty()
    );
    let section = |id: &str| Some(id.into());
    assert_eq!(
        found(TaskQuery {
            section: section("p2"),
            ..all()
        }),
        ["t3"]
    );
    let period = |period| Some(period);
    let december = period(Period::Month(2026, 12));
    assert_eq!(
        found(TaskQuery {
            period: december,
            ..all()
        }),
        ["t3"]
    );
    let october = period(Period::Month(2026, 10));
    assert_eq!(
        found(TaskQuery {
            period: october,
            ..all()
        }),
        ["t1", "t2", "t3"]
    );
    assert_eq!(
        found(TaskQuery {
            difficulty: true,
            ..all()
        }),
        ["t3"]
    );
    let missing = |what| TaskQuery {
        missing: Some(what),
        ..all()
    };
    assert_eq!(found(missing(Missing::Lead)), ["t2", "t3", "t4"]);
    assert!(found(missing(Missing::Due)).is_empty());
}

#[test]
fn what_is_missing_is_for_those_who_can_settle_it() {
    let world = World::new();
    let hamlet = person(Role::Field, "xom-1");
    let missing = TaskQuery {
        missing: Some(Missing::Lead),
        ..TaskQuery::default()
    };
    assert!(rows(&world, &hamlet, missing.clone()).is_empty());
    assert!(rows(&world, &person(Role::Officer, "xa-b"), missing).is_empty());
}

fn rows(world: &World, person: &Person, query: TaskQuery) -> Vec<String> {
    let rows = task_list::rows(world.sight(person), &query);
    rows.into_iter().map(|row| row.task.0).collect()
}

#[test]
fn every_count_is_the_length_of_the_list_it_opens() {
    let world = in_sections();
    for person in [
        officer(),
        person(Role::Viewer, "tinh"),
        person(Role::Field, "xom-1"),
    ] {
        for cell in [None, Some(Cell::OpenOverdue)] {
            let query = TaskQuery {
                shape: Shape::Counts,
                plan: Some("k".into()),
                cell,
                ..TaskQuery::default()
            };
            let sight = world.sight(&person);
            for row in TaskList::new(sight, query.clone()).counts {
                let list = row.query(&query);
                assert!(row.cells.total() > 0 || cell.is_some(), "{}", row.name);
                for cell in Cell::ALL {
                    let query = TaskQuery {
                        cell: Some(cell),
                        ..list.clone()
                    };
                    let n_rows = TaskList::new(sight, query.clone()).n_rows;
                    let count = row.cells.count(cell) as usize;
                    if list.cell.is_none_or(|asked| asked == cell) {
                        assert_eq!(count, n_rows, "{} {query:?}", row.name);
                    }
                }
            }
        }
    }
    let officer = officer();
    let query = TaskQuery {
        shape: Shape::Counts,
        plan: Some("k".into()),
        ..TaskQuery::default()
    };
    let counts = TaskList::new(world.sight(&officer), query).counts;
    let names: Vec<_> = counts
        .iter()
        .map(|row| format!("{:?} {} {}", row.by, row.name, row.cells.total()))
        .collect();
    let expected = [
        "Unit Xóm 1 3",
        "Unit Xóm 2 1",
        "Unit Phòng Văn hóa - Xã hội 1",
        "Lead Phòng Văn hóa - Xã hội 1",
        "Section 1. Phần p1 2",
        "Section 2. Phần p2 1",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_difficulty_waits_on_the_officer_s_page_and_its_answer_comes_back_to_the_hamlet() {
    let mut world = World::new();
    raise(&mut world, "r20", "2026-11-12", Some("Hỏng loa"));
    let (officer, hamlet) = (officer(), person(Role::Field, "xom-1"));
    let today = |world: &World, person: &Person| Today::new(world.sight(person), &[]);
    let waiting = today(&world, &officer);
    assert_eq!(waiting.n_difficulties, 1);
    assert_eq!(waiting.difficulties[0].words, "Hỏng loa");
    assert_eq!(waiting.difficulties[0].n_days, 8);
    assert_eq!(
        today(&world, &hamlet).n_difficulties,
        0,
        "nobody answers the own call"
    );
    for other in [
        person(Role::Officer, "xa-b"),
        person(Role::Supervisor, "xa-a"),
    ] {
        assert_eq!(today(&world, &other).n_difficulties, 0);
    }
    answer(&mut world, "r21", "2026-11-14", "r20");
    assert_eq!(today(&world, &officer).n_difficulties, 0);
    let news = today(&world, &hamlet).answers;
    assert_eq!(news.len(), 1);
    assert_eq!(news[0].answer.as_deref(), Some("Xã cho mượn loa."));
    assert!(today(&world, &officer).answers.is_empty());
    let neighbour = person(Role::Field, "xom-2");
    assert!(today(&world, &neighbour).answers.is_empty());
    raise(&mut world, "r22", "2026-11-15", None);
    assert!(
        today(&world, &hamlet).answers.is_empty(),
        "it has gone on since"
    );
}

#[test]
fn a_task_that_is_declined_comes_back_with_its_reason() {
    let mut world = World::new();
    let fact = AssignmentReplied {
        task: "t2".into(),
        declined: Some("Xóm không có người rành máy".into()),
    };
    world.add("r20", "2026-11-12", "xom-1", Fact::AssignmentReplied(fact));
    let officer = officer();
    let declined = Today::new(world.sight(&officer), &[]).declined;
    assert_eq!(declined.len(), 1);
    assert_eq!(declined[0].words, "Xóm không có người rành máy");
    let hamlet = person(Role::Field, "xom-1");
    assert!(Today::new(world.sight(&hamlet), &[]).declined.is_empty());
    world.add(
        "r21",
        "2026-11-13",
        "xom-1",
        assigned("t2", Duty::Implementer),
    );
    assert!(
        Today::new(world.sight(&officer), &[]).declined.is_empty(),
        "given anew"
    );
}

#[test]
fn a_class_is_seen_in_every_view_as_if_each_had_been_given_the_task() {
    let mut world = World::new();
    let fact = ClassAssigned {
        task: "t4".into(),
        class: UnitKind::Hamlet,
        duty: Some(Duty::Implementer),
    };
    world.add("r20", "2026-11-12", "xa-a", Fact::ClassAssigned(fact));
    let officer = officer();
    let sight = world.sight(&officer);
    let hamlet = person(Role::Field, "xom-2");
    assert_eq!(rows(&world, &hamlet, TaskQuery::default()), ["t4", "t1"]);
    let view = TaskView::new(world.sight(&hamlet), &"t4".into(), &world.about("t4"), &[]).unwrap();
    assert!(view.assignments[0].may_update && view.assignments[0].is_unanswered);
    assert_eq!(Today::new(sight, &[]).n_unassigned, 0);
    let plan = PlanView::new(sight, &"k".into()).unwrap();
    assert_eq!(plan.entries[3].n_units, 2);
    let viewer = person(Role::Viewer, "tinh");
    let map = MapView::new(world.sight(&viewer), MapQuery::default()).unwrap();
    assert_eq!(map.total.total(), 7);
    let other = person(Role::Officer, "xa-b");
    assert!(rows(&world, &other, TaskQuery::default()).is_empty());
}

#[test]
fn units_are_reminded_the_worst_first_and_in_a_text_for_a_message() {
    let world = World::new();
    let officer = officer();
    let sight = world.sight(&officer);
    let reminders = reminders(sight, &visible(sight));
    let units: Vec<_> = reminders
        .iter()
        .map(|r| {
            (
                r.unit.id.as_str(),
                r.overdue.len(),
                r.soon.len(),
                r.silent.len(),
            )
        })
        .collect();
    assert_eq!(units, [("xom-1", 1, 1, 0), ("vhxh", 1, 0, 0)]);
    assert_eq!(
        digest(&reminders, sight.today),
        "NHẮC VIỆC BÌNH DÂN HỌC VỤ SỐ, ngày 20/11/2026\n\
         - Xóm 1: quá hạn 1 việc (Mở lớp học cộng đồng, hạn 31/10); \
         sắp đến hạn 1 việc (Rà soát điện thoại thông minh, hạn 24/11).\n\
         - Phòng Văn hóa - Xã hội: quá hạn 1 việc (Mở lớp học cộng đồng, hạn 31/10).\n\
         Đề nghị các đơn vị cập nhật trên Học vụ số. Vướng mắc gì xin ghi ngay vào nhiệm vụ."
    );
    for other in [
        person(Role::Field, "xom-1"),
        person(Role::Supervisor, "tinh"),
    ] {
        assert!(Today::new(world.sight(&other), &[]).digest.is_empty());
    }
}

#[test]
fn a_message_names_a_few_and_counts_the_rest() {
    let mut world = World::new();
    for n in 0..25 {
        let id = format!("xom-x{n:02}");
        let hamlet = unit(&id, Some("xa-a"), UnitKind::Hamlet, &format!("Xóm x{n}"));
        let units: Vec<_> = world.tree.iter().cloned().chain([hamlet]).collect();
        world.tree = UnitTree::new(units);
        world.add(
            &format!("r5{n:02}"),
            "2026-09-01",
            &id,
            assigned("t1", Duty::Implementer),
        );
    }
    let officer = officer();
    let sight = world.sight(&officer);
    let text = digest(&reminders(sight, &visible(sight)), sight.today);
    assert_eq!(text.lines().count(), 1 + 20 + 1 + 1);
    assert!(text.contains("- Và 7 đơn vị khác."), "{text}");
}
