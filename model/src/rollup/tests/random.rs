//! Roll-ups of ledgers made by chance: what is kept figure by figure is what is made anew, in any order
//! and any repetition, and parts add up to the whole.

use super::*;
use crate::{figure::Account, testing::Chance};

const N_LEDGERS: u64 = 120;

impl Chance {
    fn day(&mut self) -> NaiveDate {
        let days = chrono::Days::new(self.below(700));
        date("2025-06-01").checked_add_days(days).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            let other = self.below(place as u64 + 1) as usize;
            items.swap(place, other);
        }
    }
}

/// Units some of which are merged, split, begun and moved with what they stand under.
fn changing_units(chance: &mut Chance) -> Vec<Unit> {
    let mut all = units();
    let names: Vec<_> = all.iter().map(|unit| unit.id.to_string()).collect();
    for _ in 0..chance.below(4) {
        let hamlet = 3 + chance.below(5) as usize;
        let (old, other) = (&names[hamlet], &names[3 + chance.below(5) as usize]);
        if old == other {
            continue;
        }
        all[hamlet].life.until = Some(chance.day());
        all[hamlet].life.successors = match chance.below(3) {
            0 => vec![],
            _ => vec![other.as_str().into()],
        };
    }
    if chance.below(3) == 0 {
        all[1].life.until = Some(chance.day());
        all[1].life.successors = vec!["xa-b".into()];
    }
    if chance.below(3) == 0 {
        all[7].life.since = Some(chance.day());
    }
    all
}

fn figures(chance: &mut Chance, units: &[Unit], indicator: &Indicator) -> Vec<(UnitId, Figure)> {
    let mut figures: Vec<(UnitId, Figure)> = Vec::new();
    for n in 0..chance.below(40) as i64 {
        let corrected = match figures.len() as u64 {
            0 => None,
            n if chance.below(4) == 0 => figures.get(chance.below(n) as usize).cloned(),
            _ => None,
        };
        let unit = match &corrected {
            Some((unit, _)) => unit.clone(),
            None => units[chance.below(units.len() as u64) as usize].id.clone(),
        };
        let numerator = (chance.below(10) > 0).then(|| chance.below(100) as i64);
        figures.push((
            unit,
            Figure {
                record: RecordId::new(format!("r{n:03}")),
                by: "p".into(),
                made_at: Stamp::at(chance.below(50) as i64),
                replaces: corrected.map(|(_, figure)| figure.record),
                said: FigureReported {
                    indicator: indicator.id.clone(),
                    as_of: chance.day(),
                    numerator,
                    denominator: (chance.below(3) > 0).then_some(100),
                    grade: Grade::ALL[chance.below(3) as usize],
                    ..FigureReported::default()
                },
            },
        ));
    }
    figures
}

fn each_ledger(check: impl Fn(&mut Chance, Vec<Unit>, &str)) {
    for seed in 0..N_LEDGERS {
        let mut chance = Chance(seed);
        let units = changing_units(&mut chance);
        let id = if seed % 2 == 0 { "vneid" } else { "lop-hoc" };
        check(&mut chance, units, id);
    }
}

#[test]
fn what_is_kept_figure_by_figure_is_what_is_made_anew_in_any_order_and_repetition() {
    each_ledger(|chance, units, id| {
        let figures = figures(chance, &units, &indicator(id));
        let mut first = Ledger::new(units.clone(), id);
        for (unit, figure) in &figures {
            first.add(unit.as_str(), figure.clone());
        }
        assert_eq!(first.kept(), first.anew());
        let mut again = figures.clone();
        again.extend(figures.iter().filter(|_| chance.below(2) == 0).cloned());
        chance.shuffle(&mut again);
        let mut second = Ledger::new(units, id);
        for (unit, figure) in &again {
            second.add(unit.as_str(), figure.clone());
        }
        assert_eq!(first.kept(), second.kept());
    });
}

#[test]
fn the_roll_up_of_all_is_the_merge_of_roll_ups_of_parts() {
    each_ledger(|chance, units, id| {
        let figures = figures(chance, &units, &indicator(id));
        let mut whole = Ledger::new(units.clone(), id);
        let mut parts: Vec<_> = (0..3).map(|_| Ledger::new(units.clone(), id)).collect();
        for (unit, figure) in &figures {
            whole.add(unit.as_str(), figure.clone());
            // A figure may be in several parts: accounts merge as sets.
            parts[chance.below(3) as usize].add(unit.as_str(), figure.clone());
            parts[chance.below(3) as usize].add(unit.as_str(), figure.clone());
        }
        chance.shuffle(&mut parts);
        let mut merged = Ledger::new(units, id);
        for part in &parts {
            for (key, account) in part.accounts.iter() {
                let known: &mut Account = merged.accounts.or_default(key.clone());
                known.merge(account);
                known.merge(account);
            }
        }
        assert_eq!(merged.anew(), whole.kept());
    });
}

#[test]
fn series_add_in_any_order_and_what_is_added_can_be_taken_away() {
    for seed in 0..N_LEDGERS {
        let mut chance = Chance(seed);
        let mut series: Vec<Series> = (0..4)
            .map(|_| {
                let figures = figures(&mut chance, &units(), &indicator("vneid"));
                let mut account = Account::default();
                figures.into_iter().for_each(|(_, one)| account.add(one));
                own_series(&account, crate::indicator::Measure::Level)
            })
            .collect();
        let sum = |series: &[Series]| {
            let mut sum = Series::default();
            series.iter().for_each(|one| sum.add(one));
            sum
        };
        let expected = sum(&series);
        chance.shuffle(&mut series);
        let mut rest = sum(&series);
        assert_eq!(rest, expected);
        series.iter().for_each(|one| rest.take(one));
        assert!(rest.is_zero());
    }
}

#[test]
fn what_stands_beside_each_other_adds_up_to_what_stands_above() {
    each_ledger(|chance, units, id| {
        let figures = figures(chance, &units, &indicator(id));
        let mut ledger = Ledger::new(units, id);
        for (unit, figure) in figures {
            ledger.add(unit.as_str(), figure);
        }
        if id != "vneid" {
            // A flow of a unit that has gone stays with the one above, beside what is there now.
            return;
        }
        for period in ["2025-Q4", "2026-03", "2026-Q4"] {
            let period = Period::parse(period).unwrap();
            let root = UnitId::from("tinh");
            let parts = ledger.tree.parts_on(&root, period.last_day());
            let parts = parts.iter().map(|part| {
                let value = ledger.value(Part::Sum, part.id.as_str(), period);
                (value.numerator.unwrap_or(0), value.n_units)
            });
            let total = parts.fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
            let whole = ledger.value(Part::Sum, "tinh", period);
            assert_eq!(total, (whole.numerator.unwrap_or(0), whole.n_units));
        }
    });
}

#[test]
fn a_half_month_begins_on_the_first_or_the_fifteenth() {
    let mut time = HalfMonth::of(date("2024-01-01"));
    for _ in 0..100 {
        assert_eq!(HalfMonth::of(time.first_day()), time);
        assert_eq!(HalfMonth::of(time.last_day()), time);
        let next = time.last_day().succ_opt().unwrap();
        assert_eq!(HalfMonth::of(next).before(), time);
        time = HalfMonth::of(next);
    }
    assert_eq!(
        HalfMonth::of(date("2026-11-14")).first_day(),
        date("2026-11-01")
    );
    assert_eq!(
        HalfMonth::of(date("2026-11-15")).last_day(),
        date("2026-11-30")
    );
}
