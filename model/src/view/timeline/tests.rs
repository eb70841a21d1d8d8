use super::*;
use crate::{status::Cells, view::task_list::Urgency};

pub(in crate::view) fn row(id: &str, words: &str) -> TaskRow {
    let schedule = Schedule::read(words);
    TaskRow {
        task: id.into(),
        plan: "k".into(),
        plan_title: "K".into(),
        label: None,
        text: id.into(),
        due: schedule.due(),
        schedule,
        cells: Cells::from_iter([Cell::OpenInTime]),
        urgency: Urgency::Open,
        unit: None,
        percent: None,
        last_at: None,
        n_difficulties: 0,
        is_mine: false,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(words: &[(&str, &str)], period: Option<Period>) -> Timeline {
    let rows: Vec<_> = words.iter().map(|(id, words)| row(id, words)).collect();
    Timeline::new(&rows, day("2026-11-20"), period)
}

fn span(words: &str) -> Option<Span> {
    of(&[("t", words)], Some(Period::Year(2026))).bars[0].span
}

#[test]
fn a_year_has_four_quarters_twelve_months_and_a_line_for_today() {
    let line = of(&[], Some(Period::Year(2026)));
    let names: Vec<_> = line.quarters.iter().map(|mark| &mark.name).collect();
    assert_eq!(
        names,
        ["Quý I/2026", "Quý II/2026", "Quý III/2026", "Quý IV/2026"]
    );
    assert_eq!(line.months.len(), 12);
    for marks in [&line.quarters, &line.months] {
        let mut end = 0;
        for mark in marks {
            assert_eq!(mark.at, end, "{}", mark.name);
            end += mark.width;
        }
        assert_eq!(end, WIDTH);
    }
    // The 324th of 365 days begins after 323 of them.
    assert_eq!(line.today, Some(323 * 1000 / 365));
    assert_eq!(of(&[], Some(Period::Year(2025))).today, None);
}

#[test]
fn a_bar_covers_its_days_and_says_where_it_is_vague() {
    let hard = Span {
        at: 273 * 1000 / 365,
        width: 304 * 1000 / 365 - 273 * 1000 / 365,
        soft_start: false,
        soft_end: false,
        continuous: false,
    };
    assert_eq!(span("Tháng 10/2026"), Some(hard));
    let expected = Span {
        soft_start: true,
        soft_end: true,
        ..hard
    };
    assert_eq!(span("Dự kiến tháng 10/2026"), Some(expected));
    let before = span("Trước ngày 20/11/2026").unwrap();
    assert!(before.soft_start && !before.soft_end && !before.continuous);
    assert_eq!(before.at + before.width, 323 * 1000 / 365);
    let always = span("Thường xuyên").unwrap();
    assert_eq!((always.at, always.width), (0, WIDTH));
    assert!(always.continuous && always.soft_start && always.soft_end);
    let on = span("Năm 2026 và các năm tiếp theo").unwrap();
    assert!(on.continuous && !on.soft_start && on.soft_end);
    let one_day = span("Ngày 31/12/2026").unwrap();
    assert_eq!(one_day.at + one_day.width, WIDTH);
}

#[test]
fn what_has_no_time_or_another_has_no_bar_and_keeps_its_row() {
    assert_eq!(span(""), None);
    assert_eq!(span("Theo giấy mời của tỉnh"), None);
    assert_eq!(span("Tháng 3/2025"), None);
    let line = of(
        &[("b", ""), ("c", "Tháng 12/2026"), ("a", "Tháng 11/2026")],
        None,
    );
    let order: Vec<_> = line.bars.iter().map(|bar| bar.task.as_str()).collect();
    assert_eq!(order, ["a", "c", "b"]);
}

#[test]
fn it_shows_whole_quarters_around_the_tasks_and_today_and_no_more_than_three_years() {
    let line = of(&[("a", "Tháng 8/2026"), ("b", "Tháng 2/2027")], None);
    assert_eq!((line.from, line.to), (day("2026-07-01"), day("2027-03-31")));
    let line = of(&[("a", "Tháng 2/2020"), ("b", "Năm 2035")], None);
    assert_eq!((line.from, line.to), (day("2025-10-01"), day("2028-12-31")));
    let line = of(&[], None);
    assert_eq!((line.from, line.to), (day("2026-10-01"), day("2026-12-31")));
}

#[test]
fn every_bar_lies_within_the_width_whatever_the_words() {
    let words = [
        "Tháng 1/2026",
        "Trước 01/01/2026",
        "Năm 2026",
        "Quý IV/2026",
        "Thường xuyên",
        "Hằng năm",
        "Từ ngày 15/12/2025 đến 15/1/2027",
        "31/12/2026",
        "01/01/2026",
        "Năm 2020",
        "Dự kiến năm 2027",
    ];
    for period in [
        Period::Year(2026),
        Period::Quarter(2026, 4),
        Period::Month(2026, 2),
    ] {
        for words in words {
            let line = of(&[("t", words)], Some(period));
            if let Some(span) = line.bars[0].span {
                assert!(span.width >= LEAST_WIDTH, "{words}");
                assert!(
                    span.at + span.width <= WIDTH,
                    "{words} in {period}: {span:?}"
                );
            }
        }
    }
}

#[test]
fn more_than_can_be_drawn_is_counted() {
    let ids: Vec<_> = (0..MOST_BARS + 3).map(|n| format!("t{n:03}")).collect();
    let words: Vec<_> = ids.iter().map(|id| (id.as_str(), "Năm 2026")).collect();
    let line = of(&words, None);
    assert_eq!((line.bars.len(), line.n_more), (MOST_BARS, 3));
}
