//! What "Giao" will do: which of the chosen tasks go to which of the chosen units, in words and deeds.

use crate::text::lowercase;
use model::{
    assignment::Duty,
    id::{NodeId, UnitId},
    unit::UnitKind,
    view::assigning::AssignableTask,
};

/// The assignments to be made, and those that stand already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Giving {
    pub n_tasks: usize,
    pub n_units: usize,
    /// Tasks with units that shall have them, in the duty asked for.
    pub pairs: Vec<(NodeId, UnitId)>,
    /// Tasks with whole classes that shall have them, and those that will be added to them.
    pub classes: Vec<(NodeId, UnitKind)>,
    /// How many units all of that gives something.
    pub n_given: usize,
    /// How many of the pairs stand in another duty now.
    pub n_changed: usize,
    /// How many stand in this duty already and need nothing.
    pub n_standing: usize,
}

impl Giving {
    pub fn new(
        tasks: &[AssignableTask],
        chosen_tasks: &[NodeId],
        chosen_units: &[UnitId],
        chosen_classes: &[(UnitKind, Vec<UnitId>)],
        duty: Duty,
    ) -> Self {
        let mut giving = Self {
            n_units: chosen_units.len(),
            ..Self::default()
        };
        let through_class = |unit: &UnitId| {
            let mut classes = chosen_classes.iter();
            classes.any(|(_, units)| units.contains(unit))
        };
        for task in tasks.iter().filter(|task| chosen_tasks.contains(&task.id)) {
            giving.n_tasks += 1;
            for (class, units) in chosen_classes {
                giving.add_class(task, *class, units, duty);
            }
            for unit in chosen_units.iter().filter(|unit| !through_class(unit)) {
                match task.duty_of(unit) {
                    Some(given) if given == duty => {
                        giving.n_standing += 1;
                        continue;
                    }
                    Some(_) => giving.n_changed += 1,
                    None => {}
                }
                giving.n_given += 1;
                giving.pairs.push((task.id.clone(), unit.clone()));
            }
        }
        giving
    }

    pub fn is_ready(&self) -> bool {
        self.n_given > 0 || !self.classes.is_empty()
    }

    fn add_class(&mut self, task: &AssignableTask, class: UnitKind, units: &[UnitId], duty: Duty) {
        let n_standing = units
            .iter()
            .filter(|unit| task.duty_of(unit) == Some(duty))
            .count();
        self.n_standing += n_standing;
        if n_standing == units.len() && task.duty_of_class(class) == Some(duty) {
            return;
        }
        self.n_given += units.len() - n_standing;
        let other = |unit: &&UnitId| task.duty_of(unit).is_some_and(|given| given != duty);
        self.n_changed += units.iter().filter(other).count();
        self.classes.push((task.id.clone(), class));
    }

    /// What will happen, or what is still to be chosen.
    pub fn sentence(&self, duty: Duty) -> String {
        match (self.n_tasks, self.n_units) {
            (0, 0) => return "Chọn nhiệm vụ, rồi chọn đơn vị.".to_owned(),
            (0, n) => return format!("Đã chọn {n} đơn vị. Chọn nhiệm vụ để giao."),
            (n, 0) => return format!("Đã chọn {n} nhiệm vụ. Chọn đơn vị nhận việc."),
            _ => {}
        }
        if !self.is_ready() {
            return "Các đơn vị này đã được giao đúng như vậy. Không có gì thay đổi.".to_owned();
        }
        let mut sentence = format!(
            "Giao {} nhiệm vụ cho {} đơn vị, vai trò {}: {} phân công",
            self.n_tasks,
            self.n_units,
            lowercase(duty.name()),
            self.n_given,
        );
        if self.n_changed > 0 {
            sentence.push_str(&format!(", trong đó {} đổi vai trò", self.n_changed));
        }
        if self.n_standing > 0 {
            sentence.push_str(&format!("; {} đã có, giữ nguyên", self.n_standing));
        }
        sentence.push('.');
        if !self.classes.is_empty() {
            sentence.push_str(" Đơn vị thêm sau này cũng được giao.");
        }
        sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{schedule::Schedule, unit::UnitHead};

    fn task(id: &str, given: &[(Duty, &str)]) -> AssignableTask {
        AssignableTask {
            id: id.into(),
            label: None,
            text: id.into(),
            schedule: Schedule::default(),
            named: Vec::new(),
            given: given
                .iter()
                .map(|(duty, unit)| {
                    let head = UnitHead {
                        id: (*unit).into(),
                        name: (*unit).into(),
                        kind: UnitKind::Hamlet,
                    };
                    (*duty, head)
                })
                .collect(),
            classes: Vec::new(),
            declined: Vec::new(),
            people: Vec::new(),
        }
    }

    fn set<T: for<'a> From<&'a str>>(ids: &[&str]) -> Vec<T> {
        ids.iter().map(|id| T::from(*id)).collect()
    }

    #[test]
    fn what_stands_already_is_not_given_again() {
        let tasks = [
            task("a", &[(Duty::Implementer, "x1"), (Duty::Lead, "x2")]),
            task("b", &[]),
            task("c", &[]),
        ];
        let giving = Giving::new(
            &tasks,
            &set(&["a", "b"]),
            &set(&["x1", "x2"]),
            &[],
            Duty::Implementer,
        );
        let pairs: Vec<_> = giving
            .pairs
            .iter()
            .map(|(task, unit)| (task.as_str(), unit.as_str()))
            .collect();
        assert_eq!(pairs, [("a", "x2"), ("b", "x1"), ("b", "x2")]);
        assert_eq!(
            giving.sentence(Duty::Implementer),
            "Giao 2 nhiệm vụ cho 2 đơn vị, vai trò thực hiện: 3 phân công, \
             trong đó 1 đổi vai trò; 1 đã có, giữ nguyên."
        );
    }

    #[test]
    fn it_says_what_is_still_missing() {
        let tasks = [task("a", &[(Duty::Lead, "x1")])];
        let sentence = |tasks_chosen: &[&str], units: &[&str]| {
            Giving::new(&tasks, &set(tasks_chosen), &set(units), &[], Duty::Lead)
                .sentence(Duty::Lead)
        };
        assert!(sentence(&[], &[]).starts_with("Chọn nhiệm vụ"));
        assert!(sentence(&["a"], &[]).contains("Chọn đơn vị"));
        assert!(sentence(&[], &["x1"]).contains("Chọn nhiệm vụ"));
        assert!(sentence(&["a"], &["x1"]).contains("Không có gì thay đổi"));
    }

    #[test]
    fn a_class_is_one_deed_a_task_and_is_given_again_where_one_of_it_was_left_out() {
        let hamlets = [(UnitKind::Hamlet, set(&["x1", "x2"]))];
        let giving = |task: AssignableTask| {
            let units = set(&["x1", "x2", "vp"]);
            Giving::new(&[task], &set(&["a"]), &units, &hamlets, Duty::Implementer)
        };
        let new = giving(task("a", &[(Duty::Lead, "x1")]));
        assert_eq!(new.classes, [("a".into(), UnitKind::Hamlet)]);
        assert_eq!(new.pairs, [("a".into(), "vp".into())]);
        assert_eq!(
            new.sentence(Duty::Implementer),
            "Giao 1 nhiệm vụ cho 3 đơn vị, vai trò thực hiện: 3 phân công, trong đó 1 đổi vai trò. \
             Đơn vị thêm sau này cũng được giao."
        );
        let class = |given| AssignableTask {
            classes: vec![(Duty::Implementer, UnitKind::Hamlet)],
            ..task("a", given)
        };
        let all = [
            (Duty::Implementer, "x1"),
            (Duty::Implementer, "x2"),
            (Duty::Implementer, "vp"),
        ];
        assert!(!giving(class(&all)).is_ready());
        // Each has it by itself: the class does not, and will not follow the tree.
        assert!(giving(task("a", &all)).is_ready());
        assert_eq!(giving(class(&all[1..])).classes.len(), 1);
    }
}
