//! Reads real plans, where a folder of them with gold readings is at hand, and counts what was found.

use std::fs;
use std::path::{Path, PathBuf};

use model::import::{LeadSource, PlanDraft, read};
use serde_json::Value;

/// `HOCVUSO_PLANS`, or the folder that stands beside a checkout.
fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/plans");
    let folder = std::env::var_os("HOCVUSO_PLANS").map_or(beside, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: no plans at {} (set HOCVUSO_PLANS)",
        folder.display()
    );
    None
}

const NAMES: [&str; 3] = ["tan-ky", "dak-nong", "hoa-lac"];

/// Each plan with its gold reading.
fn plans() -> Vec<(&'static str, PlanDraft, Value)> {
    let Some(folder) = folder() else {
        return Vec::new();
    };
    let read = NAMES.into_iter().map(|name| {
        let file = |ending: &str| fs::read(folder.join(format!("{name}.{ending}"))).expect(name);
        let gold = serde_json::from_slice(&file("gold.json")).expect("a gold reading is JSON");
        let text = String::from_utf8(file("txt")).expect("a plan is UTF-8");
        let draft = read(&text).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        (name, draft, gold)
    });
    read.collect()
}

fn count(gold: &Value, part: &str) -> usize {
    gold[part].as_array().map_or(0, Vec::len)
}

#[test]
fn as_many_of_everything_as_a_careful_reader_finds() {
    for (name, draft, gold) in plans() {
        let found = [
            ("tasks", draft.tasks.len()),
            ("targets", draft.targets.len()),
            ("units", draft.units.len()),
            ("purposes", draft.purposes.len()),
            ("requirements", draft.requirements.len()),
            ("contents", draft.contents.len()),
            ("recipients", draft.recipients.len()),
            ("reporting", draft.reporting.len()),
        ];
        for (part, found) in found {
            assert_eq!(found, count(&gold, part), "{name}: {part}");
        }
    }
}

#[test]
fn tasks_have_the_ids_and_kinds_of_the_gold_reading() {
    for (name, draft, gold) in plans() {
        let gold = gold["tasks"].as_array().cloned().unwrap_or_default();
        for (task, gold) in draft.tasks.iter().zip(&gold) {
            assert_eq!(Some(task.id.as_str()), gold["id"].as_str(), "{name}");
            let kind = serde_json::to_value(task.schedule.kind).expect("a kind is JSON");
            assert_eq!(kind, gold["schedule"]["kind"], "{name}: {}", task.id);
            assert_ne!(task.lead_source, LeadSource::None, "{name}: {}", task.id);
        }
    }
}

#[test]
fn everything_says_where_it_stands() {
    for (name, draft, _) in plans() {
        let mut lines = Vec::new();
        lines.extend(draft.tasks.iter().map(|task| task.line));
        lines.extend(draft.targets.iter().map(|target| target.line));
        lines.extend(draft.units.iter().map(|unit| unit.line));
        lines.extend(draft.legal_bases.iter().map(|basis| basis.line));
        lines.extend(draft.recipients.iter().map(|recipient| recipient.line));
        assert!(lines.iter().all(|&line| line > 0), "{name}");
        assert!(
            !draft.warnings.is_empty(),
            "{name}: every real plan leaves a doubt"
        );
    }
}
