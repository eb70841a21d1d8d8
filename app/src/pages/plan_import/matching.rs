//! From names in a plan to assignments: who gets which task, in which duty.

use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    order,
};

/// A name's uses in the plan, with the units it stands for.
pub type Match = (Vec<(NodeId, Duty)>, Vec<UnitId>);

/// One assignment a task and unit. A unit that a task names twice has the stronger duty: leading
/// before coordinating before implementing.
pub fn assignments(matches: &[Match]) -> Vec<((NodeId, UnitId), Duty)> {
    let mut given = Vec::new();
    for (uses, units) in matches {
        for (task, duty) in uses {
            given.extend(
                units
                    .iter()
                    .map(|unit| ((task.clone(), unit.clone()), *duty)),
            );
        }
    }
    // The stronger duty comes first and stays.
    order::sort_by(&mut given, Ord::cmp);
    given.dedup_by(|later, earlier| later.0 == earlier.0);
    given
}

/// How many tasks a name stands in, however often.
pub fn n_tasks(uses: &[(NodeId, Duty)]) -> usize {
    let mut tasks: Vec<_> = uses.iter().map(|(task, _)| task).collect();
    order::sort_by(&mut tasks, Ord::cmp);
    tasks.dedup();
    tasks.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uses(uses: &[(&str, Duty)]) -> Vec<(NodeId, Duty)> {
        uses.iter()
            .map(|(task, duty)| ((*task).into(), *duty))
            .collect()
    }

    #[test]
    fn a_unit_named_twice_on_a_task_has_the_stronger_duty() {
        let matches = [
            (
                uses(&[("t1", Duty::Implementer)]),
                vec!["vhxh".into(), "x1".into()],
            ),
            (
                uses(&[("t1", Duty::Lead), ("t2", Duty::Coordinator)]),
                vec!["vhxh".into()],
            ),
            (uses(&[("t2", Duty::Lead)]), Vec::new()),
        ];
        let given: Vec<_> = assignments(&matches)
            .into_iter()
            .map(|((task, unit), duty)| (task.0, unit.0, duty))
            .collect();
        let row = |task: &str, unit: &str, duty| (task.to_owned(), unit.to_owned(), duty);
        assert_eq!(
            given,
            [
                row("t1", "vhxh", Duty::Lead),
                row("t1", "x1", Duty::Implementer),
                row("t2", "vhxh", Duty::Coordinator),
            ]
        );
    }

    #[test]
    fn a_task_that_names_a_unit_twice_counts_once() {
        assert_eq!(
            n_tasks(&uses(&[("t1", Duty::Lead), ("t1", Duty::Implementer)])),
            1
        );
        assert_eq!(n_tasks(&[]), 0);
    }
}
