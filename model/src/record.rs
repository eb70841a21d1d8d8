//! Records: one thing that someone did, never changed afterwards.

use crate::{
    assignment::{Duty, TaskUpdate},
    clock::Stamp,
    figure::FigureReported,
    id::{DeviceId, IndicatorId, NodeId, PersonId, PhotoId, PlanId, RecordId, UnitId},
    indicator::{Indicator, TargetLink},
    json,
    plan::{Node, NodeField, Plan},
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
    NodeFieldSet(NodeFieldSet),
    Assigned(Assigned),
    Unassigned(Unassigned),
    TaskUpdated(TaskUpdate),
    Commented(Commented),
    DifficultyAnswered(DifficultyAnswered),
    ClassAssigned(ClassAssigned),
    AssignmentReplied(AssignmentReplied),
    FigureReported(FigureReported),
    IndicatorDefined(IndicatorDefined),
    TargetLinked(TargetLinked),
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "NodeFieldSetAsWritten")]
pub struct NodeFieldSet {
    pub node: NodeId,
    #[serde(flatten)]
    pub field: NodeField,
}

#[derive(Deserialize)]
struct NodeFieldSetAsWritten {
    node: NodeId,
    field: String,
    value: Value,
}

impl TryFrom<NodeFieldSetAsWritten> for NodeFieldSet {
    type Error = json::Unreadable;

    fn try_from(set: NodeFieldSetAsWritten) -> Result<Self, Self::Error> {
        Ok(Self {
            node: set.node,
            field: NodeField::read(&set.field, set.value)?,
        })
    }
}

/// The record's unit is given the task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assigned {
    pub task: NodeId,
    pub duty: Duty,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
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
}

/// What a target is measured by; nothing takes the link away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetLinked {
    pub target: NodeId,
    pub link: Option<TargetLink>,
}

impl Fact {
    /// The kind's name on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::PlanCreated(_) => "plan_created",
            Self::NodeFieldSet(_) => "node_field_set",
            Self::Assigned(_) => "assigned",
            Self::Unassigned(_) => "unassigned",
            Self::TaskUpdated(_) => "task_updated",
            Self::Commented(_) => "commented",
            Self::DifficultyAnswered(_) => "difficulty_answered",
            Self::ClassAssigned(_) => "class_assigned",
            Self::AssignmentReplied(_) => "assignment_replied",
            Self::FigureReported(_) => "figure_reported",
            Self::IndicatorDefined(_) => "indicator_defined",
            Self::TargetLinked(_) => "target_linked",
            Self::Unknown(body) => body.get("kind").and_then(Value::as_str).unwrap_or_default(),
        }
    }

    /// The node it is about, if it is about one.
    pub fn node(&self) -> Option<&NodeId> {
        match self {
            Self::NodeFieldSet(fact) => Some(&fact.node),
            Self::Assigned(fact) => Some(&fact.task),
            Self::Unassigned(fact) => Some(&fact.task),
            Self::TaskUpdated(fact) => Some(&fact.task),
            Self::Commented(fact) => Some(&fact.node),
            Self::DifficultyAnswered(fact) => Some(&fact.task),
            Self::ClassAssigned(fact) => Some(&fact.task),
            Self::AssignmentReplied(fact) => Some(&fact.task),
            Self::TargetLinked(fact) => Some(&fact.target),
            Self::PlanCreated(_)
            | Self::FigureReported(_)
            | Self::IndicatorDefined(_)
            | Self::Unknown(_) => None,
        }
    }

    /// The photos it cites.
    pub fn photos(&self) -> &[PhotoId] {
        match self {
            Self::TaskUpdated(update) => &update.photos,
            _ => &[],
        }
    }

    /// What is counted in it.
    pub fn indicator(&self) -> Option<&IndicatorId> {
        match self {
            Self::FigureReported(said) => Some(&said.indicator),
            Self::IndicatorDefined(fact) => Some(&fact.indicator.id),
            Self::TargetLinked(fact) => fact.link.as_ref().map(|link| &link.indicator),
            _ => None,
        }
    }

    /// The plan that it names itself.
    pub fn named_plan(&self) -> Option<&PlanId> {
        match self {
            Self::PlanCreated(fact) => Some(&fact.plan.id),
            Self::IndicatorDefined(fact) => Some(&fact.plan),
            _ => None,
        }
    }
}

impl<'de> Deserialize<'de> for Fact {
    /// A known kind must be whole; an unknown kind is kept as it is.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn body<T: DeserializeOwned, E: serde::de::Error>(
            fields: Map<String, Value>,
        ) -> Result<T, E> {
            json::from_value(Value::Object(fields)).map_err(E::custom)
        }
        let fields = Map::deserialize(deserializer)?;
        let kind = fields
            .get("kind")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        Ok(match kind.as_str() {
            "" => return Err(serde::de::Error::missing_field("kind")),
            "plan_created" => Self::PlanCreated(body(fields)?),
            "node_field_set" => Self::NodeFieldSet(body(fields)?),
            "assigned" => Self::Assigned(body(fields)?),
            "unassigned" => Self::Unassigned(body(fields)?),
            "task_updated" => Self::TaskUpdated(body(fields)?),
            "commented" => Self::Commented(body(fields)?),
            "difficulty_answered" => Self::DifficultyAnswered(body(fields)?),
            "class_assigned" => Self::ClassAssigned(body(fields)?),
            "assignment_replied" => Self::AssignmentReplied(body(fields)?),
            "figure_reported" => Self::FigureReported(body(fields)?),
            "indicator_defined" => Self::IndicatorDefined(body(fields)?),
            "target_linked" => Self::TargetLinked(body(fields)?),
            _ => Self::Unknown(fields),
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
            json!({"kind": "difficulty_answered", "task": "t", "update": "r", "text": "Đã rõ."}),
            json!({"kind": "class_assigned", "task": "t", "class": "hamlet", "duty": "lead"}),
            json!({"kind": "class_assigned", "task": "t", "class": "office"}),
            json!({"kind": "assignment_replied", "task": "t"}),
            json!({"kind": "assignment_replied", "task": "t", "declined": "Không có người."}),
            json!({"kind": "node_field_set", "node": "t", "field": "text", "value": "Mới"}),
            json!({
                "kind": "figure_reported", "indicator": "vneid", "part": "female",
                "as_of": "2026-11-14", "numerator": 30, "denominator": null, "grade": "counted",
            }),
            json!({
                "kind": "target_linked", "target": "t",
                "link": {"indicator": "vneid", "goal": "rate"},
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
    fn a_known_kind_with_a_field_missing_is_refused() {
        assert!(serde_json::from_value::<Record>(record(json!({"kind": "assigned"}))).is_err());
        assert!(serde_json::from_value::<Record>(record(json!({"height": 12}))).is_err());
    }
}
