//! A plan written as a paper and read again is the same plan.

use model::{
    id::{IdMaker, UnitId},
    import,
    plan::{Node, NodeBody, Plan},
    reading::reading,
    unit::UnitTree,
};

use super::paper;
use crate::{read, write};

/// The plan that a text gives.
fn plan_of(text: &str) -> Option<(Plan, Vec<Node>)> {
    let draft = import::read(text).ok()?;
    let mut count = 0_u64;
    let random = move || {
        count += 1;
        let [a, b, c, d, e, f, g, h] = count.to_be_bytes();
        [0, 0, a, b, c, d, e, f, g, h]
    };
    let mut ids = IdMaker { now_ms: 1, random };
    let unit = UnitId::from("x");
    let made = reading(&draft, &unit, &UnitTree::new([]), &mut ids).plan;
    Some((made.plan, made.nodes))
}

/// What must survive, one line for each thing: tasks with their units and times, targets, headings,
/// and the head and the end of the paper.
fn said((plan, nodes): &(Plan, Vec<Node>)) -> Vec<String> {
    let formalities = &plan.formalities;
    let mut said = vec![
        format!("title {}", plan.title),
        format!("symbol {:?} {:?}", plan.symbol, plan.date),
        format!(
            "system {:?}, {:?} {:?}",
            formalities.system, formalities.place, plan.issuing_body
        ),
        format!("recipients {:?}", formalities.recipients),
        format!(
            "signed {:?} {:?}",
            formalities.authority, formalities.capacity
        ),
        format!("signed {:?} {:?}", formalities.position, formalities.signer),
    ];
    for (depth, node) in model::plan::in_reading_order(nodes) {
        let label = node.label.as_deref().unwrap_or("-");
        said.push(match &node.body {
            NodeBody::Task(task) => format!(
                "task {depth} {label} {} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?} | {:?}",
                node.text,
                task.lead,
                task.coordinating,
                task.implementing,
                task.schedule,
                task.output,
                task.note,
                task.actions
            ),
            NodeBody::Target(target) => format!("target {depth} {label} {} {target:?}", node.text),
            NodeBody::Section => format!("section {depth} {label} {}", node.text),
            // Rules of layout give lists their final marks.
            NodeBody::Paragraph => {
                let text = node.text.trim_end_matches(['.', ';', ',']);
                format!("paragraph {label} {text}")
            }
        });
    }
    said
}

/// Lines that one side has and the other has not.
fn differences(name: &str, text: &str) -> Vec<String> {
    let Some(before) = plan_of(text) else {
        return vec![format!("{name}: not read at all")];
    };
    let file = write::docx(&paper(&before.0, &before.1));
    let text = read::text(&file).unwrap().text;
    let Some(after) = plan_of(&text) else {
        return vec![format!("{name}: not read again:\n{text}")];
    };
    let (before, after) = (said(&before), said(&after));
    let lost = before.iter().filter(|line| !after.contains(line));
    let new = after.iter().filter(|line| !before.contains(line));
    let lost = lost.map(|line| format!("{name} - {line}"));
    let new = new.map(|line| format!("{name} + {line}"));
    lost.chain(new).collect()
}

fn files(folder: &str) -> Vec<(String, String)> {
    let found = std::fs::read_dir(folder).into_iter().flatten();
    let paths = found.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            Some((name, std::fs::read_to_string(&path).ok()?))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn plans_of_many_layouts_come_back_as_they_were() {
    let own = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/tests/plans");
    let gold = concat!(env!("CARGO_MANIFEST_DIR"), "/../model/tests/gold");
    let real = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/plans");
    let files: Vec<_> = [own, gold, real].into_iter().flat_map(files).collect();
    assert!(files.len() >= 11);
    let different: Vec<_> = files
        .iter()
        .flat_map(|(name, text)| differences(name, text))
        .collect();
    assert!(different.is_empty(), "{}", different.join("\n"));
}
