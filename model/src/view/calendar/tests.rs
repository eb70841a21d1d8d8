use super::*;
use crate::view::timeline::tests::row;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(words: &[(&str, &str)], period: Option<Period>) -> Calendar {
    let rows: Vec<_> = words.iter().map(|(id, words)| row(id, words)).collect();
    Calendar::new(&rows, day("2026-11-20"), period)
}

#[test]
fn a_month_is_shown_in_whole_weeks() {
    let november = of(&[], None);
    assert_eq!(november.month, Period::Month(2026, 11));
    assert_eq!(
        (november.before, november.after),
        (Period::Month(2026, 10), Period::Month(2026, 12))
    );
    // 1 November 2026 is a Sunday, the 30th a Monday.
    assert_eq!(november.days.len(), 42);
    assert_eq!(november.days[0].date, day("2026-10-26"));
    assert_eq!(november.days[41].date, day("2026-12-06"));
    let inside = november.days.iter().filter(|day| day.is_inside).count();
    assert_eq!(inside, 30);
    let todays: Vec<_> = november.days.iter().filter(|day| day.is_today).collect();
    assert_eq!(todays.len(), 1);
    assert_eq!(todays[0].date, day("2026-11-20"));
    // February 2027 begins on a Monday and has four weeks.
    assert_eq!(of(&[], Some(Period::Month(2027, 2))).days.len(), 28);
}

#[test]
fn what_is_due_stands_on_its_day_and_the_rest_is_counted() {
    let words = [
        ("a", "Trước ngày 21/11/2026"),
        ("b", "Tháng 11/2026"),
        ("c", "Thường xuyên"),
        ("d", "Tháng 12/2026"),
    ];
    let calendar = of(&words, None);
    let due: Vec<_> = calendar
        .days
        .iter()
        .flat_map(|day| {
            day.due
                .iter()
                .map(|due| (day.date.to_string(), due.task.as_str()))
        })
        .collect();
    let at = |date: &str, task| (date.to_owned(), task);
    assert_eq!(due, [at("2026-11-20", "a"), at("2026-11-30", "b")]);
    assert_eq!(calendar.n_without, 1);
}

#[test]
fn of_a_longer_period_it_is_this_month_or_the_first() {
    assert_eq!(
        of(&[], Some(Period::Quarter(2026, 4))).month,
        Period::Month(2026, 11)
    );
    assert_eq!(
        of(&[], Some(Period::Quarter(2027, 1))).month,
        Period::Month(2027, 1)
    );
    assert_eq!(
        of(&[], Some(Period::Year(2025))).month,
        Period::Month(2025, 1)
    );
    assert_eq!(
        of(&[], Some(Period::Month(2026, 12))).after,
        Period::Month(2027, 1)
    );
}
