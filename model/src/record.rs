//! Records: one thing that someone did, never changed afterwards.

use crate::{
    assignment::{Duty, TaskUpdate},
    clock::Stamp,
    figure::FigureReported,
    id::{DeviceId, IndicatorId, NodeId, PersonId, PhotoId, PlanId, RecordId, UnitId},
    indicator::Indicator,
    json::{self, Tree},
    plan::{Node, NodeField, Plan, PlanField, Signature, Step},
    report::{ReportId, ReportReplied, ReportSubmitted},
    unit::UnitKind,
};
use serde::{Deserialize, Deserializer, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

/// One act, as it was written where it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub id: RecordId,
    /// The unit it is about.
    pub unit: UnitId,
    pub by: PersonId,
    pub device: DeviceId,
    pub made_at: Stamp,
    /// The record whose effect this one supersedes, as its author saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<RecordId>,
    pub fact: Fact,
}

/// What was done. On the wire: `{"kind": "task_updated", …}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "plans are few, and a box would be one more thing to go through"
)]
pub enum Fact {
    PlanCreated(PlanCreated),
    PlanFieldSet(PlanFieldSet),
    PlanStepped(PlanStepped),
    NodeAdded(NodeAdded),
    NodeFieldSet(NodeFieldSet),
    Assigned(Assigned),
    Unassigned(Unassigned),
    TaskUpdated(TaskUpdate),
    Commented(Commented),
    DifficultyAnswered(DifficultyAnswered),
    ClassAssigned(ClassAssigned),
    AssignmentReplied(AssignmentReplied),
    PutInCharge(PutInCharge),
    FigureReported(FigureReported),
    IndicatorDefined(IndicatorDefined),
    ReportSubmitted(ReportSubmitted),
    ReportReplied(ReportReplied),
    /// A kind of a newer program: kept as it came and passed on.
    #[serde(untagged)]
    Unknown(Map<String, Value>),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanCreated {
    pub plan: Plan,
    /// Parents before children.
    pub nodes: Vec<Node>,
}

/// A node is put into a plan that is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeAdded {
    pub node: Node,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "FieldSetAsWritten")]
pub struct NodeFieldSet {
    pub node: NodeId,
    #[serde(flatten)]
    pub field: NodeField,
    /// Rivals of the setting in `replaces` that its author saw beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<RecordId>,
    /// The record whose effect this one takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<RecordId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "FieldSetAsWritten")]
pub struct PlanFieldSet {
    pub plan: PlanId,
    #[serde(flatten)]
    pub field: PlanField,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<RecordId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undoes: Option<RecordId>,
}

/// A setting of a field, of whatever it is.
#[derive(Deserialize)]
struct FieldSetAsWritten {
    #[serde(default)]
    node: NodeId,
    #[serde(default)]
    plan: PlanId,
    field: String,
    value: Value,
    #[serde(default)]
    settles: Vec<RecordId>,
    #[serde(default)]
    undoes: Option<RecordId>,
}

impl NodeFieldSet {
    pub fn new(node: NodeId, field: NodeField) -> Self {
        Self {
            node,
            field,
            settles: Vec::new(),
            undoes: None,
        }
    }
}

impl TryFrom<FieldSetAsWritten> for NodeFieldSet {
    type Error = json::Unreadable;

    fn try_from(set: FieldSetAsWritten) -> Result<Self, Self::Error> {
        Ok(Self {
            node: set.node,
            field: NodeField::read(&set.field, set.value)?,
            settles: set.settles,
            undoes: set.undoes,
        })
    }
}

impl TryFrom<FieldSetAsWritten> for PlanFieldSet {
    type Error = json::Unreadable;

    fn try_from(set: FieldSetAsWritten) -> Result<Self, Self::Error> {
        Ok(Self {
            plan: set.plan,
            field: PlanField::read(&set.field, set.value)?,
            settles: set.settles,
            undoes: set.undoes,
        })
    }
}

/// A plan goes on from draft to signed, or into an amendment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanStepped {
    pub plan: PlanId,
    pub step: Step,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Of a signing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

/// The record's unit is given the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assigned {
    pub task: NodeId,
    pub duty: Duty,
}

/// The task is taken back from the record's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unassigned {
    pub task: NodeId,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Commented {
    pub node: NodeId,
    pub text: String,
    /// Those who are named in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<PersonId>,
}

/// The task is given to all units of a kind under the record's unit, whose plan it is, and to those
/// that will be added.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassAssigned {
    pub task: NodeId,
    pub class: UnitKind,
    /// Without one it is taken back from all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<Duty>,
}

/// The record's unit takes the task on, or declines it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AssignmentReplied {
    pub task: NodeId,
    /// Why it is declined; without a reason it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<String>,
}

/// Somebody who works in the record's unit is put in charge of the task there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutInCharge {
    pub task: NodeId,
    pub person: PersonId,
    /// As the account has it; whoever leaves is told by it afterwards.
    pub name: String,
    /// It is taken back from that person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_over: bool,
}

/// What somebody above says to a difficulty of the record's unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DifficultyAnswered {
    pub task: NodeId,
    /// The update that raised it.
    pub update: RecordId,
    pub text: String,
}

/// A plan counts something that the national indicators do not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndicatorDefined {
    pub plan: PlanId,
    pub indicator: Indicator,
    /// The record whose effect this one takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<RecordId>,
}

impl Fact {
    /// The kind's name on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::PlanCreated(_) => "plan_created",
            Self::PlanFieldSet(_) => "plan_field_set",
            Self::PlanStepped(_) => "plan_stepped",
            Self::NodeAdded(_) => "node_added",
            Self::NodeFieldSet(_) => "node_field_set",
            Self::Assigned(_) => "assigned",
            Self::Unassigned(_) => "unassigned",
            Self::TaskUpdated(_) => "task_updated",
            Self::Commented(_) => "commented",
            Self::DifficultyAnswered(_) => "difficulty_answered",
            Self::ClassAssigned(_) => "class_assigned",
            Self::AssignmentReplied(_) => "assignment_replied",
            Self::PutInCharge(_) => "put_in_charge",
            Self::FigureReported(_) => "figure_reported",
            Self::IndicatorDefined(_) => "indicator_defined",
            Self::ReportSubmitted(_) => "report_submitted",
            Self::ReportReplied(_) => "report_replied",
            Self::Unknown(body) => body.get("kind").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// The node it is about, if it is about one.
    pub fn node(&self) -> Option<&NodeId> {
        match self {
            Self::NodeAdded(fact) => Some(&fact.node.id),
            Self::NodeFieldSet(fact) => Some(&fact.node),
            Self::Assigned(fact) => Some(&fact.task),
            Self::Unassigned(fact) => Some(&fact.task),
            Self::TaskUpdated(fact) => Some(&fact.task),
            Self::Commented(fact) => Some(&fact.node),
            Self::DifficultyAnswered(fact) => Some(&fact.task),
            Self::ClassAssigned(fact) => Some(&fact.task),
            Self::AssignmentReplied(fact) => Some(&fact.task),
            Self::PutInCharge(fact) => Some(&fact.task),
            Self::PlanCreated(_)
            | Self::PlanFieldSet(_)
            | Self::PlanStepped(_)
            | Self::FigureReported(_)
            | Self::IndicatorDefined(_)
            | Self::ReportSubmitted(_)
            | Self::ReportReplied(_)
            | Self::Unknown(_) => None,
        }
    }

    /// What it puts a node under.
    pub fn parent(&self) -> Option<&NodeId> {
        match self {
            Self::NodeAdded(fact) => fact.node.parent.as_ref(),
            Self::NodeFieldSet(fact) => match &fact.field {
                NodeField::Place(place) => place.parent.as_ref(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The photos it cites.
    pub fn photos(&self) -> &[PhotoId] {
        match self {
            Self::TaskUpdated(update) => &update.photos,
            _ => &[],
        }
    }

    /// Who is to be put in charge by it.
    pub fn put_in_charge(&self) -> Option<&PersonId> {
        match self {
            Self::PutInCharge(fact) if !fact.is_over => Some(&fact.person),
            _ => None,
        }
    }

    /// The people named in it.
    pub fn mentions(&self) -> &[PersonId] {
        match self {
            Self::Commented(comment) => &comment.mentions,
            _ => &[],
        }
    }

    /// What is counted in it.
    pub fn indicator(&self) -> Option<&IndicatorId> {
        match self {
            Self::FigureReported(said) => Some(&said.indicator),
            Self::IndicatorDefined(fact) => Some(&fact.indicator.id),
            Self::NodeFieldSet(fact) => match &fact.field {
                NodeField::Link(link) => link.as_ref().map(|link| &link.indicator),
                _ => None,
            },
            _ => None,
        }
    }

    /// The plan that it names itself.
    pub fn named_plan(&self) -> Option<&PlanId> {
        match self {
            Self::PlanCreated(fact) => Some(&fact.plan.id),
            Self::PlanFieldSet(fact) => Some(&fact.plan),
            Self::PlanStepped(fact) => Some(&fact.plan),
            Self::NodeAdded(fact) => Some(&fact.node.plan),
            Self::IndicatorDefined(fact) => Some(&fact.plan),
            Self::ReportSubmitted(fact) => Some(&fact.report.plan),
            Self::ReportReplied(fact) => Some(&fact.report.plan),
            _ => None,
        }
    }

    /// The report that it is about.
    pub fn report(&self) -> Option<&ReportId> {
        match self {
            Self::ReportSubmitted(fact) => Some(&fact.report),
            Self::ReportReplied(fact) => Some(&fact.report),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Fact {
    /// A known kind must be whole; an unknown kind is kept as it is, and so is a field or a step
    /// that only a newer program knows.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn body<T: DeserializeOwned, E: serde::de::Error>(fields: Tree) -> Result<T, E> {
            json::from_tree(fields).map_err(E::custom)
        }
        let unknown = |fields: Tree| match fields.into() {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        let fields = Tree::deserialize(deserializer)?;
        let word = |name: &str| fields.word(name).unwrap_or_default();
        let is_newer = match word("kind") {
            "node_field_set" => !word("field").is_empty() && !NodeField::knows(word("field")),
            "plan_field_set" => !word("field").is_empty() && !PlanField::knows(word("field")),
            "plan_stepped" => !word("step").is_empty() && Step::parse(word("step")).is_none(),
            _ => false,
        };
        if is_newer {
            return Ok(Self::Unknown(unknown(fields)));
        }
        let kind = word("kind").to_owned();
        Ok(match kind.as_str() {
            "" => return Err(serde::de::Error::missing_field("kind")),
            "plan_created" => Self::PlanCreated(body(fields)?),
            "plan_field_set" => Self::PlanFieldSet(body(fields)?),
            "plan_stepped" => Self::PlanStepped(body(fields)?),
            "node_added" => Self::NodeAdded(body(fields)?),
            "node_field_set" => Self::NodeFieldSet(body(fields)?),
            "assigned" => Self::Assigned(body(fields)?),
            "unassigned" => Self::Unassigned(body(fields)?),
            "task_updated" => Self::TaskUpdated(body(fields)?),
            "commented" => Self::Commented(body(fields)?),
            "difficulty_answered" => Self::DifficultyAnswered(body(fields)?),
            "class_assigned" => Self::ClassAssigned(body(fields)?),
            "assignment_replied" => Self::AssignmentReplied(body(fields)?),
            "put_in_charge" => Self::PutInCharge(body(fields)?),
            "figure_reported" => Self::FigureReported(body(fields)?),
            "indicator_defined" => Self::IndicatorDefined(body(fields)?),
            "report_submitted" => Self::ReportSubmitted(body(fields)?),
            "report_replied" => Self::ReportReplied(body(fields)?),
            _ => Self::Unknown(unknown(fields)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(fact: Value) -> Value {
        json!({
            "id": "0192f1c2-0000-7000-8000-000000000001", "unit": "x", "by": "p", "device": "d",
            "made_at": "1795219200000-00000", "fact": fact,
        })
    }

    #[test]
    fn every_known_kind_reads_back_as_it_was_written() {
        let facts = [
            json!({"kind": "assigned", "task": "t", "duty": "implementer"}),
            json!({"kind": "unassigned", "task": "t"}),
            json!({"kind": "commented", "node": "t", "text": "Đề nghị báo sớm."}),
            json!({"kind": "commented", "node": "t", "text": "@Lan xem.", "mentions": ["p"]}),
            json!({"kind": "difficulty_answered", "task": "t", "update": "r", "text": "Đã rõ."}),
            json!({"kind": "class_assigned", "task": "t", "class": "hamlet", "duty": "lead"}),
            json!({"kind": "class_assigned", "task": "t", "class": "office"}),
            json!({"kind": "assignment_replied", "task": "t"}),
            json!({"kind": "put_in_charge", "task": "t", "person": "p", "name": "Lan"}),
            json!({
                "kind": "put_in_charge", "task": "t", "person": "p", "name": "Lan",
                "is_over": true,
            }),
            json!({"kind": "assignment_replied", "task": "t", "declined": "Không có người."}),
            json!({"kind": "node_field_set", "node": "t", "field": "text", "value": "Mới"}),
            json!({
                "kind": "node_field_set", "node": "t", "field": "place",
                "value": {"parent": "s", "position": "a1Vx3k"}, "settles": ["r1"], "undoes": "r2",
            }),
            json!({"kind": "node_field_set", "node": "t", "field": "value", "value": 12.5}),
            json!({"kind": "plan_field_set", "plan": "k", "field": "date", "value": "2026-01-05"}),
            json!({
                "kind": "node_added",
                "node": {
                    "id": "t", "plan": "k", "parent": null, "position": 3, "label": null,
                    "text": "Mới", "kind": "paragraph",
                },
            }),
            json!({"kind": "plan_stepped", "plan": "k", "step": "returned", "reason": "Thiếu."}),
            json!({
                "kind": "plan_stepped", "plan": "k", "step": "signed",
                "signature": {"number": "57/KH-UBND", "date": "2026-01-05", "signer": "Lan"},
            }),
            json!({
                "kind": "figure_reported", "indicator": "vneid", "part": "female",
                "as_of": "2026-11-14", "numerator": 30, "denominator": null, "grade": "counted",
            }),
            json!({
                "kind": "node_field_set", "node": "t", "field": "link",
                "value": {"indicator": "vneid", "goal": "rate", "asks": ["sex"]},
            }),
            json!({"kind": "node_field_set", "node": "t", "field": "link", "value": null}),
            json!({
                "kind": "report_submitted", "report": "k_2026-Q4", "through": 7,
                "contents": {
                    "as_of": "2026-12-14", "targets": [], "tasks": [], "difficulties": [],
                    "assessment": "Tốt.", "proposals": "",
                },
            }),
            json!({
                "kind": "report_replied", "report": "k_2026", "submission": "r",
                "returned": "Thiếu số.",
            }),
        ];
        for fact in facts {
            let read: Record = serde_json::from_value(record(fact.clone())).unwrap();
            assert_eq!(read.fact.kind(), fact["kind"]);
            assert_eq!(serde_json::to_value(&read).unwrap(), record(fact));
        }
    }

    #[test]
    fn an_update_with_photos_and_one_from_before_there_were_any_read_back() {
        let mut fact = json!({
            "kind": "task_updated", "task": "t", "status": "doing", "percent": null,
            "number": null, "number_of": null, "note": null, "difficulty": null, "done_on": null,
        });
        for photos in [None, Some(json!(["aa", "bb"]))] {
            let n_photos = photos.as_ref().map_or(0, |_| 2);
            fact.as_object_mut()
                .unwrap()
                .extend(photos.map(|ids| ("photos".into(), ids)));
            let read: Record = serde_json::from_value(record(fact.clone())).unwrap();
            assert_eq!(read.fact.photos().len(), n_photos);
            assert_eq!(serde_json::to_value(&read).unwrap(), record(fact.clone()));
        }
    }

    #[test]
    fn an_unknown_kind_is_kept_to_the_letter() {
        let fact = json!({"kind": "drone_flight", "height": 12, "path": [1, 2]});
        let read: Record = serde_json::from_value(record(fact.clone())).unwrap();
        assert_eq!(read.fact.kind(), "drone_flight");
        assert_eq!(serde_json::to_value(&read).unwrap(), record(fact));
    }

    #[test]
    fn a_field_or_a_step_of_a_newer_program_is_kept_to_the_letter() {
        for fact in [
            json!({"kind": "node_field_set", "node": "t", "field": "colour", "value": [1]}),
            json!({"kind": "plan_field_set", "plan": "k", "field": "colour", "value": 1}),
            json!({"kind": "plan_stepped", "plan": "k", "step": "burnt"}),
        ] {
            let read: Record = serde_json::from_value(record(fact.clone())).unwrap();
            assert!(matches!(read.fact, Fact::Unknown(_)));
            assert_eq!(serde_json::to_value(&read).unwrap(), record(fact));
        }
    }

    #[test]
    fn a_known_kind_with_a_field_missing_is_refused() {
        assert!(serde_json::from_value::<Record>(record(json!({"kind": "assigned"}))).is_err());
        assert!(serde_json::from_value::<Record>(record(json!({"height": 12}))).is_err());
    }
}
