use super::*;
use crate::plan::NodeKind;

/// "a" with "a1" and "a2", which has "a21"; "b".
fn rows() -> Vec<EditingRow> {
    let row = |id: &str, depth| EditingRow {
        id: id.into(),
        depth,
        kind: NodeKind::Section,
        label: None,
        text: id.to_owned(),
        facts: String::new(),
        marks: Vec::new(),
    };
    vec![
        row("a", 0),
        row("a1", 1),
        row("a2", 1),
        row("a21", 2),
        row("b", 0),
    ]
}

fn told(dragged: &str, gap: usize, depth: usize) -> Option<String> {
    let drop = place(&rows(), &dragged.into(), gap, depth)?;
    let word = |id: &Option<NodeId>| id.as_ref().map_or("-".to_owned(), ToString::to_string);
    Some(format!(
        "{} {} {}",
        word(&drop.parent),
        word(&drop.after),
        drop.depth
    ))
}

#[test]
fn a_row_goes_between_two_as_deep_as_they_allow() {
    // Before everything there is only one level.
    assert_eq!(told("b", 0, 3).as_deref(), Some("- - 0"));
    // Behind "a" something stands under it already.
    assert_eq!(told("b", 1, 0).as_deref(), Some("a - 1"));
    assert_eq!(told("b", 2, 1).as_deref(), Some("a a1 1"));
    assert_eq!(told("b", 2, 2).as_deref(), Some("a1 - 2"));
    // Behind "a21" it may stand on any level.
    assert_eq!(told("b", 4, 1).as_deref(), Some("a a2 1"));
    assert_eq!(told("b", 4, 2).as_deref(), Some("a2 a21 2"));
    assert_eq!(told("b", 4, 9).as_deref(), Some("a21 - 3"));
    assert_eq!(told("a1", 5, 0).as_deref(), Some("- b 0"));
    assert_eq!(told("a1", 5, 1).as_deref(), Some("b - 1"));
}

#[test]
fn a_row_does_not_go_into_itself_nor_where_it_is() {
    assert_eq!(told("a", 2, 1), None);
    assert_eq!(told("a2", 3, 2), None);
    assert_eq!(told("b", 4, 0), None);
    assert_eq!(told("b", 5, 0), None);
    // On the spot it can still change its level.
    assert_eq!(told("a2", 2, 2).as_deref(), Some("a1 - 2"));
    assert_eq!(told("a2", 4, 0).as_deref(), Some("- a 0"));
    assert_eq!(told("z", 0, 0), None);
}

#[test]
fn whatever_is_dragged_wherever_the_move_can_be_made() {
    use crate::{
        clock::Stamp,
        fold::State,
        plan::{Node, NodeBody, NodeEdits, Plan, editing::Editing},
        record::{Fact, PlanCreated, Record},
    };
    let parents = [None, Some("a"), Some("a"), Some("a2"), None];
    let nodes = (0..)
        .zip(rows().into_iter().zip(parents))
        .map(|(n, (row, parent))| Node {
            id: row.id.clone(),
            plan: "k".into(),
            parent: parent.map(NodeId::from),
            position: n.into(),
            label: None,
            text: row.text.clone(),
            body: NodeBody::Section,
            edits: NodeEdits::default(),
        });
    let plan = Plan {
        id: "k".into(),
        ..Plan::default()
    };
    let nodes = nodes.collect();
    let made = Record {
        id: "r".into(),
        unit: "x".into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(1),
        replaces: None,
        fact: Fact::PlanCreated(PlanCreated { plan, nodes }),
    };
    for dragged in rows() {
        for (gap, depth) in (0..=5).flat_map(|gap| (0..4).map(move |depth| (gap, depth))) {
            let Some(drop) = place(&rows(), &dragged.id, gap, depth) else {
                continue;
            };
            let mut state = State::default();
            state.apply(&made);
            let editing = Editing::new(&state, &"k".into()).unwrap();
            let (parent, after) = (drop.parent.as_ref(), drop.after.as_ref());
            let intents = editing.move_to(&dragged.id, parent, after).unwrap();
            for intent in intents {
                state.apply(&Record {
                    id: "r2".into(),
                    made_at: Stamp::at(2),
                    replaces: intent.replaces,
                    fact: intent.fact,
                    ..made.clone()
                });
            }
            let editing = Editing::new(&state, &"k".into()).unwrap();
            let row = editing.row(&dragged.id).unwrap();
            assert_eq!(row.depth, drop.depth, "{} {gap} {depth}", dragged.id);
        }
    }
}
