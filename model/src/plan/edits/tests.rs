use super::*;
use crate::record::{Fact, Unassigned};
use serde_json::json;

fn record(id: &str, at: i64, replaces: Option<&str>) -> Record {
    Record {
        id: id.into(),
        unit: "x".into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: replaces.map(RecordId::from),
        fact: Fact::Unassigned(Unassigned { task: "t".into() }),
    }
}

fn fold(settings: &[(Record, &str, Vec<RecordId>)], order: impl Iterator<Item = usize>) -> Edits {
    let mut edits = Edits::default();
    for index in order {
        let (record, value, settles) = &settings[index];
        edits.note("text", json!(value), record, settles);
    }
    edits
}

fn rivals(edits: &Edits) -> Vec<&str> {
    edits
        .rivals("text")
        .into_iter()
        .map(|(id, _)| id.as_str())
        .collect()
}

#[test]
fn settings_that_did_not_see_each_other_are_rivals_until_one_settles_them() {
    let mut settings = vec![
        (record("a1", 1, Some("r0")), "A", vec![]),
        (record("a2", 2, Some("a1")), "AA", vec![]),
        (record("b1", 3, Some("r0")), "B", vec![]),
    ];
    let edits = fold(&settings, 0..3);
    assert_eq!(edits.shown("text").unwrap().0.as_str(), "b1");
    assert_eq!(rivals(&edits), ["b1", "a2"]);
    assert_eq!(edits.disputed().collect::<Vec<_>>(), ["text"]);
    assert_eq!(fold(&settings, (0..3).rev()), edits);
    settings.push((record("c", 4, Some("b1")), "C", vec!["a2".into()]));
    let edits = fold(&settings, 0..4);
    assert!(rivals(&edits).is_empty());
    assert_eq!(fold(&settings, (0..4).rev().chain(0..4)), edits);
}

#[test]
fn who_says_the_same_or_claims_nothing_is_nobodys_rival() {
    let same = [
        (record("a", 1, Some("r0")), "A", vec![]),
        (record("b", 2, Some("r0")), "A", vec![]),
    ];
    assert!(rivals(&fold(&same, 0..2)).is_empty());
    let careless = [
        (record("a", 1, Some("r0")), "A", vec![]),
        (record("b", 2, None), "B", vec![]),
    ];
    let edits = fold(&careless, 0..2);
    assert!(rivals(&edits).is_empty());
    assert_eq!(edits.shown("text").unwrap().0.as_str(), "b");
}

#[test]
fn the_latest_is_shown_even_where_an_earlier_one_says_that_it_replaces_it() {
    let settings = [
        (record("a", 9, Some("r0")), "A", vec![]),
        (record("b", 2, Some("a")), "B", vec![]),
        (record("c", 1, Some("c")), "C", vec![]),
    ];
    for edits in [fold(&settings, 0..3), fold(&settings, (0..3).rev())] {
        assert_eq!(edits.shown("text").unwrap().0.as_str(), "a");
    }
}
