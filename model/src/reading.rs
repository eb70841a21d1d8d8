//! From the draft that the importer reads to the plan that a person confirms: an outline with ids,
//! and the names in it matched with units.

use crate::{
    assignment::Duty,
    formalities::{Formalities, System},
    id::{IdMaker, NodeId, PlanId, UnitId},
    import::{self, PlanDraft},
    plan::{Node, NodeBody, Plan, Target, Task},
    record::PlanCreated,
    text,
    unit::{
        UnitTree,
        matching::{Key, Matching},
    },
    view::import::{NamedUnit, Reading},
};
use std::collections::BTreeMap;

/// The title of a plan in whose text none was found.
pub const UNTITLED: &str = "Kế hoạch chưa có tên";

/// The reading of a draft as a plan of `unit`. Ids are made by the caller's clock and randomness.
pub fn reading<R: FnMut() -> [u8; 10]>(
    draft: &PlanDraft,
    unit: &UnitId,
    tree: &UnitTree,
    ids: &mut IdMaker<R>,
) -> Reading {
    let plan = plan(draft, unit, PlanId::new(ids.next()));
    let (nodes, lines) = Outline::new(&plan.id, ids).write(draft);
    Reading {
        text: String::new(),
        names: names(&nodes, &Matching::new(unit, tree)),
        warnings: draft.warnings.clone(),
        units: tree.subtree(unit).into_iter().cloned().collect(),
        lines,
        plan: PlanCreated { plan, nodes },
    }
}

fn plan(draft: &PlanDraft, unit: &UnitId, id: PlanId) -> Plan {
    let document = &draft.document;
    Plan {
        id,
        unit: unit.clone(),
        title: document
            .title
            .clone()
            .unwrap_or_else(|| UNTITLED.to_owned()),
        number: document.number.clone(),
        symbol: document.symbol.clone(),
        issuing_body: document.issuing_body.clone(),
        date: document.date,
        years: document.plan_years.clone(),
        formalities: formalities(draft),
    }
}

fn formalities(draft: &PlanDraft) -> Formalities {
    let signatory = draft.signatory.clone().unwrap_or_default();
    let system = draft.document.system.as_deref().and_then(System::named);
    let recipients = draft.recipients.iter();
    Formalities {
        system: system.unwrap_or_default(),
        superior: draft.document.superior.clone(),
        place: draft.document.place.clone(),
        recipients: recipients
            .map(|recipient| {
                recipient
                    .text
                    .trim_end_matches([';', '.', ',', ' '])
                    .to_owned()
            })
            .collect(),
        authority: signatory.authority,
        capacity: signatory.capacity,
        position: signatory.position,
        signer: signatory.name,
    }
}

/// Writes nodes in the order of their source lines, each under the last heading before it.
struct Outline<'a, R: FnMut() -> [u8; 10]> {
    plan: &'a PlanId,
    ids: &'a mut IdMaker<R>,
    nodes: Vec<Node>,
    lines: Vec<(NodeId, usize)>,
    /// The line of what is being written.
    line: usize,
    /// Headings that are open: full label ("III.1") and node.
    open: Vec<(String, NodeId)>,
    /// Headings that are open inside a table, below those.
    open_groups: Vec<(import::Group, NodeId)>,
}

/// One thing of the draft, to be put in its place by line.
enum Piece<'a> {
    Section(&'a import::Section),
    Paragraph(Option<&'a str>, &'a str),
    Target(&'a import::Target),
    Task(&'a import::Task),
    Unit(&'a import::Unit),
    Closing(&'a import::Item),
}

impl<'a, R: FnMut() -> [u8; 10]> Outline<'a, R> {
    fn new(plan: &'a PlanId, ids: &'a mut IdMaker<R>) -> Self {
        Self {
            plan,
            ids,
            nodes: Vec::new(),
            lines: Vec::new(),
            line: 0,
            open: Vec::new(),
            open_groups: Vec::new(),
        }
    }

    fn write(mut self, draft: &PlanDraft) -> (Vec<Node>, Vec<(NodeId, usize)>) {
        for (line, piece) in pieces(draft) {
            self.line = line;
            match piece {
                Piece::Section(section) => self.section(section),
                Piece::Paragraph(label, text) => {
                    let parent = self.innermost();
                    self.node(parent, label, text, NodeBody::Paragraph);
                }
                Piece::Target(target) => self.target(target),
                Piece::Task(task) => self.task(task),
                Piece::Unit(unit) => self.unit(unit),
                Piece::Closing(item) => self.closing(item),
            }
        }
        (self.nodes, self.lines)
    }

    fn section(&mut self, section: &import::Section) {
        // "III.1" stays open under "III" and closes everything else.
        self.open
            .retain(|(label, _)| section.label.starts_with(&format!("{label}.")));
        let parent = self.innermost();
        let own_label = match self.open.last() {
            Some((above, _)) => section.label[above.len() + 1..].to_owned(),
            None => section.label.clone(),
        };
        let node = self.node(parent, Some(&own_label), &section.title, NodeBody::Section);
        self.open.push((section.label.clone(), node));
        self.open_groups.clear();
    }

    /// Opens the headings of the task's table that are not open yet; the innermost.
    fn group(&mut self, groups: &[import::Group]) -> Option<NodeId> {
        let common = self
            .open_groups
            .iter()
            .zip(groups)
            .take_while(|((open, _), group)| open == *group);
        self.open_groups.truncate(common.count());
        for group in &groups[self.open_groups.len()..] {
            let parent = self
                .open_groups
                .last()
                .map(|(_, node)| node.clone())
                .or(self.innermost());
            let node = self.node(parent, Some(&group.label), &group.title, NodeBody::Section);
            self.open_groups.push((group.clone(), node));
        }
        self.open_groups
            .last()
            .map(|(_, node)| node.clone())
            .or(self.innermost())
    }

    fn target(&mut self, target: &import::Target) {
        let parent = self.innermost();
        let body = Target {
            year: target.year,
            comparator: target.comparator,
            aspirational: target.aspirational,
            value: Some(target.value),
            unit: Some(target.unit.clone()).filter(|unit| !unit.is_empty()),
        };
        let label = target.label.as_deref();
        self.node(parent, label, &target.statement, NodeBody::Target(body));
    }

    fn task(&mut self, task: &import::Task) {
        let parent = self.group(&task.groups);
        let body = Task {
            schedule: task.schedule.clone(),
            output: task.output.clone(),
            note: task.note.clone(),
            actions: task.actions.clone(),
            lead: each_name(&task.lead),
            coordinating: each_name(&task.coordinating),
            implementing: each_name(&task.implementing),
        };
        self.node(
            parent,
            task.number.as_deref(),
            &task.text,
            NodeBody::Task(body),
        );
    }

    fn unit(&mut self, unit: &import::Unit) {
        let parent = self.innermost();
        let heading = self.node(parent, unit.label.as_deref(), &unit.name, NodeBody::Section);
        for duty in &unit.duties {
            self.line = duty.line;
            self.node(Some(heading.clone()), None, &duty.text, NodeBody::Paragraph);
        }
    }

    /// Under no heading: it speaks of the whole plan.
    fn closing(&mut self, item: &import::Item) {
        self.open.clear();
        self.open_groups.clear();
        self.node(None, item.label.as_deref(), &item.text, NodeBody::Paragraph);
    }

    fn innermost(&self) -> Option<NodeId> {
        self.open.last().map(|(_, node)| node.clone())
    }

    fn node(
        &mut self,
        parent: Option<NodeId>,
        label: Option<&str>,
        text: &str,
        body: NodeBody,
    ) -> NodeId {
        let id = NodeId::new(self.ids.next());
        self.lines.push((id.clone(), self.line));
        self.nodes.push(Node {
            id: id.clone(),
            plan: self.plan.clone(),
            parent,
            position: i64::try_from(self.nodes.len()).unwrap_or(i64::MAX),
            label: label.map(str::to_owned).filter(|label| !label.is_empty()),
            text: unsigned(text),
            body,
            edits: BTreeMap::new(),
        });
        id
    }
}

/// Everything of the draft that goes into the outline, by source line.
fn pieces(draft: &PlanDraft) -> Vec<(usize, Piece<'_>)> {
    let mut pieces: Vec<(usize, Piece)> = Vec::new();
    pieces.extend(
        draft
            .sections
            .iter()
            .map(|section| (section.line, Piece::Section(section))),
    );
    for item in draft
        .preamble
        .iter()
        .chain(&draft.purposes)
        .chain(&draft.requirements)
        .chain(&draft.contents)
        .chain(&draft.remainder)
    {
        pieces.push((
            item.line,
            Piece::Paragraph(item.label.as_deref(), &item.text),
        ));
    }
    pieces.extend(
        draft
            .targets
            .iter()
            .map(|target| (target.line, Piece::Target(target))),
    );
    pieces.extend(
        draft
            .tasks
            .iter()
            .map(|task| (task.line, Piece::Task(task))),
    );
    pieces.extend(
        draft
            .units
            .iter()
            .map(|unit| (unit.line, Piece::Unit(unit))),
    );
    let closing = draft.closing.iter();
    pieces.extend(closing.map(|item| (item.line, Piece::Closing(item))));
    let funding = draft.funding.iter();
    pieces.extend(funding.map(|funding| (funding.line, Piece::Paragraph(None, &funding.text))));
    // Stable: what stands on one line keeps the order above, headings first.
    pieces.sort_by_key(|(line, _)| *line);
    pieces
}

/// "./." ends the document, not the sentence.
fn unsigned(text: &str) -> String {
    match text.strip_suffix("./.") {
        Some(sentence) => format!("{sentence}."),
        None => text.to_owned(),
    }
}

/// A heading over several bodies ("Các sở, ngành; UBND các xã") names each of them.
fn each_name(names: &[String]) -> Vec<String> {
    let each = names.iter().flat_map(|name| name.split(';'));
    let each = each.map(str::trim).filter(|name| !name.is_empty());
    each.map(str::to_owned).collect()
}

/// The names that the tasks give, each once, in order of first use.
pub(crate) fn names(nodes: &[Node], matching: &Matching) -> Vec<NamedUnit> {
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut names: Vec<NamedUnit> = Vec::new();
    for node in nodes {
        let Some(task) = node.task() else { continue };
        let duties = [
            (Duty::Lead, &task.lead),
            (Duty::Coordinator, &task.coordinating),
            (Duty::Implementer, &task.implementing),
        ];
        for (duty, name) in duties
            .into_iter()
            .flat_map(|(duty, names)| names.iter().map(move |name| (duty, name)))
        {
            if text::fold(name).is_empty() {
                continue;
            }
            let place = *places.entry(matching.key(name)).or_insert_with(|| {
                let matched = matching.units(name);
                names.push(NamedUnit {
                    name: name.clone(),
                    uses: Vec::new(),
                    matched,
                });
                names.len() - 1
            });
            names[place].uses.push((node.id.clone(), duty));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        schedule::Schedule,
        unit::{Unit, UnitKind},
    };

    fn draft() -> PlanDraft {
        let section = |label: &str, title: &str, line| import::Section {
            label: label.into(),
            title: title.into(),
            line,
        };
        let task = |number: &str, line, lead: &[&str]| import::Task {
            number: Some(number.into()),
            text: format!("Việc {number}"),
            lead: lead.iter().map(|name| (*name).to_owned()).collect(),
            schedule: Schedule::read("Thường xuyên"),
            line,
            ..import::Task::default()
        };
        PlanDraft {
            document: import::Document {
                title: Some("Kế hoạch".into()),
                ..Default::default()
            },
            sections: vec![
                section("I", "Mục đích", 1),
                section("II", "Mục tiêu", 5),
                section("II.1", "Năm nay", 6),
                section("III", "Nhiệm vụ", 9),
            ],
            purposes: vec![import::Item {
                label: None,
                text: "Phổ cập".into(),
                line: 2,
            }],
            targets: vec![import::Target {
                id: "II.1.a".into(),
                label: Some("a".into()),
                value: 80.0,
                unit: "%".into(),
                statement: "80% người dân".into(),
                line: 7,
                ..import::Target::default()
            }],
            tasks: vec![
                task("1", 10, &["Phòng VH & XH", "Công an xã"]),
                task("2", 11, &["Phòng Văn hoá và Xã hội"]),
            ],
            ..PlanDraft::default()
        }
    }

    fn read() -> Reading {
        let unit = |id: &str, parent: Option<&str>, kind, name: &str| Unit {
            id: id.into(),
            parent: parent.map(UnitId::from),
            kind,
            name: name.into(),
            ..Unit::default()
        };
        let tree = UnitTree::new([
            unit("x", None, UnitKind::Commune, "Xã Đồng Lúa"),
            unit(
                "vhxh",
                Some("x"),
                UnitKind::Office,
                "Phòng Văn hóa - Xã hội",
            ),
        ]);
        let mut count = 0;
        let random = move || {
            count += 1;
            [count; 10]
        };
        reading(
            &draft(),
            &"x".into(),
            &tree,
            &mut IdMaker { now_ms: 1, random },
        )
    }

    #[test]
    fn the_outline_follows_the_lines_of_the_source() {
        let reading = read();
        let nodes = crate::plan::in_reading_order(&reading.plan.nodes);
        let shape: Vec<_> = nodes
            .iter()
            .map(|(depth, node)| {
                (
                    *depth,
                    node.label.as_deref().unwrap_or("-"),
                    node.body.as_str(),
                )
            })
            .collect();
        assert_eq!(
            shape,
            [
                (0, "I", "section"),
                (1, "-", "paragraph"),
                (0, "II", "section"),
                (1, "1", "section"),
                (2, "a", "target"),
                (0, "III", "section"),
                (1, "1", "task"),
                (1, "2", "task"),
            ]
        );
        assert!(crate::plan::is_well_formed(
            &reading.plan.plan,
            &reading.plan.nodes
        ));
    }

    #[test]
    fn headings_inside_a_table_stand_above_their_tasks() {
        let mut draft = draft();
        let group = |label: &str| import::Group {
            label: label.into(),
            title: "Nhóm".into(),
        };
        draft.tasks[0].groups = vec![group("I"), group("1")];
        draft.tasks[1].groups = vec![group("I"), group("2")];
        let mut ids = IdMaker {
            now_ms: 1,
            random: || [0; 10],
        };
        let plan = PlanId::from("k");
        let (nodes, _) = Outline::new(&plan, &mut ids).write(&draft);
        let shape: Vec<_> = nodes[5..]
            .iter()
            .map(|node| node.label.as_deref().unwrap_or("-"))
            .collect();
        assert_eq!(shape, ["III", "I", "1", "1", "2", "2"]);
    }

    #[test]
    fn spellings_of_one_name_are_matched_once() {
        let names = read().names;
        assert_eq!(names.len(), 2);
        assert_eq!(names[0].name, "Phòng VH & XH");
        assert_eq!(names[0].uses.len(), 2);
        assert_eq!(names[0].matched, [UnitId::from("vhxh")]);
        assert_eq!(names[1].name, "Công an xã");
        assert!(names[1].matched.is_empty());
    }
}
