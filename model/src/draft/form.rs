//! What a person types about a document or a node: everything is text, read here and nowhere else.

use super::change::at_most;
use crate::{
    day,
    formalities::{Formalities, System},
    id::NodeId,
    plan::{self, Comparator, NODE_TEXT_MAX_CHARS, Node, NodeBody, Plan, Target, Task},
    problem::{Code, Problem},
    schedule::Schedule,
    text,
};
use serde::{Deserialize, Serialize};

/// The longest list of names or recipients that is taken.
const MOST_NAMES: usize = 200;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    pub title: String,
    /// "57/KH-UBND"; Party bodies write "05-KH/ĐU".
    pub number: String,
    /// As 2025-07-08, or empty.
    pub date: String,
    /// "2025, 2026" or "2026-2030".
    pub years: String,
    pub issuing_body: String,
    pub superior: String,
    /// One of the words of `System`.
    pub system: String,
    pub place: String,
    /// One a line.
    pub recipients: String,
    pub authority: String,
    pub capacity: String,
    pub position: String,
    pub signer: String,
}

/// A node as typed. Fields that its kind does not have are empty and are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NodeForm {
    pub id: NodeId,
    /// "section", "paragraph", "target" or "task".
    pub body: String,
    pub label: String,
    pub text: String,
    /// Names parted by semicolons or line ends.
    pub lead: String,
    pub coordinating: String,
    pub implementing: String,
    pub time: String,
    pub output: String,
    pub note: String,
    /// One a line.
    pub actions: String,
    pub year: String,
    /// One of the words of `Comparator`.
    pub comparator: String,
    /// "on" where it is to be striven for.
    pub aspirational: String,
    pub value: String,
    pub unit: String,
}

impl DocumentForm {
    pub fn of(plan: &Plan) -> Self {
        let Formalities {
            system,
            superior,
            place,
            recipients,
            authority,
            capacity,
            position,
            signer,
        } = plan.formalities.clone();
        let years: Vec<_> = plan.years.iter().map(ToString::to_string).collect();
        Self {
            title: plan.title.clone(),
            number: plan.written_number().unwrap_or_default(),
            date: plan.date.map(|day| day.to_string()).unwrap_or_default(),
            years: years.join(", "),
            issuing_body: plan.issuing_body.clone().unwrap_or_default(),
            superior: superior.unwrap_or_default(),
            system: system.as_str().to_owned(),
            place: place.unwrap_or_default(),
            recipients: recipients.join("\n"),
            authority: authority.unwrap_or_default(),
            capacity: capacity.unwrap_or_default(),
            position: position.unwrap_or_default(),
            signer: signer.unwrap_or_default(),
        }
    }

    pub(super) fn read_into(&self, plan: &Plan) -> Result<Plan, Problem> {
        let typed = self.composed();
        typed.read_composed_into(plan)
    }

    fn composed(&self) -> Self {
        let nfc = |typed: &String| text::nfc(typed);
        Self {
            title: nfc(&self.title),
            number: nfc(&self.number),
            date: self.date.clone(),
            years: self.years.clone(),
            issuing_body: nfc(&self.issuing_body),
            superior: nfc(&self.superior),
            system: self.system.clone(),
            place: nfc(&self.place),
            recipients: nfc(&self.recipients),
            authority: nfc(&self.authority),
            capacity: nfc(&self.capacity),
            position: nfc(&self.position),
            signer: nfc(&self.signer),
        }
    }

    fn read_composed_into(&self, plan: &Plan) -> Result<Plan, Problem> {
        let typed = [
            &self.title,
            &self.number,
            &self.issuing_body,
            &self.superior,
            &self.place,
            &self.recipients,
            &self.authority,
            &self.capacity,
            &self.position,
            &self.signer,
        ];
        for text in typed {
            at_most(text, NODE_TEXT_MAX_CHARS)?;
        }
        let (number, symbol) = plan::split_number(&self.number);
        let date = match self.date.trim() {
            "" => None,
            date => Some(day::parse(date).ok_or_else(|| {
                Code::PlanMalformed.saying("Ngày ban hành không đọc được; hãy chọn lại.")
            })?),
        };
        let systems = System::ALL.into_iter();
        let system = systems
            .clone()
            .find(|system| system.as_str() == self.system);
        Ok(Plan {
            title: filled(&self.title).ok_or(Code::TextMissing)?,
            number,
            symbol,
            issuing_body: filled(&self.issuing_body),
            date,
            years: read_years(&self.years),
            formalities: Formalities {
                system: system.unwrap_or(plan.formalities.system),
                superior: filled(&self.superior),
                place: filled(&self.place),
                recipients: lines(&self.recipients)?,
                authority: filled(&self.authority),
                capacity: filled(&self.capacity),
                position: filled(&self.position),
                signer: filled(&self.signer),
            },
            ..plan.clone()
        })
    }
}

impl NodeForm {
    pub fn of(node: &Node) -> Self {
        let form = Self {
            id: node.id.clone(),
            body: node.body.as_str().to_owned(),
            label: node.label.clone().unwrap_or_default(),
            text: node.text.clone(),
            ..Self::default()
        };
        match &node.body {
            NodeBody::Section | NodeBody::Paragraph => form,
            NodeBody::Target(target) => Self {
                year: target.year.map(|year| year.to_string()).unwrap_or_default(),
                comparator: target.comparator.as_str().to_owned(),
                aspirational: if target.aspirational { "on" } else { "" }.to_owned(),
                value: target.value.map(text::written_number).unwrap_or_default(),
                unit: target.unit.clone().unwrap_or_default(),
                ..form
            },
            NodeBody::Task(task) => Self {
                lead: task.lead.join("; "),
                coordinating: task.coordinating.join("; "),
                implementing: task.implementing.join("; "),
                time: task.schedule.raw.clone(),
                output: task.output.clone().unwrap_or_default(),
                note: task.note.clone().unwrap_or_default(),
                actions: task.actions.join("\n"),
                ..form
            },
        }
    }

    /// In the normal form in which all text is kept.
    pub(super) fn composed(&self) -> Self {
        let nfc = |typed: &String| text::nfc(typed);
        Self {
            id: self.id.clone(),
            body: self.body.clone(),
            label: nfc(&self.label),
            text: nfc(&self.text),
            lead: nfc(&self.lead),
            coordinating: nfc(&self.coordinating),
            implementing: nfc(&self.implementing),
            time: nfc(&self.time),
            output: nfc(&self.output),
            note: nfc(&self.note),
            actions: nfc(&self.actions),
            year: self.year.clone(),
            comparator: self.comparator.clone(),
            aspirational: self.aspirational.clone(),
            value: self.value.clone(),
            unit: nfc(&self.unit),
        }
    }

    /// The node with what was typed, which is in normal form; whoever writes it may not have come to
    /// its words yet. Names that were left as they are stay
    /// as they were read, even where they hold a semicolon.
    pub fn read_into(&self, node: &Node) -> Result<Node, Problem> {
        let typed = [
            &self.label,
            &self.text,
            &self.lead,
            &self.coordinating,
            &self.implementing,
            &self.time,
            &self.output,
            &self.note,
            &self.actions,
            &self.unit,
        ];
        for text in typed {
            at_most(text, NODE_TEXT_MAX_CHARS)?;
        }
        let body = match body_of(&self.body, &node.body)? {
            NodeBody::Target(target) => NodeBody::Target(self.target(target)?),
            NodeBody::Task(task) => NodeBody::Task(self.task(&task)?),
            plain => plain,
        };
        Ok(Node {
            label: filled(&self.label),
            text: filled(&self.text).unwrap_or_default(),
            body,
            ..node.clone()
        })
    }

    fn target(&self, before: Target) -> Result<Target, Problem> {
        let unreadable =
            |what: &str| Code::PlanMalformed.saying(format!("{what} không phải là một con số."));
        let year = match self.year.trim() {
            "" => None,
            year => Some(year.parse().map_err(|_| unreadable("Năm"))?),
        };
        let value = match self.value.trim() {
            "" => None,
            value => Some(
                text::read_number(value)
                    .ok_or_else(|| unreadable("Mức"))?
                    .value,
            ),
        };
        Ok(Target {
            year,
            comparator: Comparator::parse(&self.comparator).unwrap_or(before.comparator),
            aspirational: !self.aspirational.is_empty(),
            value,
            unit: filled(&self.unit),
            link: before.link.clone(),
        })
    }

    fn task(&self, before: &Task) -> Result<Task, Problem> {
        let names = |typed: &str, before: &Vec<String>| {
            if typed == before.join("; ") {
                Ok(before.clone())
            } else {
                names_in(typed)
            }
        };
        let schedule = if self.time == before.schedule.raw {
            before.schedule.clone()
        } else {
            Schedule::read_composed(self.time.trim())
        };
        Ok(Task {
            schedule,
            output: filled(&self.output),
            note: filled(&self.note),
            actions: lines(&self.actions)?,
            lead: names(&self.lead, &before.lead)?,
            coordinating: names(&self.coordinating, &before.coordinating)?,
            implementing: names(&self.implementing, &before.implementing)?,
            classes: before.classes.clone(),
        })
    }
}

/// The body of that kind: what it was where the kind stays, else an empty one.
pub(super) fn body_of(kind: &str, before: &NodeBody) -> Result<NodeBody, Problem> {
    if kind == before.as_str() {
        return Ok(before.clone());
    }
    Ok(match kind {
        "section" => NodeBody::Section,
        "paragraph" => NodeBody::Paragraph,
        "target" => NodeBody::Target(Target::default()),
        "task" => NodeBody::Task(Task::default()),
        _ => return Err(Code::PlanMalformed.into()),
    })
}

/// Names as typed, parted by semicolons or line ends; commas stand inside names.
pub(super) fn names_in(typed: &str) -> Result<Vec<String>, Problem> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.split([';', '\n']).filter_map(filled) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    few(names)
}

fn lines(typed: &str) -> Result<Vec<String>, Problem> {
    few(typed.lines().filter_map(filled).collect())
}

fn few(items: Vec<String>) -> Result<Vec<String>, Problem> {
    if items.len() > MOST_NAMES {
        Err(Code::TextTooLong.into())
    } else {
        Ok(items)
    }
}

/// The text as it is kept; nothing where nothing was typed.
fn filled(typed: &str) -> Option<String> {
    let text = typed.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Every year in the text; "2025-2030" is all from one to the other.
fn read_years(typed: &str) -> Vec<i32> {
    let mut years: Vec<i32> = Vec::new();
    for part in typed.split([',', ';', ' ']) {
        let (first, last) = part.split_once(['-', '–']).unwrap_or((part, part));
        let year = |text: &str| {
            let year = text.trim().parse().ok();
            year.filter(|year| (2000..=2100).contains(year))
        };
        if let (Some(first), Some(last)) = (year(first), year(last)) {
            years.extend(first..=last);
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_reads_back_as_it_was_written() {
        for number in ["57/KH-UBND", "57", "05-KH/ĐU", ""] {
            let form = DocumentForm {
                title: "Mở lớp".into(),
                number: number.into(),
                date: "2025-07-08".into(),
                years: "2025, 2026".into(),
                system: "party".into(),
                recipients: "Trạm y tế\nLưu: VT".into(),
                ..DocumentForm::default()
            };
            let plan = form.read_into(&Plan::default()).unwrap();
            assert_eq!(DocumentForm::of(&plan), form);
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_said() {
        let form = DocumentForm {
            title: "T".into(),
            date: "31/02/2025".into(),
            ..DocumentForm::default()
        };
        let problem = form.read_into(&Plan::default()).unwrap_err();
        assert!(problem.message.contains("Ngày ban hành"));
        let nameless = DocumentForm::default().read_into(&Plan::default());
        assert_eq!(nameless.unwrap_err().code, Code::TextMissing);
    }

    #[test]
    fn years_are_a_list_or_a_span() {
        assert_eq!(read_years("2025, 2026"), [2025, 2026]);
        assert_eq!(read_years("2026-2028; 2027"), [2026, 2027, 2028]);
        assert_eq!(read_years("năm nay"), Vec::<i32>::new());
    }

    #[test]
    fn names_are_parted_by_semicolons_and_lines() {
        let names = names_in("Công an xã; Các phòng, ban\nCông an xã;").unwrap();
        assert_eq!(names, ["Công an xã", "Các phòng, ban"]);
    }
}
