//! Which doubts about a reading still stand: those that nobody has looked at and that no change has
//! answered.

use super::Draft;
use crate::{
    id::NodeId,
    import::{Fix, Warning},
    plan::{Node, NodeBody, Target, Task},
    problem::{Code, Problem},
};

/// A doubt with the node it is about, if it is about one.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDoubt<'a> {
    /// Its place among the warnings of the draft.
    pub place: usize,
    pub warning: &'a Warning,
    pub node: Option<&'a NodeId>,
}

impl Draft {
    pub fn open_doubts(&self) -> Vec<OpenDoubt<'_>> {
        let by_line = self.nodes_by_line();
        let open = |(place, warning): &(usize, &Warning)| {
            !self.seen.contains(place) && !self.is_answered(warning)
        };
        let warnings = self.warnings.iter().enumerate().filter(open);
        warnings
            .map(|(place, warning)| OpenDoubt {
                place,
                warning,
                node: node_at(&by_line, warning.line),
            })
            .collect()
    }

    pub(super) fn see(&mut self, doubt: usize) -> Result<(), Problem> {
        if doubt >= self.warnings.len() {
            return Err(Code::NotFound.into());
        }
        self.seen.insert(doubt);
        Ok(())
    }

    /// Writes what was meant wherever the words stand in the node of that line, in the title, or in
    /// what is around the outline.
    pub(super) fn fix(&mut self, doubt: usize) -> Result<(), Problem> {
        let warning = self.warnings.get(doubt).ok_or(Code::NotFound)?;
        let Fix { written, meant } = warning.fix.clone().ok_or(Code::NotFound)?;
        let mend = |text: &mut String| *text = text.replace(&written, &meant);
        let node = node_at(&self.nodes_by_line(), warning.line).cloned();
        let node = self
            .nodes
            .iter_mut()
            .find(|other| Some(&other.id) == node.as_ref());
        node.into_iter().for_each(|node| each_text(node, &mend));
        mend(&mut self.plan.title);
        let around = &mut self.plan.formalities;
        around.recipients.iter_mut().for_each(mend);
        let signed = around.authority.iter_mut().chain(&mut around.capacity);
        signed.chain(&mut around.position).for_each(mend);
        self.see(doubt)
    }

    /// Whether what was missing has been filled in since.
    fn is_answered(&self, warning: &Warning) -> bool {
        let plan = &self.plan;
        match warning.code.as_str() {
            "title_missing" => plan.title != crate::reading::UNTITLED,
            "number_missing" => plan.number.is_some(),
            "date_missing" => plan.date.is_some(),
            "issuer_missing" => plan.issuing_body.is_some(),
            "targets_missing" => self.nodes.iter().any(|node| node.target().is_some()),
            "target_without_year" => {
                let yearless = |target: &Target| target.year.is_none();
                !self
                    .at_line(warning.line)
                    .filter_map(Node::target)
                    .any(yearless)
            }
            "lead_missing" => {
                let leaderless = |task: &Task| task.lead.is_empty();
                !self
                    .at_line(warning.line)
                    .filter_map(Node::task)
                    .any(leaderless)
            }
            _ => false,
        }
    }

    fn at_line(&self, line: usize) -> impl Iterator<Item = &Node> {
        let stands_there = move |node: &&Node| self.lines.get(&node.id) == Some(&line);
        self.nodes.iter().filter(stands_there)
    }

    /// Source lines with their nodes, in the order of the source.
    fn nodes_by_line(&self) -> Vec<(usize, &NodeId)> {
        let mut lines: Vec<_> = self
            .lines
            .iter()
            .map(|(node, line)| (*line, node))
            .collect();
        lines.sort_unstable();
        lines
    }
}

/// Whatever a node says in words of the source.
fn each_text(node: &mut Node, mend: &impl Fn(&mut String)) {
    mend(&mut node.text);
    if let NodeBody::Task(task) = &mut node.body {
        let names = task.lead.iter_mut().chain(&mut task.coordinating);
        let names = names.chain(&mut task.implementing);
        names.chain(&mut task.actions).for_each(mend);
        task.output.iter_mut().chain(&mut task.note).for_each(mend);
    }
}

/// The node on the line, or the last one before it; none where the line is of the document's head.
fn node_at<'a>(by_line: &[(usize, &'a NodeId)], line: usize) -> Option<&'a NodeId> {
    let after = by_line.partition_point(|(at, _)| *at <= line);
    Some(by_line.get(after.checked_sub(1)?)?.1)
}
