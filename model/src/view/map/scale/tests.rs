//! Which class a number is in, and that a legend says what the classes do.

use super::*;
use crate::{
    indicator::{TargetLink, national},
    period::Period,
    view::figures::TargetLine,
};

fn value(rated: i64, denominator: i64) -> Value {
    Value {
        numerator: Some(rated),
        rated,
        denominator: Some(denominator),
        n_units: 1,
        n_due: 1,
        n_fresh: 1,
        ..Value::default()
    }
}

fn target(comparator: Comparator, asked: f64) -> Target {
    Target {
        comparator,
        value: Some(asked),
        unit: Some("%".into()),
        ..Target::default()
    }
}

fn against(comparator: Comparator, asked: f64) -> Scale {
    Scale::Target(target(comparator, asked))
}

fn map(indicator: &str, target: Option<(Target, Goal)>) -> IndicatorMap {
    let indicator = national()
        .into_iter()
        .find(|one| one.id.as_str() == indicator)
        .unwrap();
    let line = target.map(|(target, goal)| TargetLine {
        node: "n".into(),
        statement: String::new(),
        plan: String::new(),
        target,
        link: TargetLink {
            indicator: indicator.id.clone(),
            goal,
            asks: Vec::new(),
        },
        is_guess: false,
        value: Value::default(),
        is_met: None,
    });
    IndicatorMap {
        apart: Vec::new(),
        parts: Vec::new(),
        unit: Default::default(),
        above: Vec::new(),
        period: Period::Quarter(2026, 4),
        as_of: "2026-11-20".parse().unwrap(),
        indicator,
        value: Value::default(),
        own: None,
        target: line,
        areas: Vec::new(),
        trend: Vec::new(),
    }
}

#[test]
fn a_value_is_met_as_the_comparator_says_and_not_as_it_is_rounded() {
    let over = against(Comparator::Gt, 60.0);
    assert_eq!(over.class(&value(60, 100)), 4, "60 % is not trên 60 %");
    assert_eq!(over.class(&value(60_001, 100_000)), 6);
    let least = against(Comparator::Gte, 60.0);
    assert_eq!(least.class(&value(60, 100)), 6);
    assert_eq!(
        least.class(&value(59_999, 100_000)),
        4,
        "59,999 % is not 60 %"
    );
    assert_eq!(against(Comparator::Eq, 80.0).class(&value(81, 100)), 6);
}

#[test]
fn classes_below_a_target_are_shares_of_what_is_asked() {
    let scale = against(Comparator::Gte, 80.0);
    let classes = [0, 39, 40, 59, 60, 71, 72, 79, 80, 87, 88, 100];
    let classes = classes.map(|part| scale.class(&value(part, 100)));
    assert_eq!(classes, [1, 1, 2, 2, 3, 3, 4, 4, 6, 6, 7, 7]);
    let words: Vec<_> = scale
        .classes()
        .into_iter()
        .map(|class| class.words)
        .collect();
    assert_eq!(words[0], "dưới 40\u{a0}%");
    assert_eq!(words[3], "từ 72\u{a0}%, chưa đạt");
    assert_eq!(words[4], "đạt: ít nhất 80 %");
    assert_eq!(words[5], "vượt: từ 88\u{a0}%");
    assert_eq!(scale.title(), "So với chỉ tiêu: ít nhất 80 %");
}

#[test]
fn where_less_is_asked_for_more_is_worse() {
    let scale = against(Comparator::Lte, 20.0);
    let classes = [0, 18, 19, 20, 21, 22, 25, 30, 31].map(|part| scale.class(&value(part, 100)));
    assert_eq!(classes, [7, 7, 6, 6, 4, 4, 3, 2, 1]);
    assert_eq!(against(Comparator::Lt, 20.0).class(&value(20, 100)), 4);
}

#[test]
fn no_class_is_promised_above_the_whole() {
    let classes = |asked| {
        let classes = against(Comparator::Gte, asked).classes().into_iter();
        classes.map(|class| class.class).collect::<Vec<_>>()
    };
    assert_eq!(classes(95.0), [1, 2, 3, 4, 6, 0]);
    assert_eq!(classes(80.0), [1, 2, 3, 4, 6, 7, 0]);
    // More people than there are: somebody has counted wrong, and that is no class of its own.
    assert_eq!(against(Comparator::Gte, 95.0).class(&value(120, 100)), 6);
}

#[test]
fn what_is_missing_is_no_class_on_any_scale_and_zero_is_one() {
    let nothing = Value::default();
    let scales = [
        against(Comparator::Gte, 80.0),
        Scale::Quarters,
        Scale::Counts(10),
        Scale::Grade,
        Scale::Freshness("2026-11-20".parse().unwrap()),
        Scale::Silence,
    ];
    for scale in &scales {
        assert_eq!(scale.class(&nothing), 0, "{scale:?}");
        assert_eq!(scale.classes().last().map(|class| class.class), Some(0));
    }
    assert_eq!(Scale::class_of_share(None), 0);
    assert_eq!(Scale::class_of_share(Some(0)), 1);
    let zero = value(0, 100);
    assert_eq!([0, 1, 2].map(|place| scales[place].class(&zero)), [1, 4, 4]);
    // A rate of nobody is no rate.
    assert_eq!(against(Comparator::Gte, 80.0).class(&value(0, 0)), 0);
}

#[test]
fn every_class_that_occurs_is_in_the_legend() {
    for scale in [
        Scale::OnTime,
        against(Comparator::Gt, 60.0),
        against(Comparator::Gte, 97.0),
        against(Comparator::Lte, 5.0),
        Scale::Quarters,
        Scale::Counts(7),
        Scale::Grade,
        Scale::Freshness("2026-11-20".parse().unwrap()),
        Scale::Silence,
    ] {
        let known: Vec<_> = scale
            .classes()
            .into_iter()
            .map(|class| class.class)
            .collect();
        for part in 0..=100 {
            let mut value = value(part, 100);
            value.n_due = 100;
            value.n_fresh = part;
            value.grades = [100 - part, part / 2, part - part / 2];
            let days = chrono::TimeDelta::days(part * 5);
            value.oldest = Some(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap() - days);
            let class = match scale {
                Scale::OnTime => Scale::class_of_share(u8::try_from(part).ok()),
                _ => scale.class(&value),
            };
            assert!(known.contains(&class), "{scale:?} {part}: {class}");
        }
    }
}

#[test]
fn counts_without_a_target_are_beside_the_largest() {
    let scale = Scale::Counts(8);
    let count = |numerator| Value {
        numerator: Some(numerator),
        ..Value::default()
    };
    let classes = [0, 2, 3, 4, 5, 6, 7, 8].map(|n| scale.class(&count(n)));
    assert_eq!(classes, [4, 4, 5, 5, 6, 6, 7, 7]);
    let words: Vec<_> = scale
        .classes()
        .into_iter()
        .map(|class| class.words)
        .collect();
    assert_eq!(
        words,
        ["đến 2", "3 – 4", "5 – 6", "từ 7", "chưa có số liệu"]
    );
}

#[test]
fn a_grade_is_what_at_least_half_of_the_figures_have() {
    let class = |grades| {
        Scale::Grade.class(&Value {
            grades,
            ..Value::default()
        })
    };
    assert_eq!(class([3, 2, 0]), 2);
    assert_eq!(class([2, 1, 1]), 5);
    assert_eq!(class([1, 1, 2]), 6);
    assert_eq!(class([0, 0, 2]), 7);
    assert_eq!(class([0, 1, 0]), 5);
}

#[test]
fn age_and_silence_are_stepped() {
    let as_of: NaiveDate = "2026-11-20".parse().unwrap();
    let aged = |days| {
        Scale::Freshness(as_of).class(&Value {
            oldest: Some(as_of - chrono::TimeDelta::days(days)),
            ..Value::default()
        })
    };
    let ages = [0, 30, 31, 60, 61, 90, 91, 180, 181, 365, 366].map(aged);
    assert_eq!(ages, [7, 7, 6, 6, 5, 5, 3, 3, 2, 2, 1]);
    let silent = |n_fresh| {
        Scale::Silence.class(&Value {
            n_due: 200,
            n_fresh,
            ..Value::default()
        })
    };
    let silence = [200, 199, 180, 179, 150, 149, 100, 99, 1, 0].map(silent);
    assert_eq!(silence, [7, 6, 6, 5, 5, 3, 3, 2, 2, 1]);
    let words: Vec<_> = Scale::Freshness(as_of)
        .classes()
        .into_iter()
        .map(|class| class.words)
        .collect();
    assert_eq!(words[0], "trên 365 ngày");
    assert_eq!(words[1], "181–365 ngày");
    assert_eq!(words[5], "đến 30 ngày");
}

#[test]
fn parts_are_measured_by_rates_and_never_by_a_head_count_of_the_whole() {
    let rate = map("vneid", Some((target(Comparator::Gte, 40.0), Goal::Rate)));
    assert!(matches!(
        Scale::of(Colour::Value, Some(&rate), 9),
        Scale::Target(_)
    ));
    let count = map("vneid", Some((target(Comparator::Gte, 900.0), Goal::Count)));
    assert!(matches!(
        Scale::of(Colour::Value, Some(&count), 9),
        Scale::Quarters
    ));
    let none = map("lop-hoc", None);
    assert!(!none.indicator.is_rate());
    assert!(matches!(
        Scale::of(Colour::Value, Some(&none), 9),
        Scale::Counts(9)
    ));
    assert!(matches!(Scale::of(Colour::Grade, None, 9), Scale::OnTime));
}

#[test]
fn on_time_ranges_meet_without_overlapping() {
    let words: Vec<_> = Scale::OnTime
        .classes()
        .into_iter()
        .map(|class| class.words)
        .collect();
    assert_eq!(words[0], "dưới 50 %");
    assert_eq!(words[1], "50–59 %");
    assert_eq!(words[5], "90–99 %");
    assert_eq!(words[6], "100 %");
}
