//! A draft as its page needs it, and the list of drafts.

use crate::{
    clock::Millis,
    draft::{DocumentForm, Draft, NodeForm, assignments, n_tasks},
    id::{NodeId, PlanId, UnitId},
    plan::{Node, Task},
    unit::{Unit, UnitTree, matching::Matching},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftView {
    pub id: PlanId,
    /// Rises with every step: the next one says which it has seen.
    pub revision: i64,
    /// Whether there is a change to take back.
    pub may_undo: bool,
    /// What was read, whose lines the rows and doubts name. It never changes, so that it comes only
    /// with the first view.
    pub text: String,
    pub document: DocumentForm,
    /// In reading order.
    pub rows: Vec<DraftRow>,
    pub doubts: Vec<Doubt>,
    pub names: Vec<DraftName>,
    /// The units that names can be matched with; they too come only with the first view.
    pub units: Vec<Unit>,
    /// Those that will be made together with the plan.
    pub new_units: Vec<Unit>,
    pub n_tasks: usize,
    pub n_targets: usize,
    /// Assignments that confirming will make.
    pub n_assignments: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftRow {
    pub form: NodeForm,
    pub depth: usize,
    /// The line of the source, from 1; 0 where it has none.
    pub line: usize,
    /// How a task's time was understood.
    pub reading: String,
    /// A task that nobody leads.
    pub is_leaderless: bool,
    /// A task whose time nothing is known of.
    pub is_timeless: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// By which it is called seen.
    pub place: usize,
    pub line: usize,
    pub message: String,
    /// What stands on the line; empty where the doubt is about the document as a whole.
    pub source: String,
    /// What could be written instead; empty where that is not plain.
    pub fix: String,
    pub node: Option<NodeId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftName {
    pub name: String,
    pub n_tasks: usize,
    pub matched: Vec<UnitId>,
    /// A person has said so, and the spelling will be remembered.
    pub is_remembered: bool,
}

/// A draft in a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DraftHead {
    pub id: PlanId,
    pub title: String,
    pub changed_at: Millis,
    /// Zero while nobody has touched it.
    pub revision: i64,
}

/// How far the steps on a draft have come; the caller knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub revision: i64,
    pub may_undo: bool,
}

impl DraftView {
    /// What has come of a change: `text` is what was read, `tree` the known units without the
    /// draft's own.
    pub fn new(draft: &Draft, standing: Standing, text: &str, tree: &UnitTree) -> Self {
        let own_tree = draft.tree(tree);
        let matching = Matching::new(&draft.plan.unit, &own_tree);
        let named = draft.names(&matching);
        let learnt = draft.learnt(tree, &matching, &named);
        let is_remembered = |name: &str, matched: &[UnitId]| {
            let units = learnt.iter();
            units
                .filter(|unit| matched.contains(&unit.id))
                .any(|unit| unit.aliases.iter().any(|alias| alias == name))
        };
        let tasks = || draft.nodes.iter().filter_map(Node::task);
        let targets = draft.nodes.iter().filter_map(Node::target);
        Self {
            id: draft.id().clone(),
            revision: standing.revision,
            may_undo: standing.may_undo,
            text: String::new(),
            document: DocumentForm::of(&draft.plan),
            rows: rows(draft),
            doubts: doubts(draft, text),
            n_tasks: tasks().count(),
            n_targets: targets.count(),
            n_assignments: assignments(&named).len(),
            names: named
                .into_iter()
                .map(|named| DraftName {
                    n_tasks: n_tasks(&named.uses),
                    is_remembered: is_remembered(&named.name, &named.matched),
                    name: named.name,
                    matched: named.matched,
                })
                .collect(),
            units: Vec::new(),
            new_units: draft.new_units.clone(),
        }
    }

    /// The first view, with what later ones leave out.
    pub fn first(draft: &Draft, standing: Standing, text: String, tree: &UnitTree) -> Self {
        let units = tree.subtree(&draft.plan.unit).into_iter();
        let mut view = Self::new(draft, standing, &text, tree);
        view.units = units.cloned().collect();
        view.text = text;
        view
    }
}

fn rows(draft: &Draft) -> Vec<DraftRow> {
    let nodes = draft.nodes.iter().zip(draft.depths());
    nodes
        .map(|(node, depth)| {
            let task = node.task();
            DraftRow {
                form: NodeForm::of(node),
                depth,
                line: draft.lines.get(&node.id).copied().unwrap_or_default(),
                reading: task.map(|task| task.schedule.words()).unwrap_or_default(),
                is_leaderless: task.is_some_and(|task| task.lead.is_empty()),
                is_timeless: task.is_some_and(is_timeless),
            }
        })
        .collect()
}

fn is_timeless(task: &Task) -> bool {
    task.schedule.raw.trim().is_empty()
}

fn doubts(draft: &Draft, text: &str) -> Vec<Doubt> {
    let lines: Vec<&str> = text.lines().collect();
    let source = |line: usize| {
        let line = line.checked_sub(1).and_then(|line| lines.get(line));
        line.map(|line| line.trim().to_owned()).unwrap_or_default()
    };
    let open = draft.open_doubts().into_iter();
    open.map(|doubt| Doubt {
        place: doubt.place,
        line: doubt.warning.line,
        message: doubt.warning.message.clone(),
        fix: (doubt.warning.fix.as_ref())
            .map(|fix| fix.meant.trim().to_owned())
            .unwrap_or_default(),
        source: (doubt.node)
            .map(|_| source(doubt.warning.line))
            .unwrap_or_default(),
        node: doubt.node.cloned(),
    })
    .collect()
}
