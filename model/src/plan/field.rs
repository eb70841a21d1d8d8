//! What of a plan and of its nodes can be set one by one, by name.

use super::{Comparator, NODE_TEXT_MAX_CHARS, Node, NodeKind, Place, Plan, Target, Task};
use crate::{
    formalities::Formalities,
    id::{self, NodeId, PlanId},
    indicator::TargetLink,
    json::{Unreadable, from_value},
    schedule::Schedule,
    text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most entries of a list, such as the units that coordinate a task.
const LIST_MAX: usize = 200;

macro_rules! fields {
    ($(#[$meta:meta])* $fields:ident { $($variant:ident($type:ty) $word:literal $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(tag = "field", content = "value")]
        pub enum $fields {
            $(#[serde(rename = $word)] $variant($type),)+
        }

        impl $fields {
            /// Whether there is a field of this name.
            pub fn knows(name: &str) -> bool {
                matches!(name, $($word)|+)
            }

            /// Reads the value of the field with this name.
            pub fn read(name: &str, value: Value) -> Result<Self, Unreadable> {
                Ok(match name {
                    $($word => Self::$variant(from_value(value)?),)+
                    _ => return Err(Unreadable),
                })
            }

            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $word,)+
                }
            }

            /// The name for people.
            pub fn title(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $name,)+
                }
            }

            pub fn value(&self) -> Value {
                match self {
                    $(Self::$variant(value) => write(value),)+
                }
            }
        }
    };
}

fields! {
    /// A field of a node with its new value.
    NodeField {
        Place(Place) "place" "Vị trí",
        Withdrawn(bool) "withdrawn" "Rút khỏi kế hoạch",
        Kind(NodeKind) "kind" "Loại mục",
        Label(Option<String>) "label" "Số thứ tự",
        Text(String) "text" "Nội dung",
        Year(Option<i32>) "year" "Năm",
        Comparator(Comparator) "comparator" "Mức so sánh",
        Value(Option<f64>) "value" "Giá trị",
        Unit(Option<String>) "unit" "Đơn vị tính",
        Aspirational(bool) "aspirational" "Phấn đấu",
        Schedule(Schedule) "schedule" "Thời gian",
        Lead(Vec<String>) "lead" "Chủ trì",
        Coordinating(Vec<String>) "coordinating" "Phối hợp",
        Implementing(Vec<String>) "implementing" "Thực hiện",
        Output(Option<String>) "output" "Sản phẩm",
        Note(Option<String>) "note" "Ghi chú",
        Actions(Vec<String>) "actions" "Việc cụ thể",
        CarriesOut(Vec<NodeId>) "carries_out" "Thực hiện mục của cấp trên",
        Link(Option<TargetLink>) "link" "Chỉ số đo",
    }
}

fields! {
    /// A field of a plan with its new value.
    PlanField {
        Title(String) "title" "Tên kế hoạch",
        Number(Option<String>) "number" "Số",
        Symbol(Option<String>) "symbol" "Ký hiệu",
        IssuingBody(Option<String>) "issuing_body" "Cơ quan ban hành",
        Date(Issued) "date" "Ngày ban hành",
        Years(Vec<i32>) "years" "Năm thực hiện",
        Formalities(Formalities) "formalities" "Thể thức",
        CarriesOut(Option<PlanId>) "carries_out" "Thực hiện kế hoạch cấp trên",
    }
}

/// The day on which a plan was issued, as JSON writes days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Issued(#[serde(with = "crate::day::option")] pub Option<NaiveDate>);

impl NodeField {
    /// The fields by which two nodes differ, as the second has them; its place, whether it is
    /// withdrawn, what it carries out and what measures it aside.
    pub fn changed(before: &Node, after: &Node) -> Vec<Self> {
        let was = Self::all_of(before);
        let is = Self::all_of(after).into_iter();
        is.filter(|field| !was.contains(field)).collect()
    }

    /// The field of this name as it stands.
    pub fn of(node: &Node, name: &str) -> Option<Self> {
        match name {
            "place" => Some(Self::Place(node.place())),
            "withdrawn" => Some(Self::Withdrawn(node.is_withdrawn())),
            "carries_out" => Some(Self::CarriesOut(node.edits.carries_out.clone())),
            "link" => Some(Self::Link(node.target()?.link.clone())),
            _ => Self::all_of(node)
                .into_iter()
                .find(|field| field.name() == name),
        }
    }

    /// All that a node says, in the order in which it is shown.
    pub fn all_of(node: &Node) -> Vec<Self> {
        let mut fields = vec![
            Self::Kind(node.body.kind()),
            Self::Label(node.label.clone()),
            Self::Text(node.text.clone()),
        ];
        if let Some(target) = node.target() {
            fields.extend(Self::of_target(target));
        }
        if let Some(task) = node.task() {
            fields.extend(Self::of_task(task));
        }
        fields
    }

    /// The field of this name as it is where nobody has said anything: of a node that has just become
    /// a target or a task.
    pub fn blank(name: &str) -> Option<Self> {
        if name == "link" {
            return Some(Self::Link(None));
        }
        let of_target = Self::of_target(&Target::default()).into_iter();
        let mut fields = of_target.chain(Self::of_task(&Task::default()));
        fields.find(|field| field.name() == name)
    }

    fn of_target(target: &Target) -> [Self; 5] {
        [
            Self::Year(target.year),
            Self::Comparator(target.comparator),
            Self::Value(target.value),
            Self::Unit(target.unit.clone()),
            Self::Aspirational(target.aspirational),
        ]
    }

    fn of_task(task: &Task) -> [Self; 7] {
        [
            Self::Schedule(task.schedule.clone()),
            Self::Lead(task.lead.clone()),
            Self::Coordinating(task.coordinating.clone()),
            Self::Implementing(task.implementing.clone()),
            Self::Output(task.output.clone()),
            Self::Note(task.note.clone()),
            Self::Actions(task.actions.clone()),
        ]
    }

    /// How many characters the new value has.
    pub fn n_chars(&self) -> usize {
        match self {
            Self::Schedule(schedule) => schedule.raw.chars().count(),
            _ => self.words().chars().count(),
        }
    }

    /// Whether its value is of a size and kind that a plan may hold.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Place(place) => place
                .parent
                .as_ref()
                .is_none_or(|id| id::is_well_formed(id.as_str())),
            Self::Value(value) => value.is_none_or(f64::is_finite),
            Self::CarriesOut(superior) => {
                superior.len() <= LIST_MAX
                    && superior.iter().all(|id| id::is_well_formed(id.as_str()))
            }
            Self::Lead(list)
            | Self::Coordinating(list)
            | Self::Implementing(list)
            | Self::Actions(list) => list.len() <= LIST_MAX,
            _ => true,
        }
    }

    /// The value as people read it.
    pub fn words(&self) -> String {
        match self {
            Self::Place(_) | Self::CarriesOut(_) => String::new(),
            Self::Link(link) => {
                let indicator = link.as_ref().map(|link| link.indicator.to_string());
                indicator.unwrap_or_default()
            }
            Self::Withdrawn(withdrawn) => if *withdrawn {
                "đã rút"
            } else {
                "còn trong kế hoạch"
            }
            .to_owned(),
            Self::Kind(kind) => kind.name().to_owned(),
            Self::Text(text) => text.clone(),
            Self::Label(text) | Self::Output(text) | Self::Note(text) | Self::Unit(text) => {
                text.clone().unwrap_or_default()
            }
            Self::Year(year) => year.map(|year| year.to_string()).unwrap_or_default(),
            Self::Comparator(word) => word.word().to_owned(),
            Self::Value(value) => value.map(text::written_number).unwrap_or_default(),
            Self::Aspirational(is) => if *is { "phấn đấu" } else { "" }.to_owned(),
            Self::Schedule(schedule) => schedule.raw.clone(),
            Self::Lead(list) | Self::Coordinating(list) | Self::Implementing(list) => {
                list.join("; ")
            }
            Self::Actions(list) => list.join("\n"),
        }
    }
}

impl PlanField {
    /// The field of this name as it stands.
    pub fn of(plan: &Plan, name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Title(plan.title.clone()),
            "number" => Self::Number(plan.number.clone()),
            "symbol" => Self::Symbol(plan.symbol.clone()),
            "issuing_body" => Self::IssuingBody(plan.issuing_body.clone()),
            "date" => Self::Date(Issued(plan.date)),
            "years" => Self::Years(plan.years.clone()),
            "formalities" => Self::Formalities(plan.formalities.clone()),
            "carries_out" => Self::CarriesOut(plan.carries_out.clone()),
            _ => return None,
        })
    }

    /// Whether its value is of a size and kind that a plan may have.
    pub fn is_sound(&self) -> bool {
        let is_short = |text: &String| text.chars().count() <= NODE_TEXT_MAX_CHARS;
        match self {
            Self::Title(title) => !title.trim().is_empty() && is_short(title),
            Self::Number(text) | Self::Symbol(text) | Self::IssuingBody(text) => {
                text.as_ref().is_none_or(is_short)
            }
            Self::Date(_) | Self::Formalities(_) => true,
            Self::Years(years) => years.len() <= LIST_MAX,
            Self::CarriesOut(plan) => plan
                .as_ref()
                .is_none_or(|id| id::is_well_formed(id.as_str())),
        }
    }
}

/// Every type above can be written.
fn write(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
