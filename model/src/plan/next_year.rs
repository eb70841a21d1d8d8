//! A new year's plan, started from the last one.
//!
//! It says what the last one says, a year later: nothing of what was done is carried along, nor who
//! was given what, nor number and date of the paper. It is a draft, for somebody to go through.

use super::{Node, NodeBody, NodeEdits, NodeField, Outline, Plan, PlanEdits, editing::Intent};
use crate::{
    id::{NodeId, PlanId},
    map::Map,
    record::{Fact, NodeFieldSet, PlanCreated},
    schedule::later::move_years,
    text,
};
use chrono::Datelike as _;

/// What papers that plans cite are called, without accents. Their years stay.
const PAPERS: [&str; 12] = [
    "nghi quyet",
    "nghi dinh",
    "quyet dinh",
    "thong tu",
    "chi thi",
    "cong van",
    "luat",
    "ke hoach so",
    "huong dan so",
    "thong bao",
    "van ban so",
    "cong dien",
];

#[derive(Clone, Debug, PartialEq)]
pub struct NextYear {
    pub plan: Plan,
    /// Parents before children.
    pub nodes: Vec<Node>,
    /// What its nodes carry out of a superior plan that goes on into the new year.
    pub links: Vec<(NodeId, Vec<NodeId>)>,
    /// How many nodes speak of another time than before.
    pub n_moved: usize,
}

/// The year that follows the plan's first one.
pub fn year_after(plan: &Plan) -> Option<i32> {
    let first = plan.years.first().copied();
    let year = first.or_else(|| plan.date.map(|date| date.year()))?;
    year.checked_add(1)
}

impl NextYear {
    /// `nodes` are all of the plan's; `superior` is the plan it carries out, where that is known.
    pub fn new(
        plan: &Plan,
        nodes: &[Node],
        superior: Option<&Plan>,
        mut id: impl FnMut() -> String,
    ) -> Self {
        let year = year_after(plan);
        let goes_on = superior.filter(|superior| {
            plan.carries_out.as_ref() == Some(&superior.id)
                && year.is_some_and(|year| superior.years.contains(&year))
        });
        let words = Words::new(plan);
        let new_plan = Plan {
            id: PlanId::new(id()),
            title: words.later(&plan.title),
            number: None,
            date: None,
            years: plan.years.iter().map(|year| year + 1).collect(),
            carries_out: goes_on.map(|superior| superior.id.clone()),
            edits: PlanEdits::default(),
            ..plan.clone()
        };
        let mut next = Self {
            plan: new_plan,
            nodes: Vec::with_capacity(nodes.len()),
            links: Vec::new(),
            n_moved: 0,
        };
        let mut ids: Map<&NodeId, NodeId> = Map::new();
        for row in Outline::new(nodes).rows() {
            let new = NodeId::new(id());
            let parent = row.parent.and_then(|parent| ids.get(&&parent.id)).cloned();
            let node = Node {
                id: new.clone(),
                plan: next.plan.id.clone(),
                parent,
                position: row.position.clone(),
                label: row.node.label.clone(),
                text: words.later(&row.node.text),
                body: words.body_later(&row.node.body),
                edits: NodeEdits::default(),
            };
            let was_moved = node.text != row.node.text || times(&node) != times(row.node);
            next.n_moved += usize::from(was_moved);
            let superior = &row.node.edits.carries_out;
            if goes_on.is_some() && !superior.is_empty() {
                next.links.push((new.clone(), superior.clone()));
            }
            ids.insert(&row.node.id, new);
            next.nodes.push(node);
        }
        next
    }

    /// The records of one act that make it.
    pub fn intents(self) -> Vec<Intent> {
        let made = Fact::PlanCreated(PlanCreated {
            plan: self.plan,
            nodes: self.nodes,
        });
        let links = self.links.into_iter().map(|(node, superior)| {
            Fact::NodeFieldSet(NodeFieldSet::new(node, NodeField::CarriesOut(superior)))
        });
        std::iter::once(made)
            .chain(links)
            .map(|fact| Intent {
                replaces: None,
                after: None,
                fact,
            })
            .collect()
    }
}

fn times(node: &Node) -> (Option<i32>, Option<&str>) {
    let year = node.target().and_then(|target| target.year);
    (year, node.task().map(|task| task.schedule.raw.as_str()))
}

/// How the words of a plan are moved to the next year.
struct Words {
    first: i32,
    last: i32,
}

impl Words {
    fn new(plan: &Plan) -> Self {
        let last = plan.years.iter().max().copied();
        let before = year_after(plan).map_or(0, |year| year - 1);
        Self {
            first: before,
            last: last.unwrap_or(before),
        }
    }

    /// Moves the years of the plan, but not those of the papers that it cites, and none of which the
    /// text does not say that it is a year: "năm 2026", "tháng 6/2026". A span moves as a whole.
    fn later(&self, text: &str) -> String {
        move_years(text, 1, |before, year, after| {
            let (before, span) = match year_at_end(before) {
                Some((before, first)) => (before, Some(first)),
                None => (before, year_at_start(after)),
            };
            let clause = before
                .rsplit(['.', ';', ',', '('])
                .next()
                .unwrap_or_default();
            let clause = text::fold(clause);
            let said = clause.trim_end();
            let mut signs = ["nam", "nam hoc", "giai doan", "va", "/"].iter();
            signs.any(|sign| said.ends_with(sign))
                && (self.is_of_plan(year) || span.is_some_and(|year| self.is_of_plan(year)))
                && !PAPERS.iter().any(|paper| clause.contains(paper))
        })
    }

    fn is_of_plan(&self, year: i32) -> bool {
        (self.first..=self.last.max(self.first)).contains(&year)
    }

    fn body_later(&self, body: &NodeBody) -> NodeBody {
        let mut body = body.clone();
        match &mut body {
            NodeBody::Section | NodeBody::Paragraph => {}
            NodeBody::Target(target) => target.year = target.year.map(|year| year + 1),
            NodeBody::Task(task) => {
                task.classes.clear();
                task.schedule = task.schedule.years_later(1);
                task.output = task.output.as_deref().map(|text| self.later(text));
                task.note = task.note.as_deref().map(|text| self.later(text));
                for action in &mut task.actions {
                    *action = self.later(action);
                }
            }
        }
        body
    }
}

/// The first year of a span of which the second follows, and what stands before it.
fn year_at_end(text: &str) -> Option<(&str, i32)> {
    let text = text.trim_end().strip_suffix(['-', '–'])?.trim_end();
    let (before, digits) = text.split_at_checked(text.len().checked_sub(4)?)?;
    Some((before, digits.parse().ok()?))
}

/// The second year of a span of which the first stands before it.
fn year_at_start(text: &str) -> Option<i32> {
    let text = text.trim_start().strip_prefix(['-', '–'])?.trim_start();
    text.get(..4)?.parse().ok()
}

#[cfg(test)]
mod tests;
