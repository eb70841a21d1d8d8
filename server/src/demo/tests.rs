//! What the demo world promises, on ordinary days and on awkward ones.

use super::*;
use model::{
    fold::State,
    id::{self, UnitId},
    person::Person,
    record::Fact,
    status::{Cell, map_class},
    sync,
    unit::{UnitKind, UnitTree},
    view::{
        Sight,
        map::{Area, MapView},
        query::MapQuery,
        task_list::Urgency,
        today::Today,
    },
};
use std::collections::{BTreeSet, HashSet};
use units::{MAIN_COMMUNE, PROVINCE};

/// An ordinary day, one just after New Year, a leap day, and the turn of quarters and years.
const DAYS: [&str; 7] = [
    "2026-11-20",
    "2027-01-03",
    "2028-02-29",
    "2026-10-01",
    "2026-10-08",
    "2027-04-01",
    "2026-12-31",
];

/// A world with what its records amount to.
struct Folded {
    today: NaiveDate,
    world: World,
    tree: UnitTree,
    state: State,
}

impl Folded {
    fn on(day: &str) -> Self {
        let today = day.parse().unwrap();
        let world = world(today);
        let mut state = State::default();
        world.records.iter().for_each(|record| state.apply(record));
        Self {
            today,
            tree: UnitTree::new(world.units.clone()),
            world,
            state,
        }
    }

    fn person(&self, login: &str) -> &Person {
        let mut people = self.world.people.iter();
        people.find(|person| person.login == login).unwrap()
    }

    fn sight(&self, login: &str) -> Sight<'_> {
        Sight {
            person: self.person(login),
            tree: &self.tree,
            state: &self.state,
            today: self.today,
        }
    }

    fn map(&self, login: &str, unit: &str) -> MapView {
        let query = MapQuery {
            unit: Some(unit.into()),
            ..MapQuery::default()
        };
        MapView::new(self.sight(login), query).unwrap()
    }

    fn places(&self, login: &str, unit: &str) -> Vec<Area> {
        let areas = self.map(login, unit).areas;
        areas
            .into_iter()
            .filter(|area| area.cell.is_some())
            .collect()
    }
}

fn classes(areas: &[Area]) -> BTreeSet<u8> {
    areas
        .iter()
        .filter_map(|area| area.share_on_time)
        .map(map_class)
        .collect()
}

#[test]
fn every_record_is_accepted_in_order_by_its_author() {
    for day in DAYS {
        let Folded { world, tree, .. } = Folded::on(day);
        let mut state = State::default();
        for record in &world.records {
            let author = world.people.iter().find(|person| person.id == record.by);
            let verdict = sync::accept(record, author.unwrap(), &tree, &state);
            assert_eq!(verdict, Ok(()), "{record:?}");
            let wire = serde_json::to_value(record).unwrap();
            assert_eq!(sync::read_record(&wire).as_ref(), Ok(record));
            state.apply(record);
        }
    }
}

#[test]
fn two_calls_for_a_day_give_the_same_world() {
    let today = DAYS[0].parse().unwrap();
    assert_eq!(world(today), world(today));
}

#[test]
fn nothing_is_later_than_last_night_and_everything_has_its_own_id() {
    for day in DAYS {
        let Folded { today, world, .. } = Folded::on(day);
        let midnight = model::clock::start_of_day(today);
        assert!(
            world
                .records
                .iter()
                .all(|record| record.made_at.millis < midnight)
        );
        assert!(world.records.is_sorted_by_key(|record| record.made_at));
        let ids: HashSet<_> = world.records.iter().map(|record| &record.id).collect();
        assert_eq!(ids.len(), world.records.len());
        assert!(world.records.is_sorted_by_key(|record| &record.id));
    }
}

#[test]
fn units_stand_in_a_tree_and_no_two_in_one_cell() {
    let Folded { world, tree, .. } = Folded::on(DAYS[0]);
    assert_eq!(tree.len(), world.units.len());
    let mut seen = HashSet::new();
    let mut cells = HashSet::new();
    for unit in &world.units {
        assert!(id::is_well_formed(unit.id.as_str()));
        assert!(
            unit.parent
                .as_ref()
                .is_none_or(|parent| seen.contains(parent))
        );
        seen.insert(unit.id.clone());
        if let Some(cell) = unit.cell {
            assert!(
                cells.insert((unit.parent.clone(), cell.column, cell.row)),
                "{}",
                unit.name
            );
        }
    }
    let count = |kind| world.units.iter().filter(|unit| unit.kind == kind).count();
    assert_eq!(count(UnitKind::Province), 1);
    assert_eq!(count(UnitKind::Commune), 24);
    assert_eq!(count(UnitKind::Hamlet), 14 + 10 + 12);
    assert_eq!(count(UnitKind::DigitalTeam), 36 + 3);
}

#[test]
fn every_place_touches_another_on_the_map() {
    let Folded { world, .. } = Folded::on(DAYS[0]);
    let place = |unit: &Unit| unit.cell.map(model::hexagon::centre);
    for unit in world.units.iter().filter(|unit| unit.cell.is_some()) {
        let (x, y) = place(unit).unwrap();
        let touches = world.units.iter().any(|other| {
            other.id != unit.id
                && other.parent == unit.parent
                && place(other).is_some_and(|(a, b)| (a - x).hypot(b - y) < 1.8)
        });
        assert!(touches, "{}", unit.name);
    }
}

#[test]
fn people_are_those_of_the_sign_in_page_and_the_authors() {
    let Folded { world, tree, .. } = Folded::on(DAYS[0]);
    let logins: Vec<_> = world
        .people
        .iter()
        .map(|person| person.login.as_str())
        .collect();
    assert_eq!(logins[..LOGINS.len()], LOGINS);
    assert_eq!(logins.iter().collect::<HashSet<_>>().len(), logins.len());
    for person in &world.people {
        assert!(
            tree.get(&person.home().unwrap().unit).is_some(),
            "{}",
            person.login
        );
    }
}

#[test]
fn the_plans_fold_to_what_was_written() {
    let Folded { state, .. } = Folded::on(DAYS[0]);
    let count = |plan: &str, wanted: fn(&model::plan::Node) -> bool| {
        let nodes = state
            .nodes
            .values()
            .filter(|node| node.plan.as_str() == plan);
        nodes.filter(|node| wanted(node)).count()
    };
    assert_eq!(state.plans.len(), 2);
    assert_eq!(count(province_plan::PLAN, |node| node.task().is_some()), 20);
    assert_eq!(
        count(province_plan::PLAN, |node| node.target().is_some()),
        13
    );
    assert_eq!(count(commune_plan::PLAN, |node| node.task().is_some()), 28);
    assert_eq!(
        count(commune_plan::PLAN, |node| node.target().is_some()),
        11
    );
    // 16 tasks for 22 communes, 8 for one; 12 for departments; 10 for 14 hamlets, 46 for bodies;
    // 5 for 22 hamlets of other communes.
    let expected = 16 * 22 + 8 + 12 + 10 * 14 + 46 + 5 * 22;
    assert_eq!(state.current_assignments().count(), expected);
}

#[test]
fn the_words_of_every_schedule_say_something_about_time() {
    for day in DAYS {
        let Folded { state, .. } = Folded::on(day);
        for task in state.nodes.values().filter_map(|node| node.task()) {
            let kind = task.schedule.kind;
            let known = kind != model::schedule::ScheduleKind::Unspecified;
            assert!(known, "{}", task.schedule.raw);
        }
    }
}

#[test]
fn the_map_of_the_province_is_worth_looking_at() {
    for day in DAYS {
        let folded = Folded::on(day);
        let communes = folded.places("tinh", PROVINCE);
        assert_eq!(communes.len(), 24);
        let classes = classes(&communes);
        assert!(classes.len() >= 5, "{day}: {classes:?}");
        let unknown = communes.iter().filter(|area| area.share_on_time.is_none());
        assert_eq!(unknown.count(), 2, "{day}");
    }
    assert_eq!(
        classes(&Folded::on(DAYS[0]).places("tinh", PROVINCE)).len(),
        7
    );
}

#[test]
fn the_hamlets_of_the_main_commune_differ_while_the_whole_stands_well() {
    for day in DAYS {
        let folded = Folded::on(day);
        let classes = classes(&folded.places("chuyenvien.xa", MAIN_COMMUNE));
        assert!(classes.len() >= 4, "{day}: {classes:?}");
        let share = folded
            .map("chuyenvien.xa", MAIN_COMMUNE)
            .total
            .share_on_time();
        assert!((88..=99).contains(&share.unwrap()), "{day}: {share:?}");
    }
    let map = Folded::on(DAYS[0]).map("chuyenvien.xa", MAIN_COMMUNE);
    assert_eq!(map.total.share_on_time().map(map_class), Some(6));
}

#[test]
fn the_field_officer_finds_something_of_every_urgency() {
    for day in DAYS {
        let folded = Folded::on(day);
        let today = Today::new(folded.sight("canbo.xom"), &[]);
        let found: Vec<_> = today
            .groups
            .iter()
            .map(|group| (group.urgency, group.n_rows))
            .collect();
        let expected = [
            (Urgency::Overdue, 2),
            (Urgency::DueSoon, 2),
            (Urgency::Silent, 1),
            (Urgency::Open, 3),
            (Urgency::Done, 2),
        ];
        assert_eq!(found, expected, "{day}");
    }
}

#[test]
fn the_tables_hold_what_they_say() {
    for day in DAYS {
        let Folded { state, today, .. } = Folded::on(day);
        let cell = |plan: &str, task: &str, unit: &str| {
            let task = outline::task_id(plan, task);
            let given = &state.assignments[&(task.clone(), UnitId::from(unit))];
            Cell::of(&state.nodes[&task].task().unwrap().schedule, given, today)
        };
        let plan = commune_plan::PLAN;
        assert_eq!(cell(plan, "1.2", "D101-vhxh"), Cell::DoneOnTime);
        assert_eq!(cell(plan, "1.4", "D101-ben"), Cell::OpenOverdue);
        assert_eq!(cell(plan, "2.1", "D101-nui"), Cell::DoneLate);
        assert_eq!(cell(plan, "4.3", "D101-ben"), Cell::Silent);
        assert_eq!(cell(plan, "5.4", "D101-vt"), Cell::OpenInTime);
        assert_eq!(cell(plan, "6.1", "D101-mttq"), Cell::DoneOnTime);
        assert_eq!(cell(province_plan::PLAN, "5.2", "D104"), Cell::OpenInTime);
    }
}

#[test]
fn updates_stand_upon_the_ones_before_and_none_are_rivals() {
    let Folded { world, state, .. } = Folded::on(DAYS[0]);
    let updates = world
        .records
        .iter()
        .filter(|record| matches!(record.fact, Fact::TaskUpdated(_)));
    assert!(updates.filter(|record| record.replaces.is_some()).count() > 50);
    for assignment in state.assignments.values() {
        assert!(assignment.progress.rivals().is_empty());
    }
}

#[test]
fn the_commune_has_handed_in_the_report_of_its_last_whole_month() {
    for day in DAYS {
        let folded = Folded::on(day);
        let reports: Vec<_> = folded.state.reports.iter().collect();
        let [(id, filing)] = &reports[..] else {
            panic!("{day}: {reports:?}")
        };
        let (record, submission) = filing.standing().unwrap();
        assert!(submission.as_of < folded.today, "{day}: {id}");
        let records = &folded.world.records;
        let place = records.iter().position(|it| it.id == *record).unwrap();
        assert_eq!(i64::try_from(place).unwrap(), submission.through, "{day}");
        let Fact::ReportSubmitted(fact) = &records[place].fact else {
            panic!("{day}: {record}")
        };
        assert!(fact.contents.tasks.len() > 20, "{day}");
        assert!(!fact.contents.targets.is_empty(), "{day}");
        let written = serde_json::to_string(&records[place]).unwrap();
        assert!(written.len() < 40_000, "{day}: {}", written.len());
    }
}
