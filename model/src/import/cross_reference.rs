//! Tasks named by their numbers: "nhiệm vụ tại phần IV: mục 1.3, mục 2.4; điểm a mục 3".

use super::block::LONGEST_PARAGRAPH;
use super::draft::{CrossReference, LeadSource, Task, Unit, Warning};
use super::named_label::{Kind, Named, labels};
use super::warning;
use super::word::{Word, joined, words};
use crate::text::fold;

/// The references in a duty: "Chủ trì … mục 1; phối hợp … mục 2" holds one for each role.
pub fn read_all(duty: &str, tasks: &[Task]) -> Vec<CrossReference> {
    let clauses: Vec<&str> = duty.split(';').collect();
    let mut found: Vec<CrossReference> = Vec::new();
    let mut from = 0;
    for to in 1..=clauses.len() {
        let next = clauses.get(to).map(|clause| fold(clause));
        let parts = next.is_none_or(|next| {
            ["chu tri", "phoi hop"]
                .iter()
                .any(|role| next.trim_start().starts_with(role))
        });
        if parts {
            let clause = clauses.get(from..to).unwrap_or_default().join(";");
            found.extend(read(&clause, tasks));
            from = to;
        }
    }
    found
}

/// The reference in a duty, with the tasks it leads to.
fn read(duty: &str, tasks: &[Task]) -> Option<CrossReference> {
    if duty.len() > LONGEST_PARAGRAPH
        || !duty.bytes().any(|byte| byte.is_ascii_digit())
        || tasks.is_empty()
    {
        return None;
    }
    let words = words(duty);
    let named = labels(&words);
    let (first, last) = (
        named.iter().map(|l| l.from).min()?,
        named.iter().map(|l| l.to).max()?,
    );
    if !named
        .iter()
        .any(|label| matches!(label.kind, Kind::Number | Kind::Letter))
    {
        return None;
    }
    let from = if first > 0 && words.get(first - 1).is_some_and(|w| w.folded == "tai") {
        first - 1
    } else {
        first
    };
    let said = joined(&words, from, last);
    let raw = said.trim_end_matches(['.', ';', ',']).to_owned();
    let (resolved, missing) = resolve(&named, tasks);
    let role = role(&words, from).to_owned();
    Some(CrossReference {
        raw,
        role,
        resolved,
        missing,
    })
}

/// Gives tasks that name nobody the units that refer to them.
pub fn apply(units: &[Unit], tasks: &mut [Task]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for unit in units {
        let name = unit
            .name
            .strip_prefix("Đề nghị ")
            .unwrap_or(&unit.name)
            .trim_end_matches('.');
        for reference in &unit.cross_refs {
            if !reference.missing.is_empty() {
                let labels = reference.missing.join(", ");
                let message = format!(
                    "“{}”: không xác định được nhiệm vụ mang số {labels}; hãy chọn.",
                    reference.raw
                );
                warnings.push(warning::new(unit.line, "reference_unresolved", &message));
            }
            let named = tasks
                .iter_mut()
                .filter(|task| reference.resolved.contains(&task.id));
            named.for_each(|task| assign(task, name, &reference.role));
        }
    }
    warnings
}

fn assign(task: &mut Task, name: &str, role: &str) {
    let free = matches!(
        task.lead_source,
        LeadSource::None | LeadSource::CrossReference
    );
    match role {
        "chủ trì" if free => {
            task.lead.push(name.to_owned());
            task.lead_source = LeadSource::CrossReference;
        }
        "phối hợp" if free => task.coordinating.push(name.to_owned()),
        "thực hiện" if free => task.implementing.push(name.to_owned()),
        _ => {}
    }
}

/// The tasks that labels lead to, and the labels that lead to none.
fn resolve(named: &[Named], tasks: &[Task]) -> (Vec<String>, Vec<String>) {
    let mut section = named
        .iter()
        .find(|label| label.kind == Kind::Section)
        .map(|l| l.name.clone());
    let (mut resolved, mut missing) = (Vec::new(), Vec::new());
    let mut letters: Vec<&str> = Vec::new();
    let earlier = std::iter::once(None).chain(named.iter().map(Some));
    for (label, before) in named.iter().zip(earlier) {
        // "điểm 2.3, mục 2, phần III" is one task: the group only says where it stands.
        if before.is_some_and(|before| before.name.starts_with(&format!("{}.", label.name))) {
            continue;
        }
        match label.kind {
            Kind::Section => section = Some(label.name.clone()),
            Kind::Letter => letters.push(&label.name),
            Kind::Number => {
                let labels: Vec<String> = if letters.is_empty() {
                    vec![label.name.clone()]
                } else {
                    letters
                        .drain(..)
                        .map(|letter| format!("{}.{letter}", label.name))
                        .collect()
                };
                for label in labels {
                    let ids = find(section.as_deref(), &label, tasks);
                    add_new(&mut resolved, &mut missing, label, ids);
                }
            }
        }
    }
    for letter in letters {
        let ids = find(section.as_deref(), letter, tasks);
        add_new(&mut resolved, &mut missing, letter.to_owned(), ids);
    }
    (resolved, missing)
}

/// The task with a label in a section, or all tasks of the group so labelled.
fn find(section: Option<&str>, label: &str, tasks: &[Task]) -> Vec<String> {
    let Some(section) = section else {
        let same = tasks
            .iter()
            .filter(|task| task.number.as_deref() == Some(label));
        let ids: Vec<String> = same.map(|task| task.id.clone()).collect();
        return if ids.len() == 1 { ids } else { Vec::new() };
    };
    for id in [
        format!("{section}.{label}"),
        format!("PL.{section}.{label}"),
    ] {
        if tasks.iter().any(|task| task.id == id) {
            return vec![id];
        }
        let group = format!("{id}.");
        let inside = tasks.iter().filter(|task| task.id.starts_with(&group));
        let ids: Vec<String> = inside.map(|task| task.id.clone()).collect();
        if !ids.is_empty() {
            return ids;
        }
    }
    // "I.1" where parts stand above: "B.I.1".
    let ending = format!(".{section}.{label}");
    let below: Vec<String> = tasks
        .iter()
        .filter(|task| task.id.ends_with(&ending))
        .map(|task| task.id.clone())
        .collect();
    if below.len() == 1 { below } else { Vec::new() }
}

fn add_new(resolved: &mut Vec<String>, missing: &mut Vec<String>, label: String, ids: Vec<String>) {
    if ids.is_empty() {
        missing.push(label);
    }
    for id in ids {
        if !resolved.contains(&id) {
            resolved.push(id);
        }
    }
}

fn role(words: &[Word], before: usize) -> &'static str {
    let said = |first: &str, second: &str| {
        let pairs = words.get(..before).unwrap_or_default().windows(2);
        pairs
            .into_iter()
            .any(|pair| matches!(pair, [a, b] if a.folded == first && b.folded == second))
    };
    if said("chu", "tri") {
        "chủ trì"
    } else if said("phoi", "hop") {
        "phối hợp"
    } else {
        "thực hiện"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tasks(ids: &[&str]) -> Vec<Task> {
        let task = |id: &&str| {
            let number = id.split_once('.').map(|(_, number)| number.to_owned());
            Task {
                id: (*id).to_owned(),
                number,
                ..Task::default()
            }
        };
        ids.iter().map(task).collect()
    }

    #[test]
    fn numbers_after_a_part_lead_to_tasks() {
        let tasks = tasks(&["IV.1.1", "IV.1.3", "IV.2.4", "IV.3.a"]);
        let read = read(
            "Chủ trì thực hiện nhiệm vụ tại phần IV: mục 1.3, mục 2.4.",
            &tasks,
        );
        let read = read.unwrap_or_default();
        assert_eq!(read.raw, "tại phần IV: mục 1.3, mục 2.4");
        assert_eq!(read.role, "chủ trì");
        assert_eq!(read.resolved, ["IV.1.3", "IV.2.4"]);
    }

    #[test]
    fn lists_groups_and_letters() {
        let tasks = tasks(&["IV.1.1", "IV.1.3", "IV.2.4", "IV.3.a"]);
        let resolved = |text: &str| read(text, &tasks).unwrap_or_default().resolved;
        assert_eq!(
            resolved("Phối hợp tại mục 1.1, 1.3 và 2.4 phần IV"),
            ["IV.1.1", "IV.1.3", "IV.2.4"]
        );
        assert_eq!(resolved("việc tại mục 1 phần IV"), ["IV.1.1", "IV.1.3"]);
        assert_eq!(resolved("việc tại điểm a mục 3 phần IV"), ["IV.3.a"]);
        assert_eq!(read("mục tiêu 80% trong 5 năm", &tasks), None);
        assert_eq!(resolved("chủ trì nhiệm vụ IV.2.4"), ["IV.2.4"]);
        assert_eq!(
            resolved("việc từ mục 1.1 đến mục 1.3 phần IV"),
            ["IV.1.1", "IV.1.3"]
        );
    }

    #[test]
    fn each_role_in_a_duty_has_its_own_reference() {
        let tasks = tasks(&["III.1.a", "III.3.b"]);
        let found = read_all(
            "Chủ trì nhiệm vụ tại điểm b khoản 3 Mục III; phối hợp tại điểm a khoản 1 Mục III.",
            &tasks,
        );
        let read: Vec<(&str, &[String])> = found
            .iter()
            .map(|reference| (reference.role.as_str(), reference.resolved.as_slice()))
            .collect();
        assert_eq!(
            read,
            [
                ("chủ trì", ["III.3.b".to_owned()].as_slice()),
                ("phối hợp", ["III.1.a".to_owned()].as_slice()),
            ]
        );
    }

    #[test]
    fn a_unit_leads_the_tasks_it_refers_to() {
        let mut all = tasks(&["IV.1.1"]);
        let reference = read("Chủ trì nhiệm vụ mục 1.1, mục 9.9 phần IV", &all);
        let unit = Unit {
            name: "Đề nghị Hội Nông dân".to_owned(),
            cross_refs: reference.into_iter().collect(),
            ..Unit::default()
        };
        let warnings = apply(&[unit], &mut all);
        assert_eq!(warnings.len(), 1, "the number that leads nowhere is told");
        assert_eq!(all[0].lead, ["Hội Nông dân"]);
        assert_eq!(all[0].lead_source, LeadSource::CrossReference);
    }
}
