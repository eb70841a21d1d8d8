//! Plans of many layouts, each beside how it is read, so that a change of the importer shows.
//!
//! `plans/NAME.txt` is a plan of our own writing, `plans/NAME.reading` its reading, a line a thing:
//! written by the importer (`WRITE_READINGS=1`) and then looked over, not made by hand. Whoever
//! writes it again reads the plan beside it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use model::import::{PlanDraft, read};
use model::schedule::Schedule;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/plans")
}

#[test]
fn every_layout_is_read_as_before() {
    let mut n_plans = 0;
    for entry in fs::read_dir(folder()).expect("the plans are there") {
        let path = entry.expect("a folder can be listed").path();
        if path.extension().is_none_or(|ending| ending != "txt") {
            continue;
        }
        let name = path.display();
        let text = fs::read_to_string(&path).expect("a plan is text");
        let draft = read(&text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let found = written(&draft);
        let reading = path.with_extension("reading");
        if std::env::var_os("WRITE_READINGS").is_some() {
            fs::write(&reading, &found).expect("a reading can be written");
        }
        let expected = fs::read_to_string(&reading).expect("a plan has its reading");
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(found.lines().count(), expected.lines().count(), "{name}");
        n_plans += 1;
    }
    assert!(n_plans >= 10);
}

/// The reading, a line a thing, without what is only copied from the text.
fn written(draft: &PlanDraft) -> String {
    let mut out = String::new();
    let document = &draft.document;
    let day = document.date.map(|day| day.to_string());
    let words = [
        ("title", &document.title),
        ("number", &document.number),
        ("symbol", &document.symbol),
        ("issuing body", &document.issuing_body),
        ("system", &document.system),
        ("place", &document.place),
        ("date", &day),
        ("province", &document.province),
        ("commune", &document.commune),
    ];
    for (name, value) in words {
        if let Some(value) = value {
            line(&mut out, name, std::slice::from_ref(value));
        }
    }
    line(&mut out, "years", &[format!("{:?}", document.plan_years)]);
    for basis in &draft.legal_bases {
        let (number, day) = (basis.number.clone(), basis.date.map(|day| day.to_string()));
        let parts = [Some(basis.kind.clone()), number, day, basis.issuer.clone()];
        line(&mut out, "basis", &parts.map(Option::unwrap_or_default));
    }
    let counts = [draft.purposes.len(), draft.requirements.len()].map(|n| n.to_string());
    line(&mut out, "purposes, requirements", &counts);
    for target in &draft.targets {
        let parts = [
            target.id.clone(),
            format!("{:?} {} {}", target.comparator, target.value, target.unit),
            target.year.map(|year| year.to_string()).unwrap_or_default(),
            if target.aspirational {
                "phấn đấu".into()
            } else {
                String::new()
            },
            target.statement.clone(),
        ];
        line(&mut out, "target", &parts);
    }
    for task in &draft.tasks {
        let parts = [
            task.id.clone(),
            task.text.clone(),
            task.lead.join(" + "),
            task.coordinating.join(" + "),
            task.implementing.join(" + "),
            time(&task.schedule),
            task.output.clone().unwrap_or_default(),
            task.actions.len().to_string(),
        ];
        line(&mut out, "task", &parts);
    }
    for unit in &draft.units {
        let refs: Vec<String> = unit
            .cross_refs
            .iter()
            .flat_map(|reference| reference.resolved.clone())
            .collect();
        let parts = [
            unit.label.clone().unwrap_or_default(),
            unit.name.clone(),
            unit.duties.len().to_string(),
            refs.join(" + "),
        ];
        line(&mut out, "unit", &parts);
    }
    for rule in &draft.reporting {
        let parts = [
            &rule.reporter,
            &rule.recipient,
            &rule.via,
            &rule.period,
            &rule.deadline_raw,
        ];
        line(
            &mut out,
            "report",
            &parts.map(|part| part.clone().unwrap_or_default()),
        );
    }
    for recipient in &draft.recipients {
        line(&mut out, "recipient", std::slice::from_ref(&recipient.text));
    }
    if let Some(signed) = &draft.signatory {
        let parts = [
            &signed.authority,
            &signed.capacity,
            &signed.position,
            &signed.name,
        ];
        line(
            &mut out,
            "signatory",
            &parts.map(|part| part.clone().unwrap_or_default()),
        );
    }
    for warning in &draft.warnings {
        line(
            &mut out,
            "warning",
            &[format!("line {}", warning.line), warning.code.clone()],
        );
    }
    out
}

fn time(schedule: &Schedule) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    format!(
        "{:?} {}..{}",
        schedule.kind,
        day(schedule.start),
        day(schedule.end)
    )
}

fn line(out: &mut String, name: &str, parts: &[String]) {
    let _ = writeln!(out, "{name}: {}", parts.join(" | "));
}
