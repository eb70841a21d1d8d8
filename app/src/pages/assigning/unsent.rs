//! What was given or taken back on this device, laid over what the server has told.

use crate::{device::Entry, pages::unit_index::UnitIndex};
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    order,
    record::{ClassAssigned, Fact},
    unit::UnitHead,
    view::assigning::AssignableTask,
};

/// `about` gives what was done here to a task, oldest first. What the server sent back is as if it
/// had not been done.
pub fn with_unsent(
    mut tasks: Vec<AssignableTask>,
    about: impl Fn(&NodeId) -> Vec<(Entry, bool)>,
    index: &UnitIndex,
) -> Vec<AssignableTask> {
    for task in &mut tasks {
        for (entry, _) in about(&task.id) {
            if entry.refused.is_some() {
                continue;
            }
            match &entry.record.fact {
                Fact::Assigned(fact) => give(task, &entry.record.unit, fact.duty, index),
                Fact::Unassigned(_) => task.given.retain(|(_, unit)| unit.id != entry.record.unit),
                Fact::ClassAssigned(fact) => give_class(task, fact, index),
                _ => {}
            }
        }
    }
    tasks
}

fn give(task: &mut AssignableTask, unit: &UnitId, duty: Duty, index: &UnitIndex) {
    if let Some(given) = task.given.iter_mut().find(|(_, given)| given.id == *unit) {
        given.0 = duty;
    } else if let Some(unit) = index.get(unit) {
        task.given.push((duty, UnitHead::from(unit)));
    }
    order::sort_by(&mut task.given, |(a, _), (b, _)| a.cmp(b));
}

fn give_class(task: &mut AssignableTask, fact: &ClassAssigned, index: &UnitIndex) {
    task.classes.retain(|(_, class)| *class != fact.class);
    task.given.retain(|(_, unit)| unit.kind != fact.class);
    if let Some(duty) = fact.duty {
        task.classes.push((duty, fact.class));
        for (_, units) in index
            .classes()
            .iter()
            .filter(|(kind, _)| *kind == fact.class)
        {
            for unit in units {
                give(task, unit, duty, index);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        clock::Stamp,
        problem::Code,
        record::{Assigned, Record, Unassigned},
        schedule::Schedule,
        unit::Unit,
    };

    fn entry(unit: &str, fact: Fact) -> Entry {
        Entry {
            record: Record {
                id: "r".into(),
                unit: unit.into(),
                by: "p".into(),
                device: "d".into(),
                made_at: Stamp::at(1),
                replaces: None,
                fact,
            },
            about: String::new(),
            refused: None,
        }
    }

    fn assigned(unit: &str, duty: Duty) -> Entry {
        entry(
            unit,
            Fact::Assigned(Assigned {
                task: "t".into(),
                duty,
            }),
        )
    }

    #[test]
    fn deeds_are_laid_over_and_refused_ones_are_not() {
        let index = UnitIndex::new(
            ["x1", "x2", "x3"]
                .map(|id| Unit {
                    id: id.into(),
                    name: id.into(),
                    ..Unit::default()
                })
                .to_vec(),
        );
        let head = |id: &str| UnitHead::from(index.get(&id.into()).unwrap());
        let task = AssignableTask {
            id: "t".into(),
            label: None,
            text: String::new(),
            schedule: Schedule::default(),
            named: Vec::new(),
            given: vec![(Duty::Lead, head("x1")), (Duty::Implementer, head("x2"))],
            classes: Vec::new(),
            declined: Vec::new(),
            people: Vec::new(),
        };
        let mut refused = assigned("x3", Duty::Lead);
        refused.refused = Some(Code::NotAllowed.into());
        let deeds = vec![
            (assigned("x1", Duty::Coordinator), false),
            (
                entry("x2", Fact::Unassigned(Unassigned { task: "t".into() })),
                true,
            ),
            (assigned("x3", Duty::Lead), true),
            (refused, true),
        ];
        let tasks = with_unsent(vec![task], |_| deeds.clone(), &index);
        let given: Vec<_> = tasks[0]
            .given
            .iter()
            .map(|(duty, unit)| (*duty, unit.id.as_str()))
            .collect();
        assert_eq!(given, [(Duty::Lead, "x3"), (Duty::Coordinator, "x1")]);
    }
}
