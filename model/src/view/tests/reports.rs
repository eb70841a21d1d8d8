//! What a report says of a plan, and who is offered what to do with it.

use super::*;
use crate::{
    record::DifficultyAnswered,
    report::{Contents, Filing, ReportId, ReportReplied, Stage, window},
    view::{
        report::{ReportQuery, ReportView, Sources, targets},
        report_list::{ReportList, ReportRow},
    },
};

/// Two figures, a difficulty, and something counted twice, on top of the usual world.
fn world() -> World {
    let mut world = World::new();
    target_of(&mut world, Vec::new());
    let figure = crate::figure::FigureReported {
        indicator: "vneid".into(),
        as_of: "2026-11-10".parse().unwrap(),
        numerator: Some(70),
        denominator: Some(100),
        ..Default::default()
    };
    world.add("r40", "2026-11-11", "xom-1", Fact::FigureReported(figure));
    let counted = |number, of: &str, difficulty: Option<&str>| {
        Fact::TaskUpdated(TaskUpdate {
            task: "t1".into(),
            status: Status::Doing,
            number: Some(number),
            number_of: Some(of.into()),
            difficulty: difficulty.map(str::to_owned),
            ..TaskUpdate::default()
        })
    };
    world.add("r41", "2026-11-12", "xom-1", counted(30, "Người", None));
    world.add(
        "r42",
        "2026-11-13",
        "vhxh",
        counted(12, "người", Some("Thiếu máy")),
    );
    world
}

fn id(period: &str) -> ReportId {
    ReportId::parse(&format!("k_{period}")).unwrap()
}

fn view_of(world: &World, who: &Person, period: &str, is_anew: bool) -> Option<ReportView> {
    let sight = world.sight(who);
    let query = ReportQuery {
        id: id(period),
        is_anew,
    };
    let filing = world.state.reports.get(&query.id);
    let standing = filing.and_then(Filing::standing);
    let mut log = world.log.iter().map(|it| &it.record);
    let sources = Sources {
        filing,
        handed_in: standing.and_then(|(id, _)| log.find(|record| record.id == *id)),
        targets: &targets(sight, &query.id)?,
        through: 42,
    };
    ReportView::new(sight, &query, &sources, |_| Some("Lê Na".to_owned()))
}

fn hand_in(world: &mut World, id: &str, words: &str) -> Contents {
    let officer = person(Role::Officer, "xa-a");
    let view = view_of(world, &officer, "2026-Q4", true).unwrap();
    let fact = view.submission(words, "");
    let contents = match &fact {
        Fact::ReportSubmitted(fact) => fact.contents.clone(),
        _ => panic!("a report is handed in"),
    };
    world.add(id, TODAY, "xa-a", fact);
    contents
}

#[test]
fn a_report_tells_targets_tasks_and_difficulties_in_words() {
    let world = world();
    let officer = person(Role::Officer, "xa-a");
    let view = view_of(&world, &officer, "2026-Q4", false).unwrap();
    assert_eq!(view.stage, Stage::Open);
    assert!(view.may_submit && !view.may_reply && !view.is_frozen);
    let told = &view.contents;
    assert_eq!(told.as_of.to_string(), TODAY);
    let [target] = &told.targets[..] else {
        panic!("{:?}", told.targets)
    };
    assert_eq!(target.told, "70\u{a0}% (70/100)");
    assert_eq!(
        target.reporters,
        "1/2 đơn vị đã báo, số cũ nhất ngày 10/11/2026"
    );
    let tasks: Vec<_> = told.tasks.iter().map(|task| task.standing()).collect();
    assert_eq!(
        tasks,
        [
            "Xong 1/3 đơn vị, 2 quá hạn",
            "Trong hạn",
            "Đều đặn",
            "Chưa giao đơn vị nào"
        ]
    );
    // The same thing in large and small letters is the same thing.
    assert_eq!(told.tasks[0].counted().as_deref(), Some("42 người"));
    assert_eq!(told.tasks[0].leads, ["Phòng Văn hóa - Xã hội"]);
    let [difficulty] = &told.difficulties[..] else {
        panic!("{:?}", told.difficulties)
    };
    assert_eq!(
        (difficulty.words.as_str(), difficulty.answer.as_ref()),
        ("Thiếu máy", None)
    );
    assert_eq!(
        told.summary(),
        "Tính đến ngày 20/11/2026, kế hoạch có 4 nhiệm vụ. Trong 5 đầu việc giao cho các đơn vị \
         có 1 xong đúng hạn, 1 đều đặn, 1 trong hạn, 2 quá hạn. Còn 1 vướng mắc chưa được trả lời."
    );
    let text = serde_json::to_string(&view).unwrap();
    assert_eq!(crate::json::parse(&text).as_ref(), Ok(&view), "{text}");
}

#[test]
fn what_was_handed_in_stays_as_it_was_until_it_is_compiled_anew() {
    let mut world = world();
    let officer = person(Role::Officer, "xa-a");
    let handed_in = hand_in(&mut world, "r50", "Phong trào tốt.");
    let answer = DifficultyAnswered {
        task: "t1".into(),
        update: "r42".into(),
        text: "Cho mượn".into(),
    };
    world.add("r51", TODAY, "vhxh", Fact::DifficultyAnswered(answer));
    let frozen = view_of(&world, &officer, "2026-Q4", false).unwrap();
    assert!(frozen.is_frozen && frozen.may_submit);
    assert_eq!(frozen.contents, handed_in);
    assert_eq!(frozen.submitted.unwrap().by, "Lê Na");
    let anew = view_of(&world, &officer, "2026-Q4", true).unwrap();
    assert!(!anew.is_frozen);
    assert_eq!(
        anew.contents.difficulties[0].answer.as_deref(),
        Some("Cho mượn")
    );
    assert_eq!(
        anew.contents.assessment, "Phong trào tốt.",
        "nobody types it twice"
    );
}

#[test]
fn those_above_accept_it_and_then_it_stays() {
    let mut world = world();
    hand_in(&mut world, "r50", "");
    let (officer, viewer) = (person(Role::Officer, "xa-a"), person(Role::Viewer, "tinh"));
    let supervisor = person(Role::Supervisor, "tinh");
    let may = |world: &World, who: &Person| {
        let view = view_of(world, who, "2026-Q4", true).unwrap();
        (view.may_submit, view.may_reply)
    };
    assert_eq!(may(&world, &viewer), (false, true));
    assert_eq!(may(&world, &supervisor), (false, false));
    assert_eq!(may(&world, &officer), (true, false));
    let fact = view_of(&world, &viewer, "2026-Q4", false).unwrap();
    world.add("r52", TODAY, "xa-a", fact.reply(None).unwrap());
    let view = view_of(&world, &officer, "2026-Q4", true).unwrap();
    assert!(view.is_frozen, "it is not compiled anew any more");
    assert_eq!((view.stage, view.may_submit), (Stage::Accepted, false));
    assert_eq!(may(&world, &viewer), (false, false));
}

#[test]
fn nobody_sees_the_report_of_a_unit_that_they_do_not_look_into() {
    let world = world();
    for (role, unit) in [(Role::Field, "xom-1"), (Role::Officer, "xa-b")] {
        let who = person(role, unit);
        assert_eq!(view_of(&world, &who, "2026-Q4", false), None, "{unit}");
    }
    let officer = person(Role::Officer, "xa-a");
    assert_eq!(view_of(&world, &officer, "2027-Q1", false), None, "not yet");
}

#[test]
fn the_list_offers_what_is_due_and_shows_what_came() {
    let mut world = world();
    let rows = |world: &World, who: &Person| {
        let list = ReportList::new(world.sight(who), &world.state.reports);
        let rows = |rows: &[ReportRow]| {
            let told = rows
                .iter()
                .map(|row| (row.id.period.to_string(), row.stage));
            told.collect::<Vec<_>>()
        };
        (rows(&list.own), rows(&list.received), list.n_received)
    };
    let (officer, viewer) = (person(Role::Officer, "xa-a"), person(Role::Viewer, "tinh"));
    let open = |period: &str| (period.to_owned(), Stage::Open);
    let own = vec![open("2026-Q4"), open("2026"), open("2026-Q3")];
    assert_eq!(rows(&world, &officer), (own, vec![], 0));
    assert_eq!(rows(&world, &viewer), (vec![], vec![], 0));
    hand_in(&mut world, "r50", "");
    let came = vec![("2026-Q4".to_owned(), Stage::Submitted)];
    assert_eq!(rows(&world, &viewer), (vec![], came.clone(), 1));
    assert_eq!(rows(&world, &officer).0[0], came[0]);
    let hamlet = person(Role::Field, "xom-1");
    assert_eq!(rows(&world, &hamlet), (vec![], vec![], 0));
    let list = ReportList::new(world.sight(&officer), &world.state.reports);
    let months = list.months.iter().map(|row| row.id.period.to_string());
    assert_eq!(months.collect::<Vec<_>>(), ["2026-12", "2026-11"]);
    let returned = ReportReplied {
        report: id("2026-Q4"),
        submission: "r50".into(),
        returned: Some("Thiếu".into()),
    };
    world.add("r53", TODAY, "xa-a", Fact::ReportReplied(returned));
    assert_eq!(rows(&world, &officer).0[0].1, Stage::Returned);
}

#[test]
fn whoever_has_to_do_something_with_a_report_is_told_when_it_is_time() {
    let mut world = world();
    let calls = |world: &World, who: &Person, today: &str| {
        let sight = Sight {
            today: today.parse().unwrap(),
            ..world.sight(who)
        };
        let list = ReportList::new(sight, &world.state.reports);
        let rows = Today::new(sight, &[]).with_reports(list).reports;
        let told = rows.iter().map(|row| row.id.period.to_string());
        told.collect::<Vec<_>>()
    };
    let (officer, viewer) = (person(Role::Officer, "xa-a"), person(Role::Viewer, "tinh"));
    // The data of the quarter and the year end on 14 December; those of the last quarter have ended.
    assert_eq!(calls(&world, &officer, TODAY), ["2026-Q3"]);
    assert_eq!(
        calls(&world, &officer, "2026-12-04"),
        ["2026-Q4", "2026", "2026-Q3"]
    );
    assert_eq!(calls(&world, &viewer, "2026-12-04"), [""; 0]);
    hand_in(&mut world, "r50", "");
    assert_eq!(calls(&world, &officer, "2026-12-04"), ["2026", "2026-Q3"]);
    assert_eq!(calls(&world, &viewer, "2026-12-04"), ["2026-Q4"]);
    let supervisor = person(Role::Supervisor, "tinh");
    assert_eq!(calls(&world, &supervisor, "2026-12-04"), [""; 0]);
    let returned = ReportReplied {
        report: id("2026-Q4"),
        submission: "r50".into(),
        returned: Some("Thiếu".into()),
    };
    world.add("r53", TODAY, "xa-a", Fact::ReportReplied(returned));
    assert_eq!(calls(&world, &officer, TODAY), ["2026-Q4", "2026-Q3"]);
    assert_eq!(calls(&world, &viewer, TODAY), [""; 0]);
}

#[test]
fn a_plan_is_reported_on_from_when_it_was_here() {
    let mut world = World::new();
    let plan = Plan {
        id: "new".into(),
        unit: "xa-b".into(),
        title: "Kế hoạch B".into(),
        years: vec![2026],
        ..Plan::default()
    };
    let nodes = vec![];
    // 19/11/2026.
    let made = "01a1f1bf-2b80-7000-8000-000000000001";
    world.add(
        made,
        "2026-11-19",
        "xa-b",
        Fact::PlanCreated(PlanCreated { plan, nodes }),
    );
    let officer = person(Role::Officer, "xa-b");
    let list = ReportList::new(world.sight(&officer), &world.state.reports);
    let told: Vec<_> = list
        .own
        .iter()
        .map(|row| row.id.period.to_string())
        .collect();
    assert_eq!(
        told,
        ["2026-Q4", "2026"],
        "it knows nothing of the third quarter"
    );
    assert!(
        list.own
            .iter()
            .all(|row| row.last == window(row.id.period).last)
    );
}
