use super::*;
use model::{schedule::Schedule, unit::UnitHead};

fn task(id: &str, given: &[(Duty, &str)], classes: &[(Duty, UnitKind)]) -> AssignableTask {
    let head = |unit: &str| UnitHead {
        id: unit.into(),
        name: unit.into(),
        kind: UnitKind::Hamlet,
    };
    AssignableTask {
        id: id.into(),
        label: None,
        text: id.into(),
        schedule: Schedule::default(),
        named: Vec::new(),
        given: given
            .iter()
            .map(|(duty, unit)| (*duty, head(unit)))
            .collect(),
        classes: classes.to_vec(),
        declined: Vec::new(),
        people: Vec::new(),
    }
}

fn at(place: Place) -> Selection {
    Selection {
        anchor: place,
        focus: place,
    }
}

fn hamlets() -> Column {
    Column::Class(UnitKind::Hamlet, vec!["x1".into(), "x2".into()])
}

fn unit(id: &str) -> Column {
    Column::Unit(id.into())
}

#[test]
fn keys_move_within_the_board_and_shift_draws_a_rectangle() {
    let size = (3, 4);
    let press = |keys: &[(&str, bool, bool)]| {
        keys.iter()
            .fold(Selection::default(), |at, (key, shift, ctrl)| {
                at.after_key(key, *shift, *ctrl, size).unwrap_or(at)
            })
    };
    assert_eq!(press(&[("ArrowUp", false, false)]), at((0, 0)));
    let down_right = [("ArrowDown", false, false), ("ArrowRight", false, false)];
    assert_eq!(press(&down_right), at((1, 1)));
    assert_eq!(press(&[("End", false, true)]), at((2, 3)));
    assert_eq!(press(&[("End", false, false)]), at((0, 3)));
    assert_eq!(press(&[("PageDown", false, false)]), at((2, 0)));
    let drawn = press(&[("ArrowDown", true, false), ("ArrowRight", true, false)]);
    assert_eq!((drawn.anchor, drawn.focus), ((0, 0), (1, 1)));
    assert_eq!(drawn.places().count(), 4);
    let places: Vec<_> = drawn.places().collect();
    assert!(places.contains(&(1, 0)) && !places.contains(&(2, 0)));
    assert_eq!(press(&[(" ", true, false)]).places().count(), 4, "a row");
    assert_eq!(press(&[(" ", false, true)]).places().count(), 3, "a column");
    assert_eq!(
        Selection::default().after_key("x", false, false, size),
        None
    );
    assert_eq!(
        Selection::default().after_key("ArrowUp", false, false, (0, 4)),
        None
    );
}

#[test]
fn a_selection_never_reaches_beyond_what_is_shown() {
    let all = Selection {
        anchor: (0, 0),
        focus: (9, 9),
    };
    assert_eq!(all.of(&[1, 2], &["a"]), (&[1, 2][..], &["a"][..]));
    assert_eq!(at((5, 5)).of(&[1], &["a"]), (&[][..], &[][..]));
    assert_eq!(all.within((2, 1)).focus, (1, 0));
    assert_eq!(all.within((0, 0)).focus, (0, 0));
}

#[test]
fn a_cell_of_a_class_says_whether_all_have_it_or_how_many() {
    let lead = (Duty::Lead, "x1");
    assert_eq!(hamlets().mark(&task("t", &[], &[])), Mark::Nobody);
    assert_eq!(hamlets().mark(&task("t", &[lead], &[])), Mark::Some(1));
    let both = [lead, (Duty::Lead, "x2")];
    assert_eq!(
        hamlets().mark(&task("t", &both, &[])),
        Mark::Duty(Duty::Lead)
    );
    let mixed = [lead, (Duty::Implementer, "x2")];
    assert_eq!(hamlets().mark(&task("t", &mixed, &[])), Mark::Some(2));
    assert_eq!(
        unit("x1").mark(&task("t", &mixed, &[])),
        Mark::Duty(Duty::Lead)
    );
}

#[test]
fn cells_are_given_and_taken_back_with_as_few_records_as_can_be() {
    let tasks = [
        task("a", &[(Duty::Lead, "x1")], &[]),
        task("b", &[], &[(Duty::Implementer, UnitKind::Hamlet)]),
        task("c", &[], &[]),
    ];
    let columns = [hamlets(), unit("x1"), unit("vp")];
    let at_once = giving(&tasks, &columns, Duty::Coordinator, true);
    assert_eq!(
        (at_once.classes.len(), at_once.pairs.len()),
        (3, 3),
        "x1 has it through its class"
    );
    let one_by_one = giving(&tasks, &columns, Duty::Coordinator, false);
    assert_eq!((one_by_one.classes.len(), one_by_one.pairs.len()), (0, 9));

    let back = taking_back(&tasks, &columns, true);
    let class = |task: &str| (task.into(), UnitKind::Hamlet);
    assert_eq!(back.classes, [class("a"), class("b")]);
    assert_eq!(back.units, []);
    let single = taking_back(&tasks, &columns[1..], true);
    assert_eq!(
        (single.units, single.classes),
        (vec![("a".into(), "x1".into())], vec![])
    );
    let one_by_one = taking_back(&tasks, &columns[..1], false);
    assert_eq!(one_by_one.units, [("a".into(), "x1".into())]);
}
