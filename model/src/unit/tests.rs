use super::*;

fn unit(id: &str, parent: &str, kind: UnitKind, name: &str) -> Unit {
    Unit {
        id: id.into(),
        kind,
        name: name.into(),
        parent: (!parent.is_empty()).then(|| parent.into()),
        ..Unit::default()
    }
}

fn tree() -> UnitTree {
    UnitTree::new([
        unit("40", "", UnitKind::Province, "Tỉnh Mẫu"),
        unit("x", "40", UnitKind::Commune, "Xã Mẫu"),
        unit("x10", "x", UnitKind::Hamlet, "Xóm 10"),
        unit("x2", "x", UnitKind::Hamlet, "Xóm 2"),
        unit("p", "x", UnitKind::Office, "Phòng Kinh tế"),
        unit(
            "t",
            "x2",
            UnitKind::DigitalTeam,
            "Tổ công nghệ số cộng đồng Xóm 2",
        ),
    ])
}

#[test]
fn a_unit_is_within_itself_and_its_ancestors_only() {
    let tree = tree();
    assert!(tree.is_within(&"t".into(), &"40".into()));
    assert!(tree.is_within(&"x".into(), &"x".into()));
    assert!(!tree.is_within(&"x".into(), &"t".into()));
    assert!(!tree.is_within(&"nowhere".into(), &"40".into()));
}

#[test]
fn siblings_are_listed_by_kind_and_number() {
    let tree = tree();
    let names: Vec<_> = tree
        .children(&"x".into())
        .map(|unit| unit.name.as_str())
        .collect();
    assert_eq!(names, ["Xóm 2", "Xóm 10", "Phòng Kinh tế"]);
}

#[test]
fn a_class_is_a_kind_that_stands_there_more_than_once() {
    let classes = tree().classes(&"x".into());
    assert_eq!(classes.len(), 1);
    assert_eq!(classes[0].kind, UnitKind::Hamlet);
    assert_eq!(classes[0].units, [UnitId::from("x2"), "x10".into()]);
}

#[test]
fn a_loop_of_parents_ends() {
    let tree = UnitTree::new([
        unit("a", "b", UnitKind::Other, "A"),
        unit("b", "a", UnitKind::Other, "B"),
    ]);
    assert_eq!(tree.ancestors(&"a".into()).count(), 2);
    assert!(tree.subtree(&"a".into()).len() <= 2);
}

#[test]
fn kinds_have_names_that_read_back() {
    for kind in UnitKind::ALL {
        assert_eq!(UnitKind::parse(kind.as_str()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
}

#[test]
fn the_same_units_are_there_until_one_begins_or_ends() {
    let day = |text: &str| text.parse().unwrap();
    let mut new = unit("x3", "x", UnitKind::Hamlet, "Xóm 3");
    new.life.since = Some(day("2026-03-01"));
    let mut old = unit("x4", "x", UnitKind::Hamlet, "Xóm 4");
    old.life.until = Some(day("2026-07-01"));
    let tree = UnitTree::new([new, old]);
    let same = |a, b| tree.is_same_on(day(a), day(b));
    assert!(same("2026-03-01", "2026-06-30"));
    assert!(!same("2026-02-28", "2026-03-01"));
    assert!(!same("2026-07-01", "2026-06-30"));
    assert!(same("2026-07-01", "2027-01-01"));
}
