//! Who hands a report in, who receives it, and when neither can be done.

use crate::{
    clock::{Stamp, start_of_day},
    day,
    fold::State,
    person::Role,
    plan::{Node, NodeBody, Plan, Task},
    problem::Code,
    record::{Fact, PlanCreated, Record},
    report::{
        Contents, ReportId, ReportReplied, ReportSubmitted, SUBMISSIONS_MAX, WORDS_MAX_CHARS,
    },
    sync::accept,
    testing::{person, province},
};

fn record(n: usize, unit: &str, fact: Fact) -> Record {
    Record {
        id: format!("0192f1c2-0000-7000-8000-{n:012}").into(),
        unit: unit.into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(
            start_of_day(day::parse("2026-11-22").unwrap()) + i64::try_from(n).unwrap(),
        ),
        replaces: None,
        fact,
    }
}

/// The commune's plan, about which nothing has been reported.
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
        title: "K".into(),
        ..Plan::default()
    };
    let nodes = vec![task];
    let mut state = State::default();
    let made = Fact::PlanCreated(PlanCreated { plan, nodes });
    state.apply(&record(1, "xa-a", made));
    state
}

fn report(period: &str) -> ReportId {
    ReportId::parse(&format!("k_{period}")).unwrap()
}

fn told(period: &str, as_of: &str) -> ReportSubmitted {
    ReportSubmitted {
        report: report(period),
        through: 7,
        contents: Contents {
            as_of: day::parse(as_of).unwrap(),
            ..Contents::default()
        },
    }
}

fn submitted(n: usize, fact: ReportSubmitted) -> Record {
    record(n, "xa-a", Fact::ReportSubmitted(fact))
}

fn replied(n: usize, submission: &Record, returned: Option<&str>) -> Record {
    let fact = ReportReplied {
        report: report("2026-Q4"),
        submission: submission.id.clone(),
        returned: returned.map(str::to_owned),
    };
    record(n, "xa-a", Fact::ReportReplied(fact))
}

fn verdict(record: &Record, (role, unit): (Role, &str), state: &State) -> Result<(), Code> {
    let verdict = accept(record, &person(role, unit), &province(), state);
    verdict.map_err(|problem| problem.code)
}

const OFFICER: (Role, &str) = (Role::Officer, "xa-a");
const ABOVE: (Role, &str) = (Role::Viewer, "tinh");

#[test]
fn the_authority_itself_hands_its_report_in() {
    let record = submitted(2, told("2026-Q4", "2026-11-22"));
    for (who, expected) in [
        (OFFICER, Ok(())),
        ((Role::Leader, "xa-a"), Ok(())),
        ((Role::Field, "xom-1"), Err(Code::NotAllowed)),
        ((Role::Officer, "xa-b"), Err(Code::NotAllowed)),
        (ABOVE, Err(Code::NotAllowed)),
        ((Role::Supervisor, "tinh"), Err(Code::NotAllowed)),
    ] {
        assert_eq!(verdict(&record, who, &state()), expected, "{who:?}");
    }
    let elsewhere = Record {
        unit: "xom-1".into(),
        ..record
    };
    assert_eq!(
        verdict(&elsewhere, OFFICER, &state()),
        Err(Code::ReportMalformed)
    );
}

#[test]
fn a_report_tells_of_days_that_have_been() {
    let case = |fact| verdict(&submitted(2, fact), OFFICER, &state());
    assert_eq!(case(told("2026-Q3", "2026-09-14")), Ok(()));
    assert_eq!(case(told("2026", "2026-11-22")), Ok(()));
    assert_eq!(
        case(told("2027-Q1", "2026-12-15")),
        Err(Code::ReportTooEarly)
    );
    for (period, as_of) in [
        ("2026-Q4", "2026-12-14"),
        ("2026-Q3", "2026-09-15"),
        ("2026-Q4", "2026-09-14"),
    ] {
        assert_eq!(
            case(told(period, as_of)),
            Err(Code::ReportMalformed),
            "{as_of}"
        );
    }
    let nowhere = ReportSubmitted {
        through: -1,
        ..told("2026-Q4", "2026-11-22")
    };
    assert_eq!(case(nowhere), Err(Code::ReportMalformed));
    let mut long = told("2026-Q4", "2026-11-22");
    long.contents.proposals = "a".repeat(WORDS_MAX_CHARS + 1);
    assert_eq!(case(long), Err(Code::TextTooLong));
    let mut unknown = told("2026-Q4", "2026-11-22");
    unknown.report.plan = "k2".into();
    assert_eq!(case(unknown), Err(Code::PlanUnknown));
}

#[test]
fn those_right_above_receive_it_and_nobody_the_own_one() {
    let mut state = state();
    let handed_in = submitted(2, told("2026-Q4", "2026-11-22"));
    state.apply(&handed_in);
    let returned = replied(3, &handed_in, Some("Thiếu số liệu"));
    for (who, expected) in [
        (ABOVE, Ok(())),
        ((Role::Officer, "tinh"), Ok(())),
        ((Role::Supervisor, "tinh"), Err(Code::NotAllowed)),
        ((Role::Leader, "xa-a"), Err(Code::NotAllowed)),
        ((Role::Officer, "xa-b"), Err(Code::NotAllowed)),
    ] {
        assert_eq!(verdict(&returned, who, &state), expected, "{who:?}");
    }
    let wordless = replied(3, &handed_in, Some("  "));
    assert_eq!(verdict(&wordless, ABOVE, &state), Err(Code::ReasonMissing));
}

#[test]
fn what_was_answered_or_handed_in_anew_is_not_answered_again() {
    let mut state = state();
    let first = submitted(2, told("2026-Q4", "2026-11-22"));
    assert_eq!(
        verdict(&replied(3, &first, None), ABOVE, &state),
        Err(Code::ReportMoved)
    );
    state.apply(&first);
    let second = submitted(4, told("2026-Q4", "2026-11-22"));
    state.apply(&second);
    assert_eq!(
        verdict(&replied(5, &first, None), ABOVE, &state),
        Err(Code::ReportMoved)
    );
    let accepted = replied(5, &second, None);
    assert_eq!(verdict(&accepted, ABOVE, &state), Ok(()));
    state.apply(&accepted);
    let late = replied(6, &second, Some("Thiếu"));
    assert_eq!(verdict(&late, ABOVE, &state), Err(Code::ReportMoved));
    let again = submitted(7, told("2026-Q4", "2026-11-22"));
    assert_eq!(verdict(&again, OFFICER, &state), Err(Code::ReportLocked));
}

#[test]
fn a_report_is_not_handed_in_without_end() {
    let mut state = state();
    for n in 0..SUBMISSIONS_MAX {
        state.apply(&submitted(n + 2, told("2026-Q4", "2026-11-22")));
    }
    let one_more = submitted(99, told("2026-Q4", "2026-11-22"));
    assert_eq!(
        verdict(&one_more, OFFICER, &state),
        Err(Code::ReportTooOften)
    );
}
