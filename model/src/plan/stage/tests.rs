use super::*;
use crate::{id::PlanId, record::Fact};
use chrono::NaiveDate;

fn stepped(id: &str, at: i64, step: Step) -> Record {
    let signature = step.is_signing().then(|| Signature {
        number: Some(format!("{at}/KH-UBND")),
        date: NaiveDate::from_ymd_opt(2026, 1, 5),
        signer: Some("Nguyễn Văn Minh".into()),
    });
    Record {
        id: id.into(),
        unit: "x".into(),
        by: "p".into(),
        device: "d".into(),
        made_at: Stamp::at(at),
        replaces: None,
        fact: Fact::PlanStepped(PlanStepped {
            plan: "k".into(),
            step,
            reason: None,
            signature,
        }),
    }
}

fn take(plan: &mut Plan, record: &Record) {
    if let Fact::PlanStepped(fact) = &record.fact {
        plan.take(fact, record);
    }
}

fn draft() -> Plan {
    let plan = Plan {
        id: PlanId::from("k"),
        ..Plan::default()
    };
    plan.made(&"r0".into(), 0)
}

#[test]
fn from_draft_to_signed_to_amended_in_any_order_of_arrival() {
    let steps = [
        stepped("r1", 1, Step::Submitted),
        stepped("r2", 2, Step::Returned),
        stepped("r3", 3, Step::Submitted),
        stepped("r4", 4, Step::Signed),
        stepped("r5", 5, Step::AmendmentBegun),
        stepped("r6", 6, Step::AmendmentSigned),
    ];
    let stages = [
        Stage::Submitted,
        Stage::Draft,
        Stage::Submitted,
        Stage::Signed,
        Stage::Amending,
        Stage::Signed,
    ];
    let mut plan = draft();
    for (record, stage) in steps.iter().zip(stages) {
        take(&mut plan, record);
        assert_eq!(plan.stage(), stage);
    }
    let mut backward = draft();
    steps
        .iter()
        .rev()
        .for_each(|record| take(&mut backward, record));
    assert_eq!(backward, plan);
    assert_eq!(plan.written_number().as_deref(), Some("4/KH-UBND"));
    let versions = plan.versions();
    let told: Vec<_> = versions
        .iter()
        .map(|it| (it.number, it.record.as_str()))
        .collect();
    assert_eq!(told, [(1, "r4"), (2, "r6")]);
}

#[test]
fn a_plan_that_comes_with_number_and_date_is_signed() {
    let plan = Plan {
        number: Some("57".into()),
        symbol: Some("KH-UBND".into()),
        date: NaiveDate::from_ymd_opt(2025, 7, 8),
        ..Plan::default()
    };
    let mut plan = plan.made(&"r0".into(), 3);
    assert_eq!(plan.stage(), Stage::Signed);
    assert_eq!(plan.versions()[0].record.as_str(), "r0");
    assert_eq!(
        plan.versions()[0].signature.number.as_deref(),
        Some("57/KH-UBND")
    );
    take(&mut plan, &stepped("r1", 1, Step::AmendmentBegun));
    assert!(plan.stage().is_open());
}

#[test]
fn a_step_that_two_took_at_once_counts_once() {
    let mut plan = draft();
    for id in ["r1", "r2"] {
        take(&mut plan, &stepped(id, 1, Step::Signed));
    }
    assert_eq!(plan.stage(), Stage::Signed);
    assert_eq!(plan.versions().len(), 1);
    assert_eq!(plan.history().len(), 1);
}
