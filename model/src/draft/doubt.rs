//! Which doubts about a reading still stand: those that nobody has looked at and that no change has
//! answered.

use super::Draft;
use crate::{
    id::NodeId,
    import::Warning,
    plan::{Node, Target, Task},
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

/// The node on the line, or the last one before it; none where the line is of the document's head.
fn node_at<'a>(by_line: &[(usize, &'a NodeId)], line: usize) -> Option<&'a NodeId> {
    let after = by_line.partition_point(|(at, _)| *at <= line);
    Some(by_line.get(after.checked_sub(1)?)?.1)
}
