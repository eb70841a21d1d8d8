use super::*;
use crate::{
    clock::Stamp,
    fold::State,
    person::{Person, Role},
    plan::{Node, NodeBody, NodeEdits, Plan, Task},
    record::{Commented, PlanCreated},
    testing::{self, province},
    unit::UnitTree,
};

fn person(id: &str, unit: &str) -> Person {
    Person {
        id: id.into(),
        ..testing::person(Role::Officer, unit)
    }
}

fn colleague(id: &str, name: &str, unit: &str) -> Colleague {
    Colleague {
        id: id.into(),
        name: name.into(),
        post: "Cán bộ".into(),
        unit: unit.into(),
        works: true,
    }
}

fn handles_of(person: &Person, plan_unit: &str) -> Vec<Colleague> {
    let colleagues = [
        colleague("me", "Tôi", "xa-a"),
        colleague("lan", "Lan", "xom-1"),
        colleague("anh", "Lan Anh", "xom-2"),
        colleague("hai", "Lan Anh", "tinh"),
        colleague("b", "Bình", "xa-b"),
    ];
    let (tree, state) = (province(), State::default());
    Colleague::to_name(sight(person, &tree, &state), &colleagues, &plan_unit.into())
}

fn sight<'a>(person: &'a Person, tree: &'a UnitTree, state: &'a State) -> Sight<'a> {
    Sight {
        person,
        tree,
        state,
        today: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
    }
}

#[test]
fn those_can_be_named_who_read_the_plan_and_each_in_their_own_words() {
    let names = |unit: &str| -> Vec<String> {
        let handles = handles_of(&person("me", "xa-a"), unit);
        handles.into_iter().map(|handle| handle.name).collect()
    };
    assert_eq!(names("xa-a"), ["Lan", "Lan Anh", "Lan Anh 2"]);
    assert_eq!(names("tinh"), ["Bình", "Lan", "Lan Anh", "Lan Anh 2"]);
    assert_eq!(names("xom-1"), ["Lan", "Lan Anh"]);
}

#[test]
fn phones_know_whom_their_people_work_with() {
    let units = |unit: &str| {
        let (tree, person) = (province(), person("me", unit));
        let units = person.units_of_colleagues(&tree);
        units.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(units("xom-1"), ["tinh", "xa-a", "xom-1", "xom-2"]);
    assert_eq!(units("tinh"), ["tinh"]);
}

#[test]
fn a_name_is_begun_by_a_sign_that_is_no_part_of_a_word() {
    assert_eq!(begun("Nhờ @lan a"), Some("lan a"));
    assert_eq!(begun("(@"), Some(""));
    assert_eq!(begun("gửi a@b"), None);
    assert_eq!(begun("@ lan"), None);
    assert_eq!(begun("@lan\nxem"), None);
    assert_eq!(begun("chưa có"), None);
}

#[test]
fn whoever_is_typed_is_offered_until_the_name_is_whole() {
    let handles = handles_of(&person("me", "xa-a"), "xa-a");
    let names = |typed: &str| -> Vec<&str> {
        let offered = offered(&handles, typed);
        offered.into_iter().map(|one| one.name.as_str()).collect()
    };
    assert_eq!(names("ánh"), ["Lan Anh", "Lan Anh 2"]);
    assert_eq!(names("xom-1"), ["Lan"]);
    // By name first.
    assert_eq!(names("anh"), ["Lan Anh", "Lan Anh 2"]);
    assert_eq!(names(""), ["Lan", "Lan Anh", "Lan Anh 2"]);
    assert!(names("Lan Anh ").is_empty());
    assert!(names("Lan Anh nhé").is_empty());
}

#[test]
fn of_names_that_begin_alike_the_longest_is_meant() {
    let handles = handles_of(&person("me", "xa-a"), "xa-a");
    let named = |words: &str| -> Vec<String> {
        let named = named(&handles, words);
        named.iter().map(ToString::to_string).collect()
    };
    let expected: Vec<_> = handles.iter().map(|handle| handle.id.to_string()).collect();
    assert_eq!(named("@Lan, @Lan Anh và @Lan Anh 2."), expected);
    assert_eq!(named("@Lan Anh xem, @Lan Anh nhé"), [expected[1].clone()]);
    assert!(named("Lan, @Lanh").is_empty());
}

fn record(id: &str, by: &str, at: i64, fact: Fact) -> Signed {
    Signed {
        record: Record {
            id: id.into(),
            unit: "xa-a".into(),
            by: by.into(),
            device: "d".into(),
            made_at: Stamp::at(at),
            replaces: None,
            fact,
        },
        by: format!("Tên {by}"),
        carried_by: None,
    }
}

fn comment(id: &str, by: &str, at: i64, names: &[&str]) -> Signed {
    let fact = Commented {
        node: "t".into(),
        text: format!("Lời {id}"),
        mentions: names.iter().map(|name| PersonId::from(*name)).collect(),
    };
    record(id, by, at, Fact::Commented(fact))
}

#[test]
fn a_mention_waits_until_its_person_has_done_something_about_the_task() {
    let node = Node {
        id: "t".into(),
        plan: "k".into(),
        parent: None,
        position: Default::default(),
        label: None,
        text: "Mở lớp".into(),
        body: NodeBody::Task(Task::default()),
        edits: NodeEdits::default(),
    };
    let plan = Plan {
        id: "k".into(),
        unit: "xa-a".into(),
        ..Plan::default()
    };
    let made = Fact::PlanCreated(PlanCreated {
        plan,
        nodes: vec![node],
    });
    let mut state = State::default();
    state.apply(&record("r0", "a", 0, made).record);
    let tree = province();
    let ids = |me: &Person, log: &[Signed]| -> Vec<String> {
        let mentions = waiting(sight(me, &tree, &state), log);
        mentions.iter().map(|one| one.record.to_string()).collect()
    };
    let me = person("me", "xom-1");
    let mut log = vec![
        comment("r1", "a", 1, &["me", "b"]),
        comment("r2", "a", 2, &["b"]),
        comment("r3", "me", 3, &["me"]),
        comment("r4", "a", 4, &["me"]),
        comment("r5", "a", 5, &["me"]),
    ];
    assert_eq!(ids(&me, &log), ["r5", "r4"]);
    assert!(
        ids(&person("b", "xa-b"), &log).is_empty(),
        "a name opens nothing"
    );
    log.push(comment("r6", "me", 6, &[]));
    assert!(ids(&me, &log).is_empty());
}
