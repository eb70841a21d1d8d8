use super::*;
use crate::{
    clock::Stamp,
    fold::State,
    plan::{NodeBody, NodeEdits, Plan},
    record::PlanCreated,
};

struct Desk {
    state: State,
    records: Vec<Record>,
}

impl Desk {
    fn keep(&mut self, by: &str, intents: Vec<Intent>) {
        // All of one act bear the moment in their ids.
        let moment = format!("{:013}", self.records.len());
        for intent in intents {
            let n = self.records.len();
            let record = Record {
                id: format!("{moment}-{n}").as_str().into(),
                unit: "x".into(),
                by: by.into(),
                device: by.into(),
                made_at: Stamp::at(n as i64),
                replaces: intent.replaces,
                fact: intent.fact,
            };
            self.state.apply(&record);
            self.records.push(record);
        }
    }

    fn set(&mut self, by: &str, text: &str) {
        let editing = Editing::new(&self.state, &"k".into()).unwrap();
        let fields = vec![NodeField::Text(text.into())];
        let intents = editing.set(&"a".into(), fields).unwrap();
        self.keep(by, intents);
    }

    fn undo(&mut self, by: &str) -> Result<(), Problem> {
        let history = History::new(&by.into(), &self.records);
        let editing = Editing::new(&self.state, &"k".into()).unwrap();
        let intents = history.undo(&editing)?;
        self.keep(by, intents);
        Ok(())
    }

    fn text(&self) -> &str {
        &self.state.nodes[&"a".into()].text
    }
}

fn desk() -> Desk {
    let mut desk = Desk {
        state: State::default(),
        records: Vec::new(),
    };
    let node = Node {
        id: "a".into(),
        plan: "k".into(),
        parent: None,
        position: 1.into(),
        label: None,
        text: "đầu".into(),
        body: NodeBody::Section,
        edits: NodeEdits::default(),
    };
    let plan = Plan {
        id: "k".into(),
        ..Plan::default()
    };
    let nodes = vec![node];
    let fact = Fact::PlanCreated(PlanCreated { plan, nodes });
    desk.keep(
        "lan",
        vec![Intent {
            replaces: None,
            after: None,
            fact,
        }],
    );
    desk
}

#[test]
fn what_somebody_else_went_on_from_is_not_taken_back_unseen() {
    let mut desk = desk();
    desk.set("lan", "một");
    desk.set("minh", "hai");
    assert_eq!(desk.undo("lan").unwrap_err().code, Code::UndoOvertaken);
    assert_eq!(desk.text(), "hai");
    // Once that is taken back, it can be.
    desk.undo("minh").unwrap();
    desk.undo("lan").unwrap();
    assert_eq!(desk.text(), "đầu");
}

#[test]
fn a_new_act_after_an_undo_leaves_nothing_to_do_again() {
    let mut desk = desk();
    desk.set("lan", "một");
    desk.set("lan", "hai");
    desk.undo("lan").unwrap();
    let (_, n_undone) = History::new(&"lan".into(), &desk.records).depths();
    assert_eq!(n_undone, 1);
    desk.set("lan", "ba");
    let mut history = History {
        person: "lan".into(),
        ..History::default()
    };
    desk.records.iter().for_each(|record| history.push(record));
    assert_eq!(history.depths().1, 0);
    desk.undo("lan").unwrap();
    assert_eq!(desk.text(), "một");
    desk.undo("lan").unwrap();
    assert_eq!(desk.text(), "đầu");
    let (n_done, _) = History::new(&"lan".into(), &desk.records).depths();
    assert_eq!(n_done, 0);
}

#[test]
fn a_node_that_somebody_else_has_filled_is_not_taken_back() {
    let mut desk = desk();
    let editing = Editing::new(&desk.state, &"k".into()).unwrap();
    let intents = editing
        .write_after(Some(&"a".into()), None, "n".into())
        .unwrap();
    desk.keep("lan", intents);
    let editing = Editing::new(&desk.state, &"k".into()).unwrap();
    let fields = vec![NodeField::Text("của Minh".into())];
    let intents = editing.set(&"n".into(), fields).unwrap();
    desk.keep("minh", intents);
    assert_eq!(desk.undo("lan").unwrap_err().code, Code::UndoOvertaken);
    desk.undo("minh").unwrap();
    desk.undo("lan").unwrap();
    assert!(desk.state.nodes[&"n".into()].is_withdrawn());
}
