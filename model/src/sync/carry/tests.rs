use super::*;
use crate::{
    assignment::{Duty, Status, TaskUpdate},
    clock::Stamp,
    person::{Grant, Role},
    plan::{Node, NodeBody, NodeField, Plan, Task},
    record::{Assigned, Commented, Fact, NodeFieldSet, PlanCreated},
    testing::province,
};

fn person(id: &str, grants: &[(Role, &str)]) -> Person {
    let grants = grants.iter().map(|(role, unit)| Grant {
        role: *role,
        unit: (*unit).into(),
    });
    Person {
        id: id.into(),
        grants: grants.collect(),
        ..Person::default()
    }
}

/// Of the person "p".
fn record(unit: &str, fact: Fact) -> Record {
    Record {
        id: "0192f1c2-0000-7000-8000-000000000001".into(),
        unit: unit.into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(1_795_219_200_000),
        replaces: None,
        fact,
    }
}

fn assigned() -> Record {
    let fact = Assigned {
        task: "t".into(),
        duty: Duty::Implementer,
    };
    record("xom-1", Fact::Assigned(fact))
}

fn updated() -> Record {
    let update = TaskUpdate {
        task: "t".into(),
        status: Status::Doing,
        ..TaskUpdate::default()
    };
    record("xom-1", Fact::TaskUpdated(update))
}

/// The commune's plan with one task, given to hamlet 1.
fn state() -> State {
    let task = Node {
        id: "t".into(),
        plan: "k".into(),
        parent: None,
        position: Default::default(),
        label: None,
        text: "Mở lớp".into(),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    let plan = Plan {
        id: "k".into(),
        unit: "xa-a".into(),
        ..Plan::default()
    };
    let nodes = vec![task];
    let mut state = State::default();
    state.apply(&record(
        "xa-a",
        Fact::PlanCreated(PlanCreated { plan, nodes }),
    ));
    state.apply(&assigned());
    state
}

fn verdict(record: &Record, author: &Person, carrier: &Person) -> Result<(), Code> {
    let verdict = accept_carried(record, author, carrier, &province(), &state());
    verdict.map_err(|problem| problem.code)
}

#[test]
fn colleagues_and_the_commune_bring_a_hamlets_work_and_nobody_else_does() {
    let author = person("p", &[(Role::Field, "xom-1")]);
    for grant in [
        (Role::Field, "xom-1"),
        (Role::Officer, "xa-a"),
        (Role::Leader, "xa-a"),
        (Role::Admin, "tinh"),
    ] {
        let carrier = person("c", &[grant]);
        assert_eq!(verdict(&updated(), &author, &carrier), Ok(()), "{grant:?}");
    }
    for grant in [
        (Role::Field, "xom-2"),
        (Role::Officer, "xa-b"),
        (Role::Viewer, "tinh"),
        (Role::Supervisor, "xa-a"),
    ] {
        let carrier = person("c", &[grant]);
        let refused = Err(Code::NotAuthor);
        assert_eq!(verdict(&updated(), &author, &carrier), refused, "{grant:?}");
    }
    let nobody = person("c", &[]);
    assert_eq!(verdict(&updated(), &author, &nobody), Err(Code::NotAuthor));
}

#[test]
fn the_authors_own_rights_are_asked_for_as_ever() {
    let officer = person("c", &[(Role::Officer, "xa-a")]);
    let no_more = person("p", &[]);
    assert_eq!(
        verdict(&updated(), &no_more, &officer),
        Err(Code::NotAllowed)
    );
    let reader = person("p", &[(Role::Supervisor, "xa-a")]);
    assert_eq!(
        verdict(&updated(), &reader, &officer),
        Err(Code::NotAllowed)
    );
    let somebody_else = person("q", &[(Role::Field, "xom-1")]);
    assert_eq!(
        verdict(&updated(), &somebody_else, &officer),
        Err(Code::NotAuthor)
    );
}

#[test]
fn ones_own_file_is_judged_like_ones_own_phone() {
    let hamlet = person("p", &[(Role::Field, "xom-1")]);
    assert_eq!(verdict(&updated(), &hamlet, &hamlet), Ok(()));
    assert_eq!(
        verdict(&assigned(), &hamlet, &hamlet),
        Err(Code::NotAllowed)
    );
    let supervisor = person("p", &[(Role::Supervisor, "tinh")]);
    let comment = Commented {
        node: "t".into(),
        text: "Đề nghị báo sớm.".into(),
        mentions: Vec::new(),
    };
    let comment = record("xa-a", Fact::Commented(comment));
    assert_eq!(verdict(&comment, &supervisor, &supervisor), Ok(()));
}

#[test]
fn nobody_gains_a_right_in_anothers_name() {
    let hamlet = person("c", &[(Role::Field, "xom-1")]);
    let officer = person("p", &[(Role::Officer, "xa-a")]);
    // The unit a record names says little of what it does: this one changes the commune's plan.
    let renamed = NodeFieldSet::new("t".into(), NodeField::Text("Khác".into()));
    let said = Commented {
        node: "t".into(),
        text: "Tôi đồng ý.".into(),
        mentions: Vec::new(),
    };
    let forged = [
        assigned(),
        record("xom-1", Fact::NodeFieldSet(renamed.clone())),
        record("xom-1", Fact::Commented(said)),
        updated(),
    ];
    for record in &forged {
        let refused = Err(Code::NotAuthor);
        assert_eq!(verdict(record, &officer, &hamlet), refused, "{record:?}");
    }
    // Beside each other, with different rights: a leader changes no plan, in no name.
    let leader = person("c", &[(Role::Leader, "xa-a")]);
    assert_eq!(verdict(&forged[0], &officer, &leader), Ok(()));
    assert_eq!(verdict(&forged[1], &officer, &leader), Err(Code::NotAuthor));
    // Somebody who also has a post above is spoken for by those above only.
    let both = person("p", &[(Role::Field, "xom-1"), (Role::Leader, "xa-a")]);
    assert_eq!(verdict(&updated(), &both, &hamlet), Err(Code::NotAuthor));
    assert_eq!(verdict(&updated(), &both, &leader), Ok(()));
}
