//! From the rows of a table to the outline of a plan.

use super::clock::{Clock, When};
use model::{
    formalities::Formalities,
    id::{NodeId, PlanId},
    plan::{Comparator, Node, NodeBody, Target, Task},
    schedule::Schedule,
};

/// One entry of a plan as its table has it.
#[derive(Clone, Copy)]
pub struct Row {
    kind: Kind,
    label: &'static str,
    text: &'static str,
    lead: &'static [&'static str],
    with: &'static [&'static str],
    by: &'static [&'static str],
    output: &'static str,
    actions: &'static [&'static str],
}

#[derive(Clone, Copy)]
enum Kind {
    /// "I. MỤC ĐÍCH, YÊU CẦU".
    Part,
    /// "1. Mục đích", in a part.
    Group,
    Text,
    Task(When),
    Target {
        /// 0 or 1: the first or the second year of the plan.
        year: i32,
        comparator: Comparator,
        value: f64,
        aspirational: bool,
    },
}

/// Where the plan was issued, who received it, and as whom the vice-chairman signed it.
pub fn formalities(place: &str, recipients: &[&str]) -> Formalities {
    Formalities {
        place: Some(place.to_owned()),
        recipients: recipients.iter().map(|&name| name.to_owned()).collect(),
        authority: Some("TM. ỦY BAN NHÂN DÂN".to_owned()),
        capacity: Some("KT. CHỦ TỊCH".to_owned()),
        position: Some("PHÓ CHỦ TỊCH".to_owned()),
        ..Formalities::default()
    }
}

pub const fn part(label: &'static str, text: &'static str) -> Row {
    Row::new(Kind::Part, label, text)
}

pub const fn group(label: &'static str, text: &'static str) -> Row {
    Row::new(Kind::Group, label, text)
}

pub const fn dash(text: &'static str) -> Row {
    Row::new(Kind::Text, "", text)
}

pub const fn task(label: &'static str, when: When, text: &'static str) -> Row {
    Row::new(Kind::Task(when), label, text)
}

/// A target in percent for the first (0) or the second (1) year of the plan.
pub const fn target(
    label: &'static str,
    year: i32,
    comparator: Comparator,
    value: f64,
    text: &'static str,
) -> Row {
    let kind = Kind::Target {
        year,
        comparator,
        value,
        aspirational: false,
    };
    Row::new(kind, label, text)
}

impl Row {
    const fn new(kind: Kind, label: &'static str, text: &'static str) -> Self {
        Self {
            kind,
            label,
            text,
            lead: &[],
            with: &[],
            by: &[],
            output: "",
            actions: &[],
        }
    }

    /// "Phấn đấu".
    pub const fn striving(self) -> Self {
        let kind = match self.kind {
            Kind::Target {
                year,
                comparator,
                value,
                ..
            } => Kind::Target {
                year,
                comparator,
                value,
                aspirational: true,
            },
            other => other,
        };
        Self { kind, ..self }
    }

    pub const fn lead(self, lead: &'static [&'static str]) -> Self {
        Self { lead, ..self }
    }

    pub const fn with(self, with: &'static [&'static str]) -> Self {
        Self { with, ..self }
    }

    pub const fn by(self, by: &'static [&'static str]) -> Self {
        Self { by, ..self }
    }

    pub const fn output(self, output: &'static str) -> Self {
        Self { output, ..self }
    }

    pub const fn actions(self, actions: &'static [&'static str]) -> Self {
        Self { actions, ..self }
    }

    fn body(&self, clock: Clock) -> NodeBody {
        match self.kind {
            Kind::Part | Kind::Group => NodeBody::Section,
            Kind::Text => NodeBody::Paragraph,
            Kind::Target {
                year,
                comparator,
                value,
                aspirational,
            } => NodeBody::Target(Target {
                year: Some(clock.first_year() + year),
                comparator,
                aspirational,
                value: Some(value),
                unit: Some("%".to_owned()),
                link: None,
            }),
            Kind::Task(when) => NodeBody::Task(Task {
                schedule: Schedule::read(&when.words(clock)),
                output: present(self.output),
                note: None,
                actions: owned(self.actions),
                lead: owned(self.lead),
                coordinating: owned(self.with),
                implementing: owned(self.by),
                ..Task::default()
            }),
        }
    }
}

/// The id of a task by its label, in a form whose order is the order of the plan.
pub fn task_id(plan: &str, label: &str) -> NodeId {
    NodeId::new(format!("{plan}-nv-{label}"))
}

/// The nodes of a plan, parents before children.
pub fn nodes(plan: &str, rows: &[Row], clock: Clock) -> Vec<Node> {
    let (mut part, mut group): (Option<NodeId>, Option<NodeId>) = (None, None);
    let mut nodes = Vec::with_capacity(rows.len());
    for (position, row) in (1_i64..).zip(rows) {
        let id = match row.kind {
            Kind::Task(_) => task_id(plan, row.label),
            _ => NodeId::new(format!("{plan}-muc-{position:03}")),
        };
        let parent = match row.kind {
            Kind::Part => None,
            Kind::Group => part.clone(),
            _ => group.clone().or_else(|| part.clone()),
        };
        match row.kind {
            Kind::Part => (part, group) = (Some(id.clone()), None),
            Kind::Group => group = Some(id.clone()),
            _ => {}
        }
        nodes.push(Node {
            id,
            plan: PlanId::from(plan),
            parent,
            position: position.into(),
            label: present(row.label),
            text: clock.fill(row.text),
            body: row.body(clock),
            edits: Default::default(),
        });
    }
    nodes
}

fn present(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
