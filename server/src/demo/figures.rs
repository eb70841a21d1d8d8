//! Figures of the demo world: what hamlets and communes counted, up to four times in two quarters, and
//! who said nothing.

use chrono::NaiveDate;
use model::{
    figure::{FigureReported, Grade},
    record::Fact,
    unit::{Unit, UnitKind},
};

use super::{
    chance::{between, mix, one_in},
    records::RecordBook,
    units::{self, MAIN_COMMUNE},
};

/// How many days ago what was counted.
#[derive(Clone, Copy)]
pub struct Rounds {
    /// The denominators, before everything else.
    pub population: i64,
    pub counts: &'static [i64],
    /// Lessons, and who came to them.
    pub classes: &'static [i64],
}

const ROUNDS: Rounds = Rounds {
    population: 131,
    counts: &[128, 52, 31, 9],
    classes: &[47, 26, 12],
};

/// A share of the adults: its indicator, percent at first, and percent that each round adds.
const SHARES: &[(&str, u32, u32)] = &[
    ("ky-nang-so", 24, 14),
    ("vneid", 9, 13),
    ("dien-thoai-thong-minh", 53, 8),
    ("tai-khoan-thanh-toan", 27, 7),
];

/// Writes down all figures.
pub fn write(book: &mut RecordBook) {
    for unit in units::all() {
        match unit.kind {
            UnitKind::Hamlet => write_hamlet(book, &unit, ROUNDS),
            UnitKind::Commune => {
                write_commune(book, &unit, ROUNDS);
                // Where there are no hamlets the commune counts for itself.
                if !has_hamlets(&unit) {
                    write_people(book, &unit, ROUNDS, 20);
                }
            }
            _ => {}
        }
    }
}

pub fn write_hamlet(book: &mut RecordBook, unit: &Unit, rounds: Rounds) {
    write_people(book, unit, rounds, 1);
}

/// What is counted among the people of a place that is as large as so many hamlets.
fn write_people(book: &mut RecordBook, unit: &Unit, rounds: Rounds, n_hamlets: i64) {
    let seed = seed(unit);
    // Some have never given a figure: missing is not zero.
    if one_in(9, seed) {
        return;
    }
    let adults = i64::from(between(seed, 160, 420)) * n_hamlets;
    let of_population = said(
        "dan-so-truong-thanh",
        book.clock.day(-rounds.population),
        adults,
    );
    add(book, rounds.population, unit, of_population);
    for (nth, (indicator, first, step)) in (1_u64..).zip(SHARES) {
        for (round, &days_ago) in (0_u64..).zip(rounds.counts) {
            // Not everybody counts every time.
            if round > 0 && one_in(4, seed ^ mix(nth * 10 + round)) {
                continue;
            }
            let round_step = step * u32::try_from(round).unwrap_or(0);
            let percent = first + round_step + between(seed ^ nth, 0, 18);
            let figure = FigureReported {
                denominator: Some(adults),
                grade: grade(indicator, seed ^ round),
                ..said(
                    indicator,
                    book.clock.day(-days_ago),
                    adults * i64::from(percent.min(98)) / 100,
                )
            };
            if *indicator == "vneid" && is_told_apart(unit, seed ^ round) {
                write_parts(book, days_ago - 1, unit, &figure);
            }
            add(book, days_ago - 1, unit, figure);
        }
    }
    for &days_ago in rounds.classes {
        if one_in(3, seed ^ mix(days_ago.unsigned_abs())) {
            continue;
        }
        let day = book.clock.day(-days_ago);
        let lessons = (n_hamlets + 1) / 2;
        add(book, days_ago, unit, said("lop-hoc", day, lessons));
        let people = i64::from(between(seed ^ mix(days_ago.unsigned_abs()), 12, 48)) * lessons;
        add(book, days_ago, unit, said("luot-nguoi-hoc", day, people));
    }
}

/// The main commune's plan asks for it, and not every hamlet gives it.
fn is_told_apart(unit: &Unit, seed: u64) -> bool {
    let is_asked = unit
        .parent
        .as_ref()
        .is_some_and(|above| above.as_str() == MAIN_COMMUNE);
    is_asked && !one_in(4, seed)
}

fn write_parts(book: &mut RecordBook, days_ago: i64, unit: &Unit, whole: &FigureReported) {
    let share = |number: Option<i64>, percent: i64| number.map(|number| number * percent / 100);
    let part = |name: &str, numerator, denominator| FigureReported {
        part: Some(name.to_owned()),
        numerator,
        denominator,
        ..whole.clone()
    };
    let (all, of) = (whole.numerator, whole.denominator);
    let (women, of_women) = (share(all, 47), share(of, 52));
    let rest = |all: Option<i64>, women: Option<i64>| Some(all? - women?);
    let parts = [
        part("female", women, of_women),
        part("male", rest(all, women), rest(of, of_women)),
        part("ethnic_minority", share(all, 21), share(of, 27)),
    ];
    for figure in parts {
        add(book, days_ago, unit, figure);
    }
}

pub fn write_commune(book: &mut RecordBook, unit: &Unit, rounds: Rounds) {
    let seed = seed(unit);
    let officials = i64::from(between(seed, 58, 96));
    for (round, &days_ago) in (0_i64..).zip(rounds.counts) {
        let percent = i64::from(between(seed, 56, 72)) + round * 8;
        let figure = FigureReported {
            denominator: Some(officials),
            grade: Grade::Counted,
            source: Some("Danh sách của Phòng Văn hóa - Xã hội".to_owned()),
            ..said(
                "can-bo",
                book.clock.day(-days_ago),
                officials * percent.min(100) / 100,
            )
        };
        add(book, days_ago - 1, unit, figure);
    }
}

fn has_hamlets(commune: &Unit) -> bool {
    let is_in = |unit: &Unit| unit.parent.as_ref() == Some(&commune.id);
    let mut units = units::all().into_iter();
    units.any(|unit| unit.kind == UnitKind::Hamlet && is_in(&unit))
}

fn said(indicator: &str, as_of: NaiveDate, numerator: i64) -> FigureReported {
    FigureReported {
        indicator: indicator.into(),
        as_of,
        numerator: Some(numerator),
        ..FigureReported::default()
    }
}

fn grade(indicator: &str, seed: u64) -> Grade {
    match (indicator, mix(seed) % 3) {
        ("vneid", 0 | 1) => Grade::Confirmed,
        (_, 0) => Grade::Counted,
        _ => Grade::SelfReported,
    }
}

fn add(book: &mut RecordBook, days_ago: i64, unit: &Unit, figure: FigureReported) {
    book.add_own(days_ago, unit.id.clone(), Fact::FigureReported(figure));
}

pub fn seed(unit: &Unit) -> u64 {
    let bytes = unit.id.as_str().bytes();
    bytes.fold(7, |seed, byte| mix(seed ^ u64::from(byte)))
}
