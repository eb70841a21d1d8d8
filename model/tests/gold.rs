//! Plans of our own writing, each beside what a careful reader takes from it, made by hand.
//!
//! `gold/NAME.txt` is a plan, `gold/NAME.gold.json` its reading, written before the importer saw it.
//! Both readings are taken apart into facts, and the share of facts on which they agree must be high:
//! a plan that is read a little worse after a change shows which facts were lost.

use std::fs;
use std::path::{Path, PathBuf};

use model::import::{PlanDraft, read};
use serde_json::{Value, json};

/// The least share of facts on which the importer and the careful reader agree.
const LEAST_SHARE: f64 = 0.98;

#[test]
fn plans_are_read_as_a_careful_reader_would() {
    let mut n_plans = 0;
    for path in plans() {
        let name = path.display();
        let text = fs::read_to_string(&path).expect("a plan is text");
        let gold = fs::read_to_string(path.with_extension("gold.json")).expect("its reading");
        let gold: Value = serde_json::from_str(&gold).expect("a reading is JSON");
        let draft = read(&text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let (gold, found) = (facts(&gold), facts(&shown(&draft)));
        let share = share(&gold, &found);
        assert!(
            share >= LEAST_SHARE,
            "{name}: {share:.3}\nmissed: {:#?}\nadded: {:#?}",
            without(&gold, &found),
            without(&found, &gold)
        );
        n_plans += 1;
    }
    assert!(n_plans >= 12);
}

#[test]
fn facts_that_differ_lower_the_share() {
    let gold =
        facts(&json!({"tasks": [{"id": "I.1", "lead": ["Trạm y tế"], "end": "2026-05-31"}]}));
    let found = facts(&json!({"tasks": [{"id": "I.1", "lead": ["Đoàn xã"], "end": "2026-05-31"}]}));
    assert_eq!(gold.len(), 3);
    assert!((share(&gold, &gold) - 1.0).abs() < f64::EPSILON);
    assert!((share(&gold, &found) - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(without(&gold, &found), ["tasks/I.1/lead: Trạm y tế"]);
}

fn plans() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let entries = fs::read_dir(folder).expect("the plans are there");
    let paths = entries.map(|entry| entry.expect("a folder can be listed").path());
    let mut plans: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    plans.sort();
    plans
}

/// What the importer read, in the form of a gold reading.
fn shown(draft: &PlanDraft) -> Value {
    let document = &draft.document;
    let targets = draft.targets.iter().map(|target| {
        json!({
            "statement": target.statement, "value": target.value, "unit": target.unit,
            "comparator": target.comparator, "aspirational": target.aspirational,
            "year": target.year,
        })
    });
    let tasks = draft.tasks.iter().map(|task| {
        json!({
            "id": task.id, "text": task.text, "lead": task.lead,
            "coordinating": task.coordinating, "kind": task.schedule.kind,
            "start": task.schedule.start, "end": task.schedule.end, "output": task.output,
        })
    });
    let reporting = draft.reporting.iter().map(|rule| {
        json!({
            "reporter": rule.reporter, "recipient": rule.recipient, "via": rule.via,
            "deadline": rule.deadline_raw,
        })
    });
    let signatory = draft.signatory.as_ref().map(|signed| {
        json!({
            "authority": signed.authority, "capacity": signed.capacity,
            "position": signed.position, "name": signed.name,
        })
    });
    let recipients = draft.recipients.iter().map(|recipient| &recipient.text);
    json!({
        "document": {
            "number": document.number, "symbol": document.symbol, "title": document.title,
            "place": document.place, "plan_years": document.plan_years,
            "issuing_body": document.issuing_body, "system": document.system,
            "date": document.date,
        },
        "targets": targets.collect::<Vec<_>>(),
        "tasks": tasks.collect::<Vec<_>>(),
        "reporting": reporting.collect::<Vec<_>>(),
        "recipients": recipients.collect::<Vec<_>>(),
        "signatory": signatory,
    })
}

/// A reading as lines like "tasks/III.2.1/lead: Trạm y tế"; what is absent gives none.
fn facts(reading: &Value) -> Vec<String> {
    let mut facts = Vec::new();
    take_apart(reading, "", &mut facts);
    facts
}

fn take_apart(value: &Value, path: &str, facts: &mut Vec<String>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = if path.is_empty() {
                    name.clone()
                } else {
                    format!("{path}/{name}")
                };
                take_apart(value, &path, facts);
            }
        }
        Value::Array(items) => {
            for (nth, item) in items.iter().enumerate() {
                let own = match item {
                    Value::Object(fields) => fields.get("id").and_then(Value::as_str).map_or_else(
                        || format!("{path}/{}", nth + 1),
                        |id| format!("{path}/{id}"),
                    ),
                    _ => path.to_owned(),
                };
                take_apart(item, &own, facts);
            }
        }
        Value::String(text) => facts.push(format!("{path}: {}", plain(text))),
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            facts.push(format!("{path}: {number}"));
        }
        Value::Bool(truth) => facts.push(format!("{path}: {truth}")),
    }
}

/// Closing marks say nothing about what was read.
fn plain(text: &str) -> &str {
    text.trim_end_matches(['.', ';', ',', '/', ' '])
}

/// Facts in both, of all facts: 1 when the readings are the same.
fn share(gold: &[String], found: &[String]) -> f64 {
    let shared = gold.len() - without(gold, found).len();
    2.0 * shared as f64 / (gold.len() + found.len()).max(1) as f64
}

/// The facts of one reading that another has not; a fact said twice counts twice.
fn without(facts: &[String], other: &[String]) -> Vec<String> {
    let mut other = other.to_vec();
    let mut left = Vec::new();
    for fact in facts {
        match other.iter().position(|own| own == fact) {
            Some(at) => {
                other.swap_remove(at);
            }
            None => left.push(fact.clone()),
        }
    }
    left
}
