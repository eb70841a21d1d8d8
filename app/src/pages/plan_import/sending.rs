//! The confirmed plan on its way: one record for the plan, one for each assignment, all kept at once.

use super::matching::{Match, assignments};
use crate::{
    device::{DeviceError, Draft},
    outbox::Outbox,
    source::Trouble,
};
use leptos::{prelude::*, task::spawn_local};
use model::{
    id::{PlanId, RecordId},
    problem::Problem,
    record::{Assigned, Fact, PlanCreated},
};

/// How far the plan has got.
#[derive(Clone, Debug, PartialEq)]
pub enum Sending {
    /// Still being put right.
    No,
    Keeping,
    /// Kept on this device, not yet accepted.
    Waiting,
    NotKept(DeviceError),
    Refused(Problem),
    Accepted(PlanId),
}

/// What was kept: the plan's record first, then its assignments.
#[derive(Clone, Default)]
struct Kept {
    plan: PlanId,
    records: Vec<RecordId>,
}

#[derive(Clone, Copy)]
pub struct Sender {
    pub now: RwSignal<Sending>,
    kept: RwSignal<Option<Kept>>,
    outbox: Outbox,
}

impl Sender {
    pub fn new() -> Self {
        let sender = Self {
            now: RwSignal::new(Sending::No),
            kept: RwSignal::new(None),
            outbox: Outbox::from_context(),
        };
        Effect::new(move |_| sender.follow());
        sender
    }

    pub fn send(self, plan: PlanCreated, matches: &[Match]) {
        let id = plan.plan.id.clone();
        let drafts = drafts(plan, matches);
        self.now.set(Sending::Keeping);
        spawn_local(async move {
            match self.outbox.save(drafts).await {
                Ok(entries) => {
                    let records = entries.into_iter().map(|entry| entry.record.id).collect();
                    self.now.set(Sending::Waiting);
                    self.kept.set(Some(Kept { plan: id, records }));
                }
                Err(error) => self.now.set(Sending::NotKept(error)),
            }
        });
    }

    /// Why it still waits, in words.
    pub fn waits_for(self) -> &'static str {
        match self.outbox.trouble() {
            Some(Trouble::NoNetwork) => {
                "Đã lưu trên máy, chưa gửi được vì không có mạng. Kế hoạch tự gửi khi có mạng; đừng tạo lại lần nữa."
            }
            Some(Trouble::Problem(_)) => {
                "Đã lưu trên máy, hệ thống chưa nhận được. Máy sẽ tự gửi lại; đừng tạo lại lần nữa."
            }
            None => "Đã lưu trên máy, đang gửi…",
        }
    }

    /// Sees what became of the records that were kept.
    fn follow(self) {
        let Some(kept) = self.kept.get() else { return };
        let entries = self.outbox.entries();
        let here = |id: &RecordId| entries.iter().find(|entry| entry.record.id == *id);
        let Some(plan) = kept.records.first() else {
            return;
        };
        match here(plan).map(|entry| entry.refused.clone()) {
            Some(Some(problem)) => {
                // Without the plan its assignments mean nothing; the page still has it all.
                self.kept.set(None);
                kept.records
                    .into_iter()
                    .for_each(|id| self.outbox.discard(id));
                self.now.set(Sending::Refused(problem));
            }
            Some(None) => {}
            None => {
                let waits = kept
                    .records
                    .iter()
                    .filter_map(here)
                    .any(|entry| entry.refused.is_none());
                // An assignment that was sent back stays in the outbox with its reason.
                if !waits {
                    self.kept.set(None);
                    self.now.set(Sending::Accepted(kept.plan));
                }
            }
        }
    }
}

fn drafts(plan: PlanCreated, matches: &[Match]) -> Vec<Draft> {
    let given: Vec<_> = assignments(matches)
        .into_iter()
        .map(|((task, unit), duty)| {
            let node = plan.nodes.iter().find(|node| node.id == task);
            let about = node.map_or("Phân công".into(), |node| {
                format!("Phân công: {}", node.text)
            });
            let fact = Fact::Assigned(Assigned {
                task,
                duty,
                person: None,
            });
            Draft {
                unit,
                replaces: None,
                after: None,
                fact,
                about,
            }
        })
        .collect();
    let mut drafts = vec![Draft {
        unit: plan.plan.unit.clone(),
        replaces: None,
        after: None,
        about: format!("Kế hoạch mới: {}", plan.plan.title),
        fact: Fact::PlanCreated(plan),
    }];
    drafts.extend(given);
    drafts
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{
        assignment::Duty,
        plan::{Node, NodeBody, Plan, Task},
    };

    #[test]
    fn the_plan_goes_first_and_each_unit_gets_each_task_once() {
        let node = Node {
            id: "t1".into(),
            plan: "k".into(),
            parent: None,
            position: 1,
            label: None,
            text: "Mở lớp".into(),
            body: NodeBody::Task(Task::default()),
            edits: std::collections::BTreeMap::new(),
        };
        let plan = Plan {
            id: "k".into(),
            unit: "xa".into(),
            title: "T".into(),
            ..Plan::default()
        };
        let uses = vec![("t1".into(), Duty::Lead), ("t1".into(), Duty::Implementer)];
        let matches = [(uses, vec!["x1".into(), "x2".into()])];
        let drafts = drafts(
            PlanCreated {
                plan,
                nodes: vec![node],
            },
            &matches,
        );
        let kinds: Vec<_> = drafts
            .iter()
            .map(|draft| (draft.fact.kind(), draft.unit.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                ("plan_created", "xa"),
                ("assigned", "x1"),
                ("assigned", "x2")
            ]
        );
    }
}
