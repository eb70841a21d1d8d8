use super::{
    doubt::{Doubt, doubts},
    *,
};
use crate::{
    day,
    indicator::{Indicator, national},
};

fn figure(record: &str, as_of: &str, numerator: Option<i64>, replaces: Option<&str>) -> Figure {
    let at = record.bytes().map(i64::from).sum();
    Figure {
        record: record.into(),
        by: "p".into(),
        made_at: Stamp::at(at),
        replaces: replaces.map(RecordId::from),
        said: FigureReported {
            indicator: "vneid".into(),
            as_of: day::parse(as_of).unwrap(),
            numerator,
            denominator: Some(200),
            ..FigureReported::default()
        },
    }
}

fn account(figures: &[Figure]) -> Account {
    let mut account = Account::default();
    figures
        .iter()
        .cloned()
        .for_each(|figure| account.add(figure));
    account
}

fn standing(account: &Account) -> Vec<(&str, i64)> {
    let entries = account.entries().into_iter();
    let entries = entries.map(|entry| (entry.figure.record.as_str(), entry.numerator));
    entries.collect()
}

fn indicator(id: &str) -> Indicator {
    let mut all = national().into_iter();
    all.find(|one| one.id.as_str() == id).unwrap()
}

#[test]
fn a_correction_takes_the_place_of_what_it_corrects_in_any_order() {
    let figures = [
        figure("a", "2026-03-10", Some(30), None),
        figure("b", "2026-06-10", Some(50), None),
        figure("c", "2026-03-12", Some(33), Some("a")),
    ];
    let expected = [("c", 33), ("b", 50)];
    assert_eq!(standing(&account(&figures)), expected);
    let [a, b, c] = figures;
    let shuffled = account(&[c.clone(), b, c.clone(), a, c]);
    assert_eq!(standing(&shuffled), expected);
}

#[test]
fn what_is_taken_back_is_missing_and_not_zero() {
    let account = account(&[
        figure("a", "2026-03-10", Some(30), None),
        figure("b", "2026-06-10", Some(50), None),
        figure("c", "2026-06-10", None, Some("b")),
    ]);
    let day = day::parse("2026-12-31").unwrap();
    assert_eq!(account.on(day).map(|entry| entry.numerator), Some(30));
    assert_eq!(account.history().len(), 3);
}

#[test]
fn two_corrections_of_one_figure_are_rivals_until_one_is_corrected() {
    let mut account = account(&[
        figure("a", "2026-03-10", Some(30), None),
        figure("b", "2026-03-10", Some(31), Some("a")),
        figure("c", "2026-03-10", Some(32), Some("a")),
    ]);
    let rivals = account.rivals();
    assert_eq!(rivals.len(), 2);
    // One of them is shown meanwhile, the same everywhere.
    assert_eq!(standing(&account), [("c", 32)]);
    account.add(figure("d", "2026-03-10", Some(32), Some("c")));
    assert!(account.rivals().is_empty());
}

#[test]
fn a_correction_of_what_has_not_come_stands_by_itself() {
    let account = account(&[figure("c", "2026-03-12", Some(33), Some("a"))]);
    assert_eq!(standing(&account), [("c", 33)]);
}

#[test]
fn doubts_ask_about_what_is_odd_and_about_nothing_else() {
    let before = account(&[figure("a", "2026-03-10", Some(60), None)]);
    let ask = |numerator, denominator, indicator_id: &str, as_of: &str| {
        let said = FigureReported {
            denominator,
            ..figure("n", as_of, Some(numerator), None).said
        };
        doubts(&said, (&before, None), &indicator(indicator_id), None)
    };
    let on = day::parse("2026-03-10").unwrap();
    assert_eq!(ask(80, Some(200), "vneid", "2026-06-10"), []);
    assert_eq!(
        ask(210, Some(200), "vneid", "2026-06-10"),
        [
            Doubt::NumeratorAboveDenominator,
            Doubt::Jumped { from: 60, on }
        ]
    );
    assert_eq!(
        ask(50, Some(200), "vneid", "2026-06-10"),
        [Doubt::Fell { from: 60, on }]
    );
    assert_eq!(
        ask(80, Some(300), "vneid", "2026-06-10"),
        [Doubt::DenominatorMoved { from: 200 }]
    );
    // A flow may be less than the last one, but two of a day may be one.
    assert_eq!(ask(3, None, "lop-hoc", "2026-06-10"), []);
    assert_eq!(
        ask(3, None, "lop-hoc", "2026-03-10"),
        [Doubt::SameDay { numerator: 60 }]
    );
}

#[test]
fn the_figure_that_is_put_right_raises_no_doubt_about_itself() {
    let before = account(&[figure("a", "2026-03-10", Some(600), None)]);
    let said = figure("n", "2026-03-11", Some(60), Some("a")).said;
    let replaced = RecordId::from("a");
    let indicator = indicator("vneid");
    assert_eq!(
        doubts(&said, (&before, Some(&replaced)), &indicator, Some(200)),
        []
    );
}
