//! What the log amounts to as a report: targets beside figures, tasks beside what units told of them, and
//! what stands in their way.

use crate::{
    assignment::{Assignment, Duty, Status},
    map::Map,
    order,
    plan::{Node, Plan, Task, in_reading_order},
    report::{Amount, Contents, DifficultyTold, TargetTold, TaskTold},
    status::Cell,
    text,
    unit::natural_key,
    view::{
        Sight,
        figures::{TargetLine, amount, asked, reporters},
        task_list::visible_assignments,
    },
};
use chrono::NaiveDate;
use std::borrow::Cow;

/// `sight.state` is as of that day.
pub fn compile(sight: Sight, plan: &Plan, as_of: NaiveDate, targets: &[TargetLine]) -> Contents {
    let sight = Sight {
        today: as_of,
        ..sight
    };
    let nodes = sight.state.nodes.values();
    let nodes: Vec<Node> = nodes
        .filter(|node| node.plan == plan.id && !node.is_withdrawn())
        .cloned()
        .collect();
    let given: Vec<_> = visible_assignments(sight)
        .filter(|given| given.plan == plan.id)
        .collect();
    let told = in_reading_order(&nodes);
    let tasks = told.iter().filter_map(|(_, node)| {
        let units: Vec<_> = given.iter().filter(|it| it.task == node.id).collect();
        Some(task(sight, node, node.standing_task()?, &units))
    });
    Contents {
        as_of,
        targets: told
            .iter()
            .filter_map(|(_, node)| targets.iter().find(|line| line.node == node.id))
            .map(target)
            .collect(),
        tasks: tasks.collect(),
        difficulties: difficulties(sight, &given),
        ..Contents::default()
    }
}

fn target(line: &TargetLine) -> TargetTold {
    TargetTold {
        node: line.node.clone(),
        statement: line.statement.clone(),
        indicator: line.link.indicator.clone(),
        asked: asked(&line.target),
        told: amount(&line.value),
        reporters: reporters(&line.value),
        is_met: line.is_met,
        value: line.value.clone(),
    }
}

fn task(sight: Sight, node: &Node, task: &Task, given: &[&Cow<Assignment>]) -> TaskTold {
    let leading = |given: &&&Cow<Assignment>| given.duty == Some(Duty::Lead);
    let name = |given: &&Cow<Assignment>| sight.tree.head(&given.unit).name;
    let mut leads: Vec<String> = given.iter().filter(leading).map(name).collect();
    order::sort_by_text(&mut leads, |name: &String| natural_key(name));
    TaskTold {
        node: node.id.clone(),
        label: node.written_label(),
        text: node.text.clone(),
        leads,
        times: task.schedule.raw.clone(),
        cells: given
            .iter()
            .map(|given| Cell::of(&task.schedule, given, sight.today))
            .collect(),
        amounts: amounts(given),
        note: note(given),
    }
}

/// What units counted in their latest updates, added up by what it is of.
fn amounts(given: &[&Cow<Assignment>]) -> Vec<Amount> {
    let mut sums: Map<String, Amount> = Map::new();
    for given in given {
        let Some(update) = given.progress.said.as_ref().map(|said| &said.update) else {
            continue;
        };
        let of = update.number_of.as_deref().map(str::trim);
        let of = of.filter(|of| !of.is_empty());
        let (Some(number), Some(of)) = (update.number, of) else {
            continue;
        };
        // Units write the same thing in small and large letters.
        let key = text::fold(of);
        match sums.get_mut(&key) {
            Some(sum) => sum.number += u64::from(number),
            None => {
                sums.insert(
                    key,
                    Amount {
                        number: number.into(),
                        of: of.to_owned(),
                    },
                );
            }
        }
    }
    sums.values().cloned().collect()
}

/// The latest note of those who lead the task, or of the only unit that has it.
fn note(given: &[&Cow<Assignment>]) -> Option<String> {
    let speaks = |it: &&&Cow<Assignment>| it.duty == Some(Duty::Lead) || given.len() == 1;
    let said = given
        .iter()
        .filter(speaks)
        .filter_map(|given| given.progress.said.as_ref())
        .filter(|said| said.update.status != Status::NotStarted);
    let latest = said.max_by(|a, b| (a.made_at, &a.record).cmp(&(b.made_at, &b.record)))?;
    let note = latest.update.note.as_deref()?.trim();
    (!note.is_empty()).then(|| note.to_owned())
}

fn difficulties(sight: Sight, given: &[Cow<Assignment>]) -> Vec<DifficultyTold> {
    let told = |given: &Cow<Assignment>| {
        let difficulty = given.progress.difficulty()?;
        let node = sight.state.nodes.get(&given.task)?;
        Some(DifficultyTold {
            task: node.id.clone(),
            unit: sight.tree.head(&given.unit).name,
            text: node.text.clone(),
            words: difficulty.text,
            since: difficulty.since.day(),
            answer: difficulty.answer.map(|answer| answer.text),
        })
    };
    let mut told: Vec<_> = given.iter().filter_map(told).collect();
    order::sort_by(&mut told, |a, b| {
        (a.since, &a.unit, &a.task).cmp(&(b.since, &b.unit, &b.task))
    });
    told
}
