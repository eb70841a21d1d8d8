use super::*;
use crate::{assignment::Progress, record::Fact, testing::unit};

fn tree() -> UnitTree {
    UnitTree::new([
        unit("tinh", None, UnitKind::Province),
        unit("so", Some("tinh"), UnitKind::Office),
        unit("xa", Some("tinh"), UnitKind::Commune),
        unit("phong", Some("xa"), UnitKind::Office),
        unit("xom-1", Some("xa"), UnitKind::Hamlet),
        unit("xom-2", Some("xa"), UnitKind::Hamlet),
    ])
}

fn colleague(id: &str, unit: &str) -> Colleague {
    Colleague {
        id: id.into(),
        name: format!("Tên {id}"),
        post: "Chuyên viên".into(),
        unit: unit.into(),
        works: true,
    }
}

#[test]
fn staff_are_those_who_work_there_the_own_people_first_and_nobody_of_beside_or_above_the_commune() {
    let onlooker = Colleague {
        works: false,
        ..colleague("c", "xa")
    };
    let all = [
        colleague("a", "xa"),
        colleague("z", "xom-1"),
        colleague("b", "xom-2"),
        colleague("t", "tinh"),
        onlooker,
        colleague("a", "xa"),
    ];
    let staff = |unit: &str| -> Vec<String> {
        let staff = staff_of(&tree(), &all, &unit.into());
        staff.iter().map(|one| one.id.to_string()).collect()
    };
    assert_eq!(staff("xom-1"), ["z", "a"]);
    assert_eq!(staff("phong"), ["a"]);
    assert_eq!(staff("xa"), ["a"]);
    assert_eq!(staff("so"), ["t"]);
    let first = &staff_of(&tree(), &all, &"xom-1".into())[0];
    assert_eq!(first.post, "Chuyên viên, xom-1");
}

fn said(nth: usize, person: u8, at: i64, is_over: bool) -> Record {
    Record {
        id: format!("r{nth}").as_str().into(),
        unit: "x".into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: None,
        fact: Fact::PutInCharge(PutInCharge {
            task: "t".into(),
            person: format!("p{person}").as_str().into(),
            name: format!("Tên {person}"),
            is_over,
        }),
    }
}

fn fold(records: &[Record]) -> Progress {
    let mut progress = Progress::default();
    for record in records {
        if let Fact::PutInCharge(fact) = &record.fact {
            progress.put_in_charge(fact, record);
        }
    }
    progress
}

#[test]
fn two_who_put_different_people_in_charge_both_have_their_way() {
    let progress = fold(&[said(1, 2, 10, false), said(2, 1, 10, false)]);
    let names: Vec<_> = progress.in_charge().into_iter().map(|it| it.1).collect();
    assert_eq!(names, ["Tên 1", "Tên 2"]);
    let progress = fold(&[said(3, 1, 20, true), said(2, 1, 10, false)]);
    assert!(!progress.is_in_charge(&"p1".into()));
    assert_eq!(progress.people.len(), 1, "it is still known who that was");
}

#[test]
fn who_is_in_charge_does_not_depend_on_the_order() {
    let records = [
        said(1, 1, 10, false),
        said(2, 1, 30, true),
        said(3, 1, 30, false),
        said(4, 2, 20, false),
        said(5, 2, 10, true),
    ];
    let expected = fold(&records);
    assert_eq!(expected.in_charge().len(), 2);
    let mut order: Vec<usize> = (0..records.len()).collect();
    let mut n_orders = 0;
    permute(&mut order, 0, &mut |order| {
        let mut told: Vec<_> = order.iter().map(|nth| records[*nth].clone()).collect();
        told.extend(records.first().cloned());
        assert_eq!(fold(&told), expected);
        n_orders += 1;
    });
    assert_eq!(n_orders, 120);
}

fn permute(order: &mut Vec<usize>, from: usize, each: &mut dyn FnMut(&[usize])) {
    if from == order.len() {
        return each(order);
    }
    for nth in from..order.len() {
        order.swap(from, nth);
        permute(order, from + 1, each);
        order.swap(from, nth);
    }
}
