use super::*;

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[track_caller]
fn reads(words: &str, kind: ScheduleKind, start: Option<NaiveDate>, end: Option<NaiveDate>) {
    let schedule = Schedule::read(words);
    assert_eq!(
        (schedule.kind, schedule.start, schedule.end),
        (kind, start, end),
        "{words}"
    );
}

#[test]
fn the_kinds_of_the_table() {
    use ScheduleKind::*;
    reads("Thường xuyên.", Continuous, None, None);
    reads(
        "Thường xuyên, bắt đầu từ Tháng 7/2025",
        Continuous,
        day(2025, 7, 1),
        None,
    );
    reads(
        "Hoàn thành và duy trì từ tháng 7/2025",
        Continuous,
        day(2025, 7, 1),
        None,
    );
    reads(
        "Tháng 10/2025",
        ByMonth,
        day(2025, 10, 1),
        day(2025, 10, 31),
    );
    reads(
        "hoàn thành trong tháng 4/2025",
        ByMonth,
        None,
        day(2025, 4, 30),
    );
    reads("Trước tháng 6/2026", BeforeMonth, None, day(2026, 5, 31));
    reads("trước ngày 20/11/2025", BeforeDate, None, day(2025, 11, 19));
    reads(
        "Dự kiến ngày 10/10/2025",
        Date,
        day(2025, 10, 10),
        day(2025, 10, 10),
    );
    reads(
        "Từ ngày 15/9/2025 đến hết ngày 30/9/2025",
        Range,
        day(2025, 9, 15),
        day(2025, 9, 30),
    );
    reads("2026-2030", Range, day(2026, 1, 1), day(2030, 12, 31));
    reads("Quý II/2025", Quarter, day(2025, 4, 1), day(2025, 6, 30));
    reads("Quí IV-2025", Quarter, day(2025, 10, 1), day(2025, 12, 31));
    reads("Năm 2025", Year, day(2025, 1, 1), day(2025, 12, 31));
    reads("2025", Year, day(2025, 1, 1), day(2025, 12, 31));
    reads(
        "Năm 2025 và các năm tiếp theo",
        YearAndFollowing,
        day(2025, 1, 1),
        None,
    );
    reads(
        "Theo kế hoạch, giấy mời của tỉnh",
        PerInvitation,
        None,
        None,
    );
    reads("Định kỳ hàng tuần", Recurring, None, None);
    reads("hằng năm vào ngày 10/10", Recurring, None, None);
    reads("Khi có yêu cầu", Conditional, None, None);
    reads(
        "20 ngày sau khi Kế hoạch được ban hành",
        Conditional,
        None,
        None,
    );
    reads("  ", Unspecified, None, None);
}

#[test]
fn other_ways_of_writing_the_same() {
    use ScheduleKind::*;
    reads(
        "ngày 05 tháng 02 năm 2026",
        Date,
        day(2026, 2, 5),
        day(2026, 2, 5),
    );
    reads(
        "THÁNG 2 NĂM 2028",
        ByMonth,
        day(2028, 2, 1),
        day(2028, 2, 29),
    );
    reads("quý 3 năm 2025", Quarter, day(2025, 7, 1), day(2025, 9, 30));
    reads("Tháng 7, 8/2025", Range, day(2025, 7, 1), day(2025, 8, 31));
    reads("Tháng 6-12/2025", Range, day(2025, 6, 1), day(2025, 12, 31));
    reads(
        "Quý III, IV/2025",
        Range,
        day(2025, 7, 1),
        day(2025, 12, 31),
    );
    reads(
        "Từ ngày 15 đến 30/9/2025",
        Range,
        day(2025, 9, 15),
        day(2025, 9, 30),
    );
    reads(
        "từ tháng 3/2026 đến tháng 5",
        Range,
        day(2026, 3, 1),
        day(2026, 5, 31),
    );
    reads(
        "6 tháng cuối năm 2026",
        Range,
        day(2026, 7, 1),
        day(2026, 12, 31),
    );
    reads(
        "Chậm nhất ngày 30/6/2026",
        BeforeDate,
        None,
        day(2026, 6, 30),
    );
    reads("Từ tháng 9/2025", Range, day(2025, 9, 1), None);
    reads("Tháng 10", ByMonth, None, None);
    reads("Phòng họp tầng hai", Unspecified, None, None);
}

#[test]
fn decomposed_text_reads_alike() {
    use unicode_normalization::UnicodeNormalization;
    let decomposed: String = "Trước ngày 01/3/2026".nfd().collect();
    reads(
        &decomposed,
        ScheduleKind::BeforeDate,
        None,
        day(2026, 2, 28),
    );
}

#[test]
fn what_is_beside_the_span_is_kept() {
    let before = Schedule::read("Trước tháng 6/2026");
    assert_eq!(before.boundary_date, day(2026, 6, 1));
    assert_eq!(before.boundary, Some(Boundary::Before));
    assert!(Schedule::read("Dự kiến tháng 8/2025").approximate);
    let yearly = Schedule::read("hằng năm vào ngày 10/10").recurrence;
    let expected = Recurrence {
        freq: Some(Frequency::Yearly),
        times: None,
        month: Some(10),
        day: Some(10),
    };
    assert_eq!(yearly, Some(expected));
    let twice = Schedule::read("02 lần (trước ngày 15/6/2025 và trước ngày 15/12/2025)");
    assert_eq!(twice.multiple_report_dates.len(), 2);
    assert_eq!(twice.end, day(2025, 12, 14));
    let half = Schedule::read("02 lần/năm")
        .recurrence
        .and_then(|recurrence| recurrence.times);
    assert_eq!(half, Some(2));
}

#[test]
fn an_open_end_is_never_due() {
    for words in [
        "Thường xuyên",
        "Năm 2025 và các năm tiếp theo",
        "Hằng tháng",
        "Từ tháng 9/2025",
    ] {
        let schedule = Schedule::read(words);
        assert!(schedule.is_continuous(), "{words}");
        assert_eq!(schedule.due(), None, "{words}");
    }
    assert_eq!(Schedule::read("Quý I/2026").due(), day(2026, 3, 31));
    assert!(!Schedule::default().is_continuous());
}

#[test]
fn a_stretch_for_each_time() {
    let cases = [
        ("6 tháng/lần", Frequency::HalfYearly),
        ("Quý/lần", Frequency::Quarterly),
        ("01 tháng 1 lần", Frequency::Monthly),
        ("Năm/lần", Frequency::Yearly),
    ];
    for (words, freq) in cases {
        let schedule = Schedule::read(words);
        assert_eq!(schedule.kind, ScheduleKind::Recurring, "{words}");
        assert_eq!(
            schedule.recurrence.and_then(|r| r.freq),
            Some(freq),
            "{words}"
        );
    }
}

#[test]
fn the_wire_form_skips_what_is_absent() {
    let json = serde_json::to_value(Schedule::read("Tháng 10/2025")).expect("a schedule is JSON");
    let expected = serde_json::json!({
        "kind": "by_month", "start": "2025-10-01", "end": "2025-10-31",
        "precision": "month", "raw": "Tháng 10/2025",
    });
    assert_eq!(json, expected);
    let read: Schedule = serde_json::from_str("{}").expect("all fields have defaults");
    assert_eq!(read, Schedule::default());
}

#[test]
fn hostile_words_are_only_unspecified() {
    for words in [
        "99/99/9999",
        "tháng 0/2025",
        "31/2/2025",
        "4294967296/1/2025",
        "quý V/2025",
        "////",
    ] {
        let schedule = Schedule::read(words);
        assert!(
            schedule.start.is_none() || schedule.end.is_some(),
            "{words}"
        );
    }
    Schedule::read(&"tháng ".repeat(100_000));
}
