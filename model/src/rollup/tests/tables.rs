//! Roll-ups beside tables that were made by hand.

use super::*;

#[test]
fn numerators_and_denominators_are_added_and_what_is_missing_is_told() {
    let mut ledger = Ledger::new(units(), "vneid");
    assert_eq!(ledger.line("tinh", "2026-Q2"), "-/- 0/5");
    ledger.say("a1", "2026-04-10", "30/100");
    ledger.say("a2", "2026-05-20", "0/50");
    ledger.say("b1", "2026-06-14", "70/100");
    for (unit, line) in [
        ("a1", "30/100 1/1"),
        // Nobody, and that is known.
        ("a2", "0/50 1/1"),
        ("a3", "-/- 0/1"),
        ("xa-a", "30/150 2/3"),
        ("xa-b", "70/100 1/2"),
        ("tinh", "100/250 3/5"),
    ] {
        assert_eq!(ledger.line(unit, "2026-Q2"), line, "{unit}");
    }
    let value = ledger.value(Part::Sum, "tinh", Period::Quarter(2026, 2));
    assert_eq!(value.percent(), Some(40.0));
    assert_eq!(value.oldest, Some(date("2026-04-10")));
    assert_eq!(value.newest, Some(date("2026-06-14")));
}

#[test]
fn of_a_level_the_latest_figure_at_or_before_the_end_counts() {
    let mut ledger = Ledger::new(units(), "vneid");
    ledger.say("a1", "2026-03-31", "30/100");
    ledger.say("a1", "2026-08-01", "60/110");
    ledger.say("a2", "2026-06-30", "10/50");
    for (period, line) in [
        ("2025-Q4", "-/- 0/3"),
        ("2026-Q1", "30/100 1/3"),
        ("2026-Q2", "40/150 2/3"),
        ("2026-Q3", "70/160 2/3"),
        ("2027", "70/160 2/3"),
        ("2026-07", "40/150 2/3"),
    ] {
        assert_eq!(ledger.line("xa-a", period), line, "{period}");
    }
    // Given in the period itself, and carried over.
    let value = ledger.value(Part::Sum, "xa-a", Period::Quarter(2026, 3));
    assert_eq!((value.n_units, value.n_fresh), (2, 1));
    // A figure for an earlier day comes in late: only what lies between is other than before.
    ledger.say("a1", "2026-05-02", "45/100");
    assert_eq!(ledger.line("xa-a", "2026-Q1"), "30/100 1/3");
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "55/150 2/3");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "70/160 2/3");
}

#[test]
fn of_a_flow_the_figures_of_the_period_add_up() {
    let mut ledger = Ledger::new(units(), "lop-hoc");
    ledger.say("a1", "2026-01-10", "2");
    ledger.say("a1", "2026-02-10", "3");
    ledger.say("a1", "2026-04-01", "5");
    ledger.say("a2", "2026-02-20", "1");
    for (period, line) in [
        ("2025", "-/- 0/3"),
        ("2026-01", "2/- 1/3"),
        ("2026-02", "4/- 2/3"),
        ("2026-03", "-/- 0/3"),
        // Who reported twice is one reporter.
        ("2026-Q1", "6/- 2/3"),
        ("2026-Q2", "5/- 1/3"),
        ("2026", "11/- 2/3"),
        ("2027", "-/- 0/3"),
    ] {
        assert_eq!(ledger.line("xa-a", period), line, "{period}");
    }
    // Reports of the state go from the 15th to the 14th.
    let window = Window {
        first: date("2026-01-15"),
        last: date("2026-02-14"),
    };
    let value = ledger.value(Part::Sum, "xa-a", window);
    assert_eq!(written(&value), "3/- 1/3");
}

#[test]
fn a_direct_figure_stands_beside_the_sum_and_is_never_added() {
    let mut ledger = Ledger::new(units(), "vneid");
    ledger.say("xa-a", "2026-05-01", "400/1000");
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "-/- 0/3");
    assert_eq!(ledger.own_line("xa-a", "2026-Q2"), "400/1000 1/3");
    ledger.say("a1", "2026-05-02", "30/100");
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "30/100 1/3");
    assert_eq!(ledger.own_line("xa-a", "2026-Q2"), "400/1000 1/3");
    assert_eq!(ledger.line("tinh", "2026-Q2"), "30/100 1/5");
}

#[test]
fn a_commune_without_the_units_that_count_counts_itself() {
    let mut all = units();
    all.push(unit("truong-a", Some("xa-a"), UnitKind::School));
    let mut ledger = Ledger::new(all, "hoc-sinh");
    ledger.say("truong-a", "2026-05-01", "90/100");
    ledger.say("xa-b", "2026-05-01", "50/80");
    // A hamlet does not count pupils; what it says of them stands beside.
    ledger.say("a1", "2026-05-01", "7/9");
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "90/100 1/1");
    assert_eq!(ledger.line("xa-b", "2026-Q2"), "50/80 1/1");
    assert_eq!(ledger.line("tinh", "2026-Q2"), "140/180 2/2");
    assert_eq!(ledger.own_line("a1", "2026-Q2"), "7/9 1/0");
}

#[test]
fn a_rate_is_made_of_those_who_gave_both_numbers() {
    let mut ledger = Ledger::new(units(), "vneid");
    ledger.say("a1", "2026-05-01", "30/100");
    ledger.say("a2", "2026-05-01", "25");
    let value = ledger.value(Part::Sum, "xa-a", Period::Quarter(2026, 2));
    assert_eq!(value.numerator, Some(55));
    assert_eq!(value.percent(), Some(30.0));
}

#[test]
fn grades_are_counted() {
    let mut ledger = Ledger::new(units(), "vneid");
    ledger.say_graded("a1", "2026-05-01", "30/100", Grade::Confirmed);
    ledger.say_graded("a2", "2026-05-01", "30/100", Grade::Counted);
    ledger.say_graded("a2", "2026-06-01", "30/100", Grade::Confirmed);
    let value = ledger.value(Part::Sum, "xa-a", Period::Quarter(2026, 2));
    assert_eq!(value.grades, [0, 0, 2]);
    assert_eq!(value.share_confirmed(), Some(100));
}

#[test]
fn when_hamlets_merge_their_counts_add_until_the_new_one_gives_its_own() {
    let mut all = units();
    all.retain(|unit| !["a1", "a2"].contains(&unit.id.as_str()));
    let old = |id| {
        let old = unit(id, Some("xa-a"), UnitKind::Hamlet);
        gone(old, "2026-07-01", &["a12"])
    };
    let new = unit("a12", Some("xa-a"), UnitKind::Hamlet);
    all.extend([old("a1"), old("a2"), begun(new, "2026-07-01")]);
    let mut ledger = Ledger::new(all, "vneid");
    ledger.say("a1", "2026-03-10", "30/100");
    ledger.say("a2", "2026-05-10", "50/200");
    ledger.say("a3", "2026-05-10", "5/10");
    // Before: two hamlets. After: one, with what both had.
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "85/310 3/3");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "85/310 2/2");
    assert_eq!(ledger.line("a12", "2026-Q2"), "-/- 0/0");
    assert_eq!(ledger.line("a12", "2026-Q3"), "80/300 1/1");
    let value = ledger.value(Part::Sum, "a12", Period::Quarter(2026, 3));
    assert_eq!(value.oldest, Some(date("2026-03-10")));
    ledger.say("a12", "2026-08-20", "120/290");
    assert_eq!(ledger.line("a12", "2026-07"), "80/300 1/1");
    assert_eq!(ledger.line("a12", "2026-Q3"), "120/290 1/1");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "125/300 2/2");
    // What one of the old ones had to put right comes through.
    ledger.say("a1", "2026-03-10", "40/100");
    assert_eq!(ledger.line("a12", "2026-07"), "90/300 1/1");
    assert_eq!(ledger.line("tinh", "2026-Q2"), "95/310 3/5");
    // Old reports keep what they said.
    assert_eq!(ledger.line("a1", "2026-Q2"), "40/100 1/1");
}

#[test]
fn a_hamlet_that_takes_another_in_has_both_until_it_counts_again() {
    let mut all = units();
    all.retain(|unit| unit.id.as_str() != "a2");
    let old = unit("a2", Some("xa-a"), UnitKind::Hamlet);
    all.push(gone(old, "2026-07-01", &["a1"]));
    let mut ledger = Ledger::new(all, "vneid");
    ledger.say("a1", "2026-03-10", "30/100");
    ledger.say("a2", "2026-05-10", "50/200");
    assert_eq!(ledger.line("a1", "2026-Q2"), "30/100 1/1");
    assert_eq!(ledger.line("a1", "2026-Q3"), "80/300 1/1");
    ledger.say("a1", "2026-09-01", "90/300");
    assert_eq!(ledger.line("a1", "2026-Q3"), "90/300 1/1");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "90/300 1/2");
}

#[test]
fn when_communes_merge_their_hamlets_come_along() {
    let mut all = units();
    all.retain(|unit| unit.kind != UnitKind::Commune);
    let old = |id| {
        let old = unit(id, Some("tinh"), UnitKind::Commune);
        gone(old, "2026-07-01", &["xa-c"])
    };
    let new = unit("xa-c", Some("tinh"), UnitKind::Commune);
    all.extend([old("xa-a"), old("xa-b"), begun(new, "2026-07-01")]);
    let mut ledger = Ledger::new(all.clone(), "vneid");
    ledger.say("a1", "2026-03-10", "30/100");
    ledger.say("b1", "2026-05-10", "50/200");
    for (unit, period, line) in [
        ("xa-a", "2026-Q2", "30/100 1/3"),
        ("xa-b", "2026-Q2", "50/200 1/2"),
        ("xa-c", "2026-Q2", "-/- 0/0"),
        ("xa-c", "2026-Q3", "80/300 2/5"),
        ("xa-a", "2026-Q3", "-/- 0/0"),
        ("tinh", "2026-Q2", "80/300 2/5"),
        ("tinh", "2026-Q3", "80/300 2/5"),
    ] {
        assert_eq!(ledger.line(unit, period), line, "{unit} {period}");
    }
    ledger.say("a1", "2026-08-10", "60/100");
    assert_eq!(ledger.line("xa-c", "2026-Q3"), "110/300 2/5");

    let mut classes = Ledger::new(all, "lop-hoc");
    classes.say("a1", "2026-05-01", "2");
    classes.say("a1", "2026-08-01", "3");
    assert_eq!(classes.line("xa-a", "2026-Q2"), "2/- 1/3");
    // The year of the new commune is that of its hamlets.
    assert_eq!(classes.line("xa-c", "2026"), "5/- 1/5");
    assert_eq!(classes.line("tinh", "2026"), "5/- 1/5");
    assert_eq!(classes.line("xa-c", "2026-Q3"), "3/- 1/5");
}

#[test]
fn a_split_unit_counts_until_then_and_is_missing_afterwards() {
    let mut all = units();
    all.retain(|unit| unit.id.as_str() != "a1");
    let old = unit("a1", Some("xa-a"), UnitKind::Hamlet);
    all.push(gone(old, "2026-07-01", &["a1x", "a1y"]));
    for id in ["a1x", "a1y"] {
        let new = unit(id, Some("xa-a"), UnitKind::Hamlet);
        all.push(begun(new, "2026-07-01"));
    }
    let mut ledger = Ledger::new(all, "vneid");
    ledger.say("a1", "2026-05-10", "50/200");
    assert_eq!(ledger.line("xa-a", "2026-Q2"), "50/200 1/3");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "-/- 0/4");
    ledger.say("a1x", "2026-07-10", "30/120");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "30/120 1/4");
}

#[test]
fn a_renamed_unit_is_the_same_unit_and_old_reports_keep_the_old_name() {
    let mut renamed = unit("a1", Some("xa-a"), UnitKind::Hamlet);
    renamed.name = "Xóm Mới".into();
    renamed.life.former_names = vec![crate::unit::FormerName {
        name: "Xóm Cũ".into(),
        until: date("2026-07-01"),
    }];
    assert_eq!(renamed.name_on(date("2026-06-30")), "Xóm Cũ");
    assert_eq!(renamed.name_on(date("2026-07-01")), "Xóm Mới");
    let mut all = units();
    all.retain(|unit| unit.id.as_str() != "a1");
    all.push(renamed);
    let mut ledger = Ledger::new(all, "vneid");
    ledger.say("a1", "2026-05-10", "50/200");
    assert_eq!(ledger.line("xa-a", "2026-Q3"), "50/200 1/3");
}
