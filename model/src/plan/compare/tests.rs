use super::*;
use crate::{
    plan::{NodeBody, NodeEdits, Task},
    schedule::Schedule,
};

fn node(id: &str, parent: Option<&str>, position: i64, text: &str) -> Node {
    Node {
        id: id.into(),
        plan: "k".into(),
        parent: parent.map(NodeId::from),
        position: position.into(),
        label: None,
        text: text.into(),
        body: NodeBody::Task(Task::default()),
        edits: NodeEdits::default(),
    }
}

fn told(differences: &[Difference]) -> Vec<(&str, Kind)> {
    differences
        .iter()
        .map(|it| (it.node.as_str(), it.kind))
        .collect()
}

#[test]
fn what_was_added_withdrawn_moved_and_changed_is_told_in_reading_order() {
    let before = vec![
        node("a", None, 1, "Đầu"),
        node("b", None, 2, "Mở lớp cho người dân"),
        node("c", None, 3, "Cuối"),
        node("d", None, 4, "Bỏ"),
    ];
    let mut after = before.clone();
    after[2].parent = Some("a".into());
    after[1].text = "Mở 15 lớp cho người cao tuổi".into();
    if let NodeBody::Task(task) = &mut after[1].body {
        task.schedule = Schedule::read("trước tháng 6/2026");
    }
    after[3].edits.withdrawn = true;
    after.push(node("e", None, 5, "Mới"));
    let differences = compare(&before, &after);
    assert_eq!(
        told(&differences),
        [
            ("c", Kind::Moved),
            ("b", Kind::Changed),
            ("d", Kind::Withdrawn),
            ("e", Kind::Added)
        ]
    );
    let fields: Vec<_> = differences[1]
        .fields
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(fields, ["Nội dung", "Thời gian"]);
    assert!(compare(&after, &after).is_empty());
}

#[test]
fn who_was_only_passed_by_has_not_moved() {
    let before: Vec<_> = (1..=4)
        .map(|n| node(&format!("n{n}"), None, n, "Mục"))
        .collect();
    let mut after = before.clone();
    after[3].position = 0.into();
    assert_eq!(told(&compare(&before, &after)), [("n4", Kind::Moved)]);
}

#[test]
fn words_that_stayed_went_and_came_make_up_both_texts() {
    let (was, is) = ("Mở lớp cho người dân.", "Mở 15 lớp cho người cao tuổi.");
    let pieces = pieces(was, is);
    let without = |sort: PieceSort| {
        let kept = pieces.iter().filter(|piece| piece.sort != sort);
        kept.map(|piece| piece.text.as_str()).collect::<String>()
    };
    assert_eq!(without(PieceSort::New), was);
    assert_eq!(without(PieceSort::Gone), is);
    let kept: Vec<_> = pieces
        .iter()
        .filter(|piece| piece.sort == PieceSort::Kept)
        .collect();
    assert_eq!(kept.len(), 2);
}
