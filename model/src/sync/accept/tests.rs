use super::*;
use crate::{
    assignment::{Duty, Status, TaskUpdate},
    clock::Stamp,
    person::Role,
    plan::{Node, NodeBody, NodeField, Place, Plan, Signature, Step, Task},
    record::{
        Assigned, AssignmentReplied, ClassAssigned, Commented, DifficultyAnswered, NodeAdded,
        NodeFieldSet, PlanStepped,
    },
    sync::receipt,
    testing::{person, province},
    unit::UnitKind,
};

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

fn plan(id: &str, unit: &str, task: &str) -> PlanCreated {
    let task = Node {
        id: task.into(),
        plan: id.into(),
        parent: None,
        position: Default::default(),
        label: None,
        text: "Mở lớp".into(),
        body: NodeBody::Task(Task::default()),
        edits: Default::default(),
    };
    let plan = Plan {
        id: id.into(),
        unit: unit.into(),
        title: "K".into(),
        ..Plan::default()
    };
    PlanCreated {
        plan,
        nodes: vec![task],
    }
}

fn assigned(unit: &str, task: &str) -> Record {
    let fact = Assigned {
        task: task.into(),
        duty: Duty::Implementer,
    };
    record(unit, Fact::Assigned(fact))
}

fn updated(unit: &str, task: &str) -> Record {
    let update = TaskUpdate {
        task: task.into(),
        status: Status::Doing,
        ..TaskUpdate::default()
    };
    record(unit, Fact::TaskUpdated(update))
}

/// The commune's plan with one task, given to hamlet 1.
fn state() -> State {
    let mut state = State::default();
    state.apply(&record("xa-a", Fact::PlanCreated(plan("k", "xa-a", "t"))));
    state.apply(&assigned("xom-1", "t"));
    state
}

fn verdict(record: &Record, author: &Person) -> Result<(), Code> {
    accept(record, author, &province(), &state()).map_err(|problem| problem.code)
}

#[test]
fn the_hamlet_reports_its_own_task_and_no_other() {
    let hamlet = person(Role::Field, "xom-1");
    assert_eq!(verdict(&updated("xom-1", "t"), &hamlet), Ok(()));
    assert_eq!(
        verdict(&updated("xom-2", "t"), &hamlet),
        Err(Code::NotAllowed)
    );
    assert_eq!(
        verdict(&updated("xom-1", "elsewhere"), &hamlet),
        Err(Code::TaskUnknown)
    );
    let neighbour = person(Role::Field, "xom-2");
    assert_eq!(
        verdict(&updated("xom-2", "t"), &neighbour),
        Err(Code::TaskNotAssigned)
    );
}

#[test]
fn an_update_waits_for_its_photos() {
    let hamlet = person(Role::Field, "xom-1");
    let ids: Vec<_> = (0..5)
        .map(|n| PhotoId::new(format!("{n}a").repeat(32)))
        .collect();
    let citing = |photos: &[PhotoId]| {
        let mut record = updated("xom-1", "t");
        if let Fact::TaskUpdated(update) = &mut record.fact {
            update.photos = photos.to_vec();
        }
        record
    };
    let mut state = state();
    state.photos = ids[..4].iter().cloned().collect();
    let verdict = |photos: &[PhotoId]| {
        let verdict = accept(&citing(photos), &hamlet, &province(), &state);
        verdict.map_err(|problem| problem.code)
    };
    assert_eq!(verdict(&ids[..4]), Ok(()));
    assert_eq!(verdict(&ids[3..]), Err(Code::PhotoMissing));
    assert_eq!(verdict(&ids), Err(Code::TooManyPhotos));
    assert_eq!(verdict(&["x".into()]), Err(Code::MalformedRecord));
    // The right to say so at all comes first.
    let neighbour = person(Role::Field, "xom-2");
    let refused = accept(&citing(&ids[4..]), &neighbour, &province(), &state).unwrap_err();
    assert_eq!(refused.code, Code::NotAllowed);
}

#[test]
fn the_officer_assigns_within_the_commune_only() {
    let officer = person(Role::Officer, "xa-a");
    assert_eq!(verdict(&assigned("xom-2", "t"), &officer), Ok(()));
    assert_eq!(
        verdict(&assigned("xa-b", "t"), &officer),
        Err(Code::NotAllowed)
    );
    let above = person(Role::Officer, "tinh");
    assert_eq!(
        verdict(&assigned("xa-b", "t"), &above),
        Err(Code::UnitOutsidePlan)
    );
    assert_eq!(
        verdict(&assigned("xom-1", "t"), &person(Role::Field, "xom-1")),
        Err(Code::NotAllowed)
    );
}

#[test]
fn nobody_writes_in_another_s_name() {
    let mut stranger = person(Role::Officer, "xa-a");
    stranger.id = "q".into();
    assert_eq!(
        verdict(&updated("xom-1", "t"), &stranger),
        Err(Code::NotAuthor)
    );
}

#[test]
fn the_supervisor_comments_and_changes_nothing() {
    let supervisor = person(Role::Supervisor, "tinh");
    let comment = Fact::Commented(Commented {
        node: "t".into(),
        text: "Nên làm sớm.".into(),
        mentions: Vec::new(),
    });
    assert_eq!(verdict(&record("xa-a", comment), &supervisor), Ok(()));
    assert_eq!(
        verdict(&updated("xom-1", "t"), &supervisor),
        Err(Code::NotAllowed)
    );
    let naming = |names: Vec<PersonId>| {
        let comment = Commented {
            node: "t".into(),
            text: "@Lan xem giúp.".into(),
            mentions: names,
        };
        verdict(&record("xa-a", Fact::Commented(comment)), &supervisor)
    };
    assert_eq!(naming(vec!["lan".into()]), Ok(()));
    let malformed = Err(Code::MalformedRecord);
    assert_eq!(naming(vec!["không có".into()]), malformed);
    assert_eq!(naming(vec!["lan".into(); 11]), malformed);
    let empty = Fact::Commented(Commented {
        node: "t".into(),
        text: " ".into(),
        mentions: Vec::new(),
    });
    assert_eq!(
        verdict(&record("xa-a", empty), &supervisor),
        Err(Code::TextMissing)
    );
}

#[test]
fn a_plan_is_made_once_by_the_officer_of_its_unit() {
    let officer = person(Role::Officer, "xa-a");
    let made = |unit: &str, plan| record(unit, Fact::PlanCreated(plan));
    assert_eq!(
        verdict(&made("xa-a", plan("k2", "xa-a", "t2")), &officer),
        Ok(())
    );
    assert_eq!(
        verdict(&made("xa-a", plan("k", "xa-a", "t2")), &officer),
        Err(Code::PlanExists)
    );
    assert_eq!(
        verdict(&made("xa-a", plan("k2", "xa-a", "t")), &officer),
        Err(Code::PlanExists)
    );
    assert_eq!(
        verdict(&made("xa-b", plan("k2", "xa-b", "t2")), &officer),
        Err(Code::NotAllowed)
    );
    assert_eq!(
        verdict(&made("xa-a", plan("k2", "xa-b", "t2")), &officer),
        Err(Code::PlanMalformed)
    );
    let mut empty = plan("k2", "xa-a", "t2");
    empty.nodes.clear();
    assert_eq!(
        verdict(&made("xa-a", empty), &officer),
        Err(Code::PlanEmpty)
    );
}

#[test]
fn edits_need_the_right_over_the_plan_and_have_a_limit() {
    let edit = |text: String| {
        let fact = NodeFieldSet::new("t".into(), NodeField::Text(text));
        record("xa-a", Fact::NodeFieldSet(fact))
    };
    let officer = person(Role::Officer, "xa-a");
    assert_eq!(verdict(&edit("Mới".into()), &officer), Ok(()));
    assert_eq!(
        verdict(&edit("x".repeat(10_001)), &officer),
        Err(Code::TextTooLong)
    );
    assert_eq!(
        verdict(&edit("Mới".into()), &person(Role::Leader, "xa-a")),
        Err(Code::NotAllowed)
    );
}

#[test]
fn a_wrong_clock_is_no_reason_to_refuse() {
    let mut late = updated("xom-1", "t");
    late.made_at = Stamp::at(0);
    assert_eq!(verdict(&late, &person(Role::Field, "xom-1")), Ok(()));
}

#[test]
fn values_out_of_range_are_refused() {
    let hamlet = person(Role::Field, "xom-1");
    let with = |change: fn(&mut TaskUpdate)| {
        let mut record = updated("xom-1", "t");
        if let Fact::TaskUpdated(update) = &mut record.fact {
            change(update);
        }
        verdict(&record, &hamlet)
    };
    assert_eq!(with(|update| update.percent = Some(100)), Ok(()));
    assert_eq!(
        with(|update| update.percent = Some(101)),
        Err(Code::PercentOutOfRange)
    );
    assert_eq!(
        with(|update| update.note = Some("x".repeat(2_001))),
        Err(Code::TextTooLong)
    );
    assert_eq!(
        with(|update| update.done_on = chrono::NaiveDate::from_ymd_opt(2030, 1, 1)),
        Err(Code::DoneInFuture)
    );
}

#[test]
fn ids_must_be_uuid_v7_and_units_must_exist() {
    let hamlet = person(Role::Field, "xom-1");
    let mut record = updated("xom-1", "t");
    record.id = "1".into();
    assert_eq!(verdict(&record, &hamlet), Err(Code::MalformedRecord));
    assert_eq!(
        verdict(&updated("nowhere", "t"), &hamlet),
        Err(Code::UnitUnknown)
    );
}

#[test]
fn an_unknown_kind_is_accepted_within_one_s_own_units() {
    let fact = serde_json::from_str::<Fact>(r#"{"kind": "drone_flight"}"#).unwrap();
    let hamlet = person(Role::Field, "xom-1");
    assert_eq!(verdict(&record("xom-1", fact.clone()), &hamlet), Ok(()));
    assert_eq!(
        verdict(&record("xom-2", fact), &hamlet),
        Err(Code::NotAllowed)
    );
}

#[test]
fn an_oversized_record_is_refused_before_it_is_judged() {
    let mut value = serde_json::to_value(updated("xom-1", "t")).unwrap();
    assert!(read_record(&value).is_ok());
    value["fact"]["note"] = "x".repeat(RECORD_MAX_BYTES).into();
    assert_eq!(read_record(&value).unwrap_err().code, Code::RecordTooLarge);
    assert_eq!(
        read_record(&Value::Null).unwrap_err().code,
        Code::MalformedRecord
    );
}

#[test]
fn receipts_are_short_and_differ_with_the_random_end() {
    let one = receipt(&"0192f1c2-0000-7000-8000-000000000001".into());
    let two = receipt(&"0192f1c2-0000-7000-8000-000000000002".into());
    assert_eq!(one, "000-001");
    assert_ne!(one, two);
    assert_eq!(receipt(&"not an id".into()).len(), 7);
}

fn stepped(step: Step) -> Record {
    let signature = step.is_signing().then(|| Signature {
        number: Some("57/KH-UBND".into()),
        date: chrono::NaiveDate::from_ymd_opt(2026, 1, 5),
        signer: Some("Lê Văn Nam".into()),
    });
    let fact = PlanStepped {
        plan: "k".into(),
        step,
        reason: Some("Bổ sung nhiệm vụ.".into()),
        signature,
    };
    record("xa-a", Fact::PlanStepped(fact))
}

fn added(node: &str, parent: Option<&str>) -> Record {
    let mut node = Node {
        id: node.into(),
        ..plan("k", "xa-a", "x").nodes.remove(0)
    };
    node.parent = parent.map(NodeId::from);
    record("xa-a", Fact::NodeAdded(NodeAdded { node }))
}

fn judged(record: &Record, role: Role, state: &State) -> Result<(), Code> {
    accept(record, &person(role, "xa-a"), &province(), state).map_err(|problem| problem.code)
}

fn state_with_plan() -> State {
    let mut state = State::default();
    let mut made = record("xa-a", Fact::PlanCreated(plan("k", "xa-a", "t")));
    made.id = "0192f1c2-0000-7000-8000-0000000000aa".into();
    state.apply(&made);
    state
}

#[test]
fn a_node_is_added_once_and_under_one_of_the_same_plan() {
    let mut state = state_with_plan();
    assert_eq!(
        judged(&added("n", Some("t")), Role::Officer, &state),
        Ok(())
    );
    assert_eq!(
        judged(&added("n", None), Role::Leader, &state),
        Err(Code::NotAllowed)
    );
    assert_eq!(
        judged(&added("t", None), Role::Officer, &state),
        Err(Code::NodeExists)
    );
    assert_eq!(
        judged(&added("n", Some("z")), Role::Officer, &state),
        Err(Code::NodeUnknown)
    );
    let mut other = record("xa-a", Fact::PlanCreated(plan("k2", "xa-a", "t2")));
    other.id = "0192f1c2-0000-7000-8000-0000000000bb".into();
    state.apply(&other);
    assert_eq!(
        judged(&added("n", Some("t2")), Role::Officer, &state),
        Err(Code::NodeMalformed)
    );
    if let Some(plan) = state.plans.get_mut(&"k".into()) {
        plan.edits.n_nodes = plan::PLAN_MAX_NODES;
    }
    assert_eq!(
        judged(&added("n", None), Role::Officer, &state),
        Err(Code::PlanFull)
    );
}

#[test]
fn a_node_is_not_put_under_itself_nor_filled_without_end() {
    let state = state_with_plan();
    let set = |field| {
        let fact = NodeFieldSet::new("t".into(), field);
        judged(
            &record("xa-a", Fact::NodeFieldSet(fact)),
            Role::Officer,
            &state,
        )
    };
    let under = |parent: &str| {
        NodeField::Place(Place {
            parent: Some(parent.into()),
            position: 1.into(),
        })
    };
    assert_eq!(set(under("t")), Err(Code::NodeMalformed));
    assert_eq!(set(under("z")), Err(Code::NodeUnknown));
    assert_eq!(
        set(NodeField::Lead(vec!["UBND".into(); 201])),
        Err(Code::NodeMalformed)
    );
    assert_eq!(
        set(NodeField::Output(Some("x".repeat(10_001)))),
        Err(Code::TextTooLong)
    );
    assert_eq!(set(NodeField::Withdrawn(true)), Ok(()));
}

#[test]
fn a_signed_plan_changes_only_while_an_amendment_is_open() {
    let mut state = state_with_plan();
    let edit = added("n", None);
    let mut n = 0;
    let mut take = |state: &mut State, step, role| {
        n += 1;
        let mut record = stepped(step);
        record.id = format!("0192f1c2-0000-7000-8000-00000000010{n}")
            .as_str()
            .into();
        record.made_at = Stamp::at(n);
        let verdict = judged(&record, role, state);
        if verdict.is_ok() {
            state.apply(&record);
        }
        verdict
    };
    assert_eq!(take(&mut state, Step::Submitted, Role::Officer), Ok(()));
    assert_eq!(
        judged(&edit, Role::Officer, &state),
        Err(Code::PlanSubmitted)
    );
    assert_eq!(
        take(&mut state, Step::Signed, Role::Officer),
        Err(Code::NotAllowed)
    );
    assert_eq!(take(&mut state, Step::Signed, Role::Leader), Ok(()));
    assert_eq!(judged(&edit, Role::Officer, &state), Err(Code::PlanSigned));
    assert_eq!(
        take(&mut state, Step::Signed, Role::Leader),
        Err(Code::PlanStepOutOfTurn)
    );
    assert_eq!(
        take(&mut state, Step::AmendmentBegun, Role::Supervisor),
        Err(Code::NotAllowed)
    );
    assert_eq!(
        take(&mut state, Step::AmendmentBegun, Role::Officer),
        Ok(())
    );
    assert_eq!(judged(&edit, Role::Officer, &state), Ok(()));
}

#[test]
fn an_amendment_is_dropped_only_where_nothing_is_changed_any_more() {
    let mut state = state_with_plan();
    for (at, step) in [(1, Step::Signed), (2, Step::AmendmentBegun)] {
        let mut record = stepped(step);
        record.id = format!("0192f1c2-0000-7000-8000-00000000020{at}")
            .as_str()
            .into();
        record.made_at = Stamp::at(at);
        state.apply(&record);
    }
    let dropped = stepped(Step::AmendmentDropped);
    let unloaded = judged(&dropped, Role::Officer, &state);
    assert_eq!(unloaded, Err(Code::AmendmentChanged));
    let signed = state.clone();
    state.signed.insert("k".into(), signed);
    assert_eq!(judged(&dropped, Role::Officer, &state), Ok(()));
    assert_eq!(judged(&dropped, Role::Field, &state), Err(Code::NotAllowed));
    let mut edit = added("n", None);
    edit.id = "0192f1c2-0000-7000-8000-000000000209".into();
    state.apply(&edit);
    assert_eq!(
        judged(&dropped, Role::Officer, &state),
        Err(Code::AmendmentChanged)
    );
}

#[test]
fn a_signing_says_under_which_number_when_and_by_whom() {
    let state = state_with_plan();
    let with = |change: fn(&mut PlanStepped)| {
        let mut record = stepped(Step::Signed);
        if let Fact::PlanStepped(fact) = &mut record.fact {
            change(fact);
        }
        judged(&record, Role::Leader, &state)
    };
    assert_eq!(with(|_| ()), Ok(()));
    assert_eq!(
        with(|fact| fact.signature = None),
        Err(Code::SignatureMissing)
    );
    let without_number = with(|fact| fact.signature.as_mut().unwrap().number = Some(" ".into()));
    assert_eq!(without_number, Err(Code::SignatureMissing));
    let mut returned = stepped(Step::Returned);
    if let Fact::PlanStepped(fact) = &mut returned.fact {
        fact.plan = "z".into();
    }
    assert_eq!(
        judged(&returned, Role::Leader, &state),
        Err(Code::PlanUnknown)
    );
}

fn raised(unit: &str, difficulty: Option<&str>) -> Record {
    let update = TaskUpdate {
        task: "t".into(),
        difficulty: difficulty.map(str::to_owned),
        ..TaskUpdate::default()
    };
    record(unit, Fact::TaskUpdated(update))
}

fn answered(unit: &str, text: &str) -> Record {
    let fact = DifficultyAnswered {
        task: "t".into(),
        update: "0192f1c2-0000-7000-8000-000000000001".into(),
        text: text.into(),
    };
    record(unit, Fact::DifficultyAnswered(fact))
}

#[test]
fn a_difficulty_is_answered_from_above_and_only_where_there_is_one() {
    let judge = |record: &Record, author: &Person, difficulty| {
        let mut state = state();
        state.apply(&raised("xom-1", difficulty));
        accept(record, author, &province(), &state).map_err(|problem| problem.code)
    };
    let officer = person(Role::Officer, "xa-a");
    let answer = answered("xom-1", "Xã cho mượn máy.");
    let difficulty = Some("Thiếu máy");
    assert_eq!(judge(&answer, &officer, difficulty), Ok(()));
    assert_eq!(
        judge(&answer, &person(Role::Leader, "xa-a"), difficulty),
        Ok(())
    );
    for (role, home) in [
        (Role::Field, "xom-1"),
        (Role::Supervisor, "xa-a"),
        (Role::Viewer, "tinh"),
        (Role::Officer, "xa-b"),
    ] {
        let author = person(role, home);
        assert_eq!(judge(&answer, &author, difficulty), Err(Code::NotAllowed));
    }
    let unknown = Err(Code::DifficultyUnknown);
    assert_eq!(judge(&answer, &officer, None), unknown);
    assert_eq!(
        judge(&answered("xom-2", "Được."), &officer, difficulty),
        unknown
    );
    let empty = answered("xom-1", "  ");
    assert_eq!(judge(&empty, &officer, difficulty), Err(Code::TextMissing));
}

fn to_class(unit: &str, duty: Option<Duty>) -> Record {
    let fact = ClassAssigned {
        task: "t".into(),
        class: UnitKind::Hamlet,
        duty,
    };
    record(unit, Fact::ClassAssigned(fact))
}

#[test]
fn a_class_is_given_a_task_by_whoever_gives_them_in_the_plans_unit() {
    let duty = Some(Duty::Implementer);
    let officer = person(Role::Officer, "xa-a");
    assert_eq!(verdict(&to_class("xa-a", duty), &officer), Ok(()));
    assert_eq!(verdict(&to_class("xa-a", None), &officer), Ok(()));
    let above = person(Role::Officer, "tinh");
    assert_eq!(verdict(&to_class("xa-a", duty), &above), Ok(()));
    assert_eq!(
        verdict(&to_class("xa-b", duty), &above),
        Err(Code::UnitOutsidePlan)
    );
    assert_eq!(
        verdict(&to_class("xom-1", duty), &officer),
        Err(Code::UnitOutsidePlan)
    );
    for (role, home) in [
        (Role::Field, "xom-1"),
        (Role::Supervisor, "xa-a"),
        (Role::Officer, "xa-b"),
    ] {
        let author = person(role, home);
        assert_eq!(
            verdict(&to_class("xa-a", duty), &author),
            Err(Code::NotAllowed)
        );
    }
}

#[test]
fn whoever_has_a_task_through_its_class_reports_on_it() {
    let hamlet = person(Role::Field, "xom-2");
    assert_eq!(
        verdict(&updated("xom-2", "t"), &hamlet),
        Err(Code::TaskNotAssigned)
    );
    let mut state = state();
    let given = Record {
        made_at: Stamp::at(1_795_219_200_001),
        ..to_class("xa-a", Some(Duty::Implementer))
    };
    state.apply(&given);
    assert_eq!(
        accept(&updated("xom-2", "t"), &hamlet, &province(), &state),
        Ok(())
    );
}

#[test]
fn a_unit_takes_on_or_declines_what_it_was_given_and_says_why() {
    let reply = |unit: &str, declined: Option<&str>| {
        let fact = AssignmentReplied {
            task: "t".into(),
            declined: declined.map(str::to_owned),
        };
        record(unit, Fact::AssignmentReplied(fact))
    };
    let hamlet = person(Role::Field, "xom-1");
    assert_eq!(verdict(&reply("xom-1", None), &hamlet), Ok(()));
    assert_eq!(
        verdict(&reply("xom-1", Some("Không có máy")), &hamlet),
        Ok(())
    );
    assert_eq!(
        verdict(&reply("xom-1", Some(" ")), &hamlet),
        Err(Code::TextMissing)
    );
    assert_eq!(
        verdict(&reply("xom-2", None), &hamlet),
        Err(Code::NotAllowed)
    );
    let supervisor = person(Role::Supervisor, "xa-a");
    assert_eq!(
        verdict(&reply("xom-1", None), &supervisor),
        Err(Code::NotAllowed)
    );
    let other = person(Role::Field, "xom-2");
    assert_eq!(
        verdict(&reply("xom-2", None), &other),
        Err(Code::TaskNotAssigned)
    );
}

#[test]
fn a_plan_does_not_come_with_tasks_given_to_classes() {
    let mut made = plan("k2", "xa-a", "t2");
    if let NodeBody::Task(task) = &mut made.nodes[0].body {
        task.give_to_class(crate::assignment::ClassDuty {
            class: UnitKind::Hamlet,
            duty: Some(Duty::Lead),
            set_at: Stamp::default(),
            set_by: "r".into(),
        });
    }
    let officer = person(Role::Officer, "xa-a");
    let made = record("xa-a", Fact::PlanCreated(made));
    assert_eq!(verdict(&made, &officer), Err(Code::PlanMalformed));
}

fn put_in_charge(unit: &str, person: &str, is_over: bool) -> Record {
    let fact = PutInCharge {
        task: "t".into(),
        person: person.into(),
        name: "Lan".into(),
        is_over,
    };
    record(unit, Fact::PutInCharge(fact))
}

/// As `verdict`, where `staff` has an account with that role.
fn verdict_on_naming(
    record: &Record,
    author: &Person,
    staff: Option<(Role, &str)>,
) -> Result<(), Code> {
    let mut state = state();
    let staff = staff.map(|(role, unit)| Person {
        id: "lan".into(),
        name: "Lan".into(),
        ..person(role, unit)
    });
    state.staff = staff.map(|one| (one.id.clone(), one)).into_iter().collect();
    accept(record, author, &province(), &state).map_err(|problem| problem.code)
}

#[test]
fn whoever_gives_tasks_there_puts_those_in_charge_who_work_there() {
    let officer = person(Role::Officer, "xa-a");
    let named = put_in_charge("xom-1", "lan", false);
    let judge = |author: &Person, staff| verdict_on_naming(&named, author, staff);
    for staff in [(Role::Field, "xom-1"), (Role::Officer, "xa-a")] {
        assert_eq!(judge(&officer, Some(staff)), Ok(()));
    }
    let strangers = [
        Some((Role::Field, "xom-2")),
        Some((Role::Officer, "xa-b")),
        Some((Role::Supervisor, "xa-a")),
        None,
    ];
    for staff in strangers {
        assert_eq!(judge(&officer, staff), Err(Code::PersonNotOfUnit));
    }
    let staff = Some((Role::Field, "xom-1"));
    for (role, unit) in [
        (Role::Field, "xom-1"),
        (Role::Officer, "xa-b"),
        (Role::Supervisor, "tinh"),
        (Role::Officer, "xom-2"),
    ] {
        assert_eq!(judge(&person(role, unit), staff), Err(Code::NotAllowed));
    }
    let elsewhere = put_in_charge("xom-2", "lan", false);
    let staff = Some((Role::Officer, "xa-a"));
    let verdict = verdict_on_naming(&elsewhere, &officer, staff);
    assert_eq!(verdict, Err(Code::TaskNotAssigned), "not given to it");
    let mut renamed = named.clone();
    if let Fact::PutInCharge(fact) = &mut renamed.fact {
        fact.name = "Chủ tịch".into();
    }
    let verdict = verdict_on_naming(&renamed, &officer, staff);
    assert_eq!(
        verdict,
        Err(Code::PersonNotOfUnit),
        "under a name of theirs"
    );
}

#[test]
fn a_task_is_taken_back_from_somebody_who_has_left() {
    let officer = person(Role::Officer, "xa-a");
    let back = put_in_charge("xom-1", "lan", true);
    assert_eq!(verdict(&back, &officer), Err(Code::PersonNotOfUnit));
    let mut state = state();
    state.apply(&put_in_charge("xom-1", "lan", false));
    let verdict = accept(&back, &officer, &province(), &state);
    assert_eq!(verdict, Ok(()), "whom nobody knows any more");
    let hamlet = person(Role::Field, "xom-1");
    assert!(accept(&back, &hamlet, &province(), &state).is_err());
}
