//! The nodes of a plan, in the order of their source lines.

use crate::{
    id::{IdMaker, NodeId, PlanId},
    import::{self, PlanDraft},
    plan::{Node, NodeBody, Target, Task},
};

/// Writes nodes in the order of their source lines, each under the last heading before it.
pub struct Outline<'a, R: FnMut() -> [u8; 10]> {
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
    pub fn new(plan: &'a PlanId, ids: &'a mut IdMaker<R>) -> Self {
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

    pub fn write(mut self, draft: &PlanDraft) -> (Vec<Node>, Vec<(NodeId, usize)>) {
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
            link: None,
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
            classes: Vec::new(),
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
            position: i64::try_from(self.nodes.len()).unwrap_or(i64::MAX).into(),
            label: label.map(str::to_owned).filter(|label| !label.is_empty()),
            text: unsigned(text),
            body,
            edits: Default::default(),
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
