//! From the draft that the importer reads to the plan that a person confirms: an outline with ids,
//! and the names in it matched with units.

mod outline;

use crate::{
    assignment::Duty,
    formalities::{Formalities, System},
    id::{IdMaker, PlanId, UnitId},
    import::PlanDraft,
    plan::{Node, Plan},
    record::PlanCreated,
    text,
    unit::{
        UnitTree,
        matching::{Key, Matching},
    },
    view::import::{NamedUnit, Reading},
};
use outline::Outline;
use std::collections::BTreeMap;

/// The title of a plan in whose text none was found.
pub const UNTITLED: &str = "Kế hoạch chưa có tên";

/// The reading of a draft as a plan of `unit`. Ids are made by the caller's clock and randomness.
pub fn reading<R: FnMut() -> [u8; 10]>(
    draft: &PlanDraft,
    unit: &UnitId,
    tree: &UnitTree,
    ids: &mut IdMaker<R>,
) -> Reading {
    let plan = plan(draft, unit, PlanId::new(ids.next()));
    let (nodes, lines) = Outline::new(&plan.id, ids).write(draft);
    Reading {
        text: String::new(),
        names: names(&nodes, &Matching::new(unit, tree)),
        warnings: draft.warnings.clone(),
        units: tree.subtree(unit).into_iter().cloned().collect(),
        lines,
        plan: PlanCreated { plan, nodes },
    }
}

fn plan(draft: &PlanDraft, unit: &UnitId, id: PlanId) -> Plan {
    let document = &draft.document;
    Plan {
        id,
        unit: unit.clone(),
        title: document
            .title
            .clone()
            .unwrap_or_else(|| UNTITLED.to_owned()),
        number: document.number.clone(),
        symbol: document.symbol.clone(),
        issuing_body: document.issuing_body.clone(),
        date: document.date,
        years: document.plan_years.clone(),
        formalities: formalities(draft),
        ..Plan::default()
    }
}

fn formalities(draft: &PlanDraft) -> Formalities {
    let signatory = draft.signatory.clone().unwrap_or_default();
    let system = draft.document.system.as_deref().and_then(System::named);
    let recipients = draft.recipients.iter();
    Formalities {
        system: system.unwrap_or_default(),
        superior: draft.document.superior.clone(),
        place: draft.document.place.clone(),
        recipients: recipients
            .map(|recipient| {
                recipient
                    .text
                    .trim_end_matches([';', '.', ',', ' '])
                    .to_owned()
            })
            .collect(),
        authority: signatory.authority,
        capacity: signatory.capacity,
        position: signatory.position,
        signer: signatory.name,
    }
}

/// The names that the tasks give, each once, in order of first use.
pub(crate) fn names(nodes: &[Node], matching: &Matching) -> Vec<NamedUnit> {
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut names: Vec<NamedUnit> = Vec::new();
    for node in nodes {
        let Some(task) = node.task() else { continue };
        let duties = [
            (Duty::Lead, &task.lead),
            (Duty::Coordinator, &task.coordinating),
            (Duty::Implementer, &task.implementing),
        ];
        for (duty, name) in duties
            .into_iter()
            .flat_map(|(duty, names)| names.iter().map(move |name| (duty, name)))
        {
            if text::fold(name).is_empty() {
                continue;
            }
            let place = *places.entry(matching.key(name)).or_insert_with(|| {
                let matched = matching.units(name);
                names.push(NamedUnit {
                    name: name.clone(),
                    uses: Vec::new(),
                    matched,
                });
                names.len() - 1
            });
            names[place].uses.push((node.id.clone(), duty));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{import, schedule::Schedule, testing::named, unit::UnitKind};

    fn draft() -> PlanDraft {
        let section = |label: &str, title: &str, line| import::Section {
            label: label.into(),
            title: title.into(),
            line,
        };
        let task = |number: &str, line, lead: &[&str]| import::Task {
            number: Some(number.into()),
            text: format!("Việc {number}"),
            lead: lead.iter().map(|name| (*name).to_owned()).collect(),
            schedule: Schedule::read("Thường xuyên"),
            line,
            ..import::Task::default()
        };
        PlanDraft {
            document: import::Document {
                title: Some("Kế hoạch".into()),
                ..Default::default()
            },
            sections: vec![
                section("I", "Mục đích", 1),
                section("II", "Mục tiêu", 5),
                section("II.1", "Năm nay", 6),
                section("III", "Nhiệm vụ", 9),
            ],
            purposes: vec![import::Item {
                label: None,
                text: "Phổ cập".into(),
                line: 2,
            }],
            targets: vec![import::Target {
                id: "II.1.a".into(),
                label: Some("a".into()),
                value: 80.0,
                unit: "%".into(),
                statement: "80% người dân".into(),
                line: 7,
                ..import::Target::default()
            }],
            tasks: vec![
                task("1", 10, &["Phòng VH & XH", "Công an xã"]),
                task("2", 11, &["Phòng Văn hoá và Xã hội"]),
            ],
            ..PlanDraft::default()
        }
    }

    fn read() -> Reading {
        let tree = UnitTree::new([
            named("x", None, UnitKind::Commune, "Xã Đồng Lúa"),
            named(
                "vhxh",
                Some("x"),
                UnitKind::Office,
                "Phòng Văn hóa - Xã hội",
            ),
        ]);
        let mut count = 0;
        let random = move || {
            count += 1;
            [count; 10]
        };
        reading(
            &draft(),
            &"x".into(),
            &tree,
            &mut IdMaker { now_ms: 1, random },
        )
    }

    #[test]
    fn the_outline_follows_the_lines_of_the_source() {
        let reading = read();
        let nodes = crate::plan::in_reading_order(&reading.plan.nodes);
        let shape: Vec<_> = nodes
            .iter()
            .map(|(depth, node)| {
                (
                    *depth,
                    node.label.as_deref().unwrap_or("-"),
                    node.body.as_str(),
                )
            })
            .collect();
        assert_eq!(
            shape,
            [
                (0, "I", "section"),
                (1, "-", "paragraph"),
                (0, "II", "section"),
                (1, "1", "section"),
                (2, "a", "target"),
                (0, "III", "section"),
                (1, "1", "task"),
                (1, "2", "task"),
            ]
        );
        assert!(crate::plan::is_well_formed(
            &reading.plan.plan,
            &reading.plan.nodes
        ));
    }

    #[test]
    fn headings_inside_a_table_stand_above_their_tasks() {
        let mut draft = draft();
        let group = |label: &str| import::Group {
            label: label.into(),
            title: "Nhóm".into(),
        };
        draft.tasks[0].groups = vec![group("I"), group("1")];
        draft.tasks[1].groups = vec![group("I"), group("2")];
        let mut ids = IdMaker {
            now_ms: 1,
            random: || [0; 10],
        };
        let plan = PlanId::from("k");
        let (nodes, _) = Outline::new(&plan, &mut ids).write(&draft);
        let shape: Vec<_> = nodes[5..]
            .iter()
            .map(|node| node.label.as_deref().unwrap_or("-"))
            .collect();
        assert_eq!(shape, ["III", "I", "1", "1", "2", "2"]);
    }

    #[test]
    fn spellings_of_one_name_are_matched_once() {
        let names = read().names;
        assert_eq!(names.len(), 2);
        assert_eq!(names[0].name, "Phòng VH & XH");
        assert_eq!(names[0].uses.len(), 2);
        assert_eq!(names[0].matched, [UnitId::from("vhxh")]);
        assert_eq!(names[1].name, "Công an xã");
        assert!(names[1].matched.is_empty());
    }
}
