use super::*;
use crate::{status::Cells, view::today::Group};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn mention(about: &str) -> Mention {
    Mention {
        record: "r".into(),
        task: "t".into(),
        about: about.into(),
        by: "Lê Na".into(),
        words: "@Lan xem giúp số điện thoại của bà Hoa.".into(),
        at: 0,
    }
}

fn today() -> Today {
    Today {
        is_top: false,
        today: day("2026-11-20"),
        groups: Vec::new(),
        cells: Cells::default(),
        n_unassigned: 3,
        difficulties: Vec::new(),
        n_difficulties: 0,
        mentions: Vec::new(),
        answers: Vec::new(),
        declined: Vec::new(),
        n_reminded: 0,
        digest: String::new(),
        reports: Vec::new(),
        n_reports: 0,
    }
}

#[test]
fn the_morning_comes_once_a_day_and_ends() {
    let at = |hour| start_of_day(day("2026-11-20")) + hour * HOUR;
    let (yesterday, here) = (Some(day("2026-11-19")), Some(day("2026-11-20")));
    assert!(!is_morning(at(7) - 1, yesterday));
    assert!(is_morning(at(7), yesterday) && is_morning(at(7), None));
    assert!(is_morning(at(11) - 1, yesterday) && !is_morning(at(11), yesterday));
    assert!(!is_morning(at(9), here), "told already");
}

#[test]
fn a_morning_counts_what_waits_and_is_silent_where_nothing_does() {
    let quiet = today();
    assert_eq!(Notice::of_morning(&quiet), None);
    let group = |urgency, n_rows| Group {
        urgency,
        rows: Vec::new(),
        n_rows,
    };
    let busy = Today {
        groups: vec![group(Urgency::Overdue, 3), group(Urgency::Open, 9)],
        n_difficulties: 1,
        mentions: vec![mention("Mở lớp")],
        ..quiet
    };
    let notice = Notice::of_morning(&busy).unwrap();
    let body = "3 việc quá hạn, 1 vướng mắc chờ bạn trả lời, 1 góp ý nhắc tên bạn.";
    assert_eq!((notice.body.as_str(), notice.address.as_str()), (body, "/"));
}

#[test]
fn a_mention_tells_the_task_and_neither_who_wrote_nor_what() {
    assert_eq!(Notice::of_mentions(&[]), None);
    let one = Notice::of_mentions(&[mention("Mở lớp")]).unwrap();
    assert_eq!(one.address, "/nhiem-vu/t");
    let many = Notice::of_mentions(&[mention(&"ă ".repeat(300)), mention("Mở lớp")]).unwrap();
    assert!(many.body.chars().count() <= WORDS_CHARS + 1 && many.address == "/");
    for notice in [one, many] {
        let told = format!("{}{}", notice.title, notice.body);
        assert!(!told.contains("Lê Na") && !told.contains("Hoa"));
    }
}
