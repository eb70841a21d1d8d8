//! A plan while it is edited: its rows, what is in dispute, what was withdrawn, and its stage.

use super::Sight;
use crate::{
    clock::Millis,
    id::{NodeId, PersonId, PlanId, RecordId, UnitId},
    person::Action,
    plan::{
        Node, NodeBody, NodeField, NodeKind, Outline, Plan, Row, Setting, Stage, Step, Target, Task,
    },
    text,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditingView {
    pub head: EditingHead,
    /// In reading order, without what was withdrawn.
    pub rows: Vec<EditingRow>,
    pub withdrawn: Vec<EditingRow>,
    pub disputes: Vec<Dispute>,
    #[serde(default)]
    pub measures: Measures,
}

mod measures;

pub use measures::{Measured, Measures, Reading};

/// What changes seldom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditingHead {
    pub plan: PlanId,
    pub unit: UnitId,
    pub title: String,
    pub number: Option<String>,
    pub signer: Option<String>,
    pub stage: Stage,
    /// Whether the person may change what it says, at this stage.
    pub may_write: bool,
    /// The steps that the person may take now.
    pub steps: Vec<Step>,
    /// The step that led here, if one was taken.
    pub last: Option<LastStep>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastStep {
    pub step: Step,
    pub by: Author,
    pub at: Millis,
    pub reason: Option<String>,
}

/// Somebody who did something; the caller knows the names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    pub id: PersonId,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EditingRow {
    pub id: NodeId,
    pub depth: usize,
    pub kind: NodeKind,
    pub label: Option<String>,
    pub text: String,
    /// What it says besides: who leads and by when, or the number of a target.
    pub facts: String,
    pub marks: Vec<Mark>,
}

/// What wants the eye of whoever edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Disputed,
    /// It could not stay where it was put.
    Strayed,
    /// It was withdrawn, but something under it was not.
    Withdrawn,
    /// A task without a time.
    Timeless,
    /// A task that nobody leads.
    Leaderless,
}

/// A field that people have set without having seen each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dispute {
    pub node: NodeId,
    pub about: String,
    pub field: String,
    pub title: String,
    /// The one that is shown comes first.
    pub claims: Vec<Claim>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub record: RecordId,
    pub by: Author,
    pub at: Millis,
    pub words: String,
    pub value: Value,
}

impl EditingView {
    /// `None` where the plan is not there or not for this person's eyes. `name` knows people.
    pub fn new(
        sight: Sight,
        id: &PlanId,
        name: impl Fn(&PersonId) -> Option<String>,
    ) -> Option<Self> {
        let plan = sight.state.plans.get(id)?;
        if !sight.person.may_read_plan_of(&plan.unit, sight.tree) {
            return None;
        }
        let author = |id: &PersonId| Author {
            id: id.clone(),
            name: name(id).unwrap_or_default(),
        };
        let nodes = sight.state.nodes.values();
        let outline = Outline::new(nodes.filter(|node| node.plan == *id));
        let disputes = outline.rows().flat_map(|row| disputes(row, sight, &author));
        Some(Self {
            measures: Measures::new(sight, plan, &outline),
            head: head(sight, plan, &author),
            rows: outline.rows().map(EditingRow::of).collect(),
            withdrawn: outline.withdrawn().map(EditingRow::of).collect(),
            disputes: disputes.collect(),
        })
    }

    /// Everybody whose name is shown.
    pub fn authors_mut(&mut self) -> impl Iterator<Item = &mut Author> {
        let claims = self.disputes.iter_mut().flat_map(|one| &mut one.claims);
        let last = self.head.last.iter_mut().map(|last| &mut last.by);
        claims.map(|claim| &mut claim.by).chain(last)
    }

    pub fn row(&self, id: &NodeId) -> Option<&EditingRow> {
        self.rows.iter().find(|row| row.id == *id)
    }
}

impl EditingRow {
    fn of(row: &Row) -> Self {
        let node = row.node;
        let task = node.task();
        let marks = [
            (node.edits.fields.disputed().next().is_some()).then_some(Mark::Disputed),
            row.strayed.then_some(Mark::Strayed),
            (node.is_withdrawn() && !row.gone).then_some(Mark::Withdrawn),
            task.filter(|task| task.lead.is_empty())
                .map(|_| Mark::Leaderless),
            task.filter(|task| task.schedule.raw.trim().is_empty())
                .map(|_| Mark::Timeless),
        ];
        Self {
            id: node.id.clone(),
            depth: row.depth,
            kind: node.body.kind(),
            label: node.written_label(),
            text: node.text.clone(),
            facts: facts(node),
            marks: marks.into_iter().flatten().collect(),
        }
    }

    /// Differs whenever the row would be drawn differently.
    pub fn print(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

fn head(sight: Sight, plan: &Plan, author: &impl Fn(&PersonId) -> Author) -> EditingHead {
    let stage = plan.stage();
    let may = |action: &Action| sight.person.may(*action, &plan.unit, sight.tree);
    let can = |step: &Step| stage.after(*step).is_some() && step.needs().iter().any(may);
    let last = plan.history().pop().map(|(_, taken)| LastStep {
        step: taken.step,
        by: author(&taken.by),
        at: taken.at.millis,
        reason: taken.reason.clone(),
    });
    EditingHead {
        plan: plan.id.clone(),
        unit: plan.unit.clone(),
        title: plan.title.clone(),
        number: plan.written_number(),
        signer: plan.formalities.signer.clone(),
        stage,
        may_write: stage.is_open() && may(&Action::EditPlan),
        steps: Step::ALL.into_iter().filter(can).collect(),
        last,
    }
}

fn disputes(row: &Row, sight: Sight, author: &impl Fn(&PersonId) -> Author) -> Vec<Dispute> {
    let node = row.node;
    let dispute = |field: &str| {
        let rivals = node.edits.fields.rivals(field);
        let claim = |(record, setting): (&RecordId, &Setting)| {
            let said = NodeField::read(field, setting.value.clone()).ok()?;
            Some((said.title(), {
                Claim {
                    record: record.clone(),
                    by: author(&setting.by),
                    at: setting.at.millis,
                    words: words(&said, sight),
                    value: setting.value.clone(),
                }
            }))
        };
        let (titles, claims): (Vec<_>, Vec<_>) = rivals.into_iter().filter_map(claim).unzip();
        Some(Dispute {
            node: node.id.clone(),
            about: node.text.clone(),
            field: field.to_owned(),
            title: (*titles.first()?).to_owned(),
            claims,
        })
    };
    node.edits.fields.disputed().filter_map(dispute).collect()
}

/// A value as people read it; of a place, under what it is.
fn words(said: &NodeField, sight: Sight) -> String {
    match said {
        NodeField::Place(place) => {
            let above = place.parent.as_ref();
            let above = above.and_then(|parent| sight.state.nodes.get(parent));
            above.map_or_else(
                || "ở cấp ngoài cùng".to_owned(),
                |above| {
                    let label = above.written_label().map(|label| label + " ");
                    format!("trong “{}{}”", label.unwrap_or_default(), above.text)
                },
            )
        }
        said => Some(said.words())
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| "(để trống)".to_owned()),
    }
}

fn facts(node: &Node) -> String {
    match &node.body {
        NodeBody::Section | NodeBody::Paragraph => String::new(),
        NodeBody::Task(task) => task_facts(task),
        NodeBody::Target(target) => target_facts(target),
    }
}

fn task_facts(task: &Task) -> String {
    let said =
        |name: &str, words: String| (!words.trim().is_empty()).then(|| format!("{name}: {words}"));
    let facts = [
        said("Chủ trì", task.lead.join("; ")),
        said("Phối hợp", task.coordinating.join("; ")),
        said("Thực hiện", task.implementing.join("; ")),
        said("Thời gian", task.schedule.raw.clone()),
        said("Sản phẩm", task.output.clone().unwrap_or_default()),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    facts.join(" · ")
}

/// "phấn đấu ít nhất 80 %, năm 2026".
fn target_facts(target: &Target) -> String {
    let value = target.value.map(text::written_number).unwrap_or_default();
    let words = [
        if target.aspirational {
            "phấn đấu"
        } else {
            ""
        },
        target.comparator.word(),
        &value,
        target.unit.as_deref().unwrap_or_default(),
    ];
    let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let year = target.year.map(|year| format!("năm {year}"));
    let parts = Some(words.join(" ")).filter(|words| !words.is_empty());
    let parts: Vec<_> = parts.into_iter().chain(year).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests;
