//! Versions of a plan: which are told apart, and that each is what was signed then.

use super::{
    super::versions::{VersionsQuery, VersionsView},
    *,
};
use crate::{
    plan::{NodeField, Signature, Stage, Step, compare::Kind},
    record::{NodeFieldSet, PlanStepped},
};

fn stepped(step: Step, reason: Option<&str>) -> Fact {
    let signature = step.is_signing().then(|| Signature {
        number: Some(format!("{}/KH", step.as_str())),
        date: "2026-09-05".parse().ok(),
        signer: Some("Lan".into()),
    });
    Fact::PlanStepped(PlanStepped {
        plan: "k".into(),
        step,
        reason: reason.map(str::to_owned),
        signature,
    })
}

fn says(node: &str, text: &str) -> Fact {
    let field = NodeField::Text(text.into());
    Fact::NodeFieldSet(NodeFieldSet::new(node.into(), field))
}

/// Signed, amended and signed again, and in the middle of a second amendment.
fn amended() -> World {
    let mut world = World::new();
    let steps = [
        ("r20", stepped(Step::Signed, None)),
        ("r21", stepped(Step::AmendmentBegun, Some("Thêm lớp."))),
        ("r22", says("t1", "Mở hai lớp học cộng đồng")),
        ("r23", stepped(Step::AmendmentSigned, None)),
        ("r24", stepped(Step::AmendmentBegun, Some("Đổi loa."))),
        ("r25", says("t3", "Tuyên truyền trên loa và Zalo")),
    ];
    for ((id, fact), day) in steps.into_iter().zip(12..) {
        world.add(id, &format!("2026-11-{day}"), "xa-a", fact);
    }
    world
}

fn view(world: &World, person: &Person, query: VersionsQuery) -> Option<VersionsView> {
    let records = world.log.iter().map(|signed| &signed.record);
    // What was done offline and has not come back stands behind all else.
    let place = |(seq, record): (i64, _)| ((seq < 14).then_some(seq), record);
    let log: Vec<crate::plan::Logged> = (1..).zip(records).map(place).collect();
    VersionsView::new(world.sight(person), &"k".into(), query, &log)
}

fn told(view: &VersionsView) -> Vec<(&str, Kind, String)> {
    view.changes
        .iter()
        .map(|change| {
            let pieces = change.difference.fields.iter().flat_map(|it| &it.pieces);
            let new = pieces.filter(|it| it.sort != crate::plan::compare::PieceSort::Kept);
            let words: Vec<_> = new.map(|it| it.text.trim()).collect();
            (
                change.difference.node.as_str(),
                change.difference.kind,
                words.join("|"),
            )
        })
        .collect()
}

#[test]
fn the_last_signed_version_is_told_apart_from_now() {
    let (world, officer) = (amended(), person(Role::Officer, "xa-a"));
    let now = view(&world, &officer, VersionsQuery::default()).unwrap();
    assert_eq!(
        (now.from, now.to, now.stage),
        (Some(2), None, Stage::Amending)
    );
    let reasons: Vec<_> = now
        .versions
        .iter()
        .map(|row| row.reason.as_deref())
        .collect();
    assert_eq!(reasons, [None, Some("Thêm lớp.")]);
    assert_eq!(told(&now), [("t3", Kind::Changed, "và Zalo".into())]);
}

#[test]
fn any_two_versions_are_told_apart_either_way_round() {
    let (world, officer) = (amended(), person(Role::Officer, "xa-a"));
    let between = |from, to| {
        let query = VersionsQuery {
            from: Some(from),
            to,
        };
        view(&world, &officer, query)
    };
    let signed = between(1, Some(2)).unwrap();
    assert_eq!(told(&signed), [("t1", Kind::Changed, "hai".into())]);
    let all = between(1, None).unwrap();
    assert_eq!(all.changes.len(), 2);
    let back = between(2, Some(1)).unwrap();
    assert_eq!(told(&back), [("t1", Kind::Changed, "hai".into())]);
    assert_eq!(between(3, None), None, "there is no third version");
    assert_eq!(between(0, None), None);
    assert_eq!(between(1, Some(9)), None);
}

#[test]
fn where_nothing_can_have_changed_the_last_amendment_is_shown() {
    let mut world = amended();
    world.add(
        "r26",
        "2026-11-19",
        "xa-a",
        stepped(Step::AmendmentSigned, None),
    );
    let officer = person(Role::Officer, "xa-a");
    let view = view(&world, &officer, VersionsQuery::default()).unwrap();
    assert_eq!((view.from, view.to), (Some(2), Some(3)));
    assert_eq!(told(&view), [("t3", Kind::Changed, "và Zalo".into())]);
}

#[test]
fn a_plan_without_a_signature_has_no_versions_and_others_see_nothing() {
    let world = World::new();
    let officer = person(Role::Officer, "xa-a");
    let draft = view(&world, &officer, VersionsQuery::default()).unwrap();
    assert_eq!((draft.versions.len(), draft.from), (0, None));
    let neighbour = person(Role::Officer, "xa-b");
    assert_eq!(view(&world, &neighbour, VersionsQuery::default()), None);
}

#[test]
fn a_change_stands_under_the_headings_it_stands_under_now() {
    let mut world = amended();
    let section = Node {
        label: Some("IV".into()),
        body: NodeBody::Section,
        ..task("s", "Việc mới", "", 9)
    };
    let under = Node {
        parent: Some("s".into()),
        ..task("n", "Lập tổ", "", 1)
    };
    for (id, node) in [("r27", section), ("r28", under)] {
        let fact = Fact::NodeAdded(NodeAdded { node });
        world.add(id, "2026-11-19", "xa-a", fact);
    }
    let officer = person(Role::Officer, "xa-a");
    let view = view(&world, &officer, VersionsQuery::default()).unwrap();
    let last = view.changes.last().unwrap();
    assert_eq!(last.path, ["IV. Việc mới"]);
    assert_eq!(
        (last.difference.text.as_str(), last.difference.kind),
        ("Lập tổ", Kind::Added)
    );
}
