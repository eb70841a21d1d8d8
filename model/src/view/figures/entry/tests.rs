use super::*;
use crate::{day, indicator::national};

fn row() -> EntryRow {
    let part = |part: &str| PartAccount {
        part: part.into(),
        account: Account::default(),
    };
    EntryRow {
        unit: UnitHead::default(),
        indicator: national().remove(3),
        account: Account::default(),
        population: None,
        may_report: true,
        is_beside: false,
        apart: vec![Dimension::Sex, Dimension::Ethnicity],
        parts: ["female", "male", "ethnic_minority"].map(part).into(),
    }
}

fn said(part: Option<&str>, as_of: &str, numerator: i64, denominator: i64) -> FigureReported {
    FigureReported {
        indicator: "vneid".into(),
        part: part.map(str::to_owned),
        as_of: day::parse(as_of).unwrap(),
        numerator: Some(numerator),
        denominator: Some(denominator),
        ..FigureReported::default()
    }
}

fn known(record: &str, said: FigureReported) -> Figure {
    Figure {
        record: record.into(),
        said,
        ..Figure::default()
    }
}

fn questions(row: &EntryRow, said: &[FigureReported]) -> Vec<String> {
    let doubts = row.doubts(said).into_iter();
    let question = |(part, doubt): (Option<&str>, Doubt)| match part {
        Some(part) => format!("{part}: {}", doubt.question()),
        None => doubt.question(),
    };
    doubts.map(question).collect()
}

const DAY: &str = "2026-06-10";

#[test]
fn parts_that_make_up_their_whole_raise_no_question() {
    let said = [
        said(None, DAY, 60, 100),
        said(Some("female"), DAY, 35, 52),
        said(Some("male"), DAY, 25, 48),
        said(Some("ethnic_minority"), DAY, 4, 9),
    ];
    assert_eq!(questions(&row(), &said), [""; 0]);
    // Some of the parts are unknown: nobody can tell.
    assert_eq!(questions(&row(), &said[..2]), [""; 0]);
}

#[test]
fn parts_that_do_not_fit_their_whole_are_asked_about_and_told_which() {
    let all = [
        said(None, DAY, 60, 100),
        said(Some("female"), DAY, 35, 52),
        said(Some("male"), DAY, 20, 48),
        said(Some("ethnic_minority"), DAY, 61, 70),
    ];
    assert_eq!(
        questions(&row(), &all),
        [
            "Giới tính: số đạt cộng lại là 55, khác số chung 60. Có đúng không?",
            "Người dân tộc thiểu số: số đạt lớn hơn số chung (60). Có đúng không?",
        ]
    );
    let swapped = [said(None, DAY, 60, 100), said(Some("male"), DAY, 48, 20)];
    assert_eq!(
        questions(&row(), &swapped),
        ["Nam: Số đạt lớn hơn tổng số. Hai số có bị nhập đổi chỗ không?"]
    );
}

#[test]
fn a_part_is_held_against_the_whole_that_stands_and_not_against_old_parts() {
    let mut row = row();
    row.account
        .add(known("a", said(None, "2026-05-01", 60, 100)));
    let part = |numerator| [said(Some("female"), DAY, numerator, 80)];
    assert_eq!(questions(&row, &part(55)), [""; 0]);
    assert_eq!(
        questions(&row, &part(70)),
        ["Nữ: số đạt lớn hơn số chung (60). Có đúng không?"]
    );
    // An older part says nothing about this day.
    let male = known("b", said(Some("male"), "2026-05-01", 40, 48));
    row.parts[1].account.add(male.clone());
    assert_eq!(questions(&row, &part(55)), [""; 0]);
    // Of the same day it does.
    let said = said(Some("male"), DAY, 40, 48);
    row.parts[1].account.add(known("c", said));
    assert_eq!(
        questions(&row, &part(55)),
        [
            "Giới tính: số đạt cộng lại là 95, khác số chung 60. Có đúng không?",
            "Giới tính: tổng số cộng lại là 128, khác số chung 100. Có đúng không?",
        ]
    );
}

#[test]
fn a_part_of_the_same_day_is_put_right_and_no_other() {
    let mut row = row();
    row.account.add(known("whole", said(None, DAY, 60, 100)));
    let part = known("part", said(Some("female"), DAY, 30, 50));
    row.parts[0].account.add(part);
    let corrected = |said: &FigureReported| row.corrected(said).map(|one| one.record.to_string());
    assert_eq!(
        corrected(&said(Some("female"), DAY, 31, 50)).as_deref(),
        Some("part")
    );
    assert_eq!(corrected(&said(Some("male"), DAY, 31, 50)), None);
    assert_eq!(
        corrected(&said(None, DAY, 61, 100)).as_deref(),
        Some("whole")
    );
    assert_eq!(corrected(&said(Some("female"), "2026-06-11", 31, 50)), None);
}
