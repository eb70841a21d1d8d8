use super::*;
use crate::{
    plan::{NodeBody, NodeEdits, NodeField, Place},
    record::{Fact, NodeFieldSet, Record},
};

fn node(id: &str, parent: Option<&str>, position: i64) -> Node {
    Node {
        id: id.into(),
        plan: "k".into(),
        parent: parent.map(NodeId::from),
        position: position.into(),
        label: None,
        text: id.into(),
        body: NodeBody::Section,
        edits: NodeEdits::default(),
    }
}

fn set(node: &mut Node, at: i64, field: NodeField) {
    let set = NodeFieldSet::new(node.id.clone(), field);
    let record = Record {
        id: format!("r{at}").as_str().into(),
        unit: "x".into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: Some("r0".into()),
        fact: Fact::NodeFieldSet(set.clone()),
    };
    node.set(&set, &record);
}

fn under(parent: &str) -> NodeField {
    NodeField::Place(Place {
        parent: Some(parent.into()),
        position: 1.into(),
    })
}

fn told(nodes: &[Node]) -> Vec<(usize, &str)> {
    let rows = in_reading_order(nodes).into_iter();
    rows.map(|(depth, node)| (depth, node.id.as_str()))
        .collect()
}

#[test]
fn of_moves_that_make_a_circle_the_last_one_does_not_count() {
    let mut nodes = [
        node("a", None, 1),
        node("b", None, 2),
        node("c", Some("a"), 1),
    ];
    set(&mut nodes[0], 5, under("b"));
    set(&mut nodes[1], 6, under("c"));
    assert_eq!(told(&nodes), [(0, "b"), (1, "a"), (2, "c")]);
    let outline = Outline::new(&nodes);
    let strayed: Vec<_> = outline.all.iter().filter(|row| row.strayed).collect();
    assert_eq!(strayed.len(), 1);
    assert_eq!(strayed[0].node.id.as_str(), "b");
}

#[test]
fn a_withdrawn_heading_stays_in_sight_while_something_under_it_was_not_withdrawn() {
    let mut nodes = [
        node("a", None, 1),
        node("b", Some("a"), 1),
        node("c", None, 2),
    ];
    set(&mut nodes[0], 5, NodeField::Withdrawn(true));
    assert_eq!(told(&nodes), [(0, "a"), (1, "b"), (0, "c")]);
    set(&mut nodes[1], 6, NodeField::Withdrawn(true));
    assert_eq!(told(&nodes), [(0, "c")]);
    let outline = Outline::new(&nodes);
    assert_eq!(outline.withdrawn().count(), 2);
    set(&mut nodes[0], 7, NodeField::Withdrawn(false));
    assert_eq!(told(&nodes), [(0, "a"), (0, "c")]);
}

#[test]
fn what_stands_under_something_unknown_is_not_lost() {
    let nodes = [node("b", Some("later"), 1), node("a", None, 2)];
    assert_eq!(told(&nodes), [(0, "b"), (0, "a")]);
}
