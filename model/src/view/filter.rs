//! Which tasks a query leaves, and what it can be narrowed to.

use super::{Sight, query::TaskQuery, task_list::Heading};
use crate::{
    assignment::{Assignment, Duty},
    id::{NodeId, PlanId, UnitId},
    map::{Map, Set},
    order,
    period::Period,
    person::Action,
    plan::{Node, in_reading_order},
    schedule::Schedule,
    text,
    unit::{UnitHead, natural_key},
};
use std::borrow::Cow;

/// An outline is never this deep; a loop in it must not hang anything.
const DEPTH_MAX: usize = 20;

/// A task with the assignments of it that are looked at.
pub type Found<'a> = (&'a Node, Vec<&'a Assignment>);

/// The tasks that the query leaves; whether they stand as asked for, the caller sees.
pub fn found<'a>(
    sight: Sight<'a>,
    query: &TaskQuery,
    visible: &'a [Cow<'a, Assignment>],
) -> Vec<Found<'a>> {
    let mut of_tasks: Map<&NodeId, Vec<&Assignment>> = Map::new();
    let mut led = Set::new();
    let is_within = |given: &Assignment, root: &Option<UnitId>| {
        let root = root.as_ref();
        root.is_none_or(|root| sight.tree.is_within(&given.unit, root))
    };
    // Those of a task mostly stand together.
    for same in visible.chunk_by(|a, b| a.task == b.task) {
        let mut leads = same.iter().filter(|given| given.duty == Some(Duty::Lead));
        if leads.any(|given| is_within(given, &query.lead)) {
            led.add(&same[0].task);
        }
        let is_asked = |given: &Assignment| {
            let is_mine = || given.progress.is_in_charge(&sight.person.id);
            is_within(given, &query.unit) && (!query.mine || is_mine())
        };
        let asked = same.iter().filter(|given| is_asked(given));
        let asked: Vec<_> = asked.map(Cow::as_ref).collect();
        if !asked.is_empty() {
            of_tasks.or_default(&same[0].task).extend(asked);
        }
    }
    let mut nodes: Vec<_> = of_tasks
        .iter()
        .filter_map(|(task, given)| Some((sight.state.nodes.get(task)?, given.clone())))
        .collect();
    if query.missing.is_some() && query.unit.is_none() && !query.mine {
        let given: Set<_> = visible.iter().map(|given| &given.task).collect();
        let nobodys =
            |node: &&Node| node.standing_task().is_some() && !given.contains_key(&&node.id);
        let nobodys = sight.state.nodes.values().filter(nobodys);
        nodes.extend(nobodys.map(|node| (node, Vec::new())));
    }
    nodes.retain(|(node, _)| {
        node.standing_task().is_some_and(|task| {
            in_plan(node, query.plan.as_ref())
                && has_words(node, &query.text)
                && query
                    .section
                    .as_ref()
                    .is_none_or(|s| is_under(sight, node, s))
                && query
                    .period
                    .is_none_or(|period| is_of(&task.schedule, period))
                && (query.lead.is_none() || led.contains_key(&&node.id))
                && query.missing.is_none_or(|what| {
                    may_settle(sight, &node.plan)
                        && what.is_of(&task.schedule, led.contains_key(&&node.id))
                })
        })
    });
    nodes
}

/// Units that lead something, by name.
pub fn leads(sight: Sight, visible: &[Cow<Assignment>]) -> Vec<UnitHead> {
    let given = visible.iter();
    let given = given.filter(|given| given.duty == Some(Duty::Lead));
    let ids: Set<&UnitId> = given.map(|given| &given.unit).collect();
    let mut units: Vec<_> = ids.keys().map(|id| sight.tree.head(id)).collect();
    order::sort_by_text(&mut units, |unit| natural_key(&unit.name));
    units
}

/// The headings of the query's plan under which there are tasks, in reading order.
pub fn headings(sight: Sight, query: &TaskQuery) -> Vec<Heading> {
    let Some(plan) = &query.plan else {
        return Vec::new();
    };
    let of_plan = sight.state.nodes.values().filter(|node| node.plan == *plan);
    let nodes: Vec<Node> = of_plan.cloned().collect();
    let mut above = Set::new();
    for node in nodes.iter().filter(|node| node.standing_task().is_some()) {
        for heading in above_of(sight, node) {
            above.add(&heading.id);
        }
    }
    in_reading_order(&nodes)
        .into_iter()
        .filter(|(_, node)| above.contains_key(&&node.id))
        .map(|(depth, node)| Heading {
            id: node.id.clone(),
            depth,
            name: node.heading(),
        })
        .collect()
}

pub fn is_under(sight: Sight, node: &Node, heading: &NodeId) -> bool {
    above_of(sight, node).any(|above| above.id == *heading)
}

fn above_of<'a>(sight: Sight<'a>, node: &Node) -> impl Iterator<Item = &'a Node> {
    let parent = |node: &Node| sight.state.nodes.get(node.parent.as_ref()?);
    std::iter::successors(parent(node), move |node| parent(node)).take(DEPTH_MAX)
}

fn in_plan(node: &Node, plan: Option<&PlanId>) -> bool {
    plan.is_none_or(|plan| node.plan == *plan)
}

fn has_words(node: &Node, words: &str) -> bool {
    let label = node.label.as_deref().unwrap_or_default();
    words.trim().is_empty() || text::matches(&text::fold(&format!("{label} {}", node.text)), words)
}

/// Whether the plan has it done in the period, or some of it.
fn is_of(schedule: &Schedule, period: Period) -> bool {
    let begun = schedule
        .starts()
        .is_none_or(|starts| starts <= period.last_day());
    let over = schedule.due().is_some_and(|due| due < period.first_day());
    begun && !over
}

/// Only who sees the whole of a plan can tell what it lacks.
fn may_settle(sight: Sight, plan: &PlanId) -> bool {
    let plan = sight.state.plans.get(plan);
    plan.is_some_and(|plan| sight.person.may(Action::Assign, &plan.unit, sight.tree))
}
