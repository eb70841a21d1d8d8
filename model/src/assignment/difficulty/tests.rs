use super::*;
use crate::{
    assignment::Said,
    person::{Grant, Role},
    testing::unit,
    unit::UnitKind,
};

const DAY_MS: Millis = 86_400_000;

/// What reached the assignment: an update with its difficulty, or an answer to one.
#[derive(Clone, Debug)]
enum Deed {
    Says(&'static str, i64, Option<&'static str>),
    Answers(&'static str, i64, &'static str),
}
use Deed::{Answers, Says};

fn fold(deeds: &[Deed]) -> Progress {
    let mut progress = Progress::default();
    for deed in deeds {
        match deed {
            Says(record, day, difficulty) => {
                let update = TaskUpdate {
                    task: "t".into(),
                    difficulty: difficulty.map(str::to_owned),
                    ..TaskUpdate::default()
                };
                let said = Said {
                    record: (*record).into(),
                    by: "xom".into(),
                    made_at: Stamp::at(day * DAY_MS),
                    update,
                };
                progress.apply(said, None);
            }
            Answers(update, day, text) => {
                let answer = Answer {
                    record: format!("tra-loi-{day}").as_str().into(),
                    by: "xa".into(),
                    made_at: Stamp::at(day * DAY_MS),
                    text: (*text).to_owned(),
                };
                progress.answer((*update).into(), answer);
            }
        }
    }
    progress
}

fn answer_of(deeds: &[Deed]) -> Option<String> {
    Some(fold(deeds).difficulty()?.answer?.text)
}

#[test]
fn its_clock_runs_from_the_first_update_that_says_it() {
    let progress = fold(&[
        Says("a", 1, None),
        Says("b", 2, Some("Thiếu máy")),
        Says("c", 5, Some(" Thiếu máy ")),
    ]);
    let difficulty = progress.difficulty().unwrap();
    assert_eq!(difficulty.text, "Thiếu máy");
    assert_eq!(difficulty.raised_in, "b".into());
    assert!(difficulty.is_open());
    assert_eq!(difficulty.n_days(Stamp::at(9 * DAY_MS).day()), 7);
    assert_eq!(progress.news(), None);
}

#[test]
fn an_answer_stays_with_its_words_and_stops_the_clock() {
    let raised = [
        Says("a", 1, Some("Thiếu máy")),
        Answers("a", 4, "Xã cho mượn"),
    ];
    let difficulty = fold(&raised).difficulty().unwrap();
    assert_eq!(difficulty.n_days(Stamp::at(90 * DAY_MS).day()), 3);
    assert!(fold(&raised).news().is_some());
    // Carried along, it is still answered, and no longer news.
    let carried = [&raised[..], &[Says("b", 6, Some("Thiếu máy"))]].concat();
    assert_eq!(answer_of(&carried).as_deref(), Some("Xã cho mượn"));
    assert_eq!(fold(&carried).news(), None);
    // Other words are another difficulty, and wait anew.
    let other = [&raised[..], &[Says("b", 6, Some("Máy hỏng"))]].concat();
    assert_eq!(answer_of(&other), None);
    // So do the same words after it was gone for a while.
    let again = [
        &raised[..],
        &[Says("b", 6, None), Says("c", 7, Some("Thiếu máy"))],
    ]
    .concat();
    assert_eq!(answer_of(&again), None);
    assert_eq!(fold(&again).difficulty().unwrap().raised_in, "c".into());
    assert_eq!(fold(&again[..3]).difficulty(), None);
}

#[test]
fn whoever_gives_tasks_above_answers_and_nobody_the_own_call() {
    let tree = UnitTree::new([
        unit("tinh", None, UnitKind::Province),
        unit("xa", Some("tinh"), UnitKind::Commune),
        unit("xa-b", Some("tinh"), UnitKind::Commune),
        unit("xom", Some("xa"), UnitKind::Hamlet),
    ]);
    let may = |role, home: &str, unit: &str, plan: &str| {
        let person = Person {
            grants: vec![Grant {
                role,
                unit: home.into(),
            }],
            ..Person::default()
        };
        may_answer(&person, &unit.into(), &plan.into(), &tree)
    };
    assert!(may(Role::Officer, "xa", "xom", "xa"));
    assert!(may(Role::Leader, "xa", "xom", "tinh"));
    assert!(may(Role::Leader, "xa", "xa", "xa"));
    assert!(may(Role::Officer, "tinh", "xa", "tinh"));
    assert!(!may(Role::Officer, "xa", "xa", "tinh"));
    assert!(!may(Role::Officer, "xa-b", "xom", "xa"));
    assert!(!may(Role::Field, "xom", "xom", "xa"));
    assert!(!may(Role::Supervisor, "xa", "xom", "xa"));
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let deeds = [
        Says("a", 1, Some("Thiếu máy")),
        Answers("a", 3, "Đợi"),
        Answers("b", 4, "Có rồi"),
        Says("b", 2, Some("Thiếu máy")),
        Answers("a", 5, "Đã gửi"),
        Says("c", 6, None),
    ];
    let expected = fold(&deeds);
    let mut orders = vec![Vec::new()];
    for place in 0..deeds.len() {
        let longer = |order: &Vec<usize>| {
            let order = order.clone();
            (0..=order.len()).map(move |at| {
                let mut longer = order.clone();
                longer.insert(at, place);
                longer
            })
        };
        orders = orders.iter().flat_map(longer).collect();
    }
    assert_eq!(orders.len(), 720);
    for order in orders {
        let shuffled: Vec<_> = order.iter().map(|place| deeds[*place].clone()).collect();
        assert_eq!(fold(&shuffled), expected, "{order:?}");
    }
}
